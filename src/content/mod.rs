//! The curator's Markdown: notes, digests, profiles of groups, and other pages.
//!
//! In: the text of `content/**/*.md`. Out: [`Content`], with front matter checked and bodies as Markdown whose links are
//! not resolved yet. Never: IO, knowledge of pages or addresses, Tera.

mod digest;
mod document;
mod fields;
mod front_matter;
mod markdown;
mod model;
mod scaffold;
mod values;
mod yaml;

pub use fields::{FieldValue, NoteField};
pub use markdown::{
    Citation, Cited, Found, Frame, LinkTarget, Locator, Mark, Markdown, Span, Words,
};
pub use model::{Digest, Document, Note, Placed, Profile, ProfileKind};
pub use scaffold::NoteScaffold;

use crate::config::Field;
use crate::diag::Diagnostic;
use crate::text::file::TextFile;
use document::Piece;
use rayon::prelude::*;

/// Reads all Markdown; files in the folders of `kinds` are profiles. What is wrong with a file costs at most that file;
/// drafts are left out unless `drafts` asks for them.
pub fn build(
    files: &[TextFile],
    kinds: &[ProfileKind],
    drafts: bool,
) -> (Content, Vec<Diagnostic>) {
    build_with(files, kinds, &[], drafts)
}

/// As [`build`]; notes may have these fields.
pub fn build_with(
    files: &[TextFile],
    kinds: &[ProfileKind],
    fields: &[Field],
    drafts: bool,
) -> (Content, Vec<Diagnostic>) {
    let mut content = Content::default();
    let mut diagnostics = Vec::new();
    let read: Vec<_> = files.par_iter().map(|file| document::read(file, kinds, fields)).collect();
    for (piece, said) in read {
        diagnostics.extend(said);
        match piece {
            Some(piece) if piece.is_draft() && !drafts => {}
            Some(Piece::Profile(profile)) => content.profiles.push(*profile),
            Some(Piece::Note(note)) => content.notes.push(*note),
            Some(Piece::Digest(digest)) => content.digests.push(*digest),
            Some(Piece::Page(page)) => content.pages.push(*page),
            None => {}
        }
    }
    (content, diagnostics)
}

/// All Markdown of a site, in the order of the file names.
#[derive(Debug, Default)]
pub struct Content {
    /// Files in a folder named after a grouping.
    pub profiles: Vec<Profile>,
    /// Files about one article.
    pub notes: Vec<Note>,
    /// Files in `digests/`.
    pub digests: Vec<Digest>,
    /// All other files.
    pub pages: Vec<Document>,
}
