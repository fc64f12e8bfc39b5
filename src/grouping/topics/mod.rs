//! Topics.
use super::draft::Draft;
use super::{Context, GroupingKind};
use crate::diag::Diagnostic;

/// Topics.
pub(super) static KIND: GroupingKind = GroupingKind {
    id: "topics",
    singular: "Topic",
    plural: "Topics",
    default_min: smallest,
    build,
};

fn smallest(_articles: usize) -> usize {
    1
}

fn build(context: &Context<'_>) -> (Draft, Vec<Diagnostic>) {
    let of_article = vec![Vec::new(); context.library.articles().len()];
    (Draft { of_article, ..Draft::default() }, Vec::new())
}
