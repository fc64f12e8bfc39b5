//! Every page of a site of invented, awkward records: HTML, ids, links, privacy, order of headings.

use html5ever::tendril::TendrilSink;
use litdigest::config::{AbstractPolicy, Config, GroupingOption, GroupingOptions, SiteOptions};
use litdigest::content::Content;
use litdigest::diag::Diagnostic;
use litdigest::formats::Coverage;
use litdigest::grouping::{self, Grouping, TOPICS};
use litdigest::library::{Ledger, Library};
use litdigest::record::Record;
use litdigest::render::Renderer;
use litdigest::site::{Plan, Snapshot, plan};
use litdigest::workspace::TextFile;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, LazyLock};

/// The invented records, one a line.
const RECORDS: &str = include_str!("../fixtures/pages/records.jsonl");

fn records() -> Vec<Record> {
    let mut records: Vec<Record> =
        RECORDS.lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    records.push(crowd(500));
    records.push(forger());
    for record in &mut records {
        record.key = litdigest::record::Key::of(record);
    }
    records
}

/// A paper of many hands.
fn crowd(authors: usize) -> Record {
    let people: Vec<serde_json::Value> = (0..authors)
        .map(|n| {
            serde_json::json!({
                "family": format!("Crowd{n}"), "initials": "A", "affiliations": [n % 40]
            })
        })
        .collect();
    let places: Vec<String> =
        (0..40).map(|n| format!("University of Quay{n}, Manytown, Peru.")).collect();
    serde_json::from_value(serde_json::json!({
        "key": "", "pmid": "90000500", "title": "A paper of five hundred hands.",
        "authors": people, "affiliations": places,
        "published": {"year": 2019, "month": 5, "text": "2019 May"},
        "journal": {"abbreviation": "J Crowds"}
    }))
    .unwrap()
}

/// A paper whose texts hold the mark that stands for the way to the root while pages are made.
fn forger() -> Record {
    serde_json::from_value(serde_json::json!({
        "key": "", "pmid": "90000501", "title": "A link to \u{1}index.html that is none.",
        "title_html": "A link to <i>\u{1}index.html</i> that is none.",
        "abstract": [{"text": "See \u{1}index.html and \u{1}\u{1} there."}],
        "published": {"year": 2019, "month": 4, "text": "2019 Apr"}
    }))
    .unwrap()
}

/// The groupings of the records as the program makes them, with the smallest topics too.
fn groupings(library: &Library, content: &Content) -> Vec<Grouping> {
    let all = GroupingOption { min: Some(1), ..GroupingOption::default() };
    let options = GroupingOptions {
        by_id: [(TOPICS.id.to_owned(), all)].into_iter().collect(),
        ..GroupingOptions::default()
    };
    grouping::build(library, content, &options).0
}

fn options() -> SiteOptions {
    SiteOptions {
        search: true,
        title: "The Tide Table".into(),
        description: "What is known about tides, read and sorted.".into(),
        language: "en".into(),
        base_url: Some("https://tides.example/reading/".into()),
        author: Some("the harbour club".into()),
        per_page: 5,
        exports: None,
        abstracts: AbstractPolicy::Full,
        nav: Default::default(),
        theme: Default::default(),
        maps: Default::default(),
    }
}

/// All pages of the invented site.
static SITE: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| site(options(), content()));

fn content() -> Content {
    let file = |path: &str, text: &str| TextFile {
        path: path.into(),
        file: format!("content/{path}").into(),
        text: text.into(),
    };
    let (content, said) = litdigest::content::build(
        &[
            file(
                "about.md",
                "# About us\n\nWe read. See [quays](topics/quays.md), [mud](topics/mud.html) and \
             [a trial](pmid:90000001).\n\n## Abstract\n\nTwo headings.\n\n## Abstract\n",
            ),
            file(
                "notes/a.md",
                "+++\narticle = \"pmid:90000001\"\nauthor = \"The club\"\ndate = \"2026-03-12\"\n\
             redirect_from = [\"old/note/\"]\n+++\n# Abstract\n\nRead [this one](90000002.html) too.\n",
            ),
            file("topics/quays.md", "The stones of it. Back to [about](../about.md).\n"),
        ],
        &grouping::profile_kinds(),
        false,
    );
    assert_eq!(said, [], "content");
    content
}

