//! From a grouping's draft to its groups: what all groupings have in common.
//!
//! In: a [`Draft`]: groups in any order, memberships by place in it. Out: a [`Grouping`]: parents hold their children's
//! articles, small and hidden groups are left out, the rest are sorted, and each has a slug of its own. Never: what a key
//! means.

use super::context::{Context, number};
use super::{Fact, FactKind, Group, GroupId, Grouping, GroupingKind, Membership, SmallGroups, Why};
use crate::content::Profile;
use crate::diag::{Diagnostic, codes};
use crate::text::collate::NameOrder;
use crate::text::fold::fold_name;
use ahash::{HashMap, HashMapExt};
use rayon::prelude::*;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// The groups of one grouping before they are sorted, and who belongs to them.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// In any order, which must not depend on hashes or threads. `slug` and `members` are not set yet; a `parent` is a
    /// place in this list.
    pub(super) groups: Vec<Group>,
    /// For each article its memberships, best first, with places in `groups`.
    pub(super) of_article: Vec<Vec<Membership>>,
    /// Stays in the order drafted instead of the order of labels.
    pub(super) ordered: bool,
}

/// Finishes a draft.
pub(super) fn finish(
    kind: &'static GroupingKind,
    mut draft: Draft,
    context: &Context<'_>,
) -> (Grouping, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    attach_profiles(kind, &mut draft, context, &mut diagnostics);
    let parents = parents(&draft, context, &mut diagnostics);
    inherit(&mut draft, &parents, context);
    fill_members(&mut draft);
    let articles = context.library.articles().len();
    let set = context.options.by_id.get(kind.id).and_then(|option| option.min);
    let min = set.unwrap_or_else(|| (kind.default_min)(articles));
    mark_small(kind, &mut draft, min);
    let kept = kept(&draft, min, context, &mut diagnostics);
    let (kept, hidden) = super::hidden::apart(kept, &draft.groups, context);
    let parents = super::hidden::above(parents, &hidden);
    let hidden = super::hidden::taken(&hidden, &mut draft.groups, &mut draft.of_article);
    let order = order(&draft, kept);
    let grouping = rebuild(kind, draft, &order, &parents);
    (Grouping { hidden, ..grouping }, diagnostics)
}

/// Gives the profiles that the grouping itself did not place to the groups that bear their names, and makes a group
/// for each profile that is left.
fn attach_profiles(
    kind: &GroupingKind,
    draft: &mut Draft,
    context: &Context<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if context.profiles_of(kind.id).next().is_none() {
        return;
    }
    let mut by_name: HashMap<String, usize> = HashMap::new();
    for (place, group) in draft.groups.iter().enumerate() {
        by_name.entry(fold_name(&group.label)).or_insert(place);
    }
    let taken: Vec<usize> = draft.groups.iter().filter_map(|group| group.profile).collect();
    for (place, profile) in context.profiles_of(kind.id) {
        if taken.contains(&place) {
            continue;
        }
        let name = fold_name(&profile.name);
        let at = *by_name.entry(name.clone()).or_insert(draft.groups.len());
        if let Some(group) = draft.groups.get_mut(at) {
            let other = group.profile.and_then(|other| context.profiles.get(other));
            match other {
                // A grouping that reads its profiles has reported this one already.
                Some(first) if kind.reads_profiles || std::ptr::eq(first, profile) => {}
                Some(first) => diagnostics.push(super::profiles::duplicate(first, profile)),
                None => group.profile = Some(place),
            }
        } else {
            draft.groups.push(Group {
                key: name,
                label: profile.name.clone(),
                profile: Some(place),
                ..Group::default()
            });
        }
    }
    for group in &mut draft.groups {
        if let Some(profile) = group.profile.and_then(|place| context.profiles.get(place)) {
            group.label = super::profiles::label(profile, Some(&group.label));
            add_facts(group, profile);
        }
    }
}

