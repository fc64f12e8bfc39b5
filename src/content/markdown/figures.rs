//! Which paragraphs are figures: those with nothing but one picture that has a title or a description, as pandoc has it.

use super::placed::Placed;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::HashSet;

/// The first bytes of the paragraphs that are figures.
pub(super) fn find(events: &[Placed<'_>]) -> HashSet<usize> {
    let mut figures = HashSet::new();
    let mut rest = events;
    while let Some(((event, range), after)) = rest.split_first() {
        rest = after;
        let Event::Start(Tag::Paragraph) = event else { continue };
        if let [(Event::Start(Tag::Image { title, .. }), _), inner @ ..] = rest
            && let Some(end) = end(inner)
            && (end > 0 || !title.is_empty())
            && matches!(inner.get(end + 1), Some((Event::End(TagEnd::Paragraph), _)))
        {
            figures.insert(range.start);
        }
    }
    figures
}

/// Where the picture ends that has begun before these events.
fn end(events: &[Placed<'_>]) -> Option<usize> {
    let mut depth = 1_usize;
    for (at, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Image { .. }) => depth += 1,
            Event::End(TagEnd::Image) if depth == 1 => return Some(at),
            Event::End(TagEnd::Image) => depth -= 1,
            Event::End(TagEnd::Paragraph) => return None,
            _ => {}
        }
    }
    None
}
