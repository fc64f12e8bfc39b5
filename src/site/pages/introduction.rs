//! A text of the curator's at the head of a page that has other things too.
//!
//! In: the document that is a page's own text, if there is one. Out: its HTML with the list of what it cites; the two belong
//! together, since citations lead to the list. Never: a page that is nothing but a document.

use super::references::{self, References};
use crate::diag::Diagnostic;
use crate::site::kind::Request;
use crate::site::prose::Curated;
use serde::Serialize;
use tera::Value;

/// For `own-text.html`; a view takes its keys for its own.
#[derive(Default, Serialize)]
pub(super) struct Introduction<'a> {
    html: Option<Value>,
    references: Option<References<'a>>,
}

impl<'a> Introduction<'a> {
    /// Of a document by its place in the content; empty where there is none.
    pub(super) fn of(request: &Request<'a>, own: Option<u32>) -> Result<Self, Diagnostic> {
        let Some(at) = own.map(|at| at as usize) else { return Ok(Self::default()) };
        let html = request.shared.prose.documents.get(at).cloned();
        Ok(Introduction {
            html: html.filter(|html| html.as_str().is_some_and(|text| !text.is_empty())),
            references: references::of(request, Curated::Document(at))?,
        })
    }

    /// Whether it cites, so that the page needs the script of the cards.
    pub(super) fn cites(&self) -> bool {
        self.references.is_some()
    }
}
