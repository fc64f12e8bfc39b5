//! Authors, editors and investigators, with what follows each of them: short name, identifier, affiliations.
//!
//! In: the values of `FAU AU AUID AD CN FED ED FIR IR IRAD` in the order of the file. Out: [`People`]. A short name belongs to
//! the oldest full name that still waits for one and fits. An affiliation belongs to the person that it follows; one
//! before any author is the first author's, as records before 2014 have it. Never: diagnostics.

use crate::record::Person;
use crate::text::fold::fold_name;
use indexmap::IndexSet;
use std::borrow::Cow;
use std::collections::VecDeque;

/// One of the three lists of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    Authors,
    Investigators,
    Editors,
}

/// People while they are read.
#[derive(Default)]
pub(super) struct People {
    lists: [Group; 3],
    affiliations: IndexSet<String>,
    /// Who was named last.
    current: Option<(List, usize)>,
    /// Affiliations before any author.
    early: Vec<usize>,
}

#[derive(Default)]
struct Group {
    list: Vec<Person>,
    /// Those with a full name and no short one yet.
    waiting: VecDeque<usize>,
}

impl People {
    fn group(&mut self, list: List) -> &mut Group {
        let [authors, investigators, editors] = &mut self.lists;
        match list {
            List::Authors => authors,
            List::Investigators => investigators,
            List::Editors => editors,
        }
    }

    /// `Petri, William A Jr`.
    pub(super) fn full(&mut self, list: List, name: &str) {
        let (family, given) = match name.split_once(',') {
            Some((family, given)) => (family.trim_end(), given.trim()),
            None => (name, ""),
        };
        if self.lengthen(list, family, given) {
            return;
        }
        let person = Person {
            family: Some(family.to_owned()),
            given: Some(given.to_owned()).filter(|given| !given.is_empty()),
            ..Person::default()
        };
        let at = self.add(list, person);
        self.group(list).waiting.push_back(at);
    }

    /// Gives the person just named by a short name the full one; some files have the two the other way round.
    fn lengthen(&mut self, list: List, family: &str, given: &str) -> bool {
        let same = self.current.is_some_and(|(current, _)| current == list);
        let Some(person) = self.current().filter(|_| same && !given.is_empty()) else {
            return false;
        };
        let (Some(known), Some(initials), None) =
            (person.family.as_deref(), person.initials.as_deref(), person.given.as_deref())
        else {
            return false;
        };
        let whole = Person { given: Some(given.to_owned()), ..Person::default() };
        // A name in other letters must be kept as it is, so it stays a name of its own.
        if known != family || !begins_alike(&whole, initials) {
            return false;
        }
        let suffix = person.suffix.clone().unwrap_or_default();
        let bare = given.strip_suffix(&suffix).unwrap_or(given).trim_end_matches([' ', ',']);
        person.given = Some(bare.to_owned());
        true
    }

    /// `Petri WA Jr`. Gives back a name whose words are not those of the full one, so that it can be kept.
    pub(super) fn short<'n>(&mut self, list: List, name: &'n str, parse: Parse) -> Option<&'n str> {
        let group = self.group(list);
        let ends = [group.waiting.front().copied(), group.waiting.back().copied()];
        let [oldest, newest] = ends;
        let fits = |at: Option<usize>, strict: bool| {
            let at = at?;
            let person = group.list.get(at)?;
            let rest = behind_family(person, name)?;
            (!strict || begins_alike(person, rest.0)).then_some((at, rest))
        };
        // Two of one family are told apart by their first initial.
        let found = [true, false]
            .into_iter()
            .find_map(|strict| ends.into_iter().find_map(|at| fits(at, strict)));
        if let Some((at, (rest, same))) = found {
            if oldest == Some(at) {
                group.waiting.pop_front();
            } else {
                group.waiting.clear();
            }
            if let Some(person) = group.list.get_mut(at) {
                set_initials(person, rest);
            }
            self.current = Some((list, at));
            return (!same).then_some(name);
        }
        // The short name of the person just named may be spelt in another way altogether.
        if let Some((current, at)) = self.current
            && current == list
            && newest == Some(at)
            && let (_, rest) = name.rsplit_once(' ').unwrap_or((name, ""))
            && self.group(list).list.get(at).is_some_and(|person| begins_alike(person, rest))
            && let Some(person) = self.group(list).list.get_mut(at)
        {
            set_initials(person, rest);
            self.group(list).waiting.pop_back();
            return Some(name);
        }
        let person = parse(name);
        self.add(list, person);
        None
    }

    /// A group.
    pub(super) fn collective(&mut self, name: String) {
        self.add(List::Authors, Person { collective: Some(name), ..Person::default() });
    }

    fn add(&mut self, list: List, person: Person) -> usize {
        let group = self.group(list);
        let at = group.list.len();
        group.list.push(person);
        self.current = Some((list, at));
        at
    }

    /// The person named last.
    pub(super) fn current(&mut self) -> Option<&mut Person> {
        let (list, at) = self.current?;
        self.group(list).list.get_mut(at)
    }

    /// An affiliation of the person named last.
    pub(super) fn affiliation(&mut self, text: Cow<'_, str>) {
        let (place, new) = match self.affiliations.get_index_of(&*text) {
            Some(place) => (place, false),
            None => self.affiliations.insert_full(text.into_owned()),
        };
        match self.current() {
            // Looking through a few places costs nothing; through thousands it would cost quadratic time.
            Some(person)
                if new || !person.affiliations.iter().rev().take(64).any(|at| *at == place) =>
            {
                person.affiliations.push(place);
            }
            Some(_) => {}
            None => self.early.push(place),
        }
    }

    /// Authors, investigators, editors, affiliations.
    pub(super) fn finish(self) -> ([Vec<Person>; 3], Vec<String>) {
        let early = self.early;
        let mut lists = self.lists.map(|group| group.list);
        if let Some(first) = lists.iter_mut().find_map(|list| list.first_mut()) {
            let own = std::mem::take(&mut first.affiliations);
            first.affiliations = early.into_iter().chain(own).collect();
            let mut seen = std::collections::BTreeSet::new();
            first.affiliations.retain(|place| seen.insert(*place));
        }
        let texts: Vec<String> = self.affiliations.into_iter().collect();
        let [authors, investigators, editors] = &mut lists;
        if editors.is_empty() {
            return (lists, texts);
        }
        // PubMed names the editors of a book before its authors; affiliations go by the authors all the same.
        let mut order: IndexSet<usize> = IndexSet::new();
        for person in authors.iter_mut().chain(editors).chain(investigators) {
            for place in &mut person.affiliations {
                *place = order.insert_full(*place).0;
            }
        }
        let mut texts: Vec<Option<String>> = texts.into_iter().map(Some).collect();
        let sorted = order.iter().filter_map(|place| texts.get_mut(*place)?.take()).collect();
        (lists, sorted)
    }
}

