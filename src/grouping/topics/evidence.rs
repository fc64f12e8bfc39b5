//! The headings that a record without headings might have, and what speaks for each.
//!
//! In: what its text names, its neighbours' headings, and what the library's headings have in common. Out: for each heading
//! with evidence in the record itself its [`Facts`]. Never: a decision; a heading that only neighbours have.

use super::features::{Facts, Poll, Tree};
use super::mesh::HeadingId;
use super::neighbour_votes::{self, Ballot, Votes};
use super::stem_sets::{InStemSets, Stems};
use super::vocabulary::{Found, Vocabulary};
use crate::text::hash::ByHash;
use crate::text::similar::Neighbour;
use std::collections::BTreeMap;

/// A heading and what speaks for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) heading: HeadingId,
    pub(super) facts: Facts,
}

/// Neighbours of the polls.
const NEAREST: usize = 5;
const CLOSE: usize = 12;
const NEAR: usize = 30;

/// A record for which headings are looked for.
pub(super) struct Question<'q> {
    pub(super) ballot: &'q Ballot,
    pub(super) neighbours: &'q [Neighbour],
    pub(super) in_title: &'q BTreeMap<HeadingId, InStemSets>,
    pub(super) in_text: &'q BTreeMap<HeadingId, InStemSets>,
    pub(super) stems: &'q Stems,
    pub(super) keywords: &'q [HeadingId],
    /// It has no abstract.
    pub(super) bare: bool,
}

/// The candidates of a record, by heading.
pub(super) fn candidates(
    question: &Question<'_>,
    ballots: &[Ballot],
    votes: &Votes,
    vocabulary: &Vocabulary<'_>,
) -> Vec<Candidate> {
    let polls = polls(question.neighbours, ballots);
    let mut headings: Vec<HeadingId> =
        question.ballot.found.iter().map(|one| one.heading).collect();
    headings.extend(question.in_title.keys());
    headings.extend(question.in_text.keys());
    headings.extend(question.keywords);
    let apart =
        |heading: &&HeadingId| vocabulary.stem_sets.inside(**heading, question.stems).is_some();
    let voted = polls.iter().filter(|(_, poll)| poll.far > 0.0).map(|(heading, _)| heading);
    headings.extend(voted.filter(apart));
    headings.sort_unstable();
    headings.dedup();
    headings.retain(|id| vocabulary.heading(*id).is_some_and(|heading| !heading.check_tag));
    let votes_of = |id: &HeadingId| polls.get(id).map_or(0.0, |poll| poll.near);
    let most_votes = headings.iter().map(votes_of).fold(0.0, f32::max);
    let source = Source {
        most_votes,
        question,
        votes,
        vocabulary,
        polls,
        words: shares(&question.ballot.title, &votes.by_title),
        beside: shares(
            &neighbour_votes::named(question.ballot).collect::<Vec<_>>(),
            &votes.by_named,
        ),
        found: question.ballot.found.iter().map(|found| (found.heading, found)).collect(),
        records: ballots.len(),
    };
    headings.into_iter().map(|heading| source.candidate(heading)).collect()
}

fn polls(neighbours: &[Neighbour], ballots: &[Ballot]) -> BTreeMap<HeadingId, Poll> {
    let sum = |most: usize, power: i32| -> f32 {
        let sum: f32 = neighbours.iter().take(most).map(|n| n.similarity.powi(power)).sum();
        // A few votes, or many of records that hardly resemble the question, are no majority.
        sum.max(0.15)
    };
    let (nearest, near, far) = (sum(NEAREST, 1), sum(NEAR, 2), sum(usize::MAX, 2));
    let close = sum(CLOSE, 3);
    let mut polls: BTreeMap<HeadingId, Poll> = BTreeMap::new();
    for (rank, neighbour) in neighbours.iter().enumerate() {
        let Some(ballot) = ballots.get(neighbour.document as usize) else { continue };
        let similarity = neighbour.similarity;
        for found in ballot.found.iter().filter(|found| found.stands()) {
            let major = ballot.headings.iter().any(|(id, major)| *id == found.heading && *major);
            let poll = polls.entry(found.heading).or_default();
            let (weight, titled) = (similarity.powi(2), found.title > 0);
            poll.named += weight;
            poll.named_major += if major { weight } else { 0.0 };
            poll.titled += if titled { weight } else { 0.0 };
            poll.titled_major += if titled && major { weight } else { 0.0 };
        }
        for (heading, major) in &ballot.headings {
            let poll = polls.entry(*heading).or_default();
            if rank < NEAR {
                poll.any += similarity.powi(2) / near;
            }
            if !major {
                continue;
            }
            poll.far += similarity.powi(2) / far;
            if rank < NEAR {
                poll.near += similarity.powi(2) / near;
                poll.most_similar = poll.most_similar.max(similarity);
                poll.voters += 1;
            }
            if rank < CLOSE {
                poll.close += similarity.powi(3) / close;
            }
            if rank < NEAREST {
                poll.nearest += similarity / nearest;
            }
        }
    }
    polls
}

