//! The groupings of small libraries: what belongs together, what stays apart, why, and that nothing depends on order.

use crate::support::SEED;
use litdigest::config::GroupingOptions;
use litdigest::content::{self, Content};
use litdigest::diag::Diagnostic;
use litdigest::formats;
use litdigest::grouping::{self, GROUPINGS, Group, Grouping};
use litdigest::library::Library;
use litdigest::record::Record;
use litdigest::site::why::reason;
use litdigest::text::file::TextFile;
use litdigest::workspace::Input;
use serde_json::{Value, json};

/// Profiles from their files: path below `content/` and text.
fn content(files: &[(&str, &str)]) -> Content {
    let files: Vec<TextFile> = files
        .iter()
        .map(|(path, text)| TextFile {
            path: (*path).into(),
            file: format!("content/{path}").into(),
            text: (*text).to_owned(),
        })
        .collect();
    let (content, said) = content::build(&files, false);
    assert!(said.is_empty(), "{said:#?}");
    content
}

/// Records from the keys that matter; each gets a PMID by its place.
fn library(records: &[Value]) -> Library {
    let read = |(at, value): (usize, &Value)| {
        let mut value = value.clone();
        value["key"] = json!((90_000_001 + at).to_string());
        value["pmid"] = value["key"].clone();
        serde_json::from_value::<Record>(value).unwrap()
    };
    Library::from_records(records.iter().enumerate().map(read).collect())
}

fn build(library: &Library, content: &Content) -> (Vec<Grouping>, Vec<Diagnostic>) {
    grouping::build(library, content, &GroupingOptions::default())
}

fn of<'g>(groupings: &'g [Grouping], id: &str) -> &'g Grouping {
    groupings.iter().find(|grouping| grouping.kind.id == id).unwrap()
}

fn labels(groupings: &[Grouping], id: &str) -> Vec<String> {
    of(groupings, id).groups.iter().map(|group| group.label.clone()).collect()
}

fn group<'g>(groupings: &'g [Grouping], id: &str, label: &str) -> &'g Group {
    let found = of(groupings, id).groups.iter().find(|group| group.label == label);
    found.unwrap_or_else(|| panic!("no {label:?} in {:?}", labels(groupings, id)))
}

/// The reasons of an article for its groups, by label.
fn reasons(grouping: &Grouping, article: usize) -> Vec<(String, String)> {
    let label = |place: u32| grouping.groups[place as usize].label.clone();
    grouping.of_article[article].iter().map(|m| (label(m.group), reason(&m.why))).collect()
}

fn seed() -> Library {
    let input = Input { file: "seed.txt".into(), bytes: SEED.as_bytes().to_vec() };
    Library::from_records(formats::read(input).records)
}

#[test]
fn the_registry_is_the_order_of_the_result() {
    let (groupings, _) = build(&seed(), &Content::default());
    let ids: Vec<&str> = groupings.iter().map(|grouping| grouping.kind.id).collect();
    assert_eq!(
        ids,
        ["topics", "institutions", "countries", "authors", "journals", "years", "types"]
    );
    assert_eq!(ids.len(), GROUPINGS.len());
}

#[test]
fn the_seed_alone_without_rules() {
    let (groupings, said) = build(&seed(), &Content::default());
    assert!(said.is_empty(), "{said:#?}");
    let topics = labels(&groupings, "topics");
    for topic in ["Amyotrophic lateral sclerosis", "Skeletal muscle"] {
        assert!(topics.contains(&topic.to_owned()), "{topics:?}");
    }
    assert!(topics.len() <= 6, "{topics:?}");
    assert_eq!(
        labels(&groupings, "institutions"),
        [
            "Biodonostia Health Research Institute",
            "CIBERNED",
            "Osakidetza Basque Health Service",
            "University of the Basque Country",
        ]
    );
    let university = group(&groupings, "institutions", "University of the Basque Country");
    assert_eq!(university.variants.len(), 2, "both affiliations are on one page");
    assert_eq!(university.facts[0].value, "Spain");
    assert_eq!(of(&groupings, "institutions").of_article[0].last().unwrap().at, [3, 4]);
    assert_eq!(labels(&groupings, "countries"), ["Spain"]);
    assert_eq!(labels(&groupings, "years"), ["2021"]);
    assert_eq!(labels(&groupings, "journals"), ["J Pers Med"]);
    assert_eq!(labels(&groupings, "authors").len(), 8);
}

