//! The list of all articles, newest first, cut into pages.

use super::{Listing, PageKind, Request, Subject};
use crate::diag::Diagnostic;
use crate::library::ArticleId;
use crate::site::chart::{Chart, chart};
use crate::site::paginate::{self, Pagination};
use crate::site::routes::href;
use crate::site::shared::Shared;
use crate::site::shown::Shown;
use crate::site::views::{Head, PageView, YearBlock, by_year, value};
use serde::Serialize;

pub(super) static KIND: PageKind =
    PageKind { id: "articles", template: "articles.html", list, view };

#[derive(Serialize)]
struct Articles<'a> {
    count: Shown<'static>,
    span: Option<Shown<'static>>,
    chart: Option<Chart>,
    years: Vec<YearBlock>,
    pagination: Option<Pagination<'a>>,
}

fn list(shared: &Shared<'_>, listing: &mut Listing) {
    for page in 0..shared.routes.article_list_pages() {
        if let Some(route) = shared.routes.article_list(page) {
            listing.add(route, Subject::List(page));
        }
    }
}

fn view(request: &Request<'_, '_>) -> Result<Option<PageView>, Diagnostic> {
    let Subject::List(number) = request.page.subject else { return Ok(None) };
    let shared = request.shared;
    let total = shared.articles().len();
    let range = paginate::range(total, shared.inputs.options.per_page, number);
    let ids: Vec<ArticleId> = range.filter_map(|id| ArticleId::try_from(id).ok()).collect();
    let first = number == 0;
    let years = shared.articles().iter().filter_map(|article| article.record.year());
    let all = (0u32..).zip(shared.articles()).map(|(id, _)| id);
    let words = shared.words;
    let count = words.count.articles(total);
    let page = value(&Articles {
        span: shared.span(all).map(|(first, last)| words.span(first, last)).filter(|_| first),
        chart: if first { chart(words, years) } else { None },
        years: by_year(shared, &ids, request.cards)?,
        pagination: paginate::pagination(
            words,
            number,
            shared.routes.article_list_pages(),
            |page| href(request.root, shared.routes.article_list(page)),
        ),
        count: count.clone(),
    })?;
    let title = match number {
        0 => words.articles.title(),
        page => words.head.paged(words.articles.title(), page + 1),
    };
    let head = Head::new(title, "articles").described(words.head.articles_description(count));
    Ok(Some(PageView { head, page, template: None }))
}
