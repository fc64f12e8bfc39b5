//! Which topics a proposed profile would take in: other spellings of it, pieces of its name, its name with general words.
//!
//! In: the finished topics. Out: for one of them the others that say the same. Never: a topic with a profile; one that says
//! something narrower, which is for the curator to put below with `parent`.

use crate::grouping::{Group, GroupId, Grouping};
use crate::text::terms::stop::Weight;
use crate::text::terms::tokens::{Token, tokenize};
use std::collections::{BTreeMap, BTreeSet};

/// A piece of a name whose articles are nearly all the name's is no topic of its own, in percent.
const WITHIN: usize = 60;

/// The topics by the words of their names.
pub(super) struct Names<'g> {
    topics: &'g Grouping,
    words: Vec<Words>,
    by_word: BTreeMap<u64, Vec<GroupId>>,
}

/// The words of a name, by their hashes.
struct Words {
    all: BTreeSet<u64>,
    /// Those that say next to nothing.
    general: BTreeSet<u64>,
}

impl Words {
    fn of(label: &str) -> Self {
        let mut tokens = Vec::new();
        tokenize(label, &mut tokens);
        let general = |token: &&Token| matches!(token.weight, Weight::Generic | Weight::Function);
        Words {
            all: tokens.iter().map(|token| token.hash).collect(),
            general: tokens.iter().filter(general).map(|token| token.hash).collect(),
        }
    }
}

impl<'g> Names<'g> {
    pub(super) fn of(topics: &'g Grouping) -> Self {
        let words: Vec<Words> = topics.groups.iter().map(|group| Words::of(&group.label)).collect();
        let mut by_word: BTreeMap<u64, Vec<GroupId>> = BTreeMap::new();
        for (place, words) in (0..).zip(&words) {
            for word in &words.all {
                by_word.entry(*word).or_default().push(place);
            }
        }
        Names { topics, words, by_word }
    }

    /// The topics that say the same as one, largest first.
    pub(super) fn same_as(&self, topic: GroupId) -> Vec<GroupId> {
        let Some((group, words)) = self.at(topic) else { return Vec::new() };
        let near: BTreeSet<GroupId> = words
            .all
            .iter()
            .filter_map(|word| self.by_word.get(word))
            .flatten()
            .copied()
            .filter(|other| *other != topic)
            .collect();
        let same = |other: &GroupId| {
            self.at(*other).is_some_and(|(other, its)| {
                other.profile.is_none() && says_the_same((group, words), (other, its))
            })
        };
        let mut same: Vec<GroupId> = near.into_iter().filter(same).collect();
        let size = |id: &GroupId| self.at(*id).map_or(0, |(group, _)| group.members.len());
        same.sort_by(|a, b| size(b).cmp(&size(a)).then(a.cmp(b)));
        same
    }

    fn at(&self, topic: GroupId) -> Option<(&'g Group, &Words)> {
        let at = topic as usize;
        Some((self.topics.groups.get(at)?, self.words.get(at)?))
    }
}

fn says_the_same((group, words): (&Group, &Words), (other, its): (&Group, &Words)) -> bool {
    if words.all == its.all {
        return true;
    }
    let more = |a: &Words, b: &Words| a.all.difference(&b.all).all(|word| a.general.contains(word));
    if (its.all.is_superset(&words.all) && more(its, words))
        || (words.all.is_superset(&its.all) && more(words, its))
    {
        return true;
    }
    // A piece of the name, or a run of its words that was cut elsewhere.
    let shared = other.members.iter().filter(|id| group.members.binary_search(id).is_ok()).count();
    its.all.len() > 1
        && words.all.is_superset(&its.all)
        && shared * 100 >= other.members.len() * WITHIN
}
