//! The evidence maps: a list of them, a table for each, and a page for each cell of two articles or more.
//!
//! A cell counts the articles in both groups, or with both values of fields, and is a link to the page that lists these very articles; to the article
//! itself where there is one.

use crate::diag::Diagnostic;
use crate::library::ArticleId;
use crate::site::axes;
use crate::site::inputs::Inputs;
use crate::site::kind::{Listing, PageKind, Product, Request};
use crate::site::lists::{self, Tools};
use crate::site::maps::{Axis, Map};
use crate::site::nav::Entry;
use crate::site::page::Subject;
use crate::site::paginate::{self, Pagination};
use crate::site::routes::{Href, href, paged};
use crate::site::shared::Shared;
use crate::site::shown::Shown;
use crate::site::theme_file;
use crate::site::views::{Head, Link, YearBlock, by_year, value};
use serde::Serialize;
use tera::Value;

/// The list of the maps.
pub(super) static INDEX: PageKind = PageKind {
    id: "maps",
    template: Some(theme_file!("maps.html")),
    list: list_index,
    nav,
    make: make_index,
    ..PageKind::USUAL
};
/// The table of one map.
pub(super) static MAP: PageKind = PageKind {
    id: "map",
    template: Some(theme_file!("map.html")),
    list: list_maps,
    make: make_map,
    ..PageKind::USUAL
};
/// The articles of one cell.
pub(super) static CELL: PageKind = PageKind {
    id: "cell",
    template: Some(theme_file!("cell.html")),
    scripts: lists::SCRIPTS,
    list: list_cells,
    make: make_cell,
    ..PageKind::USUAL
};

/// Shades of cells.
const SHADES: usize = 5;

#[derive(Serialize)]
struct Maps<'a> {
    maps: Vec<MapEntry<'a>>,
}

#[derive(Serialize)]
struct MapEntry<'a> {
    title: Shown<'static>,
    href: Option<Href<'a>>,
    /// "20 topics, 12 countries".
    size: Shown<'static>,
}

#[derive(Serialize)]
struct MapView<'a> {
    title: Shown<'static>,
    index: Option<Href<'a>>,
    /// What stands in the rows and the columns, in words.
    remark: Shown<'static>,
    corner: Shown<'static>,
    /// Whether the heads of the columns are too long to stand side by side.
    tall: bool,
    /// Links as HTML.
    columns: Vec<Value>,
    rows: Vec<Row<'a>>,
    others: Vec<Link<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    id: String,
    /// HTML.
    link: Value,
    total: Shown<'static>,
    cells: Vec<Cell<'a>>,
}

#[derive(Serialize)]
struct Cell<'a> {
    count: Shown<'static>,
    href: Option<Href<'a>>,
    /// 0 to 5.
    shade: usize,
}

#[derive(Serialize)]
struct CellView<'a> {
    title: Shown<'static>,
    maps: Option<Href<'a>>,
    map: Link<'a>,
    count: Shown<'static>,
    span: Option<Shown<'static>>,
    /// Links as HTML.
    groups: [Value; 2],
    list: Tools,
    years: Vec<YearBlock>,
    pagination: Option<Pagination<'a>>,
}

fn list_index(listing: &mut Listing<'_>) {
    if !listing.inputs.maps.is_empty() {
        listing.add("map/index.html", Subject::Maps);
    }
}

fn nav(shared: &Shared, entries: &mut Vec<Entry>) {
    entries.extend(Entry::new("maps", shared.words.maps.nav(), shared.routes.maps()));
}

fn list_maps(listing: &mut Listing<'_>) {
    let inputs = listing.inputs;
    for (at, map) in (0u32..).zip(&inputs.maps) {
        listing.add(format!("map/{}.html", map.id), Subject::Map(at));
    }
}

fn list_cells(listing: &mut Listing<'_>) {
    let inputs = listing.inputs;
    for (at, map) in (0u32..).zip(&inputs.maps) {
        let slug = |axis: Axis, at: Option<&u32>| at.map(|at| inputs.axis_slug(axis, *at));
        for (cell, (row, column, ids)) in (0u32..).zip(map.cells()) {
            let row = slug(map.axes.0, map.rows.get(row)).unwrap_or_default();
            let column = slug(map.axes.1, map.columns.get(column)).unwrap_or_default();
            // No slug holds two hyphens in a row, so no two cells have one name.
            let stem = format!("map/{}/{row}--{column}", map.id);
            for (page, route) in paged(&stem, pages(inputs, ids)) {
                listing.add(route, Subject::Cell(at, cell, page));
            }
        }
    }
}

/// How many pages a cell takes. An empty one has no page, and one article is a page of its own.
fn pages(inputs: &Inputs, articles: &[ArticleId]) -> usize {
    if articles.len() < 2 {
        0
    } else {
        paginate::pages(articles.len(), inputs.config.site.per_page)
    }
}

fn make_index(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let shared = request.shared;
    let entry = |(at, map): (usize, &Map)| MapEntry {
        title: shared.map_title(map),
        href: href(request.root, shared.routes.map(at)),
        size: shared.words.maps.size(
            shared.axis_count(map.axes.0, map.rows.len()),
            shared.axis_count(map.axes.1, map.columns.len()),
        ),
    };
    let page = value(&Maps { maps: shared.inputs.maps.iter().enumerate().map(entry).collect() })?;
    let words = shared.words;
    let head = Head::new(words.maps.title(), "maps").described(words.head.maps_description());
    Ok(Product::page(head, page))
}

