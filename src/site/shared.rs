//! What all pages share: the inputs of the plan, the routes, and what is worked out once for all pages.

use super::maps::Map;
use super::pages::groups::Index;
use super::prose::Prose;
use super::rich;
use super::routes::{Href, Root, Routes, href};
use super::shown::Shown;
use super::words::{GroupingWords, Words};
use crate::config::{MarkdownOptions, SiteOptions};
use crate::content::{Content, Profile};
use crate::formats::Coverage;
use crate::grouping::{Group, Grouping, Membership};
use crate::library::{Article, ArticleId, Ledger, Library};
use crate::text::fold::{fold_name, is_shouting};
use ahash::{HashMap, HashSet, HashSetExt};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;

/// Everything that a site is made of.
#[derive(Debug)]
pub struct Sources<'a> {
    /// The articles.
    pub library: &'a Library,
    /// The groupings in the order of the navigation.
    pub groupings: &'a [Grouping],
    /// The curator's Markdown.
    pub content: &'a Content,
    /// Where the records went, for the about page.
    pub ledger: &'a Ledger,
    /// The accounts of the export files, for the about page.
    pub coverage: &'a [Coverage],
    /// For each article, in library order, the articles that its page calls related, best first.
    pub related: &'a [Vec<ArticleId>],
    /// Files that are copied as they are: route and place on disk.
    pub statics: Vec<(String, PathBuf)>,
}

/// The sources and the settings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Inputs<'a> {
    pub(super) library: &'a Library,
    pub(super) groupings: &'a [Grouping],
    pub(super) content: &'a Content,
    pub(super) ledger: &'a Ledger,
    pub(super) coverage: &'a [Coverage],
    pub(super) related: &'a [Vec<ArticleId>],
    pub(super) statics: &'a [(String, PathBuf)],
    pub(super) options: &'a SiteOptions,
    pub(super) markdown: MarkdownOptions,
}

impl<'a> Inputs<'a> {
    pub(super) fn new(
        sources: &'a Sources<'a>,
        options: &'a SiteOptions,
        markdown: MarkdownOptions,
    ) -> Self {
        Inputs {
            library: sources.library,
            groupings: sources.groupings,
            content: sources.content,
            ledger: sources.ledger,
            coverage: sources.coverage,
            related: sources.related,
            statics: &sources.statics,
            options,
            markdown,
        }
    }
}

/// The groupings that pages know by their part, not only as one of many.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Roles {
    pub(super) topics: Option<usize>,
    pub(super) institutions: Option<usize>,
    pub(super) countries: Option<usize>,
    pub(super) authors: Option<usize>,
    pub(super) journals: Option<usize>,
    pub(super) years: Option<usize>,
    pub(super) types: Option<usize>,
}

impl Roles {
    fn of(groupings: &[Grouping]) -> Self {
        let at = |id: &str| groupings.iter().position(|grouping| grouping.kind.id == id);
        Roles {
            topics: at("topics"),
            institutions: at("institutions"),
            countries: at("countries"),
            authors: at("authors"),
            journals: at("journals"),
            years: at("years"),
            types: at("types"),
        }
    }

    /// Groupings that the article page shows in places of their own.
    pub(super) fn has_own_place(self, grouping: usize) -> bool {
        let own = [self.topics, self.institutions, self.countries, self.authors, self.journals];
        own.contains(&Some(grouping)) || [self.years, self.types].contains(&Some(grouping))
    }

    /// Groupings whose memberships point to affiliations.
    pub(super) fn is_place(self, grouping: usize) -> bool {
        [self.institutions, self.countries].contains(&Some(grouping))
    }
}

/// What all pages share.
pub struct Shared<'a> {
    pub(super) inputs: Inputs<'a>,
    /// The words of the interface in the site's language.
    pub(super) words: &'static Words,
    pub(super) routes: Routes,
    pub(super) roles: Roles,
    pub(super) prose: Prose,
    pub(super) maps: Vec<Map>,
    /// Labels of groups as readers see them.
    labels: Vec<Vec<Shown<'a>>>,
    /// Notes of each article that has some.
    pub(super) notes: BTreeMap<ArticleId, Vec<usize>>,
    /// Groups below each group that has some.
    children: BTreeMap<(usize, u32), Vec<u32>>,
    /// Articles of the largest group, per grouping.
    largest: Vec<usize>,
    /// Groups by key, per grouping, made when first asked for: of most groupings no page asks.
    keys: Vec<OnceLock<HashMap<&'a str, u32>>>,
    /// What stands in the index of each grouping, likewise.
    indexes: Vec<OnceLock<Index>>,
    /// Titles that more than one article has, and labels that more than one group has, lower case.
    pub(super) repeated: HashSet<String>,
}

