//! What a curator asks for is what the site does: hidden groups, corrections, profiles, rulings and their messages.

mod corrections;
mod files;
mod hidden;
mod messages;
mod profiles;

use crate::support::Site;

/// Two works that share people, places, journal, year, type, funder and words; `name` stands in the title of both.
fn records() -> String {
    let record = |pmid: &str, title: &str, extra: &str| {
        format!(
            r#"{{"key": "{pmid}", "pmid": "{pmid}", "title": "{title}", "authors": [
              {{"family": "Quollheart", "given": "Ada", "initials": "A", "affiliations": [0]}},
              {{"family": "Ebbtide", "given": "Bo", "initials": "B", "affiliations": [1]}}],
            "affiliations": ["Zorbon Institute, Lima, Peru.", "University of Elbo, Quito, Ecuador."],
            "journal": {{"abbreviation": "J Mud", "title": "Journal of Mud"}},
            "published": {{"year": 2019, "text": "2019"}},
            "publication_types": ["Case Reports"], "grants": [{{"agency": "Tidal Trust"}}],
            "mesh": [{{"descriptor": "Flurbs", "major": true}}, {{"descriptor": "Zorbles"}}]{extra}}}"#
        )
        .replace('\n', " ")
    };
    [
        record("91000001", "Flurbian estuaries and flurbs.", ""),
        record("91000002", "Flurbian estuaries again, and zorbles.", ""),
        record("91000003", "More on flurbs and zorbles.", ""),
    ]
    .join("\n")
}

/// A site with three works, and files of the curator's.
fn site(files: &[(&str, &str)]) -> Site {
    let site = Site::of(files);
    site.with("content/records/works.jsonl", records().as_bytes())
}

/// Every page and other file of a built site that is text, by its route.
fn texts(site: &Site) -> impl Iterator<Item = (String, String)> {
    site.tree()
        .into_iter()
        .filter_map(|(route, bytes)| Some((route, String::from_utf8(bytes).ok()?)))
}

/// A profile, and what `check` says of it in one line.
fn told_of(files: &[(&str, &str)], line: &str) {
    let site = site(files);
    let run = site.run(&["check", "--message-format", "short"]);
    assert!(run.stderr.contains(line), "{files:?} {line}: {}", run.stderr);
}