fn make_map(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let Subject::Map(at) = request.page.subject else { return request.misplaced() };
    let at = at as usize;
    let shared = request.shared;
    let Some(map) = shared.inputs.maps.get(at) else { return request.misplaced() };
    let (from, to) = map.axes;
    let others = shared.inputs.maps.iter().enumerate().filter(|(other, _)| *other != at);
    let page = value(&MapView {
        title: shared.map_title(map),
        index: href(request.root, shared.routes.maps()),
        remark: remark(shared, map),
        corner: shared.axis_name(from),
        tall: !shared.axis_is_chronological(to),
        columns: map
            .columns
            .iter()
            .map(|at| axes::link(request, to, *at))
            .collect::<Result<_, _>>()?,
        rows: rows(request, at, map)?,
        others: others
            .map(|(other, map)| Link {
                label: shared.map_title(map),
                href: href(request.root, shared.routes.map(other)),
            })
            .collect(),
    })?;
    let words = shared.words;
    let title = words.head.map(shared.map_title(map), words.maps.title());
    let head = Head::new(title, "maps").described(remark(shared, map));
    Ok(Product::page(head, page))
}

fn rows<'a>(request: &Request<'a>, number: usize, map: &Map) -> Result<Vec<Row<'a>>, Diagnostic> {
    let shared = request.shared;
    let most = map.most();
    let from = map.axes.0;
    let row = |(row, at): (usize, &u32)| {
        let cells = (0..map.columns.len()).map(|column| {
            let articles = map.cell(row, column);
            let count = articles.len();
            let route = match articles {
                [article] => shared.routes.article(*article),
                _ => shared.routes.map_cell(number, row * map.columns.len() + column, 0),
            };
            Cell {
                count: shared.words.number(count),
                href: href(request.root, route),
                shade: shade(count, most),
            }
        });
        Ok(Row {
            id: row_id(shared.inputs.axis_slug(from, *at)),
            link: axes::link(request, from, *at)?,
            total: shared.words.number(shared.axis_members(from, *at).len()),
            cells: cells.collect(),
        })
    };
    map.rows.iter().enumerate().map(row).collect()
}

/// The fragment of a topic's row.
pub(super) fn row_id(slug: &str) -> String {
    format!("row-{slug}")
}

/// The shade of a count: 1 to [`SHADES`], by the square root of its share of the largest, so that small counts differ;
/// 0 for none.
fn shade(count: usize, most: usize) -> usize {
    if count == 0 {
        return 0;
    }
    let fits = |shade: &usize| count * SHADES * SHADES <= most * shade * shade;
    (1..=SHADES).find(fits).unwrap_or(SHADES)
}

fn remark(shared: &Shared, map: &Map) -> Shown<'static> {
    let words = &shared.words.maps;
    let part = |axis: Axis, number: usize, chosen: bool| {
        let all = shared.axis_length(axis);
        let groups = shared.axis_count(axis, number);
        let of = shared.words.number(all);
        match (number < all, chosen) {
            (true, true) => words.chosen(groups, of),
            (true, false) if shared.axis_is_chronological(axis) => words.latest(groups),
            (true, false) => words.largest(groups, of),
            (false, _) => groups,
        }
    };
    words.remark(
        part(map.axes.0, map.rows.len(), map.chosen.0),
        part(map.axes.1, map.columns.len(), map.chosen.1),
    )
}

fn make_cell(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let Subject::Cell(at, cell, number) = request.page.subject else { return request.misplaced() };
    let list = Subject::Cell(at, cell, 0);
    let (at, cell, number) = (at as usize, cell as usize, number as usize);
    let shared = request.shared;
    let Some(map) = shared.inputs.maps.get(at) else { return request.misplaced() };
    let width = map.columns.len().max(1);
    let (row, column) = (cell / width, cell % width);
    let (Some(topic), Some(other)) = (map.rows.get(row), map.columns.get(column)) else {
        return request.misplaced();
    };
    let (from, to) = map.axes;
    let members = map.cell(row, column);
    let range = paginate::range(members.len(), shared.inputs.config.site.per_page, number);
    let words = shared.words;
    let title = axes::cell_title(shared, map, cell).unwrap_or_default();
    let tools = lists::tools(request, &list, members);
    let sifts = tools.sifts();
    let count = words.count.articles(members.len());
    let page = value(&CellView {
        title: title.clone(),
        maps: href(request.root, shared.routes.maps()),
        map: Link { label: shared.map_title(map), href: href(request.root, shared.routes.map(at)) },
        span: shared.span(members.iter().copied()).map(|(a, b)| words.span(a, b)),
        groups: [axes::link(request, from, *topic)?, axes::link(request, to, *other)?],
        list: tools,
        years: by_year(shared, members.get(range).unwrap_or_default(), request.cards)?,
        pagination: paginate::pagination(words, number, pages(&shared.inputs, members), |page| {
            href(request.root, shared.routes.map_cell(at, cell, page))
        }),
        count: count.clone(),
    })?;
    let mut title = words.head.map(title, shared.map_title(map));
    if number > 0 {
        title = words.head.paged(title, number + 1);
    }
    let mut head = Head::new(title, "maps").described(words.head.cell_description(count));
    head.uses(lists::SCRIPTS, sifts);
    Ok(Product::page(head, page))
}

#[cfg(test)]
mod tests {
    use super::shade;

    #[test]
    fn shades_begin_with_the_first_article_and_end_with_the_most() {
        let shades: Vec<usize> = [0, 1, 4, 5, 9, 16, 17, 25].map(|n| shade(n, 25)).into();
        assert_eq!(shades, [0, 1, 2, 3, 3, 4, 5, 5]);
        assert_eq!(shade(1, 1), 5);
    }
}
