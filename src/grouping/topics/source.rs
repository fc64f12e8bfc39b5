//! Where topics come from, and which of these the settings want.
//!
//! In: the settings. Out: [`Source`]s in the order of trust. Never: a topic.

use crate::grouping::context::Context;

/// Where topics come from, in the order of trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Rules,
    Mesh,
    Suggested,
    Keywords,
    Phrases,
}

const SOURCES: [(Source, &str); 5] = [
    (Source::Rules, "rules"),
    (Source::Mesh, "mesh"),
    (Source::Suggested, "suggested"),
    (Source::Keywords, "keywords"),
    (Source::Phrases, "phrases"),
];

pub(super) fn sources(context: &Context<'_>) -> Vec<Source> {
    let all = || SOURCES.iter().map(|(source, _)| *source).collect();
    let named = |names: &Vec<String>| {
        let known = |name: &String| SOURCES.iter().find(|(_, known)| known == name);
        names.iter().filter_map(known).map(|(source, _)| *source).collect()
    };
    context.options.topics_from.as_ref().map_or_else(all, named)
}
