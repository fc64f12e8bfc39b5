//! Places of the world: countries, their states and provinces, and cities, as tables of general facts.
//!
//! In: folded names. Out: countries. Never: guesses; a name that means two countries is in no table.

mod named;
pub(crate) mod tokens;

use crate::text::hash::{Table, WordSet};
use crate::text::tsv::{rows, values};
use std::borrow::Cow;
use std::sync::LazyLock;
use tokens::fold_words;

/// A country of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryId(u16);

/// A city of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct City {
    /// The country in which it lies, unless there are namesakes of like size abroad.
    pub(crate) country: Option<CountryId>,
    /// Fifty thousand people or more.
    pub(crate) large: bool,
}

/// What a name may mean that places of several countries have.
#[derive(Debug)]
pub(crate) struct Shared {
    /// The countries in which they lie.
    pub(crate) countries: Vec<CountryId>,
    /// Folded towns that speak for the last of these.
    towns: Vec<&'static str>,
}

impl Shared {
    /// The one of its countries for which another place of the address speaks.
    pub(crate) fn told_by(&self, folded_place: &str, lies: Option<CountryId>) -> Option<CountryId> {
        let last = || self.towns.contains(&folded_place).then(|| self.countries.last().copied());
        last().flatten().or(lies.filter(|id| self.countries.contains(id)))
    }
}

/// The tables, indexed by names as [`fold_words`] folds them.
pub(crate) struct Places {
    countries: Vec<(&'static str, &'static str)>,
    by_name: Table<String, CountryId>,
    by_code: Table<&'static str, CountryId>,
    regions: Table<String, CountryId>,
    region_codes: Table<&'static str, CountryId>,
    cities: Table<&'static str, City>,
    nations: Table<&'static str, CountryId>,
    shared: Table<&'static str, Shared>,
    borne: WordSet<&'static str>,
    ends: Table<Cow<'static, str>, Ends>,
}

/// How many words the longest name of each kind has that ends with a word; none where no name does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ends {
    /// Of countries; one word more for an article before it.
    pub(crate) country: u8,
    /// Of states and provinces.
    pub(crate) region: u8,
    /// Of cities and towns.
    pub(crate) city: u8,
}

impl Ends {
    /// Of any kind.
    pub(crate) fn longest(self) -> u8 {
        self.country.max(self.region).max(self.city)
    }
}

/// The tables, indexed at first use.
pub(crate) fn places() -> &'static Places {
    static PLACES: LazyLock<Places> = LazyLock::new(Places::read);
    &PLACES
}

impl Places {
    fn read() -> Self {
        let mut places = Places {
            countries: Vec::new(),
            by_name: Table::default(),
            by_code: Table::default(),
            regions: Table::default(),
            region_codes: Table::default(),
            cities: Table::with_capacity_and_hasher(90_000, Default::default()),
            ends: Table::with_capacity_and_hasher(60_000, Default::default()),
            nations: Table::default(),
            shared: Table::default(),
            borne: rows(include_str!("../../../data/borne-names.tsv")).map(|[name]| name).collect(),
        };
        for [name, code, code3, others] in rows(include_str!("../../../data/countries.tsv")) {
            let id = CountryId(u16::try_from(places.countries.len()).unwrap_or(u16::MAX));
            places.countries.push((code, name));
            places.by_code.insert(code, id);
            places.by_code.insert(code3, id);
            for name in std::iter::once(name).chain(values(others)) {
                let folded = fold_words(name);
                let bare = folded.strip_prefix("the ").unwrap_or(&folded).to_owned();
                places.end(Cow::Owned(bare.clone()), |ends, words| {
                    ends.country = ends.country.max(words + 1);
                });
                places.by_name.entry(bare).or_insert(id);
            }
        }
        places.read_regions();
        for [word, code] in rows(include_str!("../../../data/nations.tsv")) {
            let Some(id) = places.by_code.get(code).copied() else { continue };
            places.nations.insert(word, id);
        }
        for [name, codes, towns] in rows(include_str!("../../../data/shared-names.tsv")) {
            let countries = values(codes).filter_map(|code| places.country_by_code(code)).collect();
            places.shared.insert(name, Shared { countries, towns: values(towns).collect() });
        }
        places.read_cities(include_str!("../../../data/cities.tsv"), true);
        places.read_cities(include_str!("../../../data/towns.tsv"), false);
        places
    }

