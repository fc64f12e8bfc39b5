//! The groupings: ways to sort the library, one file each, one registry.
//!
//! In: the library, its parsed affiliations and the curator's profiles. Out: for each grouping its [`Group`]s, each with its members and the
//! reason for every membership. Never: IO, HTML, addresses of pages (a group has a slug; the site makes the address).
//!
//! 1. Each grouping of [`GROUPINGS`] drafts its groups: keys, labels, members with their reasons. One that needs another's
//!    groups waits for them.
//! 2. The draft is finished the same way for all: profiles, parents, smallest size, order, slugs.

mod attach;
mod authors;
mod casing;
mod context;
mod countries;
mod detail;
mod draft;
mod drafting;
mod fact;
mod funders;
mod hidden;
pub mod institutions;
mod journals;
mod kind;
mod links;
mod maps;
mod named;
mod needed;
mod profiles;
pub mod related;
mod slugs;
mod topics;
mod types;
pub mod why;
mod years;

use crate::affiliations::Affiliations;
use crate::config::{GroupingOptions, Names};
use crate::content::{Content, ProfileKind};
use crate::diag::Diagnostic;
use crate::library::{ArticleId, Library};
use crate::vocabularies::{Mesh, Ror};
pub use detail::Detail;
pub use fact::{Fact, FactKind};
pub use kind::{Exported, Filter, GroupingKind, OnArticle, RecordList, SmallGroups};
pub use maps::{EvidenceMap, maps};
pub use named::GroupNames;
pub use topics::{Proposal, Weighing, feature_names, natural_order, weighings};
pub use why::Why;

use context::Context;
use needed::GroupsAt;
use rayon::prelude::*;
use std::sync::Arc;

/// The place of a group in [`Grouping::groups`].
pub type GroupId = u32;

/// One way of sorting the library.
#[derive(Debug)]
pub struct Grouping {
    /// Which one.
    pub kind: &'static GroupingKind,
    /// The groups that have a page, in the order of their labels (years: newest first); where the grouping names the small
    /// ones too, those stand among them.
    pub groups: Vec<Group>,
    /// Names that are not the slug of the one group that they stand for, in order: each gets a page of its own, or leads to
    /// the page of its group.
    pub shared: Vec<SharedName>,
    /// The groups that profiles hide, in the order of the profiles' files: nothing else of the grouping names them.
    pub hidden: Vec<Group>,
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
    /// File name without extension; unique in its grouping. Empty where the group has no page.
    pub slug: String,
    /// Has no page because it is too small for one ([`SmallGroups::Named`]).
    pub small: bool,
    /// Articles in library order, each once.
    pub members: Vec<ArticleId>,
    /// The group above it.
    pub parent: Option<GroupId>,
    /// Groups that a vocabulary puts above it, nearest first; they do not hold its articles for that.
    pub broader: Vec<GroupId>,
    /// The place of its profile in [`crate::content::Content::profiles`].
    pub profile: Option<usize>,
    /// The spellings that were merged into it, most used first, each with its number of articles. Of a person with one
    /// spelling there are none.
    pub variants: Vec<(String, u32)>,
    /// Other names that a vocabulary has for it, whether the records use them or not.
    pub also: Vec<String>,
    /// Why each of the variants is here, in the same order; empty where that goes without saying.
    pub reasons: Vec<Why>,
    /// What lies inside it, such as an institution's departments, most used first, each with its number of articles.
    pub parts: Vec<(String, u32)>,
    /// Facts for the head of its page, such as a country or an ORCID, in order.
    pub facts: Vec<Fact>,
    /// Tells it apart from other groups with the same label: the institution of one of two people.
    pub qualifier: Vec<Detail>,
    /// Groups that a reader may take for this one and that nothing joins, nearest first.
    pub similar: Vec<GroupId>,
    /// Groups that its profile points to.
    pub see_also: Vec<GroupId>,
}

/// A name with an address that is not the address of one group: several groups share it, or it is another spelling of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedName {
    /// File name without extension; no group of the grouping has it.
    pub slug: String,
    /// The name, as its largest group spells it.
    pub name: String,
    /// The groups, in their order. Of one alone it is another spelling.
    pub groups: Vec<GroupId>,
}

impl Group {
    /// The group that its page names above it: its parent, else the nearest that a vocabulary knows.
    pub fn above(&self) -> Option<GroupId> {
        self.parent.or(self.broader.first().copied())
    }
}

/// Why and where an article belongs to a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The group.
    pub group: GroupId,
    /// The reason.
    pub why: Why,
    /// The entries, counted from 0, that tie them in the list of the record that the grouping points into
    /// ([`GroupingKind::points_to`]); empty for all others.
    pub at: Vec<u32>,
}

/// The vocabularies of a site, the built-in ones or the curator's; everything works without them, only less surely.
#[derive(Debug, Default)]
pub struct Registries {
    /// Medical Subject Headings: entry terms and the tree.
    pub mesh: Option<Mesh>,
    /// The Research Organization Registry: names, identifiers and places of institutions.
    pub institutions: Option<Ror>,
}

impl Registries {
    /// The built-in vocabularies.
    pub fn built_in() -> Self {
        let (mesh, ror) = rayon::join(Mesh::built_in, Ror::built_in);
        Registries { mesh: Some(mesh), institutions: Some(ror) }
    }
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
    &funders::KIND,
];

