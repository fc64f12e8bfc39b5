//! The places at the end of a segment: postal code, country, state, city.
//!
//! In: a segment. Out: the same with shorter words and what was taken off. Never: a place that a preposition or a hyphen
//! ties to the name.

use super::lexicon::{Class, Word, has_campuses};
use super::places::tokens::Marks;
use super::places::{Ends, places};
use super::segment::{After, Segment};
use super::words::{AddressWord, folded, nameless, slice};
use std::ops::Range;

/// Takes countries, states and postal codes off the ends of a segment.
pub(super) fn peel(
    items: &[AddressWord],
    segment: &mut Segment,
    alone: bool,
    after: After,
    at: usize,
) {
    loop {
        let before = segment.words.clone();
        peel_postal(items, segment);
        if segment.country.is_none()
            && segment.region.is_none()
            && !(after.named && segment.classed)
        {
            peel_country(items, segment, alone);
        }
        if segment.region.is_none() {
            peel_region(items, segment);
        }
        if segment.words == before || segment.words.is_empty() {
            break;
        }
    }
    let peeled = segment.country.is_some() || segment.region.is_some() || segment.postal.is_some();
    if segment.classed && (peeled || after.named || after.no_city || at > 0) {
        peel_city(items, segment, peeled, after);
    }
}

fn peel_postal(items: &[AddressWord], segment: &mut Segment) {
    let words = slice(items, &segment.words);
    let mut end = segment.words.end;
    for (back, item) in words.iter().enumerate().rev() {
        let follows = segment.words.start + back + 1 < end || end < segment.words.end;
        let glued = items
            .get(end)
            .is_some_and(|next| next.token.before.has(Marks::GLUED) && end < segment.words.end);
        let own = item.token.digits > 0
            && item.token.upper | item.is_number()
            && item.token.folded.len() <= 10;
        let long = item.token.digits >= 3
            || item.token.upper
            || end < segment.words.end
            || !segment.classed;
        let letters = item.token.upper
            && item.token.digits == 0
            && item.token.folded.len() <= 3
            && end < segment.words.end
            && (glued || item.token.folded.len() <= 2 && !segment.classed && !is_region_code(item));
        if !(own && long || letters)
            || back == 0 && segment.classed && !follows && end == segment.words.end
        {
            break;
        }
        end = segment.words.start + back;
    }
    if end < segment.words.end {
        let found = end..segment.words.end;
        segment.words.end = end;
        segment.postal.get_or_insert(found);
    }
    if segment.classed {
        return;
    }
    let words = slice(items, &segment.words);
    let mut start = segment.words.start;
    let mut digits = 0;
    for item in words {
        let code = item.token.digits > 0
            && (item.token.upper || item.is_number())
            && item.token.folded.len() <= 8;
        let letters = item.token.upper
            && item.token.folded.len() <= 2
            && item.token.digits == 0
            && !is_region_code(item);
        if !(code
            || letters
                && (digits > 2 || items.get(start + 1).is_some_and(|next| next.token.digits > 2)))
        {
            break;
        }
        digits += item.token.digits;
        start += 1;
    }
    if digits > 2 && start <= segment.words.end {
        let found = segment.words.start..start;
        segment.words.start = start;
        segment.postal.get_or_insert(found);
    }
}

fn is_region_code(item: &AddressWord) -> bool {
    places().region_by_code(&item.token.folded.to_uppercase()).is_some()
}

fn peel_country(items: &[AddressWord], segment: &mut Segment, alone: bool) {
    let words = segment.words.clone();
    let Some((country, found)) = longest_tail(
        items,
        &words,
        |ends| ends.country,
        |name, items| {
            // "Long Island" is not Iceland.
            if name == "island" && words.len() > 1 {
                return None;
            }
            let short = name.len() <= 3 && !items.iter().all(|item| item.token.upper);
            places().country(name).filter(|_| !short && items.iter().any(|item| item.token.capital))
        },
    ) else {
        return;
    };
    // "Wales" of "New South Wales".
    let wider = longest_tail(items, &words, |ends| ends.region, |name, _| places().region(name));
    if wider.is_some_and(|(_, wider)| wider.start < found.start) {
        return;
    }
    let head = slice(items, &(words.start..found.start));
    if !head.is_empty() && !may_end(items, found.start, segment.classed) {
        // The name keeps the country's name, which still says where it lies.
        if alone || segment.classed && head.iter().any(|item| item.word.class.is_some()) {
            segment.country = Some((country, found));
        }
        return;
    }
    let trailing = head.last().is_some_and(|last| last.word.class.is_some());
    let leading = head.iter().any(|item| item.word.leads);
    segment.country = Some((country, found.clone()));
    // The first segment without a word for its kind is a name: "Quux Energy Canada, Calgary".
    if !segment.classed && !alone && words.start == 0 && !head.is_empty()
        || alone && !segment.classed && !head.is_empty() && nameless(head)
    {
        return;
    }
    if head.is_empty()
        || !segment.classed
        || trailing && !nameless(head)
        || !(nameless(head) || leading && head.len() <= 2 || alone && head.len() <= 2 && !trailing)
    {
        segment.words.end = found.start;
    }
}