/// Reads a short name that has no full one.
pub(super) type Parse = fn(&str) -> Person;

/// What stands behind the family name in a short name, and whether its words are the same; nothing when it is another
/// name. A transliterated name is the same with other letters.
fn behind_family<'n>(person: &Person, name: &'n str) -> Option<(&'n str, bool)> {
    let family = person.family.as_deref()?;
    if let Some(rest) = name.strip_prefix(family)
        && (rest.is_empty() || rest.starts_with(' '))
    {
        return Some((rest.trim_start(), true));
    }
    let words = family.split(' ').count();
    let end = name.match_indices(' ').nth(words - 1).map_or(name.len(), |(at, _)| at);
    let (head, rest) = name.split_at(end);
    (fold_name(head) == fold_name(family)).then(|| (rest.trim_start(), false))
}

/// Whether initials begin with the letter that the given names begin with.
fn begins_alike(person: &Person, initials: &str) -> bool {
    let letter =
        |text: &str| fold_name(text.get(..text.len().min(12)).unwrap_or(text)).chars().next();
    person.given.as_deref().is_none_or(|given| letter(given) == letter(initials))
}

/// `WA Jr`: initials and suffix; the suffix then leaves the given names.
fn set_initials(person: &mut Person, rest: &str) {
    let (initials, suffix) = match rest.split_once(' ') {
        Some((initials, suffix)) => (initials, Some(suffix)),
        None => (rest, None),
    };
    person.initials = Some(initials.replace('.', "")).filter(|initials| !initials.is_empty());
    let Some(suffix) = suffix else { return };
    person.suffix = Some(suffix.to_owned());
    if let Some(given) = &person.given
        && let Some(bare) = given.strip_suffix(suffix)
        && bare.ends_with([' ', ','])
    {
        person.given = Some(bare.trim_end_matches([' ', ',']).to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(name: &str) -> Person {
        Person { family: Some(name.to_owned()), ..Person::default() }
    }

    #[test]
    fn short_names_find_their_full_names() {
        let mut people = People::default();
        for name in ["Petri, William A Jr", "Öst, Lars-Göran", "Navgeet"] {
            people.full(List::Authors, name);
        }
        assert_eq!(people.short(List::Authors, "Petri WA Jr", plain), None);
        assert_eq!(people.short(List::Authors, "Ost LG", plain), Some("Ost LG"));
        assert_eq!(people.short(List::Authors, "Navgeet", plain), None);
        assert_eq!(people.short(List::Authors, "Doe J", plain), None);
        people.affiliation("Here.".into());
        let ([authors, ..], affiliations) = people.finish();
        let shown: Vec<_> = authors
            .iter()
            .map(|p| {
                [&p.family, &p.given, &p.initials, &p.suffix]
                    .map(|part| part.clone().unwrap_or_default())
                    .join("|")
            })
            .collect();
        assert_eq!(
            shown,
            ["Petri|William A|WA|Jr", "Öst|Lars-Göran|LG|", "Navgeet|||", "Doe J|||"]
        );
        assert_eq!((authors[3].affiliations.as_slice(), affiliations.len()), ([0].as_slice(), 1));
    }
}
