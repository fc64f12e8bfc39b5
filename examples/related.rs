//! Finds related articles with the library's own code, for measuring: reads JSON lines `{"pmid", "title", "abstract",
//! "keywords"?}`, writes `{"query", "ranked"}` for each, the nearest first. Headings are not read, so that a measure
//! that is made of them stays fair.
//!
//!     cargo run --release --example related < in.jsonl > out.jsonl

use litdigest::grouping::related::related;
use litdigest::library::Library;
use litdigest::record::{AbstractSection, Key, Keyword, Pmid, Record};
use serde_json::Value;
use std::io::{BufRead, Write};

/// Neighbours written for each record.
const RANKED: usize = 20;

fn main() -> std::io::Result<()> {
    let mut records = Vec::new();
    for line in std::io::stdin().lock().lines() {
        records.push(record(&serde_json::from_str(&line?)?));
    }
    let library = Library::from_records(records);
    let articles = library.articles();
    let pmid = |at: u32| articles.get(at as usize).and_then(|article| article.record.pmid.clone());
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (at, neighbours) in (0_u32..).zip(related(&library, RANKED)) {
        let ranked: Vec<_> = neighbours.iter().filter_map(|n| pmid(n.document)).collect();
        writeln!(out, "{}", serde_json::json!({ "query": pmid(at), "ranked": ranked }))?;
    }
    out.flush()
}

fn record(value: &Value) -> Record {
    let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let pmid = match &value["pmid"] {
        Value::Number(number) => Pmid::new(&number.to_string()),
        other => Pmid::new(other.as_str().unwrap_or_default()),
    };
    let keywords = value["keywords"].as_array().cloned().unwrap_or_default();
    let mut record = Record {
        pmid: pmid.ok(),
        title: text("title"),
        sections: vec![AbstractSection { text: text("abstract"), ..Default::default() }],
        keywords: keywords.iter().map(keyword).collect(),
        ..Record::default()
    };
    record.key = Key::of(&record);
    record
}

/// A keyword is a string, or an object with its `text`.
fn keyword(value: &Value) -> Keyword {
    let text = value.as_str().or(value["text"].as_str()).unwrap_or_default();
    Keyword { text: text.to_owned(), ..Keyword::default() }
}
