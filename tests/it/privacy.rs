//! E-mail addresses: a record that holds one in every key of its JSON, and a site that shows none of them.

use crate::support::Site;
use serde_json::{Map, Value, json};
use std::path::Path;

/// Ways in which a source writes an address into a text.
const WRITTEN: &[&str] = &[
    "Quay. Electronic address: zq7.x@leak.example.",
    "zq7.x@leak.example",
    "Quay (e-mail: zq7.x [at] leak.example), Anyport",
    "Quay zq7.x\u{ff20}leak.example",
];

/// What no file may hold: the address in any of its forms, and what announced it.
const FORBIDDEN: &[&str] =
    &["@leak", "\u{ff20}leak", "] leak.example", "%40leak.example", "lectronic address"];

/// A value that fits a schema, every free string of it the given text.
fn filled(schema: &Value, whole: &Value, text: &str) -> Value {
    let schema = match schema["anyOf"].as_array() {
        Some(choices) => &choices[0],
        None => schema,
    };
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        return match name {
            "Pmid" => json!("90000077"),
            "Pmcid" => json!("PMC9000077"),
            "Doi" => json!("10.1234/mud.7"),
            "Orcid" => json!("0000-0002-1825-0097"),
            "Key" => json!(text),
            _ => filled(&whole["$defs"][name], whole, text),
        };
    }
    if let Some(choices) = schema["enum"].as_array() {
        return choices[0].clone();
    }
    if let Some(only) = schema.get("const") {
        return only.clone();
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let first = &choices[0];
        return first.get("const").or_else(|| Some(&first["enum"][0])).unwrap().clone();
    }
    let kind = schema["type"].as_str().or_else(|| schema["type"][0].as_str()).unwrap();
    match kind {
        "object" => match schema["properties"].as_object() {
            Some(properties) => {
                let member =
                    |(key, schema): (&String, &Value)| (key.clone(), filled(schema, whole, text));
                Value::Object(properties.iter().map(member).collect())
            }
            None => json!({ text: text }),
        },
        "array" => json!([filled(&schema["items"], whole, text)]),
        "string" => json!(text),
        "boolean" => json!(false),
        "integer" => match schema["format"].as_str() {
            Some("uint8") => json!(3),
            Some("int32") => json!(2019),
            _ => json!(0),
        },
        other => panic!("the schema has a value of the kind {other}"),
    }
}

/// Records with an address in every key; two of each form, so that what they share is a group.
fn records() -> String {
    let schema = litdigest::record::schema();
    let mut lines = Vec::new();
    for (form, text) in (0..).zip(WRITTEN) {
        for twin in 0..2 {
            let mut record = filled(&schema, &schema, text);
            let own = record.as_object_mut().unwrap();
            only_valid(own, 90_000_100 + form * 10 + twin, text);
            lines.push(record.to_string());
        }
    }
    lines.join("\n") + "\n"
}

/// Gives a record numbers of its own, and each kind of related publication, person and title.
fn only_valid(record: &mut Map<String, Value>, number: u32, text: &str) {
    record.insert("pmid".into(), json!(number.to_string()));
    record.insert("pmcid".into(), json!(format!("PMC{number}")));
    record.insert("doi".into(), json!(format!("10.1234/mud.{number}")));
    record
        .insert("title_html".into(), json!(format!("<i>{text}</i> by zq7.x<b>@leak.example</b>")));
    record.insert("status".into(), json!([]));
    record.remove("authors_listed");
    for field in ["published", "electronic", "print", "collection", "entered", "revised"] {
        if let Some(date) = record.get_mut(field).and_then(Value::as_object_mut) {
            date.retain(|key, _| matches!(key.as_str(), "year" | "month" | "text"));
        }
    }
    let other = &record["related"][0].clone();
    let kinds = ["retraction-in", "comment-in", "update-of"].map(|kind| {
        let mut related = other.clone();
        related["kind"] = json!(kind);
        related["pmid"] = Value::Null;
        related
    });
    record.insert("related".into(), json!(kinds));
    let mut people = vec![record["authors"][0].clone(); 2];
    people[0]["collective"] = Value::Null;
    record.insert("authors".into(), json!(people));
    let mut sections = vec![record["abstract"][0].clone(); 2];
    sections[0]["kind"] = Value::Null;
    record.insert("abstract".into(), json!(sections));
    if number % 2 == 1 {
        record.remove("journal");
    } else {
        record.remove("book");
    }
}

fn files(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
                found.push((path.display().to_string(), text));
            }
        }
    }
    found
}

