//! Writing the events of a body as HTML. No inline style and no script, so that every page keeps to its policy.

use super::attributes::{open_anchor, push_class};
use super::escape::push_text;
use super::footnotes::Footnotes;
use super::headings::{Headings, Planned};
use super::links::Links;
use super::picture::OpenPicture;
use super::raw::RawHtml;
use super::table::Table;
use super::{Frame, Mark, Placed};
use crate::config::MarkdownOptions;
use crate::diag::Diagnostic;
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// The HTML of a body, and what was said about its links and its raw HTML.
pub(super) fn write<'a>(
    events: Vec<Placed<'a>>,
    headings: &'a Headings,
    links: Links<'a>,
    options: MarkdownOptions,
    frame: Frame<'a>,
    marks: &'a [Mark],
) -> (String, Vec<Diagnostic>) {
    let mut footnotes = Footnotes::new(frame.id_prefix, headings.ids.clone());
    for (event, _) in &events {
        if let Event::FootnoteReference(label) = event {
            footnotes.add(label);
        }
    }
    let mut writer = Writer {
        out: String::new(),
        links,
        footnotes,
        prefix: frame.id_prefix,
        headings: headings.planned.iter(),
        heading_ends: Vec::new(),
        open_links: Vec::new(),
        picture: None,
        set_aside: Vec::new(),
        table: Table::default(),
        raw: RawHtml::new(options),
        marks,
    };
    for (event, range) in events {
        writer.event(event, &range);
    }
    let Writer { mut out, links, footnotes, .. } = writer;
    footnotes.write(&mut out);
    (out, links.diagnostics)
}

struct Writer<'a> {
    out: String,
    links: Links<'a>,
    footnotes: Footnotes,
    prefix: &'a str,
    headings: std::slice::Iter<'a, Planned>,
    heading_ends: Vec<u8>,
    /// For each open link, where its words begin, and its address when it is written as a link.
    open_links: Vec<(usize, Option<String>)>,
    /// The picture whose description is being read.
    picture: Option<OpenPicture>,
    /// What was written before the footnote that is being read, and its label.
    set_aside: Vec<(String, String)>,
    table: Table,
    raw: RawHtml,
    /// How citations look; an empty text stands in the place of each.
    marks: &'a [Mark],
}

