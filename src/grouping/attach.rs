//! Profiles meet groups: whose group a profile describes, and what it says of it.
//!
//! In: drafted groups and the profiles of a grouping. Out: the same groups with their profiles, labels and facts; names that
//! a profile's `aliases` join are members of its group; a group for each profile that is left. Never: parents, pages.

use super::context::Context;
use super::draft::Draft;
use super::profiles::{Profiles, label};
use super::{Fact, FactKind, Group, GroupingKind, Membership};
use crate::affiliations::places::places;
use crate::content::Profile;
use crate::diag::{Diagnostic, codes};
use crate::text::fold::fold_name;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Attaches the profiles of a grouping to the groups of its draft.
pub(super) fn attach(
    kind: &GroupingKind,
    draft: &mut Draft,
    context: &Context<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if context.profiles_of(kind.id).next().is_none() {
        return;
    }
    let taken: HashSet<usize> = draft.groups.iter().filter_map(|group| group.profile).collect();
    let (profiles, said) = Profiles::of(context, kind.id, fold_name);
    if !kind.reads_profiles {
        diagnostics.extend(said);
    }
    let mut by_name: HashMap<String, usize> = HashMap::new();
    for (place, group) in draft.groups.iter().enumerate() {
        by_name.entry(fold_name(&group.label)).or_insert(place);
        by_name.entry(group.key.clone()).or_insert(place);
    }
    for (name, place, profile) in profiles.iter() {
        if taken.contains(&place) {
            continue;
        }
        match by_name.get(name).and_then(|at| draft.groups.get_mut(*at)) {
            Some(group) if group.profile.is_none() => group.profile = Some(place),
            // A grouping that reads its profiles has told of the two profiles of one group.
            Some(_) => {}
            None => {
                by_name.insert(name.clone(), draft.groups.len());
                draft.groups.push(Group {
                    key: name.clone(),
                    label: profile.name.clone(),
                    profile: Some(place),
                    ..Group::default()
                });
            }
        }
    }
    if !kind.reads_profiles {
        absorb(draft, &profiles, &by_name);
    }
    for group in &mut draft.groups {
        if let Some(profile) = group.profile.and_then(|place| context.profiles.get(place)) {
            group.label = label(profile, Some(&group.label));
            add_facts(group, profile, diagnostics);
        }
    }
    if !kind.lists.contains(&"articles") {
        pinned(kind, context, diagnostics);
    }
}

/// Makes the articles of the groups that a profile's aliases name members of its own group.
fn absorb(draft: &mut Draft, profiles: &Profiles<'_>, by_name: &HashMap<String, usize>) {
    let of_profile: BTreeMap<usize, usize> = (0..)
        .zip(&draft.groups)
        .filter_map(|(at, group): (usize, &Group)| Some((group.profile?, at)))
        .collect();
    let mut into: BTreeMap<usize, usize> = BTreeMap::new();
    for (alias, place) in &profiles.aliases {
        let ends = (by_name.get(alias), of_profile.get(place));
        if let (Some(from), Some(to)) = ends
            && from != to
        {
            into.insert(*from, *to);
        }
    }
    if into.is_empty() {
        return;
    }
    for (from, to) in &into {
        let Some(gone) = draft.groups.get_mut(*from).map(std::mem::take) else { continue };
        if let Some(group) = draft.groups.get_mut(*to) {
            group.variants.extend(gone.variants);
            super::sort_counts(&mut group.variants);
            group.facts.extend(gone.facts);
        }
    }
    let target =
        |group: u32| into.get(&(group as usize)).map_or(group, |to| super::context::number(*to));
    for memberships in &mut draft.of_article {
        let mut kept: Vec<Membership> = Vec::with_capacity(memberships.len());
        for mut membership in std::mem::take(memberships) {
            membership.group = target(membership.group);
            match kept.iter_mut().find(|other| other.group == membership.group) {
                Some(other) => {
                    other.at.extend(membership.at);
                    other.at.sort_unstable();
                    other.at.dedup();
                }
                None => kept.push(membership),
            }
        }
        *memberships = kept;
    }
}

/// The profile's own facts come first; what the records say does not contradict the curator.
fn add_facts(group: &mut Group, profile: &Profile, diagnostics: &mut Vec<Diagnostic>) {
    for kind in [FactKind::Ror, FactKind::Orcid, FactKind::Country, FactKind::City] {
        let Some(key) = kind.key() else { continue };
        let Some(value) = profile.facts.get(key) else { continue };
        let mut value = value.as_str();
        if kind == FactKind::Country {
            let Some(country) = places().country_named(value) else {
                diagnostics.push(no_country(profile, value));
                continue;
            };
            value = places().name(country);
        }
        group.facts.retain(|fact| fact.kind != kind);
        group.facts.push(Fact::new(kind, value));
    }
}

fn no_country(profile: &Profile, value: &str) -> Diagnostic {
    let help = match places().nearest_country(value) {
        Some(near) => format!("did you mean “{near}”?"),
        None => "write its English name, its own, or its ISO 3166 code".to_owned(),
    };
    Diagnostic::new(&codes::BAD_FRONT_MATTER, format!("“{value}” is no country that is known"))
        .at(profile.place_of("country", 0))
        .done("read the file without it")
        .help(help)
}

/// Articles that stand first and are not in the records.
fn pinned(kind: &GroupingKind, context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (_, profile) in context.profiles_of(kind.id) {
        for (at, id) in profile.pinned.iter().enumerate() {
            if context.library.find(id).is_none() {
                diagnostics.push(super::profiles::unknown_article(
                    context,
                    profile,
                    (id, profile.place_of("pinned", at)),
                ));
            }
        }
    }
}
