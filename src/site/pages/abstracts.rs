//! A list that the curator made, with the abstracts of its articles: to be read and printed. The lists of the curator's own groups
//! and digests have such a page; for every list of a site it would double the site.
//!
//! In: the groups with a profile, the digests. Out: a page for each that is no longer than one reads.

use super::article::text;
use super::whole::{Named, named};
use crate::config::AbstractPolicy;
use crate::diag::Diagnostic;
use crate::site::inputs::Inputs;
use crate::site::kind::{Listing, PageKind, Product, Request};
use crate::site::lists::{self, Tools};
use crate::site::page::Subject;
use crate::site::routes::{Href, href};
use crate::site::shown::Shown;
use crate::site::theme_file;
use crate::site::views::{Head, YearBlock, by_year_as, value};
use serde::Serialize;
use tera::Value;

pub(super) static KIND: PageKind = PageKind {
    id: "abstracts",
    template: Some(theme_file!("abstracts.html")),
    canonical: false,
    scripts: lists::SCRIPTS,
    list,
    make,
    ..PageKind::USUAL
};

/// More abstracts nobody reads on one page.
const MOST: usize = 200;

#[derive(Serialize)]
struct Abstracts<'a> {
    title: Shown<'static>,
    /// The first page of the list.
    first: Option<Href<'a>>,
    count: Shown<'static>,
    list: Tools,
    years: Vec<YearBlock>,
}

/// An entry with its abstract.
#[derive(Serialize)]
struct Read<'a> {
    /// HTML.
    card: Value,
    text: text::Text<'a>,
}

fn list(listing: &mut Listing<'_>) {
    if listing.inputs.config.site.abstracts == AbstractPolicy::None {
        return;
    }
    let lists = listing.pages().filter(|(page, _)| is_curated(listing.inputs, &page.subject));
    let found: Vec<_> = lists
        .filter_map(|(page, _)| {
            Some((page.subject.clone(), page.route.strip_suffix(".html")?.to_owned()))
        })
        .collect();
    for (list, stem) in found {
        listing.add(format!("{stem}/abstracts.html"), Subject::Abstracts(Box::new(list)));
    }
}

/// Whether a page is the first of a list that the curator made, of several articles and not of too many.
fn is_curated(inputs: &Inputs, page: &Subject) -> bool {
    let curated = match page {
        Subject::Digest(_, 0) => true,
        Subject::Group(at, id, 0) => {
            let grouping = inputs.groupings.get(*at as usize);
            let group = grouping.and_then(|grouping| grouping.groups.get(*id as usize));
            group.is_some_and(|group| group.profile.is_some())
        }
        _ => false,
    };
    curated && (2..=MOST).contains(&lists::members(inputs, page).len())
}

fn make(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let Subject::Abstracts(list) = &request.page.subject else { return request.misplaced() };
    let Some(Named { title, section, of }) = named(request, list) else {
        return request.misplaced();
    };
    let (shared, words) = (request.shared, request.shared.words);
    let members = lists::members(&shared.inputs, list);
    let entry = |id| {
        let Some(article) = shared.article(id) else { return Ok(Value::none()) };
        let text = text::text(words, &article.record, &shared.inputs.config.site);
        value(&Read { card: request.cards.card(id)?, text })
    };
    let page = value(&Abstracts {
        title,
        first: href(request.root, shared.routes.of(list)),
        count: words.count.articles(members.len()),
        list: lists::tools_of_whole(request, list, &members, members.len()),
        years: by_year_as(shared, &members, entry)?,
    })?;
    Ok(Product::page(Head::new(words.head.abstracts(of), section), page))
}
