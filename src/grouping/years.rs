//! Years: newest first, and "Undated" last for articles of which no year is known.
//!
//! In: the library. Out: a [`Draft`] in its final order. Never: a year that no source states.

use super::draft::Draft;
use super::{Context, Group, GroupingKind, Membership, Why, always_one, context::number};
use crate::diag::Diagnostic;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Years.
pub(super) static KIND: GroupingKind =
    GroupingKind { id: "years", singular: "Year", plural: "Years", default_min: always_one, build };

fn build(context: &Context<'_>) -> (Draft, Vec<Diagnostic>) {
    let year = |place: usize| context.library.articles().get(place).and_then(|a| a.record.year());
    let count = context.library.articles().len();
    let years: Vec<Option<i32>> = (0..count).map(year).collect();
    let distinct: BTreeSet<Reverse<Option<i32>>> = years.iter().copied().map(Reverse).collect();
    let order: Vec<Option<i32>> = distinct.into_iter().map(|Reverse(year)| year).collect();
    let groups = order.iter().map(|year| {
        let label = year.map_or_else(|| "Undated".to_owned(), |year| year.to_string());
        Group { key: label.to_lowercase(), label, ..Group::default() }
    });
    let of_article = years.iter().map(|year| {
        let place = order.iter().position(|other| other == year).unwrap_or_default();
        vec![Membership { group: number(place), why: Why::Evident, at: Vec::new() }]
    });
    let draft = Draft { groups: groups.collect(), of_article: of_article.collect(), ordered: true };
    (draft, Vec::new())
}
