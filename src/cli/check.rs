//! `litdigest check`: everything that build would complain about, without writing.

use super::args::{Check, Common};
use super::console::Console;
use super::{Outcome, count, finish, overrides, sums};
use crate::diag::Severity;
use crate::session::Session;

/// Checks and says how many findings there are of each severity.
pub(super) fn run(args: &Check, common: &Common, console: &Console) -> Outcome {
    let overrides = overrides(&args.site, common);
    let progress = console.progress();
    let session = Session::open(&args.site.folder, &overrides, &progress);
    let result = session.and_then(|session| session.check());
    drop(progress);
    finish(result, console, |built| {
        let of = |severity| built.diagnostics.iter().filter(|d| d.severity() == severity).count();
        console.say(&format!(
            "{}; {} checked: {}, {}, {}",
            sums(built),
            count(built.plan.pages().len(), "file"),
            count(of(Severity::Error), "error"),
            count(of(Severity::Warning), "warning"),
            count(of(Severity::Note), "note"),
        ));
    })
}
