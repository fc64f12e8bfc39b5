//! Which institution a named organisation is.
//!
//! In: the curator's word, the registry, and what the library as a whole says of the keys. Out: for a string its
//! institutions, each with the reason. Never: numbers; the order of the strings does not matter here.

use super::institution::{Cluster, Curated, Keyed};
use super::joins::Joins;
use super::key::key_of;
use super::known::Known;
use super::registry::Registry;
use super::why::Why;
use crate::affiliations::Parsed;
use crate::affiliations::places::{CountryId, places};
use crate::text::fold::fold_name;
use crate::vocabularies::ror::RorOrganization;
use std::collections::BTreeMap;

/// Everything that decides.
pub(super) struct Rules<'c> {
    pub(super) curated: &'c Curated,
    pub(super) registry: Option<&'c Registry>,
    pub(super) joins: Joins,
    pub(super) known: Known,
}

/// An institution named in a string, before it has a number.
pub(super) struct Told {
    pub(super) institution: Cluster,
    pub(super) address: usize,
    /// The name as written.
    pub(super) name: String,
    pub(super) why: Why,
}

/// The key of an organisation that the registry knows: by its id, else by its name and country.
fn registered_key(one: &RorOrganization) -> String {
    match one.id.as_str() {
        "" => format!("ror {} {}", key_of(&one.name).0, one.country.to_lowercase()),
        id => format!("ror {id}"),
    }
}

impl Rules<'_> {
    /// The institutions of one string, best first.
    pub(super) fn institutions(&self, raw: &str, parsed: &Parsed, keyed: Vec<Keyed>) -> Vec<Told> {
        let mut out: Vec<Told> = Vec::with_capacity(keyed.len());
        let curates = !self.curated.aliases.is_empty();
        let whole = curates.then(|| self.by_alias(&format!("={}", fold_name(raw)), None)).flatten();
        if let Some(place) = whole {
            let (institution, name) = (self.curated_cluster(place), raw.to_owned());
            out.push(Told { institution, address: 0, name, why: Why::Alias });
        }
        for keyed in keyed {
            let address = keyed.named.address;
            let of = parsed.addresses.get(address);
            let country = of.and_then(|of| of.country.as_ref()).map(|(id, _)| *id);
            let city = of.and_then(|of| of.city.as_ref()).map(|city| city.text.as_str());
            let (institution, why) = self.cluster_of(raw, &keyed, (country, city));
            out.push(Told { institution, address, name: keyed.named.name, why });
        }
        if curates {
            self.departments(raw, parsed, &mut out);
        }
        out
    }

    /// The departments that a curator made institutions.
    fn departments(&self, raw: &str, parsed: &Parsed, out: &mut Vec<Told>) {
        for (address, of) in parsed.addresses.iter().enumerate() {
            let country = of.country.as_ref().map(|(id, _)| *id);
            for part in &of.departments {
                let found = self
                    .by_alias(&key_of(&part.text).0, country)
                    .or_else(|| self.by_pattern(&fold_name(&part.text)));
                if let Some(place) = found.filter(|place| !self.refuses(*place, raw)) {
                    let (institution, name) = (self.curated_cluster(place), part.text.clone());
                    out.push(Told { institution, address, name, why: Why::Alias });
                }
            }
        }
    }

    fn cluster_of(
        &self,
        raw: &str,
        keyed: &Keyed,
        (country, city): (Option<CountryId>, Option<&str>),
    ) -> (Cluster, Why) {
        let organization = self
            .registry
            .zip(keyed.named.ror)
            .and_then(|(registry, at)| Some((at, registry.get(at)?)));
        let by_ror = organization.and_then(|(_, one)| self.curated.rors.get(&one.id).copied());
        let pattern = || self.by_pattern(&fold_name(&keyed.named.name));
        // The curator may name it as the registry does, however the string spells it.
        let registered = || {
            let curates = !self.curated.aliases.is_empty();
            organization
                .filter(|_| curates)
                .and_then(|(_, one)| self.by_alias(&key_of(&one.name).0, country))
        };
        let alias = self.by_alias(&keyed.key, country).or_else(pattern).or_else(registered);
        let refused = |key: &str, i: usize| self.curated.refused.contains(&(i, key.to_owned()));
        let curated = alias
            .or(by_ror.filter(|i| !refused(&keyed.key, *i)))
            .filter(|institution| !self.refuses(*institution, raw));
        if let Some(institution) = curated {
            return (self.curated_cluster(institution), Why::Alias);
        }
        if let Some((at, one)) = organization {
            let (key, home) = (registered_key(one), places().country_by_code(&one.country));
            let why = Why::Ror(one.name.clone());
            return (Cluster { key, curated: None, country: home, city: None, ror: Some(at) }, why);
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

    /// The curator's institution of a folded name that a pattern meets; of several the first.
    fn by_pattern(&self, folded: &str) -> Option<usize> {
        if self.curated.patterns.is_empty() {
            return None;
        }
        let mut patterns = self.curated.patterns.iter();
        let (_, institution) = patterns.find(|(pattern, _)| pattern.meets(folded))?;
        let refused = self.curated.refused.contains(&(*institution, super::key::key(folded)));
        (!refused).then_some(*institution)
    }

    fn refuses(&self, institution: usize, raw: &str) -> bool {
        !self.curated.refused.is_empty()
            && self.curated.refused.contains(&(institution, format!("={}", fold_name(raw))))
    }

    fn curated_cluster(&self, institution: usize) -> Cluster {
        let (key, country) =
            self.curated.institutions.get(institution).cloned().unwrap_or_default();
        Cluster { key, curated: Some(institution), country, city: None, ror: None }
    }

    fn natural_cluster(
        &self,
        keyed: &Keyed,
        country: Option<CountryId>,
        city: Option<&str>,
    ) -> (Cluster, Why) {
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
        let known = || {
            [keyed.key.as_str(), joined]
                .into_iter()
                .find_map(|key| self.known.get(key, home?, city))
        };
        if let Some((at, one)) = known().and_then(|at| Some((at, self.registry?.get(at)?))) {
            let (key, why) = (registered_key(one), Why::Ror(one.name.clone()));
            return (Cluster { key, curated: None, country: home, city: None, ror: Some(at) }, why);
        }
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
        (Cluster { key, curated: None, country: home, city, ror: None }, why)
    }
}
