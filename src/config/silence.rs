//! Messages that the curator has answered with `[[silence]]`.
//!
//! In: the tables of the settings and what was said. Out: what is left to say, and which tables met something. Never: an
//! error silenced: something was left out, and the curator must know.

use crate::diag::{Diagnostic, Place, Severity, codes};
use crate::text::route::matches_stars;

/// One `[[silence]]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Silence {
    /// The identifier of the kind of message.
    pub code: &'static str,
    /// The file that it is about, relative to the site; `*` stands for anything.
    pub file: Option<String>,
    /// Any identifier of the record that it is about.
    pub id: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Where the table stands.
    pub place: Place,
}

/// Takes away what the tables silence. `key_of` finds the key of the article that an identifier names. `met` has a place for
/// each table, which becomes true where the table met something.
pub fn silence(
    tables: &[Silence],
    said: &mut Vec<Diagnostic>,
    key_of: &dyn Fn(&str) -> Option<String>,
    met: &mut Vec<bool>,
) {
    met.resize(tables.len(), false);
    if tables.is_empty() {
        return;
    }
    let keys: Vec<Option<String>> =
        tables.iter().map(|table| table.id.as_deref().and_then(key_of)).collect();
    said.retain(|said| {
        let answers = |table: &Silence, key: &Option<String>| {
            let file = said.place.as_ref().map_or("", |place| &place.file);
            table.code == said.code.id
                && said.severity() != Severity::Error
                && table.file.as_deref().is_none_or(|wanted| matches_stars(wanted, file))
                && (table.id.is_none() || key.is_some() && *key == said.key)
        };
        let mut answered = false;
        for ((table, key), met) in tables.iter().zip(&keys).zip(met.iter_mut()) {
            if answers(table, key) {
                (answered, *met) = (true, true);
            }
        }
        !answered
    });
}

/// The tables that met nothing.
pub fn idle(tables: &[Silence], met: &[bool]) -> Vec<Diagnostic> {
    let without = tables.iter().zip(met).filter(|(_, met)| !**met);
    without
        .map(|(table, _)| {
            Diagnostic::new(&codes::IDLE_SETTING, format!("[[silence]] meets no `{}`", table.code))
                .at(table.place.clone())
                .done("silenced nothing")
                .help("delete the table, or check what it names")
        })
        .collect()
}
