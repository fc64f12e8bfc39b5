//! Degrees, licences and fellowships that stand behind a person's name.

use crate::text::hash::WordSet;
use crate::text::tsv::rows;
use std::sync::LazyLock;

/// Whether a folded word is one.
pub(crate) fn is_degree(folded: &str) -> bool {
    static DEGREES: LazyLock<WordSet<&'static str>> = LazyLock::new(|| {
        rows(include_str!("../../../data/degrees.tsv")).map(|[word]| word).collect()
    });
    DEGREES.contains(folded)
}
