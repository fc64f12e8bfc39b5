//! Which bylines of one family name and first initial are one person.
//!
//! In: the bylines of a block with what supports them: institutions, co-authors, full given names, ORCIDs. Out: sets of
//! bylines. Never: a join of names that contradict each other, of two ORCIDs, or of two authors of one article.
//!
//! 1. Each pair of bylines gets points for what it shares. In a large block only pairs that share something are looked
//!    at, and of those that share one thing only neighbours, so that the work grows with the block and not its square.
//!    Given names that differ as slips of the pen do ask for an institution and a co-author; of family names that thousands
//!    have no given name is enough.
//! 2. The pairs are joined from the strongest on, as long as they have the points that their name asks for and nothing
//!    in the two sets contradicts.

use super::super::context::number;
use super::super::needed::GroupsAt;
use super::bylines::{Byline, Bylines, Name};
use std::collections::BTreeMap;

/// Points for a shared institution, for a full given name that is the same, and for a co-author.
const SHARED: u32 = 2;
/// Points for a co-author with a common family name.
const COMMON: u32 = 1;
/// Co-authors alone give no more points than these.
const CO_AUTHORS: u32 = 4;
/// Points that join a name; as many again where the family name is common, and where initials or suffix are the same
/// only as far as they go.
const ENOUGH: u32 = 2;
/// From so many forms of initials on, a family name is common in this library.
const FORMS: u32 = 8;
/// A paper of more authors says nothing about who works with whom.
const CROWD: usize = 100;
/// In a block up to this size every pair is looked at.
const SMALL: usize = 48;
/// In a larger one each byline meets so many of those before it that share the same thing.
const NEIGHBOURS: usize = 12;

/// What all blocks are joined by.
pub(super) struct Evidence<'a> {
    pub(super) bylines: &'a Bylines<'a>,
    pub(super) institutions: Option<&'a GroupsAt>,
}

/// A byline with what it may share.
struct Seat<'a> {
    byline: &'a Byline<'a>,
    name: &'a Name,
    /// Sorted.
    institutions: Vec<u32>,
    /// Blocks of the co-authors, sorted; empty for a crowd.
    others: &'a [u32],
}

impl Evidence<'_> {
    /// Joins the bylines (by place, in library order) of one block; each set is in that order, sets by their first byline.
    pub(super) fn join(&self, block: &[u32]) -> Vec<Vec<u32>> {
        if let [_] = block {
            return vec![block.to_vec()];
        }
        let seats: Vec<Seat<'_>> = block.iter().filter_map(|at| self.seat(*at)).collect();
        let mut sets = Sets::new(&seats);
        if seats.len() > 1 {
            let mut pairs = self.pairs(&seats);
            pairs.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
            for (_, a, b) in pairs {
                sets.join(a, b);
            }
        }
        let mut found: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
        for (seat, byline) in block.iter().enumerate() {
            found.entry(sets.root(seat)).or_default().push(*byline);
        }
        found.into_values().collect()
    }

    fn seat(&self, at: u32) -> Option<Seat<'_>> {
        let byline = self.bylines.list.get(at as usize)?;
        let name = self.bylines.name(byline)?;
        let mut institutions = Vec::new();
        if let Some(known) = self.institutions {
            for affiliation in &byline.person.affiliations {
                institutions.extend(known.at(byline.article, number(*affiliation)));
            }
        }
        institutions.sort_unstable();
        institutions.dedup();
        let others = self.bylines.of_article.get(byline.article as usize)?;
        let others = if others.len() > CROWD { &[] } else { others.as_slice() };
        Some(Seat { byline, name, institutions, others })
    }

    /// The pairs that have points enough, with their points.
    fn pairs(&self, seats: &[Seat<'_>]) -> Vec<(u32, usize, usize)> {
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        if seats.len() <= SMALL {
            for b in 1..seats.len() {
                pairs.extend((0..b).map(|a| (a, b)));
            }
        } else {
            neighbours(seats, &mut pairs);
        }
        let points = |(a, b): (usize, usize)| {
            let points = self.points(seats.get(a)?, seats.get(b)?)?;
            Some((points, a, b))
        };
        pairs.into_iter().filter_map(points).collect()
    }

    /// The points of a pair, if they are enough.
    fn points(&self, a: &Seat<'_>, b: &Seat<'_>) -> Option<u32> {
        let orcids = (&a.byline.person.orcid, &b.byline.person.orcid);
        if let (Some(one), Some(other)) = orcids {
            return (one == other).then_some(u32::MAX);
        }
        let fits = fit(a.name, b.name);
        if !fits && !sound_alike(a.name, b.name) {
            return None;
        }
        let mut points = 0;
        if fits && !a.name.given.is_empty() && has_one_given(a.name, b.name) {
            points += SHARED;
        }
        let places = common(&a.institutions, &b.institutions).next().is_some();
        if places {
            points += SHARED;
        }
        let own = a.name.block;
        let others = common(a.others, b.others).filter(|block| *block != own);
        let others = others.map(|block| self.worth(block)).sum::<u32>().min(CO_AUTHORS);
        points += others;
        // A slip in the given name asks for both; a name that thousands have asks for one of them.
        if !fits && (!places || others == 0)
            || self.is_frequent(a.name.family) && !places && others == 0
        {
            return None;
        }
        let mut enough = ENOUGH;
        if self.is_common(a.name.family) {
            enough += ENOUGH;
        }
        if a.name.initials != b.name.initials || a.name.suffix != b.name.suffix {
            enough += ENOUGH;
        }
        (points >= enough).then_some(points)
    }

    fn is_common(&self, family: u32) -> bool {
        self.bylines.forms.get(family as usize).is_some_and(|forms| *forms >= FORMS)
    }

    fn is_frequent(&self, family: u32) -> bool {
        self.bylines.frequent.get(family as usize).is_some_and(|frequent| *frequent)
    }

    fn worth(&self, block: u32) -> u32 {
        let family = self.bylines.families.get(block as usize);
        if family.is_some_and(|family| self.is_common(*family)) { COMMON } else { SHARED }
    }
}

