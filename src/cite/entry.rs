//! A record in the terms of the engine.
//!
//! In: a record, and a function that makes text of it fit to be shown. Out: a [`Work`]. Everything is given by the engine's
//! setters: its readers of names, dates and numbers guess, and one of them stops at a range of dates. Numbers that are none
//! stay text. Never: a rule on what a record means; that a record is a preprint or where its title has a mark is decided in
//! `record`.

use super::edition;
use super::runs::{CLOSE_TITLE, OPEN_TITLE, marked};
use crate::record::{Book, Journal, PartialDate, Person, Record, Season, without_retraction_mark};
use crate::text::inline::{MarkupPart, markup_parts};
use hayagriva::Entry;
use hayagriva::citationberg::taxonomy::Season as Quarter;
use hayagriva::types;
use hayagriva::types::{
    Date, EntryType, FormatString, MaybeTyped, Numeric, PageRanges, PageRangesPart, Publisher,
};

/// Names of one work that are given to the engine, whose styles print at most twenty-one.
const MOST_NAMES: usize = 60;

/// A work that can be cited.
#[derive(Debug)]
pub struct Work(pub(super) Entry);

impl Work {
    /// The record under a key that no other work of the text has. `clean` is asked for every text of the record.
    pub fn of(record: &Record, key: &str, clean: &dyn Fn(&str) -> String) -> Self {
        Writer { record, clean }.work(key)
    }

    /// Its authors, else its editors.
    fn people(&self) -> &[types::Person] {
        let parents = self.0.parents().iter().find_map(Entry::editors);
        self.0.authors().or(self.0.editors()).or(parents).unwrap_or_default()
    }

    pub(super) fn has_people(&self) -> bool {
        !self.people().is_empty()
    }

    /// Who wrote it, for a sentence: "Smith", "Smith and Jones", "Smith et al."; else its editors, else its title.
    pub(super) fn names(&self, and: &str, et_al: &str) -> String {
        let people = self.people();
        let name = |person: &types::Person| person.name.clone();
        match people {
            [] => {
                let title = self.0.title().map(ToString::to_string).unwrap_or_default();
                let title: String = title.chars().filter(|c| !c.is_control()).collect();
                format!("“{title}”")
            }
            [one] => name(one),
            [one, two] => format!("{} {and} {}", name(one), name(two)),
            [one, ..] => format!("{} {et_al}", name(one)),
        }
    }
}

struct Writer<'a> {
    record: &'a Record,
    clean: &'a dyn Fn(&str) -> String,
}

