//! The about page of a site whose curator has not written one: how many articles from how many exports, where every
//! record went, which vocabularies were used, and whose the texts are.

use crate::config::Vocabulary;
use crate::diag::Diagnostic;
use crate::formats::Coverage;
use crate::grouping;
use crate::site::kind::{Listing, PageKind, Product, Request};
use crate::site::nav::Entry;
use crate::site::page::Subject;
use crate::site::routes::{ABOUT, FLOW, Href, href};
use crate::site::shared::Shared;
use crate::site::shown::Shown;
use crate::site::theme_file;
use crate::site::views::{Head, value};
use crate::vocabularies::{Mesh, Origin, Ror};
use serde::Serialize;

pub(super) static KIND: PageKind = PageKind {
    id: "about",
    template: Some(theme_file!("about.html")),
    // The curator's own takes its place.
    gives_way: true,
    list,
    nav,
    make,
    ..PageKind::USUAL
};

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
    /// The flow of records.
    flow: Option<Href<'a>>,
    vocabularies: Vec<Shown<'static>>,
}

/// More export files than this are only counted.
const FILES: usize = 200;

fn list(listing: &mut Listing<'_>) {
    listing.add(ABOUT, Subject::Only);
}

fn nav(shared: &Shared, entries: &mut Vec<Entry>) {
    entries.extend(Entry::new(ABOUT, shared.words.about.nav(), shared.routes.about()));
}

fn make(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let shared = request.shared;
    let ledger = &shared.inputs.ledger;
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
        flow: href(request.root, shared.routes.at(FLOW)),
        vocabularies: vocabularies(shared),
    })?;
    let head = Head::new(words.about.nav(), ABOUT);
    let head =
        head.described(words.head.about_description(Shown::new(&*shared.inputs.config.site.title)));
    Ok(Product::page(head, page))
}

/// Which MeSH and which registry the site uses; what is built in says where it comes from.
fn vocabularies(shared: &Shared) -> Vec<Shown<'static>> {
    let (options, words) = (&shared.inputs.config.groupings, &shared.words.about);
    let built_in = |origin: Origin| {
        let [what, source, licence] = [origin.what, origin.source, origin.licence].map(Shown::new);
        words.vocabulary(what, source, licence)
    };
    let mesh = match &options.topics_mesh {
        Vocabulary::BuiltIn => Some(built_in(Mesh::origin_of_built_in())),
        Vocabulary::File(_) => Some(words.own_mesh()),
        Vocabulary::Off => None,
    };
    let ror = match &options.ror {
        Vocabulary::BuiltIn => Some(built_in(Ror::origin_of_built_in())),
        Vocabulary::File(_) => Some(words.own_ror()),
        Vocabulary::Off => None,
    };
    let (mesh, ror) = (
        mesh.filter(|_| grouping::TOPICS.is_on(options)),
        ror.filter(|_| grouping::INSTITUTIONS.is_on(options)),
    );
    mesh.into_iter().chain(ror).collect()
}
