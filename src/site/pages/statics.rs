//! The files of the site's `static/` folder: copied as they are, so that they share the routes of the pages and cannot
//! take the place of one.

use crate::diag::Diagnostic;
use crate::site::kind::{Listing, PageKind, Product, Request};
use crate::site::page::Subject;

pub(super) static KIND: PageKind =
    PageKind { id: "static", canonical: false, list, make, ..PageKind::USUAL };

fn list(listing: &mut Listing<'_>) {
    let inputs = listing.inputs;
    for (at, (route, _)) in (0u32..).zip(&inputs.statics) {
        listing.add(route.as_str(), Subject::Static(at));
    }
}

fn make(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let Subject::Static(at) = request.page.subject else { return request.misplaced() };
    match request.shared.inputs.statics.get(at as usize) {
        Some((_, on_disk)) => Ok(Product::Copy(on_disk.clone())),
        None => request.misplaced(),
    }
}
