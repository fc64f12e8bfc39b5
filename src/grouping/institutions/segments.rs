//! The segments of an address, and the places at their ends.
//!
//! In: the words of one address. Out: [`Segment`]s: where each stands, and the country, state, city and postal code that
//! were peeled off its end. Never: organisations.

use super::items::{CUTS, Item, folded};
use super::lexicon::{Class, Word};
use crate::grouping::places::tokens::Marks;
use crate::grouping::places::{CountryId, places};
use std::ops::Range;

/// A segment of an address: places of words.
#[derive(Clone, Debug, Default)]
pub(super) struct Segment {
    /// What is left when the places are peeled off.
    pub(super) words: Range<usize>,
    /// A country's name, and where it stands.
    pub(super) country: Option<(CountryId, Range<usize>)>,
    /// A state or province, its country, and where it stands.
    pub(super) region: Option<(CountryId, Range<usize>)>,
    /// A postal code.
    pub(super) postal: Option<Range<usize>>,
    /// A city peeled off the end of a name.
    pub(super) city: Option<Range<usize>>,
    /// A street, a box or a number, and no name.
    pub(super) street: bool,
    /// In brackets.
    pub(super) aside: bool,
    /// Holds a word for a kind of organisation.
    pub(super) classed: bool,
}

/// Cuts an address at its commas, brackets, dashes and sentences, and peels places off the segments' ends.
pub(super) fn segments(items: &[Item]) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let cut = item.token.before.has(CUTS) || ends_sentence(items, at);
        match segments.last_mut() {
            Some(last) if !cut => last.words.end = at + 1,
            _ => segments.push(Segment { words: at..at + 1, aside: item.aside, ..Segment::default() }),
        }
    }
    join_lists(items, &mut segments);
    join_torn(items, &mut segments);
    let alone = segments.len() == 1;
    let mut named = false;
    let mut place = true;
    for at in (0..segments.len()).rev() {
        let near_end = at + 3 > segments.len() || place;
        let Some(segment) = segments.get_mut(at) else { continue };
        segment.classed = slice(items, &segment.words).iter().any(|item| item.word.class.is_some());
        if near_end || segment.words.len() <= 4 || segment.aside {
            peel(items, segment, alone, named, at);
        }
        cut_street(items, segment);
        named |= segment.country.is_some();
        place &= !segment.classed;
    }
    segments
}

/// The words of a range.
pub(super) fn slice<'i>(items: &'i [Item], range: &Range<usize>) -> &'i [Item] {
    items.get(range.clone()).unwrap_or_default()
}

/// A full stop divides where it ends a word of five letters or more and a capital follows: abbreviations are shorter,
/// or end in a consonant before a vowel's place.
fn ends_sentence(items: &[Item], at: usize) -> bool {
    const ABBREVIATIONS: &[&str] = &[
        "technol", "pharm", "pharmacol", "physiol", "electr", "biochem", "neurol", "psychol", "comput", "engin", "environ",
        "agric", "molec", "genet", "microbiol", "telecommun", "commun", "manag", "medic", "sciences", "theor", "exper",
        "mater", "metall", "polytech", "hosps", "univer", "instit", "depart", "electron", "inform", "biotechnol", "polym",
    ];
    let (Some(item), Some(before)) = (items.get(at), at.checked_sub(1).and_then(|at| items.get(at))) else {
        return false;
    };
    let word = before.token.folded.as_str();
    item.token.before.has(Marks::STOP)
        && item.token.capital
        && (word.len() >= 5 && before.token.digits == 0 || before.token.digits >= 4)
        && !item.token.before.has(Marks::GLUED)
        && !ABBREVIATIONS.contains(&word)
}

