//! The Research Organization Registry: organisations, their names, their places.
//!
//! In: the built-in table, or the file that `[institutions] ror` names: the registry's data dump. Out: [`Ror`]. Never:
//! matching: which name of a text is which organisation.

mod dump;
mod id;
mod packed;
mod plain;

use super::numbers::Lists;
use super::strings::Strings;
use super::{Origin, broken};
use crate::diag::Diagnostic;
use crate::workspace;
use id::Ids;
use std::collections::BTreeMap;
use std::path::Path;

/// The built-in registry; `cargo run --release --example pack -- ror FILES…` makes it.
const BUILT_IN: &[u8] = include_bytes!("../../../data/ror.packed");

/// Where the dump is published, for messages.
const SOURCE: &str = "https://doi.org/10.5281/zenodo.6347574";

/// What a packed table says of itself, where `what` is the issue in words.
pub fn origin(what: &str) -> Origin {
    Origin {
        what: what.to_owned(),
        source: "https://ror.org".to_owned(),
        licence: "CC0 1.0, public domain".to_owned(),
    }
}

/// An organisation of the registry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RorOrganization {
    /// The last nine characters of its address: `03yrm5c26`; empty where only its name and country are known.
    pub id: String,
    /// The name that the registry shows.
    pub name: String,
    /// Its other names: labels in other languages and aliases.
    pub aliases: Vec<String>,
    /// Its acronyms.
    pub acronyms: Vec<String>,
    /// The city of its first location.
    pub city: String,
    /// ISO 3166 code of two letters of its first location.
    pub country: String,
    /// The ids of its parents.
    pub parents: Vec<String>,
    /// Its website.
    pub website: Option<String>,
    /// The id of the one organisation that took its place, if it is no longer: its names are then names of that one.
    pub successor: Option<String>,
}

/// All organisations, by id, and behind them those that are known by name and country alone.
#[derive(Debug, Default)]
pub struct Ror {
    /// Of each organisation its names, the one that is shown first.
    names: Strings,
    /// Of each organisation: city, website, acronyms.
    texts: Strings,
    ids: Ids,
    /// Of each organisation its country's code, as the two bytes of a number; 0 where none is known.
    countries: Vec<u16>,
    parents: Lists,
    /// Of each organisation none, or the one that took its place.
    successors: Lists,
    /// Where it comes from; empty for a file of the curator's.
    origin: Origin,
}

/// Where the acronyms of an organisation begin among its texts.
const ACRONYMS: u32 = 2;

impl Ror {
    /// Brings organisations into order. Of two with one id the first stays, and so of two without an id that have one
    /// name and country.
    pub fn of(mut organizations: Vec<RorOrganization>) -> Self {
        let order = |one: &RorOrganization| (one.id.is_empty(), one.id.clone());
        let nameless = |one: &RorOrganization| match one.id.is_empty() {
            true => (one.country.clone(), one.name.clone()),
            false => Default::default(),
        };
        organizations.sort_by_cached_key(|one| (order(one), nameless(one)));
        organizations.dedup_by(|b, a| order(a) == order(b) && nameless(a) == nameless(b));
        let places: BTreeMap<&str, u32> =
            (0..).zip(&organizations).map(|(place, one)| (one.id.as_str(), place)).collect();
        let at = |id: &str| places.get(id).copied().filter(|_| !id.is_empty());
        let parents = organizations.iter().map(|one| {
            let mut parents: Vec<u32> = one.parents.iter().filter_map(|id| at(id)).collect();
            parents.sort_unstable();
            parents.dedup();
            parents
        });
        let successor = |one: &RorOrganization| at(one.successor.as_deref()?);
        let successors = organizations.iter().map(|one| successor(one).into_iter().collect());
        let (parents, successors) = (Lists::of(parents), Lists::of(successors));
        let names: Vec<Vec<&str>> = organizations.iter().map(names).collect();
        let texts: Vec<Vec<&str>> = organizations.iter().map(texts).collect();
        Ror {
            names: Strings::of(&names),
            texts: Strings::of(&texts),
            ids: organizations.iter().map(|one| one.id.as_str()).collect(),
            countries: organizations.iter().map(|one| code(&one.country)).collect(),
            parents,
            successors,
            origin: Origin::default(),
        }
    }

    /// The built-in registry.
    pub fn built_in() -> Self {
        // A test holds that it can be read.
        packed::read(BUILT_IN).unwrap_or_default()
    }

    /// What the built-in registry says of itself; its names are not read.
    pub fn origin_of_built_in() -> Origin {
        super::packed::origin_of(BUILT_IN).unwrap_or_default()
    }

