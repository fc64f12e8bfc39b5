//! Authors: ORCID first, else family name and initials, folded.
//!
//! In: the library and the profiles of `content/authors`. Out: a [`Draft`]. Never: collectives, which are not persons.
//!
//! 1. Every author has a name key: family name, initials and suffix, folded.
//! 2. A profile's `orcid` and `variants` decide, unless its `not` names the spelling.
//! 3. An ORCID is a person. A name without one joins the ORCID of that name when there is just one such.
//! 4. Full given names that differ keep people of one name key apart; initials alone join the only given name there is.

use super::draft::Draft;
use super::profiles::Profiles;
use super::{Context, Fact, Group, GroupingKind, Membership, always_one, context::number};
use crate::diag::Diagnostic;
use crate::record::Person;
use crate::text::fold::fold_name;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Authors.
pub(super) static KIND: GroupingKind = GroupingKind {
    id: "authors",
    singular: "Person",
    plural: "People",
    default_min: always_one,
    build,
};

/// One author of one article.
struct Byline<'a> {
    article: u32,
    author: u32,
    person: &'a Person,
    /// Place of the name key among the distinct ones.
    name: u32,
}

/// What is known of all who bear one name key.
#[derive(Default)]
struct Namesakes<'a> {
    orcids: BTreeSet<&'a str>,
    given: BTreeSet<String>,
}

fn build(context: &Context<'_>) -> (Draft, Vec<Diagnostic>) {
    let (profiles, diagnostics) = Profiles::of(context, KIND.id, fold_name);
    let curated = Curated::of(&profiles);
    let (bylines, names) = bylines(context);
    let mut namesakes: Vec<Namesakes<'_>> = Vec::new();
    namesakes.resize_with(names.len(), Namesakes::default);
    for byline in &bylines {
        let Some(entry) = namesakes.get_mut(byline.name as usize) else { continue };
        entry.orcids.extend(byline.person.orcid.as_ref().map(crate::record::Orcid::as_str));
        if byline.person.orcid.is_none() {
            entry.given.extend(given_word(byline.person));
        }
    }
    let mut keys: HashMap<String, usize> = HashMap::new();
    let mut people: Vec<Identity<'_>> = Vec::new();
    let mut of_article: Vec<Vec<Membership>> = vec![Vec::new(); context.library.articles().len()];
    for byline in &bylines {
        let name = names.get(byline.name as usize).map_or("", String::as_str);
        let Some(same) = namesakes.get(byline.name as usize) else { continue };
        let (key, profile) = curated
            .find(name, byline.person)
            .map_or_else(|| (key(name, byline.person, same), None), |(key, at)| (key, Some(at)));
        let next = people.len();
        let place = *keys.entry(key.clone()).or_insert(next);
        if place == next {
            people.push(Identity { key, profile, ..Identity::default() });
        }
        if let Some(person) = people.get_mut(place) {
            *person.spellings.entry(byline.person.display()).or_default() += 1;
            person.orcids.extend(byline.person.orcid.as_ref().map(crate::record::Orcid::as_str));
        }
        add(&mut of_article, byline, place);
    }
    let groups = people.into_iter().map(|person| person.group(context)).collect();
    (Draft { groups, of_article, ordered: false }, diagnostics)
}

fn add(of_article: &mut [Vec<Membership>], byline: &Byline<'_>, place: usize) {
    let Some(memberships) = of_article.get_mut(byline.article as usize) else { return };
    match memberships.iter_mut().find(|membership| membership.group == number(place)) {
        Some(membership) => membership.at.push(byline.author),
        None => memberships.push(Membership {
            group: number(place),
            why: String::new(),
            at: vec![byline.author],
        }),
    }
}

/// All authors who are persons, and the distinct name keys.
fn bylines<'a>(context: &Context<'a>) -> (Vec<Byline<'a>>, Vec<String>) {
    let mut names: Vec<String> = Vec::new();
    let mut known: HashMap<String, u32> = HashMap::new();
    // A name is folded once for each of its spellings.
    let mut by_spelling: HashMap<String, u32> = HashMap::new();
    let mut bylines = Vec::new();
    for (article, entry) in context.library.articles().iter().enumerate() {
        for (author, person) in entry.record.authors.iter().enumerate() {
            if person.collective.is_some() || person.family.is_none() {
                continue;
            }
            let spelling = person.display();
            let place = by_spelling.get(&spelling).copied().unwrap_or_else(|| {
                let name = fold_name(&spelling);
                let next = number(names.len());
                let place = *known.entry(name.clone()).or_insert(next);
                if place == next {
                    names.push(name);
                }
                by_spelling.insert(spelling, place);
                place
            });
            if names.get(place as usize).is_none_or(String::is_empty) {
                continue;
            }
            let (article, author) = (number(article), number(author));
            bylines.push(Byline { article, author, person, name: place });
        }
    }
    (bylines, names)
}

