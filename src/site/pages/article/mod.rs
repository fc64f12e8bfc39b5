//! The page of one article, from the banner to the provenance. What is missing is left out or said in words.

mod citation;
mod discussed;
mod further;
mod identifiers;
mod people;
mod provenance;
mod subjects;
pub(super) mod text;

use super::document::Byline;
use super::references::{self, References, SCRIPTS};
use super::table::{self, Fact};
use crate::content::Note;
use crate::diag::Diagnostic;
use crate::record::{PartialDate, Person, Record};
use crate::site::external::Address;
use crate::site::kind::{Listing, PageKind, Product, Request};
use crate::site::notes::section_id;
use crate::site::notices::{self, Alert, Notices};
use crate::site::page::Subject;
use crate::site::prose::Curated;
use crate::site::routes::{Href, href};
use crate::site::shown::Shown;
use crate::site::theme::ThemeFile;
use crate::site::theme_file;
use crate::site::views::{Head, Link, value};
use crate::site::words::{Article, Words};
use crate::site::{card, external, names, rich, words};
use serde::Serialize;
use tera::Value;

/// Its scripts: that of the references of its notes, and that of the buttons that copy.
const ALL_SCRIPTS: &[ThemeFile] = &[theme_file!("citations.js"), theme_file!("copy.js")];

pub(super) static KIND: PageKind = PageKind {
    id: "article",
    template: Some(theme_file!("article.html")),
    scripts: ALL_SCRIPTS,
    list,
    make,
    ..PageKind::USUAL
};

#[derive(Serialize)]
struct ArticleView<'a> {
    kinds: Vec<Shown<'a>>,
    alerts: Vec<Alert>,
    mark: Option<Shown<'static>>,
    title: Shown<'static>,
    title_html: Option<Value>,
    translated_from: Option<Shown<'static>>,
    vernacular: Option<Vernacular<'a>>,
    people: people::People<'a>,
    source: Source<'a>,
    identifiers: Vec<identifiers::Identifier>,
    notes: Vec<NoteView<'a>>,
    text: text::Text<'a>,
    subjects: subjects::Subjects<'a>,
    related: Vec<Notices>,
    citation: citation::Citation,
    discussed: Option<discussed::Discussed>,
    /// Entries as HTML.
    alike: Vec<Value>,
    conflict: Option<Shown<'a>>,
    corrections: Vec<(Shown<'static>, Option<Shown<'a>>)>,
    origins: Vec<provenance::OriginView<'a>>,
    /// When the database last changed the record, in words.
    record_revised: Option<Shown<'static>>,
    given: Vec<provenance::GivenView>,
    further: Vec<further::Row<'a>>,
    newer: Option<Link<'a>>,
    older: Option<Link<'a>>,
    articles: Option<Href<'a>>,
}

#[derive(Serialize)]
struct Vernacular<'a> {
    title: Shown<'a>,
    lang: Option<&'static str>,
}

#[derive(Serialize)]
struct Source<'a> {
    journal: Option<JournalView<'a>>,
    book: Option<BookView<'a>>,
    date: Option<DateView<'a>>,
    locator: Option<Shown<'static>>,
    /// "Epub 9 Jan 2024", "eCollection 2024".
    others: Vec<Shown<'static>>,
}

#[derive(Serialize)]
struct JournalView<'a> {
    name: Shown<'a>,
    full: Option<Shown<'a>>,
    href: Option<Href<'a>>,
}

#[derive(Serialize)]
struct BookView<'a> {
    title: Option<Shown<'a>>,
    /// "A, B (eds)."
    editors: Option<Shown<'static>>,
    publisher: Shown<'static>,
    years: Option<Shown<'static>>,
    edition: Option<Shown<'a>>,
    url: Option<Address>,
}

#[derive(Serialize)]
struct DateView<'a> {
    words: Shown<'static>,
    iso: Option<Shown<'static>>,
    /// The page of its year.
    href: Option<Href<'a>>,
}

