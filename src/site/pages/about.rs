//! The about page of a site whose curator has not written one: how many articles from how many exports, where every
//! record went, and whose the texts are.

use crate::diag::Diagnostic;
use crate::formats::Coverage;
use crate::site::kind::{Listing, PageKind, Product, Request};
use crate::site::nav::Entry;
use crate::site::page::Subject;
use crate::site::routes::ABOUT;
use crate::site::shared::Shared;
use crate::site::views::{Head, value};
use crate::site::words;
use crate::text::number::thousands;
use serde::Serialize;

pub(super) static KIND: PageKind = PageKind {
    id: "about",
    template: "about.html",
    // The curator's own takes its place.
    gives_way: true,
    list,
    nav,
    make,
    ..PageKind::USUAL
};

#[derive(Serialize)]
struct About {
    articles: String,
    files: Vec<(String, String)>,
    files_more: Option<String>,
    file_count: String,
    slices: String,
    merged: String,
    rejected: String,
    excluded: String,
    span: Option<String>,
}

/// More export files than this are only counted.
const FILES: usize = 200;

fn list(listing: &mut Listing<'_>) {
    listing.add(ABOUT, Subject::Only);
}

fn nav(shared: &Shared, entries: &mut Vec<Entry>) {
    entries.extend(Entry::new(ABOUT, "About", shared.routes.about()));
}

fn make(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let shared = request.shared;
    let ledger = &shared.inputs.ledger;
    let files: Vec<&Coverage> =
        shared.inputs.coverage.iter().filter(|account| account.records > 0).collect();
    let total = files.len();
    let ids = (0u32..).zip(shared.articles()).map(|(id, _)| id);
    let page = value(&About {
        articles: words::count(shared.articles().len(), "article", "articles"),
        file_count: words::count(total, "export file", "export files"),
        files: files
            .into_iter()
            .take(FILES)
            .map(|account| {
                let file = crate::site::mail::file_name(&account.file).into_owned();
                (file, words::count(account.records, "record", "records"))
            })
            .collect(),
        files_more: (total > FILES).then(|| thousands(total - FILES)),
        slices: thousands(ledger.slices),
        merged: thousands(ledger.merged),
        rejected: thousands(ledger.rejected),
        excluded: thousands(ledger.excluded),
        span: shared.span(ids).map(|(first, last)| words::span(first, last)),
    })?;
    let head = Head::new("About", ABOUT);
    let head = head.described(format!("About {}", shared.inputs.config.site.title));
    Ok(Product::page(head, page))
}
