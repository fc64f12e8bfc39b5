//! One JSON object a line; its keys are a public interface.

use super::Diagnostic;
use serde::Serialize;

#[derive(Serialize)]
struct Line<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: Option<At<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    done: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'a str>,
}

#[derive(Serialize)]
struct At<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    excerpt: &'a str,
}

/// The object and a newline.
pub(super) fn render(diagnostic: &Diagnostic) -> String {
    let place = diagnostic.place.as_ref().map(|place| At {
        file: &place.file,
        line: place.line,
        column: place.column,
        end_line: place.end_line,
        end_column: place.end_column,
        excerpt: &place.excerpt,
    });
    let line = Line {
        code: diagnostic.code.id,
        severity: diagnostic.severity().word(),
        message: &diagnostic.message,
        place,
        done: diagnostic.deed(),
        help: diagnostic.help.as_deref(),
        key: diagnostic.key.as_deref(),
    };
    // Plain strings and numbers always serialise.
    serde_json::to_string(&line).unwrap_or_default() + "\n"
}
