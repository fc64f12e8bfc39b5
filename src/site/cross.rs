//! Which groups of other groupings meet in a group: the institutions of a topic, the topics of an author.
//!
//! In: a group's members and their memberships. Out: rankings by number of shared articles. People and places are
//! matched through the affiliations that tie them, so that an author is not given the institution of a co-author.
//! Never: work beyond the group's own members.

use super::shared::Shared;
use super::shown::Shown;
use super::words::GroupingWords;
use crate::grouping::{Group, GroupingKind, Membership, RecordList};
use crate::library::ArticleId;
use crate::record::Record;

/// An article with more groups than this does not count for rankings inside one grouping: three thousand authors of
/// one paper are not each other's co-authors in a sense that helps a reader.
const CROWD: usize = 100;

/// Where each group is met once, nothing is a ranking's top: so many are a list, more are left out, for the articles
/// name them anyway.
const FLAT: usize = 10;

/// A ranking of the groups of one grouping.
pub(super) struct Ranking {
    pub(super) grouping: usize,
    pub(super) heading: Shown<'static>,
    /// Group and number of shared articles, most first, then in the order of the grouping.
    pub(super) counts: Vec<(u32, usize)>,
}

impl Ranking {
    /// Whether no group is met twice.
    pub(super) fn is_flat(&self) -> bool {
        self.counts.first().is_none_or(|(_, most)| *most < 2)
    }
}

/// The rankings of one group.
pub(super) fn rankings(shared: &Shared, grouping: usize, group: u32) -> Vec<Ranking> {
    let (Some(kind), Some(members)) =
        (shared.grouping(grouping), shared.group(grouping, group).map(|g| g.members.as_slice()))
    else {
        return Vec::new();
    };
    // What meets in one article stands on its page, but for whom of its authors a place is.
    let targets = kind.kind.meets(members.len());
    let position = |of: &GroupingKind| shared.inputs.groupings.iter().position(|g| g.kind == of);
    targets
        .iter()
        .filter_map(|of| position(of).map(|to| (to, heading(shared, grouping, to))))
        .map(|(to, heading)| {
            let counts = counts(shared, (grouping, group), to, members);
            Ranking { grouping: to, heading, counts }
        })
        .filter(|ranking| {
            !(ranking.counts.is_empty() || ranking.is_flat() && ranking.counts.len() > FLAT)
        })
        .collect()
}

/// The heading over the groups of a grouping that groups of another meet, or of their own.
fn heading(shared: &Shared, from: usize, to: usize) -> Shown<'static> {
    let own = || shared.called(to).and_then(GroupingWords::among);
    (from == to).then(own).flatten().unwrap_or_else(|| shared.many(to))
}

/// The largest groups of a grouping.
pub(super) fn largest(shared: &Shared, grouping: usize, longest: usize) -> Vec<(u32, usize)> {
    let groups = shared.grouping(grouping).map_or(&[][..], |g| g.groups.as_slice());
    let with_page = (0u32..).zip(groups).filter(|(_, group)| !group.small);
    let mut counts: Vec<(u32, usize)> =
        with_page.map(|(at, group)| (at, group.members.len())).collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    counts.truncate(longest);
    counts
}

/// The articles in which a group meets one of another grouping.
pub(super) fn shared_articles(
    shared: &Shared,
    (from, group): (usize, u32),
    (to, other): (usize, u32),
) -> Vec<ArticleId> {
    let members = shared.group(from, group).map_or(&[][..], |group| group.members.as_slice());
    let meets = |id: &&ArticleId| {
        let tie = Tie::new(shared, from, group, to, **id);
        let others = shared.memberships(Some(to), **id).iter();
        others
            .filter(|membership| membership.group == other)
            .any(|membership| tie.holds(membership))
    };
    members.iter().filter(meets).copied().collect()
}

fn counts(
    shared: &Shared,
    (from, group): (usize, u32),
    to: usize,
    members: &[ArticleId],
) -> Vec<(u32, usize)> {
    let mut met: Vec<u32> = Vec::new();
    let kin = if from == to { kin(shared, from, group) } else { Vec::new() };
    for id in members {
        let others = shared.memberships(Some(to), *id);
        if from == to {
            if others.len() <= CROWD {
                met.extend(others.iter().map(|m| m.group).filter(|other| !kin.contains(other)));
            }
            continue;
        }
        let tie = Tie::new(shared, from, group, to, *id);
        met.extend(others.iter().filter(|other| tie.holds(other)).map(|other| other.group));
    }
    met.sort_unstable();
    let mut counts: Vec<(u32, usize)> =
        met.chunk_by(|a, b| a == b).filter_map(|run| Some((*run.first()?, run.len()))).collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    counts
}

/// A group with all above it and right below it: that those share its articles goes without saying.
fn kin(shared: &Shared, grouping: usize, group: u32) -> Vec<u32> {
    let mut kin = vec![group];
    let above = |id: u32| shared.group(grouping, id).and_then(Group::above);
    let mut next = above(group);
    while let Some(parent) = next.filter(|parent| !kin.contains(parent)) {
        kin.push(parent);
        next = above(parent);
    }
    kin.extend(shared.children(grouping, group));
    kin
}

/// How a group of one article is tied to that article's groups of another grouping.
enum Tie<'a> {
    /// By the article alone.
    Article,
    /// Places share affiliations.
    Places(&'a [u32]),
    /// A place has the people with one of its affiliations.
    People(&'a [u32], &'a Record),
    /// A person has the places of the own affiliations.
    Person(Vec<u32>),
}

impl<'a> Tie<'a> {
    fn new(shared: &'a Shared, from: usize, group: u32, to: usize, id: ArticleId) -> Self {
        let people = |grouping: usize| shared.points_to(grouping, RecordList::Authors);
        let is_place = |grouping: usize| shared.points_to(grouping, RecordList::Affiliations);
        let known = is_place(from) || people(from);
        if !known || !(is_place(to) || people(to)) {
            return Tie::Article;
        }
        let mine = shared.memberships(Some(from), id).iter().find(|m| m.group == group);
        let (Some(mine), Some(article)) = (mine, shared.article(id)) else { return Tie::Article };
        let record = &article.record;
        let untied = record.authors.iter().all(|author| author.affiliations.is_empty());
        if mine.at.is_empty() || (untied && people(from) != people(to)) {
            return Tie::Article;
        }
        match (people(from), people(to)) {
            (true, _) => Tie::Person(affiliations(record, &mine.at).collect()),
            (false, true) => Tie::People(&mine.at, record),
            (false, false) => Tie::Places(&mine.at),
        }
    }

    fn holds(&self, other: &Membership) -> bool {
        match self {
            Tie::Article => true,
            Tie::Places(at) => other.at.is_empty() || shares(at, &other.at),
            Tie::Person(at) => other.at.is_empty() || shares(at, &other.at),
            Tie::People(at, record) => {
                other.at.is_empty() || affiliations(record, &other.at).any(|a| at.contains(&a))
            }
        }
    }
}

fn affiliations(record: &Record, authors: &[u32]) -> impl Iterator<Item = u32> {
    let people = authors.iter().filter_map(|at| record.authors.get(*at as usize));
    people.flat_map(|person| &person.affiliations).filter_map(|at| u32::try_from(*at).ok())
}

fn shares(a: &[u32], b: &[u32]) -> bool {
    a.iter().any(|at| b.contains(at))
}
