//! `litdigest status`: what the library has and lacks, on standard output.

use super::args::{Common, Status, StatusFormat};
use super::console::Console;
use super::{Outcome, count};
use crate::diag::{Diagnostic, Severity};
use crate::pipeline::{self, Overrides, Stop};

/// Prints the status. Errors of records and notes go to standard error; warnings are counted, because `check` says them.
pub(super) fn run(args: &Status, common: &Common, console: &Console) -> Outcome {
    let overrides = Overrides {
        drafts: args.drafts,
        jobs: common.jobs.map(usize::from),
        ..Overrides::default()
    };
    let progress = console.progress();
    let result = pipeline::status(&args.folder, &overrides, &progress);
    drop(progress);
    let surveyed = match result {
        Ok(surveyed) => surveyed,
        Err(Stop::Refused(said)) => {
            console.diagnostics(&said);
            return Outcome::Errors;
        }
        Err(Stop::Machine(said)) => {
            console.diagnostics(&said);
            return Outcome::Machine;
        }
    };
    console.print(&match args.format {
        StatusFormat::Text => surveyed.status.text(),
        StatusFormat::Json => surveyed.status.json(),
    });
    let (errors, others): (Vec<Diagnostic>, Vec<Diagnostic>) =
        surveyed.diagnostics.into_iter().partition(|d| d.severity() == Severity::Error);
    console.diagnostics(&errors);
    let warnings = others.iter().filter(|d| d.severity() == Severity::Warning).count();
    if warnings > 0 {
        console.say(&format!("{}; `litdigest check` says them", count(warnings, "warning")));
    }
    Outcome::of(&errors)
}
