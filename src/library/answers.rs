//! Messages of merging that the curator has answered: a warning that is answered is not said again.
//!
//! In: what was said of each work, `[[same]]` and the corrections. Out: what is left to say. Never: a change to a record.

use super::merge::Said;
use super::{Article, rulings};
use crate::config::Ruling;
use crate::diag::Diagnostic;
use std::collections::HashMap;

/// Takes away what `[[same]]` answers: that the sources of a work differ. A table that joins nothing and answers nothing is
/// reported.
pub(super) fn confirmed(
    tables: &[(usize, &Ruling, bool)],
    said: &mut [Said],
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (work, ruling, news) in tables {
        let Some(told) = said.get_mut(*work) else { continue };
        let before = told.len();
        told.retain(|told| told.key.is_none());
        if !news && told.len() == before {
            diagnostics.push(rulings::idle_same(ruling));
        }
    }
}

/// What is left when those are taken away that a correction of the same key answers.
pub(super) fn without_corrected(said: Vec<Said>, articles: &[Article]) -> Vec<Diagnostic> {
    let mut corrected: HashMap<&str, Vec<&str>> = HashMap::new();
    for article in articles.iter().filter(|article| !article.corrections.is_empty()) {
        let fields = || article.corrections.iter().map(|correction| correction.field.as_str());
        // What was said before a correction names the article by the key that it had then.
        for key in article.former_keys.iter().chain([&article.record.key]) {
            corrected.entry(key.as_str()).or_default().extend(fields());
        }
    }
    let answered = |key: Option<&str>, said: &Diagnostic| {
        let fields = said.key.as_deref().and_then(|article| corrected.get(article));
        key.is_some_and(|key| fields.is_some_and(|fields| fields.contains(&key)))
    };
    let left = said.into_iter().flatten();
    left.filter(|told| !answered(told.key, &told.said)).map(|told| told.said).collect()
}
