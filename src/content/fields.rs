//! The fields of its own that a note's front matter may have: values checked against `[[fields]]` of the settings.
//!
//! In: the entries of a note's front matter, and the fields. Out: a [`FieldValue`] for each key that is there and right; a
//! diagnostic with its place for each that is not. Never: the table that is made of them.

use super::values::{self, filled};
use crate::config::fields::{Checks, Fields, Typed, as_text, list_of, shown};
use crate::config::node::{Node, Value};
use crate::config::{Field, FieldKind};
use crate::diag::Place;
use crate::text::fold::fold_name;
use crate::text::nearest::nearest;

/// A field of a note.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteField {
    /// The place of the field among those of the settings.
    pub field: usize,
    /// What the note says.
    pub value: FieldValue,
    /// Where that stands.
    pub place: Place,
}

/// The value of a field, of the kind that the settings say.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldValue {
    /// Text in one line; of a choice in the spelling of the settings.
    Text(String),
    /// A number, and its digits as typed.
    Number(f64, String),
    /// A year, or a date as `2026-03-12` or less precise.
    Date(String),
    /// Texts in the order of the note.
    List(Vec<String>),
    /// Yes or no.
    YesNo(bool),
}

/// Reads the fields that a note has, in the order of the settings.
pub(super) fn read(
    known: &[Field],
    entries: &mut Fields,
    checks: &mut Checks<'_>,
) -> Vec<NoteField> {
    let mut read = Vec::new();
    for (number, field) in known.iter().enumerate() {
        let Some(node) = entries.take_named(&field.name) else { continue };
        let place = checks.place(&node.span);
        if let Some(value) = value(field, node, checks) {
            read.push(NoteField { field: number, value, place });
        }
    }
    read
}

fn value(field: &Field, node: Node, checks: &mut Checks<'_>) -> Option<FieldValue> {
    let name = field.name.as_str();
    match field.kind {
        FieldKind::Text => {
            let text = as_text(name, node, checks);
            filled(name, text, checks).map(FieldValue::Text)
        }
        FieldKind::Number => number(name, &node, checks),
        FieldKind::Year => year(name, &node, checks),
        FieldKind::Date => date(name, node, checks),
        FieldKind::Choice => {
            let text = as_text(name, node, checks)?;
            choice(field, text, checks).map(FieldValue::Text)
        }
        FieldKind::List => {
            let mut chosen: Vec<String> = Vec::new();
            for text in list_of(name, node, as_text, checks)? {
                if let Some(value) = choice(field, text, checks).filter(|v| !chosen.contains(v)) {
                    chosen.push(value);
                }
            }
            (!chosen.is_empty()).then_some(FieldValue::List(chosen))
        }
        FieldKind::YesNo => yes_no(name, &node, checks),
    }
}

fn number(name: &str, node: &Node, checks: &mut Checks<'_>) -> Option<FieldValue> {
    let typed = checks.typed(&node.span).trim().replace('_', "");
    match node.value {
        // Settings and notes hold no whole numbers that do not fit.
        #[allow(clippy::cast_precision_loss, reason = "only the order of rows is made of it")]
        Value::Integer(number) => Some(FieldValue::Number(number as f64, number.to_string())),
        Value::Float(number) if number.is_finite() => Some(FieldValue::Number(number, typed)),
        _ => {
            let help = match &node.value {
                Value::Text(text) if text.trim().parse::<f64>().is_ok() => {
                    "take the quotes away".to_owned()
                }
                _ => format!("write digits alone, as in {name} = 128, or leave the key out"),
            };
            wrong(name, "a number", node, help, checks)
        }
    }
}

fn year(name: &str, node: &Node, checks: &mut Checks<'_>) -> Option<FieldValue> {
    let year = match &node.value {
        Value::Integer(year) => Some(*year),
        Value::Text(text) => text.trim().parse().ok(),
        _ => None,
    };
    match year.filter(|year| (1000..=2999).contains(year)) {
        Some(year) => Some(FieldValue::Date(year.to_string())),
        None => wrong(name, "a year", node, format!("write four digits: {name} = 2019"), checks),
    }
}

fn date(name: &str, node: Node, checks: &mut Checks<'_>) -> Option<FieldValue> {
    let span = node.span.clone();
    let typed = match node.value {
        Value::Date(value) => Some(Typed { value, span }),
        Value::Integer(year) => Some(Typed { value: year.to_string(), span }),
        _ => as_text(name, node, checks),
    };
    values::date(name, typed, checks).map(FieldValue::Date)
}

fn yes_no(name: &str, node: &Node, checks: &mut Checks<'_>) -> Option<FieldValue> {
    let said = match &node.value {
        Value::Boolean(said) => Some(*said),
        // YAML's own words for it are text here, so that a country code stays one.
        Value::Text(text) => match text.trim().to_ascii_lowercase().as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        _ => None,
    };
    match said {
        Some(said) => Some(FieldValue::YesNo(said)),
        None => wrong(name, "yes or no", node, "write true or false".to_owned(), checks),
    }
}

/// One of the field's values, in their spelling; any text where it names none.
fn choice(field: &Field, typed: Typed<String>, checks: &mut Checks<'_>) -> Option<String> {
    let span = typed.span.clone();
    let text = filled(&field.name, Some(typed), checks)?;
    if field.values.is_empty() {
        return Some(text);
    }
    let folded = fold_name(&text);
    let said = field.values.iter().find(|value| **value == text);
    let said = said.or_else(|| field.values.iter().find(|value| fold_name(value) == folded));
    if let Some(value) = said {
        return Some(value.clone());
    }
    let quoted: Vec<String> = field.values.iter().map(|value| format!("\"{value}\"")).collect();
    let mut help = format!("write one of {}", quoted.join(", "));
    if let Some(near) = nearest(&text, field.values.iter().map(String::as_str)) {
        help = format!("did you mean \"{near}\"? {help}");
    }
    let message = format!("`{}` cannot be \"{}\"", field.name, shown(&text));
    checks.wrong(&span, message, help + ", or add it to its `values` in litdigest.toml");
    None
}

fn wrong(
    name: &str,
    wanted: &str,
    node: &Node,
    help: String,
    checks: &mut Checks<'_>,
) -> Option<FieldValue> {
    let message = format!("`{name}` takes {wanted}, and here stands {}", node.value.kind());
    checks.wrong(&node.span, message, help);
    None
}
