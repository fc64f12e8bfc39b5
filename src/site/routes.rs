//! The route table: the only maker of links to pages of the site.
//!
//! In: the pages that the page kinds list. Out: [`Href`]s. An [`Href`] cannot be made in any other way, so a link to a
//! page that is not planned cannot be expressed. Never: absolute addresses, except for the error page, which a server
//! shows at any depth.
//!
//! While pages are made, every [`Href`] begins with [`MARK`] instead of the way from its page to the site's root, so
//! what many pages show is made once for all depths; [`Root::settle`] puts the way in when a page is done.

use crate::library::ArticleId;
use serde::{Serialize, Serializer};
use std::sync::Arc;
use tera::Value;

/// The home page.
pub(super) const HOME: &str = "index.html";
/// The stylesheet.
pub(super) const STYLESHEET: &str = "litdigest.css";
/// The list of the evidence maps.
const MAPS: &str = "map/index.html";
/// The icon.
pub(super) const ICON: &str = "favicon.svg";

/// What stands for the way to the root in a page that is not settled yet. No text of a record can hold it: where text
/// is escaped, and where titles get their markup, it becomes U+FFFD.
pub const MARK: char = '\u{1}';

/// A link to a page of this site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Href<'a> {
    root: &'a str,
    route: &'a str,
}

impl Href<'_> {
    /// The link as it stands in an attribute: `../topics/muscle.html`, the way to the root still marked. Templates do not
    /// escape it; routes are made of slugs, which hold nothing that asks for it.
    pub fn value(self) -> Value {
        Value::safe_string(&[self.root, self.route].concat())
    }

    /// The same link in words, perhaps to a part of the page, for Markdown: its page and so its root are known, and
    /// what it writes into an attribute it escapes itself.
    pub(super) fn text(self, fragment: Option<&str>) -> String {
        let hash = if fragment.is_some() { "#" } else { "" };
        [self.root, self.route, hash, fragment.unwrap_or_default()].concat()
    }

    /// The same link to a part of the page, named by an id of the page's own making.
    pub fn at(self, id: &str) -> Value {
        Value::safe_string(&[self.root, self.route, "#", id].concat())
    }
}

impl Serialize for Href<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

/// The way from a page to the site's root: `""`, `../`, `../../`, an absolute path for the error page, or the mark that
/// stands for all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Root(Arc<str>);

impl Root {
    /// From a page at this route.
    pub(super) fn of(route: &str) -> Self {
        Root::up(depth(route))
    }

    /// From a page this many folders deep.
    pub(super) fn up(depth: usize) -> Self {
        Root("../".repeat(depth).into())
    }

    /// The absolute path of the site: of `base_url`, else the host's root.
    pub(super) fn absolute(base_url: Option<&str>) -> Self {
        let path = base_url
            .and_then(|url| url.split_once("://"))
            .and_then(|(_, rest)| rest.split_once('/'))
            .map_or_else(|| "/".to_owned(), |(_, path)| format!("/{path}"));
        Root(if path.ends_with('/') { path.into() } else { format!("{path}/").into() })
    }

    /// The mark.
    pub(super) fn marked() -> Self {
        Root(MARK.to_string().into())
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// Puts this way in wherever a page's bytes hold the mark.
    pub(super) fn settle(&self, bytes: &[u8]) -> Vec<u8> {
        // A page has a link in every hundred bytes or so.
        let mut settled = Vec::with_capacity(bytes.len() + bytes.len() / 32 + 64);
        let mut rest = bytes;
        while let Some((before, after)) =
            memchr::memchr(MARK_BYTE, rest).and_then(|at| rest.split_at_checked(at))
        {
            settled.extend_from_slice(before);
            settled.extend_from_slice(self.0.as_bytes());
            rest = after.get(1..).unwrap_or_default();
        }
        settled.extend_from_slice(rest);
        settled
    }
}

/// The mark in UTF-8.
const MARK_BYTE: u8 = MARK as u8;

/// How many folders a route lies below the root.
pub(super) fn depth(route: &str) -> usize {
    route.bytes().filter(|byte| *byte == b'/').count()
}

/// The routes of all pages that other pages link to.
#[derive(Debug, Default)]
pub(super) struct Routes {
    articles: Vec<Box<str>>,
    article_lists: Vec<Box<str>>,
    groups: Vec<Vec<Vec<Box<str>>>>,
    group_lists: Vec<Vec<Box<str>>>,
    documents: Vec<Box<str>>,
    about: Option<Box<str>>,
    maps: Vec<MapRoutes>,
}

/// The routes of one evidence map.
#[derive(Debug)]
struct MapRoutes {
    table: Box<str>,
    /// The pages of each cell, row by row.
    cells: Vec<Vec<Box<str>>>,
}

impl Routes {
    pub(super) fn new(shape: Shape<'_>) -> Self {
        Routes {
            articles: shape.keys.map(|key| format!("articles/{key}.html").into()).collect(),
            article_lists: paged("articles/index", shape.article_pages),
            group_lists: shape
                .groupings
                .iter()
                .map(|grouping| paged(&format!("{}/index", grouping.id), grouping.index_pages))
                .collect(),
            groups: shape
                .groupings
                .iter()
                .map(|grouping| {
                    let page = |(slug, pages): &(&str, usize)| {
                        paged(&format!("{}/{slug}", grouping.id), *pages)
                    };
                    grouping.groups.iter().map(page).collect()
                })
                .collect(),
            documents: shape.documents,
            about: shape.about.then(|| "about.html".into()),
            maps: shape
                .maps
                .into_iter()
                .map(|map| MapRoutes {
                    table: format!("map/{}.html", map.id).into(),
                    cells: map
                        .cells
                        .iter()
                        .map(|(stem, pages)| paged(&format!("map/{}/{stem}", map.id), *pages))
                        .collect(),
                })
                .collect(),
        }
    }

