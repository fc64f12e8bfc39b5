//! The key under which the spellings of one institution meet.
//!
//! In: a name as written. Out: folded words without articles, abbreviations written out, words for the kind of
//! organisation in one language, and well-known bodies under their one name. Never: what a library's own records say.

use crate::affiliations::lexicon::bodies::body;
use crate::affiliations::lexicon::{Word, slip, word};
use crate::affiliations::places::places;
use crate::affiliations::places::tokens::{CUTS, tokens};
use crate::text::hash::Table;
use crate::text::tsv::rows;
use std::sync::LazyLock;

/// Small words that add nothing to a name, beside the prepositions of the lexicon.
fn is_small(folded: &str, word: Word) -> bool {
    word.is(Word::LINK) || word.is(Word::AND) || matches!(folded, "the" | "a" | "studi" | "s")
}

/// The words of a text that count for keys: each with its span, and whether a comma or a bracket stands before it.
pub(super) struct KeyWord {
    pub(super) text: String,
    pub(super) span: std::ops::Range<usize>,
    pub(super) cut: bool,
}

/// The words of a text that count for keys.
pub(super) fn key_words(text: &str) -> Vec<KeyWord> {
    let mut cut = true;
    let mut out = Vec::new();
    for token in tokens(text) {
        cut |= token.before.has(CUTS);
        if token.email || is_small(&token.folded, word(&token.folded)) {
            continue;
        }
        let same = canonical(&token.folded).unwrap_or(&token.folded);
        for text in same.split(' ') {
            let (text, span) = (text.to_owned(), token.span.clone());
            out.push(KeyWord { text, span, cut: std::mem::take(&mut cut) });
        }
    }
    out
}

/// Words with the one under which they meet in keys, by the tables.
pub(super) fn same_words() -> impl Iterator<Item = (&'static str, &'static str)> {
    let spellings = rows(include_str!("../../../data/organisation-spellings.tsv"));
    let cities = rows(include_str!("../../../data/exonyms.tsv"));
    spellings.chain(cities).map(|[word, same]| (word, same))
}

/// The words under which a folded word stands in keys: mostly itself.
pub(super) fn canonical_words(folded: &str) -> impl Iterator<Item = &str> {
    canonical(folded).unwrap_or(folded).split(' ')
}

/// The word under which spellings, abbreviations, languages and slips of one word meet.
fn canonical(folded: &str) -> Option<&'static str> {
    static CANONICAL: LazyLock<Table<&'static str, &'static str>> =
        LazyLock::new(|| same_words().collect());
    CANONICAL.get(folded).copied().or_else(|| {
        let meant = slip(folded).or_else(|| plain_vowels(folded))?;
        Some(CANONICAL.get(meant).copied().unwrap_or(meant))
    })
}

/// "Muenster" for Münster: a city whose name has a vowel written as two.
fn plain_vowels(folded: &str) -> Option<&'static str> {
    let pair = ["ae", "oe", "ue"].into_iter().find(|pair| folded.contains(pair))?;
    let plain = folded.replacen(pair, pair.get(..1)?, 1);
    let (name, city) = places().city_named(&plain)?;
    let same = || places().city(folded).is_some_and(|other| other.country == city.country);
    (folded.len() > 4 && city.country.is_some() && same()).then_some(name)
}

/// The key of a name, and the name of the well-known body that it is.
pub(super) fn key_of(name: &str) -> (String, Option<&'static str>) {
    let tokens = tokens(name);
    let mut plain = String::with_capacity(name.len());
    let mut key = String::with_capacity(name.len());
    for token in &tokens {
        push(&mut plain, &token.folded);
        if !is_small(&token.folded, word(&token.folded)) {
            push(&mut key, canonical(&token.folded).unwrap_or(&token.folded));
        }
    }
    let acronym = matches!(tokens.as_slice(), [one] if !one.upper);
    if let Some(body) = body(&plain).filter(|_| !acronym) {
        return (plain_key(body.name), Some(body.name));
    }
    (if key.is_empty() { plain } else { key }, None)
}

/// The key of a name.
pub(super) fn key(name: &str) -> String {
    key_of(name).0
}

/// The key of a name without a look at the well-known bodies.
fn plain_key(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in key_words(name) {
        push(&mut out, &word.text);
    }
    out
}

fn push(out: &mut String, word: &str) {
    if !out.is_empty() {
        out.push(' ');
    }
    out.push_str(word);
}

/// The key with its words in order of the alphabet: the same for "University of X" and "X University". A university's hospital
/// is one in French and Italian too, where it is a hospital centre.
pub(super) fn unordered(key: &str) -> String {
    let mut words: Vec<&str> = key.split(' ').collect();
    if words.contains(&"hospital") && words.contains(&"university") {
        words.retain(|word| *word != "center");
    }
    words.sort_unstable();
    words.join(" ")
}
