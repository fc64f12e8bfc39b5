//! Groups that a profile hides: no page names them.

use super::*;

/// A group of each grouping as a profile names it, the folder of its page without the ending, and what pages must not say.
const HIDDEN: &[(&str, &str, &str, Option<&str>)] = &[
    ("topics", "Quietude", "any = [\"flurbian estuaries\"]", Some("Quietude")),
    ("topics", "Zorbles", "", None),
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
    let parent = "+++\nname = \"Wide water\"\nany = [\"more on flurbs\"]\n+++\nProse.\n";
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
            "+++\nname = \"Quietude\"\nparent = \"Wide water\"\nhidden = true\nany = [\"more on flurbs\"]\n+++\n",
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