fn site(options: SiteOptions, content: Content) -> BTreeMap<String, String> {
    let library = Library::from_records(records());
    let groupings = groupings(&library, &content);
    let coverage = Coverage { file: "harbour.txt".into(), records: 42, ..Coverage::default() };
    let ledger = Ledger { slices: 50, records: library.articles().len(), ..Ledger::default() };
    let (plan, said) = plan(Arc::new(Snapshot {
        config: Config { site: options, ..Config::default() },
        library,
        groupings,
        content,
        ledger,
        coverage: vec![coverage],
        ..Snapshot::default()
    }));
    assert_eq!(said, [], "planning");
    files(&plan, &Renderer::new("en", &[]).unwrap_or_else(|said| panic!("{said:#?}")))
}

/// All files of a plan.
fn files(plan: &Plan, renderer: &Renderer) -> BTreeMap<String, String> {
    let page = |(at, route): (usize, String)| match file(plan, renderer, at) {
        Ok(bytes) => (route, String::from_utf8(bytes).unwrap()),
        Err(diagnostic) => panic!("{route}: {diagnostic:#?}"),
    };
    plan.routes().into_iter().enumerate().map(page).collect()
}

fn file(plan: &Plan, renderer: &Renderer, at: usize) -> Result<Vec<u8>, Diagnostic> {
    renderer.render(plan, at)?.bytes(|path| panic!("{} is read", path.display()))
}

/// The invented records alone.
fn snapshot() -> Snapshot {
    Snapshot {
        config: Config { site: options(), ..Config::default() },
        library: Library::from_records(records()),
        ..Snapshot::default()
    }
}

/// What the tests ask of one page.
#[derive(Debug, Default)]
struct Seen {
    errors: Vec<String>,
    title: String,
    ids: Vec<String>,
    /// Values of `href` and `src`.
    links: Vec<String>,
    headings: Vec<(u8, String)>,
    /// Elements and attributes that a strict content policy refuses.
    inline: Vec<String>,
    /// Empty elements that a reader would stumble on.
    hollow: Vec<String>,
    lang: bool,
    mains: usize,
}

fn html_pages() -> impl Iterator<Item = (&'static str, Seen)> {
    let html = SITE.iter().filter(|(route, _)| route.ends_with(".html"));
    html.map(|(route, text)| (route.as_str(), look(text)))
}

fn look(text: &str) -> Seen {
    let dom = html5ever::parse_document(RcDom::default(), Default::default()).one(text);
    let errors = dom.errors.borrow().iter().map(ToString::to_string).collect();
    let mut seen = Seen { errors, ..Seen::default() };
    walk(&dom.document, &mut seen);
    seen
}

fn walk(node: &Handle, seen: &mut Seen) {
    if let NodeData::Element { name, attrs, .. } = &node.data {
        let name = &*name.local;
        for attribute in attrs.borrow().iter() {
            let (key, value) = (&*attribute.name.local, attribute.value.to_string());
            match key {
                "id" => seen.ids.push(value),
                "href" | "src" => seen.links.push(value),
                "style" => seen.inline.push(format!("{name} style={value}")),
                "lang" if name == "html" => seen.lang = !value.is_empty(),
                key if key.starts_with("on") => seen.inline.push(format!("{name} {key}")),
                _ => {}
            }
        }
        let words = text_of(node);
        match name {
            "title" => seen.title.clone_from(&words),
            "script" if attrs.borrow().iter().any(|attribute| &*attribute.name.local == "src") => {}
            "script" | "style" => seen.inline.push(name.to_owned()),
            "main" => seen.mains += 1,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                seen.headings.push((name.as_bytes()[1] - b'0', words.trim().to_owned()));
            }
            _ => {}
        }
        let must_speak =
            ["a", "li", "p", "h1", "h2", "h3", "dd", "summary", "small", "b", "i", "td"];
        if must_speak.contains(&name) && words.trim().is_empty() {
            seen.hollow.push(name.to_owned());
        }
    }
    for child in node.children.borrow().iter() {
        walk(child, seen);
    }
}

