//! The Research Organization Registry as evidence: which of its organisations an affiliation names.
//!
//! In: the registry's organisations, and parsed affiliations. Out: for each string the organisations that it names, those
//! that the parser found and those that the registry knows in it. A name counts only where the place does not
//! contradict it. Of the registry only what the strings may name is written out ([`mod@asked`]). Never: reading the registry.

mod abbreviated;
mod asked;
mod known;
mod likely;
mod name;
mod named;

use super::key::{key, unordered};
use crate::affiliations::lexicon::{Word, is_common, word};
use crate::affiliations::places::CountryId;
use crate::affiliations::places::tokens::fold_words;
use crate::affiliations::{Address, Parsed, Reason};
use crate::text::hash::Table;
use crate::vocabularies::Ror;
use crate::vocabularies::ror::RorOrganization;
use abbreviated::Abbreviated;
use asked::Asked;
use likely::Likely;
use rayon::prelude::*;

/// The most words of a name that is looked for.
const LONGEST: usize = 12;

/// What a library may name of the registry, indexed by the keys of the names.
#[derive(Debug, Default)]
pub(super) struct Registry {
    organizations: Vec<RorOrganization>,
    /// The keys of their cities.
    cities: Vec<String>,
    names: Table<String, Vec<u32>>,
    acronyms: Table<String, Vec<u32>>,
    /// The first words of names, each with the most words of a name that begins with it.
    starts: Table<String, u8>,
    by_id: Table<String, u32>,
    /// Keys of universities with their words in order of the alphabet.
    orders: Table<String, Vec<u32>>,
    likely: Likely,
    abbreviated: Abbreviated,
}

/// An organisation named in a string.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) address: usize,
    /// The name as written.
    pub(super) name: String,
    /// The registry's name, where what is written is a longer, a shorter or a slipped one.
    pub(super) registered: Option<String>,
    /// The organisation of the registry that it is.
    pub(super) ror: Option<u32>,
}

/// Where an address says that its organisations lie.
struct Place {
    /// The key of its city.
    city: Option<String>,
    /// Its country.
    country: Option<CountryId>,
    /// The code of its country, unless a nation's adjective alone says so.
    code: Option<&'static str>,
}

impl Place {
    fn of(address: &Address) -> Place {
        let firm = address.country.as_ref().filter(|(_, part)| part.reason != Reason::Nation);
        Place {
            city: address.city.as_ref().map(|city| key(&city.text)),
            country: address.country.as_ref().map(|(id, _)| *id),
            code: firm.and(address.country_code()),
        }
    }
}

impl Registry {
    /// Indexes the organisations that the strings may name.
    pub(super) fn of(ror: &Ror, raw: &[&str], parsed: &[Parsed]) -> Self {
        let Asked { places, words } = Asked::of(ror, raw, parsed);
        let written = places.par_iter().filter_map(|place| ror.organization(*place));
        let organizations: Vec<RorOrganization> = written.collect();
        let mut registry = Registry { likely: Likely::knowing(words), ..Registry::default() };
        for (at, organization) in (0_u32..).zip(&organizations) {
            if !organization.id.is_empty() {
                registry.by_id.insert(organization.id.clone(), at);
            }
        }
        let keys = |of: &RorOrganization| -> Vec<String> {
            let first = key(bare(&of.name));
            let aliases = of.aliases.iter().map(|name| key(bare(name)));
            let shorter = without_initials(&first);
            let mut keys: Vec<String> = std::iter::once(first).chain(aliases).collect();
            for key in &mut keys {
                key.truncate(without_legal_form(key).len());
            }
            keys.extend(shorter);
            keys
        };
        let keys: Vec<Vec<String>> = organizations.par_iter().map(keys).collect();
        registry.cities = organizations.par_iter().map(|of| key(&of.city)).collect();
        for ((at, organization), keys) in (0_u32..).zip(&organizations).zip(keys) {
            let at = registry.standing(at, &organizations);
            for key in keys {
                registry.add_name(key, at);
            }
            for acronym in &organization.acronyms {
                let list = registry.acronyms.entry(fold_words(acronym)).or_default();
                if !list.contains(&at) {
                    list.push(at);
                }
            }
        }
        registry.organizations = organizations;
        registry
    }

