//! The shape of a citation and of a record's first lines: what tells that a record starts.
//!
//! In: text at a place where a record may start. Out: how surely one does. Never: fields.

/// How much of a citation stands somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    /// None.
    Nothing,
    /// A journal, a stop and a year.
    Year,
    /// A journal, a stop, a date and what ends a date: a semicolon, a colon or a stop.
    Dated,
    /// The same with volume or pages: a semicolon or colon after the date.
    Whole,
}

/// A citation's journal is no longer than this; PubMed's longest abbreviation has some 100 bytes.
const LONGEST_JOURNAL: usize = 160;
/// Month, days and a range need no more.
const LONGEST_DATE: usize = 40;

/// The number at the start of a record's first line: its digits and how many bytes it has with its stop and blank.
pub(super) fn number_prefix(line: &str) -> Option<(&str, usize)> {
    let bytes = line.as_bytes();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let stop = bytes.get(digits) == Some(&b'.');
    let blank = matches!(bytes.get(digits + 1), Some(b' '));
    let fits = (1..=7).contains(&digits) && stop && blank;
    fits.then(|| (line.get(..digits).unwrap_or_default(), digits + 2))
}

/// The shape of the citation that `text` begins with. Only the first paragraph's worth of it is looked at.
pub(super) fn citation_shape(text: &str) -> Shape {
    let window = floor(text, LONGEST_JOURNAL + 2 * LONGEST_DATE);
    let window = window.split("\n\n").next().unwrap_or_default();
    let Some(at) = stop_before_year(window) else { return Shape::Nothing };
    let journal = window.get(..at).unwrap_or_default();
    let begins = journal.chars().next().is_some_and(|c| c.is_alphanumeric() && !c.is_lowercase());
    let lower = journal.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
    if at > LONGEST_JOURNAL || !(begins || lower && journal.len() < 60) {
        return Shape::Nothing;
    }
    let date = window.get(at + 1..).unwrap_or_default().trim_start();
    let Some(end) = date.find([';', ':', '.']).filter(|end| *end <= LONGEST_DATE) else {
        return Shape::Year;
    };
    let (date, rest) = date.split_at(end);
    if !date.split_whitespace().skip(1).all(is_date_word) {
        return Shape::Year;
    }
    if rest.starts_with('.') { Shape::Dated } else { Shape::Whole }
}

/// The offset of the first stop that blanks and a year follow.
pub(in crate::formats) fn stop_before_year(text: &str) -> Option<usize> {
    memchr::memchr_iter(b'.', text.as_bytes()).find(|at| {
        let rest = text.get(at + 1..).unwrap_or_default();
        let date = rest.trim_start();
        date.len() < rest.len() && begins_with_year(date)
    })
}

/// Whether a year of 1500 to 2099 stands here, not followed by another digit.
pub(in crate::formats) fn begins_with_year(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = bytes.iter().take(5).take_while(|byte| byte.is_ascii_digit()).count();
    let century = bytes.get(..2).unwrap_or_default();
    digits == 4 && matches!(century, b"15" | b"16" | b"17" | b"18" | b"19" | b"20")
}

/// Months, seasons, days and ranges of them.
pub(in crate::formats) fn is_date_word(word: &str) -> bool {
    const NAMES: [&str; 17] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "spr",
        "sum", "aut", "fal", "win",
    ];
    word.split(['-', '–', '/']).all(|part| {
        let day = part.bytes().all(|byte| byte.is_ascii_digit());
        let head = floor(part, 3).to_ascii_lowercase();
        day || (part.len() <= 9 && NAMES.contains(&head.as_str()))
    })
}

/// The head banner that takes a retracted article's number.
pub(super) fn is_retracted_banner(text: &str) -> bool {
    text.trim() == "RETRACTED ARTICLE"
}

/// Whether a paragraph names the book that a chapter stands in: `In: … 2006.`.
pub(super) fn is_book_source(paragraph: &str) -> bool {
    paragraph.starts_with("In: ") || paragraph.starts_with("In:\n")
}

/// Whether a paragraph is the imprint of a whole book: `City (ST): Publisher; 2019 Mar 1.`.
pub(super) fn is_imprint(paragraph: &str) -> bool {
    let line = floor(paragraph, 400).split("\n\n").next().unwrap_or_default();
    let Some((place, rest)) = line.split_once(": ") else { return false };
    let year = rest.rsplit_once("; ").is_some_and(|(_, year)| begins_with_year(year));
    let short = place.len() <= 60 && !place.contains(['.', ';']);
    short && year && place.chars().next().is_some_and(char::is_uppercase)
}

/// The beginning of a text, at most `length` bytes, cut at a character.
pub(in crate::formats) fn floor(text: &str, length: usize) -> &str {
    let mut at = length.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    text.get(..at).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn citations_are_told_from_sentences() {
        let cases = [
            ("J Invented Med. 2021 Jul 16;11(7):671. doi: 10.1/x.", Shape::Whole),
            ("Nat Foo (Lond). 2018 May/Jun;3:4.", Shape::Whole),
            ("Foo. 2018 Dec 19:1-15.", Shape::Whole),
            ("Foo. 2016 Mar 28. pii: X. [Epub ahead of print]", Shape::Dated),
            ("A long journal name that\nis folded. 2020;3:1.", Shape::Whole),
            ("An experiment was done in birds. 2019 birds died.", Shape::Year),
            ("An experiment was done in birds.", Shape::Nothing),
            ("Mapping the latter sequence to", Shape::Nothing),
            ("bioRxiv. 2025 May 20:2025.05.19.1.", Shape::Whole),
        ];
        for (text, shape) in cases {
            assert_eq!(citation_shape(text), shape, "{text}");
        }
    }

    #[test]
    fn numbers_need_a_stop_and_a_blank() {
        assert_eq!(number_prefix("12. Foo"), Some(("12", 4)));
        assert_eq!(number_prefix("12.5 Foo"), None);
        assert_eq!(number_prefix("12: Foo"), None);
    }

    #[test]
    fn imprints_are_told_from_abstracts() {
        assert!(is_imprint("Invented City (IC): Invented Press; 2019 Mar 1."));
        assert!(!is_imprint("BACKGROUND: We did it; 20 were ill."));
    }
}
