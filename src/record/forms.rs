//! The ways in which people write identifiers: labels, addresses, proxies, escapes, stray punctuation.
//!
//! In: text that claims to be an identifier. Out: the identifier's own characters, or nothing. Never: looking anything
//! up; a text that says more than one identifier is none.

use crate::diag::acts;
use crate::text::clean::is_forbidden;
use std::borrow::Cow;

/// Without the quotes, brackets and marks that people and programs put around an identifier.
pub(super) fn bare<'a>(text: &'a str, mark: &str) -> &'a str {
    let text = text.trim();
    let text = match text.len().checked_sub(mark.len()) {
        Some(at) if text.get(at..).is_some_and(|end| end.eq_ignore_ascii_case(mark)) => {
            text.get(..at).unwrap_or(text)
        }
        _ => text,
    };
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”'));
    let inside = text.strip_prefix('<').and_then(|text| text.strip_suffix('>'));
    let text = inside.unwrap_or(text);
    text.trim_end_matches(['.', ',', ';']).trim()
}

/// What follows `LABEL`, `LABEL:` or `LABEL=`; the text itself without a label.
pub(super) fn unlabelled<'a>(text: &'a str, label: &str) -> &'a str {
    match text.get(..label.len()) {
        Some(head) if head.eq_ignore_ascii_case(label) => {
            let rest = text.get(label.len()..).unwrap_or_default();
            rest.trim_start_matches([':', '=', ' ', '\u{a0}'])
        }
        _ => text,
    }
}

/// Host and path of a web address, without query and fragment.
pub(super) fn address(text: &str) -> Option<(&str, &str)> {
    let (_, rest) = text.split_once("://")?;
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    Some(rest.split_once('/').unwrap_or((rest, "")))
}

/// The first part of a path that `wanted` accepts, at PubMed, PubMed Central or Europe PMC, also through a proxy that
/// writes the dots of the host as hyphens.
pub(super) fn registry_number<'a>(
    (host, path): (&'a str, &'a str),
    wanted: impl Fn(&'a str) -> Option<&'a str>,
) -> Option<&'a str> {
    let host = host.to_ascii_lowercase().replace('-', ".");
    let known = host.contains("ncbi.nlm.nih.gov") || host.contains("europepmc.org");
    let found = || path.split('/').find_map(|part| wanted(part).filter(|part| !part.is_empty()));
    known.then(found).flatten()
}

/// The digits of `PMC123` or `PMC123.1`.
pub(super) fn pmc_digits(text: &str) -> Option<&str> {
    let rest = text.split_once('.').map_or(text, |(head, _version)| head);
    let prefix = rest.get(..3)?.eq_ignore_ascii_case("pmc");
    rest.get(3..).map(str::trim).filter(|_| prefix)
}

/// The DOI that a text is, lower case.
pub(super) fn doi(text: &str) -> Option<String> {
    if is_bare_doi(text) {
        return Some(text.to_ascii_lowercase());
    }
    let text = bare(text, "[doi]").to_lowercase();
    let text = tidied(&text);
    let start = start_of_doi(&text)?;
    let (before, doi) = text.split_at_checked(start)?;
    let is_address = before.contains("://") || before.ends_with(".org/");
    if !is_announced(before, is_address) {
        return None;
    }
    let doi = if is_address { without_address_tail(doi, before) } else { Cow::Borrowed(doi) };
    let doi = match doi.split_once('/') {
        // An escaped slash shows that all of it is escaped.
        None => Cow::Owned(unescaped(&doi)),
        Some(_) => doi,
    };
    let doi = without_stray_end(&doi);
    is_doi(doi).then(|| doi.to_owned())
}

/// Whether a text is a DOI and nothing else, with no character that people also put around one. Nearly all are.
fn is_bare_doi(text: &str) -> bool {
    let usual = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'/' | b'-' | b'_');
    text.starts_with("10.")
        && text.bytes().next_back().is_some_and(|last| last.is_ascii_alphanumeric())
        && text.bytes().all(usual)
        && is_doi(text)
}

/// Where the registrant begins. The last announcement counts: `https://doi.org/doi:10.1/a` has two.
fn start_of_doi(text: &str) -> Option<usize> {
    let is_start = |at: &usize| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        !before
            .is_some_and(|c| c.is_alphanumeric() && !text.get(..*at).unwrap_or("").ends_with("doi"))
    };
    text.match_indices("10.").map(|(at, _)| at).find(is_start)
}

