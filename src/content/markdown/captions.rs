//! Captions of tables: a paragraph that begins with `Table:` directly above or below its table, as pandoc has it.
//!
//! In: the events of a body. Out: the same events, each such paragraph inside its table, where nothing else can be one.

use super::placed::Placed;
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

const MARKS: [&str; 2] = ["Table:", "table:"];

/// Puts captions into their tables.
pub(super) fn place(events: Vec<Placed<'_>>) -> Vec<Placed<'_>> {
    if !events.iter().any(|(event, _)| matches!(event, Event::Start(Tag::Table(_)))) {
        return events;
    }
    let mut out: Vec<Placed<'_>> = Vec::with_capacity(events.len());
    let mut events = events.into_iter().peekable();
    // Where in `out` the paragraph begins that ended last, when it is a caption and nothing stands behind it.
    let mut above: Option<usize> = None;
    // Where in `out` the table began that ended last, when it has no caption and nothing stands behind it.
    let mut table: Option<usize> = None;
    let mut open = (0, false);
    while let Some((event, range)) = events.next() {
        match &event {
            Event::Start(Tag::Paragraph) if is_caption(events.peek()) => {
                let at = out.len();
                out.push((event, range));
                for next in events.by_ref() {
                    let ends = matches!(next.0, Event::End(TagEnd::Paragraph));
                    out.push(next);
                    if ends {
                        break;
                    }
                }
                let below = table.take().filter(|_| !begins_table(events.peek()));
                match below {
                    Some(start) => move_into(&mut out, at, start),
                    None => above = Some(at),
                }
                continue;
            }
            Event::Start(Tag::Table(_)) => {
                let caption = above.take().map(|at| out.split_off(at));
                open = (out.len(), caption.is_some());
                out.push((event, range));
                for placed in caption.into_iter().flatten() {
                    out.push(placed);
                }
                strip(&mut out, open.0 + 2);
                continue;
            }
            Event::End(TagEnd::Table) => table = Some(open.0).filter(|_| !open.1),
            _ if table.is_some() || above.is_some() => (above, table) = (None, None),
            _ => {}
        }
        out.push((event, range));
    }
    out
}

fn is_caption(next: Option<&Placed<'_>>) -> bool {
    matches!(next, Some((Event::Text(text), _)) if MARKS.iter().any(|mark| text.starts_with(mark)))
}

fn begins_table(next: Option<&Placed<'_>>) -> bool {
    matches!(next, Some((Event::Start(Tag::Table(_)), _)))
}

/// Moves the paragraph at the end into the table that began at `start`.
fn move_into(out: &mut Vec<Placed<'_>>, at: usize, start: usize) {
    let caption = out.split_off(at);
    let table = out.split_off(start + 1);
    out.extend(caption);
    out.extend(table);
    strip(out, start + 2);
}

/// Takes the word `Table:` off a caption's first text.
fn strip(out: &mut [Placed<'_>], first: usize) {
    let Some((Event::Text(text), _)) = out.get_mut(first) else { return };
    let rest = MARKS.iter().find_map(|mark| text.strip_prefix(mark));
    if let Some(rest) = rest.map(|rest| rest.trim_start().to_owned()) {
        *text = CowStr::from(rest);
    }
}
