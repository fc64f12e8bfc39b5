//! Pictures: those of the site are shown, those of other hosts are linked to. One that is alone in its paragraph is a
//! figure: its caption is its title, else its description.

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
    /// Whether it is a figure.
    figure: bool,
}

impl OpenPicture {
    /// Looks for the picture, and tells when it has no description.
    pub(super) fn new(
        address: &str,
        title: &str,
        range: &Range<usize>,
        figure: bool,
        links: &mut Links<'_>,
    ) -> Self {
        let target = links.picture(address, range);
        // `![` and `]` with nothing but blanks between them.
        let typed = links.told.typed(range).strip_prefix("![").unwrap_or("-");
        if typed.trim_start().starts_with(']') {
            let said =
                Diagnostic::new(&codes::MISSING_DESCRIPTION, "this picture has no description");
            let help =
                "say between the square brackets what it shows, for readers who cannot see it";
            links.told.say(range, said.help(help));
        }
        let (title, description) = (title.to_owned(), String::new());
        OpenPicture { target, title, description, depth: 1, figure }
    }

    /// Whether its description is also its caption, which may have markup.
    pub(super) fn describes_figure(&self) -> bool {
        self.figure
            && self.depth == 1
            && self.title.is_empty()
            && matches!(self.target, Picture::Here(_))
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

    /// Writes it; `linked` says that it stands in a link, `caption` is its description with markup.
    pub(super) fn write(&self, linked: bool, caption: &str, out: &mut String) {
        if !self.figure {
            return self.write_alone(linked, out);
        }
        if !matches!(self.target, Picture::Here(_)) {
            out.push_str("<p>");
            self.write_alone(linked, out);
            out.push_str("</p>\n");
            return;
        }
        out.push_str("<figure>\n");
        self.write_alone(linked, out);
        // Who hears the description need not hear it again, but for links in it.
        let twice = self.title.is_empty() && !caption.contains("<a ");
        out.push_str(if twice { "\n<figcaption aria-hidden=\"true\">" } else { "\n<figcaption>" });
        match self.title.is_empty() {
            true => out.push_str(caption),
            false => push_text(out, &self.title),
        }
        out.push_str("</figcaption>\n</figure>\n");
    }

    fn write_alone(&self, linked: bool, out: &mut String) {
        match &self.target {
            Picture::Here(source) => {
                out.push_str("<img src=\"");
                push_address(out, source);
                out.push_str("\" alt=\"");
                push_text(out, &self.description);
                out.push('"');
                if !self.figure {
                    push_title(out, &self.title);
                }
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
