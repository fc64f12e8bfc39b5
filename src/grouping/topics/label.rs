//! How a phrase of running text is written as a topic: acronyms and names of genes as they are.
//!
//! In: a spelling as found. Out: the same words, the first with a capital. Never: other words; capitals of titles and
//! headings are judged by the library's texts.

use crate::grouping::casing::capitalised;

/// A phrase in sentence case. A first word with capitals of its own, such as "mRNA", stays as it is.
pub(super) fn sentence_case(spelling: &str) -> String {
    let spelling = spelling.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = spelling.find([' ', '-']).unwrap_or(spelling.len());
    match spelling.split_at_checked(end) {
        Some((first, rest)) => capitalised(first) + rest,
        None => spelling,
    }
}
