//! Which profile describes which group.
//!
//! In: the profiles of one grouping and the fold under which names are the same. Out: profiles by folded name, the names
//! that their `aliases` join, and an error for every name that two profiles want. Never: what a profile's rules mean, which
//! each grouping knows itself.

use super::Context;
use crate::content::Profile;
use crate::diag::{Diagnostic, Place, codes};
use std::collections::BTreeMap;

/// The profiles of one grouping by folded name.
#[derive(Default)]
pub(super) struct Profiles<'a> {
    /// Folded name to place in the content and profile.
    pub(super) by_name: BTreeMap<String, (usize, &'a Profile)>,
    /// Folded alias to the place of the profile that it joins; none is a profile's name, and none has a star.
    pub(super) aliases: BTreeMap<String, usize>,
}

impl<'a> Profiles<'a> {
    /// Collects them. Of two profiles with one name the first file's stays, and of two with one alias; a name is more than
    /// an alias. The others are reported.
    pub(super) fn of(
        context: &Context<'a>,
        id: &str,
        fold: impl Fn(&str) -> String,
    ) -> (Self, Vec<Diagnostic>) {
        let mut profiles = Profiles::default();
        let mut diagnostics = Vec::new();
        for (place, profile) in context.profiles_of(id) {
            let key = fold(&profile.name);
            if let Some((_, first)) = profiles.by_name.get(&key) {
                diagnostics.push(duplicate(first, profile));
            } else {
                profiles.by_name.insert(key, (place, profile));
            }
        }
        for (place, profile) in context.profiles_of(id) {
            for (at, alias) in profile.aliases.iter().enumerate() {
                let folded = fold(alias);
                let named = profiles.by_name.get(&folded).map(|(place, other)| (*place, *other));
                let claimed = profiles
                    .aliases
                    .get(&folded)
                    .and_then(|at| Some((*at, context.profiles.get(*at)?)));
                match named.or(claimed) {
                    _ if alias.contains('*') && id == super::INSTITUTIONS.id => {}
                    _ if alias.contains('*') => diagnostics.push(star(profile, at)),
                    Some((first, _)) if first == place => {}
                    Some((_, first)) => {
                        diagnostics.push(claimed_twice(first, profile, at, named.is_some()));
                    }
                    None => drop(profiles.aliases.insert(folded, place)),
                }
            }
        }
        (profiles, diagnostics)
    }

    /// All of them, by folded name.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&String, usize, &'a Profile)> {
        self.by_name.iter().map(|(key, (place, profile))| (key, *place, *profile))
    }

    /// Whether a folded name is a profile's, or joins one.
    pub(super) fn has(&self, folded: &str) -> bool {
        self.by_name.contains_key(folded) || self.aliases.contains_key(folded)
    }
}

/// Two profiles of one group.
fn duplicate(first: &Profile, second: &Profile) -> Diagnostic {
    Diagnostic::new(
        &codes::DUPLICATE_PROFILE,
        format!(
            "“{}” has a profile in {} and another in {}",
            second.name, first.place.file, second.place.file
        ),
    )
    .at(second.place_of("name", 0))
    .done(format!("used {} alone", first.place.file))
    .help("join the two files, or give one of them another name")
}

/// An alias that is another profile's name, or its alias too.
fn claimed_twice(first: &Profile, second: &Profile, at: usize, named: bool) -> Diagnostic {
    let alias = second.aliases.get(at).map_or("", String::as_str);
    let file = &first.place.file;
    let (message, help) = match named {
        true => (
            format!("“{}” takes in “{alias}”, which has a profile in {file}", second.name),
            format!(
                "remove {file} and say here what it says, or remove this alias; `parent` puts one group below another"
            ),
        ),
        false => (
            format!("“{}” takes in “{alias}”, which “{}” takes in too", second.name, first.name),
            format!("remove the alias here or in {file}"),
        ),
    };
    Diagnostic::new(&codes::DUPLICATE_ALIAS, message)
        .at(second.place_of("aliases", at))
        .done(format!("left it to {file}"))
        .help(help)
}

/// A star in a grouping whose names are matched whole.
fn star(profile: &Profile, at: usize) -> Diagnostic {
    let alias = profile.aliases.get(at).map_or("", String::as_str);
    let message =
        format!("the alias “{alias}” has a star, which aliases of institutions alone may have");
    Diagnostic::new(&codes::BAD_PATTERN, message)
        .at(profile.place_of("aliases", at))
        .done("left the alias out")
        .help("write each name; of a topic, `any` takes stems with a star")
}

/// The label of a group that has a profile: the name as typed; a name that is made of the file's stem gives way to a
/// spelling that the records have.
pub(super) fn label(profile: &Profile, found: Option<&str>) -> String {
    match found.filter(|found| !profile.named && !found.is_empty()) {
        Some(found) => found.to_owned(),
        None => profile.name.clone(),
    }
}

/// An article that a profile names and no record is.
pub(super) fn unknown_article(
    context: &Context<'_>,
    profile: &Profile,
    (id, place): (&str, Place),
) -> Diagnostic {
    let help = context.library.near_help(id).unwrap_or_else(|| {
        "correct the identifier, or add the export that holds the article".to_owned()
    });
    Diagnostic::new(
        &codes::UNUSED_SETTING,
        format!("“{}” names the article {id}, which is not in the records", profile.name),
    )
    .at(place)
    .done("left it out")
    .help(help)
}
