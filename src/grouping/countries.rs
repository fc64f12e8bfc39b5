//! Countries of the affiliations.
//!
//! In: the countries of the affiliations, by their words or by what the registry knows of their organisations. Out: a [`Draft`]
//! with English short names. Never: a country of a mail address's domain.

use super::draft::Draft;
use super::drafting::Drafting;
use super::{Context, Filter, Group, GroupingKind, OnArticle, RecordList};
use crate::affiliations::places::places;
use crate::diag::Diagnostic;
use crate::text::fold::fold_name;

/// Countries.
pub(super) static KIND: GroupingKind = GroupingKind {
    points_to: Some(RecordList::Affiliations),
    on_article: OnArticle::Countries,
    filter: Filter::Offered,
    on_home: true,
    map: Some(3),
    meets: Some(&[&super::topics::KIND, &super::institutions::KIND, &KIND]),
    ..GroupingKind::plain("countries", build)
};

/// The key of a country by its English short name.
pub(super) fn key(name: &str) -> String {
    fold_name(name)
}

fn build(context: &Context<'_>) -> (Draft, Vec<Diagnostic>) {
    let affiliations = context.affiliations;
    let mut drafting = Drafting::new(context);
    for (article, strings) in affiliations.of_article.iter().enumerate() {
        for (at, string) in strings.iter().enumerate() {
            let countries = context.organizations.countries.get(*string as usize);
            for (id, why) in countries.into_iter().flatten() {
                let name = places().name(*id);
                drafting.add_at(article, name, name, why.clone(), at);
            }
        }
    }
    let group = |name: String, _| Group { key: key(&name), label: name, ..Group::default() };
    (drafting.draft(group), Vec::new())
}
