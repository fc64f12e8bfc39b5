//! What all pages share: the inputs, the routes, and what is worked out once for all pages.
//!
//! In: the inputs, and the routes of all pages. Out: labels, prose, and answers to what views ask. Never: views.

use super::exports::Exports;
use super::index::Index;
use super::inputs::Inputs;
use super::prose::Prose;
use super::rich;
use super::routes::{Href, Root, Routes, href};
use super::shown::Shown;
use super::words::{GroupingWords, Words};
use crate::content::Profile;
use crate::grouping::{Detail, Group, Grouping, Membership, RecordList};
use crate::library::{Article, ArticleId};
use crate::text::fold::is_shouting;
use ahash::{HashMap, HashSet, HashSetExt};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What all pages share.
pub(crate) struct Shared {
    pub(super) inputs: Inputs,
    /// The words of the interface in the site's language.
    pub(super) words: &'static Words,
    pub(super) routes: Routes,
    pub(super) prose: Prose,
    /// The articles as other programs read them.
    pub(super) exports: Exports,
    /// Labels of groups as readers see them, by grouping, where they are not the group's own.
    labels: Vec<HashMap<u32, Shown<'static>>>,
    /// Groups below each group that has some.
    children: BTreeMap<(usize, u32), Vec<u32>>,
    /// Articles of the largest group, per grouping.
    largest: Vec<usize>,
    /// Groups in the order of their keys, per grouping, made when first asked for: of most groupings no page asks.
    keys: Vec<OnceLock<Vec<u32>>>,
    /// What stands in the index of each grouping, likewise.
    indexes: Vec<OnceLock<Index>>,
    /// The search index, made when first asked for; none where the site cannot be searched.
    search: OnceLock<Option<crate::search::Index>>,
    /// Titles that more than one article has, and labels that more than one group has, lower case.
    repeated: HashSet<String>,
}

impl Shared {
    /// A name of an article's journal as readers see it. Of one in capitals only it is the name of the journal's group,
    /// which is in natural case.
    pub(super) fn journal_name<'s>(&'s self, id: ArticleId, name: &'s str) -> Shown<'s> {
        let group = || {
            let at = self.inputs.roles.journals?;
            Some(self.label(at, self.memberships(Some(at), id).first()?.group))
        };
        match is_shouting(name).then(group).flatten() {
            Some(label) => label,
            None => Shown::new(name),
        }
    }

    pub(super) fn new(inputs: Inputs, routes: Routes, prose: Prose) -> Self {
        let words = Words::of(&inputs.config.site.language);
        let groupings = &inputs.groupings;
        let labels: Vec<HashMap<u32, Shown<'static>>> =
            groupings.iter().map(|grouping| changed_labels(words, grouping)).collect();
        let most = |grouping: &Grouping| {
            let groups = grouping.groups.iter().filter(|group| has_bar(grouping, group));
            groups.map(|group| group.members.len()).max().unwrap_or(0)
        };
        let mut shared = Shared {
            children: children(groupings),
            largest: groupings.iter().map(most).collect(),
            keys: groupings.iter().map(|_| OnceLock::new()).collect(),
            indexes: groupings.iter().map(|_| OnceLock::new()).collect(),
            search: OnceLock::new(),
            repeated: HashSet::new(),
            exports: Exports::of(&inputs),
            inputs,
            words,
            routes,
            prose,
            labels,
        };
        shared.repeated = shared.find_repeated();
        shared
    }

    /// The search index, unless the settings do without.
    pub(super) fn search_index(&self) -> Option<&crate::search::Index> {
        let wanted = self.inputs.config.site.search;
        let made = self.search.get_or_init(|| wanted.then(|| super::search::index(self)));
        made.as_ref()
    }

