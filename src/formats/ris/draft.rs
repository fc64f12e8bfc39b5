//! A record while its fields are read: what any dialect of tagged text says, put into its key.
//!
//! In: values, one at a time, with the field that they come from. Out: a record, and what was said about it. A value
//! that no key takes goes to `extra`, so nothing that came in is lost. Never: the meaning of a tag.

use super::dates::{self, Event};
use super::field::Field;
use super::places::{self, Names};
use super::{abstracts, ids, languages, markup, names};
use crate::diag::{Code, Diagnostic, codes};
use crate::record::{
    AbstractKind, Book, Doi, Extra, Grant, Journal, Keyword, OtherId, PartialDate, Person, Pmcid,
    Pmid, Record, Status,
};
use crate::text::blanks::fold_blanks;
use std::sync::Arc;

/// How far a list is looked through for a value that it has already; a list of thousands is not a bibliography's, and
/// must not cost the square of its length.
const MOST: usize = 256;

/// A record while it is read.
pub(in crate::formats) struct Draft<'a> {
    pub(in crate::formats) file: &'a Arc<str>,
    pub(in crate::formats) record: Record,
    pub(in crate::formats) said: Vec<Diagnostic>,
    pub(in crate::formats) journal: Journal,
    pub(in crate::formats) book: Book,
    /// Dates without a year wait until the record's year is known.
    dates: Vec<(Field<'a>, String, Event)>,
    /// Affiliations with the names that the source puts before them.
    stated: Vec<(Vec<Person>, usize)>,
    addresses: Vec<String>,
}

impl<'a> Draft<'a> {
    pub(in crate::formats) fn new(file: &'a Arc<str>) -> Self {
        Draft {
            file,
            record: Record::default(),
            said: Vec::new(),
            journal: Journal::default(),
            book: Book::default(),
            dates: Vec::new(),
            stated: Vec::new(),
            addresses: Vec::new(),
        }
    }

    /// What no key takes.
    pub(in crate::formats) fn extra(&mut self, tag: &str, value: String) {
        if !value.is_empty() {
            self.record.extra.push(Extra { tag: tag.to_owned(), value });
        }
    }

    /// A whole field that no key takes.
    pub(in crate::formats) fn keep(&mut self, field: &Field<'_>) {
        self.extra(&field.name(), field.text());
    }

    /// A field that could not be understood: it is kept, and said so.
    pub(in crate::formats) fn odd(&mut self, code: &'static Code, field: &Field<'_>, what: &str) {
        let said = Diagnostic::new(code, what)
            .at(field.place(self.file))
            .done("kept the value as it is written, with the record's other fields");
        self.said.push(said);
        self.keep(field);
    }

    /// A DOI that is none: readers may still make something of it.
    pub(in crate::formats) fn odd_doi(&mut self, field: &Field<'_>) {
        let said = Diagnostic::new(&codes::BAD_IDENTIFIER, "this is not a DOI")
            .at(field.place(self.file))
            .done("kept it among the other identifiers, as it is written");
        self.said.push(said);
        self.other_id("doi", field.raw());
    }

    pub(in crate::formats) fn title(&mut self, field: &Field<'_>) {
        let (title, html) = markup::title(field.raw());
        if title.is_empty() || title == self.record.title {
            return;
        }
        if !self.record.title.is_empty() {
            return self.extra(&field.name(), title);
        }
        let bare = title.trim_end_matches('.');
        self.record.title_translated = bare.starts_with('[') && bare.ends_with(']');
        self.record.title = title;
        self.record.title_html = html;
    }

