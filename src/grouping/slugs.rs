//! The file names of the groups' pages, and the names that several groups share.
//!
//! In: the groups of one grouping, in their order. Out: a slug for each that has a page, and the [`SharedName`]s: what
//! stands at the plain address of a name when no single group does. Never: a slug that depends on the order in which
//! groups came.

use super::context::number;
use super::{Group, GroupId, SharedName};
use crate::text::slug::{short_hash, slug};
use crate::text::terms::signs::spelled;
use ahash::{HashMap, HashSet};
use rayon::prelude::*;

/// A group by the slug of one of its names.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Bearer<'a> {
    slug: &'a str,
    /// Whether the name is another spelling than the group's label.
    other: bool,
    group: GroupId,
    name: &'a str,
}

/// Gives each group that has a page its slug: its own where `own` says one, else that of its label. Groups whose labels give
/// one slug are all told apart by a hash of their keys. Out come the plain slugs that are nobody's alone; with the other spellings of the groups that have a page, where those
/// are names.
pub(super) fn give_slugs(
    groups: &mut [Group],
    own: impl Fn(&Group) -> Option<String>,
    spellings_are_names: bool,
) -> Vec<SharedName> {
    let given: HashMap<GroupId, String> =
        (0..).zip(&*groups).filter_map(|(id, group)| Some((id, own(group)?))).collect();
    let slug_of = |(id, group): (u32, &Group)| match given.get(&id) {
        Some(slug) => slug.clone(),
        None => slug(&spelled(&group.label)),
    };
    let plain: Vec<String> =
        groups.par_iter().enumerate().map(|(id, group)| slug_of((number(id), group))).collect();
    let others: Vec<(GroupId, &str, String)> = match spellings_are_names {
        true => (0..).zip(&*groups).flat_map(|(id, group)| other_names(id, group)).collect(),
        false => Vec::new(),
    };
    let own = (0..).zip(&*groups).zip(&plain).map(|((group, known), slug)| Bearer {
        slug,
        other: false,
        group,
        name: &known.label,
    });
    let others =
        others.iter().map(|(group, name, slug)| Bearer { slug, other: true, group: *group, name });
    let mut bearers: Vec<Bearer<'_>> = own.chain(others).collect();
    bearers.par_sort_unstable();
    let mut hashed: HashSet<GroupId> = HashSet::default();
    let mut shared: Vec<SharedName> = Vec::new();
    for of_slug in bearers.chunk_by(|a, b| a.slug == b.slug) {
        let with_page = of_slug
            .iter()
            .filter(|bearer| !bearer.other && group_of(groups, bearer).is_some_and(|g| !g.small));
        let with_page: Vec<GroupId> = with_page.map(|bearer| bearer.group).collect();
        if let [_] = with_page.as_slice() {
            continue;
        }
        // Who was given the slug by the curator has it before those who come to it by their names.
        let first = with_page.iter().filter(|group| given.contains_key(*group));
        if let [only] = *first.collect::<Vec<_>>().as_slice() {
            hashed.extend(with_page.iter().filter(|group| *group != only));
            continue;
        }
        hashed.extend(with_page);
        shared.extend(shared_name(groups, of_slug));
    }
    for (id, (group, slug)) in (0..).zip(groups.iter_mut().zip(&plain)) {
        group.slug = match group.small {
            true => String::new(),
            false if hashed.contains(&id) => format!("{slug}-{}", short_hash(&group.key)),
            false => slug.clone(),
        };
    }
    let taken: HashSet<&str> = groups.iter().map(|group| group.slug.as_str()).collect();
    shared.retain(|name| !taken.contains(name.slug.as_str()));
    shared
}

/// The names of a group with a page that are not its label.
fn other_names(id: GroupId, group: &Group) -> impl Iterator<Item = (GroupId, &str, String)> {
    let names = if group.small { &[][..] } else { group.variants.as_slice() };
    let names = names.iter().map(|(name, _)| name.as_str()).filter(|name| *name != group.label);
    names.map(move |name| (id, name, slug(name)))
}

fn group_of<'g>(groups: &'g [Group], bearer: &Bearer<'_>) -> Option<&'g Group> {
    groups.get(bearer.group as usize)
}

/// What stands at a slug that is no group's: a page of all who bear the name, or the way to the one of whom it is another
/// spelling. Who bears it alone and has no page needs nothing there.
fn shared_name(groups: &[Group], bearers: &[Bearer<'_>]) -> Option<SharedName> {
    let mut ids: Vec<GroupId> = bearers.iter().map(|bearer| bearer.group).collect();
    ids.sort_unstable();
    ids.dedup();
    if let [only] = ids.as_slice()
        && groups.get(*only as usize).is_some_and(|group| group.small)
    {
        return None;
    }
    // The own name of the largest group before other spellings.
    let size = |bearer: &Bearer<'_>| group_of(groups, bearer).map_or(0, |g| g.members.len());
    let name = bearers.iter().rev().max_by_key(|bearer| (!bearer.other, size(bearer)))?;
    Some(SharedName { slug: name.slug.to_owned(), name: name.name.to_owned(), groups: ids })
}
