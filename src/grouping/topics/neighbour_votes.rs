//! What records that have headings say about records that have none.
//!
//! In: the words of all records, and their headings. Out: [`Votes`]: for each record without headings its neighbours, and
//! what the library's headings have in common: how often each is given, how often a heading is given to a record whose
//! text names it, and which headings go with which words of titles. Never: a decision.

use super::mesh::HeadingId;
use super::vocabulary::{Found, Vocabulary};
use crate::grouping::context::number;
use crate::record::Record;
use crate::text::hash::{ByHash, mix};
use crate::text::similar::{Neighbour, Similar};
use crate::text::terms::stop::Weight;
use rayon::prelude::*;

/// Neighbours that are asked.
pub(super) const ASKED: usize = 100;

/// A title's word counts so much more than one of the abstract.
const TITLE: f32 = 3.0;
/// A pair of words counts so much less than one word.
const PAIR: f32 = 0.5;

/// What is known of a record for votes.
pub(super) struct Ballot {
    /// Its headings, each with whether it is major; empty when it has none, and then it is voted for.
    pub(super) headings: Vec<(HeadingId, bool)>,
    /// The headings that its text names.
    pub(super) found: Vec<Found>,
    /// Words and pairs of words of its title.
    pub(super) title: Vec<u64>,
}

/// How often a heading is given in the library.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Use {
    /// Records that have it, and have it as a main heading.
    pub(super) given: u32,
    pub(super) major: u32,
    /// Records with headings whose text names it, and those of them that have it as a main heading.
    pub(super) named: u32,
    pub(super) named_major: u32,
    /// Records, with headings or without, whose text names it.
    pub(super) named_anywhere: u32,
    /// Those of them whose title names it.
    pub(super) titled: u32,
}

/// What the records with headings say.
pub(super) struct Votes {
    /// Records with headings.
    pub(super) voters: u32,
    /// By heading.
    pub(super) uses: Vec<Use>,
    /// The main headings that records with a word in their title have, with the share of them; the commonest few.
    pub(super) by_title: ByHash<Vec<(HeadingId, f32)>>,
    /// The same of those whose text names a heading.
    pub(super) by_named: ByHash<Vec<(HeadingId, f32)>>,
    /// For each record without headings its nearest records with headings; empty for the others.
    pub(super) neighbours: Vec<Vec<Neighbour>>,
}

/// The headings of a record, check tags left out.
pub(super) fn given(record: &Record, vocabulary: &Vocabulary<'_>) -> Vec<(HeadingId, bool)> {
    let mut given: Vec<(HeadingId, bool)> = Vec::new();
    for heading in &record.mesh {
        let Some(id) = vocabulary.named(&heading.descriptor) else { continue };
        if vocabulary.heading(id).is_some_and(|known| known.check_tag) {
            continue;
        }
        let major = heading.major || heading.qualifiers.iter().any(|qualifier| qualifier.major);
        match given.iter_mut().find(|(other, _)| *other == id) {
            Some((_, known)) => *known |= major,
            None => given.push((id, major)),
        }
    }
    given
}

/// The terms by which records are compared: words, pairs of words, and the headings that the text names.
pub(super) fn terms(words: &super::phrases::Words<'_>, found: &[Found]) -> Vec<(u64, f32)> {
    let mut terms: Vec<(u64, f32)> = Vec::with_capacity(words.text_tokens.len() * 2);
    let fields = [(&words.title_tokens, TITLE), (&words.text_tokens, 1.0)];
    for (tokens, weight) in fields {
        for (at, token) in tokens.iter().enumerate() {
            if token.weight == Weight::Function {
                continue;
            }
            terms.push((token.hash, weight));
            let next = tokens.get(at + 1).filter(|next| next.weight != Weight::Function);
            if let Some(next) = next.filter(|next| !next.gap) {
                terms.push((mix(token.hash, next.hash), weight * PAIR));
            }
        }
    }
    for one in found.iter().filter(|one| one.stands()) {
        let weight = TITLE * f32::from(one.title) + f32::from(one.text);
        terms.push((mix(u64::from(one.heading) + 1, HEADING), weight));
    }
    // What a record says twice is not twice as important.
    terms.sort_unstable_by_key(|(hash, _)| *hash);
    terms.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    for (_, weight) in &mut terms {
        *weight = weight.ln_1p();
    }
    terms
}

/// Sets headings apart from words.
const HEADING: u64 = 0x6d65_7368;

