//! Where a site meets its file system: names of pages that no file may have, files that stand in the way, folders that are
//! none, and links to nowhere.

use crate::support::{SEED, Site};
use litdigest::text::route::{address_fault, fault};

#[test]
fn old_addresses_obey_the_rules_of_routes() {
    let old = [
        "../../escape",
        "/etc/passwd",
        "//host.example/x",
        "a/../../b",
        "a\\\\b",
        "con",
        "sub/aux.html",
        "LPT1.txt",
        "a\\u001bb",
        "a\\u0001b",
        "C:/windows",
        "Old/Page",
        "\u{fc}ber",
        ".litdigest-manifest",
        ".hidden",
        "good/old-page",
    ];
    let long = format!("{}/x", "x".repeat(300));
    let list: Vec<String> = old.iter().chain([&&*long]).map(|one| format!("\"{one}\"")).collect();
    let page = format!("+++\nredirect_from = [{}]\n+++\nText.\n", list.join(", "));
    let slugs = "+++\nslug = \"../x\"\n+++\nText.\n";
    let site = Site::of(&[
        ("content/records/seed.txt", SEED),
        ("content/page.md", &page),
        ("content/slug.md", slugs),
        ("content/con.md", "Text.\n"),
        ("content/aux/com7.md", "Text.\n"),
    ]);
    let run = site.build(1);
    assert!(site.has("good/old-page.html") && site.has("etc/passwd.html"), "{}", run.stderr);
    for (path, _) in site.tree() {
        if path != ".litdigest-manifest" && !path.starts_with("institutions/") {
            assert_eq!(address_fault(&path).or(fault(&path)), None, "{path}");
        }
    }
    let refused = site.run(&["check", "--message-format", "short"]).stderr;
    let refused = refused.lines().filter(|line| line.contains("is no address of a page")).count();
    assert_eq!(refused, old.len() - 2 + 1);
}

#[test]
fn a_page_that_is_not_written_is_an_error() {
    let site = Site::seed();
    for (path, name) in [("public/about.html", "about.html"), ("public/articles", "articles")] {
        let fresh = Site::seed().with(path, b"mine");
        let run = fresh.build(1);
        assert!(
            run.stderr.contains("foreign-file") && run.stderr.contains("error"),
            "{}",
            run.stderr
        );
        assert!(run.stderr.contains(name), "{}", run.stderr);
        assert_eq!(std::fs::read(fresh.path(path)).unwrap(), b"mine");
        assert!(fresh.has("index.html"));
    }
    // A file that is in nobody's way is nobody's business.
    site.with("public/mine.txt", b"mine").build(0);
}

#[test]
fn a_broken_link_is_answered_among_many_pages() {
    let record = |n: usize| format!("{{\"pmid\":\"{}\",\"title\":\"Tea {n}\"}}\n", 90_000_000 + n);
    let records = (0..3_000).map(record).collect::<Vec<_>>().concat();
    let link = |n: usize| format!("[x](articles/9{n:02}00x0{n:02}.html)\n");
    let links = (0..100).map(link).collect::<Vec<_>>().concat();
    let page =
        format!("[a](abuot.html) [b](topics/mucsle.md) [c](articels/90000017.html)\n\n{links}");
    let site = Site::of(&[
        ("content/records/a.jsonl", &records),
        ("content/page.md", &page),
        ("content/topics/muscle.md", "+++\nany = [\"tea\"]\n+++\nText.\n"),
    ]);
    let run = site.run(&["check", "--message-format", "short"]);
    assert_eq!(run.stderr.matches("broken-link").count(), 103);
    for meant in ["about.html", "topics/muscle.md", "articles/90000017.html"] {
        assert!(
            run.stderr.contains(&format!("did you mean `{meant}`?")),
            "{meant}: {}",
            run.stderr
        );
    }
}

#[test]
#[cfg(unix)]
fn odd_folders_are_told() {
    use std::os::unix::fs::symlink;
    let site = Site::of(&[("content/records", "a file"), ("content/about.md", "Text.\n")]);
    let run = site.run(&["build"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("content/records"), "{}", run.stderr);

    let site = Site::seed();
    symlink(".", site.path("content/records/loop")).unwrap();
    symlink("self", site.path("content/records/self")).unwrap();
    std::fs::create_dir_all(site.path("static")).unwrap();
    symlink("..", site.path("static/up")).unwrap();
    let run = site.run(&["build", "--all"]);
    assert!(run.stderr.contains("loop") && run.stderr.contains("self"), "{}", run.stderr);
    assert!(site.has("index.html"));
}
