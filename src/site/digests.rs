//! The digests: which articles each lists, what changed in its time, and in which order they are shown.
//!
//! In: the digests of the content, the groupings, the library and its history. Out: [`Digests`], and what is wrong with
//! them: names that no group or article has, digests that find nothing. Never: HTML, routes.

use super::snapshot::Snapshot;
use crate::content::{Digest, Placed};
use crate::diag::{Diagnostic, Place, codes};
use crate::grouping::{GroupNames, Grouping};
use crate::library::{ArticleId, ChangeKind, Date, Span};
use crate::record::PartialDate;
use crate::text::fold::fold_name;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// All digests. The numbers are places in [`crate::content::Content::digests`].
#[derive(Debug, Default)]
pub(super) struct Digests {
    /// What each lists, in the order of the content.
    lists: Vec<DigestList>,
    /// The newest first, undated ones last.
    newest: Vec<usize>,
}

/// What a digest lists.
#[derive(Debug, Default)]
pub(super) struct DigestList {
    /// The articles that meet all that it asks, in the order of its `ids` where it gives some, else of the library.
    pub(super) articles: Vec<ArticleId>,
    /// The groups that it asks for, by the place of their grouping.
    pub(super) groups: Vec<(usize, Vec<u32>)>,
    /// What changed in its time, where it says so.
    pub(super) changes: Option<Changes>,
}

/// What changed between two days.
#[derive(Debug)]
pub(super) struct Changes {
    /// Where it begins: a day, or the digest before.
    pub(super) since: Since,
    /// The last day.
    pub(super) until: PartialDate,
    /// Articles by what happened to them; kinds of which there are none are left out.
    pub(super) of_kind: BTreeMap<ChangeKind, Vec<ArticleId>>,
}

/// Where the time of a digest begins.
#[derive(Debug)]
pub(super) enum Since {
    /// On a day that it gives.
    Day(PartialDate),
    /// Behind the day of the digest before it.
    Digest(PartialDate),
}

impl Digests {
    pub(super) fn of(snapshot: &Snapshot, said: &mut Vec<Diagnostic>) -> Self {
        let digests = &snapshot.content.digests;
        let mut names = Names { snapshot, of: BTreeMap::new() };
        let lists = digests.iter().map(|digest| list(&mut names, digest, said)).collect();
        let mut newest: Vec<usize> = (0..digests.len()).collect();
        // The files come in the order of their names, which decides where dates do not.
        newest
            .sort_by_key(|at| Reverse(digests.get(*at).and_then(|one| one.document.date.clone())));
        Digests { lists, newest }
    }

    /// What a digest lists.
    pub(super) fn list(&self, digest: usize) -> Option<&DigestList> {
        self.lists.get(digest)
    }

    /// The newest first, undated ones last.
    pub(super) fn newest(&self) -> &[usize] {
        &self.newest
    }
}

/// The names of the groups, of each grouping when a digest first asks for one of its groups.
struct Names<'s> {
    snapshot: &'s Snapshot,
    of: BTreeMap<usize, GroupNames<'s>>,
}

fn list<'s>(names: &mut Names<'s>, digest: &'s Digest, said: &mut Vec<Diagnostic>) -> DigestList {
    let before = said.len();
    let snapshot = names.snapshot;
    let mut list = DigestList { changes: changes(snapshot, digest, said), ..DigestList::default() };
    if digest.document.date.is_none() {
        said.push(undated(digest));
    }
    if !digest.asks() {
        return list;
    }
    let mut found: Option<Vec<ArticleId>> =
        (!digest.ids.is_empty()).then(|| ids(snapshot, digest, said));
    for (id, asked) in &digest.groups {
        let (at, groups, mut members) = names.members(id, asked, said);
        members.sort_unstable();
        members.dedup();
        list.groups.extend(at.map(|at| (at, groups)));
        found = Some(match found {
            None => members,
            Some(found) => within(found, |id| members.binary_search(&id).is_ok()),
        });
    }
    let (since, until) = (&digest.added_since, &digest.added_until);
    if since.is_some() || until.is_some() {
        let span = Span {
            since: since.as_ref().map(PartialDate::first_day),
            until: until.as_ref().map(PartialDate::last_day),
        };
        let history = &snapshot.history;
        found = Some(match found {
            None => history.within(ChangeKind::Added, span),
            Some(found) => within(found, |id| history.added(id).is_some_and(|day| span.holds(day))),
        });
    }
    list.articles = found.unwrap_or_default();
    let told = said.iter().skip(before).any(|said| said.code == &codes::UNKNOWN_GROUP);
    if list.articles.is_empty() && !told {
        said.push(empty(digest));
    }
    list
}

fn within(found: Vec<ArticleId>, keeps: impl Fn(ArticleId) -> bool) -> Vec<ArticleId> {
    found.into_iter().filter(|id| keeps(*id)).collect()
}

/// The articles that a digest names, each once.
fn ids(snapshot: &Snapshot, digest: &Digest, said: &mut Vec<Diagnostic>) -> Vec<ArticleId> {
    let library = &snapshot.library;
    let mut found = Vec::new();
    for (id, place) in &digest.ids {
        match library.find(id) {
            Some(article) if found.contains(&article) => {}
            Some(article) => found.push(article),
            None => {
                let message =
                    format!("the digest names the article {id}, which is not in the records");
                let help = library.near_help(id).unwrap_or_else(|| {
                    "correct the identifier, or add the export that holds the article".to_owned()
                });
                let told = Diagnostic::new(&codes::UNUSED_SETTING, message).at(place.clone());
                said.push(told.done("left it out").help(help));
            }
        }
    }
    found
}

