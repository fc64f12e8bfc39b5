//! The page of one article, from the banner to the provenance. What is missing is left out or said in words.

mod identifiers;
mod people;
mod provenance;
mod subjects;
mod text;

use crate::content::{Document, Note};
use crate::diag::Diagnostic;
use crate::record::{PartialDate, Record};
use crate::site::kind::{Listing, PageKind, Product, Request};
use crate::site::mail::without_mail;
use crate::site::notices::{self, Alert, Notices};
use crate::site::page::Subject;
use crate::site::routes::{Href, href};
use crate::site::views::{Head, Link, value};
use crate::site::{card, external, names, rich, words};
use crate::text::fold::fold_name;
use serde::Serialize;
use tera::Value;

pub(super) static KIND: PageKind =
    PageKind { id: "article", template: "article.html", list, make, ..PageKind::USUAL };

#[derive(Serialize)]
struct ArticleView<'a> {
    kinds: Vec<String>,
    alerts: Vec<Alert>,
    mark: Option<&'static str>,
    title: String,
    title_html: Option<Value>,
    translated_from: Option<&'static str>,
    vernacular: Option<Vernacular>,
    people: people::People<'a>,
    source: Source<'a>,
    identifiers: Vec<identifiers::Identifier>,
    notes: Vec<NoteView<'a>>,
    text: text::Text<'a>,
    subjects: subjects::Subjects<'a>,
    related: Vec<Notices>,
    /// Entries as HTML.
    alike: Vec<Value>,
    conflict: Option<String>,
    corrections: Vec<(String, Option<String>)>,
    origins: Vec<provenance::OriginView>,
    given: Vec<provenance::GivenView>,
    newer: Option<Link<'a>>,
    older: Option<Link<'a>>,
    articles: Option<Href<'a>>,
}

#[derive(Serialize)]
struct Vernacular {
    title: String,
    lang: Option<&'static str>,
}

#[derive(Serialize)]
struct Source<'a> {
    journal: Option<JournalView<'a>>,
    book: Option<BookView>,
    date: Option<DateView<'a>>,
    locator: Option<String>,
    /// "Epub 9 Jan 2024", "eCollection 2024".
    others: Vec<String>,
}

#[derive(Serialize)]
struct JournalView<'a> {
    name: String,
    full: Option<String>,
    href: Option<Href<'a>>,
}

#[derive(Serialize)]
struct BookView {
    title: Option<String>,
    editors: String,
    publisher: String,
    years: Option<String>,
    edition: Option<String>,
    url: Option<String>,
}

#[derive(Serialize)]
struct DateView<'a> {
    words: String,
    iso: Option<String>,
    /// The page of its year.
    href: Option<Href<'a>>,
}

#[derive(Serialize)]
struct NoteView<'a> {
    id: String,
    /// None where the file's name had to stand in for a title.
    title: Option<&'a str>,
    by: Option<&'a str>,
    date: Option<String>,
    date_iso: Option<&'a str>,
    html: Value,
}

fn list(listing: &mut Listing<'_>) {
    let inputs = listing.inputs;
    for (id, article) in (0u32..).zip(inputs.library.articles()) {
        listing.add(format!("articles/{}.html", article.record.key), Subject::Article(id));
    }
}

fn make(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let Subject::Article(id) = request.page.subject else { return request.misplaced() };
    let (shared, root) = (request.shared, request.root);
    let Some(article) = shared.article(id) else { return request.misplaced() };
    let record = &article.record;
    let view = ArticleView {
        kinds: words::kinds(record),
        alerts: notices::alerts(shared, root, record),
        mark: card::mark(record),
        title: card::title_text(record),
        title_html: rich::title_html(card::bare_html(record), record.title_translated)
            .map(|html| Value::safe_string(&html)),
        translated_from: card::translated_from(record),
        vernacular: vernacular(record),
        people: people::people(request, id, record)?,
        source: source(request, id, record),
        identifiers: identifiers::of(record),
        notes: notes(request, id),
        text: text::text(record, &shared.inputs.config.site),
        subjects: subjects::subjects(request, id, record)?,
        related: notices::lists(shared, root, record),
        alike: alike(request, id)?,
        conflict: record
            .conflict_of_interest
            .as_deref()
            .map(|text| without_mail(text).into_owned()),
        corrections: provenance::corrections(article),
        origins: provenance::origins(record),
        given: provenance::given(article),
        newer: id.checked_sub(1).and_then(|id| neighbour(request, id)),
        older: id.checked_add(1).and_then(|id| neighbour(request, id)),
        articles: href(root, shared.routes.article_list(0)),
    };
    let head = head(request, record, &view);
    Ok(Product::page(head, value(&view)?))
}

