//! Reads the citation line: journal, date, volume, issue, pages, identifiers and notes.
//!
//! In: the citation as one line of text. Out: [`Citation`], and what did not fit. Never: where it stood, diagnostics.

use super::shape::stop_before_year;
use crate::record::PartialDate;

/// The parts of a citation, as slices of its text.
#[derive(Debug, Default, PartialEq)]
pub(in crate::formats) struct Citation<'a> {
    pub(in crate::formats) journal: &'a str,
    pub(in crate::formats) date: Option<&'a str>,
    pub(in crate::formats) volume: Option<&'a str>,
    pub(in crate::formats) issue: Option<&'a str>,
    pub(in crate::formats) pages: Option<&'a str>,
    pub(in crate::formats) pii: Option<&'a str>,
    pub(in crate::formats) doi: Option<&'a str>,
    pub(in crate::formats) electronic: Option<&'a str>,
    pub(in crate::formats) collection: Option<&'a str>,
    pub(in crate::formats) print: Option<&'a str>,
    pub(in crate::formats) ahead_of_print: bool,
    pub(in crate::formats) preprint: bool,
    /// Notes that are none of the above.
    pub(in crate::formats) rest: Vec<&'a str>,
}

/// Takes a citation apart; `None` when it has no journal with a stop and a year.
pub(in crate::formats) fn parse(text: &str) -> Option<Citation<'_>> {
    let stop = stop_before_year(text)?;
    let mut citation = Citation { journal: text.get(..stop)?, ..Citation::default() };
    if let Some(journal) = citation.journal.strip_suffix(" [Preprint]") {
        citation.journal = journal;
        citation.preprint = true;
    }
    let rest = text.get(stop + 1..)?.trim_start();
    let notes = core(&mut citation, rest);
    read_notes(&mut citation, notes);
    Some(citation)
}

/// Reads `date;volume(issue):pages.` and returns what follows.
fn core<'a>(citation: &mut Citation<'a>, text: &'a str) -> &'a str {
    let end = core_end(text);
    let (whole, notes) = text.split_at(end);
    let whole = whole.strip_suffix('.').unwrap_or(whole);
    let date_end = whole.find([';', ':']).unwrap_or(whole.len());
    let (date, located) = whole.split_at(date_end);
    citation.date = Some(date.trim()).filter(|date| !date.is_empty());
    if let Some(pages) = located.strip_prefix(':') {
        citation.pages = filled(pages);
    } else if let Some(located) = located.strip_prefix(';') {
        let (numbers, pages) = split_pages(located);
        citation.pages = pages.and_then(filled);
        let (volume, issue) = split_issue(numbers);
        citation.volume = filled(volume);
        citation.issue = issue.and_then(filled);
    }
    notes
}

/// Where the part with date, volume and pages ends: after the first stop with a blank behind it, or at the end.
fn core_end(text: &str) -> usize {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(". ")).map(|at| from + at) {
        // A stop inside brackets belongs to an issue such as "(Suppl. 1)".
        let before = text.get(..at).unwrap_or_default();
        let open = before.matches('(').count() > before.matches(')').count();
        let closes = text.get(at..).is_some_and(|rest| rest.contains(')'));
        if !(open && closes) || at > 300 {
            return at + 1;
        }
        from = at + 2;
    }
    text.len()
}

/// `11(7):671` gives `11(7)` and `671`; a colon inside the issue's brackets is not the one before the pages.
fn split_pages(text: &str) -> (&str, Option<&str>) {
    let mut depth = 0_i32;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            b':' if depth <= 0 => {
                let (numbers, pages) = text.split_at(at);
                return (numbers, pages.get(1..));
            }
            _ => {}
        }
    }
    match text.split_once(':') {
        Some((numbers, pages)) => (numbers, Some(pages)),
        None => (text, None),
    }
}

/// `11(Suppl 1)` gives `11` and `Suppl 1`.
fn split_issue(text: &str) -> (&str, Option<&str>) {
    let text = text.trim();
    let inner = text.strip_suffix(')').and_then(|head| head.split_once('('));
    match inner {
        Some((volume, issue)) => (volume, Some(issue)),
        None => (text, None),
    }
}

fn read_notes<'a>(citation: &mut Citation<'a>, notes: &'a str) {
    let mut rest = notes.trim();
    while !rest.is_empty() {
        rest = note(citation, rest).trim_start();
    }
}