    /// The organisation that stands in for one that is no longer; the steps are bounded, should they run in a ring.
    fn standing(&self, at: u32, organizations: &[RorOrganization]) -> u32 {
        let mut standing = at;
        for _ in 0..8 {
            let of = organizations.get(standing as usize);
            let next = of.and_then(|of| self.by_id.get(of.successor.as_deref()?));
            let Some(next) = next else { break };
            standing = *next;
        }
        standing
    }

    fn add_name(&mut self, key: String, at: u32) {
        let words = key.split(' ').count();
        if key.len() < 3 || words > LONGEST {
            return;
        }
        let first = key.split(' ').next().unwrap_or_default();
        let longest = self.starts.entry(first.to_owned()).or_default();
        *longest = (*longest).max(u8::try_from(words).unwrap_or(u8::MAX));
        if key.split(' ').any(|word| matches!(word, "university" | "hospital")) {
            let list = self.orders.entry(unordered(&key)).or_default();
            if !list.contains(&at) {
                list.push(at);
            }
        }
        self.likely.add(&key, at);
        self.abbreviated.add(&key, at);
        let list = self.names.entry(key).or_default();
        if !list.contains(&at) {
            list.push(at);
        }
    }

    /// One organisation.
    pub(super) fn get(&self, at: u32) -> Option<&RorOrganization> {
        self.organizations.get(at as usize)
    }

    /// The only organisation of a name that says more than words that many share.
    pub(super) fn only(&self, key: &str) -> Option<u32> {
        let named = key.contains(' ') && !key.split(' ').all(is_common);
        let list = self.names.get(key).filter(|_| named)?;
        (list.len() == 1).then(|| list.first().copied()).flatten()
    }

    /// By its id.
    pub(super) fn by_id(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// The one of several of a name whose place fits, and whether its city does.
    fn placed(&self, list: &[u32], place: &Place, generic: bool) -> Option<(u32, bool)> {
        let fits = |at: &&u32| {
            self.get(**at).is_some_and(|one| {
                place.code.is_none_or(|code| one.country.is_empty() || one.country == code)
            })
        };
        let near = |at: &&u32| {
            let city = place.city.as_ref().filter(|city| !city.is_empty());
            city.is_some_and(|city| self.cities.get(**at as usize) == Some(city))
        };
        let fitting: Vec<&u32> = list.iter().filter(fits).collect();
        let mut close = fitting.iter().copied().filter(|at| near(at));
        if let Some(one) = close.next() {
            return close.next().is_none().then_some((*one, true));
        }
        match fitting.as_slice() {
            // Common words name different organisations in different cities.
            [one]
                if !generic
                    || place.code.is_some() && (place.city.is_none() || list.len() == 1) =>
            {
                Some((**one, false))
            }
            _ => None,
        }
    }
}

/// "N. I. Quux University of Mudville" goes without a person's initials.
fn without_initials(key: &str) -> Option<String> {
    let rest: Vec<&str> = key.split(' ').filter(|word| word.len() > 1).collect();
    let shorter = rest.len() < key.split(' ').count() && rest.len() > 2;
    shorter.then(|| rest.join(" "))
}

/// Companies of several countries carry the country in brackets.
fn bare(name: &str) -> &str {
    name.split(" (").next().unwrap_or(name)
}

/// The key of a company without its legal form: "Quux Inc" is registered as "Quux".
fn without_legal_form(key: &str) -> &str {
    let mut key = key;
    while let Some((head, last)) = key.rsplit_once(' ') {
        let legal = word(last).is(Word::LEGAL) && last.len() <= 11 || last == "co";
        if !legal {
            break;
        }
        key = head;
    }
    key
}
