//! Finds topics with the library's own code, for measuring: reads JSON lines `{"pmid", "title", "abstract",
//! "keywords"?, "mesh"?}`, writes `{"pmid", "topics", "why"}` for the records without headings, best first. Those with
//! headings vote. MeSH is the one that is built in; `--mesh FILE` takes another as `[topics] mesh` does, `--mesh-dir DIR` the
//! two tables in a folder, `--no-vocabulary` none.
//!
//!     cargo run --release --example topics < in.jsonl > out.jsonl

use litdigest::affiliations::Affiliations;
use litdigest::config::{GroupingOption, GroupingOptions};
use litdigest::content::Content;
use litdigest::grouping::{self, Registries};
use litdigest::library::Library;
use litdigest::record::{AbstractSection, Key, Keyword, MeshHeading, Pmid, Record};
use litdigest::vocabularies::mesh::{self, Mesh};
use serde_json::Value;
use std::io::{BufRead, Write};
use std::path::Path;

fn main() -> std::io::Result<()> {
    let mut records = Vec::new();
    for line in std::io::stdin().lock().lines() {
        records.push(record(&serde_json::from_str(&line?)?));
    }
    let library = Library::from_records(records);
    // Everything that is found is written, best first: what the site leaves out because it is small or unsure is measured too.
    let all = GroupingOption { min: Some(1), ..GroupingOption::default() };
    let options = GroupingOptions {
        by_id: [("topics".to_owned(), all)].into_iter().collect(),
        topics_max: Some(10),
        topics_sure: Some(0),
        ..GroupingOptions::default()
    };
    let registries = Registries { mesh: mesh()?, ..Registries::default() };
    let (groupings, _) = grouping::build_with(
        &library,
        &Affiliations::of(&library),
        &Content::default(),
        &options,
        &registries,
    );
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
        let why: Vec<String> =
            memberships.iter().map(|m| litdigest::site::why::reason(&m.why)).collect();
        let line = serde_json::json!({
            "pmid": article.record.pmid, "topics": labels, "why": why,
        });
        writeln!(out, "{line}")?;
    }
    out.flush()
}

/// The vocabulary that the arguments name.
fn mesh() -> std::io::Result<Option<Mesh>> {
    let mut arguments = std::env::args().skip(1);
    let file = match (arguments.next().as_deref(), arguments.next()) {
        (None, _) => return Ok(Some(Mesh::built_in())),
        (Some("--no-vocabulary"), None) => return Ok(None),
        (Some("--mesh"), Some(file)) => file,
        (Some("--mesh-dir"), Some(folder)) => tables(&folder)?,
        _ => {
            return Err(std::io::Error::other(
                "usage: topics [--mesh FILE | --mesh-dir DIR | --no-vocabulary]",
            ));
        }
    };
    let read = mesh::read(Path::new(""), &file);
    read.map(Some).map_err(|said| std::io::Error::other(said.message))
}

/// The newest table of descriptors in a folder.
fn tables(folder: &str) -> std::io::Result<String> {
    #[allow(clippy::disallowed_methods, reason = "a measuring program may look into a folder")]
    let names = std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path()));
    let tables = names.filter(|path| path.to_string_lossy().contains("_descriptors.tsv"));
    let newest = tables.max().ok_or_else(|| std::io::Error::other("no *_descriptors.tsv there"))?;
    Ok(newest.to_string_lossy().into_owned())
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
