//! Makes a record of a slice: what each tag of RIS means in the dialect of the program that wrote it.
//!
//! In: a slice. Out: a record or a rejection, what was said, and an account of the lines. Steps: 1. facts that change
//! the meaning of others are looked up: type, database; 2. each field goes to its key; 3. what needs the whole record is
//! settled: journal or book, dates, ties of authors. Never: other slices.

use super::container::Container;
use super::dates::Event;
use super::draft::Draft;
use super::field::{Field, fields};
use super::line;
use super::slice::Slice;
use super::tags::{self, Kind};
use super::{ids, notes};
use crate::diag::{Diagnostic, Place, codes};
use crate::formats::ReportedLine;
use crate::formats::messages::Room;
use crate::formats::outcome::Outcome;
use crate::record::{Origin, Record, Status};
use crate::text::blanks::fold_blanks;
use crate::text::fold::fold_name;
use std::sync::Arc;

/// What changes the meaning of other fields.
#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "a record may come from two databases at once")]
pub(super) struct Facts {
    pub(super) kind: Kind,
    /// PubMed's and MEDLINE's records: the accession number is the PMID.
    pubmed: bool,
    /// Some database is named.
    named: bool,
    scopus: bool,
    embase: bool,
    /// Affiliations stand beside their authors' names in `M1`.
    placed: bool,
}

pub(super) struct Reader<'a> {
    pub(super) draft: Draft<'a>,
    pub(super) facts: Facts,
    pub(super) names: Container,
}

/// Reads a slice.
pub(super) fn read(file: &Arc<str>, text: &str, slice: &Slice, room: Room) -> Outcome {
    let piece = text.get(slice.range.clone()).unwrap_or_default();
    let Some(style) = slice.style else { return stray(file, piece, slice.first_line, room) };
    let (list, filled) = fields(piece, slice.first_line, |content| line::tag(content, style));
    let mut reader =
        Reader { draft: Draft::new(file), facts: facts(&list), names: Container::default() };
    for field in &list {
        reader.take(field);
    }
    reader.settle();
    finish(super::ID, piece, slice.first_line, filled, reader.draft, room)
}

/// Whether a record has a title or an identifier, without which these formats' records are rejected.
pub(in crate::formats) fn is_named(record: &Record) -> bool {
    let named = record.pmid.is_some() || record.pmcid.is_some() || record.doi.is_some();
    named || !record.title.is_empty() || record.vernacular_title.is_some()
}

/// The outcome of a draft: every line is in a field of the record, or the record is rejected with all its lines.
pub(in crate::formats) fn finish(
    format: &str,
    piece: &str,
    first_line: usize,
    filled: usize,
    draft: Draft<'_>,
    room: Room,
) -> Outcome {
    let file = draft.file;
    if !is_named(&draft.record) {
        return nameless(file, piece, first_line, room);
    }
    let mut record = draft.record;
    let end_line = first_line + memchr::memchr_iter(b'\n', piece.trim_end().as_bytes()).count();
    let format = format.to_owned();
    record.source.push(Origin { file: Arc::clone(file), line: first_line, end_line, format });
    record.finish();
    let key = record.key.to_string();
    let mut diagnostics = draft.said;
    if record.title.is_empty() {
        let said = Diagnostic::new(&codes::TRUNCATED_RECORD, "a record has no title")
            .at(place(file, piece, first_line))
            .done("read what there is of it");
        diagnostics.push(said);
    }
    for said in &mut diagnostics {
        said.key = Some(key.clone());
    }
    Outcome { record: Some(record), diagnostics, lines_in_fields: filled, ..Outcome::default() }
}

/// A record of which nothing can be shown.
pub(in crate::formats) fn nameless(
    file: &Arc<str>,
    piece: &str,
    first_line: usize,
    room: Room,
) -> Outcome {
    let code = &codes::REJECTED_RECORD;
    let reported = report(piece, first_line, code.id);
    let last = reported.last().map_or(first_line, |line| line.line);
    let say = || {
        Diagnostic::new(code, "a record has no title and no identifier")
            .at(place(file, piece, first_line).through(last, 1))
            .done("left this record out")
            .help("look the article up and export it again")
    };
    Outcome { rejected: true, ..Outcome::unread(code, file, reported, room, say) }
}