    /// The authors or editors of a field: one a line where lines follow, or parted by semicolons.
    pub(in crate::formats) fn people(
        &mut self,
        field: &Field<'_>,
        pick: fn(&mut Record) -> &mut Vec<Person>,
    ) {
        if memchr::memchr2(b'\n', b';', field.raw().as_bytes()).is_none() {
            return self.one_of_people(field.raw(), pick);
        }
        let mut list: Vec<String> = Vec::with_capacity(1);
        for line in field.lines() {
            match list.last_mut() {
                // A wrapped name goes on in the next line; a new one has its own comma.
                Some(last) if !line.contains(',') => {
                    last.push(' ');
                    last.push_str(line);
                }
                _ => list.push(line.to_owned()),
            }
        }
        for name in list.iter().flat_map(|line| line.split(';')) {
            self.one_of_people(name, pick);
        }
    }

    fn one_of_people(&mut self, name: &str, pick: fn(&mut Record) -> &mut Vec<Person>) {
        if name.trim().eq_ignore_ascii_case("[no authors listed]") {
            self.record.authors_listed = Some(crate::record::AuthorsListed::None);
        } else if let Some(person) = names::person(name) {
            pick(&mut self.record).push(person);
        }
    }

    pub(in crate::formats) fn affiliation(&mut self, text: &str) -> Option<usize> {
        let text = markup::plain(text);
        if text.is_empty() {
            return None;
        }
        let list = &mut self.record.affiliations;
        if let Some(at) = list.iter().take(MOST).position(|known| *known == text) {
            return Some(at);
        }
        list.push(text);
        Some(list.len() - 1)
    }

    /// Affiliations that name their authors; `false` when the value does not have that form.
    pub(in crate::formats) fn stated(&mut self, text: &str, open: char, close: char) -> bool {
        let Some(found) = places::stated(text, open, close) else { return false };
        for one in found {
            let mut place = one.place.to_owned();
            let mut people = Vec::with_capacity(one.names.len());
            for name in one.names {
                // "Roe R., r@example.org"
                let (name, mail) = match name.rsplit_once(", ") {
                    Some((name, mail)) if mail.contains('@') => (name, Some(mail)),
                    _ => (name, None),
                };
                if let Some(mail) = mail {
                    place.push_str(&format!(". Electronic address: {mail}"));
                }
                people.extend(names::person(name));
            }
            if let Some(at) = self.affiliation(&place) {
                self.stated.push((people, at));
            }
        }
        true
    }

    pub(in crate::formats) fn abstract_text(&mut self, field: &Field<'_>) {
        let (mut sections, copyright) = abstracts::marked(field.raw());
        if let Some(line) = copyright {
            match &self.record.copyright {
                None => self.record.copyright = Some(line),
                Some(known) if *known == line => {}
                Some(_) => self.extra(&field.name(), line),
            }
        }
        sections.retain(|section| !section.text.is_empty() || section.label.is_some());
        let main: Vec<_> = self.record.sections.iter().filter(|s| s.kind.is_none()).collect();
        let same = !main.is_empty()
            && main.len() == sections.len()
            && main.iter().zip(&sections).all(|(a, b)| **a == *b);
        if same {
            return;
        }
        if !main.is_empty() {
            for section in &mut sections {
                section.kind = Some(AbstractKind::Other);
            }
        }
        self.record.sections.append(&mut sections);
    }

    pub(in crate::formats) fn keyword(&mut self, text: &str, owner: Option<&str>) {
        let text = markup::plain(text);
        let (major, text) = match text.strip_prefix('*') {
            Some(rest) => (true, rest.trim().to_owned()),
            None => (false, text),
        };
        if !text.is_empty()
            && self.record.keywords.iter().take(MOST).all(|known| known.text != text)
        {
            let owner = owner.map(str::to_owned);
            self.record.keywords.push(Keyword { text, major, owner });
        }
    }

    pub(in crate::formats) fn publication_type(&mut self, text: &str) {
        let name = fold_blanks(text);
        let types = &mut self.record.publication_types;
        if !name.is_empty() && types.iter().take(MOST).all(|known| *known != name) {
            self.record.publication_types.push(name);
        }
    }

