//! The geometry of the bars by year: one SVG path, and the same figures as words and as a table.

use super::shown::Shown;
use super::words::Words;
use serde::Serialize;
use std::fmt::Write;

/// Fewer articles, or fewer years, say nothing as bars.
const FEWEST_ARTICLES: usize = 3;
/// So few articles say nothing either when no year has two of them: the list shows the years as well.
const FEWEST_FLAT: usize = 10;
/// More years than this are drawn by the decade.
const MOST_YEARS: i32 = 80;
/// Height of the drawing in its own units.
const HEIGHT: u32 = 60;
/// A bar is as high as the drawing from so many articles on: single articles must not look like peaks.
const LEAST_PEAK: usize = 4;
/// Width of one bar and of the gap after it.
const BAR: u32 = 8;
const GAP: u32 = 2;

/// Bars by year.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Chart {
    width: u32,
    height: u32,
    /// All bars as one path.
    path: String,
    first: Shown<'static>,
    last: Shown<'static>,
    /// The largest count with its year: the height of the drawing.
    peak: Shown<'static>,
    /// The figures in one sentence.
    words: Shown<'static>,
    /// The same as a table: label and count, without the empty years.
    rows: Vec<(Shown<'static>, Shown<'static>)>,
    /// "Year" or "Decade".
    unit: Shown<'static>,
}

/// Draws the years (any order, repeated as often as they have articles); nothing when there is nothing to see.
pub(super) fn chart(words: &'static Words, years: impl Iterator<Item = i32>) -> Option<Chart> {
    let mut years: Vec<i32> = years.collect();
    years.sort_unstable();
    let (first, last) = (*years.first()?, *years.last()?);
    if years.len() < FEWEST_ARTICLES || first == last {
        return None;
    }
    let decades = last - first >= MOST_YEARS;
    let step = if decades { 10 } else { 1 };
    let start = first.div_euclid(step);
    let slots = usize::try_from(last.div_euclid(step) - start + 1).ok()?;
    let mut counts = vec![0usize; slots];
    for year in &years {
        let slot = usize::try_from(year.div_euclid(step) - start).ok();
        if let Some(count) = slot.and_then(|slot| counts.get_mut(slot)) {
            *count += 1;
        }
    }
    let label = |slot: usize| {
        let year = (start + i32::try_from(slot).unwrap_or(0)) * step;
        if decades { words.chart.decade_name(year) } else { Shown::new(year.to_string()) }
    };
    let most = counts.iter().copied().max()?;
    if most < 2 && years.len() < FEWEST_FLAT {
        return None;
    }
    let peak = counts.iter().position(|count| *count == most)?;
    let rows = counts.iter().enumerate().filter(|(_, count)| **count > 0);
    Some(Chart {
        width: u32::try_from(slots).ok()? * (BAR + GAP) - GAP,
        height: HEIGHT,
        path: path(&counts, most),
        first: label(0),
        last: label(slots - 1),
        peak: words.chart.peak(words.number(most), label(peak)),
        words: words.chart.words(
            years.len(),
            label(0),
            label(slots - 1),
            label(peak),
            words.number(most),
        ),
        rows: rows.map(|(slot, count)| (label(slot), words.number(*count))).collect(),
        unit: if decades { words.chart.decade() } else { words.chart.year() },
    })
}

fn path(counts: &[usize], most: usize) -> String {
    let mut path = String::with_capacity(counts.len() * 20);
    for (slot, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let height = (count * HEIGHT as usize).div_ceil(most.max(LEAST_PEAK)).max(2);
        let x = slot * (BAR + GAP) as usize;
        let y = (HEIGHT as usize).saturating_sub(height);
        // Writing to a string cannot fail.
        let _written = write!(path, "M{x} {y}h{BAR}v{height}h-{BAR}z");
    }
    path
}

/// The length of a count's bar in hundredths of the largest; 0, no bar, where all counts are one.
pub(super) fn step(count: usize, most: usize) -> usize {
    if most < 2 || count == 0 { 0 } else { ((count * 100 + most / 2) / most).clamp(1, 100) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english<const N: usize>(years: [i32; N]) -> Option<Chart> {
        chart(Words::of("en"), years.into_iter())
    }

    #[test]
    fn bars_fill_their_box() {
        let drawn = english([2020, 2018, 2020, 2021]).unwrap();
        assert_eq!(drawn.width, 38);
        assert_eq!(drawn.path, "M0 45h8v15h-8zM20 30h8v30h-8zM30 45h8v15h-8z");
        assert_eq!(&*drawn.words, "4 articles from 2018 to 2021, most in 2020: 2");
        assert_eq!(drawn.rows.len(), 3);
    }

    #[test]
    fn bars_of_counts_say_no_more_than_the_counts() {
        let steps: Vec<usize> = [1, 2, 3, 40, 79, 80].map(|count| step(count, 80)).into();
        assert_eq!(steps, [1, 3, 4, 50, 99, 100]);
        assert_eq!((step(1, 1), step(0, 9), step(1, 1_000)), (0, 0, 1));
    }

    #[test]
    fn little_is_not_drawn_and_much_is_drawn_by_decade() {
        assert_eq!(english([2020, 2020, 2020]), None);
        assert_eq!(english([2019, 2020]), None);
        assert_eq!(english([2018, 2019, 2020]), None);
        let long = english([1887, 1950, 2025, 2025]).unwrap();
        assert_eq!((&*long.first, &*long.last), ("1880s", "2020s"));
    }
}
