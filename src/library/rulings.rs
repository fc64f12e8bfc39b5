//! The curator's `[[same]]` and `[[different]]`: which records they name, and what is wrong with them.
//!
//! In: the tables of the settings and all records. Out: pairs that must stay apart, and joins to make. An identifier
//! names every record that carries it; where two identifiers of one table name one record, the one that names fewer
//! records counts. So two records that share a DOI can be told apart by the PMID that only one of them has. Never: a join that `[[different]]` forbids.

use super::flow::Matched;
use super::joined::{Apart, Joined};
use super::{Library, suggest};
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
            tables
                .iter()
                .map(|ruling| Resolved::of(name, ruling, (records, &found), said))
                .collect()
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

    /// Makes the joins of `[[same]]`, and reports tables that contradict each other. Out come the tables that name at least
    /// two records of one work: one of them, the table, and whether it joined them.
    pub(super) fn join(
        &self,
        joined: &mut Joined,
        said: &mut Vec<Diagnostic>,
    ) -> Vec<(usize, &'a Ruling, bool)> {
        let mut confirmed = Vec::new();
        for table in &self.same {
            let mut all = table.named.iter().flatten().copied();
            let Some(first) = all.next() else { continue };
            let mut news = false;
            for at in all {
                if joined.together(first, at) {
                    continue;
                }
                news = true;
                let by = || Matched::ruled(table.ruling.reason.clone());
                match joined.held_apart(first, at, by).and_then(|at| self.different.get(at)) {
                    Some(other) => said.push(contradictory(table.ruling, other.ruling)),
                    None => joined.join(first, at, by),
                }
            }
            if table.is_complete() {
                confirmed.push((first, table.ruling, news));
            }
        }
        confirmed
    }

    /// The tables of `[[different]]` that name two records and have stopped no join.
    pub(super) fn without_effect(&self, joined: &Joined) -> Vec<&'a Ruling> {
        let tables = self.different.iter().enumerate();
        let idle = tables.filter(|(at, table)| table.is_complete() && !joined.has_stopped(*at));
        idle.map(|(_, table)| table.ruling).collect()
    }
}

impl<'a> Resolved<'a> {
    fn of(
        name: &str,
        ruling: &'a Ruling,
        (records, found): (&[Record], &HashMap<Form, Vec<usize>>),
        said: &mut Vec<Diagnostic>,
    ) -> Self {
        let forms: Vec<Form> = ruling.ids.iter().map(|(id, _)| Form::parse(id)).collect();
        for (form, (id, place)) in forms.iter().zip(&ruling.ids) {
            if !found.contains_key(form) {
                said.push(super::curate::unused(id, name, records.iter()).at(place.clone()));
            }
        }
        // What names fewer records is more telling: it takes its records first.
        let of = |number: usize| forms.get(number).and_then(|form| found.get(form));
        let mut order: Vec<usize> = (0..forms.len()).collect();
        order.sort_by_key(|number| (of(*number).map_or(0, Vec::len), forms.get(*number).map(rank)));
        let mut taken: HashSet<usize> = HashSet::new();
        let mut named: Vec<Vec<usize>> = vec![Vec::new(); forms.len()];
        for number in order {
            let free = of(number).into_iter().flatten().copied().filter(|at| taken.insert(*at));
            if let Some(slot) = named.get_mut(number) {
                slot.extend(free);
            }
        }
        Resolved { ruling, named }
    }

    /// Whether at least two identifiers name something.
    fn is_complete(&self) -> bool {
        self.named.iter().flatten().count() >= 2
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

/// A table of `[[same]]` that joins nothing and answers no message.
pub(super) fn idle_same(ruling: &Ruling) -> Diagnostic {
    idle(ruling, "[[same]] names records that are one article without it")
}

/// Reports the tables that neither part a merge nor refuse a suggestion.
pub(super) fn report_idle(tables: &[&Ruling], library: &Library, said: &mut Vec<Diagnostic>) {
    for ruling in tables {
        let articles: Vec<&Record> = ruling
            .ids
            .iter()
            .filter_map(|(id, _)| library.article(library.find(id)?))
            .map(|article| &*article.record)
            .collect();
        let mut pairs = articles
            .iter()
            .enumerate()
            .flat_map(|(at, one)| articles.iter().skip(at + 1).map(move |two| (*one, *two)));
        if !pairs.any(|(one, two)| suggest::alike(one, two).is_some()) {
            let message =
                "[[different]] names records that are neither merged nor alike without it";
            said.push(idle(ruling, message));
        }
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
