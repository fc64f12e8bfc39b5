//! The studies: articles whose notes have fields of their own, and the values that evidence maps can cross.
//!
//! In: the notes, their articles and the fields of the settings. Out: [`Studies`], its rows in the order that the settings
//! ask for; a warning for a field that no note has and for two notes of one article that differ. Never: routes, HTML.

use super::notes::Notes;
use super::snapshot::Snapshot;
use crate::config::{Direction, Field, FieldKind};
use crate::content::{FieldValue, NoteField};
use crate::diag::{Diagnostic, codes};
use crate::library::ArticleId;
use crate::text::collate::NameOrder;
use crate::text::slug::slug;
use std::cmp::Ordering;
use std::collections::HashSet;

/// All studies.
#[derive(Debug, Default)]
pub(super) struct Studies {
    /// In the order of the table.
    pub(super) rows: Vec<Study>,
    /// The fields that some study has, in the order of the columns.
    pub(super) columns: Vec<Column>,
    /// Those of them that evidence maps cross.
    pub(super) axes: Vec<FieldAxis>,
}

/// An article with values of fields.
#[derive(Debug)]
pub(super) struct Study {
    pub(super) article: ArticleId,
    /// By column.
    pub(super) values: Vec<Option<FieldValue>>,
}

/// A field that some study has.
#[derive(Debug)]
pub(super) struct Column {
    /// The place of the field among those of the settings.
    pub(super) field: usize,
    /// Of each row the place of its value among all values of the column; equal values have one place.
    pub(super) ranks: Vec<Option<usize>>,
}

/// A field whose values are rows or columns of evidence maps.
#[derive(Debug)]
pub(super) struct FieldAxis {
    /// The place of the field among those of the settings.
    pub(super) field: usize,
    /// In the order of the settings, else by name.
    pub(super) values: Vec<AxisValue>,
}

/// One value of a field, with the articles that have it.
#[derive(Debug)]
pub(super) struct AxisValue {
    pub(super) value: FieldValue,
    /// Unique among the values of the field.
    pub(super) slug: String,
    /// In library order.
    pub(super) members: Vec<ArticleId>,
}

impl FieldAxis {
    /// The values of an article, by their places.
    pub(super) fn of_article(&self, id: ArticleId) -> impl Iterator<Item = u32> {
        let has = move |(_, value): &(u32, &AxisValue)| value.members.binary_search(&id).is_ok();
        (0u32..).zip(&self.values).filter(has).map(|(at, _)| at)
    }
}

impl Studies {
    pub(super) fn of(snapshot: &Snapshot, notes: &Notes, said: &mut Vec<Diagnostic>) -> Self {
        let fields = &snapshot.config.fields;
        if fields.is_empty() {
            return Studies::default();
        }
        let mut found: Vec<Study> = Vec::new();
        for (article, notes) in notes.articles() {
            let of_note = |at: &usize| snapshot.content.notes.get(*at);
            let given: Vec<&NoteField> =
                notes.iter().filter_map(of_note).flat_map(|note| &note.fields).collect();
            if !given.is_empty() {
                let values = together(fields, &given, said);
                found.push(Study { article, values });
            }
        }
        said.extend(unused(snapshot));
        let has = |field: &usize| {
            found.iter().any(|study| study.values.get(*field).is_some_and(Option::is_some))
        };
        let columns: Vec<usize> = (0..fields.len()).filter(has).collect();
        for study in &mut found {
            let mut at = 0;
            study.values.retain(|_| {
                at += 1;
                columns.contains(&(at - 1))
            });
        }
        let mut studies = Studies { rows: found, columns: Vec::new(), axes: Vec::new() };
        studies.axes = columns
            .iter()
            .enumerate()
            .filter_map(|(column, field)| studies.axis(column, *field, fields.get(*field)?))
            .collect();
        studies.sort(&columns, fields);
        studies.columns = columns
            .iter()
            .enumerate()
            .filter_map(|(column, field)| {
                let ranks = studies.ranks(column, fields.get(*field)?);
                Some(Column { field: *field, ranks })
            })
            .collect();
        studies
    }

    /// Puts the rows into the order of the fields that ask for one, the first column first; else as the library has them.
    fn sort(&mut self, columns: &[usize], fields: &[Field]) {
        let names = NameOrder::default();
        let by: Vec<(usize, &Field, Direction)> = columns
            .iter()
            .enumerate()
            .filter_map(|(column, field)| {
                let field = fields.get(*field)?;
                Some((column, field, field.sort?))
            })
            .collect();
        self.rows.sort_by(|a, b| {
            let orders = by.iter().map(|(column, field, direction)| {
                let value = |study: &Study| study.values.get(*column).cloned().flatten();
                match (value(a), value(b)) {
                    (Some(a), Some(b)) => match direction {
                        Direction::Ascending => compare(field, &names, &a, &b),
                        Direction::Descending => compare(field, &names, &b, &a),
                    },
                    // What is not said stands at the end, whichever way the others go.
                    (a, b) => b.is_some().cmp(&a.is_some()),
                }
            });
            orders.fold(Ordering::Equal, Ordering::then)
        });
    }

