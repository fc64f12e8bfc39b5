//! The parser and its extensions, and what is text although the parser would take it for more.
//!
//! In: a body. Out: events with the bytes that they were made of. Steps: 1. CommonMark with the extensions of [`OPTIONS`];
//! 2. `$` before a blank or a digit is money, so "$5 and $10" and "$5-$10" are text; 3. [`scripts`]. Never: smart
//! typography. Straight quotes and hyphens mean something in biomedical text: the 5' end, a needle of 1/2", two hyphens in
//! the name of a strain or of an option.

use super::placed::Placed;
use super::scripts;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// What a body may use beside CommonMark.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_MATH)
    .union(Options::ENABLE_DEFINITION_LIST);

/// The events of a body.
pub(super) fn events(body: &str) -> Vec<Placed<'_>> {
    let mut events = Vec::new();
    for (event, range) in Parser::new_ext(body, OPTIONS).into_offset_iter() {
        match &event {
            Event::InlineMath(tex) if before_digit(body, &range) => {
                push_money(body, tex, range, &mut events);
            }
            _ => events.push((event, range)),
        }
    }
    scripts::find(body, events)
}

fn before_digit(body: &str, range: &Range<usize>) -> bool {
    body.get(range.end..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// What stands between two amounts is read as text, with the markup that it may have.
fn push_money<'a>(body: &'a str, tex: &str, range: Range<usize>, out: &mut Vec<Placed<'a>>) {
    let typed = body.get(range.clone()).unwrap_or_default();
    if typed.contains('\n') {
        out.push((Event::Text(format!("${tex}$").into()), range));
        return;
    }
    let inner = Parser::new_ext(typed, OPTIONS.difference(Options::ENABLE_MATH));
    for (event, part) in inner.into_offset_iter() {
        if !matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph)) {
            out.push((event, range.start + part.start..range.start + part.end));
        }
    }
}
