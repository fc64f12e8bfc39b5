//! A draft in the making, for groupings whose groups are what folds to one key.
//!
//! In: memberships one by one: an article, a key, the spelling and the reason. Out: a [`Draft`] with a group for each key,
//! its spellings counted. Never: what a key means, which each grouping knows itself.

use super::context::{Context, number};
use super::draft::Draft;
use super::{Group, Membership, Why, most_used, sort_counts};
use ahash::HashMap;
use std::collections::BTreeMap;

/// Spellings with the number of their uses.
pub(super) type Spellings = BTreeMap<String, u32>;

/// A draft in the making.
pub(super) struct Drafting {
    /// The place of each key in `spellings`, which is the group's number until the end.
    places: HashMap<String, u32>,
    spellings: Vec<Spellings>,
    /// The group above each.
    above: Vec<Option<u32>>,
    of_article: Vec<Vec<Membership>>,
}

impl Drafting {
    /// A draft without groups.
    pub(super) fn new(context: &Context<'_>) -> Self {
        let articles = context.library.articles().len();
        Drafting {
            places: HashMap::default(),
            spellings: Vec::new(),
            above: Vec::new(),
            of_article: vec![Vec::new(); articles],
        }
    }

    /// An article belongs to the group of a key, which is spelled so here. The first reason stays.
    pub(super) fn add(&mut self, article: usize, key: &str, spelling: &str, why: Why) {
        self.member(article, key, spelling, why);
    }

    /// As [`Drafting::add`], and an entry of the record's list is what ties it.
    pub(super) fn add_at(
        &mut self,
        article: usize,
        key: &str,
        spelling: &str,
        why: Why,
        at: usize,
    ) {
        let at = number(at);
        if let Some(membership) = self.member(article, key, spelling, why)
            && membership.at.last() != Some(&at)
        {
            membership.at.push(at);
        }
    }

    fn member(
        &mut self,
        article: usize,
        key: &str,
        spelling: &str,
        why: Why,
    ) -> Option<&mut Membership> {
        let group = self.spelled(key, spelling);
        let memberships = self.of_article.get_mut(article)?;
        let known = memberships.iter().position(|membership| membership.group == group);
        let place = known.unwrap_or(memberships.len());
        if known.is_none() {
            memberships.push(Membership { group, why, at: Vec::new() });
        }
        memberships.get_mut(place)
    }

    /// Counts a spelling of a key, without a member. Gives the place of its group.
    pub(super) fn spelled(&mut self, key: &str, spelling: &str) -> u32 {
        let place = self.place(key);
        if let Some(spellings) = self.spellings.get_mut(place as usize) {
            match spellings.get_mut(spelling) {
                Some(count) => *count += 1,
                None => drop(spellings.insert(spelling.to_owned(), 1)),
            }
        }
        place
    }

    /// The group of a key lies below that of another, which holds its articles too. What is said first stays, and so that
    /// no group lies below itself a link that would close a circle is left out.
    pub(super) fn under(&mut self, key: &str, above: &str) {
        let (key, above) = (self.place(key), self.place(above));
        let mut next = Some(above);
        while let Some(place) = next {
            if place == key {
                return;
            }
            next = self.above.get(place as usize).copied().flatten();
        }
        if let Some(link) = self.above.get_mut(key as usize) {
            link.get_or_insert(above);
        }
    }

    fn place(&mut self, key: &str) -> u32 {
        self.places.get(key).copied().unwrap_or_else(|| {
            let place = number(self.spellings.len());
            self.places.insert(key.to_owned(), place);
            self.spellings.push(Spellings::new());
            self.above.push(None);
            place
        })
    }

    /// The draft with groups as `group` makes them of a key and its spellings, in the order of their keys.
    pub(super) fn draft(self, group: impl FnMut(String, Spellings) -> Group) -> Draft {
        self.draft_by(|_| (), group)
    }

    /// As [`Drafting::draft`], in the order of what `order` says of the keys, then of the keys.
    pub(super) fn draft_by<O: Ord>(
        self,
        order: impl Fn(&str) -> O,
        mut group: impl FnMut(String, Spellings) -> Group,
    ) -> Draft {
        let mut spellings = self.spellings;
        let mut sorted: Vec<(String, u32)> = self.places.into_iter().collect();
        sorted.sort_by(|(a, _), (b, _)| order(a).cmp(&order(b)).then_with(|| a.cmp(b)));
        let mut places: Vec<u32> = vec![0; spellings.len()];
        let mut groups = Vec::with_capacity(sorted.len());
        for (key, made) in sorted {
            let above = self.above.get(made as usize).copied().flatten();
            if let Some(place) = places.get_mut(made as usize) {
                *place = number(groups.len());
            }
            let of_key = spellings.get_mut(made as usize).map(std::mem::take).unwrap_or_default();
            groups.push(Group { parent: above, ..group(key, of_key) });
        }
        let new_place = |made: u32| places.get(made as usize).copied();
        for group in &mut groups {
            group.parent = group.parent.and_then(new_place);
        }
        let mut of_article = self.of_article;
        for membership in of_article.iter_mut().flatten() {
            membership.group = new_place(membership.group).unwrap_or_default();
        }
        Draft { groups, of_article, ordered: false }
    }
}

/// A group whose name is its most used spelling.
pub(super) fn most_spelled(key: String, spellings: Spellings) -> Group {
    let label = most_used(&spellings).unwrap_or_default();
    let mut variants: Vec<(String, u32)> = spellings.into_iter().collect();
    sort_counts(&mut variants);
    Group { key, label, variants, ..Group::default() }
}
