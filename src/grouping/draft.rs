//! From a grouping's draft to its groups: what all groupings have in common.
//!
//! In: a [`Draft`]: groups in any order, memberships by place in it. Out: a [`Grouping`]: parents hold their children's
//! articles, small and hidden groups are left out, the rest are sorted, and each has a slug of its own. Never: what a key
//! means.

use super::context::{Context, number};
use super::{Group, GroupId, Grouping, GroupingKind, Membership, SmallGroups, Why};
use crate::content::Profile;
use crate::diag::{Diagnostic, codes};
use crate::text::collate::NameOrder;
use rayon::prelude::*;
use std::cmp::Ordering;

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
    super::attach::attach(kind, &mut draft, context, &mut diagnostics);
    let links = super::links::links(kind, &draft.groups, context, &mut diagnostics);
    let super::links::Links { parents, see_also } = links;
    for (group, see_also) in draft.groups.iter_mut().zip(see_also) {
        group.see_also = see_also.into_iter().map(number).collect();
    }
    inherit(&mut draft, &parents, context);
    fill_members(&mut draft);
    let articles = context.library.articles().len();
    let set = context.options.by_id.get(kind.id).and_then(|option| option.min);
    let min = set.unwrap_or_else(|| (kind.default_min)(articles));
    mark_small(kind, &mut draft, min);
    let kept = kept(&draft, min, context, &mut diagnostics);
    let (kept, hidden) = super::hidden::apart(kept, &draft.groups, context);
    super::links::without_page(&draft.groups, &kept, context, &mut diagnostics);
    let parents = super::hidden::above(parents, &hidden);
    let hidden = super::hidden::taken(&hidden, &mut draft.groups, &mut draft.of_article);
    let order = order(&draft, kept);
    let grouping = rebuild(kind, draft, &order, &parents, context);
    (Grouping { hidden, ..grouping }, diagnostics)
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
        .at(profile.place_of("name", 0))
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
    context: &Context<'_>,
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
        for links in [&mut group.similar, &mut group.see_also, &mut group.broader] {
            links.retain_mut(|other| {
                let place = new_place(*other as usize);
                *other = place.unwrap_or(*other);
                place.is_some()
            });
        }
        Some(group)
    }));
    draft.groups = Vec::new();
    let own_slug = |group: &Group| {
        let profile = group.profile.and_then(|place| context.profiles.get(place));
        profile.and_then(|profile| profile.document.slug.clone())
    };
    let names = kind.small == SmallGroups::Named;
    let shared = super::slugs::give_slugs(&mut groups, own_slug, names);
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
