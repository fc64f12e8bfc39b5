//! Names that say nothing by themselves: "Disease", "Healthy controls", "Seq".
//!
//! In: the name of a topic in the making. Out: whether it is one of the table of such names. Never: a name that a curator
//! gave.

use crate::text::hash::Hashes;
use crate::text::terms::tokens;
use crate::text::tsv::rows;
use std::sync::LazyLock;

/// By the hash of their words.
static NAMES: LazyLock<Hashes> = LazyLock::new(|| {
    let names = rows(include_str!("../../../data/vague-names.tsv"));
    names.map(|[name]| tokens::phrase_hash(name)).collect()
});

/// Whether a name, by the hash of its words, says nothing by itself.
pub(super) fn is_vague(name: u64) -> bool {
    NAMES.contains(&name)
}

/// Words that mean something else in most texts, by their hashes.
static AMBIGUOUS: LazyLock<Hashes> = LazyLock::new(|| {
    let words = rows(include_str!("../../../data/ambiguous-words.tsv"));
    let of = |[word]: [&'static str; 1]| {
        let mut tokens = Vec::new();
        tokens::tokenize(word, &mut tokens);
        tokens.first().map(|token| token.hash)
    };
    words.filter_map(of).collect()
});

/// Whether a single word, by its hash, is no evidence for what a vocabulary calls so.
pub(super) fn is_ambiguous(word: u64) -> bool {
    AMBIGUOUS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn no_two_rows_are_spellings_of_one_name() {
        let mut met = BTreeMap::new();
        for [name] in rows::<1>(include_str!("../../../data/vague-names.tsv")) {
            assert_eq!(met.insert(tokens::key(name), name), None, "{name}");
        }
        assert!(is_vague(tokens::phrase_hash("healthy control")));
        assert!(!is_vague(tokens::phrase_hash("Wombats")));
    }
}
