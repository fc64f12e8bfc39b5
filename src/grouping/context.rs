//! What every grouping is given: the library, the curator's profiles and settings, and the parsed affiliations.
//!
//! In: borrowed stages' results. Out: [`Context`], in which each distinct affiliation is parsed once. Never: decisions about groups.

use super::draft::Draft;
use super::{Membership, Registries};
use crate::affiliations::{Parsed, parse};
use crate::config::GroupingOptions;
use crate::content::{Content, Profile};
use crate::library::{ArticleId, Library};
use ahash::{HashMap, HashMapExt};
use rayon::prelude::*;
use std::sync::OnceLock;

/// What every grouping is given.
pub(super) struct Context<'a> {
    pub(super) library: &'a Library,
    pub(super) profiles: &'a [Profile],
    pub(super) options: &'a GroupingOptions,
    /// The registries that the settings name.
    pub(super) registries: &'a Registries,
    /// The affiliations of the whole library, parsed.
    pub(super) affiliations: Affiliations<'a>,
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
    ) -> Self {
        Context {
            library,
            profiles: &content.profiles,
            options,
            registries,
            affiliations: Affiliations::of(library),
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

impl<'a> Affiliations<'a> {
    fn of(library: &'a Library) -> Self {
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
