//! Terms as unordered words without endings: "neoplasms of the breast" for "Breast Neoplasm", "cognitive" for
//! "Cognition".
//!
//! In: terms of headings. Out: [`StemSets`], which say of a text which headings have a term all of whose words stem from words
//! of one sentence. Never: the order of words; such a find is weak evidence that only adds to other.

use super::mesh::HeadingId;
use crate::text::hash::ByHash;
use crate::text::terms::fold::fold_word;
use crate::text::terms::singular::singular;
use crate::text::terms::stop::Weight;
use crate::text::terms::tokens::Token;
use std::collections::BTreeMap;

/// All terms as sets of stems.
#[derive(Default)]
pub(super) struct StemSets {
    all: Vec<StemSet>,
    /// Sets with a stem.
    counts: ByHash<u32>,
    /// The stem_sets that have a stem as their rarest.
    by_rarest: ByHash<Vec<u32>>,
}

/// One term.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct StemSet {
    pub(super) heading: HeadingId,
    /// Sorted.
    stems: Box<[u64]>,
}

/// The words of a record that say something: stem, times in the abstract, whether the title has it. Sorted.
pub(super) struct Stems(Vec<(u64, u16, bool)>);

impl Stems {
    pub(super) fn of(words: &super::phrases::Words<'_>) -> Self {
        let mut all: Vec<(u64, u16, bool)> = Vec::new();
        for (tokens, title) in [(&words.title_tokens, true), (&words.text_tokens, false)] {
            let says = tokens.iter().filter(|token| may_be_of_a_term(token));
            all.extend(says.map(|token| (token.stem, u16::from(!title), title)));
        }
        all.sort_unstable();
        all.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 = kept.1.saturating_add(next.1);
                kept.2 |= next.2;
            }
            same
        });
        Stems(all)
    }
}

/// A term all of whose words stand in a record.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Inside {
    /// How often the rarest of them stands in the abstract.
    pub(super) times: u16,
    /// The share of them that stands in the title.
    pub(super) titled: f32,
    /// How rare they are among the terms of the vocabulary: the sum of the logarithms.
    pub(super) rarity: f32,
}

/// In how many sentences a heading has a set, and the words of its largest one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct InStemSets {
    pub(super) sentences: u16,
    pub(super) words: u8,
}

/// The shortest stem that stands for a term by itself.
const SHORTEST_ALONE: usize = 5;

/// The set of a term; none when too little of it is left, or when it counts or numbers something.
pub(super) fn stem_set(heading: HeadingId, text: &str, tokens: &[Token]) -> Option<StemSet> {
    let mut folded = Vec::new();
    let mut stems = Vec::new();
    let mut longest = 0;
    for token in tokens {
        let word = token.text(text);
        if word.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        if is_little(word) {
            continue;
        }
        stems.push(token.stem);
        if word.len() >= SHORTEST_ALONE {
            fold_word(word, &mut folded);
            singular(&mut folded);
            longest = longest.max(folded.len());
        }
    }
    stems.sort_unstable();
    stems.dedup();
    let enough = stems.len() > 1 || (stems.len() == 1 && longest >= SHORTEST_ALONE);
    enough.then(|| StemSet { heading, stems: stems.into() })
}

/// A word that a term may lack: "of", "and", "the".
fn is_little(word: &str) -> bool {
    const LITTLE: &[&str] = &[
        "of", "and", "the", "in", "to", "by", "for", "on", "with", "or", "a", "an", "as", "from",
        "at",
    ];
    LITTLE.contains(&word)
}

impl StemSets {
    pub(super) fn of(mut stem_sets: Vec<StemSet>) -> Self {
        stem_sets.sort_unstable();
        stem_sets.dedup();
        let mut counts: ByHash<u32> = ByHash::default();
        for stem in stem_sets.iter().flat_map(|set| &set.stems) {
            *counts.entry(*stem).or_default() += 1;
        }
        let mut by_rarest: ByHash<Vec<u32>> = ByHash::default();
        for (at, set) in (0..).zip(&stem_sets) {
            let rarest = set.stems.iter().min_by_key(|stem| (counts.get(stem).copied(), **stem));
            if let Some(rarest) = rarest {
                by_rarest.entry(*rarest).or_default().push(at);
            }
        }
        StemSets { all: stem_sets, counts, by_rarest }
    }

