//! Every page of a site of invented, awkward records: HTML, ids, links, privacy, order of headings.

use litdigest::config::{AbstractPolicy, MarkdownOptions, SiteOptions};
use litdigest::content::Content;
use litdigest::formats::Coverage;
use litdigest::grouping::{Fact, Group, Grouping, GroupingKind, Membership};
use litdigest::library::{Ledger, Library};
use litdigest::record::Record;
use litdigest::render::Renderer;
use litdigest::site::{Sources, plan};
use std::collections::{BTreeMap, HashMap};

/// The invented records, one a line.
const RECORDS: &str = include_str!("../fixtures/pages/records.jsonl");

fn records() -> Vec<Record> {
    let mut records: Vec<Record> =
        RECORDS.lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    records.push(crowd(500));
    for record in &mut records {
        record.key = litdigest::record::Key::of(record);
    }
    records
}

/// A paper of many hands.
fn crowd(authors: usize) -> Record {
    let people: Vec<serde_json::Value> = (0..authors)
        .map(|n| {
            serde_json::json!({
                "family": format!("Crowd{n}"), "initials": "A", "affiliations": [n % 40]
            })
        })
        .collect();
    let places: Vec<String> = (0..40).map(|n| format!("Institute {n}, Manytown, Land.")).collect();
    serde_json::from_value(serde_json::json!({
        "key": "", "pmid": "90000500", "title": "A paper of five hundred hands.",
        "authors": people, "affiliations": places,
        "published": {"year": 2019, "month": 5, "text": "2019 May"},
        "journal": {"abbreviation": "J Crowds"}
    }))
    .unwrap()
}

static KINDS: [GroupingKind; 6] = [
    GroupingKind { id: "topics", singular: "Topic", plural: "Topics" },
    GroupingKind { id: "institutions", singular: "Institution", plural: "Institutions" },
    GroupingKind { id: "countries", singular: "Country", plural: "Countries" },
    GroupingKind { id: "authors", singular: "Person", plural: "People" },
    GroupingKind { id: "journals", singular: "Journal", plural: "Journals" },
    GroupingKind { id: "years", singular: "Year", plural: "Years" },
];

/// Simple groupings: enough to give every page kind something to show.
fn groupings(library: &Library) -> Vec<Grouping> {
    KINDS.iter().map(|kind| grouping(kind, library)).collect()
}

fn named(kind: &str, record: &Record) -> Vec<(String, Vec<u32>)> {
    let at = |n: usize| vec![u32::try_from(n).unwrap()];
    let places = record.affiliations.iter().enumerate();
    match kind {
        "topics" => record.keywords.iter().map(|k| (k.text.clone(), vec![])).collect(),
        "institutions" => places
            .map(|(n, text)| (text.split(',').next().unwrap().trim().to_owned(), at(n)))
            .collect(),
        "countries" => places
            .filter_map(|(n, text)| {
                let last = text.trim_end_matches('.').rsplit(',').next()?.trim();
                (!last.contains('@')).then(|| (last.to_owned(), at(n)))
            })
            .collect(),
        "authors" => {
            let people = record.authors.iter().enumerate();
            people
                .filter(|(_, p)| p.collective.is_none())
                .map(|(n, p)| (p.display(), at(n)))
                .collect()
        }
        "journals" => record
            .journal
            .iter()
            .filter_map(|journal| Some((journal.name()?.to_owned(), vec![])))
            .collect(),
        _ => record.year().map(|year| (year.to_string(), vec![])).into_iter().collect(),
    }
}

fn grouping(kind: &'static GroupingKind, library: &Library) -> Grouping {
    let mut labels: BTreeMap<String, (String, Vec<u32>)> = BTreeMap::new();
    for (id, article) in (0u32..).zip(library.articles()) {
        for (label, _) in named(kind.id, &article.record) {
            let key = litdigest::text::fold::fold_name(&label);
            let entry = labels.entry(key).or_insert_with(|| (label, Vec::new()));
            if entry.1.last() != Some(&id) {
                entry.1.push(id);
            }
        }
    }
    let places: HashMap<String, u32> = labels.keys().cloned().zip(0u32..).collect();
    let of_article = library.articles().iter().map(|article| {
        let mut memberships: Vec<Membership> = Vec::new();
        for (label, at) in named(kind.id, &article.record) {
            let group = places[&litdigest::text::fold::fold_name(&label)];
            match memberships.iter_mut().find(|m| m.group == group) {
                Some(known) => known.at.extend(at),
                None => memberships.push(Membership { group, why: "keyword".into(), at }),
            }
        }
        memberships
    });
    Grouping {
        kind,
        of_article: of_article.collect(),
        groups: labels
            .into_iter()
            .map(|(key, (label, members))| Group {
                slug: litdigest::text::slug::slug(&label),
                variants: vec![(label.clone(), 2), (format!("{label}, x@leak.example"), 1)],
                facts: vec![Fact { label: "Invented", value: "yes".into(), group: None }],
                label,
                key,
                members,
                ..Group::default()
            })
            .collect(),
    }
}

fn options() -> SiteOptions {
    SiteOptions {
        title: "The Tide Table".into(),
        description: "What is known about tides, read and sorted.".into(),
        language: "en".into(),
        base_url: Some("https://tides.example/reading/".into()),
        author: Some("the harbour club".into()),
        per_page: 5,
        abstracts: AbstractPolicy::Full,
        nav: Default::default(),
        theme: Default::default(),
    }
}

/// All pages of the invented site.
fn site() -> Vec<(String, Vec<u8>)> {
    let library = Library::from_records(records());
    let groupings = groupings(&library);
    let content = Content::default();
    let options = options();
    let coverage = [Coverage { file: "harbour.txt".into(), records: 42, ..Coverage::default() }];
    let ledger = Ledger { slices: 20, records: library.articles().len(), ..Ledger::default() };
    let sources = Sources {
        library: &library,
        groupings: &groupings,
        content: &content,
        ledger: &ledger,
        coverage: &coverage,
        statics: Vec::new(),
    };
    let (plan, said) = plan(&sources, &options, MarkdownOptions::default());
    assert_eq!(said, [], "planning");
    let renderer = Renderer::new(&[]).unwrap_or_else(|said| panic!("{said:#?}"));
    let page = |(at, route): (usize, String)| match renderer.render(&plan, at) {
        Ok(bytes) => (route, bytes),
        Err(diagnostic) => panic!("{route}: {diagnostic:#?}"),
    };
    plan.routes().into_iter().enumerate().map(page).collect()
}

#[test]
fn every_page_is_rendered() {
    let pages = site();
    if let Some(folder) = option_env!("LITDIGEST_LOOK") {
        for (route, bytes) in &pages {
            let path = std::path::Path::new(folder).join(route);
            #[allow(clippy::disallowed_methods, reason = "a folder to look at, on request")]
            {
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, bytes).unwrap();
            }
        }
    }
    assert!(pages.len() > 100);
}
