//! The evidence for each heading that a record without headings might have.
//!
//! In: what its text names, its neighbours' headings, and what the library's headings have in common. Out: for each
//! candidate its evidence, a row of numbers in the order of the weights in [`super::score`]. Never: a decision.

use super::bags::InBags;
use super::mesh::HeadingId;
use super::score::{CATEGORIES, EVIDENCE};
use super::vocabulary::{Found, Vocabulary};
use super::votes::{Ballot, Use, Votes};
use crate::text::hash::ByHash;
use crate::text::similar::Neighbour;
use std::collections::BTreeMap;

/// A candidate and what speaks for it.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) heading: HeadingId,
    pub(super) found: Option<Found>,
    /// Similar records that have it as a main heading: how many of the first thirty.
    pub(super) voters: u32,
    /// An author keyword is a term of it.
    pub(super) keyword: bool,
    pub(super) row: [f32; EVIDENCE],
}

/// What is asked of the neighbours about one heading.
#[derive(Clone, Copy, Default)]
struct Poll {
    nearest: f32,
    near: f32,
    far: f32,
    any: f32,
    most_similar: f32,
    voters: u32,
}

/// Neighbours of the three polls.
const NEAREST: usize = 5;
const NEAR: usize = 30;

/// A record for which headings are looked for.
pub(super) struct Question<'q> {
    pub(super) ballot: &'q Ballot,
    pub(super) neighbours: &'q [Neighbour],
    pub(super) in_title: &'q BTreeMap<HeadingId, InBags>,
    pub(super) in_text: &'q BTreeMap<HeadingId, InBags>,
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
    records: usize,
) -> Vec<Candidate> {
    let polls = polls(question.neighbours, ballots);
    let words = title_shares(question, votes);
    let mut all: BTreeMap<HeadingId, Candidate> = BTreeMap::new();
    let mut add = |heading: HeadingId| {
        let candidate = all.entry(heading);
        candidate.or_insert_with(|| Candidate {
            heading,
            found: None,
            voters: 0,
            keyword: false,
            row: [0.0; EVIDENCE],
        });
    };
    question.ballot.found.iter().for_each(|found| add(found.heading));
    polls.iter().filter(|(_, poll)| poll.near > 0.0).for_each(|(heading, _)| add(*heading));
    question.in_title.keys().for_each(|heading| add(*heading));
    let firm = |(_, bag): &(&HeadingId, &InBags)| bag.words > 1 && bag.sentences > 1;
    question.in_text.iter().filter(firm).for_each(|(heading, _)| add(*heading));
    question.keywords.iter().for_each(|heading| add(*heading));
    let mut candidates: Vec<Candidate> = all.into_values().collect();
    candidates.retain(|one| vocabulary.heading(one.heading).is_some_and(|h| !h.check_tag));
    let by_heading: BTreeMap<HeadingId, &Found> =
        question.ballot.found.iter().map(|found| (found.heading, found)).collect();
    let facts = Facts { question, votes, vocabulary, polls, words, by_heading, records };
    for candidate in &mut candidates {
        facts.fill(candidate);
    }
    candidates
}

fn polls(neighbours: &[Neighbour], ballots: &[Ballot]) -> BTreeMap<HeadingId, Poll> {
    let sum = |most: usize, power: i32| -> f32 {
        let sum: f32 = neighbours.iter().take(most).map(|n| n.similarity.powi(power)).sum();
        // A few votes, or many of records that hardly resemble the question, are no majority.
        sum.max(0.15)
    };
    let (nearest, near, far) = (sum(NEAREST, 1), sum(NEAR, 2), sum(usize::MAX, 2));
    let mut polls: BTreeMap<HeadingId, Poll> = BTreeMap::new();
    for (rank, neighbour) in neighbours.iter().enumerate() {
        let Some(ballot) = ballots.get(neighbour.document as usize) else { continue };
        let similarity = neighbour.similarity;
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
            if rank < NEAREST {
                poll.nearest += similarity / nearest;
            }
        }
    }
    polls
}

/// For each heading the largest and the average share among the records that have a word of the title.
fn title_shares(question: &Question<'_>, votes: &Votes) -> ByHash<(f32, f32)> {
    let mut shares: ByHash<(f32, f32)> = ByHash::default();
    let words = &question.ballot.title;
    for list in words.iter().filter_map(|word| votes.by_title.get(word)) {
        for (heading, share) in list {
            let entry = shares.entry(u64::from(*heading)).or_default();
            entry.0 = entry.0.max(*share);
            entry.1 += share / float(words.len());
        }
    }
    shares
}

/// Everything that the evidence of a record is read from.
struct Facts<'f> {
    question: &'f Question<'f>,
    votes: &'f Votes,
    vocabulary: &'f Vocabulary<'f>,
    polls: BTreeMap<HeadingId, Poll>,
    words: ByHash<(f32, f32)>,
    by_heading: BTreeMap<HeadingId, &'f Found>,
    records: usize,
}