/// What a page of a group names unless the grouping says otherwise.
static USUALLY_MEETS: [&GroupingKind; 3] = [&topics::KIND, &institutions::KIND, &countries::KIND];

/// The groupings of topics and of institutions, which have tools of their own.
pub static TOPICS: &GroupingKind = &topics::KIND;
/// See [`TOPICS`].
pub static INSTITUTIONS: &GroupingKind = &institutions::KIND;

/// The names of groupings and evidence maps, for the settings.
pub fn names() -> Names {
    Names {
        groupings: GROUPINGS.iter().map(|kind| kind.id).collect(),
        maps: maps().iter().map(|map| map.id.as_str()).collect(),
        ..Names::default()
    }
}

/// What profiles may say, by grouping.
pub fn profile_kinds() -> Vec<ProfileKind> {
    let kind = |kind: &&GroupingKind| ProfileKind {
        grouping: kind.id,
        lists: kind.lists,
        facts: kind.facts.iter().filter_map(|fact| fact.key()).collect(),
    };
    GROUPINGS.iter().map(kind).collect()
}

/// A grouping among those that are on.
pub fn find<'g>(groupings: &'g [Grouping], kind: &GroupingKind) -> Option<&'g Grouping> {
    groupings.iter().find(|grouping| grouping.kind == kind)
}

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

/// As [`build`], with the affiliations parsed before, and with the vocabularies that the settings ask for.
pub fn build_with(
    library: &Library,
    affiliations: &Affiliations<'_>,
    content: &Content,
    options: &GroupingOptions,
    registries: &Registries,
) -> (Vec<Grouping>, Vec<Diagnostic>) {
    let organizations = institutions::Organizations::of(
        &affiliations.raw,
        &affiliations.parsed,
        registries.institutions.as_ref(),
    );
    let context = Context::new(library, affiliations, &organizations, content, options, registries);
    let mut built: Vec<(Grouping, Vec<Diagnostic>)> =
        tasks(options).into_par_iter().flat_map_iter(|task| run(&task, &context)).collect();
    let order = |grouping: &Grouping| GROUPINGS.iter().position(|kind| *kind == grouping.kind);
    built.sort_by_key(|(grouping, _)| order(grouping));
    let (mut groupings, diagnostics): (Vec<Grouping>, Vec<Vec<Diagnostic>>) =
        built.into_iter().unzip();
    hidden::forget(&mut groupings);
    (groupings, diagnostics.concat())
}

/// The groupings that are on, in chains: what needs another waits for it in one chain, and for nothing else.
fn tasks(options: &GroupingOptions) -> Vec<Vec<&'static GroupingKind>> {
    let mut tasks: Vec<Vec<&'static GroupingKind>> = Vec::new();
    for kind in GROUPINGS.iter().copied().filter(|kind| kind.is_on(options)) {
        let needed =
            |task: &Vec<&GroupingKind>| task.iter().any(|other| kind.needs.contains(other));
        let (before, apart): (Vec<_>, Vec<_>) = tasks.into_iter().partition(needed);
        tasks = apart;
        tasks.push(before.into_iter().flatten().chain([kind]).collect());
    }
    tasks
}

/// Builds a chain of groupings, each of which is told what it needs of those before it.
fn run(task: &[&'static GroupingKind], context: &Context<'_>) -> Vec<(Grouping, Vec<Diagnostic>)> {
    let mut made: Vec<(&'static GroupingKind, Arc<GroupsAt>)> = Vec::new();
    let built = task.iter().map(|kind| {
        let needed = made.iter().filter(|(other, _)| kind.needs.contains(other)).cloned();
        let context = context.with(needed.collect());
        let (draft, mut diagnostics) = (kind.build)(&context);
        if task.iter().any(|other| other.needs.contains(kind)) {
            made.push((kind, Arc::new(GroupsAt::of(&draft, |group| context.hides(group)))));
        }
        let (grouping, found) = draft::finish(kind, draft, &context);
        diagnostics.extend(found);
        (grouping, diagnostics)
    });
    built.collect()
}

/// Profiles of topics for what no profile covers yet, the one that covers most articles first.
pub fn propose_topics(groupings: &[Grouping], most: usize) -> Vec<Proposal> {
    find(groupings, TOPICS).map(|topics| topics::propose(topics, most)).unwrap_or_default()
}

/// Counts the articles of proposals as their files give them; `before` are the groupings without those files, `after` with
/// all of them.
pub fn count_proposals(before: &[Grouping], after: &[Grouping], proposals: &mut [Proposal]) {
    let (Some(before), Some(after)) = (find(before, TOPICS), find(after, TOPICS)) else { return };
    let mut open: std::collections::BTreeSet<ArticleId> =
        uncovered(before, Cover::Profile).into_iter().collect();
    for proposal in proposals {
        let named = |group: &&Group| group.profile.is_some() && group.label == proposal.name;
        let members = after.groups.iter().find(named).map_or(&[][..], |group| &group.members);
        proposal.articles = members.len();
        proposal.uncovered = members.iter().filter(|article| open.contains(article)).count();
        open.retain(|article| members.binary_search(article).is_err());
    }
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
    let mut bare: Vec<ArticleId> = bare.map(|(article, _)| context::number(article)).collect();
    if cover == Cover::Profile {
        // The curator has described those of a hidden group too.
        bare.retain(|id| {
            grouping.hidden.iter().all(|group| group.members.binary_search(id).is_err())
        });
    }
    bare
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
