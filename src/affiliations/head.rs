//! The word that says what a name is.
//!
//! In: the words of a name. Out: where that word stands, its class, the well-known body that they name. Never: where a name
//! ends.

use super::lexicon::Class;
use super::lexicon::bodies::{Body, body};
use super::words::{AddressWord, folded};

/// A well-known body's name at the beginning of the words, longest first.
pub(super) fn body_at(words: &[AddressWord]) -> Option<(usize, &'static Body)> {
    let first = words.first()?;
    if first.word.class.is_some() || first.links() {
        return None;
    }
    if first.token.upper && !first.aside {
        let most = words.len().min(2);
        for length in (1..=most).rev() {
            let part = words.get(..length)?;
            if let Some(found) =
                body(&folded(part)).filter(|_| part.iter().all(|item| item.token.capital))
            {
                return Some((length, found));
            }
        }
    }
    None
}

/// The class of the words before the first preposition, by the last word that has one.
pub(super) fn head_class(words: &[AddressWord]) -> Option<Class> {
    head(words).and_then(|at| words.get(at)).and_then(|item| item.word.class)
}

/// Where the word stands that says what the words name.
pub(super) fn head(words: &[AddressWord]) -> Option<usize> {
    let first = words.iter().position(|item| item.word.class.is_some())?;
    let tied = |item: &AddressWord| {
        item.links() && !matches!(item.token.folded.as_str(), "the" | "la" | "le" | "el" | "al")
    };
    let end = words.iter().position(tied).unwrap_or(words.len());
    let found = words.iter().take(end).rposition(|item| item.word.class.is_some());
    // Of "Universität", "Hospital" and the like, what leads the name says what it is.
    let leads = words.get(first).is_some_and(|item| item.word.leads);
    Some(if leads { first } else { found.unwrap_or(first) })
}
