//! The formats that litdigest knows, one file each.
//!
//! In: the bytes of one file. Out: a [`Reading`]: its records in file order, what was said about them, and an account
//! of every line. Steps: 1. [`decode`] makes text of the bytes, record by record; 2. [`detect`] names the format from
//! the content; 3. the format cuts the text into slices; 4. each slice becomes a record or a rejection, and each of its
//! lines ends in a field or in a diagnostic; 5. [`cleaning`] leaves nothing in a string that no page may hold. Never: IO, merging, any use of the file's name beyond messages.

mod bibtex;
mod citation;
mod cleaning;
mod csl_json;
mod database;
mod decode;
mod detect;
mod jsonl;
mod medline;
mod messages;
mod mixed;
mod outcome;
mod pubmed_summary;
mod pubmed_text;
mod pubmed_xml;
mod ris;
mod table;
mod wos_plaintext;
mod write;

pub use bibtex::citation_keys;
pub use database::Database;
pub use pubmed_text::languages::language_name;
pub(crate) use table::list_cell;
pub use table::spreadsheet;
pub use write::{Frame, Unsaid, WRITERS, Writer, write, writer};

use crate::diag::{Code, Diagnostic, Place, codes, compare};
use crate::record::Record;
use crate::workspace::Input;
use decode::{Content, Decoded, Raw};
use std::sync::Arc;

/// Every format, in the order in which a tie is decided. A row holds all that other stages know of a format.
pub static FORMATS: &[Format] = &[
    Format {
        id: pubmed_text::ID,
        name: "PubMed abstract text",
        detect: pubmed_text::detect,
        reader: Some(Reader { cut: pubmed_text::cut, read: pubmed_text::read }),
        trust: 1,
        lined: true,
        database: Database::Of("PubMed"),
        ..PLAIN
    },
    Format {
        id: medline::ID,
        name: "MEDLINE (.nbib)",
        detect: detect::medline,
        reader: Some(Reader { cut: medline::cut, read: medline::read }),
        trust: 2,
        lined: true,
        marks: medline::MARKS,
        database: Database::Of("PubMed"),
        ..PLAIN
    },
    Format {
        id: pubmed_xml::ID,
        name: "PubMed XML",
        detect: pubmed_xml::detect,
        reader: Some(Reader { cut: pubmed_xml::cut, read: pubmed_xml::read }),
        trust: 3,
        lined: true,
        marks: pubmed_xml::MARKS,
        database: Database::Of("PubMed"),
        ..PLAIN
    },
    Format {
        id: ris::ID,
        name: "RIS",
        detect: ris::detect,
        reader: Some(Reader { cut: ris::cut, read: ris::read }),
        lined: true,
        marks: ris::MARKS,
        database: Database::Named(database::of_ris),
        ..PLAIN
    },
    Format {
        id: bibtex::ID,
        name: "BibTeX",
        detect: detect::bibtex,
        reader: Some(Reader { cut: bibtex::cut, read: bibtex::read }),
        database: Database::Named(database::of_bibtex),
        ..PLAIN
    },
    Format {
        id: csl_json::ID,
        name: "CSL-JSON",
        detect: detect::csl_json,
        reader: Some(Reader { cut: csl_json::cut, read: csl_json::read }),
        database: Database::Named(database::of_csl),
        ..PLAIN
    },
    Format {
        id: jsonl::ID,
        name: "litdigest JSON lines",
        detect: detect::jsonl,
        reader: Some(Reader { cut: jsonl::cut, read: jsonl::read }),
        trust: 4,
        lined: true,
        marks: jsonl::MARKS,
        ..PLAIN
    },
    Format {
        id: table::PUBMED,
        name: "PubMed CSV",
        detect: table::detect_pubmed,
        reader: Some(Reader { cut: table::cut, read: table::read_pubmed }),
        partial: Some(&table::PARTIAL),
        database: Database::Of("PubMed"),
        ..PLAIN
    },
    Format {
        id: table::OWN,
        name: "litdigest CSV",
        detect: table::detect_own,
        reader: Some(Reader { cut: table::cut, read: table::read_own }),
        ..PLAIN
    },
    Format {
        id: pubmed_summary::ID,
        name: "PubMed summary text",
        detect: pubmed_summary::detect,
        reader: Some(Reader { cut: pubmed_summary::cut, read: pubmed_summary::read }),
        partial: Some(&pubmed_summary::PARTIAL),
        database: Database::Of("PubMed"),
        ..PLAIN
    },
    Format {
        id: wos_plaintext::ID,
        name: "Web of Science plain text",
        detect: wos_plaintext::detect,
        reader: Some(Reader { cut: wos_plaintext::cut, read: wos_plaintext::read }),
        lined: true,
        marks: wos_plaintext::MARKS,
        partial: Some(&wos_plaintext::PARTIAL),
        database: Database::Of("Web of Science"),
        ..PLAIN
    },
    Format { id: "html", name: "HTML", detect: detect::html, ..PLAIN },
];