    fn ranks(&self, column: usize, field: &Field) -> Vec<Option<usize>> {
        let names = NameOrder::default();
        let value = |study: &Study| study.values.get(column).cloned().flatten();
        let mut sorted: Vec<FieldValue> = self.rows.iter().filter_map(value).collect();
        sorted.sort_by(|a, b| compare(field, &names, a, b));
        sorted.dedup_by(|a, b| compare(field, &names, a, b).is_eq());
        let rank = |value: FieldValue| {
            sorted.binary_search_by(|known| compare(field, &names, known, &value)).ok()
        };
        self.rows.iter().map(|study| value(study).and_then(rank)).collect()
    }

    fn axis(&self, column: usize, at: usize, field: &Field) -> Option<FieldAxis> {
        if !field.kind.is_crossed() {
            return None;
        }
        let mut values: Vec<(FieldValue, Vec<ArticleId>)> = field
            .values
            .iter()
            .map(|value| (FieldValue::Text(value.clone()), Vec::new()))
            .collect();
        for study in &self.rows {
            let said = match study.values.get(column)? {
                Some(FieldValue::List(list)) => {
                    list.iter().map(|text| FieldValue::Text(text.clone())).collect()
                }
                other => other.iter().cloned().collect::<Vec<_>>(),
            };
            for value in said {
                match values.iter_mut().find(|(known, _)| *known == value) {
                    Some((_, members)) => members.push(study.article),
                    None => values.push((value, vec![study.article])),
                }
            }
        }
        values.retain(|(_, members)| !members.is_empty());
        let names = NameOrder::default();
        values.sort_by(|(a, _), (b, _)| compare(field, &names, a, b));
        let mut slugs: HashSet<String> = HashSet::new();
        let values = values.into_iter().enumerate().map(|(place, (value, members))| {
            let mut name = match &value {
                FieldValue::YesNo(said) => if *said { "yes" } else { "no" }.to_owned(),
                FieldValue::Text(text) => slug(text),
                _ => slug(&field.name),
            };
            if !slugs.insert(name.clone()) {
                name = format!("{name}-{}", place + 1);
                slugs.insert(name.clone());
            }
            AxisValue { value, slug: name, members }
        });
        Some(FieldAxis { field: at, values: values.collect() })
    }
}

/// The values of one article by field. Of two notes that differ the first is followed.
fn together(
    fields: &[Field],
    given: &[&NoteField],
    said: &mut Vec<Diagnostic>,
) -> Vec<Option<FieldValue>> {
    let mut values: Vec<Option<&NoteField>> = vec![None; fields.len()];
    for own in given {
        let (Some(slot), Some(field)) = (values.get_mut(own.field), fields.get(own.field)) else {
            continue;
        };
        match slot {
            None => *slot = Some(own),
            Some(first) if first.value == own.value => {}
            Some(first) => said.push(
                Diagnostic::new(
                    &codes::TWO_VALUES,
                    format!("two notes of one article differ in `{}`", field.name),
                )
                .at(own.place.clone())
                .done_at("followed the first", Some(first.place.clone()))
                .help("say it in one of the notes, or the same in both"),
            ),
        }
    }
    values.into_iter().map(|own| own.map(|own| own.value.clone())).collect()
}

/// The fields that no note has, one about no article either.
fn unused(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let notes = &snapshot.content.notes;
    let has = |at: usize| notes.iter().flat_map(|note| &note.fields).any(|own| own.field == at);
    let fields = snapshot.config.fields.iter().enumerate();
    let unused = fields.filter(|(at, _)| !has(*at)).map(|(_, field)| {
        let message = format!("[[fields]] names `{}`, which no note has", field.name);
        Diagnostic::new(&codes::UNUSED_SETTING, message)
            .at(field.place.clone())
            .done("left its column out of the table")
            .help("give it in the front matter of a note, check its spelling there, or delete the field")
    });
    unused.collect()
}

/// The order of two values of a field.
fn compare(field: &Field, names: &NameOrder, a: &FieldValue, b: &FieldValue) -> Ordering {
    use FieldValue::{Date, List, Number, Text, YesNo};
    let place = |text: &String| field.values.iter().position(|value| value == text);
    match (a, b) {
        (Text(a), Text(b)) if field.kind == FieldKind::Text => names.compare(a, b),
        (Text(a), Text(b)) => place(a).cmp(&place(b)).then_with(|| names.compare(a, b)),
        (Number(a, _), Number(b, _)) => a.total_cmp(b),
        (Date(a), Date(b)) => a.cmp(b),
        (List(a), List(b)) => {
            let places = |list: &[String]| list.iter().map(place).collect::<Vec<_>>();
            let texts = || names.compare(&a.join("; "), &b.join("; "));
            places(a).cmp(&places(b)).then_with(texts)
        }
        // Yes before no, as one reads them.
        (YesNo(a), YesNo(b)) => b.cmp(a),
        _ => Ordering::Equal,
    }
}
