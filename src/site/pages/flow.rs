//! The flow of records: the drawing of PRISMA 2020, the same numbers as a table, every file, what was left out and why, and
//! the searches; and the decisions on duplicates as a file for spreadsheets.

use crate::config::Stage;
use crate::diag::Diagnostic;
use crate::formats;
use crate::library::{Decision, FileFlow, LeftOut, Search, Slice, Verdict};
use crate::record::{Doi, Pmcid, Pmid};
use crate::site::drawing::Drawing;
use crate::site::external::{self, Address};
use crate::site::flow::{self, Entry, Steps};
use crate::site::inputs::Inputs;
use crate::site::kind::{Listing, PageKind, Product, Request};
use crate::site::nav;
use crate::site::page::Subject;
use crate::site::routes::{DUPLICATES, FLOW, Href, href};
use crate::site::shared::Shared;
use crate::site::shown::Shown;
use crate::site::views::{Head, value};
use crate::site::words::Words;
use crate::site::{card, rich, theme_file};
use serde::Serialize;

pub(super) static KIND: PageKind = PageKind {
    id: FLOW,
    template: Some(theme_file!("flow.html")),
    // The curator's own takes its place.
    gives_way: true,
    list,
    nav: navigation,
    make,
    ..PageKind::USUAL
};

/// The decisions on duplicates.
pub(super) static CSV: PageKind = PageKind {
    id: "duplicates",
    canonical: false,
    gives_way: true,
    list: list_csv,
    make: |request| Ok(Product::Bytes(duplicates(request.shared).into_bytes())),
    ..PageKind::USUAL
};

#[derive(Serialize)]
struct FlowView<'a> {
    /// "2,337 records in 6 files, 2,310 articles."
    lede: Shown<'static>,
    drawing: Drawing,
    rows: Vec<Row>,
    files: Vec<FileView>,
    total: FileView,
    excluded: Vec<Excluded>,
    searches: Vec<SearchView>,
    /// "27 decisions on duplicates", where there are any.
    decisions: Option<Shown<'static>>,
    duplicates: Option<Href<'a>>,
}

/// A row of the table of the steps.
#[derive(Serialize)]
struct Row {
    label: Shown<'static>,
    count: Option<Shown<'static>>,
    level: u32,
}

