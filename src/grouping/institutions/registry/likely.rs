//! Names that are nearly one of the registry's: a slip of one letter, or a field of study more or less.
//!
//! In: the keys of the registry's names, and of a name that is none of them. Out: the organisations that it may be. Never: the
//! choice among them; a word that the registry or the tables of places know is no slip.

use crate::affiliations::lexicon::{Word, word};
use crate::affiliations::places::places;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The shortest word in which a slip is believed.
const SHORTEST: usize = 5;

/// The registry's names without one word, and without what adds little.
#[derive(Debug, Default)]
pub(super) struct Likely {
    /// Hash of a name without one of its words: the organisation and that word.
    without: HashMap<u64, Vec<(u32, Box<str>)>>,
    /// Hash of a name's words but for fields of study: the organisation, and whether its name has any.
    cores: HashMap<u64, Vec<(u32, bool)>>,
    /// Words that the registry knows.
    words: ahash::HashSet<Box<str>>,
}

impl Likely {
    /// Nothing yet, but the words that are no slips.
    pub(super) fn knowing(words: ahash::HashSet<Box<str>>) -> Self {
        Likely { words, ..Likely::default() }
    }

    /// A name of an organisation.
    pub(super) fn add(&mut self, key: &str, at: u32) {
        let mut words: Vec<&str> = key.split(' ').collect();
        words.sort_unstable();
        for word in &words {
            if !self.words.contains(*word) {
                self.words.insert((*word).into());
            }
        }
        if words.len() < 2 || words.len() > 8 {
            return;
        }
        for (skipped, odd) in words.iter().enumerate().filter(|(_, word)| may_slip(word)) {
            let list = self.without.entry(hash(&words, skipped)).or_default();
            if !list.iter().any(|(other, word)| *other == at && **word == **odd) {
                list.push((at, (*odd).into()));
            }
        }
        if let Some(core) = core(&words) {
            let list = self.cores.entry(core).or_default();
            let entry = (at, words.iter().any(|text| is_field(text)));
            if !list.contains(&entry) {
                list.push(entry);
            }
        }
    }

    /// The organisations whose name differs in one letter of one word.
    pub(super) fn slips(&self, key: &str) -> Vec<u32> {
        let mut words: Vec<&str> = key.split(' ').collect();
        words.sort_unstable();
        let mut out = Vec::new();
        if words.len() < 2 {
            return out;
        }
        for (skipped, odd) in words.iter().enumerate() {
            if !may_slip(odd) || self.words.contains(*odd) || places().city(odd).is_some() {
                continue;
            }
            let list = self.without.get(&hash(&words, skipped)).into_iter().flatten();
            out.extend(list.filter(|(_, word)| is_slip(odd, word)).map(|(at, _)| *at));
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The organisations whose name has the same words, but that one of the two names no field of study.
    pub(super) fn same_core(&self, key: &str) -> Vec<u32> {
        let mut words: Vec<&str> = key.split(' ').collect();
        words.sort_unstable();
        let fielded = words.iter().any(|text| is_field(text));
        let list = core(&words).and_then(|core| self.cores.get(&core)).into_iter().flatten();
        list.filter(|(_, other)| !(fielded && *other)).map(|(at, _)| *at).collect()
    }
}

/// A word that names neither a kind of organisation nor a field of study.
pub(super) fn may_slip(text: &str) -> bool {
    let known = word(text);
    text.len() >= SHORTEST && known.class.is_none() && !known.is(Word::FIELD | Word::MODIFIER)
}

pub(super) fn is_field(text: &str) -> bool {
    let known = word(text);
    known.class.is_none() && known.is(Word::FIELD)
}

/// A country, a state or a city.
pub(super) fn is_place(text: &str) -> bool {
    let places = places();
    places.city(text).is_some() || places.region(text).is_some() || places.country(text).is_some()
}

/// The hash of the words but for one.
fn hash(words: &[&str], skipped: usize) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (_, word) in words.iter().enumerate().filter(|(at, _)| *at != skipped) {
        word.hash(&mut hasher);
    }
    hasher.finish()
}

/// The hash of the words that are no fields of study; nothing where none of them is a name of its own.
fn core(words: &[&str]) -> Option<u64> {
    let kept: Vec<&str> = words
        .iter()
        .copied()
        .filter(|text| !is_field(text) && !word(text).is(Word::NATIONAL))
        .collect();
    let own = kept.iter().any(|text| may_slip(text) && !is_place(text));
    let kind = kept.iter().any(|text| word(text).class.is_some());
    (own && kind).then(|| hash(&kept, usize::MAX))
}

/// One letter more, less or other, or two that changed places.
fn is_slip(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().abs_diff(b.len()) > 1 || a == b {
        return false;
    }
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let longest = a.len().max(b.len());
    let rest = |text: &[u8]| text.len().saturating_sub(start + end);
    if start + end + 1 >= longest {
        return true;
    }
    let swapped = || {
        let pair = start..start + 2;
        let turned = b.get(pair.clone()).map(|pair| pair.iter().rev());
        matches!((a.get(pair), turned), (Some(own), Some(other)) if own.iter().eq(other.clone()))
    };
    a.len() == b.len() && rest(a) == 2 && swapped()
}
