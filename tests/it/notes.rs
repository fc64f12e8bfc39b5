//! Notes: where each stands, the list of all of them, and what is said of those that have no place.

use crate::support::Site;

/// Two invented articles.
const RECORDS: &str = concat!(
    r#"{"key":"1","pmid":"90000001","doi":"10.5555/tide.1","title":"Tides of the harbour.","journal":{"abbreviation":"J Tides"},"published":{"year":2020,"text":"2020"}}"#,
    "\n",
    r#"{"key":"2","pmid":"90000002","title":"Mud.","status":["retracted"],"published":{"year":2019,"text":"2019"}}"#,
    "\n"
);

fn site(notes: &[(&str, &str)]) -> Site {
    notes.iter().fold(Site::of(&[("content/records/a.jsonl", RECORDS)]), |site, (name, text)| {
        site.with(&format!("content/notes/{name}"), text.as_bytes())
    })
}

fn note(front: &str, body: &str) -> String {
    format!("+++\n{front}\n+++\n{body}\n")
}

/// Where each of some words begins, in their order on the page.
fn in_order(page: &str, words: &[&str]) {
    let mut from = 0;
    for word in words {
        let rest = &page[from..];
        let at = rest.find(word).unwrap_or_else(|| panic!("no “{word}” behind {from} in {page}"));
        from += at + word.len();
    }
}

#[test]
fn all_notes_are_listed_newest_first_with_their_articles_and_authors() {
    let site = site(&[
        (
            "a.md",
            &note(
                "article = \"pmid:90000001\"\ntitle = \"Old water\"\ndate = 2025-01-02\nauthor = \"Ann\"",
                "It **rises** and falls.\n\n## Then\n\nMore.",
            ),
        ),
        (
            "b.md",
            &note(
                "article = \"pmid:90000002\"\ndate = 2026-03-04\nauthor = \"Bo\"",
                "Do not read it.",
            ),
        ),
        (
            "c.md",
            &note(
                "article = \"doi:10.5555/tide.1\"\ntitle = \"Second look\"\nauthor = \"ANN\"",
                "It falls.",
            ),
        ),
    ]);
    let run = site.build(0);
    assert!(!run.stderr.contains("error") && !run.stderr.contains("warning"), "{}", run.stderr);
    let index = site.page("notes/index.html");
    in_order(
        &index,
        &[
            "3 notes",
            "2026",
            "../articles/90000002.html#note\">[Retracted] Mud",
            "Bo",
            "4 Mar 2026",
            "Do not read it.",
            "2025",
            "../articles/90000001.html#note-2\">Old water",
            "It rises and falls. More.",
            "Tides of the harbour",
            "J Tides",
            "Without a date",
            "../articles/90000001.html#note\">Second look",
            "By author",
            "Ann",
            "Bo",
        ],
    );
    assert!(!index.contains("## Then") && index.matches("<summary>").count() == 2, "{index}");
    let home = site.page("index.html");
    assert!(home.contains("href=\"notes/index.html\">Notes</a>"), "the navigation leads there");
    // The oldest first; the undated one counts as older than all.
    let article = site.page("articles/90000001.html");
    in_order(
        &article,
        &[
            "id=\"note\">Our note 1",
            "Second look",
            "id=\"note-2\">Our note 2",
            "<h3 class=\"note-title\" dir=\"auto\">Old water",
            "2 Jan 2025",
            "<h4 id=\"note-2-then\">Then",
            "id=\"abstract\"",
        ],
    );
    assert!(site.page("notes/a.html").contains("url=../articles/90000001.html#note-2"));
}

#[test]
fn a_note_without_its_article_has_a_page_of_its_own() {
    let site = site(&[
        (
            "lost.md",
            &note(
                "article = \"pmid:90000003\"\ntitle = \"Gone\"\nredirect_from = [\"old/gone\"]",
                "Still worth reading. See [Mud](pmid:90000002).",
            ),
        ),
        ("plain.md", "---\narticle: 90000001\n---\n[Its neighbour](lost.md)\n"),
    ]);
    let run = site.build(0);
    assert!(
        run.stderr.contains("unknown-article")
            && run.stderr.contains("pmid:90000001, pmid:90000002"),
        "{}",
        run.stderr
    );
    let page = site.page("notes/lost.html");
    in_order(
        &page,
        &[
            "<h1 dir=\"auto\">Gone",
            "not in the records of this collection: pmid:90000003",
            "Still worth reading",
            "../articles/90000002.html",
        ],
    );
    in_order(
        &site.page("notes/index.html"),
        &["lost.html\">Gone", "not in the records: pmid:90000003"],
    );
    assert!(site.page("old/gone.html").contains("url=../notes/lost.html"));
    assert!(site.page("articles/90000001.html").contains("../notes/lost.html\">Its neighbour"));
}

#[test]
fn two_notes_that_say_the_same_are_one() {
    let same = |author: &str| {
        note(&format!("article = \"pmid:90000001\"\nauthor = \"{author}\""), "The same words.")
    };
    let site = site(&[("a.md", &same("Ann")), ("b.md", &same("ann")), ("c.md", &same("Bo"))]);
    let run = site.build(1);
    assert!(
        run.stderr.contains("content/notes/b.md:2:11") && run.stderr.contains("duplicate-note"),
        "{}",
        run.stderr
    );
    let article = site.page("articles/90000001.html");
    assert_eq!(article.matches("The same words.").count(), 2, "those of two authors");
    assert!(!site.has("notes/b.html"));
}

#[test]
fn a_site_without_notes_has_no_list_of_them() {
    let site = site(&[("empty.md", &note("article = \"pmid:90000001\"", ""))]);
    site.build(0);
    assert!(!site.has("notes/index.html") && !site.page("index.html").contains(">Notes<"));
}

#[test]
fn long_lists_of_notes_are_cut_and_introduced() {
    let one = |n: usize| {
        note(
            &format!(
                "article = \"pmid:90000001\"\ntitle = \"Look {n}\"\ndate = 2026-01-{:02}",
                n + 1
            ),
            &format!("Words {n}."),
        )
    };
    let texts: Vec<(String, String)> = (0..5).map(|n| (format!("n{n}.md"), one(n))).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (&**name, &**text)).collect();
    let site = site(&files)
        .with("litdigest.toml", b"per_page = 2\n")
        .with("content/notes/index.md", b"How we read.\n");
    site.build(0);
    in_order(&site.page("notes/index.html"), &["How we read.", "Look 4", "Look 3", "index/2.html"]);
    let last = site.page("notes/index/3.html");
    assert!(last.contains("Look 0") && !last.contains("Look 1") && !last.contains("By author"));
}