/// A format of which a row says nothing but its name: not read, trusted least, whole.
const PLAIN: Format = Format {
    id: "",
    name: "",
    detect: |_| 0,
    reader: None,
    trust: 0,
    lined: false,
    marks: &[],
    partial: None,
    database: Database::Unsaid,
};

/// What was understood of one file.
#[derive(Debug, Default)]
pub struct Reading {
    /// One per record slice that could be read, in file order, keys set.
    pub records: Vec<Record>,
    /// In file order.
    pub diagnostics: Vec<Diagnostic>,
    /// The account of the file's lines.
    pub coverage: Coverage,
    /// The database that the records come from, where the format or the records say so.
    pub database: Option<String>,
}

/// The account of one file: every line is blank, in a field, or reported.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Coverage {
    /// The file's name.
    pub file: Arc<str>,
    /// The format's identifier; empty when none was recognised.
    pub format: String,
    /// `utf-8`, `utf-16le`, `utf-16be`, `windows-1252` (ISO-8859-1 too, whose letters are the same), `macintosh`, or the
    /// name that the file gives itself, such as `ISO-8859-2`; `mixed` when not all records have the same.
    pub encoding: String,
    /// Records read.
    pub records: usize,
    /// Record slices that were reported instead of read.
    pub rejected: usize,
    /// Lines of the file, blank ones too.
    pub lines: usize,
    /// Lines whose content is in a field of a record.
    pub lines_in_fields: usize,
    /// Lines that a diagnostic reports.
    pub lines_reported: usize,
    /// Each reported line with the code of its diagnostic.
    pub reported: Vec<ReportedLine>,
}

/// A line that is in no field.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ReportedLine {
    /// From 1.
    pub line: usize,
    /// The code of the diagnostic that reports it.
    pub code: &'static str,
}

/// A format that litdigest recognises.
#[derive(Debug)]
pub struct Format {
    /// Stable identifier: `pubmed-text`, `medline` …
    pub id: &'static str,
    /// Its name for people.
    pub name: &'static str,
    /// How surely the beginning of a file is this format, 0 to 100; the highest wins, ties go to the first registered.
    pub detect: fn(head: &str) -> u8,
    /// `None` while no reader exists: then the file is named and not half-read.
    pub reader: Option<Reader>,
    /// How much its records are trusted where several are merged: the higher first, 0 for what other programs wrote.
    pub trust: u8,
    /// Whether no line inside a record can be another format's first line: only such a file may go on in another format.
    pub lined: bool,
    /// Beginnings of lines by which a file of another format goes on in this one.
    pub marks: &'static [Mark],
    /// What it lacks where it carries only part of a database's record.
    pub partial: Option<&'static Partial>,
    /// Which database its records come from.
    pub database: Database,
}

/// A beginning of a line that tells where a format begins inside a file.
#[derive(Debug)]
pub struct Mark {
    /// The line's first characters.
    pub start: &'static str,
    /// Whether what stands behind them is what stands there in the format.
    pub fits: fn(behind: &str) -> bool,
}

/// What is said of a format that carries only part of what a database knows.
#[derive(Debug)]
pub struct Partial {
    /// The format as the message calls it.
    pub called: &'static str,
    /// What the format's records lack above all, as the end of a sentence.
    pub lacks: Option<&'static str>,
    /// Where the rest can be had.
    pub help: &'static str,
}

