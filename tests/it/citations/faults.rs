//! What is said of citations that cannot be set, and of styles that are none.

use super::*;

fn told(files: &[(&str, &str)], said: &[&str]) -> String {
    let site = site(files);
    let run = site.run(&["build", "--message-format", "short"]);
    for line in said {
        assert!(run.stderr.contains(line), "{line}\n{}", run.stderr);
    }
    if site.has("p.html") { site.page("p.html") } else { String::new() }
}

#[test]
fn a_citation_of_nothing_stays_as_typed() {
    let page = told(
        &[
            (
                "content/p.md",
                "a [@91000091; see @91000001]\n\nä [@{quay2019zorbels}] and [@twice] and @pmid:1 and [@91000009].\n",
            ),
            ("litdigest.toml", "[[exclude]]\nid = \"pmid:91000001\"\nreason = \"x\"\n"),
        ],
        &[
            "content/p.md:1:5: error[unknown-citation]: no article `91000091` is in the records; left it as it is typed; the nearest are",
            "content/p.md:1:20: error[unknown-citation]: `91000001` is “On flurbs.”, which the settings leave out; left it as it is typed; take its block out of [[exclude]]",
            "content/p.md:3:6: error[unknown-citation]: no article `quay2019zorbels` is in the records; left it as it is typed; did you mean @quay2019zorbles?",
            "content/p.md:3:30: error[unknown-citation]: several articles have the citation key `twice`; left it as it is typed; cite one of them by its identifier: 91000004, 91000005",
            "error[unknown-citation]: no article `pmid:1` is in the records; left it as it is typed; add the export that holds it, or link to https://pubmed.ncbi.nlm.nih.gov/1/",
        ],
    );
    assert!(
        page.contains("a [@91000091; see @91000001]") && page.contains("@pmid:1 and"),
        "{page}"
    );
}

#[test]
fn a_known_one_is_set_beside_an_unknown_one() {
    let page = told(
        &[("content/p.md", "a [@91000001; @nobody]\n")],
        &["content/p.md:1:16: error[unknown-citation]: no article `nobody` is in the records"],
    );
    assert!(plain(&page).contains("a (1) [@nobody]"), "{page}");
}

#[test]
fn a_fault_is_said_once_for_all_its_places() {
    let page = told(
        &[("content/p.md", &"[@nobody] [@91000003] ".repeat(300))],
        &[
            "content/p.md:1:3: error[unknown-citation]: no article `nobody` is in the records; left it as it is typed, here and in 299 more places",
            "content/p.md:1:13: warning[retracted-citation]: this cites “On mud.”, which is retracted; marked it in the text, here and in 299 more places",
        ],
    );
    assert_eq!(
        page.matches("1</a> <strong class=\"tag bad\">[Retracted]</strong>)</span>").count(),
        300
    );
    assert!(page.contains("<strong class=\"tag bad\">[Retracted]</strong> <a href=\"articles/91000003.html\">On mud"), "{page}");
    assert_eq!(page.matches("class=\"back\"").count(), 20);
    assert!(page.contains("and 280 more places"));
}

#[test]
fn a_citation_that_has_no_place_says_so() {
    let page = told(
        &[("content/p.md", "# Title [@91000001]\n\n[words @91000002](https://example.org/)\n")],
        &[
            "content/p.md:1:9: warning[misplaced-citation]: a citation in the title of a page is not shown; left it out",
            "content/p.md:3:9: warning[misplaced-citation]: a citation in the words of a link cannot be a link itself; left it as it is typed",
        ],
    );
    assert!(page.contains("<h1>Title</h1>") && page.contains(">words @91000002</a>"), "{page}");
}

#[test]
fn styles_are_named_or_files() {
    let settings = |line: &str| format!("[citations]\n{line}\n");
    let page = ("content/p.md", "a [@91000001]\n");
    for (line, said) in [
        (
            "style = \"vancouvre\"",
            "litdigest.toml:2:9: error[bad-config]: there is no style `vancouvre`; did you mean \"vancouver\"?",
        ),
        ("style = \"../x.csl\"", "error[bad-config]: `style` is not a file of the site"),
        (
            "locale = \"de\"",
            "litdigest.toml:2:10: error[bad-config]: there is no locale `de` for citations; did you mean \"de-DE\"?",
        ),
        ("stile = \"apa\"", "litdigest.toml:2:1: error[unknown-key]"),
    ] {
        assert_eq!(told(&[page, ("litdigest.toml", &settings(line))], &[said]), "");
    }
    // A file that is no style costs the style, not the site.
    for (csl, said) in [
        (None, "litdigest.toml:2:9: error[bad-style]"),
        (
            Some("<style>\n <info></b></style>"),
            "own.csl:2:8: error[bad-style]: this is no citation style",
        ),
        (Some("no XML"), "own.csl:1:1: error[bad-style]: this is no citation style"),
        (
            Some(
                "<style xmlns=\"http://purl.org/net/xbiblio/csl\" version=\"1.0\"><info><title>A</title><id>a</id><link href=\"http://www.zotero.org/styles/the-lancet\" rel=\"independent-parent\"/><updated>2020-01-01T00:00:00+00:00</updated></info></style>",
            ),
            "error[bad-style]: this style says only that it is like the-lancet; cited in the style vancouver instead; set style = \"the-lancet\"",
        ),
    ] {
        let settings = settings("style = \"own.csl\"");
        let mut files = vec![page, ("litdigest.toml", settings.as_str())];
        files.extend(csl.map(|csl| ("own.csl", csl)));
        assert!(plain(&told(&files, &[said])).contains("a (1)"));
    }
    // One that is a style is used.
    let own = include_str!("../../fixtures/citations/own.csl");
    let page =
        told(&[page, ("litdigest.toml", &settings("style = \"own.csl\"")), ("own.csl", own)], &[]);
    assert!(
        plain(&page).contains("a {Quay 2019}") && plain(&page).contains("Quay: On flurbs."),
        "{page}"
    );
}