    pub(super) fn article(&self, id: ArticleId) -> Option<&str> {
        self.articles.get(id as usize).map(|route| &**route)
    }

    /// A page of the list of all articles, from 0.
    pub(super) fn article_list(&self, page: usize) -> Option<&str> {
        self.article_lists.get(page).map(|route| &**route)
    }

    /// A page of the index of a grouping, from 0.
    pub(super) fn group_list(&self, grouping: usize, page: usize) -> Option<&str> {
        self.group_lists.get(grouping)?.get(page).map(|route| &**route)
    }

    /// A page of a group, from 0.
    pub(super) fn group(&self, grouping: usize, group: u32, page: usize) -> Option<&str> {
        self.groups.get(grouping)?.get(group as usize)?.get(page).map(|route| &**route)
    }

    pub(super) fn document(&self, document: usize) -> Option<&str> {
        self.documents.get(document).map(|route| &**route)
    }

    /// The about page, the curator's or the generated one.
    pub(super) fn about(&self) -> Option<&str> {
        self.about.as_deref().or_else(|| {
            self.documents.iter().map(|route| &**route).find(|route| *route == "about.html")
        })
    }

    /// The list of the evidence maps, if there are any.
    pub(super) fn maps(&self) -> Option<&'static str> {
        (!self.maps.is_empty()).then_some(MAPS)
    }

    /// The table of an evidence map.
    pub(super) fn map(&self, map: usize) -> Option<&str> {
        self.maps.get(map).map(|map| &*map.table)
    }

    /// A page, from 0, of a cell of an evidence map; none for a cell of one article or none.
    pub(super) fn map_cell(&self, map: usize, cell: usize, page: usize) -> Option<&str> {
        self.maps.get(map)?.cells.get(cell)?.get(page).map(|route| &**route)
    }

    pub(super) fn map_cell_pages(&self, map: usize, cell: usize) -> usize {
        self.maps.get(map).and_then(|map| map.cells.get(cell)).map_or(0, Vec::len)
    }

    pub(super) fn article_list_pages(&self) -> usize {
        self.article_lists.len()
    }

    pub(super) fn group_list_pages(&self, grouping: usize) -> usize {
        self.group_lists.get(grouping).map_or(0, Vec::len)
    }

    pub(super) fn group_pages(&self, grouping: usize, group: u32) -> usize {
        self.groups.get(grouping).and_then(|g| g.get(group as usize)).map_or(0, Vec::len)
    }
}

/// A link from a page with this root to one of the table's routes.
pub(super) fn href<'a>(root: &'a Root, route: Option<&'a str>) -> Option<Href<'a>> {
    route.map(|route| Href { root: root.as_str(), route })
}

/// What there is to give routes to.
pub(super) struct Shape<'a> {
    pub(super) keys: Box<dyn Iterator<Item = &'a str> + 'a>,
    pub(super) article_pages: usize,
    pub(super) groupings: Vec<GroupingShape<'a>>,
    pub(super) documents: Vec<Box<str>>,
    /// Whether an about page is generated.
    pub(super) about: bool,
    pub(super) maps: Vec<MapShape>,
}

/// One evidence map's part of a [`Shape`].
pub(super) struct MapShape {
    pub(super) id: &'static str,
    /// Name and number of pages of each cell, row by row; no pages for a cell of one article or none.
    pub(super) cells: Vec<(String, usize)>,
}

/// One grouping's part of a [`Shape`].
pub(super) struct GroupingShape<'a> {
    pub(super) id: &'a str,
    pub(super) index_pages: usize,
    /// Slug and number of pages of each group.
    pub(super) groups: Vec<(&'a str, usize)>,
}

/// `stem.html`, `stem/2.html`, `stem/3.html` …; nothing for no pages.
fn paged(stem: &str, pages: usize) -> Vec<Box<str>> {
    (1..=pages)
        .map(|page| match page {
            1 => format!("{stem}.html").into(),
            page => format!("{stem}/{page}.html").into(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_gives_way_to_the_way_to_the_root() {
        let page = b"<a href=\"\x01index.html\">x</a><a href=\"\x01a/b.html\">y</a>";
        for (root, first) in [
            (Root::up(0), "<a href=\"index.html\">"),
            (Root::up(2), "<a href=\"../../index.html\">"),
            (Root::absolute(Some("https://a.example/docs")), "<a href=\"/docs/index.html\">"),
        ] {
            let settled = String::from_utf8(root.settle(page)).unwrap();
            assert!(settled.starts_with(first) && !settled.contains(MARK), "{settled}");
            assert!(settled.ends_with("a/b.html\">y</a>"), "{settled}");
        }
    }
}
