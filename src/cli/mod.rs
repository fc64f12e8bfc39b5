//! The command line: arguments in, exit code out. One file per command, each thin.
//!
//! Never: work that a library caller could want; that is in the stages.

mod args;
mod build;
mod check;
mod console;
mod convert;
mod init;
mod inspect;
mod status;
mod stream;
mod topics;
mod usage;

pub use args::Cli;

use crate::diag::{Diagnostic, Severity};
use crate::pipeline::{Built, Overrides, Stop};
use crate::text::number::thousands;
use args::{Command, Common, Site};
use clap::Parser;
use console::Console;
use std::process::ExitCode;

/// How a run ended; each kind has its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Done,
    Errors,
    Machine,
}

impl Outcome {
    fn worse(self, other: Outcome) -> Outcome {
        self.max(other)
    }

    fn of(diagnostics: &[Diagnostic]) -> Outcome {
        match diagnostics.iter().any(|d| d.severity() == Severity::Error) {
            true => Outcome::Errors,
            false => Outcome::Done,
        }
    }
}

/// Parses the arguments, runs the command and says how it went. Wrong usage is exit code 2. Results or messages that could
/// not be written are a failure of the machine, however well the rest went.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(instead) => return usage::say(instead),
    };
    let console = Console::new(&cli.common);
    let outcome = match &cli.command {
        Command::Init(args) => init::command(args, &console),
        Command::Build(args) => build::run(args, &cli.common, &console),
        Command::Check(args) => check::run(args, &cli.common, &console),
        Command::Status(args) => status::run(args, &cli.common, &console),
        Command::Inspect(args) => inspect::run(args, &cli.common, &console),
        Command::Convert(args) => convert::run(args, &cli.common, &console),
        Command::Topics(args::Topics::Suggest(args)) => {
            topics::suggest(args, &cli.common, &console)
        }
    };
    let outcome = if console.written() { outcome } else { Outcome::Machine };
    match outcome {
        Outcome::Done => ExitCode::SUCCESS,
        Outcome::Errors => ExitCode::from(1),
        Outcome::Machine => ExitCode::from(3),
    }
}

/// Sets the threads of a command that runs no pipeline. A pool that exists already is left as it is.
fn use_threads(jobs: Option<u16>) {
    let threads = jobs.map_or(0, usize::from);
    drop(rayon::ThreadPoolBuilder::new().num_threads(threads).build_global());
}

fn overrides(site: &Site, common: &Common) -> Overrides {
    Overrides {
        output: None,
        base_url: site.base_url.clone(),
        strict: site.strict,
        drafts: site.drafts,
        jobs: common.jobs.map(usize::from),
        ends: true,
    }
}

/// Prints what was said and turns the result into an outcome; a finished run goes on with `summary`.
fn finish(result: Result<Built, Stop>, console: &Console, summary: impl FnOnce(&Built)) -> Outcome {
    match result {
        Ok(built) => {
            console.diagnostics(&built.diagnostics);
            summary(&built);
            Outcome::of(&built.diagnostics)
        }
        Err(Stop::Refused(said)) => {
            console.diagnostics(&said);
            console.say("nothing was written");
            Outcome::Errors
        }
        Err(Stop::Machine(said)) => {
            console.diagnostics(&said);
            console.say("nothing was changed");
            Outcome::Machine
        }
    }
}

/// Where every record slice went, in words.
fn sums(built: &Built) -> String {
    let ledger = &built.ledger;
    let mut line =
        format!("{} from {}", count(ledger.records, "article"), count(built.files, "file"));
    let parts =
        [(ledger.merged, "merged"), (ledger.rejected, "rejected"), (ledger.excluded, "left out")];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| format!("{} {word}", thousands(*number)))
        .collect();
    if !parts.is_empty() {
        line.push_str(&format!(" ({}: {})", count(ledger.slices, "record"), parts.join(", ")));
    }
    line
}

fn count(number: usize, noun: &str) -> String {
    format!("{} {noun}{}", thousands(number), if number == 1 { "" } else { "s" })
}
