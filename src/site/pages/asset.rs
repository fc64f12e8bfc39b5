//! The theme's own files: the stylesheet, the icon, and the scripts of the kinds that have pages. They are written as the
//! theme, or the site's templates folder, has them.

use crate::site::kind::{Listing, PageKind, Product};
use crate::site::page::Subject;
use crate::site::routes::{ICON, STYLESHEET};
use std::collections::BTreeSet;

pub(super) static KIND: PageKind = PageKind {
    id: "asset",
    canonical: false,
    list,
    make: |request| Ok(Product::Theme(request.page.route.clone())),
    ..PageKind::USUAL
};

fn list(listing: &mut Listing<'_>) {
    let scripts: BTreeSet<&str> =
        listing.pages().flat_map(|(_, kind)| kind.scripts).map(|script| script.name).collect();
    for file in [STYLESHEET, ICON].into_iter().chain(scripts) {
        listing.add(file, Subject::Only);
    }
}
