//! A list of articles that is cut into pages, once more as a whole, in short lines with numbers: to be sorted, sifted and
//! printed. Search engines are asked to leave it out, since each page of the list has the same articles.
//!
//! In: the lists that have a second page. Out: a page for each thousand of their articles.

use super::group;
use crate::diag::Diagnostic;
use crate::site::axes;
use crate::site::kind::{Listing, PageKind, Product, Request};
use crate::site::lists::{self, Tools, WHOLE};
use crate::site::page::Subject;
use crate::site::paginate::{self, Pagination};
use crate::site::routes::{Href, href};
use crate::site::shown::Shown;
use crate::site::theme_file;
use crate::site::views::{Head, YearBlock, by_year_as, value};
use serde::Serialize;

pub(super) static KIND: PageKind = PageKind {
    id: "whole",
    template: Some(theme_file!("whole.html")),
    canonical: false,
    scripts: lists::SCRIPTS,
    list,
    make,
    ..PageKind::USUAL
};

#[derive(Serialize)]
struct Whole<'a> {
    title: Shown<'static>,
    /// The first page of the list.
    first: Option<Href<'a>>,
    count: Shown<'static>,
    list: Tools,
    years: Vec<YearBlock>,
    pagination: Option<Pagination<'a>>,
}

fn list(listing: &mut Listing<'_>) {
    let whole = |page: &crate::site::Page| {
        Some((lists::first_of(&page.subject)?, page.route.strip_suffix("2.html")?.to_owned()))
    };
    let found: Vec<_> = listing.pages().filter_map(|(page, _)| whole(page)).collect();
    for (list, folder) in found {
        let parts = paginate::pages(lists::members(listing.inputs, &list).len(), WHOLE);
        for part in 0..parts {
            let Some(subject) = lists::whole(&list, part) else { continue };
            let number = if part == 0 { String::new() } else { format!("-{}", part + 1) };
            listing.add(format!("{folder}all{number}.html"), subject);
        }
    }
}

fn make(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let Subject::Whole(list, part) = &request.page.subject else { return request.misplaced() };
    let Some(Named { title, section, of }) = named(request, list) else {
        return request.misplaced();
    };
    let (shared, words, part) = (request.shared, request.shared.words, *part as usize);
    let all = lists::members(&shared.inputs, list);
    let range = paginate::range(all.len(), WHOLE, part);
    let shown = all.get(range).unwrap_or_default();
    let page = value(&Whole {
        title,
        first: href(request.root, shared.routes.of(list)),
        count: words.count.articles(all.len()),
        list: lists::tools_of_whole(request, list, &all, shown.len()),
        years: by_year_as(shared, shown, |id| request.cards.line(id))?,
        pagination: paginate::pagination(words, part, paginate::pages(all.len(), WHOLE), |part| {
            href(request.root, shared.routes.of(&lists::whole(list, part)?))
        }),
    })?;
    let title = words.head.whole(of);
    let title = if part == 0 { title } else { words.head.paged(title, part + 1) };
    Ok(Product::page(Head::new(title, section), page))
}

/// What a list is called.
pub(super) struct Named<'a> {
    /// Above it.
    pub(super) title: Shown<'static>,
    pub(super) section: &'a str,
    /// In the title of the page, by which it is told from all others.
    pub(super) of: Shown<'static>,
}

pub(super) fn named<'a>(request: &Request<'a>, list: &Subject) -> Option<Named<'a>> {
    let shared = request.shared;
    let words = shared.words;
    Some(match list {
        Subject::Articles(_) => {
            let title = words.articles.title().into_owned();
            Named { of: title.clone(), title, section: "articles" }
        }
        Subject::Group(at, id, _) => {
            let at = *at as usize;
            let title = shared.label(at, *id).into_owned();
            let of = group::title(shared, at, shared.group(at, *id)?, title.clone());
            Named { title, section: shared.grouping(at)?.kind.id, of }
        }
        Subject::Cell(map, cell, _) => {
            let map = shared.inputs.maps.get(*map as usize)?;
            let title = axes::cell_title(shared, map, *cell as usize)?;
            let of = words.head.map(title.clone(), shared.map_title(map));
            Named { title, section: "maps", of }
        }
        Subject::Digest(at, _) => {
            let digest = shared.inputs.content.digests.get(*at as usize)?;
            let title = Shown::new(digest.document.title.as_str()).into_owned();
            Named { of: title.clone(), title, section: super::digests::FOLDER }
        }
        _ => return None,
    })
}
