//! What every grouping is given: the library, the parsed affiliations, the curator's profiles and settings.
//!
//! In: borrowed stages' results. Out: [`Context`]. Never: decisions about groups.

use super::institutions::Organizations;
use super::needed::GroupsAt;
use super::{Group, GroupingKind, Registries};
use crate::affiliations::Affiliations;
use crate::config::GroupingOptions;
use crate::content::{Content, Profile};
use crate::library::{ArticleId, Library};
use std::sync::Arc;

/// What every grouping is given.
pub(super) struct Context<'a> {
    pub(super) library: &'a Library,
    pub(super) profiles: &'a [Profile],
    pub(super) options: &'a GroupingOptions,
    /// The vocabularies that the settings ask for.
    pub(super) registries: &'a Registries,
    /// The affiliations of the whole library, parsed.
    pub(super) affiliations: &'a Affiliations<'a>,
    /// The organisations that each of them names, and its countries.
    pub(super) organizations: &'a Organizations,
    /// What the groupings found that the one at work needs.
    needed: Vec<(&'static GroupingKind, Arc<GroupsAt>)>,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        library: &'a Library,
        affiliations: &'a Affiliations<'a>,
        organizations: &'a Organizations,
        content: &'a Content,
        options: &'a GroupingOptions,
        registries: &'a Registries,
    ) -> Self {
        Context {
            library,
            profiles: &content.profiles,
            options,
            registries,
            affiliations,
            organizations,
            needed: Vec::new(),
        }
    }

    /// The same for a grouping that needs others.
    pub(super) fn with(&self, needed: Vec<(&'static GroupingKind, Arc<GroupsAt>)>) -> Self {
        Context { needed, ..*self }
    }

    /// The groups of a grouping that the one at work needs; nothing where it is turned off.
    pub(super) fn needed(&self, kind: &GroupingKind) -> Option<&GroupsAt> {
        let found = self.needed.iter().find(|(other, _)| *other == kind);
        found.map(|(_, groups)| &**groups)
    }

    /// Whether the curator wants nothing of a group on any page.
    pub(super) fn hides(&self, group: &Group) -> bool {
        let profile = group.profile.and_then(|place| self.profiles.get(place));
        profile.is_some_and(|profile| profile.hidden)
    }

    /// The profiles of one grouping with their places in the content.
    pub(super) fn profiles_of(&self, id: &str) -> impl Iterator<Item = (usize, &'a Profile)> {
        let profiles: &'a [Profile] = self.profiles;
        let id = id.to_owned();
        profiles.iter().enumerate().filter(move |(_, profile)| profile.grouping == id)
    }
}

/// A place as the small number in which places are kept. No library has four thousand million of anything.
pub(super) fn number(place: usize) -> ArticleId {
    ArticleId::try_from(place).unwrap_or(ArticleId::MAX)
}