fn text_of(node: &Handle) -> String {
    match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        _ => node.children.borrow().iter().map(text_of).collect(),
    }
}

#[test]
fn every_page_is_valid() {
    let mut titles: HashMap<String, &str> = HashMap::new();
    for (route, seen) in html_pages() {
        assert_eq!(seen.errors, [""; 0], "{route}");
        assert!(seen.lang && seen.mains == 1, "{route}: lang, one main");
        let mut ids = BTreeSet::new();
        for id in &seen.ids {
            assert!(ids.insert(id), "{route}: the id {id} stands twice");
        }
        let other = titles.insert(seen.title.clone(), route);
        assert_eq!(other, None, "{route} has the title of another page: {}", seen.title);
        assert_eq!(seen.hollow, [""; 0], "{route}");
    }
}

#[test]
fn headings_begin_at_one_and_skip_nothing() {
    for (route, seen) in html_pages() {
        let firsts = seen.headings.iter().filter(|(level, _)| *level == 1).count();
        assert_eq!(firsts, 1, "{route}: {:?}", seen.headings);
        let mut last = 0;
        for (level, words) in &seen.headings {
            assert!(*level <= last + 1, "{route}: “{words}” skips a level");
            last = *level;
        }
    }
}

#[test]
fn every_link_leads_somewhere() {
    let ids: HashMap<&str, Vec<String>> =
        html_pages().map(|(route, seen)| (route, seen.ids)).collect();
    for (route, seen) in html_pages() {
        for link in &seen.links {
            if link.starts_with("https://") || link.starts_with("http://") {
                assert!(!link.contains(['<', '"', ' ']), "{route}: {link}");
                continue;
            }
            let (target, fragment) = link.split_once('#').unwrap_or((link, ""));
            let target = target.split('?').next().unwrap_or_default();
            let target = match target {
                "" => route.to_owned(),
                target if route == "404.html" => {
                    target.strip_prefix("/reading/").unwrap_or_else(|| panic!("{link}")).to_owned()
                }
                target => joined(route, target),
            };
            assert!(SITE.contains_key(&target), "{route} links to {link}");
            let known = fragment.is_empty() || ids[target.as_str()].iter().any(|id| id == fragment);
            assert!(known, "{route}: no id {fragment} in {target}");
        }
    }
}

/// The route that a relative address means.
fn joined(route: &str, target: &str) -> String {
    let mut parts: Vec<&str> = route.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{route} leaves the site: {target}"),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn records_put_nothing_into_pages_but_text() {
    for (route, seen) in html_pages() {
        let allowed: &[&str] = if route == "404.html" { &["style"] } else { &[] };
        assert_eq!(seen.inline, allowed, "{route}");
        let text = &SITE[route];
        let scripts = text.matches("<script").count();
        assert_eq!(scripts, text.matches("<script src=\"").count(), "{route}");
        assert!(!text.contains("<img"), "{route}");
        for link in &seen.links {
            assert!(!link.to_lowercase().contains("javascript:"), "{route}: {link}");
        }
    }
}

#[test]
fn no_text_can_pass_for_the_way_to_the_root() {
    for (route, text) in SITE.iter() {
        assert!(!text.contains(litdigest::site::ROOT_PLACEHOLDER), "{route}");
    }
    let page = &SITE["articles/90000501.html"];
    for shown in [
        "link to \u{fffd}index.html",
        "<i>\u{fffd}index.html</i>",
        "See \u{fffd}index.html and \u{fffd}\u{fffd} there",
    ] {
        assert!(page.contains(shown), "{shown}");
    }
}