/// "Ministry of Land, Infrastructure and Transport": a list of fields after an organisation's "of" is one name.
fn join_lists(items: &[Item], segments: &mut Vec<Segment>) {
    let mut at = 0;
    while at + 1 < segments.len() {
        let opens = segments.get(at).is_some_and(|segment| opens_list(slice(items, &segment.words)));
        let end = (at + 1..segments.len().min(at + 5)).find(|end| {
            let Some(segment) = segments.get(*end) else { return false };
            let words = slice(items, &segment.words);
            words.iter().any(|item| item.word.is(Word::AND)) && words.last().is_some_and(|last| !last.word.is(Word::AND))
        });
        let whole = end.filter(|end| {
            opens
                && segments.get(at + 1..=*end).unwrap_or_default().iter().all(|segment| {
                    let words = slice(items, &segment.words);
                    !segment.aside
                        && words.len() <= 5
                        && words.iter().all(|item| {
                            item.word.class.is_none() && item.token.digits == 0 && !item.token.upper
                        })
                        && words.iter().any(|item| item.word.is(Word::FIELD))
                })
        });
        if let Some(end) = whole {
            let last = segments.get(end).map_or(0, |segment| segment.words.end);
            if let Some(segment) = segments.get_mut(at) {
                segment.words.end = last;
            }
            segments.drain(at + 1..=end);
        }
        at += 1;
    }
}

/// "Quux Pharma, Inc." and "Quux, University of Technology": a comma inside one name.
fn join_torn(items: &[Item], segments: &mut Vec<Segment>) {
    let mut at = 1;
    while at < segments.len() {
        let torn = match segments.get(at - 1..=at) {
            Some([before, own]) if !before.aside && !own.aside => {
                let (before, own) = (slice(items, &before.words), slice(items, &own.words));
                let legal = own.len() <= 2 && own.iter().all(|item| item.word.class == Some(Class::Company) || item.token.folded == "co");
                let short = before.len() <= 2 && before.iter().all(|item| item.token.capital && item.word.class.is_none() && item.token.digits == 0 && !item.token.upper);
                let kind = own.first().is_some_and(|item| matches!(item.word.class, Some(Class::University)))
                    && own.len() > 1 && own.get(1).is_some_and(Item::links) && nameless(own);
                legal || kind && short && at == 1
            }
            _ => false,
        };
        if torn {
            let end = segments.get(at).map_or(0, |segment| segment.words.end);
            if let Some(before) = segments.get_mut(at - 1) {
                before.words.end = end;
            }
            segments.remove(at);
        } else {
            at += 1;
        }
    }
}

fn opens_list(words: &[Item]) -> bool {
    let head = words.iter().position(|item| item.word.class.is_some());
    let link = words.iter().position(Item::links);
    let ended = words.last().is_some_and(|last| last.word.is(Word::FIELD) || last.token.capital && words.len() <= 3);
    matches!((head, link), (Some(head), Some(link)) if head < link) && ended
}

