//! The page of a name that several groups share, at the plain address of that name: it names each of them.

use crate::diag::Diagnostic;
use crate::grouping::Group;
use crate::site::kind::{Listing, PageKind, Product, Request};
use crate::site::page::Subject;
use crate::site::routes::{Href, href};
use crate::site::shown::Shown;
use crate::site::theme_file;
use crate::site::views::{Head, Link, value};
use serde::Serialize;
use tera::Value;

/// A page that names all who bear a name.
pub(super) static KIND: PageKind = PageKind {
    id: "namesakes",
    template: Some(theme_file!("namesakes.html")),
    // What the curator wrote for an address counts more.
    gives_way: true,
    list,
    make,
    ..PageKind::USUAL
};

/// Articles named for a group that has no page.
const ARTICLES: usize = 5;

#[derive(Serialize)]
struct Namesakes<'a> {
    name: Shown<'a>,
    index: Link<'a>,
    count: Shown<'static>,
    bearers: Vec<Bearer<'a>>,
}

#[derive(Serialize)]
struct Bearer<'a> {
    name: Shown<'a>,
    told: Option<Shown<'static>>,
    /// None where the group has no page.
    href: Option<Href<'a>>,
    count: Shown<'static>,
    span: Option<Shown<'static>>,
    /// Entries as HTML, of a group that has no page.
    articles: Vec<Value>,
}

fn list(listing: &mut Listing<'_>) {
    let inputs = listing.inputs;
    for (at, grouping) in (0u32..).zip(&inputs.groupings) {
        for (name, shared) in (0u32..).zip(&grouping.shared) {
            if shared.groups.len() > 1 {
                let route = format!("{}/{}.html", grouping.kind.id, shared.slug);
                listing.add(route, Subject::Namesakes(at, name));
            }
        }
    }
}

fn make(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let Subject::Namesakes(at, name) = request.page.subject else { return request.misplaced() };
    let (at, shared) = (at as usize, request.shared);
    let Some(grouping) = shared.grouping(at) else { return request.misplaced() };
    let Some(known) = grouping.shared.get(name as usize) else { return request.misplaced() };
    let bearer = |id: &u32| Some(bearer(request, at, *id, shared.group(at, *id)?));
    let bearers = known.groups.iter().filter_map(bearer).collect::<Result<Vec<_>, _>>()?;
    let count = shared.count(at, bearers.len());
    let name = Shown::new(known.name.as_str());
    let name = name.filled().unwrap_or_else(|| shared.words.group.unnamed());
    let heading = shared.words.namesakes.heading(&name, &count);
    let page = value(&Namesakes {
        name,
        index: Link {
            label: shared.many(at),
            href: href(request.root, shared.routes.group_list(at, 0)),
        },
        count: shared.words.namesakes.lede(count),
        bearers,
    })?;
    let title = shared.words.head.group(heading.clone(), shared.many(at));
    Ok(Product::page(Head::new(title, grouping.kind.id).described(heading), page))
}

fn bearer<'a>(
    request: &Request<'a>,
    at: usize,
    id: u32,
    group: &Group,
) -> Result<Bearer<'a>, Diagnostic> {
    let shared = request.shared;
    let span = shared.span(group.members.iter().copied());
    let articles = if group.small { group.members.as_slice() } else { &[] };
    let articles = articles.iter().take(ARTICLES).map(|article| request.cards.card(*article));
    Ok(Bearer {
        name: shared.bare_label(at, id),
        told: shared.told(at, id),
        href: shared.group_href(request.root, at, id),
        count: shared.words.count.articles(group.members.len()),
        span: span.map(|(first, last)| shared.words.span(first, last)),
        articles: articles.collect::<Result<_, _>>()?,
    })
}
