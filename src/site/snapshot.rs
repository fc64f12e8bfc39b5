//! Everything that a site is made of, owned and immutable.
//!
//! In: what the stages before the site made. Out: one [`Snapshot`], which a plan keeps, so that pages can be made for as
//! long as the plan lives. Never: routes, views.

use crate::config::Config;
use crate::content::Content;
use crate::formats::Coverage;
use crate::grouping::Grouping;
use crate::library::{ArticleId, History, Ledger, Library, Search};
use crate::text::file::TextFile;
use std::path::PathBuf;

/// Everything that a site is made of.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// The settings.
    pub config: Config,
    /// The articles.
    pub library: Library,
    /// Where the records went, for the about page.
    pub ledger: Ledger,
    /// The accounts of the export files, for the about page.
    pub coverage: Vec<Coverage>,
    /// The searches that found the exports, in the order of their files.
    pub searches: Vec<Search>,
    /// When each article came into the records, and what happened to it.
    pub history: History,
    /// The groupings in the order of the navigation.
    pub groupings: Vec<Grouping>,
    /// For each article, in library order, the articles that its page calls related, best first.
    pub related: Vec<Vec<ArticleId>>,
    /// The curator's Markdown.
    pub content: Content,
    /// Files that are copied as they are: route and place on disk.
    pub statics: Vec<(String, PathBuf)>,
    /// The site's own citation style, where the settings name a file that could be read.
    pub citation_style: Option<TextFile>,
}

impl Snapshot {
    /// The absolute address of a route, where the settings say where the site is published. The home page's is the site's own.
    pub(super) fn address(&self, route: &str) -> Option<String> {
        let base = self.config.site.base_url.as_deref()?;
        Some([base, if route == super::routes::HOME { "" } else { route }].concat())
    }
}
