//! `robots.txt` (RFC 9309): every page may be fetched by everybody, and the sitemap's address, where there is a sitemap.

use crate::site::kind::{PageKind, Product, Request};
use crate::site::page::Subject;
use crate::site::routes::SITEMAP;

pub(super) static KIND: PageKind = PageKind {
    id: "robots",
    canonical: false,
    // The curator's own takes its place.
    gives_way: true,
    list: |listing| listing.add("robots.txt", Subject::Only),
    make: |request| Ok(Product::Bytes(text(request).into_bytes())),
    ..PageKind::USUAL
};

fn text(request: &Request<'_>) -> String {
    let sitemap = request.shared.routes.at(SITEMAP);
    let address = sitemap.and_then(|route| request.shared.inputs.address(route));
    let sitemap = address.map(|address| format!("\nSitemap: {address}\n")).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n{sitemap}")
}
