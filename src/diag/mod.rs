//! Diagnostics: what every stage says beside its value.
//!
//! In: facts from a stage. Out: [`Diagnostic`] values that own all they need, so they outlive the text that
//! they speak of, and renderers for people ([`human`], [`short`]) and machines ([`json`], [`github`]).
//! Never: IO, colour decisions, exit codes.

mod github;
mod human;
mod json;
mod place;
mod registry;
mod short;
mod visible;

pub use place::Place;
pub use registry::{CODES, Code, codes};
pub use visible::{acts, visible, visible_json, visible_lines};

use std::cmp::Ordering;

/// How bad it is, by what happened to the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// For information; nothing was lost or guessed.
    Note,
    /// Something was changed or guessed.
    Warning,
    /// Something was left out.
    Error,
}

impl Severity {
    /// The lower-case word used in every output format.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// One thing that a person should know: what happened, where, what litdigest did instead and what to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of thing happened; also says how severe it is.
    pub code: &'static Code,
    /// What happened, one sentence without a final stop.
    pub message: String,
    /// Where, when there is a file to point into.
    pub place: Option<Place>,
    /// What litdigest did instead.
    pub done: Option<String>,
    /// The place with which `done` ends, such as that of the value that was kept.
    pub done_place: Option<Place>,
    /// What the reader can do next.
    pub help: Option<String>,
    /// The key of the record that it is about.
    pub key: Option<String>,
}

impl Diagnostic {
    /// A diagnostic of a registered kind; the other parts are added with the methods below.
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            message: message.into(),
            place: None,
            done: None,
            done_place: None,
            help: None,
            key: None,
        }
    }

    /// Says where it happened.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Says what litdigest did instead.
    #[must_use]
    pub fn done(mut self, done: impl Into<String>) -> Self {
        self.done = Some(done.into());
        self
    }

    /// Says what litdigest did instead, in words that end with a place; "elsewhere" where there is none.
    #[must_use]
    pub fn done_at(mut self, done: &str, place: Option<Place>) -> Self {
        self.done = Some(match place {
            Some(_) => done.to_owned(),
            None => format!("{done} elsewhere"),
        });
        self.done_place = place;
        self
    }

    /// What litdigest did instead, with the place in which it ends.
    pub fn deed(&self) -> Option<String> {
        let done = self.done.as_deref()?;
        Some(match &self.done_place {
            Some(place) => format!("{done} {}:{}", place.file, place.line),
            None => done.to_owned(),
        })
    }

    /// The same with the names of its files below a folder; an empty one changes nothing.
    #[must_use]
    pub fn under(mut self, folder: &str) -> Self {
        for place in [&mut self.place, &mut self.done_place].into_iter().flatten() {
            if !folder.is_empty() {
                place.file = format!("{}/{}", folder.trim_end_matches('/'), place.file).into();
            }
        }
        self
    }

    /// Says what the reader can do next.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says which record it is about.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// The severity of its code.
    pub fn severity(&self) -> Severity {
        self.code.severity
    }
}

/// The order in which diagnostics are printed: by file, line, column, then code and message, so that it never
/// depends on threads.
pub fn compare(a: &Diagnostic, b: &Diagnostic) -> Ordering {
    let place = |d: &Diagnostic| d.place.as_ref().map(|p| (p.file.clone(), p.line, p.column));
    place(a)
        .cmp(&place(b))
        .then_with(|| a.code.id.cmp(b.code.id))
        .then_with(|| a.message.cmp(&b.message))
}

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MessageFormat {
    /// With the source line and a caret, for people.
    #[default]
    Human,
    /// One line each: `file:line:column: severity[code]: message`.
    Short,
    /// One JSON object a line.
    Json,
    /// Workflow commands that GitHub shows as annotations.
    Github,
}

/// Writes one diagnostic in the given format, with its final newline. File names and values of records are in it, so
/// characters that would act on a terminal or in a log are written out here, for all formats.
pub fn render(diagnostic: &Diagnostic, format: MessageFormat, colour: bool) -> String {
    match format {
        MessageFormat::Human => human::render(&shown(diagnostic), colour),
        MessageFormat::Short => short::render(&shown(diagnostic)),
        MessageFormat::Github => github::render(&shown(diagnostic)),
        // JSON has escapes of its own, and a program wants the names as they are.
        MessageFormat::Json => visible_json(json::render(diagnostic)),
    }
}

/// The diagnostic without characters that act.
fn shown(diagnostic: &Diagnostic) -> Diagnostic {
    let owned = |text: &Option<String>| text.as_deref().map(|text| visible(text).into_owned());
    Diagnostic {
        code: diagnostic.code,
        message: visible(&diagnostic.message).into_owned(),
        place: diagnostic.place.clone().map(Place::visible),
        done: owned(&diagnostic.done),
        done_place: diagnostic.done_place.clone().map(Place::visible),
        help: owned(&diagnostic.help),
        key: owned(&diagnostic.key),
    }
}
