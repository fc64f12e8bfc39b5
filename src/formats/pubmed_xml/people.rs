//! Authors, editors, investigators and the people whom an article is about, with their affiliations.
//!
//! In: a draft and a list's element. Out: people in order; each distinct affiliation is kept once and referred to by its
//! place. An author entry that is marked as not valid is a misprint that another entry corrects: it is kept in `extra`.

use super::record::{Draft, LOOK_BACK, short};
use crate::diag::codes;
use crate::record::{Orcid, Person};

/// Reads an `AuthorList`; that of a book may hold its editors.
pub(super) fn authors(draft: &mut Draft<'_, '_>, id: usize) {
    let editors = draft.tree.look(id, "Type").is_some_and(|kind| kind.value == "editors");
    let known = editors || draft.tree.look(id, "Type").is_some_and(|kind| kind.value == "authors");
    if known {
        draft.tree.attribute(id, "Type");
    }
    let people = list(draft, id, "Author");
    let tag = if editors { "editors" } else { "authors" };
    if draft.tree.look(id, "CompleteYN").is_some_and(|complete| complete.value == "N") {
        draft.tree.attribute(id, "CompleteYN");
        draft.extra(tag, "et al.");
    }
    if editors {
        draft.record.editors.extend(people);
    } else {
        draft.record.authors.extend(people);
    }
}

/// Reads an `InvestigatorList`.
pub(super) fn investigators(draft: &mut Draft<'_, '_>, id: usize) {
    let people = list(draft, id, "Investigator");
    draft.record.investigators.extend(people);
}

/// Reads the people whom an article is about.
pub(super) fn subjects(draft: &mut Draft<'_, '_>, id: usize) {
    for person in draft.tree.children(id) {
        if draft.tree.name(person) == "PersonalNameSubject" {
            let person = self::person(draft, person);
            if let Some(name) = written(&person) {
                draft.extra("PersonalNameSubject", name);
            }
        }
    }
}

/// An affiliation of the article itself, as the oldest files have it, is the first author's.
pub(super) fn article_affiliation(draft: &mut Draft<'_, '_>, id: usize) {
    if draft.record.authors.is_empty() {
        return;
    }
    let Some(text) = draft.text(id) else { return };
    let (place, _) = draft.affiliations.insert_full(text);
    if let Some(first) =
        draft.record.authors.first_mut().filter(|a| !a.affiliations.contains(&place))
    {
        first.affiliations.push(place);
    }
}

fn list(draft: &mut Draft<'_, '_>, id: usize, element: &str) -> Vec<Person> {
    let mut people = Vec::new();
    for entry in draft.tree.children(id) {
        if draft.tree.name(entry) != element {
            continue;
        }
        let valid = draft.tree.look(entry, "ValidYN").is_none_or(|valid| valid.value != "N");
        let person = person(draft, entry);
        if valid {
            people.extend(Some(person).filter(|person| *person != Person::default()));
        } else {
            draft.tree.attribute(entry, "ValidYN");
            if let Some(name) = written(&person) {
                draft.extra(&format!("{element}/invalid"), name);
            }
        }
    }
    people
}

fn person(draft: &mut Draft<'_, '_>, id: usize) -> Person {
    let mut person = Person { equal: draft.tree.yes(id, "EqualContrib"), ..Person::default() };
    let mut middle = None;
    for part in draft.tree.children(id) {
        match draft.tree.name(part) {
            "LastName" => draft.fill(&mut person.family, part),
            "ForeName" | "FirstName" => draft.fill(&mut person.given, part),
            "MiddleName" => draft.fill(&mut middle, part),
            "Initials" => draft.fill(&mut person.initials, part),
            "Suffix" => draft.fill(&mut person.suffix, part),
            "CollectiveName" => draft.fill(&mut person.collective, part),
            "Identifier" => identifier(draft, &mut person, part),
            "AffiliationInfo" => affiliation_info(draft, &mut person, part),
            "Affiliation" => affiliation(draft, &mut person, part),
            _ => {}
        }
    }
    if let Some(middle) = middle {
        person.given =
            Some(person.given.map_or(middle.clone(), |given| format!("{given} {middle}")));
    }
    person.initials = person.initials.map(|initials| initials.replace('.', ""));
    person
}

/// `Doe, Jane M, Jr`, with what else is known.
fn written(person: &Person) -> Option<String> {
    let given = person.given.as_ref().or(person.initials.as_ref());
    let parts = [person.collective.as_ref(), person.family.as_ref(), given, person.suffix.as_ref()];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn affiliation_info(draft: &mut Draft<'_, '_>, person: &mut Person, id: usize) {
    for part in draft.tree.children(id) {
        match draft.tree.name(part) {
            "Affiliation" => affiliation(draft, person, part),
            "Identifier" => affiliation_identifier(draft, person, part),
            _ => {}
        }
    }
}

fn affiliation(draft: &mut Draft<'_, '_>, person: &mut Person, id: usize) {
    let Some(text) = draft.text(id) else { return };
    let (place, new) = draft.affiliations.insert_full(text);
    let mut last = person.affiliations.iter().rev().take(LOOK_BACK);
    if new || !last.any(|other| *other == place) {
        person.affiliations.push(place);
    }
}

/// ROR, GRID, ISNI … of the affiliation before it: an identifier of the record, and which affiliation it names.
fn affiliation_identifier(draft: &mut Draft<'_, '_>, person: &Person, id: usize) {
    let Some(value) = draft.text(id) else { return };
    let scheme = draft.tree.attribute(id, "Source").unwrap_or("identifier").to_ascii_lowercase();
    if let Some(place) = person.affiliations.last() {
        draft.affiliation_ids.insert((*place, format!("{scheme} {value}")));
    }
    draft.id(&scheme, value);
}

fn identifier(draft: &mut Draft<'_, '_>, person: &mut Person, id: usize) {
    let source = draft.tree.look(id, "Source").map(|source| source.value.to_string());
    let Some(text) = draft.text(id) else { return };
    draft.tree.attribute(id, "Source");
    let orcid = source.as_deref() == Some("ORCID");
    let name = || person.family.as_ref().or(person.collective.as_ref()).map_or("", String::as_str);
    match Orcid::new(&text) {
        Ok(orcid) if source.as_deref() == Some("ORCID") && person.orcid.is_none() => {
            person.orcid = Some(orcid);
            return;
        }
        Err(error) if orcid => {
            let message = format!("\"{}\" is no ORCID: {error}", short(&text));
            draft.say(&codes::BAD_IDENTIFIER, message, id, "kept it among what no field takes");
        }
        _ => {}
    }
    let value = format!("{}: {} {text}", name(), source.as_deref().unwrap_or_default());
    draft.extra("Author/Identifier", crate::text::blanks::fold_blanks(&value));
}
