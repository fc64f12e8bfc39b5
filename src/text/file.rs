//! A text file of the site: what a stage that reads settings, Markdown or templates is handed.
//!
//! In: nothing; whoever reads files fills it. Out: a name, a path and a text. Never: IO.

use super::source::Source;
use std::sync::Arc;

/// A text file of the site.
#[derive(Clone, Debug)]
pub struct TextFile {
    /// Path below the folder that it was read from, with forward slashes: `topics/muscle.md`.
    pub path: Arc<str>,
    /// Name for messages: `content/topics/muscle.md`.
    pub file: Arc<str>,
    /// Its text.
    pub text: String,
}

impl TextFile {
    /// The text with its name, for places.
    pub fn source(&self) -> Source<'_> {
        Source::new(&self.file, &self.text)
    }
}
