//! Finds topics with the library's own code, for measuring: reads JSON lines `{"pmid", "title", "abstract",
//! "keywords"?, "mesh"?}`, writes `{"pmid", "topics"}` for the records without headings.
//!
//!     cargo run --release --example topics < in.jsonl > out.jsonl

use litdigest::config::GroupingOptions;
use litdigest::content::Content;
use litdigest::grouping;
use litdigest::library::Library;
use litdigest::record::{AbstractSection, Key, Keyword, MeshHeading, Pmid, Record};
use serde_json::Value;
use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let mut records = Vec::new();
    for line in std::io::stdin().lock().lines() {
        records.push(record(&serde_json::from_str(&line?)?));
    }
    let library = Library::from_records(records);
    let options = GroupingOptions::default();
    let (groupings, _) = grouping::build(&library, &Content::default(), &options);
    let Some(topics) = groupings.iter().find(|grouping| grouping.kind.id == "topics") else {
        return Ok(());
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (article, memberships) in library.articles().iter().zip(&topics.of_article) {
        if !article.record.mesh.is_empty() {
            continue;
        }
        let label =
            |m: &grouping::Membership| topics.groups.get(m.group as usize).map(|g| &g.label);
        let labels: Vec<&String> = memberships.iter().filter_map(label).collect();
        let why: Vec<&String> = memberships.iter().map(|m| &m.why).collect();
        let line = serde_json::json!({
            "pmid": article.record.pmid, "topics": labels, "why": why,
        });
        writeln!(out, "{line}")?;
    }
    out.flush()
}

fn record(value: &Value) -> Record {
    let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let pmid = match &value["pmid"] {
        Value::Number(number) => Pmid::new(&number.to_string()),
        other => Pmid::new(other.as_str().unwrap_or_default()),
    };
    let names = |key: &str| value[key].as_array().cloned().unwrap_or_default();
    let mut record = Record {
        pmid: pmid.ok(),
        title: text("title"),
        sections: vec![AbstractSection { text: text("abstract"), ..Default::default() }],
        keywords: names("keywords").iter().map(keyword).collect(),
        mesh: names("mesh").iter().map(heading).collect(),
        ..Record::default()
    };
    record.key = Key::of(&record);
    record
}

fn keyword(value: &Value) -> Keyword {
    Keyword { text: value.as_str().unwrap_or_default().to_owned(), ..Keyword::default() }
}

fn heading(value: &Value) -> MeshHeading {
    let name = value["descriptor"].as_str().or(value["name"].as_str()).or(value.as_str());
    let major = value["major"].as_bool().unwrap_or_default();
    MeshHeading { descriptor: name.unwrap_or_default().to_owned(), major, ..Default::default() }
}
