//! What every grouping is given: the library, the parsed affiliations, the curator's profiles and settings.
//!
//! In: borrowed stages' results. Out: [`Context`]. Never: decisions about groups.

use super::draft::Draft;
use super::{Membership, Registries};
use crate::affiliations::Affiliations;
use crate::config::GroupingOptions;
use crate::content::{Content, Profile};
use crate::library::{ArticleId, Library};
use std::sync::OnceLock;

/// What every grouping is given.
pub(super) struct Context<'a> {
    pub(super) library: &'a Library,
    pub(super) profiles: &'a [Profile],
    pub(super) options: &'a GroupingOptions,
    /// The registries that the settings name.
    pub(super) registries: &'a Registries,
    /// The affiliations of the whole library, parsed.
    pub(super) affiliations: &'a Affiliations<'a>,
    /// The institutions behind the affiliations, for groupings that come after that of institutions.
    pub(super) seats: OnceLock<Seats>,
}

/// Which institutions stand behind which affiliations, small ones too.
pub(super) struct Seats {
    /// Names of the institutions.
    pub(super) labels: Vec<String>,
    /// For each article the pairs of affiliation and institution, sorted.
    of_article: Vec<Vec<(u32, u32)>>,
}

impl Seats {
    /// Takes down what the draft of the institutions found.
    pub(super) fn of(draft: &Draft) -> Self {
        let pairs = |memberships: &Vec<Membership>| {
            let pair = |m: &Membership| m.at.iter().map(|at| (*at, m.group)).collect::<Vec<_>>();
            let mut pairs: Vec<(u32, u32)> = memberships.iter().flat_map(pair).collect();
            pairs.sort_unstable();
            pairs
        };
        Seats {
            labels: draft.groups.iter().map(|group| group.label.clone()).collect(),
            of_article: draft.of_article.iter().map(pairs).collect(),
        }
    }

    /// The institutions behind one affiliation of an article.
    pub(super) fn at(&self, article: u32, affiliation: u32) -> impl Iterator<Item = u32> {
        let pairs = self.of_article.get(article as usize).map_or(&[][..], Vec::as_slice);
        let here = pairs.iter().filter(move |(at, _)| *at == affiliation);
        here.map(|(_, institution)| *institution)
    }
}

impl<'a> Context<'a> {
    pub(super) fn new(
        library: &'a Library,
        affiliations: &'a Affiliations<'a>,
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
            seats: OnceLock::new(),
        }
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