#[derive(Serialize)]
struct FileView {
    name: Shown<'static>,
    database: Option<Shown<'static>>,
    /// Found, could not be read, merged, excluded, shown.
    counts: [Shown<'static>; 5],
}

#[derive(Serialize)]
struct Excluded {
    title: Shown<'static>,
    href: Option<Address>,
    stage: Shown<'static>,
    reason: Shown<'static>,
}

#[derive(Serialize)]
struct SearchView {
    database: Shown<'static>,
    date: Option<Shown<'static>>,
    query: Option<Shown<'static>>,
    translation: Option<Shown<'static>>,
    count: Option<Shown<'static>>,
    warnings: Vec<Shown<'static>>,
    /// The exports, else the name of the search's own file.
    files: Shown<'static>,
}

fn has_flow(inputs: &Inputs) -> bool {
    !inputs.searches.is_empty() || inputs.library.flow().files.iter().any(|file| file.found > 0)
}

fn list(listing: &mut Listing<'_>) {
    if has_flow(listing.inputs) {
        listing.add(FLOW, Subject::Only);
    }
}

fn list_csv(listing: &mut Listing<'_>) {
    if !listing.inputs.library.flow().decisions.is_empty() {
        listing.add(DUPLICATES, Subject::Only);
    }
}

/// Only where somebody screened or searched: a flow of nothing but duplicates is for whoever looks for it.
fn navigation(shared: &Shared, entries: &mut Vec<nav::Entry>) {
    let inputs = &shared.inputs;
    if !inputs.library.left_out().is_empty() || !inputs.searches.is_empty() {
        entries.extend(nav::Entry::new(FLOW, shared.words.flow.nav(), shared.routes.at(FLOW)));
    }
}

fn make(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let (shared, words) = (request.shared, request.shared.words);
    let inputs = &shared.inputs;
    let flow = inputs.library.flow();
    let steps = Steps::of(words, inputs);
    let databases = flow::databases(inputs);
    let total = flow.ledger();
    let entries = steps.steps.iter().flat_map(|step| step.on.iter().chain(&step.out));
    let files: Vec<&FileFlow> = flow.files.iter().filter(|file| file.found > 0).collect();
    let number = |count: usize| words.number(count);
    let lede = words.flow.lede(
        words.count.records(total.slices),
        words.count.export_files(files.len()),
        words.count.articles(total.records),
    );
    let view = FlowView {
        lede: lede.clone(),
        drawing: Drawing::of(words, &steps),
        rows: entries.map(|entry| row(words, entry)).collect(),
        files: files
            .into_iter()
            .map(|file| FileView {
                name: file_name(words, &file.file),
                database: databases.get(&*file.file).map(|name| Shown::new((*name).to_owned())),
                counts: [file.found, file.rejected, file.merged, file.excluded, file.shown]
                    .map(number),
            })
            .collect(),
        total: FileView {
            name: words.flow.total().into_owned(),
            database: None,
            counts: [total.slices, total.rejected, total.merged, total.excluded, total.records]
                .map(number),
        },
        excluded: inputs.library.left_out().iter().map(|left| excluded(words, left)).collect(),
        searches: inputs.searches.iter().map(|search| search_view(words, search)).collect(),
        decisions: Some(flow.decisions.len())
            .filter(|number| *number > 0)
            .map(|number| words.flow.decisions(number)),
        duplicates: href(request.root, shared.routes.at(DUPLICATES)),
    };
    let head = Head::new(words.flow.title(), FLOW).described(lede);
    Ok(Product::page(head, value(&view)?))
}

fn row(words: &'static Words, Entry { label, count, level }: &Entry) -> Row {
    Row {
        label: label.clone(),
        count: count.map(|count| words.number(count)),
        level: u32::from(*level),
    }
}

fn file_name(words: &'static Words, file: &str) -> Shown<'static> {
    let name = Shown::file(file).map(Shown::into_owned);
    name.unwrap_or_else(|| words.provenance.nameless().into_owned())
}

fn excluded_title(words: &'static Words, left: &LeftOut) -> Shown<'static> {
    let title = rich::title(&left.title, false).into_owned();
    if left.retracted { words.card.marked(words.card.retracted(), title) } else { title }
}

fn excluded(words: &'static Words, left: &LeftOut) -> Excluded {
    let reason = left.reason.clone().and_then(|reason| Shown::new(reason).filled());
    let pmid = left.pmid.as_ref().map(external::pubmed);
    Excluded {
        title: excluded_title(words, left),
        href: pmid.or_else(|| left.doi.as_ref().map(external::doi)),
        stage: match left.stage {
            Stage::Screening => words.flow.at_screening().into_owned(),
            Stage::FullText => words.flow.at_full_text().into_owned(),
        },
        reason: reason.unwrap_or_else(|| words.flow.no_reason().into_owned()),
    }
}

fn search_view(words: &'static Words, search: &Search) -> SearchView {
    let text = |text: &Option<String>| text.clone().and_then(|text| Shown::new(text).filled());
    let files = search.exports.iter().map(|file| file_name(words, file));
    SearchView {
        database: text(&search.database).unwrap_or_else(|| file_name(words, &search.file)),
        date: search.date.as_ref().map(|date| words.written_date(date)),
        query: text(&search.query),
        translation: text(&search.translation),
        count: search.count.and_then(|count| usize::try_from(count).ok()).map(|n| words.number(n)),
        warnings: search.warnings.iter().map(|text| Shown::new(text.clone())).collect(),
        files: words.joined(files),
    }
}

/// The columns of the decisions.
const COLUMNS: [&str; 16] = [
    "decision",
    "article",
    "title",
    "file",
    "lines",
    "pmid",
    "pmcid",
    "doi",
    "other_article",
    "other_file",
    "other_lines",
    "other_pmid",
    "other_pmcid",
    "other_doi",
    "shared",
    "because",
];

/// Every merge and every refusal to merge, one a row.
fn duplicates(shared: &Shared) -> String {
    let flow = shared.inputs.library.flow();
    let header = COLUMNS.map(str::to_owned).into();
    let rows = flow.decisions.iter().map(|decision| cells(shared, decision));
    formats::spreadsheet(std::iter::once(header).chain(rows))
}

fn cells(shared: &Shared, decision: &Decision) -> Vec<String> {
    let Decision { one, other, by, verdict } = decision;
    let (what, because) = match verdict {
        Verdict::Merged => ("merged", None),
        Verdict::Ruled(reason) => {
            let reason = reason.as_deref().map(|reason| format!(": {reason}")).unwrap_or_default();
            ("kept apart", Some(format!("[[different]]{reason}")))
        }
        Verdict::Contradicted(why) => ("kept apart", Some((*why).to_owned())),
    };
    let library = &shared.inputs.library;
    let article = library.find(one.article.as_str()).and_then(|id| library.article(id));
    let title = if let Some(article) = article {
        card::marked_title(shared.words, &article.record)
    } else {
        let left = library.left_out().iter().find(|left| left.key == one.article);
        left.map(|left| excluded_title(shared.words, left)).unwrap_or_default()
    };
    let matched = format!("{} {}", by.by, by.value);
    let mut cells = vec![what.to_owned(), one.article.to_string(), title.to_string()];
    cells.extend(slice(shared, one));
    cells.push(other.article.to_string());
    cells.extend(slice(shared, other));
    cells.push(Shown::new(matched.trim_end().to_owned()).to_string());
    cells.push(because.map(Shown::new).unwrap_or_default().to_string());
    cells
}

fn slice(shared: &Shared, slice: &Slice) -> [String; 5] {
    let lines = match (slice.line, slice.end_line) {
        (first, last) if first == last => first.to_string(),
        (first, last) => format!("{first}-{last}"),
    };
    let id = |id: Option<&str>| id.unwrap_or_default().to_owned();
    [
        file_name(shared.words, &slice.file).to_string(),
        lines,
        id(slice.pmid.as_ref().map(Pmid::as_str)),
        id(slice.pmcid.as_ref().map(Pmcid::as_str)),
        id(slice.doi.as_ref().map(Doi::as_str)),
    ]
}