/// Takes countries, states and postal codes off the ends of a segment.
fn peel(items: &[Item], segment: &mut Segment, alone: bool, named: bool, at: usize) {
    loop {
        let before = segment.words.clone();
        peel_postal(items, segment);
        if segment.country.is_none() && segment.region.is_none() && !(named && segment.classed) {
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
    if segment.classed && (peeled || named || at > 0) {
        peel_city(items, segment, peeled);
    }
}

fn peel_postal(items: &[Item], segment: &mut Segment) {
    let words = slice(items, &segment.words);
    let mut end = segment.words.end;
    for (back, item) in words.iter().enumerate().rev() {
        let follows = segment.words.start + back + 1 < end || end < segment.words.end;
        let glued = items.get(end).is_some_and(|next| next.token.before.has(Marks::GLUED) && end < segment.words.end);
        let own = item.token.digits > 0 && item.token.upper | item.is_number() && item.token.folded.len() <= 10;
        let long = item.token.digits >= 3 || item.token.upper || end < segment.words.end || !segment.classed;
        let letters = item.token.upper && item.token.digits == 0 && item.token.folded.len() <= 3 && end < segment.words.end && (glued || item.token.folded.len() <= 2 && !segment.classed && !is_region_code(item));
        if !(own && long || letters) || back == 0 && segment.classed && !follows && end == segment.words.end {
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
        let code = item.token.digits > 0 && (item.token.upper || item.is_number()) && item.token.folded.len() <= 8;
        let letters = item.token.upper && item.token.folded.len() <= 2 && item.token.digits == 0 && !is_region_code(item);
        if !(code || letters && (digits > 2 || items.get(start + 1).is_some_and(|next| next.token.digits > 2))) {
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

fn is_region_code(item: &Item) -> bool {
    places().region_by_code(&item.token.folded.to_uppercase()).is_some()
}

fn peel_country(items: &[Item], segment: &mut Segment, alone: bool) {
    let words = segment.words.clone();
    let Some((country, found)) = longest_tail(items, &words, 6, |name, items| {
        let short = name.len() <= 3 && !items.iter().all(|item| item.token.upper);
        places().country(name).filter(|_| !short && items.iter().any(|item| item.token.capital))
    }) else {
        return;
    };
    // "Wales" of "New South Wales".
    let wider = longest_tail(items, &words, 4, |name, _| places().region(name));
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
    if !segment.classed && !alone && words.start == 0 && !head.is_empty() || alone && !segment.classed && !head.is_empty() && nameless(head) {
        return;
    }
    if head.is_empty() || !segment.classed || trailing && !nameless(head) || !nameless(head) && !(leading && head.len() <= 2) && !(alone && head.len() <= 2 && !trailing) {
        segment.words.end = found.start;
    }
}

fn peel_region(items: &[Item], segment: &mut Segment) {
    let words = segment.words.clone();
    let Some((country, found)) = longest_tail(items, &words, 4, |name, items| {
        let code = match items {
            [one] if one.token.upper && (2..=3).contains(&name.len()) => places().region_by_code(&name.to_uppercase()),
            _ => None,
        };
        code.or_else(|| places().region(name).filter(|_| name.len() > 2 && items.iter().any(|item| item.token.capital)))
    }) else {
        return;
    };
    let head = slice(items, &(words.start..found.start));
    let code = found.len() == 1 && items.get(found.start).is_some_and(|item| item.token.upper && item.token.folded.len() <= 3);
    let placed = segment.country.is_some() || segment.postal.is_some();
    if !head.is_empty() && (!may_end(items, found.start, segment.classed) || segment.classed && !code && (!placed || nameless(head))) {
        return;
    }
    // "University of X, NY" but not "Institute NE".
    if code && segment.classed && !placed && head.last().is_some_and(|last| last.word.class.is_some()) && head.len() < 3 {
        return;
    }
    segment.region = Some((country, found.clone()));
    if !code && !segment.classed && !head.is_empty() && (nameless(head) || words.start == 0 && words.end < items.len()) {
        return;
    }
    segment.words.end = found.start;
}

/// A known city at the end of a name that is whole without it.
fn peel_city(items: &[Item], segment: &mut Segment, peeled: bool) {
    let words = segment.words.clone();
    if words.len() < 3 {
        return;
    }
    let Some((city, found)) = longest_tail(items, &words, 4, |name, items| {
        places().city(name).filter(|_| name.len() > 2 && items.iter().all(|item| item.token.capital || item.links()))
    }) else {
        return;
    };
    let head = slice(items, &(words.start..found.start));
    let whole = head.iter().any(|item| item.word.class.is_some_and(|class| class != Class::Part)) && !nameless(head);
    let repeated = head.iter().any(|item| items.get(found.start).is_some_and(|city| city.token.folded == item.token.folded));
    let tail = slice(items, &found);
    let classed = tail.iter().any(|item| item.word.class.is_some());
    if !whole || classed || !may_end(items, found.start, true) || !(peeled || city.large && repeated) {
        return;
    }
    segment.city = Some(found.clone());
    segment.words.end = found.start;
}

/// A name of nothing but kinds and modifiers: "Technical University", "University Hospital".
pub(super) fn nameless(head: &[Item]) -> bool {
    head.iter().all(|item| {
        item.word.class.is_some() || item.word.is(Word::MODIFIER) || item.word.is(Word::FIELD) && head.len() <= 3 || item.links() || item.is_number()
    }) && !head.iter().any(|item| item.word.is(Word::NATIONAL))
}

/// Of the words at the end the longest run that `known` knows.
fn longest_tail<T>(
    items: &[Item],
    words: &Range<usize>,
    most: usize,
    known: impl Fn(&str, &[Item]) -> Option<T>,
) -> Option<(T, Range<usize>)> {
    let first = words.start.max(words.end.saturating_sub(most));
    (first..words.end).find_map(|start| {
        let found = start..words.end;
        let part = slice(items, &found);
        known(&folded(part), part).map(|value| (value, found))
    })
}

/// A place after "of" belongs to the name: "Bank of England".
fn may_end(items: &[Item], at: usize, classed: bool) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|at| items.get(at)) else { return true };
    let glued = items.get(at).is_some_and(|item| item.token.before.has(Marks::GLUED));
    !(before.word.is(Word::LINK) || before.word.is(Word::AND)) && !(glued && classed)
}

/// Cuts a street off the end of a name, and marks segments that are nothing else.
fn cut_street(items: &[Item], segment: &mut Segment) {
    let words = slice(items, &segment.words);
    let class = words.iter().position(|item| item.word.class.is_some());
    let Some(class) = class else {
        segment.street = words.iter().any(|item| item.word.is(Word::STREET) || item.token.digits > 0);
        return;
    };
    let streets = words.iter().enumerate().skip(class + 1).find(|(at, item)| begins_street(words, *at, item));
    let Some((at, _)) = streets else { return };
    let cut = segment.words.start + at;
    let last_class = words.iter().rposition(|item| item.word.class.is_some()).unwrap_or_default();
    if last_class > at {
        return;
    }
    // What follows the last number may be the city.
    let number = words.iter().rposition(|item| item.token.digits > 0).map(|at| segment.words.start + at + 1);
    if let Some(start) = number.filter(|start| *start < segment.words.end && segment.city.is_none()) {
        let tail = start..segment.words.end;
        let name = longest_tail(items, &tail, 4, |name, _| places().city(name));
        segment.city = name.map(|(_, found)| found);
    }
    segment.words.end = cut;
}

/// A number with a street word near it, a long number, or a box.
fn begins_street(words: &[Item], at: usize, item: &Item) -> bool {
    let rest = words.get(at + 1..).unwrap_or_default();
    let near = rest.iter().take(5).any(|next| next.word.is(Word::STREET));
    let boxed = matches!(item.token.folded.as_str(), "po" | "p" | "pob" | "box" | "postfach" | "apartado" | "bp" | "postbus") && item.token.upper | item.token.capital
        && (rest.first().is_some_and(|next| matches!(next.token.folded.as_str(), "box" | "o")) || rest.first().is_some_and(|next| next.token.digits > 0));
    let number = item.is_number() && (near || item.token.digits >= 3 || rest.len() >= 2 && !rest.iter().any(|next| next.links()));
    let named = item.word.is(Word::STREET) && item.word.class.is_none() && item.token.folded.len() > 4 && rest.first().is_some_and(|next| next.token.digits > 0);
    const LEADS: &[&str] = &["via", "rue", "calle", "av", "avenida", "rua", "am", "viale", "ul", "carrer", "corso", "piazza", "jalan", "jl"];
    let led = LEADS.contains(&item.token.folded.as_str()) && item.token.capital && rest.iter().take(5).any(|next| next.token.digits > 0);
    boxed || number || named || led
}
