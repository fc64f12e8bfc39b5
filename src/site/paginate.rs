//! Cutting lists into pages, and the links between them.

use super::routes::Href;
use super::shown::Shown;
use super::words::Words;
use serde::Serialize;
use std::ops::Range;

/// How many pages a list takes; an empty list takes one.
pub(super) fn pages(items: usize, per_page: usize) -> usize {
    items.div_ceil(per_page.max(1)).max(1)
}

/// The items of one page, from 0.
pub(super) fn range(items: usize, per_page: usize, page: usize) -> Range<usize> {
    let start = (page * per_page.max(1)).min(items);
    start..(start + per_page.max(1)).min(items)
}

/// The links under a list.
#[derive(Debug, Serialize)]
pub(super) struct Pagination<'a> {
    /// From 1.
    number: usize,
    total: usize,
    /// "page 2 of 3".
    words: Shown<'static>,
    previous: Option<Href<'a>>,
    next: Option<Href<'a>>,
    /// The numbered links, with a gap where pages are left out.
    steps: Vec<Step<'a>>,
}

#[derive(Debug, Serialize)]
struct Step<'a> {
    /// 0 stands for a gap.
    number: usize,
    href: Option<Href<'a>>,
    current: bool,
}

/// The links of page `page` (from 0) of `total`; none for a list of one page.
pub(super) fn pagination<'a>(
    words: &Words,
    page: usize,
    total: usize,
    href: impl Fn(usize) -> Option<Href<'a>>,
) -> Option<Pagination<'a>> {
    if total < 2 {
        return None;
    }
    let mut steps = Vec::new();
    let mut last = None;
    for at in 0..total {
        let near = at == 0 || at + 1 == total || at.abs_diff(page) <= 2;
        if !near {
            continue;
        }
        if last.is_some_and(|last| at > last + 1) {
            steps.push(Step { number: 0, href: None, current: false });
        }
        last = Some(at);
        steps.push(Step { number: at + 1, href: href(at), current: at == page });
    }
    Some(Pagination {
        number: page + 1,
        total,
        words: words.pages.of(page + 1, total),
        previous: page.checked_sub(1).and_then(&href),
        next: Some(page + 1).filter(|next| *next < total).and_then(&href),
        steps,
    })
}
