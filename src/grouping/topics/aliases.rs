//! Topics that the curator joins: the aliases of a profile, wherever a record has them as headings, keywords or phrases.
//!
//! In: what the records offer, and the profiles. Out: the same offers with the profile's topic in the place of its aliases,
//! and the reason that names the alias. Never: rules, which ask for texts and not for topics.

use super::assigned::Assigned;
use super::offer::Offer;
use crate::content::Profile;
use crate::grouping::profiles::Profiles;
use crate::text::hash::ByHash;
use crate::text::terms::tokens::{key, phrase_hash};
use rayon::prelude::*;

/// What an alias stands for.
struct Alias {
    /// Of the profile's name.
    topic: u64,
    /// The alias as the curator writes it.
    written: String,
}

/// The aliases of all profiles, by their hashes.
pub(super) struct Aliases(ByHash<Alias>);

impl Aliases {
    pub(super) fn of(profiles: &Profiles<'_>) -> Self {
        let of = |(_, place, profile): (&String, usize, &Profile)| {
            let topic = phrase_hash(&profile.name);
            let own =
                profile.aliases.iter().filter(|a| profiles.aliases.get(&key(a)) == Some(&place));
            let alias = |written: &String| {
                let alias = Alias { topic, written: written.clone() };
                (phrase_hash(written), alias)
            };
            own.map(alias).collect::<Vec<_>>()
        };
        Aliases(profiles.iter().flat_map(of).collect())
    }

    /// Puts topics in the place of their aliases.
    pub(super) fn join(&self, offers: &mut [Offer]) {
        if !self.0.is_empty() {
            offers.par_iter_mut().for_each(|offer| self.join_one(offer));
        }
    }

    fn join_one(&self, offer: &mut Offer) {
        for assigned in &mut offer.assigned {
            if let Some(alias) = self.0.get(&assigned.hash) {
                assigned.hash = alias.topic;
                assigned.why = std::mem::take(&mut assigned.why).alias(&assigned.name);
            }
        }
        let mut joined: Vec<Assigned> = Vec::new();
        offer.phrases.retain(|phrase| {
            let Some(alias) = self.0.get(&phrase.hash) else { return true };
            joined.push(Assigned {
                hash: alias.topic,
                name: alias.written.clone(),
                why: phrase.why().alias(&alias.written),
                minor: false,
                suggested: true,
                made: false,
            });
            false
        });
        offer.assigned.extend(joined);
        let mut once: Vec<u64> = Vec::with_capacity(offer.assigned.len());
        offer.assigned.retain(|assigned| {
            let new = !once.contains(&assigned.hash);
            once.push(assigned.hash);
            new
        });
    }
}