/// The profile's own facts come first; what the records say does not contradict the curator.
fn add_facts(group: &mut Group, profile: &Profile) {
    for kind in [FactKind::Ror, FactKind::Orcid, FactKind::Country, FactKind::City] {
        if let Some(value) = kind.key().and_then(|key| profile.facts.get(key)) {
            group.facts.retain(|fact| fact.kind != kind);
            group.facts.push(Fact::new(kind, value.as_str()));
        }
    }
}

/// The parent of each group by its profile's word, else by that of the records; a parent without a group is reported, and so is a cycle.
fn parents(
    draft: &Draft,
    context: &Context<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<usize>> {
    let profile = |group: &Group| group.profile.and_then(|place| context.profiles.get(place));
    let drafted = |group: &Group| group.parent.map(|parent| parent as usize);
    let mut parents: Vec<Option<usize>> = draft.groups.iter().map(drafted).collect();
    let names_parent = |group: &Group| profile(group).is_some_and(|p| p.parent.is_some());
    if !draft.groups.iter().any(names_parent) {
        return parents;
    }
    let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
    for (place, group) in draft.groups.iter().enumerate() {
        by_name.entry(fold_name(&group.label)).or_insert(place);
        by_name.entry(group.key.clone()).or_insert(place);
    }
    for (slot, group) in parents.iter_mut().zip(&draft.groups) {
        let Some(profile) = profile(group) else { continue };
        let Some(name) = &profile.parent else { continue };
        *slot = by_name.get(&fold_name(name)).copied();
        if slot.is_none() {
            diagnostics.push(
                Diagnostic::new(
                    &codes::UNUSED_SETTING,
                    format!("“{}” names the parent “{name}”, which is no group", profile.name),
                )
                .at(profile.place.clone())
                .done("left it without a parent")
                .help("write a profile for the parent, or correct its name"),
            );
        }
    }
    break_cycles(draft, &mut parents, context, diagnostics);
    parents
}

fn break_cycles(
    draft: &Draft,
    parents: &mut [Option<usize>],
    context: &Context<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    // By file name, so that which link is cut does not depend on the order of the draft.
    let mut children: Vec<usize> = (0..parents.len()).collect();
    let file = |place: usize| {
        let profile = draft.groups.get(place).and_then(|group| group.profile);
        profile.and_then(|place| context.profiles.get(place))
    };
    children.sort_by_key(|place| file(*place).map(|profile| profile.place.file.clone()));
    for start in children {
        let mut path = vec![start];
        while let Some(next) = path.last().and_then(|place| parents.get(*place).copied().flatten())
        {
            if next == start {
                report_cycle(draft, &path, file(start), diagnostics);
                for place in &path {
                    if let Some(parent) = parents.get_mut(*place) {
                        *parent = None;
                    }
                }
                break;
            }
            if path.contains(&next) {
                break;
            }
            path.push(next);
        }
    }
}

fn report_cycle(
    draft: &Draft,
    path: &[usize],
    profile: Option<&Profile>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let labels: Vec<&str> = path
        .iter()
        .chain(path.first())
        .filter_map(|place| draft.groups.get(*place))
        .map(|group| group.label.as_str())
        .collect();
    let message = format!("these groups name each other as parent: {}", labels.join(" → "));
    let found = Diagnostic::new(&codes::PARENT_CYCLE, message)
        .done("left all of them without a parent")
        .help("take the line “parent” out of one of the profiles");
    diagnostics.push(match profile {
        Some(profile) => found.at(profile.place.clone()),
        None => found,
    });
}

/// A parent holds its children's articles; the reason names the child, unless the curator hides it.
fn inherit(draft: &mut Draft, parents: &[Option<usize>], context: &Context<'_>) {
    if parents.iter().all(Option::is_none) {
        return;
    }
    let Draft { groups, of_article, .. } = draft;
    for memberships in of_article {
        let mut at = 0;
        while let Some(membership) = memberships.get(at).cloned() {
            at += 1;
            let child = membership.group as usize;
            let Some(parent) = parents.get(child).copied().flatten() else { continue };
            if memberships.iter().any(|other| other.group as usize == parent) {
                continue;
            }
            let why = match (groups.get(child), &membership.why) {
                (Some(group), Why::Child(_)) if context.hides(group) => membership.why.clone(),
                (Some(group), _) if context.hides(group) => Why::Named,
                (group, _) => {
                    Why::Child(group.map(|group| group.label.as_str()).unwrap_or_default().into())
                }
            };
            memberships.push(Membership { group: number(parent), why, at: membership.at });
        }
    }
}

fn fill_members(draft: &mut Draft) {
    let Draft { groups, of_article, .. } = draft;
    for (article, memberships) in of_article.iter().enumerate() {
        for membership in memberships {
            if let Some(group) = groups.get_mut(membership.group as usize)
                && group.members.last() != Some(&number(article))
            {
                group.members.push(number(article));
            }
        }
    }
}

/// Marks the groups that are kept without a page of their own.
fn mark_small(kind: &GroupingKind, draft: &mut Draft, min: usize) {
    if kind.small == SmallGroups::Named {
        for group in &mut draft.groups {
            group.small = group.profile.is_none() && group.members.len() < min;
        }
    }
}

/// The groups that get a page or are named without one. A profile's group does, with one article or with a body to show.
fn kept(
    draft: &Draft,
    min: usize,
    context: &Context<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<usize> {
    let mut kept = Vec::new();
    for (place, group) in draft.groups.iter().enumerate() {
        let profile = group.profile.and_then(|place| context.profiles.get(place));
        let Some(profile) = profile else {
            if group.members.len() >= min.max(1) || group.small && !group.members.is_empty() {
                kept.push(place);
            }
            continue;
        };
        let prose = has_body(profile) && !profile.hidden;
        if group.members.is_empty() {
            diagnostics.push(empty(profile, prose));
        }
        if prose || !group.members.is_empty() {
            kept.push(place);
        }
    }
    kept
}

fn has_body(profile: &Profile) -> bool {
    let body = &profile.document.body;
    body.text.get(body.start..).is_some_and(|body| !body.trim().is_empty())
}

fn empty(profile: &Profile, prose: bool) -> Diagnostic {
    Diagnostic::new(&codes::EMPTY_PROFILE, format!("no article meets “{}”", profile.name))
        .at(profile.place.clone())
        .done(if prose { "made a page of its text alone" } else { "made no page for it" })
        .help("correct its name or its rules, or remove the file")
}

fn order(draft: &Draft, mut kept: Vec<usize>) -> Vec<usize> {
    if draft.ordered {
        return kept;
    }
    let names = NameOrder::default();
    let compare = |a: &usize, b: &usize| match (draft.groups.get(*a), draft.groups.get(*b)) {
        (Some(a), Some(b)) => names.compare(&a.label, &b.label).then_with(|| a.key.cmp(&b.key)),
        _ => Ordering::Equal,
    };
    kept.par_sort_by(compare);
    kept
}

fn rebuild(
    kind: &'static GroupingKind,
    mut draft: Draft,
    order: &[usize],
    parents: &[Option<usize>],
) -> Grouping {
    let mut places: Vec<Option<GroupId>> = vec![None; draft.groups.len()];
    for (new, old) in order.iter().enumerate() {
        if let Some(place) = places.get_mut(*old) {
            *place = Some(number(new));
        }
    }
    let new_place = |old: usize| places.get(old).copied().flatten();
    let mut groups: Vec<Group> = Vec::with_capacity(order.len());
    groups.extend(order.iter().filter_map(|old| {
        let mut group = std::mem::take(draft.groups.get_mut(*old)?);
        group.parent = parents.get(*old).copied().flatten().and_then(new_place);
        group.similar.retain_mut(|other| {
            let place = new_place(*other as usize);
            *other = place.unwrap_or(*other);
            place.is_some()
        });
        Some(group)
    }));
    draft.groups = Vec::new();
    let shared = super::slugs::give_slugs(&mut groups, kind.small == SmallGroups::Named);
    let of_article = draft
        .of_article
        .into_iter()
        .map(|memberships| {
            let known = memberships.into_iter().filter_map(|mut membership| {
                membership.group = new_place(membership.group as usize)?;
                Some(membership)
            });
            known.collect()
        })
        .collect();
    Grouping { kind, groups, hidden: Vec::new(), shared, of_article }
}
