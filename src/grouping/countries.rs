//! Countries of the affiliations.
//!
//! In: the parsed affiliations. Out: a [`Draft`] with English short names. Never: a country that neither the
//! affiliation's words nor, as a last resort, its e-mail domain name.

use super::draft::Draft;
use super::drafting::Drafting;
use super::{Context, Group, GroupingKind, OnArticle, RecordList, Why};
use crate::affiliations::places::places;
use crate::diag::Diagnostic;
use crate::text::fold::fold_name;

/// Countries.
pub(super) static KIND: GroupingKind = GroupingKind {
    points_to: Some(RecordList::Affiliations),
    on_article: OnArticle::Countries,
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
            let Some(parsed) = affiliations.parsed.get(*string as usize) else { continue };
            for (id, evidence) in parsed.addresses.iter().filter_map(|a| a.country.as_ref()) {
                let (name, why) = (places().name(*id), Why::Words(evidence.text.as_str().into()));
                drafting.add_at(article, name, name, why, at);
            }
        }
    }
    let group = |name: String, _| Group { key: key(&name), label: name, ..Group::default() };
    (drafting.draft(group), Vec::new())
}