/// Pairs of a large block: each byline with the last few before it that share an institution, a co-author, a full given
/// name or an ORCID.
fn neighbours(seats: &[Seat<'_>], pairs: &mut Vec<(usize, usize)>) {
    #[derive(PartialEq, Eq, PartialOrd, Ord)]
    enum Thing<'a> {
        Institution(u32),
        Author(u32),
        Given(&'a str),
        Orcid(&'a str),
    }
    let mut holders: BTreeMap<Thing<'_>, Vec<usize>> = BTreeMap::new();
    for (at, seat) in seats.iter().enumerate() {
        let own = seat.name.block;
        let orcid = seat.byline.person.orcid.as_ref();
        let things = (seat.institutions.iter().map(|id| Thing::Institution(*id)))
            .chain(seat.others.iter().filter(|id| **id != own).map(|id| Thing::Author(*id)))
            .chain(
                Some(seat.name.given.as_str()).filter(|given| !given.is_empty()).map(Thing::Given),
            )
            .chain(orcid.map(|orcid| Thing::Orcid(orcid.as_str())));
        for thing in things {
            let before = holders.entry(thing).or_default();
            pairs.extend(before.iter().rev().take(NEIGHBOURS).map(|other| (*other, at)));
            before.push(at);
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
}

/// Whether two names of one block can be one person's: initials and given names the same as far as both go, in any way of
/// writing them.
pub(super) fn fit(a: &Name, b: &Name) -> bool {
    a.initials.agrees(&b.initials)
        && (a.given.agrees(&b.given) || a.words.is_one_with(&b.words))
        && have_one_suffix(a, b)
}

/// Whether two names differ by no more than a slip in the given name.
fn sound_alike(a: &Name, b: &Name) -> bool {
    a.words.sound == b.words.sound
        && a.words.sound != 0
        && a.initials.agrees(&b.initials)
        && have_one_suffix(a, b)
}

fn have_one_suffix(a: &Name, b: &Name) -> bool {
    a.suffix == b.suffix || a.suffix.is_empty() || b.suffix.is_empty()
}

/// Whether two names that fit have the same given name and not only nothing that contradicts.
fn has_one_given(a: &Name, b: &Name) -> bool {
    a.given == b.given || !a.given.agrees(&b.given)
}

/// What two sorted lists share.
fn common<'l>(a: &'l [u32], b: &'l [u32]) -> impl Iterator<Item = u32> + 'l {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    std::iter::from_fn(move || {
        loop {
            let (one, other) = (**a.peek()?, **b.peek()?);
            if one <= other {
                a.next();
            }
            if other <= one {
                b.next();
            }
            if one == other {
                return Some(one);
            }
        }
    })
}

/// Sets of bylines that grow by joining, and what each holds.
struct Sets<'a> {
    joined: crate::text::sets::Sets,
    held: Vec<Held<'a>>,
}

/// What must not contradict inside a set.
#[derive(Default)]
struct Held<'a> {
    names: Vec<&'a Name>,
    orcid: Option<&'a str>,
    /// Sorted.
    articles: Vec<u32>,
}

impl<'a> Sets<'a> {
    fn new(seats: &[Seat<'a>]) -> Self {
        let held = seats.iter().map(|seat| Held {
            names: vec![seat.name],
            orcid: seat.byline.person.orcid.as_ref().map(crate::record::Orcid::as_str),
            articles: vec![seat.byline.article],
        });
        Sets { joined: crate::text::sets::Sets::new(seats.len()), held: held.collect() }
    }

    fn root(&mut self, at: usize) -> usize {
        self.joined.root(at)
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        let (low, high) = (a.min(b), a.max(b));
        let (Some(one), Some(other)) = (self.held.get(low), self.held.get(high)) else { return };
        if low == high || one.contradicts(other) {
            return;
        }
        let Some(other) = self.held.get_mut(high).map(std::mem::take) else { return };
        if let Some(one) = self.held.get_mut(low) {
            one.take(other);
        }
        self.joined.join(low, high);
    }
}

impl<'a> Held<'a> {
    fn contradicts(&self, other: &Held<'a>) -> bool {
        match (self.orcid, other.orcid) {
            (Some(one), Some(two)) => return one != two,
            _ if common(&self.articles, &other.articles).next().is_some() => return true,
            _ => {}
        }
        let differ = |one: &Name, two: &Name| !fit(one, two) && !sound_alike(one, two);
        self.names.iter().any(|one| other.names.iter().any(|two| differ(one, two)))
    }

    fn take(&mut self, other: Held<'a>) {
        for name in other.names {
            if !self.names.iter().any(|known| std::ptr::eq(*known, name)) {
                self.names.push(name);
            }
        }
        self.orcid = self.orcid.or(other.orcid);
        self.articles.extend(other.articles);
        self.articles.sort_unstable();
    }
}
