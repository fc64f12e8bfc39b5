//! The texts of a block as one text. The parser gives a text of its own for each bracket, each escape and each entity.
//!
//! In: events. Out: [`Run`]s, one for each block that holds an `@`, which know where in the body each of their letters is
//! typed and which letters are no syntax. Never: what a citation is.

use crate::content::markdown::placed::Placed;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// The text of a block.
#[derive(Default)]
pub(super) struct Run {
    /// As readers see it: code and the words of links too.
    pub(super) text: String,
    pieces: Vec<Piece>,
    /// Whether it is a part of a footnote.
    pub(super) in_footnote: bool,
}

/// Which letters of a piece may be syntax.
#[derive(Clone, Copy, PartialEq)]
enum Syntax {
    All,
    /// The first is escaped.
    AllButFirst,
    /// It is code.
    None,
}

/// A stretch of a run that one event gave.
#[derive(Clone)]
pub(super) struct Piece {
    /// In the run.
    at: Range<usize>,
    /// In the body.
    source: Range<usize>,
    syntax: Syntax,
    pub(super) in_link: bool,
    pub(super) italic: bool,
    pub(super) bold: bool,
    /// The innermost element around it within the block, by number.
    pub(super) nest: usize,
}

impl Run {
    /// The piece that holds a byte of the run.
    pub(super) fn piece(&self, at: usize) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.at.end <= at);
        self.pieces.get(after).filter(|piece| piece.at.start <= at)
    }

    /// The pieces that a range of the run touches, each with the part that lies in it.
    pub(super) fn pieces(&self, range: Range<usize>) -> impl Iterator<Item = (&Piece, &str)> {
        let first = self.pieces.partition_point(|piece| piece.at.end <= range.start);
        let touched = self.pieces.get(first..).unwrap_or_default().iter();
        let touched = touched.take_while(move |piece| piece.at.start < range.end);
        touched.filter_map(move |piece| {
            let part = piece.at.start.max(range.start)..piece.at.end.min(range.end);
            Some((piece, self.text.get(part)?)).filter(|(_, part)| !part.is_empty())
        })
    }

    /// Whether the letter at a byte may be syntax.
    pub(super) fn is_syntax(&self, at: usize) -> bool {
        self.piece(at).is_some_and(|piece| match piece.syntax {
            Syntax::All => true,
            Syntax::AllButFirst => piece.at.start != at,
            Syntax::None => false,
        })
    }

    /// Where in the body a byte of the run is typed.
    pub(super) fn source(&self, at: usize) -> usize {
        match self.piece(at) {
            // What is typed as an entity has another length.
            Some(piece) if piece.at.len() == piece.source.len() => {
                piece.source.start + (at - piece.at.start)
            }
            Some(piece) => piece.source.start,
            None => self.pieces.last().map_or(0, |last| last.source.end),
        }
    }

    /// The bytes of the body from one byte of the run to behind another.
    pub(super) fn sources(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.source(range.start);
        let end = match range.end.checked_sub(1) {
            Some(last) => {
                let last = (0..4)
                    .filter_map(|back| last.checked_sub(back))
                    .find(|at| self.text.is_char_boundary(*at));
                let last = last.unwrap_or(range.start);
                match self.piece(last) {
                    Some(piece) if piece.at.len() == piece.source.len() => {
                        piece.source.start + (range.end - piece.at.start)
                    }
                    Some(piece) => piece.source.end,
                    None => start,
                }
            }
            None => start,
        };
        start..end.max(start)
    }
}

/// The runs of a body that hold an `@` as text.
pub(super) fn runs(body: &str, events: &[Placed<'_>]) -> Vec<Run> {
    let mut reader = Reader { body, ..Reader::default() };
    for (event, range) in events {
        reader.event(event, range);
    }
    reader.end_block();
    reader.runs
}

#[derive(Default)]
struct Reader<'b> {
    body: &'b str,
    runs: Vec<Run>,
    run: Run,
    /// Whether the run holds an `@` that may be syntax.
    has_mark: bool,
    /// The elements around the text within the block, by number, and the kinds that matter.
    open: Vec<(usize, Kind)>,
    next: usize,
    /// In how many pictures, blocks of code and footnotes.
    hidden: usize,
    footnotes: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Italic,
    Bold,
    Link,
    Other,
}

impl Reader<'_> {
    fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => self.push(text, range, false),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.push(text, range, true);
            }
            Event::SoftBreak | Event::HardBreak => self.push("\n", range, false),
            // A bracket that holds one of these is none of a citation.
            Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => self.part(),
            Event::Rule | Event::TaskListMarker(_) => self.end_block(),
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.hidden += 1;
            }
            Tag::Emphasis => self.open(Kind::Italic),
            Tag::Strong => self.open(Kind::Bold),
            Tag::Link { .. } => self.open(Kind::Link),
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript => self.open(Kind::Other),
            tag => {
                self.end_block();
                if matches!(tag, Tag::FootnoteDefinition(_)) {
                    self.footnotes += 1;
                }
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image | TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Link
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript => {
                self.open.pop();
            }
            tag => {
                self.end_block();
                if tag == TagEnd::FootnoteDefinition {
                    self.footnotes = self.footnotes.saturating_sub(1);
                }
            }
        }
    }

    fn open(&mut self, kind: Kind) {
        self.next += 1;
        self.open.push((self.next, kind));
    }

    /// Makes what follows a stretch that no bracket reaches into from before.
    fn part(&mut self) {
        self.next += 1;
        if self.open.is_empty() {
            self.open.push((self.next, Kind::Other));
        } else if let Some((number, _)) = self.open.last_mut() {
            *number = self.next;
        }
    }

    fn push(&mut self, text: &str, range: &Range<usize>, literal: bool) {
        if self.hidden > 0 || text.is_empty() {
            return;
        }
        let at = self.run.text.len();
        self.run.text.push_str(text);
        let before = self.run.pieces.last().map(|piece| piece.source.end);
        let slash =
            range.start.checked_sub(1).filter(|at| self.body.as_bytes().get(*at) == Some(&b'\\'));
        // A backslash that is text belongs to the piece before.
        let slashed = slash.is_some_and(|slash| before.is_none_or(|before| before <= slash));
        // What is typed as an entity is meant as text, too.
        let escaped = slashed || text.len() != range.len();
        let is = |kind| self.open.iter().any(|(_, open)| *open == kind);
        self.has_mark |= !literal && text.contains('@');
        self.run.pieces.push(Piece {
            at: at..at + text.len(),
            source: range.clone(),
            syntax: match (literal, escaped) {
                (true, _) => Syntax::None,
                (false, true) => Syntax::AllButFirst,
                (false, false) => Syntax::All,
            },
            in_link: is(Kind::Link),
            italic: is(Kind::Italic),
            bold: is(Kind::Bold),
            nest: self.open.last().map_or(0, |(number, _)| *number),
        });
    }

    fn end_block(&mut self) {
        self.open.clear();
        let mut run = std::mem::take(&mut self.run);
        run.in_footnote = self.footnotes > 0;
        if std::mem::take(&mut self.has_mark) {
            self.runs.push(run);
        }
    }
}
