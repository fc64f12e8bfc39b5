//! Cuts an abstract, which MEDLINE prints on one line, into its labelled sections.
//!
//! In: the abstract's text. Out: [`AbstractSection`]s. A label is taken only where it is certain: in capitals, at the
//! beginning or behind the end of a sentence, in an abstract that begins with one and has a usual heading among them;
//! everything else stays in one piece. Never: diagnostics.

use crate::record::{AbstractKind, AbstractSection};

/// The longest label, in bytes.
const LONGEST: usize = 120;

/// The sections of an abstract's own text.
pub(super) fn sections(text: &str) -> Vec<AbstractSection> {
    let labels = labels(text);
    let structured = labels.first().is_some_and(|first| first.0 == 0)
        && labels.iter().any(|(start, end)| is_usual(text.get(*start..*end).unwrap_or_default()));
    if !structured {
        return vec![section(None, text)];
    }
    let ends = labels.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
    let cut = labels.iter().zip(ends).map(|((start, colon), end)| {
        let label = text.get(*start..*colon).unwrap_or_default();
        section(Some(label), text.get(colon + 1..end).unwrap_or_default())
    });
    cut.collect()
}

fn section(label: Option<&str>, text: &str) -> AbstractSection {
    AbstractSection {
        label: label.map(str::to_owned),
        text: text.trim().to_owned(),
        ..AbstractSection::default()
    }
}

/// Where labels begin and where their colons stand.
fn labels(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut free = 0;
    for colon in memchr::memchr_iter(b':', bytes) {
        if !matches!(bytes.get(colon + 1), None | Some(b' ')) {
            continue;
        }
        let window = text.get(free..colon).unwrap_or_default();
        if let Some(label) = label_before(window, free == 0) {
            found.push((colon - label, colon));
            free = colon + 1;
        }
    }
    found
}

/// The length of the label that a text ends with, if there is one.
fn label_before(text: &str, first: bool) -> Option<usize> {
    let mut length = 0;
    for c in text.chars().rev() {
        let fits = c.is_uppercase() || c.is_ascii_digit() || " /&,-()'’".contains(c);
        // The plural of an abbreviation, as in "OUTCOMES AND RCTs".
        let plural = length == 0 && c == 's';
        if !(fits || plural) || length > LONGEST {
            break;
        }
        length += c.len_utf8();
    }
    let start = text.len() - length;
    let run = text.get(start..)?;
    let head = text.get(..start)?;
    let label = run.trim_start();
    let apart = match head.chars().next_back() {
        None => first || run.starts_with(' '),
        Some(before) => ".?!)]”\"%".contains(before) && run.starts_with(' '),
    };
    let letters = label.chars().filter(|c| c.is_uppercase()).count();
    let begins = label.starts_with(|c: char| c.is_uppercase());
    let balanced = label.matches('(').count() == label.matches(')').count();
    let words = label.split(' ').count();
    let long = letters > 3 || is_usual(label);
    (apart && begins && balanced && long && words <= 12 && length <= LONGEST).then_some(label.len())
}

fn is_usual(label: &str) -> bool {
    label.split([' ', '/', '&', ',', '-', '(', ')']).any(|word| USUAL.contains(&word))
}

/// Words of which usual headings are made.
const USUAL: [&str; 45] = [
    "AIM",
    "AIMS",
    "ANALYSIS",
    "APPROACH",
    "BACKGROUND",
    "CASE",
    "CONCLUSION",
    "CONCLUSIONS",
    "CONTEXT",
    "DESIGN",
    "DISCUSSION",
    "EVIDENCE",
    "FINDINGS",
    "FUNDING",
    "GOAL",
    "HYPOTHESIS",
    "IMPLICATIONS",
    "IMPORTANCE",
    "INTERPRETATION",
    "INTERVENTION",
    "INTERVENTIONS",
    "INTRODUCTION",
    "LIMITATIONS",
    "MATERIAL",
    "MATERIALS",
    "MEASURE",
    "MEASURES",
    "MESSAGES",
    "METHOD",
    "METHODS",
    "OBJECTIVE",
    "OBJECTIVES",
    "OUTCOME",
    "OUTCOMES",
    "PARTICIPANTS",
    "PATIENTS",
    "PROBLEM",
    "PURPOSE",
    "RATIONALE",
    "REGISTRATION",
    "RESULT",
    "RESULTS",
    "SETTING",
    "SIGNIFICANCE",
    "SUMMARY",
];

/// A further abstract: what it is by its first words.
pub(super) fn other(text: &str) -> AbstractSection {
    const PUBLISHER: &str = "Publisher:";
    const LAY: [&str; 5] = [
        "plain language summary",
        "plain-language summary",
        "plain language abstract",
        "lay abstract",
        "lay summary",
    ];
    if let Some(rest) = text.strip_prefix(PUBLISHER) {
        return AbstractSection { kind: Some(AbstractKind::Other), ..section(None, rest) };
    }
    let lay = |words: &&&str| {
        text.get(..words.len()).is_some_and(|head| head.eq_ignore_ascii_case(words))
    };
    let Some(words) = LAY.iter().find(lay) else {
        return AbstractSection { kind: Some(AbstractKind::Other), ..section(None, text) };
    };
    let rest = text.get(words.len()..).unwrap_or_default();
    let text = rest.strip_prefix(':').unwrap_or(text);
    AbstractSection { kind: Some(AbstractKind::PlainLanguage), ..section(None, text) }
}

/// The main abstract as MEDLINE writes it.
pub(super) fn written<'s>(sections: impl Iterator<Item = &'s AbstractSection>) -> String {
    let line = |section: &AbstractSection| match &section.label {
        Some(label) => format!("{label}: {}", section.text),
        None => section.text.clone(),
    };
    sections.map(line).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_certain_labels_are_taken() {
        let shown = |text: &str| {
            let parts = sections(text).into_iter();
            let parts = parts.map(|s| format!("<{}>{}", s.label.unwrap_or_default(), s.text));
            parts.collect::<String>()
        };
        let cases = [
            ("Tea is good.", "<>Tea is good."),
            ("BACKGROUND: Tea. METHODS: Cups.", "<BACKGROUND>Tea.<METHODS>Cups."),
            ("AIM: Tea: a drink. RESULTS: DNA: yes.", "<AIM>Tea: a drink.<RESULTS>DNA: yes."),
            ("AIMS: Tea. DNA: yes.", "<AIMS>Tea. DNA: yes."),
            ("TEA-19: A DRINK. IT IS: good.", "<>TEA-19: A DRINK. IT IS: good."),
            ("Tea. METHODS: Cups.", "<>Tea. METHODS: Cups."),
            ("Background: Tea. Methods: Cups.", "<>Background: Tea. Methods: Cups."),
            ("AIM: We ask (AND METHODS: no).", "<AIM>We ask (AND METHODS: no)."),
            ("DESIGN: RESULTS: 5", "<DESIGN><RESULTS>5"),
            ("AIM:", "<AIM>"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
