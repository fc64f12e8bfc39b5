//! What the engine made, as runs of plain text.
//!
//! In: the engine's tree. Out: [`Run`]s; doubled signs and blanks before signs, which come of parts that a record lacks, are
//! put right. Never: the engine's own writers, which escape nothing.

use hayagriva::citationberg::{FontStyle, FontVariant, FontWeight, VerticalAlign};
use hayagriva::{ElemChild, ElemChildren, Formatting};

/// Stand behind the first letter of a title, and behind the title or before its last sign. Collation passes over control characters, and no record has one.
pub(super) const OPEN_TITLE: char = '\u{e}';
pub(super) const CLOSE_TITLE: char = '\u{f}';
/// Stand for the tags of a title's markup; one that opens stands behind the letter that it opens with.
const TAGS: [(&str, char); 8] = [
    ("<i>", '\u{10}'),
    ("</i>", '\u{11}'),
    ("<b>", '\u{12}'),
    ("</b>", '\u{13}'),
    ("<sub>", '\u{14}'),
    ("</sub>", '\u{15}'),
    ("<sup>", '\u{16}'),
    ("</sup>", '\u{17}'),
];

/// The letter that stands for a tag.
pub(super) fn marked(tag: &str) -> char {
    TAGS.iter().find(|(known, _)| *known == tag).map_or(' ', |(_, mark)| *mark)
}

/// Raised or lowered text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Raised.
    Super,
    /// Lowered.
    Sub,
}

/// What a run may lead to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Leads {
    /// Nothing.
    #[default]
    Nowhere,
    /// The work: it is a part of its title.
    Work,
    /// An address that the style gives it, of any scheme.
    Address(String),
}

/// Plain text of one look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// Text, to be escaped by whoever writes it.
    pub text: String,
    /// In italics.
    pub italic: bool,
    /// In bold type.
    pub bold: bool,
    /// In small capitals.
    pub small_caps: bool,
    /// Raised or lowered.
    pub script: Option<Script>,
    /// What it may lead to.
    pub leads: Leads,
}

impl Run {
    /// Text without any look.
    pub fn plain(text: impl Into<String>) -> Self {
        Run { text: text.into(), ..Run::default() }
    }

    pub(super) fn looks_like(&self, other: &Run) -> bool {
        Run { text: String::new(), ..self.clone() } == Run { text: String::new(), ..other.clone() }
    }
}

/// All runs of a tree.
pub(super) fn runs(children: &ElemChildren) -> Vec<Run> {
    let mut runs = Vec::new();
    children.0.iter().for_each(|child| add(child, &mut runs));
    tidied(runs)
}

/// The runs of one part of a tree.
pub(super) fn runs_of(child: &ElemChild) -> Vec<Run> {
    let mut runs = Vec::new();
    add(child, &mut runs);
    tidied(runs)
}

fn add(child: &ElemChild, runs: &mut Vec<Run>) {
    match child {
        ElemChild::Text(text) => runs.push(run(&text.text, text.formatting, None)),
        ElemChild::Elem(element) => {
            // A part that a style sets apart begins a line of its own there; here a blank does.
            if element.display.is_some()
                && runs.last().is_some_and(|last| !last.text.ends_with(' '))
            {
                runs.push(Run::plain(" "));
            }
            element.children.0.iter().for_each(|child| add(child, runs));
        }
        ElemChild::Markup(text) => runs.push(Run::plain(text.as_str())),
        ElemChild::Link { text, url } => {
            runs.push(run(&text.text, text.formatting, Some(url.clone())));
        }
        ElemChild::Transparent { .. } => {}
    }
}

fn run(text: &str, look: Formatting, link: Option<String>) -> Run {
    Run {
        text: text.to_owned(),
        italic: look.font_style == FontStyle::Italic,
        bold: look.font_weight == FontWeight::Bold,
        small_caps: look.font_variant == FontVariant::SmallCaps,
        script: match look.vertical_align {
            VerticalAlign::Sup => Some(Script::Super),
            VerticalAlign::Sub => Some(Script::Sub),
            VerticalAlign::None | VerticalAlign::Baseline => None,
        },
        leads: link.map_or(Leads::Nowhere, Leads::Address),
    }
}

/// Every letter with the number of its run.
type Letters = Vec<(char, usize)>;

