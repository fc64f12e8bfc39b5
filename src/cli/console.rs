//! What goes to the terminal: results to standard output, all else to standard error.
//!
//! In: diagnostics, lines, stages. Out: bytes on the two streams, coloured and with progress only where a person looks.
//! A reader that closes the pipe early is not an error.

use super::args::{Common, Messages, When};
use crate::diag::{self, Diagnostic, MessageFormat, Severity};
use crate::text::number::thousands;
use indicatif::{ProgressBar, ProgressStyle};
use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::time::Duration;

/// In human form, how many diagnostics of one kind a run prints before it counts the rest.
const SHOWN: usize = 10;

/// The two streams and how to write to them.
pub(super) struct Console {
    quiet: bool,
    format: MessageFormat,
    colour: bool,
    live: bool,
}

impl Console {
    /// Decides by the options, the terminal and the environment.
    pub(super) fn new(common: &Common) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let colour = match common.color {
            When::Always => true,
            When::Never => false,
            When::Auto => terminal && !set("NO_COLOR") && !set("CI"),
        };
        let human = common.message_format == Messages::Human;
        Console {
            quiet: common.quiet,
            format: common.message_format.into(),
            colour,
            live: terminal && human && !common.quiet && !set("CI"),
        }
    }

    /// Whether messages are for people.
    pub(super) fn is_human(&self) -> bool {
        self.format == MessageFormat::Human
    }

    /// Whether machines read the messages as JSON.
    pub(super) fn is_json(&self) -> bool {
        self.format == MessageFormat::Json
    }

    /// A line of information for people; left out when quiet or when machines read the messages.
    pub(super) fn say(&self, line: &str) {
        if !self.quiet && self.is_human() {
            self.error(&format!("{line}\n"));
        }
    }

    /// Prints diagnostics in their stable order. For people, many of one kind are counted after the first ten.
    pub(super) fn diagnostics(&self, said: &[Diagnostic]) {
        let mut sorted: Vec<&Diagnostic> = said.iter().collect();
        sorted.sort_by(|a, b| diag::compare(a, b));
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for diagnostic in sorted {
            if self.quiet && diagnostic.severity() != Severity::Error {
                continue;
            }
            let count = seen.entry(diagnostic.code.id).or_default();
            *count += 1;
            if !self.is_human() || *count <= SHOWN {
                self.error(&diag::render(diagnostic, self.format, self.colour));
            }
        }
        for (id, count) in seen.iter().filter(|(_, count)| self.is_human() && **count > SHOWN) {
            let more = thousands(count - SHOWN);
            self.error(&format!(
                "… and {more} more of `{id}`; --message-format short lists them all\n\n"
            ));
        }
    }

    /// Shows which stage is running, on a terminal.
    pub(super) fn progress(&self) -> Progress {
        if !self.live {
            return Progress(None);
        }
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {pos}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        Progress(Some(bar))
    }

    /// Results, on standard output.
    #[allow(clippy::unused_self, reason = "whoever prints holds the console")]
    pub(super) fn print(&self, text: &str) {
        let mut out = std::io::stdout().lock();
        // A closed pipe means that the reader has seen enough.
        drop(out.write_all(text.as_bytes()));
    }

    /// Text on standard error, as it is.
    #[allow(clippy::unused_self, reason = "whoever prints holds the console")]
    pub(super) fn error(&self, text: &str) {
        let mut err = std::io::stderr().lock();
        drop(err.write_all(text.as_bytes()));
    }
}

/// A spinner that names the running stage; nothing where nobody looks.
pub(super) struct Progress(Option<ProgressBar>);

impl crate::session::Progress for Progress {
    fn stage(&self, name: &'static str) {
        if let Some(bar) = &self.0 {
            bar.set_position(0);
            bar.set_message(name);
        }
    }

    fn step(&self) {
        if let Some(bar) = &self.0 {
            bar.inc(1);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "the terminal's environment is read here alone")]
fn set(name: &str) -> bool {
    std::env::var(name).is_ok_and(|value| !value.is_empty())
}