impl Writer<'_> {
    fn event(&mut self, event: Event<'_>, range: &Range<usize>) {
        if let Some(picture) = &mut self.picture {
            if picture.describe(&event) {
                self.end_picture();
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) if text.is_empty() => self.mark(range),
            // Mathematics is not asked of the parser; if it came, its text would be shown as it is.
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                push_text(&mut self.out, &text);
            }
            Event::Code(code) => {
                self.out.push_str("<code>");
                push_text(&mut self.out, &code);
                self.out.push_str("</code>");
            }
            Event::Html(html) => self.raw.piece(&html, range, &mut self.links, &mut self.out),
            Event::InlineHtml(html) => {
                self.raw.inline(&html, range, &mut self.links, &mut self.out);
            }
            Event::FootnoteReference(label) => self.footnotes.refer(&label, &mut self.out),
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::TaskListMarker(done) => {
                self.out.push_str(if done { "\u{2611}\u{fe0e} " } else { "\u{2610} " });
            }
        }
    }

    /// Writes the citation that was typed in a range.
    fn mark(&mut self, range: &Range<usize>) {
        let at = self.marks.binary_search_by_key(&range.start, |mark| mark.range.start);
        if let Some(mark) = at.ok().and_then(|at| self.marks.get(at)) {
            self.out.push_str(&mark.html);
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => self.out.push_str("<p>"),
            Tag::Heading { .. } => self.start_heading(),
            Tag::BlockQuote(None) => self.out.push_str("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => self.start_admonition(kind),
            Tag::CodeBlock(kind) => self.start_code(&kind),
            Tag::HtmlBlock => self.raw.start_block(),
            Tag::List(None) => self.out.push_str("<ul>\n"),
            Tag::List(Some(1)) => self.out.push_str("<ol>\n"),
            Tag::List(Some(first)) => self.out.push_str(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => self.out.push_str("<li>"),
            Tag::FootnoteDefinition(label) => {
                self.set_aside.push((std::mem::take(&mut self.out), label.into_string()));
            }
            Tag::Table(columns) => self.table.start(columns, &mut self.out),
            Tag::TableHead => self.table.start_head(&mut self.out),
            Tag::TableRow => self.table.start_row(&mut self.out),
            Tag::TableCell => self.table.start_cell(&mut self.out),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Superscript => self.out.push_str("<sup>"),
            Tag::Subscript => self.out.push_str("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                let address = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                };
                self.start_link(&address, &title, range);
            }
            Tag::Image { dest_url, title, .. } => {
                let picture = OpenPicture::new(&dest_url, &title, range, &mut self.links);
                self.picture = Some(picture);
            }
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.out.push_str("</p>\n"),
            TagEnd::Heading(_) => {
                let level = self.heading_ends.pop().unwrap_or(6);
                self.out.push_str(&format!("</h{level}>\n"));
            }
            TagEnd::BlockQuote(None) => self.out.push_str("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.out.push_str("</div>\n"),
            TagEnd::CodeBlock => self.out.push_str("</code></pre>\n"),
            TagEnd::HtmlBlock => self.raw.end_block(range, &mut self.links, &mut self.out),
            TagEnd::List(true) => self.out.push_str("</ol>\n"),
            TagEnd::List(false) => self.out.push_str("</ul>\n"),
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::FootnoteDefinition => {
                if let Some((before, label)) = self.set_aside.pop() {
                    let html = std::mem::replace(&mut self.out, before);
                    self.footnotes.define(&label, &html);
                }
            }
            TagEnd::Table => Table::end(&mut self.out),
            TagEnd::TableHead => self.table.end_head(&mut self.out),
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => self.table.end_cell(&mut self.out),
            TagEnd::Emphasis => self.out.push_str("</em>"),
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Strikethrough => self.out.push_str("</del>"),
            TagEnd::Superscript => self.out.push_str("</sup>"),
            TagEnd::Subscript => self.out.push_str("</sub>"),
            TagEnd::Link => self.end_link(),
            TagEnd::Image
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn start_heading(&mut self) {
        // The plan was made from the same events, so there is one for each heading.
        let Some(Planned { level, id }) = self.headings.next() else { return };
        self.heading_ends.push(*level);
        self.out.push_str(&format!("<h{level} id=\""));
        push_text(&mut self.out, self.prefix);
        push_text(&mut self.out, id);
        self.out.push_str("\">");
    }

    fn start_admonition(&mut self, kind: BlockQuoteKind) {
        let (class, label) = match kind {
            BlockQuoteKind::Note => ("note", "Note"),
            BlockQuoteKind::Tip => ("tip", "Tip"),
            BlockQuoteKind::Important => ("important", "Important"),
            BlockQuoteKind::Warning => ("warning", "Warning"),
            BlockQuoteKind::Caution => ("caution", "Caution"),
        };
        self.out.push_str(&format!(
            "<div class=\"admonition {class}\" role=\"note\">\n<p class=\"admonition-title\">{label}</p>\n"
        ));
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',', '\t']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        self.out.push_str("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            push_class(&mut self.out, &format!("language-{language}"));
        }
        self.out.push('>');
    }

    fn start_link(&mut self, address: &str, title: &str, range: &Range<usize>) {
        let href = self.links.href(address, range);
        if let Some(href) = &href {
            open_anchor(&mut self.out, href, title);
        }
        self.open_links.push((self.out.len(), href));
    }

    fn end_link(&mut self) {
        let Some((words, Some(href))) = self.open_links.pop() else { return };
        if self.out.len() == words {
            // A link without words would be one that nobody can see or hear.
            push_text(&mut self.out, &href);
        }
        self.out.push_str("</a>");
    }

    fn end_picture(&mut self) {
        let Some(picture) = self.picture.take() else { return };
        let linked = self.open_links.iter().any(|(_, href)| href.is_some());
        picture.write(linked, &mut self.out);
    }
}
