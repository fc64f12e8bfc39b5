//! Which names are one institution.
//!
//! In: parsed affiliations and the curator's word. Out: [`Clusters`]. Precision before recall: two institutions on one
//! page are worse than one institution on two. Never: labels, pages.
//!
//! 1. The curator's aliases decide, by the name or by the whole string.
//! 2. Names with one [`key`] are one institution, unless they lie in different countries.
//! 3. "University of X" and "X University" are one, except in countries where both are known to exist side by side.

use super::key::{key, unordered};
use super::parse::{Address, Parsed};
use crate::grouping::places::{CountryId, places};
use crate::text::fold::fold_name;
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
}

/// One institution.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cluster {
    pub(super) key: String,
    /// The curator's institution, if it is one.
    pub(super) curated: Option<usize>,
    pub(super) country: Option<CountryId>,
}

/// An institution named in a string.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) cluster: u32,
    pub(super) address: usize,
    /// The name as written.
    pub(super) name: String,
    pub(super) by_alias: bool,
}

/// All institutions, and where they are named.
#[derive(Debug, Default)]
pub(super) struct Clusters {
    pub(super) list: Vec<Cluster>,
    /// For each string its mentions, best first.
    pub(super) mentions: Vec<Vec<Mention>>,
}

/// What all strings together say of one key.
#[derive(Default)]
struct Seen {
    countries: BTreeMap<CountryId, u32>,
}

/// Clusters the organisations of all strings.
pub(super) fn cluster(raw: &[&str], parsed: &[Parsed], curated: &Curated) -> Clusters {
    let keys: Vec<Vec<Vec<String>>> = parsed.iter().map(keys_of).collect();
    let mut seen: HashMap<&str, Seen> = HashMap::new();
    for (string, parsed) in keys.iter().zip(parsed) {
        for (keys, address) in string.iter().zip(&parsed.addresses) {
            for key in keys {
                let entry = seen.entry(key).or_default();
                if let Some((country, _)) = &address.country {
                    *entry.countries.entry(*country).or_default() += 1;
                }
            }
        }
    }
    let finals = final_keys(&seen);
    let mut builder = Builder { curated, finals, places: HashMap::new(), list: Vec::new() };
    let mentions = raw
        .iter()
        .zip(parsed)
        .zip(&keys)
        .map(|((raw, parsed), keys)| builder.mentions(raw, parsed, keys))
        .collect();
    Clusters { list: builder.list, mentions }
}

fn keys_of(parsed: &Parsed) -> Vec<Vec<String>> {
    let of = |address: &Address| address.organizations.iter().map(|name| key(&name.text)).collect();
    parsed.addresses.iter().map(of).collect()
}

/// For each key the one that it joins, and the countries in which that one lies.
struct Finals {
    joined: HashMap<String, String>,
    countries: HashMap<String, BTreeMap<CountryId, u32>>,
}

fn final_keys(seen: &HashMap<&str, Seen>) -> Finals {
    let keys: BTreeSet<&str> = seen.keys().copied().collect();
    let mut finals = Finals { joined: HashMap::new(), countries: HashMap::new() };
    for ordered in keys {
        let Some(seen) = seen.get(ordered) else { continue };
        let safe = !seen.countries.is_empty() && !seen.countries.keys().any(|id| both_orders(*id));
        let swap = safe && ordered.split(' ').any(|word| word == "university");
        let joined = if swap { unordered(ordered) } else { ordered.to_owned() };
        let countries = finals.countries.entry(joined.clone()).or_default();
        for (country, count) in &seen.countries {
            *countries.entry(*country).or_default() += count;
        }
        finals.joined.insert(ordered.to_owned(), joined);
    }
    finals
}

/// Countries where "University of X" and "X University" may be two.
fn both_orders(country: CountryId) -> bool {
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

struct Builder<'c> {
    curated: &'c Curated,
    finals: Finals,
    places: HashMap<String, u32>,
    list: Vec<Cluster>,
}

impl Builder<'_> {
    fn mentions(&mut self, raw: &str, parsed: &Parsed, keys: &[Vec<String>]) -> Vec<Mention> {
        let mut mentions: Vec<Mention> = Vec::new();
        let mut push = |mention: Mention| {
            if !mentions.iter().any(|other| other.cluster == mention.cluster) {
                mentions.push(mention);
            }
        };
        if let Some(institution) = self.by_alias(&format!("={}", fold_name(raw)), None) {
            let cluster = self.curated_cluster(institution);
            push(Mention { cluster, address: 0, name: raw.to_owned(), by_alias: true });
        }
        for (at, (address, keys)) in parsed.addresses.iter().zip(keys).enumerate() {
            let country = address.country.as_ref().map(|(id, _)| *id);
            for (name, key) in address.organizations.iter().zip(keys) {
                let curated = self
                    .by_alias(key, country)
                    .filter(|institution| !self.refuses(*institution, raw));
                let cluster = match curated {
                    Some(institution) => self.curated_cluster(institution),
                    None => self.natural_cluster(key, country),
                };
                push(Mention {
                    cluster,
                    address: at,
                    name: name.text.clone(),
                    by_alias: curated.is_some(),
                });
            }
            for name in address.departments.iter().map(|part| &part.text) {
                if let Some(institution) =
                    self.by_alias(&key(name), country).filter(|i| !self.refuses(*i, raw))
                {
                    let cluster = self.curated_cluster(institution);
                    push(Mention { cluster, address: at, name: name.clone(), by_alias: true });
                }
            }
        }
        mentions
    }

    /// The curator's institution of a spelling. Its name alone does not count in another country.
    fn by_alias(&self, key: &str, country: Option<CountryId>) -> Option<usize> {
        let joined = self.finals.joined.get(key).map_or(key, String::as_str);
        let found = self.curated.aliases.get(key).or_else(|| self.curated.aliases.get(joined));
        let institution = *found?;
        let (name, home) = self.curated.institutions.get(institution)?;
        let abroad = matches!((home, country), (Some(home), Some(country)) if *home != country);
        let refused = self.curated.refused.contains(&(institution, key.to_owned()));
        let elsewhere = abroad && name == key;
        (!refused && !elsewhere).then_some(institution)
    }

    fn refuses(&self, institution: usize, raw: &str) -> bool {
        self.curated.refused.contains(&(institution, format!("={}", fold_name(raw))))
    }

    fn curated_cluster(&mut self, institution: usize) -> u32 {
        let (name, country) =
            self.curated.institutions.get(institution).cloned().unwrap_or_default();
        self.place(name, Some(institution), country)
    }

    fn natural_cluster(&mut self, key: &str, country: Option<CountryId>) -> u32 {
        let joined = self.finals.joined.get(key).map_or(key, String::as_str).to_owned();
        let empty = BTreeMap::new();
        let countries = self.finals.countries.get(&joined).unwrap_or(&empty);
        // Of those with the most strings the first in the table, so that no order of input matters.
        let most = countries.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)));
        let home = country.or(most.map(|(id, _)| *id));
        let key = match home {
            Some(home) if countries.len() > 1 => {
                format!("{joined} {}", places().code(home).to_lowercase())
            }
            _ => joined,
        };
        self.place(key, None, home)
    }

    fn place(&mut self, key: String, curated: Option<usize>, country: Option<CountryId>) -> u32 {
        let mark = if curated.is_some() { format!("={key}") } else { key.clone() };
        let next = crate::grouping::context::number(self.list.len());
        let place = *self.places.entry(mark).or_insert(next);
        if place == next {
            let key = if curated.is_some() { format!("{key} curated") } else { key };
            self.list.push(Cluster { key, curated, country });
        }
        place
    }
}
