//! For people: title, source line with a caret, what was done, what to do next.

use super::{Diagnostic, Place, Severity};
use annotate_snippets::{AnnotationKind, Element, Level, Origin, Renderer, Snippet};

/// The report that a terminal shows, followed by an empty line.
pub(super) fn render(diagnostic: &Diagnostic, colour: bool) -> String {
    let level = match diagnostic.severity() {
        Severity::Note => Level::NOTE,
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let mut group = level
        .primary_title(&diagnostic.message)
        .id(diagnostic.code.id)
        .elements(diagnostic.place.as_ref().map(source).into_iter().collect::<Vec<Element<'_>>>());
    if let Some(done) = diagnostic.deed() {
        group = group.element(Level::NOTE.message(done));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group]) + "\n\n"
}

fn source(place: &Place) -> Element<'_> {
    if place.excerpt.is_empty() {
        return Origin::path(&*place.file).line(place.line).char_column(place.column).into();
    }
    let start = byte_of(&place.excerpt, place.column.saturating_sub(1), place.excerpt_start);
    let end = match place.end_line > place.line {
        true => place.excerpt.len(),
        false => byte_of(&place.excerpt, place.end_column.saturating_sub(1), place.excerpt_start),
    };
    Snippet::source(&place.excerpt)
        .path(&*place.file)
        .line_start(place.line)
        .annotation(AnnotationKind::Primary.span(start..end.max(start)))
        .into()
}

/// The byte offset of a 0-based character column of the whole line inside the excerpt.
fn byte_of(excerpt: &str, column: usize, skipped: usize) -> usize {
    let wanted = column.saturating_sub(skipped);
    excerpt.char_indices().nth(wanted).map_or(excerpt.len(), |(byte, _)| byte)
}
