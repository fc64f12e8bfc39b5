//! One line a diagnostic, for editors and `grep`.

use super::Diagnostic;

/// `file:line:column: severity[code]: message`, then what was done and what to do, on the same line.
pub(super) fn render(diagnostic: &Diagnostic) -> String {
    let mut line = String::new();
    if let Some(place) = &diagnostic.place {
        line.push_str(&format!("{}:{}:{}: ", place.file, place.line, place.column));
    }
    line.push_str(&format!(
        "{}[{}]: {}",
        diagnostic.severity().word(),
        diagnostic.code.id,
        diagnostic.message
    ));
    for part in [diagnostic.deed(), diagnostic.help.clone()].into_iter().flatten() {
        line.push_str("; ");
        line.push_str(&part);
    }
    line.push('\n');
    line
}
