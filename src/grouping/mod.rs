//! The groupings: ways to sort the library, one file each, one registry.
//!
//! In: the library and the curator's profiles. Out: for each grouping its [`Group`]s, each with its members and the
//! reason for every membership. Never: IO, HTML, addresses of pages (a group has a slug; the site makes the address).

use crate::library::ArticleId;

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
    /// The spellings that were merged into it, most used first, each with its number of articles.
    pub variants: Vec<(String, u32)>,
    /// Facts for the head of its page, such as a country or a department, in order.
    pub facts: Vec<Fact>,
}

/// A labelled fact about a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// "Country", "ORCID" …
    pub label: &'static str,
    /// Its value.
    pub value: String,
    /// A group of another grouping that the value names: grouping id and group key.
    pub group: Option<(&'static str, String)>,
}

/// Why and where an article belongs to a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The group.
    pub group: GroupId,
    /// The reason in words for the reader: `rule: “skeletal muscle” in the title`. Empty where it goes without saying.
    pub why: String,
    /// For institutions and countries the 0-based affiliations, for authors the 0-based authors that tie them.
    pub at: Vec<u32>,
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
}
