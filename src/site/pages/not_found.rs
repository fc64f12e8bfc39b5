//! The error page: a server shows it at any address, so its links start at the site's root and its style is inside.

use crate::diag::Diagnostic;
use crate::site::kind::{Links, PageKind, Product, Request};
use crate::site::page::Subject;
use crate::site::routes::{HOME, Href, href};
use crate::site::theme_file;
use crate::site::views::{Head, value};
use serde::Serialize;

pub(super) static KIND: PageKind = PageKind {
    id: "not-found",
    template: Some(theme_file!("404.html")),
    links: Links::FromRoot,
    canonical: false,
    list: |listing| listing.add("404.html", Subject::Only),
    make,
    ..PageKind::USUAL
};

#[derive(Serialize)]
struct NotFound<'a> {
    home: Option<Href<'a>>,
    articles: Option<Href<'a>>,
}

fn make(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let routes = &request.shared.routes;
    let page = value(&NotFound {
        home: href(request.root, Some(HOME)),
        articles: href(request.root, routes.article_list(0)),
    })?;
    Ok(Product::page(Head::new(request.shared.words.not_found.title(), ""), page))
}
