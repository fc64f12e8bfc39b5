//! Dates with the precision that they have: "2018", "2018 Nov-Dec", "2019 Winter", "2021 Jul 16".

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A month, 1 to 12.
pub type Month = u8;
/// A day of a month, 1 to 31.
pub type Day = u8;

/// A quarter of the year as publishers name it. "Fall" is autumn.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// A date that may stop at the year, the month or the season, and may be a range; `text` is as printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartialDate {
    /// The year.
    pub year: i32,
    /// 1 to 12.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<Month>,
    /// 1 to 31; only with a month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// Only without a month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub season: Option<Season>,
    /// The last day, month, season or year of a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<DateEnd>,
    /// As printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// The end of a range of dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DateEnd {
    /// The year.
    pub year: i32,
    /// 1 to 12.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<Month>,
    /// 1 to 31.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// Only without a month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub season: Option<Season>,
}

impl PartialDate {
    /// Reads a date as PubMed prints it: year, then month or season (or a range of either), then day (or a range).
    /// Ranges use a hyphen, an en dash or a slash; years may be a range too ("1993–2025"). Returns nothing when the
    /// text is anything else, so that the caller can keep and report it.
    pub fn parse_pubmed(text: &str) -> Option<Self> {
        let mut words = Words::new(text);
        let (year, end_year) = range(words.next()?, year)?;
        let mut date = PartialDate { year, text: words_joined(text), ..Self::default() };
        let mut end = DateEnd { year: end_year.unwrap_or(year), ..DateEnd::default() };
        let mut ranged = end_year.is_some();
        if let Some(word) = words.next() {
            let (first, last) = split_range(word);
            (date.month, date.season) = unit(first)?.split();
            (end.month, end.season) = (date.month, date.season);
            ranged |= last.is_some();
            match last {
                // "2018 Dec-2019 Jan"
                Some(last) if self::year(last).is_some() => {
                    return Self::across(date, last, words);
                }
                Some(last) => (end.month, end.season) = unit(last)?.split(),
                None => {}
            }
        }
        if let Some(word) = words.next() {
            date.month?;
            let (first, last) = split_range(word);
            // Behind a range of months, as in "2023 Nov-Dec 01", the day is of the last one.
            end.day = Some(day(first)?);
            date.day = end.day.filter(|_| !ranged);
            ranged |= last.is_some();
            match last {
                // "2018 Dec 30-2019 Jan 5"
                Some(last) if self::year(last).is_some() => {
                    return Self::across(date, last, words);
                }
                // "2018 Jun 25-Jul 1"
                Some(last) if unit(last).is_some() => {
                    (end.month, end.season) = unit(last)?.split();
                    end.day = Some(day(words.next()?)?);
                }
                Some(last) => end.day = Some(day(last)?),
                None => {}
            }
        }
        if words.next().is_some() {
            return None;
        }
        date.end = ranged.then_some(end);
        Some(date)
    }

    /// Reads `2021-07-16`, `2021-07` or `2021`; `text` is as PubMed prints it, which all readers of dates understand.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('-');
        let mut number = |digits: usize| match parts.next() {
            Some(part) if part.len() == digits => Some(Some(part)),
            Some(_) => None,
            None => Some(None),
        };
        let (year, month, day) = (self::year(number(4)??)?, number(2)?, number(2)?);
        let month = month.map(|month| month.parse::<Month>().ok().filter(|m| (1..=12).contains(m)));
        let day = day.map(self::day);
        if parts.next().is_some() || month == Some(None) || day == Some(None) {
            return None;
        }
        let (month, day) = (month.flatten(), day.flatten());
        let names = month.and_then(|month| MONTHS.get(usize::from(month).checked_sub(1)?));
        let mut text = year.to_string();
        if let Some(name) = names {
            text.push(' ');
            text.extend(
                name.chars()
                    .take(3)
                    .enumerate()
                    .map(|(at, c)| if at == 0 { c.to_ascii_uppercase() } else { c }),
            );
        }
        if let Some(day) = day {
            text.push_str(&format!(" {day}"));
        }
        Some(PartialDate { year, month, day, text, ..Self::default() })
    }

    /// The end of a range that goes into another year: a date of its own.
    fn across(date: Self, last: &str, mut words: Words<'_>) -> Option<Self> {
        let mut end = DateEnd { year: year(last)?, ..DateEnd::default() };
        if let Some(word) = words.next() {
            (end.month, end.season) = unit(word)?.split();
        }
        if let Some(word) = words.next() {
            end.month?;
            end.day = Some(day(word)?);
        }
        words.next().is_none().then_some(PartialDate { end: Some(end), ..date })
    }

    /// `2021-07-16`, `2021-07` or `2021`: the start, as precise as it is, for machines.
    pub fn iso(&self) -> String {
        let mut out = format!("{:04}", self.year);
        if let Some(month) = self.month {
            out.push_str(&format!("-{month:02}"));
            if let Some(day) = self.day {
                out.push_str(&format!("-{day:02}"));
            }
        }
        out
    }

    /// The first day that it can mean, as year, month and day. A season is its last month, as in [`PartialDate::rank`].
    pub fn first_day(&self) -> (i32, Month, Day) {
        let (year, month, day) = self.rank();
        (year, month.max(1), day.max(1))
    }

    /// The last day that it can mean, likewise, the end of a range where it is one; every month has 31 days here, which
    /// no comparison of days minds.
    pub fn last_day(&self) -> (i32, Month, Day) {
        let last = match &self.end {
            Some(end) => PartialDate {
                year: end.year,
                month: end.month,
                day: end.day,
                season: end.season,
                ..PartialDate::default()
            }
            .rank(),
            None => self.rank(),
        };
        let (year, month, day) = last;
        (year, if month == 0 { 12 } else { month }, if day == 0 { 31 } else { day })
    }

    /// A sorting position: later dates are greater; a date without month sorts before the months of its year, a season
    /// as its last month.
    pub fn rank(&self) -> (i32, u8, u8) {
        let season = self.season.map(|season| match season {
            Season::Spring => 5,
            Season::Summer => 8,
            Season::Autumn => 11,
            Season::Winter => 12,
        });
        (self.year, self.month.or(season).unwrap_or(0), self.day.unwrap_or(0))
    }
}

