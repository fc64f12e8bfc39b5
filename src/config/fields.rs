//! Reading known keys out of typed values: every wrong type and every unknown key becomes a diagnostic.
//!
//! In: the [`Entry`] list of one table. Out: values with their places, and diagnostics in [`Checks`]. A key is known
//! because it was asked for, so the list of known keys cannot differ from what the code reads. Never: IO, defaults.

use super::node::{Entry, Node, SyntaxError, Value};
use crate::diag::{Code, Diagnostic, Place, codes};
use crate::text::clean::cleaned;
use crate::text::nearest::nearest;
use crate::text::source::Source;
use std::ops::Range;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Typed<T> {
    pub(crate) value: T,
    pub(crate) span: Range<usize>,
}

/// The file under examination and what was found wrong with it.
pub(crate) struct Checks<'a> {
    source: Source<'a>,
    code: &'static Code,
    /// YAML does not always ask for quotes, so there a number is text where text is wanted.
    plain_numbers: bool,
    done: Option<&'static str>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl<'a> Checks<'a> {
    /// Checks of a file whose wrong values are told under `code`.
    pub(crate) fn new(source: Source<'a>, code: &'static Code) -> Self {
        Checks { source, code, plain_numbers: false, done: None, diagnostics: Vec::new() }
    }

    /// Takes numbers for text where text is wanted.
    pub(crate) fn with_plain_numbers(mut self, plain_numbers: bool) -> Self {
        self.plain_numbers = plain_numbers;
        self
    }

    /// What every diagnostic says was done.
    pub(crate) fn with_done(mut self, done: &'static str) -> Self {
        self.done = Some(done);
        self
    }

    pub(crate) fn place(&self, span: &Range<usize>) -> Place {
        self.source.place(span.clone())
    }

    /// What stands at a place, as typed.
    pub(crate) fn typed(&self, span: &Range<usize>) -> &'a str {
        self.source.text.get(span.clone()).unwrap_or_default()
    }

    /// A wrong value.
    pub(crate) fn wrong(
        &mut self,
        span: &Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(Diagnostic::new(self.code, message).at(self.place(span)).help(help));
    }

    /// Text that is not TOML or YAML at all.
    pub(crate) fn syntax(&mut self, error: SyntaxError, language: &str, help: &str) {
        let message = format!("this is not {language}: {}", error.message);
        self.wrong(&error.span, message, help);
    }

    /// A text as pages may show it; what was taken out of it is told.
    pub(crate) fn clean(&mut self, key: &str, text: String, span: &Range<usize>) -> String {
        let (clean, found) = cleaned(&text);
        let place = found.is_something().then(|| self.place(span));
        if let Some(place) = place {
            let said = found.said(&format!("`{}`", shown(key)));
            self.diagnostics.extend(said.into_iter().map(|said| said.at(place.clone())));
        }
        clean.into_owned()
    }

    fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(match self.done {
            Some(done) => diagnostic.done(done),
            None => diagnostic,
        });
    }
}

/// The value of a key that takes text, or `false` for none.
pub(crate) enum TextOrFalse {
    Text(String),
    False,
}

/// The keys of one table, read one by one.
pub(crate) struct Fields {
    /// What it is in messages: "the settings", "`[topics]`".
    name: String,
    entries: Vec<Entry>,
    known: Vec<&'static str>,
    /// Keys that the settings make known.
    named: Vec<String>,
}

impl Fields {
    pub(crate) fn new(name: impl Into<String>, entries: Vec<Entry>) -> Self {
        Fields { name: name.into(), entries, known: Vec::new(), named: Vec::new() }
    }

    /// The value of a key, of any type; the key is known from now on.
    pub(crate) fn take(&mut self, key: &'static str) -> Option<Node> {
        self.known.push(key);
        self.remove(key)
    }

    /// The value of a key that the settings make known, of any type.
    pub(crate) fn take_named(&mut self, key: &str) -> Option<Node> {
        self.named.push(key.to_owned());
        self.remove(key)
    }

    /// The entries whose keys may be the curator's own words.
    pub(crate) fn take_where(&mut self, is_own: impl Fn(&str) -> bool) -> Vec<Entry> {
        let entries = std::mem::take(&mut self.entries);
        let (own, rest) = entries.into_iter().partition(|entry| is_own(&entry.key));
        self.entries = rest;
        own
    }

