//! What tells people of one name apart on every page.
//!
//! In: people and their bylines. Out: the qualifiers of those whose labels are equal: a given name, an institution, a
//! department, years, a journal. Never: two people of one label with one qualifier.

use super::bylines::{Byline, Bylines};
use super::identity::Identity;
use super::{Context, Group};
use crate::grouping::context::number;
use crate::grouping::{Detail, most_used};
use crate::text::fold::fold_name;
use ahash::{HashMap, HashMapExt};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What one person is told by at one level; none where nothing is known.
type Told = Option<Detail>;

/// Asks a person for one detail.
type Level = fn(&Person<'_>) -> Told;

/// How a person is told apart, one level of detail after the other.
const LEVELS: [Level; 5] = [
    |person| person.given(),
    |person| person.institution(),
    |person| person.department(),
    |person| person.years(),
    |person| person.journal(),
];

/// Tells people of one label apart: by the first of the levels in which they differ; where that is not enough by the next
/// of these as well, and at last by their order.
pub(super) fn qualify(
    groups: &mut [Group],
    people: &[Identity],
    bylines: &Bylines<'_>,
    context: &Context<'_>,
) {
    let folded: Vec<String> = groups.par_iter().map(|group| fold_name(&group.label)).collect();
    let mut bearers: HashMap<&str, Vec<usize>> = HashMap::with_capacity(folded.len());
    for (place, label) in folded.iter().enumerate() {
        bearers.entry(label).or_default().push(place);
    }
    // In any order: no set of bearers depends on another.
    for places in bearers.into_values().filter(|places| places.len() > 1) {
        let detail = |place: usize, level: Level| {
            level(&Person { identity: people.get(place)?, bylines, context })
        };
        let keys = |place: usize| groups.get(place).map(|group| group.key.as_str());
        for (place, qualifier) in apart(&places, &detail, &keys) {
            if let Some(group) = groups.get_mut(place) {
                group.qualifier = qualifier;
            }
        }
    }
}

/// The qualifiers of some places. Each gets its first detail; those that are still equal get the next one in which they
/// differ as well, and those that differ in nothing their turn in the order of their keys.
fn apart<'k>(
    places: &[usize],
    detail: &dyn Fn(usize, Level) -> Told,
    key: &dyn Fn(usize) -> Option<&'k str>,
) -> Vec<(usize, Vec<Detail>)> {
    let mut done: Vec<(usize, Vec<Detail>)> = Vec::new();
    let mut open: Vec<(Vec<Detail>, Vec<usize>)> = vec![(Vec::new(), places.to_vec())];
    for level in LEVELS {
        for (so_far, places) in std::mem::take(&mut open) {
            let mut sets: BTreeMap<Told, Vec<usize>> = BTreeMap::new();
            for place in &places {
                sets.entry(detail(*place, level)).or_default().push(*place);
            }
            if sets.len() == 1 && places.len() > 1 {
                open.push((so_far, places));
                continue;
            }
            for (more, places) in sets {
                let mut qualifier = so_far.clone();
                qualifier.extend(more);
                // One without any qualifier is told apart from the others, but a reader does not see by what.
                match places.as_slice() {
                    [place] if !qualifier.is_empty() => done.push((*place, qualifier)),
                    _ => open.push((qualifier, places)),
                }
            }
        }
    }
    for (qualifier, mut places) in open {
        places.sort_by_key(|place| key(*place));
        let all = number(places.len());
        for (turn, place) in (1..).zip(places) {
            let mut qualifier = qualifier.clone();
            if all > 1 {
                qualifier.push(Detail::Place(turn, all));
            }
            done.push((place, qualifier));
        }
    }
    done
}

/// A person with what is known of the articles.
struct Person<'a> {
    identity: &'a Identity,
    bylines: &'a Bylines<'a>,
    context: &'a Context<'a>,
}

impl<'a> Person<'a> {
    fn written(&self) -> impl Iterator<Item = &Byline<'a>> {
        let list = &self.bylines.list;
        self.identity.bylines.iter().filter_map(|at| list.get(*at as usize))
    }

    fn given(&self) -> Told {
        self.identity.given(self.bylines).map(Detail::name)
    }

    /// The institution that most bylines name; of equals the first by name.
    fn institution(&self) -> Told {
        let known = self.context.needed(&crate::grouping::institutions::KIND)?;
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        for byline in self.written() {
            for affiliation in &byline.person.affiliations {
                for place in known.at(byline.article, number(*affiliation)) {
                    // What stands in brackets tells an institution apart from others, not this person.
                    let Some(Some(label)) = known.labels.get(place as usize) else { continue };
                    let label = label.split_once(" (").map_or(label.as_str(), |(name, _)| name);
                    *counts.entry(label).or_default() += 1;
                }
            }
        }
        most_used(&counts).map(Detail::name)
    }

    /// The department that most bylines name.
    fn department(&self) -> Told {
        let affiliations = self.context.affiliations;
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        for byline in self.written() {
            let strings = affiliations.of_article.get(byline.article as usize)?;
            let own = byline.person.affiliations.iter().filter_map(|at| strings.get(*at));
            for parsed in own.filter_map(|string| affiliations.parsed.get(*string as usize)) {
                let parts = parsed.addresses.iter().flat_map(|address| &address.departments);
                for part in parts {
                    *counts.entry(&part.text).or_default() += 1;
                }
            }
        }
        most_used(&counts).map(Detail::name)
    }

    fn years(&self) -> Told {
        let record = |byline: &Byline<'_>| self.context.library.article(byline.article);
        let years = || self.written().filter_map(|byline| record(byline)?.record.year());
        Some(Detail::Years(years().min()?, years().max()?, number(self.identity.bylines.len())))
    }

    /// The journal that most bylines stand in, which says something of the field.
    fn journal(&self) -> Told {
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        for byline in self.written() {
            let journal = self.context.library.article(byline.article)?.record.journal.as_ref();
            if let Some(name) = journal.and_then(crate::record::Journal::name) {
                *counts.entry(name).or_default() += 1;
            }
        }
        most_used(&counts).map(Detail::name)
    }
}
