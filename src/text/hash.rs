//! A fixed hash, and maps that go by it.
//!
//! In: bytes. Out: a number, the same on every machine and in every version of the compiler. Never: a map whose keys a
//! stranger chooses, since anybody can find words that this hash puts in one place.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map whose keys are hashes already.
pub(crate) type ByHash<T> = HashMap<u64, T, BuildHasherDefault<AsItIs>>;

/// Words by their hashes alone.
pub(crate) type Hashes = HashSet<u64, BuildHasherDefault<AsItIs>>;

/// Takes a hash for the hash of itself.
#[derive(Default)]
pub(crate) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(bytes);
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// A fixed hash: the same on every machine and in every version of the compiler.
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

pub(crate) fn mix(state: u64, word: u64) -> u64 {
    // The high and low halves of a wide product, folded: each bit of the input reaches each bit of the result.
    let product = u128::from(state ^ word ^ 0xa076_1d64_78bd_642f)
        * u128::from(0xe703_7ed1_a0b4_28db ^ state.rotate_left(23));
    let [low, high] = [product & u128::from(u64::MAX), product >> 64]
        .map(|half| u64::try_from(half).unwrap_or_default());
    low ^ high ^ word.wrapping_mul(0x9fb2_1c65_1e98_df25)
}
