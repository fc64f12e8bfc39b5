//! An account of words that shares no code with the reader: each word of a tagged line must be in the record's JSON, and
//! each person must have the affiliations that stand below them.

use crate::oracle::medline::{self as oracle, Medline};
use crate::oracle::tidy;
use litdigest::formats::Reading;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What is wrong with what was understood of a file.
pub(super) fn findings(name: &str, bytes: &[u8], reading: &Reading) -> Vec<String> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Vec::new() };
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.split('\n').collect();
    let gone: BTreeSet<usize> = reading.coverage.reported.iter().map(|r| r.line).collect();
    let reported = |line: usize| gone.contains(&line);
    let mut out = Vec::new();
    for record in &reading.records {
        let json = serde_json::to_value(record).unwrap();
        let (from, to) = (record.source[0].line, record.source[0].end_line);
        let kept: Vec<&str> =
            (from..=to).filter(|line| !reported(*line)).map(|line| lines[line - 1]).collect();
        // The other reader knows the strict layout only.
        if name.starts_with("tags-rough") || name.starts_with("glued-in-a-line") {
            continue;
        }
        let theirs = oracle::read(&kept.join("\n"));
        let [theirs] = theirs.as_slice() else { continue };
        let mut fault = |what: String| out.push(format!("{name}:{from} {what}"));
        lost(theirs, &json).into_iter().for_each(&mut fault);
        people(name, theirs, &json).into_iter().for_each(&mut fault);
        lists(theirs, &json).into_iter().for_each(&mut fault);
    }
    out
}

/// A value without the tags of its formulas.
fn without_formulas(text: &str) -> String {
    let mut parts = text.split('<');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('>') {
            Some((tag, rest)) if tag.trim_start_matches('/').starts_with("mml:") => {
                out.push_str(&format!(" {rest}"));
            }
            _ => out.push_str(&format!("<{part}")),
        }
    }
    out
}

/// Runs of letters and digits in lower case.
fn words(text: &str) -> impl Iterator<Item = String> {
    let text = tidy(text).to_lowercase();
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect::<Vec<_>>()
        .into_iter()
}

fn strings(value: &Value, out: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => out.extend(words(text)),
        Value::Array(list) => list.iter().for_each(|value| strings(value, out)),
        Value::Object(map) => {
            if let Some(Value::Number(year)) = map.get("year") {
                date(map, &year.to_string(), out);
            }
            let kept = map.iter().filter(|(key, _)| *key != "source" && *key != "key");
            kept.for_each(|(_, value)| strings(value, out));
        }
        _ => {}
    }
}

/// A date's words in MEDLINE's forms.
fn date(map: &serde_json::Map<String, Value>, year: &str, out: &mut BTreeSet<String>) {
    let number = |key: &str| map.get(key).and_then(Value::as_u64).map(|n| format!("{n:02}"));
    let (month, day) = (number("month"), number("day"));
    out.insert(year.to_owned());
    if let (Some(month), Some(day)) = (month, day) {
        out.insert(format!("{year}{month}{day}"));
        out.extend([
            month.trim_start_matches('0').to_owned(),
            day.trim_start_matches('0').to_owned(),
        ]);
        out.extend([month, day]);
    }
}

/// Words that the format says by a tag or a mark and the record by a key, and times at midnight.
fn constant(tag: &str) -> &'static [&'static str] {
    match tag {
        "STAT" => &["medline", "in", "process", "publisher"],
        "PST" => &["aheadofprint"],
        "AID" | "LID" => &["doi"],
        "SO" => &["doi", "epub", "ecollection", "print", "pii", "online", "ahead", "of"],
        "AUID" => &["orcid", "http", "https", "www", "org"],
        "AU" => &["no", "authors", "listed"],
        "PMC" => &["available", "on"],
        "EDAT" | "CRDT" => &["00"],
        "PHST" => &["00", "pubmed", "entrez"],
        "RN" => &["0"],
        "OAB" => &["publisher", "plain", "language", "summary"],
        "CIN" | "CON" | "EIN" | "EFR" | "RIN" | "ROF" | "UIN" | "UOF" | "SPIN" | "PROF"
        | "PRIN" | "ECI" | "ECF" | "RPI" | "RPF" | "CRI" | "CRF" | "ORI" | "DDIN" | "DRIN"
        | "RRI" | "RRF" => &["pmid", "doi"],
        _ => &[],
    }
}

fn lost(theirs: &Medline, json: &Value) -> Vec<String> {
    let mut ours = BTreeSet::new();
    strings(json, &mut ours);
    let mut out = Vec::new();
    for (tag, value) in theirs.fields() {
        let value = without_formulas(value);
        let value = value.as_str();
        // A number that was folded, and initials written with stops, are joined.
        let joined: String = words(value).collect();
        let gone: Vec<String> = words(value)
            .filter(|word| !ours.contains(word) && !constant(tag).contains(&word.as_str()))
            .collect();
        let whole = ["AID", "LID", "AUID"].contains(&tag.as_str())
            && joined_strings(json).any(|text| joined.contains(&text) && text.len() > 5);
        if !gone.is_empty() && !whole {
            out.push(format!("{tag} {gone:?} of {:?}", value.chars().take(80).collect::<String>()));
        }
    }
    out
}