impl Facts<'_> {
    fn fill(&self, candidate: &mut Candidate) {
        let id = candidate.heading;
        let found = self.by_heading.get(&id).map(|found| **found);
        let poll = self.polls.get(&id).copied().unwrap_or_default();
        let uses = self.votes.uses.get(id as usize).copied().unwrap_or_default();
        let share = self.words.get(&u64::from(id)).copied().unwrap_or_default();
        candidate.found = found;
        candidate.voters = poll.voters;
        candidate.keyword = self.question.keywords.contains(&id);
        let parts: [&[f32]; 6] = [
            &self.in_text(found),
            &Self::by_votes(poll, found),
            &self.by_use(uses, found, share),
            &self.by_tree(id),
            &self.by_bags(id, found),
            &self.by_category(id, found),
        ];
        for (slot, value) in candidate.row.iter_mut().zip(parts.concat()) {
            *slot = value;
        }
        if let (Some(slot), true) = (candidate.row.last_mut(), candidate.keyword) {
            *slot = 1.0;
        }
    }

    fn in_text(&self, found: Option<Found>) -> [f32; 18] {
        let found = found.unwrap_or(Found { first: 1.0, ..Found::default() });
        let stands = yes(found.stands());
        let title = yes(found.title > 0);
        let times = f32::from(found.text).ln_1p();
        let uses = self.votes.uses.get(found.heading as usize).copied().unwrap_or_default();
        let anywhere = float(self.records) + 1.0;
        let rarity = match found.stands() {
            true => (anywhere / (count(uses.named_anywhere) + 0.5)).ln().min(8.0),
            false => 0.0,
        };
        [
            title,
            yes(found.title_nested > 0),
            yes(found.text > 0),
            times,
            f32::from(found.text_nested).ln_1p(),
            yes(found.text > 0) * (1.0 - found.first),
            yes(found.last_sentence),
            title * rarity,
            times * rarity,
            stands * f32::from(found.words.min(4)),
            stands * yes(found.words > 1),
            yes(found.by_name),
            f32::from(found.meanings.max(1)).ln(),
            title * yes(found.text > 0),
            yes(self.question.bare),
            title * yes(self.question.bare),
            stands * yes(uses.given == 0),
            title * yes(uses.given == 0),
        ]
    }

    fn by_votes(poll: Poll, found: Option<Found>) -> [f32; 9] {
        let stands = yes(found.is_some_and(|found| found.stands()));
        let title = yes(found.is_some_and(|found| found.title > 0));
        [
            poll.near.sqrt(),
            poll.near,
            poll.any,
            poll.most_similar,
            stands * poll.near.sqrt(),
            title * poll.near.sqrt(),
            poll.nearest.sqrt(),
            poll.far.sqrt(),
            yes(poll.near > 0.0),
        ]
    }

    fn by_use(&self, uses: Use, found: Option<Found>, (most, mean): (f32, f32)) -> [f32; 5] {
        let stands = yes(found.is_some_and(|found| found.stands()));
        let logit = |share: f32| (share / (1.0 - share)).ln();
        let major = (count(uses.major) + 0.5) / (count(uses.given) + 1.5);
        let named = (count(uses.named_major) + 0.3) / (count(uses.named) + 2.0);
        let common = (count(uses.major) + 0.5) / (count(self.votes.voters) + 1.0);
        [(common.ln() + 7.0).max(-4.0), logit(major), stands * logit(named), most, mean]
    }

    fn by_tree(&self, id: HeadingId) -> [f32; 6] {
        let named = |id: &HeadingId| self.by_heading.get(id).is_some_and(|found| found.stands());
        let titled = |id: &HeadingId| self.by_heading.get(id).is_some_and(|found| found.title > 0);
        let (below, above) = (self.vocabulary.children(id), self.vocabulary.parents(id));
        let votes = |ids: &[HeadingId]| {
            let near = ids.iter().filter_map(|id| self.polls.get(id)).map(|poll| poll.near);
            near.fold(0.0, f32::max).sqrt()
        };
        [
            yes(below.iter().any(named)),
            yes(below.iter().any(titled)),
            yes(above.iter().any(named)),
            votes(above),
            votes(below),
            yes(!below.is_empty()),
        ]
    }

    fn by_bags(&self, id: HeadingId, found: Option<Found>) -> [f32; 5] {
        let title = self.question.in_title.get(&id).copied().unwrap_or_default();
        let text = self.question.in_text.get(&id).copied().unwrap_or_default();
        let new = yes(found.is_none());
        [
            yes(title.words > 0),
            new * f32::from(title.words.min(3)),
            f32::from(text.sentences).ln_1p(),
            new * f32::from(text.sentences).ln_1p(),
            f32::from(text.words.min(3)),
        ]
    }

    /// The categories of the tree, once for a heading that the text names and once for one that it does not; and the
    /// depth in the same way.
    fn by_category(&self, id: HeadingId, found: Option<Found>) -> Vec<f32> {
        let heading = self.vocabulary.heading(id);
        let (categories, depth) = heading.map_or((0, 0), |h| (h.categories, h.depth));
        let stands = found.is_some_and(|found| found.stands());
        let depth = f32::from(depth.min(8)) / 8.0;
        let mut row = vec![depth * yes(stands), depth * yes(!stands)];
        for named in [true, false] {
            for letter in CATEGORIES.bytes() {
                let within = categories & (1 << (letter - b'A')) != 0;
                row.push(yes(within && stands == named));
            }
        }
        row
    }
}

fn yes(holds: bool) -> f32 {
    if holds { 1.0 } else { 0.0 }
}

#[allow(clippy::cast_precision_loss, reason = "a ratio needs no more than a float's digits")]
fn float(number: usize) -> f32 {
    number.max(1) as f32
}

#[allow(clippy::cast_precision_loss, reason = "a ratio needs no more than a float's digits")]
fn count(number: u32) -> f32 {
    number as f32
}
