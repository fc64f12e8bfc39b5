//! What a curator types for a key of a record, in the JSON form or in a plainer one.
//!
//! In: a record, a key of its JSON form and a value: "Family, Given" for a person, 2021-07-16 for a date, a text for a
//! keyword. Out: the record with that value, or in a curator's words why it cannot have it. Steps: 1. the plain form becomes
//! the JSON form; 2. the record is read again with it, so that a correction obeys the same checks as a file. Never: a
//! value that other keys contradict.

use super::parts::Person;
use super::{PartialDate, Record, Version};
use crate::text::blanks::fold_blanks;
use crate::text::fold::fold_name;
use crate::text::inline::{escape_html, markup_parts, plain_of_markup};
use crate::text::nearest::nearest;
use serde_json::{Map, Value, json};

/// Why a record cannot have a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// What is wrong with it.
    pub message: String,
    /// How the key is written.
    pub help: String,
}

/// The form in which a curator writes a key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Takes {
    /// One text.
    Text,
    /// A text that may hold the four inline tags.
    Title,
    Flag,
    Date,
    /// A list of texts.
    Texts,
    /// A list of people.
    People,
    /// A table with a key that a text alone stands for.
    Table(&'static str),
    /// A list of such tables.
    Tables(&'static str),
    /// MeSH headings, as MEDLINE prints them.
    Headings,
    /// A scheme and a value of each identifier.
    Ids,
    /// What has no plainer form.
    Json,
}

/// What the key takes, and an example of it.
fn takes(key: &str) -> (Takes, &'static str) {
    match key {
        "title" | "title_html" => (Takes::Title, "\"CO<sub>2</sub> in <i>E. coli</i>\""),
        "pmid" => (Takes::Text, "\"12345678\""),
        "pmcid" => (Takes::Text, "\"PMC1234567\""),
        "doi" => (Takes::Text, "\"10.1000/xyz\""),
        "pmc_available" => (Takes::Text, "\"2026-07-01\""),
        "vernacular_title" | "copyright" | "conflict_of_interest" => (Takes::Text, "\"…\""),
        "volume" | "issue" => (Takes::Text, "\"12\""),
        "pages" => (Takes::Text, "\"101-109\""),
        "authors_listed" => (Takes::Text, "\"none\""),
        "title_translated" => (Takes::Flag, "true"),
        "published" | "electronic" | "print" | "collection" | "entered" | "revised"
        | "record_revised" => (Takes::Date, "2021-07-16, \"2021-07\", \"2021 Summer\" or 2021"),
        "affiliations" => (Takes::Texts, "[\"Institute, City, Country\"]"),
        "language" => (Takes::Texts, "[\"eng\", \"ger\"]"),
        "publication_types" => (Takes::Texts, "[\"Review\"]"),
        "status" => (Takes::Texts, "[\"preprint\"]"),
        "authors" | "investigators" | "editors" => (
            Takes::People,
            "[\"Family, Given\", { collective = \"A Group\" }]; what a person has besides, such as affiliations, stays",
        ),
        "abstract" => (Takes::Tables("text"), "\"…\" or [{ label = \"Methods\", text = \"…\" }]"),
        "journal" => {
            (Takes::Table("title"), "\"Journal of Tides\" or { abbreviation = \"J Tides\" }")
        }
        "book" => {
            (Takes::Table("title"), "\"A Book of Tides\" or { title = \"…\", publisher = \"…\" }")
        }
        "mesh" => (
            Takes::Headings,
            "[\"Muscle, Skeletal/physiology\", \"*Gait\"], a star for a main topic",
        ),
        "keywords" => (Takes::Tables("text"), "[\"gait\", \"falls\"]"),
        "substances" | "supplementary" => (Takes::Tables("name"), "[\"Caffeine\"]"),
        "databanks" => {
            (Takes::Tables("name"), "[{ name = \"ClinicalTrials.gov\", accession = \"NCT…\" }]")
        }
        "grants" => (Takes::Tables("agency"), "[{ agency = \"A Trust\", id = \"123\" }]"),
        "ids" => (Takes::Ids, "[\"isbn:9780000000000\"]"),
        "labels" => (Takes::Json, "{ name = \"value\" }"),
        "related" => (Takes::Json, "[{ kind = \"erratum-in\", pmid = \"12345678\" }]"),
        "extra" => (Takes::Json, "[{ tag = \"XX\", value = \"…\" }]"),
        _ => (Takes::Json, "the form that `litdigest inspect --schema` describes"),
    }
}

impl Record {
    /// The record with another value of a key; an empty text or list takes the key away. Where a title has markup, `title`
    /// and `title_html` say the same afterwards, whichever of them is given.
    ///
    /// # Errors
    /// When no record can have the value.
    pub fn with_key(&self, key: &str, typed: &Value) -> Result<Record, Misfit> {
        let misfit = |message: String| Misfit {
            message: format!("`{key}` cannot be set: {message}"),
            help: format!("write {key} = {}", takes(key).1),
        };
        let json = |error: serde_json::Error| misfit(reason(&error.to_string()));
        let Value::Object(mut map) = serde_json::to_value(self).map_err(json)? else {
            return Err(misfit("the record has no JSON form".to_owned()));
        };
        let empty = match typed {
            Value::String(text) => text.trim().is_empty(),
            Value::Array(list) => list.is_empty(),
            _ => false,
        };
        match (takes(key).0, typed) {
            (Takes::Title, _) if empty => {
                map.remove("title_html");
                map.remove(key);
            }
            (_, _) if empty => drop(map.remove(key)),
            (Takes::Title, Value::String(title)) => set_title(&mut map, key == "title_html", title),
            (takes, typed) => {
                let value = self.in_json(key, takes, typed).map_err(misfit)?;
                map.insert(key.to_owned(), value);
            }
        }
        let mut record = serde_json::from_value::<Record>(Value::Object(map)).map_err(json)?;
        // A correction is written in the present form of a record.
        record.schema = Version::default();
        Ok(record)
    }

    /// Whether every person of this key has affiliations that the record has.
    ///
    /// # Errors
    /// When one has another.
    pub fn check_affiliations(&self, key: &str) -> Result<(), Misfit> {
        let people = match key {
            "authors" => &self.authors,
            "investigators" => &self.investigators,
            _ => return Ok(()),
        };
        let known = self.affiliations.len();
        match people.iter().flat_map(|person| &person.affiliations).find(|at| **at >= known) {
            Some(at) => Err(Misfit {
                message: format!(
                    "`{key}` cannot be set: a person has the affiliation {at}, counted from 0, and the record has {known}"
                ),
                help: "correct `affiliations` too, or leave the person's out".to_owned(),
            }),
            None => Ok(()),
        }
    }

    /// The JSON form of what is typed.
    fn in_json(&self, key: &str, takes: Takes, typed: &Value) -> Result<Value, String> {
        match (takes, typed) {
            (Takes::Text, Value::Number(number)) => Ok(number.to_string().into()),
            (Takes::Date, _) => date(typed),
            (Takes::Texts, Value::String(text)) => Ok(json!([text])),
            (Takes::People, Value::Array(list)) => self.people(key, list),
            (Takes::People, one) => self.people(key, std::slice::from_ref(one)),
            (Takes::Table(name), Value::String(text)) => Ok(json!({ name: text })),
            (Takes::Tables(_) | Takes::Headings | Takes::Ids, _) => {
                let list = match typed {
                    Value::Array(list) => list.as_slice(),
                    one => std::slice::from_ref(one),
                };
                list.iter().map(|one| table(takes, one)).collect::<Result<_, _>>().map(Value::Array)
            }
            (Takes::Flag, Value::Bool(_))
            | (Takes::Text | Takes::Title, Value::String(_))
            | (Takes::Texts, Value::Array(_))
            | (Takes::Table(_), Value::Object(_))
            | (Takes::Json, _) => Ok(typed.clone()),
            (wanted, other) => {
                Err(format!("it takes {}, and here stands {}", wanted.words(), kind(other)))
            }
        }
    }

    /// People by name. Who was there keeps what a name does not say: the ORCID, the affiliations.
    fn people(&self, key: &str, typed: &[Value]) -> Result<Value, String> {
        let before = match key {
            "authors" => &self.authors,
            "investigators" => &self.investigators,
            _ => &self.editors,
        };
        let mut free: Vec<Option<&Person>> = before.iter().map(Some).collect();
        let mut named: Vec<(Value, Option<Person>)> = Vec::with_capacity(typed.len());
        for one in typed {
            let person = match one {
                Value::String(text) => Some(name(text)?),
                Value::Object(_) => None,
                other => {
                    return Err(format!(
                        "a person is a text or a table, and here stands {}",
                        kind(other)
                    ));
                }
            };
            named.push((one.clone(), person));
        }
        let same_length = typed.len() == before.len();
        // Whose name stays keeps the own place; who is left over in the same place is the person whose name was wrong.
        let mut known: Vec<Option<&Person>> = Vec::with_capacity(named.len());
        for (_, person) in &named {
            let at = person.as_ref().and_then(|person| {
                free.iter().position(|other| other.is_some_and(|other| are_alike(person, other)))
            });
            known.push(at.and_then(|at| free.get_mut(at)?.take()));
        }
        let list =
            named.into_iter().zip(known).enumerate().map(|(at, ((typed, person), known))| {
                let Some(person) = person else { return Ok(typed) };
                let left = || free.get(at).copied().flatten().filter(|_| same_length);
                let kept = known.or_else(left).cloned().unwrap_or_default();
                let Person { family, given, initials, suffix, collective, .. } = person;
                let person = Person { family, given, initials, suffix, collective, ..kept };
                serde_json::to_value(person).map_err(|error| reason(&error.to_string()))
            });
        list.collect::<Result<_, _>>().map(Value::Array)
    }
}

impl Takes {
    /// For a message.
    fn words(self) -> &'static str {
        match self {
            Takes::Text | Takes::Title => "text between quotes",
            Takes::Flag => "true or false",
            Takes::Date => "a date",
            Takes::Texts => "a list of texts",
            Takes::People => "a list of people",
            Takes::Table(_) => "a text or a table",
            Takes::Tables(_) | Takes::Headings | Takes::Ids => "a list",
            Takes::Json => "a table or a list",
        }
    }
}

