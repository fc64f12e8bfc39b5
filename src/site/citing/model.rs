//! What a text is that may cite, and what it cites.
//!
//! In: nothing; the stages of [`super`] fill it. Out: plain values. Never: a rule.

use crate::content::{Document, Frame, Mark};
use crate::library::ArticleId;
use crate::site::inputs::Inputs;
use crate::site::routes::{Root, Routes};
use crate::site::shown::Shown;
use crate::site::words::Words;

/// What all texts share.
pub(super) struct Site<'a> {
    pub(super) inputs: &'a Inputs,
    pub(super) routes: &'a Routes,
    pub(super) words: &'static Words,
}

/// A body of Markdown that has a place on a page.
pub(in crate::site) struct Body<'a> {
    /// Of its page.
    pub(in crate::site) route: &'a str,
    pub(in crate::site) root: Root,
    pub(in crate::site) document: &'a Document,
    /// Before its ids.
    pub(in crate::site) prefix: String,
    /// Of its topmost headings.
    pub(in crate::site) base_level: u8,
    /// Of the element that it and its title stand in.
    pub(in crate::site) title_id: String,
    /// Ids that its page has besides.
    pub(in crate::site) own: &'a [&'static str],
    /// The article that it is about.
    pub(in crate::site) about: Option<ArticleId>,
}

impl Body<'_> {
    /// Where it stands on its page.
    pub(in crate::site) fn frame(&self) -> Frame<'_> {
        let (id_prefix, base_level) = (&self.prefix, self.base_level);
        Frame { id_prefix, base_level, title_id: &self.title_id, ..Frame::PAGE }
    }
}

/// What a body cites.
#[derive(Debug, Default)]
pub(in crate::site) struct Cited {
    /// HTML in the place of each citation.
    pub(in crate::site) marks: Vec<Mark>,
    /// In the order of the style.
    pub(in crate::site) references: Vec<Reference>,
    /// Where each article is cited, in the order of the body.
    pub(super) places: Vec<(ArticleId, Place)>,
}

/// An entry of a list of references.
#[derive(Debug)]
pub(in crate::site) struct Reference {
    pub(in crate::site) article: ArticleId,
    /// Of its element on the page.
    pub(in crate::site) id: String,
    pub(in crate::site) label: Option<Shown<'static>>,
    /// HTML.
    pub(in crate::site) html: String,
    /// Whether its title leads to the article's page.
    pub(in crate::site) linked: bool,
    /// The ids of its places in the text.
    pub(in crate::site) places: Vec<String>,
}

/// A place where a text cites an article.
#[derive(Clone, Debug)]
pub(in crate::site) struct Place {
    /// Of the citation's element.
    pub(in crate::site) id: String,
    /// The sentence, in plain text.
    pub(in crate::site) sentence: String,
}
