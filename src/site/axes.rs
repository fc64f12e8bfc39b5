//! What stands in the rows and the columns of evidence maps, in words: groups of a grouping, or values of a field.
//!
//! In: an [`Axis`] and a place on it. Out: its label, its link, its articles. Never: which maps there are.

use super::kind::Request;
use super::maps::{Axis, Map};
use super::shared::Shared;
use super::shown::Shown;
use super::words::{GroupingWords, Words};
use crate::config::Field;
use crate::content::FieldValue;
use crate::diag::Diagnostic;
use crate::library::ArticleId;
use tera::Value;

impl Shared {
    /// A field of the settings.
    pub(super) fn field(&self, at: usize) -> Option<&Field> {
        self.inputs.config.fields.get(at)
    }

    /// The label of a field.
    pub(super) fn field_label(&self, at: usize) -> Shown<'_> {
        self.field(at).map(|field| Shown::new(field.label.as_str())).unwrap_or_default()
    }

    /// The value of a field as readers see it, without its unit.
    pub(super) fn field_value(&self, value: &FieldValue) -> Shown<'static> {
        let words = self.words;
        match value {
            FieldValue::Text(text) => Shown::new(text.clone()),
            FieldValue::Number(_, typed) => number(words, typed),
            FieldValue::Date(date) => words.iso_date(date),
            FieldValue::List(list) => {
                words.joined(list.iter().map(|text| Shown::new(text.as_str())))
            }
            FieldValue::YesNo(true) => words.studies.yes().into_owned(),
            FieldValue::YesNo(false) => words.studies.no().into_owned(),
        }
    }

    /// "Topics by country", "Design × Risk of bias".
    pub(super) fn map_title(&self, map: &Map) -> Shown<'static> {
        match map.axes {
            (Axis::Groups(_), Axis::Groups(columns)) => {
                self.called(columns).and_then(GroupingWords::map).unwrap_or_default().into_owned()
            }
            (rows, columns) => self.words.head.cell(self.axis_name(rows), self.axis_name(columns)),
        }
    }

    /// What one place of an axis is called: "Topic", "Design".
    pub(super) fn axis_name(&self, axis: Axis) -> Shown<'static> {
        match axis {
            Axis::Groups(grouping) => self.one(grouping),
            Axis::Field(at) => self.axis_field(at).into_owned(),
        }
    }

    fn axis_field(&self, at: usize) -> Shown<'_> {
        let axis = self.inputs.studies.axes.get(at);
        axis.map(|axis| self.field_label(axis.field)).unwrap_or_default()
    }

    /// So many places of an axis: "12 countries", "Design: 4".
    pub(super) fn axis_count(&self, axis: Axis, number: usize) -> Shown<'static> {
        match axis {
            Axis::Groups(grouping) => self.count(grouping, number),
            Axis::Field(at) => self.words.maps.values(number, self.axis_field(at)),
        }
    }

    /// Whether the places of an axis follow each other in time.
    pub(super) fn axis_is_chronological(&self, axis: Axis) -> bool {
        matches!(axis, Axis::Groups(grouping) if self.is_chronological(grouping))
    }

    /// How many places an axis has in all.
    pub(super) fn axis_length(&self, axis: Axis) -> usize {
        match axis {
            Axis::Groups(grouping) => self.grouping(grouping).map_or(0, |g| g.groups.len()),
            Axis::Field(at) => self.inputs.studies.axes.get(at).map_or(0, |a| a.values.len()),
        }
    }

    /// The label of a place.
    pub(super) fn axis_label(&self, axis: Axis, at: u32) -> Shown<'_> {
        match axis {
            Axis::Groups(grouping) => self.label(grouping, at),
            Axis::Field(field) => {
                let axis = self.inputs.studies.axes.get(field);
                let value = axis.and_then(|axis| axis.values.get(at as usize));
                value.map(|value| self.field_value(&value.value)).unwrap_or_default()
            }
        }
    }

    /// All articles of a place.
    pub(super) fn axis_members(&self, axis: Axis, at: u32) -> &[ArticleId] {
        self.inputs.axis_members(axis, at)
    }
}

/// The link to a place's page as HTML; a value has no page and is text.
pub(super) fn link(request: &Request<'_>, axis: Axis, at: u32) -> Result<Value, Diagnostic> {
    match axis {
        Axis::Groups(grouping) => request.cards.link(grouping, at),
        Axis::Field(_) => super::views::value(&request.shared.axis_label(axis, at)),
    }
}

/// "Muscle × Spain": what a cell of a map is called.
pub(super) fn cell_title(shared: &Shared, map: &Map, cell: usize) -> Option<Shown<'static>> {
    let width = map.columns.len().max(1);
    let (row, column) = (map.rows.get(cell / width)?, map.columns.get(cell % width)?);
    let (from, to) = map.axes;
    Some(shared.words.head.cell(shared.axis_label(from, *row), shared.axis_label(to, *column)))
}

/// Digits as readers see them: whole numbers as all numbers of the site, decimals as typed.
fn number(words: &Words, typed: &str) -> Shown<'static> {
    let (sign, digits) = match typed.strip_prefix('-') {
        Some(digits) => ("\u{2212}", digits),
        None => ("", typed.strip_prefix('+').unwrap_or(typed)),
    };
    match digits.parse::<usize>() {
        Ok(number) => Shown::new([sign, &words.number(number)].concat()),
        Err(_) => Shown::new([sign, digits].concat()),
    }
}
