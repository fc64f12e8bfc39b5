//! The last word on every string of a record, whatever read it: NFC, blanks folded, nothing that no page may hold.
//!
//! In: a record as a reader or a correction made it. Out: the same record clean, and what was taken out of it. The way through
//! all strings serves other changes of all of them too. Each part is taken apart without `..`, so a new key cannot be forgotten
//! here. Identifiers are left: their constructors refuse what is wrong. Never: a value that was clean changed.

use super::emptied;
use super::{
    AbstractSection, Book, Databank, Extra, Grant, Journal, Keyword, MeshHeading, MeshQualifier,
    Origin, OtherId, PartialDate, Person, Record, Related, Substance, Supplementary,
};
use crate::text::blanks::{folded, is_plain};
use crate::text::clean::{self, Found};
use std::borrow::Cow;

/// What was taken out of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cleaned {
    /// The key of the record's JSON in which the first of it stood.
    pub field: &'static str,
    /// What it was.
    pub found: Found,
}

impl Record {
    /// Cleans every string. A value of which nothing is left is taken away.
    pub fn clean(&mut self) -> Option<Cleaned> {
        self.set_formulas();
        let mut said: Option<Cleaned> = None;
        self.change_texts(&mut |field, text| {
            let (new, found) = cleaned(field, text)?;
            if found.is_something() {
                said.get_or_insert(Cleaned { field, found: Found::default() }).found.add(found);
            }
            new
        });
        said
    }

    /// Gives every string that is no identifier to `change`, with the key of the record's JSON in which it stands, and puts
    /// its answer in the string's place, where it gives one. A value of which nothing is left is taken away.
    pub(crate) fn change_texts(&mut self, change: Change<'_>) {
        let mut pass = Pass { field: "", change, emptied: false };
        pass.record(self);
        if pass.emptied {
            emptied::take_away(self);
        }
    }
}

/// What a string of a key becomes; nothing where it stays as it is.
type Change<'c> = &'c mut dyn FnMut(&'static str, &str) -> Option<String>;

/// The text in another form, where it must have one, and what was taken out of it; nothing where it is clean.
fn cleaned(field: &str, text: &str) -> Option<(Option<String>, Found)> {
    // Nearly all texts are plain, and only what has an at sign can have a user name in an address.
    if is_plain(text.as_bytes()) && !text.contains('@') {
        return None;
    }
    let (clean, found) = clean::cleaned(text);
    // The blanks of a file's name are its own.
    let folded = if field == SOURCE { Cow::Borrowed(&*clean) } else { folded(&clean) };
    let new = match (folded, &clean) {
        (Cow::Owned(folded), _) => Some(folded),
        (Cow::Borrowed(folded), Cow::Owned(_)) => Some(folded.to_owned()),
        (Cow::Borrowed(folded), Cow::Borrowed(_)) if folded.len() < text.len() => {
            Some(folded.to_owned())
        }
        _ => None,
    };
    Some((new, found))
}

/// The key of where a record came from.
const SOURCE: &str = "source";

/// One way through a record.
struct Pass<'c> {
    /// Where it is.
    field: &'static str,
    change: Change<'c>,
    /// Whether a string was emptied.
    emptied: bool,
}