/// What a value is, for a message.
fn kind(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) => format!("“{}”", shown(text)),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "a table".to_owned(),
    }
}

fn shown(text: &str) -> String {
    let mut cut: String = text.chars().take(60).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}

/// Sets both forms of the title. In `title_html` signs such as `&` are escaped already; in `title` they are meant as typed.
fn set_title(map: &mut Map<String, Value>, is_html: bool, typed: &str) {
    let html = match is_html {
        true => typed.to_owned(),
        false => markup_parts(typed)
            .map(|part| if part.is_tag { part.text.to_owned() } else { escape_html(part.text) })
            .collect(),
    };
    map.insert("title".to_owned(), fold_blanks(&plain_of_markup(&html)).into());
    match markup_parts(typed).any(|part| part.is_tag) {
        true => drop(map.insert("title_html".to_owned(), html.into())),
        false => drop(map.remove("title_html")),
    }
}

/// A date as ISO 8601 or as PubMed prints it, or a year.
fn date(typed: &Value) -> Result<Value, String> {
    let text = match typed {
        Value::Object(_) => return Ok(typed.clone()),
        Value::Number(year) => year.to_string(),
        Value::String(text) => fold_blanks(text),
        other => return Err(format!("it takes a date, and here stands {}", kind(other))),
    };
    let day = text.split(['T', 't']).next().unwrap_or_default();
    let parsed = PartialDate::parse_iso(day).or_else(|| PartialDate::parse_pubmed(&text));
    let date = parsed.ok_or_else(|| format!("“{}” is no date", shown(&text)))?;
    serde_json::to_value(date).map_err(|error| reason(&error.to_string()))
}

