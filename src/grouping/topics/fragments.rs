//! Phrases that are pieces of longer names: "activated receptor" of "proliferator-activated receptor".
//!
//! In: the phrases of all records, each with what stands beside it. Out: [`Fragments`], the phrases that nearly always stand
//! inside a longer name. Never: a table of names; the library's texts tell.

use super::phrases::Candidate;
use crate::text::hash::{ByHash, Hashes};

/// A phrase is a piece when so many of a hundred records have it inside a longer name everywhere …
const INSIDE: usize = 85;
/// … or with one and the same word beside it everywhere.
const BESIDE: usize = 75;

/// What is known of one phrase.
#[derive(Default)]
struct Places {
    records: usize,
    extended: usize,
    before: Vec<u64>,
    behind: Vec<u64>,
}

/// The phrases that are pieces of longer names.
pub(super) struct Fragments(Hashes);

impl Fragments {
    /// Of the phrases that records have good evidence for.
    pub(super) fn of<'a>(phrases: impl Iterator<Item = &'a Candidate>) -> Self {
        let mut all: ByHash<Places> = ByHash::default();
        for phrase in phrases.filter(|phrase| !phrase.heading && !phrase.defined) {
            let places = all.entry(phrase.hash).or_default();
            places.records += 1;
            places.extended += usize::from(phrase.extended);
            places.before.extend(Some(phrase.before).filter(|word| *word != 0));
            places.behind.extend(Some(phrase.behind).filter(|word| *word != 0));
        }
        let is = |(hash, mut places): (u64, Places)| places.are_inside().then_some(hash);
        Fragments(all.into_iter().filter_map(is).collect())
    }

    pub(super) fn has(&self, hash: u64) -> bool {
        self.0.contains(&hash)
    }
}

impl Places {
    fn are_inside(&mut self) -> bool {
        let of_hundred = |count: usize, share: usize| count * 100 >= self.records * share;
        let beside = [most(&mut self.before), most(&mut self.behind)];
        self.records > 1
            && (of_hundred(self.extended, INSIDE)
                || beside.into_iter().any(|count| of_hundred(count, BESIDE)))
    }
}

/// How often the most frequent word stands there.
fn most(words: &mut [u64]) -> usize {
    words.sort_unstable();
    words.chunk_by(|a, b| a == b).map(<[u64]>::len).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::phrases::{Words, candidates};
    use super::*;
    use crate::text::terms::tokens::{Tokenizer, phrase_hash};

    #[test]
    fn a_piece_of_a_longer_name_is_told_by_the_texts() {
        let titles = [
            "Wombat rooted burrow syndrome",
            "On wombat rooted burrow syndrome",
            "The wombat rooted burrow syndrome of the moles",
            "Moles and badgers",
            "A badger",
        ];
        let all: Vec<Candidate> = titles
            .iter()
            .flat_map(|title| {
                candidates(&Words::of(title, "", &mut Tokenizer::default()), &|_| false)
            })
            .collect();
        let fragments = Fragments::of(all.iter());
        for (phrase, piece) in [
            ("rooted burrow", true),
            ("burrow syndrome", true),
            ("wombat rooted burrow syndrome", false),
            ("moles", false),
            ("badgers", false),
        ] {
            assert_eq!(fragments.has(phrase_hash(phrase)), piece, "{phrase}");
        }
    }
}
