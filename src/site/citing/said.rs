//! What is said of the citations of one text: each fault once, with the number of its further places.
//!
//! In: items of citations and whom they name. Out: diagnostics with the file, line and column of the identifier. Never: a fault
//! that stops the text.

use super::keys::Named;
use crate::content::{Cited as Typed, Document};
use crate::diag::{Code, Diagnostic, codes};
use crate::library::ArticleId;
use crate::record::Pmid;
use crate::site::external;
use crate::site::inputs::Inputs;
use indexmap::IndexMap;
use std::ops::Range;

/// Different faults of one text that are said one by one.
const MOST: usize = 100;

/// The faults of one text.
pub(super) struct Said<'a> {
    inputs: &'a Inputs,
    document: &'a Document,
    /// By kind and identifier; with the number of places.
    faults: IndexMap<(&'static str, String), (Diagnostic, usize)>,
    /// Places of faults beyond those.
    more: usize,
}

impl<'a> Said<'a> {
    pub(super) fn new(inputs: &'a Inputs, document: &'a Document) -> Self {
        Said { inputs, document, faults: IndexMap::new(), more: 0 }
    }

    /// The article that an item names; what it names else is said.
    pub(super) fn named(&mut self, item: &Typed, named: Named<'_>) -> Option<ArticleId> {
        let id = item.id.as_str();
        let (message, help) = match named {
            Named::Article(article) => return Some(article),
            Named::Several(keys) => (
                format!("several articles have the citation key `{id}`"),
                format!("cite one of them by its identifier: {}", keys.join(", ")),
            ),
            Named::LeftOut(left_out) => (
                format!("`{id}` is “{}”, which the settings leave out", left_out.title),
                "take its block out of [[exclude]] in litdigest.toml, or do not cite it".to_owned(),
            ),
            Named::Nothing(near) => (
                format!("no article `{id}` is in the records"),
                near.unwrap_or_else(|| match Pmid::new(id) {
                    Ok(pmid) => format!(
                        "add the export that holds it, or link to {}",
                        &*external::pubmed(&pmid)
                    ),
                    Err(_) => "add the export that holds it, or correct the identifier; \\@ is an @ that cites nothing".to_owned(),
                }),
            ),
        };
        self.add(&codes::UNKNOWN_CITATION, id, &item.range, || {
            Diagnostic::new(&codes::UNKNOWN_CITATION, message)
                .done("left it as it is typed")
                .help(help)
        });
        None
    }

    /// Says that an article is retracted, if it is.
    pub(super) fn retracted(&mut self, item: &Typed, article: ArticleId) {
        let Some(article) = self.inputs.library.article(article) else { return };
        let record = &article.record;
        if !record.is_retracted() {
            return;
        }
        let key = record.key.as_str().to_owned();
        self.add(&codes::RETRACTED_CITATION, &key, &item.range, || {
            let message = format!("this cites “{}”, which is retracted", record.title_or_stand_in());
            Diagnostic::new(&codes::RETRACTED_CITATION, message)
                .done("marked it in the text")
                .help("say what that means for the text, or answer with [[silence]] in litdigest.toml")
                .key(key.as_str())
        });
    }

    /// Says that a citation stands in the words of a link.
    pub(super) fn in_link(&mut self, range: &Range<usize>) {
        self.add(&codes::MISPLACED_CITATION, "", range, || {
            Diagnostic::new(
                &codes::MISPLACED_CITATION,
                "a citation in the words of a link cannot be a link itself",
            )
            .done("left it as it is typed")
            .help("end the link before it, or write \\@")
        });
    }

    fn add(
        &mut self,
        code: &'static Code,
        id: &str,
        range: &Range<usize>,
        say: impl FnOnce() -> Diagnostic,
    ) {
        if let Some((_, places)) = self.faults.get_mut(&(code.id, id.to_owned())) {
            *places += 1;
        } else if self.faults.len() >= MOST {
            self.more += 1;
        } else {
            let place = self.document.body.place(&self.document.file, range);
            self.faults.insert((code.id, id.to_owned()), (say().at(place), 1));
        }
    }

    /// Everything that was said.
    pub(super) fn end(self) -> Vec<Diagnostic> {
        let mut all: Vec<Diagnostic> = self
            .faults
            .into_values()
            .map(|(mut said, places)| {
                if places > 1 {
                    let more = places - 1;
                    let word = if more == 1 { "place" } else { "places" };
                    said.done =
                        said.done.map(|done| format!("{done}, here and in {more} more {word}"));
                }
                said
            })
            .collect();
        if self.more > 0
            && let Some(last) = all.last_mut()
        {
            let help = last.help.take().unwrap_or_default();
            last.help =
                Some(format!("{help}; {} more such places of this file are not listed", self.more));
        }
        all
    }
}