#[derive(Clone, Copy)]
enum Unit {
    Month(Month),
    Season(Season),
}

impl Unit {
    fn split(self) -> (Option<Month>, Option<Season>) {
        match self {
            Unit::Month(month) => (Some(month), None),
            Unit::Season(season) => (None, Some(season)),
        }
    }
}

/// The words of a date; a hyphen with blanks around it joins its neighbours, as in "2018 Oct - Nov".
struct Words<'a> {
    text: &'a str,
}

impl<'a> Words<'a> {
    fn new(text: &'a str) -> Self {
        Words { text: text.trim() }
    }

    fn next(&mut self) -> Option<&'a str> {
        let mut end = 0;
        let mut joined = false;
        for (at, c) in self.text.char_indices() {
            let rest = self.text.get(at..).unwrap_or_default().trim_start();
            if c.is_whitespace() && !joined && !rest.starts_with(DASHES) {
                break;
            }
            joined = DASHES.contains(&c) || (joined && c.is_whitespace());
            end = at + c.len_utf8();
        }
        let (word, rest) = self.text.split_at(end);
        self.text = rest.trim_start();
        (!word.is_empty()).then_some(word)
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// What parts the two ends of a range.
const DASHES: [char; 3] = ['-', '–', '/'];

fn split_range(text: &str) -> (&str, Option<&str>) {
    match text.split_once(DASHES) {
        Some((first, last)) => (first.trim(), Some(last.trim())),
        None => (text, None),
    }
}

fn range<T>(text: &str, one: impl Fn(&str) -> Option<T>) -> Option<(T, Option<T>)> {
    let (first, last) = split_range(text);
    match last {
        Some(last) => Some((one(first)?, Some(one(last)?))),
        None => Some((one(first)?, None)),
    }
}

fn year(text: &str) -> Option<i32> {
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|year| digits && (1500..=2199).contains(year))
}

fn day(text: &str) -> Option<Day> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|day| digits && (1..=31).contains(day))
}

fn unit(text: &str) -> Option<Unit> {
    let season = match text {
        "Spring" => Season::Spring,
        "Summer" => Season::Summer,
        "Autumn" | "Fall" => Season::Autumn,
        "Winter" => Season::Winter,
        _ => {
            let fits = |name: &&str| {
                let short = name.get(..3).unwrap_or_default();
                text.eq_ignore_ascii_case(name)
                    || text.eq_ignore_ascii_case(short)
                    || text.eq_ignore_ascii_case("sept") && short == "sep"
            };
            let at = MONTHS.iter().position(fits)?;
            return u8::try_from(at + 1).ok().map(Unit::Month);
        }
    };
    Some(Unit::Season(season))
}

fn words_joined(text: &str) -> String {
    crate::text::blanks::fold_blanks(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A date in one line: start, and the end after two dots.
    fn shown(text: &str) -> Option<String> {
        let part = |year: i32, month: Option<u8>, day: Option<u8>, season: Option<Season>| {
            let number = |n: Option<u8>| n.map_or(String::new(), |n| format!("-{n}"));
            let season = season.map_or(String::new(), |season| format!(" {season:?}"));
            format!("{year}{}{}{season}", number(month), number(day))
        };
        let date = PartialDate::parse_pubmed(text)?;
        let end = date.end.map_or(String::new(), |end| {
            format!("..{}", part(end.year, end.month, end.day, end.season))
        });
        Some(part(date.year, date.month, date.day, date.season) + &end)
    }

    #[test]
    fn dates_of_every_precision_and_their_ranges() {
        let cases = [
            ("2018", "2018"),
            ("2019 Feb", "2019-2"),
            ("2018 Dec 31", "2018-12-31"),
            ("2018 Apr-Jun", "2018-4..2018-6"),
            ("2018 May/Jun", "2018-5..2018-6"),
            ("2018 Oct - Nov", "2018-10..2018-11"),
            ("2018 Winter", "2018 Winter"),
            ("1994 Fall", "1994 Autumn"),
            ("1998 Summer-Fall", "1998 Summer..1998 Autumn"),
            ("1993–2025", "1993..2025"),
            ("2018 Dec-2019 Jan", "2018-12..2019-1"),
            ("2018 Dec 30-2019 Jan 5", "2018-12-30..2019-1-5"),
            ("2018 Jun 25-Jul 1", "2018-6-25..2018-7-1"),
            ("2000 Dec 23- 30", "2000-12-23..2000-12-30"),
            ("2003 Sept 4", "2003-9-4"),
            ("2023 Nov-Dec 01", "2023-11..2023-12-1"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text).as_deref(), Some(expected), "{text}");
        }
        for text in
            ["", "Feb 2019", "2019 Foo", "2019 Winter 3", "2019 Feb 32", "2019 Feb 3 4", "20190"]
        {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
