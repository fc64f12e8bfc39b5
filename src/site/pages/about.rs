//! The about page of a site whose curator has not written one: how many articles from how many exports, where every
//! record went, and whose the texts are.

use super::{Listing, PageKind, Request, Subject};
use crate::diag::Diagnostic;
use crate::formats::Coverage;
use crate::site::shared::Shared;
use crate::site::shown::Shown;
use crate::site::views::{Head, PageView, value};
use serde::Serialize;

pub(super) static KIND: PageKind = PageKind { id: "about", template: "about.html", list, view };

#[derive(Serialize)]
struct About<'a> {
    /// How much the collection holds, in a sentence.
    holds: Shown<'static>,
    files: Vec<(Shown<'a>, Shown<'static>)>,
    files_more: Option<Shown<'static>>,
    slices: Shown<'static>,
    merged: Shown<'static>,
    rejected: Shown<'static>,
    excluded: Shown<'static>,
}

/// More export files than this are only counted.
const FILES: usize = 200;

fn list(shared: &Shared<'_>, listing: &mut Listing) {
    let own = shared.inputs.content.pages.iter().enumerate();
    let written = own.filter_map(|(at, _)| shared.routes.document(at)).any(|r| r == "about.html");
    if !written {
        listing.add("about.html", Subject::Only);
    }
}

fn view(request: &Request<'_, '_>) -> Result<Option<PageView>, Diagnostic> {
    let shared = request.shared;
    let ledger = shared.inputs.ledger;
    let files: Vec<&Coverage> =
        shared.inputs.coverage.iter().filter(|account| account.records > 0).collect();
    let total = files.len();
    let ids = (0u32..).zip(shared.articles()).map(|(id, _)| id);
    let words = shared.words;
    let articles = words.count.articles(shared.articles().len());
    let exports = words.count.export_files(total);
    let holds = match shared.span(ids) {
        Some((first, last)) => words.about.holds_span(articles, words.span(first, last), exports),
        None => words.about.holds(articles, exports),
    };
    let page = value(&About {
        holds,
        files: files
            .into_iter()
            .take(FILES)
            .map(|account| {
                let file = Shown::file(&account.file);
                let file = file.unwrap_or_else(|| words.provenance.nameless());
                (file, words.count.records(account.records))
            })
            .collect(),
        files_more: (total > FILES).then(|| words.about.more_files(total - FILES)),
        slices: words.number(ledger.slices),
        merged: words.number(ledger.merged),
        rejected: words.number(ledger.rejected),
        excluded: words.number(ledger.excluded),
    })?;
    let head = Head::new(words.about.nav(), "about.html");
    let head =
        head.described(words.head.about_description(Shown::new(&*shared.inputs.options.title)));
    Ok(Some(PageView { head, page, template: None }))
}