    /// Reads a packed table.
    ///
    /// # Errors
    /// What is wrong with the bytes.
    pub fn unpacked(bytes: &[u8]) -> Result<Self, String> {
        packed::read(bytes)
    }

    /// The bytes of a packed table.
    pub fn packed(&self, origin: &Origin) -> Vec<u8> {
        packed::write(self, origin)
    }

    /// How many organisations there are.
    pub fn len(&self) -> usize {
        self.countries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.countries.is_empty()
    }

    /// Where it comes from; empty for a file of the curator's.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// One organisation, written out.
    pub fn organization(&self, place: u32) -> Option<RorOrganization> {
        let mut names = self.names.of_entry(place).into_iter();
        let mut texts = self.texts.of_entry(place).into_iter();
        let (city, website) = (texts.next()?, texts.next()?);
        let country = self.countries.get(place as usize).copied().unwrap_or_default();
        Some(RorOrganization {
            id: self.ids.get(place),
            name: names.next().unwrap_or_default(),
            aliases: names.collect(),
            acronyms: texts.collect(),
            city,
            country: country_of(country),
            parents: self.parents.get(place).iter().map(|parent| self.ids.get(*parent)).collect(),
            website: (!website.is_empty()).then_some(website),
            successor: self.successor(place).map(|place| self.ids.get(place)),
        })
    }

    /// The places of the organisations that an organisation is a part of.
    pub fn parents(&self, place: u32) -> &[u32] {
        self.parents.get(place)
    }

    /// The place of the organisation that took its place.
    pub fn successor(&self, place: u32) -> Option<u32> {
        self.successors.get(place).first().copied()
    }

    /// The names of all organisations.
    pub(crate) fn names(&self) -> &Strings {
        &self.names
    }

    /// The organisations with an acronym all of whose words somebody knows. `knows` is asked once for each word.
    pub(crate) fn by_acronym(&self, mut knows: impl FnMut(&str) -> bool) -> Vec<u32> {
        let of = |number: u32| self.texts.word(number).is_none_or(&mut knows);
        let known: Vec<bool> = (0..self.texts.pieces()).map(of).collect();
        let mut found = Vec::new();
        self.texts.each(|place, nth, numbers| {
            let is_known = |number: &u32| known.get(*number as usize) == Some(&true);
            if nth >= ACRONYMS && numbers.iter().all(is_known) {
                found.push(place);
            }
        });
        found
    }
}

fn names(one: &RorOrganization) -> Vec<&str> {
    std::iter::once(&one.name).chain(&one.aliases).map(String::as_str).collect()
}

/// City, website, acronyms.
fn texts(one: &RorOrganization) -> Vec<&str> {
    let website = one.website.as_deref().unwrap_or_default();
    let acronyms = one.acronyms.iter().map(String::as_str);
    [one.city.as_str(), website].into_iter().chain(acronyms).collect()
}

/// A code of two ASCII letters as a number.
fn code(country: &str) -> u16 {
    match country.as_bytes() {
        [a, b] if country.is_ascii() => u16::from_be_bytes([*a, *b]),
        _ => 0,
    }
}

fn country_of(code: u16) -> String {
    let letters = code.to_be_bytes().map(char::from);
    if code == 0 { String::new() } else { letters.iter().collect() }
}

/// Reads the organisations of a file: the data dump, or one of the plain tables, whose names end in `.jsonl`, `.tsv` or
/// these with `.gz`. `name` is a path relative to the site, or an absolute one.
///
/// # Errors
/// A file that cannot be read, or that is no dump of schema v2, with what to do.
pub fn organizations(site: &Path, name: &str) -> Result<Vec<RorOrganization>, Diagnostic> {
    let (file, opened) = workspace::open(site, name).map_err(|said| {
        said.done("wrote nothing").help(format!(
            "correct `ror` in [institutions], or take the line out and the built-in registry is used; the data dump is published at {SOURCE}"
        ))
    })?;
    let plain = plain::reader(name);
    let read = match plain {
        Some(read) => read(opened),
        None => dump::read(opened),
    };
    read.map_err(|why| {
        broken(
            &file,
            "ROR data dump of schema v2",
            &why,
            format!(
                "download the dump again from {SOURCE} and name the .zip or its …_schema_v2.json, or take `ror` out of [institutions], and the built-in registry is used"
            ),
        )
    })
}

/// Reads the registry of a file, as [`organizations`] does.
///
/// # Errors
/// As [`organizations`].
pub fn read(site: &Path, name: &str) -> Result<Ror, Diagnostic> {
    organizations(site, name).map(Ror::of)
}