#[test]
fn rankings_in_which_nothing_comes_twice_are_lists_or_nothing() {
    // A dozen people of one article each are no ranking; the one journal is a plain list.
    let institution = &SITE["institutions/university-of-quay3.html"];
    assert!(!institution.contains(">People <span"), "{institution}");
    let year = &SITE["years/2019.html"];
    let aside = year.split_once("<aside").map_or("", |(_, aside)| aside);
    // What comes once is folded away behind what comes twice.
    let open = aside.split("<details").filter_map(|part| part.rsplit("</details>").next());
    assert!(!open.collect::<String>().contains("University of Quay3<"), "{aside}");
}

#[test]
fn a_person_of_several_articles_is_dated_at_each_institution() {
    let dated = |route: &str| {
        let aside = SITE[route].split_once("<aside").unwrap().1;
        let (_, institutions) = aside.split_once(">Institutions").unwrap();
        institutions.split_once("</section>").unwrap().0.contains("<small>20")
    };
    assert!(dated("authors/quay-a.html"));
    assert!(!SITE.contains_key("authors/nunez-marea-s.html"), "one article makes no page");
}

#[test]
fn no_page_holds_an_address() {
    for (route, text) in SITE.iter() {
        let css = if route == "404.html" { text.find("</style>").unwrap_or(0) } else { 0 };
        let text = &text[css..];
        if route.ends_with(".html") {
            // The first letter of an entry in BibTeX.
            let text = &text.replace("id=\"cite-bibtex\" tabindex=\"0\">@", "");
            assert!(!text.contains('@'), "{route}: {}", around(text, "@"));
            assert!(!text.contains("Electronic address"), "{route}");
        }
    }
}

fn around<'t>(text: &'t str, needle: &str) -> &'t str {
    let at = text.find(needle).unwrap_or(0);
    text.get(at.saturating_sub(60)..at + 40).unwrap_or_default()
}

#[test]
fn what_is_missing_is_left_out() {
    for (route, text) in SITE.iter().filter(|(route, _)| route.ends_with(".html")) {
        for bad in [
            "null",
            "None",
            "undefined",
            "()",
            ", ,",
            " ,",
            "· ·",
            "·</p>",
            "<p class=\"in\"> ·",
            "<p class=\"source\"> ·",
        ] {
            assert!(!text.contains(bad), "{route}: {}", around(text, bad));
        }
    }
    let bare = &SITE["articles/90000006.html"];
    assert!(bare.contains("No authors listed"));
    assert!(bare.contains("The source has no abstract for this article."));
}

#[test]
fn articles_say_what_the_records_say() {
    for (key, expected) in [
        (
            "90000001",
            &[
                "<strong>Corrected.</strong>",
                "https://doi.org/10.5555/tide.2024.900",
                "Comments on this article",
                "href=\"../articles/90000003.html\"",
                "<time datetime=\"2024-07-16\">16 Jul 2024</time>",
                "11(7):671–83",
                "Epub 9 Jan 2024",
                "free full text",
                "id=\"a2\"",
                "href=\"#a2\"",
                "https://orcid.org/0000-0002-1825-0097",
                "Our note",
                "The club, <time datetime=\"2026-03-12\">12 Mar 2026</time>",
                "<h3>Background</h3>",
                "2 collaborators",
                "https://clinicaltrials.gov/study/NCT01234567",
            ][..],
        ),
        (
            "90000002",
            &[
                "<title>[Retracted] A paper that did not hold water",
                "<strong>Retracted.</strong>",
                "href=\"../articles/90000004.html\"",
                "Nov–Dec 2023",
                "Expression of concern",
            ],
        ),
        ("90000004", &["Retraction notice", "href=\"../articles/90000002.html\""]),
        (
            "90000005",
            &[
                "On the behaviour of mud at low water: an overview</span> <small>(in German)</small>",
                "lang=\"de\">Über das Verhalten",
                "Abstract in German",
                "Plain-language summary",
                "Winter 2018",
            ],
        ),
        (
            "90000010",
            &[
                "In: Pier A, Jetty B (eds). <a href=\"https://books.example/harbour\"><i>Harbour Reviews [Internet]</i></a>. Anyport: University of Anyport, 1993–2025",
                "Book chapter",
            ],
        ),
        ("90000012", &["full text from 1 Jan 2027", "Preprint · ahead of print"]),
        ("90000500", &["<summary>470 more, 500 authors in all</summary>", "<summary>28 more<span"]),
        ("90000009", &["&lt;b&gt;&lt;/b&gt;"]),
    ] {
        let page = &SITE[&format!("articles/{key}.html")];
        for words in expected {
            assert!(page.contains(words), "{key}: {words}");
        }
    }
    assert!(SITE["topics/quays.html"].contains("The stones of it"));
    assert!(SITE["old/note/index.html"].contains("url=../../articles/90000001.html"));
    assert!(SITE["index.html"].contains("href=\"litdigest.css\""));
    let long = SITE.keys().find(|route| route.starts_with("articles/10-5555-a-b")).unwrap();
    assert!(SITE[long].contains("https://doi.org/10.5555/a%3Cb%3E%231%3Fx%5B2%5D"));
}

