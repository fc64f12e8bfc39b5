//! The route table: the only maker of links to pages of the site.
//!
//! In: the pages that the page kinds list. Out: [`Href`]s. An [`Href`] cannot be made in any other way, so a link to a
//! page that is not planned cannot be expressed. Never: absolute addresses, except for the error page, which a server
//! shows at any depth.
//!
//! While pages are made, every [`Href`] begins with [`ROOT_PLACEHOLDER`] instead of the way from its page to the site's root, so
//! what many pages show is made once for all depths; [`Root::settle`] puts the way in when a page is done.

use super::page::{Page, Subject};
use crate::library::ArticleId;
use ahash::HashMap;
use rayon::prelude::*;
use serde::{Serialize, Serializer};
use std::sync::Arc;
use tera::Value;

/// The home page.
pub(super) const HOME: &str = "index.html";
/// The addresses of all pages, for search engines.
pub(super) const SITEMAP: &str = "sitemap.xml";
/// The stylesheet.
pub(super) const STYLESHEET: &str = "litdigest.css";
/// The about page.
pub(super) const ABOUT: &str = "about.html";
/// The flow of records.
pub(super) const FLOW: &str = "flow.html";
/// The decisions on duplicates.
pub(super) const DUPLICATES: &str = "flow-duplicates.csv";
/// The table of studies.
pub(super) const STUDIES: &str = "tables/studies.html";
/// The same for spreadsheets.
pub(super) const STUDIES_CSV: &str = "tables/studies.csv";
/// The list of all files for reference managers.
pub(super) const DOWNLOADS: &str = "downloads.html";
/// The page with the search.
pub(super) const SEARCH: &str = "search.html";
/// The error page.
pub(super) const NOT_FOUND: &str = "404.html";
/// The icon.
pub(super) const ICON: &str = "favicon.svg";

