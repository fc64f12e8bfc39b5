//! Medical Subject Headings as topics.
//!
//! In: a descriptor as printed. Out: its name in natural order, and whether it is a check tag, which says what was studied
//! and never what about. Never: the tree.

use crate::affiliations::places::places;
use crate::text::tsv::rows;
use std::sync::LazyLock;

/// A heading, by its 0-based place in the vocabulary.
pub(super) type HeadingId = u32;

/// Descriptors that indexers tick off for every article, by NLM's list of check tags: people, their ages, laboratory
/// animals; with them the centuries and the designs of studies that stand in thousands of records.
static CHECK_TAGS: LazyLock<Vec<&str>> = LazyLock::new(|| of_kind("tag"));

/// Designs, measures and statistics of studies: a topic where they are the main subject, and else how it was studied.
static METHODS: LazyLock<Vec<&str>> = LazyLock::new(|| of_kind("method"));

fn of_kind(asked: &str) -> Vec<&'static str> {
    rows(include_str!("../../../data/check-tags.tsv"))
        .filter(|[_, kind]| *kind == asked)
        .map(|[heading, _]| heading)
        .collect()
}

/// The beginnings of strains, whose tail is a modifier.
const STRAINS: &[&str] = &["Mice, ", "Rats, "];

/// Whether a descriptor says only what was studied.
pub(super) fn is_check_tag(descriptor: &str) -> bool {
    let century = descriptor.starts_with("History, ") && descriptor.ends_with(" Century");
    century
        || CHECK_TAGS.contains(&descriptor)
        || STRAINS.iter().any(|strain| descriptor.starts_with(strain))
}

/// Whether a descriptor says only how something was studied, unless it is the main subject.
pub(super) fn is_method(descriptor: &str) -> bool {
    METHODS.contains(&descriptor)
}

/// Whether a descriptor says only where something was studied. MeSH itself tells by its tree.
pub(super) fn is_place(descriptor: &str) -> bool {
    let folded = crate::text::fold::fold_name(descriptor);
    places().country(&folded).is_some() || places().city(&folded).is_some()
}

/// The same of a spelling in any case, as reference managers write them.
pub(super) fn is_check_tag_in_any_case(name: &str) -> bool {
    let is = |tag: &&str| tag.eq_ignore_ascii_case(name);
    is_check_tag(name) || CHECK_TAGS.iter().any(is) || METHODS.iter().any(is)
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
