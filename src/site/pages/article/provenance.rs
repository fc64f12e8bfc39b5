//! Where an article came from: its files and lines, which of them gave what, and what the curator corrected.
//!
//! In: an article. Out: views for the last section of its page. Never: an e-mail address that a file's name holds.

use crate::library::Article;
use crate::record::Record;
use crate::site::mail::file_name;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct OriginView {
    file: String,
    /// "line 3", "lines 3–80".
    lines: String,
}

/// A key of a merged record, and the sources that its value is from.
#[derive(Serialize)]
pub(super) struct GivenView {
    field: &'static str,
    from: Vec<String>,
}

pub(super) fn origins(record: &Record) -> Vec<OriginView> {
    let origins = record.source.iter().map(|origin| OriginView {
        file: file_name(&origin.file).into_owned(),
        lines: lines(origin.line, origin.end_line),
    });
    origins.collect()
}

fn lines(first: usize, last: usize) -> String {
    if first == last { format!("line {first}") } else { format!("lines {first}–{last}") }
}

/// The keys in the order of the page.
pub(super) fn given(article: &Article) -> Vec<GivenView> {
    let mut rows: Vec<GivenView> = Vec::new();
    for given in &article.given {
        let Some(origin) = article.record.source.get(given.source()) else { continue };
        let from = format!("{}:{}", file_name(&origin.file), origin.line);
        let field = name(given.key());
        match rows.iter_mut().find(|row| row.field == field) {
            Some(row) if row.from.contains(&from) => {}
            Some(row) => row.from.push(from),
            None => rows.push(GivenView { field, from: vec![from] }),
        }
    }
    rows
}

/// A key of the record as readers name it.
fn name(key: &'static str) -> &'static str {
    match key {
        "pmid" => "PubMed number",
        "pmcid" => "PMC number",
        "doi" => "DOI",
        "pmc_available" => "Full text from",
        "ids" => "Other numbers",
        "title" => "Title",
        "vernacular_title" => "Original title",
        "abstract" => "Abstract",
        "copyright" => "Copyright",
        "authors" | "authors_listed" => "Authors",
        "affiliations" => "Affiliations",
        "investigators" => "Collaborators",
        "editors" => "Editors",
        "journal" => "Journal",
        "book" => "Book",
        "published" => "Date",
        "electronic" => "Electronic date",
        "print" => "Print date",
        "collection" => "Collection date",
        "entered" => "Entry date",
        "revised" => "Revision date",
        "record_revised" => "Record changed",
        "volume" => "Volume",
        "issue" => "Issue",
        "pages" => "Pages",
        "language" => "Language",
        "publication_types" => "Publication types",
        "mesh" => "MeSH headings",
        "keywords" => "Keywords",
        "substances" => "Substances",
        "supplementary" => "Supplementary concepts",
        "grants" => "Grants",
        "databanks" => "Trials and data",
        "conflict_of_interest" => "Conflict of interest",
        "related" => "Related publications",
        "status" => "Status",
        "labels" => "Labels",
        "extra" => "Further fields",
        other => other,
    }
}

pub(super) fn corrections(article: &Article) -> Vec<(String, Option<String>)> {
    let named = |field: &str| field.replace('_', " ");
    let corrections = article.corrections.iter();
    corrections.map(|correction| (named(&correction.field), correction.reason.clone())).collect()
}
