//! Institutions, from affiliations as written.
//!
//! In: the library's affiliations, the profiles of `content/institutions`, the registry where the settings name one. Out: a
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
mod pattern;
mod proposals;
mod registry;
mod rules;
mod tally;
#[cfg(test)]
mod tests;
mod why;

pub use proposals::{Proposal, proposals};
pub use registry::Registry;

use super::draft::Draft;
use super::profiles::Profiles;
use super::{Context, FactKind, Group, GroupingKind, OnArticle, RecordList};
use crate::affiliations::{Parsed, parse};
use crate::diag::Diagnostic;
use cluster::cluster;
use institution::{Clusters, Curated, Mention};
use key::key;
use rayon::prelude::*;
use std::collections::BTreeMap;
use tally::{Tally, memberships, tell_labels_apart};

/// Institutions.
pub(super) static KIND: GroupingKind = GroupingKind {
    lists: &["not_aliases"],
    facts: &[FactKind::Ror, FactKind::Country, FactKind::City],
    reads_profiles: true,
    points_to: Some(RecordList::Affiliations),
    on_article: OnArticle::Institutions,
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
}

/// Parses and groups affiliations without a library around them, for measuring.
pub fn measure(raw: &[&str], registry: Option<&Registry>) -> Vec<(Parsed, Measured)> {
    let parsed: Vec<Parsed> = raw.par_iter().copied().map(parse).collect();
    let clusters = cluster(raw, &parsed, &Curated::default(), registry);
    let measured = |mentions: Vec<Mention>| {
        let first = mentions.first().and_then(|first| clusters.list.get(first.cluster as usize));
        let cluster = first.map(|cluster| cluster.key.clone());
        Measured {
            cluster,
            organizations: mentions.into_iter().map(|mention| mention.name).collect(),
        }
    };
    let mentions = clusters.mentions.into_par_iter();
    parsed.into_par_iter().zip(mentions.map(measured)).collect()
}

fn build(context: &Context<'_>) -> (Draft, Vec<Diagnostic>) {
    let (profiles, mut diagnostics) = Profiles::of(context, KIND.id, key);
    let (curated, named) = curated::curated(context, &profiles, &mut diagnostics);
    let affiliations = context.affiliations;
    let clusters = cluster(
        &affiliations.raw,
        &affiliations.parsed,
        &curated,
        context.registries.institutions.as_ref(),
    );
    let mut tallies: Vec<Tally> = Vec::new();
    tallies.resize_with(clusters.list.len(), Tally::default);
    let of_article = affiliations
        .of_article
        .iter()
        .map(|strings| memberships(strings, context, &clusters, &mut tallies))
        .collect();
    let known = by_ror(&clusters, context);
    let mut groups: Vec<Group> = clusters
        .list
        .iter()
        .zip(tallies)
        .map(|(cluster, tally)| {
            let named = cluster.curated.and_then(|place| named.get(place));
            tally.group(cluster, named, context, &known)
        })
        .collect();
    tell_labels_apart(&mut groups, &clusters);
    (Draft { groups, of_article, ordered: false }, diagnostics)
}

/// The institutions that the registry knows: ROR id to key.
fn by_ror(clusters: &Clusters, context: &Context<'_>) -> BTreeMap<String, String> {
    let known = clusters.list.iter().filter_map(|cluster| {
        let organization = context.registries.institutions.as_ref()?.get(cluster.ror?)?;
        Some((organization.id.clone(), cluster.key.clone()))
    });
    known.collect()
}
