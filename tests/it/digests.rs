//! Digests: what each finds by its keys, what changed in its time, the list of them, and what is said of wrong ones.

use crate::support::Site;

/// Four invented articles, one of which a notice retracts.
const RECORDS: &str = concat!(
    r#"{"key":"1","pmid":"90000001","title":"Tides of the harbour.","journal":{"abbreviation":"J Tides"},"keywords":[{"text":"quays"}],"published":{"year":2020,"text":"2020"},"entered":{"year":2026,"month":3,"day":2,"text":"2026/03/02"},"related":[{"kind":"retraction-in","pmid":"90000004"}]}"#,
    "\n",
    r#"{"key":"2","pmid":"90000002","title":"Mud.","journal":{"abbreviation":"J Mud"},"keywords":[{"text":"quays"}],"published":{"year":2021,"text":"2021"},"entered":{"year":2026,"month":3,"day":9,"text":"2026/03/09"}}"#,
    "\n",
    r#"{"key":"3","pmid":"90000003","title":"Eels.","journal":{"abbreviation":"J Mud"},"keywords":[{"text":"eels"}],"published":{"year":2021,"text":"2021"},"entered":{"year":2026,"month":3,"text":"2026/03"}}"#,
    "\n",
    r#"{"key":"4","pmid":"90000004","title":"Retraction: Tides of the harbour.","publication_types":["Retraction of Publication"],"electronic":{"year":2026,"month":3,"day":10,"text":"2026 Mar 10"}}"#,
    "\n"
);

/// Settings that do without the vocabularies, which no digest here needs.
const SETTINGS: &str = "[topics]\nmesh = false\n[institutions]\nror = false\n";

fn site(digests: &[(&str, &str)]) -> Site {
    let site = Site::of(&[
        ("litdigest.toml", SETTINGS),
        ("content/records/a.jsonl", RECORDS),
        ("content/topics/quays.md", "+++\nkeywords = [\"quays\"]\n+++\n"),
        ("content/topics/eels.md", "+++\nkeywords = [\"eels\"]\n+++\n"),
    ]);
    digests.iter().fold(site, |site, (name, text)| {
        site.with(&format!("content/digests/{name}"), text.as_bytes())
    })
}

/// The keys of the articles that the digest at a route lists, in their order.
fn listed(page: &str) -> Vec<&str> {
    let Some((_, list)) = page.split_once("<ul class=\"entries\" data-sift>") else {
        return Vec::new();
    };
    let list = list.split_once("</ul>").unwrap().0;
    let links = list.split("<a href=\"../articles/").skip(1);
    links.map(|rest| rest.split_once(".html").unwrap().0).collect()
}

#[test]
fn an_article_meets_every_key_and_one_value_of_each() {
    let cases: &[(&str, &[&str])] = &[
        // A notice has the topics of what it retracts.
        ("topics = [\"quays\"]", &["90000004", "90000002", "90000001"]),
        ("topics = [\"Quay\", \"eels\"]", &["90000004", "90000002", "90000003", "90000001"]),
        ("topics = [\"quays\", \"eels\"]\nyears = [2021]", &["90000002", "90000003"]),
        ("topics = [\"quays\"]\njournals = [\"J Mud\"]", &["90000002"]),
        ("ids = [90000003, \"pmid:90000001\", 90000003]", &["90000003", "90000001"]),
        ("ids = [90000003, 90000001]\ntopics = [\"quays\"]", &["90000001"]),
        ("added_since = 2026-03-02\nadded_until = \"2026-03-09\"", &["90000002", "90000001"]),
        ("added_since = \"2026-03\"", &["90000004", "90000002", "90000003", "90000001"]),
        ("added_until = 2026-03-01", &["90000003"]),
        ("topics = [\"quays\"]\nadded_since = 2026-03-03", &["90000004", "90000002"]),
    ];
    let files: Vec<(String, String)> = (0..)
        .zip(cases)
        .map(|(n, (keys, _))| {
            (format!("d{n}.md"), format!("+++\ndate = 2026-03-12\n{keys}\n+++\nProse.\n"))
        })
        .collect();
    let refs: Vec<(&str, &str)> = files.iter().map(|(name, text)| (&**name, &**text)).collect();
    let site = site(&refs);
    let run = site.build(0);
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);
    for (n, (keys, expected)) in cases.iter().enumerate() {
        let page = site.page(&format!("digests/d{n}.html"));
        assert_eq!(listed(&page), *expected, "{keys}");
        assert!(page.contains("Prose."), "{keys}");
    }
}

