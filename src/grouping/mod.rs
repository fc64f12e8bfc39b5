//! The groupings: ways to sort the library, one file each, one registry.
//!
//! In: the library, its parsed affiliations and the curator's profiles. Out: for each grouping its [`Group`]s, each with its members and the
//! reason for every membership. Never: IO, HTML, addresses of pages (a group has a slug; the site makes the address).
//!
//! 1. Each grouping of [`GROUPINGS`] drafts its groups: keys, labels, members with their reasons.
//! 2. The draft is finished the same way for all: profiles, parents, smallest size, order, slugs.

mod authors;
mod casing;
mod context;
mod countries;
mod draft;
mod fact;
pub mod institutions;
mod journals;
mod profiles;
pub mod related;
mod topics;
mod types;
pub mod why;
mod years;

use crate::affiliations::Affiliations;
use crate::config::GroupingOptions;
use crate::content::Content;
use crate::diag::Diagnostic;
use crate::library::{ArticleId, Library};
pub use fact::{Fact, FactKind};
pub use topics::Proposal;
pub use why::Why;

use context::{Context, Seats};
use draft::Draft;
use rayon::prelude::*;

/// The place of a group in [`Grouping::groups`].
pub type GroupId = u32;

/// One way of sorting the library.
#[derive(Debug)]
pub struct Grouping {
    /// Which one.
    pub kind: &'static GroupingKind,
    /// The groups that have a page, in the order of their labels (years: newest first).
    pub groups: Vec<Group>,
    /// For each article, in library order, the groups that it belongs to, best first.
    pub of_article: Vec<Vec<Membership>>,
}

/// One group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// What members must share, folded; unique in its grouping.
    pub key: String,
    /// The name that readers see.
    pub label: String,
    /// File name without extension; unique in its grouping.
    pub slug: String,
    /// Articles in library order, each once.
    pub members: Vec<ArticleId>,
    /// The group above it.
    pub parent: Option<GroupId>,
    /// The place of its profile in [`crate::content::Content::profiles`].
    pub profile: Option<usize>,
    /// Has a page but stands in no index; a profile said so.
    pub hidden: bool,
    /// The spellings that were merged into it, most used first, each with its number of articles. Of a person with one
    /// spelling there are none.
    pub variants: Vec<(String, u32)>,
    /// Why each of the variants is here, in the same order; empty where that goes without saying.
    pub reasons: Vec<Why>,
    /// What lies inside it, such as an institution's departments, most used first, each with its number of articles.
    pub parts: Vec<(String, u32)>,
    /// Facts for the head of its page, such as a country or an ORCID, in order.
    pub facts: Vec<Fact>,
    /// Tells it apart from other groups with the same label: the institution of one of two people.
    pub qualifier: Option<String>,
    /// Groups that a reader may take for this one and that nothing joins, nearest first.
    pub similar: Vec<GroupId>,
}

/// Why and where an article belongs to a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The group.
    pub group: GroupId,
    /// The reason.
    pub why: Why,
    /// For institutions and countries the 0-based affiliations, for authors the 0-based authors, for types the 0-based
    /// publication types that tie them.
    pub at: Vec<u32>,
}

/// Registries that the curator may point to; everything works without them, only less surely.
#[derive(Debug, Default)]
pub struct Registries {
    /// Medical Subject Headings: entry terms and the tree.
    pub mesh: Option<crate::workspace::mesh::Mesh>,
    /// The Research Organization Registry: names, identifiers and places of institutions.
    pub institutions: Option<institutions::Registry>,
}

