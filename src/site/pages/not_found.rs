//! The error page: a server shows it at any address, so its links start at the site's root and its style is inside.

use super::document;
use super::introduction::Introduction;
use crate::diag::Diagnostic;
use crate::site::kind::{Links, Listing, PageKind, Product, Request};
use crate::site::page::Subject;
use crate::site::routes::{HOME, Href, NOT_FOUND, href};
use crate::site::shown::Shown;
use crate::site::theme_file;
use crate::site::views::{Head, value};
use serde::Serialize;

pub(super) static KIND: PageKind = PageKind {
    id: "not-found",
    template: Some(theme_file!("404.html")),
    links: Links::FromRoot,
    canonical: false,
    list,
    make,
    ..PageKind::USUAL
};

#[derive(Serialize)]
struct NotFound<'a> {
    home: Option<Href<'a>>,
    articles: Option<Href<'a>>,
    /// Of the curator's `content/404.md`.
    title: Option<&'a str>,
    #[serde(flatten)]
    introduction: Introduction<'a>,
}

fn list(listing: &mut Listing<'_>) {
    let own = document::own_text(listing.inputs, NOT_FOUND);
    listing.add(NOT_FOUND, own.map_or(Subject::Only, Subject::Document));
}

fn make(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let shared = request.shared;
    let routes = &shared.routes;
    let own = document::own_text(&shared.inputs, NOT_FOUND);
    let title = own.and_then(|at| Some(&*shared.inputs.content.pages.get(at as usize)?.title));
    let page = value(&NotFound {
        introduction: Introduction::of(request, own)?,
        title,
        home: href(request.root, Some(HOME)),
        articles: href(request.root, routes.article_list(0)),
    })?;
    let title = title.map_or_else(|| shared.words.not_found.title(), Shown::new);
    Ok(Product::page(Head::new(title, ""), page))
}
