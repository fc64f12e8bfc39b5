//! What a curator asks for is what the site does: hidden groups, corrections, profiles, rulings and their messages.

use crate::support::Site;

/// Two works that share people, places, journal, year, type, funder and words; `name` stands in the title of both.
fn records() -> String {
    let record = |pmid: &str, title: &str, extra: &str| {
        format!(
            r#"{{"key": "{pmid}", "pmid": "{pmid}", "title": "{title}", "authors": [
              {{"family": "Quollheart", "given": "Ada", "initials": "A", "affiliations": [0]}},
              {{"family": "Ebbtide", "given": "Bo", "initials": "B", "affiliations": [1]}}],
            "affiliations": ["Zorbon Institute, Lima, Peru.", "University of Elbo, Quito, Ecuador."],
            "journal": {{"abbreviation": "J Mud", "title": "Journal of Mud"}},
            "published": {{"year": 2019, "text": "2019"}},
            "publication_types": ["Case Reports"], "grants": [{{"agency": "Tidal Trust"}}],
            "mesh": [{{"descriptor": "Tides", "major": true}}, {{"descriptor": "Muskrats"}}]{extra}}}"#
        )
        .replace('\n', " ")
    };
    [
        record("91000001", "Flurbian estuaries and tides.", ""),
        record("91000002", "Flurbian estuaries again, and muskrats.", ""),
        record("91000003", "More on tides and muskrats.", ""),
    ]
    .join("\n")
}

/// A site with three works, and files of the curator's.
fn site(files: &[(&str, &str)]) -> Site {
    let site = Site::of(files);
    site.with("content/records/works.jsonl", records().as_bytes())
}

/// Every page and other file of a built site that is text, by its route.
fn texts(site: &Site) -> impl Iterator<Item = (String, String)> {
    site.tree()
        .into_iter()
        .filter_map(|(route, bytes)| Some((route, String::from_utf8(bytes).ok()?)))
}

/// A group of each grouping as a profile names it, the folder of its page without the ending, and what pages must not say.
const HIDDEN: &[(&str, &str, &str, Option<&str>)] = &[
    ("topics", "Quietude", "any = [\"flurbian estuaries\"]", Some("Quietude")),
    ("topics", "Muskrats", "", None),
    ("institutions", "Zorbon Institute", "", None),
    ("institutions", "Muted Academy", "aliases = [\"University of Elbo\"]", Some("Muted Academy")),
    ("countries", "Ecuador", "", None),
    ("authors", "Quollheart A", "", None),
    ("authors", "Ebbtide B", "", None),
    ("journals", "J Mud", "", None),
    ("years", "2019", "", None),
    ("types", "Case Reports", "", None),
    ("funders", "Tidal Trust", "", None),
];

/// No page, no link, no list, no map and no reason has a hidden group; what the record itself prints stays as plain text.
#[test]
fn a_hidden_group_is_on_no_page() {
    let parent = "+++\nname = \"Wide water\"\nany = [\"more on tides\"]\n+++\nProse.\n";
    let built = |hidden: &dyn Fn(&str) -> bool| {
        let mut site = site(&[
            ("content/topics/wide.md", parent),
            ("litdigest.toml", "[groupings.authors]\nmin = 1\n[groupings.topics]\nmin = 1\n"),
        ]);
        for (at, (folder, name, rules, _)) in HIDDEN.iter().enumerate() {
            let below = if *folder == "topics" { "parent = \"Wide water\"\n" } else { "" };
            let hidden = hidden(name);
            let profile = format!(
                "+++\nname = \"{name}\"\nhidden = {hidden}\n{below}{rules}\n+++\nZyxprose of {at:02}.\n"
            );
            site = site.with(&format!("content/{folder}/secret{at}.md"), profile.as_bytes());
        }
        site.build(0);
        site
    };
    let shown = built(&|_| false);
    for (at, (folder, name, _, unsaid)) in HIDDEN.iter().enumerate() {
        let slug = litdigest::text::slug::slug(name);
        let route = format!("{folder}/{slug}.html");
        assert!(shown.has(&route), "{name} is shown without the line");
        let linked = texts(&shown).filter(|(_, text)| text.contains(&format!("{slug}.html")));
        assert!(linked.count() > 2, "{name} is linked to without the line");
        let site = built(&|other| other == *name);
        assert!(!site.has(&route), "{name}");
        for (page, text) in texts(&site) {
            assert!(!text.contains(&format!("{slug}.html")), "{page} links to {name}");
            assert!(
                !text.contains(&format!("Zyxprose of {at:02}")),
                "{page} has the prose of {name}"
            );
            if let Some(unsaid) = unsaid {
                assert!(!text.contains(unsaid), "{page} names {name}");
            }
            // What a record prints stands in its entry, and nowhere else.
            if page == format!("{folder}/index.html")
                || (page.starts_with("map/") && page.matches('/').count() == 1)
            {
                assert!(!text.contains(&format!(">{name}<")), "{page} lists {name}");
            }
        }
        let article = site.page("articles/91000002.html");
        if unsaid.is_none() && *folder != "topics" && *folder != "countries" {
            assert!(article.contains(name), "the article prints {name}");
        }
        let check = site.run(&["check"]);
        assert_eq!(check.code, 0, "{name}: {}", check.stderr);
    }
}