impl Pass<'_> {
    fn record(&mut self, record: &mut Record) {
        self.strings(record);
        // Those without a name here are identifiers, or cleaned above.
        let Record {
            schema: _,
            key: _,
            pmid: _,
            pmcid: _,
            doi: _,
            pmc_available: _,
            ids,
            title,
            title_html: _,
            title_translated: _,
            vernacular_title: _,
            sections,
            copyright: _,
            authors,
            authors_listed: _,
            affiliations,
            investigators,
            editors,
            journal,
            book,
            published: _,
            electronic: _,
            print: _,
            collection: _,
            entered: _,
            revised: _,
            record_revised: _,
            volume: _,
            issue: _,
            pages: _,
            language,
            publication_types,
            mesh,
            keywords,
            substances,
            supplementary,
            grants,
            databanks,
            conflict_of_interest: _,
            related,
            status: _,
            labels,
            extra,
            source,
        } = record;
        let lists = [
            ("affiliations", affiliations),
            ("language", language),
            ("publication_types", publication_types),
        ];
        for (key, texts) in lists {
            self.at(key).texts(texts);
        }
        let people = [("authors", authors), ("investigators", investigators), ("editors", editors)];
        for (key, people) in people {
            self.at(key).each(people, Pass::person);
        }
        self.at("title").text(title);
        self.at("ids").each(ids, Pass::id);
        self.at("abstract").each(sections, Pass::section);
        self.at("journal").each(journal, Pass::journal);
        self.at("book").each(book, Pass::book);
        self.at("mesh").each(mesh, Pass::heading);
        self.at("keywords").each(keywords, Pass::keyword);
        self.at("substances").each(substances, Pass::substance);
        self.at("supplementary").each(supplementary, Pass::supplementary);
        self.at("grants").each(grants, Pass::grant);
        self.at("databanks").each(databanks, Pass::databank);
        self.at("related").each(related, Pass::related);
        self.at("labels").labels(labels);
        self.at("extra").each(extra, Pass::extra);
        self.at(SOURCE).each(source, Pass::origin);
    }

    /// The keys of one text each, and the dates.
    fn strings(&mut self, record: &mut Record) {
        let options = [
            ("pmc_available", &mut record.pmc_available),
            ("title_html", &mut record.title_html),
            ("vernacular_title", &mut record.vernacular_title),
            ("copyright", &mut record.copyright),
            ("volume", &mut record.volume),
            ("issue", &mut record.issue),
            ("pages", &mut record.pages),
            ("conflict_of_interest", &mut record.conflict_of_interest),
        ];
        for (key, text) in options {
            self.at(key).option(text);
        }
        let dates = [
            ("published", &mut record.published),
            ("electronic", &mut record.electronic),
            ("print", &mut record.print),
            ("collection", &mut record.collection),
            ("entered", &mut record.entered),
            ("revised", &mut record.revised),
            ("record_revised", &mut record.record_revised),
        ];
        for (key, date) in dates {
            self.at(key).date(date);
        }
    }

    /// Cleans each part of one key.
    fn each<'a, P: 'a>(
        &mut self,
        parts: impl IntoIterator<Item = &'a mut P>,
        clean: fn(&mut Self, &mut P),
    ) {
        for part in parts {
            clean(self, part);
        }
    }

    fn at(&mut self, field: &'static str) -> &mut Self {
        self.field = field;
        self
    }

    fn text(&mut self, text: &mut String) {
        if let Some(new) = self.changed(text) {
            self.emptied |= new.is_empty();
            *text = new;
        }
    }

    fn changed(&mut self, text: &str) -> Option<String> {
        (self.change)(self.field, text)
    }

    fn option(&mut self, text: &mut Option<String>) {
        if let Some(some) = text {
            self.text(some);
        }
    }

    fn texts(&mut self, texts: &mut [String]) {
        for text in texts {
            self.text(text);
        }
    }

    fn id(&mut self, OtherId { scheme, value }: &mut OtherId) {
        self.text(scheme);
        self.text(value);
    }

    fn section(&mut self, section: &mut AbstractSection) {
        let AbstractSection { label, text, text_html, kind: _, language } = section;
        self.option(label);
        self.text(text);
        self.option(text_html);
        self.option(language);
    }

    fn person(&mut self, person: &mut Person) {
        let Person {
            family,
            given,
            initials,
            suffix,
            collective,
            orcid: _,
            equal: _,
            affiliations: _,
        } = person;
        for name in [family, given, initials, suffix, collective] {
            self.option(name);
        }
    }

    fn journal(&mut self, journal: &mut Journal) {
        let Journal { abbreviation, title, issn, nlm_id, country } = journal;
        self.texts(issn);
        for text in [abbreviation, title, nlm_id, country] {
            self.option(text);
        }
    }

    fn book(&mut self, book: &mut Book) {
        let Book { title, place, publisher, published, edition, isbn, url } = book;
        self.date(published);
        self.texts(isbn);
        for text in [title, place, publisher, edition, url] {
            self.option(text);
        }
    }

    fn date(&mut self, date: &mut Option<PartialDate>) {
        if let Some(PartialDate { year: _, month: _, day: _, season: _, end: _, text }) = date {
            self.text(text);
        }
    }

    fn heading(&mut self, heading: &mut MeshHeading) {
        let MeshHeading { descriptor, ui, major: _, qualifiers } = heading;
        self.text(descriptor);
        self.option(ui);
        for MeshQualifier { name, ui, major: _ } in qualifiers {
            self.text(name);
            self.option(ui);
        }
    }

    fn keyword(&mut self, Keyword { text, major: _, owner }: &mut Keyword) {
        self.text(text);
        self.option(owner);
    }

    fn substance(&mut self, Substance { name, registry_number, ui }: &mut Substance) {
        self.text(name);
        self.option(registry_number);
        self.option(ui);
    }

    fn supplementary(&mut self, Supplementary { name, ui, kind }: &mut Supplementary) {
        self.text(name);
        self.option(ui);
        self.option(kind);
    }

    fn grant(&mut self, Grant { id, agency, country, acronym }: &mut Grant) {
        for text in [id, agency, country, acronym] {
            self.option(text);
        }
    }

    fn databank(&mut self, Databank { name, accession }: &mut Databank) {
        self.text(name);
        self.option(accession);
    }

    fn related(&mut self, related: &mut Related) {
        let Related { kind: _, citation, pmid: _, doi: _, note } = related;
        self.option(citation);
        self.option(note);
    }

    fn labels(&mut self, labels: &mut indexmap::IndexMap<String, String>) {
        for value in labels.values_mut() {
            self.text(value);
        }
        let names: Vec<Option<String>> = labels.keys().map(|name| self.changed(name)).collect();
        if names.iter().any(Option::is_some) {
            let old = std::mem::take(labels);
            for ((name, value), new) in old.into_iter().zip(names) {
                let new = new.unwrap_or(name);
                self.emptied |= new.is_empty();
                labels.insert(new, value);
            }
        }
    }

    fn extra(&mut self, Extra { tag, value }: &mut Extra) {
        self.text(tag);
        self.text(value);
    }

    fn origin(&mut self, Origin { file, line: _, end_line: _, format }: &mut Origin) {
        if let Some(new) = self.changed(file) {
            *file = new.into();
        }
        self.text(format);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A record in which every string is one and the same text.
    fn filled(text: &str) -> Record {
        let json = serde_json::json!({
            "key": "", "pmc_available": text, "ids": [{"type": text, "value": text}], "title": text,
            "title_html": text, "vernacular_title": text, "copyright": text,
            "abstract": [{"label": text, "text": text, "language": text}],
            "authors": [{"family": text, "given": text, "initials": text, "suffix": text, "affiliations": [0, 1]},
                        {"collective": text}],
            "investigators": [{"family": text}], "editors": [{"family": text}],
            "affiliations": [text, "Kept Institute"],
            "journal": {"abbreviation": text, "title": text, "issn": [text], "nlm_id": text, "country": text},
            "book": {"title": text, "place": text, "publisher": text, "edition": text, "isbn": [text],
                     "url": text, "published": {"year": 2021, "text": text}},
            "published": {"year": 2021, "text": text}, "electronic": {"year": 2021, "text": text},
            "print": {"year": 2021, "text": text}, "collection": {"year": 2021, "text": text},
            "entered": {"year": 2021, "text": text}, "revised": {"year": 2021, "text": text},
            "volume": text, "issue": text, "pages": text, "language": [text], "publication_types": [text],
            "mesh": [{"descriptor": text, "ui": text, "qualifiers": [{"name": text, "ui": text}]}],
            "keywords": [{"text": text, "owner": text}],
            "substances": [{"name": text, "registry_number": text, "ui": text}],
            "supplementary": [{"name": text, "ui": text, "type": text}],
            "grants": [{"id": text, "agency": text, "country": text, "acronym": text}],
            "databanks": [{"name": text, "accession": text}], "conflict_of_interest": text,
            "related": [{"kind": "comment-in", "citation": text, "note": text}],
            "labels": {text: text}, "extra": [{"tag": text, "value": text}],
            "source": [{"file": text, "line": 1, "end_line": 1, "format": text}],
        });
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn every_string_is_cleaned() {
        for (dirty, clean) in [
            ("a\u{1}b", "a b"),
            ("a\u{1b}\u{9b}b", "a b"),
            ("a b\u{0}", "a b"),
            ("e\u{301}\u{85}\u{a0}b", "é b"),
            ("https://user:secret@a.example/", "https://a.example/"),
        ] {
            let mut record = filled(dirty);
            record.clean();
            let mut expected = filled(clean);
            // The blanks of a file's name are its own.
            expected.source = record.source.clone();
            assert!(!record.source[0].file.contains(|c| clean::is_forbidden(c) || c == '@'));
            assert_eq!(record, expected, "{dirty:?}");
        }
    }

    #[test]
    fn a_clean_record_is_left_alone() {
        let mut record = filled("Tea & cups, é 漢 \u{202e}x");
        let before = record.clone();
        assert_eq!(record.clean(), None);
        assert_eq!(record, before);
    }

    #[test]
    fn what_is_emptied_is_absent() {
        let mut record = filled("\u{1}");
        let found = record.clean().unwrap();
        assert_eq!((found.field, found.found.first), ("pmc_available", Some('\u{1}')));
        assert_eq!(record.affiliations, ["Kept Institute"]);
        assert!(record.authors.is_empty() && record.ids.is_empty() && record.labels.is_empty());
        let json = serde_json::to_value(&record).unwrap();
        let empty = |value: &serde_json::Value| value.as_str() == Some("") || value.is_null();
        let holes = json.as_object().unwrap().iter().filter(|(key, _)| *key != "key");
        assert!(!holes.clone().any(|(_, value)| empty(value)), "{json}");
        let mut person = filled("Ann");
        person.affiliations[0] = "\u{1b}".to_owned();
        person.clean();
        assert_eq!(person.authors[0].affiliations, [0]);
    }
}
