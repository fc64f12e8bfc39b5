//! What goes to the terminal: results to standard output, all else to standard error.
//!
//! In: diagnostics, lines, stages. Out: bytes on the two streams, coloured and with progress only where a person looks.
//! Text for people has its characters that act on a terminal written out; data for programs goes out as it is. What
//! could not be written is kept until the end of the run, see [`Console::written`]. A reader that closes the pipe early is
//! no failure.

use super::args::{Common, Messages, When};
use super::stream::Stream;
use crate::diag::{self, Diagnostic, MessageFormat, Severity};
use crate::text::number::thousands;
use indicatif::{ProgressBar, ProgressStyle};
use std::collections::{BTreeMap, BTreeSet};
use std::io::IsTerminal;
use std::path::Path;
use std::time::Duration;

/// In human form, how many warnings or errors of one kind a run prints before it counts the rest.
const SHOWN: usize = 10;

/// How many messages of one kind people are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    /// Every one.
    Whole,
    /// The first ones, and how many more there are; of notes the number.
    Counted,
}

/// The two streams and how to write to them.
pub(super) struct Console {
    quiet: bool,
    format: MessageFormat,
    colour: bool,
    live: bool,
    list: List,
    /// The way to the site's folder from where the command runs; empty where they are one.
    site: String,
    results: Stream,
    messages: Stream,
}

impl Console {
    /// Decides by the options, the terminal and the environment.
    pub(super) fn new(common: &Common, site: Option<&Path>) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let colour = match common.color {
            When::Always => true,
            When::Never => false,
            When::Auto => may_colour(terminal),
        };
        let human = common.message_format == Messages::Human;
        Console {
            quiet: common.quiet,
            format: common.message_format.into(),
            colour,
            live: terminal && human && !common.quiet && !set("CI"),
            list: if common.all { List::Whole } else { List::Counted },
            site: site.map(way_to).unwrap_or_default(),
            results: Stream::results(),
            messages: Stream::messages(),
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
            self.messages.write(&format!("{}\n", diag::visible(line)));
        }
    }

    /// The way to the site's folder from where the command runs; empty where they are one.
    pub(super) fn site(&self) -> &str {
        &self.site
    }

    /// Prints diagnostics in their stable order, with paths as an editor opens them from here. For people, several notes of
    /// one kind are one line, and many warnings or errors of one kind are counted after the first ten.
    pub(super) fn diagnostics(&self, said: &[Diagnostic]) {
        let wanted = |said: &&Diagnostic| !self.quiet || said.severity() == Severity::Error;
        let mut sorted: Vec<&Diagnostic> = said.iter().filter(wanted).collect();
        sorted.sort_by(|a, b| diag::compare(a, b));
        let whole = self.list == List::Whole || !self.is_human();
        let mut of_kind: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
        for said in &sorted {
            of_kind.entry(said.code.id).or_default().push(said);
        }
        let several = |said: &Diagnostic| of_kind.get(said.code.id).map_or(0, Vec::len) > 1;
        let counted =
            |said: &Diagnostic| !whole && said.severity() == Severity::Note && several(said);
        for of_kind in of_kind.values().filter(|all| all.first().is_some_and(|one| counted(one))) {
            self.messages.write(&notes(of_kind));
        }
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for said in sorted.iter().filter(|said| !counted(said)) {
            let count = seen.entry(said.code.id).or_default();
            *count += 1;
            if whole || *count <= SHOWN {
                let said = (*said).clone().under(&self.site);
                self.messages.write(&diag::render(&said, self.format, self.colour));
            }
        }
        for (id, count) in seen.iter().filter(|(_, count)| !whole && **count > SHOWN) {
            let more = thousands(count - SHOWN);
            self.messages.write(&format!("… and {more} more of `{id}`; --all lists them\n\n"));
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

    /// Results for people, on standard output: lines of text.
    pub(super) fn print(&self, lines: &str) {
        self.results.write(&diag::visible_lines(lines));
    }

    /// Results for programs, on standard output: data as it is.
    pub(super) fn print_data(&self, data: &str) {
        self.results.write(data);
    }

    /// Whether all that was to be said could be written. What could not is told on standard error, if that takes it.
    pub(super) fn written(&self) -> bool {
        if let Some(failure) = self.results.failure() {
            let said = Diagnostic::new(
                &diag::codes::OUTPUT_FAILED,
                format!("the results could not be written to standard output: {failure}"),
            )
            .done("stopped printing; what was printed is not the whole")
            .help("make room where the output goes, and run the command again");
            self.messages.write(&diag::render(&said, self.format, self.colour));
        }
        self.results.failure().is_none() && self.messages.failure().is_none()
    }
}

/// Several notes of one kind in one line.
fn notes(of_kind: &[&Diagnostic]) -> String {
    let Some(first) = of_kind.first() else { return String::new() };
    let files: BTreeSet<&str> =
        of_kind.iter().filter_map(|said| Some(&*said.place.as_ref()?.file)).collect();
    let within = match files.len() {
        0 => String::new(),
        1 => " in 1 file".to_owned(),
        many => format!(" in {} files", thousands(many)),
    };
    let meaning = first.code.meaning.trim_end_matches('.');
    format!(
        "note[{}]: {}{within}; --all lists them: {meaning}\n\n",
        first.code.id,
        thousands(of_kind.len())
    )
}

/// The way to a folder as it stands before the names of its files; empty for the one in which the command runs.
fn way_to(folder: &Path) -> String {
    let way = folder.to_string_lossy().replace('\\', "/");
    let mut way = way.as_str();
    while let Some(rest) = way.strip_prefix("./") {
        way = rest.trim_start_matches('/');
    }
    let bare = way.trim_end_matches('/');
    match (way, bare) {
        (".", _) => String::new(),
        // The root of the disk.
        (way, "") if way.starts_with('/') => "/".to_owned(),
        (_, bare) => bare.to_owned(),
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

/// Whether text for a stream may be coloured that is, or is not, a terminal.
pub(super) fn may_colour(terminal: bool) -> bool {
    terminal && !set("NO_COLOR") && !set("CI")
}

#[allow(clippy::disallowed_methods, reason = "the terminal's environment is read here alone")]
fn set(name: &str) -> bool {
    std::env::var(name).is_ok_and(|value| !value.is_empty())
}
