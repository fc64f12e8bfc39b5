//! The catalogue: every language's file is whole, and every word is used where it stands.

#![allow(
    clippy::disallowed_methods,
    clippy::string_slice,
    reason = "these tests read the sources, and cut them at places that they have found"
)]

use super::phrase::{Part, parts};
use super::{LANGUAGES, Words, record};
use crate::grouping::GROUPINGS;
use crate::record::{PartialDate, schema};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use toml::Value;

/// The theme's templates by file name.
fn templates() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "html") {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            found.push((name, std::fs::read_to_string(&path).unwrap()));
        }
    }
    assert!(found.len() > 15, "the templates are not where they were");
    found
}

/// The texts of a file by `section.key`, and by `section.key.form` where they change with a number.
fn texts(file: &str) -> BTreeMap<String, String> {
    fn walk(at: &str, value: &Value, texts: &mut BTreeMap<String, String>) {
        match value {
            Value::String(text) => {
                texts.insert(at.to_owned(), text.clone());
            }
            Value::Table(table) => {
                for (key, value) in table {
                    let below = if at.is_empty() { key.clone() } else { format!("{at}.{key}") };
                    walk(&below, value, texts);
                }
            }
            other => panic!("{at} is no text: {other}"),
        }
    }
    let mut found = BTreeMap::new();
    walk("", &Value::Table(file.parse().unwrap()), &mut found);
    found
}

/// Every `words.section.key` of a template, with what follows it.
fn uses(template: &str) -> Vec<(&str, &str)> {
    let is_key = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    let begins = template.match_indices("words.").filter(|(at, _)| {
        let before = template[..*at].chars().next_back();
        before.is_none_or(|c| !is_key(c))
    });
    let one = |(at, before): (usize, &str)| {
        let rest = &template[at + before.len()..];
        let end = rest.find(|c| !is_key(c)).unwrap_or(rest.len());
        rest.split_at(end)
    };
    begins.map(one).collect()
}

/// A template without its comments.
fn code(template: &str) -> String {
    let mut out = String::new();
    for (number, part) in template.split("{#").enumerate() {
        match part.split_once("#}") {
            Some((_, after)) if number > 0 => out.push_str(after),
            _ => out.push_str(part),
        }
    }
    out
}

fn holes(text: &str) -> Vec<&str> {
    let names = parts(text).into_iter().filter_map(|part| match part {
        Part::Hole(name) => Some(name),
        Part::Text(_) => None,
    });
    names.collect()
}

#[test]
fn every_language_has_every_word_that_code_reads() {
    for language in LANGUAGES {
        let mut file = language.file();
        Words::read(&mut file);
        assert_eq!(file.wrong, [""; 0], "data/words/{}.toml", language.tag);
    }
}

#[test]
fn every_word_of_a_file_is_read_by_code_or_by_a_template() {
    for language in LANGUAGES {
        let mut file = language.file();
        Words::read(&mut file);
        let taken = file.taken;
        let mut used: BTreeSet<String> = BTreeSet::new();
        for (_, template) in templates() {
            let template = code(&template);
            used.extend(uses(&template).into_iter().map(|(key, _)| key.to_owned()));
        }
        for key in texts(language.text).keys() {
            let entry = key.strip_suffix(".one").or_else(|| key.strip_suffix(".other"));
            let known = [Some(key.as_str()), entry].into_iter().flatten();
            let is_used = known.clone().any(|key| taken.contains(key) || used.contains(key));
            assert!(is_used, "{}: nothing uses {key}", language.tag);
        }
    }
}

#[test]
fn templates_use_words_that_there_are_and_give_what_they_ask_for() {
    for language in LANGUAGES {
        let texts = texts(language.text);
        for (name, template) in templates() {
            let template = code(&template);
            let all = uses(&template);
            for (key, after) in &all {
                let text = texts.get(*key);
                let text = text.unwrap_or_else(|| panic!("{name}: there is no word {key}"));
                match holes(text).as_slice() {
                    [] => assert!(!after.starts_with('['), "{name}: {key} has no placeholder"),
                    [_] => {
                        assert!(
                            after.starts_with("[0]") || after.starts_with("[2]"),
                            "{name}: {key}"
                        );
                        let both = ["[0]", "[2]"].map(|part| {
                            all.iter().any(|(other, after)| other == key && after.starts_with(part))
                        });
                        assert_eq!(both, [true; 2], "{name}: {key}[0] and {key}[2]");
                    }
                    several => {
                        let each = format!("in words.{key} %");
                        assert!(template.contains(&each), "{name}: a loop over {key}");
                        for hole in several {
                            let given = format!("== \"{{{hole}}}\"");
                            assert!(template.contains(&given), "{name}: {hole} of {key}");
                        }
                    }
                }
            }
        }
    }
}

/// Names and signs that are the same in all languages, and words of HTML that stand in an attribute of ours.
const NO_WORDS: &[&str] = &["ORCID", "content/records"];

/// Attributes whose values readers see or hear.
const SPOKEN: &[&str] = &["title=\"", "alt=\"", "aria-label=\"", "placeholder=\"", "summary=\""];

#[test]
fn no_template_holds_a_word_of_its_own() {
    for (name, template) in templates() {
        let template = without_expressions(&without_classes(&code(&template)));
        let mut rest = template.as_str();
        while let Some((text, markup)) = rest.split_once('<') {
            assert_no_word(&name, text);
            let (tag, after) = markup.split_once('>').unwrap_or((markup, ""));
            for attribute in SPOKEN {
                for (at, _) in tag.match_indices(attribute) {
                    let value = &tag[at + attribute.len()..];
                    assert_no_word(&name, value.split('"').next().unwrap_or_default());
                }
            }
            rest = after;
        }
        assert_no_word(&name, rest);
    }
}