fn peel_region(items: &[AddressWord], segment: &mut Segment) {
    let words = segment.words.clone();
    let Some((country, found)) = longest_tail(
        items,
        &words,
        |ends| ends.region.max(1),
        |name, items| {
            let code = match items {
                [one] if one.token.upper && (2..=3).contains(&name.len()) => {
                    places().region_by_code(&name.to_uppercase())
                }
                _ => None,
            };
            code.or_else(|| {
                places()
                    .region(name)
                    .filter(|_| name.len() > 2 && items.iter().any(|item| item.token.capital))
            })
        },
    ) else {
        return;
    };
    let head = slice(items, &(words.start..found.start));
    let code = found.len() == 1
        && items
            .get(found.start)
            .is_some_and(|item| item.token.upper && item.token.folded.len() <= 3);
    let placed = segment.country.is_some() || segment.postal.is_some();
    if !head.is_empty()
        && (!may_end(items, found.start, segment.classed)
            || segment.classed && !code && (!placed || nameless(head)))
    {
        return;
    }
    // "University of X, NY" but not "Institute NE".
    if code
        && segment.classed
        && !placed
        && head.last().is_some_and(|last| last.word.class.is_some())
        && head.len() < 3
    {
        return;
    }
    segment.region = Some((country, found.clone()));
    if !code
        && !segment.classed
        && !head.is_empty()
        && (nameless(head) || words.start == 0 && words.end < items.len())
    {
        return;
    }
    segment.words.end = found.start;
}

/// A known city at the end of a name that is whole without it.
fn peel_city(items: &[AddressWord], segment: &mut Segment, peeled: bool, after: After) {
    let words = segment.words.clone();
    if words.len() < 3 {
        return;
    }
    let Some((city, found)) = longest_tail(
        items,
        &words,
        |ends| ends.city,
        |name, items| {
            places().city(name).filter(|_| {
                name.len() > 2 && items.iter().all(|item| item.token.capital || item.links())
            })
        },
    ) else {
        return;
    };
    let head = slice(items, &(words.start..found.start));
    let whole = head.iter().any(|item| item.word.class.is_some_and(|class| class != Class::Part))
        && !nameless(head);
    let repeated = head.iter().any(|item| {
        items.get(found.start).is_some_and(|city| city.token.folded == item.token.folded)
    });
    let tail = slice(items, &found);
    let classed = tail.iter().any(|item| item.word.class.is_some());
    let here = city.country.is_none() || after.home.is_none() || city.country == after.home;
    let outside = here && after.no_city && is_whole_without_place(head);
    if !whole
        || classed
        || !may_end(items, found.start, true)
        || !(peeled || city.large && repeated || outside)
    {
        return;
    }
    segment.city = Some(found.clone());
    segment.words.end = found.start;
}

/// Whether a city behind a name says where it lies: not of "Trinity College", "Helmholtz Centre", "Technical University",
/// nor of a German compound, which the city tells apart from others.
fn is_whole_without_place(head: &[AddressWord]) -> bool {
    let kind = head.iter().rev().find_map(|item| Some((item.word.class?, &item.token.folded)));
    let fits = kind.is_some_and(|(class, word)| {
        matches!(
            class,
            Class::University | Class::Hospital | Class::Institute | Class::Company | Class::Body
        ) && !word.ends_with("universitat")
    });
    let named = head.iter().any(|item| {
        item.token.capital
            && item.word.class.is_none()
            && !item.links()
            && !item.word.is(Word::AND)
            && !item.word.is(Word::FIELD)
            && !item.word.is(Word::MODIFIER)
            && places().country_by_nation(&item.token.folded).is_none()
    });
    fits && named
        && !head.iter().any(|item| item.word.is(Word::NATIONAL))
        && !has_campuses(&folded(head))
}

/// Of the words at the end the longest run that `known` knows, which has no more words than `most` says.
pub(super) fn longest_tail<T>(
    items: &[AddressWord],
    words: &Range<usize>,
    most: impl Fn(Ends) -> u8,
    known: impl Fn(&str, &[AddressWord]) -> Option<T>,
) -> Option<(T, Range<usize>)> {
    let last = words.end.checked_sub(1).and_then(|at| items.get(at))?;
    let first = words.start.max(words.end.saturating_sub(usize::from(most(last.ends))));
    (first..words.end).find_map(|start| {
        let found = start..words.end;
        let part = slice(items, &found);
        known(&folded(part), part).map(|value| (value, found))
    })
}

/// A place after "of" belongs to the name: "Bank of England".
fn may_end(items: &[AddressWord], at: usize, classed: bool) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|at| items.get(at)) else { return true };
    let glued = items.get(at).is_some_and(|item| item.token.before.has(Marks::GLUED));
    (before.token.before.has(Marks::GLUED)
        || !(before.word.is(Word::LINK) || before.word.is(Word::AND)))
        && !(glued && classed)
}
