//! Dates: `<Year>2021</Year><Month>07</Month><Day>16</Day>`, `<Season>`, `<MedlineDate>`.
//!
//! In: an element that holds a date. Out: a [`PartialDate`] whose text is what PubMed prints ("2021 Jul 16"), or the
//! numbers as MEDLINE prints them ("2021/07/16 06:00"). A date that cannot be understood is said and keeps its text.

use super::record::{Draft, short};
use crate::diag::codes;
use crate::record::PartialDate;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The parts of a date, as written.
#[derive(Debug, Default)]
struct Parts {
    year: Option<String>,
    month: Option<String>,
    day: Option<String>,
    season: Option<String>,
    whole: Option<String>,
    hour: Option<String>,
    minute: Option<String>,
}

impl Parts {
    fn take(draft: &Draft<'_, '_>, id: usize) -> Self {
        let mut parts = Parts::default();
        for part in draft.tree.children(id) {
            let slot = match draft.tree.name(part) {
                "Year" => &mut parts.year,
                "Month" => &mut parts.month,
                "Day" => &mut parts.day,
                "Season" => &mut parts.season,
                "MedlineDate" => &mut parts.whole,
                "Hour" => &mut parts.hour,
                "Minute" => &mut parts.minute,
                _ => continue,
            };
            draft.fill(slot, part);
        }
        parts
    }

    /// `2021 Jul 16`.
    fn printed(&self) -> String {
        if let Some(whole) = &self.whole {
            return whole.clone();
        }
        let mut out = self.year.clone().unwrap_or_default();
        let month = self.month.as_deref().map(|month| {
            let number = month.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            number.and_then(|at| MONTHS.get(at)).copied().unwrap_or(month)
        });
        let day = self.day.as_deref().map(|day| day.trim_start_matches('0'));
        for part in [self.season.as_deref(), month, day].into_iter().flatten() {
            out.push(' ');
            out.push_str(part);
        }
        out.trim().to_owned()
    }

    /// `06:00`.
    fn time(&self) -> Option<String> {
        let minute = self.minute.as_deref().unwrap_or("0");
        self.hour.as_deref().map(|hour| format!("{hour:0>2}:{minute:0>2}"))
    }

    fn numbers(&self) -> String {
        if let Some(whole) = &self.whole {
            return whole.clone();
        }
        let parts = [
            self.year.as_deref(),
            self.season.as_deref(),
            self.month.as_deref(),
            self.day.as_deref(),
        ];
        let parts: Vec<String> =
            parts.into_iter().flatten().map(|part| format!("{part:0>2}")).collect();
        let mut out = parts.join("/");
        if let Some(time) = self.time() {
            out.push(' ');
            out.push_str(&time);
        }
        out
    }
}

/// Takes a date. What is no date is kept under `tag`.
pub(super) fn date(draft: &mut Draft<'_, '_>, id: usize, tag: &str) -> Option<PartialDate> {
    let parts = Parts::take(draft, id);
    parse(draft, &parts.printed(), id, tag)
}

/// Takes a day of the history, whose text is what MEDLINE prints: `2021/07/16 06:00`.
pub(super) fn day(draft: &mut Draft<'_, '_>, id: usize, tag: &str) -> Option<PartialDate> {
    let parts = Parts::take(draft, id);
    let date = parse(draft, &parts.printed(), id, tag)?;
    Some(PartialDate { text: parts.numbers(), ..date })
}

/// Takes a date as numbers with its time, for what no key takes.
pub(super) fn numbers(draft: &mut Draft<'_, '_>, id: usize) -> String {
    Parts::take(draft, id).numbers()
}

/// A date's text as a date; of one that is none the year, if it begins or ends with one.
fn parse(draft: &mut Draft<'_, '_>, text: &str, id: usize, tag: &str) -> Option<PartialDate> {
    if text.is_empty() {
        return None;
    }
    if let Some(date) = PartialDate::parse_pubmed(text).or_else(|| turned(text)) {
        return Some(date);
    }
    let mut words = text.split_whitespace();
    let year = words.next().and_then(PartialDate::parse_pubmed);
    let year = year.or_else(|| words.next_back().and_then(PartialDate::parse_pubmed));
    let message = format!("\"{}\" is not a date", short(text));
    let done = match year {
        Some(_) => "kept its text and its year",
        None => "kept its text among what no field takes",
    };
    draft.say(&codes::BAD_DATE, message, id, done);
    if let Some(year) = year {
        return Some(PartialDate { text: text.to_owned(), ..year });
    }
    draft.extra(tag, text);
    None
}

/// `Winter 2017` and `Nov 2017`, which old records have.
fn turned(text: &str) -> Option<PartialDate> {
    let (rest, year) = text.rsplit_once(' ')?;
    let date = PartialDate::parse_pubmed(&format!("{year} {rest}"))?;
    Some(PartialDate { text: text.to_owned(), ..date })
}