    fn remove(&mut self, key: &str) -> Option<Node> {
        let at = self.entries.iter().position(|entry| entry.key == key)?;
        let node = self.entries.remove(at).node;
        // `title:` with nothing behind it is how YAML leaves a key for later.
        (node.value != Value::Nothing).then_some(node)
    }

    /// Text.
    pub(crate) fn text(
        &mut self,
        key: &'static str,
        checks: &mut Checks<'_>,
    ) -> Option<Typed<String>> {
        let node = self.take(key)?;
        as_text(key, node, checks)
    }

    /// Text, or `false` for none.
    pub(crate) fn text_or_false(
        &mut self,
        key: &'static str,
        checks: &mut Checks<'_>,
    ) -> Option<Typed<TextOrFalse>> {
        let node = self.take(key)?;
        let span = node.span.clone();
        match node.value {
            Value::Boolean(false) => Some(Typed { value: TextOrFalse::False, span }),
            Value::Boolean(true) => {
                let help = "name a file between quotes, write false to do without, or take the line out for what is built in";
                wrong_type(key, "a file or false", &node, help, checks);
                None
            }
            _ => as_text(key, node, checks)
                .map(|text| Typed { value: TextOrFalse::Text(text.value), span }),
        }
    }

    /// Text as it was typed, for what its own checks refuse when it is not as pages may show it.
    pub(crate) fn raw_text(
        &mut self,
        key: &'static str,
        checks: &mut Checks<'_>,
    ) -> Option<Typed<String>> {
        let node = self.take(key)?;
        match node.value {
            Value::Text(value) => Some(Typed { value, span: node.span }),
            _ => as_text(key, node, checks),
        }
    }

    /// Text or a date, as written.
    pub(crate) fn date(
        &mut self,
        key: &'static str,
        checks: &mut Checks<'_>,
    ) -> Option<Typed<String>> {
        let node = self.take(key)?;
        match node.value {
            Value::Date(value) => Some(Typed { value, span: node.span }),
            // A year alone needs no quotes.
            Value::Integer(year) => Some(Typed { value: year.to_string(), span: node.span }),
            _ => as_text(key, node, checks),
        }
    }

    /// An identifier: text, or a number such as a PMID without quotes.
    pub(crate) fn id(
        &mut self,
        key: &'static str,
        checks: &mut Checks<'_>,
    ) -> Option<Typed<String>> {
        let node = self.take(key)?;
        as_id(key, node, checks)
    }

    /// `true` or `false`.
    pub(crate) fn flag(
        &mut self,
        key: &'static str,
        checks: &mut Checks<'_>,
    ) -> Option<Typed<bool>> {
        let node = self.take(key)?;
        if let Value::Boolean(value) = node.value {
            return Some(Typed { value, span: node.span });
        }
        wrong_type(key, "true or false", &node, "write true or false, without quotes", checks);
        None
    }

    /// A whole number.
    pub(crate) fn number(
        &mut self,
        key: &'static str,
        checks: &mut Checks<'_>,
    ) -> Option<Typed<i64>> {
        let node = self.take(key)?;
        if let Value::Integer(value) = node.value {
            return Some(Typed { value, span: node.span });
        }
        wrong_type(key, "a whole number", &node, "write a whole number, without quotes", checks);
        None
    }

    /// A list of texts; wrong items are told and left out.
    pub(crate) fn texts(
        &mut self,
        key: &'static str,
        checks: &mut Checks<'_>,
    ) -> Option<Vec<Typed<String>>> {
        let node = self.take(key)?;
        list_of(key, node, as_text, checks)
    }

    /// A list of identifiers.
    pub(crate) fn ids(
        &mut self,
        key: &'static str,
        checks: &mut Checks<'_>,
    ) -> Option<Vec<Typed<String>>> {
        let node = self.take(key)?;
        list_of(key, node, as_id, checks)
    }

    /// A table below this one.
    pub(crate) fn table(&mut self, key: &'static str, checks: &mut Checks<'_>) -> Option<Fields> {
        let node = self.take(key)?;
        Some(Fields::new(format!("`[{key}]`"), as_table(key, node, checks)?))
    }

