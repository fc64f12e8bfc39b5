//! Where the organisations of an address lie.
//!
//! In: the segments, with the places peeled off their ends. Out: the country and the city, with the words that say so.
//! Never: a country that contradicts a named one.

use super::items::{Item, city_at, folded, slice};
use super::lexicon::Word;
use super::places::tokens::Marks;
use super::places::{City, CountryId, places};
use super::reason::Reason;
use super::segment::Segment;
use std::ops::Range;

/// The country that the address names last, else the one of a state, else the one of a city.
pub(super) fn country_of(
    items: &[Item],
    segments: &[Segment],
    named: &[Range<usize>],
) -> Option<(CountryId, Range<usize>, Reason)> {
    let by_name = segments.iter().rev().find_map(|segment| segment.country.clone());
    let by_region = segments.iter().rev().find_map(|segment| segment.region.clone());
    if let Some((country, words)) = by_name {
        // "Hong Kong, China": the smaller one says more.
        let smaller =
            segments.iter().filter_map(|segment| segment.country.clone()).find(|(id, _)| {
                places().code(country) == "CN" && matches!(places().code(*id), "HK" | "MO" | "TW")
            });
        if let Some((smaller, words)) = smaller {
            return Some((smaller, words, Reason::CountryName));
        }
        // The country of that name is far smaller than the state when a city of the state stands before it.
        if places().code(country) == "GE" && segments.iter().any(|segment| in_state(items, segment))
        {
            return places().country_by_code("US").map(|us| (us, words, Reason::Region));
        }
        return Some((country, words, Reason::CountryName));
    }
    if let Some((country, words)) = by_region {
        return Some((country, words, Reason::Region));
    }
    let whole = segments.iter().rev().find_map(|segment| {
        let words = segment.city.clone().unwrap_or_else(|| segment.words.clone());
        let city =
            (words.len() <= 4 && !segment.aside).then(|| city_at(slice(items, &words)))??;
        city.country.map(|country| (country, words, Reason::City))
    });
    whole.or_else(|| named.iter().find_map(|words| by_words(items, words)))
}

/// An adjective of one nation, or a word for a kind of organisation in a language that one country alone speaks.
pub(super) fn nation_of(items: &[Item]) -> Option<(CountryId, Range<usize>, Reason)> {
    items.iter().enumerate().find_map(|(at, item)| {
        let country = places().country_by_nation(&item.token.folded)?;
        Some((country, at..at + 1, Reason::Nation))
    })
}

fn in_state(items: &[Item], segment: &Segment) -> bool {
    let folded = folded(slice(items, &segment.words));
    matches!(
        folded.as_str(),
        "atlanta"
            | "augusta"
            | "savannah"
            | "athens"
            | "macon"
            | "marietta"
            | "statesboro"
            | "decatur"
            | "columbus"
    )
}

/// A country, state or large city in the name of an organisation: "University of Copenhagen".
fn by_words(items: &[Item], words: &Range<usize>) -> Option<(CountryId, Range<usize>, Reason)> {
    let mut start = words.start;
    while start < words.end {
        let Some(item) = items.get(start) else { break };
        // A name of several words is a person's or a thing's: "Andrés Bello".
        let before =
            start.checked_sub(1).filter(|at| *at >= words.start).and_then(|at| items.get(at));
        let own = before.is_none_or(|before| {
            before.links()
                || before.word.class.is_some()
                || before.word.is(Word::MODIFIER)
                || before.word.is(Word::FIELD)
        }) && !item.token.before.has(Marks::GLUED);
        let found = (start + 1..=words.end.min(start + 4)).rev().find_map(|end| {
            let found = start..end;
            let part = slice(items, &found);
            let longest = part.last().map_or(0, |last| usize::from(last.ends.longest()));
            if part.len() > longest {
                return None;
            }
            let name = folded(part);
            let glued = items.get(end).is_some_and(|next| next.token.before.has(Marks::GLUED));
            if name.len() <= 3 || glued || part.iter().any(|item| item.word.class.is_some()) {
                return None;
            }
            let country = places()
                .country(&name)
                .filter(|_| own || end - start > 1)
                .map(|id| (id, Reason::CountryName));
            let region =
                || places().region(&name).filter(|_| name.len() > 4).map(|id| (id, Reason::Region));
            let city = || {
                let city = places()
                    .city(&name)
                    .filter(|city| city.large && own && (item.token.capital || end == words.end))?;
                city.country.map(|id| (id, Reason::City))
            };
            let (id, reason) = country.or_else(region).or_else(city)?;
            Some((id, found, reason))
        });
        if found.is_some() {
            return found;
        }
        start += 1;
    }
    None
}

