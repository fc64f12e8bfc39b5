//! The vocabularies: Medical Subject Headings and the Research Organization Registry.
//!
//! In: the packed tables that are built into the program, or the official files that the settings name. Out: [`Mesh`] and
//! [`Ror`], which are asked for what a library's words may name. Never: matching, or what a name means.
//!
//! A vocabulary has hundreds of thousands of names, and a library speaks of a few thousand of them. So the names are kept as
//! numbers of words ([`mod@strings`]): the words of the vocabulary are looked at once, and only names all of whose words may
//! stand in the library are ever written out. A file that the settings name is brought into the same form when it is read,
//! and [`mod@packed`] writes that form to a file and reads it.

pub mod mesh;
mod numbers;
mod packed;
pub mod ror;
mod strings;

pub use mesh::Mesh;
pub use ror::Ror;
pub(crate) use strings::{Strings, words};

use crate::diag::{Diagnostic, Place, codes};
use std::sync::Arc;

/// What the first line of a packed table says: what it is, its source and its licence, for whoever opens the file and for the
/// about page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// What it is: "Medical Subject Headings (MeSH) 2026".
    pub what: String,
    /// Who made it, and where.
    pub source: String,
    /// On which terms it is used.
    pub licence: String,
}

/// A file that the settings name and that is not what it should be.
fn broken(file: &Arc<str>, wanted: &str, why: &str, help: String) -> Diagnostic {
    Diagnostic::new(&codes::BAD_REGISTRY, format!("{file} is no {wanted}: {why}"))
        .at(Place::file(file))
        .done("wrote nothing; the built-in one is not used in its place")
        .help(help)
}
