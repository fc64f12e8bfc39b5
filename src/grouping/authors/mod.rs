//! Authors: ORCID first, else a name joins with support only.
//!
//! In: the library, the institutions behind its affiliations and the profiles of `content/authors`. Out: a [`Draft`].
//! Never: collectives, which are not persons; a join that the name alone would carry.
//!
//! 1. A profile's `orcid` and `variants` decide, unless its `not` names the spelling or the article. One whose name tells in
//!    brackets which of several people it is about is given to the person of whom that is true.
//! 2. An ORCID is a person.
//! 3. What is left joins by family name and initials where an institution, a co-author or a full given name supports it
//!    ([`mod@join`]).
//! 4. People whose names fit and who stay apart are listed on each other's pages as similar names.

mod bylines;
mod curated;
mod given;
mod identity;
mod join;
mod qualify;

use super::draft::Draft;
use super::profiles::Profiles;
use super::{
    Context, Fact, FactKind, Group, GroupingKind, Membership, OnArticle, RecordList, SmallGroups,
    Why, context::number,
};
use crate::diag::Diagnostic;
use crate::text::fold::fold_name;
use ahash::{HashMap, HashMapExt};
use bylines::{Byline, Bylines, Name};
use curated::Curated;
use identity::Identity;
use join::{Evidence, fit};
use qualify::qualify;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Authors.
pub(super) static KIND: GroupingKind = GroupingKind {
    default_min: two,
    small: SmallGroups::Named,
    needs: &[&super::institutions::KIND],
    lists: &["variants", "not"],
    facts: &[FactKind::Orcid],
    reads_profiles: true,
    points_to: Some(RecordList::Authors),
    on_article: OnArticle::Byline,
    meets: Some(&[&super::topics::KIND, &super::institutions::KIND, &KIND]),
    meets_alone: &[&super::institutions::KIND],
    ..GroupingKind::plain("authors", build)
};

/// Who has one article has no page: it would say what the article's page says. The number does not grow with the library,
/// so that no page goes when articles come.
fn two(_articles: usize) -> usize {
    2
}

/// Similar names listed on one page.
const SIMILAR: usize = 12;

fn build(context: &Context<'_>) -> (Draft, Vec<Diagnostic>) {
    let (profiles, diagnostics) = Profiles::of(context, KIND.id, fold_name);
    let curated = Curated::of(&profiles, context.library);
    let bylines = Bylines::of(context.library);
    let mut people = people(context, &bylines, &curated);
    let authors = |article: &crate::library::Article| article.record.authors.len();
    let room = context.library.articles().iter().map(authors).map(Vec::with_capacity);
    let mut of_article: Vec<Vec<Membership>> = room.collect();
    // Memberships stand in the order of the author list.
    let mut holders: Vec<Option<u32>> = vec![None; bylines.list.len()];
    for (place, person) in people.iter().enumerate() {
        for at in &person.bylines {
            if let Some(holder) = holders.get_mut(*at as usize) {
                *holder = Some(number(place));
            }
        }
    }
    for (byline, holder) in bylines.list.iter().zip(holders) {
        if let Some(place) = holder {
            add(&mut of_article, byline, place);
        }
    }
    name_keys(&mut people, &bylines, context);
    let mut groups: Vec<Group> =
        people.par_iter_mut().map(|person| person.group(&bylines, context)).collect();
    qualify(&mut groups, &people, &bylines, context);
    similar(&mut groups, &people, &bylines);
    (Draft { groups, of_article, ordered: false }, diagnostics)
}

fn add(of_article: &mut [Vec<Membership>], byline: &Byline<'_>, group: u32) {
    let Some(memberships) = of_article.get_mut(byline.article as usize) else { return };
    match memberships.iter_mut().find(|membership| membership.group == group) {
        Some(membership) => membership.at.push(byline.author),
        None => {
            memberships.push(Membership { group, why: Why::Evident, at: vec![byline.author] });
        }
    }
}

/// Sorts the bylines by person: first those that profiles claim, then each block by itself; what has one ORCID is one
/// person, whatever the names.
fn people(context: &Context<'_>, bylines: &Bylines<'_>, curated: &Curated<'_>) -> Vec<Identity> {
    let mut people: Vec<Identity> = Vec::new();
    let mut claimed: BTreeMap<usize, usize> = BTreeMap::new();
    let mut about: HashMap<u32, usize> = HashMap::new();
    let mut blocks = bylines.by_block();
    for block in &mut blocks {
        block.retain(|at| {
            let byline = bylines.list.get(*at as usize);
            let named = byline.and_then(|byline| Some((byline, bylines.name(byline)?)));
            if let Some(place) = named.and_then(|(at, name)| curated.about(at, name, context)) {
                about.insert(*at, place);
                return true;
            }
            let claim = named.and_then(|(byline, name)| curated.find(byline, name));
            let Some((key, place)) = claim else { return true };
            let next = people.len();
            let person = *claimed.entry(place).or_insert(next);
            if person == next {
                let key = key.to_owned();
                people.push(Identity { key, profile: Some(place), bylines: Vec::new() });
            }
            if let Some(person) = people.get_mut(person) {
                person.bylines.push(*at);
            }
            false
        });
    }
    let institutions = context.needed(&super::institutions::KIND);
    let evidence = Evidence { bylines, institutions };
    let joined: Vec<Vec<Vec<u32>>> = blocks.par_iter().map(|block| evidence.join(block)).collect();
    let mut by_orcid: HashMap<&str, usize> = HashMap::new();
    for set in joined.into_iter().flatten() {
        if let Some(place) = set.iter().find_map(|at| about.get(at)) {
            let next = people.len();
            let person = *claimed.entry(*place).or_insert(next);
            if person == next {
                let key = curated.key(*place).to_owned();
                people.push(Identity { key, profile: Some(*place), bylines: Vec::new() });
            }
            if let Some(person) = people.get_mut(person) {
                person.bylines.extend(set);
            }
            continue;
        }
        let orcid = set.iter().find_map(|at| {
            bylines.list.get(*at as usize)?.person.orcid.as_ref().map(crate::record::Orcid::as_str)
        });
        let next = people.len();
        let place = orcid.map_or(next, |orcid| *by_orcid.entry(orcid).or_insert(next));
        if place == next {
            let key = orcid.map(|orcid| format!("orcid {orcid}")).unwrap_or_default();
            people.push(Identity { key, ..Identity::default() });
        }
        if let Some(person) = people.get_mut(place) {
            person.bylines.extend(set);
        }
    }
    for person in &mut people {
        person.bylines.sort_unstable();
    }
    people
}

