//! The curator's own pages: every Markdown file that is neither a note nor a profile.

use super::{Listing, PageKind, Request, Subject};
use crate::diag::Diagnostic;
use crate::site::shared::Shared;
use crate::site::shown::Shown;
use crate::site::views::{Head, PageView, value};
use serde::Serialize;
use tera::Value;

pub(super) static KIND: PageKind = PageKind { id: "document", template: "page.html", list, view };

#[derive(Serialize)]
struct DocumentView<'a> {
    title: &'a str,
    author: Option<&'a str>,
    date: Option<Shown<'static>>,
    date_iso: Option<&'a str>,
    updated: Option<Shown<'static>>,
    updated_iso: Option<&'a str>,
    html: Value,
}

fn list(shared: &Shared<'_>, listing: &mut Listing) {
    for at in 0..shared.inputs.content.pages.len() {
        match shared.routes.document(at) {
            // The home page shows this one itself.
            Some("index.html") | None => {}
            Some(route) => listing.add(route, Subject::Document(at)),
        }
    }
}

fn view(request: &Request<'_, '_>) -> Result<Option<PageView>, Diagnostic> {
    let Subject::Document(at) = request.page.subject else { return Ok(None) };
    let Some(document) = request.shared.inputs.content.pages.get(at) else { return Ok(None) };
    let words = request.shared.words;
    let page = value(&DocumentView {
        title: &document.title,
        author: document.author.as_deref(),
        date: document.date.as_deref().map(|date| words.iso_date(date)),
        date_iso: document.date.as_deref().filter(|date| is_iso(date)),
        updated: document.updated.as_deref().map(|date| words.iso_date(date)),
        updated_iso: document.updated.as_deref().filter(|date| is_iso(date)),
        html: request.shared.prose.documents.get(at).cloned().unwrap_or_else(|| Value::from("")),
    })?;
    let template = document.template.clone().map(|name| (name, document.file.clone()));
    let head = Head::new(Shown::new(&*document.title), &request.page.route);
    Ok(Some(PageView { head, page, template }))
}

/// Whether a date can stand in a `datetime` attribute.
pub(super) fn is_iso(date: &str) -> bool {
    let lengths: Vec<usize> = date.split('-').map(str::len).collect();
    matches!(lengths.as_slice(), [4] | [4, 2] | [4, 2, 2])
        && date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}