#[test]
fn an_address_in_every_key_reaches_no_file() {
    let records = records();
    let read = records.lines().map(|line| {
        serde_json::from_str::<litdigest::record::Record>(line)
            .unwrap_or_else(|why| panic!("{why}: {line}"))
    });
    assert_eq!(read.count(), 2 * WRITTEN.len());
    let site = Site::of(&[
        ("content/records/zq7.x@leak.example/quays.jsonl", &records),
        ("litdigest.toml", "[groupings.authors]\nmin = 1\n[groupings.topics]\nmin = 1\n"),
    ]);
    let run = site.run(&["build"]);
    assert!(run.code <= 1, "{}", run.stderr);
    let files = files(&site.path("public"));
    let folders = ["articles/", "authors/", "journals/", "topics/", "types/", "years/", "about"];
    for folder in folders {
        assert!(files.iter().any(|(path, _)| path.contains(folder)), "no page in {folder}");
    }
    for (path, text) in &files {
        // A scheme is shown in capitals, a type's page is named in small letters.
        let text = text.to_lowercase();
        for forbidden in FORBIDDEN {
            let at = text.find(forbidden);
            let around = at.map(|at| {
                let (head, tail) = text.split_at(at);
                let from = head.char_indices().rev().nth(80).map_or(0, |(from, _)| from);
                format!("{}{}", &head[from..], tail.chars().take(60).collect::<String>())
            });
            assert_eq!(around, None, "{path}");
            assert!(!path.contains(forbidden), "{path}");
        }
    }
}

/// Strings of views that no record can reach, each with its reason.
const HARMLESS: &[(&str, &str)] = &[
    // What the curator typed for everybody to read.
    ("Site", "title"),
    ("Site", "description"),
    ("Site", "author"),
    ("Home", "title"),
    ("Home", "lede"),
    ("NotFound", "title"),
    ("DocumentView", "title"),
    ("Byline", "author"),
    ("Byline", "date_iso"),
    ("Byline", "updated_iso"),
    ("NoteView", "title"),
    // Made of digits, slugs and routes.
    ("Names", "letters"),
    ("YearBlock", "id"),
    ("Section", "id"),
    ("SmallSection", "id"),
    ("Row", "id"),
    ("Other", "id"),
    ("NoteView", "id"),
    ("Chart", "path"),
    ("Drawing", "shafts"),
    ("Drawing", "heads"),
    ("Head", "canonical"),
    ("Redirect", "canonical"),
    // Settings and names of sections, checked where they are read.
    ("Site", "language"),
    ("Head", "section"),
    ("NavView", "section"),
];

/// Types that hold no text of a record, or none that may not be shown.
const SAFE: &[&str] =
    &["Shown", "Href", "Address", "Value", "bool", "usize", "u32", "&'static str"];

/// The fields of all structs of `src/site` that are made into values for templates.
fn view_fields() -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    for (_, source) in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/site")) {
        for (at, _) in source.match_indices("Serialize)]") {
            let mut lines = source[at..].lines().skip(1).skip_while(|line| line.starts_with('#'));
            let Some((_, name)) = lines.next().and_then(|line| line.split_once("struct ")) else {
                continue;
            };
            let begin = at + source[at..].find(&format!("struct {name}")).unwrap();
            let declared = &source[begin + "struct ".len()..];
            let end = declared.find(['{', '(', ';']).unwrap_or(0);
            if !declared[end..].starts_with('{') {
                continue;
            }
            let name = declared[..end].split('<').next().unwrap().trim().to_owned();
            let body = declared[end + 1..].split("\n}").next().unwrap();
            let lines = body.lines().map(str::trim);
            let lines = lines.filter(|line| !line.starts_with("//") && !line.starts_with('#'));
            for line in lines.filter_map(|line| line.strip_suffix(',')) {
                let (field, kind) = line.split_once(": ").unwrap();
                let field = field.rsplit(' ').next().unwrap();
                found.push((name.clone(), field.to_owned(), kind.to_owned()));
            }
        }
    }
    found
}

/// A type without its containers: `Option<Vec<(Shown<'a>, Value)>>` holds `Shown` and `Value`.
fn parts_of(kind: &str) -> Vec<String> {
    let bare = kind.replace("Option<", "(").replace("Vec<", "(").replace("<'static>", "");
    let bare = bare.replace("<'a>", "").replace("&'a ", "&");
    bare.split(['(', ')', '[', ']', ',', ';', '>'])
        .map(|part| part.trim().trim_start_matches('&').to_owned())
        .filter(|part| !part.is_empty() && part.parse::<usize>().is_err())
        .map(|part| if part == "'static str" { "&'static str".to_owned() } else { part })
        .collect()
}

#[test]
fn views_take_no_string_but_what_may_be_shown() {
    let fields = view_fields();
    assert!(fields.len() > 120, "the views are not where they were");
    let views: Vec<&str> = fields.iter().map(|(view, ..)| view.as_str()).collect();
    for (view, field, kind) in &fields {
        if HARMLESS.contains(&(view.as_str(), field.as_str())) {
            continue;
        }
        for part in parts_of(kind) {
            let last = part.rsplit("::").next().unwrap().to_owned();
            let known = SAFE.contains(&last.as_str()) || views.contains(&last.as_str());
            assert!(known, "{view}.{field} is a {kind}: make it of Shown");
        }
    }
    for (view, field) in HARMLESS {
        let stands = fields.iter().any(|(other, own, _)| other == view && own == field);
        assert!(stands, "{view}.{field} is listed as harmless and is not there");
    }
}
