//! A record as the tags and values of MEDLINE, in PubMed's order.
//!
//! In: a record. Out: its lines, unfolded. Never: what the format has no tag for.

use super::people::List;
use super::{abstracts, indexing, relations, source};
use crate::record::{
    AbstractKind, AbstractSection, AuthorsListed, Extra, Orcid, PartialDate, Person, Record, Status,
};
use crate::text::fold::fold_name;

/// A tag and its value.
pub(super) type Line = (String, String);

/// The order of PubMed. Tags of one group stay in the order in which they were made.
const ORDER: [&[&str]; 50] = [
    &["PMID"],
    &["OWN"],
    &["STAT"],
    &["DA"],
    &["DCOM"],
    &["DRDT", "LR"],
    &["CTDT"],
    &["IS", "ISBN"],
    &["PB"],
    &["VI"],
    &["IP"],
    &["DP"],
    &["TI"],
    &["BTI"],
    &["CTI"],
    &["EN"],
    &["PG"],
    &["LID"],
    &["AB"],
    &["OAB", "OABL"],
    &["CI"],
    &["FAU", "AU", "AUID", "AD", "CN", "FED", "ED"],
    &["LA"],
    &["SI"],
    &["GR"],
    &["PT"],
    &["TT"],
    &["DEP"],
    &["PL"],
    &["TA"],
    &["JT"],
    &["JID"],
    &["RN", "NM"],
    &["SB"],
    &[
        "CIN", "CON", "EIN", "EFR", "CRI", "CRF", "DDIN", "DRIN", "ECI", "ECF", "ORI", "PRIN",
        "PROF", "RPI", "RPF", "RRI", "RRF", "RIN", "ROF", "SPIN", "UIN", "UOF",
    ],
    &["MH"],
    &["RF"],
    &["GS"],
    &["PMC"],
    &["MID"],
    &["COIS"],
    &["OID"],
    &["OTO", "OT"],
    &["GN"],
    &["FIR", "IR", "IRID", "IRAD"],
    &["FPS", "PS"],
    &["EDAT"],
    &["MHDA"],
    &["PMCR"],
    &["CRDT"],
];

/// Behind those of [`ORDER`] and those that it does not name.
const LAST: [&str; 4] = ["PHST", "AID", "PST", "SO"];

fn rank(tag: &str) -> usize {
    if let Some(at) = LAST.iter().position(|last| *last == tag) {
        return ORDER.len() + 1 + at;
    }
    ORDER.iter().position(|group| group.contains(&tag)).unwrap_or(ORDER.len())
}

/// The lines of a record.
pub(super) fn of(record: &Record) -> Vec<Line> {
    let mut page = Page { record, lines: Vec::new(), extra: record.extra.iter().collect() };
    page.head();
    page.text();
    page.people(List::Authors, &record.authors);
    page.people(List::Editors, &record.editors);
    page.people(List::Investigators, &record.investigators);
    page.place();
    page.subjects();
    page.days();
    page.numbers();
    page.rest();
    // The sort keeps the order inside a group; a rank is looked up once a line.
    page.lines.sort_by_cached_key(|(tag, _)| rank(tag));
    page.lines
}

struct Page<'r> {
    record: &'r Record,
    lines: Vec<Line>,
    /// What is not written yet of the catch-all.
    extra: Vec<&'r Extra>,
}

impl<'r> Page<'r> {
    fn add(&mut self, tag: &str, value: impl Into<String>) {
        self.lines.push((tag.to_owned(), value.into()));
    }