fn head(request: &Request<'_>, record: &Record, view: &ArticleView<'_>) -> Head {
    let mut title = view.title.clone();
    if request.shared.is_repeated(&title) || title == "Untitled" {
        title = format!("{title} ({})", record.key);
    }
    if let Some(mark) = view.mark {
        title = format!("{mark} {title}");
    }
    let main = record.sections.iter().find(|section| section.kind.is_none());
    let shows = request.shared.inputs.config.site.abstracts != crate::config::AbstractPolicy::None;
    let description = if let Some(section) = main.filter(|_| shows) {
        words::beginning(&without_mail(&section.text), 160)
    } else {
        let place = view.source.journal.as_ref().map(|journal| journal.name.clone());
        let date = view.source.date.as_ref().map(|date| date.words.clone());
        let parts = [Some(names::line(record)), place, date];
        let parts: Vec<String> = parts.into_iter().flatten().filter(|p| !p.is_empty()).collect();
        parts.join(". ")
    };
    let mut head = Head::new(title, "articles").described(description);
    head.kind = "article";
    head
}

fn vernacular(record: &Record) -> Option<Vernacular> {
    let title = rich::title(record.vernacular_title.as_deref()?, false).into_owned();
    let lang = words::foreign_language(record).map(|(tag, _)| tag);
    (!title.is_empty() && title != card::title_text(record)).then_some(Vernacular { title, lang })
}

fn source<'a>(request: &Request<'a>, id: u32, record: &Record) -> Source<'a> {
    let shared = request.shared;
    let first_group = |role: Option<usize>| {
        let member = shared.memberships(role, id).first()?;
        shared.group_href(request.root, role?, member.group)
    };
    let journal_href = first_group(shared.inputs.roles.journals);
    let year_href = first_group(shared.inputs.roles.years);
    let shown = |text: &str| shared.journal_name(id, text).into_owned();
    let journal = record.journal.as_ref().and_then(|journal| {
        let name = journal.name()?;
        let full = journal.title.as_deref().filter(|title| *title != name).map(shown);
        let name = shown(name);
        let full = full.filter(|full| *full != name);
        Some(JournalView { name, full, href: journal_href })
    });
    let date = record.published.as_ref().or_else(|| record.date());
    let date_view = |d: &PartialDate| DateView {
        words: words::date(d),
        iso: words::datetime(d),
        href: year_href,
    };
    Source {
        journal,
        book: book(record),
        date: date.map(date_view),
        locator: words::locator(record),
        others: other_dates(record, date),
    }
}

fn other_dates(record: &Record, shown: Option<&PartialDate>) -> Vec<String> {
    let named = [
        ("Epub", &record.electronic),
        ("print", &record.print),
        ("eCollection", &record.collection),
        ("revised", &record.revised),
    ];
    named
        .into_iter()
        .filter_map(|(name, date)| Some((name, date.as_ref()?)))
        .filter(|(_, date)| shown != Some(date))
        .map(|(name, date)| format!("{name} {}", words::date(date)))
        .collect()
}

fn book(record: &Record) -> Option<BookView> {
    let book = record.book.as_ref()?;
    let shown = |text: &str| without_mail(text).into_owned();
    let publisher: Vec<&str> =
        [book.place.as_deref(), book.publisher.as_deref()].into_iter().flatten().collect();
    let editors: Vec<String> = if record.authors.is_empty() {
        Vec::new()
    } else {
        record.editors.iter().take(6).map(names::name).collect()
    };
    Some(BookView {
        title: book.title.as_deref().filter(|title| *title != record.title).map(shown),
        editors: editors.join(", "),
        publisher: shown(&publisher.join(": ")),
        years: book.published.as_ref().map(words::date),
        edition: book.edition.as_deref().map(shown),
        url: book.url.as_deref().and_then(external::web),
    })
}

fn notes<'a>(request: &Request<'a>, id: u32) -> Vec<NoteView<'a>> {
    let shared = request.shared;
    let places = shared.inputs.notes.get(&id).map_or(&[][..], Vec::as_slice);
    places
        .iter()
        .enumerate()
        .filter_map(|(number, at)| {
            let Note { document, .. } = shared.inputs.content.notes.get(*at)?;
            let html = shared.prose.notes.get(*at).cloned().flatten()?;
            Some(NoteView {
                id: if number == 0 { "note".to_owned() } else { format!("note-{}", number + 1) },
                title: typed_title(document),
                by: document.author.as_deref(),
                date: document.date.as_deref().map(words::iso_date),
                date_iso: document.date.as_deref().filter(|date| super::document::is_iso(date)),
                html,
            })
        })
        .collect()
}

/// The title of a note, unless it is its file's name in other words.
fn typed_title(note: &Document) -> Option<&str> {
    let name = note.path.rsplit('/').next().unwrap_or_default();
    let stem = name.strip_suffix(".md").unwrap_or(name);
    (fold_name(stem) != fold_name(&note.title)).then_some(&*note.title)
}

/// The entries of the related articles.
fn alike(request: &Request<'_>, id: u32) -> Result<Vec<Value>, Diagnostic> {
    let related = request.shared.inputs.related.get(id as usize).map_or(&[][..], Vec::as_slice);
    related.iter().map(|id| request.cards.card(*id)).collect()
}

fn neighbour<'a>(request: &Request<'a>, id: u32) -> Option<Link<'a>> {
    let article = request.shared.article(id)?;
    let label = words::beginning(&card::marked_title(&article.record), 90);
    Some(Link { label, href: href(request.root, request.shared.routes.article(id)) })
}