#[derive(Serialize)]
struct NoteView<'a> {
    id: String,
    /// "Our note", with its number where there are several.
    heading: Shown<'a>,
    /// None where the file's name had to stand in for a title.
    title: Option<&'a str>,
    #[serde(flatten)]
    byline: Byline<'a>,
    /// What it says in fields of its own.
    facts: Vec<Fact<'a>>,
    /// The article's row in the table of studies.
    row: Option<Value>,
    /// Its prose; none where it has facts alone.
    html: Option<Value>,
    references: Option<References<'a>>,
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
    let words = shared.words;
    let view = ArticleView {
        kinds: words::kinds(words, record),
        alerts: notices::alerts(shared, root, record),
        mark: card::mark(words, record),
        title: card::title_text(words, record),
        title_html: rich::title_html(card::bare_html(record), record.title_translated),
        translated_from: card::translated_from(words, record),
        vernacular: vernacular(words, record),
        people: people::people(request, id, record)?,
        source: source(request, id, record),
        identifiers: identifiers::of(words, record),
        notes: notes(request, id)?,
        text: text::text(words, record, &shared.inputs.config.site),
        subjects: subjects::subjects(request, id, record)?,
        related: notices::lists(shared, root, record),
        citation: citation::of(words, record, shared.exports.key(id)),
        discussed: discussed::of(request, id),
        alike: alike(request, id)?,
        conflict: record.conflict_of_interest.as_deref().map(Shown::new),
        corrections: provenance::corrections(article),
        origins: provenance::origins(words, record),
        record_revised: provenance::record_revised(words, record),
        given: provenance::given(words, article),
        further: further::rows(words, record),
        newer: id.checked_sub(1).and_then(|id| neighbour(request, id)),
        older: id.checked_add(1).and_then(|id| neighbour(request, id)),
        articles: href(root, shared.routes.article_list(0)),
    };
    let mut head = head(request, record, &view);
    head.uses(SCRIPTS, view.notes.iter().any(|note| note.references.is_some()));
    Ok(Product::page(head, value(&view)?))
}

fn head(request: &Request<'_>, record: &Record, view: &ArticleView<'_>) -> Head {
    let mut title = view.title.clone();
    let words = request.shared.words;
    if request.shared.is_repeated(&title) || card::own_title(record).is_none() {
        title = words.head.told_apart(title, Shown::new(record.key.as_str()));
    }
    if let Some(mark) = &view.mark {
        title = words.card.marked(mark, title);
    }
    let main = record.sections.iter().find(|section| section.kind.is_none());
    let shows = request.shared.inputs.config.site.abstracts != crate::config::AbstractPolicy::None;
    let description = if let Some(section) = main.filter(|_| shows) {
        Shown::new(section.text.as_str()).beginning(160)
    } else {
        let place = view.source.journal.as_ref().map(|journal| journal.name.clone());
        let date = view.source.date.as_ref().map(|date| date.words.clone());
        let parts = [Some(names::line(words, record)), place, date];
        let parts: Vec<Shown<'_>> = parts.into_iter().flatten().filter(|p| !p.is_empty()).collect();
        let parts: Vec<&str> = parts.iter().map(|part| &**part).collect();
        Shown::new(parts.join(". "))
    };
    let mut head = Head::new(title, "articles").described(description);
    head.kind = "article";
    head
}

fn vernacular<'a>(words: &'static Words, record: &'a Record) -> Option<Vernacular<'a>> {
    let title = rich::title(record.vernacular_title.as_deref()?, false);
    let lang = words::foreign_language(record).map(|(_, tag)| tag);
    (!title.is_empty() && *title != *card::title_text(words, record))
        .then_some(Vernacular { title, lang })
}