#[test]
fn a_digest_tells_what_changed_since_the_one_before() {
    let site = site(&[
        ("first.md", "+++\ndate = 2026-03-04\nchanges = true\nadded_since = 2026-03-02\n+++\n"),
        ("second.md", "+++\ndate = 2026-03-10\nchanges = true\nauthor = \"Ann\"\ntitle = \"Two\"\nslug = \"the-second\"\nredirect_from = [\"old/second\"]\n+++\n## Added\n\nMuch.\n"),
        ("third.md", "+++\ndate = 2026-03-20\nchanges = true\n+++\n"),
        ("draft.md", "+++\ndate = 2026-03-21\ndraft = true\n+++\n"),
    ])
    .with("content/records/changes.jsonl", b"{\"date\": \"2026-03-08\", \"id\": \"pmid:90000003\", \"change\": \"corrected\"}\nnot JSON\n");
    let run = site.build(1);
    assert!(
        run.stderr.contains("content/records/changes.jsonl:2") && run.stderr.contains("bad-change"),
        "{}",
        run.stderr
    );
    assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
    let block = |route: &str| {
        let page = site.page(route);
        let (_, block) = page.split_once("id=\"changes\"").unwrap();
        block.split_once("</section>").unwrap().0.to_owned()
    };
    let first = block("digests/first.html");
    assert!(first.contains("From 2 Mar 2026 to 4 Mar 2026"), "{first}");
    assert!(
        first.contains("[Retracted] Tides of the harbour") && !first.contains("Mud"),
        "{first}"
    );
    let second = block("digests/the-second.html");
    assert!(second.contains("Since the digest of 4 Mar 2026, until 10 Mar 2026"), "{second}");
    let kinds: Vec<&str> =
        ["id=\"added\"", "id=\"retracted\"", "id=\"corrected\"", "id=\"concern\""]
            .into_iter()
            .filter(|id| second.contains(id))
            .collect();
    assert_eq!(kinds, ["id=\"added\"", "id=\"retracted\"", "id=\"corrected\""], "{second}");
    assert!(second.contains(">Mud</a>") && second.contains(">Eels</a>"), "{second}");
    assert!(block("digests/third.html").contains("Nothing was added, retracted or corrected"));
    // The prose has ids of its own beside those of the block.
    assert!(site.page("digests/the-second.html").contains("id=\"about-added\""));
    assert!(site.page("old/second.html").contains("url=../digests/the-second.html"));
    let index = site.page("digests/index.html");
    let order: Vec<usize> = ["third.html", "the-second.html", "first.html"]
        .iter()
        .map(|route| index.find(route).unwrap())
        .collect();
    assert!(
        order.is_sorted() && index.contains("3 digests") && !index.contains("draft"),
        "{index}"
    );
    let home = site.page("index.html");
    assert!(
        home.contains("Latest digest")
            && home.contains("digests/third.html")
            && !home.contains("the-second.html")
    );
    assert!(
        home.contains("All 3 digests") && home.contains("href=\"digests/index.html\">Digests</a>")
    );
    // Recently added: the day in the records counts, not the year of the journal.
    let added = home.split_once("id=\"newest\"").unwrap().1;
    let order: Vec<usize> = ["90000004", "90000002", "90000001", "90000003"]
        .iter()
        .map(|key| added.find(&format!("articles/{key}")).unwrap())
        .collect();
    assert!(order.is_sorted(), "{added}");
}

#[test]
fn what_is_wrong_with_a_digest_is_told_with_its_line() {
    let cases = [
        (
            "date = 2026-03-12\ntopics = [\"quajs\"]",
            "3:11: error[unknown-group]: the digest asks for “quajs”, which is none of the topics; found no article by it; did you mean “Quays”?",
        ),
        (
            "date = 2026-03-12\ntopic = \"quays\"",
            "3:1: error[unknown-key]: a digest has no key `topic`; read the file without it; did you mean `topics`?",
        ),
        (
            "date = 2026-03-12\ntopics = \"quays\"",
            "3:10: error[bad-front-matter]: `topics` takes a list, and here stands text",
        ),
        (
            "date = 2026-03-12\nids = [90000011]",
            "3:8: warning[unused-setting]: the digest names the article 90000011, which is not in the records; left it out; the nearest are pmid:90000001",
        ),
        (
            "date = 2026-03-12\ntopics = [\"eels\"]\nyears = [2020]",
            "3:11: warning[empty-digest]: no article meets all that this digest asks for",
        ),
        ("topics = [\"eels\"]", "1:1: warning[undated-digest]: this digest has no date"),
        (
            "date = 2026-03-12\nchanges = true",
            "3:11: error[bad-front-matter]: nothing says since when changes are told",
        ),
        (
            "changes = true",
            "2:11: error[bad-front-matter]: nothing says of which time changes are told",
        ),
        (
            "date = 2026-03-12\nadded_since = 2026-03-02\nadded_until = 2026-03-01",
            "4:15: error[bad-front-matter]: `added_until` is before `added_since`",
        ),
        (
            "date = 2026-03-12\nadded_since = \"spring\"",
            "3:15: error[bad-front-matter]: `added_since` is not a date: spring",
        ),
        (
            "date = 2026-03-12\ncountries = [\"Peru\"]",
            "3:14: error[unknown-group]: the digest asks for countries, which the settings turn off",
        ),
    ];
    let files: Vec<(String, String)> = (0..)
        .zip(cases)
        .map(|(n, (front, _))| (format!("d{n}.md"), format!("+++\n{front}\n+++\nProse.\n")))
        .collect();
    let refs: Vec<(&str, &str)> = files.iter().map(|(name, text)| (&**name, &**text)).collect();
    let settings = format!("[groupings.countries]\nenabled = false\n{SETTINGS}");
    let site = site(&refs).with("litdigest.toml", settings.as_bytes());
    let run = site.run(&["build", "--message-format", "short"]);
    assert_eq!(run.code, 1);
    for (n, (front, expected)) in cases.iter().enumerate() {
        let told = format!("content/digests/d{n}.md:{expected}");
        assert!(run.stderr.contains(&told), "{front}: {}", run.stderr);
        assert!(site.page(&format!("digests/d{n}.html")).contains("<p>Prose."), "{front}");
    }
}