/// A grouping as the registry knows it.
#[derive(Debug)]
pub struct GroupingKind {
    /// Stable identifier and settings name: `topics`, `institutions` …; also the folder of its pages.
    pub id: &'static str,
    /// One group's name for people: "Topic".
    pub singular: &'static str,
    /// The section's label: "Topics", "People".
    pub plural: &'static str,
    /// The smallest group with a page in a library of so many articles, unless the settings say otherwise. A group with
    /// a profile has a page however small it is.
    pub default_min: fn(usize) -> usize,
    /// Drafts the groups of a library.
    build: fn(&Context<'_>) -> (Draft, Vec<Diagnostic>),
}

/// Every grouping, in the order in which pages show them.
pub static GROUPINGS: &[&GroupingKind] = &[
    &topics::KIND,
    &institutions::KIND,
    &countries::KIND,
    &authors::KIND,
    &journals::KIND,
    &years::KIND,
    &types::KIND,
];

/// Sorts the library in every way of the registry. A grouping that the settings turn off is left out.
///
/// The result depends on the library's content alone, never on the order of files or on threads.
pub fn build(
    library: &Library,
    content: &Content,
    options: &GroupingOptions,
) -> (Vec<Grouping>, Vec<Diagnostic>) {
    let affiliations = Affiliations::of(library);
    build_with(library, &affiliations, content, options, &Registries::default())
}

/// As [`build`], with the affiliations parsed before, and with the optional registries that the settings name.
pub fn build_with(
    library: &Library,
    affiliations: &Affiliations<'_>,
    content: &Content,
    options: &GroupingOptions,
    registries: &Registries,
) -> (Vec<Grouping>, Vec<Diagnostic>) {
    let context = Context::new(library, affiliations, content, options, registries);
    let on = |kind: &&&'static GroupingKind| {
        options.by_id.get(kind.id).and_then(|option| option.enabled).unwrap_or(true)
    };
    let (last, first): (Vec<&'static GroupingKind>, Vec<&'static GroupingKind>) =
        GROUPINGS.iter().filter(on).partition(|kind| kind.id == authors::KIND.id);
    let mut tasks: Vec<Vec<&'static GroupingKind>> =
        first.into_iter().map(|kind| vec![kind]).collect();
    // People are told apart by their institutions, and wait for those alone.
    match tasks.iter_mut().find(|task| task.iter().any(|kind| kind.id == institutions::KIND.id)) {
        Some(task) => task.extend(last),
        None => tasks.push(last),
    }
    let mut built: Vec<(Grouping, Vec<Diagnostic>)> =
        tasks.into_par_iter().flat_map_iter(|task| run(&task, &context)).collect();
    let order = |grouping: &Grouping| GROUPINGS.iter().position(|kind| kind.id == grouping.kind.id);
    built.sort_by_key(|(grouping, _)| order(grouping));
    let (groupings, diagnostics): (Vec<Grouping>, Vec<Vec<Diagnostic>>) = built.into_iter().unzip();
    (groupings, diagnostics.concat())
}

/// Builds groupings of which each may need those before it.
fn run(kinds: &[&'static GroupingKind], context: &Context<'_>) -> Vec<(Grouping, Vec<Diagnostic>)> {
    let built = kinds.iter().map(|kind| {
        let (draft, mut diagnostics) = (kind.build)(context);
        if kind.id == institutions::KIND.id && kinds.len() > 1 {
            context.seats.get_or_init(|| Seats::of(&draft));
        }
        let (grouping, found) = draft::finish(kind, draft, context);
        diagnostics.extend(found);
        (grouping, diagnostics)
    });
    built.collect()
}

/// Profiles of topics for what no profile covers yet, the one that covers most articles first.
pub fn propose_topics(groupings: &[Grouping], most: usize) -> Vec<Proposal> {
    let topics = groupings.iter().find(|grouping| grouping.kind.id == topics::KIND.id);
    topics.map(|topics| topics::propose(topics, most)).unwrap_or_default()
}

/// What covers an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cover {
    /// Any group with a page.
    Group,
    /// A group that a profile of the curator's describes.
    Profile,
}

/// The articles, in library order, that nothing covers in a grouping: without a topic, without an institution, or without
/// one of the curator's. It is the one notion of what is left to do, for the status and for proposals alike.
pub fn uncovered(grouping: &Grouping, cover: Cover) -> Vec<ArticleId> {
    let covers = |membership: &Membership| match cover {
        Cover::Group => true,
        Cover::Profile => {
            let group = grouping.groups.get(membership.group as usize);
            group.is_some_and(|group| group.profile.is_some())
        }
    };
    let all = grouping.of_article.iter().enumerate();
    let bare = all.filter(|(_, memberships)| !memberships.iter().any(covers));
    bare.map(|(article, _)| context::number(article)).collect()
}

/// The smallest group is one article, however large the library.
fn always_one(_articles: usize) -> usize {
    1
}

/// The most used of several spellings; of equals the first in the order of code points.
fn most_used<N: Ord + AsRef<str>>(counts: &std::collections::BTreeMap<N, u32>) -> Option<String> {
    let best = counts.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)));
    best.map(|(name, _)| name.as_ref().to_owned())
}

/// Sorts spellings by use, most used first, then by code points.
fn sort_counts(counts: &mut [(String, u32)]) {
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
}
