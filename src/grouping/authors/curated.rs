//! What the curator's profiles say of names, ORCIDs and articles.
//!
//! In: the profiles of `content/authors`. Out: for a byline, the profile that claims it. Never: a claim against the
//! profile's own `not`, or for another ORCID than its own.

use super::super::profiles::Profiles;
use super::bylines::{Byline, Name};
use crate::library::Library;
use crate::record::Orcid;
use crate::text::fold::fold_name;
use std::collections::{BTreeMap, BTreeSet};

/// The profiles by what they claim and refuse.
#[derive(Default)]
pub(super) struct Curated<'a> {
    by_orcid: BTreeMap<String, (&'a str, usize)>,
    by_name: BTreeMap<String, (&'a str, usize)>,
    /// Profiles that have an ORCID.
    known: BTreeSet<usize>,
    refused_names: BTreeSet<(usize, String)>,
    refused_articles: BTreeSet<(usize, u32)>,
}

impl<'a> Curated<'a> {
    pub(super) fn of(profiles: &'a Profiles<'_>, library: &Library) -> Self {
        let mut curated = Curated::default();
        for (key, place, profile) in profiles.iter() {
            let entry = (key.as_str(), place);
            if let Some(orcid) = profile.facts.get("orcid").and_then(|o| Orcid::new(o).ok()) {
                curated.by_orcid.insert(orcid.as_str().to_owned(), entry);
                curated.known.insert(place);
            }
            curated.by_name.insert(key.clone(), entry);
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
        let full = || {
            let given = person.given.as_deref()?;
            let family = person.family.as_deref()?;
            let forms = [format!("{family} {given}"), format!("{given} {family}")];
            forms.iter().find_map(|form| self.by_name.get(&fold_name(form))).copied()
        };
        let (key, place) = by_orcid.copied().or_else(by_name).or_else(full)?;
        let refused = self.refused_names.contains(&(place, name.key.clone()))
            || self.refused_articles.contains(&(place, byline.article));
        (!refused).then_some((key, place))
    }
}
