//! A fixed hash, and maps that go by it.
//!
//! In: bytes. Out: a number, the same on every machine and in every version of the compiler. Never: a [`Table`] whose keys
//! come from records, since anybody can find words that this hash puts in one place.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map with the words of a table of facts as keys.
pub(crate) type Table<K, V> = HashMap<K, V, BuildHasherDefault<AsItIs>>;

/// A set of the words of a table of facts.
pub(crate) type WordSet<K> = HashSet<K, BuildHasherDefault<AsItIs>>;

/// A map whose keys are hashes already.
pub(crate) type ByHash<T> = Table<u64, T>;

/// Words by their hashes alone.
pub(crate) type Hashes = WordSet<u64>;

/// Takes a number for the hash of itself, and hashes texts.
#[derive(Default)]
pub(crate) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = self.0.rotate_left(5) ^ hash(bytes);
    }

    /// The end of a text, which its length has told already.
    fn write_u8(&mut self, _: u8) {}

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// A fixed hash: the same on every machine and in every version of the compiler.
#[inline]
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64 ^ (bytes.len() as u64);
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        state = mix(state, u64::from_le_bytes(*word));
    }
    if !rest.is_empty() {
        let word = rest.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
        state = mix(state, word);
    }
    state
}

/// The hash of a phrase, from its words' in order.
pub(crate) fn combine(hashes: impl IntoIterator<Item = u64>) -> u64 {
    hashes.into_iter().fold(0x51_7c_c1_b7_27_22_0a_95, mix)
}

/// One step of the hash.
#[inline]
pub(crate) fn mix(state: u64, word: u64) -> u64 {
    // The high and low halves of a wide product, folded: each bit of the input reaches each bit of the result.
    let a = state ^ word ^ 0xa076_1d64_78bd_642f;
    let (low, high) = a.carrying_mul(0xe703_7ed1_a0b4_28db ^ state.rotate_left(23), 0);
    low ^ high ^ word.wrapping_mul(0x9fb2_1c65_1e98_df25)
}
