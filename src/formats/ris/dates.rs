//! Dates in the forms of RIS and of the Web of Science.
//!
//! In: "2019/03/05/", "2019///Spring", "2019-03-05", "5 Mar 2019", "MAY-JUN" beside a year, "20190305". Out: a
//! [`PartialDate`] whose text is as PubMed prints it, and back. Slashes are an encoding, not print, so they are not
//! kept in the text. Never: diagnostics.

use crate::record::PartialDate;
use crate::text::blanks::fold_blanks;

/// What a date says of itself behind the last slash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::formats) enum Event {
    /// Nothing: the date of the issue.
    Published,
    /// "online", "epub".
    Electronic,
    /// "received", "accepted": not a date of publication.
    Other,
}

/// A date that was understood.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::formats) struct Read {
    pub(in crate::formats) date: PartialDate,
    pub(in crate::formats) event: Event,
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Reads a date; `year` is that of the record, for dates without one.
pub(in crate::formats) fn read(text: &str, year: Option<i32>) -> Option<Read> {
    let text = fold_blanks(text);
    // "2016-06-01 00:00:00"
    let text = match text.split_once(' ') {
        Some((head, clock)) if clock.contains(':') => head,
        _ => text.as_str(),
    };
    if let Some((head, note)) = slashed(text) {
        return with_note(head, note, year);
    }
    let date = words(text, year)?;
    Some(Read { date, event: Event::Published })
}

/// The first four digits of a text as a year.
pub(in crate::formats) fn year(text: &str) -> Option<i32> {
    let digits: String = text.trim().chars().take_while(char::is_ascii_digit).collect();
    let year = digits.parse().ok()?;
    (digits.len() == 4 && (1500..=2199).contains(&year)).then_some(year)
}

/// The four parts of the encoded form: year, month, day, and anything.
fn slashed(text: &str) -> Option<([&str; 3], &str)> {
    let parts: Vec<&str> = text.splitn(4, '/').map(str::trim).collect();
    match *parts.as_slice() {
        [a, b, c, note] => Some(([a, b, c], note)),
        [a, b, c] if a.len() == 4 => Some(([a, b, c], "")),
        [a, b] if a.len() == 4 => Some(([a, b, ""], "")),
        // PubMed Central's "03/30/online" lacks the year.
        [a, b, note] if a.len() == 2 => Some((["", a, b], note)),
        // "9/25/2020"
        [a, b, c] if c.len() == 4 => Some(([c, a, b], "")),
        // "03/30", as PubMed Central writes it.
        [a, b] if a.len() == 2 && b.len() == 2 => Some((["", a, b], "")),
        // "11/2017"
        [a, b] if b.len() == 4 => Some(([b, a, ""], "")),
        _ => None,
    }
}

fn with_note(parts: [&str; 3], note: &str, known: Option<i32>) -> Option<Read> {
    let [year_text, month, day] = parts;
    let year = match year_text {
        "" if month.is_empty() => return None,
        "" => known?,
        text => year(text)?,
    };
    let number = |text: &str, most: u8| -> Option<Option<u8>> {
        match text.parse::<u8>() {
            Ok(0) => Some(None),
            Ok(number) => (number <= most).then_some(Some(number)),
            Err(_) => text.is_empty().then_some(None),
        }
    };
    let month = number(month, 12)?;
    let day = number(day, 31)?.filter(|_| month.is_some());
    let event = match note.to_ascii_lowercase().as_str() {
        "" | "undefined" | "print" => Event::Published,
        "online" | "epub" | "electronic" => Event::Electronic,
        "received" | "accepted" | "revised" => Event::Other,
        // "2003///SPR", "2018/04//Apr-Jun"
        _ => return words(note, Some(year)).map(|date| Read { date, event: Event::Published }),
    };
    let mut date = PartialDate { year, month, day, ..PartialDate::default() };
    date.text = text_of(&date);
    Some(Read { date, event })
}

/// A date in words or with hyphens, with or without a year.
fn words(text: &str, known: Option<i32>) -> Option<PartialDate> {
    let text = text.trim().trim_end_matches(['.', ',']);
    if let Some(date) = digits(text) {
        return Some(date);
    }
    let tidy = text.replace(',', " ");
    let mut found: Vec<String> = Vec::new();
    let mut year_found = None;
    for word in tidy.split_whitespace() {
        match year(word).filter(|_| word.len() == 4) {
            Some(year) if year_found.is_none() => year_found = Some(year),
            _ => found.push(month_form(word)),
        }
    }
    // "5 Mar" as "Mar 5"
    if let [first, second] = found.as_mut_slice()
        && first.starts_with(|c: char| c.is_ascii_digit())
        && !second.starts_with(|c: char| c.is_ascii_digit())
    {
        std::mem::swap(first, second);
    }
    let year = year_found.or(known.filter(|_| !found.is_empty()))?;
    let text = [vec![year.to_string()], found].concat().join(" ");
    PartialDate::parse_pubmed(&text)
}

