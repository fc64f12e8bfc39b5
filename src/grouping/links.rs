//! What profiles say of other groups: which lies above, which to see also.
//!
//! In: groups with their profiles. Out: the place of each group's parent, and of the groups to see also, and an error for
//! each name that leads to no group with a page. Never: memberships.

use super::context::Context;
use super::{Group, GroupingKind};
use crate::content::Profile;
use crate::diag::{Diagnostic, Place, codes};
use crate::text::fold::fold_name;
use crate::text::nearest::Known;
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// The groups of a draft by the names that a profile may give them.
pub(super) struct Names {
    by_name: BTreeMap<String, usize>,
    labels: Vec<String>,
}

impl Names {
    /// By label, key, and the aliases of profiles; a label is surer than a key, and that than an alias.
    pub(super) fn of(groups: &[Group], context: &Context<'_>) -> Self {
        let mut names = Names { by_name: BTreeMap::new(), labels: Vec::new() };
        let mut enter = |name: String, place: usize| {
            names.by_name.entry(name).or_insert(place);
        };
        for (place, group) in groups.iter().enumerate() {
            enter(fold_name(&group.label), place);
        }
        for (place, group) in groups.iter().enumerate() {
            enter(group.key.clone(), place);
        }
        for (place, group) in groups.iter().enumerate() {
            let profile = group.profile.and_then(|at| context.profiles.get(at));
            for name in profile.into_iter().flat_map(|p| p.aliases.iter().chain([&p.name])) {
                enter(fold_name(name), place);
            }
        }
        names.labels = groups.iter().map(|group| group.label.clone()).collect();
        names
    }

    fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(&fold_name(name)).copied()
    }
}

/// The links of all groups, by place in the draft.
pub(super) struct Links {
    /// By the profile's word, else by that of the records.
    pub(super) parents: Vec<Option<usize>>,
    pub(super) see_also: Vec<Vec<usize>>,
}

/// A link of a profile.
struct Link<'a> {
    profile: &'a Profile,
    /// "names the parent", "points to".
    verb: &'static str,
    name: &'a str,
    place: Place,
}

/// Resolves the names in all profiles; circles of parents are cut.
pub(super) fn links(
    kind: &GroupingKind,
    groups: &[Group],
    context: &Context<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Links {
    let drafted = |group: &Group| group.parent.map(|parent| parent as usize);
    let mut links = Links {
        parents: groups.iter().map(drafted).collect(),
        see_also: vec![Vec::new(); groups.len()],
    };
    let profile = |group: &Group| group.profile.and_then(|place| context.profiles.get(place));
    let speaks = |profile: &Profile| profile.parent.is_some() || !profile.see_also.is_empty();
    if !groups.iter().filter_map(profile).any(speaks) {
        return links;
    }
    let names = Names::of(groups, context);
    let known = OnceCell::new();
    let mut unknown = |link: &Link<'_>| {
        let known = known.get_or_init(|| Known::new(names.labels.iter().map(String::as_str)));
        let help = match known.nearest(link.name) {
            Some(near) => format!("did you mean “{near}”?"),
            None => "write a profile for it, or correct its name".to_owned(),
        };
        diagnostics.push(link.fault(&format!("which is none of the {}", kind.id), help));
    };
    let ends = links.parents.iter_mut().zip(&mut links.see_also);
    for (group, (parent, see_also)) in groups.iter().zip(ends) {
        for link in profile(group).into_iter().flat_map(Link::all) {
            match (names.find(link.name), link.is_parent()) {
                (Some(found), true) => *parent = Some(found),
                (Some(found), false) => see_also.push(found),
                (None, is_parent) => {
                    if is_parent {
                        *parent = None;
                    }
                    unknown(&link);
                }
            }
        }
    }
    break_cycles(groups, &mut links.parents, context, diagnostics);
    links
}

/// Tells the links that lead to groups without a page.
pub(super) fn without_page(
    groups: &[Group],
    kept: &[usize],
    context: &Context<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let profiles = |place: &usize| {
        let group = groups.get(*place)?;
        context.profiles.get(group.profile?)
    };
    let all: Vec<Link<'_>> = kept.iter().filter_map(profiles).flat_map(Link::all).collect();
    if all.is_empty() {
        return;
    }
    let names = Names::of(groups, context);
    let kept: std::collections::HashSet<usize> = kept.iter().copied().collect();
    for link in all {
        let Some(place) = names.find(link.name) else { continue };
        let Some(group) = groups.get(place) else { continue };
        if kept.contains(&place) && !group.small {
            continue;
        }
        diagnostics.push(match group.profile.and_then(|place| context.profiles.get(place)) {
            // What lies below a hidden group lies below the next one above it.
            Some(other) if other.hidden && link.is_parent() => continue,
            Some(other) if other.hidden => link.fault(
                &format!("which {} hides", other.place.file),
                "take `hidden` out of that profile, or this name out of here".to_owned(),
            ),
            _ => link.fault(
                "which is too small for a page",
                "write a profile for it, so that it has a page whatever its size".to_owned(),
            ),
        });
    }
}

impl<'a> Link<'a> {
    /// The links of a profile.
    fn all(profile: &'a Profile) -> impl Iterator<Item = Link<'a>> {
        let parent = profile.parent.iter().map(move |name| Link {
            profile,
            verb: PARENT,
            name,
            place: profile.place_of("parent", 0),
        });
        let others = profile.see_also.iter().enumerate();
        let others = others.map(move |(at, name)| Link {
            profile,
            verb: "points to",
            name,
            place: profile.place_of("see_also", at),
        });
        parent.chain(others)
    }

    fn is_parent(&self) -> bool {
        self.verb == PARENT
    }

    fn fault(&self, why: &str, help: String) -> Diagnostic {
        let message = format!("“{}” {} “{}”, {why}", self.profile.name, self.verb, self.name);
        Diagnostic::new(&codes::UNKNOWN_GROUP, message)
            .at(self.place.clone())
            .done("left the link out")
            .help(help)
    }
}

/// How a message speaks of `parent`.
const PARENT: &str = "names the parent";

fn break_cycles(
    groups: &[Group],
    parents: &mut [Option<usize>],
    context: &Context<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    // By file name, so that which link is cut does not depend on the order of the draft.
    let mut children: Vec<usize> = (0..parents.len()).collect();
    let file = |place: usize| {
        let profile = groups.get(place).and_then(|group| group.profile);
        profile.and_then(|place| context.profiles.get(place))
    };
    children.sort_by_key(|place| file(*place).map(|profile| profile.place.file.clone()));
    for start in children {
        let mut path = vec![start];
        while let Some(next) = path.last().and_then(|place| parents.get(*place).copied().flatten())
        {
            if next == start {
                diagnostics.push(cycle(groups, &path, file(start)));
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

fn cycle(groups: &[Group], path: &[usize], profile: Option<&Profile>) -> Diagnostic {
    let labels: Vec<&str> = path
        .iter()
        .chain(path.first())
        .filter_map(|place| groups.get(*place))
        .map(|group| group.label.as_str())
        .collect();
    let message = format!("these groups name each other as parent: {}", labels.join(" → "));
    let found = Diagnostic::new(&codes::PARENT_CYCLE, message)
        .done("left all of them without a parent")
        .help("take the line “parent” out of one of the profiles");
    match profile {
        Some(profile) => found.at(profile.place_of("parent", 0)),
        None => found,
    }
}
