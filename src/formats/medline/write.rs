//! Writes records as PubMed writes `.nbib` files.
//!
//! In: records. Out: text in PubMed's order of tags and its folding, and for each record what the format cannot say.
//! That is found by reading back what was written, so that it is exact. Never: IO.

use super::lines::{self, Line};
use super::slice::{Kind, Slice};
use super::{ID, record};
use crate::formats::{Frame, Unsaid};
use crate::record::Record;
use std::sync::Arc;

/// The column that a folded line does not go beyond, without the blank at its end.
const WIDTH: usize = 87;

/// A blank line stands between two records.
pub(in crate::formats) fn frame() -> Frame {
    Frame::plain("\n")
}

/// The text of one record.
pub(in crate::formats) fn text(record: &Record, _: &str) -> String {
    let mut out = String::with_capacity(4096);
    // By its first line a record is told from the one before, also one that PubMed does not know.
    let lines = lines::of(record);
    if !lines.iter().any(|(tag, _)| tag == "PMID") {
        out.push_str("PMID- \n");
    }
    for line in &lines {
        push(&mut out, line);
    }
    // Nothing but its source line tells where a record ends whose successor has no PMID.
    if !out.contains("\nSO  - ") {
        out.push_str("SO  - \n");
    }
    out
}

/// One field, folded between words.
fn push(out: &mut String, (tag, value): &Line) {
    let mut column = 6;
    let breaks = |c: char| c.is_whitespace() || c.is_control();
    let mut words = value.split(breaks).filter(|word| !word.is_empty()).peekable();
    if words.peek().is_none() {
        return;
    }
    out.push_str(&format!("{tag:<4}- "));
    let mut first = true;
    for word in words {
        let width = word.chars().count();
        if !first && column + 1 + width > WIDTH {
            out.push_str(" \n      ");
            column = 6;
        } else if !first {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += width;
        first = false;
    }
    out.push('\n');
}

/// What a record's text does not give back.
pub(in crate::formats) fn unsaid(record: &Record, text: &str) -> Option<Unsaid> {
    let slice = Slice { range: 0..text.len(), first_line: 1, glued: false, kind: Kind::Record };
    Unsaid::between(record, record::read(&Arc::from(ID), text, &slice).record)
}
