//! The words that templates print and that are the same on every page.
//!
//! In: the site's language. Out: the HTML of a word by its path in the catalogue. Never: a word that a template computes
//! with or that holds a placeholder; those stay for the engine.

use super::errors::ESCAPED;
use super::escape::escape;
use tera::Value;

/// The words of a language for templates.
pub(super) struct Printed(Value);

impl Printed {
    /// The words of this language.
    pub(super) fn of(language: &str) -> Self {
        Printed(crate::site::words_of(language))
    }

    /// The HTML of a word in this template; none where there is no such plain word.
    pub(super) fn html(&self, template: &str, path: &str) -> Option<String> {
        let text = self.0.get_from_path(path)?.as_str()?;
        // A brace could begin an expression of the engine.
        if text.contains(['{', '}']) || !ESCAPED.iter().any(|end| template.ends_with(end)) {
            return None;
        }
        let mut html = Vec::with_capacity(text.len());
        escape(text, &mut html).ok()?;
        String::from_utf8(html).ok()
    }
}
