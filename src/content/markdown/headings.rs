//! Levels and ids of headings: no level skipped, no id twice, ids as GitHub makes them.

use super::Frame;
use super::formulas;
use super::placed::Placed;
use crate::text::blanks::fold_blanks;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::{HashMap, HashSet};

/// What a body's headings become, in order, and the ids that are taken.
pub(super) struct Headings {
    pub(super) planned: Vec<Planned>,
    pub(super) ids: Ids,
}

/// One heading.
pub(super) struct Planned {
    /// 1 to 6.
    pub(super) level: u8,
    /// Without the frame's prefix.
    pub(super) id: String,
    /// Without markup.
    pub(super) text: String,
}

/// The ids of a body, each given out once.
#[derive(Clone, Default)]
pub(super) struct Ids {
    taken: HashSet<String>,
    /// The number to try next behind an id that was wanted before.
    next: HashMap<String, usize>,
}

impl Ids {
    /// An id like `wanted` that no other element of the body has.
    pub(super) fn unique(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        if self.taken.contains(&id) {
            let next = self.next.entry(id.clone()).or_insert(1);
            while self.taken.contains(&id) {
                id = format!("{wanted}-{next}");
                *next += 1;
            }
        }
        self.taken.insert(id.clone());
        id
    }
}

/// Plans the headings of a body: its topmost level becomes the frame's, a level that is skipped is closed up.
pub(super) fn plan(events: &[Placed<'_>], frame: Frame<'_>) -> Headings {
    let mut headings = Headings { planned: Vec::new(), ids: Ids::default() };
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
                let id = headings.ids.unique(&github_slug(&text));
                let text = fold_blanks(&text);
                headings.planned.push(Planned { level, id, text });
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
        Event::InlineMath(tex) | Event::DisplayMath(tex) => text.push_str(&formulas::plain(tex)),
        Event::SoftBreak | Event::HardBreak => text.push(' '),
        _ => {}
    }
}

/// Letters and digits of any script in lower case, blanks as hyphens, nothing else.
pub(super) fn github_slug(text: &str) -> String {
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
