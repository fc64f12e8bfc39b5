//! The files of the search index in a built site.

use crate::golden;
use crate::support::Site;
use litdigest::search::fold;
use std::fmt::Write;
use std::path::Path;

const SECRET: &str = "The ninth wave lifts an unseen anchor above the quiet pier.";

fn site(settings: &str) -> Site {
    let filler = "Tides come and go. ".repeat(30);
    let record = format!(
        r#"{{"key": "", "pmid": "9300001", "title": "Waves.", "abstract": [{{"text": "{filler}{SECRET} Write to jane.doe@pier.example."}}]}}"#
    );
    let site = Site::of(&[("litdigest.toml", settings), ("content/records/works.jsonl", &record)]);
    site.build(0);
    site
}

/// The files of the index as one text.
fn index(site: &Site) -> String {
    let tree = site.tree();
    let files = tree.iter().filter(|(route, _)| route.starts_with("search/"));
    files.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect()
}

#[test]
fn what_is_not_shown_lies_in_no_file_of_the_index() {
    for (show, told) in [("full", true), ("excerpt", false), ("none", false)] {
        let site = site(&format!("[abstracts]\nshow = \"{show}\"\n"));
        let index = index(&site);
        assert_eq!(index.contains("ninth wave"), told, "{show}");
        assert_eq!(index.contains("Tides come and go"), show != "none", "{show}");
        // The words can be found all the same.
        assert!(index.contains("0unseen"), "{show}");
        assert!(!index.contains("jane") && !index.contains('@'), "{show}");
    }
}

#[test]
fn a_site_can_do_without_search() {
    assert!(index(&site("[search]\nenabled = false\n")).is_empty());
    assert!(!index(&site("")).is_empty());
}

#[test]
fn thousands_of_authors_and_one_name_for_all_are_borne() {
    let authors: Vec<String> =
        (0..3_000).map(|n| format!(r#"{{"family": "Quay{}", "initials": "A"}}"#, n / 2)).collect();
    let record = format!(
        r#"{{"key": "", "pmid": "9300001", "title": "Waves.", "authors": [{}]}}"#,
        authors.join(",")
    );
    let site = Site::of(&[("content/records/works.jsonl", &record)]);
    site.build(0);
    let row = site.page("search/r0.js");
    assert!(row.len() < 1_000, "{row}");
    assert!(index(&site).contains("quay"));
}

/// Every character of the basic plane by itself, as the browser must cut it too: `tests/browser/search.mjs` reads this file.
#[test]
fn the_words_of_all_characters_are_those_of_the_golden_file() {
    let mut golden_text = String::from(
        "# What each character is cut into; ranges are cut into themselves, and all others into nothing.\n",
    );
    let mut same: Option<(u32, u32)> = None;
    let end = |same: &mut Option<(u32, u32)>, golden: &mut String| {
        if let Some((from, to)) = same.take() {
            writeln!(golden, "{from:x}-{to:x}").unwrap();
        }
    };
    for code in 0..0x1_0000 {
        let Some(c) = char::from_u32(code) else { continue };
        let found = fold(&c.to_string());
        if found == c.to_string() {
            same = Some((same.map_or(code, |(from, _)| from), code));
            continue;
        }
        end(&mut same, &mut golden_text);
        if !found.is_empty() {
            writeln!(golden_text, "{code:x} {found}").unwrap();
        }
    }
    end(&mut same, &mut golden_text);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/search/characters.txt");
    golden::check(&path, &golden_text);
}
