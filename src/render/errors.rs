//! Mistakes in templates as diagnostics with file, line and column.
//!
//! In: the engine's errors. Out: diagnostics that point into the template as its author wrote it. The engine reports
//! syntax and rendering errors as values with byte ranges; mistakes across templates (an unknown filter, a missing
//! include) come as one text for all of them, which is cut here.

use super::compact::Compact;
use super::escape::escape;
use super::theme;
use crate::diag::{Diagnostic, Place, codes};
use crate::text::nearest::nearest;
use crate::text::source::Source;
use indexmap::IndexMap;
use std::ops::Range;
use std::sync::Arc;
use tera::{Error, ErrorKind, Tera};

/// The texts of all templates, by the engine's name for them.
#[derive(Debug, Default)]
pub(super) struct Sources(IndexMap<String, (Arc<str>, Compact)>);

impl Sources {
    pub(super) fn add(&mut self, name: String, file: Arc<str>, compact: Compact) {
        self.0.insert(name, (file, compact));
    }

    /// An engine with all templates in it.
    pub(super) fn load(&self) -> Result<Tera, Vec<Diagnostic>> {
        let mut wrong = Vec::new();
        for (name, (_, compact)) in &self.0 {
            // Alone in an engine of its own, so that one mistake does not hide the next template's.
            if let Err(error) = engine().add_raw_template(name, compact.text())
                && matches!(error.kind(), ErrorKind::SyntaxError(_))
            {
                wrong.push(self.diagnostic(&error));
            }
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let mut tera = engine();
        let all = self.0.iter().map(|(name, (_, compact))| (name, compact.text()));
        match tera.add_raw_templates(all) {
            Ok(()) => Ok(tera),
            Err(error) => Err(self.several(&error)),
        }
    }

    /// One error as a diagnostic.
    pub(super) fn diagnostic(&self, error: &Error) -> Diagnostic {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let message = sentence(report.message());
                let made = Diagnostic::new(&codes::BAD_TEMPLATE, message);
                match self.place(report.filename(), report.span().range.clone()) {
                    Some(place) => made.at(place).help(HELP),
                    None => made.help(HELP),
                }
            }
            other => Diagnostic::new(&codes::BAD_TEMPLATE, sentence(&other.to_string())).help(HELP),
        }
    }

    /// The diagnostics of an error that speaks of several places at once.
    fn several(&self, error: &Error) -> Vec<Diagnostic> {
        let text = error.to_string();
        let reports: Vec<&str> = text.split("error: ").filter(|r| r.contains("--> ")).collect();
        if reports.is_empty() {
            return vec![self.diagnostic(error)];
        }
        reports.into_iter().map(|report| self.reported(report)).collect()
    }

    fn reported(&self, report: &str) -> Diagnostic {
        let mut lines = report.lines();
        let message = sentence(lines.next().unwrap_or_default());
        let made = Diagnostic::new(&codes::BAD_TEMPLATE, message).help(HELP);
        let locus = lines.next().and_then(|line| line.trim().strip_prefix("--> "));
        let place = locus.and_then(|locus| {
            let mut parts = locus.rsplitn(3, ':');
            let column: usize = parts.next()?.parse().ok()?;
            let line: usize = parts.next()?.parse().ok()?;
            let name = parts.next()?;
            let (_, compact) = self.0.get(name)?;
            let offset = offset_of(compact.text(), line, column)?;
            self.place(name, offset..offset + 1)
        });
        match place {
            Some(place) => made.at(place),
            None => made,
        }
    }

    fn place(&self, name: &str, range: Range<usize>) -> Option<Place> {
        let (file, compact) = self.0.get(name)?;
        let range = compact.back(range.start)..compact.back(range.end.saturating_sub(1)) + 1;
        Some(Source::new(file, &compact.original).place(range))
    }
}

/// The ends of the names of templates in which text is escaped.
pub(super) const ESCAPED: [&str; 3] = [".html", ".xml", ".svg"];

const HELP: &str = "the views of each template are described in its head comment";

/// A template that a Markdown file asks for and that is not there; `known` are those that are.
pub(super) fn unknown_template<'a>(
    name: &str,
    place: &Place,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let own = known.map(|known| known.strip_prefix(theme::PREFIX).unwrap_or(known));
    let help = match nearest(name, own) {
        Some(near) => format!("did you mean “{near}”?"),
        None => format!("put {name} into the templates folder, or remove the key template"),
    };
    Diagnostic::new(&codes::BAD_TEMPLATE, format!("there is no template “{name}”"))
        .at(place.clone())
        .help(help)
}

/// Keeps of equal mistakes, met while rendering many pages, the first.
pub fn once_per_mistake(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kept: Vec<Diagnostic> = Vec::new();
    for diagnostic in diagnostics {
        let known =
            kept.iter().any(|k| k.place == diagnostic.place && k.message == diagnostic.message);
        if !known {
            kept.push(diagnostic);
        }
    }
    kept
}

fn engine() -> Tera {
    let mut tera = Tera::new();
    // Cannot fail: it is refused only once templates are there, and none is.
    let _known = tera.set_fallback_prefixes([theme::PREFIX]);
    tera.set_escape_fn(escape);
    tera.autoescape_on(ESCAPED);
    tera
}

/// The engine's message as one sentence in the style of litdigest.
fn sentence(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default().trim().trim_end_matches('.');
    let mut chars = line.chars();
    chars.next().map_or_else(
        || "the template could not be used".to_owned(),
        |first| first.to_lowercase().chain(chars).collect(),
    )
}

/// The byte offset of a 1-based line and column.
fn offset_of(text: &str, line: usize, column: usize) -> Option<usize> {
    let mut start = 0;
    for (number, content) in text.split_inclusive('\n').enumerate() {
        if number + 1 == line {
            let inside = content.char_indices().nth(column.checked_sub(1)?);
            return Some(start + inside.map_or(content.len(), |(at, _)| at));
        }
        start += content.len();
    }
    None
}
