//! The registry as plain tables, for whoever has no dump.
//!
//! In: JSON lines with the keys id, name, aliases, acronyms, status, city, country and rel (pairs of a kind and an id); or a
//! tab-separated table with a head line `country types name`, of names alone. Out: organisations. Companies of the table of
//! names are left out: their names are too many and too common. What was withdrawn is none, unless another took its place.

use super::RorOrganization;
use flate2::read::MultiGzDecoder;
use serde_json::Value;
use std::fs::File;
use std::io::{BufReader, Read};

type Reader = fn(File) -> Result<Vec<RorOrganization>, String>;

/// The reader of a file with such a name; none for the data dump.
pub(super) fn reader(name: &str) -> Option<Reader> {
    let bare = name.strip_suffix(".gz").unwrap_or(name);
    if bare.ends_with(".jsonl") {
        return Some(|file| {
            text(file)?.lines().filter_map(|line| organization(line).transpose()).collect()
        });
    }
    bare.ends_with(".tsv").then_some(|file| names(&text(file)?))
}

/// The text of a file, inflated where it is compressed.
fn text(file: File) -> Result<String, String> {
    let mut bytes = Vec::new();
    BufReader::new(file).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    let mut text = String::new();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let read = MultiGzDecoder::new(bytes.as_slice()).read_to_string(&mut text);
        return read.map(|_| text).map_err(|error| error.to_string());
    }
    String::from_utf8(bytes).map_err(|error| error.to_string())
}

fn names(text: &str) -> Result<Vec<RorOrganization>, String> {
    let mut lines = text.lines();
    if lines.next() != Some("country\ttypes\tname") {
        return Err("its first line is not “country types name”".to_owned());
    }
    let mut found = Vec::new();
    for (number, line) in (2..).zip(lines) {
        let [country, types, name] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(format!("line {number} has not three columns"));
        };
        if !types.split('|').any(|kind| kind == "Company") {
            let (country, name) = (country.to_owned(), name.to_owned());
            found.push(RorOrganization { name, country, ..RorOrganization::default() });
        }
    }
    Ok(found)
}

fn organization(line: &str) -> Result<Option<RorOrganization>, String> {
    let value: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let list = |key: &str| -> Vec<String> {
        let values = value.get(key).and_then(Value::as_array).into_iter().flatten();
        values.filter_map(|value| value.as_str().map(str::to_owned)).collect()
    };
    let short = |id: &str| id.rsplit('/').next().unwrap_or_default().to_owned();
    let relations = || value.get("rel").and_then(Value::as_array).into_iter().flatten();
    let related = |kind: &str| -> Vec<String> {
        let of_kind = relations().filter(|of| of.get(0).and_then(Value::as_str) == Some(kind));
        of_kind.filter_map(|relation| relation.get(1)?.as_str().map(short)).collect()
    };
    let status = text("status");
    let successor = match related("successor").as_slice() {
        [one] if status != "active" => Some(one.clone()),
        _ => None,
    };
    if successor.is_none() && status == "withdrawn" {
        return Ok(None);
    }
    Ok(Some(RorOrganization {
        id: short(&text("id")),
        name: text("name"),
        aliases: list("aliases"),
        acronyms: list("acronyms"),
        city: text("city"),
        country: text("country"),
        parents: related("parent"),
        website: None,
        successor,
    }))
}
