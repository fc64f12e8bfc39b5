//! The record's own JSON as programs see it: its version, records of the first, records without a title, and supplementary
//! concepts from reading to the page.

use crate::places::{bytes, fixtures, read};
use crate::support::Site;
use litdigest::formats;
use litdigest::record::Record;
use serde_json::{Value, json};

fn json_of(record: &Record) -> Value {
    serde_json::to_value(record).unwrap()
}

#[test]
fn lines_of_both_versions_are_read_and_a_later_one_is_named() {
    let lines = [
        // The first version: of an article and of a chapter.
        r#"{"key":"a","title":"A.","revised":{"year":2020,"text":"2020"}}"#,
        r#"{"key":"b","title":"B.","book":{"title":"C"},"revised":{"year":2020,"text":"2020"}}"#,
        r#"{"schema":2,"key":"d","title":"D.","revised":{"year":2020,"text":"2020"}}"#,
        r#"{"schema":3,"key":"e","title":"E.","news":[1]}"#,
        r#"{"title":"F.","news":[1],"schema":4}"#,
    ];
    let reading = read("x", (lines.join("\n") + "\n").into_bytes());
    assert_eq!(reading.coverage.format, "jsonl");
    let revised: Vec<(bool, bool)> = reading
        .records
        .iter()
        .map(|record| (record.revised.is_some(), record.record_revised.is_some()))
        .collect();
    assert_eq!(revised, [(false, true), (true, false), (true, false)]);
    assert!(reading.records.iter().all(|record| json_of(record)["schema"] == 2));
    let said: Vec<(&str, usize, bool)> = (reading.diagnostics.iter())
        .map(|said| {
            let line = said.place.as_ref().unwrap().line;
            (said.code.id, line, said.message.contains(&format!("schema {}", line - 1)))
        })
        .collect();
    assert_eq!(said, [("rejected-record", 4, true), ("rejected-record", 5, true)]);
    // A file that begins with a later version is still known for what it is.
    for line in &lines[3..] {
        let reading = read("x", format!("{line}\n").into_bytes());
        assert_eq!((reading.coverage.format.as_str(), reading.diagnostics.len()), ("jsonl", 1));
    }
}

/// What a CSL item or a table of the first version kept of an article's last change is no revision of the work.
#[test]
fn other_files_of_the_first_version_mean_what_they_meant() {
    let csl = r#"[{"id":"a","type":"article-journal","title":"A","custom":{"litdigest":{"revised":{"year":2020,"text":"2020"}}}}]"#;
    let mut record = Record { title: "A.".to_owned(), ..Record::default() };
    record.record_revised = litdigest::record::PartialDate::parse_pubmed("2020 May 3");
    record.finish();
    let table = formats::write("csv", &[&record]).unwrap().0;
    // The columns of the first version, in which the day stood under the other name.
    let lines: Vec<Vec<&str>> = table.lines().map(|line| line.split(',').collect()).collect();
    let first = |cells: &[&str]| -> String {
        let kept = lines[0].iter().zip(cells);
        let kept = kept.filter(|(name, _)| !["revised", "supplementary"].contains(*name));
        kept.map(|(_, cell)| cell.replace("record_revised", "revised"))
            .collect::<Vec<_>>()
            .join(",")
    };
    let old = format!("{}\r\n{}\r\n", first(&lines[0]), first(&lines[1]));
    for (text, name) in [(csl.to_owned(), "CSL"), (table, "table"), (old, "old table")] {
        let reading = read("x", text.clone().into_bytes());
        let record = reading.records.first().unwrap_or_else(|| panic!("{name}: {text}"));
        let found = (record.revised.is_some(), record.record_revised.is_some());
        assert_eq!(found, (false, true), "{name}: {text}");
    }
}

