//! Takes an abstract on one line apart: its labelled sections, and the copyright line at its end.
//!
//! In: the text, perhaps with markup. Out: sections and the copyright. A label is one of the words that journals use, at the start of a
//! sentence, with a colon; an abstract is structured only if it begins with one and has two. Never: guessing at other
//! labels, for many sentences hold a colon.

use super::markup;
use crate::math;
use crate::record::AbstractSection;
use crate::text::inline::escape_html;

/// Labels have no more bytes than this.
const LONGEST: usize = 48;
/// Copyright lines have no more bytes than this.
const LONGEST_COPYRIGHT: usize = 320;

/// As [`read`], of a text with markup.
pub(in crate::formats) fn marked(text: &str) -> (Vec<AbstractSection>, Option<String>) {
    let (plain, html) = markup::rich(text);
    let (mut sections, copyright) = read(&plain);
    if let Some(html) = html {
        markup::mark(&mut sections, &plain, &html);
    }
    (sections, copyright)
}

/// The sections of an abstract, and its copyright line.
pub(in crate::formats) fn read(text: &str) -> (Vec<AbstractSection>, Option<String>) {
    if text.is_empty() {
        return (Vec::new(), None);
    }
    if text.starts_with("Copyright of ") && text.len() < 2000 {
        return (Vec::new(), Some(text.to_owned()));
    }
    let (body, copyright) = match copyright_start(text) {
        Some(at) => (text.get(..at).unwrap_or_default().trim_end(), text.get(at..)),
        None => (text, None),
    };
    (sections(body), copyright.map(str::to_owned))
}

/// An abstract as one line: plain, or with tags and character references where any of its sections has them.
pub(in crate::formats) enum Line {
    Plain(String),
    Marked(String),
}

impl Line {
    /// The line as formats have it that know no markup but tags.
    pub(in crate::formats) fn tagged(self) -> String {
        match self {
            Line::Plain(line) => line,
            Line::Marked(line) => markup::typed(&line).into_owned(),
        }
    }
}

/// The line of an abstract; its formulas are plain text.
pub(in crate::formats) fn line(sections: &[&AbstractSection], copyright: Option<&str>) -> Line {
    if sections.iter().all(|section| section.text_html.is_none()) {
        return Line::Plain(plain_line(sections, copyright));
    }
    let own = |section: &AbstractSection| match &section.text_html {
        Some(html) => math::without_markup(html).into_owned(),
        None => escape_html(&section.text),
    };
    Line::Marked(joined(sections, copyright, own, escape_html))
}

/// The line of an abstract without markup.
pub(in crate::formats) fn plain_line(
    sections: &[&AbstractSection],
    copyright: Option<&str>,
) -> String {
    joined(sections, copyright, |section| section.text.clone(), str::to_owned)
}

fn joined(
    sections: &[&AbstractSection],
    copyright: Option<&str>,
    own: impl Fn(&AbstractSection) -> String,
    text: impl Fn(&str) -> String,
) -> String {
    let part = |section: &&AbstractSection| match &section.label {
        Some(label) => format!("{}: {}", text(label), own(section)),
        None => own(section),
    };
    let parts: Vec<String> = sections.iter().map(part).chain(copyright.map(&text)).collect();
    parts.join(" ")
}

fn sections(text: &str) -> Vec<AbstractSection> {
    let mut labels: Vec<(usize, usize)> = Vec::new();
    for colon in memchr::memchr_iter(b':', text.as_bytes()) {
        if let Some(start) = label_start(text, colon)
            && (start == 0 || !labels.is_empty())
        {
            labels.push((start, colon));
        }
    }
    if labels.len() < 2 {
        let text = text.to_owned();
        return vec![AbstractSection { text, ..AbstractSection::default() }];
    }
    let mut out = Vec::with_capacity(labels.len());
    for (index, (start, colon)) in labels.iter().enumerate() {
        let end = labels.get(index + 1).map_or(text.len(), |(next, _)| *next);
        out.push(AbstractSection {
            label: text.get(*start..*colon).map(|label| label.trim().to_owned()),
            text: text.get(colon + 1..end).unwrap_or_default().trim().to_owned(),
            ..AbstractSection::default()
        });
    }
    out
}

/// Where the label before a colon begins, if there is one.
fn label_start(text: &str, colon: usize) -> Option<usize> {
    let mut from = colon.saturating_sub(LONGEST);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = text.get(from..colon)?.as_bytes();
    let ends = |at: usize| match before.get(at) {
        Some(b'.' | b'?' | b'!' | b')' | b']' | b'"' | b';') => true,
        // The last byte of a closing quotation mark.
        Some(0x9d) => before.get(..=at).is_some_and(|head| head.ends_with("\u{201d}".as_bytes())),
        _ => false,
    };
    let sentence = (0..before.len()).rev().find(|at| ends(*at)).map(|at| at + 1);
    let start = match sentence {
        Some(at) => from + at,
        None if from == 0 => 0,
        None => return None,
    };
    let label = text.get(start..colon)?;
    let word = label.trim_start();
    let spaced = start == 0 || word.len() < label.len();
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    let known = || {
        let word = word.trim_end();
        // Most labels are told apart by their length alone.
        let like = |known: &str| known.len() == word.len() && known.eq_ignore_ascii_case(word);
        LABELS.iter().any(|known| like(known))
    };
    (spaced && capital && known()).then(|| start + (label.len() - word.len()))
}

