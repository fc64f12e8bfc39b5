//! Groups that the curator hides: no page, list, map or reason names them.
//!
//! In: the groups of a draft with their parents, later all finished groupings. Out: the places of the groups that stay, and the
//! hidden ones by themselves, with their members, for messages and the status. Never: a change to what records print.

use super::context::Context;
use super::{Fact, Group, Grouping, Membership, Why};
use crate::text::fold::fold_name;
use std::collections::HashSet;

/// Parts the places of the groups that stay from those of the hidden ones.
pub(super) fn apart(
    kept: Vec<usize>,
    groups: &[Group],
    context: &Context<'_>,
) -> (Vec<usize>, Vec<usize>) {
    let hides = |place: &usize| groups.get(*place).is_some_and(|group| context.hides(group));
    let (mut hidden, kept): (Vec<usize>, Vec<usize>) = kept.into_iter().partition(hides);
    hidden.sort_by_key(|place| groups.get(*place).and_then(|group| group.profile));
    (kept, hidden)
}

/// What lies below a hidden group lies below the next one above it.
pub(super) fn above(parents: Vec<Option<usize>>, hidden: &[usize]) -> Vec<Option<usize>> {
    if hidden.is_empty() {
        return parents;
    }
    let hidden: HashSet<usize> = hidden.iter().copied().collect();
    let next = |place: usize| parents.get(place).copied().flatten();
    let shown = |mut parent: Option<usize>| {
        // Parents make no circle: circles were broken where they were read.
        for _ in 0..parents.len() {
            match parent {
                Some(place) if hidden.contains(&place) => parent = next(place),
                _ => break,
            }
        }
        parent
    };
    parents.iter().map(|parent| shown(*parent)).collect()
}

/// Takes the hidden groups out of a draft, and their names out of the reasons of the other groups.
pub(super) fn taken(
    hidden: &[usize],
    groups: &mut [Group],
    of_article: &mut [Vec<Membership>],
) -> Vec<Group> {
    if hidden.is_empty() {
        return Vec::new();
    }
    let take = |place: &usize| groups.get_mut(*place).map(std::mem::take);
    let taken: Vec<Group> = hidden.iter().filter_map(take).collect();
    let names: HashSet<String> = taken.iter().map(|group| fold_name(&group.label)).collect();
    for membership in of_article.iter_mut().flatten() {
        if let Why::Narrower(through) = &membership.why
            && names.contains(&fold_name(&through.name))
        {
            membership.why = Why::Named;
        }
    }
    taken
}

/// Takes the facts that name a hidden group off the groups of all groupings.
pub(super) fn forget(groupings: &mut [Grouping]) {
    let of = |grouping: &Grouping| {
        let id = grouping.kind.id;
        grouping.hidden.iter().map(|group| (id, group.key.clone())).collect::<Vec<_>>()
    };
    let hidden: HashSet<(&str, String)> = groupings.iter().flat_map(of).collect();
    if hidden.is_empty() {
        return;
    }
    for group in groupings.iter_mut().flat_map(|grouping| &mut grouping.groups) {
        let names = |fact: &Fact| fact.group.as_ref().is_some_and(|to| hidden.contains(to));
        group.facts.retain(|fact| !names(fact));
    }
}
