//! Levels and ids of headings: no level skipped, no id twice, ids as GitHub makes them.

use super::{Frame, Placed};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::HashSet;

/// What a body's headings become, in order, and the ids that are taken.
pub(super) struct Headings {
    pub(super) planned: Vec<Planned>,
    ids: HashSet<String>,
}

/// One heading.
pub(super) struct Planned {
    /// 1 to 6.
    pub(super) level: u8,
    /// Without the frame's prefix.
    pub(super) id: String,
}

impl Headings {
    /// An id like `wanted` that no other element of the body has.
    pub(super) fn unique(ids: &mut HashSet<String>, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        let mut number = 1;
        while !ids.insert(id.clone()) {
            id = format!("{wanted}-{number}");
            number += 1;
        }
        id
    }

    /// The ids that are taken, for what comes after the headings.
    pub(super) fn taken(&self) -> HashSet<String> {
        self.ids.clone()
    }
}

/// Plans the headings of a body: its topmost level becomes the frame's, a level that is skipped is closed up.
pub(super) fn plan(events: &[Placed<'_>], frame: Frame<'_>) -> Headings {
    let mut headings = Headings { planned: Vec::new(), ids: HashSet::new() };
    let mut open: Vec<u8> = Vec::new();
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::Start(Tag::Heading { .. }) => text.clear(),
            Event::End(TagEnd::Heading(level)) => {
                let typed = *level as u8;
                while open.last().is_some_and(|above| *above >= typed) {
                    open.pop();
                }
                let depth = u8::try_from(open.len()).unwrap_or(5);
                open.push(typed);
                let level = frame.base_level.saturating_add(depth).clamp(1, 6);
                let id = Headings::unique(&mut headings.ids, &github_slug(&text));
                headings.planned.push(Planned { level, id });
            }
            event => push_plain(event, &mut text),
        }
    }
    headings
}

/// Appends what a reader would read of an event.
pub(super) fn push_plain(event: &Event<'_>, text: &mut String) {
    match event {
        Event::Text(piece) | Event::Code(piece) => text.push_str(piece),
        Event::SoftBreak | Event::HardBreak => text.push(' '),
        _ => {}
    }
}

/// Letters and digits of any script in lower case, blanks as hyphens, nothing else.
fn github_slug(text: &str) -> String {
    let slug: String = text
        .trim()
        .chars()
        .flat_map(char::to_lowercase)
        .filter_map(|c| match c {
            c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
            c if c.is_whitespace() => Some('-'),
            _ => None,
        })
        .collect();
    if slug.is_empty() { "section".to_owned() } else { slug }
}
