//! What a record of this format can hold at all, and what its catch-all must not hold.

use serde_json::Value;

/// Keys that an abstract-text record can have; any other would be invented.
const KEYS: [&str; 32] = [
    "schema",
    "key",
    "pmid",
    "pmcid",
    "doi",
    "pmc_available",
    "ids",
    "title",
    "title_translated",
    "abstract",
    "copyright",
    "authors",
    "authors_listed",
    "affiliations",
    "investigators",
    "editors",
    "journal",
    "book",
    "published",
    "electronic",
    "print",
    "collection",
    "revised",
    "volume",
    "issue",
    "pages",
    "language",
    "conflict_of_interest",
    "related",
    "status",
    "extra",
    "source",
];

/// Headings that belong to the layout: no value may begin with one.
const FIXED: [&str; 10] = [
    "Author information:",
    "Collaborators:",
    "Conflict of interest statement:",
    "PMID:",
    "PMCID:",
    "DOI:",
    "Publisher:",
    "[Article in",
    "Plain Language Summary:",
    "[Indexed for MEDLINE]",
];

/// Everything about a record's JSON that is wrong whatever its lines say.
pub(crate) fn faults(record: &Value) -> Vec<String> {
    let mut out = Vec::new();
    for key in record.as_object().unwrap().keys() {
        if !KEYS.contains(&key.as_str()) {
            out.push(format!("{key}: the format cannot give this"));
        }
    }
    for extra in record.pointer("/extra").and_then(Value::as_array).into_iter().flatten() {
        let value = extra["value"].as_str().unwrap_or_default();
        // What stands behind "DOI:" and is none has no other place; a diagnostic speaks of it.
        let tag = extra["tag"].as_str().unwrap_or_default();
        let no_identifier = match tag {
            "doi" => !value.contains("10."),
            "pmid" => value.len() > 9 || value.chars().any(|c| !c.is_ascii_digit()),
            _ => false,
        };
        if let Some(key) = taker(value).filter(|_| !no_identifier) {
            out.push(format!("extra holds {value:?}, which {key} could take"));
        }
    }
    strings(record, "", &mut |path, value| {
        let may = path.starts_with("/title")
            || path.starts_with("/conflict")
            || path.starts_with("/abstract");
        if let Some(heading) = FIXED.iter().find(|heading| !may && value.starts_with(**heading)) {
            out.push(format!("{path}: begins with the heading {heading:?}"));
        }
        if value.is_empty() || value.trim() != value || value.contains("  ") {
            out.push(format!("{path}: blanks are not folded in {value:?}"));
        }
    });
    out.extend(names(record));
    for key in ["published", "electronic", "print", "collection", "revised", "book/published"] {
        let date = record.pointer(&format!("/{key}"));
        if let Some(date) = date.filter(|date| **date != expected_date(date)) {
            out.push(format!("{key}: {date} does not say what its text says"));
        }
    }
    for related in record["related"].as_array().into_iter().flatten() {
        let citation = related["citation"].as_str().unwrap_or_default();
        if taker(citation) == Some("doi") && related.get("doi").is_none() {
            out.push(format!("related: the citation {citation:?} holds a DOI"));
        }
    }
    out
}

fn names(record: &Value) -> Vec<String> {
    let mut out = Vec::new();
    let id = ["pmid", "pmcid", "doi"].iter().find_map(|key| record[key].as_str());
    let key = record["key"].as_str().unwrap_or_default();
    if id == record["pmid"].as_str() && id.is_some_and(|id| id != key) {
        out.push(format!("key: {key:?} is not the PMID"));
    }
    if record.get("journal").is_some() && record.get("book").is_some() {
        out.push("journal and book stand side by side".to_owned());
    }
    let affiliations = record["affiliations"].as_array().map_or(0, Vec::len) as u64;
    for key in ["authors", "investigators", "editors"] {
        for person in record[key].as_array().into_iter().flatten() {
            let indices = person["affiliations"].as_array().into_iter().flatten();
            if indices.filter_map(Value::as_u64).any(|index| index >= affiliations) {
                out.push(format!("{key}: an index leads past the affiliations"));
            }
            let group = person["collective"].as_str().unwrap_or_default();
            if (2..5).contains(&group.split(' ').count()) && people(group) {
                out.push(format!("{key}: the group {group:?} has the shape of a person"));
            }
            let initials = person["initials"].as_str().unwrap_or_default();
            if initials.chars().any(char::is_whitespace) || initials.chars().count() > 6 {
                out.push(format!("{key}: initials {initials:?}"));
            }
        }
    }
    out
}

