//! Names of people for display.

use super::shown::Shown;
use super::words::Words;
use crate::record::{Person, Record};

/// How many names an entry shows before it leaves some out.
const SHOWN: usize = 4;

/// A person's name as citations print it.
pub(super) fn name(person: &Person) -> Shown<'static> {
    Shown::new(person.display())
}

/// The authors in one line: all of a few, else the first three, an ellipsis and the last. Empty without authors.
pub(super) fn line(words: &Words, record: &Record) -> Shown<'static> {
    let people = if record.authors.is_empty() { &record.editors } else { &record.authors };
    let mut named = people.iter().map(name).filter(|name| !name.is_empty());
    if people.len() <= SHOWN {
        return words.joined(named);
    }
    let first = named.by_ref().take(SHOWN - 1).collect::<Vec<_>>();
    let last = people.last().map(name).unwrap_or_default();
    words.joined(first.into_iter().chain([Shown::new(format!("… {last}"))]))
}
