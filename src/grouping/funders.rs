//! Funders: who gave the grants that a record names.
//!
//! In: the agencies of the grants. Out: a [`Draft`] in which an agency lies below the one that its record puts above it:
//! "NHLBI NIH HHS", "HHS | NIH | National Cancer Institute". Never: an agency above another that no record names.

use super::casing::capitalised;
use super::draft::Draft;
use super::drafting::{Drafting, most_spelled};
use super::{Context, Group, GroupingKind, OnArticle, RecordList, Why};
use crate::affiliations::lexicon::{Word, word};
use crate::affiliations::places::{CountryId, places};
use crate::diag::Diagnostic;
use crate::record::Grant;
use crate::text::fold::{fold_name, is_shouting};
use crate::text::tsv;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// Funders.
pub(super) static KIND: GroupingKind = GroupingKind {
    points_to: Some(RecordList::Grants),
    on_article: OnArticle::Entries,
    map: Some(5),
    ..GroupingKind::plain("funders", build)
};

fn build(context: &Context<'_>) -> (Draft, Vec<Diagnostic>) {
    let mut drafting = Drafting::new(context);
    let mut names: BTreeMap<String, BTreeMap<String, u32>> = BTreeMap::new();
    for (article, known) in context.library.articles().iter().enumerate() {
        for (at, grant) in known.record.grants.iter().enumerate() {
            let chain = chain(grant);
            for funder in &chain {
                let spellings = names.entry(funder.key.clone()).or_default();
                *spellings.entry(funder.name.clone()).or_default() += 1;
            }
            if let (Some(funder), Some(written)) = (chain.first(), &grant.agency) {
                drafting.add_at(article, &funder.key, written.trim(), Why::Evident, at);
            }
            for (funder, above) in chain.iter().zip(chain.iter().skip(1)) {
                drafting.under(&funder.key, &above.key);
            }
        }
    }
    let group = |key: String, spellings| {
        let label = names.get(&key).and_then(super::most_used).unwrap_or_default();
        Group { label: capitalised(&label), ..most_spelled(key, spellings) }
    };
    (drafting.draft(group), Vec::new())
}

/// A funder as one grant names it.
#[derive(Debug, PartialEq, Eq)]
struct Funder {
    key: String,
    name: String,
}

/// The funder of a grant and those above it, innermost first; none where the agency is no name.
fn chain(grant: &Grant) -> Vec<Funder> {
    let Some(agency) = &grant.agency else { return Vec::new() };
    let country = grant.country.as_deref().filter(|country| *country != "International");
    // What follows in brackets is the Web of Science's: "EPSRC [EP/K006924/1] Funding Source: UKRI".
    let agency = agency.split(" [").next().unwrap_or(agency).replace("&amp;", "&");
    let mut chain: Vec<Funder> = Vec::new();
    for part in agency.rsplit('|') {
        for name in nested(part.trim()) {
            if let Some(funder) = funder(name, country)
                && chain.iter().all(|known| known.key != funder.key)
            {
                chain.push(funder);
            }
        }
    }
    chain
}

/// The outermost agencies of NLM's chains of acronyms.
const OUTERMOST: [&str; 4] = ["HHS", "NIH", "VA", "NASA"];

/// What NLM puts before an agency whose own scientists do the work.
const INTRAMURAL: &str = "Intramural ";

/// The names in a chain of NLM's, innermost first: "NCI NIH HHS", "NIH HHS", "HHS".
fn nested(name: &str) -> Vec<&str> {
    let name = name.strip_prefix(INTRAMURAL).unwrap_or(name);
    let is_chain = name.rsplit(' ').next().is_some_and(|last| OUTERMOST.contains(&last));
    let mut names = vec![name];
    let mut rest = name;
    while let Some((_, outer)) = rest.split_once(' ').filter(|_| is_chain) {
        rest = outer;
        // A part that is no acronym belongs to the name before it: "Marshall Space Flight Center NASA".
        if outer.split(' ').all(is_shouting) {
            names.push(outer);
        }
    }
    names
}

/// A funder by its name, and by its country where that is part of what it is.
fn funder(written: &str, country: Option<&str>) -> Option<Funder> {
    if let Some(known) = known(written) {
        return Some(Funder { key: fold_name(known), name: known.to_owned() });
    }
    let (name, said) = bare(written);
    let key = key(&name);
    // "MRC" alone is not one; "MRC United Kingdom" is.
    let of_country = || known(&format!("{name} {}", country?));
    if let Some(known) = known(&name).or_else(of_country) {
        return Some(Funder { key: fold_name(known), name: known.to_owned() });
    }
    let letters = key.chars().filter(char::is_ascii_alphabetic).count();
    if letters < 3 || NO_NAMES.contains(&key.as_str()) || places().country(&key).is_some() {
        return None;
    }
    let country = said.or(country.and_then(|country| places().country_named(country)));
    let common = COMMON.contains(&key.split(' ').next().unwrap_or_default());
    if let Some(country) = country.filter(|_| common) {
        let country = places().name(country);
        let key = format!("{key} {}", fold_name(country));
        return Some(Funder { key, name: format!("{name} ({country})") });
    }
    // "NIADDK NIH HHS": the innermost agency is the name.
    let acronyms = nested(&name).len() > 1 && name.split(' ').all(is_shouting);
    let inner = name.split(' ').next().filter(|_| acronyms).map(str::to_owned);
    Some(Funder { key, name: inner.unwrap_or(name) })
}

