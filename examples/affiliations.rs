//! Parses affiliations with the library's own code, for measuring: reads JSON lines `{"affiliation"}`, writes
//! `{"affiliation", "organizations", "city", "country", "cluster"}`.
//!
//!     cargo run --release --example affiliations -- [--ror FILE] < in.jsonl > out.jsonl
//!
//! FILE is the data dump of the Research Organization Registry (schema v2, .json or .zip), or JSON lines with the keys id,
//! name, aliases, acronyms, city, country and rel, plain or .gz.

use litdigest::affiliations::Parsed;
use litdigest::grouping::institutions::{Measured, Registry, measure};
use litdigest::workspace::{RorOrganization, read_file, read_ror};
use mimalloc::MiMalloc;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::borrow::Cow;
use std::error::Error;
use std::io::{Read, Write};
use std::path::Path;

/// The program's own allocator.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// How many lines are written at once.
const BLOCK: usize = 4096;

/// Bytes of an input that is read without a copy.
const ROOM: usize = 1 << 28;

/// A line of the input.
#[derive(Deserialize)]
struct Row<'a> {
    #[serde(borrow, default)]
    affiliation: Option<Cow<'a, str>>,
}

/// A line of the output.
#[derive(Serialize)]
struct Prediction<'a> {
    affiliation: &'a str,
    organizations: Vec<&'a str>,
    city: Option<&'a str>,
    country: Option<&'a str>,
    cluster: Option<&'a str>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let registry = registry()?;
    // Room that is not used costs nothing, and an input that grows is copied again and again.
    let mut input = String::with_capacity(ROOM);
    std::io::stdin().lock().read_to_string(&mut input)?;
    let lines: Vec<&str> = input.lines().filter(|line| !line.trim().is_empty()).collect();
    let rows: Result<Vec<Row<'_>>, serde_json::Error> =
        lines.par_iter().map(|line| serde_json::from_str(line)).collect();
    let rows = rows?;
    let raw: Vec<&str> = rows.iter().map(|row| row.affiliation.as_deref().unwrap_or("")).collect();
    let measured = measure(&raw, registry.as_ref());
    let mut out = std::io::stdout().lock();
    // Some blocks at a time, because the whole output is as long as the input.
    for (raw, measured) in raw.chunks(BLOCK * 16).zip(measured.chunks(BLOCK * 16)) {
        let blocks = raw.par_chunks(BLOCK).zip(measured.par_chunks(BLOCK));
        let blocks: Result<Vec<Vec<u8>>, serde_json::Error> =
            blocks.map(|(raw, of)| written(raw, of)).collect();
        for block in blocks? {
            out.write_all(&block)?;
        }
    }
    out.flush()?;
    // The system takes the memory back at once; piece by piece would take a tenth of the time.
    std::process::exit(0);
}

/// The lines of some strings.
fn written(raw: &[&str], of: &[(Parsed, Measured)]) -> Result<Vec<u8>, serde_json::Error> {
    let mut out = Vec::with_capacity(raw.len() * 256);
    for (raw, (parsed, measured)) in raw.iter().zip(of) {
        let city = parsed.addresses.iter().find_map(|address| address.city.as_ref());
        let mut organizations: Vec<&str> = Vec::with_capacity(measured.organizations.len());
        for name in &measured.organizations {
            if !organizations.contains(&name.as_str()) {
                organizations.push(name);
            }
        }
        let prediction = Prediction {
            affiliation: raw,
            organizations,
            city: city.map(|city| city.text.as_str()),
            country: measured.country,
            cluster: measured.cluster.as_deref(),
        };
        serde_json::to_writer(&mut out, &prediction)?;
        out.push(b'\n');
    }
    Ok(out)
}

/// The registry that `--ror` names.
fn registry() -> Result<Option<Registry>, Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let Some(name) = arguments.next() else { return Ok(None) };
    let Some(file) = arguments.next().filter(|_| name == "--ror") else {
        return Err("usage: affiliations [--ror FILE] < in.jsonl > out.jsonl".into());
    };
    let refused = |said: litdigest::diag::Diagnostic| said.message.clone();
    if !(file.ends_with(".jsonl") || file.ends_with(".gz")) {
        return Ok(Some(Registry::new(read_ror(Path::new(""), &file).map_err(refused)?)));
    }
    let (input, _) = read_file(&file).map_err(refused)?;
    let lines = std::str::from_utf8(&input.bytes)?.lines();
    let organizations: Result<Vec<Option<RorOrganization>>, serde_json::Error> =
        lines.map(organization).collect();
    Ok(Some(Registry::new(organizations?.into_iter().flatten().collect())))
}

/// One line of the plain layout.
fn organization(line: &str) -> Result<Option<RorOrganization>, serde_json::Error> {
    let value: Value = serde_json::from_str(line)?;
    let short = |id: &str| id.rsplit('/').next().unwrap_or_default().to_owned();
    let list = |key: &str| -> Vec<String> {
        let values = value.get(key).and_then(Value::as_array).into_iter().flatten();
        values.filter_map(|value| value.as_str().map(str::to_owned)).collect()
    };
    let relations = value.get("rel").and_then(Value::as_array).into_iter().flatten();
    let related = |kind: &str| -> Vec<String> {
        let of_kind =
            relations.clone().filter(|of| of.get(0).and_then(Value::as_str) == Some(kind));
        of_kind.filter_map(|relation| relation.get(1)?.as_str().map(short)).collect()
    };
    let gone = text(&value, "status") != "active";
    let successor = match related("successor").as_slice() {
        [one] if gone => Some(one.clone()),
        _ => None,
    };
    // What was withdrawn and has no successor is no organisation, as in the official dump.
    if successor.is_none() && text(&value, "status") == "withdrawn" {
        return Ok(None);
    }
    Ok(Some(RorOrganization {
        id: short(&text(&value, "id")),
        name: text(&value, "name"),
        aliases: list("aliases"),
        acronyms: list("acronyms"),
        city: text(&value, "city"),
        country: text(&value, "country"),
        parents: related("parent"),
        website: None,
        successor,
    }))
}

fn text(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}
