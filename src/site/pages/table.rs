//! The table of studies: one row for each article whose notes have fields of their own, one column for each field; and the
//! same as a file for spreadsheets. Without JavaScript the table is whole and in the order that the settings ask for.

use crate::config::{Direction, Field, FieldKind};
use crate::content::FieldValue;
use crate::diag::Diagnostic;
use crate::formats;
use crate::library::ArticleId;
use crate::record::{Doi, PartialDate, Person, Pmcid, Pmid, Record};
use crate::site::kind::{Listing, PageKind, Product, Request};
use crate::site::nav::Entry;
use crate::site::page::Subject;
use crate::site::routes::{Href, STUDIES, STUDIES_CSV, href};
use crate::site::shared::Shared;
use crate::site::shown::Shown;
use crate::site::studies::{Column, Study};
use crate::site::views::{Head, value};
use crate::site::words::Words;
use crate::site::{card, names, theme_file};
use serde::Serialize;
use tera::Value;

pub(super) static KIND: PageKind = PageKind {
    id: "studies",
    template: Some(theme_file!("studies.html")),
    scripts: &[theme_file!("studies.js")],
    list: |listing| list(listing, STUDIES),
    nav,
    make,
    ..PageKind::USUAL
};

/// The table for spreadsheets.
pub(super) static CSV: PageKind = PageKind {
    id: "studies-csv",
    canonical: false,
    list: |listing| list(listing, STUDIES_CSV),
    make: |request| Ok(Product::Bytes(sheet(request.shared).into_bytes())),
    ..PageKind::USUAL
};

#[derive(Serialize)]
struct Table<'a> {
    /// "12 studies", and how many noted articles have no field.
    count: Shown<'static>,
    without: Option<Shown<'static>>,
    csv: Option<Href<'a>>,
    columns: Vec<ColumnView<'a>>,
    rows: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct ColumnView<'a> {
    label: Shown<'a>,
    unit: Option<Shown<'a>>,
    numeric: bool,
    /// The way in which rows go by it: `ascending`, `descending`.
    sorted: Option<&'static str>,
    /// The values by which rows can be sifted; empty where there is no choice.
    choices: Vec<Shown<'static>>,
}

#[derive(Serialize)]
struct Row<'a> {
    id: String,
    href: Option<Href<'a>>,
    /// "Ilieva et al. 2009".
    study: Shown<'static>,
    mark: Option<Shown<'static>>,
    title: Shown<'static>,
    cells: Vec<Cell>,
}

#[derive(Serialize)]
struct Cell {
    text: Shown<'static>,
    /// Of a list its parts.
    items: Vec<Shown<'static>>,
    /// The place of the value among those of its column; none where nothing is said.
    rank: Option<usize>,
}

/// A field of a note, for the page of its article.
#[derive(Serialize)]
pub(super) struct Fact<'a> {
    label: Shown<'a>,
    value: Shown<'static>,
    unit: Option<Shown<'a>>,
}

/// What a note says in fields of its own, in the order of the columns.
pub(super) fn facts(shared: &Shared, note: usize) -> Vec<Fact<'_>> {
    let note = shared.inputs.content.notes.get(note);
    let own = note.map_or(&[][..], |note| &note.fields);
    let fact = |own: &crate::content::NoteField| {
        let field = shared.field(own.field)?;
        Some(Fact {
            label: Shown::new(field.label.as_str()),
            value: shared.field_value(&own.value),
            unit: unit(field),
        })
    };
    own.iter().filter_map(fact).collect()
}

/// The link to an article's row.
pub(super) fn row(request: &Request<'_>, id: ArticleId) -> Option<Value> {
    let shared = request.shared;
    shared.inputs.studies.rows.iter().find(|study| study.article == id)?;
    let table = href(request.root, shared.routes.at(STUDIES))?;
    Some(table.at(&row_id(&shared.article(id)?.record)))
}

/// The fragment of an article's row.
fn row_id(record: &Record) -> String {
    format!("study-{}", record.key)
}

fn unit(field: &Field) -> Option<Shown<'_>> {
    field.unit.as_deref().and_then(|unit| Shown::new(unit).filled())
}

fn list(listing: &mut Listing<'_>, route: &str) {
    if !listing.inputs.studies.rows.is_empty() {
        listing.add(route, Subject::Only);
    }
}

fn nav(shared: &Shared, entries: &mut Vec<Entry>) {
    let label = shared.words.studies.nav();
    entries.extend(Entry::new("studies", label, shared.routes.at(STUDIES)));
}

