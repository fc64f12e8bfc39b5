//! Which names are one institution.
//!
//! In: parsed affiliations, the curator's word, the registry where there is one. Out: [`Clusters`]. Precision before
//! recall: two institutions on one page are worse than one institution on two. Never: labels, pages.
//!
//! 1. The curator's aliases decide, by the name or by the whole string.
//! 2. Names that the registry knows as one organisation are one institution.
//! 3. Names with one key are one institution, unless they lie in different countries.
//! 4. A name that the registry knows in other strings of the library is the same organisation ([`Known`]).
//! 5. What [`Joins`] finds in the library as a whole: acronyms, names with their city, other orders of words.

use super::institution::{Cluster, Clusters, Curated, Keyed, Mention};
use super::joins::{Joins, Seen};
use super::key::key_of;
use super::known::Known;
use super::located::Organizations;
use super::registry::Named;
use super::rules::{Rules, Told};
use crate::affiliations::Parsed;
use ahash::HashMap;
use rayon::prelude::*;

/// Clusters the organisations of all strings.
pub(super) fn cluster(
    raw: &[&str],
    parsed: &[Parsed],
    organizations: &Organizations,
    curated: &Curated,
) -> Clusters {
    let registry = organizations.registry.as_ref();
    let keyed: Vec<Vec<Keyed>> = organizations
        .named
        .par_iter()
        .map(|named| {
            let keyed = |named: &Named| {
                let (key, known) = key_of(&named.name);
                Keyed { named: named.clone(), key, known }
            };
            named.iter().map(keyed).collect()
        })
        .collect();
    let known = Known::of(&keyed, registry);
    let joins = Joins::of(seen(&keyed, parsed));
    let rules = Rules { curated, registry, joins, known };
    // Each string's institutions in parallel, then their numbers in order.
    let told: Vec<Vec<Told>> = raw
        .par_iter()
        .zip(parsed)
        .zip(keyed)
        .map(|((raw, parsed), keyed)| rules.institutions(raw, parsed, keyed))
        .collect();
    let mut numbers = Numbers::default();
    let mentions = told.into_iter().map(|told| numbers.mentions(told)).collect();
    Clusters { list: numbers.list, mentions }
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

/// The institutions so far, each with its number.
#[derive(Default)]
struct Numbers {
    places: HashMap<String, u32>,
    list: Vec<Cluster>,
}

impl Numbers {
    /// The mentions of one string, each institution once.
    fn mentions(&mut self, told: Vec<Told>) -> Vec<Mention> {
        let mut mentions: Vec<Mention> = Vec::with_capacity(told.len());
        for Told { institution, address, name, why } in told {
            let cluster = self.place(institution);
            if !mentions.iter().any(|other| other.cluster == cluster) {
                mentions.push(Mention { cluster, address, name, why });
            }
        }
        mentions
    }

    fn place(&mut self, mut cluster: Cluster) -> u32 {
        if cluster.curated.is_some() {
            cluster.key.push_str(" curated");
        }
        if let Some(place) = self.places.get(&cluster.key) {
            return *place;
        }
        let next = crate::grouping::context::number(self.list.len());
        self.places.insert(cluster.key.clone(), next);
        self.list.push(cluster);
        next
    }
}
