//! The styles that most people use, on forty invented records of all kinds: the golden file beside them was compared with what the
//! guides of the styles print, and `tests/fixtures/citations/README.md` lists every difference.

use super::*;
use std::fmt::Write as _;
use std::path::Path;

const STYLES: &[&str] = &["vancouver", "springer-vancouver", "apa", "ama", "harvard", "chicago"];

#[test]
fn references_are_as_they_were_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/citations");
    let records = std::fs::read(folder.join("records.jsonl")).unwrap();
    let kinds = std::fs::read_to_string(folder.join("kinds.txt")).unwrap();
    let pages: Vec<(String, String)> = STYLES
        .iter()
        .map(|style| {
            let mut text = String::new();
            for line in kinds.lines() {
                let (pmid, kind) = line.split_once(' ').unwrap();
                writeln!(text, "{kind}: [@{pmid}, p. 3] @{pmid}\n").unwrap();
            }
            let settings = format!(
                "[citations]\nstyle = \"{style}\"\nlocale = \"{}\"\n",
                if *style == "harvard" { "en-GB" } else { "en-US" }
            );
            let site = Site::of(&[("content/p.md", &text), ("litdigest.toml", &settings)]);
            let site = site.with("content/records/r.jsonl", &records);
            site.build(0);
            ((*style).to_owned(), site.page("p.html"))
        })
        .collect();
    let mut golden = String::new();
    for line in kinds.lines() {
        let (pmid, kind) = line.split_once(' ').unwrap();
        writeln!(golden, "## {kind}\n").unwrap();
        for (style, page) in &pages {
            let cited =
                page.split("<p>").find(|part| part.starts_with(&format!("{kind}:"))).unwrap();
            let cited = shown(cited.split("</p>").next().unwrap());
            let listed = page
                .split("<li id=")
                .find(|part| {
                    part.contains(&format!("articles/{pmid}.html")) && part.starts_with("\"ref.")
                })
                .unwrap();
            let listed = listed.split("<p dir=\"auto\">").nth(1).unwrap();
            let listed = shown(listed.split(" <a class=\"back\"").next().unwrap());
            writeln!(golden, "{style}: {}\n    {listed}", cited.split_once(':').unwrap().1.trim())
                .unwrap();
        }
        golden.push('\n');
    }
    let file = folder.join("references.md");
    if std::env::var_os("LITDIGEST_BLESS").is_some() {
        std::fs::write(&file, &golden).unwrap();
    }
    let known = std::fs::read_to_string(&file).unwrap_or_default();
    for (ours, theirs) in golden.lines().zip(known.lines()) {
        assert_eq!(ours, theirs);
    }
    assert_eq!(golden, known, "bless with LITDIGEST_BLESS=1");
}

/// HTML as text, with its italics, raised and lowered letters marked.
fn shown(html: &str) -> String {
    let marked = ["<i>", "</i>", "<sup>", "</sup>", "<sub>", "</sub>", "<b>", "</b>"]
        .iter()
        .zip(["_", "_", "^", "^", "~", "~", "*", "*"])
        .fold(html.to_owned(), |text, (tag, mark)| text.replace(tag, mark));
    let text = plain(&marked);
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        .iter()
        .fold(text, |text, (entity, plain)| text.replace(entity, plain))
}
