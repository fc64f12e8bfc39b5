//! The only reader of the outside world: exports, Markdown, templates, settings, static files.
//!
//! In: a site's folder. Out: named bytes and texts in sorted order, and diagnostics for what could not be read. Never:
//! writing, parsing, any meaning of what it reads.

use std::sync::Arc;

/// One input file, decompressed.
#[derive(Debug)]
pub struct Input {
    /// Its name for messages and for [`crate::record::Origin`].
    pub file: Arc<str>,
    /// Its content.
    pub bytes: Vec<u8>,
}

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
