//! Names in the forms of CSL, and with what Crossref adds to them.
//!
//! In: one name. Out: a [`Person`] with the names of its affiliations, and what the name says besides; and back. The
//! particles belong to the family name, as everywhere in a record. Never: the record's list of affiliations.

use super::json::{Node, Value};
use crate::formats::ris::names;
use crate::record::{Orcid, Person};
use serde_json::{Map, Value as Json, json};

/// A name that was read.
#[derive(Debug, Default)]
pub(super) struct Name {
    pub(super) person: Person,
    pub(super) affiliations: Vec<String>,
    /// Keys and values that a person has no place for.
    pub(super) rest: Vec<(String, String)>,
    /// An ORCID that is none.
    pub(super) odd: Option<usize>,
}

/// Keys that only say how a name is to be printed or where it stands in the list.
const SILENT: [&str; 4] = ["sequence", "static-ordering", "comma-suffix", "parse-names"];

/// Reads a name; `None` when it is neither an object nor text.
pub(super) fn read(node: &Node<'_>) -> Option<Name> {
    let mut name = Name::default();
    let Some(map) = node.map() else {
        name.person = names::person(node.string()?)?;
        return Some(name);
    };
    let text = |key: &str| node.get(key).and_then(Node::scalar);
    let particles = [text("dropping-particle"), text("non-dropping-particle"), text("family")];
    let family = particles.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let group = text("literal").or_else(|| text("name"));
    let (given, suffix) = (text("given"), text("suffix"));
    if !family.is_empty() {
        name.person = names::named(&family, given.as_deref(), suffix.as_deref());
        name.rest.extend(group.map(|group| ("literal".to_owned(), group)));
    } else if let Some(group) = group {
        name.person.collective = Some(group);
        name.rest.extend(given.map(|given| ("given".to_owned(), given)));
        name.rest.extend(suffix.map(|suffix| ("suffix".to_owned(), suffix)));
    } else {
        name.person = names::named(&given?, None, suffix.as_deref());
    }
    for (key, value) in map {
        if !value.is_empty() {
            other(&mut name, key, value);
        }
    }
    Some(name)
}

/// What is no part of the name itself.
fn other(name: &mut Name, key: &str, value: &Node<'_>) {
    match key {
        "literal"
        | "name"
        | "given"
        | "suffix"
        | "family"
        | "dropping-particle"
        | "non-dropping-particle"
            if value.scalar().is_some() => {}
        "ORCID" | "orcid" => {
            name.person.orcid = value.scalar().and_then(|text| Orcid::new(&text).ok());
            if name.person.orcid.is_none() {
                name.odd = Some(value.at);
                name.rest.push((key.to_owned(), value.shown()));
            }
        }
        "affiliation" | "affiliations" => affiliations(name, value),
        _ if SILENT.contains(&key) => {}
        _ => name.rest.push((key.to_owned(), value.shown())),
    }
}

/// `[{"name": "…"}]`, a list of names, or one name.
fn affiliations(name: &mut Name, value: &Node<'_>) {
    let alone = std::slice::from_ref(value);
    let list = if let Value::List(list) = &value.value { list } else { alone };
    for node in list.iter().filter(|node| !node.is_empty()) {
        match (node.scalar(), node.map()) {
            (Some(text), _) => name.affiliations.push(text),
            (None, Some(map)) => {
                for (key, value) in map.iter().filter(|(_, value)| !value.is_empty()) {
                    match value.scalar().filter(|_| key == "name") {
                        Some(text) => name.affiliations.push(text),
                        None => name.rest.push((format!("affiliation.{key}"), value.shown())),
                    }
                }
            }
            _ => name.rest.push(("affiliation".to_owned(), node.shown())),
        }
    }
}

/// A name as CSL says it, with the affiliations as Crossref does.
pub(super) fn write(person: &Person, places: &[String]) -> Json {
    let mut map = Map::new();
    let mut put = |key: &str, value: Option<&String>| {
        if let Some(value) = value {
            map.insert(key.to_owned(), json!(value));
        }
    };
    put("literal", person.collective.as_ref());
    put("family", person.family.as_ref());
    let given = person.given.clone().or_else(|| person.initials.as_deref().map(names::spaced));
    put("given", given.as_ref());
    put("suffix", person.suffix.as_ref());
    if let Some(orcid) = &person.orcid {
        map.insert("ORCID".to_owned(), json!(format!("https://orcid.org/{orcid}")));
    }
    let own = person.affiliations.iter().filter_map(|at| places.get(*at));
    let own: Vec<Json> = own.map(|place| json!({ "name": place })).collect();
    if !own.is_empty() {
        map.insert("affiliation".to_owned(), Json::Array(own));
    }
    Json::Object(map)
}