/// The first given name in full, folded; nothing where only initials are known.
fn given_word(person: &Person) -> Option<String> {
    let given = fold_name(person.given.as_deref()?);
    let first = given.split(' ').next().unwrap_or_default();
    (first.chars().count() > 1).then(|| first.to_owned())
}

fn key(name: &str, person: &Person, same: &Namesakes<'_>) -> String {
    if let Some(orcid) = &person.orcid {
        return format!("orcid {orcid}");
    }
    let orcids: Vec<&&str> = same.orcids.iter().collect();
    let given = given_word(person);
    match (orcids.as_slice(), same.given.len(), given) {
        ([only], 0 | 1, _) => format!("orcid {only}"),
        (_, 2.., Some(given)) => format!("{name} {given}"),
        _ => name.to_owned(),
    }
}

/// What the profiles say of names and ORCIDs.
struct Curated<'a> {
    by_orcid: BTreeMap<String, (&'a str, usize)>,
    by_name: BTreeMap<String, (&'a str, usize)>,
    not: BTreeSet<(usize, String)>,
}

impl<'a> Curated<'a> {
    fn of(profiles: &'a Profiles<'_>) -> Self {
        let mut curated =
            Curated { by_orcid: BTreeMap::new(), by_name: BTreeMap::new(), not: BTreeSet::new() };
        for (key, place, profile) in profiles.iter() {
            let entry = (key.as_str(), place);
            let orcid = profile.facts.get("orcid").and_then(|o| crate::record::Orcid::new(o).ok());
            if let Some(orcid) = orcid {
                curated.by_orcid.insert(orcid.as_str().to_owned(), entry);
            }
            curated.by_name.insert(key.clone(), entry);
            for variant in profile.list("variants") {
                curated.by_name.entry(fold_name(variant)).or_insert(entry);
            }
            for name in profile.list("not") {
                curated.not.insert((place, fold_name(name)));
            }
        }
        curated
    }

    /// The profile's key and place. An ORCID other than the profile's own keeps a person of the same name apart.
    fn find(&self, name: &str, person: &Person) -> Option<(String, usize)> {
        let by_orcid = person.orcid.as_ref().and_then(|o| self.by_orcid.get(o.as_str()));
        let by_name = || {
            let (key, place) = self.by_name.get(name)?;
            let other = person.orcid.is_some()
                && self.by_orcid.values().any(|(_, with_orcid)| with_orcid == place);
            (!other).then_some(&(*key, *place)).copied()
        };
        let full = || {
            let given = person.given.as_deref()?;
            let family = person.family.as_deref()?;
            let forms = [format!("{family} {given}"), format!("{given} {family}")];
            forms.iter().find_map(|form| self.by_name.get(&fold_name(form))).copied()
        };
        let (key, place) = by_orcid.copied().or_else(by_name).or_else(full)?;
        (!self.not.contains(&(place, name.to_owned()))).then(|| (key.to_owned(), place))
    }
}

/// A person in the making.
#[derive(Default)]
struct Identity<'a> {
    key: String,
    profile: Option<usize>,
    spellings: BTreeMap<String, u32>,
    orcids: BTreeSet<&'a str>,
}

impl Identity<'_> {
    fn group(self, context: &Context<'_>) -> Group {
        let mut variants: Vec<(String, u32)> = self.spellings.into_iter().collect();
        super::sort_counts(&mut variants);
        let found = variants.first().map(|(name, _)| name.clone());
        let label = match self.profile.and_then(|place| context.profiles.get(place)) {
            Some(profile) => super::profiles::label(profile, found.as_deref()),
            None => found.unwrap_or_default(),
        };
        let facts = self
            .orcids
            .iter()
            .map(|orcid| Fact { label: "ORCID", value: (*orcid).to_owned(), group: None })
            .collect();
        Group { key: self.key, label, profile: self.profile, variants, facts, ..Group::default() }
    }
}
