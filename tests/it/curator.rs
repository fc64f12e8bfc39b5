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
            "mesh": [{{"descriptor": "Flurbs", "major": true}}, {{"descriptor": "Zorbles"}}]{extra}}}"#
        )
        .replace('\n', " ")
    };
    [
        record("91000001", "Flurbian estuaries and flurbs.", ""),
        record("91000002", "Flurbian estuaries again, and zorbles.", ""),
        record("91000003", "More on flurbs and zorbles.", ""),
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

/// Without `name` a group is called as the records spell it; with it, as the curator writes it.
#[test]
fn a_profile_without_a_name_keeps_the_records_spelling() {
    let records = r#"{"key": "1", "pmid": "91000031", "title": "On ZZYXQ and muds.", "authors": [{"family": "McDonald", "given": "Eve", "initials": "E", "affiliations": [0]}],
        "affiliations": ["ZORBON, Lima, Peru"], "journal": {"title": "eMud of DNA"}, "published": {"year": 2019, "text": "2019"}, "keywords": [{"text": "mRNA of muds"}]}"#;
    for (file, typed, page, heading) in [
        ("authors/mcdonald-e.md", "", "authors/mcdonald-e.html", "McDonald E"),
        ("authors/mcdonald-e.md", "name = \"mcdonald e\"", "authors/mcdonald-e.html", "mcdonald e"),
        ("institutions/zorbon.md", "", "institutions/zorbon.html", "ZORBON"),
        ("institutions/zorbon.md", "name = \"Zorbon\"", "institutions/zorbon.html", "Zorbon"),
        ("journals/emud-of-dna.md", "", "journals/emud-of-dna.html", "eMud of DNA"),
        ("topics/mrna-of-muds.md", "", "topics/mrna-of-muds.html", "mRNA of muds"),
        (
            "topics/mrna-of-muds.md",
            "name = \"mrna of Muds\"",
            "topics/mrna-of-muds.html",
            "mrna of Muds",
        ),
        // What no record has is called by the file.
        ("topics/quiet-waters.md", "", "topics/quiet-waters.html", "Quiet waters"),
    ] {
        let profile = format!("+++\n{typed}\n+++\nProse.\n");
        let site = Site::of(&[
            (&format!("content/{file}"), &profile),
            ("content/records/r.jsonl", &records.replace('\n', " ")),
        ]);
        site.build(0);
        let html = site.page(page);
        let h1 = html.split("<h1").nth(1).unwrap().split("</h1>").next().unwrap();
        assert!(h1.ends_with(&format!(">{heading}")), "{file} {typed}: {h1}");
    }
}

