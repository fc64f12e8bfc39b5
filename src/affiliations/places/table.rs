//! The maps of the tables of facts: a quick hash for short words that no input chooses.
//!
//! In: words. Out: [`Table`]. Never: a map whose keys come from records, since anybody can find words that this hash
//! puts in one place.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map with the words of a table as keys.
pub(crate) type Table<K, V> = HashMap<K, V, BuildHasherDefault<WordHasher>>;

/// A set of the words of a table.
pub(crate) type WordSet<K> = HashSet<K, BuildHasherDefault<WordHasher>>;

/// Eight bytes at a time: rotate, add, multiply.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct WordHasher(u64);

/// An odd number whose bits look like chance: the golden ratio in 64 bits.
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

impl WordHasher {
    #[inline]
    fn add(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(FACTOR);
    }
}

impl Hasher for WordHasher {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.add(u64::from_le_bytes(*word));
        }
        if !rest.is_empty() {
            let value = rest.iter().fold(1_u64, |value, byte| value << 8 | u64::from(*byte));
            self.add(value);
        }
    }

    #[inline]
    fn write_u8(&mut self, value: u8) {
        self.add(u64::from(value));
    }

    /// The map looks at the highest bits and at the lowest; the last product leaves little in the lowest.
    #[inline]
    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
}