    pub(in crate::formats) fn status(&mut self, status: Status) {
        if !self.record.status.contains(&status) {
            self.record.status.push(status);
        }
    }

    pub(in crate::formats) fn language(&mut self, field: &Field<'_>) {
        let Some(found) = languages::codes(&field.text()) else { return self.keep(field) };
        for code in found {
            if !self.record.language.iter().any(|known| known == code) {
                self.record.language.push(code.to_owned());
            }
        }
    }

    /// ISSNs and ISBNs; a value that is neither is kept.
    pub(in crate::formats) fn serials(&mut self, field: &Field<'_>) {
        let found = ids::serials(field.raw());
        if found.rest {
            let what = "this is neither an ISSN nor an ISBN";
            return self.odd(&codes::BAD_IDENTIFIER, field, what);
        }
        self.serials_of(found);
    }

    /// ISSNs and ISBNs that were told apart.
    pub(in crate::formats) fn serials_of(&mut self, found: ids::Serials) {
        for issn in found.issn {
            if self.journal.issn.iter().take(MOST).all(|known| *known != issn) {
                self.journal.issn.push(issn);
            }
        }
        for isbn in found.isbn {
            if self.book.isbn.iter().take(MOST).all(|known| *known != isbn) {
                self.book.isbn.push(isbn);
            }
        }
    }

    pub(in crate::formats) fn other_id(&mut self, scheme: &str, value: &str) {
        let value = fold_blanks(value);
        let known = |id: &OtherId| id.scheme == scheme && id.value == value;
        if !value.is_empty() && !self.record.ids.iter().take(MOST).any(known) {
            self.record.ids.push(OtherId { scheme: scheme.to_owned(), value });
        }
    }

    pub(in crate::formats) fn doi(&mut self, field: &Field<'_>, doi: Doi) {
        let known = self.record.doi.get_or_insert_with(|| doi.clone());
        if *known != doi {
            let known = known.clone();
            self.differs(field, "DOI", known.as_str(), doi.as_str());
        }
    }

    pub(in crate::formats) fn pmid(&mut self, field: &Field<'_>, pmid: Pmid) {
        let known = self.record.pmid.get_or_insert_with(|| pmid.clone());
        if *known != pmid {
            let known = known.clone();
            self.differs(field, "PMID", known.as_str(), pmid.as_str());
        }
    }

    pub(in crate::formats) fn pmcid(&mut self, field: &Field<'_>, pmcid: Pmcid) {
        let known = self.record.pmcid.get_or_insert_with(|| pmcid.clone());
        if *known != pmcid {
            let known = known.clone();
            self.differs(field, "PMCID", known.as_str(), pmcid.as_str());
        }
    }

    fn differs(&mut self, field: &Field<'_>, name: &str, kept: &str, other: &str) {
        let what = format!("the record has two values of its {name}: {kept} and {other}");
        let said = Diagnostic::new(&codes::DIFFERING_IDENTIFIER, what)
            .at(field.place(self.file))
            .done(format!("took {kept} and kept the other with the record's other fields"))
            .help("see which one the article has, and correct the export");
        self.said.push(said);
        self.keep(field);
    }

