//! The events of a body without what its citations were typed as.
//!
//! In: events, and the marks that take the place of citations, both in the order of the body. Out: events, with an empty text
//! for each mark, whose range is the mark's. Headings, descriptions of pictures and all else that reads text find nothing in
//! it; the writer finds its mark. Never: HTML.

use super::Mark;
use crate::content::markdown::placed::Placed;
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use std::ops::Range;

/// Puts an empty text in the place of each mark.
pub(in crate::content::markdown) fn cut<'a>(
    events: Vec<Placed<'a>>,
    marks: &[Mark],
) -> Vec<Placed<'a>> {
    if marks.is_empty() {
        return events;
    }
    let mut cutter =
        Cutter { kept: Vec::with_capacity(events.len() + marks.len()), marks, put: false };
    for (event, range) in events {
        match event {
            Event::Text(text) => cutter.text(&text, range),
            event if is_inline(&event) && cutter.holds(&range) => {}
            event => cutter.kept.push((event, range)),
        }
    }
    cutter.kept
}

struct Cutter<'a, 'm> {
    kept: Vec<Placed<'a>>,
    /// Those that are not behind yet.
    marks: &'m [Mark],
    /// Whether the first of them has its place.
    put: bool,
}

impl Cutter<'_, '_> {
    /// Whether a range lies in a mark that has its place.
    fn holds(&self, range: &Range<usize>) -> bool {
        let mark = self.marks.first().map(|mark| &mark.range);
        self.put && mark.is_some_and(|mark| mark.start <= range.start && range.end <= mark.end)
    }

    /// Keeps what of a text stands outside of all marks.
    fn text(&mut self, text: &str, range: Range<usize>) {
        // A text that is no longer than what it was typed as is that; another is one character, typed as an entity.
        let verbatim = text.len() == range.len();
        let mut at = range.start;
        while let Some(mark) = self.marks.first() {
            let (Range { start, end }, raised) = (mark.range.clone(), mark.raised);
            if start >= range.end {
                break;
            }
            if end > at {
                self.keep(text, &range, at..start.max(at), verbatim);
                if raised && !self.put {
                    self.close_up();
                }
                if !self.put {
                    self.kept.push((Event::Text(CowStr::Borrowed("")), start..end));
                    self.put = true;
                }
            }
            if end > range.end {
                return;
            }
            at = end.max(at);
            self.marks = self.marks.get(1..).unwrap_or_default();
            self.put = false;
        }
        self.keep(text, &range, at..range.end, verbatim);
    }

    /// Takes off the blank before a mark.
    fn close_up(&mut self) {
        if let Some((Event::Text(before), _)) = self.kept.last_mut() {
            let bare = before.trim_end();
            if !bare.is_empty() && bare.len() < before.len() {
                *before = CowStr::from(bare.to_owned());
            }
        }
    }

    /// Keeps a part of a text, by its bytes in the body.
    fn keep(&mut self, text: &str, range: &Range<usize>, part: Range<usize>, verbatim: bool) {
        let whole = part == *range;
        let piece = match verbatim && !whole {
            true => text.get(part.start - range.start..part.end - range.start),
            false => Some(text).filter(|_| whole),
        };
        if let Some(piece) = piece.filter(|piece| !piece.is_empty()) {
            self.kept.push((Event::Text(CowStr::from(piece.to_owned())), part));
        }
    }
}

/// Whether an event stands within a line of text.
fn is_inline(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Code(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Start(
                Tag::Emphasis
                    | Tag::Strong
                    | Tag::Strikethrough
                    | Tag::Superscript
                    | Tag::Subscript
            )
            | Event::End(
                TagEnd::Emphasis
                    | TagEnd::Strong
                    | TagEnd::Strikethrough
                    | TagEnd::Superscript
                    | TagEnd::Subscript
            )
    )
}
