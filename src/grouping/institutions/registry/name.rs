//! Which organisation of the registry one name is.
//!
//! In: a part that the parser took for an organisation, and its place. Out: the organisation: by its name, its letters, its
//! name with or without the place, another order of words, a slip. Never: names inside longer strings.

use super::likely::is_place;
use super::{Place, Registry, bare, without_legal_form};
use crate::affiliations::Part;
use crate::affiliations::lexicon::{Class, Word, is_common, word};
use crate::affiliations::places::places;
use crate::affiliations::places::tokens::fold_words;
use crate::grouping::institutions::key::{key, key_words, unordered};
use crate::text::fold::fold_name;
use crate::vocabularies::ror::RorOrganization;

impl Registry {
    /// Whether a name is one that an organisation has from one that it took the place of; a school that went into its
    /// university is a part of it.
    pub(super) fn is_older(&self, one: &RorOrganization, at: Option<u32>, written: &str) -> bool {
        let key = without_legal_form(&key(written)).to_owned();
        let leads =
            self.names.get(&key).is_some_and(|list| at.is_some_and(|at| list.contains(&at)));
        let school = key.split(' ').any(|text| word(text).class == Some(Class::School));
        let mut own = std::iter::once(&one.name).chain(&one.aliases);
        leads && !school && !own.any(|name| without_legal_form(&self::key(bare(name))) == key)
    }

    /// The organisation whose name a part is, whose key is `own`, alone or with its place; best where its city is the address's.
    pub(super) fn whole_name(&self, part: &Part, own: &str, place: &Place) -> Option<u32> {
        let exact = self.exact(part, own, place);
        let near = exact.filter(|(_, near)| *near);
        let longer = near.or_else(|| self.with_place(own, place));
        longer.or(exact).or_else(|| self.without_place(own, place)).map(|(at, _)| at)
    }

    /// The organisation whose name a part is, and whether it lies in the address's city.
    fn exact(&self, part: &Part, own: &str, place: &Place) -> Option<(u32, bool)> {
        let key = without_legal_form(own);
        let generic = key.split(' ').all(is_common);
        let list = self.names.get(key);
        // Of several the one that has it for its first name: a system of universities has it besides.
        let first = || {
            let own = |at: &u32| self.get(*at).is_some_and(|one| self::key(bare(&one.name)) == key);
            let first: Vec<u32> = list?.iter().copied().filter(own).collect();
            self.placed(&first, place, generic)
        };
        let by_name = list.and_then(|list| self.placed(list, place, generic)).or_else(first);
        let acronym = || {
            self.acronyms
                .get(&fold_words(&part.text))
                .filter(|_| !part.text.chars().any(char::is_lowercase))
        };
        let found = by_name.or_else(|| acronym().and_then(|list| self.placed(list, place, true)));
        // Another order of the words counts in the same country alone, and where no two share them.
        let order =
            || self.orders.get(&unordered(key)).and_then(|list| self.placed(list, place, true));
        found.or_else(order)
    }

    /// The organisation whose name a part is together with the place where it lies: "Quux University, Mudville".
    fn with_place(&self, own: &str, place: &Place) -> Option<(u32, bool)> {
        let country = place.country.map(|id| key(places().name(id)));
        place.city.iter().chain(&country).find_map(|name| {
            let longer = format!("{own} {name}");
            let list = self.names.get(&longer).or_else(|| self.orders.get(&unordered(&longer)))?;
            self.placed(list, place, true)
        })
    }

    /// The organisation whose name a part is without its city at the end: "Quux University Mudville".
    fn without_place(&self, own: &str, place: &Place) -> Option<(u32, bool)> {
        let (name, city) = own.rsplit_once(' ')?;
        let list = self.names.get(name)?;
        let (at, _) = self.placed(list, place, true)?;
        (self.cities.get(at as usize)? == city).then_some((at, true))
    }

    /// "QXU Computer Science Department" and "Quux Research Laboratory" belong to the organisation that they begin with,
    /// by its letters in capitals, or by a name of one word that is none of a place.
    pub(super) fn leading(&self, part: &Part, place: &Place) -> Option<u32> {
        let (first, rest) = part.text.split_once(' ')?;
        let kind = key_words(rest).iter().rev().find_map(|own| word(&own.text).class)?;
        let first_key = key(first);
        let upper = !first.chars().any(char::is_lowercase);
        let inside = matches!(kind, Class::Part | Class::School | Class::Centre)
            || upper && kind == Class::Institute;
        if !inside || first_key.len() < 3 || is_common(&first_key) || is_place(&first_key) {
            return None;
        }
        let by_acronym = || self.acronyms.get(&first_key).filter(|_| upper);
        let list = self.names.get(&first_key).or_else(by_acronym)?;
        self.placed(list, place, true).map(|(at, _)| at)
    }

    /// "Quux Law School" belongs to "Quux University", where Quux is no place.
    pub(super) fn school(&self, own: &str, place: &Place) -> Option<u32> {
        let (name, kind) = own.split_once(' ')?;
        let known = |text: &str| {
            let known = word(text);
            known.class == Some(Class::School) || known.is(Word::FIELD) || known.is(Word::MODIFIER)
        };
        let school = kind.split(' ').any(|text| word(text).class == Some(Class::School));
        let common = is_common(name) || places().city(name).is_some_and(|city| city.large);
        if !school || common || !kind.split(' ').all(known) {
            return None;
        }
        let list = self.names.get(&format!("{name} university"))?;
        let placed = self.placed(list, place, is_place(name));
        placed.map(|(at, _)| at)
    }

    /// The one organisation of the country whose name differs in a slip, or in a field of study.
    pub(super) fn nearly(&self, own: &str, place: &Place) -> Option<u32> {
        let slips = self.likely.slips(own);
        let found = self.placed(&slips, place, true);
        let short = || self.placed(&self.abbreviated.written_out(own), place, true);
        found
            .or_else(short)
            .or_else(|| self.placed(&self.likely.same_core(own), place, true))
            .map(|(at, _)| at)
    }
}

/// Whether the registry knows an organisation by this spelling.
pub(super) fn is_written(one: &RorOrganization, written: &str) -> bool {
    let plain = |text: &str| {
        let folded = fold_name(bare(text));
        folded.strip_prefix("the ").map_or(folded.clone(), str::to_owned)
    };
    let written = plain(written);
    let names = std::iter::once(&one.name).chain(&one.aliases).chain(&one.acronyms);
    names.into_iter().any(|name| plain(name) == written)
}