/// Whether what stands before a DOI says that a DOI follows.
fn is_announced(before: &str, is_address: bool) -> bool {
    let end = before.trim_end_matches([' ', '\u{a0}', ':', '=', '[', '(', '<']);
    if end.is_empty() {
        return true;
    }
    if is_address {
        let host = before.split_once("://").map_or(before, |(_, rest)| rest);
        let resolver = host.replace('-', ".").contains("doi.org");
        return before.ends_with("doi:")
            || before.ends_with("doi.org/")
            || (resolver && before.ends_with(['/', '=']))
            || [
                "/doi/",
                "/doi/abs/",
                "/doi/full/",
                "/doi/pdf/",
                "/doi/pdfplus/",
                "/doi/epdf/",
                "/doi/epub/",
                "/doi/abstract/",
                "/doi/pdfdirect/",
            ]
            .iter()
            .any(|folder| before.ends_with(folder));
    }
    let Some(word) = end.strip_suffix("doi").or_else(|| end.strip_suffix("info:doi/")) else {
        return before == "urn:doi:";
    };
    !word.chars().next_back().is_some_and(char::is_alphanumeric)
}

/// Entities, invisible characters and typographic hyphens as plain characters.
fn tidied(text: &str) -> Cow<'_, str> {
    let odd = |c: char| {
        matches!(c, '&' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{2010}' | '\u{2011}')
    };
    if !text.contains(odd) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    Cow::Owned(
        text.chars()
            .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}'))
            .map(|c| if matches!(c, '\u{2010}' | '\u{2011}') { '-' } else { c })
            .collect(),
    )
}

/// A DOI out of an address: without query, fragment, final slash and the publisher's own folders; escapes undone.
fn without_address_tail<'a>(doi: &'a str, before: &str) -> Cow<'a, str> {
    let doi = doi.split('?').next().unwrap_or(doi);
    // "…co;2-#" is how some old DOIs end.
    let doi = match doi.split_once('#') {
        Some((head, _)) if !head.ends_with("co;2-") => head,
        _ => doi,
    };
    let doi = doi.trim_end_matches('/');
    let doi = if before.contains("/doi/") {
        let tails = ["/full", "/abstract", "/pdf", "/epdf", "/meta", "/full/html", "/full/pdf"];
        tails.iter().rev().find_map(|tail| doi.strip_suffix(tail)).unwrap_or(doi)
    } else {
        doi
    };
    if doi.contains('%') { Cow::Owned(unescaped(doi)) } else { Cow::Borrowed(doi) }
}

/// Without sentence marks and closing brackets that open nowhere inside.
fn without_stray_end(mut doi: &str) -> &str {
    loop {
        let Some(last) = doi.chars().next_back() else { return doi };
        let closes = |open: char| doi.matches(last).count() > doi.matches(open).count();
        let stray = match last {
            '.' | ',' | ';' | ':' | '"' | '\'' | '”' | '’' => true,
            ')' => closes('('),
            ']' => closes('['),
            '>' => closes('<'),
            _ => false,
        };
        if !stray {
            return doi;
        }
        doi = doi.get(..doi.len() - last.len_utf8()).unwrap_or_default();
    }
}

fn is_doi(doi: &str) -> bool {
    let Some((registrant, suffix)) = doi.split_once('/') else { return false };
    let Some(registrant) = registrant.strip_prefix("10.") else { return false };
    let digits = registrant
        .split('.')
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    digits
        && !suffix.is_empty()
        && !doi.chars().any(|c| c.is_whitespace() || acts(c) || is_forbidden(c))
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
    String::from_utf8(out).map_or_else(|_| text.to_owned(), |text| text.to_lowercase())
}

#[cfg(test)]
mod tests {
    use crate::record::{Doi, Pmcid, Pmid};

