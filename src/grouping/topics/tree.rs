//! Places in the tree of MeSH: what kind of thing hangs there.
//!
//! In: places in the tree. Out: their branches by number, and whether they hold diseases or things with names. Never: a
//! heading.

use crate::vocabularies::mesh::TreePlace;

/// The number of the branch in which a place lies: "C04" is the fourth of the third letter, 204.
pub(super) fn branch(place: TreePlace) -> u16 {
    let letter = u8::try_from(place.category).unwrap_or(b'A').saturating_sub(b'A');
    u16::from(letter) * 100 + u16::from(place.branch)
}

/// Whether a branch holds diseases and disorders.
pub(super) fn is_disease(branch: u16) -> bool {
    matches!(branch, 201..=222 | 224..=299 | 503)
}

/// Categories of things that have names of their own: anatomy, organisms, chemicals.
pub(super) const THINGS: u32 = 0b1011;
