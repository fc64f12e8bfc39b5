//! Citations in Markdown, in the syntax of pandoc: `[@id]`, `[see @id, p. 3; @id2]`, `@id says`, `@id [p. 3]`, `[-@id]`.
//!
//! In: the events of a body, and a function that knows which identifiers there are. Out: [`Citation`]s with the bytes that
//! they take, and the blocks of text that they stand in. Steps: 1. [`runs`] joins the texts of a block, which the parser
//! splits at every bracket; 2. [`scan`] finds brackets with an `@` and identifiers in running text; 3. [`locator`] reads
//! what stands behind an identifier; 4. once it is known how citations look, [`mod@cut`] puts empty texts in the place of what
//! was typed, which headings pass over and the writer fills. Never: a look at records, HTML.

mod cut;
mod locator;
mod runs;
mod scan;
mod sentence;

pub(super) use cut::cut;

use super::placed::Placed;
use std::ops::Range;

/// A citation of one or more articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The bytes of the body that it takes.
    pub range: Range<usize>,
    /// Whether it is a part of the sentence, as in `@id says`.
    pub narrative: bool,
    /// Whether it stands in a footnote, which readers meet behind the body.
    pub in_footnote: bool,
    /// What is cited, at least one.
    pub items: Vec<Cited>,
}

/// One identifier of a citation with what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// The identifier as typed, without `@` and braces.
    pub id: String,
    /// The bytes of the body that it takes.
    pub range: Range<usize>,
    /// What stands before it.
    pub prefix: Vec<Span>,
    /// Where in the work.
    pub locator: Option<Locator>,
    /// What stands behind it.
    pub suffix: Vec<Span>,
    /// Whether the author is not to be named, as in `[-@id]`.
    pub bare: bool,
}

/// A place in a cited work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locator {
    /// What it counts, by its name in CSL: `page`.
    pub term: &'static str,
    /// The number or numbers: `3, 5-7`.
    pub value: String,
    /// As typed, with its term: `pp. 3, 5-7`.
    pub typed: String,
}

/// A stretch of text of one look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// Plain text.
    pub text: String,
    /// Emphasised.
    pub italic: bool,
    /// Strongly emphasised.
    pub bold: bool,
}

/// What a body cites.
#[derive(Debug, Default)]
pub struct Found {
    /// In the order of the body.
    pub citations: Vec<Citation>,
    /// Identifiers in the words of a link, where no citation can stand.
    pub in_links: Vec<Range<usize>>,
    /// The texts that hold citations.
    blocks: Vec<Block>,
}

/// The plain text of a block, with the places of its citations.
#[derive(Debug)]
struct Block {
    text: String,
    /// Number of a citation, and its range in the text.
    cited: Vec<(usize, Range<usize>)>,
}

impl Found {
    /// The sentence around each citation in plain text. `shown` gives a citation as readers see it. None is longer than
    /// `longest` letters by much; what is left out at an end is shown by an ellipsis.
    pub fn sentences(&self, shown: &dyn Fn(usize) -> String, longest: usize) -> Vec<String> {
        let mut sentences = vec![String::new(); self.citations.len()];
        for block in &self.blocks {
            sentence::around(block, &self.citations, shown, longest, &mut sentences);
        }
        sentences
    }
}

/// Finds the citations of a body. `known` tells whether an identifier names an article.
pub(super) fn find(body: &str, events: &[Placed<'_>], known: &dyn Fn(&str) -> bool) -> Found {
    let mut found = Found::default();
    if !body.contains('@') {
        return found;
    }
    for run in runs::runs(body, events) {
        scan::scan(&run, known, &mut found);
    }
    found
}

/// The text of a line without its citations in brackets, and the bytes of the first of those.
pub(super) fn without(body: &str, events: Vec<Placed<'_>>) -> (String, Option<Range<usize>>) {
    let found = find(body, &events, &|_| false).citations;
    let first = found.first().map(|citation| citation.range.clone());
    let mark =
        |citation: Citation| Mark { range: citation.range, html: String::new(), raised: false };
    let marks: Vec<Mark> = found.into_iter().map(mark).collect();
    let mut text = String::new();
    for (event, _) in cut(events, &marks) {
        super::headings::push_plain(&event, &mut text);
    }
    (text, first)
}

/// How a citation is written: HTML, in the place of what was typed.
#[derive(Clone, Debug)]
pub struct Mark {
    /// The bytes of the body that it takes the place of.
    pub range: Range<usize>,
    /// HTML that can stand in a sentence.
    pub html: String,
    /// Whether it is raised, and so stands close to the word before it.
    pub raised: bool,
}

#[cfg(test)]
mod tests;
