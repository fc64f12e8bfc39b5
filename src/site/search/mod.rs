//! What of the site can be searched, as the index takes it.
//!
//! In: what all pages share. Out: [`Searched`], the documents with their texts and rows; facets and names. Articles come first, in
//! library order; behind them the curator's own pages. Never: a text that pages would not show: where the settings hold
//! abstracts back, their words are found, and their text lies in no file.

mod facets;
mod texts;

use super::shared::Shared;
use super::shown::Shown;
use crate::content::Document;
use crate::search::{Facet, Index, Source};
use crate::text::collate::NameOrder;
use rayon::prelude::*;
use std::borrow::Cow;

/// Where the files of the index lie.
pub(super) const FOLDER: &str = "search/";

pub(super) use facets::{IS, LABELS};

/// By what a search can be narrowed: the groupings in their order, then what is no grouping.
pub(super) fn facets(shared: &Shared) -> Vec<Facet<'_>> {
    facets::facets(shared).facets
}

/// Makes the index of a site.
pub(super) fn index(shared: &Shared) -> Index {
    let facets = facets::facets(shared);
    let names = facets::names(shared, &facets);
    crate::search::build(&Searched::of(shared), &facets.facets, &names)
}

/// The bytes of a file of the index.
pub(super) fn bytes(shared: &Shared, index: &Index, at: usize) -> Vec<u8> {
    index.bytes(at, &Searched::of(shared))
}

/// Everything that can be searched.
struct Searched<'s> {
    shared: &'s Shared,
    pages: Vec<OwnPage<'s>>,
}

/// A page of the curator's.
struct OwnPage<'s> {
    kind: &'static str,
    route: &'s str,
    document: &'s Document,
}

impl<'s> Searched<'s> {
    fn of(shared: &'s Shared) -> Self {
        let (content, routes) = (&shared.inputs.content, &shared.routes);
        let alone = |at: usize| shared.inputs.notes.stand(at) == super::notes::Stand::Alone;
        let notes = content.notes.iter().enumerate().filter(|(at, _)| alone(*at)).filter_map(
            |(at, note)| {
                Some(OwnPage { kind: "note", route: routes.note(at)?, document: &note.document })
            },
        );
        let digests = content.digests.iter().enumerate().filter_map(|(at, digest)| {
            Some(OwnPage {
                kind: "digest",
                route: routes.digest(at, 0)?,
                document: &digest.document,
            })
        });
        let documents = content.pages.iter().enumerate().filter_map(|(at, document)| {
            Some(OwnPage { kind: "page", route: routes.document(at)?, document })
        });
        Searched { shared, pages: notes.chain(digests).chain(documents).collect() }
    }

    /// The curator's page that is a document, behind the articles.
    fn page(&self, at: usize) -> Option<&OwnPage<'s>> {
        self.pages.get(at.checked_sub(self.articles())?)
    }
}

impl Source for Searched<'_> {
    fn documents(&self) -> usize {
        self.articles() + self.pages.len()
    }

    fn articles(&self) -> usize {
        self.shared.articles().len()
    }

    fn document(&self, at: usize) -> crate::search::Document<'_> {
        match (self.page(at), self.shared.articles().get(at)) {
            (Some(page), _) => texts::own(page.document),
            (None, Some(article)) => texts::article(self.shared, number(at), &article.record),
            (None, None) => crate::search::Document::default(),
        }
    }

    fn row(&self, at: usize) -> String {
        match (self.page(at), self.shared.articles().get(at)) {
            (Some(page), _) => texts::own_row(page),
            (None, Some(article)) => texts::row(self.shared, number(at), &article.record),
            (None, None) => "null".to_owned(),
        }
    }

    fn by_title(&self) -> Vec<u32> {
        let title = |id: &u32| {
            self.shared.article(*id).map(|article| texts::title(self.shared, &article.record))
        };
        let mut titled: Vec<(u32, Shown<'_>)> =
            (0..number(self.articles())).filter_map(|id| Some((id, title(&id)?))).collect();
        let order = NameOrder::default();
        titled.par_sort_by(|(one, a), (other, b)| order.compare(a, b).then(one.cmp(other)));
        titled.into_iter().map(|(id, _)| id).collect()
    }
}

/// A place among the articles as the library counts them.
fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Text that may stand on a page, as the index takes it.
fn plain(text: Shown<'_>) -> Cow<'_, str> {
    text.into_text()
}