/// Lines outside any record.
pub(in crate::formats) fn stray(
    file: &Arc<str>,
    piece: &str,
    first_line: usize,
    room: Room,
) -> Outcome {
    let code = &codes::STRAY_LINE;
    let reported = report(piece, first_line, code.id);
    let (words, done) = match reported.len() {
        1 => ("a line stands", "left it out"),
        _ => ("lines stand", "left them out"),
    };
    let last = reported.last().map_or(first_line, |line| line.line);
    let say = || {
        Diagnostic::new(code, format!("{words} outside any record"))
            .at(place(file, piece, first_line).through(last, 1))
            .done(done)
    };
    Outcome::unread(code, file, reported, room, say)
}

fn report(piece: &str, first_line: usize, code: &'static str) -> Vec<ReportedLine> {
    (first_line..)
        .zip(piece.split('\n'))
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(line, _)| ReportedLine { line, code })
        .collect()
}

fn place(file: &Arc<str>, piece: &str, line: usize) -> Place {
    let text = piece.split('\n').next().unwrap_or_default();
    Place::line(file, line, text, 1, 1 + text.trim_end().chars().count())
}

fn facts(list: &[Field<'_>]) -> Facts {
    let mut facts = Facts { kind: Kind::Other, ..Facts::default() };
    for field in list {
        match &field.tag {
            b"TY" => {
                facts.kind = tags::type_of(field.raw()).map_or(Kind::Other, |known| known.kind);
            }
            b"DB" | b"DP" => {
                let name = field.raw().to_ascii_lowercase();
                facts.named |= !name.is_empty() && field.tag == *b"DB";
                facts.pubmed |= is_pubmed(&name);
                facts.scopus |= name.contains("scopus");
                facts.embase |= name.contains("embase");
            }
            b"UR" => {
                facts.scopus |= field.raw().contains("scopus.com/");
                facts.embase |= field.raw().contains("embase.com/");
            }
            b"M1" => facts.placed |= field.raw().starts_with('('),
            _ => {}
        }
    }
    facts
}

/// Whether a database's accession numbers are PMIDs.
fn is_pubmed(name: &str) -> bool {
    name == "nlm" || name.contains("pubmed") || name.contains("medline")
}

impl<'a> Reader<'a> {
    /// Puts a field where it belongs.
    fn take(&mut self, field: &Field<'a>) {
        if field.raw().is_empty() {
            return;
        }
        match &field.tag {
            b"TY" => self.reference_type(field),
            b"TI" | b"T1" | b"CT" => self.draft.title(field),
            b"TT" | b"ST" => self.other_title(field),
            b"AU" | b"A1" => self.draft.people(field, |record| &mut record.authors),
            b"A2" | b"ED" | b"A3" => self.draft.people(field, |record| &mut record.editors),
            b"AB" | b"N2" => self.draft.abstract_text(field),
            b"PY" | b"Y1" | b"DA" => self.draft.date(field, Event::Published),
            b"AD" | b"C1" | b"M1" => self.affiliations(field),
            b"KW" => {
                for word in field.lines().flat_map(|line| line.split(';')) {
                    self.draft.keyword(word, None);
                }
            }
            b"T2" => self.name(field, |names| &mut names.secondary),
            b"JF" => self.name(field, |names| &mut names.full),
            b"JO" => self.name(field, |names| &mut names.either),
            b"JA" | b"J1" | b"J2" | b"JI" => self.name(field, |names| &mut names.short),
            b"BT" => self.name(field, |names| &mut names.book),
            b"T3" => self.name(field, |names| &mut names.series),
            b"CY" | b"PP" => self.name(field, |names| &mut names.place),
            b"PI" => self.name(field, |names| &mut names.city),
            b"PB" | b"PU" => self.name(field, |names| &mut names.publisher),
            b"SP" => self.name(field, |names| &mut names.start),
            b"EP" => self.name(field, |names| &mut names.end),
            b"PG" => self.name(field, |names| &mut names.whole),
            b"C7" => self.name(field, |names| &mut names.number),
            b"VL" | b"VO" => self.once(field, |record| &mut record.volume),
            b"IS" => self.once(field, |record| &mut record.issue),
            b"SN" => self.draft.serials(field),
            b"LA" => self.draft.language(field),
            b"ET" => self.edition(field),
            b"M3" => self.work_type(field),
            b"N1" => notes::read(&mut self.draft, field),
            b"RN" => notes::label(&mut self.draft, "research note", field.text()),
            b"LB" => notes::label(&mut self.draft, "label", field.text()),
            b"FU" => self.draft.grants(field.raw()),
            b"UR" | b"L1" | b"L2" | b"L3" | b"L4" | b"LK" => self.addresses(field),
            _ => self.identifier(field),
        }
    }

    fn reference_type(&mut self, field: &Field<'_>) {
        let code = field.text();
        match tags::type_of(&code) {
            Some(known) if known.code == "INPR" => self.draft.status(Status::AheadOfPrint),
            Some(known) => self.draft.publication_type(known.name),
            // "TY  - Journal Article"
            None => self.draft.publication_type(&code),
        }
    }

    /// A name that a record has once; a second, different one is kept beside it.
    fn name(&mut self, field: &Field<'_>, pick: fn(&mut Container) -> &mut Option<String>) {
        let text = super::markup::plain(field.raw());
        let known = pick(&mut self.names).get_or_insert_with(|| text.clone());
        if *known != text {
            self.draft.extra(&field.name(), text);
        }
    }

    fn once(&mut self, field: &Field<'_>, pick: fn(&mut Record) -> &mut Option<String>) {
        let text = field.text();
        let known = pick(&mut self.draft.record).get_or_insert_with(|| text.clone());
        if *known != text {
            self.draft.extra(&field.name(), text);
        }
    }

    /// `TT` is the title in the other language; `ST` is a short title, and in Scopus the original one.
    fn other_title(&mut self, field: &Field<'_>) {
        let text = super::markup::plain(field.raw());
        let original = field.tag == *b"TT" || self.facts.scopus;
        let folded = fold_name(&text);
        let shorter = fold_name(&self.draft.record.title).starts_with(&folded);
        if text == self.draft.record.title {
            return;
        }
        if original && !shorter && self.draft.record.vernacular_title.is_none() {
            self.draft.record.vernacular_title = Some(text);
        } else {
            self.draft.extra(&field.name(), text);
        }
    }

    fn affiliations(&mut self, field: &Field<'_>) {
        let text = field.raw();
        if text.starts_with('[') && self.draft.stated(&fold_blanks(text), '[', ']') {
            return;
        }
        match &field.tag {
            b"M1" if text.starts_with('(') && self.draft.stated(&fold_blanks(text), '(', ')') => {}
            // Embase puts the address for correspondence there.
            b"AD" if self.facts.placed => self.draft.keep(field),
            b"AD" => self.addresses_of_authors(field),
            b"C1" if is_statement(text) && self.draft.record.conflict_of_interest.is_none() => {
                self.draft.record.conflict_of_interest = Some(super::markup::plain(text));
            }
            _ => self.draft.keep(field),
        }
    }

    /// One affiliation a line; a line that ends with a comma, or a small letter at a line's start, goes on.
    fn addresses_of_authors(&mut self, field: &Field<'_>) {
        let mut list: Vec<String> = Vec::with_capacity(1);
        for line in field.lines() {
            match list.last_mut() {
                Some(last)
                    if last.ends_with([',', '-', '&'])
                        || line.starts_with(|c: char| c.is_lowercase()) =>
                {
                    last.push(' ');
                    last.push_str(line);
                }
                _ => list.push(line.to_owned()),
            }
        }
        for place in list {
            self.draft.affiliation(&place);
        }
    }

    /// An edition; PubMed's records have the date of electronic publication there.
    fn edition(&mut self, field: &Field<'a>) {
        let read = super::dates::read(field.raw(), None);
        if read.is_some_and(|read| read.date.month.is_some()) {
            return self.draft.date(field, Event::Electronic);
        }
        self.name(field, |names| &mut names.edition);
    }

    /// The type of work, or a DOI.
    fn work_type(&mut self, field: &Field<'_>) {
        match ids::doi(field.raw()) {
            Some(doi) => self.draft.doi(field, doi),
            None => self.draft.publication_type(field.raw()),
        }
    }

    /// Addresses, several in one line or one a line; files on somebody's disk are kept as they are.
    fn addresses(&mut self, field: &Field<'_>) {
        if let Some(doi) = ids::doi(field.raw()).filter(|_| field.lines().nth(1).is_none()) {
            let same = self.draft.record.doi.as_ref().is_none_or(|known| *known == doi);
            if field.tag == *b"L3" || same {
                return self.draft.doi(field, doi);
            }
        }
        for line in field.lines() {
            // A semicolon may stand in an address, too.
            let several = line.matches("://").nth(1).is_some();
            let parts = line.split(|c| several && c == ';').map(str::trim);
            for text in parts.filter(|part| !part.is_empty()) {
                let absolute = text.contains("://") || text.starts_with("//");
                let local = text.starts_with("internal-pdf") || text.starts_with("file");
                if absolute && !local {
                    self.draft.address(text);
                } else {
                    self.draft.extra(&field.name(), fold_blanks(text));
                }
            }
        }
    }

    fn identifier(&mut self, field: &Field<'a>) {
        let text = field.raw();
        if let Some((value, mark)) = ids::marked(text)
            && notes::identifier(&mut self.draft, field, value, &mark)
        {
            return;
        }
        let number = text.bytes().all(|byte| byte.is_ascii_digit());
        match &field.tag {
            b"DO" | b"DI" => self.doi(field),
            b"AN" => self.accession(field),
            b"PM" if number => self.pmid(field),
            // Scopus and Embase give the PMID there.
            b"C2" if number && text.len() > 5 && (self.facts.scopus || !self.facts.named) => {
                self.pmid(field);
            }
            b"C5" if number && text.len() > 5 && self.facts.embase => self.pmid(field),
            b"C2" | b"C6" | b"C7" | b"U2" if ids::pmcid(text).is_some() => self.pmcid(field),
            b"C6" if is_manuscript(text) => self.draft.other_id("mid", text),
            b"C6" if super::dates::read(text, None).is_some() => {
                self.draft.date(field, Event::Electronic);
            }
            b"U2" if self.facts.embase => self.draft.other_id("embase", text),
            b"U4" if self.facts.embase => {
                match super::dates::read(text, None).filter(|_| self.draft.record.entered.is_none())
                {
                    Some(read) => self.draft.record.entered = Some(read.date),
                    None => self.draft.keep(field),
                }
            }
            b"ID" if number && self.facts.pubmed && self.facts.named && text.len() > 5 => {
                self.pmid(field);
            }
            b"ID" => self.draft.other_id("citation_key", text),
            b"UT" => self.draft.other_id("wos", text),
            _ => self.draft.keep(field),
        }
    }

    /// A DOI, perhaps with an address behind it.
    fn doi(&mut self, field: &Field<'_>) {
        let text = field.raw();
        let mut words = text.split_whitespace();
        let first = words.next().and_then(ids::doi);
        match ids::doi(text).or(first.filter(|_| words.clone().all(|word| word.contains("://")))) {
            Some(doi) => self.draft.doi(field, doi),
            None => return self.draft.odd_doi(field),
        }
        words.filter(|word| word.contains("://")).for_each(|word| self.draft.address(word));
    }

    /// An accession number means what its database says; without a database a short number is PubMed's.
    fn accession(&mut self, field: &Field<'_>) {
        let text = field.raw();
        let number = text.len() <= 8 && text.bytes().all(|byte| byte.is_ascii_digit());
        if number && (self.facts.pubmed || !self.facts.named) {
            self.pmid(field);
        } else if ids::pmcid(text).is_some() {
            self.pmcid(field);
        } else if let Some(doi) = ids::doi(text) {
            self.draft.doi(field, doi);
        } else if text.starts_with("WOS:") {
            self.draft.other_id("wos", text);
        } else {
            self.draft.other_id("accession", text);
        }
    }

    fn pmid(&mut self, field: &Field<'_>) {
        match ids::pmid(field.raw()) {
            Some(pmid) => self.draft.pmid(field, pmid),
            None => self.draft.odd(&codes::BAD_IDENTIFIER, field, "this is not a PMID"),
        }
    }

    fn pmcid(&mut self, field: &Field<'_>) {
        match ids::pmcid(field.raw()) {
            Some(pmcid) => self.draft.pmcid(field, pmcid),
            None => self.draft.keep(field),
        }
    }

    fn settle(&mut self) {
        self.draft.settle();
        self.pages();
        self.container();
        self.other_language();
        // The name of PubMed says only whose number the PMID is.
        if self.draft.record.pmid.is_some() {
            let said = |value: &str| matches!(value, "PubMed" | "MEDLINE" | "Medline" | "NLM");
            let source = |tag: &str| matches!(tag, "DB" | "DP");
            self.draft.record.extra.retain(|extra| !(source(&extra.tag) && said(&extra.value)));
        }
    }

    /// Beside a title in the article's own language, the other title is a translation.
    fn other_language(&mut self) {
        let record = &mut self.draft.record;
        let english =
            record.language.is_empty() || record.language.iter().any(|code| code == "eng");
        if !english
            && !record.title_translated
            && !self.facts.scopus
            && let Some(title) = record.vernacular_title.take()
        {
            self.draft.extra("TT", title);
        }
    }
}

fn is_statement(text: &str) -> bool {
    let head: String = text.chars().take(60).collect::<String>().to_lowercase();
    ["conflict", "competing interest", "the authors declare", "no competing", "no conflict"]
        .iter()
        .any(|words| head.contains(words))
}

/// "NIHMS12345", "EMS12345".
fn is_manuscript(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letters = text.len() - digits.len();
    (3..=8).contains(&letters)
        && !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}
