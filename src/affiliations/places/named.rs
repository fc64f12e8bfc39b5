//! Countries as a curator names them: in English, in a language of the interface or of the country, or by an ISO code.
//!
//! In: a name as typed. Out: the country, or the nearest name that is known. Never: reading of addresses, where a name
//! stands among other words.

use super::tokens::fold_words;
use super::{CountryId, Places};
use crate::text::nearest::nearest;
use crate::text::tsv::{rows, values};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Names that the table of countries does not have, in lower case, with the country's code.
static NAMES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let table = rows(include_str!("../../../data/country-names.tsv"));
    let names = table.flat_map(|[code, names]| values(names).map(move |name| (name, code)));
    names.map(|(name, code)| (name.to_lowercase(), code)).collect()
});

impl Places {
    /// By a name as a curator writes it, or a code of two or three letters.
    pub(crate) fn country_named(&self, name: &str) -> Option<CountryId> {
        let name = name.trim();
        let folded = fold_words(name);
        let bare = folded.strip_prefix("the ").unwrap_or(&folded);
        self.by_name
            .get(bare)
            .copied()
            .or_else(|| self.country_by_code(NAMES.get(&name.to_lowercase())?))
            .or_else(|| {
                let letters =
                    name.len() <= 3 && name.bytes().all(|byte| byte.is_ascii_alphabetic());
                self.country_by_code(&name.to_uppercase()).filter(|_| letters)
            })
    }

    /// The English name of the country that was probably meant.
    pub(crate) fn nearest_country(&self, name: &str) -> Option<&'static str> {
        let mut known: Vec<&str> = self.by_name.keys().map(String::as_str).collect();
        known.extend(NAMES.keys().map(String::as_str));
        // Of equally near names the first, whatever the order of the tables.
        known.sort_unstable();
        let near = nearest(&fold_words(name), known.iter().copied())
            .or_else(|| nearest(&name.trim().to_lowercase(), known.iter().copied()))?;
        self.country_named(near).map(|country| self.name(country))
    }
}

#[cfg(test)]
mod tests {
    use super::super::places;

    #[test]
    fn a_country_is_known_by_its_names_and_codes() {
        for (names, expected) in [
            (
                &[
                    "Germany",
                    "Deutschland",
                    "Alemania",
                    "Allemagne",
                    "Alemanha",
                    "德国",
                    "ドイツ",
                    "DE",
                    "de",
                    "DEU",
                ],
                "Germany",
            ),
            (
                &[
                    "Japan", "日本", "Japón", "Japon", "Japão", "JP", " japan ", "JPN", "Giappone",
                    "Japonya",
                ],
                "Japan",
            ),
            (
                &[
                    "Greece",
                    "Ελλάδα",
                    "Griechenland",
                    "Grèce",
                    "Grecia",
                    "Grécia",
                    "希腊",
                    "ギリシャ",
                    "GR",
                    "GRC",
                ],
                "Greece",
            ),
        ] as [(&[&str; 10], &str); 3]
        {
            for name in names {
                let found = places().country_named(name).map(|country| places().name(country));
                assert_eq!(found, Some(expected), "{name}");
            }
        }
        for (typed, near) in [
            ("Frankreihc", Some("France")),
            ("Germny", Some("Germany")),
            ("Deutschlnd", Some("Germany")),
            ("Atlantis of old", None),
        ] {
            assert_eq!(places().country_named(typed), None, "{typed}");
            assert_eq!(places().nearest_country(typed), near, "{typed}");
        }
    }
}
