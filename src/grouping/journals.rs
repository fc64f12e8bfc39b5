//! Journals: one group for a journal's abbreviation and its full title.
//!
//! In: the library. Out: a [`Draft`]. Never: a table of journals; that two names are one journal is learnt from records
//! that give both, or that share an ISSN.

use super::casing::Casing;
use super::draft::Draft;
use super::drafting::Drafting;
use super::{Context, Fact, FactKind, Filter, Group, GroupingKind, OnArticle, Why};
use crate::diag::Diagnostic;
use crate::record::Journal;
use crate::text::fold::{fold_name, is_shouting};
use std::collections::{BTreeMap, HashMap};

/// Journals.
pub(super) static KIND: GroupingKind = GroupingKind {
    on_article: OnArticle::Journal,
    filter: Filter::Offered,
    on_home: true,
    ..GroupingKind::plain("journals", build)
};

#[derive(Default)]
struct Names {
    titles: BTreeMap<String, u32>,
    abbreviations: BTreeMap<String, u32>,
    issn: BTreeMap<String, u32>,
}

fn build(context: &Context<'_>) -> (Draft, Vec<Diagnostic>) {
    let journals: Vec<Option<&Journal>> =
        context.library.articles().iter().map(|article| article.record.journal.as_ref()).collect();
    let same = same_journal(&journals);
    let mut names: BTreeMap<String, Names> = BTreeMap::new();
    let mut drafting = Drafting::new(context);
    for (article, journal) in journals.iter().enumerate() {
        let Some((journal, own)) = journal.and_then(|journal| Some((journal, own_key(journal)?)))
        else {
            continue;
        };
        let key = same.get(&own).unwrap_or(&own);
        let entry = names.entry(key.clone()).or_default();
        count(&mut entry.titles, journal.title.as_ref());
        count(&mut entry.abbreviations, journal.abbreviation.as_ref());
        journal.issn.iter().for_each(|issn| count(&mut entry.issn, Some(issn)));
        drafting.add(article, key, journal.name().unwrap_or_default(), Why::Evident);
    }
    let spelled =
        names.values().flat_map(|names| names.titles.keys().chain(names.abbreviations.keys()));
    let casing =
        Casing::of(context.library, spelled.map(String::as_str).filter(|name| shouts(name)));
    let group = |key: String, _| {
        let names = names.remove(&key).unwrap_or_default();
        group(key, &names, &casing)
    };
    (drafting.draft(group), Vec::new())
}

fn count(counts: &mut BTreeMap<String, u32>, name: Option<&String>) {
    if let Some(name) = name {
        *counts.entry(name.clone()).or_default() += 1;
    }
}

/// Abbreviation before title: it is what most formats have.
fn own_key(journal: &Journal) -> Option<String> {
    let key = fold_name(journal.name()?);
    (!key.is_empty()).then_some(key)
}

/// Which keys are another key's journal: the title of one that has an abbreviation, or one with the same ISSN. The
/// smallest key of those joined stands for all.
fn same_journal(journals: &[Option<&Journal>]) -> HashMap<String, String> {
    let mut parents: BTreeMap<String, String> = BTreeMap::new();
    let mut by_issn: BTreeMap<&str, String> = BTreeMap::new();
    for journal in journals.iter().flatten() {
        let Some(own) = own_key(journal) else { continue };
        if let (Some(_), Some(title)) = (&journal.abbreviation, &journal.title) {
            join(&mut parents, &own, &fold_name(title));
        }
        for issn in &journal.issn {
            let first = by_issn.entry(issn).or_insert_with(|| own.clone()).clone();
            join(&mut parents, &own, &first);
        }
    }
    let keys: Vec<String> = parents.keys().cloned().collect();
    keys.into_iter().map(|key| (root(&parents, &key), key)).map(|(root, key)| (key, root)).collect()
}

fn root(parents: &BTreeMap<String, String>, key: &str) -> String {
    let mut at = key;
    while let Some(parent) = parents.get(at).filter(|parent| parent.as_str() != at) {
        at = parent;
    }
    at.to_owned()
}

fn join(parents: &mut BTreeMap<String, String>, a: &str, b: &str) {
    let (a, b) = (root(parents, a), root(parents, b));
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    parents.insert(high, low.clone());
    parents.entry(low.clone()).or_insert(low);
}

/// Of a journal that is written in capitals and otherwise the other spelling is the name.
fn most_used(counts: &BTreeMap<String, u32>, casing: &Casing) -> Option<String> {
    let plain = || counts.iter().filter(|(name, _)| !shouts(name));
    let plain: BTreeMap<&str, u32> = plain().map(|(name, count)| (name.as_str(), *count)).collect();
    super::most_used(&plain).or_else(|| {
        let name = super::most_used(counts)?;
        Some(if shouts(&name) { casing.title(&name) } else { name })
    })
}

/// "BMJ" is a name; several words in capitals, or a long one, are a database's habit.
fn shouts(name: &str) -> bool {
    is_shouting(name) && name.chars().count() > 3
}

fn group(key: String, names: &Names, casing: &Casing) -> Group {
    let most = |counts: &BTreeMap<String, u32>| most_used(counts, casing);
    let label = most(&names.titles).or_else(|| most(&names.abbreviations)).unwrap_or_default();
    let mut variants: Vec<(String, u32)> =
        names.titles.iter().chain(&names.abbreviations).map(|(n, c)| (n.clone(), *c)).collect();
    super::sort_counts(&mut variants);
    variants.dedup_by(|a, b| a.0 == b.0);
    let issn: Vec<&str> = names.issn.keys().map(String::as_str).collect();
    let facts = (!issn.is_empty())
        .then(|| Fact::new(FactKind::Issn, issn.join(", ")))
        .into_iter()
        .collect();
    Group { key, label, variants, facts, ..Group::default() }
}
