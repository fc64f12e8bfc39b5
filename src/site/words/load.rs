//! The file of a language: read entry by entry, with a note of every entry that is read and of every mistake.
//!
//! In: the text of a file of `data/words`. Out: its entries, and the whole as templates read it. Never: a stop at a
//! mistake; an entry that is wrong is empty, and the tests of the catalogue refuse it.

use super::phrase::{Count, Numbers, Part, Phrase, Word, parts};
use indexmap::IndexMap;
use serde::Serialize;
use std::collections::BTreeSet;
use toml::{Table, Value};

/// The forms of a text that changes with a number.
const FORMS: [&str; 2] = ["one", "other"];

/// A language's file that is being read.
pub(super) struct File {
    table: Table,
    pub(super) numbers: Numbers,
    /// What is wrong with it.
    pub(super) wrong: Vec<String>,
    /// `section.key` of every entry that code reads.
    pub(super) taken: BTreeSet<String>,
}

/// A section of a file.
pub(super) struct Section<'f> {
    file: &'f mut File,
    name: &'f str,
}

/// What templates read: sections, below them texts, and texts cut at their placeholders.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Tree {
    Section(IndexMap<String, Tree>),
    Text(String),
    /// By turns text, which may be empty, and a placeholder in its braces; text at both ends.
    Parts(Vec<String>),
}

impl File {
    pub(super) fn new(text: &str, numbers: Numbers) -> Self {
        let mut wrong = Vec::new();
        let table = text.parse::<Table>().unwrap_or_else(|why| {
            wrong.push(why.to_string());
            Table::new()
        });
        File { table, numbers, wrong, taken: BTreeSet::new() }
    }

    pub(super) fn section<'f>(&'f mut self, name: &'f str) -> Section<'f> {
        Section { file: self, name }
    }

    /// The whole file, without what only code can read: the texts that change with a number.
    pub(super) fn templates(&self) -> Tree {
        Tree::of(&self.table)
    }
}

impl Section<'_> {
    pub(super) fn word(&mut self, key: &str) -> Word {
        let text = self.text(key);
        if text.contains(['{', '}']) {
            self.wrong(key, "is to have no placeholder");
        }
        Word::new(&text)
    }

    /// A word that is not always there.
    pub(super) fn word_if_any(&mut self, key: &str) -> Option<Word> {
        self.value(key)?;
        Some(self.word(key))
    }

    pub(super) fn phrase(&mut self, key: &str, holes: &[&str]) -> Phrase {
        let text = self.text(key);
        self.read(key, &text, holes)
    }

    /// A form may leave out the number itself: `{count}`.
    pub(super) fn count(&mut self, key: &str, holes: &[&str]) -> Count {
        let forms = FORMS.map(|form| {
            if let Some(Value::String(text)) = self.value(key).and_then(|all| all.get(form)) {
                return text.clone();
            }
            self.wrong(key, &format!("has no text for the form {form}"));
            String::new()
        });
        let [one, other] = forms.map(|text| self.read(key, &text, holes));
        Count { one, other, numbers: self.file.numbers }
    }

    /// The keys of the section, in the order of the file's table.
    pub(super) fn keys(&self) -> Vec<String> {
        let table = self.file.table.get(self.name).and_then(Value::as_table);
        table.map(|table| table.keys().cloned().collect()).unwrap_or_default()
    }

    fn read(&mut self, key: &str, text: &str, holes: &[&str]) -> Phrase {
        Phrase::read(text, holes).unwrap_or_else(|found| {
            for one in found {
                self.wrong(key, &one);
            }
            Phrase::default()
        })
    }

    fn text(&mut self, key: &str) -> String {
        if let Some(Value::String(text)) = self.value(key) {
            return text.clone();
        }
        self.wrong(key, "has no text");
        String::new()
    }

    fn value(&mut self, key: &str) -> Option<&Value> {
        self.file.taken.insert(format!("{}.{key}", self.name));
        // A section inside another has a name with a full stop.
        let mut names = self.name.split('.');
        let first = self.file.table.get(names.next()?)?;
        names.try_fold(first, |value, name| value.get(name))?.get(key)
    }

    fn wrong(&mut self, key: &str, what: &str) {
        self.file.wrong.push(format!("{}.{key} {what}", self.name));
    }
}

impl Tree {
    fn of(table: &Table) -> Tree {
        let entry = |(key, value): (&String, &Value)| {
            let tree = match value {
                Value::String(text) if text.contains('{') => Tree::Parts(cut(text)),
                Value::String(text) => Tree::Text(text.clone()),
                Value::Table(inner) if inner.keys().all(|key| FORMS.contains(&&**key)) => {
                    return None;
                }
                Value::Table(inner) => Tree::of(inner),
                _ => return None,
            };
            Some((key.clone(), tree))
        };
        Tree::Section(table.iter().filter_map(entry).collect())
    }
}

fn cut(text: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    for part in parts(text) {
        match part {
            Part::Text(text) => {
                let last = out.pop().unwrap_or_default();
                out.push(last + text);
            }
            Part::Hole(name) => out.extend([format!("{{{name}}}"), String::new()]),
        }
    }
    out
}
