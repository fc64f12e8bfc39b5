//! Reads the `Author information:` block and ties people to its entries.
//!
//! In: the block's lines, and the highest number that people carry. Out: [`Block`]. An entry is a line that starts with
//! the number after the one before; the layout of about 2014 to 2016 also runs entries on inside a line. Never: people's
//! names, diagnostics.

use super::sheet::{Paragraph, Sheet};
use crate::record::Person;
use crate::text::blanks::fold_blanks;

pub(super) const HEAD: &str = "Author information:";

/// The entries of a block.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// As written, without numbers.
    pub(super) texts: Vec<String>,
    /// The printed number of each, in the same order.
    numbers: Vec<usize>,
    /// Footnotes such as `(#)Contributed equally`, mark and text.
    pub(super) footnotes: Vec<(String, String)>,
}

/// A place where an entry begins: bytes of the block, its mark's length and its number; none for a footnote.
struct Start {
    at: usize,
    width: usize,
    number: Option<usize>,
    line: usize,
}

/// Reads the block. `highest` is the largest number that a person carries.
pub(super) fn parse(sheet: &Sheet<'_>, lines: Paragraph, highest: usize) -> Block {
    let raw = sheet.raw(lines.clone());
    let body = raw.strip_prefix(HEAD).unwrap_or(raw);
    let starts = line_starts(sheet, &lines, raw.len() - body.len());
    let starts = in_sequence(sheet, &starts, highest);
    let counted = starts.iter().filter(|start| start.number.is_some()).count();
    let starts =
        if counted < highest { run_on(raw, raw.len() - body.len(), starts) } else { starts };
    let mut block = Block::default();
    let first = starts.first().map_or(raw.len(), |start| start.at);
    let before = raw.get(raw.len() - body.len()..first).unwrap_or_default();
    if !before.trim().is_empty() {
        // A block without numbers is one affiliation that no person carries.
        block.push(0, before);
    }
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(raw.len(), |next| next.at);
        let text = raw.get(start.at + start.width..end).unwrap_or_default();
        if let Some(number) = start.number {
            block.push(number, text);
        } else {
            let mark = raw.get(start.at..start.at + start.width).unwrap_or_default();
            block.footnotes.push((mark.to_owned(), fold_blanks(text)));
        }
    }
    block
}

impl Block {
    fn push(&mut self, number: usize, text: &str) {
        self.numbers.push(number);
        self.texts.push(fold_blanks(text));
    }

    /// Turns printed numbers into places in the list; returns the numbers that are not there, ascending, once each.
    pub(super) fn tie(&self, people: &mut [Person]) -> Vec<usize> {
        let mut unknown = Vec::new();
        for person in people.iter_mut().filter(|person| !person.affiliations.is_empty()) {
            let mut kept = 0;
            for at in 0..person.affiliations.len() {
                let Some(number) = person.affiliations.get(at).copied() else { continue };
                match self.place(number) {
                    Some(place)
                        if person
                            .affiliations
                            .get(..kept)
                            .is_some_and(|seen| seen.contains(&place)) => {}
                    Some(place) => {
                        if let Some(slot) = person.affiliations.get_mut(kept) {
                            *slot = place;
                        }
                        kept += 1;
                    }
                    None => unknown.push(number),
                }
            }
            person.affiliations.truncate(kept);
        }
        unknown.sort_unstable();
        unknown.dedup();
        unknown
    }

    fn place(&self, number: usize) -> Option<usize> {
        // Nearly always entry n stands at place n - 1.
        let usual = number.checked_sub(1).filter(|at| self.numbers.get(*at) == Some(&number));
        usual.or_else(|| self.numbers.binary_search(&number).ok()).filter(|_| number > 0)
    }
}

/// Every line of the block that begins with a mark.
fn line_starts(sheet: &Sheet<'_>, lines: &Paragraph, head: usize) -> Vec<Start> {
    let base = sheet.lines.get(lines.start).map_or(0, |line| line.start);
    let mut starts = Vec::new();
    for index in lines.clone() {
        let Some(line) = sheet.lines.get(index) else { continue };
        let skip = if index == lines.start { head } else { 0 };
        let text = sheet.line(index).get(skip..).unwrap_or_default();
        let content = text.trim_start();
        if !content.starts_with('(') {
            continue;
        }
        let at = line.start - base + skip + (text.len() - content.len());
        if let Some((width, number)) = mark(content) {
            starts.push(Start { at, width, number, line: index });
        }
    }
    starts
}

/// `(12)` gives its width and 12; `(#)` gives its width and no number.
fn mark(text: &str) -> Option<(usize, Option<usize>)> {
    let inner = text.strip_prefix('(')?;
    let close = inner.bytes().take(8).position(|byte| byte == b')')?;
    let inner = inner.get(..close)?;
    let digits = inner.strip_suffix(',').unwrap_or(inner);
    if inner == "#" || inner == "*" {
        return Some((close + 2, None));
    }
    let number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    number.then(|| (close + 2, digits.parse().ok()))
}

/// Keeps the marks that continue the sequence. A folded line may begin with a number in brackets, so a candidate after
/// a full line gives way to a later one with the same number.
fn in_sequence(sheet: &Sheet<'_>, starts: &[Start], highest: usize) -> Vec<Start> {
    let mut kept: Vec<Start> = Vec::new();
    let mut last = 0;
    for (index, start) in starts.iter().enumerate() {
        let keep = match start.number {
            None => true,
            Some(number) if number == last + 1 => {
                let ahead = starts.get(index + 1..).unwrap_or_default();
                let mut ahead =
                    ahead.iter().take_while(|next| next.number != Some(number + 1)).take(50);
                !(was_full(sheet, start.line) && ahead.any(|next| next.number == Some(number)))
            }
            // A number is missing in the file itself.
            Some(number) => {
                let ahead = starts.get(index + 1..).unwrap_or_default();
                let missing = !ahead.iter().take(50).any(|next| next.number == Some(last + 1));
                number > last && number <= highest && missing && !was_full(sheet, start.line)
            }
        };
        if keep {
            last = start.number.unwrap_or(last);
            kept.push(Start { ..*start });
        }
    }
    kept
}

/// Whether the first word of a line would not have fitted on the line before: then the break says nothing.
pub(super) fn was_full(sheet: &Sheet<'_>, index: usize) -> bool {
    const WIDTH: usize = 79;
    let Some(before) = index.checked_sub(1) else { return false };
    let word = sheet.line(index).split(' ').next().unwrap_or_default();
    let before = sheet.line(before);
    if before.len() + 1 + word.len() <= WIDTH {
        return false;
    }
    before.chars().count() + 1 + word.chars().count() > WIDTH
}

/// The older layout: entries follow each other inside a paragraph, parted by a blank.
fn run_on(raw: &str, head: usize, by_line: Vec<Start>) -> Vec<Start> {
    let mut starts: Vec<Start> = Vec::new();
    let mut last = 0;
    let body = raw.get(head..).unwrap_or_default();
    for at in memchr::memchr_iter(b'(', body.as_bytes()).map(|at| at + head) {
        let blank = raw.get(..at).is_none_or(|before| before.ends_with([' ', '\n']) || at == head);
        let Some((width, number)) = raw.get(at..).and_then(mark).filter(|_| blank) else {
            continue;
        };
        let footnote = number.is_none() && by_line.iter().any(|start| start.at == at);
        if number == Some(last + 1) || footnote {
            last = number.unwrap_or(last);
            starts.push(Start { at, width, number, line: 0 });
        }
    }
    if starts.len() > by_line.len() { starts } else { by_line }
}
