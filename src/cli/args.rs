//! The command line as typed.

use crate::diag::MessageFormat;
use crate::formats::{WRITERS, Writer};
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Turns database exports into a linked, searchable, accessible site.
#[derive(Debug, Parser)]
#[command(name = "litdigest", version, propagate_version = true, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 done; 1 errors (of the settings or a template: nothing is \
written; of a record or a note: the site is written without it); 2 wrong usage; 3 the machine \
failed (disk, permission), nothing changed.")]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Options of every command.
    #[command(flatten)]
    pub common: Common,
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Common {
    /// Print errors and results only
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// List every message and every entry, where long lists are cut
    #[arg(long, global = true)]
    pub all: bool,
    /// Worker threads (default: one per core)
    #[arg(long, value_name = "N", global = true, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// When to colour messages; NO_COLOR is honoured
    #[arg(long, value_enum, value_name = "WHEN", default_value_t, global = true)]
    pub color: When,
    /// How messages are written
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t, global = true)]
    pub message_format: Messages,
}

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How messages are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Messages {
    /// With the source line and a caret
    #[default]
    Human,
    /// One line each
    Short,
    /// One JSON object a line
    Json,
    /// Annotations for GitHub workflows
    Github,
}

impl From<Messages> for MessageFormat {
    fn from(messages: Messages) -> Self {
        match messages {
            Messages::Human => MessageFormat::Human,
            Messages::Short => MessageFormat::Short,
            Messages::Json => MessageFormat::Json,
            Messages::Github => MessageFormat::Github,
        }
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a working site with one sample record, a note, a topic and a CI workflow
    #[command(after_help = "Example: litdigest init reading-room")]
    Init(Init),
    /// Build the site
    #[command(
        after_help = "Examples:\n  litdigest build --open\n  litdigest build reading-room -o /srv/www --base-url https://example.org/reading"
    )]
    Build(Build),
    /// Say everything that build would complain about, and check links, without writing
    #[command(after_help = "Example: litdigest check --strict --message-format github")]
    Check(Check),
    /// Say what the library has and lacks: gaps, possible duplicates, conflicts, retractions
    Status(Status),
    /// Begin a note about an article: writes its file and prints the path
    #[command(
        after_help = "Examples:\n  litdigest note 34357138\n  $EDITOR $(litdigest note 10.3390/jpm11070671)"
    )]
    Note(Note),
    /// Show what was understood of export files
    #[command(
        after_help = "Examples:\n  litdigest inspect export.txt\n  litdigest inspect --format coverage content/records/*"
    )]
    Inspect(Inspect),
    /// Write the records of export files in another format
    #[command(after_help = "Example: litdigest convert export.txt --to bibtex > library.bib")]
    Convert(Convert),
    /// Work on the scheme of topics
    #[command(subcommand)]
    Topics(Topics),
}

impl Command {
    /// The folder of the site that it works on, if it works on one.
    pub fn site(&self) -> Option<&std::path::Path> {
        match self {
            Command::Build(args) => Some(&args.site.folder),
            Command::Check(args) => Some(&args.site.folder),
            Command::Status(args) => Some(&args.folder),
            Command::Note(args) => Some(&args.site),
            Command::Topics(Topics::Suggest(args)) => Some(&args.folder),
            Command::Init(_) | Command::Inspect(_) | Command::Convert(_) => None,
        }
    }
}

/// What `topics` does.
#[derive(Debug, Subcommand)]
pub enum Topics {
    /// Propose profiles for the commonest topics that have none yet, on standard output
    #[command(after_help = "Each proposal begins with the name of the file in which to save it.")]
    Suggest(Suggest),
}

/// Arguments of `topics suggest`.
#[derive(Debug, Args)]
pub struct Suggest {
    /// Folder of the site
    #[arg(default_value = ".", value_name = "SITE")]
    pub folder: PathBuf,
    /// Most profiles to propose
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub most: usize,
    /// Save each profile as a file of the site; files that are there stay as they are
    #[arg(long)]
    pub write: bool,
}

/// Arguments of `init`.
#[derive(Debug, Args)]
pub struct Init {
    /// Folder to make it in
    #[arg(default_value = ".", value_name = "DIR")]
    pub dir: PathBuf,
}

/// The site to work on and how.
#[derive(Debug, Args)]
pub struct Site {
    /// Folder of the site
    #[arg(default_value = ".", value_name = "SITE")]
    pub folder: PathBuf,
    /// Address at which the site will be published
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Count warnings as errors; then nothing is written
    #[arg(long)]
    pub strict: bool,
    /// Include drafts
    #[arg(long)]
    pub drafts: bool,
}

/// Arguments of `build`.
#[derive(Debug, Args)]
pub struct Build {
    /// The site.
    #[command(flatten)]
    pub site: Site,
    /// Folder to write to, instead of the settings' (default: public)
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Open the finished site in the browser
    #[arg(long)]
    pub open: bool,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// The site.
    #[command(flatten)]
    pub site: Site,
}

/// Arguments of `status`.
#[derive(Debug, Args)]
pub struct Status {
    /// Folder of the site
    #[arg(default_value = ".", value_name = "SITE")]
    pub folder: PathBuf,
    /// What to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: StatusFormat,
    /// Include drafts
    #[arg(long)]
    pub drafts: bool,
}

/// What `status` prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum StatusFormat {
    /// For reading; long lists are cut
    #[default]
    Text,
    /// One JSON object with everything
    Json,
}

/// Arguments of `note`.
#[derive(Debug, Args)]
pub struct Note {
    /// The article: a PMID, PMCID or DOI, or the name of its page
    #[arg(value_name = "ID")]
    pub id: String,
    /// Folder of the site
    #[arg(long, default_value = ".", value_name = "DIR")]
    pub site: PathBuf,
    /// Name of the file, instead of the article's; for a second note about it
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
}

/// Arguments of `inspect`.
#[derive(Debug, Args)]
pub struct Inspect {
    /// Export files; - for standard input
    #[arg(value_name = "FILE", required_unless_present = "schema")]
    pub files: Vec<String>,
    /// What to print
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: InspectFormat,
    /// Print the JSON Schema of a record and stop
    #[arg(long)]
    pub schema: bool,
}

/// Arguments of `convert`.
#[derive(Debug, Args)]
pub struct Convert {
    /// Export files; - for standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<String>,
    /// The format to write, on standard output
    #[arg(long, value_parser = writers(), value_name = "FORMAT")]
    pub to: String,
}

/// The formats that `convert` writes, from their registry.
fn writers() -> PossibleValuesParser {
    let value = |writer: &Writer| PossibleValue::new(writer.id).help(writer.name);
    PossibleValuesParser::new(WRITERS.iter().map(value))
}

/// What `inspect` prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum InspectFormat {
    /// One line a record, for reading
    #[default]
    Table,
    /// One JSON object a record, every field
    Jsonl,
    /// One account a file: records, lines, and each line that is in no field
    Coverage,
}
