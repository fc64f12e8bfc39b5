//! What profiles say is on their pages; what they name and is not there is told; their aliases and patterns join.

use super::*;

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
