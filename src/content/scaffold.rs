//! The file of a new note: its front matter filled in, its prose left to its author.
//!
//! In: the record that it is about, and what else is known. Out: the text of the file. It reads without a complaint as it
//! is. Never: IO, the clock.

use crate::config::Field;
use crate::record::Record;
use crate::text::blanks::fold_blanks;
use std::fmt::Write;

/// What a new note begins with.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoteScaffold<'a> {
    /// The day on which it is written: `2026-03-12`.
    pub date: &'a str,
    /// Who writes it, where that is known.
    pub author: Option<&'a str>,
    /// The fields of the site's notes, which are written as comments.
    pub fields: &'a [Field],
}

impl NoteScaffold<'_> {
    /// The text of a note about a record.
    pub fn text(&self, record: &Record) -> String {
        let mut text = String::from("+++\n");
        // Writing to a string cannot fail.
        let _ = writeln!(text, "# {}", fold_blanks(record.title_or_stand_in()));
        let _ = writeln!(text, "article = {}", quoted(&identifier(record)));
        let _ = writeln!(text, "date = {}", quoted(self.date));
        match self.author {
            Some(author) => writeln!(text, "author = {}", quoted(author)),
            None => writeln!(text, "# author = \"Who writes this\""),
        }
        .unwrap_or_default();
        text.push_str("# title = \"What you would call it\"\n");
        for field in self.fields {
            let _ = writeln!(text, "{}", field.as_comment());
        }
        text.push_str("+++\n\n");
        text
    }
}

/// The surest identifier of a record.
fn identifier(record: &Record) -> String {
    let pmid = record.pmid.as_ref().map(|pmid| format!("pmid:{pmid}"));
    let pmid = pmid.or_else(|| record.doi.as_ref().map(|doi| format!("doi:{doi}")));
    let pmid = pmid.or_else(|| record.pmcid.as_ref().map(ToString::to_string));
    pmid.unwrap_or_else(|| record.key.to_string())
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
