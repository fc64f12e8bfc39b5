//! Footnotes: numbered by their first reference, written below the body, each with a way back.

use super::headings::Ids;
use indexmap::IndexMap;

/// The footnotes of one body.
pub(super) struct Footnotes {
    /// By label, in the order of their first reference; what nothing refers to comes last.
    notes: IndexMap<String, Footnote>,
    prefix: String,
    ids: Ids,
}

#[derive(Default)]
struct Footnote {
    /// Its id, and those of its references.
    id: String,
    references: Vec<String>,
    html: String,
}

impl Footnotes {
    /// `taken` are the ids of the body's headings.
    pub(super) fn new(prefix: &str, taken: Ids) -> Self {
        Footnotes { notes: IndexMap::new(), prefix: prefix.to_owned(), ids: taken }
    }

    /// Writes the number that leads to a footnote.
    pub(super) fn refer(&mut self, label: &str, out: &mut String) {
        self.add(label);
        let Some((index, _, note)) = self.notes.get_full_mut(label) else { return };
        let number = index + 1;
        let id = self.ids.unique(&format!("fnref-{number}"));
        out.push_str(&format!(
            "<sup class=\"footnote-ref\"><a href=\"#{0}{1}\" id=\"{0}{id}\" role=\"doc-noteref\">{number}</a></sup>",
            self.prefix, note.id
        ));
        note.references.push(id);
    }

    /// Keeps the text of a footnote; a second text of the same label follows the first.
    pub(super) fn define(&mut self, label: &str, html: &str) {
        self.add(label);
        if let Some(note) = self.notes.get_mut(label) {
            note.html.push_str(html);
        }
    }

    /// Writes all footnotes.
    pub(super) fn write(self, out: &mut String) {
        if self.notes.is_empty() {
            return;
        }
        out.push_str("<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n");
        for note in self.notes.values() {
            out.push_str(&format!("<li id=\"{}{}\">", self.prefix, note.id));
            let (text, end) = match note.html.trim_end().strip_suffix("</p>") {
                Some(text) => (text, "</p>"),
                None => (note.html.as_str(), ""),
            };
            out.push_str(text);
            for (index, reference) in note.references.iter().enumerate() {
                let label =
                    if index == 0 { String::new() } else { format!("<sup>{}</sup>", index + 1) };
                out.push_str(&format!(
                    " <a href=\"#{}{reference}\" class=\"footnote-back\" role=\"doc-backlink\">\u{21a9}\u{fe0e}{label}</a>",
                    self.prefix
                ));
            }
            out.push_str(end);
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n</section>\n");
    }

    /// Gives a footnote its number, if it has none yet.
    pub(super) fn add(&mut self, label: &str) {
        if !self.notes.contains_key(label) {
            let wanted = format!("fn-{}", self.notes.len() + 1);
            let id = self.ids.unique(&wanted);
            self.notes.insert(label.to_owned(), Footnote { id, ..Footnote::default() });
        }
    }
}
