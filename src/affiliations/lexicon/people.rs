//! What is said of persons in affiliations: degrees behind their names, and what they are.

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

/// What a person is, which no organisation is called.
pub(crate) fn is_role(folded: &str) -> bool {
    matches!(
        folded,
        "professor"
            | "professors"
            | "prof"
            | "lecturer"
            | "fellow"
            | "member"
            | "student"
            | "students"
            | "consultant"
            | "resident"
            | "director"
            | "midwife"
            | "physician"
            | "scientist"
            | "researcher"
            | "engineer"
            | "independent"
            | "retired"
            | "emeritus"
    )
}