/// A name as "Family, Given", "Family, Given, Jr" or, as citations print it, "Family GH".
fn name(text: &str) -> Result<Person, String> {
    let text = fold_blanks(text);
    let parts: Vec<&str> = text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let (family, given, suffix) = match *parts.as_slice() {
        [family, given] => (family, given, None),
        [family, given, suffix] => (family, given, Some(suffix.to_owned())),
        [one] => match one.rsplit_once(' ') {
            Some((family, last)) if is_initials(last) => (family, last, None),
            _ => return Err(unclear(one)),
        },
        _ => return Err(format!("“{}” is no name", shown(&text))),
    };
    let initials: String = given
        .split([' ', '-', '.', '\u{2010}'])
        .filter_map(|word| if is_initials(word) { Some(word) } else { word.get(..first(word)) })
        .collect();
    let spelled = given.split([' ', '.']).any(|word| !word.is_empty() && !is_initials(word));
    Ok(Person {
        family: Some(family.to_owned()),
        given: spelled.then(|| given.to_owned()),
        initials: Some(initials).filter(|initials| !initials.is_empty()),
        suffix,
        ..Person::default()
    })
}

/// The bytes of a word's first letter, where that is a capital.
fn first(word: &str) -> usize {
    word.chars().next().filter(|c| c.is_uppercase()).map_or(0, char::len_utf8)
}

