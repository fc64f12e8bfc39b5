//! Where a diagnostic points. In: a file name and a line of its text. Out: a bounded, owned copy of both.

use super::{acts, visible};
use std::sync::Arc;

/// The longest excerpt that a diagnostic keeps, in characters; a 10 MB line costs no more than this.
const EXCERPT: usize = 160;

/// A range of a file: 1-based lines and columns (columns count characters), with the text of the first line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file as the user named it, relative to the site where there is one.
    pub file: Arc<str>,
    /// First line, from 1, in the decompressed text.
    pub line: usize,
    /// First column, from 1, in characters.
    pub column: usize,
    /// Last line.
    pub end_line: usize,
    /// Column after the last character.
    pub end_column: usize,
    /// The first line's text around the column, at most 160 characters.
    pub excerpt: String,
    /// How many characters of the line were cut before the excerpt.
    pub excerpt_start: usize,
}

impl Place {
    /// A whole file, for what has no line.
    pub fn file(file: &Arc<str>) -> Self {
        Place {
            file: Arc::clone(file),
            line: 1,
            column: 1,
            end_line: 1,
            end_column: 1,
            excerpt: String::new(),
            excerpt_start: 0,
        }
    }

    /// The characters `column..end_column` (1-based) of line `line`, whose text is `text`.
    pub fn line(
        file: &Arc<str>,
        line: usize,
        text: &str,
        column: usize,
        end_column: usize,
    ) -> Self {
        let end_column = end_column.max(column);
        let skip = column.saturating_sub(1).saturating_sub(EXCERPT / 4);
        let skip = if column <= EXCERPT * 3 / 4 { 0 } else { skip };
        let excerpt = excerpt(text, skip);
        Place {
            file: Arc::clone(file),
            line,
            column,
            end_line: line,
            end_column,
            excerpt,
            excerpt_start: skip,
        }
    }

    /// The same place stretched to end at a later line.
    #[must_use]
    pub fn through(mut self, end_line: usize, end_column: usize) -> Self {
        if end_line > self.line {
            self.end_line = end_line;
            self.end_column = end_column;
        }
        self
    }

    /// The same place as it may be shown. The file's name has its odd characters written out; in the excerpt a blank
    /// stands for each, so that columns stay where they are.
    pub(super) fn visible(mut self) -> Self {
        if self.file.contains(acts) {
            self.file = visible(&self.file).into();
        }
        if self.excerpt.contains(acts) {
            self.excerpt = self.excerpt.chars().map(|c| if acts(c) { ' ' } else { c }).collect();
        }
        self
    }
}

/// The characters of a line from `skip` on, as many as a diagnostic keeps.
fn excerpt(text: &str, skip: usize) -> String {
    // Of text in ASCII a character is a byte.
    let bytes = text.as_bytes();
    let head = bytes.get(..bytes.len().min(skip + EXCERPT)).unwrap_or_default();
    if head.iter().fold(true, |plain, byte| plain & matches!(byte, b' '..=0x7e)) {
        return text.get(skip.min(head.len())..head.len()).unwrap_or_default().to_owned();
    }
    let shown = text.chars().skip(skip).take(EXCERPT);
    shown.map(|c| if c.is_control() { ' ' } else { c }).collect()
}