#[test]
fn abstracts_obey_the_settings() {
    let page = |abstracts| {
        let options = SiteOptions { abstracts, ..options() };
        site(options, Content::default()).remove("articles/90000001.html").unwrap()
    };
    let (none, excerpt) = (page(AbstractPolicy::None), page(AbstractPolicy::Excerpt));
    assert!(none.contains("does not show abstracts") && !none.contains("The moon pulls"));
    assert!(none.contains("Read it at PubMed"));
    assert!(excerpt.contains("The moon pulls") && !excerpt.contains("Conclusions"));
}

#[test]
fn pages_are_the_same_on_any_number_of_threads() {
    use rayon::prelude::*;
    let render = |threads: usize| -> Vec<Vec<u8>> {
        let snapshot = snapshot();
        let groupings = groupings(&snapshot.library, &snapshot.content);
        let (plan, _) = plan(Arc::new(Snapshot { groupings, ..snapshot }));
        let renderer = Renderer::new("en", &[]).unwrap();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let pages = plan.pages().len();
        pool.install(|| {
            (0..pages).into_par_iter().map(|at| file(&plan, &renderer, at).unwrap()).collect()
        })
    };
    assert!(render(1) == render(4));
}

fn template(path: &str, text: &str) -> TextFile {
    TextFile { path: path.into(), file: format!("templates/{path}").into(), text: text.into() }
}

#[test]
fn mistakes_in_templates_are_told_with_their_place() {
    for (text, place, words) in [
        ("<p>\n  {{ page.title | nosuch }}\n</p>", (2, 19), "unknown filter `nosuch`"),
        ("<p>\n  {% if %}\n</p>", (2, 9), ""),
        ("{% include \"nosuch.html\" %}", (1, 12), "unknown template `nosuch.html`"),
    ] {
        let said = Renderer::new("en", &[template("article.html", text)]).unwrap_err();
        assert_eq!(said.len(), 1, "{text}: {said:#?}");
        let at = said[0].place.as_ref().unwrap_or_else(|| panic!("{said:#?}"));
        assert_eq!((at.line, at.column), place, "{text}: {said:#?}");
        assert_eq!(&*at.file, "templates/article.html");
        assert!(said[0].message.contains(words), "{said:#?}");
    }
}

#[test]
fn an_unknown_field_is_an_error_once() {
    let (plan, _) = plan(Arc::new(snapshot()));
    let own = template("article.html", "<h1>\n  {{ page.tilte }}\n</h1>");
    let renderer = Renderer::new("en", &[own]).unwrap();
    let said: Vec<_> =
        (0..plan.pages().len()).filter_map(|at| file(&plan, &renderer, at).err()).collect();
    assert!(said.len() > 10);
    let said = litdigest::render::once_per_mistake(said);
    assert_eq!(said.len(), 1, "{said:#?}");
    let place = said[0].place.as_ref().unwrap();
    assert_eq!((place.line, place.column, &*place.excerpt), (2, 11, "  {{ page.tilte }}"));
}

