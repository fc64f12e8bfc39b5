//! Classes of honest differences between PubMed's formats.

use super::Pair;

/// A class: which fields it may explain, and exactly when it does.
pub(crate) struct Rule {
    pub(crate) name: &'static str,
    pub(crate) fields: &'static [&'static str],
    pub(crate) fits: fn(&Pair) -> bool,
}

/// Every class; one that explains nothing fails the test.
pub(crate) const RULES: &[Rule] = &[];
