//! `sitemap.xml` for search engines (<https://www.sitemaps.org/protocol.html>): the absolute address of every page that has
//! one, so only where the settings say where the site is published. More addresses than one file may hold are cut into
//! `sitemap-1.xml` and so on, beside it, for a sitemap speaks only of what lies in its own folder and below; `sitemap.xml`
//! then lists these. It says nothing of when a page changed, which the records do not tell.

use crate::diag::{Diagnostic, codes};
use crate::site::kind::{Listing, PageKind, Product, Request};
use crate::site::page::Subject;
use crate::site::routes::SITEMAP;
use quick_xml::escape::escape;
use std::fmt::Write;

pub(super) static KIND: PageKind = PageKind {
    id: "sitemap",
    canonical: false,
    // The curator's own takes its place.
    gives_way: true,
    list,
    make: |request| Ok(Product::Bytes(text(request).into_bytes())),
    ..PageKind::USUAL
};

/// Most addresses in one file by the protocol. At the length of ours they stay far below its 50 MB.
const ADDRESSES: usize = 50_000;

fn list(listing: &mut Listing<'_>) {
    if listing.inputs.config.site.base_url.is_none() {
        listing.diagnostics.push(
            Diagnostic::new(&codes::NO_BASE_URL, "the settings give no `base_url`")
                .done("left out the sitemap and the canonical addresses of pages")
                .help("once the site has an address, set `base_url`, or build with --base-url"),
        );
        return;
    }
    let addresses = listing.pages().filter(|(_, kind)| kind.canonical).count();
    let own = listing.pages().any(|(page, _)| *page.route == *SITEMAP);
    listing.add(SITEMAP, Subject::Only);
    for part in (0u32..).take(if own { 0 } else { parts(addresses) }) {
        listing.add(part_route(part), Subject::Part(part));
    }
}

/// How many files of their own the addresses take; none where they fit into the one.
fn parts(addresses: usize) -> usize {
    if addresses > ADDRESSES { addresses.div_ceil(ADDRESSES) } else { 0 }
}

fn part_route(part: u32) -> String {
    format!("sitemap-{}.xml", u64::from(part) + 1)
}

fn text(request: &Request<'_>) -> String {
    let address = |route: &str| request.shared.inputs.address(route).unwrap_or_default();
    let pages = request.shared.routes.pages().iter();
    let listed = pages.filter(|page| request.kind(page).is_some_and(|kind| kind.canonical));
    let addresses = |skipped: usize| {
        let listed = listed.clone().skip(skipped).take(ADDRESSES);
        listed.map(|page| address(&page.route))
    };
    match (&request.page.subject, parts(listed.clone().count())) {
        (Subject::Part(part), _) => file("urlset", "url", addresses(*part as usize * ADDRESSES)),
        (_, 0) => file("urlset", "url", addresses(0)),
        (_, parts) => {
            let parts = (0u32..).take(parts).map(|part| address(&part_route(part)));
            file("sitemapindex", "sitemap", parts)
        }
    }
}

/// A file of the protocol: its outer element, and one inner element for each address.
fn file(outer: &str, inner: &str, addresses: impl Iterator<Item = String>) -> String {
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <{outer} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    );
    for address in addresses {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "<{inner}><loc>{}</loc></{inner}>", escape(&address));
    }
    text.push_str(&format!("</{outer}>\n"));
    text
}
