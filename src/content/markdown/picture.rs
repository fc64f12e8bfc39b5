//! Pictures: those of the site are shown, those of other hosts are linked to.

use super::attributes::{open_anchor, push_title};
use super::escape::{push_address, push_text};
use super::headings::push_plain;
use super::links::{Links, Picture};
use crate::diag::{Diagnostic, codes};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// A picture whose description is being read.
pub(super) struct OpenPicture {
    target: Picture,
    title: String,
    description: String,
    /// Pictures cannot hold pictures, but their descriptions can.
    depth: usize,
}

impl OpenPicture {
    /// Looks for the picture, and tells when it has no description.
    pub(super) fn new(
        address: &str,
        title: &str,
        range: &Range<usize>,
        links: &mut Links<'_>,
    ) -> Self {
        let target = links.picture(address, range);
        // `![` and `]` with nothing but blanks between them.
        let typed = links.typed(range).strip_prefix("![").unwrap_or("-");
        if typed.trim_start().starts_with(']') {
            let place = links.place(range);
            links.diagnostics.push(
                Diagnostic::new(&codes::MISSING_DESCRIPTION, "this picture has no description")
                    .at(place)
                    .help("say between the square brackets what it shows, for readers who cannot see it"),
            );
        }
        OpenPicture { target, title: title.to_owned(), description: String::new(), depth: 1 }
    }

    /// Takes an event of the description, which is plain text. Says whether it was the last.
    pub(super) fn describe(&mut self, event: &Event<'_>) -> bool {
        match event {
            Event::Start(Tag::Image { .. }) => self.depth += 1,
            Event::End(TagEnd::Image) => self.depth = self.depth.saturating_sub(1),
            Event::InlineHtml(text) | Event::Html(text) => self.description.push_str(text),
            event => push_plain(event, &mut self.description),
        }
        self.depth == 0
    }

    /// Writes it; `linked` says that it stands in a link.
    pub(super) fn write(&self, linked: bool, out: &mut String) {
        match &self.target {
            Picture::Here(source) => {
                out.push_str("<img src=\"");
                push_address(out, source);
                out.push_str("\" alt=\"");
                push_text(out, &self.description);
                out.push('"');
                push_title(out, &self.title);
                out.push_str(" loading=\"lazy\">");
            }
            Picture::Elsewhere(address) => {
                let described = !self.description.trim().is_empty();
                let words = if described { &self.description } else { address };
                if linked {
                    push_text(out, words);
                } else {
                    open_anchor(out, address, &self.title);
                    push_text(out, words);
                    out.push_str("</a>");
                }
            }
            Picture::Missing => push_text(out, &self.description),
        }
    }
}
