//! Corrections show wherever the value shows, and say what to write where they cannot be.

use super::*;

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
