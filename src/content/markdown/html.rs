//! Writing the events of a body as HTML. No inline style and no script, so that every page keeps to its policy.

use super::attributes::{open_anchor, push_class, push_label};
use super::escape::push_text;
use super::footnotes::{self, Footnotes};
use super::formulas::Formulas;
use super::headings::{Headings, Planned};
use super::links::Links;
use super::picture::OpenPicture;
use super::placed::Placed;
use super::raw::RawHtml;
use super::table::Table;
use super::{Frame, Mark, Markdown, admonitions, contents, figures};
use crate::config::MarkdownOptions;
use crate::diag::Diagnostic;
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};
use std::collections::HashSet;
use std::ops::Range;

/// The HTML of a body, and what was said about it.
pub(super) fn write<'a>(
    markdown: &Markdown,
    events: Vec<Placed<'a>>,
    headings: &'a Headings,
    mut links: Links<'a>,
    options: MarkdownOptions,
    frame: Frame<'a>,
    marks: &'a [Mark],
) -> (String, Vec<Diagnostic>) {
    let body = markdown.body();
    footnotes::check(body, &events, &mut links.told);
    admonitions::check(&events, &mut links.told);
    let contents = contents::find(body, &events);
    contents::check(&headings.planned, &contents, &mut links.told);
    let mut writer = Writer {
        out: String::new(),
        links,
        footnotes: Footnotes::new(frame, headings.ids.clone(), &events),
        formulas: Formulas::default(),
        frame,
        headings: &headings.planned,
        heading: 0,
        figures: figures::find(&events),
        figure: false,
        contents,
        passed: None,
        open_links: Vec::new(),
        picture: None,
        caption_from: None,
        set_aside: Vec::new(),
        table: Table::default(),
        in_caption: false,
        raw: RawHtml::new(options),
        marks,
    };
    if markdown.contents && writer.contents.is_empty() {
        contents::write(&headings.planned, frame, &mut writer.out);
    }
    for (event, range) in events {
        writer.event(event, &range);
    }
    let Writer { mut out, mut links, footnotes, .. } = writer;
    footnotes.write(&mut links.told, &mut out);
    (out, links.told.finish())
}

struct Writer<'a> {
    out: String,
    links: Links<'a>,
    footnotes: Footnotes<'a>,
    formulas: Formulas,
    frame: Frame<'a>,
    headings: &'a [Planned],
    /// The number of the next heading, or of the one that is open.
    heading: usize,
    /// The paragraphs that are figures, and whether one is open.
    figures: HashSet<usize>,
    figure: bool,
    /// The paragraphs in whose place a table of contents stands.
    contents: HashSet<usize>,
    /// Where the paragraph ends that is not written.
    passed: Option<usize>,
    /// For each open link, where its words begin, and its address when it is written as a link.
    open_links: Vec<(usize, Option<String>)>,
    /// The picture whose description is being read.
    picture: Option<OpenPicture>,
    /// What was written before the description that is a caption as well.
    caption_from: Option<String>,
    /// What was written before the footnote that is being read, and its label.
    set_aside: Vec<(String, String)>,
    table: Table,
    /// Whether a table's caption is being written.
    in_caption: bool,
    raw: RawHtml,
    /// How citations look; an empty text stands in the place of each.
    marks: &'a [Mark],
}

