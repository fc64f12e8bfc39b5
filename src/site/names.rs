//! Names of people for display.

use super::mail::without_mail;
use crate::record::{Person, Record};
use std::borrow::Cow;

/// How many names an entry shows before it leaves some out.
const SHOWN: usize = 4;

/// A person's name as citations print it.
pub(super) fn name(person: &Person) -> String {
    let printed = person.display();
    let changed = match without_mail(&printed) {
        Cow::Owned(changed) => Some(changed),
        Cow::Borrowed(_) => None,
    };
    changed.unwrap_or(printed)
}

/// The authors in one line: all of a few, else the first three, an ellipsis and the last. Empty without authors.
pub(super) fn line(record: &Record) -> String {
    let people = if record.authors.is_empty() { &record.editors } else { &record.authors };
    let mut named = people.iter().map(name).filter(|name| !name.is_empty());
    if people.len() <= SHOWN {
        return named.collect::<Vec<_>>().join(", ");
    }
    let first: Vec<String> = named.by_ref().take(SHOWN - 1).collect();
    let last = people.last().map(name).unwrap_or_default();
    format!("{}, … {last}", first.join(", "))
}