/// A person is told apart from a namesake by a shown institution or something else, never by a hidden one.
#[test]
fn a_hidden_institution_tells_nobody_apart() {
    let record = |pmid: &str, place: &str, other: &str| {
        format!(
            r#"{{"key": "{pmid}", "pmid": "{pmid}", "title": "Of {pmid}.", "authors": [{{"family": "Wu", "initials": "W", "affiliations": [0]}},
            {{"family": "{other}", "initials": "X", "affiliations": []}}], "affiliations": ["{place}"], "published": {{"year": 2019, "text": "2019"}}}}"#
        )
        .replace('\n', " ")
    };
    let records = [
        record("91000011", "Zorbon Institute, Lima, Peru", "Abel"),
        record("91000012", "University of Elbo, Quito, Ecuador", "Bane"),
    ]
    .join("\n");
    let site = Site::of(&[
        ("content/records/w.jsonl", &records),
        ("litdigest.toml", "[groupings.authors]\nmin = 1\n"),
        ("content/institutions/z.md", "+++\nname = \"Zorbon Institute\"\nhidden = true\n+++\n"),
    ]);
    site.build(0);
    for (page, text) in texts(&site) {
        assert!(!text.contains("(Zorbon") && !text.contains(", Zorbon"), "{page}");
    }
}

/// What lies below a hidden group lies below the one above it, whose reasons do not name the hidden one.
#[test]
fn a_hidden_group_between_two_leaves_no_trace() {
    let site = site(&[
        ("content/topics/a.md", "+++\nname = \"Wide water\"\n+++\nProse.\n"),
        (
            "content/topics/b.md",
            "+++\nname = \"Quietude\"\nparent = \"Wide water\"\nhidden = true\nany = [\"more on tides\"]\n+++\n",
        ),
        (
            "content/topics/c.md",
            "+++\nname = \"Estuaries\"\nparent = \"Quietude\"\nany = [\"flurbian estuaries\"]\n+++\n",
        ),
    ]);
    site.build(0);
    for (page, text) in texts(&site) {
        assert!(!text.contains("Quietude"), "{page}");
    }
    let wide = site.page("topics/wide-water.html");
    for pmid in ["91000001", "91000002", "91000003"] {
        assert!(wide.contains(&format!("{pmid}.html")), "{pmid}");
    }
    assert!(site.page("topics/estuaries.html").contains("wide-water.html"));
    let article = site.page("articles/91000001.html");
    assert!(article.contains("includes “Estuaries”"), "{article}");
    // The profile is met, and the status knows it.
    let status = site.run(&["status"]).stdout;
    assert!(!status.contains("Profiles that no article meets"), "{status}");
}

/// Every key that pages show, in the form of an export and as a curator corrects it: the right value is on the article's page,
/// and nothing of the wrong one on any page.
#[test]
fn a_correction_shows_wherever_the_value_shows() {
    let wrong = r#"{"key": "91000021", "pmid": "91000021",
        "title": "Falsumtitle of CO2.", "title_html": "Falsum<i>title</i> of CO<sub>2</sub>.",
        "vernacular_title": "Falsumvernacular", "abstract": [{"text": "Falsumabstract."}],
        "authors": [{"family": "Falsumauthor", "given": "Ada", "initials": "A", "affiliations": [0]}],
        "affiliations": ["Falsumplace Institute, Lima, Peru"], "volume": "Falsumvolume", "issue": "Falsumissue", "pages": "Falsumpages",
        "journal": {"abbreviation": "J Falsumjournal", "title": "Journal of Falsumjournal", "issn": ["1234-5679"]},
        "published": {"year": 1891, "text": "1891"}, "publication_types": ["Falsumtype Report"],
        "mesh": [{"descriptor": "Falsumheading", "major": true}], "keywords": [{"text": "falsumkeyword"}],
        "substances": [{"name": "Falsumsubstance"}], "grants": [{"agency": "Falsumagency Trust"}],
        "databanks": [{"name": "Falsumbank", "accession": "1"}], "conflict_of_interest": "Falsumconflict.",
        "copyright": "Falsumcopyright"}"#;
    let right = r#"
