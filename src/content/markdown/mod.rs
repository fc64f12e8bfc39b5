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

use crate::config::MarkdownOptions;
use crate::diag::Diagnostic;
use crate::text::source::Source;
use parse::{OPTIONS, events};
use placed::Placed;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
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

    /// The ids of its headings in order, without a frame's prefix.
    pub fn heading_ids(&self) -> Vec<String> {
        let planned = headings::plan(&events(self.body()), Frame::default()).planned;
        planned.into_iter().map(|heading| heading.id).collect()
    }

    /// The id in a frame of the heading with an id, or of the title.
    pub fn anchor(&self, wanted: &str, frame: Frame<'_>) -> Option<String> {
        if self.title_id.as_deref() == Some(wanted) {
            return Some(frame.title_id.to_owned());
        }
        let known = self.heading_ids().iter().any(|id| id == wanted);
        known.then(|| format!("{}{wanted}", frame.id_prefix))
    }

    /// As [`Markdown::to_html_within`], below a page's title and alone on its page.
    pub fn to_html(
        &self,
        file: &Arc<str>,
        resolve: &dyn Fn(&str) -> LinkTarget,
        options: MarkdownOptions,
    ) -> (String, Vec<Diagnostic>) {
        self.to_html_within(file, resolve, options, Frame::default())
    }

    /// The HTML of the body. `file` is its name for messages. `resolve` is asked for every address that is not plainly
    /// outside the site (`http`, `https`, `mailto`) and not a heading of this body: relative links to Markdown files
    /// or pages, pictures, `pmid:…`.
    pub fn to_html_within(
        &self,
        file: &Arc<str>,
        resolve: &dyn Fn(&str) -> LinkTarget,
        options: MarkdownOptions,
        frame: Frame<'_>,
    ) -> (String, Vec<Diagnostic>) {
        let events = captions::place(events(self.body()));
        let headings = headings::plan(&events, frame);
        let told = told::Told::new(Source::new(file, &self.text), self.start);
        let title = self.title_id.as_deref();
        let mut links = links::Links::new(told, resolve, (frame, title), &headings);
        citations(self.body(), &events, &mut links);
        html::write(self, events, &headings, links, options, frame)
    }
}

/// Tells of citations, which are not set yet.
fn citations(body: &str, events: &[Placed<'_>], links: &mut links::Links<'_>) {
    let mut code = false;
    let mut told = 0;
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(_) if !code => {
                // The bracket may be a text of its own before this one.
                let from = range.start.saturating_sub(1);
                let Some(text) = body.get(from..range.end) else { continue };
                for (at, _) in text.match_indices("[@") {
                    let rest = text.get(at + 2..).unwrap_or_default();
                    if from + at >= told && rest.starts_with(char::is_alphanumeric) {
                        told = from + at + 1;
                        let inside = rest.find(']').map_or(rest.len(), |end| end + 1);
                        links.unset_citation(&(from + at..from + at + 2 + inside));
                    }
                }
            }
            _ => {}
        }
    }
}

/// A heading that may be the title of its file.
pub(super) struct FirstHeading {
    /// Its text without markup.
    pub(super) text: String,
    /// Whether nothing stands before it.
    pub(super) leads: bool,
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
            let mut text = String::new();
            for (event, _) in parser.by_ref() {
                match event {
                    Event::End(TagEnd::Heading(_)) => break,
                    event => headings::push_plain(&event, &mut text),
                }
            }
            let text = crate::text::blanks::fold_blanks(&text);
            return (!text.is_empty()).then(|| FirstHeading {
                id: headings::github_slug(&text),
                text,
                leads,
                end: markdown.start + range.end,
            });
        }
        leads = false;
    }
    None
}

#[cfg(test)]
mod tests;