/// Reads one note and returns what follows it.
fn note<'a>(citation: &mut Citation<'a>, text: &'a str) -> &'a str {
    if let Some(value) = text.strip_prefix("doi:") {
        let value = value.trim_start();
        let end = value.find(' ').unwrap_or(value.len());
        let (doi, rest) = value.split_at(end);
        set(&mut citation.doi, doi.strip_suffix('.').unwrap_or(doi), &mut citation.rest);
        return rest;
    }
    if let Some(value) = text.strip_prefix("pii:") {
        // A publisher's number may hold blanks; a stop ends it, or the DOI.
        let value = value.trim_start();
        let stop = value.find(". ").map_or(value.len(), |at| at + 1);
        let end = value.find(" doi:").map_or(stop, |at| at.min(stop));
        let (pii, rest) = value.split_at(end);
        set(&mut citation.pii, pii.strip_suffix('.').unwrap_or(pii), &mut citation.rest);
        return rest;
    }
    let bracketed = "[Epub ahead of print]";
    if let Some(rest) = text.strip_prefix(bracketed) {
        citation.ahead_of_print = true;
        return rest.strip_prefix('.').unwrap_or(rest);
    }
    let end = text.find(". ").map_or(text.len(), |at| at + 1);
    let (one, rest) = text.split_at(end);
    let words = one.trim().trim_end_matches('.');
    let date = |prefix: &str| words.strip_prefix(prefix).filter(|date| is_date(date));
    // Pages of PubMed say "Online ahead of print", its summaries "Epub ahead of print".
    let ahead = ["online ahead of print", "epub ahead of print"];
    if ahead.iter().any(|ahead| words.eq_ignore_ascii_case(ahead)) {
        citation.ahead_of_print = true;
    } else if words.trim_matches(['[', ']']) == "Preprint" {
        citation.preprint = true;
    } else if let Some(date) = date("Epub ") {
        set(&mut citation.electronic, date, &mut citation.rest);
    } else if let Some(date) = date("eCollection ") {
        set(&mut citation.collection, date, &mut citation.rest);
    } else if let Some(date) = date("Print ") {
        set(&mut citation.print, date, &mut citation.rest);
    } else {
        citation.rest.push(one.trim());
    }
    rest
}

fn is_date(text: &str) -> bool {
    PartialDate::parse_pubmed(text).is_some()
}

fn set<'a>(slot: &mut Option<&'a str>, value: &'a str, rest: &mut Vec<&'a str>) {
    if value.is_empty() {
        return;
    }
    match slot {
        None => *slot = Some(value),
        Some(first) if *first == value => {}
        Some(_) => rest.push(value),
    }
}

fn filled(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn core(text: &str) -> [Option<&str>; 4] {
        let text = Box::leak(format!("J Invented. {text}").into_boxed_str());
        let c = parse(text).expect("a citation");
        assert_eq!(c.journal, "J Invented");
        assert!(c.rest.is_empty(), "{:?}", c.rest);
        [c.date, c.volume, c.issue, c.pages]
    }

    #[test]
    fn dates_volumes_issues_and_pages() {
        let s = Some;
        assert_eq!(core("2021 Jul 16;11(7):671."), [s("2021 Jul 16"), s("11"), s("7"), s("671")]);
        assert_eq!(core("2025 Aug 20:ajnr.A89."), [s("2025 Aug 20"), None, None, s("ajnr.A89")]);
        assert_eq!(core("2006:180-6."), [s("2006"), None, None, s("180-6")]);
        assert_eq!(core("2023 Feb;(335):22-25."), [s("2023 Feb"), None, s("335"), s("22-25")]);
        assert_eq!(core("2018 Nov 9;(141)."), [s("2018 Nov 9"), None, s("141"), None]);
        assert_eq!(core("2018;6 Suppl 2:S9."), [s("2018"), s("6 Suppl 2"), None, s("S9")]);
        assert_eq!(
            core("2018;37 Suppl 117(2):26-31."),
            [s("2018"), s("37 Suppl 117"), s("2"), s("26-31")]
        );
        assert_eq!(core("2018;129(Pt 1):3."), [s("2018"), s("129"), s("Pt 1"), s("3")]);
        assert_eq!(
            core("2018;5(2):1718-29; quiz 1730."),
            [s("2018"), s("5"), s("2"), s("1718-29; quiz 1730")]
        );
        assert_eq!(core("2018;5(Suppl. 1):17."), [s("2018"), s("5"), s("Suppl. 1"), s("17")]);
        assert_eq!(
            core("2016 Mar 28. pii: JB.1-16. [Epub ahead of print]"),
            [s("2016 Mar 28"), None, None, None]
        );
        assert_eq!(core("2018 Nov;:."), [s("2018 Nov"), None, None, None]);
    }

    #[test]
    fn notes_and_identifiers() {
        let text = "Foo (Engl Ed). 2018 Jan;1(2):3. pii: E193. doi: 10.1/a(b)c;2-x. Epub 2017 Dec 1. eCollection 2018 Aug. Print 2024 Jan.";
        let c = parse(text).expect("a citation");
        assert_eq!(
            (c.journal, c.pii, c.doi),
            ("Foo (Engl Ed)", Some("E193"), Some("10.1/a(b)c;2-x"))
        );
        assert_eq!((c.electronic, c.collection), (Some("2017 Dec 1"), Some("2018 Aug")));
        assert_eq!(c.print, Some("2024 Jan"));
        let c = parse(
            "bioRxiv [Preprint]. 2025 May 20:2025.05.19.6. doi: 10.1/x. Online ahead of print.",
        )
        .expect("one");
        assert_eq!((c.journal, c.preprint, c.ahead_of_print), ("bioRxiv", true, true));
        let c = parse("J Foo. 2025 May 20. Epub ahead of print.").expect("one");
        assert_eq!((c.ahead_of_print, c.electronic, c.rest), (true, None, Vec::new()));
        let c = parse("J Foo. 2025;1:2. Something else. Preprint.").expect("one");
        assert_eq!((c.rest, c.preprint), (vec!["Something else."], true));
    }
}
