//! Which keys of a library are one institution, by what all its strings together say.
//!
//! In: every key with the countries and cities where it is named, and the acronyms that brackets explain. Out: for a key
//! the one that it joins, and why. Never: a join across countries; the order of the strings does not matter.

use super::key::{key, unordered};
use super::why::Why;
use crate::affiliations::lexicon::{Word, is_common, word};
use crate::affiliations::places::tokens::fold_words;
use crate::affiliations::places::{CountryId, places};
use ahash::{HashMap, HashMapExt, HashSet};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What all strings together say.
#[derive(Default)]
pub(super) struct Seen<'k> {
    keys: HashMap<&'k str, OfKey<'k>>,
    acronyms: HashMap<&'k str, BTreeMap<&'k str, u32>>,
}

#[derive(Default)]
struct OfKey<'k> {
    countries: BTreeMap<CountryId, u32>,
    cities: BTreeSet<&'k str>,
}

impl<'k> Seen<'k> {
    /// A key was named in a country and a city.
    pub(super) fn add(&mut self, key: &'k str, country: Option<CountryId>, city: Option<&'k str>) {
        let of = self.keys.entry(key).or_default();
        if let Some(country) = country {
            *of.countries.entry(country).or_default() += 1;
        }
        of.cities.extend(city);
    }

    /// A name was written with its acronym in brackets.
    pub(super) fn learn(&mut self, acronym: &'k str, key: &'k str) {
        *self.acronyms.entry(acronym).or_default().entry(key).or_default() += 1;
    }
}

/// For each key the one that it joins, and the countries in which that one lies.
#[derive(Default)]
pub(super) struct Joins {
    joined: HashMap<String, (String, Why)>,
    countries: HashMap<String, BTreeMap<CountryId, u32>>,
    /// Names of nothing but common words that are named in several cities: each city has its own.
    local: HashSet<String>,
}

