//! Words that are no topic: function words, which end a phrase, and the general wording of papers.
//!
//! In: folded words. Out: their [`Weight`]. Never: a list of what topics there are.

use super::fold::fold_word;
use super::singular::singular;
use crate::text::hash::{ByHash, hash};
use crate::text::tsv::rows;
use std::sync::LazyLock;

/// How much a word says of what a paper is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    /// Ends a phrase: articles, prepositions, verbs, adverbs, numbers.
    Function,
    /// May stand inside a phrase, but not at its ends, and makes no phrase without better ones.
    Generic,
    /// May begin a phrase, but not end one: "vascular", "genetic".
    Adjective,
    /// Says something, but not by itself: "disease", "cell".
    Broad,
    /// A number that belongs to the word before it: may end a phrase, but not begin one.
    Number,
    /// Says something.
    Content,
}

/// The weight of a folded word.
pub(crate) fn weight(hash_of_word: u64, folded: &[u8]) -> Weight {
    static TABLE: LazyLock<ByHash<Weight>> = LazyLock::new(read);
    if let Some(weight) = TABLE.get(&hash_of_word) {
        return *weight;
    }
    let letters = folded.iter().filter(|b| b.is_ascii_alphabetic()).count();
    if letters == 0 || folded.len() < 2 {
        return Weight::Function;
    }
    ending(folded)
}

/// The weight that the ending of a word gives it away by. The words that the endings are wrong about stand in the
/// table.
fn ending(folded: &[u8]) -> Weight {
    const ADJECTIVES: &[&[u8]] = &[
        b"al", b"ic", b"ive", b"ous", b"ary", b"ory", b"lar", b"ular", b"able", b"ible", b"less",
        b"ful", b"ican", b"ian", b"ese", b"wide", b"ed", b"like", b"oid", b"ent", b"est",
    ];
    let ends = |endings: &[&[u8]]| endings.iter().any(|ending| folded.ends_with(ending));
    match folded.len() {
        5 if ends(&[b"al", b"ic"]) => Weight::Adjective,
        0..6 => Weight::Content,
        _ if ends(&[b"ly"]) => Weight::Function,
        _ if ends(ADJECTIVES) || ends(&[b"ish"]) => Weight::Adjective,
        _ if ends(&[b"ing"]) => Weight::Broad,
        _ => Weight::Content,
    }
}

fn read() -> ByHash<Weight> {
    let mut folded = Vec::new();
    let row = |[word, weight]: [&'static str; 2]| {
        fold_word(word, &mut folded);
        singular(&mut folded);
        Some((hash(&folded), named(weight)?))
    };
    rows(include_str!("../../../data/stop-words.tsv")).filter_map(row).collect()
}

/// A weight by its name in the table.
fn named(weight: &str) -> Option<Weight> {
    match weight {
        "function" => Some(Weight::Function),
        "generic" => Some(Weight::Generic),
        "adjective" => Some(Weight::Adjective),
        "broad" => Some(Weight::Broad),
        "content" => Some(Weight::Content),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_of_the_table_counts() {
        let table = || rows::<2>(include_str!("../../../data/stop-words.tsv"));
        for [word, weight] in table() {
            assert!(named(weight).is_some(), "{word} has no weight: {weight}");
        }
        let mut met = std::collections::BTreeMap::new();
        for [word, _] in table() {
            let mut folded = Vec::new();
            fold_word(word, &mut folded);
            singular(&mut folded);
            let other = met.insert(folded, word);
            assert_eq!(other, None, "{word} folds to the same word");
        }
    }
}
