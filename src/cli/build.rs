//! `litdigest build`: the site, built and put in place.

use super::args::{Build, Common};
use super::console::Console;
use super::{Outcome, count, finish, overrides, sums};
use crate::session::Session;
use crate::text::number::thousands;
use std::path::Path;
use std::process::{Command, Stdio};

/// Builds, says what was done, and opens the site where that was asked for.
pub(super) fn run(args: &Build, common: &Common, console: &Console) -> Outcome {
    let mut overrides = overrides(&args.site, common);
    overrides.output.clone_from(&args.output);
    let progress = console.progress();
    let session = Session::open(&args.site.folder, &overrides, &progress);
    let result = session.and_then(|session| session.build());
    drop(progress);
    finish(result, console, |built| {
        if let Some(report) = &built.report {
            console.say(&format!(
                "{}; {} in {}: {} written, {} unchanged, {} removed",
                sums(built),
                count(built.plan.pages().len(), "file"),
                built.output.display(),
                thousands(report.written),
                thousands(report.unchanged),
                thousands(report.removed),
            ));
        }
        let index = built.output.join("index.html");
        console.say(&format!("open {}", index.display()));
        if args.open {
            open(&index, console);
        }
    })
}

/// Hands the page to the desktop; a machine without one gets the path in words, which was printed already.
fn open(index: &Path, console: &Console) {
    let opener = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    let started = Command::new(opener)
        .arg(index)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    if started.is_err() {
        console.say(&format!("could not start {opener}; open the page by hand"));
    }
}
