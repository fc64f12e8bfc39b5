//! A page of the plan: where it is written, of which kind it is and what it is about.

use crate::library::ArticleId;

/// One page, or another file of the site.
#[derive(Debug)]
pub struct Page {
    /// Where it is written: `topics/muscle.html`.
    pub route: Box<str>,
    /// The place of its kind among the plan's kinds.
    pub(super) kind: u8,
    pub(super) subject: Subject,
}

/// What a page is about. The numbers are places in the snapshot's lists; pages of a list are counted from 0.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Subject {
    /// What its route says: there is one of it.
    Only,
    /// A page of the list of all articles.
    Articles(u32),
    /// An article.
    Article(ArticleId),
    /// Grouping and page: the index of a grouping.
    Groups(u32, u32),
    /// Grouping and letter: the names of an index whose words begin with it.
    Names(u32, char),
    /// Grouping, group and page.
    Group(u32, u32, u32),
    /// Grouping and name: a name that several groups share.
    Namesakes(u32, u32),
    /// The list of the evidence maps.
    Maps,
    /// An evidence map.
    Map(u32),
    /// Map, cell and page: the articles of a cell of an evidence map.
    Cell(u32, u32, u32),
    /// A list of articles, by what its first page is about, and a part of it: as a whole, in short lines.
    Whole(Box<Subject>, u32),
    /// Such a list with the abstracts of its articles.
    Abstracts(Box<Subject>),
    /// A note of the content, on whichever page it stands.
    Note(u32),
    /// A page of the list of all notes.
    Notes(u32),
    /// Digest and page.
    Digest(u32, u32),
    /// A page of the list of all digests.
    Digests(u32),
    /// A Markdown page.
    Document(u32),
    /// A part of something that is cut because of its size.
    Part(u32),
    /// A file of all articles, by the place of its format among the writers.
    LibraryFile(u8),
    /// Grouping, group and format: a file of a group's articles.
    GroupFile(u32, u32, u8),
    /// Digest and format: a file of the articles that a digest lists.
    DigestFile(u32, u8),
    /// A file that is copied.
    Static(u32),
    /// An old address of what another page is about.
    Redirect(Box<Subject>),
}

impl Subject {
    /// Whether other pages may link to it by what it is about.
    pub(super) fn is_linked(&self) -> bool {
        use Subject::{Namesakes, Only, Part, Redirect, Static};
        !matches!(self, Only | Part(_) | Static(_) | Redirect(_) | Namesakes(..))
    }
}