/// Calls `see` for every string of a JSON value with its path.
pub(crate) fn strings(value: &Value, path: &str, see: &mut impl FnMut(&str, &str)) {
    match value {
        Value::String(text) => see(path, text),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(i, v)| strings(v, &format!("{path}/{i}"), see));
        }
        Value::Object(map) => map.iter().for_each(|(k, v)| strings(v, &format!("{path}/{k}"), see)),
        _ => {}
    }
}

/// The key that could take what a catch-all holds.
pub(crate) fn taker(value: &str) -> Option<&'static str> {
    let lower = value.to_lowercase();
    let words: Vec<&str> = value.split_whitespace().collect();
    let doi = value.match_indices("10.").any(|(at, _)| {
        let rest = value[at + 3..].trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        rest.starts_with('/') && rest.len() + 4 < value.len() - at
    });
    let starts = |heads: &[&str]| heads.iter().any(|head| lower.starts_with(head));
    if doi {
        return Some("doi");
    }
    if starts(&["pmid", "pmcid", "pmc"]) || lower.contains("pmid:") {
        return Some("pmid or pmcid");
    }
    if value.contains('@') || numbered(value) {
        return Some("affiliations");
    }
    if value.chars().count() > 200 {
        return Some("abstract");
    }
    if lower.contains('©') || lower.contains("copyright") || lower.contains("rights reserved") {
        return Some("copyright");
    }
    if lower.contains("contributed equally") || lower.contains("equal contribution") {
        return Some("equal");
    }
    if starts(&["conflict of interest", "competing interest", "disclosure", "declaration of"]) {
        return Some("conflict_of_interest");
    }
    if starts(&[
        "comment in",
        "comment on",
        "erratum",
        "retraction",
        "update in",
        "update of",
        "expression of",
        "republished",
        "summary for",
    ]) {
        return Some("related");
    }
    if starts(&[
        "epub",
        "ecollection",
        "print ",
        "online ahead",
        "[epub",
        "preprint",
        "[article in",
        "[indexed",
    ]) {
        return Some("a date, a status or the language");
    }
    if starts(&["http:", "https:", "www.", "pii:", "doi:"]) {
        return Some("ids");
    }
    if date(&words) {
        return Some("a date");
    }
    if !words.is_empty() && value.chars().all(|c| c.is_ascii_digit() || "-:;(). ".contains(c)) {
        return Some("volume, issue or pages");
    }
    if words.first().is_some_and(|word| pages(word)) {
        return Some("volume, issue or pages");
    }
    if words.len() == 1 && value.chars().any(|c| c.is_ascii_digit()) {
        return Some("ids");
    }
    if people(value) {
        return Some("authors");
    }
    None
}

const UNITS: [&str; 17] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "spring",
    "summer", "autumn", "winter", "fall",
];

/// What a date's text says, as the record should have it: `2018 Nov-Dec`, `2019 Winter`, `2002 Aug 12-26`, `2000–`,
/// `2018 Dec-2019 Jan`; of what is no date, only the year.
fn expected_date(date: &Value) -> Value {
    let text = date["text"].as_str().unwrap_or_default();
    let tight = text.replace(" - ", "-").replace(['/', '–'], "-");
    let halves: Vec<&str> = tight.split('-').collect();
    let mut out = serde_json::Map::new();
    let first = halves[0];
    let year = first.split(' ').next().unwrap_or_default();
    let rest: Vec<&str> = first.split(' ').skip(1).collect();
    let mut end = Vec::new();
    let mut good = add_date(&mut out, year, &rest) && halves.len() < 3;
    if let Some(last) = halves.get(1) {
        let words: Vec<&str> = last.split(' ').filter(|word| !word.is_empty()).collect();
        let (end_year, words) = match words.split_first() {
            Some((word, words)) if word.len() == 4 && word.parse::<u32>().is_ok() => (*word, words),
            _ => (year, &words[..]),
        };
        end.clone_from(&words.to_vec());
        if words.len() == 1 && rest.len() == 2 && words[0].parse::<u32>().is_ok() {
            end.insert(0, rest[0]);
        }
        let mut map = serde_json::Map::new();
        good &= add_date(&mut map, end_year, &end);
        if !last.is_empty() {
            out.insert("end".to_owned(), Value::Object(map));
        }
    }
    if !good {
        out.clear();
        out.insert("year".to_owned(), year.parse::<u32>().unwrap_or_default().into());
    }
    out.insert("text".to_owned(), text.into());
    Value::Object(out)
}