/// Where the copyright line at the end begins.
fn copyright_start(text: &str) -> Option<usize> {
    let mut from = text.len().saturating_sub(LONGEST_COPYRIGHT);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let tail = text.get(from..)?;
    let bracket =
        |at: &usize| tail.get(*at..at + 4).is_some_and(|sign| sign.eq_ignore_ascii_case("(C) "));
    let copyright = |at: &usize| tail.get(*at..).is_some_and(|rest| rest.starts_with('\u{a9}'));
    let sign = memchr::memrchr_iter(0xc2, tail.as_bytes()).find(copyright);
    let sign = sign.or_else(|| memchr::memrchr_iter(b'(', tail.as_bytes()).find(bracket))?;
    let behind = tail.get(sign..)?.trim_start_matches(['\u{a9}', '(', ')', 'C', 'c', ' ']);
    let year = behind.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
    let rights = tail.get(sign..)?.contains("rights reserved") || behind.starts_with("The Author");
    let before = tail.get(..sign)?;
    let start = before.strip_suffix("Copyright ").map_or(sign, str::len);
    let head = tail.get(..start)?.trim_end();
    let closed = head.ends_with(['.', ')', ']', '?', '!', '"', '\u{201d}']);
    ((year || rights) && closed && !head.is_empty()).then_some(from + start)
}

static LABELS: &[&str] = &[
    "aim",
    "aims",
    "aims and objectives",
    "background",
    "background and aims",
    "background and objectives",
    "background and purpose",
    "background/aims",
    "background/objectives",
    "case presentation",
    "case report",
    "clinical relevance",
    "clinical trial registration",
    "conclusion",
    "conclusions",
    "conclusions and relevance",
    "conclusions/significance",
    "context",
    "data collection and analysis",
    "data extraction",
    "data sources",
    "data synthesis",
    "design",
    "design, setting, and participants",
    "discussion",
    "evidence acquisition",
    "evidence synthesis",
    "findings",
    "funding",
    "hypothesis",
    "impact",
    "implications",
    "importance",
    "interpretation",
    "intervention",
    "interventions",
    "introduction",
    "key points",
    "limitations",
    "main outcome measures",
    "main outcomes and measures",
    "main results",
    "material and methods",
    "materials & methods",
    "materials and methods",
    "measurements",
    "method",
    "methodology",
    "methodology/principal findings",
    "methods",
    "methods and analysis",
    "methods and findings",
    "methods and materials",
    "methods and results",
    "objective",
    "objectives",
    "observations",
    "outcome measures",
    "participants",
    "patients",
    "patients and methods",
    "principal findings",
    "purpose",
    "purpose of review",
    "rationale",
    "recent findings",
    "registration",
    "relevance",
    "result",
    "results",
    "results and conclusions",
    "search methods",
    "selection criteria",
    "setting",
    "significance",
    "study design",
    "study selection",
    "subjects",
    "subjects and methods",
    "summary",
    "systematic review registration",
    "trial registration",
    "unlabelled",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Sections with their labels, then the copyright.
    fn shown(text: &str) -> String {
        let (sections, copyright) = read(text);
        let section =
            |s: &AbstractSection| format!("{}|{}", s.label.clone().unwrap_or_default(), s.text);
        let mut out: Vec<String> = sections.iter().map(section).collect();
        out.extend(copyright.map(|line| format!("(c) {line}")));
        out.join(" # ")
    }

    #[test]
    fn structured_abstracts_and_copyright_lines() {
        let cases = [
            ("Plain text. With a thing: no label.", "|Plain text. With a thing: no label."),
            (
                "BACKGROUND: Tea. METHODS: Cups. RESULTS: Fine.",
                "BACKGROUND|Tea. # METHODS|Cups. # RESULTS|Fine.",
            ),
            (
                "Aims: Tea. We used one thing: cups. Results: Fine.",
                "Aims|Tea. We used one thing: cups. # Results|Fine.",
            ),
            ("Results: only one label.", "|Results: only one label."),
            ("Tea. Results: fine. Methods: cups.", "|Tea. Results: fine. Methods: cups."),
            (
                "Tea. \u{a9} 2022 Nowhere Press. All rights reserved.",
                "|Tea. # (c) \u{a9} 2022 Nowhere Press. All rights reserved.",
            ),
            ("Tea. Copyright \u{a9} 2022 N.", "|Tea. # (c) Copyright \u{a9} 2022 N."),
            ("Tea (C) 2020 is no line.", "|Tea (C) 2020 is no line."),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
