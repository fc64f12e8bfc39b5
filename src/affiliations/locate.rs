//! Where the organisations of an address lie.
//!
//! In: the segments, with the places peeled off their ends. Out: the country and the city, with the words that say so.
//! Never: a country that contradicts a named one.

use super::lexicon::{Word, people};
use super::places::tokens::Marks;
use super::places::{City, CountryId, places};
use super::reason::Reason;
use super::segment::Segment;
use super::words::{AddressWord, city_at, folded, slice};
use std::ops::Range;

/// The country that the address names last, else the one of a state, else the one of a city. A name that places of
/// several countries have counts where another place of the address says which of them is meant.
pub(super) fn country_of(
    items: &[AddressWord],
    segments: &[Segment],
    named: &[Range<usize>],
) -> Option<(CountryId, Range<usize>, Reason)> {
    let meant = |words: &Range<usize>, id| meant(items, segments, named, words, id);
    let by_name = segments.iter().enumerate().rev().find_map(|(at, segment)| {
        let (id, words) = segment.country.clone()?;
        Some((at, meant(&words, id)?, words))
    });
    let by_region = segments.iter().enumerate().rev().find_map(|(at, segment)| {
        let (id, words) = segment.region.clone().filter(|_| !is_degree(items, segments, at))?;
        let home = is_home_code(items, segments, at, &words);
        let id = home.or_else(|| meant(&words, id))?;
        let reason = if home.is_some() { Reason::CountryName } else { Reason::Region };
        Some((at, id, words, reason))
    });
    if let Some((at, country, words)) = by_name {
        // "Lebanon, NH": a town of the state that follows it.
        let town = || city_at(slice(items, &words)).is_some();
        if let Some((after, state, of, reason)) = &by_region
            && *after > at
            && *state != country
            && town()
        {
            return Some((*state, of.clone(), reason.clone()));
        }
        // "Hong Kong, China": the smaller one says more.
        let smaller =
            segments.iter().filter_map(|segment| segment.country.clone()).find(|(id, _)| {
                places().code(country) == "CN" && matches!(places().code(*id), "HK" | "MO" | "TW")
            });
        if let Some((smaller, words)) = smaller {
            return Some((smaller, words, Reason::CountryName));
        }
        let state = places().shared(&folded(slice(items, &words))).is_some()
            && segments
                .iter()
                .all(|segment| segment.country.as_ref().is_none_or(|(id, _)| *id != country));
        let reason = if state { Reason::Region } else { Reason::CountryName };
        return Some((country, words, reason));
    }
    if let Some((_, country, words, reason)) = by_region {
        return Some((country, words, reason));
    }
    // The first segment is a name.
    let whole = segments.iter().skip(1).rev().find_map(|segment| {
        let words = segment.city.clone().unwrap_or_else(|| segment.words.clone());
        let city =
            (words.len() <= 4 && !segment.aside).then(|| city_at(slice(items, &words)))??;
        city.country.map(|country| (country, words, Reason::City))
    });
    whole.or_else(|| in_names(items, named))
}

/// The place in the names of the organisations, where all that have one agree.
fn in_names(
    items: &[AddressWord],
    named: &[Range<usize>],
) -> Option<(CountryId, Range<usize>, Reason)> {
    let mut found = named.iter().filter_map(|words| by_words(items, words));
    let first = found.next()?;
    found.all(|other| other.0 == first.0).then_some(first)
}

/// The country that a name means: its own, or for a name that places of several countries have the one for which another
/// place of the address speaks.
fn meant(
    items: &[AddressWord],
    segments: &[Segment],
    named: &[Range<usize>],
    words: &Range<usize>,
    id: CountryId,
) -> Option<CountryId> {
    let Some(shared) = places().shared(&folded(slice(items, words))) else { return Some(id) };
    let by_segment = segments.iter().find_map(|segment| {
        let placed = segment.country.iter().chain(&segment.region);
        let mut others = placed.filter(|(_, other)| other != words).map(|(id, _)| *id);
        let other = others.find_map(|id| shared.told_by("", Some(id)));
        other.or_else(|| {
            let whole = segment.city.as_ref().unwrap_or(&segment.words);
            let city = slice(items, whole);
            let lies = city_at(city).and_then(|city| city.country);
            (!whole.is_empty() && whole.len() <= 4)
                .then(|| shared.told_by(&folded(city), lies))
                .flatten()
        })
    });
    let by_name = || {
        let mut found = named.iter().filter_map(|words| by_words(items, words));
        found.find_map(|(id, _, _)| shared.told_by("", Some(id)))
    };
    by_segment.or_else(by_name)
}

/// "J. Quux, MD, PhD": letters behind a person's name that another degree stands beside, or initials stand before.
fn is_degree(items: &[AddressWord], segments: &[Segment], at: usize) -> bool {
    let Some((_, words)) = segments.get(at).and_then(|segment| segment.region.as_ref()) else {
        return false;
    };
    // "Quux Holding, S.A.": the legal form of the name before it.
    let legal = |words: &[AddressWord]| matches!(words, [one] if one.word.is(Word::LEGAL) || one.token.folded == "sa");
    let whole = segments.get(at).is_some_and(|segment| segment.words.is_empty());
    if at == 1 && whole && legal(slice(items, words)) && segments.len() < 4 {
        return true;
    }
    let degree =
        |words: &[AddressWord]| matches!(words, [one] if people::is_degree(&one.token.folded));
    if !degree(slice(items, words)) {
        return false;
    }
    let beside = |segment: &Segment| {
        let region = segment.region.as_ref().map(|(_, words)| words);
        degree(slice(items, &segment.words))
            || region.is_some_and(|words| degree(slice(items, words)))
    };
    let initials = |segment: &Segment| {
        !segment.classed
            && slice(items, &segment.words).iter().any(|item| item.token.folded.len() == 1)
    };
    let before = at.checked_sub(1).and_then(|at| segments.get(at));
    before.is_some_and(|segment| beside(segment) || at == 1 && initials(segment))
        || segments.get(at + 1).is_some_and(beside)
}