    fn add_all<'v>(&mut self, tag: &str, values: impl IntoIterator<Item = &'v String>) {
        values.into_iter().for_each(|value| self.add(tag, value.as_str()));
    }

    /// Takes the first value of a tag in the catch-all that fits.
    fn take(&mut self, tag: &str, fits: impl Fn(&str) -> bool) -> Option<&'r str> {
        let at = self.extra.iter().position(|extra| extra.tag == tag && fits(&extra.value))?;
        Some(self.extra.remove(at).value.as_str())
    }

    fn head(&mut self) {
        let record = self.record;
        for status in &record.status {
            match status {
                Status::Indexed => self.add("STAT", "MEDLINE"),
                Status::InProcess => self.add("STAT", "In-Process"),
                Status::AsSupplied => self.add("STAT", "Publisher"),
                Status::AheadOfPrint => self.add("PST", "aheadofprint"),
                Status::Preprint | Status::Retracted => {}
            }
        }
        self.add_all("PMID", record.pmid.as_ref().map(ToString::to_string).as_ref());
        self.add_all("VI", &record.volume);
        self.add_all("IP", &record.issue);
        self.add_all("PG", &record.pages);
        self.add("TI", record.title.as_str());
        self.add_all("TT", &record.vernacular_title);
    }

    fn text(&mut self) {
        let record = self.record;
        let main = record.sections.iter().filter(|section| section.kind.is_none());
        self.add("AB", abstracts::written(main));
        let mut others = record.sections.iter().filter(|section| section.kind.is_some()).peekable();
        while let Some(first) = others.next() {
            let mut group: Vec<&AbstractSection> = vec![first];
            // Labelled sections of one abstract stand together on its line.
            while let Some(next) = others.next_if(|next| {
                next.label.is_some() && (next.kind, &next.language) == (first.kind, &first.language)
            }) {
                group.push(next);
            }
            let text = abstracts::written(group.into_iter());
            let lay = first.kind == Some(AbstractKind::PlainLanguage);
            let told = abstracts::other(&text).kind == first.kind;
            let text = if lay && !told { format!("Plain Language Summary: {text}") } else { text };
            self.add("OAB", text);
            self.add_all("OABL", &first.language);
        }
        self.add_all("CI", &record.copyright);
        self.add_all("COIS", &record.conflict_of_interest);
    }

    fn people(&mut self, list: List, people: &[Person]) {
        let (full, short, id, place) = match list {
            List::Authors => ("FAU", "AU", "AUID", "AD"),
            List::Editors => ("FED", "ED", "AUID", "AD"),
            List::Investigators => ("FIR", "IR", "IRID", "IRAD"),
        };
        let record = self.record;
        if list == List::Authors {
            if record.authors_listed == Some(AuthorsListed::None) {
                self.add("AU", "[No authors listed]");
            }
            let nobody = [&record.authors, &record.editors, &record.investigators];
            if nobody.iter().all(|list| list.is_empty()) {
                self.add_all("AD", &record.affiliations);
            }
        }
        for person in people {
            if let Some(name) = &person.collective {
                self.add("CN", name.as_str());
            } else {
                self.name(person, full, short);
            }
            if let Some(orcid) = &person.orcid {
                self.add(id, format!("ORCID: {orcid}"));
            }
            for index in &person.affiliations {
                self.add_all(place, record.affiliations.get(*index));
            }
        }
        if list == List::Authors && self.take("authors", |value| value == "et al.").is_some() {
            self.add("AU", "et al.");
        }
        // Whose they are is not known any more; an ORCID would be taken for the last person's.
        let odd = |value: &str| {
            let number = value.strip_prefix("ORCID:").unwrap_or_default();
            Orcid::new(number).is_err()
        };
        while let Some(value) = self.take(id, odd) {
            self.add(id, value);
        }
    }

    fn name(&mut self, person: &Person, full: &str, short: &str) {
        let family = person.family.as_deref().unwrap_or_default();
        let suffix = person.suffix.as_deref().map_or(String::new(), |suffix| format!(" {suffix}"));
        let alone = person.initials.is_none();
        match &person.given {
            Some(given) => self.add(full, format!("{family}, {given}{suffix}")),
            None if alone => self.add(full, format!("{family}{suffix}")),
            None => {}
        }
        let brief = match &person.initials {
            Some(initials) => format!("{family} {initials}{suffix}"),
            None if person.given.is_some() => return,
            None => format!("{family}{suffix}"),
        };
        let folded = fold_name(&brief);
        match self.take(short, |value| fold_name(value) == folded) {
            Some(other) => self.add(short, other),
            None => self.add(short, brief),
        }
    }

    /// Journal or book.
    fn place(&mut self) {
        let record = self.record;
        if let Some(journal) = &record.journal {
            self.add_all("TA", &journal.abbreviation);
            self.add_all("JT", &journal.title);
            self.add_all("JID", &journal.nlm_id);
            self.add_all("PL", &journal.country);
            self.issns(&journal.issn);
        }
        let Some(book) = &record.book else { return };
        self.add_all("BTI", &book.title);
        self.add_all("PB", &book.publisher);
        self.add_all("PL", &book.place);
        self.add_all("EN", &book.edition);
        self.add_all("ISBN", &book.isbn);
    }

    /// The catch-all has the numbers with their kinds.
    fn issns(&mut self, list: &[String]) {
        let mut rest = list.iter();
        while let Some(typed) = self.take("IS", |_| true) {
            let number = typed.split(' ').next().unwrap_or_default();
            if rest.as_slice().iter().any(|issn| issn == number) {
                for bare in rest.by_ref().take_while(|issn| *issn != number) {
                    self.lines.push(("IS".to_owned(), bare.clone()));
                }
            }
            self.add("IS", typed);
        }
        self.add_all("IS", rest);
    }

    fn subjects(&mut self) {
        let record = self.record;
        self.add_all("LA", &record.language);
        self.add_all("PT", &record.publication_types);
        for bank in &record.databanks {
            let number =
                bank.accession.as_ref().map_or(String::new(), |number| format!("/{number}"));
            self.add("SI", bank.name.clone() + &number);
        }
        record.grants.iter().for_each(|one| self.add("GR", indexing::written_grant(one)));
        record.substances.iter().for_each(|one| self.add("RN", indexing::written_substance(one)));
        self.add_all("NM", record.supplementary.iter().map(|one| &one.name));
        record.mesh.iter().for_each(|one| self.add("MH", indexing::written_heading(one)));
        for (tag, value) in record.related.iter().filter_map(relations::written) {
            self.add(tag, value);
        }
        let mut owner = None;
        for keyword in &record.keywords {
            if keyword.owner.as_ref() != owner {
                owner = keyword.owner.as_ref();
                self.add_all("OTO", owner);
            }
            self.add("OT", format!("{}{}", if keyword.major { "*" } else { "" }, keyword.text));
        }
    }

    fn days(&mut self) {
        let record = self.record;
        let printed = record.book.as_ref().map_or(&record.published, |book| &book.published);
        if let Some(date) = printed {
            self.add("DP", if date.text.is_empty() { date.iso() } else { date.text.clone() });
        }
        if record.book.is_some() && record.published != *printed {
            self.day("CTDT", record.published.as_ref());
        }
        // Only books have a tag for their own revision.
        self.day("DRDT", record.revised.as_ref().filter(|_| record.book.is_some()));
        self.day("LR", record.record_revised.as_ref());
        self.day("DEP", record.electronic.as_ref().filter(|date| date.day.is_some()));
        if let Some(date) = &record.entered {
            let time = self.take("EDAT/time", |_| true).unwrap_or("00:00");
            self.add("EDAT", format!("{} {time}", date.iso().replace('-', "/")));
        }
        if let Some(day) = &record.pmc_available {
            self.add("PMCR", day.replace('-', "/"));
        }
    }

    fn day(&mut self, tag: &str, date: Option<&PartialDate>) {
        if let Some(date) = date {
            self.add(tag, date.iso().replace('-', ""));
        }
    }

    /// Identifiers. PubMed gives a DOI twice; those before a manuscript's number stand in front of it.
    fn numbers(&mut self) {
        let record = self.record;
        self.add_all("PMC", record.pmcid.as_ref().map(ToString::to_string).as_ref());
        let doi = record.doi.as_ref().map(|doi| format!("{doi} [doi]"));
        if !record.ids.iter().any(|id| id.scheme == "doi") {
            self.add_all("LID", &doi);
        }
        self.add_all("AID", &doi);
        // The first of several DOIs comes back last, because the list of identifiers replaces it.
        let mut more: Vec<&str> =
            record.ids.iter().filter(|id| id.scheme == "doi").map(|id| id.value.as_str()).collect();
        let turn = usize::from(!more.is_empty());
        more.rotate_right(turn);
        for doi in more {
            self.add("LID", format!("{doi} [doi]"));
        }
        for id in &record.ids {
            match id.scheme.as_str() {
                "mid" => self.add("MID", id.value.as_str()),
                "isbn" => self.add("ISBN", id.value.as_str()),
                "doi" => {}
                scheme => self.add("AID", format!("{} [{scheme}]", id.value)),
            }
        }
    }

    /// The catch-all, and the source line unless it is there.
    fn rest(&mut self) {
        let source = self.extra.iter().any(|extra| extra.tag == "SO");
        if !source
            && self.record.book.is_none()
            && let Some(text) = source::written(self.record)
        {
            self.add("SO", text);
        }
        let people = ["FAU", "AU", "AD", "CN", "FED", "ED", "FIR", "IR", "IRAD", "AUID", "IRID"];
        for extra in std::mem::take(&mut self.extra) {
            let tag = extra.tag.as_str();
            let plain = tag.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
            // A second number would begin another record, and a type of RIS another format.
            let again = tag == "PMID" && self.lines.iter().any(|(tag, _)| tag == "PMID");
            if again || tag == "TY" {
                continue;
            }
            // A name in the catch-all would be read as one more person.
            // Nor may a number there become that of a record which has none.
            let number = tag == "PMID" && self.record.pmid.is_none();
            if (2..=4).contains(&tag.len()) && plain && !people.contains(&tag) && !number {
                self.add(tag, extra.value.as_str());
            }
        }
    }
}
