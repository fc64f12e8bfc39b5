//! What every grouping is given: the library, the curator's profiles and settings, and the parsed affiliations.
//!
//! In: borrowed stages' results. Out: [`Context`], in which each distinct affiliation is parsed once. Never: decisions about groups.

use super::needed::GroupsAt;
use super::{GroupingKind, Registries};
use crate::affiliations::{Parsed, parse};
use crate::config::GroupingOptions;
use crate::content::{Content, Profile};
use crate::library::{ArticleId, Library};
use ahash::{HashMap, HashMapExt};
use rayon::prelude::*;
use std::sync::Arc;

/// What every grouping is given.
pub(super) struct Context<'a> {
    pub(super) library: &'a Library,
    pub(super) profiles: &'a [Profile],
    pub(super) options: &'a GroupingOptions,
    /// The registries that the settings name.
    pub(super) registries: &'a Registries,
    /// The affiliations of the whole library, parsed.
    pub(super) affiliations: &'a Affiliations<'a>,
    /// What the groupings found that the one at work needs.
    needed: Vec<(&'static GroupingKind, Arc<GroupsAt>)>,
}

/// The distinct affiliations of a library, in the order of their first article.
pub(super) struct Affiliations<'a> {
    /// As written.
    pub(super) raw: Vec<&'a str>,
    /// Their parts, in the same order.
    pub(super) parsed: Vec<Parsed>,
    /// For each article and each of its affiliations, the place in `raw`.
    pub(super) of_article: Vec<Vec<u32>>,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        library: &'a Library,
        content: &'a Content,
        options: &'a GroupingOptions,
        registries: &'a Registries,
        affiliations: &'a Affiliations<'a>,
    ) -> Self {
        Context {
            library,
            profiles: &content.profiles,
            options,
            registries,
            affiliations,
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

    /// The profiles of one grouping with their places in the content.
    pub(super) fn profiles_of(&self, id: &str) -> impl Iterator<Item = (usize, &'a Profile)> {
        let profiles: &'a [Profile] = self.profiles;
        let id = id.to_owned();
        profiles.iter().enumerate().filter(move |(_, profile)| profile.grouping == id)
    }
}

impl<'a> Affiliations<'a> {
    pub(super) fn of(library: &'a Library) -> Self {
        let mut raw: Vec<&'a str> = Vec::new();
        let mut known: HashMap<&'a str, u32> = HashMap::new();
        let mut of_article = Vec::with_capacity(library.articles().len());
        for article in library.articles() {
            let mut places = Vec::with_capacity(article.record.affiliations.len());
            for affiliation in &article.record.affiliations {
                let next = number(raw.len());
                let place = *known.entry(affiliation.as_str()).or_insert(next);
                if place == next {
                    raw.push(affiliation);
                }
                places.push(place);
            }
            of_article.push(places);
        }
        let parsed = raw.par_iter().map(|text| parse(text)).collect();
        Affiliations { raw, parsed, of_article }
    }
}

/// A place as the small number in which places are kept. No library has four thousand million of anything.
pub(super) fn number(place: usize) -> ArticleId {
    ArticleId::try_from(place).unwrap_or(ArticleId::MAX)
}
