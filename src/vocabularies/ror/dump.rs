//! The reader of the Research Organization Registry's data dump: schema v2, as `.json` or in the `.zip` that is published.
//!
//! In: a file. Out: one compact [`RorOrganization`] for each record that is active, or that another one took the place of. The dump is read record by record, because
//! the whole of it is a third of a gigabyte. Never: matching, any meaning of a name.

use super::RorOrganization;
use rayon::prelude::*;
use serde::Deserialize;
use std::fs::File;
use std::io::{BufReader, Read, Seek};

/// How much is read before its records are parsed together.
const BLOCK: usize = 4 << 20;
/// The longest record that is believed to be one.
const LONGEST: usize = 16 << 20;

#[derive(Deserialize)]
struct Record {
    id: String,
    #[serde(default)]
    status: String,
    names: Vec<Name>,
    #[serde(default)]
    locations: Vec<Location>,
    #[serde(default)]
    relationships: Vec<Relationship>,
    #[serde(default)]
    links: Vec<Link>,
}

#[derive(Deserialize)]
struct Name {
    value: String,
    #[serde(default)]
    types: Vec<String>,
}

#[derive(Deserialize)]
struct Location {
    geonames_details: Option<Details>,
}

#[derive(Deserialize)]
struct Details {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    country_code: Option<String>,
}

#[derive(Deserialize)]
struct Relationship {
    #[serde(rename = "type")]
    kind: String,
    id: String,
}

#[derive(Deserialize)]
struct Link {
    #[serde(rename = "type")]
    kind: String,
    value: String,
}

/// Reads the organisations of a dump: the `.zip` that is published, or its JSON.
pub(super) fn read(file: File) -> Result<Vec<RorOrganization>, String> {
    let mut start = [0; 4];
    let mut file = BufReader::with_capacity(1 << 16, file);
    let zipped = file.read_exact(&mut start).is_ok() && start == *b"PK\x03\x04";
    file.rewind().map_err(|error| error.to_string())?;
    if zipped { from_zip(file) } else { from_json(file) }
}

/// The largest JSON file of the archive whose name says schema v2, else the largest.
fn from_zip(file: BufReader<File>) -> Result<Vec<RorOrganization>, String> {
    let mut archive = zip::ZipArchive::new(file).map_err(|error| error.to_string())?;
    let mut best: Option<(bool, u64, usize)> = None;
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|error| error.to_string())?;
        let name = entry.name().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
        if name.ends_with(".json") {
            best = best.max(Some((name.contains("v2"), entry.size(), at)));
        }
    }
    let (_, _, at) = best.ok_or("the archive holds no .json file")?;
    let entry = archive.by_index(at).map_err(|error| error.to_string())?;
    from_json(entry)
}

/// Reads a JSON array record by record.
fn from_json(mut source: impl Read) -> Result<Vec<RorOrganization>, String> {
    let mut out = Vec::new();
    let mut scan = Scan::default();
    let mut block: Vec<u8> = Vec::with_capacity(BLOCK * 2);
    loop {
        let before = block.len();
        let read = source.by_ref().take(BLOCK as u64).read_to_end(&mut block);
        read.map_err(|error| error.to_string())?;
        let ended = block.len() == before;
        let records = scan.records(&block);
        let parsed: Vec<Result<Option<RorOrganization>, String>> = records
            .par_iter()
            .map(|range| parse(block.get(range.clone()).unwrap_or_default()))
            .collect();
        for organization in parsed {
            out.extend(organization?);
        }
        let rest = scan.rest();
        block.drain(..rest.min(block.len()));
        if ended {
            break;
        }
        if block.len() > LONGEST {
            return Err("it is not a list of records".to_owned());
        }
    }
    match (out.is_empty(), scan.depth) {
        (true, _) => Err("it holds no record".to_owned()),
        (_, 0) => Ok(out),
        _ => Err("it ends too early".to_owned()),
    }
}

fn parse(bytes: &[u8]) -> Result<Option<RorOrganization>, String> {
    let record: Record = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    let mut successors =
        record.relationships.iter().filter(|relation| relation.kind == "successor");
    let successor = match (record.status.as_str(), successors.next(), successors.next()) {
        ("inactive" | "withdrawn", Some(one), None) => Some(last_part(&one.id)),
        _ => None,
    };
    if record.status == "withdrawn" && successor.is_none() {
        return Ok(None);
    }
    let mut out =
        RorOrganization { id: last_part(&record.id), successor, ..RorOrganization::default() };
    for name in record.names {
        let is = |kind: &str| name.types.iter().any(|other| other == kind);
        if is("ror_display") && out.name.is_empty() {
            out.name = name.value;
        } else if is("acronym") {
            out.acronyms.push(name.value);
        } else {
            out.aliases.push(name.value);
        }
    }
    if out.name.is_empty() && !out.aliases.is_empty() {
        out.name = out.aliases.remove(0);
    }
    if let Some(details) =
        record.locations.into_iter().find_map(|location| location.geonames_details)
    {
        out.city = details.name.unwrap_or_default();
        out.country = details.country_code.unwrap_or_default();
    }
    let parents = record.relationships.iter().filter(|relation| relation.kind == "parent");
    out.parents = parents.map(|relation| last_part(&relation.id)).collect();
    out.website =
        record.links.into_iter().find(|link| link.kind == "website").map(|link| link.value);
    Ok(Some(out))
}

fn last_part(id: &str) -> String {
    id.rsplit('/').next().unwrap_or_default().to_owned()
}

/// Where the records of a list begin and end, from block to block.
#[derive(Default)]
struct Scan {
    depth: u32,
    quoted: bool,
    escaped: bool,
    /// Where the next byte to look at lies in the block.
    at: usize,
    /// Where the record that is open begins in the block.
    open: Option<usize>,
}

impl Scan {
    /// The whole records of a block that begins where [`Scan::rest`] said.
    fn records(&mut self, block: &[u8]) -> Vec<std::ops::Range<usize>> {
        let mut found = Vec::new();
        for (at, byte) in block.iter().enumerate().skip(self.at) {
            if self.quoted {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => self.quoted = false,
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => self.quoted = true,
                b'{' | b'[' => {
                    if *byte == b'{' && self.depth == 1 {
                        self.open = Some(at);
                    }
                    self.depth += 1;
                }
                b'}' | b']' => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 1
                        && let Some(start) = self.open.take()
                    {
                        found.push(start..at + 1);
                    }
                }
                _ => {}
            }
        }
        self.at = block.len();
        found
    }

    /// How much of the block is done with.
    fn rest(&mut self) -> usize {
        let done = self.open.unwrap_or(self.at);
        self.at -= done;
        self.open = self.open.map(|_| 0);
        done
    }
}
