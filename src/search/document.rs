//! What can be searched, as whoever has it tells it.
//!
//! In: nothing. Out: the [`Source`] of documents, and what a [`Document`] is made of. Never: words, lists.

use std::borrow::Cow;

/// What can be searched.
pub trait Source: Sync {
    /// How many documents there are.
    fn documents(&self) -> usize;
    /// How many of them are articles, which come first.
    fn articles(&self) -> usize;
    /// What is searched in a document.
    fn document(&self, at: usize) -> Document<'_>;
    /// The row that stands for it in a list of hits, as JSON.
    fn row(&self, at: usize) -> String;
    /// The articles in the order of their titles.
    fn by_title(&self) -> Vec<u32>;
}

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The title, or the one in the article's own language.
    Title,
    /// Authors and other people.
    People,
    /// The year.
    Date,
    /// Topics, headings, keywords.
    Topics,
    /// The journal or book.
    Source,
    /// The curator's notes.
    Note,
    /// The abstract, or the text of a page.
    Text,
    /// Institutions, countries.
    Places,
    /// What is found only as a whole: identifiers and the like.
    Exact,
}

impl Field {
    /// All fields.
    pub const ALL: [Field; 9] = [
        Field::Title,
        Field::People,
        Field::Date,
        Field::Topics,
        Field::Source,
        Field::Note,
        Field::Text,
        Field::Places,
        Field::Exact,
    ];
}

/// What is searched in a document.
#[derive(Debug, Default)]
pub struct Document<'a> {
    /// Its texts.
    pub texts: Vec<(Field, Cow<'a, str>)>,
    /// Texts whose words are found, but whose order is not told.
    pub hidden: Vec<(Field, Cow<'a, str>)>,
    /// Its people: family name, then given names, then initials.
    pub people: Vec<[Cow<'a, str>; 3]>,
    /// Its identifiers, lower case.
    pub identifiers: Vec<Cow<'a, str>>,
}
