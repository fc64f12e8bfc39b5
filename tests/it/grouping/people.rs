//! People: which bylines are one person, which stay apart, and how namesakes are told apart.

use super::{build, content, group, labels, library, of};
use litdigest::content::Content;
use litdigest::grouping::{Detail, Group};
use serde_json::{Value, json};

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

/// What tells a person apart, as pages word it.
fn told(group: &Group) -> String {
    let detail = |detail: &Detail| match detail {
        Detail::Name(name) => name.to_string(),
        Detail::Years(first, last, 1) if first == last => format!("article {first}"),
        Detail::Years(first, last, _) => format!("articles {first}–{last}"),
        Detail::Place(place, of) => format!("{place} of {of}"),
    };
    group.qualifier.iter().map(detail).collect::<Vec<_>>().join(", ")
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
        // Transliterations, and an initial for a name.
        (&["Wombat, Jörg | J @ Quux", "Wombat, Joerg | J @ Quux"], 1),
        (&["Wömbat, Jörg | J", "Woembat, Jörg | J"], 1),
        (&["Wömbat | J @ Quux", "Woembat | J @ Elbo"], 2),
        (&["Wombat, J Hendrik | JH @ Quux", "Wombat, Jan Hendrik | JH @ Quux"], 1),
        (&["Wombat, Joerg | J @ Quux + Numbat A", "Wombat, Jorg | J @ Quux + Numbat A"], 2),
        // A slip in a given name asks for an institution and a co-author, or an ORCID.
        (
            &[
                "Wombat, Philip C | PC @ Quux + Numbat A",
                "Wombat, Phillip C | PC @ Quux + Numbat A",
            ],
            1,
        ),
        (&["Wombat, Philip | P @ Quux", "Wombat, Phillip | P @ Quux"], 2),
        (&["Wombat, Philip | P + Numbat A, Quoll B", "Wombat, Phillip | P + Numbat A, Quoll B"], 2),
        (
            &[
                "Wombat, Philip | P # 0000-0002-1825-0097",
                "Wombat, Phillip C | PC # 0000-0002-1825-0097",
            ],
            1,
        ),
        (&["Wombat, Jian | J @ Quux + Numbat A", "Wombat, Jing | J @ Quux + Numbat A"], 2),
        // A full name is enough, but not one that thousands have.
        (&["Wang, Wei | W @ Quux", "Wang, Wei | W @ Elbo"], 2),
        (&["Wang, Wei | W @ Quux", "Wang, Wei | W @ Quux"], 1),
        (&["Wang, Wei | W + Numbat A", "Wang, Wei | W + Numbat A"], 1),
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
    let name = |group: &Group| match group.qualifier.as_slice() {
        [] => group.label.clone(),
        _ => format!("{} ({})", group.label, told(group)),
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
    assert_eq!(similar("Wombat P (Paula)"), [institution, "Wombat P (article 2020)", "Wombat PQ"]);
    assert_eq!(similar("Wombat PQ"), ["Wombat P (Paula)", institution, "Wombat P (article 2020)"]);
    assert_eq!(similar("Numbat P"), [""; 0]);
}

#[test]
fn people_of_one_name_never_look_the_same() {
    let names = |papers: &[(&str, u32, &str)]| {
        let record = |(byline, year, journal): &(&str, u32, &str)| {
            let mut record = paper(byline);
            record["journal"] = json!({"abbreviation": journal});
            if *year > 0 {
                record["published"] = json!({"year": year});
            }
            if let Some((_, department)) = byline.split_once("; ") {
                record["affiliations"] = json!([format!("{department}, University of Quux, Peru")]);
            }
            record
        };
        let records: Vec<Value> = papers.iter().map(record).collect();
        let (groupings, _) = build(&library(&records), &Content::default());
        let mut names: Vec<String> = of(&groupings, "authors").groups.iter().map(told).collect();
        names.sort();
        names
    };
    for (papers, expected) in [
        (&[("Li, Wei | W", 2019, "J"), ("Li | W", 2020, "J")][..], &["Wei", "article 2020"][..]),
        (
            &[("Li | W @ Quux", 2019, "J"), ("Li | W @ Elbo", 2019, "J")],
            &["University of Elbo", "University of Quux"],
        ),
        (&[("Li | W", 2019, "J Mud"), ("Li | W", 2019, "J Tides")], &["J Mud", "J Tides"]),
        (&[("Li | W", 0, "J"), ("Li | W", 0, "J")], &["1 of 2", "2 of 2"]),
    ] {
        assert_eq!(names(papers), expected, "{papers:?}");
    }
    let twins = json!({"title": "A.", "published": {"year": 2020}, "authors": [
        {"family": "Li", "given": "Wei", "initials": "W"}, {"family": "Li", "given": "Wei", "initials": "W"}]});
    let (groupings, _) = build(&library(&[twins]), &Content::default());
    let authors = of(&groupings, "authors").groups.iter();
    assert_eq!(authors.map(told).collect::<Vec<_>>(), ["1 of 2", "2 of 2"]);
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