#[test]
fn a_record_without_title_has_a_page_and_a_line_in_every_list() {
    let lines = [
        r#"{"authors":[{"family":"Doe","initials":"J"}],"journal":{"title":"Journal of Tea"},"published":{"year":2020,"text":"2020"}}"#,
        r#"{"authors":[{"family":"Moe","initials":"J"}],"abstract":[{"text":"Tea was drunk."}]}"#,
        r#"{"authors":[{"family":"Roe","initials":"J"}],"vernacular_title":"Der Tee"}"#,
        r#"{"volume":"3"}"#,
    ];
    let site = Site::of(&[("content/records/a.jsonl", &(lines.join("\n") + "\n"))]);
    let run = site.run(&["build"]);
    assert!(run.code == 1 && run.stderr.contains("without content"), "{}", run.stderr);
    let page = |key: &str| {
        std::fs::read_to_string(site.path(&format!("public/articles/{key}.html"))).unwrap()
    };
    assert!(page("doe-2020-journal-of-tea").contains("<span id=\"title\">[No title]</span></h1>"));
    assert!(
        page("doe-2020-journal-of-tea").contains("<title>[No title] (doe-2020-journal-of-tea)")
    );
    assert!(page("moe").contains("Tea was drunk."));
    let list = page("index");
    assert!(list.matches("[No title]").count() == 2 && list.contains("Der Tee"), "{list}");
    let table = site.run(&["inspect", "content/records/a.jsonl", "--format", "table"]).stdout;
    assert!(table.contains("[No title]"), "{table}");
}

/// One concept said in XML, by `NM` and by `RN` without a number: the same list, no substance, and there on the page.
#[test]
fn supplementary_concepts_are_no_substances() {
    let xml = read("supplementary.xml", bytes(&fixtures("pubmed-xml").join("supplementary.xml")));
    let [record] = xml.records.as_slice() else { panic!("{:?}", xml.diagnostics) };
    let expected = json!([
        {"name": "Invented fever, type 1", "ui": "C900001", "type": "Disease"},
        {"name": "Inventus virus", "ui": "C900002", "type": "Organism"},
    ]);
    assert_eq!(json_of(record)["supplementary"], expected);
    let substances = json!([
        {"name": "Teacillin", "registry_number": "58-08-2", "ui": "D900001"},
        {"name": "cupamine", "ui": "C900003"},
    ]);
    assert_eq!(json_of(record)["substances"], substances);
    let nbib = "PMID- 90000001\nTI  - A cup.\nNM  - Teacillin\nNM  - Invented fever, type 1\n\
                RN  - 58-08-2 (Teacillin)\nRN  - Inventus virus\nRN  - 50-00-0\nRN  - EC 1.2.3\nDP  - 2020\n";
    let nbib = read("x", nbib.as_bytes().to_vec());
    let names = |record: &Record| {
        let concepts = record.supplementary.iter().map(|one| one.name.clone());
        let substances = record.substances.iter().map(|one| one.name.clone());
        (concepts.collect::<Vec<_>>(), substances.collect::<Vec<_>>())
    };
    let (concepts, substances) = names(&nbib.records[0]);
    assert_eq!(concepts, ["Invented fever, type 1", "Inventus virus"]);
    assert_eq!(substances, ["Teacillin", "50-00-0", "EC 1.2.3"]);
    // Written back under the tag that says so.
    let (text, unsaid) = formats::write("nbib", &[record]).unwrap();
    assert!(text.contains("\nNM  - Invented fever, type 1\nNM  - Inventus virus\n"), "{text}");
    assert!(unsaid[0].what.iter().any(|what| what == "supplementary.type"), "{unsaid:?}");
    let back = read("x", text.into_bytes());
    assert_eq!(names(&back.records[0]), names(record));
    // The table keeps all of it.
    let (text, _) = formats::write("csv", &[record]).unwrap();
    assert_eq!(json_of(&read("x", text.into_bytes()).records[0])["supplementary"], expected);
    // On the page.
    let input = bytes(&fixtures("pubmed-xml").join("supplementary.xml"));
    let site = Site::empty().with("content/records/a.xml", &input);
    assert_eq!(site.run(&["build"]).code, 0);
    let page = std::fs::read_to_string(site.path("public/articles/90000001.html")).unwrap();
    let section =
        page.split("id=\"supplementary\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(
        section
            .contains("record/ui?ui=C900001\">Invented fever, type 1</a> <small>disease</small>"),
        "{section}"
    );
    let substances =
        page.split("id=\"substances\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(!substances.contains("Invented") && substances.contains("cupamine"), "{substances}");
    // The day on which the database changed the record is no revision of the work.
    assert!(page.contains("Record last changed by its database on 3 May 2021"), "{page}");
    assert!(!page.contains("revised"), "{page}");
}
