//! Which organisations each affiliation names, and the countries that it speaks of.
//!
//! In: the distinct affiliations as parsed, the registry where there is one. Out: [`Organizations`]. A country that stands in
//! the words reaches the organisations it stands with; where none stands, an organisation of the registry brings its own.
//! Never: which names are one institution.

use super::key::key;
use super::registry::{Named, Registry};
use crate::affiliations::lexicon::{Word, word};
use crate::affiliations::places::places;
use crate::affiliations::places::tokens::fold_words;
use crate::affiliations::{Address, CountryId, Parsed, Reason};
use crate::grouping::why::Why;
use crate::vocabularies::Ror;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// What every distinct affiliation names, in the order of the affiliations.
#[derive(Debug, Default)]
pub(in crate::grouping) struct Organizations {
    /// What they may name of the registry, where one is used.
    pub(super) registry: Option<Registry>,
    /// Its organisations, best first.
    pub(super) named: Vec<Vec<Named>>,
    /// Its countries, each with what says so.
    pub(in crate::grouping) countries: Vec<Vec<(CountryId, Why)>>,
}

impl Organizations {
    /// Finds them, each string by itself.
    pub(in crate::grouping) fn of(
        raw: &[&str],
        parsed: &[Parsed],
        ror: Option<&Ror>,
    ) -> Organizations {
        let registry = ror.map(|ror| Registry::of(ror, raw, parsed));
        let both = raw.par_iter().zip(parsed).map(|(raw, parsed)| {
            let named = named(raw, parsed, registry.as_ref());
            let countries = countries(parsed, &named, registry.as_ref());
            (named, countries)
        });
        let (named, countries) = both.unzip();
        Organizations { registry, named, countries }
    }
}

/// The organisations of one string, best first.
fn named(raw: &str, parsed: &Parsed, registry: Option<&Registry>) -> Vec<Named> {
    if let Some(registry) = registry {
        let mut named = registry.organizations(raw, parsed);
        for named in &mut named {
            settle(registry, parsed, named);
        }
        astray(registry, raw, parsed, &mut named);
        return named;
    }
    let of_address = parsed.addresses.iter().enumerate();
    let names = of_address
        .flat_map(|(address, of)| of.organizations.iter().map(move |part| (address, part)));
    names
        .map(|(address, part)| Named {
            address,
            name: part.text.clone(),
            registered: None,
            ror: None,
        })
        .collect()
}

/// Takes back what the registry's words alone do not bear: a name of nothing but common words in another city. What is written
/// stays where it has the words of one of the organisation's names.
fn settle(registry: &Registry, parsed: &Parsed, named: &mut Named) {
    let Some(one) = named.ror.and_then(|at| registry.get(at)) else { return };
    let written = key(&named.name);
    let city = parsed.addresses.get(named.address).and_then(|of| of.city.as_ref());
    let elsewhere = city.is_some_and(|city| key(&city.text) != key(&one.city));
    let mut names = std::iter::once(&one.name).chain(&one.aliases);
    if elsewhere && is_field_alone(&written) && names.any(|name| key(name) == written) {
        named.ror = None;
        named.registered = None;
    }
    let mut names = std::iter::once(&one.name).chain(&one.aliases);
    if named.registered.is_some() && names.any(|name| are_close(&named.name, name)) {
        named.registered = None;
    }
}

/// "Institute of Human Genetics": a kind and fields of study, which every city may have. What is called after a nation, or in
/// one word, there is but once.
fn is_field_alone(key: &str) -> bool {
    let plain = |text: &str| {
        let word = word(text);
        (word.class.is_some() || word.is(Word::FIELD)) && !word.is(Word::MODIFIER | Word::NATIONAL)
    };
    key.contains(' ') && key.split(' ').all(plain)
}

/// Whether two names have the same words, but for one of four, in one language.
fn are_close(a: &str, b: &str) -> bool {
    let words = |name: &str| -> BTreeSet<String> {
        let folded = fold_words(name);
        let told = folded.split(' ').filter(|text| !is_small(text));
        told.map(|text| if text == "univ" { "university" } else { text }.to_owned()).collect()
    };
    let (a, b) = (words(a), words(b));
    let shared = a.intersection(&b).count();
    shared * 4 >= a.union(&b).count() * 3
}

fn is_small(folded: &str) -> bool {
    let word = word(folded);
    word.is(Word::LINK) || word.is(Word::AND)
}

/// An organisation that stands with those of another country: where the registry knows but one of its name, and the string
/// names that one's city or country, it is that one.
fn astray(registry: &Registry, raw: &str, parsed: &Parsed, named: &mut [Named]) {
    if named.len() < 2 {
        return;
    }
    let mut folded: Option<String> = None;
    let stated: Vec<CountryId> =
        parsed.addresses.iter().filter_map(|of| Some(of.country.as_ref()?.0)).collect();
    for one in named.iter_mut().filter(|named| named.ror.is_none()) {
        let Some(at) = registry.only(&key(&one.name)) else { continue };
        let Some(known) = registry.get(at) else { continue };
        let country = places().country_by_code(&known.country);
        let mut city = || {
            let folded = folded.get_or_insert_with(|| format!(" {} ", fold_words(raw)));
            !known.city.is_empty() && folded.contains(&format!(" {} ", fold_words(&known.city)))
        };
        if country.is_some_and(|id| stated.contains(&id)) || city() {
            one.ror = Some(at);
        }
    }
}

/// The countries of one string.
fn countries(
    parsed: &Parsed,
    named: &[Named],
    registry: Option<&Registry>,
) -> Vec<(CountryId, Why)> {
    let mut out: Vec<(CountryId, Why)> = Vec::new();
    let mut add = |id: CountryId, why: &dyn Fn() -> Why| {
        if !out.iter().any(|(other, _)| *other == id) {
            out.push((id, why()));
        }
    };
    for (address, of) in parsed.addresses.iter().enumerate() {
        let own = || named.iter().filter(move |named| named.address == address);
        let known = || own().filter_map(|named| Some((named, home(named, registry)?)));
        let stated = of.country.as_ref().filter(|_| !is_weak(of) || known().next().is_none());
        if let Some((id, part)) = stated {
            add(*id, &|| Why::Words(part.text.as_str().into()));
        }
        for (named, (id, name)) in known() {
            add(id, &|| Why::Ror(Box::new([named.name.as_str().into(), name.into()])));
        }
    }
    out
}

/// Where the registry says that an organisation lies, and its name there.
fn home<'r>(named: &Named, registry: Option<&'r Registry>) -> Option<(CountryId, &'r str)> {
    let one = registry?.get(named.ror?)?;
    Some((places().country_by_code(&one.country)?, one.name.as_str()))
}

/// Whether an address has no other word for its country than one inside the name of an organisation.
pub(super) fn is_weak(address: &Address) -> bool {
    address.country.as_ref().is_some_and(|(_, part)| {
        matches!(part.reason, Reason::Nation | Reason::Known(_))
            || is_in_name(address, part.span.start)
    })
}

fn is_in_name(address: &Address, at: usize) -> bool {
    address.organizations.iter().any(|part| part.span.contains(&at))
}
