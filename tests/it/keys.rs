//! Every key of the record reaches the article's page, or stands in README.md among what pages keep back. The keys are read
//! from the record's JSON schema, so that a new one is looked for too.

use crate::support::Site;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Keys whose values are no text of their own, each with the words that the page has for them; a key is named by its type.
const FLAGS: &[(&str, &[&str])] = &[
    ("Record.title_translated", &["(in german)"]),
    // Not together with authors: see `what_is_missing_is_left_out`.
    ("Record.authors_listed", &[]),
    (
        "Record.status",
        &["[retracted]", "preprint", "ahead of print", "indexed for medline", "being indexed"],
    ),
    ("AbstractSection.kind", &["abstract in "]),
    ("Keyword.major", &["(major)"]),
    ("MeshHeading.major", &["<small>major</small>"]),
    ("MeshQualifier.major", &["<small>major</small>"]),
    ("Person.affiliations", &["<a href=\"#a1\">1</a>"]),
    ("Person.equal", &["contributed equally"]),
    ("Related.kind", &["comments on this article"]),
    ("Origin.line", &["line 1"]),
    ("Origin.end_line", &["line 1"]),
];

/// The keys of a date, which is one value on a page.
const OF_DATES: [&str; 6] = ["day", "end", "month", "season", "text", "year"];

/// A record with a value in every key, and what to look for.
struct Filled<'s> {
    types: &'s Map<String, Value>,
    /// Path of each key that holds text, with what a page must show of it, in lower case.
    tokens: Vec<(String, String)>,
    /// Keys that hold no text, by type.
    flags: BTreeSet<String>,
}

impl Filled<'_> {
    fn token(&mut self, path: &str, shown: impl Fn(usize) -> String) -> String {
        let shown = shown(self.tokens.len());
        self.tokens.push((path.to_owned(), shown.to_lowercase()));
        shown
    }

    /// A value for the key at a path; `owner` names its type.
    fn value(&mut self, owner: &str, path: &str, schema: &Value) -> Value {
        if let Some(one) = schema["anyOf"].as_array().and_then(|all| all.first()) {
            return self.value(owner, path, one);
        }
        if let Some(reference) = schema["$ref"].as_str() {
            return self.named(owner, path, reference.rsplit('/').next().unwrap());
        }
        let kind = match &schema["type"] {
            Value::Array(kinds) => kinds[0].as_str().unwrap(),
            kind => kind.as_str().unwrap_or_default(),
        };
        match kind {
            "array" => self.list(owner, path, &schema["items"]),
            "object" if schema["additionalProperties"].is_object() => {
                let [name, value] = [(); 2].map(|()| self.token(path, |n| format!("Qz{n}token")));
                json!({name: value})
            }
            "string" => match path {
                "pmc_available" => {
                    self.token(path, |_| "2 Mar 2049".to_owned());
                    json!("2049-03-02")
                }
                "book.url" => json!(self.token(path, |n| format!("https://qz{n}token.example/"))),
                _ => json!(self.token(path, |n| format!("Qz{n}token"))),
            },
            "boolean" => {
                self.flags.insert(format!("{owner}.{}", last(path)));
                json!(true)
            }
            "integer" => {
                self.flags.insert(format!("{owner}.{}", last(path)));
                json!(0)
            }
            _ => panic!("{path}: no value is known for {schema}"),
        }
    }

    fn list(&mut self, owner: &str, path: &str, items: &Value) -> Value {
        if items["$ref"] == "#/$defs/Person" {
            // A group has no name of a person.
            let mut person = self.value(owner, path, items);
            let collective = person.as_object_mut().unwrap().remove("collective").unwrap();
            return json!([person, {"collective": collective}]);
        }
        json!([self.value(owner, path, items)])
    }

    fn named(&mut self, owner: &str, path: &str, name: &str) -> Value {
        let schema = self.types[name].clone();
        match name {
            "Pmid" => json!(self.token(path, |n| format!("9{n:07}"))),
            "Pmcid" => json!(self.token(path, |n| format!("PMC9{n:06}"))),
            "Doi" => json!(self.token(path, |n| format!("10.5555/qz{n}token"))),
            "Orcid" => json!(self.token(path, orcid)),
            "PartialDate" => {
                let keys: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
                assert_eq!(keys, OF_DATES, "a new key of dates: see what pages show of it");
                let shown = self.token(path, |n| format!("2 Mar {}", 1900 + n));
                let year: i32 = shown.rsplit(' ').next().unwrap().parse().unwrap();
                let text = self.token("published.text", |n| format!("Qz{n}token"));
                json!({"year": year, "month": 3, "day": 2, "text": text})
            }
            _ if schema["enum"].is_array() || schema["oneOf"].is_array() => {
                self.flags.insert(format!("{owner}.{}", last(path)));
                match name {
                    "RelatedKind" => json!("comment-in"),
                    "AbstractKind" => json!("other"),
                    // All of them, below.
                    _ => json!(schema["oneOf"][0]["const"]),
                }
            }
            _ if schema["properties"].is_object() => self.object(name, path, &schema),
            _ => json!(self.token(path, |n| format!("Qz{n}token"))),
        }
    }

    fn object(&mut self, name: &str, path: &str, schema: &Value) -> Value {
        let properties = schema["properties"].as_object().unwrap();
        let filled = properties.iter().map(|(key, schema)| {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            (key.clone(), self.value(name, &path, schema))
        });
        Value::Object(filled.collect())
    }
}

fn last(path: &str) -> &str {
    path.rsplit('.').next().unwrap()
}

