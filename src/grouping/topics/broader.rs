//! Which topics lie above a topic in the tree of MeSH.
//!
//! In: the drafted topics, and MeSH. Out: for each topic that is a heading those of the topics that lie above it, nearest
//! first. Never: a membership; an article is about what it says, and a broader page leads to the narrower one.

use super::vocabulary::natural_name;
use crate::grouping::context::number;
use crate::grouping::{Group, GroupId};
use crate::text::terms::tokens;
use crate::vocabularies::{Mesh, words};
use std::collections::{BTreeMap, BTreeSet};

/// Steps that are looked up at most.
const STEPS: usize = 6;

/// Tells topics what lies above them.
pub(super) fn broader(groups: &mut [Group], mesh: &Mesh) {
    let asked: BTreeSet<u64> =
        groups.iter().flat_map(|group| words(&group.key)).map(tokens::phrase_hash).collect();
    let known = mesh.known(|word| asked.contains(&tokens::phrase_hash(word)));
    let by_key: BTreeMap<&str, usize> =
        groups.iter().enumerate().map(|(at, group)| (group.key.as_str(), at)).collect();
    let mut topics: BTreeMap<u32, usize> = BTreeMap::new();
    for term in known.iter().filter(|term| term.name) {
        let key = tokens::key(&natural_name(mesh, term.place, &term.text));
        if let Some(at) = by_key.get(key.as_str()) {
            topics.insert(term.place, *at);
        }
    }
    let above: Vec<(usize, Vec<GroupId>)> =
        topics.iter().map(|(place, at)| (*at, above(*place, mesh, &topics))).collect();
    for (at, above) in above {
        if let Some(group) = groups.get_mut(at) {
            group.broader = above;
        }
    }
}

/// The topics above a heading, those in fewer steps first.
fn above(place: u32, mesh: &Mesh, topics: &BTreeMap<u32, usize>) -> Vec<GroupId> {
    let mut met = BTreeSet::from([place]);
    let mut step = vec![place];
    let mut found = Vec::new();
    for _ in 0..STEPS {
        let parents = step.iter().flat_map(|place| mesh.parents(*place).iter().copied());
        step = parents.filter(|parent| met.insert(*parent)).collect();
        found.extend(step.iter().filter_map(|place| topics.get(place)).map(|at| number(*at)));
    }
    found
}
