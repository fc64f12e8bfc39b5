//! The error page: a server shows it at any address, so its links start at the site's root and its style is inside.

use super::{PageKind, Request, Subject};
use crate::diag::Diagnostic;
use crate::site::routes::{HOME, Href, href};
use crate::site::views::{Head, PageView, value};
use serde::Serialize;

pub(super) static KIND: PageKind = PageKind {
    id: "not-found",
    template: "404.html",
    list: |_, listing| listing.add("404.html", Subject::Only),
    view,
};

#[derive(Serialize)]
struct NotFound<'a> {
    home: Option<Href<'a>>,
    articles: Option<Href<'a>>,
}

fn view(request: &Request<'_, '_>) -> Result<Option<PageView>, Diagnostic> {
    let routes = &request.shared.routes;
    let page = value(&NotFound {
        home: href(request.root, Some(HOME)),
        articles: href(request.root, routes.article_list(0)),
    })?;
    Ok(Some(PageView {
        head: Head::new(request.shared.words.not_found.title(), ""),
        page,
        template: None,
    }))
}