fn add_date(out: &mut serde_json::Map<String, Value>, year: &str, rest: &[&str]) -> bool {
    const SEASONS: [&str; 5] = ["spring", "summer", "autumn", "winter", "autumn"];
    out.insert("year".to_owned(), year.parse::<u32>().unwrap_or_default().into());
    for (place, word) in rest.iter().enumerate() {
        let unit = UNITS.iter().position(|unit| word.to_lowercase().starts_with(unit));
        match (place, unit, word.parse::<u32>()) {
            (0, Some(at), _) if at > 11 => out.insert("season".to_owned(), SEASONS[at - 12].into()),
            (0, Some(at), _) => out.insert("month".to_owned(), (at + 1).into()),
            (1, None, Ok(day)) => out.insert("day".to_owned(), day.into()),
            _ => return false,
        };
    }
    true
}

#[test]
fn a_date_must_say_what_its_text_says() {
    for date in [
        r#"{"year":2018,"month":11,"end":{"year":2018,"month":12},"text":"2018 Nov-Dec"}"#,
        r#"{"year":2018,"month":10,"end":{"year":2018,"month":11},"text":"2018 Oct - Nov"}"#,
        r#"{"year":2019,"season":"autumn","text":"2019 Fall"}"#,
        r#"{"year":2018,"month":12,"end":{"year":2019,"month":1},"text":"2018 Dec-2019 Jan"}"#,
        r#"{"year":2021,"text":"2021 Thursday"}"#,
        r#"{"year":2000,"text":"2000–"}"#,
        r#"{"year":2002,"month":8,"day":12,"end":{"year":2002,"month":8,"day":26},"text":"2002 Aug 12-26"}"#,
        r#"{"year":1993,"end":{"year":2025},"text":"1993–2025"}"#,
    ] {
        let right: Value = serde_json::from_str(date).unwrap();
        assert_eq!(expected_date(&right), right);
        let wrong = date.replacen("20", "19", 1).replacen("1993,", "1992,", 1);
        let wrong: Value = serde_json::from_str(&wrong).unwrap();
        assert_ne!(expected_date(&wrong), wrong);
    }
}

fn numbered(value: &str) -> bool {
    let inside = value.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    inside.is_some_and(|(n, rest)| {
        !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()) && !rest.is_empty()
    })
}

fn date(words: &[&str]) -> bool {
    let Some((year, rest)) = words.split_first() else { return false };
    let plain = |word: &str| word.trim_end_matches(['.', ';', ',']).to_lowercase();
    let year = plain(year);
    let year = year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
    year && rest.len() < 3
        && rest.iter().all(|word| {
            plain(word).split(['-', '/']).all(|part| {
                UNITS.contains(&part)
                    || (part.len() < 3 && part.bytes().all(|b| b.is_ascii_digit()))
            })
        })
}

/// `105-115.e2;`, `e12-e14`: a digit, a hyphen and a digit somewhere, and nothing but such characters.
fn pages(word: &str) -> bool {
    let plain = word.chars().all(|c| c.is_ascii_digit() || "-.;:,()eSE".contains(c));
    let ends = |part: &str| part.ends_with(|c: char| c.is_ascii_digit());
    plain && word.split_once('-').is_some_and(|(first, last)| ends(first) && !last.is_empty())
}

fn people(value: &str) -> bool {
    let parts: Vec<&str> = value.trim_end_matches('.').split(", ").collect();
    parts.iter().all(|part| {
        let name = part.split('(').next().unwrap_or_default();
        let Some((family, initials)) = name.rsplit_once(' ') else { return false };
        family.chars().any(char::is_uppercase)
            && (1..=4).contains(&initials.chars().count())
            && initials.chars().all(char::is_uppercase)
    })
}

#[test]
fn the_catch_all_may_not_hold_what_a_key_takes() {
    for (value, key) in [
        ("10.1000/abc.def", "doi"),
        ("see https://doi.org/10.1000/abc", "doi"),
        ("PMID: 123", "pmid or pmcid"),
        ("PMC77", "pmid or pmcid"),
        ("Write to ada@example.org.", "affiliations"),
        ("(2)Institute of Mosses, Here.", "affiliations"),
        ("© 2020 The Society.", "copyright"),
        ("Conflict of interest: none.", "conflict_of_interest"),
        ("Contributed equally", "equal"),
        ("Erratum in", "related"),
        ("Epub 2020 Jan 2.", "a date, a status or the language"),
        ("2020 Jan-Feb", "a date"),
        ("2019 Winter.", "a date"),
        ("2020.", "a date"),
        ("cvq253", "ids"),
        ("105-115.e2; quiz 116", "volume, issue or pages"),
        ("12(3):45-67.", "volume, issue or pages"),
        ("Moss A(1), van Reed BC.", "authors"),
    ] {
        assert_eq!(taker(value), Some(key), "{value}");
    }
    assert_eq!(taker(&"long ".repeat(50)), Some("abstract"));
    for value in
        ["et al", "Abstract available in Chinese from the publisher", "the first two share"]
    {
        assert_eq!(taker(value), None, "{value}");
    }
}
