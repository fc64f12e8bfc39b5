//! Names that the registry knows in some strings of a library, for those in which it did not dare to say so.
//!
//! In: the keys of all strings with their organisations. Out: [`Known`]: the one organisation of a key in a country. Never: a
//! name of nothing but words that many organisations share, unless there is but one of it in a country.

use super::institution::Keyed;
use super::key::key;
use super::registry::Registry;
use crate::affiliations::lexicon::{Word, is_common, word};
use crate::affiliations::places::{CountryId, places};
use ahash::{HashMap, HashMapExt};

/// The organisations of the registry by the keys and countries in which a library names them.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The organisation, or none where the library names two, and the key of its city.
    of_key: HashMap<(String, CountryId), Option<(u32, String)>>,
}

impl Known {
    /// What the strings of a library say.
    pub(super) fn of(keyed: &[Vec<Keyed>], registry: Option<&Registry>) -> Known {
        let mut of_key: HashMap<(String, CountryId), Option<(u32, String)>> = HashMap::new();
        for keyed in keyed.iter().flatten() {
            let found = registry.zip(keyed.named.ror);
            let Some((at, one)) = found.and_then(|(registry, at)| Some((at, registry.get(at)?)))
            else {
                continue;
            };
            let Some(country) = places().country_by_code(&one.country) else { continue };
            let entry = of_key.entry((keyed.key.clone(), country));
            let known = entry.or_insert_with(|| Some((at, key(&one.city))));
            if known.as_ref().is_some_and(|(other, _)| *other != at) {
                *known = None;
            }
        }
        Known { of_key }
    }

    /// The organisation of a key in a country, where the city does not speak against it.
    pub(super) fn get(&self, name: &str, country: CountryId, city: Option<&str>) -> Option<u32> {
        let (at, lies) = self.of_key.get(&(name.to_owned(), country))?.as_ref()?;
        let national = name.split(' ').any(|text| word(text).is(Word::NATIONAL));
        let spread = national || name.split(' ').any(|text| text == "university");
        let here = city.is_none_or(|city| key(city) == *lies);
        let named = national || !name.split(' ').all(is_common);
        (named && (here || spread)).then_some(*at)
    }
}
