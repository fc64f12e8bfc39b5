//! The table of studies: fields of notes, what is wrong with them, the page, the file for spreadsheets, the maps.

use crate::support::Site;

const SETTINGS: &str = r#"
[[fields]]
name = "design"
values = ["RCT", "Cohort study"]
order = "descending"

[[fields]]
name = "n"
label = "Sample size"
type = "number"
unit = "people"
order = 1

[[fields]]
name = "arms"
type = "list"

[[fields]]
name = "blind"
label = "Blinded"
type = "yes/no"

[[fields]]
name = "begun"
type = "date"

[[fields]]
name = "where"
"#;

fn records() -> String {
    let record = |pmid: &str, family: &str, others: usize| {
        let mut authors = vec![format!(r#"{{"family": "{family}", "initials": "A"}}"#)];
        authors.extend((0..others).map(|n| format!(r#"{{"family": "Other{n}"}}"#)));
        format!(
            r#"{{"key": "", "pmid": "{pmid}", "title": "Study {pmid}.", "authors": [{}], "published": {{"year": 2020, "text": "2020"}}}}"#,
            authors.join(", ")
        )
    };
    [record("91000001", "Quay", 0), record("91000002", "Pier", 1), record("91000003", "Mole", 2)]
        .join("\n")
}

fn site(notes: &[(&str, &str)]) -> Site {
    let site =
        Site::of(&[("litdigest.toml", SETTINGS), ("content/records/works.jsonl", &records())]);
    notes.iter().fold(site, |site, (name, text)| {
        site.with(&format!("content/notes/{name}.md"), text.as_bytes())
    })
}

const NOTES: &[(&str, &str)] = &[
    (
        "a",
        "+++\narticle = 91000001\ndesign = \"rct\"\nn = 1204\narms = [\"tea\", \"=1+1\"]\nblind = true\nbegun = \"2019-03\"\nwhere = \"=HYPERLINK(1)\"\n+++\nText.\n",
    ),
    (
        "b",
        "---\narticle: 91000002\ndesign: Cohort study\nn: -0.50\narms: [tea]\nblind: no\n---\nText.\n",
    ),
    ("c", "+++\narticle = 91000003\ndesign = \"RCT\"\n+++\n"),
];

#[test]
fn fields_of_notes_are_a_table() {
    let site = site(NOTES);
    let run = site.build(0);
    assert!(!run.stderr.contains("field"), "{}", run.stderr);
    let page = site.page("tables/studies.html");
    let at = |needle: &str| page.find(needle).unwrap_or_else(|| panic!("{needle}: {page}"));
    // The number goes first as its order asks; the rows go by design, from the last of its values.
    assert!(at("Sample size") < at("<span>Design</span>"));
    assert!(page.contains("aria-sort=\"descending\"><span>Design</span>"), "{page}");
    let rows = [at("Pier and Other0 2020"), at("Quay 2020"), at("Mole et al. 2020")];
    assert!(rows.is_sorted(), "{rows:?}");
    for expected in ["1,204", "\u{2212}0.50", "<li>tea</li>", "Mar 2019", "(people)", "not said"] {
        at(expected);
    }
    let csv = site.page("tables/studies.csv");
    let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(
        lines,
        [
            "article,pmid,pmcid,doi,title,published,n,design,arms,blind,begun,where",
            "91000002,91000002,,,Study 91000002,2020,-0.50,Cohort study,tea,No,,",
            "91000001,91000001,,,Study 91000001,2020,1204,RCT,tea; =1+1,Yes,2019-03,'=HYPERLINK(1)",
            "91000003,91000003,,,Study 91000003,2020,,RCT,,,,",
        ]
    );
    let article = site.page("articles/91000001.html");
    assert!(
        article.contains("<dt>Sample size</dt><dd dir=\"auto\">1,204 people</dd>"),
        "{article}"
    );
    assert!(article.contains("href=\"../tables/studies.html#study-91000001\""), "{article}");
}

#[test]
fn maps_cross_fields() {
    let site = site(NOTES);
    site.build(0);
    // Two designs and two answers; two arms of which one is in both.
    let map = site.page("map/design-blind.html");
    assert!(map.contains("Design × Blinded"), "{map}");
    assert!(map.contains("href=\"../articles/91000001.html\">1</a>"), "{map}");
    assert!(site.page("map/design-arms.html").contains("value"), "sizes in words");
    let more = "\n[maps]\nshow = [\"design-years\", \"arms-design\"]\n[maps.arms-design]\nrows = [\"Tea\"]\n";
    let site = site.with("litdigest.toml", [SETTINGS, more].concat().as_bytes());
    site.build(0);
    let map = site.page("map/arms-design.html");
    assert!(map.contains("id=\"row-tea\"") && !map.contains("=1+1"), "{map}");
    assert!(!site.has("map/design-blind.html"));
}

/// A note of the article 91000001 with these lines of front matter, and the message that `check` gives.
fn check_told(lines: &str, told: &str) {
    let note = format!("+++\narticle = 91000001\n{lines}\n+++\n");
    let site = site(&[("a", &note)]);
    let run = site.run(&["build", "--message-format", "short"]);
    assert!(run.stderr.contains(told), "{lines}: {told}: {}", run.stderr);
    assert!(site.has("articles/91000001.html"), "{lines}: the page is built");
}

#[test]
fn a_value_that_does_not_fit_is_told_with_its_place() {
    for (lines, told) in [
        (
            "n = \"many\"",
            "content/notes/a.md:3:5: error[bad-front-matter]: `n` takes a number, and here stands text",
        ),
        ("n = nan", "content/notes/a.md:3:5: error[bad-front-matter]: `n` takes a number"),
        ("design = \"Cohrt study\"", "did you mean \"Cohort study\"?"),
        ("design = 3", "`design` takes text, and here stands a whole number"),
        ("arms = \"tea\"", "`arms` takes a list, and here stands text"),
        ("blind = \"maybe\"", "`blind` takes yes or no, and here stands text"),
        ("begun = \"May\"", "`begun` is not a date"),
        ("desing = \"RCT\"", "a note has no key `desing`"),
        ("desing = \"RCT\"", "did you mean `design`?"),
        (
            "n = 3",
            "litdigest.toml:3:8: warning[unused-setting]: [[fields]] names `design`, which no note has",
        ),
    ] {
        check_told(lines, told);
    }
}

#[test]
fn two_notes_of_one_article_that_differ_are_told() {
    let site = site(&[
        ("a", "+++\narticle = 91000001\nn = 3\n+++\n"),
        ("b", "+++\narticle = 91000001\nn = 4\nblind = true\n+++\n"),
    ]);
    let run = site.build(0);
    assert!(run.stderr.contains("two notes of one article differ in `n`"), "{}", run.stderr);
    let csv = site.page("tables/studies.csv");
    assert!(csv.contains("91000001,91000001,,,Study 91000001,2020,3,Yes"), "{csv}");
}

#[test]
fn a_site_without_fields_has_no_table() {
    let site = site(&[("a", "+++\narticle = 91000001\n+++\nText.\n")]);
    site.build(0);
    assert!(!site.has("tables/studies.html") && !site.has("tables/studies.csv"));
    assert!(!site.has("studies.js"), "no page runs it");
}