fn joined_strings(json: &Value) -> impl Iterator<Item = String> {
    let ids = json["ids"].as_array().into_iter().flatten().map(|id| &id["value"]);
    let people = json["authors"].as_array().into_iter().flatten().map(|person| &person["orcid"]);
    let texts = ids.chain([&json["doi"]]).chain(people).filter_map(Value::as_str);
    texts.map(|text| words(text).collect::<String>()).collect::<Vec<_>>().into_iter()
}

/// Each person's affiliations, in order.
fn people(name: &str, theirs: &Medline, json: &Value) -> Vec<String> {
    let mut out = Vec::new();
    for (key, full, tags) in [
        ("authors", "FAU", ["AU", "CN"]),
        ("investigators", "FIR", ["IR", ""]),
        ("editors", "FED", ["ED", ""]),
    ] {
        // A full name without a short one is no name to the other reader.
        if theirs.all(full).len() > theirs.all(tags[0]).len() || name.starts_with("authors-odd") {
            continue;
        }
        let mut names = theirs.names(&tags);
        names.retain(|name| {
            !name.printed.starts_with("et al") && name.printed != "[No authors listed]"
        });
        let early = theirs
            .fields()
            .iter()
            .take_while(|(tag, _)| !["FAU", "AU", "CN", "FED", "FIR"].contains(&tag.as_str()));
        let early: Vec<String> =
            early.filter(|(tag, _)| tag == "AD").map(|(_, value)| value.clone()).collect();
        if let Some(first) = names.first_mut().filter(|_| key == "authors") {
            first.affiliations.splice(0..0, early);
        }
        let ours = json[key].as_array().map_or(&[][..], Vec::as_slice);
        if ours.len() != names.len() {
            out.push(format!("{key}: {} instead of {}", ours.len(), names.len()));
            continue;
        }
        for (ours, theirs) in ours.iter().zip(&names) {
            let places = ours["affiliations"].as_array().into_iter().flatten();
            let texts = places.filter_map(|at| {
                json["affiliations"][usize::try_from(at.as_u64()?).ok()?].as_str()
            });
            let texts: Vec<&str> = texts.collect();
            let mut expected: Vec<&str> = Vec::new();
            for place in &theirs.affiliations {
                if !expected.contains(&place.as_str()) && !place.is_empty() {
                    expected.push(place);
                }
            }
            if texts != expected {
                out.push(format!(
                    "{key}: {} has {texts:?} instead of {expected:?}",
                    theirs.printed
                ));
            }
            let name = ["family", "initials", "suffix", "collective"]
                .map(|k| ours[k].as_str().unwrap_or_default());
            let name = tidy(&name.join(" "));
            let bare =
                |text: &str| any_ascii::any_ascii(text).replace(['.', '\''], "").to_lowercase();
            let kept = json["extra"].as_array().into_iter().flatten();
            let kept = kept.filter_map(|extra| extra["value"].as_str());
            if bare(&name) != bare(&theirs.printed)
                && !kept.into_iter().any(|v| v == theirs.printed)
            {
                out.push(format!("{key}: {name:?} instead of {:?}", theirs.printed));
            }
        }
    }
    out
}

/// Lists whose values must come back one for one.
fn lists(theirs: &Medline, json: &Value) -> Vec<String> {
    let texts = |key: &str, make: &dyn Fn(&Value) -> String| -> Vec<String> {
        json[key].as_array().into_iter().flatten().map(make).collect()
    };
    let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let star = |value: &Value| if value["major"] == true { "*" } else { "" };
    let mesh = |value: &Value| {
        let mut out = format!("{}{}", star(value), text(value, "descriptor"));
        for qualifier in value["qualifiers"].as_array().into_iter().flatten() {
            out += &format!("/{}{}", star(qualifier), text(qualifier, "name"));
        }
        out
    };
    let joined = |value: &Value, keys: &[&str]| {
        let parts = keys.iter().map(|key| text(value, key)).filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join("/")
    };
    let substance = |value: &Value| {
        let number = value["registry_number"].as_str().unwrap_or("0");
        format!("{number} ({})", text(value, "name"))
    };
    let expected = BTreeMap::from([
        ("MH", texts("mesh", &mesh)),
        ("OT", texts("keywords", &|k| format!("{}{}", star(k), text(k, "text")))),
        ("GR", texts("grants", &|g| joined(g, &["id", "acronym", "agency", "country"]))),
        ("SI", texts("databanks", &|d| joined(d, &["name", "accession"]))),
        ("PT", texts("publication_types", &|p| p.as_str().unwrap_or_default().to_owned())),
        ("RN", texts("substances", &substance)),
    ]);
    let mut out = Vec::new();
    for (tag, ours) in expected {
        let said = theirs.all(tag);
        let bare = |text: &str| tag == "RN" && !text.ends_with(')');
        // What has no brackets is a supplementary concept, or a number alone.
        if said.iter().any(|text| bare(text)) {
            continue;
        }
        let said: Vec<String> = said.into_iter().map(parted).collect();
        let ours: Vec<String> = ours.iter().map(|line| parted(line)).collect();
        if ours != said {
            out.push(format!("{tag}: {ours:?} instead of {said:?}"));
        }
    }
    out
}

/// A line whose parts are apart: no value of a record begins or ends with a blank.
fn parted(line: &str) -> String {
    let parts: Vec<&str> = line.trim_end_matches('/').split('/').map(str::trim).collect();
    let line = parts.join("/");
    match line.strip_prefix('*') {
        Some(major) => format!("*{}", major.trim_start()),
        None => line,
    }
}