/// The city: a known one among the segments that are places, else the last of them before the country, else one in the
/// name of an organisation.
pub(super) fn city_of(
    items: &[Item],
    segments: &[Segment],
    named: &[Range<usize>],
) -> Option<(Range<usize>, Reason)> {
    let home = segments
        .iter()
        .rev()
        .find_map(|segment| segment.country.as_ref().or(segment.region.as_ref()))
        .map(|(id, _)| *id);
    let in_name = || named.iter().find_map(|words| city_in(items, words, home));
    let (known, unknown) = city_segments(items, segments, named, home);
    known
        .map(|words| (words, Reason::KnownCity))
        .or_else(|| unknown.map(|words| (words, Reason::BeforeCountry)))
        .or_else(|| city_state(items, segments))
        .or_else(in_name)
}

/// Of the segments beside the organisations the last that is a known city, and the last that stands where cities stand.
fn city_segments(
    items: &[Item],
    segments: &[Segment],
    named: &[Range<usize>],
    home: Option<CountryId>,
) -> (Option<Range<usize>>, Option<Range<usize>>) {
    let fits = |city: City| city.country.is_none() || home.is_none() || city.country == home;
    let inside = |segment: &Segment| {
        named.iter().any(|words| {
            words.start >= segment.words.start
                && words.end <= segment.words.end
                && !words.is_empty()
        })
    };
    let first = segments.iter().position(inside).unwrap_or_default();
    // What follows the country is no city.
    let placed = |segment: &Segment| segment.country.is_some() || segment.region.is_some();
    let end = segments.iter().rposition(placed).unwrap_or(segments.len());
    let mut unknown = None;
    let mut known: Option<(Range<usize>, bool)> = None;
    for (at, segment) in segments.iter().enumerate() {
        if let Some(city) = &segment.city {
            known = Some((city.clone(), true));
            continue;
        }
        if segment.words.is_empty()
            || segment.classed
            || inside(segment)
            || at < first && segment.words.len() > 2
        {
            continue;
        }
        if segment.street {
            if let Some(found) = at_end(items, segment).filter(|_| at > first) {
                known = known.or(Some((found, false)));
            }
            continue;
        }
        if segment.words.len() > 5 || segment.aside {
            continue;
        }
        match city_at(slice(items, &segment.words)) {
            Some(city)
                if fits(city)
                    && known.as_ref().is_none_or(|(_, large)| !large || city.large)
                    && (at > 0 || segments.len() > 1) =>
            {
                known = Some((segment.words.clone(), city.large));
            }
            _ if at > 0 && at <= end && may_be_city(slice(items, &segment.words)) => {
                unknown = Some(segment.words.clone());
            }
            _ => {}
        }
    }
    (known.map(|(words, _)| words), unknown)
}

/// The country or state that the address ends with, where it is a city as well.
fn city_state(items: &[Item], segments: &[Segment]) -> Option<(Range<usize>, Reason)> {
    let segment = segments.iter().rev().find(|segment| {
        segment.words.is_empty() && segment.country.is_some() || segment.region.is_some()
    })?;
    let (_, words) = segment.country.as_ref().or(segment.region.as_ref())?;
    let name = folded(slice(items, words));
    matches!(
        name.as_str(),
        "singapore"
            | "hong kong"
            | "luxembourg"
            | "monaco"
            | "macau"
            | "macao"
            | "washington dc"
            | "washington d c"
    )
    .then(|| (words.clone(), Reason::KnownCity))
}

/// Neither small words alone nor an acronym.
fn may_be_city(words: &[Item]) -> bool {
    let small = words.iter().all(|item| item.links() || item.word.is(Word::AND));
    !small && !matches!(words, [one] if one.acronym() && one.token.folded.len() <= 4)
}

/// A known city at the end of a street.
fn at_end(items: &[Item], segment: &Segment) -> Option<Range<usize>> {
    let first = segment.words.start.max(segment.words.end.saturating_sub(3));
    (first..segment.words.end).map(|start| start..segment.words.end).find(|words| {
        let part = slice(items, words);
        part.iter().all(|item| !item.word.is(Word::STREET) && item.token.digits == 0)
            && part.first().is_some_and(|item| item.token.capital)
            && city_at(part).is_some()
    })
}

fn city_in(
    items: &[Item],
    words: &Range<usize>,
    home: Option<CountryId>,
) -> Option<(Range<usize>, Reason)> {
    for start in words.clone().rev() {
        for end in (start + 1..=words.end.min(start + 3)).rev() {
            let found = start..end;
            let part = slice(items, &found);
            if part
                .iter()
                .any(|item| !item.token.capital || item.word.class.is_some() || item.links())
            {
                continue;
            }
            let Some(city) = city_at(part) else { continue };
            if city.large && (home.is_none() || city.country.is_none() || city.country == home) {
                return Some((found, Reason::InName));
            }
        }
    }
    None
}