/// What reads a format.
#[derive(Debug)]
pub struct Reader {
    /// Where the records of a text begin, for decoding them one by one.
    pub cut: fn(text: &str) -> Vec<usize>,
    /// Cuts and reads a text. It leaves the coverage's file, format, encoding and lines to the caller.
    pub read: fn(text: &DecodedText<'_>) -> Reading,
}

impl Format {
    /// Reads a text of this format, and says so where the format is partial; nothing while it has no reader.
    fn read(&self, text: &DecodedText<'_>) -> Option<Reading> {
        let mut reading = (self.reader.as_ref()?.read)(text);
        if let Some(partial) = self.partial {
            let lacks = partial.lacks.map(|lacks| format!(": {lacks}")).unwrap_or_default();
            let called = partial.called;
            let what = format!("{called} carries only part of what litdigest can show{lacks}");
            let said = Diagnostic::new(&codes::PARTIAL_FORMAT, what).at(Place::file(text.file));
            reading.diagnostics.push(said.done("read what it has").help(partial.help));
        }
        Some(reading)
    }
}

/// How much the records of a format are trusted, by its identifier; 0 for one that is not registered.
pub fn trust(id: &str) -> u8 {
    FORMATS.iter().find(|format| format.id == id).map_or(0, |format| format.trust)
}

/// A file's decoded text.
#[derive(Debug)]
pub struct DecodedText<'a> {
    /// The file's name.
    pub file: &'a Arc<str>,
    /// The text, without byte order mark and control characters; every line break is `\n`.
    pub text: &'a str,
}

/// How much of a file the detectors look at. What a file begins with may be longer than the first window, such as a record
/// on one line or a comment, so a file that is nothing by it is looked at again.
const HEADS: [usize; 2] = [64 * 1024, 2 * 1024 * 1024];

/// Reads a file: detects, decodes, cuts and reads it. It lets go of the bytes as soon as it has text.
pub fn read(input: Input) -> Reading {
    read_with(input, detect_format, mixed::stretches)
}

/// Reads a file as a format that the caller knows, whatever the file looks like.
pub fn read_as(input: Input, format: &'static Format) -> Reading {
    read_with(input, |_| Some(format), |_, _| Vec::new())
}

fn read_with(
    input: Input,
    detect: impl Fn(&str) -> Option<&'static Format>,
    parts: impl Fn(&str, &'static Format) -> Vec<mixed::Stretch>,
) -> Reading {
    let Input { file, bytes } = input;
    let raw = match decode::look(bytes) {
        Content::Text(raw) => raw,
        Content::Binary(what) => return binary(&file, what),
    };
    if raw.masked.trim().is_empty() {
        return empty(&file, &raw);
    }
    let format = detect(&raw.masked);
    let reader = format.and_then(|format| format.reader.as_ref());
    let cut = |text: &str| reader.map_or_else(|| vec![0], |reader| (reader.cut)(text));
    let decoded = decode::finish(raw, cut, &file);
    let text = DecodedText { file: &file, text: &decoded.text };
    let mut reading = match format {
        Some(format) => {
            let read = match parts(text.text, format).as_slice() {
                [] => format.read(&text),
                _ if format.reader.is_none() => None,
                parts => Some(mixed::read(&text, parts)),
            };
            let unread = || unread(&text, &codes::UNSUPPORTED_FORMAT, unsupported(format));
            read.unwrap_or_else(unread)
        }
        None => unread(&text, &codes::UNKNOWN_FORMAT, unknown()),
    };
    reading.coverage.file = Arc::clone(&file);
    reading.coverage.format = format.map_or_else(String::new, |format| format.id.to_owned());
    reading.coverage.lines = decode::count_lines(&decoded.text);
    let records = reading.coverage.records;
    reading.database = format.and_then(|format| database::of(format, &decoded.text, records));
    cleaning::clean(&mut reading, &file);
    add_decoding(&mut reading, decoded);
    reading
}

/// The format that a text begins as, if any. JSON and XML are looked at to their end if need be: in them a record has any
/// length, and their detectors go through a text once.
pub fn detect_format(text: &str) -> Option<&'static Format> {
    let marked = text.trim_start().starts_with(['{', '[', '<']);
    let heads = HEADS.into_iter().chain(marked.then_some(text.len()));
    let mut looked_at = 0;
    for head in heads {
        let head = text.get(..text.floor_char_boundary(head)).unwrap_or(text);
        if head.len() > looked_at {
            looked_at = head.len();
            if let Some(format) = detect_head(head) {
                return Some(format);
            }
        }
    }
    None
}

