//! Which organisations a string names.
//!
//! In: a parsed string. Out: [`Named`], best first: the parser's organisations, each with what the registry knows of it,
//! then those that the registry alone knows. Never: clustering.

use super::known::Found;
use super::likely::is_place;
use super::name::is_written;
use super::{Named, Place, Registry, bare};
use crate::affiliations::lexicon::{Class, Word, is_common, word};
use crate::affiliations::places::places;
use crate::affiliations::places::tokens::fold_words;
use crate::affiliations::{Parsed, Part, Reason};
use crate::grouping::institutions::key::{KeyWord, key, key_words};

impl Registry {
    /// The organisations of a string, best first: those of the parser, each with what the registry knows of it, then
    /// those that the registry alone knows.
    pub(in crate::grouping::institutions) fn organizations(
        &self,
        raw: &str,
        parsed: &Parsed,
    ) -> Vec<Named> {
        let words = key_words(raw);
        let places: Vec<Place> = parsed.addresses.iter().map(Place::of).collect();
        let mut found = self.found(raw, &words, parsed, &places);
        let mut out: Vec<Named> = Vec::new();
        let mut weak = true;
        for ((address, of), place) in parsed.addresses.iter().enumerate().zip(&places) {
            for part in &of.organizations {
                let ror = self.organization_of(raw, part, place, &found, &words);
                // A longer or shorter name goes by the registry's own; the name itself stays as written.
                let registered = match ror.and_then(|at| self.get(at)) {
                    Some(one)
                        if !is_written(one, &part.text) && !self.is_older(one, ror, &part.text) =>
                    {
                        Some(bare(&one.name).to_owned())
                    }
                    _ => None,
                };
                if ror.is_some() {
                    found.retain(|found| !overlaps(found, part));
                }
                weak &= ror.is_none() && is_weak(part);
                if ror.is_none() || !out.iter().any(|other| other.ror == ror) {
                    out.push(Named { address, name: part.text.clone(), registered, ror });
                }
            }
        }
        let extra = besides(raw, parsed, &found, &out);
        if weak && !extra.is_empty() {
            return extra;
        }
        out.extend(extra);
        // What the registry knows is surer than what it does not.
        out.sort_by_key(|named| named.ror.is_none());
        out
    }

    /// Which organisation a part is: by its whole name, by a name found in it, by what it begins with, by a slip.
    fn organization_of(
        &self,
        raw: &str,
        part: &Part,
        place: &Place,
        found: &[Found],
        words: &[KeyWord],
    ) -> Option<u32> {
        let best = || found.iter().find(|found| overlaps(found, part) && fills(found, part, words));
        let own = key(&part.text);
        self.whole_name(part, &own, place)
            .or_else(|| best().map(|found| found.organization))
            .or_else(|| Self::part_of_name(raw, part, found, words))
            .or_else(|| self.leading(part, place))
            .or_else(|| self.school(&own, place))
            .or_else(|| self.nearly(&own, place))
    }

    /// A name of the registry at the end of a longer one that no preposition ties to it, or at its beginning, before a part
    /// of it: "Physics Laboratory Quux University", "Quux University Institute of Physics".
    fn part_of_name(raw: &str, part: &Part, found: &[Found], words: &[KeyWord]) -> Option<u32> {
        let inside: Vec<&KeyWord> = words
            .iter()
            .filter(|word| part.span.start <= word.span.start && word.span.end <= part.span.end)
            .collect();
        let (first, last) = (inside.first()?, inside.last()?);
        let whole = |found: &&Found| {
            let in_part = part.span.start <= found.span.start && found.span.end <= part.span.end;
            in_part && !found.generic && found.words > 1
        };
        found.iter().filter(whole).rev().find_map(|found| {
            let before = raw.get(part.span.start..found.span.start)?;
            let tied = before
                .split(|c: char| !c.is_alphanumeric())
                .rfind(|word| !word.is_empty())
                .is_some_and(|before| {
                    let before = word(&fold_words(before));
                    before.is(Word::LINK) || before.is(Word::AND)
                });
            // What stands before it is a thing of its own, and not the first half of its name.
            let mut ahead = inside.iter().filter(|word| word.span.end <= found.span.start);
            let whole = ahead.clone().any(|ahead| word(&ahead.text).class.is_some())
                || ahead.clone().next().is_some()
                    && ahead.clone().all(|ahead| word(&ahead.text).is(Word::FIELD));
            let halved = ahead.next_back().is_some_and(|ahead| {
                let known = word(&ahead.text);
                known.is(Word::MODIFIER) || known.class == Some(Class::University)
            });
            let rest: Vec<&str> = inside
                .iter()
                .filter(|word| word.span.start >= found.span.end)
                .map(|word| word.text.as_str())
                .collect();
            // "… Quux University Mudville Peru": places may follow.
            let ended = found.span.end == last.span.end || are_places(&rest);
            let ends = ended && !tied && whole && !halved;
            let next = inside.iter().find(|word| word.span.start >= found.span.end);
            let begins = found.span.start == first.span.start
                && next.is_some_and(|next| {
                    let after = raw.get(next.span.end..part.span.end).unwrap_or_default();
                    let of = after.split_whitespace().next().is_some_and(|next| next == "of");
                    of && word(&next.text).class.is_some()
                });
            // "Quux University Optics Lab": so may a part of it.
            let parts = found.span.start == first.span.start
                && rest.iter().rfind(|word| !is_place(word)).is_some_and(|text| {
                    matches!(word(text).class, Some(Class::Part | Class::School))
                });
            (ends || begins || parts).then_some(found.organization)
        })
    }
}

