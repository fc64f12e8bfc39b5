//! The curator's `[[same]]` and `[[different]]`: which records they name, and what is wrong with them.
//!
//! In: the tables of the settings and all records. Out: pairs that must stay apart, and joins to make. An identifier
//! names every record that carries it; where two identifiers of one table name one record, the more telling one counts:
//! the page's name, then PMID, PMCID, DOI. So two records that share a DOI can be told apart by the PMID that only one
//! of them has. Never: a join that `[[different]]` forbids.

use super::joined::{Apart, Joined};
use super::suggest;
use crate::config::{LibraryOptions, Ruling};
use crate::diag::{Diagnostic, codes};
use crate::record::{Doi, Key, Pmcid, Pmid, Record};
use std::collections::{HashMap, HashSet};

/// The tables with the records that they name.
pub(super) struct Rulings<'a> {
    same: Vec<Resolved<'a>>,
    different: Vec<Resolved<'a>>,
}

/// One table: the records that each of its identifiers names.
struct Resolved<'a> {
    ruling: &'a Ruling,
    named: Vec<Vec<usize>>,
}

/// A form of an identifier, the most telling first.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Form {
    Key(String),
    Pmid(Pmid),
    Pmcid(Pmcid),
    Doi(Doi),
}

impl Form {
    fn parse(id: &str) -> Form {
        let id = id.trim();
        Pmid::new(id)
            .map(Form::Pmid)
            .or_else(|_| Pmcid::new(id).map(Form::Pmcid))
            .or_else(|_| Doi::new(id).map(Form::Doi))
            .unwrap_or_else(|_| Form::Key(id.trim_end_matches(".html").to_ascii_lowercase()))
    }

    /// The forms under which a record is named; keys only where some table has one.
    fn all_of(record: &Record, keys: bool) -> Vec<Form> {
        let mut forms = Vec::with_capacity(5);
        if keys {
            let described = Key::described(record);
            let own = Key::of(record);
            let apart = own.told_apart(record);
            forms.extend([described, own, apart].map(|key| Form::Key(key.as_str().to_owned())));
        }
        forms.extend(record.pmid.clone().map(Form::Pmid));
        forms.extend(record.pmcid.clone().map(Form::Pmcid));
        forms.extend(record.doi.clone().map(Form::Doi));
        forms
    }
}

impl<'a> Rulings<'a> {
    /// Finds the records of all tables. An identifier that no record has is reported.
    pub(super) fn resolve(
        records: &[Record],
        options: &'a LibraryOptions,
        said: &mut Vec<Diagnostic>,
    ) -> Self {
        if options.same.is_empty() && options.different.is_empty() {
            return Rulings { same: Vec::new(), different: Vec::new() };
        }
        let tables = || options.same.iter().chain(&options.different);
        let wanted: HashSet<Form> =
            tables().flat_map(|table| &table.ids).map(|(id, _)| Form::parse(id)).collect();
        let keys = wanted.iter().any(|form| matches!(form, Form::Key(_)));
        let mut found: HashMap<Form, Vec<usize>> = HashMap::new();
        for (at, record) in records.iter().enumerate() {
            for form in Form::all_of(record, keys) {
                if wanted.contains(&form) {
                    let places = found.entry(form).or_default();
                    if places.last() != Some(&at) {
                        places.push(at);
                    }
                }
            }
        }
        let mut of = |name: &str, tables: &'a [Ruling]| -> Vec<Resolved<'a>> {
            tables.iter().map(|ruling| Resolved::of(name, ruling, &found, said)).collect()
        };
        Rulings {
            same: of("[[same]]", &options.same),
            different: of("[[different]]", &options.different),
        }
    }

    /// The pairs that `[[different]]` holds apart.
    pub(super) fn apart(&self) -> Vec<Apart> {
        let mut pairs = Vec::new();
        for (table, resolved) in self.different.iter().enumerate() {
            for (at, ones) in resolved.named.iter().enumerate() {
                for twos in resolved.named.iter().skip(at + 1) {
                    // Records of one identifier may be joined as ever, so one of each is enough once they are; before
                    // that, each pair counts.
                    for &one in ones {
                        pairs.extend(twos.iter().map(|&two| Apart { one, two, table }));
                    }
                }
            }
        }
        pairs
    }

