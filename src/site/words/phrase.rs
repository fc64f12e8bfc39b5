//! One entry of the catalogue: a word, a phrase with placeholders, or a text for each form that a number asks for.
//!
//! In: the text of an entry, and what is to stand in its placeholders. Out: text for readers. Never: which entry there is.

use crate::site::shown::Shown;
use crate::text::number::grouped;

/// The placeholder of the number that a text changes with.
pub(super) const COUNT: &str = "count";

/// Text without placeholders.
#[derive(Debug, Default)]
pub(super) struct Word(Shown<'static>);

impl Word {
    pub(super) fn new(text: &str) -> Self {
        Word(Shown::new(text).into_owned())
    }

    pub(super) fn shown(&self) -> Shown<'_> {
        self.0.again()
    }
}

/// Text with placeholders.
#[derive(Debug, Default)]
pub(super) struct Phrase(Vec<Piece>);

#[derive(Debug)]
enum Piece {
    Text(Box<str>),
    /// A placeholder, by its place among those that the code gives.
    Hole(usize),
}

/// A text for each form that a number can ask for. Its first placeholder is the number.
#[derive(Debug)]
pub(super) struct Count {
    pub(super) one: Phrase,
    pub(super) other: Phrase,
    pub(super) numbers: Numbers,
}

/// A language's way with numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbers {
    /// The form that a number asks for.
    pub(super) form: fn(usize) -> Form,
    /// What stands between groups of three digits.
    pub(super) group: char,
}

/// The forms that a language's numbers can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// One article.
    One,
    /// Two articles.
    Other,
}

impl Numbers {
    /// A number as readers see it.
    pub(super) fn written(self, number: usize) -> Shown<'static> {
        Shown::new(grouped(number, self.group))
    }
}

impl Count {
    /// The text for a number, with everything in its place.
    pub(super) fn fill(&self, count: usize, fillings: &[&dyn Fill]) -> Shown<'static> {
        let number = self.numbers.written(count);
        let mut all: Vec<&dyn Fill> = vec![&number];
        all.extend(fillings);
        self.of(count).fill(&all)
    }

    /// The text for a number.
    pub(super) fn of(&self, count: usize) -> &Phrase {
        match (self.numbers.form)(count) {
            Form::One => &self.one,
            Form::Other => &self.other,
        }
    }
}

/// What may stand in a placeholder: text that may be shown, and numbers. Not any string, so that no phrase can carry what
/// no view may.
pub(in crate::site) trait Fill {
    /// Adds itself to a line.
    fn put(&self, line: &mut String);
}

impl Fill for Shown<'_> {
    fn put(&self, line: &mut String) {
        line.push_str(self);
    }
}

impl Fill for &Shown<'_> {
    fn put(&self, line: &mut String) {
        line.push_str(self);
    }
}

/// The digits of a year.
impl Fill for i32 {
    fn put(&self, line: &mut String) {
        line.push_str(&self.to_string());
    }
}

/// The digits of the number of a page or of a line.
impl Fill for usize {
    fn put(&self, line: &mut String) {
        line.push_str(&self.to_string());
    }
}

impl Phrase {
    /// Reads a text whose placeholders are `holes`; only that of a number may be left out ("twice").
    ///
    /// # Errors
    /// The mistakes: a placeholder that is none of them, one of them that is not there, a brace without its other half.
    pub(super) fn read(text: &str, holes: &[&str]) -> Result<Self, Vec<String>> {
        let mut pieces = Vec::new();
        let mut wrong = Vec::new();
        for part in parts(text) {
            match part {
                Part::Text(text) if text.contains(['{', '}']) => {
                    wrong.push("has a brace without its other half".to_owned());
                }
                Part::Text(text) => pieces.push(Piece::Text(text.into())),
                Part::Hole(name) => match holes.iter().position(|hole| *hole == name) {
                    Some(at) => pieces.push(Piece::Hole(at)),
                    None => wrong.push(format!("has the placeholder {{{name}}}, which is unknown")),
                },
            }
        }
        for (at, hole) in holes.iter().enumerate().filter(|(_, hole)| **hole != COUNT) {
            if !pieces.iter().any(|piece| matches!(piece, Piece::Hole(known) if *known == at)) {
                wrong.push(format!("lacks the placeholder {{{hole}}}"));
            }
        }
        if wrong.is_empty() { Ok(Phrase(pieces)) } else { Err(wrong) }
    }

    /// The phrase with everything in its place.
    pub(super) fn fill(&self, fillings: &[&dyn Fill]) -> Shown<'static> {
        let mut line = String::with_capacity(64);
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => line.push_str(text),
                Piece::Hole(at) => fillings.iter().skip(*at).take(1).for_each(|f| f.put(&mut line)),
            }
        }
        Shown::new(line)
    }

    /// What stands before and after the first placeholder, where a page gives the element around what is in it.
    pub(super) fn around(&self) -> (Shown<'_>, Shown<'_>) {
        let text = |piece: Option<&Piece>| match piece {
            Some(Piece::Text(text)) => Shown::new(text.to_string()),
            _ => Shown::EMPTY,
        };
        let hole = self.0.iter().position(|piece| matches!(piece, Piece::Hole(_))).unwrap_or(0);
        (text(hole.checked_sub(1).and_then(|at| self.0.get(at))), text(self.0.get(hole + 1)))
    }
}

/// A part of an entry's text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    Text(&'a str),
    /// The name of a placeholder.
    Hole(&'a str),
}

/// Cuts a text at its placeholders.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, name, after)) = next_hole(rest) {
        if !before.is_empty() {
            parts.push(Part::Text(before));
        }
        parts.push(Part::Hole(name));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
    }
    parts
}

fn next_hole(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    let is_name = |c: char| c.is_ascii_lowercase() || c == '_';
    (!name.is_empty() && name.chars().all(is_name)).then_some((before, name, after))
}

#[cfg(test)]
mod tests {
    use super::{Part, Phrase, parts};
    use crate::site::shown::Shown;

    #[test]
    fn placeholders_are_filled_in_the_order_of_the_text() {
        let phrase = Phrase::read("{total} in all, {more} more", &["more", "total"]).unwrap();
        let filled = phrase.fill(&[&Shown::new("2"), &5usize]);
        assert_eq!(&*filled, "5 in all, 2 more");
        let all = Phrase::read("All {count}!", &["count"]).unwrap();
        let (before, after) = all.around();
        assert_eq!((&*before, &*after), ("All ", "!"));
        assert_eq!(parts("{a}, b"), [Part::Hole("a"), Part::Text(", b")]);
    }

    #[test]
    fn wrong_placeholders_are_found() {
        for (text, wrong) in [
            ("of {totl}", "has the placeholder {totl}, which is unknown"),
            ("of", "lacks the placeholder {total}"),
            ("of {total", "has a brace without its other half"),
            ("of total} {total}", "has a brace without its other half"),
        ] {
            let found = Phrase::read(text, &["total"]).unwrap_err();
            assert!(found.iter().any(|found| found == wrong), "{text}: {found:?}");
        }
    }
}
