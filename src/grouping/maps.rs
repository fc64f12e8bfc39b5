//! The evidence maps that the registry has: topics against another grouping.
//!
//! In: the rows of the registry. Out: [`EvidenceMap`]s in the order of their pages. Never: the tables, which the site makes.

use super::{GROUPINGS, GroupingKind, TOPICS};

/// A table of articles by two groupings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EvidenceMap {
    /// What stands in the rows.
    pub rows: &'static GroupingKind,
    /// What stands in the columns.
    pub columns: &'static GroupingKind,
}

impl EvidenceMap {
    /// Its name in the settings, and that of its page below `map/`: `topics-years`.
    pub fn id(&self) -> String {
        format!("{}-{}", self.rows.id, self.columns.id)
    }
}

/// All of them, in the order of their pages.
pub fn maps() -> Vec<EvidenceMap> {
    let mut columns: Vec<_> =
        GROUPINGS.iter().filter_map(|kind| Some((kind.map?, *kind))).collect();
    columns.sort_by_key(|(place, _)| *place);
    columns.into_iter().map(|(_, columns)| EvidenceMap { rows: TOPICS, columns }).collect()
}
