//! The files for other programs: the whole library in every format, those of groups, their sizes, keys and limits.

use crate::support::Site;
use litdigest::formats::{WRITERS, Writer};
use std::collections::BTreeSet;

fn records() -> &'static str {
    include_str!("../fixtures/pages/records.jsonl")
}

fn site(settings: &str) -> Site {
    let site = Site::of(&[
        ("litdigest.toml", settings),
        ("content/records/works.jsonl", records()),
        (
            "content/digests/all.md",
            "+++\ntitle = \"All years\"\ndate = 2024-01-02\nyears = [\"2019\", \"2020\", \"2021\"]\n+++\nWords.\n",
        ),
    ]);
    let run = site.run(&["build"]);
    assert!(run.code <= 1, "{}", run.stderr);
    site
}

fn library(writer: &Writer) -> String {
    format!("library.{}", writer.ending())
}

/// What stands on a page between two texts, every time.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Vec<&'t str> {
    text.split(open).skip(1).filter_map(|rest| Some(rest.split_once(close)?.0)).collect()
}

/// The keys of the entries of a BibTeX file.
fn keys(bibtex: &str) -> Vec<&str> {
    let entry = |line: &'_ str| line.starts_with('@');
    let lines = bibtex.lines().filter(|line| entry(line));
    lines.filter_map(|line| Some(line.split_once('{')?.1.trim_end_matches(','))).collect()
}

/// What is published is one library said in every format: each file is what its records, read from the richest, are written as.
#[test]
fn every_file_of_the_library_is_what_convert_writes_of_it() {
    let site = site("");
    assert_eq!(WRITERS.iter().map(library).collect::<BTreeSet<_>>().len(), WRITERS.len());
    for writer in WRITERS {
        let written = site.run(&["convert", "public/library.jsonl", "--to", writer.id]);
        assert_eq!(written.code, 0, "{}", written.stderr);
        assert_eq!(written.stdout, site.page(&library(writer)), "{}", writer.id);
    }
}

#[test]
fn a_group_has_files_whose_sizes_the_pages_say() {
    let site = site("");
    let page = site.page("downloads.html");
    let mut said = 0;
    for row in between(&page, "<tr>", "</tr>") {
        let links = between(row, "<a href=\"", "</a>");
        for link in links.iter().filter(|link| link.contains(" download")) {
            let (route, words) = link.split_once('"').unwrap();
            let size = if route.starts_with("library.") {
                between(row, "<td class=\"number\">", "</td>")[0]
            } else {
                words.split_once('>').unwrap().1
            };
            let bytes = site.page(route).len();
            assert_eq!(size, format!("{} KB", bytes.div_ceil(1_000)), "{route}");
            said += 1;
        }
    }
    let tree = site.tree();
    let files = |folder: &str| {
        tree.keys().filter(|route| route.starts_with(folder) && !route.ends_with(".html")).count()
    };
    assert!(files("topics/") > 0 && files("digests/") == 3 && files("journals/") == 0);
    assert_eq!(said, WRITERS.len() + files("topics/") + files("digests/"));
    // The page of a topic leads to its own files, and says how large they are.
    let topic = tree.keys().find(|route| route.starts_with("topics/") && route.ends_with(".ris"));
    let (topic, page) = topic.map(|ris| (ris, site.page(&ris.replace(".ris", ".html")))).unwrap();
    let name = topic.strip_prefix("topics/").unwrap();
    let size = site.page(topic).len().div_ceil(1_000);
    assert!(
        page.contains(&format!("../topics/{name}\" download>RIS</a> <small>{size} KB")),
        "{page}"
    );
    assert!(site.page("index.html").contains("<a href=\"downloads.html\">Downloads</a>"));
}

/// A key does not depend on which articles stand beside it.
#[test]
fn an_article_has_one_citation_key_in_all_files() {
    let twin = |pmid: u32, topic: &str| {
        format!(
            "{{\"key\":\"\",\"pmid\":\"{pmid}\",\"title\":\"Tides of mud.\",\"authors\":[{{\"family\":\"Reed\"}}],\"published\":\
             {{\"year\":2021,\"text\":\"2021\"}},\"keywords\":[{{\"text\":\"{topic}\"}},{{\"text\":\"Harbour\"}}]}}\n"
        )
    };
    let lines = [twin(91_000_001, "Quay"), twin(91_000_002, "Quay"), twin(91_000_003, "Pier")];
    let site = Site::of(&[
        ("content/records/a.jsonl", &lines.concat()),
        ("content/topics/pier.md", "+++\nname = \"Pier\"\nkeywords = [\"Pier\"]\n+++\n"),
    ]);
    site.build(0);
    let whole = site.page("library.bib");
    let all: BTreeSet<&str> = keys(&whole).into_iter().collect();
    assert_eq!(all.len(), 3, "{all:?}");
    let alone = site.page("topics/pier.bib");
    assert_eq!(keys(&alone), ["reed2021tides-91000003"]);
    assert!(keys(&alone).iter().all(|key| all.contains(key)));
    for key in all {
        assert!(site.page("library.biblatex.bib").contains(&format!("{{{key},")));
    }
}

#[test]
fn the_settings_say_which_groups_have_files() {
    let site = site("[exports]\ngroups = [\"journals\"]\n");
    let tree = site.tree();
    let any = |folder: &str| {
        tree.keys().any(|route| route.starts_with(folder) && route.ends_with(".csv"))
    };
    assert!(any("journals/") && !any("topics/") && !any("digests/"));
    let none = self::site("[exports]\ngroups = []\n");
    assert!(!none.tree().keys().any(|route| route.contains('/') && route.ends_with(".ris")));
    assert!(none.has("library.ris"));
}

