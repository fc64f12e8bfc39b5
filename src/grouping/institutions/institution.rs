//! Institutions before they are groups: the one, where it is named, and what the curator says of it.
//!
//! In: nothing. Out: [`Cluster`], [`Mention`], [`Clusters`], [`Curated`]. Never: how names come to be one institution.

use super::pattern::Pattern;
use super::registry::Named;
use super::why::Why;
use crate::affiliations::CountryId;
use std::collections::{BTreeMap, BTreeSet};

/// What the curator says of the spellings.
#[derive(Debug, Default)]
pub(super) struct Curated {
    /// Folded key or whole string to the curator's institution.
    pub(super) aliases: BTreeMap<String, usize>,
    /// Aliases with stars, those of profiles first.
    pub(super) patterns: Vec<(Pattern, usize)>,
    /// Spellings that an institution refuses.
    pub(super) refused: BTreeSet<(usize, String)>,
    /// For each institution the key of its name, and the country in which alone its name counts.
    pub(super) institutions: Vec<(String, Option<CountryId>)>,
    /// Ids of the registry that profiles give to their institutions.
    pub(super) rors: BTreeMap<String, usize>,
}

/// One institution.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cluster {
    pub(super) key: String,
    /// The curator's institution, if it is one.
    pub(super) curated: Option<usize>,
    pub(super) country: Option<CountryId>,
    /// Its city, where its name alone does not tell it from others.
    pub(super) city: Option<String>,
    /// Its place in the registry.
    pub(super) ror: Option<u32>,
}

/// An institution named in a string.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) cluster: u32,
    pub(super) address: usize,
    /// The name as written.
    pub(super) name: String,
    pub(super) why: Why,
}

/// All institutions, and where they are named.
#[derive(Debug, Default)]
pub(super) struct Clusters {
    pub(super) list: Vec<Cluster>,
    /// For each string its mentions, best first.
    pub(super) mentions: Vec<Vec<Mention>>,
}

/// A name with its key, and the well-known body that it is.
pub(super) struct Keyed {
    pub(super) named: Named,
    pub(super) key: String,
    pub(super) known: Option<&'static str>,
}
