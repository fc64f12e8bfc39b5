//! The sentence around a citation, in plain text.
//!
//! In: the text of a block, and how its citations look. Out: for each of them the sentence that it stands in. A citation that
//! stands by itself behind a full stop belongs to the sentence before. Never: markup.

use super::{Block, Citation};
use std::ops::Range;

/// Words with a stop that ends no sentence, in lower case.
const ABBREVIATIONS: &[&str] = &[
    "al", "approx", "ca", "cf", "dr", "e.g", "eq", "eqs", "etc", "fig", "figs", "i.e", "incl",
    "mr", "mrs", "ms", "no", "nos", "p", "pp", "prof", "ref", "refs", "resp", "sp", "spp", "st",
    "suppl", "vol", "vols", "vs",
];

/// Gives every citation of a block its sentence.
pub(super) fn around(
    block: &Block,
    citations: &[Citation],
    shown: &dyn Fn(usize) -> String,
    longest: usize,
    sentences: &mut [String],
) {
    let (text, marks) = with_marks(block, shown);
    let sentences_of_block = parts(&text);
    let mut before: Option<(&Range<usize>, bool)> = None;
    for ((number, _), mark) in block.cited.iter().zip(&marks) {
        let narrative = citations.get(*number).is_some_and(|citation| citation.narrative);
        let (mut range, mut alone) = sentence_of(&text, &sentences_of_block, mark, narrative);
        // One that belongs to the sentence before does not begin this one, and several of them belong there together.
        if let Some((last, true)) = before.filter(|(last, _)| last.start >= range.start) {
            let between = text.get(last.end..mark.start).unwrap_or_default();
            match between.trim().is_empty() && !narrative {
                true => alone = true,
                false if !alone => range.start = last.end,
                false => {}
            }
        }
        before = Some((mark, alone));
        if let Some(sentence) = sentences.get_mut(*number) {
            *sentence = bounded(&text, range, mark, longest);
        }
    }
}

/// The text with the citations as readers see them, and where they are.
fn with_marks(block: &Block, shown: &dyn Fn(usize) -> String) -> (String, Vec<Range<usize>>) {
    let mut text = String::with_capacity(block.text.len());
    let mut marks = Vec::with_capacity(block.cited.len());
    let mut at = 0;
    let plain = |range: Range<usize>| block.text.get(range).unwrap_or_default().replace('\n', " ");
    for (number, range) in &block.cited {
        text.push_str(&plain(at..range.start));
        let start = text.len();
        text.push_str(&shown(*number));
        marks.push(start..text.len());
        at = range.end;
    }
    text.push_str(&plain(at..block.text.len()));
    (text, marks)
}

/// The sentences of a text, one behind the other, blanks at their ends included.
fn parts(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        if !matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？') {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((at, close)) = letters.next_if(|(_, c)| {
            matches!(c, '.' | '!' | '?' | '"' | '\'' | ')' | ']' | '”' | '’' | '»')
        }) {
            end = at + close.len_utf8();
        }
        let wide = matches!(c, '。' | '！' | '？');
        let blank = letters.peek().is_none_or(|(_, c)| c.is_whitespace());
        let rest = text.get(end..).unwrap_or_default().trim_start();
        let begins = rest.chars().next().is_none_or(|c| !c.is_lowercase());
        let ends = wide
            || (blank
                && begins
                && !(c == '.' && is_abbreviated(text.get(start..at).unwrap_or_default())));
        if ends {
            parts.push(start..end);
            start = end;
        }
    }
    if start < text.len() {
        parts.push(start..text.len());
    }
    parts
}

/// Whether the stop behind a text is one of an abbreviation or an initial.
fn is_abbreviated(before: &str) -> bool {
    let word = before
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '['))
        .next()
        .unwrap_or_default();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    initial || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

/// The sentence of a mark, and whether it is the one before the mark, which stands by itself.
fn sentence_of(
    text: &str,
    parts: &[Range<usize>],
    mark: &Range<usize>,
    narrative: bool,
) -> (Range<usize>, bool) {
    let at = parts.partition_point(|part| part.end <= mark.start);
    let Some(part) = parts.get(at) else { return (mark.clone(), false) };
    let mut range = part.start..part.end.max(mark.end);
    // A mark may hold stops itself: "et al." and the like.
    for later in parts.iter().skip(at).take_while(|later| later.start < mark.end) {
        range.end = range.end.max(later.end);
    }
    let before = text.get(range.start..mark.start).unwrap_or_default();
    let after = text.get(mark.end..range.end).unwrap_or_default().trim_start();
    let alone = before.trim().is_empty() && after.chars().next().is_none_or(char::is_uppercase);
    match at.checked_sub(1).and_then(|at| parts.get(at)) {
        Some(previous) if alone && !narrative => (previous.start..mark.end, true),
        _ => (range, false),
    }
}

/// The sentence, cut at words around the mark where it is too long.
fn bounded(text: &str, range: Range<usize>, mark: &Range<usize>, longest: usize) -> String {
    let folded = |range: Range<usize>| {
        text.get(range).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let whole = folded(range.clone());
    if whole.chars().count() <= longest {
        return whole;
    }
    let before = text.get(range.start..mark.start).unwrap_or_default();
    let after = text.get(mark.end..range.end).unwrap_or_default();
    let tail = after.char_indices().nth(longest / 4).map(|(at, _)| at);
    let head = before.char_indices().rev().nth(longest / 2).map(|(at, _)| at);
    let start = head.map(|at| {
        at + before.get(at..).and_then(|rest| rest.find(char::is_whitespace)).unwrap_or(0)
    });
    let end = tail
        .map(|at| after.get(..at).and_then(|rest| rest.rfind(char::is_whitespace)).unwrap_or(at));
    let cut = range.start + start.unwrap_or(0)..mark.end + end.unwrap_or(after.len());
    let ellipsis = |cut: bool| if cut { "…" } else { "" };
    let mark: String = folded(cut);
    format!("{}{mark}{}", ellipsis(start.is_some()), ellipsis(end.is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_readers_end_them() {
        for (text, expected) in [
            ("One. Two? Three", &["One.", " Two?", " Three"][..]),
            ("Smith et al. say so. It is.", &["Smith et al. say so.", " It is."]),
            ("See Fig. 2 of A. Smith (2020).", &["See Fig. 2 of A. Smith (2020)."]),
            ("He said “no.” Then yes.", &["He said “no.”", " Then yes."]),
            ("A 0.5 mg dose, e.g. daily. x", &["A 0.5 mg dose, e.g. daily. x"]),
            ("潮汐。泥。", &["潮汐。", "泥。"]),
            ("", &[]),
        ] {
            let parts: Vec<&str> =
                parts(text).into_iter().map(|part| text.get(part).unwrap()).collect();
            assert_eq!(parts, expected, "{text}");
        }
    }
}
