//! The articles as other programs read them: the text of each in every format that is written, how long it is, and the key
//! by which texts cite it.
//!
//! In: the library, and how much of the abstracts the settings show. Out: [`Exports`]. Every text is made once for its length
//! and dropped, and again for each file that holds it: kept, the texts would be several times the library. Never: routes,
//! views.

use super::shown::ShownRecord;
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
    /// Tells the texts of this state of the library from those of another: sixteen hexadecimal digits.
    pub(super) id: String,
}

impl Exports {
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        let abstracts = snapshot.config.site.abstracts;
        let articles = snapshot.library.articles();
        let keys = formats::citation_keys(articles.iter().map(|article| &*article.record));
        let measured = articles.par_iter().zip(&keys).map(|(article, key)| {
            let record = ShownRecord::of(&article.record, abstracts);
            let mut hasher = blake3::Hasher::new();
            let lengths = WRITERS.iter().map(|writer| {
                let text = record.text(writer, key);
                if writer.in_browser {
                    hasher.update(text.as_bytes());
                }
                u32::try_from(text.len()).unwrap_or(u32::MAX)
            });
            (lengths.collect::<Vec<u32>>(), hasher.finalize())
        });
        let measured: Vec<_> = measured.collect();
        let mut whole = blake3::Hasher::new();
        for (_, hash) in &measured {
            whole.update(hash.as_bytes());
        }
        let id = whole.finalize().to_hex().chars().take(16).collect();
        let lengths = measured.into_iter().flat_map(|(lengths, _)| lengths).collect();
        Exports { abstracts, keys, lengths, id }
    }

    /// The key by which texts cite an article.
    pub(super) fn key(&self, id: ArticleId) -> &str {
        self.keys.get(id as usize).map_or("", String::as_str)
    }

    /// An article, as it may be published.
    pub(super) fn shown(&self, article: &Article) -> ShownRecord {
        ShownRecord::of(&article.record, self.abstracts)
    }

    /// The file of these articles in a format, by its place among the writers.
    pub(super) fn file(&self, snapshot: &Snapshot, format: usize, ids: &[ArticleId]) -> String {
        let Some(writer) = WRITERS.get(format) else { return String::new() };
        let texts = ids.iter().filter_map(|id| {
            let article = snapshot.library.article(*id)?;
            Some(self.shown(article).text(writer, self.key(*id)))
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