    /// What a grouping is called.
    pub(super) fn called(&self, grouping: usize) -> Option<&'static GroupingWords> {
        self.words.grouping(self.grouping(grouping)?.kind.id)
    }

    /// What all groups of a grouping are called: "Topics"; the settings may say it otherwise.
    pub(super) fn many(&self, grouping: usize) -> Shown<'static> {
        let id = self.grouping(grouping).map_or("", |grouping| grouping.kind.id);
        let option = self.inputs.config.groupings.by_id.get(id);
        match option.and_then(|option| option.label.clone()) {
            Some(label) => Shown::new(label),
            None => self.called(grouping).map(GroupingWords::many).unwrap_or_default(),
        }
    }

    /// What one group of a grouping is called: "Topic".
    pub(super) fn one(&self, grouping: usize) -> Shown<'static> {
        self.called(grouping).map(GroupingWords::one).unwrap_or_default()
    }

    /// So many groups of a grouping: "12 countries".
    pub(super) fn count(&self, grouping: usize, number: usize) -> Shown<'static> {
        self.called(grouping).map(|words| words.count(number)).unwrap_or_default()
    }

    pub(super) fn articles(&self) -> &[Article] {
        self.inputs.library.articles()
    }

    pub(super) fn article(&self, id: ArticleId) -> Option<&Article> {
        self.inputs.library.article(id)
    }

    pub(super) fn grouping(&self, grouping: usize) -> Option<&Grouping> {
        self.inputs.groupings.get(grouping)
    }

    pub(super) fn group(&self, grouping: usize, group: u32) -> Option<&Group> {
        self.grouping(grouping)?.groups.get(group as usize)
    }

    pub(super) fn label(&self, grouping: usize, group: u32) -> Shown<'_> {
        let changed = self.labels.get(grouping).and_then(|labels| labels.get(&group));
        let own = || self.group(grouping, group).map(|group| Shown::new(group.label.as_str()));
        changed.cloned().or_else(own).unwrap_or_default()
    }

    /// The label of a group without what tells it apart.
    pub(super) fn bare_label(&self, grouping: usize, group: u32) -> Shown<'_> {
        let label = self.group(grouping, group).map(|group| Shown::new(group.label.as_str()));
        label.and_then(Shown::filled).unwrap_or_else(|| self.words.group.unnamed())
    }

    /// What tells a group apart from others of its label, in words; nothing where there are none.
    pub(super) fn told(&self, grouping: usize, group: u32) -> Option<Shown<'static>> {
        told(self.words, self.group(grouping, group)?).filled()
    }

    /// Titles that more than one article has, and labels that more than one group has, lower case.
    fn find_repeated(&self) -> HashSet<String> {
        let mut repeated = HashSet::new();
        let mut note = |names: &mut dyn Iterator<Item = String>| {
            let mut seen = HashSet::new();
            for name in names {
                if let Some(again) = seen.replace(name) {
                    repeated.insert(again);
                }
            }
        };
        note(&mut self.articles().iter().map(|article| {
            rich::title(&article.record.title, article.record.title_translated).to_lowercase()
        }));
        for (at, grouping) in self.inputs.groupings.iter().enumerate() {
            let groups = (0u32..).zip(&grouping.groups);
            note(&mut groups.map(|(group, _)| self.label(at, group).to_lowercase()));
        }
        repeated
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

    /// Whether the memberships of a grouping point into a list of the record.
    pub(super) fn points_to(&self, grouping: usize, list: RecordList) -> bool {
        self.grouping(grouping).is_some_and(|known| known.kind.points_to == Some(list))
    }

    /// Whether the groups of a grouping follow each other in time.
    pub(super) fn is_chronological(&self, grouping: usize) -> bool {
        self.grouping(grouping).is_some_and(|known| known.kind.chronological)
    }

    /// A group by the identifier of its grouping and its key.
    pub(super) fn keyed(&self, grouping: &str, key: &str) -> Option<(usize, u32)> {
        let at = self.inputs.groupings.iter().position(|g| g.kind.id == grouping)?;
        Some((at, self.of_key(at, key)?))
    }

    fn of_key(&self, grouping: usize, key: &str) -> Option<u32> {
        let groups = &self.grouping(grouping)?.groups;
        let key_of = |group: &u32| groups.get(*group as usize).map_or("", |group| &group.key);
        let sorted = self.keys.get(grouping)?.get_or_init(|| {
            let mut sorted: Vec<u32> = (0u32..).zip(groups).map(|(group, _)| group).collect();
            sorted.sort_unstable_by_key(key_of);
            sorted
        });
        let place = sorted.binary_search_by_key(&key, key_of).ok()?;
        sorted.get(place).copied()
    }

    /// What stands in the index of a grouping.
    pub(super) fn index(&self, grouping: usize) -> Option<&Index> {
        let index = || Index::of(&self.inputs, grouping);
        Some(self.indexes.get(grouping)?.get_or_init(index))
    }

    pub(super) fn profile(&self, group: &Group) -> Option<&Profile> {
        self.inputs.content.profiles.get(group.profile?)
    }

    /// An article's groups in one grouping.
    pub(super) fn memberships(&self, grouping: Option<usize>, id: ArticleId) -> &[Membership] {
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
        let library = &self.inputs.library;
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

/// Whether the number of a group's articles is compared with those of the others: what is undated is no year.
pub(super) fn has_bar(grouping: &Grouping, group: &Group) -> bool {
    !grouping.kind.chronological || group.label.parse::<i32>().is_ok()
}

fn children(groupings: &[Grouping]) -> BTreeMap<(usize, u32), Vec<u32>> {
    let mut children: BTreeMap<(usize, u32), Vec<u32>> = BTreeMap::new();
    for (at, grouping) in groupings.iter().enumerate() {
        for (id, group) in (0u32..).zip(&grouping.groups) {
            if let Some(parent) = group.above() {
                children.entry((at, parent)).or_default().push(id);
            }
        }
    }
    children
}

/// The labels of a grouping that are not shown as they are: with a qualifier, without an e-mail address.
fn changed_labels(words: &'static Words, grouping: &Grouping) -> HashMap<u32, Shown<'static>> {
    let shown = |group: &Group| {
        let label = match group.qualifier.as_slice() {
            [] => Shown::new(group.label.as_str()),
            _ => words.told.label(Shown::new(group.label.as_str()), told(words, group)),
        };
        // A record may name nothing but an address; a link must have words all the same.
        let label = label.filled().unwrap_or_else(|| words.group.unnamed());
        (*label != *group.label).then(|| label.into_owned())
    };
    let groups = (0u32..).zip(&grouping.groups);
    groups.filter_map(|(id, group)| Some((id, shown(group)?))).collect()
}

/// What tells a group apart from others of its label, in words.
fn told(words: &Words, group: &Group) -> Shown<'static> {
    let word = |detail: &Detail| match detail {
        Detail::Name(name) => Shown::new(name.to_string()),
        Detail::Years(first, last, articles) => {
            words.told.years(*articles as usize, words.span(*first, *last))
        }
        Detail::Place(place, of) => words.told.place(*place as usize, *of as usize),
    };
    words.joined(group.qualifier.iter().map(word))
}
