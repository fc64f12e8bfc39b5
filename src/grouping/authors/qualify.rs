//! What tells people of one name apart on every page.
//!
//! In: people and their bylines. Out: the qualifiers of those whose labels are equal. Never: two people of one label with
//! one qualifier.

use super::bylines::{Byline, Bylines};
use super::identity::Identity;
use super::{Context, Group};
use crate::grouping::context::number;
use crate::text::fold::fold_name;
use ahash::{HashMap, HashMapExt};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The longest piece of a title in a qualifier, in characters.
const LONGEST: usize = 40;

/// How a person is told apart, one level of detail after the other.
const LEVELS: usize = 6;

/// Tells people of one label apart: by the given name, else by the institution where they are most, else by the year of
/// the first article; where that is not enough by the next of these in which they differ too, and at last by the first
/// article.
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
        let detail = |place: usize, level| detail(people.get(place)?, level, bylines, context);
        for (place, qualifier) in apart(&places, &detail) {
            if let Some(group) = groups.get_mut(place) {
                group.qualifier = qualifier;
            }
        }
    }
}

/// The qualifiers of some places. Each gets its first detail; those that are still equal get the next one in which they
/// differ as well.
fn apart(
    places: &[usize],
    detail: &dyn Fn(usize, usize) -> Option<String>,
) -> Vec<(usize, Option<String>)> {
    let mut done: Vec<(usize, Option<String>)> = Vec::new();
    let mut open: Vec<(Option<String>, Vec<usize>)> = vec![(None, places.to_vec())];
    for level in 0..LEVELS {
        for (so_far, places) in std::mem::take(&mut open) {
            let mut sets: BTreeMap<Option<String>, Vec<usize>> = BTreeMap::new();
            for place in &places {
                sets.entry(detail(*place, level)).or_default().push(*place);
            }
            if sets.len() == 1 && places.len() > 1 {
                open.push((so_far, places));
                continue;
            }
            for (more, places) in sets {
                let qualifier = match (&so_far, more) {
                    (Some(so_far), Some(more)) => Some(format!("{so_far}, {more}")),
                    (so_far, more) => more.or_else(|| so_far.clone()),
                };
                // One without any qualifier is told apart from the others, but a reader does not see by what.
                match places.as_slice() {
                    [place] if qualifier.is_some() => done.push((*place, qualifier)),
                    _ => open.push((qualifier, places)),
                }
            }
        }
    }
    let left = open.into_iter();
    done.extend(left.flat_map(|(qualifier, places)| {
        places.into_iter().map(move |place| (place, qualifier.clone()))
    }));
    done
}

fn detail(
    person: &Identity,
    level: usize,
    bylines: &Bylines<'_>,
    context: &Context<'_>,
) -> Option<String> {
    let written = || person.bylines.iter().filter_map(|at| bylines.list.get(*at as usize));
    let record = |byline: &Byline<'_>| Some(&context.library.article(byline.article)?.record);
    // The first by year; of one year, and of those without, by key.
    let first = || {
        let dated = written().filter_map(|byline| {
            let record = record(byline)?;
            let year = record.year();
            Some((year.is_none(), year, record.key.as_str(), byline))
        });
        dated.min_by(|a, b| (a.0, a.1, a.2).cmp(&(b.0, b.1, b.2))).map(|(_, _, _, byline)| byline)
    };
    match level {
        0 => person.given(bylines).map(str::to_owned),
        1 => institution(person, bylines, context),
        2 => record(first()?)?.year().map(|year| year.to_string()),
        3 => {
            let title = record(first()?)?.title.as_str();
            (!title.is_empty()).then(|| format!("“{}”", cut(title)))
        }
        4 => first().map(|byline| format!("author {}", byline.author + 1)),
        _ => Some(record(first()?)?.key.to_string()),
    }
}

/// The beginning of a title, in whole words.
fn cut(title: &str) -> String {
    let title = title.trim_end_matches('.');
    if title.chars().count() <= LONGEST {
        return title.to_owned();
    }
    let start: String = title.chars().take(LONGEST).collect();
    let whole = start.rsplit_once(' ').map_or(start.as_str(), |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', ':', ';']))
}

/// The institution that most of a person's bylines name; of equals the first by name.
fn institution(person: &Identity, bylines: &Bylines<'_>, context: &Context<'_>) -> Option<String> {
    let known = context.needed(&crate::grouping::institutions::KIND)?;
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for byline in person.bylines.iter().filter_map(|at| bylines.list.get(*at as usize)) {
        for affiliation in &byline.person.affiliations {
            for place in known.at(byline.article, number(*affiliation)) {
                // What stands in brackets tells an institution apart from others, not this person.
                let Some(Some(label)) = known.labels.get(place as usize) else { continue };
                let label = label.split_once(" (").map_or(label.as_str(), |(name, _)| name);
                *counts.entry(label).or_default() += 1;
            }
        }
    }
    crate::grouping::most_used(&counts)
}
