//! By what a search can be narrowed, and the names that lead to groups.
//!
//! In: the groupings, the notes' fields, the records' own marks. Out: facets and names for the index. Never: a group without a page.

use super::number;
use crate::grouping::{FactKind, Group, OnArticle};
use crate::record::Record;
use crate::search::{Facet, Name, Value};
use crate::site::card;
use crate::site::shared::Shared;
use crate::site::shown::Shown;
use crate::text::slug::slug;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What an article is, as values of the facet `is`: slugs that the search page words.
pub(in crate::site) const IS: &str = "is";
/// The labels that reference managers and screening tools gave.
pub(in crate::site) const LABELS: &str = "labels";
/// The phrases of the profile of a topic, any of which makes an article one of its own.
const PHRASES: &str = "any";
/// Spellings of one group that can be searched for.
const SPELLINGS: usize = 16;

/// The facets, and the groups behind those of the groupings.
pub(super) struct Facets<'s> {
    pub(super) facets: Vec<Facet<'s>>,
    /// Of each facet of a grouping the grouping, and the group behind each value.
    groups: Vec<(usize, Vec<u32>)>,
}

/// All facets, those of the groupings first.
pub(super) fn facets(shared: &Shared) -> Facets<'_> {
    let mut found = Facets { facets: Vec::new(), groups: Vec::new() };
    for (at, grouping) in shared.inputs.groupings.iter().enumerate() {
        let paged = |id: &u32| shared.routes.group(at, *id, 0).is_some();
        let groups: Vec<u32> = (0..number(grouping.groups.len())).filter(paged).collect();
        let value = |id: &u32| {
            let group = shared.group(at, *id)?;
            Some(Value {
                slug: Cow::Borrowed(group.slug.as_str()),
                label: super::plain(shared.label(at, *id)),
                members: Cow::Borrowed(group.members.as_slice()),
            })
        };
        let values = groups.iter().filter_map(value).collect();
        found.facets.push(Facet { name: grouping.kind.id, pages: true, values });
        found.groups.push((at, groups));
    }
    found.facets.push(Facet { name: IS, pages: false, values: marks(shared) });
    found.facets.push(Facet { name: LABELS, pages: false, values: labels(shared) });
    for axis in &shared.inputs.studies.axes {
        let Some(field) = shared.field(axis.field) else { continue };
        let value = |value: &'_ crate::site::studies::AxisValue| Value {
            slug: Cow::Owned(value.slug.clone()),
            label: super::plain(shared.field_value(&value.value)),
            members: Cow::Owned(value.members.clone()),
        };
        let values = axis.values.iter().map(value).collect();
        found.facets.push(Facet { name: field.name.as_str(), pages: false, values });
    }
    found.facets.retain(|facet| facet.pages || !facet.values.is_empty());
    found
}

/// What articles are.
fn marks(shared: &Shared) -> Vec<Value<'_>> {
    type Test = fn(&Shared, u32, &Record) -> bool;
    let tests: [(&'static str, Test); 4] = [
        ("full-text", |_, _, record| record.pmcid.is_some()),
        ("noted", |shared, id, _| card::noted(shared, id)),
        ("preprint", |_, _, record| record.is_preprint()),
        ("retracted", |_, _, record| record.is_retracted()),
    ];
    let all = || (0u32..).zip(shared.articles());
    let value = |(slug, test): (&'static str, Test)| {
        let members: Vec<u32> = all()
            .filter(|(id, article)| test(shared, *id, &article.record))
            .map(|(id, _)| id)
            .collect();
        let (slug, label) = (Cow::Borrowed(slug), Cow::Borrowed(slug));
        Some(Value { slug, label, members: Cow::Owned(members) })
            .filter(|value| !value.members.is_empty())
    };
    tests.into_iter().filter_map(value).collect()
}

/// The labels of the records, as their sources give them.
fn labels(shared: &Shared) -> Vec<Value<'_>> {
    let mut found: BTreeMap<String, (Shown<'_>, Vec<u32>)> = BTreeMap::new();
    for (id, article) in (0u32..).zip(shared.articles()) {
        for (name, value) in &article.record.labels {
            let label = if value.is_empty() { name.clone() } else { format!("{name}: {value}") };
            // A note of a reference manager is no label.
            if label.chars().count() > 80 {
                continue;
            }
            let (_, members) =
                found.entry(slug(&label)).or_insert_with(|| (Shown::new(label), Vec::new()));
            if members.last() != Some(&id) {
                members.push(id);
            }
        }
    }
    let value = |(slug, (label, members)): (String, (Shown<'static>, Vec<u32>))| Value {
        slug: Cow::Owned(slug),
        label: super::plain(label),
        members: Cow::Owned(members),
    };
    let found =
        found.into_iter().map(|(slug, (label, members))| (slug, (label.into_owned(), members)));
    found.filter(|(slug, _)| !slug.is_empty()).map(value).collect()
}

/// The names that lead to groups.
pub(super) fn names<'s>(shared: &'s Shared, facets: &Facets<'s>) -> Vec<Name<'s>> {
    let mut names = Vec::new();
    for (facet, (grouping, groups)) in facets.groups.iter().enumerate() {
        let kind = shared.grouping(*grouping).map(|grouping| grouping.kind);
        let finds = kind.is_some_and(|kind| {
            use OnArticle::{Countries, Institutions, Journal, Topics};
            matches!(kind.on_article, Topics | Institutions | Countries | Journal)
        });
        for (value, id) in groups.iter().enumerate() {
            let Some(group) = shared.group(*grouping, *id) else { continue };
            let name = |text: Cow<'s, str>| Name { text, of: (facet, value), finds };
            names.push(name(Cow::Borrowed(group.label.as_str())));
            let typed = shared.profile(group).into_iter().flat_map(|profile| {
                profile
                    .aliases
                    .iter()
                    .chain(profile.list(PHRASES))
                    .filter(|text| !text.contains('*'))
            });
            let others = others(group).chain(typed.map(String::as_str));
            names.extend(others.map(|text| name(super::plain(Shown::new(text)))));
        }
    }
    names
}

/// The other names of a group.
fn others(group: &Group) -> impl Iterator<Item = &str> {
    let spellings = group.variants.iter().map(|(name, _)| name.as_str()).take(SPELLINGS);
    let numbers = group.facts.iter().filter(|fact| fact.kind == FactKind::Orcid);
    spellings
        .chain(group.also.iter().map(String::as_str))
        .chain(numbers.map(|fact| fact.value.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::SEARCH_KEYS;

    #[test]
    fn no_field_can_be_called_like_another_facet() {
        assert!([IS, LABELS].iter().all(|name| SEARCH_KEYS.contains(name)));
    }
}
