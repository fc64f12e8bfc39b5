//! The list of all notes, newest first, cut into pages, with the authors beside it; and the page of a note whose article is
//! not in the records.

use super::document::{self, Byline};
use super::introduction::Introduction;
use super::references::{self, References, SCRIPTS};
use crate::content::Note;
use crate::diag::Diagnostic;
use crate::record::Record;
use crate::site::card;
use crate::site::inputs::Inputs;
use crate::site::kind::{Listing, PageKind, Product, Request};
use crate::site::nav::Entry;
use crate::site::notes::{Stand, section_id};
use crate::site::page::Subject;
use crate::site::paginate::{self, Pagination};
use crate::site::prose::Curated;
use crate::site::routes::{Href, href, paged};
use crate::site::shared::Shared;
use crate::site::shown::Shown;
use crate::site::theme_file;
use crate::site::views::{DatedBlock, Head, by_dated_year, value};
use crate::text::fold::fold_name;
use serde::Serialize;
use tera::Value;

/// The folder of the list, which is its section of the navigation too.
pub(super) const FOLDER: &str = "notes";

/// Characters of a note in the list.
const GIST: usize = 260;

pub(super) static INDEX: PageKind = PageKind {
    id: "notes",
    template: Some(theme_file!("notes.html")),
    scripts: SCRIPTS,
    list: list_index,
    nav,
    make: make_index,
    ..PageKind::USUAL
};

/// A note whose article is not in the records.
pub(super) static ALONE: PageKind = PageKind {
    id: "note",
    template: Some(theme_file!("note.html")),
    scripts: SCRIPTS,
    list: list_alone,
    make: make_alone,
    ..PageKind::USUAL
};

#[derive(Serialize)]
struct NotesView<'a> {
    count: Shown<'static>,
    /// The curator's introduction, `content/notes/index.md`.
    #[serde(flatten)]
    introduction: Introduction<'a>,
    years: Vec<DatedBlock>,
    /// On the first page.
    authors: Vec<AuthorOfNotes<'a>>,
    pagination: Option<Pagination<'a>>,
}

#[derive(Serialize)]
struct AuthorOfNotes<'a> {
    name: Shown<'a>,
    count: Shown<'static>,
    notes: Vec<TitleOfNote<'a>>,
}

#[derive(Serialize)]
struct TitleOfNote<'a> {
    label: Shown<'a>,
    href: Option<Value>,
}

/// A note in a list.
#[derive(Serialize)]
pub(super) struct NoteEntry<'a> {
    /// Its title, else its article's.
    title: Shown<'a>,
    /// Where it stands.
    href: Option<Value>,
    #[serde(flatten)]
    byline: Byline<'a>,
    gist: Shown<'static>,
    /// Its article; where that stands for a title, only what the list says of it besides.
    article: Option<ArticleOfNote<'a>>,
    /// Of a note whose article is not in the records.
    unknown: Option<Shown<'static>>,
}

#[derive(Serialize)]
struct ArticleOfNote<'a> {
    title: Option<Shown<'static>>,
    href: Option<Href<'a>>,
    source: Option<Shown<'a>>,
}

#[derive(Serialize)]
struct Alone<'a> {
    title: Shown<'a>,
    #[serde(flatten)]
    byline: Byline<'a>,
    /// That its article is not in the records.
    unknown: Shown<'static>,
    html: Value,
    references: Option<References<'a>>,
}

fn pages(inputs: &Inputs) -> usize {
    match inputs.notes.newest().len() {
        0 => 0,
        notes => paginate::pages(notes, inputs.config.site.per_page),
    }
}

fn list_index(listing: &mut Listing<'_>) {
    for (page, route) in paged("notes/index", pages(listing.inputs)) {
        listing.add(route, Subject::Notes(page));
    }
}

fn list_alone(listing: &mut Listing<'_>) {
    let inputs = listing.inputs;
    for (at, note) in (0u32..).zip(&inputs.content.notes) {
        match inputs.notes.stand(at as usize) {
            Stand::Alone => listing.add(document::route(&note.document), Subject::Note(at)),
            Stand::Article(id, _) => {
                if let Some(article) = inputs.library.article(id) {
                    let route = format!("articles/{}.html", article.record.key);
                    listing.stands_at(Subject::Note(at), route);
                }
            }
            Stand::Nowhere => {}
        }
    }
}

fn nav(shared: &Shared, entries: &mut Vec<Entry>) {
    entries.extend(Entry::new(FOLDER, shared.words.notes.title(), shared.routes.note_list(0)));
}

fn make_index(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let Subject::Notes(number) = request.page.subject else { return request.misplaced() };
    let number = number as usize;
    let (shared, words) = (request.shared, request.shared.words);
    let inputs = &shared.inputs;
    let newest = inputs.notes.newest();
    let range = paginate::range(newest.len(), inputs.config.site.per_page, number);
    let first = number == 0;
    let own = document::own_text(inputs, "notes/index.html").filter(|_| first);
    let introduction = Introduction::of(request, own)?;
    let cites = introduction.cites();
    let count = words.notes.count(newest.len());
    let page = value(&NotesView {
        count: count.clone(),
        introduction,
        years: years(request, newest.get(range).unwrap_or_default())?,
        authors: if first { authors(request) } else { Vec::new() },
        pagination: paginate::pagination(words, number, pages(inputs), |page| {
            href(request.root, shared.routes.note_list(page))
        }),
    })?;
    let title = match number {
        0 => words.notes.title(),
        page => words.head.paged(words.notes.title(), page + 1),
    };
    let mut head = Head::new(title, FOLDER).described(words.notes.description(count));
    head.uses(SCRIPTS, cites);
    Ok(Product::page(head, page))
}