/// An ORCID with the check digit of ISO 7064.
fn orcid(number: usize) -> String {
    let digits = format!("0000000{number:08}");
    let sum = digits.bytes().fold(0, |sum, digit| (sum + u32::from(digit - b'0')) * 2);
    let check = match (12 - sum % 11) % 11 {
        10 => "X".to_owned(),
        check => check.to_string(),
    };
    let all = digits + &check;
    let [a, b, c, d] = [0, 4, 8, 12].map(|at| &all[at..at + 4]);
    format!("{a}-{b}-{c}-{d}")
}

/// The keys that README.md lists as kept back.
fn kept_back() -> BTreeSet<String> {
    let readme = include_str!("../../README.md");
    let (_, list) = readme.split_once("## What pages keep back").unwrap();
    let list = list.split_once("\n## ").unwrap().0;
    let keys = list.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    keys.map(|(key, _)| key.to_owned()).collect()
}

#[test]
fn every_key_of_the_record_reaches_its_page_or_is_listed_as_kept_back() {
    let schema = litdigest::record::schema();
    let types = schema["$defs"].as_object().unwrap();
    let mut filled = Filled { types, tokens: Vec::new(), flags: BTreeSet::new() };
    let mut record = filled.object("Record", "", &schema);
    // The reader's own words: where the record stands.
    let own = [("source.file", "every-key.jsonl"), ("source.format", "litdigest JSON lines")];
    filled.tokens.retain(|(path, _)| !path.starts_with("source."));
    filled.tokens.extend(own.map(|(path, token)| (path.to_owned(), token.to_owned())));
    for key in ["source", "key", "schema", "authors_listed"] {
        record.as_object_mut().unwrap().remove(key);
    }
    // Where a text has formulas, the page shows the form that has them.
    for section in record["abstract"].as_array_mut().unwrap() {
        let (text, html) =
            (section["text"].as_str().unwrap(), section["text_html"].as_str().unwrap());
        section["text_html"] = json!(format!("{text} {html}"));
    }
    record["status"] =
        json!(["ahead-of-print", "preprint", "indexed", "in-process", "as-supplied", "retracted"]);
    record["language"].as_array_mut().unwrap().insert(0, json!("ger"));
    let site = Site::of(&[("content/records/every-key.jsonl", &format!("{record}\n"))]);
    let run = site.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let articles = site.tree().into_iter().filter(|(route, _)| route.starts_with("articles/9"));
    let pages: Vec<String> =
        articles.map(|(_, page)| String::from_utf8(page).unwrap().to_lowercase()).collect();
    let [page] = pages.as_slice() else { panic!("{} pages", pages.len()) };
    let listed = kept_back();
    let mut wrong: BTreeMap<&str, &str> = BTreeMap::new();
    for (path, token) in &filled.tokens {
        let shown = page.contains(token.as_str());
        if shown == listed.contains(path) && path != "key" {
            let fault = if shown { "on the page and listed as kept back" } else { "nowhere" };
            wrong.insert(path, fault);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}\n{page}");
    assert!(filled.tokens.len() > 90, "the keys are not where they were");
    let known: BTreeSet<String> = FLAGS.iter().map(|(flag, _)| (*flag).to_owned()).collect();
    filled.flags.remove("Record.schema");
    assert_eq!(filled.flags, known, "keys that hold no text");
    for (flag, words) in FLAGS {
        for words in *words {
            assert!(page.contains(words), "{flag}: {words} in {page}");
        }
    }
    let paths: BTreeSet<&str> = filled.tokens.iter().map(|(path, _)| path.as_str()).collect();
    let unknown: Vec<&String> =
        listed.iter().filter(|key| *key != "schema" && !paths.contains(key.as_str())).collect();
    assert!(unknown.is_empty(), "listed as kept back, and no key: {unknown:?}");
}

#[test]
fn what_is_no_doi_is_text_on_the_page_whatever_the_format() {
    for (name, text) in [
        (
            "a.nbib",
            "PMID- 90000001\nTI  - Mud.\nAID - 0.5555/mud.1 [doi]\nDP  - 2021\nTA  - J Mud\nFAU - Quay, A\n",
        ),
        ("a.ris", "TY  - JOUR\nTI  - Mud\nAU  - Quay, A\nPY  - 2021\nDO  - 0.5555/mud.1\nER  - \n"),
        ("a.bib", "@article{q, title={Mud}, author={Quay, A}, year={2021}, doi={0.5555/mud.1}}\n"),
        (
            "a.json",
            r#"[{"id":"q","type":"article-journal","title":"Mud","DOI":"0.5555/mud.1","issued":{"date-parts":[[2021]]}}]"#,
        ),
        (
            "a.xml",
            "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>90000001</PMID><Article><ArticleTitle>Mud.</ArticleTitle></Article></MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType=\"doi\">0.5555/mud.1</ArticleId></ArticleIdList></PubmedData></PubmedArticle></PubmedArticleSet>\n",
        ),
        (
            "a.txt",
            "1. J Mud. 2021 Jan;1(1):1-2.\n\nMud.\n\nQuay A.\n\nDOI: 0.5555/mud.1\nPMID: 90000001 [Indexed for MEDLINE]\n",
        ),
    ] {
        let site = Site::of(&[(&*format!("content/records/{name}"), text)]);
        let run = site.run(&["build"]);
        assert!(run.stderr.contains("bad-identifier"), "{name}: {}", run.stderr);
        let page = site.tree().into_iter().find(|(route, _)| {
            route.starts_with("articles/") && !route.starts_with("articles/index")
        });
        let page = String::from_utf8(page.unwrap().1).unwrap();
        assert!(page.contains("<b>DOI</b> <span>0.5555/mud.1</span>"), "{name}: {page}");
        assert!(!page.contains("https://doi.org/0.5555"), "{name}");
    }
}
