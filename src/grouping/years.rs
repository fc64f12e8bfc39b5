//! Years: newest first, and "Undated" last for articles of which no year is known.
//!
//! In: the library. Out: a [`Draft`] in its final order. Never: a year that no source states.

use super::draft::Draft;
use super::drafting::Drafting;
use super::{Context, Filter, Group, GroupingKind, OnArticle, Why};
use crate::diag::Diagnostic;
use std::cmp::Reverse;

/// Years.
pub(super) static KIND: GroupingKind = GroupingKind {
    on_article: OnArticle::Date,
    filter: Filter::Offered,
    chronological: true,
    map: Some(2),
    ..GroupingKind::plain("years", build)
};

/// The label of what has no year.
const UNDATED: &str = "Undated";

fn build(context: &Context<'_>) -> (Draft, Vec<Diagnostic>) {
    let mut drafting = Drafting::new(context);
    for (article, known) in context.library.articles().iter().enumerate() {
        let label = known.record.year().map_or_else(|| UNDATED.to_owned(), |year| year.to_string());
        drafting.add(article, &label, &label, Why::Evident);
    }
    let group = |label: String, _| Group { key: label.to_lowercase(), label, ..Group::default() };
    let newest_first = |label: &str| Reverse(label.parse::<i32>().ok());
    (Draft { ordered: true, ..drafting.draft_by(newest_first, group) }, Vec::new())
}
