//! `downloads.html`: every file for other programs, with what it is for, what it leaves out, how many articles it holds and
//! how large it is.

use super::exported::{formats, formats_of_groups, is_exported, of_digest};
use super::files::{File, files};
use crate::config::AbstractPolicy;
use crate::diag::Diagnostic;
use crate::library::ArticleId;
use crate::site::kind::{Listing, PageKind, Product, Request};
use crate::site::page::Subject;
use crate::site::routes::{DOWNLOADS, Href, SEARCH, href};
use crate::site::shared::Shared;
use crate::site::shown::Shown;
use crate::site::theme_file;
use crate::site::views::{Head, Link, value};
use serde::Serialize;

pub(super) static KIND: PageKind = PageKind {
    id: "downloads",
    template: Some(theme_file!("downloads.html")),
    // The curator's own takes its place.
    gives_way: true,
    list,
    make,
    ..PageKind::USUAL
};

/// Most groups of a grouping that are listed with their files, the largest.
const LISTED: usize = 200;

#[derive(Serialize)]
struct Downloads<'a> {
    count: Shown<'static>,
    library: Vec<LibraryFile<'a>>,
    groupings: Vec<Grouped<'a>>,
    /// What the settings keep out of all files.
    abstracts: Option<Shown<'static>>,
    search: Option<Href<'a>>,
}

/// The whole library in one format.
#[derive(Serialize)]
struct LibraryFile<'a> {
    format: Shown<'static>,
    href: Href<'a>,
    size: Shown<'static>,
    purpose: Shown<'static>,
    /// What the format has no place for, or says less of; none where it says everything.
    lacks: Option<Shown<'static>>,
}

/// The files of the groups of one grouping, or of the digests.
#[derive(Serialize)]
struct Grouped<'a> {
    id: &'static str,
    heading: Shown<'static>,
    formats: Vec<Shown<'static>>,
    rows: Vec<Row<'a>>,
    /// "200 of 1,204", and where all are.
    more: Option<(Shown<'static>, Link<'a>)>,
}

#[derive(Serialize)]
struct Row<'a> {
    group: Link<'a>,
    count: Shown<'static>,
    files: Vec<File<'a>>,
}

fn list(listing: &mut Listing<'_>) {
    if !listing.inputs.library.articles().is_empty() {
        listing.add(DOWNLOADS, Subject::Only);
    }
}

fn make(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let shared = request.shared;
    let words = &shared.words.downloads;
    let count = shared.words.count.articles(shared.articles().len());
    let groupings = 0..shared.inputs.groupings.len();
    let exported = groupings.filter(|at| is_exported(&shared.inputs, *at));
    let grouped = exported.filter_map(|at| of_grouping(request, at)).chain([digests(request)]);
    let page = value(&Downloads {
        count: count.clone(),
        library: library(request),
        groupings: grouped.filter(|grouped| !grouped.rows.is_empty()).collect(),
        abstracts: (shared.inputs.config.site.abstracts != AbstractPolicy::Full)
            .then(|| words.without_abstracts().into_owned()),
        search: href(request.root, shared.routes.at(SEARCH)),
    })?;
    let head = Head::new(words.title(), DOWNLOADS).described(words.description(count));
    Ok(Product::page(head, page))
}

fn library<'a>(request: &Request<'a>) -> Vec<LibraryFile<'a>> {
    let shared = request.shared;
    let all: Vec<ArticleId> = (0u32..).zip(shared.articles()).map(|(id, _)| id).collect();
    let file = |(format, writer): (u8, &crate::formats::Writer)| {
        let called = shared.words.format(writer.id)?;
        Some(LibraryFile {
            format: called.name().into_owned(),
            href: href(request.root, shared.routes.of(&Subject::LibraryFile(format)))?,
            size: shared.words.size(shared.exports.size(usize::from(format), &all)),
            purpose: called.purpose().into_owned(),
            lacks: lacks(shared, writer.lacks),
        })
    };
    formats().filter_map(file).collect()
}

/// The names of these keys of a record, each once.
fn lacks(shared: &Shared, keys: &[&str]) -> Option<Shown<'static>> {
    let mut names: Vec<Shown<'static>> = Vec::new();
    for name in keys.iter().map(|key| shared.words.field(key)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    shared.words.joined(names).filled()
}

/// The names of the formats that groups have files of.
fn names(shared: &Shared) -> Vec<Shown<'static>> {
    let name = |id: &str| Some(shared.words.format(id)?.name().into_owned());
    formats_of_groups().filter_map(|(_, writer)| name(writer.id)).collect()
}

/// The largest groups of a grouping.
fn of_grouping<'a>(request: &Request<'a>, at: usize) -> Option<Grouped<'a>> {
    let shared = request.shared;
    let grouping = shared.grouping(at)?;
    let place = u32::try_from(at).ok()?;
    let mut groups: Vec<u32> = (0u32..)
        .zip(&grouping.groups)
        .filter(|(_, group)| !group.small && !group.members.is_empty())
        .map(|(id, _)| id)
        .collect();
    let total = groups.len();
    // Those of one size stay in the order of the grouping.
    groups.sort_by_key(|id| {
        shared.group(at, *id).map(|group| std::cmp::Reverse(group.members.len()))
    });
    groups.truncate(LISTED);
    let row = |id: u32| {
        let members = &shared.group(at, id)?.members;
        Some(Row {
            group: Link {
                label: shared.label(at, id),
                href: shared.group_href(request.root, at, id),
            },
            count: shared.words.number(members.len()),
            files: files(request, members, |format| Subject::GroupFile(place, id, format)),
        })
    };
    let index =
        Link { label: shared.many(at), href: href(request.root, shared.routes.group_list(at, 0)) };
    let shown = shared.words.number(LISTED);
    Some(Grouped {
        id: grouping.kind.id,
        heading: shared.many(at),
        formats: names(shared),
        rows: groups.into_iter().filter_map(row).collect(),
        more: (total > LISTED)
            .then(|| (shared.words.downloads.largest(shown, shared.count(at, total)), index)),
    })
}

/// The digests that have files, the newest first.
fn digests<'a>(request: &Request<'a>) -> Grouped<'a> {
    let shared = request.shared;
    let row = |at: &usize| {
        let ids = of_digest(&shared.inputs, *at);
        let place = u32::try_from(*at).ok()?;
        let files = files(request, &ids, |format| Subject::DigestFile(place, format));
        let title = shared.inputs.content.digests.get(*at)?.document.title.as_str();
        (!files.is_empty()).then(|| Row {
            group: Link {
                label: Shown::new(title),
                href: href(request.root, shared.routes.digest(*at, 0)),
            },
            count: shared.words.number(ids.len()),
            files,
        })
    };
    Grouped {
        id: crate::config::DIGESTS,
        heading: shared.words.digests.title().into_owned(),
        formats: names(shared),
        rows: shared.inputs.digests.newest().iter().filter_map(row).take(LISTED).collect(),
        more: None,
    }
}
