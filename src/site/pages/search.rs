//! The search page: a box, filters with the counts of the whole collection, and what the script shows its results in.
//!
//! In: the facets of the index. Out: a view that can be filtered before a word is typed. What needs a script says without one
//! what to do instead. Never: results, which the script finds in the index; which facets there are, which is the index's.

use crate::diag::{Diagnostic, codes};
use crate::grouping::Filter;
use crate::search::Facet;
use crate::site::kind::{Listing, PageKind, Product, Request};
use crate::site::page::Subject;
use crate::site::routes::{DOWNLOADS, Href, SEARCH, href};
use crate::site::search;
use crate::site::shared::Shared;
use crate::site::shown::Shown;
use crate::site::theme_file;
use crate::site::views::{Head, Link, value};
use serde::Serialize;
use std::collections::BTreeMap;

pub(super) static KIND: PageKind = PageKind {
    id: "search",
    template: Some(theme_file!("search.html")),
    // A list of results is no page for other search engines, and its address changes with every question.
    canonical: false,
    scripts: &[theme_file!("search-engine.js"), theme_file!("export.js"), theme_file!("search.js")],
    list,
    make,
    ..PageKind::USUAL
};

/// Values of a facet that are shown first.
const FIRST: usize = 8;
/// So many more are shown too rather than be hidden behind a button.
const LEEWAY: usize = 2;

#[derive(Serialize)]
struct Search<'a> {
    /// "1,204 articles".
    count: Shown<'static>,
    /// How many articles there are, as the script counts them.
    articles: usize,
    /// "# of 1,204 articles": the script puts the number of results in.
    found: Shown<'static>,
    /// The id of the index.
    index: Shown<'a>,
    /// The state of the library that the blocks for exports bear.
    exports: Shown<'a>,
    facets: Vec<FacetView<'a>>,
    /// The names of all facets by their identifiers, also of those that only addresses filter by, as JSON.
    known: Shown<'static>,
    /// The lists that can be read without a script.
    ways: Vec<Link<'a>>,
    /// The first of them that sorts the articles.
    browse: Option<Link<'a>>,
    /// The list of all articles.
    read: Option<Href<'a>>,
}

#[derive(Serialize)]
struct FacetView<'a> {
    id: Shown<'a>,
    label: Shown<'static>,
    /// Whether its values are seen at first.
    open: bool,
    /// Whether its values go by time, the latest first, and not by their counts.
    chronological: bool,
    values: Vec<FacetValue>,
    /// Whether there are more values than those.
    more: bool,
}

#[derive(Serialize)]
struct FacetValue {
    slug: Shown<'static>,
    label: Shown<'static>,
    count: Shown<'static>,
}

/// The id of a facet's part of the page.
pub(super) fn facet_id(facet: &str) -> String {
    format!("facet-{facet}")
}

fn list(listing: &mut Listing<'_>) {
    if listing.inputs.config.site.search {
        listing.add(SEARCH, Subject::Only);
    }
}

fn make(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let (shared, words) = (request.shared, request.shared.words);
    let total = shared.articles().len();
    let facets = search::facets(shared);
    let named = named(shared, &facets);
    let labels: BTreeMap<&str, &Shown<'_>> =
        named.iter().map(|(facet, _, label)| (facet.name, label)).collect();
    let known = serde_json::to_string(&labels).map_err(|error| {
        let message = format!("the facets could not be named: {error}");
        Diagnostic::new(&codes::BAD_TEMPLATE, message)
            .help("this is a mistake in litdigest, please report it")
    })?;
    let is_shown = |at: &Option<usize>| {
        let grouping = at.and_then(|at| shared.grouping(at));
        grouping.is_none_or(|grouping| grouping.kind.filter == Filter::Offered)
    };
    let shown = named.iter().filter(|(facet, at, _)| is_shown(at) && !facet.values.is_empty());
    let views = shown.map(|(facet, at, label)| facet_view(shared, facet, *at, label));
    let mut views: Vec<FacetView<'_>> = views.collect();
    if let Some(first) = views.first_mut() {
        first.open = true;
    }
    let page = value(&Search {
        count: words.count.articles(total),
        articles: total,
        found: words.search.found(total, Shown::new("#")),
        index: Shown::new(shared.search_index().map_or("", |index| &index.id)),
        exports: Shown::new(shared.exports.id.as_str()),
        known: Shown::new(known),
        facets: views,
        ways: ways(request),
        browse: browse(request),
        read: href(request.root, shared.routes.article_list(0)),
    })?;
    let head = Head::new(words.search.title(), "search");
    let head = head.described(words.search.description(words.count.articles(total)));
    Ok(Product::page(head, page))
}

