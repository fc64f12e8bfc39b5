//! Lints over small invented pages.

use std::collections::BTreeMap;

use litdigest::check;
use litdigest::diag::{Diagnostic, codes};

/// What the lints say of a site, one line each.
fn lint(files: &[(&str, &str)]) -> Vec<String> {
    let files: BTreeMap<&str, &str> = files.iter().copied().collect();
    let routes: Vec<String> = files.keys().map(|route| (*route).to_owned()).collect();
    let said = check::outputs(&routes, &|index| {
        let text = files[routes[index].as_str()];
        match text.strip_prefix("FAIL ") {
            Some(why) => Err(Diagnostic::new(&codes::BAD_TEMPLATE, why)),
            None => Ok(text.as_bytes().to_vec()),
        }
    });
    said.iter().map(line_of).collect()
}

fn line_of(said: &Diagnostic) -> String {
    let place = said.place.as_ref().map(|place| format!("{}:{}: ", place.file, place.line));
    format!("{}{}: {}", place.unwrap_or_default(), said.code.id, said.message)
}

/// A whole page around a body.
fn page(body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><title>T</title></head>\n<body><h1>H</h1>\n{body}\n</body></html>\n"
    )
}

/// Lints `a/p.html` with the given body among a few good files, and expects these lines.
fn expect(body: &str, wanted: &[&str]) {
    let lines = lint(&[
        ("a/p.html", &page(body)),
        ("a/other.html", &page("<h2 id=here>x</h2><a name=old></a>")),
        ("index.html", &page("<p id='café au lait'>x</p>")),
        ("t/index.html", &page("")),
        ("style.css", "body { background: url(x.png) }"),
        ("x.png", "\u{1}"),
    ]);
    assert_eq!(lines, wanted, "{body}");
}

#[test]
fn good_pages_are_silent() {
    expect(
        "<a href='other.html'>a</a> <a href='other.html#here'>b</a> <a href='other.html#old'>c</a>\n\
         <a href='../index.html#caf%C3%A9%20au%20lait'>d</a> <a href='../t/'>e</a> <a href='#'>f</a> <a href='#top'>g</a>\n\
         <a href='https://doi.org/10.1/x'>h</a> <a href='mailto:ed@journal.example'>ed@journal.example</a>\n\
         <img src='../x.png' alt=''> <img src='data:image/png;base64,xx' alt=''> <link rel=stylesheet href=../style.css>\n\
         <link rel=canonical href='https://site.example/a/p.html'> <a href='tel:1'>i</a> <a href='?q=1#x'>j</a>\n\
         <!-- <a href=gone.html> --> <script>'<a href=\"gone.html\" id=here>'</script>",
        &[],
    );
}

#[test]
fn links_that_lead_nowhere() {
    expect(
        "<a href='gone.html'>x</a>\n<a href='other.html#gone'>x</a>\n<a href='#gone'>x</a>\n\
         <img src=../none.png>\n<a href='../../up.html'>x</a>\n<a href='/index.html'>x</a>\n\
         <img srcset='../x.png 1x, ../y.png 2x'>",
        &[
            "a/p.html:4: dead-href: a/p.html links to a/gone.html, which is no file of the site",
            "a/p.html:5: dead-href: a/p.html links to a/other.html#gone, but that page has no such place",
            "a/p.html:6: dead-href: a/p.html links to a/p.html#gone, but that page has no such place",
            "a/p.html:7: dead-href: a/p.html links to none.png, which is no file of the site",
            "a/p.html:8: dead-href: a/p.html links to \"../../up.html\", which leads out of the site",
            "a/p.html:9: dead-href: a/p.html links to \"/index.html\" from the root, which fails under a sub-path and on disk",
            "a/p.html:10: dead-href: a/p.html links to y.png, which is no file of the site",
        ],
    );
}

#[test]
fn script_in_links() {
    expect(
        "<a href='javascript:alert(1)'>x</a>\n<a href=' JaVa&#x0A;Script:x'>x</a>\n<a href='data:text/html,x'>x</a>\n\
         <form action='vbscript:x'></form>",
        &[
            "a/p.html:4: script-url: a/p.html has a link that would run script: \"javascript:alert(1)\"",
            "a/p.html:5: script-url: a/p.html has a link that would run script: \" JaVa\\nScript:x\"",
            "a/p.html:6: script-url: a/p.html has a link that would run script: \"data:text/html,x\"",
            "a/p.html:7: script-url: a/p.html has a link that would run script: \"vbscript:x\"",
        ],
    );
}

#[test]
fn requests_to_other_sites() {
    expect(
        "<script src='https://cdn.example/a.js'></script>\n<link rel='preload stylesheet' href=//fonts.example/f.css>\n\
         <style>@import 'https://fonts.example/g.css';</style>\n<svg><use href='http://x.example/i.svg#a'/></svg>\n\
         <p style=\"background: url(https://x.example/b.png)\">x</p>",
        &[
            "a/p.html:4: third-party-request: a/p.html would load \"https://cdn.example/a.js\" from another site",
            "a/p.html:5: third-party-request: a/p.html would load \"//fonts.example/f.css\" from another site",
            "a/p.html:6: third-party-request: a/p.html would load \"https://fonts.example/g.css\" from another site",
            "a/p.html:7: third-party-request: a/p.html would load \"http://x.example/i.svg#a\" from another site",
            "a/p.html:8: third-party-request: a/p.html would load \"https://x.example/b.png\" from another site",
        ],
    );
}

