//! The list of all articles, newest first, cut into pages.

use crate::diag::Diagnostic;
use crate::site::chart::{Chart, chart};
use crate::site::inputs::Inputs;
use crate::site::kind::{Listing, PageKind, Product, Request};
use crate::site::lists::{self, Tools};
use crate::site::nav::Entry;
use crate::site::page::Subject;
use crate::site::paginate::{self, Pagination};
use crate::site::routes::{href, paged};
use crate::site::shared::Shared;
use crate::site::shown::Shown;
use crate::site::theme_file;
use crate::site::views::{Head, YearBlock, by_year, value};
use serde::Serialize;

pub(super) static KIND: PageKind = PageKind {
    id: "articles",
    template: Some(theme_file!("articles.html")),
    scripts: lists::SCRIPTS,
    list,
    nav,
    make,
    ..PageKind::USUAL
};

#[derive(Serialize)]
struct Articles<'a> {
    count: Shown<'static>,
    span: Option<Shown<'static>>,
    chart: Option<Chart>,
    list: Tools,
    years: Vec<YearBlock>,
    pagination: Option<Pagination<'a>>,
}

fn list(listing: &mut Listing<'_>) {
    for (page, route) in paged("articles/index", pages(listing.inputs)) {
        listing.add(route, Subject::Articles(page));
    }
}

fn pages(inputs: &Inputs) -> usize {
    paginate::pages(inputs.library.articles().len(), inputs.config.site.per_page)
}

fn nav(shared: &Shared, entries: &mut Vec<Entry>) {
    entries.extend(Entry::new(
        "articles",
        shared.words.articles.title(),
        shared.routes.article_list(0),
    ));
}

fn make(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let Subject::Articles(number) = request.page.subject else { return request.misplaced() };
    let number = number as usize;
    let shared = request.shared;
    let total = shared.articles().len();
    let range = paginate::range(total, shared.inputs.config.site.per_page, number);
    let subject = Subject::Articles(0);
    let ids = lists::members(&shared.inputs, &subject);
    let first = number == 0;
    let years = shared.articles().iter().filter_map(|article| article.record.year());
    let words = shared.words;
    let count = words.count.articles(total);
    let tools = lists::tools(request, &subject, &ids);
    let sifts = tools.sifts();
    let page = value(&Articles {
        span: shared
            .span(ids.iter().copied())
            .map(|(first, last)| words.span(first, last))
            .filter(|_| first),
        chart: if first { chart(words, years) } else { None },
        years: by_year(shared, ids.get(range).unwrap_or_default(), request.cards)?,
        list: tools,
        pagination: paginate::pagination(words, number, pages(&shared.inputs), |page| {
            href(request.root, shared.routes.article_list(page))
        }),
        count: count.clone(),
    })?;
    let title = match number {
        0 => words.articles.title(),
        page => words.head.paged(words.articles.title(), page + 1),
    };
    let head = Head::new(title, "articles");
    let mut head = head.described(words.head.articles_description(count));
    head.uses(lists::SCRIPTS, sifts);
    Ok(Product::page(head, page))
}