/// "2019-03-05", "2019-03", "20190305", "2018-May-25".
fn digits(text: &str) -> Option<PartialDate> {
    let parts: Vec<&str> = if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        vec![text.get(..4)?, text.get(4..6)?, text.get(6..)?]
    } else {
        text.split('-').collect()
    };
    let year =
        year(parts.first()?).filter(|_| parts.first().is_some_and(|part| part.len() == 4))?;
    if parts.len() > 3 || parts.iter().any(|part| part.contains(' ')) {
        return None;
    }
    let mut date = PartialDate { year, ..PartialDate::default() };
    if let Some(month) = parts.get(1) {
        let form = month_form(month);
        let named = MONTHS.iter().position(|name| *name == form);
        let number = named.and_then(|at| u8::try_from(at + 1).ok()).or(month.parse().ok());
        date.month = Some(number.filter(|month| (1..=12).contains(month))?);
    }
    if let Some(day) = parts.get(2) {
        date.day = Some(day.parse().ok().filter(|day| (1..=31).contains(day))?);
    }
    date.text = text_of(&date);
    Some(date)
}

/// Months and seasons in the letters that PubMed uses: "MAY-JUN" as "May-Jun", "SPR" as "Spring".
fn month_form(word: &str) -> String {
    let one = |part: &str| {
        let lower = part.to_lowercase();
        let season = match lower.trim_end_matches('.') {
            "spr" | "spring" => "Spring",
            "sum" | "summer" => "Summer",
            "fal" | "fall" | "aut" | "autumn" => "Autumn",
            "win" | "winter" => "Winter",
            _ => "",
        };
        let head: String = lower.chars().take(3).collect();
        let month = MONTHS.iter().find(|name| name.eq_ignore_ascii_case(&head));
        match (season, month) {
            ("", Some(month)) if part.len() >= 3 => (*month).to_owned(),
            ("", _) => part.to_owned(),
            (season, _) => season.to_owned(),
        }
    };
    word.split(['-', '\u{2013}']).map(one).collect::<Vec<_>>().join("-")
}

/// A single date as PubMed prints it.
fn text_of(date: &PartialDate) -> String {
    let mut text = date.year.to_string();
    let month = date.month.and_then(|month| MONTHS.get(usize::from(month).wrapping_sub(1)));
    if let Some(month) = month {
        text.push_str(&format!(" {month}"));
        if let Some(day) = date.day {
            text.push_str(&format!(" {day}"));
        }
    }
    text
}

/// A date in the encoded form.
pub(super) fn encoded(date: &PartialDate) -> String {
    let two = |number: Option<u8>| number.map_or(String::new(), |number| format!("{number:02}"));
    let plain = text_of(date) == date.text;
    let note = date.text.strip_prefix(&date.year.to_string()).unwrap_or_default().trim();
    let note = if plain || note.starts_with(['-', '\u{2013}']) { "" } else { note };
    format!("{:04}/{}/{}/{note}", date.year, two(date.month), two(date.day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_every_form() {
        let cases = [
            ("2019", "2019"),
            ("2019///", "2019"),
            ("2019/03/05/", "2019 Mar 5"),
            ("2019/03/05", "2019 Mar 5"),
            ("2019/00/00/", "2019"),
            ("2019/03//undefined", "2019 Mar"),
            ("2003///SPR", "2003 Spring"),
            ("2018/04//Apr-Jun", "2018 Apr-Jun"),
            ("11/2017", "2017 Nov"),
            ("9/25/2020", "2020 Sep 25"),
            ("02/01/", "2001 Feb 1"),
            ("2018-06", "2018 Jun"),
            ("2018-May-25", "2018 May 25"),
            ("20140307", "2014 Mar 7"),
            ("2016-06-01 00:00:00", "2016 Jun 1"),
            ("2019 Mar 5", "2019 Mar 5"),
            ("May 01, 2016", "2016 May 01"),
            ("5 March 2019", "2019 Mar 5"),
            ("AUG 11", "2001 Aug 11"),
            ("MAY-JUN", "2001 May-Jun"),
            ("2024 SEP 23", "2024 Sep 23"),
            ("January 15", "2001 Jan 15"),
            ("WIN", "2001 Winter"),
        ];
        for (text, expected) in cases {
            let read = read(text, Some(2001)).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(read.date.text, expected, "{text}");
            assert!(expected.starts_with(&read.date.year.to_string()), "{text}");
        }
        for text in ["", "///", "YEAR/MONTH/DAY/", "2019/13/01/", "soon", "2019/02/5x"] {
            assert_eq!(read(text, Some(2001)), None, "{text}");
        }
        let event = |text: &str| read(text, Some(2001)).map(|read| read.event);
        assert_eq!(event("03/30/online"), Some(Event::Electronic));
        assert_eq!(event("2013/02/15/received"), Some(Event::Other));
    }

    #[test]
    fn dates_are_written_so_that_they_read_the_same() {
        for text in ["2019", "2019 Mar", "2019 Mar 5", "2018 Apr-Jun", "2003 Spring"] {
            let date = PartialDate::parse_pubmed(text).unwrap();
            let text = encoded(&date);
            assert_eq!(read(&text, None).map(|read| read.date), Some(date), "{text}");
        }
    }
}
