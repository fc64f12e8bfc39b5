//! Names that everybody knows by their letters: national research bodies and large universities.
//!
//! In: folded names. Out: their class and the one name under which all are gathered. General knowledge, the same in any
//! library; what a library's own records say of its acronyms is learnt from them instead.

use super::Class;
use crate::text::hash::Table;
use crate::text::tsv::{rows, values};
use std::sync::LazyLock;

/// A body and all its names.
pub(crate) struct Body {
    /// Its rank among the organisations of an address.
    pub(crate) class: Class,
    /// ISO 3166 code of its country, where it has one.
    pub(crate) country: &'static str,
    /// The name that stands for all.
    pub(crate) name: &'static str,
}

/// The body of a folded name, where it is one of the table's.
pub(crate) fn body(folded: &str) -> Option<&'static Body> {
    static INDEX: LazyLock<Table<&'static str, Body>> = LazyLock::new(|| {
        let mut index = Table::default();
        for [name, class, country, others] in rows(include_str!("../../../data/bodies.tsv")) {
            let Some(class) = Class::named(class) else { continue };
            for known in values(others).chain([name]) {
                index.insert(known, Body { class, country, name });
            }
        }
        index
    });
    INDEX.get(folded.strip_prefix("the ").unwrap_or(folded))
}

/// For each body of the table all its names, folded.
pub(crate) fn bodies() -> impl Iterator<Item = Vec<&'static str>> {
    let table = rows(include_str!("../../../data/bodies.tsv"));
    table.map(|[name, _, _, others]| values(others).chain([name]).collect())
}
