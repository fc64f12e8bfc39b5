//! Footnotes: numbered by their first reference, written below the body, each with a way back. A reference without a
//! footnote, a footnote without a reference and a second footnote of one name are told.

use super::Frame;
use super::attributes::push_label;
use super::headings::Ids;
use super::placed::Placed;
use super::told::Told;
use crate::config::fields::shown;
use crate::diag::{Diagnostic, codes};
use indexmap::IndexMap;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// The footnotes of one body.
pub(super) struct Footnotes<'a> {
    /// By label, in the order of their first reference; what nothing refers to comes last.
    notes: IndexMap<String, Footnote>,
    frame: Frame<'a>,
    ids: Ids,
}

#[derive(Default)]
struct Footnote {
    /// Its id, and those of its references.
    id: String,
    references: Vec<String>,
    html: String,
    /// Where it is defined.
    range: Option<Range<usize>>,
}

impl<'a> Footnotes<'a> {
    /// Numbers the footnotes of a body. `taken` are the ids of its headings.
    pub(super) fn new(frame: Frame<'a>, taken: Ids, events: &[Placed<'_>]) -> Self {
        let mut footnotes = Footnotes { notes: IndexMap::new(), frame, ids: taken };
        for (event, _) in events {
            if let Event::FootnoteReference(label) = event {
                footnotes.add(label);
            }
        }
        footnotes
    }

    /// Writes the number that leads to a footnote.
    pub(super) fn refer(&mut self, label: &str, out: &mut String) {
        self.add(label);
        let Some((index, _, note)) = self.notes.get_full_mut(label) else { return };
        let number = index + 1;
        let id = self.ids.unique(&format!("fnref-{number}"));
        out.push_str(&format!(
            "<sup class=\"footnote-ref\"><a href=\"#{0}{1}\" id=\"{0}{id}\" role=\"doc-noteref\">{number}</a></sup>",
            self.frame.id_prefix, note.id
        ));
        note.references.push(id);
    }

    /// Keeps the text of a footnote; a second text of the same label follows the first.
    pub(super) fn define(
        &mut self,
        label: &str,
        html: &str,
        range: &Range<usize>,
        told: &mut Told<'_>,
    ) {
        self.add(label);
        let Some(note) = self.notes.get_mut(label) else { return };
        note.html.push_str(html);
        let name = range.start..(range.start + label.len() + "[^]".len()).min(range.end);
        if note.range.is_none() {
            note.range = Some(name);
            return;
        }
        let message = format!("the footnote `{}` is defined twice", shown(label));
        let said = Diagnostic::new(&codes::DUPLICATE_FOOTNOTE, message);
        told.say(
            &name,
            said.done("set both texts under one number").help("give this one a name of its own"),
        );
    }

    /// Writes all footnotes, and tells of those that nothing refers to.
    pub(super) fn write(self, told: &mut Told<'_>, out: &mut String) {
        if self.notes.is_empty() {
            return;
        }
        // A body that shares its page with others makes no landmark of its own.
        let (element, prefix) = match self.frame.id_prefix {
            "" => ("section", ""),
            prefix => ("div", prefix),
        };
        out.push_str(&format!("<{element} class=\"footnotes\""));
        if element == "section" {
            out.push_str(" role=\"doc-endnotes\"");
            push_label(out, self.frame.words.footnotes);
        }
        out.push_str(">\n<ol>\n");
        for (label, note) in &self.notes {
            if note.references.is_empty()
                && let Some(range) = &note.range
            {
                let message = format!("nothing refers to the footnote `{}`", shown(label));
                let said = Diagnostic::new(&codes::UNUSED_FOOTNOTE, message);
                let help = format!("write [^{}] where it belongs", shown(label));
                told.say(range, said.done("set it below the others").help(help));
            }
            out.push_str(&format!("<li id=\"{prefix}{}\">", note.id));
            let (text, end) = match note.html.trim_end().strip_suffix("</p>") {
                Some(text) => (text, "</p>"),
                None => (note.html.as_str(), ""),
            };
            out.push_str(text);
            for (index, reference) in note.references.iter().enumerate() {
                let number = index + 1;
                out.push_str(&format!(
                    " <a href=\"#{prefix}{reference}\" class=\"footnote-back\" role=\"doc-backlink\""
                ));
                let back = self.frame.words.back;
                match index {
                    _ if back.is_empty() => {}
                    0 => push_label(out, back),
                    _ => push_label(out, &format!("{back} {number}")),
                }
                out.push_str(">\u{21a9}\u{fe0e}");
                if index > 0 {
                    out.push_str(&format!("<sup>{number}</sup>"));
                }
                out.push_str("</a>");
            }
            out.push_str(end);
            out.push_str("</li>\n");
        }
        out.push_str(&format!("</ol>\n</{element}>\n"));
    }

    /// Gives a footnote its number, if it has none yet.
    fn add(&mut self, label: &str) {
        if !self.notes.contains_key(label) {
            let wanted = format!("fn-{}", self.notes.len() + 1);
            let id = self.ids.unique(&wanted);
            self.notes.insert(label.to_owned(), Footnote { id, ..Footnote::default() });
        }
    }
}

/// Tells of references to footnotes that there are not; to the parser they are text.
pub(super) fn check(body: &str, events: &[Placed<'_>], told: &mut Told<'_>) {
    let mut code = false;
    let mut seen = 0;
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(_) if !code => {
                let typed = body.get(range.clone()).unwrap_or_default();
                for (at, _) in typed.match_indices('[') {
                    let at = range.start + at;
                    if at >= seen
                        && let Some(length) = reference(body, at)
                    {
                        seen = at + length;
                        tell_undefined(&(at..at + length), told);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The length of what looks like a reference to a footnote.
fn reference(body: &str, at: usize) -> Option<usize> {
    let label = body.get(at..)?.strip_prefix("[^")?;
    let escaped = at.checked_sub(1).and_then(|before| body.as_bytes().get(before)) == Some(&b'\\');
    let end = label.find(|c: char| c == ']' || c == '[' || c.is_whitespace())?;
    let closed = label.get(end..)?.starts_with(']');
    (closed && end > 0 && !escaped).then_some("[^".len() + end + "]".len())
}

fn tell_undefined(range: &Range<usize>, told: &mut Told<'_>) {
    let typed = told.typed(range);
    let message = format!("there is no footnote `{}`", shown(typed));
    let said = Diagnostic::new(&codes::UNDEFINED_FOOTNOTE, message);
    let help = format!(
        "begin a paragraph with {}: and its text, or type \\{0} if no footnote is meant",
        shown(typed)
    );
    told.say(range, said.done("left it as it is typed").help(help));
}