impl Writer<'_> {
    fn event(&mut self, event: Event<'_>, range: &Range<usize>) {
        if self.passed.is_some_and(|end| range.end <= end) {
            return;
        }
        if let Some(picture) = &mut self.picture {
            if picture.describe(&event) {
                return self.end_picture();
            }
            if !picture.describes_figure() || matches!(event, Event::End(TagEnd::Image)) {
                return;
            }
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) if text.is_empty() => self.mark(range),
            Event::Text(text) => push_text(&mut self.out, &text),
            Event::InlineMath(tex) => self.formula(&tex, false, range),
            Event::DisplayMath(tex) => self.formula(&tex, true, range),
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
            Event::TaskListMarker(done) => self.task(done),
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
            Tag::Paragraph => self.start_paragraph(range),
            Tag::Heading { .. } => self.start_heading(),
            Tag::BlockQuote(None) => self.out.push_str("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => {
                admonitions::start(kind, self.frame.words, &mut self.out);
            }
            Tag::CodeBlock(kind) => self.start_code(&kind),
            Tag::HtmlBlock => self.raw.start_block(),
            Tag::List(None) => self.out.push_str("<ul>\n"),
            Tag::List(Some(1)) => self.out.push_str("<ol>\n"),
            Tag::List(Some(first)) => self.out.push_str(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => self.out.push_str("<li>"),
            Tag::FootnoteDefinition(label) => {
                self.set_aside.push((std::mem::take(&mut self.out), label.into_string()));
            }
            Tag::DefinitionList => self.out.push_str("<dl>\n"),
            Tag::DefinitionListTitle => self.out.push_str("<dt>"),
            Tag::DefinitionListDefinition => self.out.push_str("<dd>"),
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
            Tag::Image { dest_url, title, .. } => self.start_picture(&dest_url, &title, range),
            Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(_) => self.end_heading(),
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
                    self.footnotes.define(&label, &html, range, &mut self.links.told);
                }
            }
            TagEnd::DefinitionList => self.out.push_str("</dl>\n"),
            TagEnd::DefinitionListTitle => self.out.push_str("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.out.push_str("</dd>\n"),
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
            TagEnd::Image | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// A paragraph, or what looks like one: a table of contents, a figure, the caption of a table.
    fn start_paragraph(&mut self, range: &Range<usize>) {
        if self.contents.contains(&range.start) {
            contents::write(self.headings, self.frame, &mut self.out);
            self.passed = Some(range.end);
        } else if self.figures.contains(&range.start) {
            self.figure = true;
        } else if self.table.takes_caption() {
            self.in_caption = true;
            self.out.push_str("<caption>");
        } else {
            self.out.push_str("<p>");
        }
    }

    fn end_paragraph(&mut self) {
        if std::mem::take(&mut self.in_caption) {
            self.out.push_str("</caption>\n");
        } else if !std::mem::take(&mut self.figure) {
            self.out.push_str("</p>\n");
        }
    }

    fn start_heading(&mut self) {
        // The plan was made from the same events, so there is one for each heading.
        let Some(Planned { level, id, .. }) = self.headings.get(self.heading) else { return };
        self.out.push_str(&format!("<div class=\"heading\"><h{level} id=\""));
        push_text(&mut self.out, self.frame.id_prefix);
        push_text(&mut self.out, id);
        self.out.push_str("\">");
    }

    /// The link to a heading stands beside it, so that it is no part of what the heading says.
    fn end_heading(&mut self) {
        let Some(Planned { level, id, text }) = self.headings.get(self.heading) else { return };
        self.heading += 1;
        self.out.push_str(&format!("</h{level}><a class=\"anchor\" href=\"#"));
        push_text(&mut self.out, self.frame.id_prefix);
        push_text(&mut self.out, id);
        self.out.push('"');
        push_label(&mut self.out, format!("{} {text}", self.frame.words.anchor).trim());
        self.out.push_str(">#</a></div>\n");
    }

    fn formula(&mut self, tex: &str, block: bool, range: &Range<usize>) {
        self.formulas.write(tex, block, range, &mut self.links.told, &mut self.out);
    }

    /// A box that says whether it is ticked; nothing can be ticked on a page that is only read.
    fn task(&mut self, done: bool) {
        let (ticked, label) = match done {
            true => (" checked", self.frame.words.done),
            false => ("", self.frame.words.open),
        };
        for item in ["<li>", "<li><p>"] {
            if let Some(before) = self.out.strip_suffix(item) {
                self.out.truncate(before.len());
                self.out.push_str(&item.replace("<li>", "<li class=\"task\">"));
                break;
            }
        }
        self.out.push_str(&format!("<input type=\"checkbox\" disabled{ticked}"));
        push_label(&mut self.out, label);
        self.out.push_str("> ");
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

    fn start_picture(&mut self, address: &str, title: &str, range: &Range<usize>) {
        let figure = self.figure;
        let picture = OpenPicture::new(address, title, range, figure, &mut self.links);
        if picture.describes_figure() {
            self.caption_from = Some(std::mem::take(&mut self.out));
        }
        self.picture = Some(picture);
    }

    fn end_picture(&mut self) {
        let Some(picture) = self.picture.take() else { return };
        let caption = match self.caption_from.take() {
            Some(before) => std::mem::replace(&mut self.out, before),
            None => String::new(),
        };
        let linked = self.open_links.iter().any(|(_, href)| href.is_some());
        picture.write(linked, &caption, &mut self.out);
    }
}
