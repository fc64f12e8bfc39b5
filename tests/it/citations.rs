//! Citations from the curator's file to the page: how they look, what they lead to, what is said of them, and what no record can
//! do through them.

mod attacks;
mod faults;
mod pages;
mod speed;
mod styles;

use crate::support::Site;

/// A record of one line of JSON.
fn record(pmid: &str, title: &str, more: &str) -> String {
    format!(
        r#"{{"pmid": "{pmid}", "title": "{title}", "authors": [{{"family": "Quay", "given": "Mara"}}], "journal": {{"title": "Journal of Mud", "abbreviation": "J Mud"}}, "volume": "2", "pages": "1-9", "published": {{"year": 2019, "text": "2019"}}{more}}}"#
    )
}

/// A site with a few works, and files of the curator's.
fn site(files: &[(&str, &str)]) -> Site {
    let records = [
        record(
            "91000001",
            "On flurbs.",
            r#", "doi": "10.5555/flurb(1)<2::a>3.0.co;2-2", "pmcid": "PMC9100001""#,
        ),
        record(
            "91000002",
            "On zorbles.",
            r#", "ids": [{"type": "citation_key", "value": "quay2019zorbles"}]"#,
        ),
        record(
            "91000003",
            "On mud.",
            r#", "status": ["retracted"], "publication_types": ["Retracted Publication"]"#,
        ),
        record("91000004", "On silt.", r#", "ids": [{"type": "citation_key", "value": "twice"}]"#),
        record("91000005", "On clay.", r#", "ids": [{"type": "citation_key", "value": "twice"}]"#),
    ];
    Site::of(files).with("content/records/works.jsonl", records.join("\n").as_bytes())
}

/// The text of a page without its tags.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text
}