[[correct]]
id = "pmid:91000021"
title = "Righttitle of CO<sub>2</sub>."
vernacular_title = "Rightvernacular"
abstract = "Rightabstract."
authors = ["Rightauthor, Ada"]
affiliations = ["Rightplace Institute, Lima, Peru"]
volume = 7701
issue = "7702"
pages = "7703-7709"
journal = "Journal of Rightjournal"
published = 2021-07-16
publication_types = ["Righttype Report"]
mesh = ["*Rightheading"]
keywords = ["rightkeyword"]
substances = ["Rightsubstance"]
grants = ["Rightagency Trust"]
databanks = [{ name = "Rightbank", accession = "1" }]
conflict_of_interest = "Rightconflict."
copyright = "Rightcopyright"
reason = "All of it was made up."
"#;
    let settings = format!("[groupings.authors]\nmin = 1\n[groupings.topics]\nmin = 1\n{right}");
    let site = Site::of(&[("litdigest.toml", &settings)])
        .with("content/records/made-up.jsonl", wrong.replace('\n', " ").as_bytes());
    let run = site.build(0);
    assert!(!run.stderr.contains("error"), "{}", run.stderr);
    for (page, text) in texts(&site) {
        let lower = text.to_lowercase();
        let wrong = lower.find("falsum").map(|at| &lower[at..(at + 30).min(lower.len())]);
        assert_eq!(wrong, None, "{page}");
        assert!(!lower.contains("1891"), "{page} has the wrong year");
    }
    let article = site.page("articles/91000021.html");
    for value in [
        "Righttitle of CO<sub>2</sub>",
        "Rightvernacular",
        "Rightabstract",
        "Rightauthor",
        "Rightplace",
        "7701",
        "7702",
        "7703",
        "Rightjournal",
        "2021",
        "Righttype",
        "Rightheading",
        "rightkeyword",
        "Rightsubstance",
        "Rightagency",
        "Rightbank",
        "Rightconflict",
        "Rightcopyright",
        "All of it was made up",
    ] {
        assert!(article.contains(value), "{value}");
    }
    // The person kept the affiliation, so the institution has a page that names both.
    assert!(site.page("institutions/rightplace-institute.html").contains("Rightauthor"));
    assert!(site.has("authors/rightauthor-a.html") && site.has("years/2021.html"));
}

/// A correction that cannot be, or that meets nothing, is told with the line of the key and what to write.
#[test]
fn a_correction_that_cannot_be_says_what_to_write() {
    for (lines, code, said) in [
        (
            "id = \"pmid:91000001\"\ntilte = \"x\"",
            1,
            "litdigest.toml:3:1: error[unknown-key]: a record has no key `tilte`; did you mean `title`?",
        ),
        (
            "id = \"pmid:91000001\"\nauthors = [\"Ada Quollheart\"]",
            1,
            "litdigest.toml:3:11: error[bad-config]: `authors` cannot be set: “Ada Quollheart” does not say which is the family name; did you mean \"Quollheart, Ada\"?",
        ),
        (
            "id = \"pmid:91000001\"\nauthors = [{ family = \"A\", affiliations = [7] }]",
            1,
            "litdigest.toml:3:11: error[bad-correction]: `authors` cannot be set: a person has the affiliation 7, counted from 0, and the record has 2",
        ),
        (
            "id = \"pmid:91000009\"\ntitle = \"x\"",
            0,
            "litdigest.toml:2:6: warning[unused-setting]: [[correct]] names pmid:91000009, which no record has",
        ),
    ] {
        let site = site(&[("litdigest.toml", &format!("[[correct]]\n{lines}\n"))]);
        let run = site.run(&["check", "--message-format", "short"]);
        assert_eq!(run.code, code, "{lines}: {}", run.stderr);
        assert!(run.stderr.contains(said), "{lines}: {}", run.stderr);
    }
}