    /// Makes the joins of `[[same]]`, and reports tables that contradict each other or change nothing.
    pub(super) fn join(&self, records: &[Record], joined: &mut Joined, said: &mut Vec<Diagnostic>) {
        for table in &self.same {
            let mut all = table.named.iter().flatten().copied();
            let Some(first) = all.next() else { continue };
            let mut news = false;
            for at in all {
                if joined.together(first, at) {
                    continue;
                }
                news = true;
                match joined.held_apart(first, at).and_then(|at| self.different.get(at)) {
                    Some(other) => said.push(contradictory(table.ruling, other.ruling)),
                    None => joined.join(first, at),
                }
            }
            if !news && table.is_complete() {
                said.push(idle(
                    table.ruling,
                    "[[same]] names records that are one article without it",
                ));
            }
        }
        for (at, table) in self.different.iter().enumerate() {
            if table.is_complete()
                && !joined.has_stopped(at)
                && !table.refuses_a_suggestion(records)
            {
                said.push(idle(
                    table.ruling,
                    "[[different]] names records that are neither merged nor alike without it",
                ));
            }
        }
    }
}

impl<'a> Resolved<'a> {
    fn of(
        name: &str,
        ruling: &'a Ruling,
        found: &HashMap<Form, Vec<usize>>,
        said: &mut Vec<Diagnostic>,
    ) -> Self {
        let forms: Vec<Form> = ruling.ids.iter().map(|(id, _)| Form::parse(id)).collect();
        for (form, (id, place)) in forms.iter().zip(&ruling.ids) {
            if !found.contains_key(form) {
                said.push(super::curate::unused(id, name).at(place.clone()));
            }
        }
        // The most telling form of each record, then the order in the table.
        let mut home: HashMap<usize, usize> = HashMap::new();
        for (number, form) in forms.iter().enumerate() {
            for at in found.get(form).into_iter().flatten() {
                let slot = home.entry(*at).or_insert(number);
                if forms.get(*slot).is_some_and(|known| rank(form) < rank(known)) {
                    *slot = number;
                }
            }
        }
        let named = (0..forms.len())
            .map(|number| {
                let mut records: Vec<usize> =
                    home.iter().filter(|(_, at)| **at == number).map(|(at, _)| *at).collect();
                records.sort_unstable();
                records
            })
            .collect();
        Resolved { ruling, named }
    }

    /// Whether at least two identifiers name something.
    fn is_complete(&self) -> bool {
        self.named.iter().flatten().count() >= 2
    }

    fn refuses_a_suggestion(&self, records: &[Record]) -> bool {
        let pairs = self.named.iter().enumerate().flat_map(|(at, ones)| {
            let twos = self.named.iter().skip(at + 1).flatten();
            twos.flat_map(move |two| ones.iter().map(move |one| (*one, *two)))
        });
        pairs
            .filter_map(|(one, two)| Some((records.get(one)?, records.get(two)?)))
            .any(|(one, two)| suggest::alike(one, two).is_some())
    }
}

fn rank(form: &Form) -> u8 {
    match form {
        Form::Key(_) => 0,
        Form::Pmid(_) => 1,
        Form::Pmcid(_) => 2,
        Form::Doi(_) => 3,
    }
}

fn contradictory(same: &Ruling, different: &Ruling) -> Diagnostic {
    let line = different.place.line;
    Diagnostic::new(
        &codes::CONTRADICTORY_SETTING,
        format!("[[same]] joins what [[different]] in line {line} holds apart"),
    )
    .at(same.place.clone())
    .done("kept the records apart")
    .help("delete one of the two tables")
}

fn idle(ruling: &Ruling, message: &str) -> Diagnostic {
    Diagnostic::new(&codes::IDLE_SETTING, message)
        .at(ruling.place.clone())
        .done("did what would have been done without it")
        .help("delete the table, or check its identifiers")
}
