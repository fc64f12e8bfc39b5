//! Which profile describes which group.
//!
//! In: the profiles of one grouping and the fold under which names are the same. Out: profiles by folded name, and an
//! error for every second profile of one group. Never: what a profile's rules mean, which each grouping knows itself.

use super::Context;
use crate::content::Profile;
use crate::diag::{Diagnostic, codes};
use std::collections::BTreeMap;

/// The profiles of one grouping by folded name.
#[derive(Default)]
pub(super) struct Profiles<'a> {
    /// Folded name to place in the content and profile.
    pub(super) by_name: BTreeMap<String, (usize, &'a Profile)>,
}

impl<'a> Profiles<'a> {
    /// Collects them. Of two profiles with one name the first file's stays, and the other is reported.
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
        (profiles, diagnostics)
    }

    /// All of them, by folded name.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&String, usize, &'a Profile)> {
        self.by_name.iter().map(|(key, (place, profile))| (key, *place, *profile))
    }
}

/// Two profiles of one group.
pub(super) fn duplicate(first: &Profile, second: &Profile) -> Diagnostic {
    Diagnostic::new(
        &codes::DUPLICATE_PROFILE,
        format!(
            "“{}” has a profile in {} and another in {}",
            second.name, first.place.file, second.place.file
        ),
    )
    .at(second.place.clone())
    .done(format!("used {} alone", first.place.file))
    .help("join the two files, or give one of them another name")
}

/// The label of a group that has a profile. A name made of a file's stem is all in lower case; then a spelling found
/// in the records is better.
pub(super) fn label(profile: &Profile, found: Option<&str>) -> String {
    match found {
        Some(found) if !profile.name.chars().any(char::is_uppercase) => found.to_owned(),
        _ => profile.name.clone(),
    }
}
