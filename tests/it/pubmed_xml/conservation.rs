//! Every word of whole exports is in its record, and every list has as many entries as its element has.

use super::check_account;
use super::walk::{Said, packed, walk};
use crate::corpus::Corpus;
use crate::places;
use serde_json::Value;

/// The bytes as the program is handed them: gzip taken off.
fn unpacked(path: &std::path::Path) -> Vec<u8> {
    if path.extension().is_none_or(|extension| extension != "gz") {
        return places::bytes(path);
    }
    let name = path.to_string_lossy().into_owned();
    litdigest::workspace::read_file(&name).unwrap().0.bytes
}

/// The elements that are records, outermost ones only.
fn slices(text: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut at = 0;
    let begins = |at: usize, name: &str| {
        text[at..].strip_prefix(name).is_some_and(|rest| rest.starts_with(['>', ' ', '\n', '\r']))
    };
    while let Some(found) = text[at..].find('<') {
        at += found;
        let names = ["<PubmedArticle", "<PubmedBookArticle", "<MedlineCitation"];
        let Some(name) = names.into_iter().find(|name| begins(at, name)) else {
            at += 1;
            continue;
        };
        let close = format!("</{}>", &name[1..]);
        let end = at + text[at..].find(&close).unwrap() + close.len();
        out.push((at, &text[at..end]));
        at = end;
    }
    out
}

/// All strings and numbers of a value, packed, apart from each other.
fn haystack(value: &Value, out: &mut String) {
    match value {
        Value::String(text) => {
            out.push('\u{1}');
            out.push_str(&packed(text));
        }
        Value::Number(number) => out.push_str(&format!("\u{1}{number}")),
        Value::Array(list) => list.iter().for_each(|value| haystack(value, out)),
        Value::Object(map) => map.values().for_each(|value| haystack(value, out)),
        _ => {}
    }
}

/// What the format says by the element's place, its type, or a word that a key replaces.
fn is_fixed(said: &Said) -> bool {
    let Some(attribute) = &said.attribute else {
        // 0 means that there is no number.
        return said.element() == "RegistryNumber" && said.text == "0";
    };
    let value = said.text.as_str();
    match attribute.as_str() {
        "Version" => value == "1",
        "ValidYN" | "CompleteYN" | "MajorTopicYN" | "EqualContrib" | "PubStatus" | "Language" => {
            true
        }
        "Status" => matches!(value, "MEDLINE" | "In-Process" | "Publisher"),
        "IdType" => matches!(value, "doi" | "pmc" | "pubmed"),
        "EIdType" => value == "doi",
        "DateType" => value == "Electronic",
        "RefType" => value != "Cites",
        "Source" => value == "ORCID",
        "Type" => said.element() == "AuthorList",
        name => {
            name.starts_with("xmlns") || said.path.iter().any(|element| element.contains("math"))
        }
    }
}

/// A number of a date stands in the record as a number, or as it is written.
fn is_date_part(said: &Said) -> bool {
    matches!(said.element(), "Year" | "Month" | "Day" | "Hour" | "Minute")
}

fn missing(slice: &str, record: &Value) -> Vec<Said> {
    let mut hay = String::new();
    haystack(record, &mut hay);
    let dense: String = hay.chars().filter(|c| *c != '-').collect();
    let has = |said: &Said| {
        let text = packed(&said.text);
        if is_date_part(said) {
            let number = text.trim_start_matches('0');
            return number.is_empty() || hay.contains(number) || hay.contains(&text);
        }
        let bare = text.rsplit('/').next().unwrap_or_default().replace('-', "");
        hay.contains(&text)
            || (said.element() == "Identifier" && dense.contains(&bare))
            || (said.element() == "Initials" && hay.contains(&text.replace('.', "")))
            || said.text.trim() == "aheadofprint"
            || (said.element() == "EndPage" && last_page(record) == text)
    };
    let said = walk(slice).into_iter().filter(|said| !is_fixed(said));
    said.filter(|said| !has(said)).collect()
}

/// The last page, which MEDLINE prints without the digits that it shares with the first: `1471-80`.
fn last_page(record: &Value) -> String {
    let pages = record["pages"].as_str().unwrap_or_default();
    let (first, last) = pages.split_once('-').unwrap_or((pages, pages));
    format!("{}{last}", &first[..first.len().saturating_sub(last.len())])
}