/// "Leiden, NL": what would be the code of a state is that of the country in which the city before it lies.
fn is_home_code(
    items: &[AddressWord],
    segments: &[Segment],
    at: usize,
    words: &Range<usize>,
) -> Option<CountryId> {
    let [code] = slice(items, words) else { return None };
    let home = places().country_by_code(&code.token.folded.to_uppercase())?;
    let own = segments.get(at).map(|segment| segment.words.clone()).filter(|own| !own.is_empty());
    let before = || at.checked_sub(1).and_then(|at| Some(segments.get(at)?.words.clone()));
    let city = city_at(slice(items, &own.or_else(before)?))?;
    (code.token.upper && city.country == Some(home)).then_some(home)
}

/// An adjective of one nation, or a word for a kind of organisation in a language that one country alone speaks, in the
/// name of an organisation.
pub(super) fn nation_of(
    items: &[AddressWord],
    named: &[Range<usize>],
) -> Option<(CountryId, Range<usize>, Reason)> {
    let mut found = named.iter().flat_map(Clone::clone).filter_map(|at| {
        let item = items.get(at)?;
        let glued =
            |at: usize| items.get(at).is_some_and(|item| item.token.before.has(Marks::GLUED));
        let country = places().country_by_nation(&item.token.folded)?;
        (!glued(at) && !glued(at + 1)).then_some((country, at..at + 1, Reason::Nation))
    });
    let first = found.next()?;
    found.all(|other| other.0 == first.0).then_some(first)
}

/// A country, state or large city in the name of an organisation: "University of Copenhagen". Never a name that organisations
/// elsewhere bear, or one that another name follows: "Sydney Quux Institute".
fn by_words(
    items: &[AddressWord],
    words: &Range<usize>,
) -> Option<(CountryId, Range<usize>, Reason)> {
    let mut start = words.start;
    while start < words.end {
        let Some(item) = items.get(start) else { break };
        // A name of several words is a person's or a thing's: "Andrés Bello".
        let before =
            start.checked_sub(1).filter(|at| *at >= words.start).and_then(|at| items.get(at));
        let own = before.is_none_or(|before| {
            (before.links()
                || before.word.class.is_some()
                || before.word.is(Word::MODIFIER)
                || before.word.is(Word::FIELD))
                && before.token.folded != "new"
        }) && !item.token.before.has(Marks::GLUED);
        let found = (start + 1..=words.end.min(start + 4)).rev().find_map(|end| {
            let after = items.get(end).filter(|_| end < words.end);
            place_in_name(items, start..end, own, before, after)
        });
        if found.is_some() {
            return found;
        }
        start += 1;
    }
    None
}

/// The place that words of a name are.
fn place_in_name(
    items: &[AddressWord],
    found: Range<usize>,
    own: bool,
    before: Option<&AddressWord>,
    after: Option<&AddressWord>,
) -> Option<(CountryId, Range<usize>, Reason)> {
    let part = slice(items, &found);
    let (first, last) = (part.first()?, part.last()?);
    if part.len() > usize::from(last.ends.longest()) {
        return None;
    }
    let name = folded(part);
    let glued = items.get(found.end).is_some_and(|next| next.token.before.has(Marks::GLUED));
    if name.len() <= 3
        || glued
        || name == "island"
        || places().shared(&name).is_some()
        || part.iter().any(|item| item.word.class.is_some())
    {
        return None;
    }
    // A word of another name follows.
    let ended = after.is_none_or(|after| {
        after.word.class.is_some() || after.word.sets_any() || !after.token.capital
    });
    let tied = before.is_some_and(AddressWord::links);
    let borne = places().is_borne(&name);
    let country = places()
        .country(&name)
        .filter(|_| (own || part.len() > 1) && (tied || !borne))
        .map(|id| (id, Reason::CountryName));
    let region = || {
        places().region(&name).filter(|_| name.len() > 4 && !borne).map(|id| (id, Reason::Region))
    };
    let city = || {
        let city = places().city(&name).filter(|city| {
            city.large && own && ended && !borne && (first.token.capital || after.is_none())
        })?;
        city.country.map(|id| (id, Reason::City))
    };
    let (id, reason) = country.or_else(region).or_else(city)?;
    Some((id, found, reason))
}

/// The city: a known one among the segments that are places, else the last of them before the country, else one in the
/// name of an organisation.
pub(super) fn city_of(
    items: &[AddressWord],
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
    items: &[AddressWord],
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
fn city_state(items: &[AddressWord], segments: &[Segment]) -> Option<(Range<usize>, Reason)> {
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
fn may_be_city(words: &[AddressWord]) -> bool {
    let small = words.iter().all(|item| item.links() || item.word.is(Word::AND));
    !small && !matches!(words, [one] if one.acronym() && one.token.folded.len() <= 4)
}

/// A known city at the end of a street.
fn at_end(items: &[AddressWord], segment: &Segment) -> Option<Range<usize>> {
    let first = segment.words.start.max(segment.words.end.saturating_sub(3));
    (first..segment.words.end).map(|start| start..segment.words.end).find(|words| {
        let part = slice(items, words);
        part.iter().all(|item| !item.word.is(Word::STREET) && item.token.digits == 0)
            && part.first().is_some_and(|item| item.token.capital)
            && city_at(part).is_some()
    })
}

fn city_in(
    items: &[AddressWord],
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
