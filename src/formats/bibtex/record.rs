//! Makes a record of an entry: what each field means in the dialect of the program that wrote it.
//!
//! In: an entry with the fields that it inherits. Out: a record or a rejection, what was said, and an account of the
//! lines. Steps: 1. strings are put in, facts that change the meaning of other fields are looked up; 2. each field goes
//! to its key; 3. what needs the whole record is settled: journal or book, dates, ties of authors. Never: other entries
//! than those that it inherits from.

use super::container::Container;
use super::entry::{Entry, Item, Part};
use super::inherit::{Held, Parents};
use super::kinds::{self, Kind};
use super::places::Places;
use super::related::{Links, Targets};
use super::slice::Slice;
use super::strings::{Strings, Value};
use super::{dates, entry, fields, names, tex};
use crate::diag::{Code, Diagnostic, codes};
use crate::formats::messages::Room;
use crate::formats::outcome::Outcome;
use crate::formats::ris::draft::Draft;
use crate::formats::ris::field::Field;
use crate::formats::ris::record::finish;
use crate::formats::ris::{ids, notes};
use crate::record::{MeshHeading, MeshQualifier, Record, Status};
use crate::text::blanks::fold_blanks;
use crate::text::source::Source;
use std::borrow::Cow;
use std::sync::Arc;

/// An entry with more faults than this says how many more there are.
const MOST_FAULTS: usize = 8;

/// What a file's entries share.
pub(super) struct Shared<'a> {
    pub(super) file: &'a Arc<str>,
    pub(super) text: &'a str,
    pub(super) strings: Strings,
    pub(super) parents: Parents<'a>,
    pub(super) targets: Targets<'a>,
}

/// What changes the meaning of other fields.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Facts {
    pub(super) kind: Kind,
    pub(super) wos: bool,
    pub(super) pubmed_eprint: bool,
    pub(super) arxiv: bool,
}

pub(super) struct Reader<'a> {
    pub(super) draft: Draft<'a>,
    pub(super) facts: Facts,
    pub(super) names: Container,
    pub(super) places: Places,
    date: When,
    subtitle: Option<String>,
    links: Links,
}

/// Parts of the date of publication.
#[derive(Debug, Default)]
struct When {
    whole: Option<String>,
    year: Option<String>,
    month: Option<String>,
    day: Option<String>,
}

/// Reads an entry; also the places of the slices whose strings and fields it used.
pub(super) fn read(
    shared: &Shared<'_>,
    at: usize,
    slice: &Slice,
    room: Room,
) -> (Outcome, Vec<usize>) {
    let piece = shared.text.get(slice.range.clone()).unwrap_or_default();
    let mut parsed = entry::parse(piece, slice.range.start, slice.end);
    let source = Source { file: shared.file, text: piece, first_line: slice.first_line };
    let mut faults = Faults { source: &source, said: Vec::new(), more: 0 };
    for fault in &parsed.faults {
        let end =
            piece.get(fault.at..).and_then(|rest| rest.split('\n').next()).map_or(0, str::len);
        faults.add(
            &codes::MALFORMED_ENTRY,
            fault.at..fault.at + end.min(80),
            fault.what.to_owned(),
        );
    }
    let inherited = shared.parents.inherited(parsed.kind, &parsed.items);
    let mut used = inherited.used;
    let own = std::mem::take(&mut parsed.items);
    let held = held(own, piece, slice.first_line, at, inherited.fields);
    let mut values: Vec<Value<'_>> = Vec::with_capacity(held.len());
    for one in &held {
        let value = shared.strings.value(&one.item.parts, one.at);
        for word in value.undefined.iter().filter(|_| one.at == at && is_string(one, &value)) {
            let what = format!("no string of the name `{word}` is defined");
            faults.add(&codes::UNDEFINED_STRING, one.item.range.clone(), what);
        }
        used.extend_from_slice(&value.used);
        values.push(value);
    }
    for key in inherited.missing {
        let crossing = |one: &&Held<'_>| matches!(&*one.name, "crossref" | "xdata");
        let range = held.iter().find(crossing).map_or(0..0, |one| one.item.range.clone());
        let what = format!("the file has no entry `{key}` to take fields from");
        faults.add(&codes::UNKNOWN_ENTRY, range, what);
    }
    let said = faults.finish();
    let mut reader = Reader::new(shared.file, facts(&parsed, &held, &values));
    reader.head(&parsed);
    for rest in &parsed.rest {
        let text = fold_blanks(piece.get(rest.clone()).unwrap_or_default());
        reader.draft.extra("unplaced", text);
    }
    if !held.is_empty() {
        reader.fields(&held, &values);
        reader.settle(shared);
    }
    reader.draft.said.splice(0..0, said);
    let head = memchr::memchr(b'\n', piece.as_bytes()).unwrap_or(piece.len());
    for said in reader.draft.said.iter_mut().filter(|said| said.place.is_none()) {
        said.place = Some(source.place(0..head));
    }
    let filled = filled_lines(piece);
    // A line that two entries share is the first one's.
    let filled = filled - usize::from(slice.shared);
    let mut outcome = finish(super::ID, piece, slice.first_line, filled, reader.draft, room);
    if slice.shared {
        outcome.reported.retain(|line| line.line > slice.first_line);
    }
    (outcome, used)
}

