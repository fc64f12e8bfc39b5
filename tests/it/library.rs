//! Merging: what holds for any records, what the README says of it, and what comes of two exports of one search.

use crate::corpus::Corpus;
use crate::places;
use crate::support::Site;
use litdigest::config::LibraryOptions;
use litdigest::diag::Diagnostic;
use litdigest::formats::{Coverage, Reading};
use litdigest::library::{self, Article, Library, TABLE};
use litdigest::record::Record;
use litdigest::text::fold::fold_name;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};
use std::path::Path;

fn build(files: Vec<Vec<Value>>) -> (Library, Vec<Diagnostic>) {
    let readings = files.into_iter().map(|records| {
        let records = records.into_iter().map(|json| {
            let mut record: Record = Record::from_json(&json.to_string()).unwrap();
            record.finish();
            record
        });
        let coverage = Coverage::default();
        Reading { records: records.collect(), coverage, ..Reading::default() }
    });
    let (library, ledger, said) = library::build(readings.collect(), &LibraryOptions::default());
    assert_eq!(ledger.slices, ledger.records + ledger.merged + ledger.rejected + ledger.excluded);
    (library, said)
}

/// One slice of an article: some of what is known of it, in one of the spellings of exports.
fn slice() -> impl Strategy<Value = Value> {
    let formats = select(vec!["jsonl", "pubmed-xml", "medline", "pubmed-text", "ris", "bibtex"]);
    let title = select(vec![
        "Müller and the β wave of harbour mud.",
        "Mueller and the beta wave of harbour mud",
        "MULLER AND THE BETA WAVE OF HARBOUR MUD",
        "RETRACTED: Müller and the β wave of harbour mud",
        "Muller and the beta wave",
        "The β wave of harbour mud and its pilots",
    ]);
    let people = subsequence(
        vec![
            json!({"family":"Müller","initials":"A"}),
            json!({"family":"Mueller","given":"Anna Maria","orcid":"0000-0002-1825-0097"}),
            json!({"family":"Quay","initials":"B","affiliations":[0]}),
            json!({"family":"Quay","given":"Bert","suffix":"Jr","affiliations":[1]}),
            json!({"family":"Pier","initials":"C","affiliations":[0, 1]}),
            json!({"collective":"The Harbour Group"}),
        ],
        0..5,
    );
    let places = select(vec![
        json!(["Institute of Mud, Anyport.", "Université de l'Eau, Otherport."]),
        json!(["Institute of Mud, Anyport", "Universite de l'Eau, Otherport."]),
        json!(["Harbour Office.", "Dept of Tides."]),
    ]);
    let dates = select(vec![
        json!({"year":2020}),
        json!({"year":2020,"month":5}),
        json!({"year":2020,"month":5,"day":3}),
        json!({"year":2019,"month":12}),
    ]);
    let lists = (
        subsequence(vec!["mud", "Mud", "β wave", "beta wave", "tide"], 0..5),
        subsequence(vec!["Review", "Journal Article", "review"], 0..3),
        subsequence(
            vec![
                json!({"kind":"erratum-in","pmid":"7"}),
                json!({"kind":"erratum-in","doi":"10.5555/e"}),
                json!({"kind":"erratum-in","pmid":"7","doi":"10.5555/e","note":"on page 3"}),
                json!({"kind":"comment-in","citation":"J Tides. 2021;3:4."}),
            ],
            0..4,
        ),
    );
    let scalars = (
        select(vec!["12", "12 Suppl 1", "13"]),
        select(vec!["2591-600", "2591-2600", "e77"]),
        select(vec![
            json!([{"text":"Aim: To know the mud. End: It is known."}]),
            json!([{"label":"AIM","text":"To know the mud."},{"label":"END","text":"It is known."}]),
            json!([{"text":"Aim: To know the mud."}]),
        ]),
        select(vec![
            json!({"abbreviation":"J Tides"}),
            json!({"title":"Journal of Tides","issn":["1234-5678"]}),
            json!({"abbreviation":"Mud Lett","issn":["1234-5678","8765-4321"]}),
        ]),
    );
    let kept = prop::collection::vec(any::<bool>(), 12);
    (formats, title, people, places, (dates.clone(), dates), lists, scalars, kept).prop_map(
        |(format, title, people, places, (published, electronic), lists, scalars, kept)| {
            let mut keep = kept.into_iter();
            let mut record = json!({"pmid": "1", "source": [{"format": format}]});
            let mut put = |key: &str, value: Value| {
                if keep.next().unwrap_or(true) {
                    record[key] = value;
                }
            };
            put("title", json!(title));
            put("published", published);
            put("electronic", electronic);
            put("volume", json!(scalars.0));
            put("pages", json!(scalars.1));
            put("abstract", scalars.2);
            put("journal", scalars.3);
            let words: Vec<Value> = lists.0.iter().map(|word| json!({"text": word})).collect();
            put("keywords", json!(words));
            put("publication_types", json!(lists.1));
            put("related", json!(lists.2));
            record["authors"] = json!(people);
            record["affiliations"] = places;
            record
        },
    )
}

