//! The curator's Markdown: what each file becomes, and what is said about one that is wrong.

use litdigest::config::MarkdownOptions;
use litdigest::content::{self, Content, LinkTarget};
use litdigest::diag::{Diagnostic, Severity};
use litdigest::text::file::TextFile;
use proptest::prelude::*;

fn file(path: &str, text: &str) -> TextFile {
    TextFile { path: path.into(), file: format!("content/{path}").into(), text: text.into() }
}

fn build(files: &[(&str, &str)]) -> (Content, Vec<Diagnostic>) {
    let files: Vec<TextFile> = files.iter().map(|(path, text)| file(path, text)).collect();
    content::build(&files, &litdigest::grouping::profile_kinds(), false)
}

/// Builds what must be without a complaint.
fn good(files: &[(&str, &str)]) -> Content {
    let (content, diagnostics) = build(files);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    content
}

/// `line:column: code: message; done; help` of each diagnostic.
fn told(path: &str, text: &str) -> (Content, Vec<String>) {
    let (content, diagnostics) = build(&[(path, text)]);
    let one = |d: &Diagnostic| {
        let place = d.place.as_ref().expect("front matter has lines");
        assert_eq!(&*place.file, format!("content/{path}"));
        format!(
            "{}:{}: {}: {}; {}; {}",
            place.line,
            place.column,
            d.code.id,
            d.message,
            d.done.as_deref().expect("says what was done"),
            d.help.as_deref().expect("says what to do")
        )
    };
    (content, diagnostics.iter().map(one).collect())
}

fn count(content: &Content) -> usize {
    content.profiles.len() + content.notes.len() + content.pages.len()
}

#[test]
fn the_folder_says_what_a_file_is() {
    let content = good(&[
        ("about.md", "# About us\n\nWords."),
        ("authors/a.md", ""),
        ("countries/a.md", ""),
        ("institutions/a.md", ""),
        ("journals/a.md", ""),
        ("notes/x/1.md", "---\narticle: 34357138\n---\nA note."),
        ("reviews/2026/march.md", "Words."),
        ("topics/a.md", ""),
        ("years/2026.md", ""),
    ]);
    let profiles: Vec<&str> = content.profiles.iter().map(|p| p.grouping.as_str()).collect();
    assert_eq!(profiles, ["authors", "countries", "institutions", "journals", "topics", "years"]);
    assert_eq!(content.notes[0].article, "34357138");
    assert_eq!(content.notes[0].place.line, 2);
    let pages: Vec<&str> = content.pages.iter().map(|p| &*p.path).collect();
    assert_eq!(pages, ["about.md", "reviews/2026/march.md"]);
}

