//! What a session is told, and what it answers.
//!
//! In: nothing. Out: the types of both. Never: work.

use crate::config;
use crate::diag::Diagnostic;
use crate::library::Ledger;
use crate::output;
use crate::record::Record;
use crate::site::Plan;
use crate::status::Status;
use std::path::PathBuf;
use std::sync::Arc;

/// What the command line says over the settings.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// Output folder, relative to where the command runs.
    pub output: Option<PathBuf>,
    /// Address of the published site.
    pub base_url: Option<String>,
    /// Warnings count as errors, and nothing is written.
    pub strict: bool,
    /// Drafts are included.
    pub drafts: bool,
    /// Worker threads.
    pub jobs: Option<usize>,
}

/// Told which stage runs, so that a terminal can show it.
pub trait Progress: Sync {
    /// A stage begins.
    fn stage(&self, name: &'static str);
    /// A page is done.
    fn step(&self);
}

/// Why nothing was written.
#[derive(Debug)]
pub enum BuildError {
    /// Errors of the settings or a template, or warnings under `--strict`.
    Refused(Vec<Diagnostic>),
    /// The machine failed: disk, permission.
    Machine(Vec<Diagnostic>),
}

/// A site that was built.
#[derive(Debug)]
pub struct Built {
    /// Everything that was said, in no particular order.
    pub diagnostics: Vec<Diagnostic>,
    /// Where the record slices went.
    pub ledger: Ledger,
    /// Files read.
    pub files: usize,
    /// What was put in place; absent after [`super::Session::check`].
    pub report: Option<output::Report>,
    /// The output folder.
    pub output: PathBuf,
    /// All pages and other files of the site, with what they are made of.
    pub plan: Plan,
}

/// What [`super::Session::status`] found.
#[derive(Debug)]
pub struct Surveyed {
    /// What the library has and lacks.
    pub status: Status,
    /// Everything that the stages before the pages said.
    pub diagnostics: Vec<Diagnostic>,
    /// The folder of the exports, relative to the site's.
    pub records: String,
}

/// What [`super::Session::subject_of_note`] found.
#[derive(Debug)]
pub struct NoteSubject {
    /// The record of the article, where there is one.
    pub record: Option<Arc<Record>>,
    /// What to do about an identifier that no record has, where there are near ones.
    pub near: Option<String>,
    /// The files of the notes that are about it already.
    pub notes: Vec<Arc<str>>,
    /// Who keeps the site.
    pub author: Option<String>,
    /// The fields of the site's notes.
    pub fields: Vec<config::Field>,
}