/// How many lines of a text are not blank.
pub(super) fn filled_lines(text: &str) -> usize {
    let mut start = 0;
    let mut filled = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    for end in ends {
        let line = text.get(start..end).unwrap_or_default();
        start = end + 1;
        let visible = line.as_bytes().first().is_some_and(u8::is_ascii_graphic);
        filled += usize::from(visible || !line.trim_start().is_empty());
    }
    filled
}

/// The fields of an entry, then those that it inherits.
fn held<'a>(
    items: Vec<Item<'a>>,
    piece: &'a str,
    first_line: usize,
    at: usize,
    inherited: Vec<Held<'a>>,
) -> Vec<Held<'a>> {
    let mut out = Vec::with_capacity(items.len() + inherited.len());
    for item in items {
        let odd = |byte: u8| matches!(byte, b'A'..=b'Z' | b' ' | b'\t');
        let name = match item.name.bytes().any(odd) {
            true => Cow::Owned(item.name.to_ascii_lowercase().replace([' ', '\t'], "-")),
            false => Cow::Borrowed(item.name),
        };
        out.push(Held { name, item, piece, first_line, at });
    }
    out.extend(inherited);
    out
}

/// Whether a bare word was meant as a string; months written out, and numbers with signs, speak for themselves.
fn is_string(one: &Held<'_>, value: &Value<'_>) -> bool {
    let date = matches!(&*one.name, "month" | "year" | "day" | "date");
    let number = matches!(&*one.name, "pages" | "volume" | "number" | "issue");
    let digit = value.text.bytes().any(|byte| byte.is_ascii_digit());
    !(date || number && digit)
}

struct Faults<'a> {
    source: &'a Source<'a>,
    said: Vec<Diagnostic>,
    more: usize,
}

impl Faults<'_> {
    fn add(&mut self, code: &'static Code, range: std::ops::Range<usize>, what: String) {
        if self.said.len() >= MOST_FAULTS {
            self.more += 1;
            return;
        }
        let place = self.source.place(range);
        let (done, help) = if *code == codes::MALFORMED_ENTRY {
            ("read it in the way that was most likely meant", "mend the entry in the file")
        } else if *code == codes::UNDEFINED_STRING {
            ("kept the name as it is written", "define it with @string, or put the value in braces")
        } else {
            ("read the entry without it", "export the entry that it names as well")
        };
        self.said.push(Diagnostic::new(code, what).at(place).done(done).help(help));
    }

    fn finish(mut self) -> Vec<Diagnostic> {
        if self.more > 0
            && let Some(last) = self.said.last_mut()
        {
            last.message.push_str(&format!(", and {} more in this entry", self.more));
        }
        self.said
    }
}

