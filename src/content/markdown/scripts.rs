//! Raised and lowered text, `m^2^` and `H~2~O` as pandoc has it: with no blank inside, and never before a digit, so that
//! "10^3-10^5" and "x^2 or y^2" stay text.
//!
//! In: events as the parser gives them, which knows such signs between words alone. Out: the same with the signs as markup.

use super::placed::Placed;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// Characters between two signs; more is no index and no exponent.
const LONGEST: usize = 20;

/// Looks for raised and lowered text in all running text.
pub(super) fn find<'a>(body: &'a str, events: Vec<Placed<'a>>) -> Vec<Placed<'a>> {
    if memchr::memchr2(b'^', b'~', body.as_bytes()).is_none() {
        return events;
    }
    let mut out: Vec<Placed<'a>> = Vec::with_capacity(events.len());
    let mut literal = false;
    let mut events = events.into_iter().peekable();
    while let Some((event, range)) = events.next() {
        match &event {
            Event::Start(Tag::CodeBlock(_) | Tag::Link { link_type: LinkType::Autolink, .. }) => {
                literal = true;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::Link) => literal = false,
            Event::Text(_) if !literal && as_typed(body, &event, &range) => {
                // The parser cuts a text at every sign that might have begun something.
                let mut run = range.clone();
                let mut parts = vec![(event, range)];
                while let Some(next) = events.next_if(|(event, range)| {
                    range.start == run.end && as_typed(body, event, range)
                }) {
                    run.end = next.1.end;
                    parts.push(next);
                }
                push(body, run, parts, &mut out);
                continue;
            }
            _ => {}
        }
        out.push((event, range));
    }
    out
}

/// Whether a text is what stands in its range, with no escape resolved in it.
fn as_typed(body: &str, event: &Event<'_>, range: &Range<usize>) -> bool {
    matches!(event, Event::Text(text) if body.get(range.clone()) == Some(&**text))
}

fn push<'a>(body: &'a str, run: Range<usize>, parts: Vec<Placed<'a>>, out: &mut Vec<Placed<'a>>) {
    let mut done = run.start;
    let mut at = run.start;
    // A sign behind a backslash is one.
    if run.start > 0 && body.as_bytes().get(run.start - 1) == Some(&b'\\') {
        at += 1;
    }
    let text = |range: Range<usize>| {
        (Event::Text(body.get(range.clone()).unwrap_or_default().into()), range)
    };
    while let Some(found) =
        memchr::memchr2(b'^', b'~', body.as_bytes().get(at..run.end).unwrap_or_default())
    {
        let from = at + found;
        at = from + 1;
        let Some(to) = script(body, from, run.end) else { continue };
        if from > done {
            out.push(text(done..from));
        }
        let (start, end) = match body.as_bytes().get(from) {
            Some(b'^') => (Tag::Superscript, TagEnd::Superscript),
            _ => (Tag::Subscript, TagEnd::Subscript),
        };
        out.push((Event::Start(start), from..to));
        out.push(text(from + 1..to - 1));
        out.push((Event::End(end), from..to));
        (done, at) = (to, to);
    }
    match done == run.start {
        true => out.extend(parts),
        false if done < run.end => out.push(text(done..run.end)),
        false => {}
    }
}

/// Where the raised or lowered text ends that begins with the sign at `from`.
fn script(body: &str, from: usize, end: usize) -> Option<usize> {
    let rest = body.get(from..end)?;
    let sign = rest.chars().next()?;
    let before = body.get(..from)?.chars().next_back();
    if before == Some(sign) {
        return None;
    }
    let inner = rest.get(1..)?;
    let part =
        |c: char| c.is_alphanumeric() || matches!(c, '+' | '-' | '−' | '–' | '.' | ',' | '*' | '′');
    let length =
        inner.char_indices().take(LONGEST + 1).find(|(_, c)| !part(*c)).map(|(at, _)| at)?;
    let behind = inner.get(length..)?.strip_prefix(sign)?;
    let follows = behind.chars().next().or_else(|| body.get(end..)?.chars().next());
    let chance = follows.is_some_and(|c| c.is_ascii_digit() || c == sign);
    (length > 0 && !chance).then_some(from + length + 2)
}
