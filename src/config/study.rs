//! The fields that notes may have of their own, `[[fields]]`: the columns of the table of studies.
//!
//! In: the tables as typed. Out: [`Field`]s in the order of the columns, and a diagnostic for each that makes no sense.
//! Never: the values, which stand in the notes.

use super::fields::{Checks, Fields, Typed, shown};
use super::node::{Node, Value};
use super::values::{filled, not_one_of};
use crate::diag::Place;
use std::collections::HashSet;

/// What the address of the search page says beside groupings and fields: the words, their order, what articles are, labels.
pub const SEARCH_KEYS: [&str; 4] = ["q", "sort", "is", "labels"];

/// Keys of a note's front matter that mean something already.
pub(super) const NOTE_KEYS: &[&str] = &[
    "aliases",
    "article",
    "author",
    "date",
    "draft",
    "redirect_from",
    "slug",
    "template",
    "title",
    "updated",
];

/// A field of the notes.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its key in the front matter of notes.
    pub name: String,
    /// What readers see; the name as words unless it is typed.
    pub label: String,
    /// What its values are.
    pub kind: FieldKind,
    /// What numbers count or measure: `patients`, `mg/day`.
    pub unit: Option<String>,
    /// Whether the rows of the table come in the order of this field, and in which.
    pub sort: Option<Direction>,
    /// Of a choice or a list the values that there are, in their order; empty where any is right.
    pub values: Vec<String>,
    /// Where its name stands.
    pub place: Place,
}

/// What the values of a field are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldKind {
    /// Any text.
    #[default]
    Text,
    /// A number, whole or with decimals.
    Number,
    /// A year.
    Year,
    /// A day, a month or a year: `2026-03-12`.
    Date,
    /// One of some values.
    Choice,
    /// Several of some values.
    List,
    /// `true` or `false`.
    YesNo,
}

/// Which way rows go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The smallest first.
    Ascending,
    /// The largest first.
    Descending,
}

impl FieldKind {
    const ALL: [FieldKind; 7] = [
        FieldKind::Text,
        FieldKind::Number,
        FieldKind::Year,
        FieldKind::Date,
        FieldKind::Choice,
        FieldKind::List,
        FieldKind::YesNo,
    ];

    /// As the settings have it.
    pub fn id(self) -> &'static str {
        match self {
            FieldKind::Text => "text",
            FieldKind::Number => "number",
            FieldKind::Year => "year",
            FieldKind::Date => "date",
            FieldKind::Choice => "choice",
            FieldKind::List => "list",
            FieldKind::YesNo => "yes/no",
        }
    }

    /// Whether evidence maps cross it: only what has few values that many notes share.
    pub fn is_crossed(self) -> bool {
        matches!(self, FieldKind::Choice | FieldKind::List | FieldKind::YesNo)
    }

    /// What stands for a value where there is none yet.
    fn example(self) -> &'static str {
        match self {
            FieldKind::Text | FieldKind::Choice => "\"\"",
            FieldKind::Number => "0",
            FieldKind::Year => "2026",
            FieldKind::Date => "\"2026-03-12\"",
            FieldKind::List => "[]",
            FieldKind::YesNo => "true",
        }
    }
}

impl Field {
    /// The field as a line of TOML front matter that does nothing until its `#` is taken away: for new notes.
    pub fn as_comment(&self) -> String {
        let quoted = |v: &String| format!("\"{}\"", v.replace('\\', "\\\\").replace('"', "\\\""));
        let values: Vec<String> = self.values.iter().map(quoted).collect();
        let example = match (self.kind, values.first()) {
            (FieldKind::Choice, Some(first)) => first.clone(),
            (FieldKind::List, Some(first)) => format!("[{first}]"),
            _ => self.kind.example().to_owned(),
        };
        let what = match self.kind {
            FieldKind::Choice if !values.is_empty() => format!(", one of {}", values.join(", ")),
            FieldKind::List if !values.is_empty() => format!(", some of {}", values.join(", ")),
            _ => self.unit.as_ref().map(|unit| format!(", in {unit}")).unwrap_or_default(),
        };
        format!("#{} = {example}  # {}{what}", self.name, self.label)
    }
}

/// One `[[fields]]`.
pub(super) struct RawField {
    name: Typed<String>,
    label: Option<Typed<String>>,
    kind: Option<Typed<String>>,
    unit: Option<Typed<String>>,
    order: Option<Node>,
    values: Option<Vec<Typed<String>>>,
}

/// Reads one table; nothing without a name.
pub(super) fn read(table: Typed<Fields>, checks: &mut Checks<'_>) -> Option<RawField> {
    let mut fields = table.value;
    let before = checks.diagnostics.len();
    let name = fields.text("name", checks);
    if name.is_none() && checks.diagnostics.len() == before {
        checks.wrong(
            &table.span,
            "`[[fields]]` does not say which key of notes it is about",
            "give the key, such as name = \"design\"",
        );
    }
    let label = fields.text("label", checks);
    let kind = fields.text("type", checks);
    let unit = fields.text("unit", checks);
    let order = fields.take("order");
    let values = fields.texts("values", checks);
    fields.finish(checks);
    Some(RawField { name: name?, label, kind, unit, order, values })
}

