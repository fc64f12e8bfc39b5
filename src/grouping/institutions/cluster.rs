//! Which names are one institution.
//!
//! In: parsed affiliations, the curator's word, the registry where there is one. Out: [`Clusters`]. Precision before
//! recall: two institutions on one page are worse than one institution on two. Never: labels, pages.
//!
//! 1. The curator's aliases decide, by the name or by the whole string.
//! 2. Names that the registry knows as one organisation are one institution.
//! 3. Names with one key are one institution, unless they lie in different countries.
//! 4. What [`Joins`] finds in the library as a whole: acronyms, names with their city, other orders of words.

use super::joins::{Joins, Seen};
use super::key::key_of;
use super::parse::Parsed;
use super::registry::{Named, Registry};
use super::why::Why;
use crate::grouping::places::{CountryId, places};
use crate::text::fold::fold_name;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What the curator says of the spellings.
#[derive(Debug, Default)]
pub(super) struct Curated {
    /// Folded key or whole string to the curator's institution.
    pub(super) aliases: BTreeMap<String, usize>,
    /// Spellings that an institution refuses.
    pub(super) refused: BTreeSet<(usize, String)>,
    /// For each institution the key of its name, and the country in which alone its name counts.
    pub(super) institutions: Vec<(String, Option<CountryId>)>,
    /// Ids of the registry that profiles give to their institutions.
    pub(super) rors: BTreeMap<String, usize>,
}

/// One institution.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cluster {
    pub(super) key: String,
    /// The curator's institution, if it is one.
    pub(super) curated: Option<usize>,
    pub(super) country: Option<CountryId>,
    /// Its city, where its name alone does not tell it from others.
    pub(super) city: Option<String>,
    /// Its place in the registry.
    pub(super) ror: Option<u32>,
}

/// An institution named in a string.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) cluster: u32,
    pub(super) address: usize,
    /// The name as written.
    pub(super) name: String,
    pub(super) why: Why,
}

/// All institutions, and where they are named.
#[derive(Debug, Default)]
pub(super) struct Clusters {
    pub(super) list: Vec<Cluster>,
    /// For each string its mentions, best first.
    pub(super) mentions: Vec<Vec<Mention>>,
}

/// A name with its key, and the well-known body that it is.
struct Keyed {
    named: Named,
    key: String,
    known: Option<&'static str>,
}

/// Clusters the organisations of all strings.
pub(super) fn cluster(
    raw: &[&str],
    parsed: &[Parsed],
    curated: &Curated,
    registry: Option<&Registry>,
) -> Clusters {
    let keyed: Vec<Vec<Keyed>> = raw
        .par_iter()
        .zip(parsed)
        .map(|(raw, parsed)| {
            let keyed = |named: Named| {
                let (key, known) = key_of(&named.name);
                Keyed { named, key, known }
            };
            named(raw, parsed, registry).into_iter().map(keyed).collect()
        })
        .collect();
    let joins = Joins::of(seen(&keyed, parsed));
    let mut builder =
        Builder { curated, registry, joins, places: HashMap::new(), list: Vec::new() };
    let strings = raw.iter().zip(parsed).zip(&keyed);
    let mentions =
        strings.map(|((raw, parsed), keyed)| builder.mentions(raw, parsed, keyed)).collect();
    Clusters { list: builder.list, mentions }
}

/// The organisations of one string, best first.
pub(super) fn named(raw: &str, parsed: &Parsed, registry: Option<&Registry>) -> Vec<Named> {
    if let Some(registry) = registry {
        return registry.organizations(raw, parsed);
    }
    let of_address = parsed.addresses.iter().enumerate();
    let names = of_address
        .flat_map(|(address, of)| of.organizations.iter().map(move |part| (address, part)));
    names.map(|(address, part)| Named { address, name: part.text.clone(), ror: None }).collect()
}

/// What all strings together say of each key.
fn seen<'k>(keyed: &'k [Vec<Keyed>], parsed: &'k [Parsed]) -> Seen<'k> {
    let mut seen = Seen::default();
    for (string, parsed) in keyed.iter().zip(parsed) {
        for keyed in string {
            let Some(address) = parsed.addresses.get(keyed.named.address) else { continue };
            let country = address.country.as_ref().map(|(id, _)| *id);
            let city = address.city.as_ref().map(|city| city.text.as_str());
            seen.add(&keyed.key, country, city);
            let place = address.organizations.iter().position(|part| part.text == keyed.named.name);
            for (_, acronym) in address.acronyms.iter().filter(|(at, _)| Some(*at) == place) {
                seen.learn(acronym, &keyed.key);
            }
        }
    }
    seen
}

struct Builder<'c> {
    curated: &'c Curated,
    registry: Option<&'c Registry>,
    joins: Joins,
    places: HashMap<String, u32>,
    list: Vec<Cluster>,
}

