//! The snapshot, and what is worked out of it before any page has a route.
//!
//! In: a [`Snapshot`]. Out: [`Inputs`], from which page kinds list their pages. Never: routes, views.

use super::maps::{self, Axis, Map};
use super::notes::Notes;
use super::snapshot::Snapshot;
use super::studies::Studies;
use crate::diag::Diagnostic;
use crate::grouping::{Grouping, OnArticle};
use crate::library::ArticleId;
use std::ops::Deref;
use std::sync::Arc;

/// What is known before any page has a route; the snapshot's own parts are read as if they were fields of it.
pub(super) struct Inputs {
    snapshot: Arc<Snapshot>,
    pub(super) roles: Roles,
    pub(super) studies: Studies,
    pub(super) maps: Vec<Map>,
    /// Where the notes stand.
    pub(super) notes: Notes,
}

impl Deref for Inputs {
    type Target = Snapshot;

    fn deref(&self) -> &Snapshot {
        &self.snapshot
    }
}

impl Inputs {
    pub(super) fn new(snapshot: Arc<Snapshot>, said: &mut Vec<Diagnostic>) -> Self {
        let notes = Notes::of(&snapshot.content, &snapshot.library, said);
        let studies = Studies::of(&snapshot, &notes, said);
        let (maps, unknown) = maps::maps(&snapshot, &studies);
        said.extend(unknown);
        Inputs { roles: Roles::of(&snapshot.groupings), studies, maps, notes, snapshot }
    }

    /// The articles of a place on an axis of a map.
    pub(super) fn axis_members(&self, axis: Axis, at: u32) -> &[ArticleId] {
        maps::members(&self.snapshot, &self.studies, axis, at)
    }

    /// The name in addresses of a place on an axis of a map.
    pub(super) fn axis_slug(&self, axis: Axis, at: u32) -> &str {
        maps::slug(&self.snapshot, &self.studies, axis, at)
    }
}

/// The groupings that the page of an article shows in parts of its own.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Roles {
    pub(super) topics: Option<usize>,
    pub(super) institutions: Option<usize>,
    pub(super) countries: Option<usize>,
    pub(super) authors: Option<usize>,
    pub(super) journals: Option<usize>,
    pub(super) years: Option<usize>,
}

impl Roles {
    fn of(groupings: &[Grouping]) -> Self {
        let at = |part: OnArticle| groupings.iter().position(|g| g.kind.on_article == part);
        Roles {
            topics: at(OnArticle::Topics),
            institutions: at(OnArticle::Institutions),
            countries: at(OnArticle::Countries),
            authors: at(OnArticle::Byline),
            journals: at(OnArticle::Journal),
            years: at(OnArticle::Date),
        }
    }
}
