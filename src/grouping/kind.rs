//! What is known of a grouping before a library is sorted: the row that its own file puts into the registry.
//!
//! In: nothing. Out: [`GroupingKind`], which settings, profiles and pages ask instead of naming groupings themselves. Never:
//! groups.

use super::FactKind;
use super::context::Context;
use super::draft::Draft;
use crate::config::GroupingOptions;
use crate::diag::Diagnostic;
use std::fmt;

/// A grouping as the registry knows it. Two are equal when they are one grouping.
pub struct GroupingKind {
    /// Stable identifier and settings name: `topics`, `institutions` …; also the folder of its profiles and of its pages.
    pub id: &'static str,
    /// The smallest group with a page in a library of so many articles, unless the settings say otherwise. A group with
    /// a profile has a page however small it is.
    pub default_min: fn(usize) -> usize,
    /// What becomes of the groups that are too small for a page.
    pub small: SmallGroups,
    /// Groupings whose groups it must know before it can make its own; each stands above it in the registry.
    pub needs: &'static [&'static GroupingKind],
    /// Keys of lists that its profiles have beside those of all profiles.
    pub lists: &'static [&'static str],
    /// Facts that its profiles may state.
    pub facts: &'static [FactKind],
    /// Whether it finds the groups of its profiles itself, and reports two profiles of one group.
    pub reads_profiles: bool,
    /// The list of the record that its memberships point into with [`super::Membership::at`].
    pub points_to: Option<RecordList>,
    /// Where the page of an article shows its groups.
    pub on_article: OnArticle,
    /// Whether the home page shows its largest groups.
    pub on_home: bool,
    /// When its groups have files for reference managers.
    pub exported: Exported,
    /// How its groups narrow a search.
    pub filter: Filter,
    /// Whether its groups follow each other in time, the newest first: then the latest count, not the largest.
    pub chronological: bool,
    /// Its place among the evidence maps, which cross the topics with other groupings; none where there is no such map.
    pub map: Option<u8>,
    /// The groupings of which the page of a group names those that it meets most, its own among them where groups meet
    /// each other; none for topics, institutions and countries.
    pub meets: Option<&'static [&'static GroupingKind]>,
    /// As `meets`, for a group of one article.
    pub meets_alone: &'static [&'static GroupingKind],
    /// Drafts the groups of a library.
    pub(super) build: fn(&Context<'_>) -> (Draft, Vec<Diagnostic>),
}

/// When the groups of a grouping have files for reference managers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exported {
    /// Unless the settings say otherwise.
    ByDefault,
    /// When the settings name the grouping.
    WhenAsked,
}

/// What becomes of groups that are too small for a page of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmallGroups {
    /// Nothing is known of them.
    LeftOut,
    /// The index names them, each with its articles, and so does the page of a name that several share.
    Named,
}

/// A list of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordList {
    /// Its affiliations.
    Affiliations,
    /// Its authors.
    Authors,
    /// Its publication types.
    PublicationTypes,
    /// Its grants.
    Grants,
}

/// How the groups of a grouping narrow a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    /// The search page offers them with their counts.
    Offered,
    /// Links to the search page name them.
    InAddresses,
}

/// Where the page of an article shows the groups of a grouping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnArticle {
    /// What it is about, with the reasons.
    Topics,
    /// Under the affiliations.
    Institutions,
    /// In a list of countries.
    Countries,
    /// In the line of the authors.
    Byline,
    /// As the journal.
    Journal,
    /// At the date.
    Date,
    /// At the entries of the list that its memberships point into.
    Entries,
    /// In a list under its own name.
    List,
}

impl GroupingKind {
    /// A grouping that has nothing special: every group has a page, which names the topics, institutions and countries
    /// that it meets, and an article lists its groups under the grouping's name.
    pub(super) const fn plain(
        id: &'static str,
        build: fn(&Context<'_>) -> (Draft, Vec<Diagnostic>),
    ) -> Self {
        GroupingKind {
            id,
            default_min: always_one,
            small: SmallGroups::LeftOut,
            needs: &[],
            lists: &[],
            facts: &[],
            reads_profiles: false,
            points_to: None,
            on_article: OnArticle::List,
            on_home: false,
            exported: Exported::WhenAsked,
            filter: Filter::InAddresses,
            chronological: false,
            map: None,
            meets: None,
            meets_alone: &[],
            build,
        }
    }

    /// The groupings of which the page of a group of so many articles names those that it meets most.
    pub fn meets(&self, articles: usize) -> &'static [&'static GroupingKind] {
        match articles {
            1 => self.meets_alone,
            _ => self.meets.unwrap_or(&super::USUALLY_MEETS),
        }
    }

    /// Whether the settings leave it on.
    pub fn is_on(&self, options: &GroupingOptions) -> bool {
        options.by_id.get(self.id).and_then(|option| option.enabled).unwrap_or(true)
    }
}

impl PartialEq for GroupingKind {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for GroupingKind {}

// Rows name each other in circles, so that the derived form would never end.
impl fmt::Debug for GroupingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GroupingKind({})", self.id)
    }
}

/// The smallest group is one article, however large the library.
fn always_one(_articles: usize) -> usize {
    1
}