#[test]
fn a_profile_has_rules_facts_and_prose() {
    let toml = "+++
name = \"Skeletal muscle\"
hidden = true
parent = \"Muscle\"
see_also = [\"ALS\"]
pinned = [34357138, \"doi:10.1000/x\"]
any = [\"skeletal  muscle\", \"myofibre\"]
not = [\"cardiac\"]
date = 2026-03-12
+++

The muscle.
";
    let yaml = "---
name: Skeletal muscle
hidden: true
parent: Muscle
see_also: [ALS]
pinned:
  - 34357138
  - doi:10.1000/x
any: [skeletal  muscle, myofibre]
not: [cardiac]
date: 2026-03-12
---

The muscle.
";
    for text in
        [toml.to_owned(), yaml.to_owned(), yaml.replace('\n', "\r\n"), format!("\u{feff}{toml}")]
    {
        let content = good(&[("topics/muscle.md", &text)]);
        let profile = &content.profiles[0];
        assert_eq!(profile.name, "Skeletal muscle");
        assert!(profile.hidden);
        assert_eq!(profile.parent.as_deref(), Some("Muscle"));
        assert_eq!(profile.see_also, ["ALS"]);
        assert_eq!(profile.pinned, ["34357138", "doi:10.1000/x"]);
        assert_eq!(profile.list("any"), ["skeletal muscle", "myofibre"]);
        assert_eq!(profile.list("not"), ["cardiac"]);
        assert!(profile.list("mesh").is_empty());
        assert_eq!(profile.place.line, 1);
        assert_eq!(profile.document.date.as_deref(), Some("2026-03-12"));
        assert_eq!(profile.document.title, "Skeletal muscle");
        assert_eq!(profile.document.body.body().trim(), "The muscle.");
    }
    let content = good(&[
        (
            "institutions/a.md",
            "+++\naliases = [\"Uni A\"]\nnot_aliases = [\"Uni B\"]\nror = \"https://ror.org/00f54p054\"\ncountry = \"Spain\"\ncity = \"Leioa\"\n+++\n",
        ),
        (
            "authors/b.md",
            "+++\nvariants = [\"B C\"]\norcid = \"https://orcid.org/0000-0002-1825-0097\"\n+++\n",
        ),
    ]);
    let facts = |at: usize| {
        content.profiles[at].facts.iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>()
    };
    assert_eq!(facts(0), ["ror=00f54p054", "country=Spain", "city=Leioa"]);
    assert_eq!(facts(1), ["orcid=0000-0002-1825-0097"]);
    assert!(content.profiles[0].document.body.is_empty());
}

#[test]
fn a_title_is_typed_or_the_first_heading_or_the_files_name() {
    for (path, text, title, body) in [
        ("a.md", "+++\ntitle = \"Typed\"\n+++\n# Heading\nx", "Typed", "# Heading\nx"),
        ("a.md", "+++\ntitle = \"Heading!\"\n+++\n# *Heading*\nx", "Heading!", "x"),
        ("a.md", "# A `b` &amp; c\nx", "A b & c", "x"),
        ("a.md", "Setext\n======\nx", "Setext", "x"),
        ("a.md", "Words.\n\n# Later\nx", "Later", "Words.\n\n# Later\nx"),
        ("how-we-read.md", "Words.\n\n## Method\nx", "How we read", "Words.\n\n## Method\nx"),
        ("how_we-read.md", "", "How we read", ""),
    ] {
        let content = good(&[(path, text)]);
        assert_eq!(content.pages[0].title, title, "{text}");
        assert_eq!(content.pages[0].body.body(), body, "{text}");
    }
    let content =
        good(&[("topics/als.md", "# Another title\n"), ("topics/muscle.md", "# Muscle\nx")]);
    assert_eq!(content.profiles[0].name, "Als");
    assert_eq!(content.profiles[0].document.body.body(), "# Another title\n");
    assert_eq!(content.profiles[1].document.body.body(), "x", "its page says Muscle already");
}

#[test]
fn drafts_are_left_out_unless_they_are_asked_for() {
    let files = [file("a.md", "---\ndraft: true\n---\n"), file("b.md", "---\ndraft: false\n---\n")];
    assert_eq!(
        content::build(&files, &litdigest::grouping::profile_kinds(), false).0.pages.len(),
        1
    );
    assert_eq!(
        content::build(&files, &litdigest::grouping::profile_kinds(), true).0.pages.len(),
        2
    );
}

#[test]
fn a_wrong_key_costs_the_key() {
    for (path, text, expected) in [
        (
            "topics/a.md",
            "+++\nname = \"A\"\nanny = [\"x\"]\n+++\n",
            "3:1: unknown-key: a profile in topics/ has no key `anny`; read the file without it; did you mean `any`?",
        ),
        (
            "institutions/a.md",
            "---\nname: A\nalias: [x]\n---\n",
            "3:1: unknown-key: a profile in institutions/ has no key `alias`; read the file without it; did you mean `aliases`?",
        ),
        (
            "countries/a.md",
            "---\ncolour: x\n---\n",
            "2:1: unknown-key: a profile in countries/ has no key `colour`; read the file without it; the keys of a profile in countries/ are draft, name, hidden, parent, see_also, pinned, aliases, slug, template, date, updated, author, redirect_from, toc",
        ),
        (
            "a.md",
            "+++\nredirect_from = \"old.html\"\n+++\n",
            "2:17: bad-front-matter: `redirect_from` takes a list, and here stands text; read the file without it; write a list, even for one: redirect_from = [\"…\"]",
        ),
        (
            "a.md",
            "+++\naliases = [\"old.html\"]\n+++\n",
            "2:1: unknown-key: a page has no key `aliases`; read the file without it; old addresses that lead here are `redirect_from`",
        ),
        (
            "notes/a.md",
            "---\narticle: 1\naliases: [old.html]\n---\n",
            "3:1: unknown-key: a note has no key `aliases`; read the file without it; old addresses that lead here are `redirect_from`",
        ),
        (
            "notes/a.md",
            "---\narticle: 1\nslug: mine\n---\n",
            "3:1: unknown-key: a note has no key `slug`; read the file without it; a note stands on the page of its article, whose address follows from the record",
        ),
        (
            "topics/a.md",
            "---\ntitle: A topic\n---\n",
            "2:1: unknown-key: a profile in topics/ has no key `title`; read the file without it; the name of a group is its `name`",
        ),
        (
            "a.md",
            "+++\ntitle = 2026\n+++\n",
            "2:9: bad-front-matter: `title` takes text, and here stands a whole number; read the file without it; write the value between quotes",
        ),
        (
            "a.md",
            "---\ndate: March 2026\n---\n",
            "2:7: bad-front-matter: `date` is not a date: March 2026; read the file without it; write it as 2026-03-12, 2026-03 or 2026",
        ),
        (
            "a.md",
            "---\nslug: A Page\n---\n",
            "2:7: bad-front-matter: `A Page` cannot be the name of a file; read the file without it; did you mean \"a-page\"?",
        ),
        (
            "a.md",
            "---\ntemplate: ../x.html\n---\n",
            "2:11: bad-front-matter: `../x.html` is not the name of a template; read the file without it; name a file in templates/, such as \"digest.html\"",
        ),
        (
            "authors/a.md",
            "---\norcid: 0000-0002-1825-0098\n---\n",
            "2:8: bad-front-matter: `0000-0002-1825-0098` is not an ORCID; read the file without it; copy it from orcid.org: four groups of four digits",
        ),
        (
            "topics/a.md",
            "---\nany:\n  - \"\"\n  - b\n---\n",
            "3:5: bad-front-matter: `any` is empty; read the file without it; leave the key out, or fill it",
        ),
    ] {
        let (content, said) = told(path, text);
        assert_eq!(said, [expected], "{text}");
        assert_eq!(count(&content), 1, "{text}");
    }
}

#[test]
fn front_matter_that_cannot_be_used_costs_the_file() {
    for (path, text, expected) in [
        (
            "a.md",
            "---\ntitle: x\n\nBody.\n",
            "1:1: bad-front-matter: the front matter that this --- opens is never closed; left the file out; end it with a line of its own that holds --- and nothing else",
        ),
        (
            "a.md",
            "+++\ntitle = x\n+++\n",
            "2:9: bad-front-matter: this is not TOML: string values must be quoted, expected literal string; left the file out; text stands between quotes, as in title = \"A title\"",
        ),
        (
            "a.md",
            "---\njust words\n---\n",
            "2:1: bad-front-matter: this is not YAML: keys with values are expected, and here stands text; left the file out; write keys as in title: A title",
        ),
        (
            "notes/a.md",
            "A note about nothing.\n",
            "1:1: bad-front-matter: this note does not say which article it is about; left the note out; begin the file with +++, then article = \"pmid:12345678\", then +++; a page that is about no article belongs outside notes/",
        ),
        (
            "a.md",
            "---\ndraft: yes\n---\n",
            "2:8: bad-front-matter: `draft` takes true or false, and here stands text; left the file out, because it may be a draft; write true or false, without quotes",
        ),
        (
            "a.md",
            "---\ndraf: true\n---\n",
            "2:1: unknown-key: a page has no key `draf`; left the file out, because it may be a draft; did you mean `draft`?",
        ),
    ] {
        let (content, said) = told(path, text);
        assert_eq!(said, [expected], "{text}");
        assert_eq!(count(&content), 0, "{text}");
    }
}

#[test]
fn a_file_that_is_wrong_costs_nothing_but_itself() {
    let (content, diagnostics) = build(&[
        ("notes/a.md", "+++\narticle = \"pmid:1\"\n+++\nfine"),
        ("notes/b.md", "+++\narticle = \n+++\nbroken"),
        ("topics/c.md", "+++\nanny = [\"x\"]\nany = [\"y\"]\n+++\n"),
    ]);
    assert_eq!((content.notes.len(), content.profiles.len(), diagnostics.len()), (1, 1, 2));
    assert_eq!(content.profiles[0].list("any"), ["y"]);
    assert!(diagnostics.iter().all(|d| d.severity() == Severity::Error));
}

/// A site that knows one page.
fn resolve(address: &str) -> LinkTarget {
    match address {
        "../topics/muscle.md" => LinkTarget::Href("../topics/muscle.html".to_owned()),
        _ => LinkTarget::Broken { nearest: Some("../topics/muscle.md".to_owned()) },
    }
}

#[test]
fn a_link_is_told_where_it_stands_in_the_file() {
    let content = good(&[(
        "notes/a.md",
        "---\narticle: pmid:1\n---\n# Title\n\nSee [muscle](../topics/muscle.md)\nand [muscel](../topics/muscel.md).\n",
    )]);
    let document = &content.notes[0].document;
    let (html, said) = document.body.to_html(&document.file, &resolve, MarkdownOptions::default());
    assert_eq!(html, "<p>See <a href=\"../topics/muscle.html\">muscle</a>\nand muscel.</p>\n");
    let place = said[0].place.as_ref().unwrap();
    assert_eq!((&*place.file, place.line, place.column), ("content/notes/a.md", 7, 14));
    assert_eq!(said[0].help.as_deref(), Some("did you mean `../topics/muscle.md`?"));
}

/// The page that html5ever makes of a body must be the body: nothing closed early, nothing moved, no error.
#[test]
fn the_html_is_valid() {
    use html5ever::tendril::TendrilSink;
    let text = "# A\n\nText *with* **words**[^1], `code` & \"quotes\".\n\n\
        | a | b |\n|:--|--:|\n| ~~1~~ | <https://example.org/?a&b> |\n\n\
        - [ ] one\n- [x] two\n  1. three\n\n     loose\n\n> [!NOTE]\n> quoted\n> > deeper\n\n\
        ```sh\nls <x>\n```\n\n![a](../topics/muscle.md \"t\")\n\n<div>\nraw\n</div>\n\n[^1]: Note.\n\n    Two paragraphs.\n\n\
        ### A\n\n***\n";
    let content = good(&[("a.md", text)]);
    let page = &content.pages[0];
    let (html, _) = page.body.to_html(&page.file, &resolve, MarkdownOptions::default());
    let whole = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>x</title></head><body><main>{html}</main></body></html>"
    );
    let dom = html5ever::parse_document(
        markup5ever_rcdom::RcDom::default(),
        html5ever::ParseOpts::default(),
    )
    .one(whole);
    assert!(dom.errors.borrow().is_empty(), "{:?}\n{html}", dom.errors.borrow());
    let mut ids: Vec<&str> =
        html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "{html}");
    for target in html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.contains(&target), "{target} in {html}");
    }
}

proptest! {
    #[test]
    fn no_file_panics(
        folder in "(notes|topics|institutions|authors|pages)?",
        text in "(---|\\+\\+\\+)\n([a-z_]{1,8}(: |=| = )(\\PC{0,12}|\\[\"a\"\\]|true|2026)\n){0,5}(---|\\+\\+\\+)?\n\\PC{0,60}",
    ) {
        let (content, diagnostics) = build(&[(format!("{folder}/a.md").trim_start_matches('/'), &text)]);
        prop_assert!(count(&content) == 1 || !diagnostics.is_empty() || text.contains("draft"));
        for diagnostic in diagnostics {
            let place = diagnostic.place.unwrap();
            prop_assert!(place.line <= text.split('\n').count());
        }
    }

    #[test]
    fn no_text_at_all_panics(text in "\\PC*|(.|\n)*") {
        drop(build(&[("a.md", &text), ("topics/a.md", &format!("---\n{text}\n---\n")), ("notes/a.md", &format!("+++\n{text}\n+++\n"))]));
    }
}
