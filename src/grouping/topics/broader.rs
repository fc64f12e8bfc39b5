//! Which topics lie above a topic in the tree of MeSH, and what MeSH calls it besides.
//!
//! In: the drafted topics, MeSH, and which of its headings the library may name. Out: for each topic that is a heading those of the
//! topics that lie above it, nearest first, and its entry terms. Never: a membership; an article is about what it says, and a broader page leads to the narrower one.

use crate::grouping::context::number;
use crate::grouping::{Group, GroupId};
use crate::text::terms::tokens;
use crate::vocabularies::Mesh;
use std::collections::{BTreeMap, BTreeSet};

/// Steps that are looked up at most.
const STEPS: usize = 6;

/// Tells topics what lies above them, and their other names.
pub(super) fn broader(groups: &mut [Group], mesh: &Mesh, known: &[(u32, &str)]) {
    let by_key: BTreeMap<&str, usize> =
        groups.iter().enumerate().map(|(at, group)| (group.key.as_str(), at)).collect();
    let mut topics: BTreeMap<u32, usize> = BTreeMap::new();
    for (place, name) in known {
        if let Some(at) = by_key.get(tokens::key(name).as_str()) {
            topics.insert(*place, *at);
        }
    }
    for (place, at) in &topics {
        if let Some(group) = groups.get_mut(*at) {
            group.also = mesh.terms(*place);
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