/// The facets with their groupings, where they have some, and their names. The settings let no two have one identifier.
fn named<'f>(
    shared: &Shared,
    facets: &'f [Facet<'f>],
) -> Vec<(&'f Facet<'f>, Option<usize>, Shown<'static>)> {
    let name = |facet: &'f Facet<'f>| {
        let groupings = &shared.inputs.groupings;
        let at = groupings.iter().position(|g| facet.pages && g.kind.id == facet.name);
        let words = &shared.words.search;
        let label = match (at, facet.name) {
            (Some(at), _) => shared.many(at),
            (None, search::IS) => words.marks().into_owned(),
            (None, search::LABELS) => words.labels().into_owned(),
            (None, name) => {
                let field = shared.inputs.config.fields.iter().find(|field| field.name == name);
                Shown::new(field.map_or(name, |field| &field.label).to_owned())
            }
        };
        (facet, at, label)
    };
    facets.iter().map(name).collect()
}

/// A facet with its most frequent values, or its latest.
fn facet_view<'f>(
    shared: &Shared,
    facet: &'f Facet<'f>,
    at: Option<usize>,
    label: &Shown<'static>,
) -> FacetView<'f> {
    let chronological = at.is_some_and(|at| shared.is_chronological(at));
    let mut values: Vec<_> =
        facet.values.iter().filter(|value| !value.members.is_empty()).collect();
    values.sort_by(|a, b| match chronological {
        true => b.slug.cmp(&a.slug),
        false => b.members.len().cmp(&a.members.len()).then_with(|| a.label.cmp(&b.label)),
    });
    let more = values.len() > FIRST + LEEWAY;
    let value = |value: &crate::search::Value<'_>| FacetValue {
        slug: Shown::new(value.slug.to_string()),
        label: match (facet.name == search::IS).then(|| mark(shared, &value.slug)).flatten() {
            Some(mark) => mark,
            None => Shown::new(value.label.to_string()),
        },
        count: shared.words.number(value.members.len()),
    };
    FacetView {
        id: Shown::new(facet.name),
        label: label.clone(),
        open: false,
        chronological,
        more,
        values: values
            .into_iter()
            .take(if more { FIRST } else { FIRST + LEEWAY })
            .map(value)
            .collect(),
    }
}

/// What a mark of articles is called.
fn mark(shared: &Shared, slug: &str) -> Option<Shown<'static>> {
    let words = &shared.words.search;
    let word = match slug {
        "full-text" => words.full_text(),
        "noted" => words.noted(),
        "preprint" => words.preprint(),
        "retracted" => words.retracted(),
        _ => return None,
    };
    Some(word.into_owned())
}

/// The lists of the articles and of every grouping.
fn ways<'a>(request: &Request<'a>) -> Vec<Link<'a>> {
    let shared = request.shared;
    let articles = Link {
        label: shared.words.articles.title(),
        href: href(request.root, shared.routes.article_list(0)),
    };
    let groupings = 0..shared.inputs.groupings.len();
    let lists = groupings.map(|at| Link { label: shared.many(at), href: group_list(request, at) });
    let files = Link {
        label: shared.words.downloads.title(),
        href: href(request.root, shared.routes.at(DOWNLOADS)),
    };
    let all = std::iter::once(articles).chain(lists).chain([files]);
    all.filter(|link| link.href.is_some()).collect()
}

/// The list of the first grouping that has one.
fn browse<'a>(request: &Request<'a>) -> Option<Link<'a>> {
    let shared = request.shared;
    (0..shared.inputs.groupings.len()).find_map(|at| {
        let href = group_list(request, at)?;
        Some(Link { label: shared.many(at), href: Some(href) })
    })
}

fn group_list<'a>(request: &Request<'a>, at: usize) -> Option<Href<'a>> {
    href(request.root, request.shared.routes.group_list(at, 0))
}
