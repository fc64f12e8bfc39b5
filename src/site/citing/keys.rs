//! Whom an identifier in a citation names.
//!
//! In: the library. Out: [`Keys`], which answers. Identifiers come before citation keys: a number is a PMID whatever a reference
//! manager calls its entries. Never: a guess.

use crate::library::{ArticleId, LeftOut, Library};
use crate::record::{Pmcid, Pmid};
use crate::text::nearest::Known;
use ahash::HashMap;
use std::sync::OnceLock;

/// Identifiers that a message names.
const MOST_NAMED: usize = 4;

/// The identifiers of a library.
pub(super) struct Keys<'a> {
    library: &'a Library,
    /// Citation keys of reference managers, each with the articles that have it.
    by_citation_key: HashMap<&'a str, Vec<ArticleId>>,
    /// The same for proposals; made for the first unknown key.
    known: OnceLock<Known<'a>>,
}

/// What an identifier names.
pub(super) enum Named<'a> {
    /// One article.
    Article(ArticleId),
    /// Several articles that a reference manager gave one key, by their identifiers.
    Several(Vec<String>),
    /// An article that the settings leave out.
    LeftOut(&'a LeftOut),
    /// Nothing: what was probably meant, in words.
    Nothing(Option<String>),
}

impl<'a> Keys<'a> {
    pub(super) fn new(library: &'a Library) -> Self {
        let mut keys: HashMap<&str, Vec<ArticleId>> = HashMap::default();
        for (id, article) in (0u32..).zip(library.articles()) {
            let own = article.record.ids.iter().filter(|id| id.scheme == "citation_key");
            for key in own {
                let articles = keys.entry(key.value.as_str()).or_default();
                if articles.last() != Some(&id) {
                    articles.push(id);
                }
            }
        }
        Keys { library, by_citation_key: keys, known: OnceLock::new() }
    }

    /// Whether it names an article, or several.
    pub(super) fn has(&self, id: &str) -> bool {
        self.library.find(id).is_some() || self.by_citation_key.contains_key(id)
    }

    pub(super) fn find(&self, id: &str) -> Named<'a> {
        if let Some(article) = self.library.find(id) {
            return Named::Article(article);
        }
        match self.by_citation_key.get(id).map(Vec::as_slice) {
            Some([one]) => Named::Article(*one),
            Some(several) => {
                let key = |id: &ArticleId| Some(self.library.article(*id)?.record.key.to_string());
                Named::Several(several.iter().filter_map(key).take(MOST_NAMED).collect())
            }
            None => match self.left_out(id) {
                Some(left_out) => Named::LeftOut(left_out),
                None => Named::Nothing(self.near(id)),
            },
        }
    }

    fn left_out(&self, id: &str) -> Option<&'a LeftOut> {
        let pmid = Pmid::new(id).ok();
        let pmcid = Pmcid::new(id).ok().map(|pmcid| pmcid.as_str().to_ascii_lowercase());
        let keys = [pmid.as_ref().map(Pmid::as_str), pmcid.as_deref(), Some(id)];
        let is = |left_out: &&LeftOut| keys.contains(&Some(left_out.key.as_str()));
        self.library.left_out().iter().find(is)
    }

    fn near(&self, id: &str) -> Option<String> {
        self.library.near_help(id).or_else(|| {
            let known = self.known.get_or_init(|| {
                let mut keys: Vec<&str> = self.by_citation_key.keys().copied().collect();
                keys.sort_unstable();
                Known::new(keys)
            });
            known.nearest(id).map(|near| format!("did you mean @{near}?"))
        })
    }
}
