//! Where in a journal an article stands: volume, issue, pages.
//!
//! In: a record. Out: `11(7):671–83`. Never: a hyphen of an article's number taken for that of a range.

use crate::record::Record;
use crate::site::shown::Shown;

/// More pages than this no article has, nor issues a volume: the two numbers are one identifier.
const LONGEST: u64 = 2_000;

/// `11(7):671`, with what there is of it; ranges get an en dash.
pub(in crate::site) fn locator(record: &Record) -> Option<Shown<'static>> {
    let mut out = dashed(record.volume.as_deref().unwrap_or_default());
    if let Some(issue) = &record.issue {
        out.push_str(&format!("({})", dashed(issue)));
    }
    if let Some(pages) = &record.pages {
        if !out.is_empty() {
            out.push(':');
        }
        out.push_str(&dashed(pages));
    }
    Shown::new(out).filled()
}

/// A text in which every word that is a range has an en dash.
fn dashed(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    for piece in text.split_inclusive([' ', ',', ';']) {
        let word = piece.trim_end_matches([' ', ',', ';']);
        match range(word) {
            Some((first, last)) => {
                out.push_str(first);
                out.push('–');
                out.push_str(last);
                out.push_str(piece.get(word.len()..).unwrap_or_default());
            }
            None => out.push_str(piece),
        }
    }
    out
}

/// The ends of a range such as `103-14`, `e12-e15` or `S1-S9`: two numbers, the second not before the first, with the same
/// letters before and behind them if with any.
fn range(word: &str) -> Option<(&str, &str)> {
    let (first, last) = word.split_once('-')?;
    let (one, other) = (Ends::of(first)?, Ends::of(last)?);
    let same = |a: &str, b: &str| b.is_empty() || a.eq_ignore_ascii_case(b);
    if !same(one.before, other.before) || !same(one.behind, other.behind) {
        return None;
    }
    // "0182-0191" may be pages; "2019-015595" is a number.
    if other.digits.starts_with('0') && other.digits.len() != one.digits.len() {
        return None;
    }
    let head = one.digits.len().saturating_sub(other.digits.len());
    let whole = [one.digits.get(..head)?, other.digits].concat();
    let (from, to) = (one.digits.parse::<u64>().ok()?, whole.parse::<u64>().ok()?);
    (from <= to && to - from <= LONGEST).then_some((first, last))
}

/// One end of a range: a number, perhaps with two letters before or one behind it.
struct Ends<'a> {
    before: &'a str,
    digits: &'a str,
    behind: &'a str,
}

impl<'a> Ends<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let rest = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let before = text.get(..text.len() - rest.len())?;
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = rest.get(..rest.len() - behind.len())?;
        let letters = behind.bytes().all(|byte| byte.is_ascii_alphabetic());
        let fits = before.len() <= 2 && !digits.is_empty() && behind.len() <= 1 && letters;
        fits.then_some(Ends { before, digits, behind })
    }
}

#[cfg(test)]
mod tests {
    use super::locator;
    use crate::record::Record;

    #[test]
    fn places_in_a_journal() {
        for (volume, issue, pages, expected) in [
            ("", "7", "103-14", "(7):103–14"),
            ("424", "1-2", "998-1004", "424(1–2):998–1004"),
            ("12-13", "Suppl 1-3", "S1-S9", "12–13(Suppl 1–3):S1–S9"),
            ("1", "", "1-4, 7-9; 12", "1:1–4, 7–9; 12"),
            ("1", "", "G256-G264", "1:G256–G264"),
            ("1", "", "e12-5", "1:e12–5"),
            ("1", "", "12A-14A", "1:12A–14A"),
            ("1", "", "001-010", "1:001–010"),
            // Numbers of articles.
            ("1", "", "S0890-5096(20)30451-9", "1:S0890-5096(20)30451-9"),
            ("1", "", "abcdefgh-2019-015595", "1:abcdefgh-2019-015595"),
            ("1", "", "2019-015595", "1:2019-015595"),
            ("1", "", "quay-2019", "1:quay-2019"),
            ("1", "", "2020-30451", "1:2020-30451"),
            ("1", "", "1234-0012", "1:1234-0012"),
            ("1", "", "14-1-14-9", "1:14-1-14-9"),
            ("1", "", "e100-f200", "1:e100-f200"),
            ("", "", "", ""),
        ] {
            let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
            let record = Record {
                volume: text(volume),
                issue: text(issue),
                pages: text(pages),
                ..Record::default()
            };
            assert_eq!(locator(&record).as_deref().unwrap_or_default(), expected);
        }
    }
}