#[test]
fn a_template_of_the_site_takes_the_place_of_the_themes() {
    let (plan, _) = plan(Arc::new(snapshot()));
    let own = [
        template(
            "article.html",
            "{% extends \"theme/article.html\" %}{% block head %}<meta name=\"own\">{% endblock head %}",
        ),
        template("card.html", "<b>{{ card.title }}</b>"),
        template("litdigest.css", "b { color: red }"),
    ];
    let renderer = Renderer::new("en", &own).unwrap();
    let page = |route: &str| {
        let at = plan.routes().iter().position(|known| known == route).unwrap();
        String::from_utf8(file(&plan, &renderer, at).unwrap()).unwrap()
    };
    assert!(page("articles/90000001.html").contains("<meta name=\"own\">"));
    assert!(page("index.html").contains("<b>Comment on spring tides</b>"));
    assert_eq!(page("litdigest.css"), "b { color: red }");
}

#[test]
fn colours_can_be_read() {
    let css = include_str!("../../templates/litdigest.css");
    let dark_at = css.find("prefers-color-scheme: dark").unwrap();
    for (scheme, text) in [("light", &css[..dark_at]), ("dark", &css[dark_at..])] {
        let colour = |name: &str| {
            let at = text.find(&format!("--{name}: #")).unwrap_or_else(|| panic!("{name}"));
            let hex = text[at..].split('#').nth(1).unwrap();
            luminance(&hex[..6])
        };
        for (front, back, least) in [
            ("ink", "paper", 7.0),
            ("soft", "paper", 4.5),
            ("accent", "paper", 4.5),
            ("accent-strong", "paper", 4.5),
            ("accent", "tint", 4.5),
            ("alert", "paper", 4.5),
            ("alert", "alert-tint", 4.5),
            ("ink", "alert-tint", 7.0),
            ("accent", "alert-tint", 4.5),
            ("ink", "mark", 7.0),
            ("soft", "mark", 4.5),
            ("accent", "mark", 4.5),
            ("bar", "paper", 3.0),
        ] {
            let (a, b) = (colour(front), colour(back));
            let ratio = (a.max(b) + 0.05) / (a.min(b) + 0.05);
            assert!(ratio >= least, "{scheme}: {front} on {back} is {ratio:.2}");
        }
    }
}