fn is_initials(word: &str) -> bool {
    let letters = word.chars().filter(|c| *c != '-');
    (1..=4).contains(&letters.clone().count()) && letters.clone().all(char::is_uppercase)
}

fn unclear(name: &str) -> String {
    let meant = match name.rsplit_once(' ') {
        Some((given, family)) => format!("; did you mean \"{family}, {given}\"?"),
        None => String::new(),
    };
    format!("“{}” does not say which is the family name{meant}", shown(name))
}

/// Whether two names may be one person's: the family name and the first letter of the given one.
fn are_alike(a: &Person, b: &Person) -> bool {
    let family = |person: &Person| person.family.as_deref().map(fold_name);
    let letter = |person: &Person| {
        let given = person.given.as_deref().or(person.initials.as_deref());
        given.and_then(|given| fold_name(given).chars().next())
    };
    family(a).is_some() && family(a) == family(b) && letter(a) == letter(b)
}

/// The table that a text stands for.
fn table(takes: Takes, typed: &Value) -> Result<Value, String> {
    let text = match typed {
        Value::Object(_) => return Ok(typed.clone()),
        Value::String(text) => fold_blanks(text),
        other => {
            return Err(format!(
                "each entry is a text or a table, and here stands {}",
                kind(other)
            ));
        }
    };
    match takes {
        Takes::Tables(name) => Ok(json!({ name: text })),
        Takes::Headings => Ok(heading(&text)),
        _ => match text.split_once(':') {
            Some((scheme, value)) => {
                Ok(json!({ "type": scheme.trim().to_lowercase(), "value": value.trim() }))
            }
            None => Err(format!("“{}” does not say what kind of identifier it is", shown(&text))),
        },
    }
}

/// A heading as MEDLINE prints it: `*Muscle, Skeletal/physiology/*pathology`.
fn heading(text: &str) -> Value {
    let starred =
        |part: &str| (part.trim().trim_start_matches('*').to_owned(), part.trim().starts_with('*'));
    let mut parts = text.split('/');
    let (descriptor, major) = starred(parts.next().unwrap_or_default());
    let qualifiers: Vec<Value> =
        parts.map(starred).map(|(name, major)| json!({ "name": name, "major": major })).collect();
    json!({ "descriptor": descriptor, "major": major, "qualifiers": qualifiers })
}

/// The reader's error in words that do not speak of the program's types.
fn reason(error: &str) -> String {
    let named: Vec<&str> = error.split('`').skip(1).step_by(2).collect();
    let listed = named.get(1..).unwrap_or_default();
    let Some(name) = named.first() else { return without_types(error) };
    let near = nearest(name, listed.iter().copied());
    let way_out = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are {}", listed.join(", ")),
    };
    if error.starts_with("unknown field") {
        format!("nothing in it is called `{name}`; {way_out}")
    } else if error.starts_with("unknown variant") {
        format!("“{name}” is not known; {way_out}")
    } else if error.starts_with("missing field") {
        format!("`{name}` is missing")
    } else {
        without_types(error)
    }
}

fn without_types(error: &str) -> String {
    if error.starts_with("invalid type") || error.starts_with("invalid value") {
        return "it does not have the form of this key".to_owned();
    }
    error.to_owned()
}

#[cfg(test)]
mod tests;