fn facts(parsed: &Entry<'_>, held: &[Held<'_>], values: &[Value<'_>]) -> Facts {
    let kind = kinds::type_of(parsed.kind).map_or(Kind::Other, |known| known.kind);
    let mut facts = Facts { kind, ..Facts::default() };
    facts.wos = parsed.key.starts_with("WOS:") || parsed.key.starts_with("ISI:");
    for (one, value) in held.iter().zip(values) {
        let text = value.text.trim_matches(['{', '}', ' ']);
        match &*one.name {
            "unique-id" => facts.wos = true,
            "eprinttype" | "archiveprefix" => {
                facts.pubmed_eprint |= text.eq_ignore_ascii_case("pubmed");
                facts.arxiv |= text.eq_ignore_ascii_case("arxiv");
            }
            _ => {}
        }
    }
    facts
}

/// A value with its name and where it stands.
pub(super) struct Given<'a> {
    /// In lower case.
    pub(super) name: &'a str,
    /// As it is written, strings put in.
    pub(super) raw: &'a str,
    /// As the entry has it.
    whole: &'a str,
    line: usize,
}

impl<'a> Given<'a> {
    /// The value as prose, markup as tags.
    pub(super) fn prose(&self) -> Cow<'a, str> {
        tex::text(self.raw)
    }

    /// The value as plain text on one line.
    pub(super) fn plain(&self) -> String {
        crate::formats::ris::markup::plain(&self.prose())
    }

    /// The value of what is no prose.
    pub(super) fn verbatim(&self) -> String {
        fold_blanks(&tex::verbatim(self.raw))
    }

    /// A field with a decoded value.
    pub(super) fn field<'b>(&'b self, value: &'b str) -> Field<'b>
    where
        'a: 'b,
    {
        Field::named(self.name, value, self.whole, self.line)
    }
}

impl<'a> Reader<'a> {
    fn new(file: &'a Arc<str>, facts: Facts) -> Self {
        Reader {
            draft: Draft::new(file),
            facts,
            names: Container::default(),
            places: Places::default(),
            date: When::default(),
            subtitle: None,
            links: Links::default(),
        }
    }

    /// The entry's type and key.
    fn head(&mut self, parsed: &Entry<'_>) {
        match kinds::type_of(parsed.kind) {
            Some(known) if known.states.is_empty() => {}
            Some(known) => self.draft.publication_type(known.states),
            None => self.draft.extra("entrytype", parsed.kind.to_ascii_lowercase()),
        }
        self.draft.other_id("citation_key", parsed.key);
    }

    fn fields(&mut self, held: &[Held<'_>], values: &[Value<'_>]) {
        let mut line = (usize::MAX, 0, 0);
        for (one, value) in held.iter().zip(values) {
            let start = one.item.range.start;
            if line.0 != one.at || line.1 > start {
                line = (one.at, 0, one.first_line);
            }
            let passed = one.piece.get(line.1..start).unwrap_or_default();
            line.2 += memchr::memchr_iter(b'\n', passed.as_bytes()).count();
            line.1 = start;
            let whole = one.piece.get(one.item.range.clone()).unwrap_or_default();
            let given = Given { name: &one.name, raw: &value.text, whole, line: line.2 };
            let empty = one.item.parts.iter().all(|part| match part {
                Part::Text(text) | Part::Bare(text) => text
                    .trim_matches(|c: char| c.is_whitespace() || c == '{' || c == '}')
                    .is_empty(),
            });
            if !empty {
                self.take(&given);
            }
        }
    }

    /// Puts a field where it belongs.
    fn take(&mut self, given: &Given<'_>) {
        match given.name {
            "title" => self.draft.title(&given.field(&given.prose())),
            "subtitle" => {
                if let Some(old) = self.subtitle.replace(given.plain()) {
                    self.draft.extra(given.name, old);
                }
            }
            "origtitle" | "original-title" if self.draft.record.vernacular_title.is_none() => {
                self.draft.record.vernacular_title = Some(given.plain());
            }
            "abstract" => self.draft.abstract_text(&given.field(&given.prose())),
            "author" | "editor" => self.people(given),
            "book-group-author" | "group-author" | "collaboration" => self.group(given),
            "date" => self.when(given, |date| &mut date.whole),
            "year" => self.when(given, |date| &mut date.year),
            "month" => self.when(given, |date| &mut date.month),
            "day" => self.when(given, |date| &mut date.day),
            "volume" => self.once(given, |record| &mut record.volume),
            "number" | "issue" => self.issue(given),
            "language" | "langid" | "hyphenation" => self.language(given),
            "type" => self.work_type(given),
            "pubstate" | "publication_stage" => self.state(given),
            "note" | "notes" | "annote" | "annotation" | "comment" | "review" => self.note(given),
            "groups" | "readstatus" | "ranking" | "priority" | "mendeley-groups" | "label"
            | "relevance" | "qualityassured" | "printed" => {
                notes::label(&mut self.draft, given.name, given.plain());
            }
            _ if self.links.take(&mut self.draft, given) => {}
            _ if self.names.take(&mut self.draft, given) => {}
            _ if self.places.take(&mut self.draft, self.facts, given) => {}
            _ if fields::identifier(self, given) => {}
            _ if fields::subject(self, given) => {}
            _ => self.keep(given),
        }
    }

