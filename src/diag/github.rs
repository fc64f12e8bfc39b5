//! Workflow commands, which GitHub shows as annotations beside the file.

use super::{Diagnostic, Severity};

/// `::warning file=…,line=…,col=…,title=code::message`, escaped as the runner asks.
pub(super) fn render(diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.severity() {
        Severity::Note => "notice",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let mut properties = Vec::new();
    if let Some(place) = &diagnostic.place {
        properties.push(format!("file={}", property(&place.file)));
        properties.push(format!("line={}", place.line));
        properties.push(format!("col={}", place.column));
        properties.push(format!("endLine={}", place.end_line));
        properties.push(format!("endColumn={}", place.end_column));
    }
    properties.push(format!("title={}", property(diagnostic.code.id)));
    let mut message = diagnostic.message.clone();
    for part in [diagnostic.deed(), diagnostic.help.clone()].into_iter().flatten() {
        message.push_str("; ");
        message.push_str(&part);
    }
    format!("::{level} {}::{}\n", properties.join(","), data(&message))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