/// Slices as the records of files `0.x`, `1.x` …
fn placed(slices: &[Value]) -> Vec<Value> {
    let placed = slices.iter().enumerate().map(|(at, slice)| {
        let mut slice = slice.clone();
        let origin = &mut slice["source"][0];
        *origin = json!({"file": format!("{at}.x"), "line": 1, "end_line": 9, "format": origin["format"]});
        slice
    });
    placed.collect()
}

/// What a reader takes for the same: no marks, blanks, case or accents, transliteration undone.
fn folded(text: &str) -> String {
    let text = text.replace('β', "beta").replace("RETRACTED:", "");
    let mut out = String::new();
    for c in fold_name(&text).chars().filter(|c| *c != ' ') {
        if c != 'e' || !out.ends_with(['a', 'o', 'u']) {
            out.push(c);
        }
    }
    out
}

/// Every text of a value, but for where it came from.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(map) if map.contains_key("year") => {
            let part = |key: &str| map.get(key).and_then(Value::as_u64);
            let mut date = map["year"].to_string();
            for part in [part("month"), part("day")].into_iter().flatten() {
                date.push_str(&format!("-{part:02}"));
            }
            found.push(date);
        }
        Value::Object(map) => {
            let all =
                map.iter().filter(|(key, _)| !["key", "source", "kind"].contains(&key.as_str()));
            all.for_each(|(_, item)| texts(item, found));
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn merging_does_not_depend_on_the_order_of_files(
        slices in prop::collection::vec(slice(), 2..5),
        order in prop::collection::vec(any::<u32>(), 5),
    ) {
        let straight = placed(&slices);
        let mut shuffled: Vec<(u32, Value)> = order.into_iter().zip(straight.clone()).collect();
        shuffled.sort_by_key(|(order, _)| *order);
        let (one, said) = build(straight.into_iter().map(|record| vec![record]).collect());
        let (two, again) = build(shuffled.into_iter().map(|(_, record)| vec![record]).collect());
        let records = |library: &Library| -> Vec<Record> {
            library.articles().iter().map(|article| Record::clone(&article.record)).collect()
        };
        prop_assert_eq!(records(&one), records(&two));
        let given = |library: &Library| format!("{:?}", library.articles().iter().map(|a| &a.given).collect::<Vec<_>>());
        prop_assert_eq!(given(&one), given(&two));
        let sorted = |said: Vec<Diagnostic>| {
            let mut said: Vec<String> = said.iter().map(|d| format!("{d:?}")).collect();
            said.sort();
            said
        };
        prop_assert_eq!(sorted(said), sorted(again));
    }

    #[test]
    fn merging_a_record_with_itself_changes_nothing(slice in slice()) {
        let one = placed(std::slice::from_ref(&slice));
        let two = placed(&[slice.clone(), slice]);
        let bare = |library: &Library| Record { source: Vec::new(), ..Record::clone(&library.articles()[0].record) };
        let (alone, _) = build(vec![one]);
        let (twice, said) = build(vec![two]);
        prop_assert_eq!(bare(&alone), bare(&twice));
        prop_assert!(said.is_empty(), "{:?}", said);
    }

    #[test]
    fn nothing_that_a_source_says_is_lost(slices in prop::collection::vec(slice(), 2..5)) {
        let (library, said) = build(vec![placed(&slices)]);
        prop_assert_eq!(library.articles().len(), 1);
        let mut there = Vec::new();
        texts(&serde_json::to_value(&library.articles()[0].record).unwrap(), &mut there);
        there.extend(said.iter().map(|d| d.message.clone()));
        let all: String = there.iter().map(|text| folded(text)).collect::<Vec<_>>().join(" ");
        for slice in &slices {
            let mut said_there = Vec::new();
            texts(slice, &mut said_there);
            for text in said_there {
                // "2591-600" is "2591-2600"; an initial is in the full name; a flat abstract has its labels inside.
                let known = all.contains(&folded(&text))
                    || (text == "2591-600" && all.contains("25912600"))
                    || (text == "2591-2600" && all.contains("2591600"))
                    || (text.starts_with("Aim: ") && all.contains(&folded("To know the mud.")));
                prop_assert!(known, "{:?} is in neither {:#?}", text, there);
            }
        }
    }
}

