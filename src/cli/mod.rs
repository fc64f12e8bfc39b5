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
mod note;
mod status;
mod stream;
mod today;
mod topics;
mod usage;

pub use args::Cli;

use crate::diag::{Diagnostic, Severity};
use crate::session::{BuildError, Built, Overrides};
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
    fn code(self) -> u8 {
        match self {
            Outcome::Done => 0,
            Outcome::Errors => 1,
            Outcome::Machine => 3,
        }
    }

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
    let console = Console::new(&cli.common, cli.command.site());
    let outcome = match &cli.command {
        Command::Init(args) => init::command(args, &console),
        Command::Build(args) => build::run(args, &cli.common, &console),
        Command::Check(args) => check::run(args, &cli.common, &console),
        Command::Status(args) => status::run(args, &cli.common, &console),
        Command::Inspect(args) => inspect::run(args, &cli.common, &console),
        Command::Note(args) => note::run(args, &cli.common, &console),
        Command::Convert(args) => convert::run(args, &cli.common, &console),
        Command::Topics(args::Topics::Suggest(args)) => {
            topics::suggest(args, &cli.common, &console)
        }
    };
    ExitCode::from(heard(outcome, &console).code())
}

/// How the run went, when what it had to say could be written; else the machine failed.
fn heard(outcome: Outcome, console: &Console) -> Outcome {
    if console.written() { outcome } else { Outcome::Machine }
}

/// Ends the program here. What the command still holds goes back to the system at once, where letting go of every string of
/// a large library would be a good part of the whole run.
#[allow(clippy::exit, reason = "the one place where a command ends without letting go of its site")]
fn leave(outcome: Outcome, console: &Console) -> ! {
    // The console writes at once, so nothing is left in a buffer.
    std::process::exit(i32::from(heard(outcome, console).code()))
}

/// Sets the threads of a command that opens no session. A pool that exists already is left as it is.
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
    }
}

/// Prints what was said and turns the result into an outcome; a finished run goes on with `summary` and ends the program.
fn finish(
    result: Result<Built, BuildError>,
    console: &Console,
    summary: impl FnOnce(&Built),
) -> Outcome {
    match result {
        Ok(built) => {
            console.diagnostics(&built.diagnostics);
            summary(&built);
            leave(Outcome::of(&built.diagnostics), console)
        }
        Err(stop) => {
            let outcome = stopped(&stop, console);
            console.say(match stop {
                BuildError::Refused(_) => "nothing was written",
                BuildError::Machine(_) => "nothing was changed",
            });
            outcome
        }
    }
}

/// Prints why a command could not do its work.
fn stopped(stop: &BuildError, console: &Console) -> Outcome {
    let (said, outcome) = match stop {
        BuildError::Refused(said) => (said, Outcome::Errors),
        BuildError::Machine(said) => (said, Outcome::Machine),
    };
    console.diagnostics(said);
    outcome
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
