//! Institutions, from affiliations as written.
//!
//! In: the library's affiliations, the profiles of `content/institutions`, the registry. Out: a
//! [`Draft`]: one group per institution, with every raw string that was merged into it and why. Never: a change to an
//! affiliation itself.
//!
//! [`mod@cluster`] decides which of the parsed names are one institution, [`mod@tally`] makes the groups,
//! [`mod@proposals`] names the pairs that might be one.

mod cluster;
mod curated;
mod institution;
mod joins;
mod key;
mod known;
mod located;
mod pattern;
mod proposals;
mod registry;
mod rules;
mod tally;
#[cfg(test)]
mod tests;
mod why;

pub(in crate::grouping) use located::Organizations;
pub use proposals::{Proposal, proposals};

use super::draft::Draft;
use super::profiles::Profiles;
use super::why::Why;
use super::{Context, FactKind, Filter, Group, GroupingKind, OnArticle, RecordList};
use crate::affiliations::places::places;
use crate::affiliations::{CountryId, Parsed, parse};
use crate::diag::Diagnostic;
use crate::vocabularies::Ror;
use cluster::cluster;
use institution::{Clusters, Curated, Mention};
use key::key;
use rayon::prelude::*;
use registry::{Named, Registry};
use std::collections::BTreeMap;
use tally::{Tally, memberships, tell_labels_apart};

/// Institutions.
pub(super) static KIND: GroupingKind = GroupingKind {
    lists: &["not_aliases"],
    facts: &[FactKind::Ror, FactKind::Country, FactKind::City],
    reads_profiles: true,
    points_to: Some(RecordList::Affiliations),
    on_article: OnArticle::Institutions,
    filter: Filter::Offered,
    on_home: true,
    map: Some(1),
    meets: Some(&[&super::topics::KIND, &super::authors::KIND, &KIND]),
    ..GroupingKind::plain("institutions", build)
};

/// What the grouping makes of one affiliation, for measuring.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measured {
    /// Its organisations, best first; one that the registry knows by another name has that one.
    pub organizations: Vec<String>,
    /// The key of the first: strings with one key share a page.
    pub cluster: Option<String>,
    /// ISO 3166 code of the country that its first address names, else of the one in which its organisations lie.
    pub country: Option<&'static str>,
}

/// Parses and groups affiliations without a library around them, for measuring.
pub fn measure(raw: &[&str], ror: Option<&Ror>) -> Vec<(Parsed, Measured)> {
    let parsed: Vec<Parsed> = raw.par_iter().copied().map(parse).collect();
    let organizations = Organizations::of(raw, &parsed, ror);
    let clusters = cluster(raw, &parsed, &organizations, &Curated::default());
    let measured = |mentions: Vec<Mention>, named: &[Named], countries: &[(CountryId, Why)]| {
        let first = mentions.first().and_then(|first| clusters.list.get(first.cluster as usize));
        // One that is named twice counts once.
        let name = |mention: &Mention| {
            let known = named.iter().find(|named| named.name == mention.name);
            known.and_then(|named| named.registered.as_ref()).unwrap_or(&mention.name).clone()
        };
        Measured {
            organizations: mentions.iter().map(name).collect(),
            cluster: first.map(|cluster| cluster.key.clone()),
            country: countries.first().map(|(id, _)| places().code(*id)),
        }
    };
    let told = organizations.named.par_iter().zip(&organizations.countries);
    let of_string = clusters.mentions.into_par_iter().zip(told);
    let of_string =
        of_string.map(|(mentions, (named, countries))| measured(mentions, named, countries));
    parsed.into_par_iter().zip(of_string).collect()
}

fn build(context: &Context<'_>) -> (Draft, Vec<Diagnostic>) {
    let (profiles, mut diagnostics) = Profiles::of(context, KIND.id, key);
    let (curated, named) = curated::curated(context, &profiles, &mut diagnostics);
    let affiliations = context.affiliations;
    let organizations = context.organizations;
    let registry = organizations.registry.as_ref();
    let clusters = cluster(&affiliations.raw, &affiliations.parsed, organizations, &curated);
    let mut tallies: Vec<Tally> = Vec::new();
    tallies.resize_with(clusters.list.len(), Tally::default);
    let of_article = affiliations
        .of_article
        .iter()
        .map(|strings| memberships(strings, context, &clusters, &mut tallies))
        .collect();
    let known = by_ror(&clusters, registry);
    let mut groups: Vec<Group> = clusters
        .list
        .iter()
        .zip(tallies)
        .map(|(cluster, tally)| {
            let named = cluster.curated.and_then(|place| named.get(place));
            tally.group(cluster, named, context, registry, &known)
        })
        .collect();
    tell_labels_apart(&mut groups, &clusters);
    (Draft { groups, of_article, ordered: false }, diagnostics)
}

/// The institutions that the registry knows: ROR id to key.
fn by_ror(clusters: &Clusters, registry: Option<&Registry>) -> BTreeMap<String, String> {
    let known = clusters.list.iter().filter_map(|cluster| {
        let organization = registry?.get(cluster.ror?)?;
        Some((organization.id.clone(), cluster.key.clone()))
    });
    known.filter(|(id, _)| !id.is_empty()).collect()
}
