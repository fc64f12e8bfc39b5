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
        let mut words = text.split_whitespace();
        let (year, end_year) = range(words.next()?, year)?;
        let mut date = PartialDate { year, text: words_joined(text), ..Self::default() };
        let mut end = DateEnd { year: end_year.unwrap_or(year), ..DateEnd::default() };
        let mut ranged = end_year.is_some();
        if let Some(word) = words.next() {
            let (unit, last) = range(word, unit)?;
            ranged |= last.is_some();
            (date.month, date.season) = unit.split();
            (end.month, end.season) = last.unwrap_or(unit).split();
            if let Some(next) = words.next() {
                date.month?;
                // "2018 Dec 30-2019 Jan 5" does not occur; a range of days stays inside its month.
                let (first, last) = range(next, day)?;
                ranged |= last.is_some();
                date.day = Some(first);
                end.day = Some(last.unwrap_or(first));
            }
        }
        if words.next().is_some() {
            return None;
        }
        date.end = ranged.then_some(end);
        Some(date)
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

fn range<T>(text: &str, one: impl Fn(&str) -> Option<T>) -> Option<(T, Option<T>)> {
    match text.split_once(['-', '–', '/']) {
        Some((first, last)) => Some((one(first)?, Some(one(last)?))),
        None => Some((one(text)?, None)),
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
    let season = match text {
        "Spring" => Season::Spring,
        "Summer" => Season::Summer,
        "Autumn" | "Fall" => Season::Autumn,
        "Winter" => Season::Winter,
        _ => {
            let lower = text.to_ascii_lowercase();
            let fits = |name: &&str| lower == **name || Some(lower.as_str()) == name.get(..3);
            let at = MONTHS.iter().position(|name| fits(&name))?;
            return u8::try_from(at + 1).ok().map(Unit::Month);
        }
    };
    Some(Unit::Season(season))
}

fn words_joined(text: &str) -> String {
    crate::text::blanks::fold_blanks(text)
}