    /// What no key takes.
    pub(super) fn keep(&mut self, given: &Given<'_>) {
        let value = match given.name {
            "file" | "pdf" | "url" | "crossref" | "xdata" => fold_blanks(given.raw),
            _ => given.plain(),
        };
        self.draft.extra(given.name, value);
    }

    fn people(&mut self, given: &Given<'_>) {
        let (people, others) = names::list(given.raw);
        let list = match given.name {
            "author" => &mut self.draft.record.authors,
            _ => &mut self.draft.record.editors,
        };
        list.extend(people);
        if others {
            self.draft.extra(given.name, "and others".to_owned());
        }
    }

    /// A group stands behind the people.
    fn group(&mut self, given: &Given<'_>) {
        let known = |group: &crate::record::Person| {
            self.draft.record.authors.iter().any(|author| author.collective == group.collective)
        };
        let raw = given.raw.trim().trim_start_matches('{').trim_end_matches('}');
        let groups: Vec<_> = raw.split(';').filter_map(names::group).collect();
        let new: Vec<_> = groups.into_iter().filter(|group| !known(group)).collect();
        self.draft.record.authors.extend(new);
    }

    fn when(&mut self, given: &Given<'_>, pick: fn(&mut When) -> &mut Option<String>) {
        if let Some(old) = pick(&mut self.date).replace(given.plain()) {
            self.draft.extra(given.name, old);
        }
    }

    pub(super) fn once(&mut self, given: &Given<'_>, pick: fn(&mut Record) -> &mut Option<String>) {
        let text = given.plain();
        let known = pick(&mut self.draft.record).get_or_insert_with(|| text.clone());
        if *known != text {
            self.draft.extra(given.name, text);
        }
    }

    /// The issue; a preprint's number is its identifier.
    fn issue(&mut self, given: &Given<'_>) {
        let text = given.plain();
        match text.strip_prefix("arXiv:") {
            Some(id) => self.draft.other_id("arxiv", id),
            None => self.once(given, |record| &mut record.issue),
        }
    }

    fn language(&mut self, given: &Given<'_>) {
        let Some(found) = kinds::language(&given.plain()) else { return self.keep(given) };
        for code in found {
            if !self.draft.record.language.iter().any(|known| known == code) {
                self.draft.record.language.push(code.to_owned());
            }
        }
    }

    fn work_type(&mut self, given: &Given<'_>) {
        let text = given.plain();
        let text = match text.as_str() {
            "phdthesis" => "Doctoral Thesis",
            "mathesis" => "Master's Thesis",
            "techreport" => "Report",
            text => text,
        };
        text.split(';').for_each(|name| self.draft.publication_type(name));
    }

    fn state(&mut self, given: &Given<'_>) {
        match given.plain().to_ascii_lowercase().as_str() {
            "aheadofprint" | "inpress" | "forthcoming" | "article in press" => {
                self.draft.status(Status::AheadOfPrint);
            }
            "prepublished" => self.draft.status(Status::Preprint),
            _ => self.keep(given),
        }
    }

