//! Parses affiliations with the library's own code, for measuring: reads JSON lines `{"affiliation"}`, writes
//! `{"affiliation", "organizations", "city", "country", "cluster"}`.
//!
//!     cargo run --release --example affiliations < in.jsonl > out.jsonl
//!
//! The registry is the one that is built in; `--ror FILE` takes another as `[institutions] ror` does: the data dump of the
//! Research Organization Registry (schema v2, .json or .zip), or a plain table, as .gz too; `--no-registry` takes none.

use litdigest::affiliations::Parsed;
use litdigest::grouping::institutions::{Measured, measure};
use litdigest::vocabularies::ror::{self, Ror};
use mimalloc::MiMalloc;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
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

/// The registry that the arguments name.
fn registry() -> Result<Option<Ror>, Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    match (arguments.next().as_deref(), arguments.next()) {
        (None, _) => Ok(Some(Ror::built_in())),
        (Some("--no-registry"), None) => Ok(None),
        (Some("--ror"), Some(file)) => {
            Ok(Some(ror::read(Path::new(""), &file).map_err(|said| said.message)?))
        }
        _ => Err("usage: affiliations [--ror FILE | --no-registry] < in.jsonl > out.jsonl".into()),
    }
}