/// Notes, newest first, by the years of their dates.
fn years(request: &Request<'_>, notes: &[usize]) -> Result<Vec<DatedBlock>, Diagnostic> {
    let content = &request.shared.inputs.content;
    let dated = notes.iter().filter_map(|at| {
        let date = content.notes.get(*at)?.document.date.as_deref();
        Some(value(&entry(request, *at, GIST)?).map(|entry| (date, entry)))
    });
    Ok(by_dated_year(dated.collect::<Result<Vec<_>, _>>()?))
}

/// Who wrote notes, most notes first, with the titles; who signed none comes last.
fn authors<'a>(request: &Request<'a>) -> Vec<AuthorOfNotes<'a>> {
    let shared = request.shared;
    let mut authors: Vec<(String, AuthorOfNotes<'a>)> = Vec::new();
    for at in shared.inputs.notes.newest() {
        let Some(note) = shared.inputs.content.notes.get(*at) else { continue };
        let author = note.document.author.as_deref();
        let key = author.map(fold_name).unwrap_or_default();
        let title = TitleOfNote { label: title(shared, *at, note), href: link(request, *at) };
        if let Some((_, author)) = authors.iter_mut().find(|(known, _)| *known == key) {
            author.notes.push(title);
            continue;
        }
        let name = author.map_or_else(|| shared.words.notes.unsigned(), Shown::new);
        authors.push((key, AuthorOfNotes { name, count: Shown::EMPTY, notes: vec![title] }));
    }
    // Equals stay in the order of their newest notes.
    authors.sort_by_key(|(key, of)| (key.is_empty(), std::cmp::Reverse(of.notes.len())));
    let signed = authors.iter().any(|(key, _)| !key.is_empty());
    let counted = authors
        .into_iter()
        .filter(|_| signed)
        .map(|(_, of)| AuthorOfNotes { count: shared.words.number(of.notes.len()), ..of });
    counted.collect()
}

/// A note as lists show it, with so many characters of its prose.
pub(super) fn entry<'a>(request: &Request<'a>, at: usize, gist: usize) -> Option<NoteEntry<'a>> {
    let shared = request.shared;
    let note = shared.inputs.content.notes.get(at)?;
    let record = record(shared, at);
    let article = record.map(|(id, record)| ArticleOfNote {
        // Where the note has no title, its article's stands there already.
        title: note.title().map(|_| card::marked_title(shared.words, record)),
        href: href(request.root, shared.routes.article(id)),
        source: record
            .journal
            .as_ref()
            .and_then(|journal| journal.name())
            .map(|name| shared.journal_name(id, name)),
    });
    Some(NoteEntry {
        title: title(shared, at, note),
        href: link(request, at),
        byline: Byline::of(shared.words, &note.document),
        gist: Shown::new(note.document.body.opening(gist)).beginning(gist),
        unknown: match article {
            Some(_) => None,
            None => Some(shared.words.notes.unknown(Shown::new(note.article.as_str()))),
        },
        article,
    })
}

/// The record of a note's article.
fn record(shared: &Shared, note: usize) -> Option<(u32, &Record)> {
    let Stand::Article(id, _) = shared.inputs.notes.stand(note) else { return None };
    Some((id, &*shared.article(id)?.record))
}

/// A note's title, else its article's, else its file's name.
fn title<'a>(shared: &'a Shared, at: usize, note: &'a Note) -> Shown<'a> {
    match (note.title(), record(shared, at)) {
        (None, Some((_, record))) => card::marked_title(shared.words, record),
        _ => Shown::new(note.document.title.as_str()),
    }
}

/// The link to where a note stands.
fn link(request: &Request<'_>, at: usize) -> Option<Value> {
    let found = href(request.root, request.shared.routes.note(at))?;
    Some(note_id(request.shared, at).map_or_else(|| found.value(), |id| found.at(&id)))
}

/// The id of a note's section on its page; none where it has the page for itself.
pub(super) fn note_id(shared: &Shared, at: usize) -> Option<String> {
    match shared.inputs.notes.stand(at) {
        Stand::Article(_, number) => Some(section_id(number)),
        Stand::Alone | Stand::Nowhere => None,
    }
}

fn make_alone(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let Subject::Note(at) = request.page.subject else { return request.misplaced() };
    let (shared, at) = (request.shared, at as usize);
    let Some(note) = shared.inputs.content.notes.get(at) else { return request.misplaced() };
    let html = shared.prose.notes.get(at).cloned().flatten();
    let references = references::of(request, Curated::Note(at))?;
    let cites = references.is_some();
    let page = value(&Alone {
        title: Shown::new(note.document.title.as_str()),
        byline: Byline::of(shared.words, &note.document),
        unknown: shared.words.notes.alone(Shown::new(note.article.as_str())),
        html: html.unwrap_or_else(|| Value::from("")),
        references,
    })?;
    let mut head = Head::new(Shown::new(note.document.title.as_str()), FOLDER);
    head.uses(SCRIPTS, cites);
    let gist = Shown::new(note.document.body.opening(160)).beginning(160);
    Ok(Product::page(head.described(gist), page))
}