    /// The tables of `[[key]]`, each with its place.
    pub(crate) fn tables(
        &mut self,
        key: &'static str,
        checks: &mut Checks<'_>,
    ) -> Vec<Typed<Fields>> {
        let Some(node) = self.take(key) else { return Vec::new() };
        let Value::List(items) = node.value else {
            let help = format!("write it as [[{key}]], once for each");
            wrong_type(key, "a list of tables", &node, &help, checks);
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items {
            let span = item.span.clone();
            if let Some(entries) = as_table(key, item, checks) {
                tables.push(Typed { value: Fields::new(format!("`[[{key}]]`"), entries), span });
            }
        }
        tables
    }

    /// Tells a key that this table does not have, where one might look for it, with what to do instead.
    pub(crate) fn refuse(&mut self, key: &str, help: &str, checks: &mut Checks<'_>) {
        let Some(at) = self.entries.iter().position(|entry| entry.key == key) else { return };
        let entry = self.entries.remove(at);
        let place = checks.place(&entry.key_span);
        let message = format!("{} has no key `{key}`", self.name);
        checks.push(Diagnostic::new(&codes::UNKNOWN_KEY, message).at(place).help(help));
    }

    /// All keys that nobody asked for, for tables whose keys are the curator's own words.
    pub(crate) fn take_rest(&mut self) -> Vec<Entry> {
        std::mem::take(&mut self.entries)
    }

    /// Tells every key that was not asked for; gives back the known keys that they were probably meant to be.
    pub(crate) fn finish(self, checks: &mut Checks<'_>) -> Vec<&'static str> {
        let mut meant = Vec::new();
        let named = self.named.iter().map(String::as_str);
        let known: Vec<&str> = self.known.iter().copied().chain(named).collect();
        for entry in &self.entries {
            let near = nearest(&entry.key, known.iter().copied());
            meant.extend(self.known.iter().copied().filter(|key| Some(*key) == near));
            unknown_key(&self.name, entry, near, &known, checks);
        }
        meant
    }
}

/// Tells a key that is not known, with the nearest one that is, else with all of them.
pub(crate) fn unknown_key(
    owner: &str,
    entry: &Entry,
    near: Option<&str>,
    known: &[&str],
    checks: &mut Checks<'_>,
) {
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the keys of {owner} are {}", known.join(", ")),
    };
    let message = format!("{owner} has no key `{}`", shown(&entry.key));
    let place = checks.place(&entry.key_span);
    checks.push(Diagnostic::new(&codes::UNKNOWN_KEY, message).at(place).help(help));
}

/// A text of the file, cut to what fits into a message.
pub(crate) fn shown(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

pub(crate) fn as_table(key: &str, node: Node, checks: &mut Checks<'_>) -> Option<Vec<Entry>> {
    if let Value::Table(mut entries) = node.value {
        for Entry { key, key_span, .. } in &mut entries {
            *key = checks.clean("a key", std::mem::take(key), key_span);
        }
        return Some(entries);
    }
    wrong_type(key, "a table", &node, &format!("write it as [{key}] on its own line"), checks);
    None
}

pub(crate) fn as_text(key: &str, node: Node, checks: &mut Checks<'_>) -> Option<Typed<String>> {
    match node.value {
        Value::Text(value) => {
            Some(Typed { value: checks.clean(key, value, &node.span), span: node.span })
        }
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Date(_)
            if checks.plain_numbers =>
        {
            let typed = checks.source.text.get(node.span.clone()).unwrap_or_default();
            Some(Typed { value: typed.trim().to_owned(), span: node.span })
        }
        _ => {
            wrong_type(key, "text", &node, "write the value between quotes", checks);
            None
        }
    }
}

fn as_id(key: &str, node: Node, checks: &mut Checks<'_>) -> Option<Typed<String>> {
    match node.value {
        Value::Integer(number) if number > 0 => {
            Some(Typed { value: number.to_string(), span: node.span })
        }
        _ => as_text(key, node, checks),
    }
}

/// A list, each item read by `item`; wrong items are told and left out.
pub(crate) fn list_of(
    key: &str,
    node: Node,
    item: fn(&str, Node, &mut Checks<'_>) -> Option<Typed<String>>,
    checks: &mut Checks<'_>,
) -> Option<Vec<Typed<String>>> {
    if let Value::List(items) = node.value {
        return Some(items.into_iter().filter_map(|node| item(key, node, checks)).collect());
    }
    let help = format!("write a list, even for one: {key} = [\"…\"]");
    wrong_type(key, "a list", &node, &help, checks);
    None
}

fn wrong_type(key: &str, wanted: &str, node: &Node, help: &str, checks: &mut Checks<'_>) {
    let message = format!("`{key}` takes {wanted}, and here stands {}", node.value.kind());
    checks.wrong(&node.span, message, help);
}
