//! The evidence maps that the registry has: topics against another grouping.
//!
//! In: the rows of the registry. Out: [`EvidenceMap`]s in the order of their pages. Never: the tables, which the site makes.

use super::{GROUPINGS, GroupingKind, TOPICS};
use std::sync::LazyLock;

/// A table of articles by two groupings.
#[derive(Debug)]
pub struct EvidenceMap {
    /// Its name in the settings, and that of its page below `map/`: `topics-years`.
    pub id: String,
    /// What stands in the rows.
    pub rows: &'static GroupingKind,
    /// What stands in the columns.
    pub columns: &'static GroupingKind,
}

impl EvidenceMap {
    fn of(rows: &'static GroupingKind, columns: &'static GroupingKind) -> Self {
        EvidenceMap { id: format!("{}-{}", rows.id, columns.id), rows, columns }
    }
}

/// All of them, in the order of their pages.
pub fn maps() -> &'static [EvidenceMap] {
    static MAPS: LazyLock<Vec<EvidenceMap>> = LazyLock::new(|| {
        let mut columns: Vec<_> =
            GROUPINGS.iter().filter_map(|kind| Some((kind.map?, *kind))).collect();
        columns.sort_by_key(|(place, _)| *place);
        columns.into_iter().map(|(_, columns)| EvidenceMap::of(TOPICS, columns)).collect()
    });
    &MAPS
}