/// The relative luminance of WCAG 2.
fn luminance(hex: &str) -> f64 {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

/// The text of each cell of a map and the page that it links to, row by row; the heads of rows and columns come first.
fn cells(html: &str) -> Vec<Vec<(String, Option<String>)>> {
    let dom = html5ever::parse_document(RcDom::default(), Default::default()).one(html);
    let mut found = Vec::new();
    rows(&dom.document, &mut found);
    found
}

fn rows(node: &Handle, found: &mut Vec<Vec<(String, Option<String>)>>) {
    let children = node.children.borrow();
    if tag(node) == "tr" {
        let cells = children.iter().filter(|child| ["td", "th"].contains(&tag(child).as_str()));
        found.push(cells.map(|cell| (text_of(cell), first_link(cell))).collect());
        return;
    }
    for child in children.iter() {
        rows(child, found);
    }
}

fn tag(node: &Handle) -> String {
    match &node.data {
        NodeData::Element { name, .. } => name.local.to_string(),
        _ => String::new(),
    }
}

fn first_link(node: &Handle) -> Option<String> {
    if let NodeData::Element { attrs, .. } = &node.data {
        let attrs = attrs.borrow();
        if let Some(href) = attrs.iter().find(|attribute| &*attribute.name.local == "href") {
            return Some(href.value.to_string());
        }
    }
    node.children.borrow().iter().find_map(first_link)
}

#[test]
fn each_number_of_a_map_leads_to_its_articles() {
    let (mut alone, mut full) = (0, 0);
    for map in grouping::maps() {
        let route = format!("map/{}.html", map.id);
        let page = SITE.get(&route).unwrap_or_else(|| panic!("no {route}"));
        let table = cells(page);
        assert!(SITE[&route].contains("<caption") && table.len() > 1, "{route}");
        for row in &table {
            assert_eq!(row.len(), table[0].len(), "{route}");
        }
        for row in &table[1..] {
            for (text, href) in &row[2..] {
                let count: usize = text.parse().unwrap();
                let Some(href) = href else {
                    assert_eq!(count, 0, "{route}");
                    continue;
                };
                let page = &SITE[&joined(&route, href)];
                if count == 1 {
                    assert!(href.starts_with("../articles/"), "{route}: {href}");
                    alone += 1;
                    continue;
                }
                let listed = page.matches("<h3 class=\"t\"").count();
                assert_eq!(listed, count.min(5), "{route}: {href}");
                full += 1;
            }
        }
    }
    assert!(alone > 3 && full > 3, "{alone} {full}");
    assert!(SITE["index.html"].contains("map/topics-years.html"));
    assert!(SITE["topics/quays.html"].contains("../map/topics-years.html#row-quays"));
}

#[test]
fn the_curator_picks_the_rows_and_columns_of_a_map() {
    let place = litdigest::diag::Place::file(&"litdigest.toml".into());
    let named = |names: &[&str]| names.iter().map(|n| ((*n).to_owned(), place.clone())).collect();
    let mut options = options();
    options.maps.show = Some(vec!["topics-years".to_owned()]);
    let choice =
        litdigest::config::MapChoice { rows: named(&["quays"]), columns: named(&["2024", "2023"]) };
    options.maps.chosen.insert("topics-years".to_owned(), choice);
    let site = site(options, content());
    let table = cells(&site["map/topics-years.html"]);
    let heads: Vec<&str> = table[0].iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(heads, ["Topic", "All", "2024", "2023"]);
    assert_eq!(table.len(), 2);
    assert!(!site.contains_key("map/topics-countries.html"));
}

#[test]
fn shades_of_maps_can_be_read() {
    let css = include_str!("../../templates/litdigest.css");
    let dark_at = css.find("prefers-color-scheme: dark").unwrap();
    let colour = |text: &str, name: &str| {
        let at = text.find(&format!("--{name}: #")).unwrap_or_else(|| panic!("{name}"));
        text[at..].split('#').nth(1).unwrap()[..6].to_owned()
    };
    for shade in 1..=5 {
        let rule = css.split(&format!(".h{shade} {{")).nth(1).unwrap();
        let share = rule.split("var(--accent) ").nth(1).unwrap().split('%').next().unwrap();
        let share: f64 = share.parse::<f64>().unwrap() / 100.0;
        for text in [&css[..dark_at], &css[dark_at..]] {
            let (accent, paper) = (colour(text, "accent"), colour(text, "paper"));
            let channel =
                |hex: &str, at: usize| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap());
            let mix = |at| {
                let mixed = channel(&accent, at) * share + channel(&paper, at) * (1.0 - share);
                (0..=255_u8).find(|n| f64::from(*n) >= mixed).unwrap_or(255)
            };
            let mixed = format!("{:02x}{:02x}{:02x}", mix(0), mix(2), mix(4));
            let (a, b) = (luminance(&colour(text, "ink")), luminance(&mixed));
            let ratio = (a.max(b) + 0.05) / (a.min(b) + 0.05);
            assert!(ratio >= 4.5, "ink on shade {shade} is {ratio:.2}");
        }
    }
}

/// With `LITDIGEST_LOOK=FOLDER` the invented site is written there, to be looked at in a browser.
#[test]
fn the_site_can_be_looked_at() {
    assert!(SITE.len() > 100);
    #[allow(clippy::disallowed_methods, reason = "a folder to look at, on request")]
    if let Ok(folder) = std::env::var("LITDIGEST_LOOK") {
        for (route, text) in SITE.iter() {
            let path = std::path::Path::new(&folder).join(route);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
    }
}
