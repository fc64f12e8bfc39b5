//! What the articles say of each institution, gathered into groups.
//!
//! In: clusters and the articles' strings. Out: memberships with their reasons, and groups with labels, departments, facts
//! and every raw string that was merged into them. Never: a decision on which names are one institution.

use super::curated::Named;
use super::institution::{Cluster, Clusters, Mention};
use super::registry::Registry;
use crate::affiliations::places::places;
use crate::affiliations::{Address, CountryId};
use crate::grouping::context::number;
use crate::grouping::{Context, Fact, FactKind, Group, Membership, Why};
use crate::text::fold::fold_name;
use crate::vocabularies::ror::RorOrganization;
use std::collections::{BTreeMap, BTreeSet};

/// What the articles say of one institution.
#[derive(Default)]
pub(super) struct Tally {
    names: BTreeMap<String, u32>,
    /// Strings with their number of articles, and why the first of them is here.
    raw: BTreeMap<String, (u32, Why)>,
    parts: BTreeMap<String, u32>,
}

pub(super) fn memberships(
    strings: &[u32],
    context: &Context<'_>,
    clusters: &Clusters,
    tallies: &mut [Tally],
) -> Vec<Membership> {
    let affiliations = context.affiliations;
    let mut memberships: Vec<Membership> = Vec::new();
    for (at, string) in strings.iter().enumerate() {
        let Some(mentions) = clusters.mentions.get(*string as usize) else { continue };
        for mention in mentions {
            if let Some(tally) = tallies.get_mut(mention.cluster as usize) {
                let raw = affiliations.raw.get(*string as usize).copied().unwrap_or_default();
                let parsed = affiliations.parsed.get(*string as usize);
                tally.add(raw, parsed.and_then(|p| p.addresses.get(mention.address)), mention);
            }
            match memberships.iter_mut().find(|m| m.group == mention.cluster) {
                Some(membership) => membership.at.push(number(at)),
                None => memberships.push(Membership {
                    group: mention.cluster,
                    why: mention.why.of(&mention.name),
                    at: vec![number(at)],
                }),
            }
        }
    }
    memberships
}

impl Tally {
    fn add(&mut self, raw: &str, address: Option<&Address>, mention: &Mention) {
        let why = || mention.why.of(&mention.name);
        self.raw.entry(raw.to_owned()).or_insert_with(|| (0, why())).0 += 1;
        count(&mut self.names, &mention.name);
        for part in address.iter().flat_map(|address| &address.departments) {
            if part.text != mention.name {
                count(&mut self.parts, &part.text);
            }
        }
    }

    pub(super) fn group(
        self,
        cluster: &Cluster,
        named: Option<&Named>,
        context: &Context<'_>,
        registry: Option<&Registry>,
        known: &BTreeMap<String, String>,
    ) -> Group {
        let found = label(&self.names);
        let organization = registry.zip(cluster.ror).and_then(|(all, at)| all.get(at));
        let label = match (named, organization) {
            (Some(named), _) => {
                let profile = named.profile.and_then(|place| context.profiles.get(place));
                profile.map_or_else(
                    || named.label.clone(),
                    |profile| crate::grouping::profiles::label(profile, found.as_deref()),
                )
            }
            (None, Some(organization)) => organization.name.clone(),
            (None, None) => found.unwrap_or_default(),
        };
        let (variants, reasons) = disclosed(self.raw);
        Group {
            key: cluster.key.clone(),
            label,
            profile: named.and_then(|named| named.profile),
            variants,
            reasons,
            parts: sorted(self.parts),
            facts: facts(cluster, organization, registry, known),
            ..Group::default()
        }
    }
}

/// The strings, most used first, each with its reason beside it.
fn disclosed(raw: BTreeMap<String, (u32, Why)>) -> (Vec<(String, u32)>, Vec<Why>) {
    let mut raw: Vec<(String, (u32, Why))> = raw.into_iter().collect();
    raw.sort_by(|a, b| b.1.0.cmp(&a.1.0).then_with(|| a.0.cmp(&b.0)));
    raw.into_iter().map(|(text, (count, why))| ((text, count), why)).unzip()
}

