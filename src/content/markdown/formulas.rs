//! Formulas between dollar signs: as MathML, or as they are typed where they cannot be set.

use super::escape::push_text;
use super::told::Told;
use crate::diag::{Diagnostic, codes};
use crate::math::{self, Refused};
use std::collections::HashMap;
use std::ops::Range;

/// The formulas of one body; one that stands there again is not set again.
#[derive(Default)]
pub(super) struct Formulas {
    known: HashMap<(String, bool), Result<String, Refused>>,
}

impl Formulas {
    /// Writes a formula; `block` when it stands in a line of its own.
    pub(super) fn write(
        &mut self,
        tex: &str,
        block: bool,
        range: &Range<usize>,
        told: &mut Told<'_>,
        out: &mut String,
    ) {
        let set = self.known.entry((tex.to_owned(), block));
        let set = set.or_insert_with(|| math::from_tex(tex.trim(), block).map(|set| set.mathml()));
        match set {
            Ok(mathml) if block => {
                out.push_str("<span class=\"formula\" tabindex=\"0\">");
                out.push_str(mathml);
                out.push_str("</span>");
            }
            Ok(mathml) => out.push_str(mathml),
            Err(refused) => {
                let message = format!("this formula cannot be set: {}", refused.message);
                let said = Diagnostic::new(&codes::BAD_FORMULA, message)
                    .done("showed it as it is typed")
                    .help("write it as LaTeX; a dollar sign that begins no formula is typed \\$");
                told.say(&place(tex, refused, range, told), said);
                out.push_str("<code>");
                push_text(out, told.typed(range));
                out.push_str("</code>");
            }
        }
    }
}

/// Where in the body the fault is; the whole formula when that cannot be said.
fn place(tex: &str, refused: &Refused, range: &Range<usize>, told: &Told<'_>) -> Range<usize> {
    let inner = tex.trim();
    let Some(at) = told.typed(range).find(inner).filter(|_| !refused.range.is_empty()) else {
        return range.clone();
    };
    let from = range.start + at;
    from + refused.range.start..(from + refused.range.end).min(range.end)
}

/// A formula as plain text, for ids and descriptions.
pub(super) fn plain(tex: &str) -> String {
    math::from_tex(tex.trim(), false).map_or_else(|_| tex.to_owned(), |formula| formula.plain())
}