fn source<'a>(request: &Request<'a>, id: u32, record: &'a Record) -> Source<'a> {
    let shared = request.shared;
    let words = shared.words;
    let first_group = |role: Option<usize>| {
        let member = shared.memberships(role, id).first()?;
        shared.group_href(request.root, role?, member.group)
    };
    let journal_href = first_group(shared.inputs.roles.journals);
    let year_href = first_group(shared.inputs.roles.years);
    let shown = |text: &'a str| shared.journal_name(id, text);
    let journal = record.journal.as_ref().and_then(|journal| {
        let name = journal.name()?;
        let full = journal.title.as_deref().filter(|title| *title != name).map(shown);
        let name = shown(name);
        let full = full.filter(|full| *full != name);
        Some(JournalView { name, full, href: journal_href })
    });
    let date = record.published.as_ref().or_else(|| record.date());
    let date_view = |d: &PartialDate| DateView {
        words: words.written_date(d),
        iso: words::datetime(d),
        href: year_href,
    };
    Source {
        journal,
        book: book(words, record),
        date: date.map(date_view),
        locator: words::locator(record),
        others: other_dates(words, record, date),
    }
}

/// A phrase of the catalogue that takes a date, in a table.
type Say = fn(&'static Article, Shown<'static>) -> Shown<'static>;

fn other_dates(
    words: &'static Words,
    record: &Record,
    shown: Option<&PartialDate>,
) -> Vec<Shown<'static>> {
    let says = &words.article;
    let named: [(Say, _); 4] = [
        (|says, date| says.epub(date), &record.electronic),
        (|says, date| says.print(date), &record.print),
        (|says, date| says.ecollection(date), &record.collection),
        (|says, date| says.revised(date), &record.revised),
    ];
    named
        .into_iter()
        .filter_map(|(say, date)| Some((say, date.as_ref()?)))
        .filter(|(_, date)| shown != Some(date))
        .map(|(say, date)| say(says, words.written_date(date)))
        .collect()
}

fn book<'a>(words: &'static Words, record: &'a Record) -> Option<BookView<'a>> {
    let book = record.book.as_ref()?;
    let publisher: Vec<&str> =
        [book.place.as_deref(), book.publisher.as_deref()].into_iter().flatten().collect();
    let editors: &[Person] = if record.authors.is_empty() { &[] } else { &record.editors };
    Some(BookView {
        title: book.title.as_deref().filter(|title| *title != record.title).map(Shown::new),
        editors: words
            .joined(editors.iter().take(6).map(names::name))
            .filled()
            .map(|names| words.article.book_editors(names)),
        publisher: Shown::new(publisher.join(": ")),
        years: book.published.as_ref().map(|date| words.written_date(date)),
        edition: book.edition.as_deref().map(Shown::new),
        url: book.url.as_deref().and_then(external::web),
    })
}

fn notes<'a>(request: &Request<'a>, id: u32) -> Result<Vec<NoteView<'a>>, Diagnostic> {
    let shared = request.shared;
    let places = shared.inputs.notes.of_article(id).iter().enumerate();
    let read = places.filter_map(|(number, at)| {
        let note = shared.inputs.content.notes.get(*at).filter(|note| note.says_something())?;
        Some((number, *at, note))
    });
    let read: Vec<_> = read.collect();
    let several = read.len() > 1;
    let view = |(number, at, note): (usize, usize, &'a Note)| {
        Ok(NoteView {
            id: section_id(number),
            heading: match several {
                true => shared.words.article.note_numbered(number + 1),
                false => shared.words.article.note(),
            },
            title: note.title(),
            byline: Byline::of(shared.words, &note.document),
            facts: table::facts(shared, at),
            row: table::row(request, id),
            html: shared.prose.notes.get(at).cloned().flatten(),
            references: references::of(request, Curated::Note(at))?,
        })
    };
    read.into_iter().map(view).collect()
}

/// The entries of the related articles.
fn alike(request: &Request<'_>, id: u32) -> Result<Vec<Value>, Diagnostic> {
    let related = request.shared.inputs.related.get(id as usize).map_or(&[][..], Vec::as_slice);
    related.iter().map(|id| request.cards.card(*id)).collect()
}

fn neighbour<'a>(request: &Request<'a>, id: u32) -> Option<Link<'a>> {
    let article = request.shared.article(id)?;
    let label = card::marked_title(request.shared.words, &article.record).beginning(90);
    Some(Link { label, href: href(request.root, request.shared.routes.article(id)) })
}