/// Country, and what the registry says; `known` has the label of every institution of the library by its ROR id.
fn facts(
    cluster: &Cluster,
    organization: Option<&RorOrganization>,
    registry: Option<&Registry>,
    known: &BTreeMap<String, String>,
) -> Vec<Fact> {
    let mut facts = Vec::new();
    if let Some(one) = organization.filter(|one| !one.city.is_empty()) {
        facts.push(Fact::new(FactKind::City, one.city.as_str()));
    }
    if let Some(country) = cluster.country {
        facts.push(Fact::new(FactKind::Country, places().name(country)));
    }
    let Some(one) = organization else { return facts };
    if !one.id.is_empty() {
        facts.push(Fact::new(FactKind::Ror, format!("https://ror.org/{}", one.id)));
    }
    if let Some(website) = &one.website {
        facts.push(Fact::new(FactKind::Website, website.as_str()));
    }
    for parent in &one.parents {
        let name = registry
            .and_then(|registry| registry.get(registry.by_id(parent)?))
            .map(|one| one.name.clone());
        if let Some(value) = name {
            let group =
                known.contains_key(parent).then(|| (super::KIND.id, format!("ror {parent}")));
            facts.push(Fact { group, ..Fact::new(FactKind::PartOf, value) });
        }
    }
    facts
}

fn count(counts: &mut BTreeMap<String, u32>, name: &str) {
    if let Some(count) = counts.get_mut(name) {
        *count += 1;
    } else {
        counts.insert(name.to_owned(), 1);
    }
}

fn sorted(counts: BTreeMap<String, u32>) -> Vec<(String, u32)> {
    let mut counts: Vec<(String, u32)> = counts.into_iter().collect();
    crate::grouping::sort_counts(&mut counts);
    counts
}

/// The most used name that is neither all capitals nor abbreviated, without a leading "The"; else the most used.
fn label(names: &BTreeMap<String, u32>) -> Option<String> {
    let shouts = |name: &str| name.contains(' ') && !name.chars().any(char::is_lowercase);
    let plain: BTreeMap<String, u32> = names
        .iter()
        .filter(|(name, _)| !name.contains('.') && !shouts(name))
        .map(|(name, count)| (name.clone(), *count))
        .collect();
    let best = crate::grouping::most_used(if plain.is_empty() { names } else { &plain })?;
    Some(best.strip_prefix("The ").map_or(best.clone(), str::to_owned))
}

/// Institutions of one name in several countries carry the country in their labels.
pub(super) fn tell_labels_apart(groups: &mut [Group], clusters: &Clusters) {
    let mut uses: BTreeMap<String, u32> = BTreeMap::new();
    for group in groups.iter() {
        *uses.entry(fold_name(&group.label)).or_default() += 1;
    }
    let mut homes: BTreeSet<(String, Option<CountryId>)> = BTreeSet::new();
    let mut twice: BTreeSet<(String, Option<CountryId>)> = BTreeSet::new();
    for (group, cluster) in groups.iter().zip(&clusters.list).filter(|(_, of)| of.curated.is_none())
    {
        let home = (fold_name(&group.label), cluster.country);
        if !homes.insert(home.clone()) {
            twice.insert(home);
        }
    }
    for (group, cluster) in groups.iter_mut().zip(&clusters.list) {
        if let Some(city) = cluster.city.as_ref().filter(|_| cluster.curated.is_none()) {
            group.label = format!("{} ({city})", group.label);
            continue;
        }
        let shared = uses.get(&fold_name(&group.label)).is_some_and(|uses| *uses > 1);
        let home = (fold_name(&group.label), cluster.country);
        let city = group.facts.iter().find(|fact| fact.kind == FactKind::City);
        // Two of one country are told apart by the city that the registry knows.
        if let Some(city) = city.filter(|_| shared && twice.contains(&home)) {
            group.label = format!("{} ({})", group.label, city.value);
            continue;
        }
        if let (true, Some(country), None) = (shared, cluster.country, cluster.curated) {
            group.label = format!("{} ({})", group.label, places().name(country));
        }
    }
}
