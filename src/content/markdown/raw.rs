//! HTML in Markdown: kept where the options allow it, else shown as text and told once a line. A comment is for whoever
//! edits the file and is not written.

use super::escape::push_text;
use super::links::Links;
use crate::config::MarkdownOptions;
use crate::diag::{Diagnostic, codes};
use std::ops::Range;

/// The raw HTML of one body.
pub(super) struct RawHtml {
    options: MarkdownOptions,
    /// The block that is being read.
    block: Option<String>,
    /// Where the line ends in which it was last told; once a line is enough.
    told: usize,
}

impl RawHtml {
    pub(super) fn new(options: MarkdownOptions) -> Self {
        RawHtml { options, block: None, told: 0 }
    }

    pub(super) fn start_block(&mut self) {
        self.block = Some(String::new());
    }

    /// A piece of a block, or of a line that is no block.
    pub(super) fn piece(
        &mut self,
        html: &str,
        range: &Range<usize>,
        links: &mut Links<'_>,
        out: &mut String,
    ) {
        match &mut self.block {
            Some(block) => block.push_str(html),
            None => self.inline(html, range, links, out),
        }
    }

    pub(super) fn end_block(
        &mut self,
        range: &Range<usize>,
        links: &mut Links<'_>,
        out: &mut String,
    ) {
        let block = self.block.take().unwrap_or_default();
        if self.options.raw_html {
            out.push_str(&block);
        } else if !is_comment(&block) {
            self.tell(range, links);
            out.push_str("<p>");
            push_text(out, block.trim());
            out.push_str("</p>\n");
        }
    }

    pub(super) fn inline(
        &mut self,
        html: &str,
        range: &Range<usize>,
        links: &mut Links<'_>,
        out: &mut String,
    ) {
        if self.options.raw_html {
            out.push_str(html);
        } else if !is_comment(html) {
            // The tag that closes was told with the one that opens.
            if !html.starts_with("</") {
                self.tell(range, links);
            }
            push_text(out, html);
        }
    }

    fn tell(&mut self, range: &Range<usize>, links: &mut Links<'_>) {
        if range.start < self.told {
            return;
        }
        let rest = links.told.typed_from(range.start);
        self.told = range.start + memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len()) + 1;
        let typed = links.told.typed(range).trim_end();
        let said = Diagnostic::new(&codes::RAW_HTML, "HTML in Markdown is not kept")
            .done("showed it as text")
            .help(
                "write it as Markdown, or set raw_html = true under [markdown] in litdigest.toml",
            );
        links.told.say(&(range.start..range.start + typed.len()), said);
    }
}

fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.starts_with("<!--") && html.find("-->").is_some_and(|end| end + "-->".len() == html.len())
}