/// Every key that is accepted does something.
#[test]
fn what_a_profile_says_is_on_its_page() {
    let site = site(&[
        (
            "content/topics/m.md",
            "+++\nname = \"Zorbles\"\nslug = \"mus\"\ndate = 2020-01-02\nupdated = 2021-03-04\nauthor = \"Cora Curator\"\n\
             redirect_from = [\"old/rats.html\"]\nsee_also = [\"flurbs\"]\n+++\nProse.\n",
        ),
        (
            "content/institutions/z.md",
            "+++\nname = \"Zorbon Institute\"\ncountry = \"Frankreich\"\ncity = \"Paris\"\n+++\n",
        ),
        (
            "content/notes/n.md",
            "+++\narticle = \"91000001\"\nupdated = 2022-05-06\nauthor = \"Nora\"\n+++\nNote.\n",
        ),
        ("litdigest.toml", "[groupings.topics]\nmin = 1\nlabel = \"Themes of mud\"\n"),
    ]);
    let run = site.build(0);
    assert!(!run.stderr.contains("warning") && !run.stderr.contains("error"), "{}", run.stderr);
    let page = site.page("topics/mus.html");
    for words in ["Cora Curator", "2020-01-02", "2021-03-04", "flurbs.html", "Themes of mud"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(site.page("old/rats.html").contains("topics/mus.html"));
    assert!(!site.has("topics/zorbles.html"));
    let institution = site.page("institutions/zorbon-institute.html");
    assert!(institution.contains("France") && institution.contains("Paris"), "{institution}");
    assert!(!institution.contains("Frankreich"));
    let article = site.page("articles/91000001.html");
    assert!(article.contains("2022-05-06") && article.contains("Nora"), "{article}");
    assert!(site.page("index.html").contains("Themes of mud"));
}

/// A profile, and what `check` says of it in one line.
fn told_of(files: &[(&str, &str)], line: &str) {
    let site = site(files);
    let run = site.run(&["check", "--message-format", "short"]);
    assert!(run.stderr.contains(line), "{files:?} {line}: {}", run.stderr);
}

/// What leads nowhere is an error with the line of the key and what was probably meant.
#[test]
fn what_a_profile_names_and_is_not_there_is_told() {
    let topic =
        |lines: &str| format!("+++\nname = \"Wide water\"\nany = [\"estuaries\"]\n{lines}\n+++\n");
    for (lines, said) in [
        (
            "parent = \"Flubrs\"",
            "content/topics/a.md:4:10: error[unknown-group]: “Wide water” names the parent “Flubrs”, which is none of the topics; left the link out; did you mean “Flurbs”?",
        ),
        (
            "see_also = [\"Flurbs\", \"Zorbel\"]",
            "content/topics/a.md:4:23: error[unknown-group]: “Wide water” points to “Zorbel”, which is none of the topics; left the link out; did you mean “Zorbles”?",
        ),
        (
            "pinned = [\"pmid:91000020\"]",
            "content/topics/a.md:4:11: warning[unused-setting]: “Wide water” names the article pmid:91000020, which is not in the records; left it out; the nearest are pmid:91000001, pmid:91000002, pmid:91000003",
        ),
        (
            "articles = [\"pmid:12\"]",
            "content/topics/a.md:4:13: warning[unused-setting]: “Wide water” names the article pmid:12, which is not in the records; left it out; correct the identifier, or add the export that holds the article",
        ),
        (
            "template = \"gruop.html\"",
            "content/topics/a.md:4:12: error[bad-template]: there is no template “gruop.html”; did you mean “group.html”?",
        ),
        (
            "aliases = [\"Flu*\"]",
            "content/topics/a.md:4:12: error[bad-pattern]: the alias “Flu*” has a star, which aliases of institutions alone may have",
        ),
    ] {
        told_of(&[("content/topics/a.md", &topic(lines))], said);
    }
    told_of(
        &[
            ("content/topics/a.md", &topic("see_also = [\"Secret\"]")),
            (
                "content/topics/s.md",
                "+++\nname = \"Secret\"\nany = [\"flurbs\"]\nhidden = true\n+++\n",
            ),
        ],
        "content/topics/a.md:4:13: error[unknown-group]: “Wide water” points to “Secret”, which content/topics/s.md hides; left the link out",
    );
    for (line, said) in [
        (
            "country = \"Frankreihc\"",
            "content/institutions/z.md:3:11: error[bad-front-matter]: “Frankreihc” is no country that is known; read the file without it; did you mean “France”?",
        ),
        (
            "aliases = [\"*\"]",
            "content/institutions/z.md:3:12: error[bad-pattern]: the alias “*” has no word that tells one institution from others; left the alias out",
        ),
        (
            "aliases = [\"University of *\"]",
            "content/institutions/z.md:3:12: error[bad-pattern]: the alias “University of *”",
        ),
    ] {
        let profile = format!("+++\nname = \"Zorbon Institute\"\n{line}\n+++\n");
        told_of(&[("content/institutions/z.md", &profile)], said);
    }
}

/// The aliases of a profile bring their articles, and the pages that they would have redirect.
#[test]
fn aliases_join_their_group_and_redirect() {
    for (folder, profile, gone, page, members) in [
        (
            "topics",
            "name = \"Waters\"\naliases = [\"Flurbs\", \"Zorble\"]",
            "topics/flurbs.html",
            "topics/waters.html",
            &[1, 2, 3][..],
        ),
        (
            "topics",
            "name = \"Waters\"\naliases = [\"Flurbs\"]\nany = [\"nothing of the kind\"]",
            "topics/flurbs.html",
            "topics/waters.html",
            &[1, 2, 3],
        ),
        (
            "institutions",
            "name = \"The Mud House\"\naliases = [\"Zorbon Institute\"]",
            "institutions/zorbon-institute.html",
            "institutions/the-mud-house.html",
            &[1, 2, 3],
        ),
        (
            "authors",
            "name = \"Quollheart Ada\"\naliases = [\"Ebbtide B\"]",
            "authors/ebbtide-b.html",
            "authors/quollheart-ada.html",
            &[1, 2, 3],
        ),
        (
            "journals",
            "name = \"The Mud\"\naliases = [\"J Mud\"]",
            "journals/j-mud.html",
            "journals/the-mud.html",
            &[1, 2, 3],
        ),
        (
            "countries",
            "name = \"The Andes\"\naliases = [\"Peru\", \"Ecuador\"]",
            "countries/peru.html",
            "countries/the-andes.html",
            &[1, 2, 3],
        ),
        (
            "types",
            "name = \"Cases\"\naliases = [\"Case Reports\"]",
            "types/case-reports.html",
            "types/cases.html",
            &[1, 2, 3],
        ),
        (
            "funders",
            "name = \"Trust of flurbs\"\naliases = [\"Tidal Trust\"]",
            "funders/tidal-trust.html",
            "funders/trust-of-flurbs.html",
            &[1, 2, 3],
        ),
    ] {
        let text = format!("+++\n{profile}\n+++\n");
        let site = site(&[
            (&format!("content/{folder}/p.md"), &text),
            ("litdigest.toml", "[groupings.authors]\nmin = 1\n[groupings.topics]\nmin = 1\n"),
        ]);
        let run = site.build(0);
        assert!(
            !run.stderr.contains("warning") && !run.stderr.contains("error"),
            "{profile}: {}",
            run.stderr
        );
        let html = site.page(page);
        for member in members {
            assert!(html.contains(&format!("9100000{member}.html")), "{profile}: {member}");
        }
        let file = page.rsplit('/').next().unwrap();
        let old = site.page(gone);
        assert!(old.contains("http-equiv") && old.contains(file), "{profile}: {old}");
        let index = site.page(&format!("{folder}/index.html"));
        assert!(!index.contains(gone.rsplit('/').next().unwrap()), "{profile}");
    }
    // The reason names the alias.
    let site =
        site(&[("content/topics/p.md", "+++\nname = \"Waters\"\naliases = [\"Flurbs\"]\n+++\n")]);
    site.build(0);
    assert!(site.page("articles/91000001.html").contains("MeSH major heading “Flurbs”"));
}

/// One pattern gathers the pages of one institute.
#[test]
fn a_pattern_gathers_the_names_of_an_institution() {
    let record = |at: usize, place: &str| {
        format!(
            r#"{{"key": "{at}", "pmid": "9100004{at}", "title": "Of {at}.", "affiliations": ["{place}"], "authors": [{{"family": "A", "affiliations": [0]}}]}}"#
        )
    };
    let places = [
        "Zorbon Institute of Deep Mud, Lima, Peru",
        "Zorbon Institute for Mud and Harvest, Lima, Peru",
        "Zorbon Research Center, Lima, Peru",
        "Elbo University, Quito, Ecuador",
    ];
    let records: Vec<String> =
        places.iter().enumerate().map(|(at, place)| record(at, place)).collect();
    let site = Site::of(&[
        ("content/records/p.jsonl", &records.join("\n")),
        (
            "content/institutions/z.md",
            "+++\nname = \"Zorbon\"\naliases = [\"Zorbon*\"]\nnot_aliases = [\"Zorbon Research Center\"]\n+++\n",
        ),
    ]);
    let run = site.build(0);
    assert!(!run.stderr.contains("error"), "{}", run.stderr);
    let page = site.page("institutions/zorbon.html");
    let has = |at: usize| page.contains(&format!("9100004{at}.html"));
    assert_eq!([0, 1, 2, 3].map(has), [true, true, false, false]);
}

/// Two profiles that want one name: who has it as a name keeps it, else the first file, and both are named.
#[test]
fn a_name_that_two_profiles_want_is_told() {
    let waters = "+++\nname = \"Waters\"\naliases = [\"Flurbs\"]\n+++\n";
    let said = "content/topics/b.md:3:12: error[duplicate-alias]: “Waters” takes in “Flurbs”, which has a profile in content/topics/a.md; left it to content/topics/a.md; remove content/topics/a.md and say here what it says, or remove this alias; `parent` puts one group below another";
    told_of(
        &[
            ("content/topics/a.md", "+++\nname = \"Flurbs\"\n+++\n"),
            ("content/topics/b.md", waters),
        ],
        said,
    );
    let seas = "+++\nname = \"Seas\"\naliases = [\"flurb\"]\n+++\n";
    let said = "content/topics/b.md:3:12: error[duplicate-alias]: “Waters” takes in “Flurbs”, which “Seas” takes in too; left it to content/topics/a.md; remove the alias here or in content/topics/a.md";
    let files = [("content/topics/a.md", seas), ("content/topics/b.md", waters)];
    told_of(&files, said);
    let site = site(&files);
    site.build(1);
    assert!(site.page("topics/seas.html").contains("91000001.html"));
    assert!(!site.has("topics/waters.html"), "nothing is left of it");
    for folder in ["institutions", "authors", "journals"] {
        let name = |name: &str, alias: &str| {
            format!("+++\nname = \"{name}\"\naliases = [\"{alias}\"]\n+++\n")
        };
        let (one, two) = (name("One", "Zed"), name("Two", "Zed"));
        let files = [
            (&*format!("content/{folder}/a.md"), &*one),
            (&*format!("content/{folder}/b.md"), &*two),
        ];
        told_of(
            &files,
            &format!(
                "content/{folder}/b.md:3:12: error[duplicate-alias]: “Two” takes in “Zed”, which “One” takes in too"
            ),
        );
    }
}

/// What `check` says of a note with these words, in short form.
fn told_of_note(body: &str) -> String {
    let note = format!("+++\narticle = \"pmid:91000001\"\n+++\n{body}\n");
    let site = site(&[
        ("content/notes/n.md", &note),
        ("content/topics/m.md", "+++\nname = \"Zorbles\"\n+++\n## History\n"),
    ]);
    site.run(&["check", "--message-format", "short"]).stderr
}

/// A link that leads nowhere says what is not there and what is near; a citation says that it is not set yet.
#[test]
fn a_link_that_leads_nowhere_says_why() {
    for (body, said) in [
        (
            "[a](pmid:91000012)",
            "content/notes/n.md:4:5: error[broken-link]: no article `pmid:91000012` is in the records; kept the words without the link; the nearest are pmid:91000002, pmid:91000001, pmid:91000003",
        ),
        (
            "[a](pmid:12345678)",
            "no article `pmid:12345678` is in the records; kept the words without the link; add the export that holds it, or link to https://pubmed.ncbi.nlm.nih.gov/12345678/",
        ),
        (
            "[a](doi:10.5555/none)",
            "error[broken-link]: no article `doi:10.5555/none` is in the records",
        ),
        ("[a](PMC7654321)", "error[broken-link]: no article `PMC7654321` is in the records"),
        (
            "[a](../topics/m.md#histroy)",
            "content/notes/n.md:4:5: error[broken-link]: `../topics/m.md` has no heading `histroy`; kept the words without the link; did you mean `../topics/m.md#history`?",
        ),
        ("[a](#nothing)", "error[broken-link]: no heading of this file has the id `nothing`"),
        (
            "As [@pmid:91000001] says",
            "content/notes/n.md:4:4: warning[unset-citation]: this version does not set citations such as `[@…]` yet",
        ),
        ("[a](javascript:alert)", "error[unsafe-link]"),
    ] {
        let all = told_of_note(body);
        assert!(all.contains(said), "{body} {said}: {all}");
        assert!(!all.contains("may not use `pmid:`"), "{body}: {all}");
    }
    for fine in [
        "[a](pmid:91000002)",
        "[a](../topics/m.md#history)",
        "[a](#abstract)",
        "`[@pmid:1]`",
        "a [@ b]",
        "## One\n\n[a](#one)",
    ] {
        let all = told_of_note(fine);
        assert!(!all.contains("error") && !all.contains("warning"), "{fine}: {all}");
    }
}

/// Headings of notes and profiles can be linked to from other files, under the ids that they have on their pages.
#[test]
fn a_heading_is_linked_to_from_another_file() {
    let site = site(&[
        (
            "content/p.md",
            "[a](notes/a.md#methods) [b](notes/b.md#methods) [c](topics/m.md#history) [d](#here)\n\n## Here\n",
        ),
        ("content/notes/a.md", "+++\narticle = \"pmid:91000001\"\n+++\n## Methods\n\nText.\n"),
        (
            "content/notes/b.md",
            "+++\narticle = \"pmid:91000001\"\n+++\nText.\n\n## Methods\n\n[own](#methods)\n",
        ),
        ("content/topics/m.md", "+++\nname = \"Zorbles\"\n+++\n## History\n"),
    ]);
    site.build(0);
    let page = site.page("p.html");
    for link in [
        // The heading that became the title is where the note begins.
        "articles/91000001.html#note\"",
        "articles/91000001.html#note-2-methods",
        "topics/zorbles.html#about-history",
        "\"#here\"",
    ] {
        assert!(page.contains(link), "{link}: {page}");
    }
    assert!(site.page("articles/91000001.html").contains("href=\"#note-2-methods\""));
    assert_eq!(site.run(&["check"]).code, 0);
}

/// A link to the profile of a hidden group says that it is hidden.
#[test]
fn a_link_to_a_hidden_group_says_so() {
    told_of(
        &[
            ("content/p.md", "[x](topics/s.md)\n"),
            ("content/topics/s.md", "+++\nname = \"Flurbs\"\nhidden = true\n+++\n"),
        ],
        "content/p.md:1:5: error[broken-link]: `topics/s.md` describes “Flurbs”, which has no page, because it says hidden = true",
    );
}

/// Front matter behind blank lines or comments is front matter, so a draft stays a draft.
#[test]
fn a_draft_is_not_published_for_a_blank_line() {
    let site = site(&[
        ("content/one.md", "\n+++\ntitle = \"S\"\ndraft = true\n+++\nZYXSECRET\n"),
        ("content/two.md", "<!-- licence -->\n---\ntitle: S\ndraft: true\n---\nZYXSECRET\n"),
        ("content/topics/t.md", " ---\nname: Zorbles\n---\nProse of it.\n"),
    ]);
    site.build(0);
    for (page, text) in texts(&site) {
        assert!(!text.contains("ZYXSECRET"), "{page}");
    }
    let topic = site.page("topics/zorbles.html");
    assert!(topic.contains("Prose of it.") && !topic.contains("name:"), "{topic}");
}

/// Pages that take the place of a page of the program's, and a file whose name is in capitals.
#[test]
fn pages_of_special_names_do_what_one_expects() {
    let site = site(&[
        (
            "content/404.md",
            "# Lost here\n\nGo [home](index.html) or to [a topic](topics/zorbles.html).\n",
        ),
        ("content/topics/index.md", "# All topics\n\nWhat we read about. [See](../guide.md).\n"),
        ("content/GUIDE.MD", "How to use it.\n"),
        ("content/INDEX.md", "Welcome to the mud.\n"),
        ("litdigest.toml", "[groupings.topics]\nmin = 1\n"),
    ]);
    let run = site.run(&["build", "--strict"]);
    let broken = "`../guide.md` leads to no page of the site; kept the words without the link; did you mean `GUIDE.MD`?";
    assert!(run.stderr.contains("GUIDE.MD"), "{}{broken}", run.stderr);
    let site = site.with(
        "content/topics/index.md",
        b"# All topics\n\nWhat we read about. [See](../GUIDE.MD).\n",
    );
    let run = site.run(&["build", "--strict"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let lost = site.page("404.html");
    assert!(
        lost.contains("Lost here")
            && lost.contains("href=\"/index.html\"")
            && lost.contains("href=\"/topics/zorbles.html\""),
        "{lost}"
    );
    assert!(lost.contains("<style>"), "it carries its style");
    let topics = site.page("topics/index.html");
    assert!(topics.contains("What we read about.") && topics.contains("../guide.html"), "{topics}");
    assert!(topics.contains("zorbles.html"));
    assert!(site.page("guide.html").contains("How to use it."));
    let home = site.page("index.html");
    assert!(home.contains("Welcome to the mud.") && !home.contains("404.html"), "{home}");
    assert!(!home.contains(">All topics<") && !home.contains("topics/topics"), "{home}");
}

/// The command line's output obeys the rules of the settings'.
#[test]
fn the_output_is_none_of_the_folders_that_are_kept() {
    let site = site(&[("static/a.txt", "a")]);
    for folder in
        ["content", "content/records", "content/sub", "static", ".", "..", "./templates/../content"]
    {
        let run = site.run(&["build", "-o", folder]);
        assert_eq!(run.code, 1, "{folder}: {}", run.stderr);
        assert!(
            run.stderr.contains("--output: the site cannot be written to")
                && run.stderr.contains("is kept there"),
            "{folder}: {}",
            run.stderr
        );
    }
    std::os::unix::fs::symlink(site.path("content"), site.path("elsewhere")).unwrap();
    assert_eq!(site.run(&["build", "-o", "elsewhere"]).code, 1);
    assert!(!site.path("content/index.html").exists());
    assert_eq!(site.run(&["build", "-o", "out/of/it"]).code, 0);
    assert!(site.path("out/of/it/index.html").exists());
}

/// What is copied as it is lies in the site, and is not what is hidden on purpose.
#[test]
fn static_publishes_nothing_that_is_hidden_or_elsewhere() {
    let outside = Site::of(&[("key.txt", "ZYXKEY"), ("folder/key.txt", "ZYXKEY")]);
    let site = site(&[
        ("static/a.txt", "a"),
        ("static/.env", "ZYXKEY"),
        ("static/.git/config", "ZYXKEY"),
        ("static/.nojekyll", ""),
        ("static/.well-known/security.txt", "Contact: us"),
        ("shared/b.txt", "b"),
    ]);
    let link = |from: std::path::PathBuf, to: &str| {
        std::os::unix::fs::symlink(from, site.path(to)).unwrap()
    };
    link(outside.path("key.txt"), "static/key.txt");
    link(outside.path("folder"), "static/folder");
    link(site.path("shared"), "static/shared");
    let run = site.run(&["build", "--message-format", "short"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for (page, text) in texts(&site) {
        assert!(!text.contains("ZYXKEY"), "{page}");
    }
    for there in ["a.txt", ".nojekyll", ".well-known/security.txt", "shared/b.txt"] {
        assert!(site.has(there), "{there}");
    }
    for told in [
        "static/.env:1:1: note[skipped-file]",
        "static/.git:1:1: note[skipped-file]",
        "static/key.txt:1:1: note[skipped-file]",
        "static/folder:1:1: note[skipped-file]",
    ] {
        assert!(run.stderr.contains(told), "{told}: {}", run.stderr);
    }
}

/// Two files that give one PMID two titles and years.
fn disagreeing(settings: &str) -> Site {
    let record = |title: &str, year: u32| {
        format!(
            r#"{{"key": "1", "pmid": "91000051", "title": "{title}", "published": {{"year": {year}, "text": "{year}"}}}}"#
        )
    };
    Site::of(&[
        ("content/records/a.jsonl", &record("On the mud of harbours.", 2019)),
        ("content/records/b.jsonl", &record("Something else entirely.", 2021)),
        ("litdigest.toml", settings),
    ])
}

/// A warning that the curator has answered is not said again, so that `--strict` can be used.
#[test]
fn rulings_end_the_warnings_that_they_answer() {
    let strict = |site: &Site| site.run(&["build", "--strict", "--message-format", "short"]);
    let open = strict(&disagreeing(""));
    assert_eq!(
        (open.code, open.stderr.matches("[merged-conflict]").count()),
        (1, 2),
        "{}",
        open.stderr
    );
    let same = "[[same]]\nids = [\"pmid:91000051\", \"91000051\"]\n";
    let title = "[[correct]]\nid = \"pmid:91000051\"\ntitle = \"On the mud of harbours.\"\n";
    let year = "[[correct]]\nid = \"pmid:91000051\"\npublished = 2021\n";
    for (settings, code, left) in [
        (title.to_owned(), 1, 1),
        (format!("{title}{year}"), 0, 0),
        ("[[silence]]\ncode = \"merged-conflict\"\n".to_owned(), 0, 0),
        (
            "[[silence]]\ncode = \"merged-conflict\"\nid = \"pmid:91000051\"\nreason = \"Known\"\n"
                .to_owned(),
            0,
            0,
        ),
        ("[[silence]]\ncode = \"merged-conflict\"\nid = \"pmid:91000052\"\n".to_owned(), 1, 2),
        (same.to_owned(), 0, 0),
    ] {
        let run = strict(&disagreeing(&settings));
        let count = run.stderr.matches("[merged-conflict]").count();
        assert_eq!((run.code, count), (code, left), "{settings}: {}", run.stderr);
    }
}

/// Two records that share a DOI and are told to be one work, or two, say nothing more.
#[test]
fn same_and_different_end_what_is_said_of_shared_identifiers() {
    let record = |pmid: &str, title: &str, author: &str| {
        format!(
            r#"{{"key": "1", "pmid": "{pmid}", "doi": "10.5555/x", "title": "{title}", "authors": [{{"family": "{author}"}}], "published": {{"year": 2019, "text": "2019"}}}}"#
        )
    };
    let records = [
        record("91000061", "On the mud of harbours.", "Abel"),
        record("91000062", "On flurbs in bays.", "Bane"),
    ]
    .join("\n");
    let site = |settings: &str| {
        Site::of(&[("content/records/a.jsonl", &records), ("litdigest.toml", settings)])
    };
    let check = |settings: &str| {
        let run = site(settings).run(&["check", "--strict", "--message-format", "short"]);
        (run.code, run.stderr)
    };
    let (code, said) = check("");
    assert!(code == 1 && said.contains("conflicting-identifiers"), "{said}");
    let ids = "ids = [\"pmid:91000061\", \"pmid:91000062\"]\n";
    for table in ["same", "different"] {
        let (code, said) = check(&format!("[[{table}]]\n{ids}"));
        assert_eq!(code, 0, "{table}: {said}");
        assert!(!said.contains("conflict") && !said.contains("idle-setting"), "{table}: {said}");
    }
}

/// What cannot be silenced is told with a way out.
#[test]
fn a_silence_that_cannot_be_says_why() {
    for (lines, said) in [
        (
            "code = \"merged-conflct\"",
            "litdigest.toml:2:8: error[bad-config]: there is no message `merged-conflct`; did you mean \"merged-conflict\"?",
        ),
        (
            "code = \"rejected-record\"",
            "litdigest.toml:2:8: error[bad-config]: `rejected-record` is an error, and errors cannot be silenced",
        ),
        (
            "reason = \"x\"",
            "litdigest.toml:1:1: error[bad-config]: `[[silence]]` does not say which message it is about",
        ),
        (
            "code = \"bad-date\"\nfiel = \"x\"",
            "litdigest.toml:3:1: error[unknown-key]: `[[silence]]` has no key `fiel`; did you mean `file`?",
        ),
        (
            "code = \"bad-date\"",
            "litdigest.toml:2:8: note[idle-setting]: [[silence]] meets no `bad-date`",
        ),
        ("code = \"no-base-url\"\nfile = \"content/*\"", "note[no-base-url]"),
    ] {
        told_of(&[("litdigest.toml", &format!("[[silence]]\n{lines}\n"))], said);
    }
    let quiet = site(&[("litdigest.toml", "[[silence]]\ncode = \"no-base-url\"\n")]);
    let run = quiet.run(&["check", "--message-format", "short"]);
    assert!(!run.stderr.contains("no-base-url"), "{}", run.stderr);
}

/// A proposal takes in the topics that say the same, and its count is what the saved file gives.
#[test]
fn a_proposal_is_a_family_with_the_count_that_its_file_gives() {
    let record = |at: usize, keywords: &str| {
        format!(
            r#"{{"key": "{at}", "pmid": "9100007{at}", "title": "Of {at}.", "keywords": [{keywords}]}}"#
        )
    };
    let keyword = |text: &str| format!(r#"{{"text": "{text}"}}"#);
    let (whole, turned, piece) = (
        keyword("zorbon sulfate salts"),
        keyword("salts zorbon sulfate"),
        keyword("sulfate salts"),
    );
    let records = [
        record(0, &whole),
        record(1, &format!("{whole}, {piece}")),
        record(2, &format!("{whole}, {piece}")),
        record(3, &turned),
        record(4, &turned),
        record(5, &keyword("zorble dens")),
        record(6, &keyword("zorble dens")),
    ]
    .join("\n");
    let site = Site::of(&[
        ("content/records/k.jsonl", &records),
        ("litdigest.toml", "[groupings.topics]\nmin = 2\n"),
    ]);
    let run = site.run(&["topics", "suggest"]);
    let first = run.stdout.split("+++").next().unwrap();
    assert_eq!(
        first.trim(),
        "# content/topics/zorbon-sulfate-salts.md (5 articles, 5 of them in no topic of yours; takes in “Salts zorbon sulfate” (2), “Sulfate salts” (2))"
    );
    assert!(
        run.stdout.contains("aliases = [\"Salts zorbon sulfate\", \"Sulfate salts\"]"),
        "{}",
        run.stdout
    );
    let written = site.run(&["topics", "suggest", "--write"]);
    assert_eq!(written.code, 0, "{}", written.stderr);
    site.build(0);
    let page = site.page("topics/zorbon-sulfate-salts.html");
    assert_eq!((0..7).filter(|at| page.contains(&format!("9100007{at}.html"))).count(), 5);
    for gone in ["salts-zorbon-sulfate", "sulfate-salts"] {
        assert!(
            site.page(&format!("topics/{gone}.html")).contains("zorbon-sulfate-salts.html"),
            "{gone}"
        );
    }
    let again = site.run(&["topics", "suggest"]);
    assert_eq!(again.stdout, "", "all is covered");
}

/// Messages print paths as an editor opens them from where the command runs; pages keep them relative to the site.
#[test]
fn paths_are_those_of_the_folder_in_which_the_command_runs() {
    let record = r#"{"key": "1", "pmid": "91000081", "title": "On mud.", "published": {"year": 2019, "text": "2019"}}"#;
    let other = r#"{"key": "1", "pmid": "91000081", "title": "On quite another thing.", "published": {"year": 2019, "text": "2019"}}"#;
    let site = Site::of(&[
        ("room/content/records/sub/a.jsonl", record),
        ("room/content/records/b.jsonl", other),
        ("room/content/topics/x.md", "+++\nname = \"X\"\nparent = \"Y\"\nany = [\"mud\"]\n+++\n"),
    ]);
    for (folder, before) in [("room", "room/"), ("./room/", "room/")] {
        let short = site.run(&["check", folder, "--message-format", "short"]).stderr;
        assert!(
            short.contains(&format!("{before}content/topics/x.md:3:10: error[unknown-group]")),
            "{short}"
        );
        assert!(short.contains(&format!("{before}content/records/")), "{short}");
        let line = short.lines().find(|line| line.contains("merged-conflict")).unwrap();
        let (place, rest) = line.split_once(": ").unwrap();
        let file = place.split(':').next().unwrap();
        assert!(site.path(file).exists(), "{file}");
        let kept = rest.split("kept the title of ").nth(1).unwrap().split(':').next().unwrap();
        assert!(site.path(kept).exists(), "{kept}");
        let github = site.run(&["check", folder, "--message-format", "github"]).stderr;
        assert!(
            github.contains(&format!("file={before}content/topics/x.md,line=3,col=10")),
            "{github}"
        );
        let status = site.run(&["status", folder]).stdout;
        assert!(status.contains(&format!("{before}content/records/sub/a.jsonl")), "{status}");
    }
    // The same bytes, wherever the command runs.
    assert_eq!(site.run(&["build", "room", "-o", "one"]).code, 1);
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_litdigest"))
        .args(["build", "-o", "../two", "--quiet"])
        .current_dir(site.path("room"))
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(1));
    assert!(String::from_utf8(run.stderr).unwrap().contains("--> content/topics/x.md:3:10"));
    assert_eq!(crate::support::tree(&site.path("one")), crate::support::tree(&site.path("two")));
}

/// Notes of one kind are one line for people, `--all` lists them, and the summary stands last.
#[test]
fn notes_of_one_kind_are_one_line() {
    let site = site(&[("content/a.txt", "x"), ("content/b.txt", "x"), ("content/c/d.txt", "x")]);
    let run = site.run(&["check"]);
    assert_eq!(run.stderr.matches("[skipped-file]").count(), 1, "{}", run.stderr);
    assert!(
        run.stderr.contains(
            "note[skipped-file]: 3 in 3 files; --all lists them: A file in the site's folders"
        ),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.lines().last().unwrap().contains("0 errors, 0 warnings, 4 notes"),
        "{}",
        run.stderr
    );
    let all = site.run(&["check", "--all"]);
    assert_eq!(all.stderr.matches("note[skipped-file]").count(), 3, "{}", all.stderr);
    let short = site.run(&["check", "--message-format", "short"]);
    assert_eq!(short.stderr.matches("note[skipped-file]").count(), 3, "{}", short.stderr);
}

/// The status names articles with title and file, all of them with `--all`, and its blocks work when they are pasted.
#[test]
fn the_status_names_articles_and_its_blocks_can_be_pasted() {
    let record = |at: usize, place: &str| {
        format!(
            r#"{{"key": "{at}", "pmid": "910001{at:02}", "title": "Work number {at}.", "affiliations": ["{place}, Lima, Peru"], "authors": [{{"family": "A", "affiliations": [0]}}]}}"#
        )
    };
    let mut records: Vec<String> =
        (0..14).map(|at| record(at, "Elbo Institute of Zorbonics")).collect();
    records.extend([
        record(20, "Elbo Institute of Zorbonnics"),
        record(21, "Zorbonics Institute of Elbo"),
    ]);
    let site = Site::of(&[("content/records/s.jsonl", &records.join("\n"))]);
    let run = site.run(&["status"]);
    for words in [
        "Articles without DOI (16)",
        "Work number 0.",
        "content/records/s.jsonl:1",
        "… and 13 more (--all lists them)",
        "== To decide",
        "== To add",
    ] {
        assert!(run.stdout.contains(words), "{words}: {}", run.stdout);
    }
    let all = site.run(&["status", "--all"]).stdout;
    assert!(!all.contains("--all lists them"), "{all}");
    assert!((0..14).all(|at| all.contains(&format!("Work number {at}."))), "{all}");
    let block: Vec<&str> = all
        .lines()
        .skip_while(|line| line.trim() != "[institutions.aliases]")
        .take_while(|line| !line.is_empty())
        .collect();
    assert!(block.len() > 1, "{all}");
    let site = site.with("litdigest.toml", block.join("\n").as_bytes());
    let check = site.run(&["check"]);
    assert_eq!(check.code, 0, "{}", check.stderr);
    assert!(!site.run(&["status"]).stdout.contains("Institutions that might be one"));
}