    fn note(&mut self, given: &Given<'_>) {
        let value = given.prose();
        let plain = given.plain();
        let words = plain.trim_end_matches('.').to_ascii_lowercase();
        if matches!(words.as_str(), "retracted" | "retracted article" | "retracted publication") {
            return self.draft.status(Status::Retracted);
        }
        if matches!(words.as_str(), "in press" | "ahead of print") {
            return self.draft.status(Status::AheadOfPrint);
        }
        if let Some(pmid) = plain.strip_prefix("PMID:").and_then(ids::pmid) {
            return self.draft.pmid(&given.field(&value), pmid);
        }
        if self.facts.wos && given.name == "note" {
            return self.keep(given);
        }
        notes::read(&mut self.draft, &given.field(&value));
    }

    fn settle(&mut self, shared: &Shared<'_>) {
        std::mem::take(&mut self.links).settle(&mut self.draft, shared);
        if let Some(subtitle) = self.subtitle.take() {
            let record = &mut self.draft.record;
            let join = if record.title.ends_with(['?', '!', ':']) { " " } else { ": " };
            if let Some(html) = &mut record.title_html {
                html.push_str(join);
                html.push_str(&crate::text::inline::escape_html(&subtitle));
            }
            record.title.push_str(join);
            record.title.push_str(&subtitle);
        }
        self.places.settle(&mut self.draft);
        self.draft.settle();
        self.settle_date();
        self.names.settle(&mut self.draft, self.facts);
        self.places.orcids(&mut self.draft);
    }

    /// The date, by the fields that are most precise.
    fn settle_date(&mut self) {
        let When { whole, year, month, day } = std::mem::take(&mut self.date);
        if let Some(whole) = whole {
            match dates::iso(&whole).or_else(|| dates::parted(&whole, "", "")) {
                Some(date) => self.draft.record.published = Some(date),
                None => self.bad_date("date", &whole),
            }
        }
        let (month, day) = (month.unwrap_or_default(), day.unwrap_or_default());
        let Some(year) = year else {
            self.draft.extra("month", month);
            return self.draft.extra("day", day);
        };
        let found = dates::parted(&year, &month, &day);
        match (&self.draft.record.published, found) {
            (Some(known), Some(found)) if known.year == found.year => {}
            (Some(_), _) => {
                self.draft.extra("year", year);
                self.draft.extra("month", month);
                self.draft.extra("day", day);
            }
            (None, Some(found)) => self.draft.record.published = Some(found),
            (None, None) => self.rough_date(&year, &month, &day),
        }
    }

    /// A date of which only a part is understood.
    fn rough_date(&mut self, year: &str, month: &str, day: &str) {
        let with_month = dates::parted(year, month, "");
        let kept = if with_month.is_some() { "" } else { month };
        match with_month.or_else(|| dates::parted(year, "", "")) {
            Some(date) => self.draft.record.published = Some(date),
            None if matches!(
                fold_blanks(year).to_ascii_lowercase().as_str(),
                "in press" | "forthcoming"
            ) =>
            {
                self.draft.status(Status::AheadOfPrint);
            }
            None => self.bad_date("year", year),
        }
        match kept {
            "" if day.is_empty() => {}
            "" => self.bad_date("day", day),
            month => {
                self.bad_date("month", month);
                self.draft.extra("day", day.to_owned());
            }
        }
    }

    fn bad_date(&mut self, name: &str, text: &str) {
        let what = format!("the {name} `{text}` is no date that litdigest knows");
        let said = Diagnostic::new(&codes::BAD_DATE, what)
            .done("kept the value as it is written, with the record's other fields");
        self.draft.said.push(said);
        self.draft.extra(name, text.to_owned());
    }
}

/// Headings with qualifiers: "Tea/*analysis; *Cups".
pub(super) fn mesh(text: &str) -> Vec<MeshHeading> {
    let starred = |text: &str| match text.trim().strip_prefix('*') {
        Some(rest) => (rest.trim().to_owned(), true),
        None => (text.trim().to_owned(), false),
    };
    let mut out = Vec::new();
    for heading in text.split(';').filter(|heading| !heading.trim().is_empty()) {
        let mut parts = heading.split('/');
        let (descriptor, major) = starred(parts.next().unwrap_or_default());
        let mut heading = MeshHeading { descriptor, major, ..MeshHeading::default() };
        for part in parts {
            let (name, major) = starred(part);
            heading.qualifiers.push(MeshQualifier { name, major, ..MeshQualifier::default() });
        }
        out.push(heading);
    }
    out
}