fn make(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let (shared, words) = (request.shared, request.shared.words);
    let studies = &shared.inputs.studies;
    let noted = shared.inputs.notes.articles().count();
    let count = words.studies.count(studies.rows.len());
    // The rows go by one column first of all.
    let sorted = studies
        .columns
        .iter()
        .find(|column| shared.field(column.field).is_some_and(|field| field.sort.is_some()));
    let first = sorted.map(|column| column.field);
    let view = Table {
        count: count.clone(),
        without: (noted > studies.rows.len())
            .then(|| words.studies.without(noted - studies.rows.len())),
        csv: href(request.root, shared.routes.at(STUDIES_CSV)),
        columns: studies.columns.iter().filter_map(|c| column(shared, c, first)).collect(),
        rows: (0..)
            .zip(&studies.rows)
            .filter_map(|(at, study)| row_view(request, at, study))
            .collect(),
    };
    let head = Head::new(words.studies.title(), "studies");
    let head = head.described(words.studies.description(count));
    Ok(Product::page(head, value(&view)?))
}

fn column<'a>(shared: &'a Shared, column: &Column, first: Option<usize>) -> Option<ColumnView<'a>> {
    let field = shared.field(column.field)?;
    let axes = &shared.inputs.studies.axes;
    let axis = axes.iter().find(|axis| axis.field == column.field);
    let values = axis.map_or(&[][..], |axis| &axis.values);
    let sorted = field.sort.filter(|_| first == Some(column.field));
    Some(ColumnView {
        label: Shown::new(field.label.as_str()),
        unit: unit(field),
        numeric: matches!(field.kind, FieldKind::Number | FieldKind::Year),
        sorted: sorted.map(|way| match way {
            Direction::Ascending => "ascending",
            Direction::Descending => "descending",
        }),
        choices: values.iter().map(|value| shared.field_value(&value.value)).collect(),
    })
}

fn row_view<'a>(request: &Request<'a>, at: usize, study: &Study) -> Option<Row<'a>> {
    let (shared, words) = (request.shared, request.shared.words);
    let record = &shared.article(study.article)?.record;
    let columns = &shared.inputs.studies.columns;
    let cell = |(value, column): (&Option<FieldValue>, &Column)| Cell {
        text: value.as_ref().map(|value| shared.field_value(value)).unwrap_or_default(),
        items: match value {
            Some(FieldValue::List(list)) => list.iter().map(|t| Shown::new(t.clone())).collect(),
            _ => Vec::new(),
        },
        rank: column.ranks.get(at).copied().flatten(),
    };
    Some(Row {
        id: row_id(record),
        href: href(request.root, shared.routes.article(study.article)),
        study: called(words, record),
        mark: card::mark(words, record),
        title: card::title_text(words, record),
        cells: study.values.iter().zip(columns).map(cell).collect(),
    })
}

/// A study as reviews call it: its authors' family names and its year.
fn called(words: &'static Words, record: &Record) -> Shown<'static> {
    let people = if record.authors.is_empty() { &record.editors } else { &record.authors };
    let family = |person: &Person| match person.family.as_deref() {
        Some(family) => Shown::new(family.to_owned()),
        None => names::name(person),
    };
    let year = match record.year() {
        Some(year) => Shown::new(year.to_string()),
        None => words.studies.undated().into_owned(),
    };
    match people.as_slice() {
        [] => words.studies.by_one(card::title_text(words, record).beginning(40), year),
        [one] => words.studies.by_one(family(one), year),
        [one, other] => words.studies.by_two(family(one), family(other), year),
        [one, ..] => words.studies.by_more(family(one), year),
    }
}

/// The columns before those of the fields.
const COLUMNS: [&str; 6] = ["article", "pmid", "pmcid", "doi", "title", "published"];

/// The table as CSV: the header has the names of the fields as the notes have them.
fn sheet(shared: &Shared) -> String {
    let studies = &shared.inputs.studies;
    let name = |column: &Column| Some(shared.field(column.field)?.name.clone());
    let fields = studies.columns.iter().filter_map(name);
    let header: Vec<String> = COLUMNS.map(str::to_owned).into_iter().chain(fields).collect();
    let rows = studies.rows.iter().filter_map(|study| cells(shared, study));
    formats::spreadsheet(std::iter::once(header).chain(rows))
}

fn cells(shared: &Shared, study: &Study) -> Option<Vec<String>> {
    let record = &shared.article(study.article)?.record;
    let id = |id: Option<&str>| id.unwrap_or_default().to_owned();
    let own = [
        record.key.to_string(),
        id(record.pmid.as_ref().map(Pmid::as_str)),
        id(record.pmcid.as_ref().map(Pmcid::as_str)),
        id(record.doi.as_ref().map(Doi::as_str)),
        card::marked_title(shared.words, record).to_string(),
        record.date().map(PartialDate::iso).unwrap_or_default(),
    ];
    let values = study.values.iter().map(|value| match value {
        None => String::new(),
        Some(FieldValue::Number(_, typed)) => typed.clone(),
        Some(FieldValue::Date(date)) => date.clone(),
        Some(FieldValue::List(list)) => {
            formats::list_cell(list.iter().map(|text| Shown::new(text.clone()).to_string()))
        }
        Some(value) => shared.field_value(value).to_string(),
    });
    Some(own.into_iter().chain(values).collect())
}