/// What stands for the way to the root in a page that is not settled yet. No text of a record can hold it: where text
/// is escaped, and where titles get their markup, it becomes U+FFFD.
pub const ROOT_PLACEHOLDER: char = '\u{1}';

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

    /// The same link with a question to the page, keys and values that are names of groupings and slugs, perhaps to a part
    /// of it.
    pub(super) fn asking(self, query: &[(&str, &str)], part: Option<&str>) -> Value {
        let pairs: Vec<String> =
            query.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let part = part.map(|part| format!("#{part}")).unwrap_or_default();
        Value::safe_string(&[self.root, self.route, "?", &pairs.join("&amp;"), &part].concat())
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
        Root(ROOT_PLACEHOLDER.to_string().into())
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
            memchr::memchr(PLACEHOLDER_BYTE, rest).and_then(|at| rest.split_at_checked(at))
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
const PLACEHOLDER_BYTE: u8 = ROOT_PLACEHOLDER as u8;

/// How many folders a route lies below the root.
pub(super) fn depth(route: &str) -> usize {
    route.bytes().filter(|byte| *byte == b'/').count()
}

/// All pages, and where what they are about is found.
#[derive(Debug, Default)]
pub(super) struct Routes {
    /// Sorted by route.
    pages: Vec<Page>,
    /// The places of the pages that others link to by what they are about.
    places: HashMap<Subject, u32>,
}

impl Routes {
    /// The table of these pages, whose routes all differ. What was dropped is found where another page has its route.
    pub(super) fn new(mut pages: Vec<Page>, dropped: Vec<(Subject, Box<str>)>) -> Self {
        pages.shrink_to_fit();
        pages.par_sort_unstable_by(|a, b| a.route.cmp(&b.route));
        let linked = (0u32..).zip(&pages).filter(|(_, page)| page.subject.is_linked());
        let places = linked.map(|(place, page)| (page.subject.clone(), place)).collect();
        let mut routes = Routes { pages, places };
        for (subject, route) in dropped {
            if let Some(place) = routes.place(&route).and_then(|place| u32::try_from(place).ok()) {
                routes.places.entry(subject).or_insert(place);
            }
        }
        routes
    }

    /// Adds files that nothing links to. Where a route is taken, what has it stays.
    pub(super) fn add(&mut self, mut files: Vec<Page>) {
        files.retain(|file| self.at(&file.route).is_none());
        if files.is_empty() {
            return;
        }
        files.sort_unstable_by(|a, b| a.route.cmp(&b.route));
        // What is linked to moves up by what comes before it.
        let moved = |place: u32| {
            let page = self.pages.get(place as usize);
            page.map_or(0, |page| files.partition_point(|file| file.route < page.route))
        };
        let places = std::mem::take(&mut self.places).into_iter();
        let places =
            places.map(|(subject, place)| (subject, place + number(moved(place)).unwrap_or(0)));
        self.places = places.collect();
        self.pages.extend(files);
        self.pages.sort_by(|a, b| a.route.cmp(&b.route));
    }

    /// All pages, sorted by route.
    pub(super) fn pages(&self) -> &[Page] {
        &self.pages
    }

    fn place(&self, route: &str) -> Option<usize> {
        self.pages.binary_search_by(|page| (*page.route).cmp(route)).ok()
    }

    /// This route, if there is a page at it.
    pub(super) fn at(&self, route: &str) -> Option<&str> {
        Some(&self.pages.get(self.place(route)?)?.route)
    }

    /// The route of the page about something.
    pub(super) fn of(&self, subject: &Subject) -> Option<&str> {
        let place = *self.places.get(subject)?;
        self.pages.get(place as usize).map(|page| &*page.route)
    }

    pub(super) fn article(&self, id: ArticleId) -> Option<&str> {
        self.of(&Subject::Article(id))
    }

    /// A page of the list of all articles, from 0.
    pub(super) fn article_list(&self, page: usize) -> Option<&str> {
        self.of(&Subject::Articles(number(page)?))
    }

    /// A page of the index of a grouping, from 0.
    pub(super) fn group_list(&self, grouping: usize, page: usize) -> Option<&str> {
        self.of(&Subject::Groups(number(grouping)?, number(page)?))
    }

    /// A page of a group, from 0.
    pub(super) fn group(&self, grouping: usize, group: u32, page: usize) -> Option<&str> {
        self.of(&Subject::Group(number(grouping)?, group, number(page)?))
    }

    /// The page on which a note stands, if it stands on one.
    pub(super) fn note(&self, note: usize) -> Option<&str> {
        self.of(&Subject::Note(number(note)?))
    }

    /// A page of the list of all notes, from 0.
    pub(super) fn note_list(&self, page: usize) -> Option<&str> {
        self.of(&Subject::Notes(number(page)?))
    }

    /// A page of a digest, from 0.
    pub(super) fn digest(&self, digest: usize, page: usize) -> Option<&str> {
        self.of(&Subject::Digest(number(digest)?, number(page)?))
    }

    /// A page of the list of all digests, from 0.
    pub(super) fn digest_list(&self, page: usize) -> Option<&str> {
        self.of(&Subject::Digests(number(page)?))
    }

    pub(super) fn document(&self, document: usize) -> Option<&str> {
        self.of(&Subject::Document(number(document)?))
    }

    /// The about page, the curator's or the generated one.
    pub(super) fn about(&self) -> Option<&str> {
        self.at(ABOUT)
    }

    /// The search page, if the site has one.
    pub(super) fn search(&self) -> Option<&str> {
        self.at(SEARCH)
    }

    /// The list of the evidence maps, if there are any.
    pub(super) fn maps(&self) -> Option<&str> {
        self.of(&Subject::Maps)
    }

    /// The table of an evidence map.
    pub(super) fn map(&self, map: usize) -> Option<&str> {
        self.of(&Subject::Map(number(map)?))
    }

    /// A page, from 0, of a cell of an evidence map; none for a cell of one article or none.
    pub(super) fn map_cell(&self, map: usize, cell: usize, page: usize) -> Option<&str> {
        self.of(&Subject::Cell(number(map)?, number(cell)?, number(page)?))
    }
}

/// A place in a list as a subject holds it; none has more places than fit.
fn number(place: usize) -> Option<u32> {
    u32::try_from(place).ok()
}

/// A link from a page with this root to one of the table's routes.
pub(super) fn href<'a>(root: &'a Root, route: Option<&'a str>) -> Option<Href<'a>> {
    route.map(|route| Href { root: root.as_str(), route })
}

/// `stem.html`, `stem/2.html`, `stem/3.html` …: the routes of a list of this many pages, each with its number from 0.
pub(super) fn paged(stem: &str, pages: usize) -> impl Iterator<Item = (u32, String)> {
    (0u32..).zip(1..=pages).map(move |(number, page)| match page {
        1 => (number, format!("{stem}.html")),
        page => (number, format!("{stem}/{page}.html")),
    })
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
            assert!(settled.starts_with(first) && !settled.contains(ROOT_PLACEHOLDER), "{settled}");
            assert!(settled.ends_with("a/b.html\">y</a>"), "{settled}");
        }
    }
}
