//! The kinds of pages, one file each, one registry.
//!
//! In: what all pages share. Out: for each kind its pages, and for each page its view. Never: rendering.

mod about;
mod article;
mod articles;
mod asset;
mod document;
mod group;
pub(super) mod groups;
mod home;
pub(super) mod list_lengths;
mod map;
mod not_found;
mod redirect;
mod statics;

use super::plan::Page;
use super::routes::Root;
use super::shared::Shared;
use super::views::{Cards, PageView};
use crate::diag::Diagnostic;
use crate::library::ArticleId;

/// A kind of page.
pub struct PageKind {
    /// Stable name.
    pub id: &'static str,
    /// The file name of its template, or of the asset.
    pub template: &'static str,
    /// Adds its pages, in any order.
    pub(super) list: fn(&Shared<'_>, &mut Listing),
    /// Builds the view of one of its pages; nothing for an asset, which is written as it is.
    pub(super) view: fn(&Request<'_, '_>) -> Result<Option<PageView>, Diagnostic>,
}

/// Every kind of page. Of two pages of one route the kind that stands first here wins.
pub static PAGE_KINDS: &[&PageKind] = &[
    &home::KIND,
    &articles::KIND,
    &article::KIND,
    &groups::KIND,
    &group::KIND,
    &map::INDEX,
    &map::MAP,
    &map::CELL,
    &document::KIND,
    &about::KIND,
    &not_found::KIND,
    &asset::STYLESHEET,
    &asset::ICON,
    &statics::KIND,
    &redirect::KIND,
];

/// Which page of its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// The only one of its kind.
    Only,
    /// A page of a list, from 0.
    List(usize),
    /// An article.
    Article(ArticleId),
    /// A page, from 0, of a grouping's index.
    Groups(usize, usize),
    /// A page, from 0, of a group.
    Group(usize, u32, usize),
    /// An evidence map.
    Map(usize),
    /// A page, from 0, of a cell of an evidence map.
    Cell(usize, usize, usize),
    /// A Markdown page.
    Document(usize),
    /// A file that is copied.
    Static(usize),
    /// An old address and the route it leads to.
    Redirect(String),
}

/// Where page kinds put their pages, and what they have to say.
#[derive(Default)]
pub(super) struct Listing {
    pub(super) pages: Vec<(Box<str>, Subject)>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Listing {
    fn add(&mut self, route: impl Into<Box<str>>, subject: Subject) {
        self.pages.push((route.into(), subject));
    }
}

/// A view that is asked for.
pub(super) struct Request<'r, 'a> {
    pub(super) shared: &'r Shared<'a>,
    pub(super) page: &'r Page,
    pub(super) root: &'r Root,
    pub(super) cards: &'r dyn Cards,
}