    #[test]
    fn dois_in_the_ways_people_write_them() {
        const SICI: &str = "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o";
        let cases = [
            ("10.5555/Tea.1", "10.5555/tea.1"),
            ("doi:10.5555/tea.1", "10.5555/tea.1"),
            ("DOI: 10.5555/tea.1.", "10.5555/tea.1"),
            ("DOI 10.5555/tea.1", "10.5555/tea.1"),
            ("doi10.5555/tea.1", "10.5555/tea.1"),
            ("doi=10.5555/tea.1", "10.5555/tea.1"),
            ("info:doi/10.5555/tea.1", "10.5555/tea.1"),
            ("urn:doi:10.5555/tea.1", "10.5555/tea.1"),
            ("10.5555/tea.1 [doi]", "10.5555/tea.1"),
            ("<10.5555/tea.1>", "10.5555/tea.1"),
            ("<https://doi.org/10.5555/tea.1>", "10.5555/tea.1"),
            ("(doi:10.5555/tea.1)", "10.5555/tea.1"),
            ("10.5555/tea.1).", "10.5555/tea.1"),
            ("10.5555/s0140-6736(05)66912-2", "10.5555/s0140-6736(05)66912-2"),
            ("10.5555/tea.1;", "10.5555/tea.1"),
            ("\"10.5555/tea.1\",", "10.5555/tea.1"),
            ("https://doi.org/10.5555/tea.1", "10.5555/tea.1"),
            ("http://dx.doi.org/10.5555%2Ftea.1", "10.5555/tea.1"),
            ("HTTPS://WWW.DOI.ORG/10.5555/TEA.1/", "10.5555/tea.1"),
            ("doi.org/10.5555/tea.1", "10.5555/tea.1"),
            ("dx.doi.org/10.5555/tea.1", "10.5555/tea.1"),
            ("https://doi.org/doi:10.5555/tea.1", "10.5555/tea.1"),
            ("doi:https://doi.org/10.5555/tea.1", "10.5555/tea.1"),
            ("https://doi.org/https://doi.org/10.5555/tea.1", "10.5555/tea.1"),
            ("https://doi-org.proxy.library.example/10.5555/tea.1", "10.5555/tea.1"),
            ("https://doi.org.ezproxy.example/10.5555/tea.1", "10.5555/tea.1"),
            ("https://login.example/login?url=https://doi.org/10.5555/tea.1", "10.5555/tea.1"),
            ("https://doi.org/10.5555/tea.1?nosfx=y", "10.5555/tea.1"),
            ("https://doi.org/10.5555/tea.1#page", "10.5555/tea.1"),
            ("https://journal.example/doi/full/10.5555/tea.1", "10.5555/tea.1"),
            ("https://journal.example/doi/10.5555/tea.1/full?x=1", "10.5555/tea.1"),
            ("10.5555/tea\u{2010}1\u{200b}", "10.5555/tea-1"),
            ("10.5555%2Ftea.1", "10.5555/tea.1"),
            ("10.5555/a%41", "10.5555/a%41"),
            ("10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O", SICI),
            ("10.1002/(SICI)1097-4571(199806)49:8&lt;693::AID-ASI4&gt;3.0.CO;2-O", SICI),
            (
                "https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO;2-O",
                SICI,
            ),
            ("https://doi.org/10.5555/a<1::aid-b1>3.0.co;2-#", "10.5555/a<1::aid-b1>3.0.co;2-#"),
            ("10.1000.10/a", "10.1000.10/a"),
            ("", ""),
            ("10.5555", ""),
            ("10.5555/", ""),
            ("version 10.2/a", ""),
            ("10.5555/a b", ""),
            ("https://example.org/10.5555/a", ""),
            ("https://example.org/110.5555/a", ""),
        ];
        for (text, expected) in cases {
            let found = Doi::new(text).map(|doi| doi.to_string()).unwrap_or_default();
            assert_eq!(found, expected, "{text}");
            assert!(found.is_empty() || Doi::new(&found).unwrap().as_str() == found, "{text}");
        }
    }

    #[test]
    fn numbers_of_pubmed_and_pubmed_central() {
        let pmids = [
            ("90000001", "90000001"),
            ("PMID: 90000001", "90000001"),
            ("pmid90000001", "90000001"),
            ("90000001 [pmid]", "90000001"),
            ("0090000001.", "90000001"),
            ("https://pubmed.ncbi.nlm.nih.gov/90000001/?from_term=tea#x", "90000001"),
            ("https://www.ncbi.nlm.nih.gov/pubmed/90000001", "90000001"),
            ("https://pubmed-ncbi-nlm-nih-gov.proxy.example/90000001/", "90000001"),
            ("https://europepmc.org/article/MED/90000001", "90000001"),
            ("https://example.org/90000001", ""),
            ("https://pmc.ncbi.nlm.nih.gov/articles/PMC90000001/", ""),
            ("PMC90000001", ""),
            ("1234567890", ""),
            ("0", ""),
        ];
        for (text, expected) in pmids {
            let found = Pmid::new(text).map(|id| id.to_string()).unwrap_or_default();
            assert_eq!(found, expected, "{text}");
        }
        let pmcids = [
            ("PMC9000001", "PMC9000001"),
            ("pmc9000001.2", "PMC9000001"),
            ("PMCID: PMC 9000001", "PMC9000001"),
            ("PMCID: PMC9000001.", "PMC9000001"),
            ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC9000001/pdf/a.pdf", "PMC9000001"),
            ("https://pmc.ncbi.nlm.nih.gov/articles/PMC9000001/", "PMC9000001"),
            ("https://europepmc.org/articles/pmc9000001?x", "PMC9000001"),
            ("https://example.org/PMC9000001", ""),
            ("9000001", ""),
        ];
        for (text, expected) in pmcids {
            let found = Pmcid::new(text).map(|id| id.to_string()).unwrap_or_default();
            assert_eq!(found, expected, "{text}");
        }
    }
}