/// Puts signs right and gives the marks of titles their meaning.
fn tidied(runs: Vec<Run>) -> Vec<Run> {
    let mut letters: Letters = Vec::new();
    for (number, run) in runs.iter().enumerate() {
        letters.extend(run.text.chars().map(|c| (c, number)));
    }
    let letters = right_signs(&letters);
    let mut out: Vec<Run> = Vec::new();
    let mut inner = Run::default();
    let mut last: Option<(char, usize)> = None;
    for (c, number) in letters {
        let (mut c, mut number) = (c, number);
        let opens = matches!(c, OPEN_TITLE | '\u{10}' | '\u{12}' | '\u{14}' | '\u{16}');
        if let Some((tag, _)) = TAGS.iter().find(|(_, mark)| *mark == c) {
            match *tag {
                "<i>" => inner.italic = true,
                "</i>" => inner.italic = false,
                "<b>" => inner.bold = true,
                "</b>" => inner.bold = false,
                "<sub>" => inner.script = Some(Script::Sub),
                "<sup>" => inner.script = Some(Script::Super),
                _ => inner.script = None,
            }
        } else if matches!(c, OPEN_TITLE | CLOSE_TITLE) {
            inner.leads = if c == OPEN_TITLE { Leads::Work } else { Leads::Nowhere };
        }
        if c.is_control() {
            // What opens has its look from the letter before on.
            let Some(first) = last.take().filter(|_| opens) else { continue };
            take_last(&mut out);
            (c, number) = first;
        }
        last = Some((c, number));
        let Some(of) = runs.get(number) else { continue };
        let next = Run {
            text: String::new(),
            // Italics within italics stand upright.
            italic: of.italic != inner.italic,
            bold: of.bold || inner.bold,
            small_caps: of.small_caps,
            script: inner.script.or(of.script),
            leads: match &of.leads {
                Leads::Nowhere => inner.leads.clone(),
                own => own.clone(),
            },
        };
        match out.last_mut().filter(|last| last.looks_like(&next)) {
            Some(last) => last.text.push(c),
            None => out.push(Run { text: c.to_string(), ..next }),
        }
    }
    out
}

fn take_last(out: &mut Vec<Run>) {
    if let Some(run) = out.last_mut() {
        run.text.pop();
        if run.text.is_empty() {
            out.pop();
        }
    }
}

/// Takes out what parts that a record lacks leave behind: a blank before a sign, a stop behind another, two blanks.
fn right_signs(letters: &Letters) -> Letters {
    let mut out: Letters = Vec::with_capacity(letters.len());
    for (at, (c, number)) in letters.iter().enumerate() {
        let is_mark = |c: char| c.is_control();
        let ahead = letters
            .get(at + 1..)
            .unwrap_or_default()
            .iter()
            .map(|(c, _)| *c)
            .find(|c| !is_mark(*c));
        let mut behind = out.iter().rev().map(|(c, _)| *c).filter(|c| !is_mark(*c));
        let (last, before_last) = (behind.next(), behind.next());
        let ends = ahead.is_none_or(|c| c.is_whitespace() || matches!(c, '”' | '’' | '»'));
        match (*c, last) {
            (' ', Some(' ')) | (',', Some(',')) => continue,
            // Of a stop and a sign that says as much the sign is enough; an ellipsis stays.
            ('.', Some('!' | '?')) if ends => continue,
            ('.', Some('.')) if ends && before_last != Some('.') => continue,
            (',' | ';', Some(' ')) => take_blank(&mut out),
            ('.' | ':', Some(' ')) if ends => take_blank(&mut out),
            ('.', Some(',' | ';')) if ends => {
                let place = out.iter().rposition(|(c, _)| !is_mark(*c));
                if let Some(place) = place {
                    out.remove(place);
                }
            }
            _ => {}
        }
        out.push((*c, *number));
    }
    out
}

fn take_blank(out: &mut Letters) {
    if let Some(place) = out.iter().rposition(|(c, _)| *c == ' ') {
        out.remove(place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_leaves_no_trace() {
        for (text, expected) in [
            ("2019 Jul ;5:1", "2019 Jul;5:1"),
            ("Feldman J , editors", "Feldman J, editors"),
            ("Not much!. J Tea", "Not much! J Tea"),
            ("Not much\u{f}!. J Tea", "Not much! J Tea"),
            ("Really?.. J", "Really?. J"),
            ("“Next?.” J", "“Next?” J"),
            ("And so on... J Tea", "And so on... J Tea"),
            ("J Tea.. 2020", "J Tea. 2020"),
            ("Press,. 2020", "Press. 2020"),
            ("a  b", "a b"),
            ("v 1.0.2", "v 1.0.2"),
        ] {
            let tidy = tidied(vec![Run::plain(text)]);
            let tidy: String = tidy.into_iter().map(|run| run.text).collect();
            assert_eq!(tidy, expected, "{text}");
        }
    }
}
