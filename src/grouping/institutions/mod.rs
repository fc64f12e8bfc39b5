//! Institutions, from affiliations as written.
//!
//! In: the library's affiliations and the profiles of `content/institutions`. Out: a [`Draft`]: one group per
//! institution, with every raw string that was merged into it. Never: a change to an affiliation itself.
//!
//! [`mod@parse`] finds the parts of one string, [`mod@cluster`] decides which names are one institution.

mod clean;
mod cluster;
mod key;
mod parse;
mod pieces;
#[cfg(test)]
mod tests;
mod words;

pub use parse::{Address, Parsed, parse};

use super::context::number;
use super::draft::Draft;
use super::places::{CountryId, places};
use super::profiles::Profiles;
use super::{Context, Fact, Group, GroupingKind, Membership, always_one};
use crate::diag::Diagnostic;
use crate::text::fold::fold_name;
use cluster::{Clusters, Curated, Mention, cluster};
use key::key;
use std::collections::BTreeMap;

/// Institutions.
pub(super) static KIND: GroupingKind = GroupingKind {
    id: "institutions",
    singular: "Institution",
    plural: "Institutions",
    default_min: always_one,
    build,
};

/// The key of the best institution of each string, for measuring: strings with one key would share a page.
pub fn cluster_keys(raw: &[&str], parsed: &[Parsed]) -> Vec<Option<String>> {
    let clusters = cluster(raw, parsed, &Curated::default());
    let key = |mentions: &Vec<Mention>| {
        let first = mentions.first()?;
        clusters.list.get(first.cluster as usize).map(|cluster| cluster.key.clone())
    };
    clusters.mentions.iter().map(key).collect()
}

/// An institution that the curator named.
struct Named {
    label: String,
    profile: Option<usize>,
}

fn build(context: &Context<'_>) -> (Draft, Vec<Diagnostic>) {
    let (profiles, diagnostics) = Profiles::of(context, KIND.id, key);
    let (curated, named) = curated(context, &profiles);
    let affiliations = &context.affiliations;
    let clusters = cluster(&affiliations.raw, &affiliations.parsed, &curated);
    let mut tallies: Vec<Tally> = Vec::new();
    tallies.resize_with(clusters.list.len(), Tally::default);
    let of_article = affiliations
        .of_article
        .iter()
        .map(|strings| memberships(strings, context, &clusters, &mut tallies))
        .collect();
    let mut groups: Vec<Group> = clusters
        .list
        .iter()
        .zip(tallies)
        .map(|(cluster, tally)| {
            let named = cluster.curated.and_then(|place| named.get(place));
            tally.group(cluster, named, context)
        })
        .collect();
    tell_labels_apart(&mut groups, &clusters);
    (Draft { groups, of_article, ordered: false }, diagnostics)
}

/// The curator's word from profiles, then from the settings.
fn curated(context: &Context<'_>, profiles: &Profiles<'_>) -> (Curated, Vec<Named>) {
    let mut curated = Curated::default();
    let mut named: Vec<Named> = Vec::new();
    for (name, place, profile) in profiles.iter() {
        let institution = named.len();
        named.push(Named { label: profile.name.clone(), profile: Some(place) });
        let country = profile.facts.get("country").and_then(|name| country_named(name));
        curated.institutions.push((name.clone(), country));
        curated.aliases.insert(name.clone(), institution);
        add_aliases(&mut curated, institution, profile.list("aliases"));
        for refused in profile.list("not_aliases") {
            curated.refused.insert((institution, key(refused)));
            curated.refused.insert((institution, format!("={}", fold_name(refused))));
        }
    }
    for (name, aliases) in &context.options.institution_aliases {
        let folded = key(name);
        let known = curated.institutions.iter().position(|(other, _)| *other == folded);
        let institution = known.unwrap_or(named.len());
        if known.is_none() {
            named.push(Named { label: name.clone(), profile: None });
            curated.institutions.push((folded.clone(), None));
            curated.aliases.entry(folded).or_insert(institution);
        }
        add_aliases(&mut curated, institution, aliases);
    }
    (curated, named)
}

fn add_aliases(curated: &mut Curated, institution: usize, aliases: &[String]) {
    for alias in aliases {
        curated.aliases.entry(key(alias)).or_insert(institution);
        curated.aliases.entry(format!("={}", fold_name(alias))).or_insert(institution);
    }
}

fn country_named(name: &str) -> Option<CountryId> {
    places().country(&fold_name(name)).or_else(|| places().country_by_code(name))
}

/// What the articles say of one institution.
#[derive(Default)]
struct Tally {
    names: BTreeMap<String, u32>,
    raw: BTreeMap<String, u32>,
    parts: BTreeMap<String, u32>,
}

fn memberships(
    strings: &[u32],
    context: &Context<'_>,
    clusters: &Clusters,
    tallies: &mut [Tally],
) -> Vec<Membership> {
    let affiliations = &context.affiliations;
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
                    why: why(mention),
                    at: vec![number(at)],
                }),
            }
        }
    }
    memberships
}

fn why(mention: &Mention) -> String {
    let kind = if mention.by_alias { "alias" } else { "named" };
    format!("{kind} “{}”", mention.name)
}

impl Tally {
    fn add(&mut self, raw: &str, address: Option<&Address>, mention: &Mention) {
        count(&mut self.raw, raw);
        count(&mut self.names, &mention.name);
        for part in address.iter().flat_map(|address| &address.departments) {
            if *part != mention.name {
                count(&mut self.parts, part);
            }
        }
    }

    fn group(
        self,
        cluster: &cluster::Cluster,
        named: Option<&Named>,
        context: &Context<'_>,
    ) -> Group {
        let found = label(&self.names);
        let label = match named {
            Some(named) => {
                let profile = named.profile.and_then(|place| context.profiles.get(place));
                profile.map_or_else(
                    || named.label.clone(),
                    |profile| super::profiles::label(profile, found.as_deref()),
                )
            }
            None => found.unwrap_or_default(),
        };
        let facts = cluster.country.map(|country| {
            let value = places().name(country).to_owned();
            let group = Some(("countries", fold_name(&value)));
            Fact { label: "Country", value, group }
        });
        Group {
            key: cluster.key.clone(),
            label,
            profile: named.and_then(|named| named.profile),
            variants: sorted(self.raw),
            parts: sorted(self.parts),
            facts: facts.into_iter().collect(),
            ..Group::default()
        }
    }
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
    super::sort_counts(&mut counts);
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
    let best = super::most_used(if plain.is_empty() { names } else { &plain })?;
    Some(best.strip_prefix("The ").map_or(best.clone(), str::to_owned))
}

/// Institutions of one name in several countries carry the country in their labels.
fn tell_labels_apart(groups: &mut [Group], clusters: &Clusters) {
    let mut uses: BTreeMap<String, u32> = BTreeMap::new();
    for group in groups.iter() {
        *uses.entry(fold_name(&group.label)).or_default() += 1;
    }
    for (group, cluster) in groups.iter_mut().zip(&clusters.list) {
        let shared = uses.get(&fold_name(&group.label)).is_some_and(|uses| *uses > 1);
        if let (true, Some(country), None) = (shared, cluster.country, cluster.curated) {
            group.label = format!("{} ({})", group.label, places().name(country));
        }
    }
}
