//! Dates as the two styles write them.
//!
//! In: a date with the precision that it has. Out: `2018 Nov-Dec` as the National Library of Medicine prints it, the year
//! alone, or `2018, November 3` as the Publication Manual does. Never: which date is meant.

use crate::record::{PartialDate, Season};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month(month: Option<u8>) -> Option<&'static str> {
    MONTHS.get(usize::from(month?).checked_sub(1)?).copied()
}

fn season(season: Option<Season>) -> Option<&'static str> {
    Some(match season? {
        Season::Spring => "Spring",
        Season::Summer => "Summer",
        Season::Autumn => "Autumn",
        Season::Winter => "Winter",
    })
}

/// `2021 Jul 16`, `2018 Nov-Dec`, `2018 Dec-2019 Jan`, `2010 Feb 1-15`. What is printed so already stays as it is.
pub(super) fn of_nlm(date: &PartialDate) -> String {
    if is_printed(date) {
        return date.text.trim().to_owned();
    }
    let part = |number, of| month(number).and_then(|name| name.get(..3)).or_else(|| season(of));
    let mut out = date.year.to_string();
    let first = part(date.month, date.season);
    if let Some(first) = first {
        out.push_str(&format!(" {first}"));
    }
    if let Some(day) = date.day.filter(|_| first.is_some()) {
        out.push_str(&format!(" {day}"));
    }
    let Some(end) = &date.end else { return out };
    let last = part(end.month, end.season);
    let day = end.day.map(|day| day.to_string());
    let behind = |day: Option<String>| day.map(|day| format!(" {day}")).unwrap_or_default();
    if end.year != date.year {
        let last = last.map(|last| format!(" {last}{}", behind(day))).unwrap_or_default();
        out.push_str(&format!("-{}{last}", end.year));
    } else if let Some(last) = last.filter(|last| Some(*last) != first) {
        out.push_str(&format!("-{last}{}", behind(day)));
    } else if let Some(day) = day.filter(|_| end.day != date.day) {
        out.push_str(&format!("-{day}"));
    }
    out
}

/// Whether its text is in the form of the National Library of Medicine already, months in three letters.
fn is_printed(date: &PartialDate) -> bool {
    let words = date.text.split(|c: char| !c.is_alphabetic());
    let short = words
        .filter(|word| word.len() > 3)
        .all(|word| matches!(word, "Spring" | "Summer" | "Autumn" | "Fall" | "Winter"));
    short && PartialDate::parse_pubmed(&date.text).is_some_and(|read| read.is_same_day(date))
}

/// `2021`, and `1993–2025` of a range of years.
pub(super) fn year(date: &PartialDate) -> String {
    match date.end.filter(|end| end.year != date.year) {
        Some(end) => format!("{}–{}", date.year, end.year),
        None => date.year.to_string(),
    }
}

/// `2021, July 16`, `2018, November–December`, `2019, Winter`.
pub(super) fn of_apa(date: &PartialDate) -> String {
    let part = |number, of| month(number).or_else(|| season(of));
    let Some(first) = part(date.month, date.season) else { return year(date) };
    let with_day = |name: &str, day: Option<u8>| match day {
        Some(day) => format!("{name} {day}"),
        None => name.to_owned(),
    };
    let start = with_day(first, date.day);
    let Some(end) = &date.end else { return format!("{}, {start}", date.year) };
    let last = part(end.month, end.season).unwrap_or(first);
    if end.year != date.year {
        return format!("{}, {start}–{}, {}", date.year, end.year, with_day(last, end.day));
    }
    let last = match end.day {
        Some(day) if last == first && date.day.is_some() => day.to_string(),
        day => with_day(last, day),
    };
    match last == start {
        true => format!("{}, {start}", date.year),
        false => format!("{}, {start}–{last}", date.year),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_precision_in_both_styles() {
        for (text, nlm, apa) in [
            ("2018", "2018", "2018"),
            ("2018 Dec 31", "2018 Dec 31", "2018, December 31"),
            ("2018 Nov-Dec", "2018 Nov-Dec", "2018, November–December"),
            ("2019 Winter", "2019 Winter", "2019, Winter"),
            ("1993–2025", "1993-2025", "1993–2025"),
            ("2018 Dec-2019 Jan", "2018 Dec-2019 Jan", "2018, December–2019, January"),
            (
                "2018 Dec 30-2019 Jan 5",
                "2018 Dec 30-2019 Jan 5",
                "2018, December 30–2019, January 5",
            ),
            ("2018 Jun 25-Jul 1", "2018 Jun 25-Jul 1", "2018, June 25–July 1"),
            ("2010 Feb 1-15", "2010 Feb 1-15", "2010, February 1–15"),
            ("2003 September 4", "2003 Sep 4", "2003, September 4"),
        ] {
            let read = PartialDate::parse_pubmed(text).unwrap();
            let bare = PartialDate { text: String::new(), ..read.clone() };
            assert_eq!((of_nlm(&bare).as_str(), of_apa(&bare).as_str()), (nlm, apa), "{text}");
        }
        for (text, nlm) in [("1994 Fall", "1994 Fall"), ("2003 September 4", "2003 Sep 4")] {
            assert_eq!(of_nlm(&PartialDate::parse_pubmed(text).unwrap()), nlm);
        }
    }
}
