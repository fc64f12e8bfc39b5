//! Writing the events of a body as HTML. No inline style and no script, so that every page keeps to its policy.

use super::escape::{push_address, push_text};
use super::footnotes::Footnotes;
use super::headings::{Headings, Planned};
use super::links::{Links, Picture};
use super::{Frame, Placed};
use crate::config::MarkdownOptions;
use crate::diag::{Diagnostic, codes};
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};
use std::ops::Range;

/// The HTML of a body, and what was said about its links and its raw HTML.
pub(super) fn write<'a>(
    events: Vec<Placed<'a>>,
    headings: &'a Headings,
    links: Links<'a>,
    options: MarkdownOptions,
    frame: Frame<'a>,
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
        options,
        prefix: frame.id_prefix,
        headings: headings.planned.iter(),
        heading_ends: Vec::new(),
        open_links: Vec::new(),
        picture: None,
        set_aside: Vec::new(),
        columns: Vec::new(),
        column: 0,
        in_head: false,
        raw: None,
        told_raw: None,
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
    options: MarkdownOptions,
    prefix: &'a str,
    headings: std::slice::Iter<'a, Planned>,
    heading_ends: Vec<u8>,
    /// For each open link, where its words begin, and its address when it is written as a link.
    open_links: Vec<(usize, Option<String>)>,
    /// The picture whose description is being read.
    picture: Option<OpenPicture>,
    /// What was written before the footnote that is being read, and its label.
    set_aside: Vec<(String, String)>,
    columns: Vec<Alignment>,
    column: usize,
    in_head: bool,
    /// The block of raw HTML that is being read.
    raw: Option<String>,
    /// Where raw HTML was last told; once a line is enough.
    told_raw: Option<usize>,
}

struct OpenPicture {
    target: Picture,
    title: String,
    description: String,
    /// Pictures cannot hold pictures, but their descriptions can.
    depth: usize,
}

