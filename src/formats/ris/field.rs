//! The fields of a record: each tag with its value and the lines that continue it.
//!
//! In: a record's text. Out: fields in order, and how many lines are not blank. Never: what a tag means.

use super::line::Tag;
use crate::diag::Place;
use crate::text::blanks::{fold_blanks, trim};
use std::sync::Arc;

/// One tag and its value.
#[derive(Clone, Copy, Debug)]
pub(in crate::formats) struct Field<'a> {
    /// The tag.
    pub(in crate::formats) tag: Tag,
    /// All its lines, tag and line breaks included.
    whole: &'a str,
    /// Where the value begins.
    at: usize,
    /// The value with its line breaks, without blanks around it.
    value: &'a str,
    /// The number of its first line.
    pub(in crate::formats) line: usize,
    /// The name where the format has more than tags of two letters.
    name: Option<&'a str>,
}

/// The fields of a text whose tagged lines `tag` tells apart, and the number of lines that are not blank. Lines before
/// the first tag are the caller's.
pub(in crate::formats) fn fields(
    text: &str,
    first_line: usize,
    tag: impl Fn(&str) -> Option<(Tag, usize)>,
) -> (Vec<Field<'_>>, usize) {
    let mut fields: Vec<Field<'_>> = Vec::with_capacity(24);
    let mut open: Option<(Tag, usize, usize, usize)> = None;
    let mut filled = 0;
    let mut start = 0;
    let mut number = first_line;
    let close = |open: &mut Option<(Tag, usize, usize, usize)>, end, fields: &mut Vec<_>| {
        if let Some((tag, from, at, line)) = open.take() {
            let whole = text.get(from..end).unwrap_or_default();
            let value = trim(whole.get(at..).unwrap_or_default());
            fields.push(Field { tag, whole, at, value, line, name: None });
        }
    };
    while start < text.len() {
        let rest = text.get(start..).unwrap_or_default();
        let length = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let content = rest.get(..length).unwrap_or_default();
        if let Some((tag, at)) = tag(content) {
            close(&mut open, start, &mut fields);
            open = Some((tag, start, at, number));
            filled += 1;
        } else if !content.trim().is_empty() {
            filled += 1;
        }
        start += length + 1;
        number += 1;
    }
    close(&mut open, text.len(), &mut fields);
    (fields, filled)
}

impl<'a> Field<'a> {
    /// A field whose name is longer than a tag, and whose value was decoded; `whole` is how the file has it.
    pub(in crate::formats) fn named(
        name: &'a str,
        value: &'a str,
        whole: &'a str,
        line: usize,
    ) -> Self {
        Field { tag: *b"  ", whole, at: 0, value: value.trim(), line, name: Some(name) }
    }

    /// The value with its line breaks.
    pub(in crate::formats) fn raw(&self) -> &'a str {
        self.value
    }

    /// The value on one line.
    pub(in crate::formats) fn text(&self) -> String {
        fold_blanks(self.raw())
    }

    /// The lines of the value that are not blank.
    pub(in crate::formats) fn lines(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.raw().split('\n').map(trim).filter(|line| !line.is_empty())
    }

    /// The tag as text.
    pub(in crate::formats) fn name(&self) -> String {
        if let Some(name) = self.name {
            return name.to_owned();
        }
        self.tag.iter().map(|byte| char::from(*byte)).collect()
    }

    /// Where it stands: the value on the first line.
    pub(in crate::formats) fn place(&self, file: &Arc<str>) -> Place {
        let line = self.whole.split('\n').next().unwrap_or_default();
        let line = line.trim_end();
        let column = 1 + line.get(..self.at).unwrap_or(line).chars().count();
        let blanks = line.get(self.at..).unwrap_or_default();
        let blanks = blanks.chars().take_while(|c| c.is_whitespace()).count();
        let end = 1 + line.chars().count();
        Place::line(file, self.line, line, column + blanks, end)
    }
}
