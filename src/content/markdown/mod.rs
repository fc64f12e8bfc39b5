//! Markdown to HTML: CommonMark with tables and their captions, footnotes, strikethrough, raised and lowered text, task and
//! definition lists, anchors and a table of contents, admonitions, figures and formulas.
//!
//! In: a body, and a function that knows the site's addresses. Out: valid HTML, and diagnostics that point at the
//! curator's own line. Steps: 1. the body is parsed once, into events with byte ranges ([`parse`]); 2. [`headings`] gives
//! every heading its level and id, [`captions`], [`figures`] and [`contents`] find what is more than it looks; 3. [`html`]
//! writes the events, asking [`links`] for every address; 4. [`told`] bounds what is said of one file. Never: IO, Tera,
//! knowledge of pages; HTML of the curator's is kept only where the options allow it.

mod admonitions;
mod attributes;
mod captions;
mod citations;
mod contents;
mod escape;
mod figures;
mod footnotes;
mod formulas;
mod headings;
mod html;
mod links;
mod opening;
mod parse;
mod picture;
mod placed;
mod raw;
mod scripts;
mod table;
mod told;
mod words;

pub use words::Words;

pub use citations::{Citation, Cited, Found, Locator, Mark, Span};

use crate::config::MarkdownOptions;
use crate::diag::Diagnostic;
use crate::text::source::Source;
use parse::{OPTIONS, events};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::ops::Range;
use std::sync::Arc;

/// Markdown text that knows where it stands in its file.
#[derive(Clone, Debug, Default)]
pub struct Markdown {
    /// The whole file's text.
    pub text: Arc<str>,
    /// Byte offset at which the body begins.
    pub start: usize,
    /// The id that the heading would have that became the title and is no part of the body any more.
    pub title_id: Option<String>,
    /// Whether a table of contents stands before it.
    pub contents: bool,
}

/// What an address in Markdown leads to, as the site knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// A page or file of the site, as the page at hand must link to it.
    Href(String),
    /// Nothing that the site has a say in; the address is kept, when its scheme is harmless.
    Unchanged,
    /// Nothing that there is.
    Broken {
        /// What was probably meant, as it would be written.
        nearest: Option<String>,
    },
    /// Nothing that there is, and the site knows why.
    Missing {
        /// What is not there.
        message: String,
        /// What to do.
        help: String,
    },
}

/// Where on a page a body stands.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// Put before every id, so that two bodies can share a page: `note-`.
    pub id_prefix: &'a str,
    /// The level of the body's topmost headings, from 1; 2 where the page's title is above it.
    pub base_level: u8,
    /// The id of the element that the body and its title stand in.
    pub title_id: &'a str,
    /// What litdigest says in it.
    pub words: Words<'a>,
}

impl Frame<'_> {
    /// A body that stands alone below its page's title.
    pub const PAGE: Frame<'static> =
        Frame { id_prefix: "", base_level: 2, title_id: "main", words: Words::NONE };
}

impl Default for Frame<'_> {
    fn default() -> Self {
        Frame::PAGE
    }
}

impl Markdown {
    /// The body.
    pub fn body(&self) -> &str {
        self.text.get(self.start..).unwrap_or_default()
    }

    /// Whether there is any prose.
    pub fn is_empty(&self) -> bool {
        self.body().trim().is_empty()
    }

    /// What the body cites. `known` tells whether an identifier, as typed, names an article.
    pub fn citations(&self, known: &dyn Fn(&str) -> bool) -> Found {
        // Most texts cite nothing and need not be parsed for it.
        match self.body().contains('@') {
            true => citations::find(self.body(), &events(self.body()), known),
            false => Found::default(),
        }
    }

    /// The place of a range of the body.
    pub fn place(&self, file: &Arc<str>, range: &Range<usize>) -> crate::diag::Place {
        Source::new(file, &self.text).place(self.start + range.start..self.start + range.end)
    }

    /// The ids of its headings in order, without a frame's prefix. Citations, which `marks` take the place of, are no part of
    /// them.
    pub fn heading_ids(&self, marks: &[Mark]) -> Vec<String> {
        let events = citations::cut(events(self.body()), marks);
        let planned = headings::plan(&events, Frame::default()).planned;
        planned.into_iter().map(|heading| heading.id).collect()
    }

    /// The id in a frame of the heading with an id, or of the title.
    pub fn anchor(&self, wanted: &str, frame: Frame<'_>, marks: &[Mark]) -> Option<String> {
        if self.title_id.as_deref() == Some(wanted) {
            return Some(frame.title_id.to_owned());
        }
        let known = self.heading_ids(marks).iter().any(|id| id == wanted);
        known.then(|| format!("{}{wanted}", frame.id_prefix))
    }

    /// As [`Markdown::to_html_within`], below a page's title and alone on its page.
    pub fn to_html(
        &self,
        file: &Arc<str>,
        resolve: &dyn Fn(&str) -> LinkTarget,
        options: MarkdownOptions,
    ) -> (String, Vec<Diagnostic>) {
        self.to_html_within(file, resolve, options, Frame::default(), &[])
    }

    /// The HTML of the body. `file` is its name for messages. `resolve` is asked for every address that is not plainly
    /// outside the site (`http`, `https`, `mailto`) and not a heading of this body: relative links to Markdown files
    /// or pages, pictures, `pmid:…`. The marks take the place of citations, in the order of the body.
    pub fn to_html_within(
        &self,
        file: &Arc<str>,
        resolve: &dyn Fn(&str) -> LinkTarget,
        options: MarkdownOptions,
        frame: Frame<'_>,
        marks: &[Mark],
    ) -> (String, Vec<Diagnostic>) {
        // Captions go into their tables, out of the order in which they are typed.
        let events = captions::place(citations::cut(events(self.body()), marks));
        let headings = headings::plan(&events, frame);
        let told = told::Told::new(Source::new(file, &self.text), self.start);
        let title = self.title_id.as_deref();
        let links = links::Links::new(told, resolve, (frame, title), &headings);
        html::write(self, events, &headings, links, options, frame, marks)
    }
}

/// A heading that may be the title of its file.
pub(super) struct FirstHeading {
    /// Its text without markup.
    pub(super) text: String,
    /// Whether nothing stands before it.
    pub(super) leads: bool,
    /// The bytes of the file that its first citation takes, which is no part of the text.
    pub(super) cites: Option<Range<usize>>,
    /// The byte of the file behind it.
    pub(super) end: usize,
    /// The id that it would have.
    pub(super) id: String,
}

/// The first heading, if it is one that a file is called by: of the first level, or with nothing before it.
pub(super) fn first_heading(markdown: &Markdown) -> Option<FirstHeading> {
    let body = markdown.body();
    let mut parser = Parser::new_ext(body, OPTIONS).into_offset_iter();
    let mut leads = true;
    while let Some((event, range)) = parser.next() {
        if let Event::Start(Tag::Heading { level, .. }) = event
            && (leads || level == pulldown_cmark::HeadingLevel::H1)
        {
            let inside = parser.by_ref();
            let inside =
                inside.take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Heading(_))));
            let (text, cites) = citations::without(body, inside.collect());
            let text = crate::text::blanks::fold_blanks(&text);
            return (!text.is_empty()).then(|| FirstHeading {
                id: headings::github_slug(&text),
                text,
                leads,
                cites: cites.map(|at| markdown.start + at.start..markdown.start + at.end),
                end: markdown.start + range.end,
            });
        }
        leads = false;
    }
    None
}

#[cfg(test)]
mod tests;