impl Writer<'_> {
    fn event(&mut self, event: Event<'_>, range: &Range<usize>) {
        if self.picture.is_some() {
            return self.describe(event);
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            // Mathematics is not asked of the parser; if it came, its text would be shown as it is.
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                push_text(&mut self.out, &text);
            }
            Event::Code(code) => {
                self.out.push_str("<code>");
                push_text(&mut self.out, &code);
                self.out.push_str("</code>");
            }
            Event::Html(html) => match &mut self.raw {
                Some(raw) => raw.push_str(&html),
                None => self.inline_html(&html, range),
            },
            Event::InlineHtml(html) => self.inline_html(&html, range),
            Event::FootnoteReference(label) => self.footnotes.refer(&label, &mut self.out),
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::TaskListMarker(done) => {
                self.out.push_str(if done { "\u{2611}\u{fe0e} " } else { "\u{2610} " });
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => self.out.push_str("<p>"),
            Tag::Heading { .. } => self.start_heading(),
            Tag::BlockQuote(None) => self.out.push_str("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => self.start_admonition(kind),
            Tag::CodeBlock(kind) => self.start_code(&kind),
            Tag::HtmlBlock => self.raw = Some(String::new()),
            Tag::List(None) => self.out.push_str("<ul>\n"),
            Tag::List(Some(1)) => self.out.push_str("<ol>\n"),
            Tag::List(Some(first)) => self.out.push_str(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => self.out.push_str("<li>"),
            Tag::FootnoteDefinition(label) => {
                self.set_aside.push((std::mem::take(&mut self.out), label.into_string()));
            }
            Tag::Table(columns) => {
                self.columns = columns;
                self.out.push_str("<div class=\"table\" tabindex=\"0\">\n<table>\n");
            }
            Tag::TableHead => {
                self.in_head = true;
                self.column = 0;
                self.out.push_str("<thead>\n<tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.out.push_str("<tr>");
            }
            Tag::TableCell => self.start_cell(),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Superscript => self.out.push_str("<sup>"),
            Tag::Subscript => self.out.push_str("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                let address = match link_type {
                    pulldown_cmark::LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                };
                self.start_link(&address, &title, range);
            }
            Tag::Image { dest_url, title, .. } => self.start_picture(&dest_url, &title, range),
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
            TagEnd::HtmlBlock => self.end_raw(range),
            TagEnd::List(true) => self.out.push_str("</ol>\n"),
            TagEnd::List(false) => self.out.push_str("</ul>\n"),
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::FootnoteDefinition => {
                if let Some((before, label)) = self.set_aside.pop() {
                    let html = std::mem::replace(&mut self.out, before);
                    self.footnotes.define(&label, &html);
                }
            }
            TagEnd::Table => self.out.push_str("</tbody>\n</table>\n</div>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.out.push_str("</tr>\n</thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => self.out.push_str(if self.in_head { "</th>" } else { "</td>" }),
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
            self.out.push_str(" class=\"language-");
            push_text(&mut self.out, language);
            self.out.push('"');
        }
        self.out.push('>');
    }

    fn start_cell(&mut self) {
        let class = match self.columns.get(self.column) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::None) | None => "",
        };
        self.column += 1;
        let element = if self.in_head { "th scope=\"col\"" } else { "td" };
        self.out.push_str(&format!("<{element}{class}>"));
    }

    fn start_link(&mut self, address: &str, title: &str, range: &Range<usize>) {
        let href = self.links.href(address, range);
        if let Some(href) = &href {
            self.open_anchor(href, title);
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

    fn open_anchor(&mut self, href: &str, title: &str) {
        self.out.push_str("<a href=\"");
        push_address(&mut self.out, href);
        self.push_title(title);
        self.out.push_str("\">");
    }

    fn push_title(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.push_str("\" title=\"");
            push_text(&mut self.out, title);
        }
    }

    fn start_picture(&mut self, address: &str, title: &str, range: &Range<usize>) {
        let target = self.links.picture(address, range);
        self.picture = Some(OpenPicture {
            target,
            title: title.to_owned(),
            description: String::new(),
            depth: 1,
        });
        // `![` and `]` with nothing but blanks between them.
        let typed = self.links.typed(range).strip_prefix("![").unwrap_or("-");
        if typed.trim_start().starts_with(']') {
            let place = self.links.place(range);
            self.links.diagnostics.push(
                Diagnostic::new(&codes::MISSING_DESCRIPTION, "this picture has no description")
                    .at(place)
                    .help("say between the square brackets what it shows, for readers who cannot see it"),
            );
        }
    }

    /// Events inside a picture are its description, which is plain text.
    fn describe(&mut self, event: Event<'_>) {
        let Some(picture) = &mut self.picture else { return };
        match event {
            Event::Start(Tag::Image { .. }) => picture.depth += 1,
            Event::End(TagEnd::Image) => {
                picture.depth -= 1;
                if picture.depth == 0
                    && let Some(picture) = self.picture.take()
                {
                    self.end_picture(picture);
                }
            }
            Event::InlineHtml(text) | Event::Html(text) => picture.description.push_str(&text),
            event => super::headings::push_plain(&event, &mut picture.description),
        }
    }

    fn end_picture(&mut self, picture: OpenPicture) {
        match picture.target {
            Picture::Here(source) => {
                self.out.push_str("<img src=\"");
                push_address(&mut self.out, &source);
                self.out.push_str("\" alt=\"");
                push_text(&mut self.out, &picture.description);
                self.push_title(&picture.title);
                self.out.push_str("\" loading=\"lazy\">");
            }
            Picture::Elsewhere(address) => {
                let described = !picture.description.trim().is_empty();
                let words = if described { &picture.description } else { &address };
                if self.open_links.iter().any(|(_, href)| href.is_some()) {
                    push_text(&mut self.out, words);
                } else {
                    self.open_anchor(&address, &picture.title);
                    push_text(&mut self.out, words);
                    self.out.push_str("</a>");
                }
            }
            Picture::Missing => push_text(&mut self.out, &picture.description),
        }
    }

    /// A block of raw HTML: kept, or shown as text. A comment is for whoever edits the file and is not written.
    fn end_raw(&mut self, range: &Range<usize>) {
        let raw = self.raw.take().unwrap_or_default();
        if self.options.raw_html {
            self.out.push_str(&raw);
        } else if !is_comment(&raw) {
            self.tell_raw_html(range);
            self.out.push_str("<p>");
            push_text(&mut self.out, raw.trim());
            self.out.push_str("</p>\n");
        }
    }

    fn inline_html(&mut self, html: &str, range: &Range<usize>) {
        if self.options.raw_html {
            self.out.push_str(html);
        } else if !is_comment(html) {
            // The tag that closes was told with the one that opens.
            if !html.starts_with("</") {
                self.tell_raw_html(range);
            }
            push_text(&mut self.out, html);
        }
    }

    fn tell_raw_html(&mut self, range: &Range<usize>) {
        let same_line = |told: usize| !self.links.typed(&(told..range.start)).contains('\n');
        if self.told_raw.is_some_and(same_line) {
            return;
        }
        self.told_raw = Some(range.start);
        let typed = self.links.typed(range).trim_end();
        let place = self.links.place(&(range.start..range.start + typed.len()));
        self.links.diagnostics.push(
            Diagnostic::new(&codes::RAW_HTML, "HTML in Markdown is not kept")
                .at(place)
                .done("showed it as text")
                .help("write it as Markdown, or set raw_html = true under [markdown] in litdigest.toml"),
        );
    }
}

fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.starts_with("<!--") && html.find("-->").is_some_and(|end| end + "-->".len() == html.len())
}