impl Writer<'_> {
    fn work(&self, key: &str) -> Work {
        let record = self.record;
        let mut entry = match &record.book {
            Some(book) if record.is_chapter() => self.chapter(key, book),
            Some(book) => self.book(key, book),
            None if record.is_preprint() => self.preprint(key),
            None => self.article(key),
        };
        let title = self.title();
        if !title.is_empty() {
            entry.set_title(FormatString::with_value(title));
        }
        let authors = self.people(&record.authors);
        if !authors.is_empty() {
            entry.set_authors(authors);
        }
        if let Some(date) = record.date() {
            entry.set_date(date_of(date));
        }
        if let Some(pages) =
            record.pages.as_deref().map(self.clean).filter(|pages| !pages.is_empty())
        {
            entry.set_page_range(pages_of(&pages));
        }
        self.identify(&mut entry);
        let foreign =
            !record.language.is_empty() && !record.language.iter().any(|code| code == "eng");
        // Titles in English alone are put in capitals by some styles, and those of English journals.
        let tag = if foreign { "und" } else { "en" };
        if let Ok(language) = tag.parse() {
            entry.set_language(language);
        }
        Work(entry)
    }

    fn article(&self, key: &str) -> Entry {
        // What appeared nowhere that is known would be an unpublished paper to the styles.
        let Some(journal) = &self.record.journal else {
            return self.numbered(Entry::new(key, EntryType::Misc));
        };
        let mut entry = Entry::new(key, EntryType::Article);
        let mut parent = self.numbered(Entry::new(key, EntryType::Periodical));
        if let Some(title) = self.journal_title(journal) {
            parent.set_title(title);
        }
        if let Some(issn) = journal.issn.first() {
            parent.set_issn((self.clean)(issn));
        }
        entry.set_parents(vec![parent]);
        entry
    }

    /// The full title, with the abbreviation as its short form; one stands for the other.
    fn journal_title(&self, journal: &Journal) -> Option<FormatString> {
        let clean =
            |text: &Option<String>| text.as_deref().map(self.clean).filter(|text| !text.is_empty());
        let (long, short) = (clean(&journal.title), clean(&journal.abbreviation));
        match (long, short) {
            (Some(long), Some(short)) => Some(FormatString::with_short(long, short)),
            (Some(one), None) | (None, Some(one)) => Some(FormatString::with_value(one)),
            (None, None) => None,
        }
    }

    fn numbered(&self, mut entry: Entry) -> Entry {
        if let Some(volume) = self.number(self.record.volume.as_deref()) {
            entry.set_volume(volume);
        }
        if let Some(issue) = self.number(self.record.issue.as_deref()) {
            entry.set_issue(issue);
        }
        entry
    }

    /// A preprint has a server in the place of a publisher.
    fn preprint(&self, key: &str) -> Entry {
        let mut entry = Entry::new(key, EntryType::Article);
        entry.set_genre(FormatString::with_value("Preprint"));
        let server = self
            .record
            .journal
            .as_ref()
            .and_then(|journal| journal.title.as_deref().or(journal.name()));
        if let Some(server) = server.map(self.clean).filter(|server| !server.is_empty()) {
            entry.set_publisher(Publisher::new(Some(FormatString::with_value(server)), None));
        }
        entry
    }

    fn book(&self, key: &str, book: &Book) -> Entry {
        let mut entry = Entry::new(key, EntryType::Book);
        self.describe(&mut entry, book);
        if self.record.title.is_empty()
            && let Some(title) = book.title.as_deref().map(self.clean)
        {
            entry.set_title(FormatString::with_value(title));
        }
        entry
    }

    fn chapter(&self, key: &str, book: &Book) -> Entry {
        let mut entry = Entry::new(key, EntryType::Chapter);
        let mut parent = Entry::new(key, EntryType::Book);
        self.describe(&mut parent, book);
        if let Some(title) = book.title.as_deref().map(self.clean) {
            parent.set_title(FormatString::with_value(title));
        }
        entry.set_parents(vec![parent]);
        entry
    }

    fn describe(&self, entry: &mut Entry, book: &Book) {
        let text = |text: &Option<String>| {
            let text = text.as_deref().map(self.clean).filter(|text| !text.is_empty());
            text.map(FormatString::with_value)
        };
        let (name, place) = (text(&book.publisher), text(&book.place));
        if name.is_some() || place.is_some() {
            entry.set_publisher(Publisher::new(name, place));
        }
        let editors = self.people(&self.record.editors);
        if !editors.is_empty() {
            entry.set_editors(editors);
        }
        let edition = book.edition.as_deref();
        let edition = edition.map(|edition| edition::number(edition).unwrap_or(edition));
        if let Some(edition) = self.number(edition) {
            entry.set_edition(edition);
        }
        if let Some(volume) = self.number(self.record.volume.as_deref()) {
            entry.set_volume(volume);
        }
        if let Some(isbn) = book.isbn.first() {
            entry.set_isbn((self.clean)(isbn));
        }
        if let Some(date) = &book.published {
            entry.set_date(date_of(date));
        }
    }

    fn identify(&self, entry: &mut Entry) {
        if let Some(doi) = &self.record.doi {
            entry.set_doi((self.clean)(doi.as_str()));
        }
        if let Some(pmid) = &self.record.pmid {
            entry.set_pmid(pmid.to_string());
        }
        if let Some(pmcid) = &self.record.pmcid {
            entry.set_pmcid(pmcid.to_string());
        }
    }

    /// The title without a publisher's mark and without its final stop; the marks of its beginning, its end and its markup
    /// are letters that no record has.
    fn title(&self) -> String {
        let record = self.record;
        let html = record.title_html.as_deref().filter(|html| {
            // Where an address is taken off the plain title, markup might keep a part of it.
            let plain: String =
                markup_parts(html).filter(|part| !part.is_tag).map(|part| part.text).collect();
            (self.clean)(&plain) == plain
        });
        let plain = if record.title.is_empty() {
            record.vernacular_title.as_deref().unwrap_or_default()
        } else {
            &record.title
        };
        let mut title = Title::default();
        match html {
            Some(html) => {
                for part in markup_parts(without_stop(bare(record, html))) {
                    title.part(part);
                }
            }
            None => title.text(without_stop(&(self.clean)(bare(record, plain)))),
        }
        title.end()
    }

    fn people(&self, people: &[Person]) -> Vec<types::Person> {
        people.iter().take(MOST_NAMES).filter_map(|person| self.person(person)).collect()
    }

    fn person(&self, person: &Person) -> Option<types::Person> {
        let text =
            |text: &Option<String>| text.as_deref().map(self.clean).filter(|text| !text.is_empty());
        let alone = |name| types::Person {
            name,
            given_name: None,
            prefix: None,
            suffix: None,
            comma_suffix: false,
            alias: None,
        };
        if let Some(name) = text(&person.collective) {
            return Some(alone(name));
        }
        let given =
            text(&person.given).or_else(|| text(&person.initials).map(|initials| apart(&initials)));
        match (text(&person.family), given) {
            (Some(family), given_name) => {
                Some(types::Person { given_name, suffix: text(&person.suffix), ..alone(family) })
            }
            (None, given) => given.map(alone),
        }
    }

    /// A number, if it is one of few digits; else text.
    fn number(&self, text: Option<&str>) -> Option<MaybeTyped<Numeric>> {
        let text = (self.clean)(text?);
        (!text.is_empty())
            .then(|| numeric(&text).map_or(MaybeTyped::String(text), MaybeTyped::Typed))
    }
}

