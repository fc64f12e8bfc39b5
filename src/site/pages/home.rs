//! The home page: what the collection is, how much of what it holds, and the ways in.

use super::digests::{self, DigestEntry};
use super::document;
use super::introduction::Introduction;
use super::notes::{self, NoteEntry};
use super::references::SCRIPTS;
use crate::diag::Diagnostic;
use crate::library::ArticleId;
use crate::site::chart::{Chart, chart};
use crate::site::cross;
use crate::site::kind::{Listing, PageKind, Product, Request};
use crate::site::maps::Map;
use crate::site::page::Subject;
use crate::site::routes::{self, Href, href};
use crate::site::shown::Shown;
use crate::site::theme_file;
use crate::site::views::{Head, Link, Ranked, ranked, value};
use serde::Serialize;
use tera::Value;

pub(super) static KIND: PageKind = PageKind {
    id: "home",
    template: Some(theme_file!("home.html")),
    scripts: SCRIPTS,
    list,
    make,
    ..PageKind::USUAL
};

/// Entries under "Recently added".
const NEWEST: usize = 8;
/// Notes beside them.
const NOTES: usize = 3;
/// Characters of a note or digest.
const GIST: usize = 150;
/// Groups in each ranking.
const LEADING: usize = 8;

#[derive(Serialize)]
struct Home<'a> {
    title: &'a str,
    lede: &'a str,
    /// The curator's `content/index.md`.
    #[serde(flatten)]
    introduction: Introduction<'a>,
    empty: bool,
    counts: Vec<Count<'a>>,
    chart: Option<Chart>,
    newest: Vec<Value>,
    digest: Option<DigestEntry<'a>>,
    /// "All 12 digests", where there are more than the one that is shown.
    all_digests: Option<Link<'a>>,
    notes: Vec<NoteEntry<'a>>,
    /// "All 50 notes", where there are more than those that are shown.
    all_notes: Option<Link<'a>>,
    articles: Option<Href<'a>>,
    /// "All 1,204 articles".
    all_articles: Shown<'static>,
    rankings: Vec<Leading<'a>>,
    /// The evidence maps.
    maps: Vec<Link<'a>>,
}

#[derive(Serialize)]
struct Count<'a> {
    before: Shown<'static>,
    number: Shown<'static>,
    after: Shown<'static>,
    href: Option<Href<'a>>,
}

#[derive(Serialize)]
struct Leading<'a> {
    heading: Shown<'static>,
    href: Option<Href<'a>>,
    items: Vec<Ranked>,
    /// How many groups there are, when not all are shown.
    total: Option<Shown<'static>>,
}

fn list(listing: &mut Listing<'_>) {
    let own = document::on_home(listing.inputs);
    listing.add(routes::HOME, own.map_or(Subject::Only, Subject::Document));
}

fn make(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let shared = request.shared;
    let options = &shared.inputs.config.site;
    let total = shared.articles().len();
    let own = document::on_home(&shared.inputs);
    let introduction = Introduction::of(request, own)?;
    let cites = introduction.cites();
    let page = value(&Home {
        title: &options.title,
        lede: &options.description,
        introduction,
        empty: total == 0,
        counts: counts(request),
        chart: chart(
            shared.words,
            shared.articles().iter().filter_map(|article| article.record.year()),
        ),
        newest: newest(request)?,
        digest: digest(request),
        all_digests: all_digests(request),
        notes: recent_notes(request),
        all_notes: all_notes(request),
        articles: href(request.root, shared.routes.article_list(0)),
        all_articles: shared.words.home.all_articles(total),
        rankings: rankings(request)?,
        maps: maps(request),
    })?;
    let head = Head::new(Shown::new(&*options.title), "home");
    let mut head = head.described(Shown::new(&*options.description));
    head.uses(SCRIPTS, cites);
    Ok(Product::page(head, page))
}

