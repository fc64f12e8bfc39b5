//! Old addresses: keys of records that were merged into others, and the `aliases` of Markdown files.

use super::{Listing, PageKind, Request, Subject};
use crate::content::Document;
use crate::diag::{Diagnostic, Place, codes};
use crate::site::routes::{Href, href};
use crate::site::shared::Shared;
use crate::site::shown::Shown;
use crate::site::views::{Head, PageView, value};
use serde::Serialize;

pub(super) static KIND: PageKind =
    PageKind { id: "redirect", template: "redirect.html", list, view };

#[derive(Serialize)]
struct Redirect<'a> {
    target: Option<Href<'a>>,
    canonical: Option<String>,
}

fn list(shared: &Shared<'_>, listing: &mut Listing) {
    for (id, article) in (0u32..).zip(shared.articles()) {
        let Some(target) = shared.routes.article(id) else { continue };
        for key in &article.former_keys {
            listing.add(format!("articles/{key}.html"), Subject::Redirect(target.to_owned()));
        }
    }
    let content = shared.inputs.content;
    for (at, document) in content.pages.iter().enumerate() {
        aliases(document, shared.routes.document(at), listing);
    }
    for (article, notes) in &shared.notes {
        for note in notes.iter().filter_map(|note| content.notes.get(*note)) {
            aliases(&note.document, shared.routes.article(*article), listing);
        }
    }
}

fn aliases(document: &Document, target: Option<&str>, listing: &mut Listing) {
    let Some(target) = target else { return };
    for alias in &document.aliases {
        match route(alias) {
            Some(route) => listing.add(route, Subject::Redirect(target.to_owned())),
            None => listing.diagnostics.push(
                Diagnostic::new(
                    &codes::BAD_FRONT_MATTER,
                    format!("the alias “{alias}” is not an address below the site's root"),
                )
                .at(Place::file(&document.file))
                .done("no redirect is made for it")
                .help("write it as old/page.html or old/folder/"),
            ),
        }
    }
}

/// The file that answers to an old address.
fn route(alias: &str) -> Option<String> {
    let path = alias.trim().trim_start_matches('/');
    let odd = |part: &str| part.is_empty() || part.starts_with('.');
    let (folder, bare) = match path.strip_suffix('/') {
        Some(bare) => (true, bare),
        None => (false, path),
    };
    let bad = bare.split('/').any(odd)
        || bare.contains(|c: char| {
            c.is_control() || matches!(c, ':' | '\\' | '?' | '#' | '"' | '<' | '>' | '*' | '|')
        });
    if bad {
        return None;
    }
    let named = bare.rsplit('/').next().is_some_and(|name| name.contains('.'));
    Some(match (folder, named) {
        (true, _) => format!("{bare}/index.html"),
        (false, true) => bare.to_owned(),
        (false, false) => format!("{bare}.html"),
    })
}

fn view(request: &Request<'_, '_>) -> Result<Option<PageView>, Diagnostic> {
    let Subject::Redirect(target) = &request.page.subject else { return Ok(None) };
    let base = request.shared.inputs.options.base_url.as_deref();
    let page = value(&Redirect {
        target: href(request.root, Some(target)),
        canonical: base.map(|base| format!("{base}{target}")),
    })?;
    let route = Shown::new(&*request.page.route);
    let head = Head::new(request.shared.words.head.moved(route), "");
    Ok(Some(PageView { head, page, template: None }))
}

#[cfg(test)]
mod tests {
    use super::route;

    #[test]
    fn aliases_become_files_below_the_root() {
        for (alias, expected) in [
            ("/old/", Some("old/index.html")),
            ("old/page", Some("old/page.html")),
            ("old/page.html", Some("old/page.html")),
            ("../secret.html", None),
            ("a//b", None),
            ("https://a.example/", None),
            ("/", None),
        ] {
            assert_eq!(route(alias).as_deref(), expected, "{alias}");
        }
    }
}
