//! Dates in MEDLINE's three forms: `2013 Jan 7`, `20130107`, `2013/01/07 06:00`.
//!
//! In: a value. Out: a [`PartialDate`] whose text is what PubMed prints, so that the formats agree on it. Never:
//! diagnostics.

use crate::record::PartialDate;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `2018 Nov-Dec`, and `Winter 2017`, which old records have.
pub(super) fn printed(text: &str) -> Option<PartialDate> {
    PartialDate::parse_pubmed(text).or_else(|| {
        let (rest, year) = text.rsplit_once(' ')?;
        let date = PartialDate::parse_pubmed(&format!("{year} {rest}"))?;
        Some(PartialDate { text: text.to_owned(), ..date })
    })
}

/// The year that a text which is no date begins or ends with, with the text as it is.
pub(super) fn year_of(text: &str) -> Option<PartialDate> {
    let mut words = text.split_whitespace();
    let year = words.next().and_then(PartialDate::parse_pubmed);
    let year = year.or_else(|| words.next_back().and_then(PartialDate::parse_pubmed))?;
    Some(PartialDate { text: text.to_owned(), ..year })
}

/// `20130107`, `2013/01/07`, `2013-01-07`; less of it is a month or a year.
pub(super) fn numbers(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    let bare = text.bytes().all(|byte| byte.is_ascii_digit());
    let (year, month, day) = if bare {
        if !matches!(text.len(), 4 | 6 | 8) {
            return None;
        }
        (text.get(..4)?, text.get(4..6), text.get(6..))
    } else {
        let mut parts = text.split(['/', '-']);
        let found = (parts.next()?, parts.next(), parts.next());
        if parts.next().is_some() {
            return None;
        }
        found
    };
    let number = |part: Option<&str>| -> Option<Option<u8>> {
        match part.filter(|part| !part.is_empty()) {
            Some(part) if part.len() <= 2 => part.parse().ok().map(Some),
            Some(_) => None,
            None => Some(None),
        }
    };
    let valid_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let year: i32 = year.parse().ok().filter(|year| valid_year && (1500..2200).contains(year))?;
    let month = number(month)?;
    let day = number(day)?;
    let fits = month.is_none_or(|month| (1..=12).contains(&month))
        && day.is_none_or(|day| (1..=31).contains(&day) && month.is_some());
    fits.then(|| dated(year, month, day))
}

fn dated(year: i32, month: Option<u8>, day: Option<u8>) -> PartialDate {
    let mut text = year.to_string();
    if let Some(name) = month.and_then(|month| MONTHS.get(usize::from(month).checked_sub(1)?)) {
        text.push(' ');
        text.push_str(name);
        if let Some(day) = day {
            text.push_str(&format!(" {day}"));
        }
    }
    PartialDate { year, month, day, season: None, end: None, text }
}

/// `2013/01/07 06:00` as a date and its time of day; midnight is what a date without a time has.
pub(super) fn stamped(text: &str) -> Option<(PartialDate, Option<&str>)> {
    let (date, time) = match text.split_once(' ') {
        Some((date, time)) => (date, Some(time.trim()).filter(|time| *time != "00:00")),
        None => (text, None),
    };
    Some((numbers(date)?, time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_stamps() {
        let shown = |text| numbers(text).map(|date| (date.iso(), date.text));
        let pair = |iso: &str, text: &str| Some((iso.to_owned(), text.to_owned()));
        assert_eq!(shown("20130107"), pair("2013-01-07", "2013 Jan 7"));
        assert_eq!(shown("2013/12/17"), pair("2013-12-17", "2013 Dec 17"));
        assert_eq!(shown("201312"), pair("2013-12", "2013 Dec"));
        assert_eq!(shown("2013"), pair("2013", "2013"));
        for text in
            ["", "20131", "20131301", "20130132", "2013010712", "2013/1/2/3", "2013 Jan", "漢字"]
        {
            assert_eq!(shown(text), None, "{text}");
        }
        let stamp = stamped("2013/01/07 06:00").map(|(date, time)| (date.iso(), time));
        assert_eq!(stamp, Some(("2013-01-07".into(), Some("06:00"))));
        assert_eq!(stamped("2013/01/07 00:00").and_then(|(_, time)| time), None);
        assert_eq!(printed("Winter 2017").map(|date| date.text), Some("Winter 2017".into()));
    }
}
