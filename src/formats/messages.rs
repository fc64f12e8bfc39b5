//! What is said of one file, bounded: many messages of one kind become one that says how many there are and how far they
//! go. In: diagnostics in the order of the file. Out: diagnostics that together still cover every line that they covered.
//! The account of the file ([`super::Coverage`]) lists each line all the same.

use crate::diag::{Code, Diagnostic, codes};

/// Messages of one kind that are kept one by one. A file with more is wrong in a way that the first ones show.
pub(super) const KEPT: usize = 10_000;

/// The messages of one file.
#[derive(Debug, Default)]
pub(super) struct Messages {
    said: Vec<Diagnostic>,
    kinds: Vec<Kind>,
}

/// How often a kind of message was said.
#[derive(Debug)]
struct Kind {
    id: &'static str,
    count: usize,
    /// The place in [`Messages::said`] of the one that stands for the rest.
    rest: Option<usize>,
}

/// Of which kinds a message would not be kept any more, so that its words need not be made.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Room {
    rejected: bool,
    stray: bool,
}

impl Room {
    /// Whether the words of a message of this kind may still be shown.
    pub(super) fn keeps(self, code: &Code) -> bool {
        let full = self.rejected && code.id == codes::REJECTED_RECORD.id
            || self.stray && code.id == codes::STRAY_LINE.id;
        !full
    }
}

impl Messages {
    /// What there is room for.
    pub(super) fn room(&self) -> Room {
        let full =
            |code: &Code| self.kinds.iter().any(|kind| kind.id == code.id && kind.rest.is_some());
        Room { rejected: full(&codes::REJECTED_RECORD), stray: full(&codes::STRAY_LINE) }
    }

    /// Says something.
    pub(super) fn push(&mut self, said: Diagnostic) {
        let at = self.kinds.iter().position(|kind| kind.id == said.code.id).unwrap_or_else(|| {
            self.kinds.push(Kind { id: said.code.id, count: 0, rest: None });
            self.kinds.len() - 1
        });
        let Some(kind) = self.kinds.get_mut(at) else { return };
        kind.count += 1;
        if kind.count <= KEPT {
            self.said.push(said);
        } else if let Some(rest) = kind.rest.and_then(|rest| self.said.get_mut(rest)) {
            stretch(rest, &said);
        } else {
            kind.rest = Some(self.said.len());
            self.said.push(Diagnostic { help: None, ..said });
        }
    }

    /// Says all of a list.
    pub(super) fn append(&mut self, said: Vec<Diagnostic>) {
        for one in said {
            self.push(one);
        }
    }

    /// All that was said, that which stands for the rest in its final words.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        for kind in &self.kinds {
            let Some(rest) = kind.rest.and_then(|rest| self.said.get_mut(rest)) else { continue };
            let more = kind.count - KEPT;
            if more > 1 {
                let last = rest.place.as_ref().map_or(0, |place| place.end_line);
                let first = std::mem::take(&mut rest.message);
                rest.message = format!(
                    "{more} more messages of this kind, up to line {last}; the first: {first}"
                );
                rest.help = Some("`inspect --format coverage` lists every line".to_owned());
            }
        }
        self.said
    }
}

/// Makes the place of a message reach as far as that of another.
fn stretch(rest: &mut Diagnostic, said: &Diagnostic) {
    let (Some(place), Some(other)) = (&mut rest.place, &said.place) else { return };
    let end = other.end_line.max(other.line);
    if end > place.end_line {
        (place.end_line, place.end_column) = (end, other.end_column);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Place;
    use std::sync::Arc;

    #[test]
    fn many_messages_of_a_kind_become_one_that_covers_their_lines() {
        let file = Arc::from("a.txt");
        let mut messages = Messages::default();
        for line in 1..=KEPT + 500 {
            let said = Diagnostic::new(&codes::STRAY_LINE, "a line");
            messages.push(said.at(Place::line(&file, line, "x", 1, 2)));
        }
        messages.push(Diagnostic::new(&codes::BAD_DATE, "a date"));
        let said = messages.finish();
        assert_eq!(said.len(), KEPT + 2);
        let rest = said.iter().find(|said| said.message.contains("500 more")).unwrap();
        let place = rest.place.as_ref().unwrap();
        assert_eq!((place.line, place.end_line), (KEPT + 1, KEPT + 500));
    }
}