    /// Addresses, looked at when the identifiers are known.
    pub(in crate::formats) fn address(&mut self, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            self.addresses.push(text.to_owned());
        }
    }

    /// A date of the record; `event` where the tag says which.
    pub(in crate::formats) fn date(&mut self, field: &Field<'a>, event: Event) {
        let text = field.text();
        if !text.is_empty() {
            self.dates.push((*field, text, event));
        }
    }

    /// "Agency [id, id]; Agency".
    pub(in crate::formats) fn grants(&mut self, text: &str) {
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let (agency, list) = match part.strip_suffix(']').and_then(|part| part.rsplit_once('['))
            {
                Some((agency, list)) => (agency.trim(), list),
                None => (part, ""),
            };
            let agency = Some(fold_blanks(agency)).filter(|name| !name.is_empty());
            for id in list.split(',').map(str::trim) {
                let id = Some(fold_blanks(id)).filter(|id| !id.is_empty());
                let grant = Grant { id, agency: agency.clone(), ..Grant::default() };
                self.record.grants.push(grant);
            }
        }
    }

    /// Settles what could not be decided field by field.
    pub(in crate::formats) fn settle(&mut self) {
        self.settle_dates();
        self.settle_addresses();
        if self.stated.is_empty() {
            return;
        }
        let names = Names::of(&self.record.authors);
        for (people, place) in std::mem::take(&mut self.stated) {
            for person in people {
                for at in names.find(&person) {
                    if let Some(author) = self.record.authors.get_mut(*at)
                        && !author.affiliations.contains(&place)
                    {
                        author.affiliations.push(place);
                    }
                }
            }
        }
        for author in &mut self.record.authors {
            author.affiliations.sort_unstable();
        }
    }

    /// The most precise date of the year that the record states first is the issue's.
    fn settle_dates(&mut self) {
        let fields = std::mem::take(&mut self.dates);
        // Publishers date an issue of next year; the year that stands alone is the one that articles are cited by.
        let alone = fields.iter().filter(|(field, ..)| field.tag != *b"DA");
        let year = alone.chain(&fields).find_map(|(_, text, _)| dates::year(text));
        let year = year.or_else(|| {
            fields.iter().find_map(|(_, text, _)| dates::read(text, None).map(|r| r.date.year))
        });
        let mut issue: Option<PartialDate> = None;
        for (field, text, event) in fields {
            // PubMed Central puts the dates of review behind the date.
            let (first, rest) = match text.split_once(' ') {
                Some((first, rest)) if first.contains('/') && rest.contains('/') => (first, rest),
                _ => (text.as_str(), ""),
            };
            let Some(read) = dates::read(first, year) else {
                self.odd(&codes::BAD_DATE, &field, "this is no date that litdigest knows");
                continue;
            };
            self.extra(&field.name(), rest.to_owned());
            let event = if read.event == Event::Published { event } else { read.event };
            match event {
                Event::Other => self.extra(&field.name(), text),
                Event::Electronic => {
                    self.record.electronic.get_or_insert(read.date);
                }
                Event::Published => match &mut issue {
                    None => issue = Some(read.date),
                    Some(known) if known.year != read.date.year => {
                        let year =
                            if Some(read.date.year) == year { Some(read.date) } else { None };
                        let other = year.map_or(text, |date| std::mem::replace(known, date).text);
                        self.extra(&field.name(), other);
                    }
                    Some(known) if precision(&read.date) > precision(known) => *known = read.date,
                    Some(known)
                        if precision(&read.date) == precision(known) && *known != read.date =>
                    {
                        self.extra(&field.name(), text);
                    }
                    Some(_) => {}
                },
            }
        }
        self.record.published = self.record.published.take().or(issue);
    }

    /// Addresses that only repeat or resolve an identifier say nothing more.
    fn settle_addresses(&mut self) {
        for text in std::mem::take(&mut self.addresses) {
            let found = ids::address(&text);
            if let Some(doi) = &found.doi
                && self.record.doi.get_or_insert_with(|| doi.clone()) == doi
            {
                continue;
            }
            if let Some(pmid) = &found.pmid
                && self.record.pmid.get_or_insert_with(|| pmid.clone()) == pmid
            {
                continue;
            }
            if let Some(pmcid) = &found.pmcid
                && self.record.pmcid.get_or_insert_with(|| pmcid.clone()) == pmcid
            {
                continue;
            }
            self.other_id("url", &text);
        }
    }
}

fn precision(date: &PartialDate) -> u8 {
    let month = u8::from(date.month.is_some() || date.season.is_some());
    month * 2 + u8::from(date.day.is_some()) + u8::from(date.end.is_some())
}