    fn read_regions(&mut self) {
        for [code, names, codes] in rows(include_str!("../../../data/regions.tsv")) {
            let Some(id) = self.by_code.get(code).copied() else { continue };
            for name in values(names) {
                let folded = fold_words(name);
                self.end(Cow::Owned(folded.clone()), |ends, words| {
                    ends.region = ends.region.max(words);
                });
                self.regions.insert(folded, id);
            }
            for code in values(codes) {
                self.region_codes.insert(code, id);
            }
        }
    }

    /// Enters a name under its last word; `longer` gets the number of its words.
    fn end(&mut self, name: Cow<'static, str>, longer: impl Fn(&mut Ends, u8)) {
        let words = u8::try_from(name.split(' ').count()).unwrap_or(u8::MAX - 1);
        let last = match name {
            Cow::Borrowed(name) => Cow::Borrowed(name.rsplit(' ').next().unwrap_or(name)),
            Cow::Owned(name) => Cow::Owned(name.rsplit(' ').next().unwrap_or(&name).to_owned()),
        };
        longer(self.ends.entry(last).or_default(), words);
    }

    /// The names of the tables of cities are folded already.
    fn read_cities(&mut self, table: &'static str, large: bool) {
        for [code, names] in rows(table) {
            let Some(country) = self.by_code.get(code).copied() else { continue };
            for name in values(names) {
                self.end(Cow::Borrowed(name), |ends, words| ends.city = ends.city.max(words));
                let city = City { country: Some(country), large };
                let known = self.cities.entry(name).or_insert(city);
                if !known.large && known.country != Some(country) {
                    known.country = None;
                }
            }
        }
    }

    /// English short name.
    pub(crate) fn name(&self, id: CountryId) -> &'static str {
        self.countries.get(usize::from(id.0)).map_or("", |(_, name)| name)
    }

    /// Two-letter code.
    pub(crate) fn code(&self, id: CountryId) -> &'static str {
        self.countries.get(usize::from(id.0)).map_or("", |(code, _)| code)
    }

    /// By a folded name in any of the table's languages, unless in an address it means a city or a state as well.
    pub(crate) fn country(&self, folded: &str) -> Option<CountryId> {
        let bare = folded.strip_prefix("the ").unwrap_or(folded);
        let found = self.by_name.get(bare).copied()?;
        let elsewhere = || self.cities.contains_key(bare) || self.regions.contains_key(bare);
        (!self.shared.contains_key(bare) || !elsewhere()).then_some(found)
    }

    /// What a folded name or code may mean, if places of several countries have it.
    pub(crate) fn shared(&self, folded: &str) -> Option<&Shared> {
        self.shared.get(folded)
    }

    /// Whether organisations elsewhere bear the folded name of a place, so that it does not say where one lies.
    pub(crate) fn is_borne(&self, folded: &str) -> bool {
        self.borne.contains(folded)
    }

    /// By a code of two or three capitals, or an Internet domain.
    pub(crate) fn country_by_code(&self, code: &str) -> Option<CountryId> {
        self.by_code.get(code).copied()
    }

    /// By the folded name of a state, province or nation.
    pub(crate) fn region(&self, folded: &str) -> Option<CountryId> {
        self.regions.get(folded).copied()
    }

    /// By the code of a state or province, in capitals.
    pub(crate) fn region_by_code(&self, code: &str) -> Option<CountryId> {
        self.region_codes.get(code).copied()
    }

    /// By the folded name of a city or town.
    pub(crate) fn city(&self, folded: &str) -> Option<City> {
        self.cities.get(folded).copied()
    }

    /// By the folded name of a city or town, with the name as the table has it.
    pub(crate) fn city_named(&self, folded: &str) -> Option<(&'static str, City)> {
        self.cities.get_key_value(folded).map(|(name, city)| (*name, *city))
    }

    /// Which names a folded word may end: whoever looks for the longest name need not look at more words.
    pub(crate) fn ends(&self, folded: &str) -> Ends {
        self.ends.get(folded).copied().unwrap_or_default()
    }

    /// By an adjective of the nation, or a word for a kind of organisation in a language of that country alone.
    pub(crate) fn country_by_nation(&self, folded: &str) -> Option<CountryId> {
        self.nations.get(folded).copied()
    }
}