impl Builder<'_> {
    fn mentions(&mut self, raw: &str, parsed: &Parsed, keyed: &[Keyed]) -> Vec<Mention> {
        let mut mentions: Vec<Mention> = Vec::new();
        let mut push = |mention: Mention| {
            if !mentions.iter().any(|other| other.cluster == mention.cluster) {
                mentions.push(mention);
            }
        };
        let whole = if self.curated.aliases.is_empty() {
            None
        } else {
            self.by_alias(&format!("={}", fold_name(raw)), None)
        };
        if let Some(institution) = whole {
            let cluster = self.curated_cluster(institution);
            push(Mention { cluster, address: 0, name: raw.to_owned(), why: Why::Alias });
        }
        for keyed in keyed {
            let address = keyed.named.address;
            let country = parsed
                .addresses
                .get(address)
                .and_then(|address| address.country.as_ref())
                .map(|(id, _)| *id);
            let city = parsed.addresses.get(address).and_then(|address| address.city.as_ref());
            let place = (country, city.map(|city| city.text.as_str()));
            let (cluster, why) = self.cluster_of(raw, keyed, place);
            push(Mention { cluster, address, name: keyed.named.name.clone(), why });
        }
        if self.curated.aliases.is_empty() {
            return mentions;
        }
        for (at, address) in parsed.addresses.iter().enumerate() {
            let country = address.country.as_ref().map(|(id, _)| *id);
            for part in &address.departments {
                if let Some(institution) =
                    self.by_alias(&key_of(&part.text).0, country).filter(|i| !self.refuses(*i, raw))
                {
                    let cluster = self.curated_cluster(institution);
                    push(Mention {
                        cluster,
                        address: at,
                        name: part.text.clone(),
                        why: Why::Alias,
                    });
                }
            }
        }
        mentions
    }

    fn cluster_of(
        &mut self,
        raw: &str,
        keyed: &Keyed,
        (country, city): (Option<CountryId>, Option<&str>),
    ) -> (u32, Why) {
        let organization = self
            .registry
            .zip(keyed.named.ror)
            .and_then(|(registry, at)| Some((at, registry.get(at)?)));
        let by_ror = organization.and_then(|(_, one)| self.curated.rors.get(&one.id).copied());
        let alias = self.by_alias(&keyed.key, country);
        let refused = |key: &str, i: usize| self.curated.refused.contains(&(i, key.to_owned()));
        let curated = alias
            .or(by_ror.filter(|i| !refused(&keyed.key, *i)))
            .filter(|institution| !self.refuses(*institution, raw));
        if let Some(institution) = curated {
            return (self.curated_cluster(institution), Why::Alias);
        }
        if let Some((at, one)) = organization {
            let (key, home) = (format!("ror {}", one.id), places().country_by_code(&one.country));
            let why = Why::Ror(one.name.clone());
            return (
                self.place(Cluster {
                    key,
                    curated: None,
                    country: home,
                    city: None,
                    ror: Some(at),
                }),
                why,
            );
        }
        self.natural_cluster(keyed, country, city)
    }

    /// The curator's institution of a spelling. Its name alone does not count in another country.
    fn by_alias(&self, key: &str, country: Option<CountryId>) -> Option<usize> {
        let joined = self.joins.of_key(key).map_or(key, |(joined, _)| joined);
        let found = self.curated.aliases.get(key).or_else(|| self.curated.aliases.get(joined));
        let institution = *found?;
        let (name, home) = self.curated.institutions.get(institution)?;
        let abroad = matches!((home, country), (Some(home), Some(country)) if *home != country);
        let refused = self.curated.refused.contains(&(institution, key.to_owned()));
        let elsewhere = abroad && name == key;
        (!refused && !elsewhere).then_some(institution)
    }

    fn refuses(&self, institution: usize, raw: &str) -> bool {
        !self.curated.refused.is_empty()
            && self.curated.refused.contains(&(institution, format!("={}", fold_name(raw))))
    }

    fn curated_cluster(&mut self, institution: usize) -> u32 {
        let (key, country) =
            self.curated.institutions.get(institution).cloned().unwrap_or_default();
        self.place(Cluster { key, curated: Some(institution), country, city: None, ror: None })
    }

    fn natural_cluster(
        &mut self,
        keyed: &Keyed,
        country: Option<CountryId>,
        city: Option<&str>,
    ) -> (u32, Why) {
        let (joined, why) = match self.joins.of_key(&keyed.key) {
            Some((joined, why)) => (joined, why.clone()),
            None => (keyed.key.as_str(), Why::Named),
        };
        let why = match (why, keyed.known) {
            (Why::Named, Some(known)) => Why::Known(known),
            (why, _) => why,
        };
        let empty = BTreeMap::new();
        let countries = self.joins.countries(joined).unwrap_or(&empty);
        // Of those with the most strings the first in the table, so that no order of input matters.
        let most = countries.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)));
        let home = country.or(most.map(|(id, _)| *id));
        let city = city.filter(|_| keyed.known.is_none() && self.joins.is_local(joined));
        let mut key = match home {
            Some(home) if countries.len() > 1 && keyed.known.is_none() => {
                format!("{joined} {}", places().code(home).to_lowercase())
            }
            _ => joined.to_owned(),
        };
        if let Some(city) = city {
            key.push(' ');
            key.push_str(&super::key::key(city));
        }
        let city = city.map(str::to_owned);
        (self.place(Cluster { key, curated: None, country: home, city, ror: None }), why)
    }

    fn place(&mut self, mut cluster: Cluster) -> u32 {
        let mark = if cluster.curated.is_some() {
            format!("={}", cluster.key)
        } else {
            cluster.key.clone()
        };
        let next = crate::grouping::context::number(self.list.len());
        let place = *self.places.entry(mark).or_insert(next);
        if place == next {
            if cluster.curated.is_some() {
                cluster.key.push_str(" curated");
            }
            self.list.push(cluster);
        }
        place
    }
}