#[test]
fn addresses_of_people() {
    expect(
        "<p>Electronic address: a.author@lab.example.</p>\n<p title='b@lab.example'>c&#64;lab.example</p>\n\
         <script type='application/ld+json'>{\"email\": \"d@lab.example\"}</script>",
        &[
            "a/p.html:4: leaked-email: a/p.html holds the e-mail address a.author@lab.example",
            "a/p.html:5: leaked-email: a/p.html holds the e-mail address b@lab.example",
            "a/p.html:5: leaked-email: a/p.html holds the e-mail address c@lab.example",
            "a/p.html:6: leaked-email: a/p.html holds the e-mail address d@lab.example",
        ],
    );
    let exports = lint(&[("library.bib", "@article{x,\n  note = {a@lab.example}\n}")]);
    assert_eq!(
        exports,
        ["library.bib:2: leaked-email: library.bib holds the e-mail address a@lab.example"]
    );
}

#[test]
fn ids_and_the_frame_of_a_page() {
    expect(
        "<p id=k></p><p id=\"k\"></p>",
        &["a/p.html:4: duplicate-id: a/p.html has the id \"k\" more than once"],
    );
    assert_eq!(
        lint(&[("p.html", "<html><title> </title><p>x")]),
        [
            "p.html:1: incomplete-page: p.html has no language (lang on <html>)",
            "p.html:1: incomplete-page: p.html has no main heading (h1)",
            "p.html:1: incomplete-page: p.html has no title",
        ]
    );
    let redirect =
        "<html lang=en><title>Moved</title><meta http-equiv=refresh content='0; url=p.html'>";
    assert!(lint(&[("old.html", redirect)]).is_empty());
    assert!(lint(&[("verification.html", "site-verification: 12345")]).is_empty());
}

#[test]
fn a_problem_of_many_pages_is_told_once() {
    let broken = page("<a href='gone.html'>x</a>");
    let files = [("a.html", broken.as_str()), ("b.html", &broken), ("c.html", &broken)];
    let routes: Vec<String> = files.iter().map(|(route, _)| (*route).to_owned()).collect();
    let said = check::outputs(&routes, &|index| Ok(files[index].1.as_bytes().to_vec()));
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(said[0].done.as_deref(), Some("counted the same on 2 more pages"));
    assert!(said[0].message.starts_with("a.html links to gone.html"), "{said:?}");
}

#[test]
fn a_page_that_cannot_be_produced_is_told_once() {
    let lines = lint(&[
        ("a.html", "FAIL the template has no end"),
        ("b.html", &page("<a href='a.html#x'>x</a>")),
    ]);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].contains("the template has no end"), "{lines:?}");
}

#[test]
fn the_error_page_may_link_from_the_root() {
    assert!(lint(&[("404.html", &page("<a href='/sub/index.html'>x</a>"))]).is_empty());
}

/// html5ever is the judge of what is a tag and what is an attribute; the scanner must see the same ids and links.
#[test]
fn the_scanner_agrees_with_a_browser_s_parser() {
    use html5ever::tendril::TendrilSink as _;
    use markup5ever_rcdom::{Handle, NodeData, RcDom};
    fn count_ids(node: &Handle, id: &str) -> usize {
        let own = match &node.data {
            NodeData::Element { attrs, .. } => attrs
                .borrow()
                .iter()
                .filter(|attribute| &*attribute.name.local == "id" && &*attribute.value == id)
                .count(),
            _ => 0,
        };
        own + node.children.borrow().iter().map(|child| count_ids(child, id)).sum::<usize>()
    }
    for body in [
        "<p id=a><p id=a>",
        "<p id = 'a' ><p\nid\n=\n\"a\"\n>",
        "<p id=a/><p title='>' id=a>",
        "<!-- <p id=a> --><p id=a>",
        "<script><p id=a></script><p id=a>",
        "<textarea><p id=a></textarea><title><p id=a></title>",
        "<p title=\"<p id=a>\" id=a>< p id=a>",
        "<p data-id=a ID=a><P iD='&#97;'>",
        "<style>p::before{content:'<p id=a>'}</style></p id=a>",
        "<p/id=a/id=b><p x=y id=a",
        "<script>'</scr' + 'ipt>'; <p id=a></script ><p id=a><p id=a>",
    ] {
        let html = page(body);
        let dom =
            html5ever::parse_document(RcDom::default(), Default::default()).one(html.as_str());
        let wanted = count_ids(&dom.document, "a") > 1;
        let found = lint(&[("p.html", &html)]).iter().any(|line| line.contains("duplicate-id"));
        assert_eq!(found, wanted, "{body}");
    }
}