#[test]
fn the_readme_states_the_order_that_is_kept() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(readme).unwrap();
    let (_, section) = readme.split_once("\n## How records are merged").unwrap();
    let rows: Vec<&str> =
        section.lines().filter(|line| line.starts_with("| `")).take(TABLE.len()).collect();
    let expected: Vec<String> =
        TABLE.iter().map(|row| format!("| `{}` | {} |", row.key, row.rule)).collect();
    assert_eq!(rows, expected, "{}", expected.join("\n"));
}

/// The fields of an article that more than one of its sources could have given.
fn sources_of(article: &Article, key: &str) -> Vec<String> {
    let given = article.given.iter().filter(|given| given.key() == key);
    given.map(|given| article.record.source[given.source()].format.clone()).collect()
}

/// Two exports of one search: each article once, with what either has.
pub(crate) fn check_merging(corpus: &Corpus) {
    let search = corpus.search();
    let paths = [search.abstract_text, search.medline];
    let readings: Vec<Reading> =
        paths.iter().map(|path| places::read(&places::name(path), places::bytes(path))).collect();
    assert!(readings.iter().all(|reading| reading.records.len() == search.articles));
    let (library, ledger, said) = library::build(readings, &LibraryOptions::default());
    assert_eq!((ledger.records, ledger.merged), (search.articles, search.articles));
    // Sources that differ: MEDLINE is from a later day than the abstract text, and prints some words otherwise.
    let mut left: Vec<String> = Vec::new();
    for diagnostic in &said {
        let code = diagnostic.code.id;
        assert_ne!(code, "merged-conflict", "{diagnostic:?}");
        assert_ne!(code, "conflicting-identifiers", "{diagnostic:?}");
        if code == "merged-difference" {
            let fields = diagnostic.message.split_once(": ").unwrap().1.split("”; ");
            let fields = fields.map(|field| field.split(" “").next().unwrap());
            left.extend(
                fields.map(|field| format!("{} {field}", diagnostic.key.as_deref().unwrap())),
            );
        }
    }
    left.sort();
    // A book that is revised each year: its copyright line and its year.
    let known: &[&str] =
        if corpus.is_real() { &["28723019 book", "28723019 copyright"] } else { &[] };
    assert_eq!(left, known, "the differences that are left");
    for article in library.articles() {
        let sources = article.record.source.iter();
        let mut formats: Vec<&str> = sources.map(|origin| origin.format.as_str()).collect();
        formats.sort_unstable();
        assert_eq!(formats, ["medline", "pubmed-text"], "{}", article.record.key);
        assert_eq!(sources_of(article, "title").len(), 1, "{}", article.record.key);
        assert_eq!(sources_of(article, "entered"), ["medline"], "{}", article.record.key);
    }
}

/// A record as a line of JSON, which begins with its key.
fn line(record: &Value) -> String {
    record.to_string().replacen('{', "{\"key\":\"\",", 1)
}

/// The pages of a merged article: its former addresses lead to it, and it says which file gave what.
#[test]
fn former_addresses_redirect_and_the_page_says_what_came_from_where() {
    let record = |fields: Value| line(&fields);
    let site = Site::of(&[
        (
            "content/records/a.jsonl",
            &record(
                json!({"pmid":"90000001","doi":"10.5555/a","title":"Harbour mud in winter.","volume":"3"}),
            ),
        ),
        (
            "content/records/b.jsonl",
            &record(json!({"doi":"10.5555/a","title":"Harbour mud in winter.","pages":"7-9"})),
        ),
        (
            "content/records/c.jsonl",
            &record(
                json!({"pmcid":"PMC90000001","doi":"10.5555/a","title":"Harbour mud in winter."}),
            ),
        ),
        (
            "content/records/d.jsonl",
            &record(
                json!({"title":"Mud of the harbour.","authors":[{"family":"Quay"}],"published":{"year":2020}}),
            ),
        ),
        (
            "content/records/e.jsonl",
            &record(json!({"doi":"10.5555/e","title":"Pilots.","issue":"4"})),
        ),
        (
            "litdigest.toml",
            "same = [{ ids = [\"90000001\", \"quay-2020-mud-of-the-harbour\"] }]\ncorrect = [{ id = \"10.5555/e\", pmid = \"90000005\" }]\n",
        ),
    ]);
    let run = site.build(0);
    assert!(run.stderr.contains("2 articles from 5 files (5 records: 3 merged)"), "{}", run.stderr);
    for (former, now) in [
        ("10-5555-a", "90000001"),
        ("pmc90000001", "90000001"),
        ("quay-2020-mud-of-the-harbour", "90000001"),
        ("10-5555-e", "90000005"),
    ] {
        let page = site.page(&format!("articles/{former}.html"));
        assert!(page.contains(&format!("url=../articles/{now}.html")), "{former}: {page}");
        assert!(site.has(&format!("articles/{now}.html")));
    }
    let page = site.page("articles/90000001.html");
    for words in [
        "Which source gave what",
        "<th scope=\"row\">Pages</th><td><code>b.jsonl:1</code></td>",
        "<th scope=\"row\">Volume</th><td><code>a.jsonl:1</code></td>",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!site.page("articles/90000005.html").contains("Which source gave what"));
}

