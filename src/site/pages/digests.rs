//! The digests, each with its prose, what changed and the articles that it lists, cut into pages; and the list of all of
//! them, newest first.

use super::document::{self, Byline};
use super::files::{self, Files};
use super::introduction::Introduction;
use super::references::{self, References, SCRIPTS};
use crate::content::Digest;
use crate::diag::Diagnostic;
use crate::library::{ArticleId, ChangeKind};
use crate::record::PartialDate;
use crate::site::card;
use crate::site::digests::{Changes, DigestList, Since};
use crate::site::inputs::Inputs;
use crate::site::kind::{Listing, PageKind, Product, Request};
use crate::site::lists::{self, Tools};
use crate::site::nav::Entry;
use crate::site::page::Subject;
use crate::site::paginate::{self, Pagination};
use crate::site::prose::Curated;
use crate::site::routes::{Href, href, paged};
use crate::site::shared::Shared;
use crate::site::shown::Shown;
use crate::site::theme_file;
use crate::site::views::{DatedBlock, Head, Link, by_dated_year, value};
use serde::Serialize;
use tera::Value;

/// The folder of the digests, which is their section of the navigation too.
pub(super) const FOLDER: &str = "digests";

/// Characters of a digest in the list.
const GIST: usize = 260;

/// Most articles that the block of changes names of one kind.
const NAMED: usize = 200;

pub(super) static INDEX: PageKind = PageKind {
    id: "digests",
    template: Some(theme_file!("digests.html")),
    scripts: SCRIPTS,
    list: list_index,
    nav,
    make: make_index,
    ..PageKind::USUAL
};

pub(super) static DIGEST: PageKind = PageKind {
    id: "digest",
    template: Some(theme_file!("digest.html")),
    list: list_digests,
    make: make_digest,
    scripts: &[theme_file!("citations.js"), theme_file!("lists.js")],
    ..PageKind::USUAL
};

#[derive(Serialize)]
struct DigestsView<'a> {
    count: Shown<'static>,
    /// The curator's introduction, `content/digests/index.md`.
    #[serde(flatten)]
    introduction: Introduction<'a>,
    years: Vec<DatedBlock>,
    pagination: Option<Pagination<'a>>,
}

/// A digest in a list.
#[derive(Serialize)]
pub(super) struct DigestEntry<'a> {
    title: Shown<'a>,
    href: Option<Href<'a>>,
    #[serde(flatten)]
    byline: Byline<'a>,
    gist: Shown<'static>,
    /// How many articles it lists; nothing where it asks for none.
    count: Option<Shown<'static>>,
}

#[derive(Serialize)]
struct DigestView<'a> {
    index: Option<Href<'a>>,
    title: Shown<'a>,
    #[serde(flatten)]
    byline: Byline<'a>,
    html: Option<Value>,
    references: Option<References<'a>>,
    changes: Option<ChangesView<'a>>,
    /// Whether it asks for articles.
    asks: bool,
    count: Shown<'static>,
    /// What they have in common, by the names of the groupings.
    asked: Vec<Asked>,
    /// When they came into the records, in words.
    added: Option<Shown<'static>>,
    /// What a reader can take along.
    files: Option<Files<'a>>,
    list: Tools,
    /// Entries as HTML.
    entries: Vec<Value>,
    pagination: Option<Pagination<'a>>,
    newer: Option<Link<'a>>,
    older: Option<Link<'a>>,
}

#[derive(Serialize)]
struct Asked {
    heading: Shown<'static>,
    /// Links to groups as HTML.
    groups: Vec<Value>,
}

#[derive(Serialize)]
struct ChangesView<'a> {
    span: Shown<'static>,
    lists: Vec<ChangeList<'a>>,
}

#[derive(Serialize)]
struct ChangeList<'a> {
    id: &'static str,
    heading: Shown<'a>,
    count: Shown<'static>,
    articles: Vec<ChangedArticle<'a>>,
    /// How many more there are.
    more: Option<Shown<'static>>,
}

#[derive(Serialize)]
struct ChangedArticle<'a> {
    title: Shown<'static>,
    href: Option<Href<'a>>,
    source: Option<Shown<'a>>,
}

fn index_pages(inputs: &Inputs) -> usize {
    match inputs.content.digests.len() {
        0 => 0,
        digests => paginate::pages(digests, inputs.config.site.per_page),
    }
}

