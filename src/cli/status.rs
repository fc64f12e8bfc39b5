//! `litdigest status`: what the library has and lacks, on standard output.

use super::args::{Common, Status, StatusFormat};
use super::console::Console;
use super::{Outcome, count, stopped};
use crate::diag::{Severity, visible_json};
use crate::session::{Overrides, Session};
use crate::status::Shown;

/// Prints the status. For people, errors and warnings are counted, because `check` says them; programs get them all.
pub(super) fn run(args: &Status, common: &Common, console: &Console) -> Outcome {
    let overrides = Overrides {
        drafts: args.drafts,
        jobs: common.jobs.map(usize::from),
        ..Overrides::default()
    };
    let progress = console.progress();
    let session = Session::open(&args.folder, &overrides, &progress);
    let result = session.and_then(|session| session.status());
    drop(progress);
    let surveyed = match result {
        Ok(surveyed) => surveyed,
        Err(stop) => return stopped(&stop, console),
    };
    match args.format {
        StatusFormat::Text => console.print(&surveyed.status.text(Shown {
            all: common.all,
            site: console.site(),
            records: &surveyed.records,
        })),
        StatusFormat::Json => console.print_data(&visible_json(surveyed.status.json())),
    }
    let of = |severity| surveyed.diagnostics.iter().filter(|d| d.severity() == severity).count();
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    if console.is_human() && errors + warnings > 0 {
        console.say(&format!(
            "{} and {}; `litdigest check` says them",
            count(errors, "error"),
            count(warnings, "warning")
        ));
    }
    if !console.is_human() {
        console.diagnostics(&surveyed.diagnostics);
    }
    Outcome::of(&surveyed.diagnostics)
}
