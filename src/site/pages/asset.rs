//! The theme's own files: the stylesheet, the icon, and the scripts of the kinds that have pages. They are written as the
//! theme, or the site's templates folder, has them.

use crate::site::kind::{EVERYWHERE, Listing, PageKind, Product};
use crate::site::page::Subject;
use crate::site::routes::{ICON, SEARCH, STYLESHEET};
use std::collections::BTreeSet;

pub(super) static KIND: PageKind = PageKind {
    id: "asset",
    canonical: false,
    list,
    make: |request| Ok(Product::Theme(request.page.route.clone())),
    ..PageKind::USUAL
};

fn list(listing: &mut Listing<'_>) {
    let has_search = listing.pages().any(|(page, _)| &*page.route == SEARCH);
    let everywhere = if has_search { EVERYWHERE } else { &[] };
    let scripts = listing.pages().flat_map(|(_, kind)| kind.scripts).chain(everywhere);
    let scripts: BTreeSet<&str> = scripts.map(|script| script.name).collect();
    for file in [STYLESHEET, ICON].into_iter().chain(scripts) {
        listing.add(file, Subject::Only);
    }
}