/// For each heading the largest and the average share among the records that have one of these words.
fn shares(
    words: &[u64],
    by_word: &ByHash<Vec<(HeadingId, f32)>>,
) -> BTreeMap<HeadingId, (f32, f32)> {
    let mut shares: BTreeMap<HeadingId, (f32, f32)> = BTreeMap::new();
    for word in words {
        // What a heading says of itself is known otherwise.
        let others = by_word.get(word).into_iter().flatten();
        for (heading, share) in others.filter(|(heading, _)| u64::from(*heading) != *word) {
            let entry = shares.entry(*heading).or_default();
            entry.0 = entry.0.max(*share);
            entry.1 += share / float(words.len());
        }
    }
    shares
}

/// Everything that the facts of a record are read from.
struct Source<'f> {
    question: &'f Question<'f>,
    votes: &'f Votes,
    vocabulary: &'f Vocabulary<'f>,
    polls: BTreeMap<HeadingId, Poll>,
    most_votes: f32,
    words: BTreeMap<HeadingId, (f32, f32)>,
    beside: BTreeMap<HeadingId, (f32, f32)>,
    found: BTreeMap<HeadingId, &'f Found>,
    records: usize,
}

impl Source<'_> {
    fn candidate(&self, heading: HeadingId) -> Candidate {
        let question = self.question;
        let all = &question.ballot.found;
        let uses = self.votes.uses.get(heading as usize).copied().unwrap_or_default();
        let found = self.found.get(&heading).map(|found| **found);
        let most_times = all.iter().map(|found| found.text).max().unwrap_or_default();
        let titled = all.iter().filter(|found| found.title > 0).count();
        let named = float(self.records) + 1.0;
        let facts = Facts {
            found: found.unwrap_or(Found { first: 1.0, ..Found::default() }),
            in_title: question.in_title.get(&heading).copied().unwrap_or_default(),
            in_text: question.in_text.get(&heading).copied().unwrap_or_default(),
            inside: self.vocabulary.stem_sets.inside(heading, question.stems).unwrap_or_default(),
            headings: u16::try_from(all.len()).unwrap_or(u16::MAX),
            library: float(self.records),
            keyword: question.keywords.contains(&heading),
            bare: question.bare,
            most_times,
            titled: u16::try_from(titled).unwrap_or(u16::MAX),
            rarity: (named / (count(uses.named_anywhere) + 0.5)).ln().min(8.0),
            poll: self.polls.get(&heading).copied().unwrap_or_default(),
            most_votes: self.most_votes,
            uses,
            voters: self.votes.voters,
            of_words: self.words.get(&heading).copied().unwrap_or_default(),
            beside: self.beside.get(&heading).copied().unwrap_or_default(),
            tree: self.tree(heading),
        };
        Candidate { heading, facts }
    }

    fn tree(&self, id: HeadingId) -> Tree {
        let named = |id: &HeadingId| self.found.get(id).is_some_and(|found| found.stands());
        let titled = |id: &HeadingId| self.found.get(id).is_some_and(|found| found.title > 0);
        let heading = self.vocabulary.heading(id);
        let (below, above) = (self.vocabulary.children(id), self.vocabulary.parents(id));
        let votes = |ids: &[HeadingId]| {
            let near = ids.iter().filter_map(|id| self.polls.get(id)).map(|poll| poll.near);
            near.fold(0.0, f32::max)
        };
        Tree {
            categories: heading.map_or(0, |heading| heading.categories),
            depth: heading.map_or(0, |heading| heading.depth),
            below: u16::try_from(below.len()).unwrap_or(u16::MAX),
            branches: self.vocabulary.branches(id),
            named_below: below.iter().any(named),
            titled_below: below.iter().any(titled),
            named_above: above.iter().any(named),
            titled_above: above.iter().any(titled),
            votes_above: votes(above),
            votes_below: votes(below),
        }
    }
}

#[allow(clippy::cast_precision_loss, reason = "a ratio needs no more than a float's digits")]
fn float(number: usize) -> f32 {
    number.max(1) as f32
}

#[allow(clippy::cast_precision_loss, reason = "a ratio needs no more than a float's digits")]
fn count(number: u32) -> f32 {
    number as f32
}
