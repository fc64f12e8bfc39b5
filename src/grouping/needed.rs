//! What one grouping tells another that needs it.
//!
//! In: the draft of the first. Out: [`GroupsAt`]: its groups by the entries of the record that they stand behind, small
//! groups too. Never: finished groups, of which the small ones are gone.

use super::draft::Draft;
use super::{Group, Membership};

/// Which groups stand behind which entries of the articles: which institutions behind which affiliations.
pub(super) struct GroupsAt {
    /// Names of the groups; none of those that the curator hides.
    pub(super) labels: Vec<Option<String>>,
    /// For each article the pairs of entry and group, sorted.
    of_article: Vec<Vec<(u32, u32)>>,
}

impl GroupsAt {
    /// Takes down what a draft found; the names of groups that `hides` meets are left out.
    pub(super) fn of(draft: &Draft, hides: impl Fn(&Group) -> bool) -> Self {
        let pairs = |memberships: &Vec<Membership>| {
            let pair = |m: &Membership| m.at.iter().map(|at| (*at, m.group)).collect::<Vec<_>>();
            let mut pairs: Vec<(u32, u32)> = memberships.iter().flat_map(pair).collect();
            pairs.sort_unstable();
            pairs
        };
        GroupsAt {
            labels: draft
                .groups
                .iter()
                .map(|group| (!hides(group)).then(|| group.label.clone()))
                .collect(),
            of_article: draft.of_article.iter().map(pairs).collect(),
        }
    }

    /// The groups behind one entry of an article.
    pub(super) fn at(&self, article: u32, entry: u32) -> impl Iterator<Item = u32> {
        let pairs = self.of_article.get(article as usize).map_or(&[][..], Vec::as_slice);
        let here = pairs.iter().filter(move |(at, _)| *at == entry);
        here.map(|(_, group)| *group)
    }
}