impl<'a> Shared<'a> {
    /// A name of an article's journal as readers see it. Of one in capitals only it is the name of the journal's group,
    /// which is in natural case.
    pub(super) fn journal_name<'s>(&'s self, id: ArticleId, name: &'s str) -> Shown<'s> {
        let group = || {
            let at = self.roles.journals?;
            Some(self.label(at, self.memberships(Some(at), id).first()?.group))
        };
        match is_shouting(name).then(group).flatten() {
            Some(label) => label.clone(),
            None => Shown::new(name),
        }
    }

    pub(super) fn new(
        inputs: Inputs<'a>,
        routes: Routes,
        notes: BTreeMap<ArticleId, Vec<usize>>,
        maps: Vec<Map>,
    ) -> Self {
        let words = Words::of(&inputs.options.language);
        let shown = |group: &'a Group| {
            let label = match &group.qualifier {
                None => Shown::new(group.label.as_str()),
                Some(qualifier) => Shown::new(format!("{} ({qualifier})", group.label)),
            };
            // A record may name nothing but an address; a link must have words all the same.
            label.filled().unwrap_or_else(|| words.group.unnamed())
        };
        let labels: Vec<Vec<Shown<'a>>> =
            inputs.groupings.iter().map(|g| g.groups.iter().map(shown).collect()).collect();
        let repeated = HashSet::new();
        let roles = Roles::of(inputs.groupings);
        let children = children(inputs.groupings);
        let keys = inputs.groupings.iter().map(|_| OnceLock::new()).collect();
        let indexes = inputs.groupings.iter().map(|_| OnceLock::new()).collect();
        let prose = Prose::default();
        let most = |grouping: &Grouping| {
            grouping.groups.iter().map(|group| group.members.len()).max().unwrap_or(0)
        };
        let largest = inputs.groupings.iter().map(most).collect();
        Shared {
            inputs,
            words,
            routes,
            roles,
            prose,
            maps,
            labels,
            notes,
            children,
            largest,
            keys,
            indexes,
            repeated,
        }
    }

    /// Titles that more than one article has, and labels that more than one group has, lower case.
    pub(super) fn find_repeated(&self) -> HashSet<String> {
        repeated(&self.inputs, &self.labels)
    }

    /// What a grouping is called.
    pub(super) fn called(&self, grouping: usize) -> Option<&'static GroupingWords> {
        self.words.grouping(self.grouping(grouping)?.kind.id)
    }

    /// What all groups of a grouping are called: "Topics".
    pub(super) fn many(&self, grouping: usize) -> Shown<'static> {
        self.called(grouping).map(GroupingWords::many).unwrap_or_default()
    }

    /// What one group of a grouping is called: "Topic".
    pub(super) fn one(&self, grouping: usize) -> Shown<'static> {
        self.called(grouping).map(GroupingWords::one).unwrap_or_default()
    }

    /// So many groups of a grouping: "12 countries".
    pub(super) fn count(&self, grouping: usize, number: usize) -> Shown<'static> {
        self.called(grouping).map(|words| words.count(number)).unwrap_or_default()
    }

    pub(super) fn articles(&self) -> &'a [Article] {
        self.inputs.library.articles()
    }

    pub(super) fn article(&self, id: ArticleId) -> Option<&'a Article> {
        self.inputs.library.article(id)
    }

    pub(super) fn grouping(&self, grouping: usize) -> Option<&'a Grouping> {
        self.inputs.groupings.get(grouping)
    }

    pub(super) fn group(&self, grouping: usize, group: u32) -> Option<&'a Group> {
        self.grouping(grouping)?.groups.get(group as usize)
    }

    pub(super) fn label(&self, grouping: usize, group: u32) -> &Shown<'a> {
        const NONE: &Shown<'static> = &Shown::EMPTY;
        self.labels.get(grouping).and_then(|l| l.get(group as usize)).unwrap_or(NONE)
    }

    /// Whether another page of its kind has the same title.
    pub(super) fn is_repeated(&self, title: &str) -> bool {
        self.repeated.contains(&title.to_lowercase())
    }

    /// The number of articles of a grouping's largest group.
    pub(super) fn largest(&self, grouping: usize) -> usize {
        self.largest.get(grouping).copied().unwrap_or(0)
    }

    /// The groups right below one.
    pub(super) fn children(&self, grouping: usize, group: u32) -> &[u32] {
        self.children.get(&(grouping, group)).map_or(&[], Vec::as_slice)
    }

    /// A group by the identifier of its grouping and its key.
    pub(super) fn keyed(&self, grouping: &str, key: &str) -> Option<(usize, u32)> {
        let at = self.inputs.groupings.iter().position(|g| g.kind.id == grouping)?;
        Some((at, *self.keys(at)?.get(key)?))
    }

    fn keys(&self, grouping: usize) -> Option<&HashMap<&'a str, u32>> {
        let groups = self.grouping(grouping)?.groups.iter();
        let made = || (0u32..).zip(groups).map(|(id, group)| (group.key.as_str(), id)).collect();
        Some(self.keys.get(grouping)?.get_or_init(made))
    }

    /// What stands in the index of a grouping, made by `make` when it is first asked for.
    pub(super) fn index(&self, grouping: usize, make: impl FnOnce() -> Index) -> Option<&Index> {
        Some(self.indexes.get(grouping)?.get_or_init(make))
    }

    /// A group by any spelling of its name.
    pub(super) fn named(&self, grouping: usize, name: &str) -> Option<u32> {
        let folded = fold_name(name);
        if let Some(group) = self.keys(grouping)?.get(folded.as_str()) {
            return Some(*group);
        }
        let labels = self.labels.get(grouping)?;
        let at = labels.iter().position(|label| fold_name(label) == folded)?;
        u32::try_from(at).ok()
    }

    pub(super) fn profile(&self, group: &Group) -> Option<&'a Profile> {
        self.inputs.content.profiles.get(group.profile?)
    }

    /// An article's groups in one grouping.
    pub(super) fn memberships(&self, grouping: Option<usize>, id: ArticleId) -> &'a [Membership] {
        grouping
            .and_then(|grouping| self.grouping(grouping))
            .and_then(|grouping| grouping.of_article.get(id as usize))
            .map_or(&[], Vec::as_slice)
    }

    pub(super) fn group_href<'h>(
        &'h self,
        root: &'h Root,
        grouping: usize,
        group: u32,
    ) -> Option<Href<'h>> {
        href(root, self.routes.group(grouping, group, 0))
    }

    /// Where a publication named by its PMID or DOI has its page here.
    pub(super) fn find(&self, pmid: Option<&str>, doi: Option<&str>) -> Option<ArticleId> {
        let library = self.inputs.library;
        pmid.and_then(|pmid| library.find(&format!("pmid:{pmid}")))
            .or_else(|| doi.and_then(|doi| library.find(&format!("doi:{doi}"))))
    }

    /// The first and the last year of some articles.
    pub(super) fn span(&self, members: impl Iterator<Item = ArticleId>) -> Option<(i32, i32)> {
        let years = members.filter_map(|id| self.article(id)?.record.year());
        years.fold(None, |span, year| match span {
            None => Some((year, year)),
            Some((first, last)) => Some((year.min(first), year.max(last))),
        })
    }
}

fn children(groupings: &[Grouping]) -> BTreeMap<(usize, u32), Vec<u32>> {
    let mut children: BTreeMap<(usize, u32), Vec<u32>> = BTreeMap::new();
    for (at, grouping) in groupings.iter().enumerate() {
        for (id, group) in (0u32..).zip(&grouping.groups) {
            if let Some(parent) = group.parent {
                children.entry((at, parent)).or_default().push(id);
            }
        }
    }
    children
}

fn repeated(inputs: &Inputs<'_>, labels: &[Vec<Shown<'_>>]) -> HashSet<String> {
    let mut repeated = HashSet::new();
    let titles = inputs.library.articles().iter().map(|article| {
        rich::title(&article.record.title, article.record.title_translated).to_lowercase()
    });
    let mut note = |names: &mut dyn Iterator<Item = String>| {
        let mut seen = HashSet::new();
        for name in names {
            if let Some(again) = seen.replace(name) {
                repeated.insert(again);
            }
        }
    };
    note(&mut titles.into_iter());
    for labels in labels {
        note(&mut labels.iter().map(|label| label.to_lowercase()));
    }
    repeated
}