/// The format that the beginning of a text has, if any.
fn detect_head(head: &str) -> Option<&'static Format> {
    let mut best: Option<(&'static Format, u8)> = None;
    for format in FORMATS {
        let score = (format.detect)(head);
        if score > best.map_or(20, |(_, score)| score) {
            best = Some((format, score));
        }
    }
    best.map(|(format, _)| format)
}

/// Adds what was said while decoding to what was said while reading.
fn add_decoding(reading: &mut Reading, decoded: Decoded) {
    decoded.encoding.clone_into(&mut reading.coverage.encoding);
    if !decoded.emptied.is_empty() {
        let code = codes::CONTROL_CHARACTER.id;
        let emptied = decoded.emptied.into_iter().map(|line| ReportedLine { line, code });
        reading.coverage.reported.extend(emptied);
        reading.coverage.reported.sort_by_key(|reported| reported.line);
    }
    reading.coverage.lines_reported = reading.coverage.reported.len();
    let mut diagnostics = decoded.diagnostics;
    diagnostics.append(&mut reading.diagnostics);
    diagnostics.sort_by(compare);
    reading.diagnostics = diagnostics;
}

/// What to do with a file that cannot be read.
const EXPORT: &str = "move the file away, or export the articles again: from PubMed with Save, format PubMed or \
                      Abstract (text); from elsewhere as RIS, BibTeX or CSL-JSON";

fn unsupported(format: &Format) -> (String, &'static str) {
    let message = format!("this is a {} file, which this version cannot read yet", format.name);
    (message, EXPORT)
}

fn unknown() -> (String, &'static str) {
    let message = "this is none of the formats that litdigest knows".to_owned();
    (message, EXPORT)
}

/// A file that is named and not read: every line that is not blank is reported.
fn unread(text: &DecodedText<'_>, code: &'static Code, said: (String, &'static str)) -> Reading {
    let mut reading = Reading::default();
    let mut first: Option<(usize, &str)> = None;
    for (index, line) in text.text.split('\n').enumerate() {
        if !line.trim().is_empty() {
            first.get_or_insert((index + 1, line));
            reading.coverage.reported.push(ReportedLine { line: index + 1, code: code.id });
        }
    }
    let (number, line) = first.unwrap_or((1, ""));
    let length = line.chars().take(160).count();
    let place = Place::line(text.file, number, line, 1, 1 + length);
    let diagnostic =
        Diagnostic::new(code, said.0).at(place).done("left the whole file out").help(said.1);
    reading.diagnostics.push(diagnostic);
    reading
}

fn binary(file: &Arc<str>, what: &str) -> Reading {
    let said = Diagnostic::new(&codes::BINARY_FILE, format!("this is {what}, not text"))
        .at(Place::file(file))
        .done("left the whole file out")
        .help("the records folder takes exports as text; move the file away");
    let coverage = Coverage { file: Arc::clone(file), ..Coverage::default() };
    Reading { diagnostics: vec![said], coverage, ..Reading::default() }
}

fn empty(file: &Arc<str>, raw: &Raw) -> Reading {
    let said = Diagnostic::new(&codes::EMPTY_FILE, "the file holds nothing")
        .at(Place::file(file))
        .help("export it again, or remove it");
    let coverage = Coverage {
        file: Arc::clone(file),
        encoding: raw.encoding().to_owned(),
        lines: decode::count_lines(&raw.masked),
        ..Coverage::default()
    };
    Reading { diagnostics: vec![said], coverage, ..Reading::default() }
}
