//! The curator's word on institutions: profiles first, then the table `[institutions] aliases`.
//!
//! In: the profiles of `content/institutions` and the settings. Out: [`Curated`] for the clustering, and the names. Never:
//! a look at an affiliation.

use super::institution::Curated;
use super::key::key;
use super::pattern::Pattern;
use crate::affiliations::places::places;
use crate::diag::{Diagnostic, codes};
use crate::grouping::Context;
use crate::grouping::profiles::Profiles;
use crate::text::fold::fold_name;

/// An institution that the curator named.
pub(super) struct Named {
    pub(super) label: String,
    pub(super) profile: Option<usize>,
}

/// The curator's word from profiles, then from the settings.
pub(super) fn curated(
    context: &Context<'_>,
    profiles: &Profiles<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Curated, Vec<Named>) {
    let mut curated = Curated::default();
    let mut named: Vec<Named> = Vec::new();
    for (name, place, profile) in profiles.iter() {
        let institution = named.len();
        named.push(Named { label: profile.name.clone(), profile: Some(place) });
        let country = profile.facts.get("country").and_then(|name| places().country_named(name));
        curated.institutions.push((name.clone(), country));
        if let Some(id) = profile.facts.get("ror") {
            let id = id.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_lowercase();
            curated.rors.entry(id).or_insert(institution);
        }
        curated.aliases.insert(name.clone(), institution);
        for (at, alias) in profile.aliases.iter().enumerate() {
            // An alias that another profile has is that one's, which has been said.
            let own = profiles.aliases.get(&key(alias)) == Some(&place);
            if alias.contains('*') {
                let said = add_pattern(&mut curated, institution, alias);
                diagnostics.extend(said.map(|said| said.at(profile.place_of("aliases", at))));
            } else if own {
                add_alias(&mut curated, institution, alias);
            }
        }
        for refused in profile.list("not_aliases") {
            curated.refused.insert((institution, key(refused)));
            curated.refused.insert((institution, format!("={}", fold_name(refused))));
        }
    }
    for (name, aliases) in &context.options.institution_aliases {
        let folded = key(name);
        let known = curated.institutions.iter().position(|(other, _)| *other == folded);
        let institution = known.unwrap_or(named.len());
        if known.is_none() {
            named.push(Named { label: name.clone(), profile: None });
            curated.institutions.push((folded.clone(), None));
            curated.aliases.entry(folded).or_insert(institution);
        }
        for alias in aliases {
            match alias.contains('*') {
                true => diagnostics.extend(add_pattern(&mut curated, institution, alias)),
                false => add_alias(&mut curated, institution, alias),
            }
        }
    }
    (curated, named)
}

fn add_alias(curated: &mut Curated, institution: usize, alias: &str) {
    curated.aliases.entry(key(alias)).or_insert(institution);
    curated.aliases.entry(format!("={}", fold_name(alias))).or_insert(institution);
}

/// Adds an alias with stars, or says why there can be none.
fn add_pattern(curated: &mut Curated, institution: usize, alias: &str) -> Option<Diagnostic> {
    if let Some(pattern) = Pattern::of(alias) {
        curated.patterns.push((pattern, institution));
        return None;
    }
    let message = format!("the alias “{alias}” has no word that tells one institution from others");
    let refused = Diagnostic::new(&codes::BAD_PATTERN, message).done("left the alias out");
    Some(refused.help("write a word of the institution's own beside the star: \"Somewhere Inst*\""))
}
