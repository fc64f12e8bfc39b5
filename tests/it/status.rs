//! `litdigest status`: a site that has one of everything, as text and as JSON.

use crate::golden;
use crate::places::fixtures;
use crate::support::Site;
use serde_json::Value;

/// The fixture's files with what the site calls them.
const FILES: &[(&str, &str)] = &[
    ("litdigest.toml", include_str!("../fixtures/status/litdigest.toml")),
    ("content/records/harbour.nbib", include_str!("../fixtures/status/harbour.nbib")),
    ("content/records/library.jsonl", include_str!("../fixtures/status/library.jsonl")),
    ("content/notes/lost.md", "+++\narticle = \"pmid:90000099\"\n+++\nA note.\n"),
    (
        "content/topics/ships.md",
        "+++\nname = \"Ships in bottles\"\nany = [\"ship in a bottle\"]\n+++\n",
    ),
];

fn golden(name: &str, text: &str) {
    golden::check(&fixtures("status").join(name), text);
}

#[test]
fn the_status_of_a_site_with_one_of_everything() {
    let site = Site::of(FILES);
    let text = site.run(&["status"]);
    assert_eq!(text.code, 0, "{}", text.stderr);
    golden("status.txt", &text.stdout);
    let json = site.run(&["status", "--format", "json", "--jobs", "1"]);
    assert_eq!(json.code, 0, "{}", json.stderr);
    golden("status.json", &json.stdout);
    assert_eq!(json.stdout, site.run(&["status", "--format", "json", "--jobs", "4"]).stdout);
    assert!(!site.path("public").exists(), "status writes nothing");
}

/// What status prints to be pasted is what the settings take, and then the question is not asked again.
#[test]
fn a_suggestion_can_be_confirmed_or_refused_as_it_is_printed() {
    let site = Site::of(FILES);
    let duplicates = |site: &Site| {
        let run = site.run(&["status", "--format", "json"]);
        let status: Value = serde_json::from_str(&run.stdout).unwrap();
        let count = status["duplicates"].as_array().unwrap().len();
        (count, status["articles"].as_u64().unwrap(), run.stderr)
    };
    let (asked, before, _) = duplicates(&site);
    assert_eq!(asked, 1);
    let text = site.run(&["status"]).stdout;
    let ids = text.lines().find(|line| line.trim_start().starts_with("ids = ")).unwrap().trim();
    let settings = include_str!("../fixtures/status/litdigest.toml");
    for (table, articles) in [("same", before - 1), ("different", before)] {
        let toml = format!("{settings}\n[[{table}]]\n{ids}\n");
        let site = Site::of(FILES).with("litdigest.toml", toml.as_bytes());
        let (asked, now, said) = duplicates(&site);
        assert_eq!((asked, now), (0, articles), "{table}: {said}");
        let check = site.run(&["check", "--message-format", "short"]).stderr;
        assert!(!check.contains("idle-setting"), "{table}: {check}");
    }
}

#[test]
fn exit_codes_are_those_of_a_build() {
    assert_eq!(Site::empty().run(&["status"]).code, 1);
    assert_eq!(Site::of(FILES).run(&["status", "--format", "xml"]).code, 2);
    let broken = Site::of(FILES).with("litdigest.toml", b"titel = 1\n");
    let run = broken.run(&["status"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    let odd = Site::of(FILES).with("content/records/odd.txt", b"neither this nor that\n");
    let run = odd.run(&["status"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("1 error and ") && run.stdout.contains("odd.txt"),
        "{}",
        run.stderr
    );
    let one = Site::of(FILES).with("litdigest.toml", b"[[same]]\nids = [\"1\"]\n").run(&["status"]);
    assert!(one.stderr.contains("does not name two records"), "{}", one.stderr);
    assert_eq!(one.code, 1);
}

#[test]
fn long_lists_are_cut_and_counted() {
    let lines: Vec<String> = (0..30)
        .map(|n| format!("{{\"key\":\"\",\"pmid\":\"{}\",\"title\":\"Harbour mud, number {n}.\",\"status\":[\"retracted\"]}}", 90_000_000 + n))
        .collect();
    let site = Site::of(&[("content/records/a.jsonl", &lines.join("\n"))]);
    let run = site.run(&["status"]);
    assert!(run.stdout.contains("Retracted (30)"), "{}", run.stdout);
    assert!(run.stdout.contains("… and 20 more (--all lists them)"), "{}", run.stdout);
    assert!(run.stdout.lines().all(|line| line.chars().count() <= 110), "{}", run.stdout);
}
