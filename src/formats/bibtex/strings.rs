//! Strings: `@string{jit = "Journal of Invented Tea"}`, the months, and what `#` joins.
//!
//! In: the commands of a file, then the parts of a value. Out: the value as one text, and the names that nothing
//! defines. A name means what was last defined before the entry, else what is defined behind it. Never: a text that grows
//! without end, as definitions that repeat each other would.

use super::dates;
use super::entry::{Entry, Part};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A value that strings would make longer than this, in bytes, keeps their names.
const LONGEST: usize = 2048;

/// All strings of a file.
#[derive(Debug, Default)]
pub(super) struct Strings {
    /// By name in lower case: where each definition stands, and its text.
    known: BTreeMap<String, Vec<Definition>>,
}

#[derive(Debug)]
struct Definition {
    /// The place of its command among the file's slices.
    at: usize,
    text: String,
}

/// A value whose parts are joined.
#[derive(Debug, Default)]
pub(super) struct Value<'a> {
    pub(super) text: Cow<'a, str>,
    /// Names that nothing defines, or whose text is too long; they stand in the text as they are written.
    pub(super) undefined: Vec<&'a str>,
    /// The commands whose strings it used.
    pub(super) used: Vec<usize>,
}

impl Strings {
    /// Adds the definitions of a command; `at` is its place among the file's slices.
    pub(super) fn define(&mut self, at: usize, entry: &Entry<'_>) {
        for item in &entry.items {
            let text = self.value(&item.parts, at).text.into_owned();
            self.known
                .entry(item.name.to_ascii_lowercase())
                .or_default()
                .push(Definition { at, text });
        }
    }

    /// The value of a field of the slice at a place.
    pub(super) fn value<'a>(&self, parts: &[Part<'a>], at: usize) -> Value<'a> {
        if let [Part::Text(text)] = *parts {
            return Value { text: Cow::Borrowed(text), ..Value::default() };
        }
        let mut value = Value::default();
        let mut out = String::new();
        for part in parts {
            match *part {
                Part::Text(text) => out.push_str(text),
                Part::Bare(word) => match self.find(word, at) {
                    Some(found) if out.len() + found.text.len() <= LONGEST => {
                        out.push_str(&found.text);
                        value.used.push(found.at);
                    }
                    Some(_) => {
                        out.push_str(word);
                        value.undefined.push(word);
                    }
                    None => {
                        out.push_str(word);
                        let number = word.bytes().all(|byte| byte.is_ascii_digit());
                        if !number && !dates::is_month(word) {
                            value.undefined.push(word);
                        }
                    }
                },
            }
        }
        value.text = Cow::Owned(out);
        value
    }

    fn find(&self, word: &str, at: usize) -> Option<&Definition> {
        if self.known.is_empty() {
            return None;
        }
        let list = self.known.get(&word.to_ascii_lowercase())?;
        let before = list.partition_point(|definition| definition.at < at);
        list.get(before.saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::super::entry::parse;
    use super::super::slice::End;
    use super::*;

    #[test]
    fn strings_months_and_joined_parts() {
        let mut strings = Strings::default();
        for (at, text) in [
            (0, "@string{tea = \"Tea\"}"),
            (1, "@string(cup = tea # { and } # \"Cup\")"),
            (5, "@string{TEA = {Other Tea}}"),
            (6, "@string{late = \"Late\"}"),
        ] {
            strings.define(at, &parse(text, 0, End::Closed(text.len() - 1)));
        }
        let shown = |text: &str| {
            let entry = parse(text, 0, End::Closed(text.len() - 1));
            let value = strings.value(&entry.items[0].parts, 3);
            format!("{} {:?}", value.text, value.undefined)
        };
        assert_eq!(shown("@a{k, t = tea}"), "Tea []");
        assert_eq!(shown("@a{k, t = CUP # {s}}"), "Tea and Cups []");
        assert_eq!(shown("@a{k, t = late}"), "Late []");
        assert_eq!(shown("@a{k, t = nope # 12}"), "nope12 [\"nope\"]");
        assert_eq!(shown("@a{k, t = jan # \"~1\"}"), "jan~1 []");
    }

    #[test]
    fn strings_that_repeat_each_other_do_not_grow_without_end() {
        let mut strings = Strings::default();
        strings.define(0, &parse("@string{s = {0123456789}}", 0, End::Closed(24)));
        for at in 1..60 {
            let text = "@string{s = s # s # s # s}";
            strings.define(at, &parse(text, 0, End::Closed(text.len() - 1)));
        }
        let all: usize = strings.known.values().flatten().map(|one| one.text.len()).sum();
        assert!(all < 60 * (LONGEST + 100), "{all}");
    }
}