impl Joins {
    /// Finds the joins.
    pub(super) fn of(seen: Seen<'_>) -> Joins {
        let mut joins = Joins::default();
        let keys: Vec<(&str, &OfKey<'_>)> = seen.keys.iter().map(|(key, of)| (*key, of)).collect();
        let written = run_together(&keys);
        let steps: HashMap<&str, (String, Why)> = keys
            .par_iter()
            .filter_map(|(name, of)| Some((*name, step(name, of, &seen, &written)?)))
            .collect();
        let joined: Vec<Option<(String, Why)>> =
            keys.par_iter().map(|(name, _)| end(name, &steps, &seen)).collect();
        for ((name, of), joined) in keys.iter().zip(joined) {
            let Some((joined, why)) = joined else { continue };
            if let Some(countries) = joins.countries.get_mut(&joined) {
                add(countries, of);
            } else {
                let mut countries = BTreeMap::new();
                add(&mut countries, of);
                joins.countries.insert(joined.clone(), countries);
            }
            joins.joined.insert((*name).to_owned(), (joined, why));
        }
        joins.find_local(&keys);
        joins.plain_orders();
        joins
    }

    /// "University Hospital", "Institute of Physics": without a name, another city is another institution.
    fn find_local(&mut self, keys: &[(&str, &OfKey<'_>)]) {
        let mut cities: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for (name, of) in keys {
            let Some((joined, _)) = self.joined.get(*name) else { continue };
            if is_nameless(joined) {
                let folded = of.cities.iter().map(|city| fold_words(city));
                cities.entry(joined).or_default().extend(folded);
            }
        }
        let several = cities.into_iter().filter(|(_, cities)| cities.len() > 1);
        self.local = several.map(|(key, _)| key.to_owned()).collect();
    }

    /// Whether a joined key stands for one institution in each city.
    pub(super) fn is_local(&self, joined: &str) -> bool {
        self.local.contains(joined)
    }

    /// A spelling whose order is the only one of its words is no other order of anything.
    fn plain_orders(&mut self) {
        let mut orders: HashMap<&str, u32> = HashMap::new();
        self.joined.values().for_each(|(joined, _)| *orders.entry(joined).or_default() += 1);
        let alone: HashSet<String> = self
            .joined
            .values()
            .filter(|(joined, why)| *why == Why::Order && orders.get(joined.as_str()) == Some(&1))
            .map(|(joined, _)| joined.clone())
            .collect();
        self.joined.values_mut().for_each(|(joined, why)| {
            if *why == Why::Order && alone.contains(joined.as_str()) {
                *why = Why::Named;
            }
        });
    }

    /// The key that a key joins, and why.
    pub(super) fn of_key(&self, key: &str) -> Option<(&str, &Why)> {
        self.joined.get(key).map(|(joined, why)| (joined.as_str(), why))
    }

    /// Where an institution is named, by its joined key.
    pub(super) fn countries(&self, joined: &str) -> Option<&BTreeMap<CountryId, u32>> {
        self.countries.get(joined)
    }
}

/// The key that a key joins by what it is, before other orders of words.
fn step(
    name: &str,
    of: &OfKey<'_>,
    seen: &Seen<'_>,
    written: &HashMap<&str, &str>,
) -> Option<(String, Why)> {
    let acronym = || explained(name, seen).map(|to| (to, Why::Acronym));
    let city = || with_city(name, of, seen).map(|to| (to, Why::WithCity));
    let blanks = || written.get(name).map(|to| ((*to).to_owned(), Why::Named));
    acronym().or_else(city).or_else(blanks)
}

/// "Quuxtown University" and "Quux Town University": of keys that differ in blanks alone and share a country, all but the one
/// that is named most, with that one.
fn run_together<'k>(keys: &[(&'k str, &OfKey<'_>)]) -> HashMap<&'k str, &'k str> {
    let mut alike: HashMap<String, Vec<(&'k str, &OfKey<'_>)>> = HashMap::new();
    let told =
        keys.iter().filter(|(key, _)| key.len() > 9 && key.contains(' ') && !is_nameless(key));
    for (key, of) in told {
        alike.entry(key.replace(' ', "")).or_default().push((key, of));
    }
    let mut out = HashMap::new();
    for of_one in alike.into_values().filter(|keys| keys.len() > 1) {
        let uses = |of: &OfKey<'_>| of.countries.values().sum::<u32>();
        let most =
            of_one.iter().max_by(|a, b| uses(a.1).cmp(&uses(b.1)).then_with(|| b.0.cmp(a.0)));
        let Some((most, of_most)) = most else { continue };
        for (key, of) in &of_one {
            let shared = of.countries.is_empty()
                || of.countries.keys().any(|id| of_most.countries.contains_key(id));
            if key != most && shared {
                out.insert(*key, *most);
            }
        }
    }
    out
}

/// The key under which a key ends, with all orders of its words where its countries know but one.
fn end(name: &str, steps: &HashMap<&str, (String, Why)>, seen: &Seen<'_>) -> Option<(String, Why)> {
    let (step, why) = match steps.get(name) {
        Some((to, why)) => (to.as_str(), Some(why.clone())),
        None => (name, None),
    };
    let of = seen.keys.get(step)?;
    let university = step.split(' ').any(|word| word == "university");
    let both = university && of.countries.keys().any(|id| both_orders(*id));
    let kind = step.split(' ').any(|text| word(text).class.is_some());
    let swap = kind && !of.countries.is_empty() && !both && (university || !is_nameless(step));
    let joined = if swap { unordered(step) } else { step.to_owned() };
    let why = why.unwrap_or(if swap && joined != name { Why::Order } else { Why::Named });
    Some((joined, why))
}

fn add(countries: &mut BTreeMap<CountryId, u32>, of: &OfKey<'_>) {
    for (country, count) in &of.countries {
        *countries.entry(*country).or_default() += count;
    }
}

/// Nothing but words that many organisations share, none of which says that there is but one in its country.
fn is_nameless(key: &str) -> bool {
    key.split(' ').all(|text| is_common(text) && !word(text).is(Word::NATIONAL))
}

/// The one name that brackets explain an acronym with; nothing when two names of the library share it.
fn explained(name: &str, seen: &Seen<'_>) -> Option<String> {
    if name.contains(' ') || name.len() < 3 || word(name).class.is_some() {
        return None;
    }
    let names = seen.acronyms.get(name)?;
    let (only, _) = names.iter().next().filter(|_| names.len() == 1)?;
    let (acronym, full) = (seen.keys.get(name)?, seen.keys.get(only)?);
    // Both are named in the same countries, or the acronym in none.
    let fits = acronym.countries.keys().all(|country| full.countries.contains_key(country));
    (fits && *only != name).then(|| (*only).to_owned())
}

/// "Quux University Mudville" is "Quux University" when all strings put both into that one city.
fn with_city(name: &str, of: &OfKey<'_>, seen: &Seen<'_>) -> Option<String> {
    let mut cities = of.cities.iter();
    let city = fold_words(cities.next()?);
    if cities.any(|other| fold_words(other) != city) {
        return None;
    }
    let bare = name.strip_suffix(key(&city).as_str())?.strip_suffix(' ')?;
    let other = seen.keys.get(bare)?;
    let named = bare.split(' ').any(|part| word(part).class.is_none());
    let same_city =
        !other.cities.is_empty() && other.cities.iter().all(|other| fold_words(other) == city);
    let same_country = of.countries.keys().all(|id| other.countries.contains_key(id));
    (named && same_city && same_country).then(|| bare.to_owned())
}

/// Countries where "University of X" and "X University" may be two.
pub(super) fn both_orders(country: CountryId) -> bool {
    matches!(
        places().code(country),
        "US" | "GB"
            | "CA"
            | "AU"
            | "IE"
            | "NZ"
            | "ZA"
            | "IN"
            | "PH"
            | "NG"
            | "BD"
            | "PK"
            | "TW"
            | "KR"
    )
}
