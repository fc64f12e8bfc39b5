//! The curator's files: links between them, their names, the output folder, and what is published as it is.

use super::*;

/// What `check` says of a note with these words, in short form.
fn told_of_note(body: &str) -> String {
    let note = format!("+++\narticle = \"pmid:91000001\"\n+++\n{body}\n");
    let site = site(&[
        ("content/notes/n.md", &note),
        ("content/topics/m.md", "+++\nname = \"Zorbles\"\n+++\n## History\n"),
    ]);
    site.run(&["check", "--message-format", "short"]).stderr
}

/// A link that leads nowhere says what is not there and what is near; so does a citation.
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
            "As [@pmid:91000012] says",
            "content/notes/n.md:4:6: error[unknown-citation]: no article `pmid:91000012` is in the records; left it as it is typed; the nearest are pmid:91000002, pmid:91000001, pmid:91000003",
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
        std::os::unix::fs::symlink(from, site.path(to)).unwrap();
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