#[test]
fn rules_decide_and_say_why() {
    let library = library(&[
        json!({"title": "Purple wombats."}),
        json!({"title": "On their food.", "abstract": [{"text": "The purple-wombat eats grass."}]}),
        json!({"title": "Purple. Wombats."}),
        json!({"title": "A purple wombat in captivity."}),
        json!({"title": "Wombatology today."}),
        json!({"title": "No animals.", "keywords": [{"text": "Wombat, purple"}]}),
        json!({"title": "No words.", "mesh": [{"descriptor": "Wombats, Purple"}]}),
    ]);
    let content = content(&[(
        "topics/wombat.md",
        "+++\nname = \"Wombats\"\nany = [\"purple wombat\", \"wombatolog*\"]\nnot = [\"captivity\"]\n\
         mesh = [\"Purple Wombats\"]\n+++\n",
    )]);
    let (groupings, _) = build(&library, &content);
    let topics = of(&groupings, "topics");
    let wombats = group(&groupings, "topics", "Wombats");
    let mut met: Vec<(String, String)> = Vec::new();
    for article in &wombats.members {
        let key = library.articles()[*article as usize].record.key.to_string();
        let why = reasons(topics, *article as usize);
        met.push((key, why.into_iter().find(|(label, _)| label == "Wombats").unwrap().1));
    }
    met.sort();
    let expected = [
        ("90000001", "rule: “purple wombat” in the title"),
        ("90000002", "rule: “purple wombat” in the abstract"),
        ("90000005", "rule: “wombatolog*” in the title"),
        ("90000007", "rule: MeSH heading “Purple Wombats”"),
    ];
    let expected: Vec<(String, String)> =
        expected.iter().map(|(key, why)| ((*key).to_owned(), (*why).to_owned())).collect();
    assert_eq!(met, expected);
}

#[test]
fn all_asks_for_every_phrase() {
    let library = library(&[
        json!({"title": "Wombats and grass."}),
        json!({"title": "Wombats.", "abstract": [{"text": "They eat grasses."}]}),
        json!({"title": "Wombats and leaves."}),
    ]);
    let content = content(&[(
        "topics/diet.md",
        "+++\nname = \"Diet\"\nall = [\"wombat\", \"grass\"]\n+++\n",
    )]);
    let (groupings, _) = build(&library, &content);
    assert_eq!(group(&groupings, "topics", "Diet").members.len(), 2);
}

#[test]
fn a_parent_holds_the_articles_of_its_children() {
    let library = library(&[json!({"title": "Purple wombats."}), json!({"title": "Marsupials."})]);
    let content = content(&[
        ("topics/marsupials.md", "+++\nname = \"Marsupials\"\nany = [\"marsupial\"]\n+++\n"),
        (
            "topics/wombats.md",
            "+++\nname = \"Wombats\"\nany = [\"wombat\"]\nparent = \"marsupials\"\n+++\n",
        ),
    ]);
    let (groupings, said) = build(&library, &content);
    assert!(said.is_empty(), "{said:#?}");
    let topics = of(&groupings, "topics");
    let parent = group(&groupings, "topics", "Marsupials");
    assert_eq!(parent.members.len(), 2);
    let child = group(&groupings, "topics", "Wombats");
    assert_eq!(topics.groups[child.parent.unwrap() as usize].label, "Marsupials");
    assert!(reasons(topics, 0).contains(&("Marsupials".into(), "includes “Wombats”".into())));
}

