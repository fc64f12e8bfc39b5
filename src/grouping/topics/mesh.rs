//! Medical Subject Headings as topics.
//!
//! In: a descriptor as printed. Out: its name in natural order, and whether it is a check tag, which says what was studied
//! and never what about. Never: the tree.

use crate::text::tsv::rows;
use std::sync::LazyLock;

/// A heading, by its 0-based place in the vocabulary.
pub(super) type HeadingId = u32;

/// Descriptors that indexers tick off for every article, by NLM's list of check tags: people, their ages, laboratory
/// animals; with them the centuries and the designs of studies that stand in thousands of records.
static CHECK_TAGS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    rows(include_str!("../../../data/check-tags.tsv")).map(|[heading]| heading).collect()
});

/// The beginnings of strains, whose tail is a modifier.
const STRAINS: &[&str] = &["Mice, ", "Rats, "];

/// Whether a descriptor says only what was studied.
pub(super) fn is_check_tag(descriptor: &str) -> bool {
    let century = descriptor.starts_with("History, ") && descriptor.ends_with(" Century");
    century
        || CHECK_TAGS.contains(&descriptor)
        || STRAINS.iter().any(|strain| descriptor.starts_with(strain))
}

/// The same of a spelling in any case, as reference managers write them.
pub(super) fn is_check_tag_in_any_case(name: &str) -> bool {
    is_check_tag(name) || CHECK_TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name))
}

/// "Muscle, Skeletal" is "Skeletal Muscle", "Leukemia, Myeloid, Acute" is "Acute Myeloid Leukemia". What has commas and is
/// no inversion stays as it is: lists, members of families, names of mixtures.
pub fn natural_order(name: &str) -> String {
    let parts: Vec<&str> = name.split(", ").collect();
    if parts.len() < 2 || parts.len() > 4 || !is_inverted(name, &parts) {
        return name.to_owned();
    }
    parts.iter().rev().copied().collect::<Vec<_>>().join(" ")
}

/// Words that a list or the name of a family has, and no inversion.
const NOT_INVERTED: &[&str] = &[
    "and",
    "or",
    "of",
    "with",
    "except",
    "in",
    "by",
    "for",
    "to",
    "as",
    "Combination",
    "Subfamily",
    "Member",
    "Homolog",
    "Pair",
    "Subtype",
    "Errors",
    "Group",
    "Groups",
    "Supergroup",
    "Practice",
];

fn is_inverted(name: &str, parts: &[&str]) -> bool {
    let telling = name.split([' ', ',']).any(|word| NOT_INVERTED.contains(&word));
    // The modifiers of an inversion are words; a locant or a number belongs to what stands before it.
    let modifiers = parts.iter().skip(1).all(|part| {
        part.chars().any(char::is_alphabetic) && !part.contains(['(', ')']) && !part.ends_with('-')
    });
    !telling && modifiers
}