impl Names<'_> {
    /// The groups of a grouping that a digest names, and the articles in any of them.
    fn members(
        &mut self,
        id: &str,
        asked: &[Placed],
        said: &mut Vec<Diagnostic>,
    ) -> (Option<usize>, Vec<u32>, Vec<ArticleId>) {
        let groupings = &self.snapshot.groupings;
        let Some(at) = groupings.iter().position(|grouping| grouping.kind.id == id) else {
            if let Some((_, place)) = asked.first() {
                said.push(turned_off(id, place));
            }
            return (None, Vec::new(), Vec::new());
        };
        let Some(grouping) = groupings.get(at) else { return (None, Vec::new(), Vec::new()) };
        let names = self.of.entry(at).or_insert_with(|| GroupNames::of(grouping));
        let mut groups = Vec::new();
        let mut members = Vec::new();
        for (name, place) in asked {
            let group = names.find(name);
            match group.and_then(|group| Some((group, grouping.groups.get(group as usize)?))) {
                Some((group, found)) => {
                    groups.push(group);
                    members.extend(&found.members);
                }
                None => said.push(unknown(names, grouping, name, place)),
            }
        }
        groups.dedup();
        (Some(at), groups, members)
    }
}

/// What changed in the time of a digest that says so.
fn changes(snapshot: &Snapshot, digest: &Digest, said: &mut Vec<Diagnostic>) -> Option<Changes> {
    let place = digest.changes.as_ref()?;
    let own = date_of(digest);
    let until = digest.added_until.clone().or_else(|| own.clone());
    let since = digest.added_since.clone().map(Since::Day).or_else(|| {
        let own = own.as_ref()?;
        let others = snapshot.content.digests.iter().filter_map(date_of);
        let earlier = others.filter(|other| other.last_day() < own.first_day());
        earlier.max_by_key(PartialDate::last_day).map(Since::Digest)
    });
    let (Some(since), Some(until)) = (since, until) else {
        said.push(unbounded(place, own.is_some()));
        return None;
    };
    let first = match &since {
        Since::Day(day) => day.first_day(),
        Since::Digest(before) => next(before.last_day()),
    };
    let span = Span { since: Some(first), until: Some(until.last_day()) };
    let kinds =
        [ChangeKind::Added, ChangeKind::Retracted, ChangeKind::Concern, ChangeKind::Corrected];
    let of_kind = kinds.map(|kind| (kind, snapshot.history.within(kind, span)));
    let of_kind = of_kind.into_iter().filter(|(_, ids)| !ids.is_empty()).collect();
    Some(Changes { since, until, of_kind })
}

fn date_of(digest: &Digest) -> Option<PartialDate> {
    PartialDate::parse_iso(digest.document.date.as_deref()?)
}

/// What comes behind a day, for comparisons; the 32nd of a month is behind it as well as the first of the next.
fn next((year, month, day): Date) -> Date {
    (year, month, day.saturating_add(1))
}

fn unknown(names: &GroupNames<'_>, grouping: &Grouping, name: &str, place: &Place) -> Diagnostic {
    let kind = grouping.kind.id;
    let folded = fold_name(name);
    let hidden = grouping.hidden.iter().any(|group| fold_name(&group.label) == folded);
    let help = match names.nearest(name) {
        _ if hidden => "its profile says hidden = true".to_owned(),
        Some(near) => format!("did you mean “{near}”?"),
        None => format!("write a name as it stands on the page {kind}/index.html"),
    };
    Diagnostic::new(
        &codes::UNKNOWN_GROUP,
        format!("the digest asks for “{name}”, which is none of the {kind}"),
    )
    .at(place.clone())
    .done("found no article by it")
    .help(help)
}

fn turned_off(id: &str, place: &Place) -> Diagnostic {
    let message = format!("the digest asks for {id}, which the settings turn off");
    Diagnostic::new(&codes::UNKNOWN_GROUP, message)
        .at(place.clone())
        .done("found no article by it")
        .help(format!(
            "take `enabled = false` out of [groupings.{id}], or this key out of the digest"
        ))
}

fn unbounded(place: &Place, dated: bool) -> Diagnostic {
    let (message, help) = match dated {
        true => (
            "nothing says since when changes are told: no digest is older than this one",
            "add added_since = 2026-03-01, the first day to tell of",
        ),
        false => (
            "nothing says of which time changes are told: this digest has no date",
            "add date = 2026-03-12; the time begins behind the digest before, or with added_since",
        ),
    };
    let told = Diagnostic::new(&codes::BAD_FRONT_MATTER, message).at(place.clone());
    told.done("left out what changed").help(help)
}

fn undated(digest: &Digest) -> Diagnostic {
    Diagnostic::new(&codes::UNDATED_DIGEST, "this digest has no date")
        .at(Place::file(&digest.document.file))
        .done("put it behind all others")
        .help("add date = 2026-03-12 to its front matter")
}

fn empty(digest: &Digest) -> Diagnostic {
    let keys = digest.groups.values().chain([&digest.ids]);
    let place = keys.flatten().map(|(_, place)| place.clone()).next();
    Diagnostic::new(&codes::EMPTY_DIGEST, "no article meets all that this digest asks for")
        .at(place.unwrap_or_else(|| Place::file(&digest.document.file)))
        .done("built its page without articles")
        .help("an article must meet every key, and of the values of one key any one; take a key out, or widen it")
}
