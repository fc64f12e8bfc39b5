//! Dates for readers.
//!
//! In: dates with as much precision as they have. Out: dates in the order and with the names of the language.

use super::Words;
use crate::record::{PartialDate, Season};
use crate::site::shown::Shown;

impl Words {
    /// `16 Jul 2021`, `Nov–Dec 2018`, `Winter 2019`, `1993–2025`.
    pub(in crate::site) fn written_date(&self, date: &PartialDate) -> Shown<'static> {
        let start = self.part(date.day, date.month, date.season);
        let Some(end) = &date.end else { return self.in_year(start, date.year) };
        let last = self.part(end.day, end.month, end.season);
        if end.year != date.year {
            let from = self.in_year(start, date.year);
            return self.date.range(from, self.in_year(last, end.year));
        }
        if date.month == end.month && date.season == end.season {
            let days = date.day.zip(end.day).filter(|(from, to)| from != to);
            let month = date.month.and_then(|month| self.month(month));
            return match days.zip(month) {
                Some(((from, to), month)) => {
                    let days = self.date.days(usize::from(from), usize::from(to), month);
                    self.in_year(days, date.year)
                }
                None => self.in_year(start, date.year),
            };
        }
        self.in_year(self.date.range(start, last), date.year)
    }

    /// An ISO date as readers write it; anything else as it is.
    pub(in crate::site) fn iso_date(&self, text: &str) -> Shown<'static> {
        let mut numbers = text.split('-').map(str::parse::<i32>);
        let (year, month, day) = (numbers.next(), numbers.next(), numbers.next());
        let small =
            |n: Option<Result<i32, _>>| n.and_then(Result::ok).and_then(|n| u8::try_from(n).ok());
        match year {
            Some(Ok(year)) if year > 999 => {
                self.in_year(self.part(small(day), small(month), None), year)
            }
            _ => Shown::new(text.to_owned()),
        }
    }

    /// `2009–2024`, or one year.
    pub(in crate::site) fn span(&self, first: i32, last: i32) -> Shown<'static> {
        if first == last { Shown::new(first.to_string()) } else { self.date.range(first, last) }
    }

    /// What a date says within its year; empty when that is nothing.
    fn part(&self, day: Option<u8>, month: Option<u8>, season: Option<Season>) -> Shown<'_> {
        match (day, month.and_then(|month| self.month(month)), season) {
            (Some(day), Some(month), _) => self.date.day(usize::from(day), month),
            (None, Some(month), _) => month,
            (_, None, Some(season)) => self.season(season).unwrap_or_default(),
            _ => Shown::EMPTY,
        }
    }

    fn in_year(&self, part: Shown<'_>, year: i32) -> Shown<'static> {
        if part.is_empty() { Shown::new(year.to_string()) } else { self.date.in_year(part, year) }
    }
}

/// The value of a `datetime` attribute; none for what is a range or a season.
pub(in crate::site) fn datetime(date: &PartialDate) -> Option<Shown<'static>> {
    let exact = date.end.is_none() && date.season.is_none() && (1000..=9999).contains(&date.year);
    exact.then(|| Shown::new(date.iso()))
}