/// A title with the letters that stand for the marks of its beginning, its end and its markup. The engine looks at the first
/// letter of a word for capitals and at the last one for a stop, so a mark that opens stands behind the letter that it opens
/// with, and the last mark before a sign.
struct Title {
    text: String,
    /// Marks that wait for their letter.
    waiting: String,
}

impl Default for Title {
    fn default() -> Self {
        Title { text: String::new(), waiting: OPEN_TITLE.to_string() }
    }
}

impl Title {
    fn part(&mut self, part: MarkupPart<'_>) {
        match part.is_tag {
            true if part.text.starts_with("</") => {
                self.text.push_str(&std::mem::take(&mut self.waiting));
                self.text.push(marked(part.text));
            }
            true => self.waiting.push(marked(part.text)),
            false => self.text(&unescaped(part.text)),
        }
    }

    fn text(&mut self, text: &str) {
        let text = if self.text.is_empty() { text.trim_start() } else { text };
        let mut letters = text.chars();
        if let Some(first) = letters.next() {
            self.text.push(first);
            self.text.push_str(&std::mem::take(&mut self.waiting));
            self.text.push_str(letters.as_str());
        }
    }

    fn end(mut self) -> String {
        let bare = self.text.trim_end().trim_end_matches(['?', '!', '.']).len();
        if self.text.is_empty() || bare <= 2 {
            return self.text.chars().filter(|c| !c.is_control()).collect();
        }
        self.text.truncate(self.text.trim_end().len());
        self.text.insert(bare, CLOSE_TITLE);
        self.text
    }
}

/// A title without the mark of a publisher's retraction: the page says it by a mark of its own.
fn bare<'t>(record: &Record, title: &'t str) -> &'t str {
    let title = if record.is_retracted() { without_retraction_mark(title) } else { title };
    let inner = || {
        let stopped = title.strip_suffix('.').unwrap_or(title);
        stopped.strip_prefix('[')?.strip_suffix(']')
    };
    // Styles that print brackets around a translation are few, and they know nothing of it.
    if record.title_translated {
        inner().map_or(title, |inner| inner.trim_end_matches('.'))
    } else {
        title
    }
}

/// Without one final stop: the style sets its own.
fn without_stop(title: &str) -> &str {
    match title.strip_suffix('.') {
        Some(bare) if !bare.ends_with('.') => bare,
        _ => title,
    }
}

fn unescaped(text: &str) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    entities.iter().fold(text.to_owned(), |text, (entity, plain)| text.replace(entity, plain))
}

/// `JP` as `J P`, so that each letter is taken for an initial. A capital begins an initial: `ChY` is `Ch Y`.
fn apart(initials: &str) -> String {
    let mut out = String::with_capacity(initials.len() * 2);
    for c in initials.chars() {
        if c.is_uppercase() && out.chars().next_back().is_some_and(char::is_alphabetic) {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

fn numeric(text: &str) -> Option<Numeric> {
    let digits =
        text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    digits.then(|| text.parse::<i32>().ok()).flatten().map(Numeric::new)
}

/// The beginning of a date; the engine has no ranges of days.
fn date_of(date: &PartialDate) -> Date {
    let season = date.season.map(|season| match season {
        Season::Spring => Quarter::Spring,
        Season::Summer => Quarter::Summer,
        Season::Autumn => Quarter::Autumn,
        Season::Winter => Quarter::Winter,
    });
    let month = date.month.filter(|month| (1..=12).contains(month)).map(|month| month - 1);
    let day = date.day.filter(|day| month.is_some() && (1..=31).contains(day)).map(|day| day - 1);
    Date { year: date.year, month, day, approximate: false, season }
}

/// Pages as a range, where they are one of plain numbers, the end written out: `132-42` is 132 to 142.
fn pages_of(pages: &str) -> MaybeTyped<PageRanges> {
    let text = || MaybeTyped::String(pages.replace('-', "–"));
    let (first, last) = match pages.split_once(['-', '–']) {
        Some((first, last)) => (first.trim(), Some(last.trim())),
        None => (pages.trim(), None),
    };
    let Some(start) = numeric(first) else { return text() };
    let part = match last {
        None => PageRangesPart::SinglePage(start),
        Some(last) if numeric(last).is_some() => {
            let left = first.len().saturating_sub(last.len());
            let whole = format!("{}{last}", first.get(..left).unwrap_or_default());
            match numeric(&whole) {
                Some(end) => PageRangesPart::Range(start, end),
                None => return text(),
            }
        }
        Some(_) => return text(),
    };
    MaybeTyped::Typed(PageRanges::new(vec![part]))
}