fn digest_pages(inputs: &Inputs, list: &DigestList) -> usize {
    paginate::pages(list.articles.len(), inputs.config.site.per_page)
}

fn list_index(listing: &mut Listing<'_>) {
    for (page, route) in paged("digests/index", index_pages(listing.inputs)) {
        listing.add(route, Subject::Digests(page));
    }
}

fn list_digests(listing: &mut Listing<'_>) {
    let inputs = listing.inputs;
    for (at, digest) in (0u32..).zip(&inputs.content.digests) {
        let Some(list) = inputs.digests.list(at as usize) else { continue };
        let route = document::route(&digest.document);
        let stem = route.strip_suffix(".html").unwrap_or(&route);
        for (page, route) in paged(stem, digest_pages(inputs, list)) {
            listing.add(route, Subject::Digest(at, page));
        }
    }
}

fn nav(shared: &Shared, entries: &mut Vec<Entry>) {
    entries.extend(Entry::new(FOLDER, shared.words.digests.title(), shared.routes.digest_list(0)));
}

fn make_index(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let Subject::Digests(number) = request.page.subject else { return request.misplaced() };
    let number = number as usize;
    let (shared, words) = (request.shared, request.shared.words);
    let inputs = &shared.inputs;
    let newest = inputs.digests.newest();
    let range = paginate::range(newest.len(), inputs.config.site.per_page, number);
    let own = document::own_text(inputs, "digests/index.html").filter(|_| number == 0);
    let introduction = Introduction::of(request, own)?;
    let cites = introduction.cites();
    let entries = newest.get(range).unwrap_or_default().iter().filter_map(|at| {
        let date = inputs.content.digests.get(*at)?.document.date.as_deref();
        Some(value(&entry(request, *at, GIST)?).map(|entry| (date, entry)))
    });
    let years = by_dated_year(entries.collect::<Result<Vec<_>, _>>()?);
    let count = words.digests.count(newest.len());
    let page = value(&DigestsView {
        count: count.clone(),
        introduction,
        years,
        pagination: paginate::pagination(words, number, index_pages(inputs), |page| {
            href(request.root, shared.routes.digest_list(page))
        }),
    })?;
    let title = match number {
        0 => words.digests.title(),
        page => words.head.paged(words.digests.title(), page + 1),
    };
    let mut head = Head::new(title, FOLDER).described(words.digests.description(count));
    head.uses(SCRIPTS, cites);
    Ok(Product::page(head, page))
}

/// A digest as lists show it, with so many characters of its prose.
pub(super) fn entry<'a>(request: &Request<'a>, at: usize, gist: usize) -> Option<DigestEntry<'a>> {
    let shared = request.shared;
    let digest = shared.inputs.content.digests.get(at)?;
    let list = shared.inputs.digests.list(at)?;
    Some(DigestEntry {
        title: Shown::new(digest.document.title.as_str()),
        href: href(request.root, shared.routes.digest(at, 0)),
        byline: Byline::of(shared.words, &digest.document),
        gist: Shown::new(digest.document.body.opening(gist)).beginning(gist),
        count: digest.asks().then(|| shared.words.count.articles(list.articles.len())),
    })
}

fn make_digest(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let Subject::Digest(at, number) = request.page.subject else { return request.misplaced() };
    let subject = Subject::Digest(at, 0);
    let (at, number) = (at as usize, number as usize);
    let (shared, words) = (request.shared, request.shared.words);
    let inputs = &shared.inputs;
    let (Some(digest), Some(list)) = (inputs.content.digests.get(at), inputs.digests.list(at))
    else {
        return request.misplaced();
    };
    let first = number == 0;
    let range = paginate::range(list.articles.len(), inputs.config.site.per_page, number);
    let shown = list.articles.get(range).unwrap_or_default();
    let document = &digest.document;
    let references = match first {
        true => references::of(request, Curated::Digest(at))?,
        false => None,
    };
    let cites = references.is_some();
    let tools = lists::tools(request, &subject, &list.articles);
    let sifts = tools.sifts();
    let page = value(&DigestView {
        index: href(request.root, shared.routes.digest_list(0)),
        title: Shown::new(document.title.as_str()),
        byline: Byline::of(words, document),
        html: shared.prose.digests.get(at).cloned().flatten().filter(|_| first),
        references,
        changes: list.changes.as_ref().filter(|_| first).map(|told| changes(request, told)),
        asks: digest.asks(),
        count: words.count.articles(list.articles.len()),
        asked: asked(request, list)?,
        added: added(shared, digest),
        files: files::of_digest_page(request, at, first),
        list: tools,
        entries: shown.iter().map(|id| request.cards.card(*id)).collect::<Result<_, _>>()?,
        pagination: paginate::pagination(words, number, digest_pages(inputs, list), |page| {
            href(request.root, shared.routes.digest(at, page))
        }),
        newer: neighbour(request, at, |place| place.checked_sub(1)),
        older: neighbour(request, at, |place| place.checked_add(1)),
    })?;
    let title = Shown::new(document.title.as_str());
    let title = if first { title } else { words.head.paged(title, number + 1) };
    let gist = Shown::new(document.body.opening(160)).beginning(160);
    let mut head = Head::new(title, FOLDER).described(gist);
    head.kind = "article";
    head.uses(SCRIPTS, cites);
    head.uses(lists::SCRIPTS, sifts);
    Ok(Product::page_by(head, page, document.template.clone()))
}

