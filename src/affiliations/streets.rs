//! Streets, boxes and house numbers.
//!
//! In: a segment. Out: the same without the street behind its name, or marked as nothing but a street. Never: a street that
//! holds a word for a kind of organisation, but for "8888 University Drive".

use super::lexicon::{Class, Word};
use super::places::places;
use super::segment::Segment;
use super::trailing_places::longest_tail;
use super::words::{AddressWord, slice};

/// Cuts a street off the end of a name, and marks segments that are nothing else.
pub(super) fn cut_street(items: &[AddressWord], segment: &mut Segment) {
    let words = slice(items, &segment.words);
    let class = words.iter().position(|item| item.word.class.is_some());
    let Some(class) = class.filter(|_| segment.classed || segment.words.is_empty()) else {
        segment.street =
            words.iter().any(|item| item.word.is(Word::STREET) || item.token.digits > 0);
        return;
    };
    if is_house(words) {
        segment.street = true;
        segment.classed = false;
        segment.words.end = segment.words.start;
        return;
    }
    let streets =
        words.iter().enumerate().skip(class + 1).find(|(at, item)| begins_street(words, *at, item));
    let Some((at, _)) = streets else { return };
    let cut = segment.words.start + at;
    let last_class = words.iter().rposition(|item| item.word.class.is_some()).unwrap_or_default();
    if last_class > at {
        return;
    }
    // What follows the last number may be the city.
    let number =
        words.iter().rposition(|item| item.token.digits > 0).map(|at| segment.words.start + at + 1);
    if let Some(start) = number.filter(|start| *start < segment.words.end && segment.city.is_none())
    {
        let tail = start..segment.words.end;
        let name = longest_tail(items, &tail, |ends| ends.city, |name, _| places().city(name));
        segment.city = name.map(|(_, found)| found);
    }
    segment.words.end = cut;
}

/// "8888 University Drive", "12 boul. de l'Université", "University Road": a word of streets with a number before it, or behind
/// nothing but words for a kind.
fn is_house(words: &[AddressWord]) -> bool {
    let street = |item: &AddressWord| {
        item.word.is(Word::STREET) && item.word.class.is_none() && item.token.folded.len() > 3
            || matches!(
                item.token.folded.as_str(),
                "way" | "rd" | "dr" | "ave" | "av" | "blvd" | "ln" | "pl"
            )
    };
    let classes = words.iter().filter(|item| item.word.class.is_some()).count();
    let class = words.iter().position(|item| item.word.class.is_some()).unwrap_or_default();
    let behind = words.get(class + 1..).unwrap_or_default();
    let ends = behind.last().is_some_and(|last| matches!(last.token.folded.as_str(), "st" | "str"));
    let named = behind.iter().any(street) || ends;
    // "60 University", "12 University Avenue West", "12 boulevard de l'Hôpital"
    if words.first().is_some_and(AddressWord::is_number) && classes == 1 {
        let first = words.iter().find(|item| item.token.digits == 0);
        let lead = first.is_some_and(|item| {
            street(item) || matches!(item.token.folded.as_str(), "boul" | "rue" | "via" | "calle")
        });
        return named || words.len() == 2 || lead && behind.is_empty();
    }
    // "boulevard de l'Université"
    let led = classes == 1
        && class > 1
        && behind.is_empty()
        && words.first().is_some_and(street)
        && words.get(1).is_some_and(AddressWord::links);
    let counts = |item: &AddressWord| item.token.digits > 0 || item.token.folded == "no";
    let bare = |item: &AddressWord| {
        item.word.class.is_some() || item.word.is(Word::MODIFIER) || street(item) || counts(item)
    };
    let last = words.iter().rev().find(|item| !counts(item)).is_some_and(street);
    let kind = words.first().is_some_and(|item| {
        matches!(
            item.word.class,
            Some(
                Class::University
                    | Class::College
                    | Class::Hospital
                    | Class::School
                    | Class::Institute
            )
        )
    });
    let campus = words.iter().any(|item| item.token.folded == "campus");
    led || kind && words.len() <= 5 && last && !campus && words.iter().all(bare)
}

/// Words that a street's name begins with.
const STREET_LEADS: &[&str] = &[
    "via", "rue", "calle", "av", "avenida", "rua", "am", "viale", "ul", "carrer", "corso",
    "piazza", "jalan", "jl",
];

/// A number with a street word near it, a long number, or a box.
fn begins_street(words: &[AddressWord], at: usize, item: &AddressWord) -> bool {
    let rest = words.get(at + 1..).unwrap_or_default();
    let near = rest.iter().take(5).any(|next| next.word.is(Word::STREET));
    let boxed = matches!(
        item.token.folded.as_str(),
        "po" | "p" | "pob" | "box" | "postfach" | "apartado" | "bp" | "postbus"
    ) && item.token.upper | item.token.capital
        && (rest.first().is_some_and(|next| matches!(next.token.folded.as_str(), "box" | "o"))
            || rest.first().is_some_and(|next| next.token.digits > 0));
    let number = item.is_number()
        && (near
            || item.token.digits >= 3
            || rest.len() >= 2 && !rest.iter().any(AddressWord::links));
    let named = item.word.is(Word::STREET)
        && item.word.class.is_none()
        && item.token.folded.len() > 4
        && rest.first().is_some_and(|next| next.token.digits > 0);
    let led = STREET_LEADS.contains(&item.token.folded.as_str())
        && item.token.capital
        && rest.iter().take(5).any(|next| next.token.digits > 0);
    boxed || number || named || led || at > 1 && is_named_street(item, rest)
}

/// "… North Terrace", "… Wiedner Hauptstrasse 8": a street without a number before it, at the end.
fn is_named_street(item: &AddressWord, rest: &[AddressWord]) -> bool {
    let street = |item: &AddressWord| {
        matches!(
            item.token.folded.as_str(),
            "street"
                | "road"
                | "avenue"
                | "square"
                | "terrace"
                | "drive"
                | "lane"
                | "boulevard"
                | "strasse"
                | "hauptstrasse"
                | "parkway"
                | "highway"
                | "str"
                | "blvd"
                | "rd"
        )
    };
    item.token.capital
        && item.word.class.is_none()
        && !item.links()
        && rest.first().is_some_and(street)
        && rest.iter().skip(1).all(|item| item.token.digits > 0)
}
