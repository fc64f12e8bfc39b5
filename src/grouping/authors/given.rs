//! Given names in the ways people write them, and family names that say little.
//!
//! In: given names as written. Out: what of two can be compared beside their letters: transliterations, initials among full
//! names, what they sound like. Never: a decision about who is who.

use crate::text::fold::{fold_name, fold_transliterated};
use crate::text::hash::hash;
use crate::text::tsv::rows;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Shorter given names sound like too many others.
const SHORTEST: usize = 4;

/// A given name that is known in full, word by word.
#[derive(Default)]
pub(super) struct Given {
    /// Folded: "jan hendrik".
    words: Box<str>,
    /// With letters that are also written as two written so; empty where there are none.
    long: Box<str>,
    /// Whether it may be another's in another way of writing: it has a [`Given::long`], or begins with an initial.
    odd: bool,
    /// What it sounds like; 0 where that says too little.
    pub(super) sound: u64,
}

impl Given {
    /// What can be said of a given name; nothing of initials in its place.
    pub(super) fn of(written: &str, initials: &str) -> Self {
        let folded = fold_name(written);
        let mut words = folded.split(' ');
        let begins_short = words.next().is_some_and(|first| first.len() == 1);
        let in_full = |word: &str| word.len() > 1 && word != initials;
        if !folded.split(' ').any(in_full) {
            return Given::default();
        }
        let long = fold_transliterated(written);
        Given {
            odd: begins_short || long.is_some(),
            sound: sound(&folded),
            words: folded.into(),
            long: long.unwrap_or_default().into(),
        }
    }

    /// Whether two given names whose letters differ are one in two ways of writing: `Jörg` and `Joerg`, `J Hendrik` and
    /// `Jan Hendrik`.
    pub(super) fn is_one_with(&self, other: &Given) -> bool {
        if !(self.odd || other.odd) || self.words.is_empty() || other.words.is_empty() {
            return false;
        }
        let ours = [&*self.words, &*self.long].into_iter().filter(|form| !form.is_empty());
        let theirs = || [&*other.words, &*other.long].into_iter().filter(|form| !form.is_empty());
        ours.flat_map(|one| theirs().map(move |two| (one, two))).any(|(one, two)| agree(one, two))
    }
}

/// Whether the words of one are those of the other as far as both go, an initial standing for any name that begins so.
fn agree(a: &str, b: &str) -> bool {
    a.split(' ').zip(b.split(' ')).all(|(one, other)| {
        let initial = one.len() == 1 || other.len() == 1;
        one == other || initial && one.as_bytes().first() == other.as_bytes().first()
    })
}

/// What a folded name sounds like, as a number: `Phillip` as `Philip`, `Erik` as `Eric`, `Mathias` as `Matthias`. Two names
/// that only sound alike may be two people's.
fn sound(folded: &str) -> u64 {
    let full: String = folded.split(' ').filter(|word| word.len() > 1).collect();
    if full.len() < SHORTEST {
        return 0;
    }
    let plain = full.replace("ph", "f").replace("th", "t").replace("ch", "\u{1}").replace('c', "k");
    let mut heard = String::with_capacity(plain.len());
    for c in plain.chars() {
        if !heard.ends_with(c) {
            heard.push(c);
        }
    }
    hash(heard.as_bytes())
}

/// Whether so many people have a folded family name that a given name beside it is no evidence.
pub(super) fn is_frequent_family(folded: &str) -> bool {
    static FAMILIES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        rows(include_str!("../../../data/common-families.tsv")).map(|[name]| name).collect()
    });
    FAMILIES.contains(folded)
}

#[cfg(test)]
mod tests {
    use super::Given;

    #[test]
    fn given_names_are_one_in_many_ways_of_writing() {
        for (a, b, one, alike) in [
            ("Jörg", "Joerg", true, false),
            ("Jörg", "Jorg", true, true),
            ("Joerg", "Jorg", false, false),
            ("Åse", "Aase", true, false),
            ("Jørgen Peter", "Joergen", true, false),
            ("J Hendrik", "Jan Hendrik", true, false),
            ("J. Hendrik", "Johan Hendrik", true, false),
            ("Jan Hendrik", "Jan Willem", false, false),
            ("J Hendrik", "Jan Willem", false, false),
            ("J", "Jan", false, false),
            ("Philip C", "Phillip", false, true),
            ("Eric", "Erik", false, true),
            ("Mathias", "Matthias", false, true),
            ("Rich", "Rick", false, false),
            ("Xiaomin", "Xiaoming", false, false),
            ("An", "Ann", false, false),
        ] {
            let (first, second) = (Given::of(a, ""), Given::of(b, ""));
            let sounds = first.sound == second.sound && first.sound != 0;
            assert_eq!((first.is_one_with(&second), sounds), (one, alike), "{a} and {b}");
        }
    }
}