/// The articles that came into the records last.
fn newest(request: &Request<'_>) -> Result<Vec<Value>, Diagnostic> {
    let shared = request.shared;
    let ids = shared.inputs.history.newest();
    // Of a library whose history nobody worked out, the first are the newest.
    let all = (0u32..).zip(shared.articles()).map(|(id, _)| id);
    let ids: Vec<ArticleId> = if ids.is_empty() { all.collect() } else { ids };
    ids.iter().take(NEWEST).map(|id| request.cards.card(*id)).collect()
}

fn digest<'a>(request: &Request<'a>) -> Option<DigestEntry<'a>> {
    digests::entry(request, *request.shared.inputs.digests.newest().first()?, GIST)
}

fn all_digests<'a>(request: &Request<'a>) -> Option<Link<'a>> {
    let shared = request.shared;
    let total = shared.inputs.digests.newest().len();
    let href = href(request.root, shared.routes.digest_list(0));
    (total > 1).then(|| Link { label: shared.words.home.all_digests(total), href })
}

fn recent_notes<'a>(request: &Request<'a>) -> Vec<NoteEntry<'a>> {
    let newest = request.shared.inputs.notes.newest().iter();
    newest.filter_map(|at| notes::entry(request, *at, GIST)).take(NOTES).collect()
}

fn all_notes<'a>(request: &Request<'a>) -> Option<Link<'a>> {
    let shared = request.shared;
    let total = shared.inputs.notes.newest().len();
    let href = href(request.root, shared.routes.note_list(0));
    (total > NOTES).then(|| Link { label: shared.words.home.all_notes(total), href })
}

fn maps<'a>(request: &Request<'a>) -> Vec<Link<'a>> {
    let shared = request.shared;
    let link = |(at, map): (usize, &Map)| Link {
        label: shared.map_title(map),
        href: href(request.root, shared.routes.map(at)),
    };
    shared.inputs.maps.iter().enumerate().map(link).collect()
}

fn counts<'a>(request: &Request<'a>) -> Vec<Count<'a>> {
    let shared = request.shared;
    let total = shared.articles().len();
    let words = shared.words;
    let (before, after) = words.home.articles(total);
    let mut counts = vec![Count {
        before,
        number: words.number(total),
        after,
        href: href(request.root, shared.routes.article_list(0)),
    }];
    for (at, grouping) in shared.inputs.groupings.iter().enumerate() {
        let number = grouping.groups.len();
        if number == 0 || grouping.kind.chronological {
            continue;
        }
        let (before, after) = shared.called(at).map(|w| w.around(number)).unwrap_or_default();
        counts.push(Count {
            before,
            number: words.number(number),
            after,
            href: href(request.root, shared.routes.group_list(at, 0)),
        });
    }
    let ids = (0u32..).zip(shared.articles()).map(|(id, _)| id);
    if let Some((first, last)) = shared.span(ids) {
        let years = usize::from(first != last) + 1;
        let (before, after) = words.home.years(years);
        counts.push(Count {
            before,
            number: words.span(first, last),
            after,
            href: shared
                .inputs
                .roles
                .years
                .and_then(|at| href(request.root, shared.routes.group_list(at, 0))),
        });
    }
    counts
}

fn rankings<'a>(request: &Request<'a>) -> Result<Vec<Leading<'a>>, Diagnostic> {
    let shared = request.shared;
    let groupings = shared.inputs.groupings.iter().enumerate();
    groupings
        .filter(|(_, grouping)| grouping.kind.on_home)
        .filter_map(|(at, grouping)| {
            let counts = cross::largest(shared, at, LEADING);
            (!counts.is_empty()).then(|| {
                Ok(Leading {
                    heading: shared.many(at),
                    href: href(request.root, shared.routes.group_list(at, 0)),
                    items: ranked(shared.words, request.cards, at, &counts)?,
                    total: (grouping.groups.len() > LEADING)
                        .then(|| shared.words.number(grouping.groups.len())),
                })
            })
        })
        .collect()
}
