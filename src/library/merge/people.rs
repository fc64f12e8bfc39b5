//! Authors, investigators and editors, with their affiliations.
//!
//! People and affiliations hang together by number, so one source gives the lists: the one with more authors, then with
//! more ties to affiliations. The same person in another source fills what is missing: full given names, ORCID,
//! affiliations. In: the records at merge. Out: the four keys set. Whom or what the chosen lists do not have is noted as
//! a difference. Never: one person made of two.

use super::values::own_letters;
use super::{Merging, TABLE};
use crate::library::alike::{letters, same_family};
use crate::record::{Person, Record};
use crate::text::number::thousands;
use std::cmp::Reverse;

/// The lists of people of a record.
type List = fn(&mut Record) -> &mut Vec<Person>;

const LISTS: [(&str, List); 3] = [
    ("authors", |r| &mut r.authors),
    ("investigators", |r| &mut r.investigators),
    ("editors", |r| &mut r.editors),
];

/// Merges all of them; the rows of the other keys are noted here as well.
pub(super) fn people(m: &mut Merging) {
    let weight = |record: &Record| {
        let ties = record.authors.iter().map(|author| author.affiliations.len()).sum::<usize>();
        (
            record.authors.len(),
            record.investigators.len(),
            record.editors.len(),
            ties,
            record.affiliations.len(),
        )
    };
    let base = m.from.iter().enumerate().max_by_key(|(at, record)| (weight(record), Reverse(*at)));
    let Some(base) = base.map(|(at, _)| at) else { return };
    let row = m.row;
    if let Some(record) = m.from.get_mut(base) {
        let affiliations = std::mem::take(&mut record.affiliations);
        let lists = LISTS.map(|(_, of)| std::mem::take(of(record)));
        note(m, "affiliations", base, !affiliations.is_empty());
        m.into.affiliations = affiliations;
        for ((key, of), list) in LISTS.into_iter().zip(lists) {
            note(m, key, base, !list.is_empty());
            *of(&mut m.into) = list;
        }
    }
    for at in (0..m.from.len()).filter(|at| *at != base) {
        let mut other = m.from.get_mut(at).map(take_people).unwrap_or_default();
        for (key, of) in LISTS {
            let theirs = std::mem::take(of(&mut other));
            merge_list(m, key, of, theirs, &other.affiliations, (at, base));
        }
        merge_affiliations(m, other.affiliations, (at, base));
    }
    m.row = row;
}

fn take_people(record: &mut Record) -> Record {
    Record {
        affiliations: std::mem::take(&mut record.affiliations),
        authors: std::mem::take(&mut record.authors),
        investigators: std::mem::take(&mut record.investigators),
        editors: std::mem::take(&mut record.editors),
        ..Record::default()
    }
}

/// Turns to the row of a key, and notes that a source gave something to it.
fn note(m: &mut Merging, key: &str, source: usize, gave: bool) {
    m.row = TABLE.iter().position(|row| row.key == key).unwrap_or(m.row);
    if gave {
        m.give(source);
    }
}

fn merge_list(
    m: &mut Merging,
    key: &str,
    of: List,
    theirs: Vec<Person>,
    places: &[String],
    (at, base): (usize, usize),
) {
    if theirs.is_empty() {
        return;
    }
    note(m, key, at, false);
    let mut ours = std::mem::take(of(&mut m.into));
    if ours.is_empty() {
        // This list was in one source alone; its affiliations come along by text.
        let mut added = theirs;
        for person in &mut added {
            let numbers = std::mem::take(&mut person.affiliations);
            person.affiliations = placed(&mut m.into.affiliations, &numbers, places);
        }
        *of(&mut m.into) = added;
        return note(m, key, at, true);
    }
    let homes = align(&ours, &theirs);
    let kept = ours.len();
    let mut lost: Vec<String> = Vec::new();
    let mut gave = false;
    for (person, home) in theirs.into_iter().zip(homes) {
        let Some(known) = home.and_then(|home| ours.get_mut(home)) else {
            lost.push(told(&person));
            continue;
        };
        if known.affiliations.is_empty() && !person.affiliations.is_empty() {
            known.affiliations = placed(&mut m.into.affiliations, &person.affiliations, places);
            gave = true;
        }
        let (more, left) = fill(known, person);
        gave |= more;
        lost.extend(left);
    }
    *of(&mut m.into) = ours;
    if gave {
        m.give(at);
    }
    if !lost.is_empty() {
        m.differs(at, base, format!("the list of {}", thousands(kept)), lost.join(", "));
    }
}