    /// The term of a heading all of whose words stand somewhere in a record, the one that its title and its text have most
    /// of.
    pub(super) fn inside(&self, heading: HeadingId, stems: &Stems) -> Option<Inside> {
        let from = self.all.partition_point(|set| set.heading < heading);
        let of_heading = self.all.iter().skip(from).take_while(|set| set.heading == heading);
        let mut best: Option<Inside> = None;
        for one in of_heading.filter_map(|set| self.inside_one(set, stems)) {
            let better = |best: &Inside| {
                one.titled > best.titled || (one.titled >= best.titled && one.times > best.times)
            };
            if best.as_ref().is_none_or(better) {
                best = Some(one);
            }
        }
        best
    }

    fn inside_one(&self, set: &StemSet, stems: &Stems) -> Option<Inside> {
        let mut inside = Inside { times: u16::MAX, ..Inside::default() };
        let words = float(set.stems.len());
        for stem in &set.stems {
            let at = stems.0.binary_search_by_key(stem, |(known, ..)| *known).ok()?;
            let (_, times, titled) = stems.0.get(at)?;
            inside.times = inside.times.min(*times);
            inside.titled += if *titled { 1.0 / words } else { 0.0 };
            let uses = self.counts.get(stem).copied().unwrap_or(1);
            inside.rarity += (float(self.all.len()) / float(uses as usize)).ln();
        }
        Some(inside)
    }

    /// The headings with a set inside a sentence of the text.
    pub(super) fn find(&self, text: &str, tokens: &[Token]) -> BTreeMap<HeadingId, InStemSets> {
        let mut found: BTreeMap<HeadingId, InStemSets> = BTreeMap::new();
        let mut sentence: Vec<u64> = Vec::new();
        let mut here: BTreeMap<HeadingId, u8> = BTreeMap::new();
        let mut before = 0;
        for at in 0..=tokens.len() {
            let token = tokens.get(at);
            let ends = token.is_none_or(|token| {
                token.gap && ends_sentence(text.get(before..token.start as usize).unwrap_or(""))
            });
            if ends {
                self.find_in(&mut sentence, &mut here);
                for (heading, words) in std::mem::take(&mut here) {
                    let entry = found.entry(heading).or_default();
                    entry.sentences = entry.sentences.saturating_add(1);
                    entry.words = entry.words.max(words);
                }
                sentence.clear();
            }
            let Some(token) = token else { break };
            before = token.end as usize;
            if may_be_of_a_term(token) {
                sentence.push(token.stem);
            }
        }
        found
    }

    fn find_in(&self, sentence: &mut Vec<u64>, here: &mut BTreeMap<HeadingId, u8>) {
        sentence.sort_unstable();
        sentence.dedup();
        for stem in &*sentence {
            for set in self.by_rarest.get(stem).into_iter().flatten() {
                let Some(set) = self.all.get(*set as usize) else { continue };
                if set.stems.iter().all(|stem| sentence.binary_search(stem).is_ok()) {
                    let words = here.entry(set.heading).or_default();
                    *words = (*words).max(u8::try_from(set.stems.len()).unwrap_or(u8::MAX));
                }
            }
        }
    }
}

/// Short function words are in no set.
fn may_be_of_a_term(token: &Token) -> bool {
    token.weight != Weight::Function || token.end - token.start > 3
}

fn ends_sentence(between: &str) -> bool {
    between.starts_with(['.', '?', '!']) || between.contains(". ")
}

#[allow(clippy::cast_precision_loss, reason = "a ratio needs no more than a float's digits")]
fn float(number: usize) -> f32 {
    number as f32
}