#[test]
fn a_long_digest_is_cut_into_pages() {
    let site = site(&[("d.md", "+++\ndate = 2026-03-12\nadded_since = 2026-03-01\n+++\nProse.\n")])
        .with("litdigest.toml", format!("per_page = 3\n{SETTINGS}").as_bytes());
    site.build(0);
    let (one, two) = (site.page("digests/d.html"), site.page("digests/d/2.html"));
    assert_eq!((listed(&one).len(), two.matches("<h3 class=\"t\"").count()), (3, 1));
    assert!(one.contains("<p>Prose.") && !two.contains("<p>Prose.") && one.contains("d/2.html"));
    assert!(two.contains("page 2 of 2"));
}

#[test]
fn a_note_is_begun_by_any_identifier() {
    let today_is_a_date = |text: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix("date = \"")).unwrap();
        let digits = line.trim_end_matches('"').split('-').map(str::len).collect::<Vec<_>>();
        assert_eq!(digits, [4, 2, 2], "{line}");
    };
    let path = "content/notes/34357138.md";
    let settings = format!("author = \"The \\\"club\\\"\"\n{SETTINGS}");
    for id in ["34357138", "pmid:34357138", "PMC8307751", "10.3390/jpm11070671"] {
        let run = Site::seed().run(&["note", id]);
        assert_eq!((run.code, run.stdout), (0, format!("./{path}\n")), "{}", run.stderr);
    }
    let site = Site::seed().with("litdigest.toml", settings.as_bytes());
    site.run(&["note", "34357138"]);
    let text = std::fs::read_to_string(site.path(path)).unwrap();
    assert!(text.starts_with("+++\n# The Skeletal Muscle Emerges"), "{text}");
    assert!(text.contains("\narticle = \"pmid:34357138\"\n"), "{text}");
    assert!(text.ends_with("\n+++\n\n"), "{text}");
    today_is_a_date(&text);
    // It reads as it is, and shows nothing until something is written.
    let built = site.build(0);
    assert!(
        !built.stderr.contains("error") && !built.stderr.contains("warning"),
        "{}",
        built.stderr
    );
    assert!(!site.page("articles/34357138.html").contains("Our note"));
    let written = format!("{text}Read it.\n");
    let site = site.with(path, written.as_bytes());
    site.build(0);
    assert!(site.page("articles/34357138.html").contains("The &quot;club&quot;, "));
    let again = site.run(&["note", "34357138", "--message-format", "short"]);
    assert_eq!(again.code, 1);
    let told = format!("error[existing-file]: {path} is there already");
    assert!(again.stderr.contains(&told), "{}", again.stderr);
    assert_eq!(std::fs::read_to_string(site.path(path)).unwrap(), written);
    let second = site.run(&["note", "34357138", "--name", "Second look"]);
    assert_eq!(second.stdout, "./content/notes/second-look.md\n");
    let told = format!("{path} is about this article too");
    assert!(second.stderr.contains(&told), "{}", second.stderr);
    let site = Site::of(&[("in/content/records/a.txt", crate::support::SEED)]);
    let run = site.run(&["note", "34357183", "--site", "in"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(
        run.stderr.contains("unknown-id") && run.stderr.contains("did you mean pmid:34357138?"),
        "{}",
        run.stderr
    );
    assert_eq!(
        site.run(&["note", "34357138", "--site", "in"]).stdout,
        "in/content/notes/34357138.md\n"
    );
}