/// What stands in the place of a name that nobody gave.
const NO_NAMES: &[&str] = &["none", "null", "not applicable", "unknown", "other"];

/// First words of names that every country has: "Ministry of Health".
const COMMON: &[&str] =
    &["ministry", "ministerio", "ministero", "ministere", "department", "government"];

/// A name without its article, the acronym in brackets and the country behind it, and that country.
fn bare(written: &str) -> (String, Option<CountryId>) {
    let edge = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '"' | '“' | '”');
    let mut name = written.trim_matches(edge);
    for article in ["The ", "the "] {
        name = name.strip_prefix(article).unwrap_or(name);
    }
    let mut country = None;
    let country_of = |text: &str| places().country_named(text.trim_matches(edge));
    if let Some((before, inside)) = name.strip_suffix(')').and_then(|name| name.rsplit_once(" (")) {
        country = country_of(inside);
        name = before.trim_end_matches(edge);
    }
    // A bracket that lost its other half.
    if name.ends_with(')') && !name.contains('(') {
        name = name.trim_end_matches(')');
    }
    for between in [", ", "/", " - "] {
        let Some((before, after)) = name.rsplit_once(between) else { continue };
        if let Some(found) = country_of(after) {
            country = Some(found);
            name = before.trim_end_matches(edge);
            break;
        }
    }
    (name.to_owned(), country)
}

/// What spellings of one name share.
fn key(name: &str) -> String {
    let folded = fold_name(&name.replace('.', "").replace('&', " and "));
    let mut words: Vec<&str> = folded.split(' ').collect();
    while words.len() > 1 && words.last().is_some_and(|last| word(last).is(Word::LEGAL)) {
        words.pop();
    }
    words.join(" ")
}

/// The name of a funder of the table by any of its names; an acronym counts in capitals alone.
fn known(name: &str) -> Option<&'static str> {
    static TABLE: LazyLock<HashMap<String, (&str, &str)>> = LazyLock::new(|| {
        let rows = rows().flat_map(|(name, others)| {
            std::iter::once(name).chain(others).map(move |other| (key(other), (name, other)))
        });
        rows.collect()
    });
    let (known, other) = TABLE.get(&key(name))?;
    let capitals = |name: &str| name.chars().filter(|c| c.is_uppercase()).count();
    let acronym = !other.contains(' ') && capitals(other) > 1;
    (!acronym || capitals(name) > 1).then_some(*known)
}

/// The rows of the table: a name and others.
fn rows() -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str>)> {
    tsv::rows(include_str!("../../data/funders.tsv"))
        .map(|[name, others]| (name, tsv::values(others)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn names(agency: &str, country: &str) -> Vec<String> {
        let country = (!country.is_empty()).then(|| country.to_owned());
        let grant = Grant { agency: Some(agency.to_owned()), country, ..Grant::default() };
        chain(&grant).into_iter().map(|funder| funder.name).collect()
    }

    #[test]
    fn agencies_are_named_with_those_above_them() {
        let (nih, hhs) =
            ("National Institutes of Health", "U.S. Department of Health and Human Services");
        for (agency, country, found) in [
            ("NCI NIH HHS", "United States", &["National Cancer Institute", nih, hhs][..]),
            ("NIADDK NIH HHS", "United States", &["NIADDK", nih, hhs]),
            ("Intramural NIH HHS", "United States", &[nih, hhs]),
            (
                "HHS | NIH | National Cancer Institute (NCI)",
                "",
                &["National Cancer Institute", nih, hhs],
            ),
            ("HHS", "United States", &[hhs]),
            (
                "Marshall Space Flight Center NASA",
                "United States",
                &[
                    "Marshall Space Flight Center NASA",
                    "National Aeronautics and Space Administration",
                ],
            ),
            ("The Wellcome Trust.", "United Kingdom", &["Wellcome Trust"]),
            ("Wellcome", "", &["Wellcome Trust"]),
            ("Tidal Fund, Peru", "", &["Tidal Fund"]),
            ("Ministry of Mud, Peru", "", &["Ministry of Mud (Peru)"]),
            ("Ministry of Mud", "Chile", &["Ministry of Mud (Chile)"]),
            ("Ministry of Mud", "", &["Ministry of Mud"]),
            ("Tidal Council [AB/1] Funding Source: TC", "", &["Tidal Council"]),
            ("MRC", "United Kingdom", &["Medical Research Council"]),
            ("MRC", "", &["MRC"]),
            ("501100011033", "", &[]),
            ("NA", "", &[]),
            ("United States", "United States", &[]),
            ("", "", &[]),
        ] {
            assert_eq!(names(agency, country), found, "{agency:?}");
        }
    }

    #[test]
    fn spellings_of_one_name_share_a_key() {
        for (a, b) in [
            ("Tidal Fund", "The tidal fund."),
            ("Quux, Inc.", "QUUX INC"),
            ("Mud & Water B.V.", "Mud and Water"),
            ("Fundação do Rio", "Fundacao do Rio (FDR)"),
        ] {
            let of = |name| funder(name, None).map(|funder| funder.key);
            assert_eq!(of(a), of(b), "{a:?} and {b:?}");
        }
    }

    #[test]
    fn no_name_of_the_table_stands_twice() {
        let mut seen = BTreeSet::new();
        for (name, others) in rows() {
            for name in std::iter::once(name).chain(others) {
                assert!(seen.insert(key(name)), "{name} stands twice");
            }
        }
    }
}
