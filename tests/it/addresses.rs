//! What a published site says of its own address: canonical links, the sitemap, `robots.txt`.

use crate::support::{SEED, Site};
use std::collections::BTreeSet;

const BASE: &str = "https://example.org/reading/";

/// The addresses of a sitemap or of an index of sitemaps, with the names of its elements.
fn addresses(xml: &str) -> (Vec<String>, BTreeSet<String>) {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut found, mut names, mut inside) = (Vec::new(), BTreeSet::new(), String::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                start.name().as_ref().clone_into(&mut inside);
                names.insert(inside.clone());
            }
            Event::End(_) => inside.clear(),
            Event::Text(text) if inside == "loc" => {
                found.push(text.as_ref().to_owned());
            }
            Event::Eof => return (found, names),
            _ => {}
        }
    }
}

fn site() -> Site {
    Site::seed()
        .with("content/about.md", b"+++\nredirect_from = [\"old/\"]\n+++\n# About us\n")
        .with("content/index.md", b"Welcome.\n")
}

#[test]
fn the_sitemap_holds_every_page_with_a_canonical_address() {
    let site = site();
    let run = site.run(&["build", "--base-url", BASE, "--strict"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let (found, names) = addresses(&site.page("sitemap.xml"));
    assert_eq!(names.iter().map(String::as_str).collect::<Vec<_>>(), ["loc", "url", "urlset"]);
    let mut expected = Vec::new();
    for (route, bytes) in site.tree() {
        let text = String::from_utf8_lossy(&bytes);
        let redirect = text.contains("http-equiv=\"refresh\"");
        if let Some((_, rest)) = text.split_once("<link rel=\"canonical\" href=\"")
            && !redirect
        {
            let canonical = rest.split('"').next().unwrap();
            let own = if route == "index.html" { "" } else { &route };
            assert_eq!(canonical, format!("{BASE}{own}"));
            expected.push((route, canonical.to_owned()));
        } else {
            let hidden = ["404.html", "search.html"].contains(&&*route);
            assert!(redirect || !route.ends_with(".html") || hidden, "{route}");
        }
    }
    expected.sort();
    assert_eq!(found, expected.into_iter().map(|(_, address)| address).collect::<Vec<_>>());
    assert!(found.contains(&format!("{BASE}articles/34357138.html")));
    let robots = site.page("robots.txt");
    assert_eq!(robots, format!("User-agent: *\nAllow: /\n\nSitemap: {BASE}sitemap.xml\n"));
    let check = site.run(&["check", "--base-url", BASE, "--strict"]);
    assert_eq!(check.code, 0, "{}", check.stderr);
    assert!(!check.stderr.contains("no-base-url"), "{}", check.stderr);
}

#[test]
fn without_an_address_there_is_no_sitemap_and_a_note_says_so() {
    let site = site();
    let run = site.run(&["build", "--strict"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("no-base-url"), "{}", run.stderr);
    assert!(run.stderr.contains("left out the sitemap"), "{}", run.stderr);
    assert!(!site.has("sitemap.xml"));
    assert_eq!(site.page("robots.txt"), "User-agent: *\nAllow: /\n");
}

#[test]
fn the_curators_own_files_take_the_place_of_both() {
    let site = site()
        .with("static/robots.txt", b"User-agent: *\nDisallow: /\n")
        .with("static/sitemap.xml", b"<urlset/>\n");
    let run = site.run(&["build", "--base-url", BASE, "--strict"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!run.stderr.contains("same-route"), "{}", run.stderr);
    assert_eq!(site.page("robots.txt"), "User-agent: *\nDisallow: /\n");
    assert_eq!(site.page("sitemap.xml"), "<urlset/>\n");
}

/// An address may hold what XML would take for markup.
#[test]
fn addresses_are_escaped() {
    let site = site();
    let base = "https://example.org/a&b/";
    let run = site.run(&["build", "--base-url", base]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let sitemap = site.page("sitemap.xml");
    assert!(sitemap.contains("<loc>https://example.org/a&amp;b/about.html</loc>"), "{sitemap}");
}

/// A record of another journal, year, place and subject than all others.
const STRANGER: &str = "TY  - JOUR\nTI  - Observations of a lighthouse\nAU  - Keeper, Ada\n\
    AD  - Lighthouse Institute, Reykjavik, Iceland\nKW  - lamp oil\nT2  - Journal of Lamps\n\
    PY  - 1901\nDA  - 1901/02\nDO  - 10.5555/lamp.1\nER  - \n";

#[test]
fn a_record_more_changes_only_the_pages_that_show_it() {
    let site = Site::of(&[
        ("content/records/a.txt", include_str!("../../content/records/pubmed-muscle.txt")),
        ("content/records/b.txt", include_str!("../../content/records/pubmed-motor-neuron.txt")),
        (
            "content/records/c.txt",
            include_str!("../../content/records/pubmed-gait-and-cognition.txt"),
        ),
        ("content/records/d.txt", SEED),
    ]);
    site.build(0);
    let before = site.tree();
    let site = site.with("content/records/e.ris", STRANGER.as_bytes());
    site.build(0);
    let after = site.tree();
    let gone: Vec<&String> = before.keys().filter(|route| !after.contains_key(*route)).collect();
    assert!(gone.is_empty(), "{gone:?}");
    // The search index is one whole: each of its files carries the name of its content.
    let changed: BTreeSet<&str> = before
        .iter()
        .filter(|(route, bytes)| after[*route] != **bytes && !route.starts_with("search/"))
        .map(|(route, _)| route.as_str())
        .collect();
    // What counts or lists articles or groups.
    let lists = |route: &str| {
        route.contains("/index")
            || route.starts_with("map/")
            // Blocks that a page loads bear the state of the library.
            || route.starts_with("search/")
            || route.starts_with("library.")
            || [
                "index.html",
                "search.html",
                "about.html",
                "flow.html",
                "downloads.html",
                ".litdigest-manifest",
            ]
                .contains(&route)
    };
    assert!(changed.contains("index.html") && changed.contains("about.html"), "{changed:?}");
    // Of the articles the one that was the oldest, which now has an older one, and the few whose related articles change,
    // since every word weighs a little more or less.
    let others: Vec<&str> = changed.iter().copied().filter(|route| !lists(route)).collect();
    assert!(others.iter().all(|route| route.starts_with("articles/")), "{others:?}");
    assert!(others.len() < 5, "{others:?}");
    let pages = changed.iter().filter(|route| route.ends_with(".html")).count();
    assert!(pages * 20 < before.len(), "{changed:?} of {}", before.len());
}