/// Profiles, and the codes that they lead to with the file that each points at.
fn check_profiles(files: &[(&str, &str)], expected: &[(&str, &str)]) -> Vec<Grouping> {
    let library =
        library(&[json!({"title": "Purple wombats.", "affiliations": ["Quux University, Peru"]})]);
    let (groupings, said) = build(&library, &content(files));
    let found: Vec<(&str, String)> = said
        .iter()
        .map(|said| (said.code.id, said.place.as_ref().unwrap().file.to_string()))
        .collect();
    let expected: Vec<(&str, String)> =
        expected.iter().map(|(code, file)| (*code, format!("content/{file}"))).collect();
    assert_eq!(found, expected, "{said:#?}");
    groupings
}

#[test]
fn profiles_that_cannot_be_are_reported() {
    let wombats = "+++\nname = \"Wombats\"\nany = [\"wombat\"]\n+++\n";
    check_profiles(
        &[("topics/a.md", wombats), ("topics/b.md", wombats)],
        &[("duplicate-profile", "topics/b.md")],
    );
    check_profiles(
        &[
            ("topics/a.md", "+++\nname = \"A\"\nany = [\"wombat\"]\nparent = \"B\"\n+++\n"),
            ("topics/b.md", "+++\nname = \"B\"\nany = [\"purple\"]\nparent = \"A\"\n+++\n"),
        ],
        &[("parent-cycle", "topics/a.md")],
    );
    check_profiles(
        &[("topics/a.md", "+++\nname = \"A\"\nany = [\"wombat\"]\nparent = \"Nothing\"\n+++\n")],
        &[("unused-setting", "topics/a.md")],
    );
    let groupings = check_profiles(
        &[
            ("topics/unmet.md", "+++\nname = \"Unmet\"\n+++\n"),
            ("topics/prose.md", "+++\nname = \"Prose\"\n+++\nText.\n"),
        ],
        &[("empty-profile", "topics/prose.md"), ("empty-profile", "topics/unmet.md")],
    );
    assert!(group(&groupings, "topics", "Prose").members.is_empty());
    assert!(!labels(&groupings, "topics").contains(&"Unmet".to_owned()));
}

#[test]
fn hidden_groups_keep_their_page() {
    let groupings = check_profiles(
        &[("topics/a.md", "+++\nname = \"Wombats\"\nany = [\"wombat\"]\nhidden = true\n+++\n")],
        &[],
    );
    assert!(group(&groupings, "topics", "Wombats").hidden);
}

#[test]
fn the_curators_aliases_win() {
    let library = library(&[json!({"title": "Wombats.", "affiliations": [
        "Quux University, Mudville, Peru",
        "Wombat Burrow, Elbo Institute, Mudville, Peru",
        "Quux University Hospital, Mudville, Peru",
    ]})]);
    let content = content(&[(
        "institutions/quux.md",
        "+++\nname = \"The Great Quux\"\naliases = [\"Quux University\", \"Elbo Institute\"]\n\
         not_aliases = [\"Quux University Hospital\"]\ncountry = \"Peru\"\n+++\n",
    )]);
    let (groupings, said) = build(&library, &content);
    assert!(said.is_empty(), "{said:#?}");
    assert_eq!(labels(&groupings, "institutions"), ["Quux University Hospital", "The Great Quux"]);
    assert_eq!(of(&groupings, "institutions").of_article[0][0].at, [0, 1]);
    assert_eq!(
        reason(&of(&groupings, "institutions").of_article[0][0].why),
        "alias “Quux University”"
    );
}

/// A byline as `Family, Given | Initials @ institution letter + co-authors # ORCID`; all parts but the family may be
/// missing.
fn paper(byline: &str) -> Value {
    let (rest, orcid) = byline.split_once('#').unwrap_or((byline, ""));
    let (rest, others) = rest.split_once('+').unwrap_or((rest, ""));
    let (rest, place) = rest.split_once('@').unwrap_or((rest, ""));
    let (names, initials) = rest.split_once('|').unwrap_or((rest, ""));
    let (family, given) = names.split_once(',').unwrap_or((names, ""));
    let mut person = json!({"family": family.trim()});
    for (key, value) in [("given", given), ("initials", initials), ("orcid", orcid)] {
        if !value.trim().is_empty() {
            person[key] = json!(value.trim());
        }
    }
    let mut authors = vec![person];
    let mut affiliations = Vec::new();
    if !place.trim().is_empty() {
        authors[0]["affiliations"] = json!([0]);
        affiliations.push(format!("University of {}, Mudville, Peru", place.trim()));
    }
    let others = others.split(',').map(str::trim).filter(|name| !name.is_empty());
    authors.extend(others.map(|name| {
        let (family, initials) = name.split_once(' ').unwrap();
        json!({"family": family, "initials": initials})
    }));
    json!({"title": "A paper.", "authors": authors, "affiliations": affiliations})
}