/// Gives a key to those who have neither profile nor ORCID: the name, and where several bear it their first article.
fn name_keys(people: &mut [Identity], bylines: &Bylines<'_>, context: &Context<'_>) {
    let names: Vec<Option<&str>> =
        people.iter().map(|person| person.longest(bylines).map(|name| name.key.as_str())).collect();
    let mut bearers: HashMap<&str, u32> = HashMap::with_capacity(names.len());
    for name in names.iter().flatten() {
        *bearers.entry(name).or_default() += 1;
    }
    for (person, name) in people.iter_mut().zip(&names) {
        let Some(name) = name.filter(|_| person.key.is_empty()) else { continue };
        let alone = bearers.get(name).is_none_or(|bearers| *bearers < 2);
        let first = |person: &Identity| {
            let places = person.bylines.iter().filter_map(|at| bylines.list.get(*at as usize));
            let articles = places.filter_map(|byline| {
                let article = context.library.article(byline.article)?;
                Some((article.record.key.as_str(), byline.author))
            });
            articles.min().map(|(key, author)| format!("{name} {key} {author}"))
        };
        let key = if alone { None } else { first(person) };
        person.key = key.unwrap_or_else(|| name.to_owned());
    }
}

impl Identity {
    /// The person's group, which takes the key.
    fn group(&mut self, bylines: &Bylines<'_>, context: &Context<'_>) -> Group {
        let mut spellings: Vec<String> = Vec::with_capacity(self.bylines.len());
        let mut orcids: BTreeSet<&str> = BTreeSet::new();
        for byline in self.bylines.iter().filter_map(|at| bylines.list.get(*at as usize)) {
            spellings.push(byline.person.display());
            orcids.extend(byline.person.orcid.as_ref().map(crate::record::Orcid::as_str));
        }
        let (found, variants) = counted(spellings);
        let label = match self.profile.and_then(|place| context.profiles.get(place)) {
            Some(profile) => super::profiles::label(profile, found.as_deref()),
            None => found.unwrap_or_default(),
        };
        let fact = |orcid: &str| Fact::new(FactKind::Orcid, orcid);
        Group {
            key: std::mem::take(&mut self.key),
            label,
            profile: self.profile,
            variants,
            facts: orcids.into_iter().map(fact).collect(),
            ..Group::default()
        }
    }
}

/// The most used spelling and, where there are several, all of them with their counts: most people have one.
fn counted(mut spellings: Vec<String>) -> (Option<String>, Vec<(String, u32)>) {
    if let [_] = spellings.as_slice() {
        return (spellings.pop(), Vec::new());
    }
    spellings.sort_unstable();
    let count = |same: &[String]| Some((same.first()?.clone(), number(same.len())));
    let mut variants: Vec<(String, u32)> =
        spellings.chunk_by(|a, b| a == b).filter_map(count).collect();
    super::sort_counts(&mut variants);
    let found = variants.first().map(|(name, _)| name.clone());
    if variants.len() < 2 {
        variants = Vec::new();
    }
    (found, variants)
}

/// Lists for each person the others whose names fit, those with most articles first.
fn similar(groups: &mut [Group], people: &[Identity], bylines: &Bylines<'_>) {
    let mut blocks: BTreeMap<u32, Vec<(usize, u32, &Name)>> = BTreeMap::new();
    for (place, person) in people.iter().enumerate() {
        let at = person.longest_at(bylines);
        if let Some((at, name)) = at.and_then(|at| Some((at, bylines.names.get(at as usize)?))) {
            blocks.entry(name.block).or_default().push((place, at, name));
        }
    }
    let size = |place: usize| people.get(place).map_or(0, |person| person.bylines.len());
    for block in blocks.values_mut().filter(|block| block.len() > 1) {
        block.sort_by(|a, b| {
            let keys = || groups.get(a.0).map(|g| &g.key).cmp(&groups.get(b.0).map(|g| &g.key));
            size(b.0).cmp(&size(a.0)).then_with(keys)
        });
        // Many of a large block bear one name; whose names fit it is looked up once for all of them.
        let mut known: HashMap<u32, Vec<usize>> = HashMap::new();
        for (place, at, name) in block.iter() {
            let fitting = known.entry(*at).or_insert_with(|| {
                let fitting = block.iter().filter(|(_, _, other)| fit(name, other));
                // One more, because the person itself is among them.
                fitting.map(|(other, _, _)| *other).take(SIMILAR + 1).collect()
            });
            let others = || fitting.iter().filter(|other| *other != place).take(SIMILAR);
            let mut similar = Vec::with_capacity(others().count());
            similar.extend(others().map(|other| number(*other)));
            if let Some(group) = groups.get_mut(*place) {
                group.similar = similar;
            }
        }
    }
}
