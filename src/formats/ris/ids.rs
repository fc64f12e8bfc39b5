//! Identifiers wherever exports put them: DOIs in addresses and notes, "123[pmid]", ISSNs and ISBNs side by side.
//!
//! In: a value. Out: identifiers, and whether the value says anything else. Never: deciding between two identifiers.

use crate::record::{Doi, Pmcid, Pmid};
use std::borrow::Cow;

/// A DOI in any of the ways people write one, percent escapes included.
pub(in crate::formats) fn doi(text: &str) -> Option<Doi> {
    let text = text.trim();
    if !text.contains("10.") {
        return None;
    }
    let text = text.strip_suffix("[doi]").unwrap_or(text).trim_end();
    let bare = match text.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("doi ")) {
        true => text.get(4..).unwrap_or_default(),
        false => text,
    };
    if bare.contains('%') && bare.contains("://") {
        return Doi::new(&unescaped(bare)).ok();
    }
    Doi::new(bare).ok()
}

/// `%2F` as `/`; what is no UTF-8 stays as written.
fn unescaped(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, tail)) = rest.split_first() {
        let pair = tail.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(value) if *byte == b'%' => {
                out.push(value);
                rest = tail.get(2..).unwrap_or_default();
            }
            _ => {
                out.push(*byte);
                rest = tail;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// "26957754[pmid]" as the value and the mark in lower case.
pub(in crate::formats) fn marked(text: &str) -> Option<(&str, String)> {
    let (value, mark) = text.trim().strip_suffix(']')?.rsplit_once('[')?;
    let value = value.trim();
    let fits = !value.is_empty() && !value.contains(' ') && mark.len() <= 8;
    fits.then(|| (value, mark.to_ascii_lowercase()))
}

/// A PMID and nothing else.
pub(in crate::formats) fn pmid(text: &str) -> Option<Pmid> {
    let digits = text.trim().bytes().all(|byte| byte.is_ascii_digit());
    Pmid::new(text).ok().filter(|_| digits)
}

/// A PMCID and nothing else.
pub(in crate::formats) fn pmcid(text: &str) -> Option<Pmcid> {
    let text = text.trim();
    Pmcid::new(text).ok().filter(|_| !text.contains("://") && !text.contains(' '))
}

/// What an address says of the article's identifiers.
#[derive(Debug, Default, PartialEq)]
pub(in crate::formats) struct Address {
    pub(in crate::formats) doi: Option<Doi>,
    pub(in crate::formats) pmid: Option<Pmid>,
    pub(in crate::formats) pmcid: Option<Pmcid>,
}

/// The identifier that an address is, when it is nothing else: a resolver's, PubMed's, or PubMed Central's.
pub(in crate::formats) fn address(text: &str) -> Address {
    let mut found = Address::default();
    let lower = text.trim().to_ascii_lowercase();
    let Some((_, rest)) = lower.split_once("://") else { return found };
    let rest = rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/');
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let last = path.rsplit('/').next().unwrap_or_default();
    let folders = path.split('/').count();
    match host {
        "doi.org" | "dx.doi.org" => found.doi = doi(text),
        "pubmed.ncbi.nlm.nih.gov" if folders == 1 => found.pmid = pmid(last),
        "ncbi.nlm.nih.gov" if path.starts_with("pubmed/") && folders == 2 => {
            found.pmid = pmid(last);
        }
        "ncbi.nlm.nih.gov" if path.starts_with("pmc/articles/") && folders == 3 => {
            found.pmcid = pmcid(last);
        }
        "pmc.ncbi.nlm.nih.gov" if path.starts_with("articles/") && folders == 2 => {
            found.pmcid = pmcid(last);
        }
        _ => {}
    }
    found
}

/// ISSNs and ISBNs of a value, told apart by their form.
#[derive(Debug, Default, PartialEq)]
pub(in crate::formats) struct Serials {
    pub(in crate::formats) issn: Vec<String>,
    pub(in crate::formats) isbn: Vec<String>,
    /// The value says something else, too.
    pub(in crate::formats) rest: bool,
}

/// Reads "0964-6906 (Print)0964-6906", "978-1-4822-5326-9; 01677187 (ISSN)".
pub(in crate::formats) fn serials(text: &str) -> Serials {
    const WORDS: [&str; 9] =
        ["print", "electronic", "linking", "online", "issn", "isbn", "eissn", "pissn", "web"];
    let mut found = Serials::default();
    // EndNote writes some line breaks as a backslash and a letter.
    let text = match memchr::memchr(b'\\', text.as_bytes()) {
        Some(_) => Cow::Owned(text.replace("\\r", " ")),
        None => Cow::Borrowed(text),
    };
    for piece in text.split(|c: char| !c.is_alphanumeric() && c != '-') {
        let piece = piece.trim_matches('-');
        if piece.is_empty() || WORDS.iter().any(|word| piece.eq_ignore_ascii_case(word)) {
            continue;
        }
        let mut digits = piece.bytes().filter(|byte| *byte != b'-').rev();
        let check = digits.next().is_some_and(|byte| matches!(byte, b'0'..=b'9' | b'X' | b'x'));
        let number = check && digits.all(|byte| byte.is_ascii_digit());
        let length = piece.chars().filter(|c| *c != '-').count();
        let list = match length {
            8 if number => &mut found.issn,
            10 | 13 if number => &mut found.isbn,
            _ => {
                found.rest = true;
                continue;
            }
        };
        let value = match length {
            8 => {
                let digits: String = piece.chars().filter(|c| *c != '-').collect();
                let (left, right) = digits.split_at_checked(4).unwrap_or_default();
                format!("{left}-{}", right.to_ascii_uppercase())
            }
            _ => piece.to_owned(),
        };
        if !list.contains(&value) {
            list.push(value);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dois_in_every_dress() {
        for text in [
            "10.5555/Tea.1",
            "doi:10.5555/tea.1",
            "DOI 10.5555/tea.1",
            "https://doi.org/10.5555/tea.1",
            "http://dx.doi.org/10.5555%2Ftea.1",
            "10.5555/tea.1 [doi]",
        ] {
            assert_eq!(doi(text).map(|doi| doi.to_string()).as_deref(), Some("10.5555/tea.1"));
        }
        for text in ["", "no", "https://example.org/a", "10", "version 10.2"] {
            assert_eq!(doi(text), None, "{text}");
        }
    }

    #[test]
    fn addresses_that_are_identifiers() {
        let shown = |text: &str| {
            let a = address(text);
            let doi = a.doi.map(|id| id.to_string());
            let pmid = a.pmid.map(|id| id.to_string());
            doi.or(pmid).or(a.pmcid.map(|id| id.to_string())).unwrap_or_default()
        };
        assert_eq!(shown("https://doi.org/10.5555/a"), "10.5555/a");
        assert_eq!(shown("https://pubmed.ncbi.nlm.nih.gov/90000001/"), "90000001");
        assert_eq!(shown("https://www.ncbi.nlm.nih.gov/pubmed/90000001"), "90000001");
        assert_eq!(shown("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC9000001/"), "PMC9000001");
        assert_eq!(shown("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC9000001/pdf/a.pdf"), "");
        assert_eq!(shown("https://example.org/10.5555/a"), "");
    }

    #[test]
    fn numbers_of_journals_and_books() {
        let s = serials("0964-6906 (Print)0964-6906; 1234567x");
        assert_eq!((s.issn, s.rest), (vec!["0964-6906".to_owned(), "1234-567X".to_owned()], false));
        let s = serials("978-131750096-4 (ISBN); 20488963 (ISSN)");
        assert_eq!(
            (s.isbn, s.issn),
            (vec!["978-131750096-4".to_owned()], vec!["2048-8963".into()])
        );
        assert!(serials("kmptns").rest);
        assert!(serials("12345\u{e9}7é").rest);
        assert_eq!(serials(""), Serials::default());
    }
}