/// The words of a title and its pairs of words.
pub(super) fn title_words(words: &super::phrases::Words<'_>) -> Vec<u64> {
    let tokens: Vec<u64> = words
        .title_tokens
        .iter()
        .filter(|token| token.weight != Weight::Function)
        .map(|token| token.hash)
        .collect();
    let pairs = tokens.iter().zip(tokens.iter().skip(1)).map(|(a, b)| mix(*a, *b));
    let mut all: Vec<u64> = tokens.iter().copied().chain(pairs).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// A title's word is remembered with so many headings.
const HEADINGS_OF_A_WORD: usize = 40;

impl Votes {
    pub(super) fn of(ballots: &[Ballot], documents: Vec<Vec<(u64, f32)>>, headings: usize) -> Self {
        let votes = |place: u32| {
            ballots.get(place as usize).is_some_and(|ballot| !ballot.headings.is_empty())
        };
        let places = || 0..number(ballots.len());
        let asking: Vec<u32> = places().filter(|place| !votes(*place)).collect();
        let voters = number(ballots.len() - asking.len());
        let mut neighbours: Vec<Vec<Neighbour>> = vec![Vec::new(); ballots.len()];
        if voters > 0 && !asking.is_empty() {
            let similar = Similar::of(documents, &votes);
            for (place, found) in asking.iter().zip(similar.nearest_of(&asking, ASKED)) {
                if let Some(slot) = neighbours.get_mut(*place as usize) {
                    *slot = found;
                }
            }
        }
        Votes {
            voters,
            uses: uses(ballots, headings),
            by_title: by_words(ballots, &|ballot| ballot.title.clone()),
            by_named: by_words(ballots, &|ballot| named(ballot).collect()),
            neighbours,
        }
    }
}

fn uses(ballots: &[Ballot], headings: usize) -> Vec<Use> {
    let mut uses = vec![Use::default(); headings];
    for ballot in ballots {
        for (heading, major) in &ballot.headings {
            if let Some(one) = uses.get_mut(*heading as usize) {
                one.given += 1;
                one.major += u32::from(*major);
            }
        }
        for found in ballot.found.iter().filter(|found| found.stands()) {
            let Some(one) = uses.get_mut(found.heading as usize) else { continue };
            one.named_anywhere += 1;
            one.titled += u32::from(found.title > 0);
            if !ballot.headings.is_empty() {
                one.named += 1;
                let major =
                    ballot.headings.iter().any(|(id, major)| *id == found.heading && *major);
                one.named_major += u32::from(major);
            }
        }
    }
    uses
}

/// The headings that a record's text names.
pub(super) fn named(ballot: &Ballot) -> impl Iterator<Item = u64> + '_ {
    ballot.found.iter().filter(|found| found.stands()).map(|found| u64::from(found.heading))
}

/// For each word, or whatever records are asked for, the main headings of the records that have it.
#[allow(clippy::cast_precision_loss, reason = "a share needs no more than a float's digits")]
fn by_words(
    ballots: &[Ballot],
    words: &dyn Fn(&Ballot) -> Vec<u64>,
) -> ByHash<Vec<(HeadingId, f32)>> {
    let voters = || ballots.iter().filter(|ballot| !ballot.headings.is_empty());
    let mut counts: ByHash<u32> = ByHash::default();
    for word in voters().flat_map(words) {
        *counts.entry(word).or_default() += 1;
    }
    let mut pairs: Vec<(u64, HeadingId)> = Vec::new();
    for ballot in voters() {
        for word in words(ballot) {
            let majors = ballot.headings.iter().filter(|(_, major)| *major);
            pairs.extend(majors.map(|(heading, _)| (word, *heading)));
        }
    }
    pairs.par_sort_unstable();
    let mut by_words: ByHash<Vec<(HeadingId, f32)>> = ByHash::default();
    for of_word in pairs.chunk_by(|a, b| a.0 == b.0) {
        let Some((word, _)) = of_word.first() else { continue };
        let records = counts.get(word).copied().unwrap_or_default() as f32;
        let mut shares: Vec<(HeadingId, f32)> = of_word
            .chunk_by(|a, b| a.1 == b.1)
            .filter_map(|same| Some((same.first()?.1, same.len() as f32 / (records + 2.0))))
            .collect();
        shares.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        shares.truncate(HEADINGS_OF_A_WORD);
        by_words.insert(*word, shares);
    }
    by_words
}