/// How many people with the family name Wombat these papers have, alone or among many of that name.
fn wombats(papers: &[&str], crowd: &[&str]) -> usize {
    let records: Vec<Value> = papers.iter().chain(crowd).map(|byline| paper(byline)).collect();
    let (groupings, said) = build(&library(&records), &Content::default());
    assert!(said.is_empty(), "{said:#?}");
    let ours = papers.len();
    let authors = of(&groupings, "authors");
    let mut met: Vec<u32> =
        authors.of_article.iter().take(ours).map(|memberships| memberships[0].group).collect();
    met.sort_unstable();
    met.dedup();
    met.len()
}

#[test]
fn a_name_joins_with_support_only() {
    for (papers, people) in [
        // Nothing but the name.
        (&["Wombat | PQ", "Wombat | PQ"][..], 2),
        // An institution, a co-author, a full given name, an ORCID.
        (&["Wombat | PQ @ Quux", "WOMBAT | PQ @ Quux"], 1),
        (&["Wómbat | P @ Quux", "Wombat | P @ Quux"], 1),
        (&["Wombat | PQ @ Quux", "Wombat | PQ @ Elbo"], 2),
        (&["Wombat | PQ + Numbat A", "Wombat | PQ + Numbat A"], 1),
        (&["Wombat, Paula | P", "Wombat, Paula | P"], 1),
        (&["Wombat, Paula", "Wombat, Paula | P"], 1),
        (&["Wombat | P # 0000-0002-1825-0097", "Wombat-Quux | PQ # 0000-0002-1825-0097"], 1),
        // Initials alone fit any given name, and say nothing.
        (&["Wombat, Paula | P", "Wombat | P"], 2),
        (&["Wombat, Paula | P @ Quux", "Wombat | P @ Quux"], 1),
        // What contradicts: given names, initials, ORCIDs, suffixes.
        (&["Wombat, Paula | P @ Quux", "Wombat, Peter | P @ Quux"], 2),
        (&["Wombat | PQ @ Quux + Numbat A", "Wombat | PR @ Quux + Numbat A"], 2),
        (&["Wombat | P Jr @ Quux", "Wombat | P 3rd @ Quux"], 2),
        (
            &[
                "Wombat | P @ Quux + Numbat A # 0000-0002-1825-0097",
                "Wombat | P @ Quux + Numbat A # 0000-0001-5109-3700",
            ],
            2,
        ),
        // Someone without a given name joins two who have different ones to neither or to one, never both to each other.
        (&["Wombat, Paula | P @ Quux", "Wombat | P @ Quux", "Wombat, Peter | P @ Quux"], 2),
        // Fewer initials ask for two kinds of support.
        (&["Wombat | PQ @ Quux", "Wombat | P @ Quux"], 2),
        (&["Wombat | PQ @ Quux + Numbat A", "Wombat | P @ Quux + Numbat A"], 1),
        // Through a third.
        (&["Wombat | P @ Quux", "Wombat | P @ Quux + Numbat A", "Wombat | P + Numbat A"], 1),
    ] {
        assert_eq!(wombats(papers, &[]), people, "{papers:#?}");
    }
}

