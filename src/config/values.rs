//! Checks of single values that many settings share. In: a typed value. Out: the value, or a diagnostic of why it is none.

use super::fields::{Checks, Typed, shown};
use crate::text::nearest::nearest;

/// Text; empty text is told.
pub(super) fn filled(
    key: &str,
    typed: Option<Typed<String>>,
    checks: &mut Checks<'_>,
) -> Option<String> {
    let typed = typed?;
    if typed.value.trim().is_empty() {
        checks.wrong(&typed.span, format!("`{key}` is empty"), "leave the key out, or fill it");
        return None;
    }
    Some(typed.value)
}

/// Tells that a value is none of those that there are, with the nearest of them.
pub(super) fn not_one_of(
    key: &str,
    typed: &Typed<String>,
    allowed: &[&str],
    checks: &mut Checks<'_>,
) {
    let quoted: Vec<String> = allowed.iter().map(|word| format!("\"{word}\"")).collect();
    let mut help = format!("write one of {}", quoted.join(", "));
    if let Some(near) = nearest(&typed.value, allowed.iter().copied()) {
        help = format!("did you mean \"{near}\"? {help}");
    }
    let message = format!("`{key}` cannot be \"{}\"", shown(&typed.value));
    checks.wrong(&typed.span, message, help);
}
