//! What the curator's profiles say of names, ORCIDs and articles.
//!
//! In: the profiles of `content/authors`. Out: for a byline, the profile that claims it, or that is about one person of
//! the name: `Wang Wei (Somewhere University)`. Never: a claim against the profile's own `not`, or for another ORCID than
//! its own.

use super::super::Context;
use super::super::profiles::Profiles;
use super::bylines::{Byline, Name};
use crate::library::Library;
use crate::record::{Orcid, Person};
use crate::text::fold::fold_name;
use std::collections::{BTreeMap, BTreeSet};

/// The profiles by what they claim and refuse.
#[derive(Default)]
pub(super) struct Curated<'a> {
    by_orcid: BTreeMap<String, (&'a str, usize)>,
    by_name: BTreeMap<String, (&'a str, usize)>,
    /// The key of each profile.
    keys: BTreeMap<usize, &'a str>,
    /// Profiles that have an ORCID.
    known: BTreeSet<usize>,
    /// By the folded name before the brackets: what stands in them, in parts, with the profile.
    told_apart: BTreeMap<String, Vec<(Vec<String>, usize)>>,
    refused_names: BTreeSet<(usize, String)>,
    refused_articles: BTreeSet<(usize, u32)>,
}

impl<'a> Curated<'a> {
    pub(super) fn of(profiles: &'a Profiles<'_>, library: &Library) -> Self {
        let mut curated = Curated::default();
        for (key, place, profile) in profiles.iter() {
            let entry = (key.as_str(), place);
            curated.keys.insert(place, key);
            if let Some(orcid) = profile.facts.get("orcid").and_then(|o| Orcid::new(o).ok()) {
                curated.by_orcid.insert(orcid.as_str().to_owned(), entry);
                curated.known.insert(place);
            }
            curated.by_name.insert(key.clone(), entry);
            if let Some((name, told)) = bracketed(&profile.name) {
                let places = curated.told_apart.entry(fold_name(name)).or_default();
                places.push((vec![told.to_owned()], place));
                if told.contains(", ") {
                    places.push((told.split(", ").map(str::to_owned).collect(), place));
                }
            }
            for variant in profile.list("variants").iter().chain(&profile.aliases) {
                curated.by_name.entry(fold_name(variant)).or_insert(entry);
            }
            for refused in profile.list("not") {
                match library.find(refused) {
                    Some(article) => curated.refused_articles.insert((place, article)),
                    None => curated.refused_names.insert((place, fold_name(refused))),
                };
            }
        }
        curated
    }

    /// The key of a profile.
    pub(super) fn key(&self, place: usize) -> &'a str {
        self.keys.get(&place).copied().unwrap_or_default()
    }

    /// The key and the place of the profile that claims a byline.
    pub(super) fn find(&self, byline: &Byline<'_>, name: &Name) -> Option<(&'a str, usize)> {
        if self.by_name.is_empty() {
            return None;
        }
        let person = byline.person;
        let by_orcid = person.orcid.as_ref().and_then(|o| self.by_orcid.get(o.as_str()));
        let by_name = || {
            let (key, place) = self.by_name.get(&name.key)?;
            let other = person.orcid.is_some() && self.known.contains(place);
            (!other).then_some((*key, *place))
        };
        let full = || in_full(byline).iter().find_map(|form| self.by_name.get(form)).copied();
        let (key, place) = by_orcid.copied().or_else(by_name).or_else(full)?;
        let refused = self.refused_names.contains(&(place, name.key.clone()))
            || self.refused_articles.contains(&(place, byline.article));
        (!refused).then_some((key, place))
    }

    /// The place of the profile whose name tells in brackets which person of a name it is about, where that is true of a
    /// byline.
    pub(super) fn about(
        &self,
        byline: &Byline<'_>,
        name: &Name,
        context: &Context<'_>,
    ) -> Option<usize> {
        if self.told_apart.is_empty() {
            return None;
        }
        let mut names = in_full(byline).into_iter().chain([name.key.clone()]);
        let told = names.find_map(|name| self.told_apart.get(&name))?;
        let meets = |parts: &[String]| parts.iter().all(|part| is_true(part, byline, context));
        let (_, place) = told.iter().find(|(parts, _)| meets(parts))?;
        let refused = self.refused_names.contains(&(*place, name.key.clone()))
            || self.refused_articles.contains(&(*place, byline.article));
        (!refused).then_some(*place)
    }
}

/// `Family Given` and `Given Family`, folded.
fn in_full(byline: &Byline<'_>) -> Vec<String> {
    let Person { family: Some(family), given: Some(given), .. } = byline.person else {
        return Vec::new();
    };
    [format!("{family} {given}"), format!("{given} {family}")].map(|form| fold_name(&form)).into()
}

/// A name and what stands in brackets behind it.
fn bracketed(name: &str) -> Option<(&str, &str)> {
    let (name, told) = name.strip_suffix(')')?.split_once('(')?;
    Some((name.trim(), told.trim())).filter(|(name, told)| !name.is_empty() && !told.is_empty())
}

/// Whether what tells a person apart is true of a byline: a given name, an institution, words of an affiliation, a journal,
/// or a year or years between which the article appeared.
fn is_true(told: &str, byline: &Byline<'_>, context: &Context<'_>) -> bool {
    let Some(article) = context.library.article(byline.article) else { return false };
    let record = &article.record;
    let said = fold_name(told);
    let is = |text: &str| fold_name(text) == said;
    let numbers: Vec<i32> = said.split(' ').filter_map(|word| word.parse().ok()).collect();
    let within = |year: i32| match numbers.as_slice() {
        [only] => year == *only,
        [first, last] => (*first..=*last).contains(&year),
        _ => false,
    };
    let institutions = context.needed(&crate::grouping::institutions::KIND);
    let named = |affiliation: usize| {
        let entry = crate::grouping::context::number(affiliation);
        let text = record.affiliations.get(affiliation).map(|text| fold_name(text));
        let inside = |text: String| format!(" {text} ").contains(&format!(" {said} "));
        let label = |place: u32| Some(is(institutions?.labels.get(place as usize)?.as_deref()?));
        let mut labels = institutions.iter().flat_map(|known| known.at(byline.article, entry));
        text.is_some_and(inside) || labels.any(|place| label(place) == Some(true))
    };
    byline.person.given.as_deref().is_some_and(is)
        || byline.person.affiliations.iter().any(|at| named(*at))
        || record.journal.as_ref().and_then(crate::record::Journal::name).is_some_and(is)
        || record.year().is_some_and(within)
}