/// The fields in the order of the columns.
pub(super) fn resolve(
    raw: Vec<RawField>,
    groupings: &[&'static str],
    checks: &mut Checks<'_>,
) -> Vec<Field> {
    let mut names: HashSet<String> = HashSet::new();
    let mut fields: Vec<(i64, Field)> = Vec::new();
    for raw in raw {
        if !is_name(&raw.name, groupings, &mut names, checks) {
            continue;
        }
        let values = values(raw.values, checks);
        let kind = kind(raw.kind.as_ref(), !values.is_empty(), checks);
        if let (false, Some(kind_span)) =
            (values.is_empty() || kind.is_crossed() && kind != FieldKind::YesNo, &raw.kind)
        {
            let message = format!("`values` are for a choice or a list, not for \"{}\"", kind.id());
            checks.wrong(&kind_span.span, message, "write type = \"choice\" or type = \"list\"");
        }
        let (column, sort) = order(raw.order, checks);
        let label = filled("label", raw.label, checks);
        fields.push((
            column.unwrap_or(i64::MAX),
            Field {
                label: label.unwrap_or_else(|| as_words(&raw.name.value)),
                kind,
                unit: filled("unit", raw.unit, checks),
                sort,
                values,
                place: checks.place(&raw.name.span),
                name: raw.name.value,
            },
        ));
    }
    fields.sort_by_key(|(column, _)| *column);
    fields.into_iter().map(|(_, field)| field).collect()
}

/// Whether a name can be a key of notes, and of a filter of the search. What joins two names to that of a map stands in none.
fn is_name(
    name: &Typed<String>,
    groupings: &[&'static str],
    known: &mut HashSet<String>,
    checks: &mut Checks<'_>,
) -> bool {
    let typed = name.value.as_str();
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let (message, help) = if !typed.starts_with(|c: char| c.is_ascii_alphabetic())
        || !typed.chars().all(plain)
    {
        (
            format!("`{}` cannot be the key of a field", shown(typed)),
            "write letters, digits and underscores, such as \"risk_of_bias\"; what readers see is the `label`",
        )
    } else if NOTE_KEYS.contains(&typed) {
        (
            format!("`{typed}` is a key that every note may have"),
            "choose another name for the field, such as one with its subject before it",
        )
    } else if SEARCH_KEYS.contains(&typed) || groupings.contains(&typed) {
        (
            format!("`{typed}` means something else in the address of a search"),
            "choose another name for the field, such as one with its subject before it",
        )
    } else if !known.insert(typed.to_owned()) {
        (format!("two fields have the name `{typed}`"), "name each field once")
    } else {
        return true;
    };
    checks.wrong(&name.span, message, help);
    false
}

fn kind(typed: Option<&Typed<String>>, has_values: bool, checks: &mut Checks<'_>) -> FieldKind {
    let Some(typed) = typed else {
        return if has_values { FieldKind::Choice } else { FieldKind::Text };
    };
    let said = FieldKind::ALL.into_iter().find(|kind| kind.id() == typed.value.trim());
    said.unwrap_or_else(|| {
        not_one_of("type", typed, &FieldKind::ALL.map(FieldKind::id), checks);
        FieldKind::Choice
    })
}

fn values(typed: Option<Vec<Typed<String>>>, checks: &mut Checks<'_>) -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    for typed in typed.unwrap_or_default() {
        let span = typed.span.clone();
        let Some(value) = filled("values", Some(typed), checks) else { continue };
        let value = value.trim().to_owned();
        if values.contains(&value) {
            let message = format!("`{}` stands twice in `values`", shown(&value));
            checks.wrong(&span, message, "name each value once");
            continue;
        }
        values.push(value);
    }
    values
}

/// A number is the place of the column, a word the way in which rows go.
fn order(node: Option<Node>, checks: &mut Checks<'_>) -> (Option<i64>, Option<Direction>) {
    let Some(node) = node else { return (None, None) };
    match &node.value {
        Value::Integer(column) => return (Some(*column), None),
        Value::Text(word) if word.trim() == "ascending" => {
            return (None, Some(Direction::Ascending));
        }
        Value::Text(word) if word.trim() == "descending" => {
            return (None, Some(Direction::Descending));
        }
        _ => {}
    }
    checks.wrong(
        &node.span,
        "`order` is neither the number of a column nor a way to sort rows",
        "write a number, such as 1 for the first column, or \"ascending\" or \"descending\" to sort the rows by this field",
    );
    (None, None)
}

/// `risk_of_bias` as "Risk of bias".
fn as_words(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.trim().chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Whether the name of a map crosses a field with another field or with a grouping: `design-years`.
pub(super) fn is_crossing(name: &str, fields: &[Field], groupings: &[&'static str]) -> bool {
    let Some((rows, columns)) = name.split_once('-') else { return false };
    let field = |name: &str| fields.iter().any(|f| f.name == name && f.kind.is_crossed());
    let axis = |name: &str| field(name) || groupings.contains(&name);
    rows != columns && axis(rows) && axis(columns) && (field(rows) || field(columns))
}
