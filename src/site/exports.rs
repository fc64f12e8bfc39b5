//! The articles as other programs read them: the text of each in every format that is written, how long it is, and the key
//! by which texts cite it.
//!
//! In: the library, and how much of the abstracts the settings show. Out: [`Exports`]. Every text is made once for its length
//! and dropped, and again for each file that holds it: kept, the texts would be several times the library. Never: routes,
//! views.

use super::shown::{AsItIs, ShownRecord};
use super::snapshot::Snapshot;
use crate::config::AbstractPolicy;
use crate::formats::{self, WRITERS};
use crate::library::{Article, ArticleId};
use rayon::prelude::*;

/// The articles as other programs read them.
#[derive(Debug, Default)]
pub(super) struct Exports {
    abstracts: AbstractPolicy,
    /// By article: an article has one key in all files.
    keys: Vec<String>,
    /// By article, and of each by the place of the format: how many bytes its text has.
    lengths: Vec<u32>,
    /// By article.
    as_it_is: Vec<AsItIs>,
    /// Tells the texts of this state of the library from those of another: sixteen hexadecimal digits.
    pub(super) id: String,
}

impl Exports {
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        let abstracts = snapshot.config.site.abstracts;
        let articles = snapshot.library.articles();
        let keys = formats::citation_keys(articles.iter().map(|article| &*article.record));
        let measured = articles.par_iter().zip(&keys).map(|(article, key)| {
            let (record, as_it_is) = ShownRecord::of(&article.record, abstracts);
            let mut hasher = blake3::Hasher::new();
            let lengths = WRITERS.iter().map(|writer| {
                let text = record.text(writer, key);
                if writer.in_browser {
                    hasher.update(text.as_bytes());
                }
                u32::try_from(text.len()).unwrap_or(u32::MAX)
            });
            (lengths.collect::<Vec<u32>>(), hasher.finalize(), as_it_is)
        });
        let measured: Vec<_> = measured.collect();
        let mut whole = blake3::Hasher::new();
        for (_, hash, _) in &measured {
            whole.update(hash.as_bytes());
        }
        let id = whole.finalize().to_hex().chars().take(16).collect();
        let as_it_is = measured.iter().map(|(.., as_it_is)| *as_it_is).collect();
        let lengths = measured.into_iter().flat_map(|(lengths, ..)| lengths).collect();
        Exports { abstracts, keys, lengths, as_it_is, id }
    }

    /// The key by which texts cite an article.
    pub(super) fn key(&self, id: ArticleId) -> &str {
        self.keys.get(id as usize).map_or("", String::as_str)
    }

    /// An article, as it may be published.
    pub(super) fn shown<'r>(&self, id: ArticleId, article: &'r Article) -> ShownRecord<'r> {
        match self.as_it_is.get(id as usize) {
            Some(known) => ShownRecord::again(&article.record, self.abstracts, *known),
            None => ShownRecord::of(&article.record, self.abstracts).0,
        }
    }

    /// The file of these articles in a format, by its place among the writers.
    pub(super) fn file(&self, snapshot: &Snapshot, format: usize, ids: &[ArticleId]) -> String {
        let Some(writer) = WRITERS.get(format) else { return String::new() };
        let texts = ids.iter().filter_map(|id| {
            let article = snapshot.library.article(*id)?;
            Some(self.shown(*id, article).text(writer, self.key(*id)))
        });
        writer.frame().file(texts, self.size(format, ids))
    }

    /// How many bytes that file has.
    pub(super) fn size(&self, format: usize, ids: &[ArticleId]) -> usize {
        let Some(writer) = WRITERS.get(format) else { return 0 };
        let length = |id: &ArticleId| {
            let length = self.lengths.get(*id as usize * WRITERS.len() + format);
            length.map_or(0, |length| *length as usize)
        };
        writer.frame().size(ids.len(), ids.iter().map(length).sum())
    }
}