#[test]
fn a_common_name_asks_for_more() {
    let crowd = ["A", "B", "C", "D", "E", "F", "G", "H"].map(|i| format!("Wombat | {i}"));
    let crowd: Vec<&str> = crowd.iter().map(String::as_str).collect();
    for (papers, people) in [
        (&["Wombat | P @ Quux", "Wombat | P @ Quux"][..], 2),
        (&["Wombat | P @ Quux + Numbat A", "Wombat | P @ Quux + Numbat A"], 1),
        (&["Wombat, Paula | P @ Quux", "Wombat, Paula | P @ Quux"], 1),
        (&["Wombat | P + Numbat A", "Wombat | P + Numbat A"], 2),
        (&["Wombat | P + Numbat A, Quoll B", "Wombat | P + Numbat A, Quoll B"], 1),
    ] {
        assert_eq!(wombats(papers, &crowd), people, "{papers:#?}");
    }
}

#[test]
fn a_large_block_joins_as_a_small_one_does() {
    let papers: Vec<String> =
        (0..120).map(|n| format!("Wombat | P @ Quux{} + Numbat{} A", n % 3, n % 3)).collect();
    let papers: Vec<&str> = papers.iter().map(String::as_str).collect();
    assert_eq!(wombats(&papers, &[]), 3);
}

#[test]
fn two_authors_of_one_article_are_two_people() {
    let twins = json!({"title": "A.", "affiliations": ["University of Quux, Peru"], "authors": [
        {"family": "Wombat", "initials": "P", "affiliations": [0]},
        {"family": "Wombat", "initials": "P", "affiliations": [0]},
        {"collective": "Wombat Group"},
    ]});
    let (groupings, _) = build(&library(&[twins]), &Content::default());
    assert_eq!(labels(&groupings, "authors"), ["Wombat P", "Wombat P"]);
}

#[test]
fn people_who_stay_apart_are_told_apart() {
    let records =
        ["Wombat, Paula | P", "Wombat | P @ Quux", "Wombat | P", "Wombat | PQ", "Numbat | P"];
    let mut records: Vec<Value> = records.iter().map(|byline| paper(byline)).collect();
    records[2]["published"] = json!({"year": 2020});
    let (groupings, _) = build(&library(&records), &Content::default());
    let authors = of(&groupings, "authors");
    let name = |group: &Group| match &group.qualifier {
        Some(qualifier) => format!("{} ({qualifier})", group.label),
        None => group.label.clone(),
    };
    let similar = |name_of: &str| -> Vec<String> {
        let group = authors.groups.iter().find(|group| name(group) == name_of);
        let group = group.unwrap_or_else(|| panic!("{:#?}", authors.groups));
        let mut names: Vec<String> =
            group.similar.iter().map(|id| name(&authors.groups[*id as usize])).collect();
        names.sort();
        names
    };
    let institution = "Wombat P (University of Quux)";
    assert_eq!(similar("Wombat P (Paula)"), ["Wombat P (2020)", institution, "Wombat PQ"]);
    assert_eq!(similar("Wombat PQ"), ["Wombat P (2020)", "Wombat P (Paula)", institution]);
    assert_eq!(similar("Numbat P"), [""; 0]);
}

#[test]
fn people_of_one_name_never_look_the_same() {
    let names = |papers: &[(&str, u32, &str)]| {
        let record = |(byline, year, title): &(&str, u32, &str)| {
            let mut record = paper(byline);
            record["title"] = json!(title);
            if *year > 0 {
                record["published"] = json!({"year": year});
            }
            record
        };
        let (groupings, _) =
            build(&library(&papers.iter().map(record).collect::<Vec<_>>()), &Content::default());
        let qualifier = |group: &Group| group.qualifier.clone().unwrap_or_default();
        let mut names: Vec<String> =
            of(&groupings, "authors").groups.iter().map(qualifier).collect();
        names.sort();
        names
    };
    let long = "A very long account of what a wombat did in its burrow";
    for (papers, told) in [
        (&[("Li, Wei | W", 2019, "A."), ("Li | W", 2020, "B.")][..], &["2020", "Wei"][..]),
        (
            &[("Li | W @ Quux", 2019, "A."), ("Li | W @ Elbo", 2019, "B.")],
            &["University of Elbo", "University of Quux"],
        ),
        (
            &[("Li | W", 2019, "A."), ("Li | W", 2019, long)],
            &["“A very long account of what a wombat…”", "“A”"],
        ),
        (&[("Li | W", 0, "A."), ("Li | W", 0, "A.")], &["90000001", "90000002"]),
    ] {
        assert_eq!(names(papers), told, "{papers:?}");
    }
    let twins = json!({"title": "A.", "published": {"year": 2020}, "authors": [
        {"family": "Li", "given": "Wei", "initials": "W"}, {"family": "Li", "given": "Wei", "initials": "W"}]});
    let (groupings, _) = build(&library(&[twins]), &Content::default());
    let authors = of(&groupings, "authors").groups.iter();
    let told: Vec<&str> = authors.filter_map(|group| group.qualifier.as_deref()).collect();
    assert_eq!(told, ["author 1", "author 2"]);
}

