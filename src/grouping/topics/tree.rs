//! Places in the tree of MeSH: what a tree number says by its beginning.
//!
//! In: tree numbers. Out: their branches, and what kind of thing hangs there. Never: a heading.

/// The number of a branch of the tree, from the beginning of a tree number: "C04" is the fourth of the third letter. Zero
/// where there is none.
pub(super) fn branch(tree: &str) -> u16 {
    let (letter, digits) =
        (tree.bytes().next().unwrap_or_default(), tree.get(1..3).unwrap_or_default());
    match (letter, digits.parse::<u16>()) {
        (b'A'..=b'Z', Ok(number)) => u16::from(letter - b'A') * 100 + number,
        _ => 0,
    }
}

/// Whether a branch holds diseases and disorders.
pub(super) fn is_disease(branch: u16) -> bool {
    matches!(branch, 201..=222 | 224..=299 | 503)
}

/// Categories of things that have names of their own: anatomy, organisms, chemicals.
pub(super) const THINGS: u32 = 0b1011;
