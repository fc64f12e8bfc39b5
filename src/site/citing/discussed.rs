//! Where each article is discussed: the places of all texts that cite it.
//!
//! In: what the texts cite. Out: [`Discussions`], for the pages of the articles. A note's own article is no news to it and is
//! left out. Never: views.

use super::model::{Body, Cited, Place};
use crate::library::ArticleId;
use std::collections::BTreeMap;

/// The texts that discuss each article, in their order, with their places in it.
#[derive(Debug, Default)]
pub(in crate::site) struct Discussions {
    of_article: BTreeMap<ArticleId, Vec<Discussion>>,
}

/// A text that cites an article.
#[derive(Debug)]
pub(in crate::site) struct Discussion {
    /// Its place among the bodies.
    pub(in crate::site) body: usize,
    /// The first few places.
    pub(in crate::site) places: Vec<Place>,
    /// How many more there are.
    pub(in crate::site) more: usize,
}

/// Places of one text that an article's page shows.
const SHOWN: usize = 3;

impl Discussions {
    /// Takes the places out of what each body cites.
    pub(in crate::site) fn of(bodies: &[Option<Body<'_>>], cited: &mut [Cited]) -> Self {
        let mut all = Discussions::default();
        for (number, (body, cited)) in bodies.iter().zip(cited).enumerate() {
            let about = body.as_ref().and_then(|body| body.about);
            for (article, place) in std::mem::take(&mut cited.places) {
                if about == Some(article) {
                    continue;
                }
                let discussions = all.of_article.entry(article).or_default();
                if discussions.last().is_none_or(|last| last.body != number) {
                    discussions.push(Discussion { body: number, places: Vec::new(), more: 0 });
                }
                let Some(last) = discussions.last_mut() else { continue };
                // Two citations of one sentence are one to read.
                if last.places.last().is_some_and(|known| known.sentence == place.sentence) {
                    continue;
                }
                match last.places.len() < SHOWN {
                    true => last.places.push(place),
                    false => last.more += 1,
                }
            }
        }
        all
    }

    /// The texts that discuss an article.
    pub(in crate::site) fn of_article(&self, article: ArticleId) -> &[Discussion] {
        self.of_article.get(&article).map_or(&[], Vec::as_slice)
    }
}
