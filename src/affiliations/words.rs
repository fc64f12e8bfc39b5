//! One word of an affiliation with what the tables say of it, and what a run of words is.
//!
//! In: words. Out: [`AddressWord`]; the place that a run names; whether it names anything of its own. Never: where a run begins.

use super::lexicon::Word;
use super::places::tokens::Token;
use super::places::{City, CountryId, Ends, places};
use std::ops::Range;

/// One word and what the tables say of it.
#[derive(Clone, Debug)]
pub(super) struct AddressWord {
    pub(super) token: Token,
    pub(super) word: Word,
    /// The names of places that the word may end.
    pub(super) ends: Ends,
    /// Stands in brackets.
    pub(super) aside: bool,
}

impl AddressWord {
    /// Letters in capitals alone, two to ten of them.
    pub(super) fn acronym(&self) -> bool {
        let length = self.token.folded.len();
        self.token.upper
            && self.token.digits == 0
            && (2..=10).contains(&length)
            && self.word.class.is_none()
            && !self.is_roman()
    }

    /// "II" of "Federico II".
    fn is_roman(&self) -> bool {
        self.token.folded.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
    }

    #[inline]
    pub(super) fn is_number(&self) -> bool {
        self.token.digits > 0 && self.token.folded.bytes().all(|b| b.is_ascii_digit())
    }

    #[inline]
    pub(super) fn links(&self) -> bool {
        self.word.is(Word::LINK)
    }
}

/// The country whose name the words are.
pub(super) fn country_at(words: &[AddressWord]) -> Option<CountryId> {
    let last = words.last()?;
    (words.len() <= usize::from(last.ends.country))
        .then(|| places().country(&folded(words)))
        .flatten()
}

/// The city whose name the words are.
pub(super) fn city_at(words: &[AddressWord]) -> Option<City> {
    let last = words.last()?;
    (words.len() <= usize::from(last.ends.city)).then(|| places().city(&folded(words))).flatten()
}

/// The folded words, joined by blanks.
pub(super) fn folded(items: &[AddressWord]) -> String {
    let mut out = String::with_capacity(items.len() * 9);
    for item in items {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&item.token.folded);
    }
    out
}

/// The words of a range.
pub(super) fn slice<'i>(items: &'i [AddressWord], range: &Range<usize>) -> &'i [AddressWord] {
    items.get(range.clone()).unwrap_or_default()
}

/// A name of nothing but kinds and modifiers: "Technical University", "University Hospital".
pub(super) fn nameless(head: &[AddressWord]) -> bool {
    head.iter().all(|item| {
        item.word.class.is_some()
            || item.word.is(Word::MODIFIER)
            || item.word.is(Word::FIELD) && head.len() <= 3
            || item.links()
            || item.is_number()
    }) && !head.iter().any(|item| item.word.is(Word::NATIONAL))
}