/// Whether words are nothing but names of places, one after the other.
fn are_places(words: &[&str]) -> bool {
    let Some(longest) = (1..=words.len().min(3))
        .rev()
        .find(|count| words.get(..*count).is_some_and(|words| is_place(&words.join(" "))))
    else {
        return words.is_empty();
    };
    are_places(words.get(longest..).unwrap_or_default())
}

/// What the registry alone finds in a string, outside the parser's organisations.
fn besides(raw: &str, parsed: &Parsed, found: &[Found], out: &[Named]) -> Vec<Named> {
    let mut extra: Vec<Named> = Vec::new();
    // "Quux University" inside "Quux University Hospital" is not what the string names.
    let inside = |found: &Found| {
        let mut parts = parsed.addresses.iter().flat_map(|address| &address.organizations);
        parts.any(|part| overlaps(found, part))
    };
    let known = |found: &&Found| !found.generic && found.own && !inside(found);
    for found in found.iter().filter(known) {
        let ror = Some(found.organization);
        if !out.iter().chain(&extra).any(|other| other.ror == ror) {
            let name = raw.get(found.span.clone()).unwrap_or_default();
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            extra.push(Named { address: found.address, name, registered: None, ror });
        }
    }
    extra
}

/// Whether a name of the registry and a part have bytes of the string in common.
fn overlaps(found: &Found, part: &Part) -> bool {
    found.span.start < part.span.end && part.span.start < found.span.end
}

/// Whether a name of the registry stands for a part: it holds the part, or what the part has besides it is neither a
/// kind of organisation, nor what tells two of a kind apart, nor a place.
fn fills(found: &Found, part: &Part, words: &[KeyWord]) -> bool {
    let own = words
        .iter()
        .filter(|word| found.span.start <= word.span.start && word.span.end <= found.span.end);
    let named = own.into_iter().any(|own| !is_common(&own.text) && !is_place(&own.text));
    if found.generic || found.words < 2 {
        return false;
    }
    let besides = words.iter().filter(|word| {
        part.span.start <= word.span.start
            && word.span.end <= part.span.end
            && !(found.span.start <= word.span.start && word.span.end <= found.span.end)
    });
    besides.into_iter().all(|other| {
        let known = word(&other.text);
        let told_apart = known.is(Word::FIELD | Word::STREET) && !named;
        known.class.is_none()
            && !known.is(Word::MODIFIER)
            && !told_apart
            && places().city(&other.text).is_none()
    }) && places()
        .city(
            &words
                .iter()
                .filter(|word| word.span.start >= found.span.end && word.span.end <= part.span.end)
                .map(|word| word.text.as_str())
                .collect::<Vec<_>>()
                .join(" "),
        )
        .is_none()
}

/// No name of an organisation, but the best that an address has.
fn is_weak(part: &Part) -> bool {
    match &part.reason {
        Reason::OnlyName => true,
        Reason::Word(head) => word(head).class == Some(Class::Part),
        _ => false,
    }
}
