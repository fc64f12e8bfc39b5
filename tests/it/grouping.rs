//! The groupings of small libraries: what belongs together, what stays apart, why, and that nothing depends on order.

mod people;

use crate::support::SEED;
use litdigest::config::{GroupingOption, GroupingOptions};
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
    let (content, said) = content::build(&files, &litdigest::grouping::profile_kinds(), false);
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

/// With a page for each person.
fn build_all(library: &Library) -> (Vec<Grouping>, Vec<Diagnostic>) {
    let all = GroupingOption { min: Some(1), ..GroupingOption::default() };
    let by_id = [("authors".to_owned(), all)].into_iter().collect();
    let options = GroupingOptions { by_id, ..GroupingOptions::default() };
    grouping::build(library, &Content::default(), &options)
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
    assert_eq!(ids, GROUPINGS.iter().map(|kind| kind.id).collect::<Vec<_>>());
    for (at, kind) in GROUPINGS.iter().enumerate() {
        let before = &GROUPINGS[..at];
        assert!(
            kind.needs.iter().all(|needed| before.contains(needed)),
            "{kind:?} comes too early"
        );
        assert!(!before.contains(kind), "{kind:?} stands twice");
    }
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
        &[("unknown-group", "topics/a.md")],
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
fn hidden_groups_are_none_of_the_groups() {
    let groupings = check_profiles(
        &[("topics/a.md", "+++\nname = \"Wombats\"\nany = [\"wombat\"]\nhidden = true\n+++\n")],
        &[],
    );
    let topics = of(&groupings, "topics");
    assert!(!labels(&groupings, "topics").contains(&"Wombats".to_owned()));
    assert_eq!(topics.hidden.len(), 1);
    assert_eq!(
        (topics.hidden[0].label.as_str(), &*topics.hidden[0].members),
        ("Wombats", &[0][..])
    );
    // The curator has described it, so nothing is proposed for its articles.
    assert!(grouping::uncovered(topics, grouping::Cover::Profile).is_empty());
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

#[test]
fn publication_types_fold_and_count_all_who_have_them() {
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
    assert_eq!(counts, [("Evaluation Studies", 2), ("Journal Article", 3), ("Review", 3)]);
    assert_eq!(types.of_article[0][1].at, [1]);
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
    let records: Vec<Value> = ["A_ Beta", "A Beta", "A-Beta"]
        .iter()
        .map(|name| json!({"title": "A.", "authors": [{"family": name, "initials": "X"}], "journal": {"title": name}}))
        .collect();
    let slugs = |records: &[Value]| {
        let (groupings, _) = build_all(&library(records));
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

#[test]
fn funders_lie_below_those_that_the_records_put_above_them() {
    let grants = |agencies: &[&str]| {
        let grant = |agency: &&str| json!({"agency": agency, "country": "United States"});
        json!({"title": "A.", "grants": agencies.iter().map(grant).collect::<Vec<_>>()})
    };
    let library = library(&[
        grants(&["NCI NIH HHS", "NCI NIH HHS", "The Tidal Fund"]),
        grants(&["National Cancer Institute (NCI)"]),
        grants(&["NIH HHS", "Tidal Fund."]),
        json!({"title": "Paid by nobody."}),
    ]);
    let profile = [(
        "funders/tidal.md",
        "+++\nname = \"Tidal fund\"\nparent = \"National Institutes of Health\"\n+++\n",
    )];
    let (groupings, said) = build(&library, &content(&profile));
    assert!(said.is_empty(), "{said:#?}");
    let funders = of(&groupings, "funders");
    let tree = |name: &str| {
        let found = group(&groupings, "funders", name);
        let above = found.parent.map(|at| funders.groups[at as usize].label.clone());
        (found.members.clone(), above.unwrap_or_default())
    };
    let (nih, hhs) =
        ("National Institutes of Health", "U.S. Department of Health and Human Services");
    assert_eq!(tree("National Cancer Institute"), (vec![0, 1], nih.to_owned()));
    assert_eq!(tree("Tidal fund"), (vec![0, 2], nih.to_owned()));
    assert_eq!(tree(nih), (vec![0, 1, 2], hhs.to_owned()));
    assert_eq!(tree(hhs), (vec![0, 1, 2], String::new()));
    assert_eq!(funders.of_article[0][0].at, [0, 1]);
    assert!(funders.of_article[3].is_empty());
    let why = |(label, why): &(String, String)| label == hhs && why == &format!("includes “{nih}”");
    assert!(reasons(funders, 1).iter().any(why), "{:?}", reasons(funders, 1));
}

/// A bar between two names is no order of rank where the records do not agree.
#[test]
fn one_record_alone_puts_no_funder_above_another() {
    for (records, above) in [
        (&[&["State of Mud | Tidal Fund"][..], &["Tidal Fund"]][..], None),
        (&[&["State of Mud | Tidal Fund", "State of Mud | Tidal Fund"]], None),
        (&[&["State of Mud | Tidal Fund"], &["State of Mud | Tidal Fund"]], Some("State of Mud")),
        (&[&["State of Mud | Tidal Fund"], &["Quay Club | Tidal Fund"]], None),
        (&[&["Quay Club | Tidal Fund"], &["Mud | Tidal Fund"], &["Mud | Tidal Fund"]], Some("Mud")),
        (
            &[
                &["Mud | Tidal Fund"],
                &["Mud | Tidal Fund"],
                &["Quay Club | Tidal Fund", "Quay Club | Tidal Fund"],
            ],
            None,
        ),
        (&[&["NCI NIH HHS"]], Some("National Institutes of Health")),
    ] {
        let record = |agencies: &&[&str]| {
            let grant = |agency: &&str| json!({"agency": agency});
            json!({"title": "A.", "grants": agencies.iter().map(grant).collect::<Vec<_>>()})
        };
        let library = library(&records.iter().map(record).collect::<Vec<_>>());
        let (groupings, _) = build(&library, &Content::default());
        let funders = of(&groupings, "funders");
        let named = &funders.groups[funders.of_article[0][0].group as usize];
        let found = named.parent.map(|at| funders.groups[at as usize].label.as_str());
        assert_eq!(found, above, "{records:?}");
    }
}
