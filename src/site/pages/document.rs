//! The curator's own pages: every Markdown file that is neither a note nor a profile.

use super::references::{self, References, SCRIPTS};
use crate::content::Document;
use crate::diag::Diagnostic;
use crate::grouping::Grouping;
use crate::site::inputs::Inputs;
use crate::site::kind::{Listing, PageKind, Product, Request};
use crate::site::nav::Entry;
use crate::site::page::Subject;
use crate::site::prose::Curated;
use crate::site::routes::{ABOUT, HOME, NOT_FOUND};
use crate::site::shared::Shared;
use crate::site::shown::Shown;
use crate::site::theme_file;
use crate::site::views::{Head, value};
use crate::site::words::Words;
use crate::text::slug::slug;
use serde::Serialize;
use tera::Value;

pub(super) static KIND: PageKind = PageKind {
    id: "document",
    template: Some(theme_file!("page.html")),
    scripts: SCRIPTS,
    list,
    nav,
    make,
    ..PageKind::USUAL
};

#[derive(Serialize)]
struct DocumentView<'a> {
    title: &'a str,
    #[serde(flatten)]
    byline: Byline<'a>,
    html: Value,
    references: Option<References<'a>>,
}

/// Who wrote a text of the curator's, and when.
#[derive(Serialize)]
pub(super) struct Byline<'a> {
    author: Option<&'a str>,
    date: Option<Shown<'static>>,
    date_iso: Option<&'a str>,
    updated: Option<Shown<'static>>,
    updated_iso: Option<&'a str>,
}

impl<'a> Byline<'a> {
    pub(super) fn of(words: &Words, document: &'a Document) -> Self {
        Byline {
            author: document.author.as_deref(),
            date: document.date.as_deref().map(|date| words.iso_date(date)),
            date_iso: document.date.as_deref().filter(|date| is_iso(date)),
            updated: document.updated.as_deref().map(|date| words.iso_date(date)),
            updated_iso: document.updated.as_deref().filter(|date| is_iso(date)),
        }
    }
}

fn list(listing: &mut Listing<'_>) {
    let inputs = listing.inputs;
    for (at, document) in (0u32..).zip(&inputs.content.pages) {
        let route = route(document);
        if is_index(inputs, &route) {
            listing.stands_at(Subject::Document(at), route);
        } else if on_home(inputs) != Some(at) && route != NOT_FOUND {
            // The home page and the error page show their own texts themselves.
            listing.add(route, Subject::Document(at));
        }
    }
}

/// Whether a list of everything in a folder is at a route, which shows the text of a document there.
fn is_index(inputs: &Inputs, route: &str) -> bool {
    let Some(folder) = route.strip_suffix("/index.html") else { return false };
    let of = |grouping: &Grouping| grouping.kind.id == folder && !grouping.groups.is_empty();
    let notes = folder == super::notes::FOLDER && !inputs.notes.newest().is_empty();
    let digests = folder == super::digests::FOLDER && !inputs.content.digests.is_empty();
    notes || digests || inputs.groupings.iter().any(of)
}

/// The document that is the home page's own text and has no other page.
pub(super) fn on_home(inputs: &Inputs) -> Option<u32> {
    let mut pages = (0u32..).zip(&inputs.content.pages);
    let is_index = |document: &Document| document.stem().eq_ignore_ascii_case("index");
    let (at, _) = pages.find(|(_, document)| is_index(document) && route(document) == HOME)?;
    Some(at)
}

/// The document that is another page's own text, by that page's route.
pub(super) fn own_text(inputs: &Inputs, wanted: &str) -> Option<u32> {
    let mut pages = (0u32..).zip(&inputs.content.pages);
    let (at, _) = pages.find(|(_, document)| route(document) == wanted)?;
    Some(at)
}

/// `reviews/2026 spring.md` is at `reviews/2026-spring.html`.
pub(super) fn route(document: &Document) -> String {
    let stem = document.stem();
    let (folder, name) = stem.rsplit_once('/').map_or(("", stem), |(f, n)| (f, n));
    let mut parts: Vec<String> = folder.split('/').filter(|p| !p.is_empty()).map(slug).collect();
    parts.push(match &document.slug {
        Some(own) => slug(own),
        None if name.eq_ignore_ascii_case("index") => "index".to_owned(),
        None => slug(name),
    });
    format!("{}.html", parts.join("/"))
}

fn nav(shared: &Shared, entries: &mut Vec<Entry>) {
    for (at, document) in shared.inputs.content.pages.iter().enumerate() {
        let route = shared.routes.document(at);
        let top =
            route.filter(|route| !route.contains('/') && ![HOME, ABOUT, NOT_FOUND].contains(route));
        let title = Shown::new(&*document.title);
        entries.extend(Entry::new(top.unwrap_or_default(), title, top));
    }
}

fn make(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let Subject::Document(at) = request.page.subject else { return request.misplaced() };
    let at = at as usize;
    let Some(document) = request.shared.inputs.content.pages.get(at) else {
        return request.misplaced();
    };
    let words = request.shared.words;
    let references = references::of(request, Curated::Document(at))?;
    let cites = references.is_some();
    let page = value(&DocumentView {
        title: &document.title,
        byline: Byline::of(words, document),
        html: request.shared.prose.documents.get(at).cloned().unwrap_or_else(|| Value::from("")),
        references,
    })?;
    let mut head = Head::new(Shown::new(&*document.title), &request.page.route);
    head.uses(SCRIPTS, cites);
    Ok(Product::page_by(head, page, document.template.clone()))
}

/// Whether a date can stand in a `datetime` attribute.
fn is_iso(date: &str) -> bool {
    let lengths: Vec<usize> = date.split('-').map(str::len).collect();
    matches!(lengths.as_slice(), [4] | [4, 2] | [4, 2, 2])
        && date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}