#[test]
fn abstracts_that_pages_do_not_show_are_in_no_file() {
    let texts: BTreeSet<String> = records()
        .lines()
        .filter_map(|line| {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            let text = record["abstract"][0]["text"].as_str()?;
            Some(text.split(' ').take(4).collect::<Vec<_>>().join(" "))
        })
        .filter(|text| text.len() > 20)
        .collect();
    assert!(!texts.is_empty());
    let found = |site: &Site, file: &str| {
        let text = site.page(file).split_whitespace().collect::<Vec<_>>().join(" ");
        texts.iter().filter(|words| text.contains(*words)).count()
    };
    let full = site("");
    assert_eq!(found(&full, "library.ris"), texts.len());
    assert!(!full.page("downloads.html").contains("Abstracts belong to their publishers and are"));
    for show in ["excerpt", "none"] {
        let site = site(&format!("[abstracts]\nshow = \"{show}\"\n"));
        for writer in WRITERS {
            assert_eq!(found(&site, &library(writer)), 0, "{show}: {}", writer.id);
        }
        let says = "Abstracts belong to their publishers and are left out of every file.";
        assert!(site.page("downloads.html").contains(says));
    }
}

/// What a spreadsheet would run, what a page would, and records that have nothing to be named by.
#[test]
fn hostile_records_stay_data_in_every_file() {
    let lines = [
        r#"{"key":"","title":"=HYPERLINK(\"https://a.example\",\"x\")","authors":[{"family":"@SUM(A1)"},{"family":"+1+1"}]}"#,
        r#"{"key":"","title":"<script>alert(1)</script></textarea>]]>","keywords":[{"text":"-2+3"}]}"#,
        r#"{"key":"","authors":[{"family":"Reed"}],"published":{"year":2020,"text":"2020"}}"#,
        r#"{"key":"","authors":[{"family":"Reed"}],"published":{"year":2020,"text":"2020"},"volume":"2"}"#,
        r#"{"key":"","title":"Mud\nER  - \nTY  - JOUR\n} @article{x,"}"#,
    ];
    let site = Site::of(&[("content/records/a.jsonl", &(lines.join("\n") + "\n"))]);
    let run = site.run(&["build"]);
    assert!(run.code <= 1, "{}", run.stderr);
    let articles = site.page("library.jsonl").lines().count();
    assert_eq!(articles, lines.len());
    // What has no title is written, and by some readers taken for no record.
    let titled = lines.iter().filter(|line| line.contains("title")).count();
    for writer in WRITERS {
        let name = format!("public/{}", library(writer));
        let read = site.run(&["inspect", &name, "--format", "jsonl"]);
        let read = read.stdout.lines().count();
        assert!((titled..=articles).contains(&read), "{}: {read}", writer.id);
    }
    let table = site.page("library.csv");
    let mut reader =
        csv::ReaderBuilder::new().from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    for row in reader.records() {
        let row = row.unwrap();
        let runs = |cell: &str| cell.starts_with(['=', '+', '@', '-']);
        assert!(!row.iter().any(runs), "{row:?}");
    }
    let bibtex = site.page("library.bib");
    let unique: BTreeSet<String> = keys(&bibtex).iter().map(|key| key.to_lowercase()).collect();
    assert_eq!(unique.len(), articles, "{bibtex}");
}

fn numbered(articles: u32, with_pmid: u32) -> String {
    let line = |number: u32| {
        let pmid = format!("\"pmid\":\"{}\",", 20_000_000 + number);
        let pmid = if number < with_pmid { pmid.as_str() } else { "" };
        format!(
            "{{\"key\":\"\",{pmid}\"title\":\"Study {number}.\",\"published\":{{\"year\":2021,\"text\":\"2021\"}},\
             \"keywords\":[{{\"text\":\"Harbour\"}}]}}\n"
        )
    };
    (0..articles).map(line).collect()
}

/// A search of PubMed where its address is short enough, else the numbers to copy, else only how many there are.
#[test]
fn a_group_leads_to_the_same_articles_in_pubmed() {
    for (articles, with_pmid, has, lacks) in [
        (3, 3, "?term=20000000+20000001+20000002\">Open in PubMed</a></span>", "have a PMID"),
        (3, 2, "Open in PubMed</a> <small>(2 of 3 articles have a PMID)</small>", "to copy"),
        (3, 0, "<p class=\"facts\"><span>3 articles", "PubMed"),
        (230, 225, "225 PMIDs to copy into PubMed</summary>", "?term="),
        (1_100, 1_050, "<span>1,050 of 1,100 articles have a PMID</span>", "to copy"),
    ] {
        let site = Site::of(&[
            (
                "litdigest.toml",
                "[groupings.topics]\nenabled = false\n[groupings.authors]\nenabled = false\n",
            ),
            ("content/records/a.jsonl", &numbered(articles, with_pmid)),
        ]);
        site.build(0);
        let page = site.page("years/2021.html");
        let header = page.split("</header>").nth(1).unwrap_or_default();
        assert!(header.contains(has), "{articles}, {with_pmid}: {header}");
        assert!(!header.contains(lacks), "{articles}, {with_pmid}: {header}");
        if articles > 50 {
            assert!(!site.page("years/2021/2.html").contains("have a PMID"));
        }
    }
}
