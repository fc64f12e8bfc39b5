//! Parses affiliations with the library's own code, for measuring: reads JSON lines `{"affiliation"}`, writes
//! `{"affiliation", "organizations", "city", "country", "cluster"}`.
//!
//!     cargo run --release --example affiliations < in.jsonl > out.jsonl

use litdigest::grouping::institutions::{Address, Parsed, cluster_keys, parse};
use rayon::prelude::*;
use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let mut strings: Vec<String> = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        strings.push(
            value
                .get("affiliation")
                .and_then(serde_json::Value::as_str)
                .unwrap_or_default()
                .to_owned(),
        );
    }
    let raw: Vec<&str> = strings.iter().map(String::as_str).collect();
    let parsed: Vec<Parsed> = raw.par_iter().copied().map(parse).collect();
    let keys = cluster_keys(&raw, &parsed);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for ((raw, parsed), key) in raw.iter().zip(&parsed).zip(&keys) {
        let mut organizations: Vec<&str> = Vec::new();
        for name in parsed.addresses.iter().flat_map(|address| &address.organizations) {
            if !organizations.contains(&name.as_str()) {
                organizations.push(name);
            }
        }
        let city = parsed.addresses.iter().find_map(|address| address.city.as_deref());
        let country = parsed.addresses.iter().find_map(Address::country_code);
        let line = serde_json::json!({
            "affiliation": raw, "organizations": organizations, "city": city,
            "country": country, "cluster": key,
        });
        writeln!(out, "{line}")?;
    }
    out.flush()
}
