//! The notes: on which page each stands, and in which order they are shown.
//!
//! In: the notes of the content and the library. Out: [`Notes`], and what is wrong with them. A note stands on the page of
//! its article; one whose article is not in the records has a page of its own. Never: HTML, routes.

use crate::content::{Content, Note};
use crate::diag::{Diagnostic, codes};
use crate::library::{ArticleId, Library};
use crate::text::blanks::fold_blanks;
use crate::text::fold::fold_name;
use std::collections::BTreeMap;

/// Where a note stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// On the page of its article, as one of its notes, counted from 0.
    Article(ArticleId, usize),
    /// On a page of its own, because its article is not in the records.
    Alone,
    /// Nowhere, because it repeats another note.
    Nowhere,
}

/// Where all notes stand. The numbers are places in [`Content::notes`].
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Of each note.
    stands: Vec<Stand>,
    /// Of each article that has some, the oldest first, so that a new one leaves the addresses of the others as they are.
    of_article: BTreeMap<ArticleId, Vec<usize>>,
    /// Those with something to read, the newest first, undated ones last.
    newest: Vec<usize>,
}

impl Notes {
    /// Finds the article of each note.
    pub(super) fn of(content: &Content, library: &Library, said: &mut Vec<Diagnostic>) -> Self {
        let mut notes = Notes::default();
        for (at, note) in content.notes.iter().enumerate() {
            let stand = match library.find(&note.article) {
                None => {
                    said.push(unknown(note, library));
                    Stand::Alone
                }
                Some(article) => {
                    let others = notes.of_article.entry(article).or_default();
                    let same = |other: &&usize| {
                        content.notes.get(**other).is_some_and(|other| is_same(other, note))
                    };
                    let first = others.iter().find(same).and_then(|at| content.notes.get(*at));
                    if let Some(first) = first {
                        said.push(repeated(first, note));
                        Stand::Nowhere
                    } else {
                        others.push(at);
                        Stand::Article(article, 0)
                    }
                }
            };
            notes.stands.push(stand);
        }
        let date = |at: &usize| content.notes.get(*at).and_then(|note| note.document.date.clone());
        for (article, of_article) in &mut notes.of_article {
            // The files come in the order of their names, which decides where dates do not.
            of_article.sort_by_key(date);
            for (number, at) in of_article.iter().enumerate() {
                if let Some(stand) = notes.stands.get_mut(*at) {
                    *stand = Stand::Article(*article, number);
                }
            }
        }
        let all = content.notes.iter().enumerate();
        let shown = all.filter(|(at, note)| {
            notes.stand(*at) != Stand::Nowhere && !note.document.body.is_empty()
        });
        notes.newest = shown.map(|(at, _)| at).collect();
        notes.newest.sort_by_key(|at| std::cmp::Reverse(date(at)));
        notes
    }

    /// Where a note stands.
    pub(super) fn stand(&self, note: usize) -> Stand {
        self.stands.get(note).copied().unwrap_or(Stand::Nowhere)
    }

    /// The notes of an article, the oldest first.
    pub(super) fn of_article(&self, article: ArticleId) -> &[usize] {
        self.of_article.get(&article).map_or(&[], Vec::as_slice)
    }

    /// The articles that have notes, in library order, each with its notes, the oldest first.
    pub(super) fn articles(&self) -> impl Iterator<Item = (ArticleId, &[usize])> {
        self.of_article.iter().map(|(article, notes)| (*article, notes.as_slice()))
    }

    /// Those with something to read, the newest first, undated ones last.
    pub(super) fn newest(&self) -> &[usize] {
        &self.newest
    }
}

/// The id of the section in which a note stands on the page of its article.
pub(super) fn section_id(number: usize) -> String {
    if number == 0 { "note".to_owned() } else { format!("note-{}", number + 1) }
}

/// Whether two notes of one article say the same. Notes without prose may differ in their facts.
fn is_same(one: &Note, other: &Note) -> bool {
    let [a, b] = [one, other].map(|note| &note.document);
    let facts = |note: &Note| note.fields.iter().map(|own| own.value.clone()).collect::<Vec<_>>();
    let folded = |author: &Option<String>| author.as_deref().map(fold_name);
    !a.body.is_empty()
        && facts(one) == facts(other)
        && folded(&a.author) == folded(&b.author)
        && fold_blanks(a.body.body()) == fold_blanks(b.body.body())
}

fn unknown(note: &Note, library: &Library) -> Diagnostic {
    let message = format!("no record has the identifier “{}”", note.article);
    let help = library.near_help(&note.article).unwrap_or_else(|| {
        "add the export that holds the article, or correct the identifier".to_owned()
    });
    Diagnostic::new(&codes::UNKNOWN_ARTICLE, message)
        .at(note.place.clone())
        .done("gave the note a page of its own")
        .help(help)
}

fn repeated(first: &Note, second: &Note) -> Diagnostic {
    let message = format!("this note says the same of its article as {}", first.document.file);
    Diagnostic::new(&codes::DUPLICATE_NOTE, message)
        .at(second.place.clone())
        .done(format!("showed {} alone", first.document.file))
        .help("remove one of the two files")
}