/// The groups that the articles have in common.
fn asked(request: &Request<'_>, list: &DigestList) -> Result<Vec<Asked>, Diagnostic> {
    let groups = list.groups.iter().filter(|(_, groups)| !groups.is_empty());
    let asked = groups.map(|(grouping, groups)| {
        let links = groups.iter().map(|group| request.cards.link(*grouping, *group));
        Ok(Asked {
            heading: request.shared.many(*grouping),
            groups: links.collect::<Result<_, Diagnostic>>()?,
        })
    });
    asked.collect()
}

/// When the articles came, in words.
fn added(shared: &Shared, digest: &Digest) -> Option<Shown<'static>> {
    let words = shared.words;
    let written = |date: &PartialDate| words.written_date(date);
    match (&digest.added_since, &digest.added_until) {
        (Some(since), Some(until)) => {
            Some(words.digests.added_between(written(since), written(until)))
        }
        (Some(since), None) => Some(words.digests.added_since(written(since))),
        (None, Some(until)) => Some(words.digests.added_until(written(until))),
        (None, None) => None,
    }
}

fn changes<'a>(request: &Request<'a>, changes: &Changes) -> ChangesView<'a> {
    let words = request.shared.words;
    let until = words.written_date(&changes.until);
    let span = match &changes.since {
        Since::Day(day) => words.digests.between(words.written_date(day), until),
        Since::Digest(before) => words.digests.since_last(words.written_date(before), until),
    };
    let list = |(kind, ids): (&ChangeKind, &Vec<ArticleId>)| {
        let (id, heading) = match kind {
            ChangeKind::Added => ("added", words.digests.added()),
            ChangeKind::Retracted => ("retracted", words.digests.retracted()),
            ChangeKind::Concern => ("concern", words.digests.concern()),
            ChangeKind::Corrected => ("corrected", words.digests.corrected()),
        };
        ChangeList {
            id,
            heading,
            count: words.number(ids.len()),
            articles: ids.iter().take(NAMED).filter_map(|id| changed(request, *id)).collect(),
            more: ids.len().checked_sub(NAMED).filter(|more| *more > 0).map(|n| words.number(n)),
        }
    };
    ChangesView { span, lists: changes.of_kind.iter().map(list).collect() }
}

fn changed<'a>(request: &Request<'a>, id: ArticleId) -> Option<ChangedArticle<'a>> {
    let shared = request.shared;
    let record = &shared.article(id)?.record;
    let journal = record.journal.as_ref().and_then(|journal| journal.name());
    Some(ChangedArticle {
        title: card::marked_title(shared.words, record),
        href: href(request.root, shared.routes.article(id)),
        source: journal.map(|name| shared.journal_name(id, name)),
    })
}

/// The digest before or behind one in the list.
fn neighbour<'a>(
    request: &Request<'a>,
    at: usize,
    step: impl Fn(usize) -> Option<usize>,
) -> Option<Link<'a>> {
    let shared = request.shared;
    let newest = shared.inputs.digests.newest();
    let place = newest.iter().position(|other| *other == at)?;
    let other = *newest.get(step(place)?)?;
    let document = &shared.inputs.content.digests.get(other)?.document;
    let label = Shown::new(document.title.as_str());
    Some(Link { label, href: href(request.root, shared.routes.digest(other, 0)) })
}
