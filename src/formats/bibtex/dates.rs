//! Dates: BibTeX's year, month and day, and BibLaTeX's `date` in the form of ISO 8601-2 (EDTF).
//!
//! In: values. Out: a [`PartialDate`] whose text is as PubMed prints it, and back. Never: diagnostics.

use super::latex;
use crate::formats::ris::dates as tagged;
use crate::record::{DateEnd, PartialDate, Season};
use crate::text::blanks::fold_blanks;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The name of a month that BibTeX's styles define as a string.
pub(super) fn is_month(word: &str) -> bool {
    MONTHS.iter().any(|month| month.eq_ignore_ascii_case(word))
}

/// Year, month and day. An empty text is absent.
pub(super) fn parted(year: &str, month: &str, day: &str) -> Option<PartialDate> {
    let year = fold_blanks(year).replace(['\u{2013}', '/'], "-");
    let month = month_text(month);
    let day = fold_blanks(day);
    if year.is_empty() {
        return None;
    }
    if month.is_empty() {
        return tagged::read(&year, None)
            .map(|read| read.date)
            .or_else(|| PartialDate::parse_pubmed(&year));
    }
    // "AUG 2 2021" repeats the year.
    if let Some(read) =
        tagged::read(&month, None).filter(|read| tagged::year(&year) == Some(read.date.year))
    {
        return Some(read.date);
    }
    let text = [year.as_str(), &month, &day].join(" ");
    tagged::read(&text, None).map(|read| read.date)
}

/// A month's number as its name, and ranges with a hyphen.
fn month_text(text: &str) -> String {
    let text = fold_blanks(text).replace(['\u{2013}', '/'], "-");
    let one = |part: &str| {
        let part = part.trim();
        let number = part.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        match number.and_then(|at| MONTHS.get(at)) {
            Some(name) => capital(name),
            None => part.to_owned(),
        }
    };
    // "10 May" and "May 10" have a day beside the month.
    if text.contains(' ') && !text.contains('-') {
        return text;
    }
    text.split('-').map(one).collect::<Vec<_>>().join("-")
}

fn capital(name: &str) -> String {
    let (head, tail) = name.split_at(name.len().min(1));
    head.to_ascii_uppercase() + tail
}

/// `2021-07-16`, `2021-07/2021-09`, `2021/`, `2021-21` (spring), `2021~`.
pub(super) fn iso(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    let (first, last) = match text.split_once('/') {
        Some((first, last)) => (first.trim(), Some(last.trim())),
        None => (text, None),
    };
    let open = |part: &str| part.is_empty() || part == "..";
    let Some(last) = last else { return Some(date(point(first)?, None)) };
    match (open(first), open(last)) {
        (false, false) => Some(date(point(first)?, Some(point(last)?))),
        (false, true) => {
            let mut found = date(point(first)?, None);
            found.text.push('-');
            Some(found)
        }
        (true, false) => {
            let mut found = date(point(last)?, None);
            found.text.insert(0, '-');
            Some(found)
        }
        (true, true) => None,
    }
}

/// One date, as an end of a range has its parts.
fn point(text: &str) -> Option<DateEnd> {
    let text = text.trim_end_matches(['~', '?', '%']);
    let text = text.split_once('T').map_or(text, |(date, _)| date);
    let mut parts = text.split('-');
    let year = parts.next()?;
    let digits = |text: &str| (!text.is_empty()).then(|| text.parse::<u8>().ok()).flatten();
    let mut out =
        DateEnd { year: tagged::year(year).filter(|_| year.len() == 4)?, ..DateEnd::default() };
    if let Some(month) = parts.next() {
        match digits(month)? {
            month @ 1..=12 => out.month = Some(month),
            21 => out.season = Some(Season::Spring),
            22 => out.season = Some(Season::Summer),
            23 => out.season = Some(Season::Autumn),
            24 => out.season = Some(Season::Winter),
            _ => return None,
        }
    }
    if let Some(day) = parts.next() {
        out.day = Some(digits(day).filter(|day| (1..=31).contains(day) && out.month.is_some())?);
    }
    parts.next().is_none().then_some(out)
}

/// A date with its text.
fn date(first: DateEnd, last: Option<DateEnd>) -> PartialDate {
    let DateEnd { year, month, day, season } = first;
    let last = last.filter(|last| *last != first);
    let mut text = words(&first, None);
    if let Some(last) = &last {
        text.push('-');
        text.push_str(&words(last, Some(&first)));
    }
    PartialDate { year, month, day, season, end: last, text }
}

