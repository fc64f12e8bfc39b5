//! The curator's Markdown: notes, profiles of groups, and other pages.
//!
//! In: the text of `content/**/*.md`. Out: [`Content`], with front matter checked and bodies as Markdown whose links are
//! not resolved yet. Never: IO, knowledge of pages or addresses, Tera.

mod document;
mod front_matter;
mod markdown;
mod values;
mod yaml;

pub use markdown::{Frame, LinkTarget, Markdown};

use crate::diag::{Diagnostic, Place};
use crate::text::file::TextFile;
use document::Piece;
use indexmap::IndexMap;
use rayon::prelude::*;
use std::sync::Arc;

/// Reads all Markdown; files in the folders of `kinds` are profiles. What is wrong with a file costs at most that file; drafts are left out unless `drafts` asks for
/// them.
pub fn build(
    files: &[TextFile],
    kinds: &[ProfileKind],
    drafts: bool,
) -> (Content, Vec<Diagnostic>) {
    let mut content = Content::default();
    let mut diagnostics = Vec::new();
    let read: Vec<_> = files.par_iter().map(|file| document::read(file, kinds)).collect();
    for (piece, said) in read {
        diagnostics.extend(said);
        match piece {
            Some(piece) if piece.is_draft() && !drafts => {}
            Some(Piece::Profile(profile)) => content.profiles.push(*profile),
            Some(Piece::Note(note)) => content.notes.push(*note),
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
    /// All other files.
    pub pages: Vec<Document>,
}

/// What every Markdown file has.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Path below `content/`, with forward slashes: `topics/muscle.md`.
    pub path: Arc<str>,
    /// The name for messages: `content/topics/muscle.md`.
    pub file: Arc<str>,
    /// Front matter `title`, else the first heading, else the file's stem as words.
    pub title: String,
    /// Left out of the site unless drafts are asked for.
    pub draft: bool,
    /// `2026-03-12` or less precise, as written.
    pub date: Option<String>,
    /// As `date`.
    pub updated: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Replaces the slug made of the file's stem.
    pub slug: Option<String>,
    /// Old addresses that redirect here.
    pub aliases: Vec<String>,
    /// A template to use instead of the page kind's own.
    pub template: Option<String>,
    /// Everything below the front matter; may be empty.
    pub body: Markdown,
}

/// What the profiles of one grouping may say beside what all profiles may. The grouping itself knows it.
#[derive(Clone, Debug)]
pub struct ProfileKind {
    /// The grouping's id, which is the folder's name.
    pub grouping: &'static str,
    /// What one group is called: "Topic".
    pub singular: &'static str,
    /// Keys of lists.
    pub lists: &'static [&'static str],
    /// Keys of facts.
    pub facts: Vec<&'static str>,
}

/// The profile of one group: what belongs to it, and prose for its page.
#[derive(Clone, Debug)]
pub struct Profile {
    /// The grouping's id, which is the folder's name.
    pub grouping: String,
    /// `name`, else the file's stem as words; the group's label.
    pub name: String,
    /// Left out of indexes.
    pub hidden: bool,
    /// Name of the group above.
    pub parent: Option<String>,
    /// Names of groups to point to.
    pub see_also: Vec<String>,
    /// Articles shown first; of a topic they are members too.
    pub pinned: Vec<String>,
    /// Lists by key, each checked to be one that the grouping has. (A profile's `aliases` are other names of the group; old
    /// addresses are `aliases` of notes and pages only.)
    pub lists: IndexMap<String, Vec<String>>,
    /// Facts by key, likewise.
    pub facts: IndexMap<String, String>,
    /// Where its front matter begins, for messages.
    pub place: Place,
    /// Its file and prose.
    pub document: Document,
}

impl Profile {
    /// A list of its front matter; empty when absent.
    pub fn list(&self, key: &str) -> &[String] {
        self.lists.get(key).map_or(&[], Vec::as_slice)
    }
}

/// A note about one article.
#[derive(Clone, Debug)]
pub struct Note {
    /// The article as typed: `pmid:34357138`.
    pub article: String,
    /// Where that stands.
    pub place: Place,
    /// Its file and prose.
    pub document: Document,
}