#[test]
fn a_persons_profile_decides() {
    let profile = |front: &str| {
        let text = format!("+++\nname = \"Paula Wombat\"\n{front}\n+++\n");
        let (groupings, _) = build(
            &library(&[
                paper("Wombat, Paula | P"),
                paper("Wombat | P @ Quux"),
                paper("Wombat | PQ # 0000-0001-5109-3700"),
                paper("Wombat | P # 0000-0002-1825-0097"),
            ]),
            &content(&[("authors/wombat.md", &text)]),
        );
        let mut keys: Vec<u32> = group(&groupings, "authors", "Paula Wombat").members.clone();
        keys.sort_unstable();
        keys
    };
    assert_eq!(profile(""), [0]);
    assert_eq!(profile("variants = [\"Wombat P\"]"), [0, 1, 3]);
    assert_eq!(profile("variants = [\"Wombat P\"]\nnot = [\"pmid:90000002\"]"), [0, 3]);
    assert_eq!(profile("variants = [\"Wombat P\"]\norcid = \"0000-0001-5109-3700\""), [0, 1, 2]);
    assert_eq!(profile("variants = [\"Wombat PQ\"]\nnot = [\"Wombat P\"]"), [2]);
}

#[test]
fn publication_types_fold_and_plain_articles_stay_plain() {
    let record = |types: &[&str]| json!({"title": "A.", "publication_types": types});
    let library = library(&[
        record(&["Journal Article", "Review", "Research Support, Non-U.S. Gov't"]),
        record(&["Journal Article", "English Abstract"]),
        record(&["Article"]),
        record(&["Evaluation Studies", "review"]),
        record(&["Evaluation Study", "Review"]),
        record(&[]),
    ]);
    let (groupings, _) = build(&library, &Content::default());
    let types = of(&groupings, "types");
    let counts: Vec<(&str, usize)> =
        types.groups.iter().map(|group| (group.label.as_str(), group.members.len())).collect();
    assert_eq!(counts, [("Evaluation Studies", 2), ("Journal Article", 2), ("Review", 3)]);
    assert_eq!(types.of_article[0][0].at, [1]);
}

#[test]
fn journals_and_years() {
    let library = library(&[
        json!({"title": "A.", "journal": {"abbreviation": "J Wombats", "title": "Journal of wombats"},
               "published": {"year": 2019}}),
        json!({"title": "B.", "journal": {"abbreviation": "J. Wombats"}, "published": {"year": 2021}}),
        json!({"title": "C.", "journal": {"title": "Journal of Wombats"}}),
    ]);
    let (groupings, _) = build(&library, &Content::default());
    assert_eq!(of(&groupings, "journals").groups.len(), 1, "{:?}", labels(&groupings, "journals"));
    assert_eq!(labels(&groupings, "years"), ["2021", "2019", "Undated"]);
}

