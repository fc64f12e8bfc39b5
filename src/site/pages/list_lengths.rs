//! How many pages each list takes: known before any route is.

use super::groups;
use crate::grouping::{Group, Grouping};
use crate::library::ArticleId;
use crate::site::paginate::pages;
use crate::site::shared::Inputs;

/// The list of all articles.
pub(in crate::site) fn articles(inputs: &Inputs<'_>) -> usize {
    pages(inputs.library.articles().len(), inputs.options.per_page)
}

/// One group.
pub(in crate::site) fn group(inputs: &Inputs<'_>, group: &Group) -> usize {
    pages(group.members.len(), inputs.options.per_page)
}

/// One cell of an evidence map. An empty one has no page, and one article is a page of its own.
pub(in crate::site) fn cell(inputs: &Inputs<'_>, articles: &[ArticleId]) -> usize {
    if articles.len() < 2 { 0 } else { pages(articles.len(), inputs.options.per_page) }
}

/// The index of a grouping; a grouping without groups has none.
pub(in crate::site) fn index(inputs: &Inputs<'_>, grouping: &Grouping) -> usize {
    if grouping.groups.is_empty() {
        return 0;
    }
    let profiles = &inputs.content.profiles;
    let hidden = |group: &Group| {
        group.profile.and_then(|at| profiles.get(at)).is_some_and(|profile| profile.hidden)
    };
    groups::pages(hidden, &grouping.groups)
}