/// Every place that prints the title of a retracted article says so in words.
#[test]
fn the_title_of_a_retracted_article_is_marked_everywhere() {
    let records = [
        json!({"pmid":"90000001","title":"RETRACTED: Harbour mud in winter.","published":{"year":2020},"journal":{"abbreviation":"J Tides"},"volume":"1","pages":"1","authors":[{"family":"Quay"}],"keywords":[{"text":"mud"}]}),
        json!({"pmid":"90000002","title":"Harbour mud in spring.","published":{"year":2021},"keywords":[{"text":"mud"}],"related":[{"kind":"comment-on","pmid":"90000001"}]}),
        json!({"pmid":"90000003","title":"Harbour mud in autumn.","published":{"year":2022},"keywords":[{"text":"mud"}]}),
        json!({"pmid":"90000004","title":"Retraction: Harbour mud in autumn.","published":{"year":2023},"related":[{"kind":"retraction-of","pmid":"90000003"}]}),
    ];
    let lines: Vec<String> = records.iter().map(line).collect();
    let site = Site::of(&[
        ("content/records/a.jsonl", &lines.join("\n")),
        ("litdigest.toml", "[groupings.authors]\nmin = 1\n"),
    ]);
    site.build(0);
    // The box to copy from has titles as sources print them; there each form says it in its own words.
    let parted = |route: &str| {
        let page = site.page(route);
        let Some((before, rest)) = page.split_once("<section class=\"hang cite-box\"") else {
            return (page, String::new());
        };
        let (copied, behind) = rest.split_once("</section>").unwrap();
        (format!("{before}{behind}"), copied.to_owned())
    };
    for route in ["articles/90000001.html", "articles/90000003.html"] {
        let (_, copied) = parted(route);
        let forms: Vec<&str> = copied.split(" class=\"cited\"").skip(1).collect();
        assert_eq!(forms.len(), 6, "{route}: {copied}");
        for form in forms {
            assert!(form.to_lowercase().contains("retract"), "{route}: {form}");
        }
    }
    let text = |route: &str| {
        let (page, _) = parted(route);
        let mut out = String::new();
        let mut inside = false;
        for c in page.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                _ if !inside => out.push(c),
                _ => {}
            }
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for (route, title, marked) in [
        ("index.html", "Harbour mud in winter", true),
        ("index.html", "Harbour mud in autumn", true),
        ("articles/index.html", "Harbour mud in winter", true),
        ("years/2020.html", "Harbour mud in winter", true),
        ("authors/quay.html", "Harbour mud in winter", true),
        ("articles/90000001.html", "Harbour mud in winter", true),
        ("articles/90000003.html", "Harbour mud in autumn", true),
        // Next to it, and about it.
        ("articles/90000002.html", "Harbour mud in winter", true),
        ("articles/90000002.html", "Harbour mud in spring", false),
        ("articles/90000004.html", "Retraction: Harbour mud in autumn", false),
    ] {
        let text = text(route);
        assert!(text.contains(title), "{route}: {title}: {text}");
        let found = text.match_indices(title);
        for (at, _) in found {
            let before = &text[..at];
            // "Retraction: …" holds the other's title.
            if !before.ends_with("Retraction: ") {
                assert_eq!(
                    before.trim_end().ends_with("[Retracted]"),
                    marked,
                    "{route}: {title}: {text}"
                );
            }
        }
        assert!(!text.contains("RETRACTED:"), "{route}");
    }
    // And whatever other pages there are, now or later.
    for route in site.tree().keys().filter(|route| route.ends_with(".html")) {
        let text = text(route);
        for title in ["Harbour mud in winter", "Harbour mud in autumn"] {
            for (at, _) in text.match_indices(title) {
                let before = text[..at].trim_end();
                let marked = before.ends_with("[Retracted]") || before.ends_with("Retraction:");
                assert!(marked, "{route}: {title} stands without its mark: {text}");
            }
        }
    }
}