#[test]
fn what_an_export_writes_in_capitals_is_shown_in_natural_case() {
    let library = library(&[
        json!({"title": "Burrows of the Peruvian wombat", "journal": {"title": "ANNALS OF WOMBAT-LIKE DNA REVIEW"},
               "keywords": [{"text": "burrow repair"}, {"text": "MUD-FLOW", "owner": "Keywords Plus"},
                            {"text": "PERUVIAN WOMBATS", "owner": "Keywords Plus"},
                            {"text": "MODEL", "owner": "Keywords Plus"}]}),
        json!({"title": "DNA and the burrow", "journal": {"title": "FULL BURROW"}, "keywords": [{"text": "DNA"}]}),
        json!({"title": "More on the burrow", "journal": {"title": "Full Burrow"}, "keywords": [{"text": "Mud flow"}]}),
    ]);
    let (groupings, _) = build(&library, &Content::default());
    assert_eq!(
        labels(&groupings, "topics"),
        ["Burrow repair", "DNA", "Mud flow", "Peruvian wombats"]
    );
    let topics = of(&groupings, "topics");
    assert_eq!(
        reasons(topics, 0),
        [
            ("Burrow repair".into(), "keyword".into()),
            ("Mud flow".into(), "keyword of the Web of Science".into()),
            ("Peruvian wombats".into(), "keyword of the Web of Science".into()),
        ]
    );
    assert_eq!(labels(&groupings, "journals"), ["Annals of Wombat-Like DNA Review", "Full Burrow"]);
}

#[test]
fn what_is_no_publication_type_makes_none() {
    for (name, label) in [
        ("Review", Some("Review")),
        ("journal article", Some("Journal article")),
        ("no", None),
        ("doi: 10.1000/wombat", None),
        ("https://example.org/wombat", None),
        ("12", None),
        ("tex.ids= wombat", None),
        ("This paper was read by the whole club in May", None),
    ] {
        let library = library(&[json!({"title": "A.", "publication_types": [name]})]);
        let (groupings, _) = build(&library, &Content::default());
        assert_eq!(labels(&groupings, "types"), label.into_iter().collect::<Vec<_>>(), "{name}");
    }
}

#[test]
fn slugs_never_collide_and_never_depend_on_order() {
    let records: Vec<Value> = ["A+ Beta", "A Beta", "A-Beta"]
        .iter()
        .map(|name| json!({"title": "A.", "authors": [{"family": name, "initials": "X"}], "journal": {"title": name}}))
        .collect();
    let slugs = |records: &[Value]| {
        let (groupings, _) = build(&library(records), &Content::default());
        let mut slugs: Vec<String> = groupings
            .iter()
            .flat_map(|grouping| {
                let id = grouping.kind.id;
                grouping.groups.iter().map(move |group| format!("{id}/{}", group.slug))
            })
            .collect();
        slugs.sort();
        slugs
    };
    let forward = slugs(&records);
    let mut unique = forward.clone();
    unique.dedup();
    assert_eq!(unique, forward);
    let backward: Vec<Value> = records.iter().rev().cloned().collect();
    assert_eq!(slugs(&backward), forward);
}

#[test]
fn nothing_depends_on_the_order_of_records_or_on_threads() {
    let records: Vec<Record> = (0..60)
        .map(|at| {
            let place = ["Peru", "Spain", "Japan"][at % 3];
            let pmid = (90_000_001 + at).to_string();
            serde_json::from_value(json!({
                "key": pmid, "pmid": pmid, "title": format!("Purple wombats and green grass {}.", at % 7),
                "abstract": [{"text": "Purple wombats eat green grass. Green grass feeds purple wombats (PW). PW sleep."}],
                "authors": [{"family": format!("Wombat{}", at % 11), "initials": "P", "affiliations": [0]}],
                "affiliations": [format!("Department {}, University of Quux{}, Mudville, {place}", at % 5, at % 4)],
                "published": {"year": 2000 + at % 9}
            }))
            .unwrap()
        })
        .collect();
    let picture = |records: Vec<Record>, threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let library = Library::from_records(records);
        pool.install(|| {
            let (groupings, said) = build(&library, &Content::default());
            format!("{groupings:#?} {said:#?}")
        })
    };
    let expected = picture(records.clone(), 1);
    assert!(expected.contains("Purple wombats"));
    let mut shuffled = records.clone();
    shuffled.sort_by_key(|record| record.key.as_str().bytes().rev().collect::<Vec<u8>>());
    assert_eq!(picture(shuffled, 4), expected);
    assert_eq!(picture(records.into_iter().rev().collect(), 2), expected);
}
