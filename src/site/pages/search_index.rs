//! The files of the search index, which the engine in the browser reads. Their number is known only once everything else has its
//! route, so they join the plan last. The format is told in [`crate::search`].

use crate::diag::Diagnostic;
use crate::site::kind::{PageKind, Product, Request};
use crate::site::page::Subject;
use crate::site::search::{FOLDER, bytes};
use crate::site::shared::Shared;
use crate::site::theme_file;

pub(super) static KIND: PageKind = PageKind {
    id: "search-index",
    canonical: false,
    // The search page runs it, and has it written.
    scripts: &[theme_file!("search-engine.js")],
    late,
    make,
    ..PageKind::USUAL
};

fn late(shared: &Shared) -> Vec<(String, Subject)> {
    let Some(index) = shared.search_index() else { return Vec::new() };
    let route = |at: usize| format!("{FOLDER}{}", index.name(at));
    (0u32..).zip(0..index.len()).map(|(part, at)| (route(at), Subject::Part(part))).collect()
}

fn make(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let (Subject::Part(part), Some(index)) = (&request.page.subject, request.shared.search_index())
    else {
        return request.misplaced();
    };
    Ok(Product::Bytes(bytes(request.shared, index, *part as usize)))
}
