//! Names with shortened words, as indexes write them: "Quux Inst. of Petrochem. Technol.".
//!
//! In: the keys of the registry's names, and of a name that is none of them. Out: the organisations that it may be. Never: the
//! choice among them.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The letters that a shortened word has at least.
const SHORTEST: usize = 3;

/// The registry's names by the beginnings of their words.
#[derive(Debug, Default)]
pub(super) struct Abbreviated {
    names: HashMap<u64, Vec<(u32, Box<str>)>>,
}

impl Abbreviated {
    /// A name of an organisation.
    pub(super) fn add(&mut self, key: &str, at: u32) {
        if key.split(' ').count() < 3 {
            return;
        }
        let list = self.names.entry(beginnings(key)).or_default();
        if !list.iter().any(|(other, known)| *other == at && **known == *key) {
            list.push((at, key.into()));
        }
    }

    /// The organisations of whose name each word is the whole word or its beginning.
    pub(super) fn written_out(&self, key: &str) -> Vec<u32> {
        if key.split(' ').count() < 3 {
            return Vec::new();
        }
        let list = self.names.get(&beginnings(key)).into_iter().flatten();
        let mut out: Vec<u32> =
            list.filter(|(_, full)| shortens(key, full)).map(|(at, _)| *at).collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// The hash of the first letters of each word.
fn beginnings(key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    for word in key.split(' ') {
        word.get(..SHORTEST).unwrap_or(word).hash(&mut hasher);
    }
    hasher.finish()
}

fn shortens(key: &str, full: &str) -> bool {
    let same_length = key.split(' ').count() == full.split(' ').count();
    same_length
        && key.split(' ').zip(full.split(' ')).all(|(short, full)| {
            short == full || short.len() >= SHORTEST && full.starts_with(short)
        })
}