/// The numbers in `all` of some affiliations of another record; a new one is added.
fn placed(all: &mut Vec<String>, numbers: &[usize], texts: &[String]) -> Vec<usize> {
    let mut places = Vec::with_capacity(numbers.len());
    for text in numbers.iter().filter_map(|number| texts.get(*number)) {
        let folded = letters(text);
        let place = all.iter().position(|known| known == text || letters(known) == folded);
        let place = place.unwrap_or_else(|| {
            all.push(text.clone());
            all.len() - 1
        });
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

/// For each of their people the place of the same person among ours: by position where the lists run in step, else by
/// name, each of ours once.
fn align(ours: &[Person], theirs: &[Person]) -> Vec<Option<usize>> {
    if ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(a, b)| is_same(a, b)) {
        return (0..ours.len()).map(Some).collect();
    }
    let mut taken = vec![false; ours.len()];
    let mut next = 0;
    theirs
        .iter()
        .map(|person| {
            // Lists keep their order nearly always: the search goes on where the last one was found.
            let places = (next..ours.len()).chain(0..next);
            let home = places.into_iter().find(|at| {
                taken.get(*at) == Some(&false)
                    && ours.get(*at).is_some_and(|known| is_same(known, person))
            })?;
            if let Some(slot) = taken.get_mut(home) {
                *slot = true;
            }
            next = home + 1;
            Some(home)
        })
        .collect()
}

/// Whether two entries can be one person: the family name, and initials that do not differ; or one group.
fn is_same(a: &Person, b: &Person) -> bool {
    if a == b {
        return true;
    }
    let name = |p: &Person| p.family.as_deref().or(p.collective.as_deref()).map(letters);
    let (Some(one), Some(two)) = (name(a), name(b)) else { return false };
    let first = |p: &Person| {
        let given = p.initials.as_deref().or(p.given.as_deref())?;
        letters(given).chars().next()
    };
    same_family(&one, &two) && (first(a).is_none() || first(b).is_none() || first(a) == first(b))
}

/// Gives one person what another entry of the same has more. Says whether that was something, and what of the other is
/// neither taken nor the same.
fn fill(known: &mut Person, other: Person) -> (bool, Option<String>) {
    let before = known.clone();
    let shown = told(&other);
    let mut left = false;
    spelling(&mut known.family, other.family, &mut left);
    spelling(&mut known.collective, other.collective, &mut left);
    match (&mut known.given, other.given) {
        (Some(ours), Some(theirs)) if is_fuller(ours, &theirs) => *ours = theirs,
        (Some(ours), Some(theirs)) => {
            left |= !is_fuller(&theirs, ours) && letters(ours) != letters(&theirs);
        }
        (ours @ None, theirs) => *ours = theirs,
        (Some(_), None) => {}
    }
    match (&mut known.initials, other.initials) {
        (Some(ours), Some(theirs)) if letters(&theirs).starts_with(&letters(ours)) => {
            if letters(&theirs).len() > letters(ours).len() {
                *ours = theirs;
            }
        }
        (Some(ours), Some(theirs)) => left |= !letters(ours).starts_with(&letters(&theirs)),
        (ours @ None, theirs) => *ours = theirs,
        (Some(_), None) => {}
    }
    spelling(&mut known.suffix, other.suffix, &mut left);
    match (&known.orcid, other.orcid) {
        (None, theirs) => known.orcid = theirs,
        (Some(ours), Some(theirs)) => left |= *ours != theirs,
        (Some(_), None) => {}
    }
    known.equal |= other.equal;
    (*known != before, left.then_some(shown))
}

/// All that an entry says of a person, for a message.
fn told(person: &Person) -> String {
    let orcid = person.orcid.as_ref().map(ToString::to_string);
    let parts = [
        &person.collective,
        &person.family,
        &person.given,
        &person.initials,
        &person.suffix,
        &orcid,
    ];
    parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// Fills a missing name, or takes the spelling with its own letters. A name that says something else is left.
fn spelling(known: &mut Option<String>, other: Option<String>, left: &mut bool) {
    match (known.as_mut(), other) {
        (None, other) => *known = other,
        (Some(ours), Some(theirs)) => {
            let (one, two) = (letters(ours), letters(&theirs));
            let shouted = |name: &str| name.len() > 3 && !name.chars().any(char::is_lowercase);
            if one == two {
                let more = own_letters(&theirs) > own_letters(ours);
                if more || (shouted(ours) && !shouted(&theirs)) {
                    *ours = theirs;
                }
            } else if two.len() > one.len() && two.contains(&one) {
                *ours = theirs;
            } else {
                *left |= !one.contains(&two);
            }
        }
        (Some(_), None) => {}
    }
}

/// Whether given names say more: "Anna Maria" more than "A. M." and "Anna", "José" more than "Jose".
fn is_fuller(ours: &str, theirs: &str) -> bool {
    let (one, two) = (letters(ours), letters(theirs));
    if one == two {
        return own_letters(theirs) > own_letters(ours);
    }
    let initials = |name: &str| -> String {
        name.split([' ', '-', '.']).filter_map(|part| letters(part).chars().next()).collect()
    };
    two.len() > one.len()
        && (two.starts_with(&one)
            || initials(theirs).starts_with(&one)
            || initials(ours) == initials(theirs))
}

/// Affiliations that no person brought: all of them where there were none, else those that say something new are noted.
fn merge_affiliations(m: &mut Merging, theirs: Vec<String>, (at, base): (usize, usize)) {
    if theirs.is_empty() {
        return;
    }
    note(m, "affiliations", at, false);
    if m.into.affiliations.is_empty() {
        m.into.affiliations = theirs;
        return m.give(at);
    }
    let folded: Vec<String> = m.into.affiliations.iter().map(|text| letters(text)).collect();
    let all = folded.concat();
    let mut lost: Vec<String> = Vec::new();
    for text in theirs {
        let theirs = letters(&text);
        match folded.iter().position(|known| *known == theirs) {
            Some(place) => {
                if let Some(known) = m.into.affiliations.get_mut(place)
                    && own_letters(&text) > own_letters(known)
                {
                    *known = text;
                    m.give(at);
                }
            }
            None if all.contains(&theirs) => {}
            None => lost.push(text),
        }
    }
    if !lost.is_empty() {
        let kept = m.into.affiliations.join("; ");
        m.differs(at, base, kept, lost.join("; "));
    }
}

// The keys that `people` has set have rows of their own in the table, because the README states their rules.
pub(super) fn affiliations(_: &mut Merging) {}
pub(super) fn investigators(_: &mut Merging) {}
pub(super) fn editors(_: &mut Merging) {}

/// "No authors listed" counts where no source lists some.
pub(super) fn authors_listed(m: &mut Merging) {
    for at in 0..m.from.len() {
        let listed = m.from.get_mut(at).and_then(|record| record.authors_listed.take());
        if m.into.authors.is_empty() && m.into.authors_listed.is_none() && listed.is_some() {
            m.into.authors_listed = listed;
            m.give(at);
        }
    }
}