/// Entries that an element holds, and the key that takes them.
fn counts(slice: &str, record: &Value) -> Vec<String> {
    let said = walk(slice);
    let people = |inside: &str| {
        let name = format!("<{inside}");
        slice.matches(&format!("{name}>")).count() + slice.matches(&format!("{name} ")).count()
    };
    let elements = |inside: &str| {
        let filled = |s: &&Said| s.attribute.is_none() && s.element() == inside;
        said.iter().filter(filled).count()
    };
    let length = |key: &str| record[key].as_array().map_or(0, Vec::len);
    let extras = |tag: &str| {
        let list = record["extra"].as_array().map_or(&[][..], Vec::as_slice);
        list.iter().filter(|extra| extra["tag"] == tag).count()
    };
    let subjects = extras("PersonalNameSubject");
    let invalid = extras("Author/invalid") + extras("Investigator/invalid");
    let citing = slice.matches("RefType=").count() - slice.matches("RefType=\"Cites\"").count();
    let table = [
        (
            "people",
            people("Author"),
            length("authors") + length("editors") + extras("Author/invalid"),
        ),
        ("investigators", people("Investigator"), length("investigators")),
        ("last names", elements("LastName"), names(record) + subjects + invalid),
        ("headings", elements("DescriptorName"), length("mesh")),
        ("substances", elements("NameOfSubstance"), length("substances")),
        ("references", people("Reference"), extras("Reference")),
        ("relations", citing, length("related")),
        ("languages", elements("Language"), length("language")),
        ("accessions", elements("AccessionNumber"), length("databanks")),
        ("grants", people("Grant"), length("grants")),
    ];
    let wrong = table.into_iter().filter(|(_, theirs, ours)| theirs != ours);
    wrong.map(|(what, theirs, ours)| format!("{what}: {ours} of {theirs}")).collect()
}

fn names(record: &Value) -> usize {
    let people = ["authors", "editors", "investigators"].map(|key| record[key].as_array());
    people.into_iter().flatten().flatten().filter(|person| person.get("family").is_some()).count()
}

pub(crate) fn check_words(corpus: &Corpus) {
    let mut found = Vec::new();
    for path in corpus.files("pubmed-xml") {
        let name = places::name(&path);
        let bytes = unpacked(&path);
        let reading = places::read(&name, bytes.clone());
        check_account(&reading, &bytes);
        let text = String::from_utf8(bytes).unwrap().replace('\u{feff}', "").replace("\r\n", "\n");
        let slices = slices(&text);
        assert_eq!(slices.len(), reading.records.len(), "{name}");
        assert_eq!(reading.coverage.lines_reported, 0, "{name}");
        for ((at, slice), record) in slices.iter().zip(&reading.records) {
            let line = 1 + text[..*at].matches('\n').count();
            let last = line + slice.matches('\n').count();
            assert_eq!((record.source[0].line, record.source[0].end_line), (line, last), "{name}");
            let json = serde_json::to_value(record).unwrap();
            for said in missing(slice, &json) {
                let at = line + said.line - 1;
                found.push(format!(
                    "{name}:{at}: {:?} {:?} {:?}",
                    said.path, said.attribute, said.text
                ));
            }
            found.extend(
                counts(slice, &json).into_iter().map(|what| format!("{name}:{line}: {what}")),
            );
        }
    }
    assert!(
        found.is_empty(),
        "{} findings:\n{}",
        found.len(),
        found[..found.len().min(60)].join("\n")
    );
}

#[test]
fn a_lost_word_is_found() {
    let slice = "<PubmedArticle><MedlineCitation><PMID>1</PMID><A>one two</A><B c='three'/></MedlineCitation></PubmedArticle>";
    let whole = serde_json::json!({"pmid": "1", "extra": [{"tag": "A", "value": "one two"}, {"tag": "B/@c", "value": "three"}]});
    assert!(missing(slice, &whole).is_empty());
    for (from, to) in [("one two", "one"), ("three", "thre"), ("\"1\"", "\"2\"")] {
        let damaged = whole.to_string().replace(from, to);
        assert_eq!(missing(slice, &serde_json::from_str(&damaged).unwrap()).len(), 1, "{from}");
    }
}