/// A date as PubMed prints it; behind another one of the same year or month without these.
fn words(end: &DateEnd, before: Option<&DateEnd>) -> String {
    let same_year = before.is_some_and(|before| before.year == end.year);
    let same_month = same_year && before.is_some_and(|before| before.month == end.month);
    let unit = match (end.month, end.season) {
        (Some(month), _) => {
            MONTHS.get(usize::from(month).wrapping_sub(1)).map(|name| capital(name))
        }
        (None, Some(season)) => Some(format!("{season:?}")),
        (None, None) => None,
    };
    let year = Some(end.year.to_string()).filter(|_| !same_year || unit.is_none());
    let unit = unit.filter(|_| !same_month || end.day.is_none());
    let day = end.day.map(|day| day.to_string());
    [year, unit, day].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A date as BibLaTeX's `date`.
pub(super) fn written(date: &PartialDate) -> String {
    let PartialDate { year, month, day, season, .. } = *date;
    let mut out = numbers(&DateEnd { year, month, day, season });
    match &date.end {
        Some(end) => {
            out.push('/');
            out.push_str(&numbers(end));
        }
        None if date.text.ends_with('-') => out.push('/'),
        None if date.text.starts_with('-') => out.insert(0, '/'),
        None => {}
    }
    out
}

fn numbers(end: &DateEnd) -> String {
    let mut out = format!("{:04}", end.year);
    let season = end.season.map(|season| match season {
        Season::Spring => 21,
        Season::Summer => 22,
        Season::Autumn => 23,
        Season::Winter => 24,
    });
    for part in [end.month.or(season), end.day].into_iter().flatten() {
        out.push_str(&format!("-{part:02}"));
    }
    out
}

/// Year, month and day of a date for BibTeX; the month as a string's name where it is one.
pub(super) fn split(date: &PartialDate) -> (String, Option<String>, Option<String>) {
    let year = date.year.to_string();
    let month = date.month.and_then(|month| MONTHS.get(usize::from(month).wrapping_sub(1)));
    if let (None, Some(month)) = (date.end, month) {
        return (year, Some((*month).to_owned()), date.day.map(|day| day.to_string()));
    }
    let rest = date.text.strip_prefix(&year).map(str::trim).unwrap_or_default();
    let years = date.text.replace('\u{2013}', "-");
    if rest.starts_with(['-', '\u{2013}']) && parted(&years, "", "").as_ref() == Some(date) {
        return (years.replace('-', "--"), None, None);
    }
    let month = Some(format!("{{{}}}", latex::text(rest))).filter(|_| !rest.is_empty());
    (year, month, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_bibtex() {
        let cases = [
            ("2021", "", "", "2021"),
            ("2021", "Jul", "", "2021 Jul"),
            ("2021", "jul", "16", "2021 Jul 16"),
            ("2021", "7", "", "2021 Jul"),
            ("2021", "07", "3", "2021 Jul 3"),
            ("2021", "DEC 24", "", "2021 Dec 24"),
            ("2021", "jan\u{a0}1", "", "2021 Jan 1"),
            ("2021", "1 January", "", "2021 Jan 1"),
            ("2021", "2021 AUG 2", "", "2021 Aug 2"),
            ("2021", "MAY-JUN", "", "2021 May-Jun"),
            ("2021", "May/June", "", "2021 May-Jun"),
            ("2021", "5--6", "", "2021 5--6"),
            ("2021", "5\u{2013}6", "", "2021 May-Jun"),
            ("2021", "Winter", "", "2021 Winter"),
            ("2021-07-16", "", "", "2021 Jul 16"),
            ("1993\u{2013}2025", "", "", "1993-2025"),
        ];
        for (year, month, day, expected) in cases {
            let found = parted(year, month, day).map(|date| date.text);
            let expected = (!expected.contains("--")).then_some(expected);
            assert_eq!(found.as_deref(), expected, "{year} {month} {day}");
        }
        for year in ["", "in press", "n.d.", "forthcoming"] {
            assert_eq!(parted(year, "", ""), None, "{year}");
        }
    }

    #[test]
    fn dates_of_biblatex() {
        let cases = [
            ("2021", "2021"),
            ("2021-07", "2021 Jul"),
            ("2021-07-16", "2021 Jul 16"),
            ("2021-07-16T10:00:00", "2021 Jul 16"),
            ("2021~", "2021"),
            ("2021-21", "2021 Spring"),
            ("2021-07/2021-09", "2021 Jul-Sep"),
            ("2021-07-16/2021-07-18", "2021 Jul 16-18"),
            ("2021-07-30/2021-08-02", "2021 Jul 30-Aug 2"),
            ("2021-12/2022-01", "2021 Dec-2022 Jan"),
            ("2021/2022", "2021-2022"),
            ("2021-23/2021-24", "2021 Autumn-Winter"),
            ("2021/", "2021-"),
            ("2021/..", "2021-"),
            ("/2021", "-2021"),
        ];
        for (text, expected) in cases {
            let found = iso(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(found.text, expected, "{text}");
            assert_eq!(iso(&written(&found)), Some(found.clone()), "{text}");
            if let Some(read) = PartialDate::parse_pubmed(expected) {
                assert_eq!(read, found, "{text}");
            }
        }
        for text in ["", "/", "2021-13", "2021-07-32", "soon", "21-07-2021", "2021-07-16-1"] {
            assert_eq!(iso(text), None, "{text}");
        }
    }
}
