//! The numbers of the flow of records, in the steps and the wording of PRISMA 2020 (<https://www.prisma-statement.org>).
//!
//! In: where every record slice went, the searches, what the settings leave out. Out: [`Steps`]: for each step what goes on
//! and what is taken out. A step is there only where the build knows that it took place: without `[[exclude]]` nothing was
//! screened, and without one of the full text no report was assessed. Never: a number that is not counted, a drawing.

use super::inputs::Inputs;
use super::shown::Shown;
use super::words::Words;
use crate::config::Stage;
use crate::library::FileFlow;
use std::collections::{BTreeMap, HashMap};

/// More sources of one sort than this are told by name in the table alone.
const NAMED: usize = 8;

/// The steps from top to bottom.
pub(super) struct Steps {
    pub(super) steps: Vec<Step>,
    /// The parts that the steps fall into, each with how many steps it has.
    pub(super) parts: Vec<(Shown<'static>, usize)>,
}

/// One step.
pub(super) struct Step {
    /// What goes on to the next step.
    pub(super) on: Vec<Entry>,
    /// What is taken out here; empty where nothing can be.
    pub(super) out: Vec<Entry>,
}

/// One line of a box, and one row of the table.
pub(super) struct Entry {
    pub(super) label: Shown<'static>,
    pub(super) count: Option<usize>,
    /// 0 for what a box is about, 1 for its parts, 2 for theirs.
    pub(super) level: u8,
}

/// What kind of source a file is, as PRISMA 2020 tells them apart.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    Database(String),
    Register(String),
    File(String),
}

fn entry(label: Shown<'_>, count: usize, level: u8) -> Entry {
    Entry { label: label.into_owned(), count: Some(count), level }
}

/// The database of each file: of the search beside it, else what its format or its records say.
pub(super) fn databases(inputs: &Inputs) -> HashMap<&str, &str> {
    let files = inputs.library.flow().files.iter();
    let said = files.filter_map(|file| Some((&*file.file, file.database.as_deref()?)));
    let mut of: HashMap<&str, &str> = said.collect();
    for search in &inputs.searches {
        let Some(database) = search.database.as_deref() else { continue };
        of.extend(search.exports.iter().map(|file| (&**file, database)));
    }
    of
}

/// Registers of studies, by words of their names.
fn is_register(name: &str) -> bool {
    let name = name.to_lowercase();
    let known = ["clinicaltrials.gov", "ictrp", "isrctn", "anzctr", "trials register", "prospero"];
    // Cochrane's register of trials is searched as a database.
    known.iter().any(|known| name.contains(known)) && !name.contains("cochrane")
}

impl Steps {
    pub(super) fn of(words: &'static Words, inputs: &Inputs) -> Self {
        let flow = &words.flow;
        let total = inputs.library.flow().ledger();
        let mut steps = vec![Step {
            on: identified(words, inputs),
            out: vec![
                Entry { label: flow.removed().into_owned(), count: None, level: 0 },
                entry(flow.duplicates(), total.merged, 1),
                entry(flow.unread(), total.rejected, 1),
            ],
        }];
        let mut parts = vec![(flow.identification().into_owned(), 1)];
        let screened = total.records + total.excluded;
        let left = |stage: Stage| {
            inputs.library.left_out().iter().filter(|left| left.stage == stage).count()
        };
        let (first, second) = (left(Stage::Screening), left(Stage::FullText));
        if total.excluded > 0 {
            let mut out = vec![entry(flow.excluded(), first, 0)];
            out.extend(reasons(words, inputs, Stage::Screening));
            steps.push(Step { on: vec![entry(flow.screened(), screened, 0)], out });
            let mut more = 1;
            if second > 0 {
                let mut out = vec![entry(flow.reports_excluded(), second, 0)];
                out.extend(reasons(words, inputs, Stage::FullText));
                let assessed = entry(flow.assessed(), screened - first, 0);
                steps.push(Step { on: vec![assessed], out });
                more += 1;
            }
            parts.push((flow.screening().into_owned(), more));
        }
        let label = if total.excluded > 0 { flow.included_reports() } else { flow.collected() };
        steps.push(Step { on: vec![entry(label, total.records, 0)], out: Vec::new() });
        parts.push((flow.included().into_owned(), 1));
        Steps { steps, parts }
    }
}

/// Where the records came from: databases and registers by name, then the files that name none.
fn identified(words: &'static Words, inputs: &Inputs) -> Vec<Entry> {
    let flow = &words.flow;
    let databases = databases(inputs);
    let mut found: BTreeMap<Source, usize> = BTreeMap::new();
    for FileFlow { file, found: number, .. } in &inputs.library.flow().files {
        if *number == 0 {
            continue;
        }
        let source = match databases.get(&**file) {
            Some(name) if is_register(name) => Source::Register((*name).to_owned()),
            Some(name) => Source::Database((*name).to_owned()),
            None => Source::File(file.to_string()),
        };
        *found.entry(source).or_default() += number;
    }
    let mut of: [Vec<(Shown<'static>, usize)>; 3] = [Vec::new(), Vec::new(), Vec::new()];
    let [in_databases, in_registers, in_files] = &mut of;
    for (source, number) in found {
        match source {
            Source::Database(name) => in_databases.push((Shown::new(name), number)),
            Source::Register(name) => in_registers.push((Shown::new(name), number)),
            Source::File(name) => {
                let name = Shown::file(&name).map(Shown::into_owned);
                let nameless = || words.provenance.nameless().into_owned();
                in_files.push((name.unwrap_or_else(nameless), number));
            }
        }
    }
    let mut entries = vec![Entry { label: flow.identified().into_owned(), count: None, level: 0 }];
    let [in_databases, in_registers, in_files] = of;
    for (label, sources) in [
        (flow.databases(), in_databases),
        (flow.registers(), in_registers),
        (flow.other_sources(), in_files),
    ] {
        if sources.is_empty() {
            continue;
        }
        entries.push(entry(label, sources.iter().map(|(_, number)| number).sum(), 1));
        entries.extend(largest(sources, |more| words.flow.more_sources(more)));
    }
    entries
}

/// The reasons of one stage, the most frequent first.
fn reasons(words: &'static Words, inputs: &Inputs, stage: Stage) -> Vec<Entry> {
    let mut counts: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for left in inputs.library.left_out().iter().filter(|left| left.stage == stage) {
        *counts.entry(left.reason.as_deref()).or_default() += 1;
    }
    let named = counts.into_iter().map(|(reason, number)| {
        let said = reason.and_then(|reason| Shown::new(reason.to_owned()).filled());
        (said.unwrap_or_else(|| words.flow.no_reason().into_owned()), number)
    });
    let mut entries = largest(named.collect(), |more| words.flow.more_reasons(more));
    for entry in &mut entries {
        entry.level = 1;
    }
    entries
}

/// The largest by name, the rest as one.
fn largest(
    mut all: Vec<(Shown<'static>, usize)>,
    rest: impl Fn(usize) -> Shown<'static>,
) -> Vec<Entry> {
    all.sort_by(|(a, many), (b, others)| others.cmp(many).then_with(|| a.cmp(b)));
    let named = if all.len() > NAMED { NAMED - 1 } else { all.len() };
    let others = all.split_off(named);
    let mut entries: Vec<Entry> =
        all.into_iter().map(|(label, number)| entry(label, number, 2)).collect();
    if !others.is_empty() {
        let number = others.iter().map(|(_, number)| number).sum();
        entries.push(entry(rest(others.len()), number, 2));
    }
    entries
}
