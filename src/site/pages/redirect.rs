//! Old addresses: keys of records that were merged into others, `redirect_from` of Markdown files, what a note's file is
//! called, and other spellings of people's names.

use super::document;
use super::notes::note_id;
use crate::content::Document;
use crate::diag::{Diagnostic, codes};
use crate::site::kind::{Listing, PageKind, Product, Request};
use crate::site::notes::Stand;
use crate::site::page::Subject;
use crate::site::routes::href;
use crate::site::shown::Shown;
use crate::site::theme_file;
use crate::site::views::{Head, value};
use crate::text::route::address_fault;
use serde::Serialize;
use tera::Value;

pub(super) static KIND: PageKind =
    PageKind { id: "redirect", template: Some(theme_file!("redirect.html")), list, ..ROW };

/// What all redirects have in common.
pub(super) const ROW: PageKind = PageKind {
    // Its address is the one that it leads to.
    canonical: false,
    make,
    ..PageKind::USUAL
};

/// Other spellings of a group that has a page. What the curator wrote for an address counts more.
pub(super) static SPELLINGS: PageKind = PageKind {
    id: "spelling",
    template: Some(theme_file!("redirect.html")),
    gives_way: true,
    list: spellings,
    ..ROW
};

#[derive(Serialize)]
struct Redirect {
    target: Option<Value>,
    canonical: Option<String>,
}

fn list(listing: &mut Listing<'_>) {
    let inputs = listing.inputs;
    for (id, article) in (0u32..).zip(inputs.library.articles()) {
        for key in &article.former_keys {
            let target = Box::new(Subject::Article(id));
            listing.add(format!("articles/{key}.html"), Subject::Redirect(target));
        }
    }
    for (at, document) in (0u32..).zip(&inputs.content.pages) {
        old_addresses(document, &Subject::Document(at), listing);
    }
    for (at, note) in (0u32..).zip(&inputs.content.notes) {
        let stand = inputs.notes.stand(at as usize);
        if stand == Stand::Nowhere {
            continue;
        }
        old_addresses(&note.document, &Subject::Note(at), listing);
        if stand != Stand::Alone {
            // What it would have without its article's page, or has had.
            let own = document::route(&note.document);
            listing.add(own, Subject::Redirect(Box::new(Subject::Note(at))));
        }
    }
    for (at, grouping) in (0u32..).zip(&inputs.groupings) {
        for (id, group) in (0u32..).zip(&grouping.groups) {
            let profile = group.profile.and_then(|place| inputs.content.profiles.get(place));
            if let Some(profile) = profile {
                old_addresses(&profile.document, &Subject::Group(at, id, 0), listing);
            }
        }
    }
}

fn spellings(listing: &mut Listing<'_>) {
    let inputs = listing.inputs;
    for (at, grouping) in (0u32..).zip(&inputs.groupings) {
        for name in &grouping.shared {
            if let [group] = name.groups.as_slice() {
                let target = Box::new(Subject::Group(at, *group, 0));
                let route = format!("{}/{}.html", grouping.kind.id, name.slug);
                listing.add(route, Subject::Redirect(target));
            }
        }
    }
}

fn old_addresses(document: &Document, target: &Subject, listing: &mut Listing<'_>) {
    for (old, place) in &document.redirect_from {
        match route(old) {
            Ok(route) => listing.add(route, Subject::Redirect(Box::new(target.clone()))),
            Err(fault) => listing.diagnostics.push(
                Diagnostic::new(
                    &codes::BAD_FRONT_MATTER,
                    format!("“{old}” is no address of a page of this site: {fault}"),
                )
                .at(place.clone())
                .done("no redirect is made for it")
                .help("write it as old/page.html or old/folder/, in small letters"),
            ),
        }
    }
}

/// The file that answers to an old address; or why there can be none.
fn route(alias: &str) -> Result<String, &'static str> {
    let typed = alias.trim();
    let path = typed.strip_prefix('/').unwrap_or(typed);
    let (folder, bare) = match path.strip_suffix('/') {
        Some(bare) => (true, bare),
        None => (false, path),
    };
    let named = bare.rsplit('/').next().is_some_and(|name| name.contains('.'));
    let route = match (folder, named) {
        (true, _) => format!("{bare}/index.html"),
        (false, true) => bare.to_owned(),
        (false, false) => format!("{bare}.html"),
    };
    match address_fault(&route) {
        None if bare.is_empty() => Err("it is empty"),
        None => Ok(route),
        Some(fault) => Err(fault),
    }
}

pub(super) fn make(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let Subject::Redirect(target) = &request.page.subject else { return request.misplaced() };
    let shared = request.shared;
    let part = match **target {
        Subject::Note(at) => note_id(shared, at as usize),
        _ => None,
    };
    let target = shared.routes.of(target);
    let link = href(request.root, target);
    let page = value(&Redirect {
        target: link.map(|link| part.map_or_else(|| link.value(), |id| link.at(&id))),
        canonical: target.and_then(|target| shared.inputs.address(target)),
    })?;
    let route = Shown::new(&*request.page.route);
    let head = Head::new(request.shared.words.head.moved(route), "");
    Ok(Product::page(head, page))
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
            ("//a.example/b", None),
            ("https://a.example/", None),
            ("", None),
            ("/", None),
            ("con", None),
            ("aux.html", None),
            ("Old/Page", None),
        ] {
            assert_eq!(route(alias).ok().as_deref(), expected, "{alias}");
        }
    }
}
