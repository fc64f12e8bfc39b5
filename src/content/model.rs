//! What a Markdown file is: a document, a note about an article, a digest, the profile of a group.
//!
//! In: what the front matter and the body say. Out: plain values. Never: a rule about what may stand in a file.

use super::fields::NoteField;
use super::markdown::Markdown;
use crate::diag::Place;
use crate::record::PartialDate;
use crate::text::fold::fold_name;
use indexmap::IndexMap;
use std::sync::Arc;

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
    /// Old addresses that redirect here, each with its place.
    pub redirect_from: Vec<(String, Place)>,
    /// A template to use instead of the page kind's own, with its place.
    pub template: Option<(String, Place)>,
    /// Everything below the front matter; may be empty.
    pub body: Markdown,
}

impl Document {
    /// The path without the file's ending, whatever its case: `topics/muscle`.
    pub fn stem(&self) -> &str {
        super::values::stem(&self.path)
    }
}

/// What the profiles of one grouping may say beside what all profiles may. The grouping itself knows it.
#[derive(Clone, Debug)]
pub struct ProfileKind {
    /// The grouping's id, which is the folder's name.
    pub grouping: &'static str,
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
    /// `name`, else the file's stem as words.
    pub name: String,
    /// Whether `name` is typed: then it is the group's label. A name made of the file's stem gives way to the records' spelling.
    pub named: bool,
    /// No page, no list and no link names the group.
    pub hidden: bool,
    /// Name of the group above.
    pub parent: Option<String>,
    /// Names of groups to point to.
    pub see_also: Vec<String>,
    /// Articles shown first; of a topic they are members too.
    pub pinned: Vec<String>,
    /// Names that join this group; their pages redirect.
    pub aliases: Vec<String>,
    /// Lists by key, each checked to be one that the grouping has.
    pub lists: IndexMap<String, Vec<String>>,
    /// Facts by key, likewise.
    pub facts: IndexMap<String, String>,
    /// Where its front matter begins, for messages.
    pub place: Place,
    /// Where the values of its keys stand: of a list one place for each entry.
    pub places: IndexMap<&'static str, Vec<Place>>,
    /// Its file and prose.
    pub document: Document,
}

impl Profile {
    /// A list of its front matter; empty when absent.
    pub fn list(&self, key: &str) -> &[String] {
        self.lists.get(key).map_or(&[], Vec::as_slice)
    }

    /// Where a value of a key stands, of a list the entry with this number from 0; else where the front matter begins.
    pub fn place_of(&self, key: &str, entry: usize) -> Place {
        let places = self.places.get(key);
        places.and_then(|places| places.get(entry)).unwrap_or(&self.place).clone()
    }
}

/// A note about one article.
#[derive(Clone, Debug)]
pub struct Note {
    /// The article as typed: `pmid:34357138`.
    pub article: String,
    /// Where that stands.
    pub place: Place,
    /// Its values of the fields of the settings, in their order.
    pub fields: Vec<NoteField>,
    /// Its file and prose.
    pub document: Document,
}

impl Note {
    /// Its title, unless that is its file's name in other words.
    pub fn title(&self) -> Option<&str> {
        let stem = self.document.stem().rsplit('/').next().unwrap_or_default();
        (fold_name(stem) != fold_name(&self.document.title)).then_some(&*self.document.title)
    }
}

/// A text with its place in the curator's file.
pub type Placed = (String, Place);

/// A dated page that lists articles: what was read in a week.
#[derive(Clone, Debug, Default)]
pub struct Digest {
    /// Names of groups by the id of their grouping, as typed. An article is listed when it is in one of the groups of
    /// every grouping that stands here, and meets the other keys too.
    pub groups: IndexMap<&'static str, Vec<Placed>>,
    /// Identifiers of articles; empty where they are not asked for.
    pub ids: Vec<Placed>,
    /// The first day on which an article was added; a month or a year means its first day.
    pub added_since: Option<PartialDate>,
    /// The last such day; a month or a year means its last day.
    pub added_until: Option<PartialDate>,
    /// Whether it says what changed: articles added, retracted, corrected.
    pub changes: Option<Place>,
    /// Its file and prose.
    pub document: Document,
}

impl Digest {
    /// Whether it asks for articles at all.
    pub fn asks(&self) -> bool {
        let dates = self.added_since.is_some() || self.added_until.is_some();
        dates || !self.groups.is_empty() || !self.ids.is_empty()
    }
}