fn assert_no_word(name: &str, text: &str) {
    let entities = text.replace("&nbsp;", " ");
    let bare = NO_WORDS.iter().fold(entities, |text, known| text.replace(known, ""));
    assert!(!bare.chars().any(char::is_alphabetic), "{name}: “{}”", text.trim());
}

/// A template without its block of class names for the main element.
fn without_classes(template: &str) -> String {
    let Some((before, rest)) = template.split_once("{% block shape %}") else {
        return template.to_owned();
    };
    let after = rest.split_once("{% endblock shape %}").map_or("", |(_, after)| after);
    format!("{before}{}", without_classes(after))
}

fn without_expressions(template: &str) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{']).filter(|_| rest.contains('{')) {
        let (before, expression) = rest.split_at(at);
        out.push_str(before);
        let close = if expression.starts_with("{{") {
            "}}"
        } else if expression.starts_with("{%") {
            "%}"
        } else {
            "{"
        };
        rest = expression.split_once(close).map_or("", |(_, after)| after);
    }
    out + rest
}

/// Names that are the same in all languages.
const NAMES: &[&str] = &[
    "PMCID",
    "PMID",
    "DOI",
    "PMC",
    "PubMed",
    "doi",
    "ISBN",
    "Web of Science",
    "arXiv",
    "Bookshelf",
    "Embase",
];

/// Text for readers is made in two ways: by the catalogue, and from a string that is given to [`super::Shown::new`]. The
/// second takes no string of the code's own but for names.
#[test]
fn no_code_of_the_site_holds_a_word_of_its_own() {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/site")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap();
            let code = source.split("#[cfg(test)]").next().unwrap_or_default();
            for (at, makes) in
                code.match_indices("Shown::new(").chain(code.match_indices("Value::from("))
            {
                let given = code[at + makes.len()..]
                    .trim_start()
                    .trim_start_matches("format!(")
                    .trim_start();
                let Some(literal) = given.strip_prefix('"').and_then(|text| text.split('"').next())
                else {
                    continue;
                };
                let text =
                    NAMES.iter().fold(literal.to_owned(), |text, name| text.replace(name, ""));
                let outside = text.split('{').map(|part| part.rsplit('}').next().unwrap_or(part));
                let mut letters = outside.flat_map(str::chars).filter(|c| c.is_alphabetic());
                assert!(
                    letters.next().is_none(),
                    "{}: “{literal}” belongs into data/words",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn tables_name_all_that_they_are_asked_for() {
    for language in LANGUAGES {
        let words = language.words();
        for month in 1..=12 {
            assert!(words.month(month).is_some(), "{}: {month}", language.tag);
        }
        for kind in GROUPINGS {
            let called = words.grouping(kind.id).map(|called| (called.among(), called.map()));
            let has = called.map(|(among, map)| (among.is_some(), map.is_some()));
            let meets_its_own = kind.meets.is_some_and(|meets| meets.contains(kind));
            assert_eq!(
                has,
                Some((meets_its_own, kind.map.is_some())),
                "{}: [groupings.{}] with `among` and `map` where its row asks for them",
                language.tag,
                kind.id
            );
        }
        for writer in crate::formats::WRITERS {
            assert!(words.format(writer.id).is_some(), "{}: [formats.{}]", language.tag, writer.id);
        }
        let codes: BTreeSet<&str> = record::languages().collect();
        let texts = texts(language.text);
        let section = |name: &str| -> BTreeSet<&str> {
            let keys = texts.keys().filter_map(|key| key.strip_prefix(name)?.strip_prefix('.'));
            keys.collect()
        };
        assert_eq!(section("languages"), codes, "{}", language.tag);
        let schema = schema();
        let keys = schema["properties"].as_object().unwrap().keys().map(String::as_str);
        let of_their_own = ["key", "source", "title_html", "title_translated", "schema"];
        let keys: BTreeSet<&str> = keys.filter(|key| !of_their_own.contains(key)).collect();
        assert_eq!(section("fields"), keys, "{}", language.tag);
    }
}

#[test]
fn a_site_in_a_language_without_a_file_speaks_english() {
    for tag in ["en", "EN", "en-GB", "xx", ""] {
        assert_eq!(&*Words::of(tag).articles.title(), "Articles", "{tag}");
    }
}

#[test]
fn dates_read_well() {
    let words = Words::of("en");
    for (printed, written, machine) in [
        ("2021 Jul 16", "16 Jul 2021", Some("2021-07-16")),
        ("2018 Nov-Dec", "Nov–Dec 2018", None),
        ("2019 Winter", "Winter 2019", None),
        ("1993–2025", "1993–2025", None),
        ("2020 Jan 3-9", "3–9 Jan 2020", None),
        ("2020", "2020", Some("2020")),
    ] {
        let read = PartialDate::parse_pubmed(printed).unwrap();
        assert_eq!(&*words.written_date(&read), written);
        assert_eq!(super::datetime(&read).as_deref(), machine);
    }
    assert_eq!(&*words.iso_date("2026-03-12"), "12 Mar 2026");
    assert_eq!(&*words.iso_date("spring"), "spring");
}

#[test]
fn numbers_have_their_forms() {
    let words = Words::of("en");
    for (number, written) in
        [(0, "0 articles"), (1, "1 article"), (1_204_000, "1,204,000 articles")]
    {
        assert_eq!(&*words.count.articles(number), written);
    }
    let (before, after) = words.grouping("topics").unwrap().around(1);
    assert_eq!((&*before, &*after), ("", " topic"));
    assert_eq!(&*words.article.editors(2), "editors");
}
