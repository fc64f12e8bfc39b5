//! The search page, the ways to it from every page, and what is left of them where a site does without.

use crate::support::Site;

const SETTINGS: &str = r#"
[[fields]]
name = "design"
values = ["Trial", "Cohort"]
"#;

const NOTES: [(&str, &str); 2] = [
    ("content/notes/a.md", "+++\narticle = 92000001\ndesign = \"Trial\"\n+++\nRead it.\n"),
    ("content/notes/b.md", "+++\narticle = 92000002\ndesign = \"Cohort\"\n+++\nRead it too.\n"),
];

/// Twenty works: keywords `gait` of all, `nerve` of every second, and one of its own for each of the first twelve.
fn records() -> String {
    let record = |n: usize| {
        let mut keywords = vec!["gait".to_owned()];
        keywords.extend(n.is_multiple_of(2).then(|| "nerve".to_owned()));
        keywords.extend((n <= 12).then(|| format!("Sort {n} of <b>thing</b>")));
        let keywords: Vec<String> =
            keywords.iter().map(|word| format!(r#"{{"text": "{word}"}}"#)).collect();
        format!(
            r#"{{"key": "", "pmid": "9200{n:04}", "title": "Work {n}.", "keywords": [{}], "journal": {{"title": "J Invented"}}, "published": {{"year": {}, "text": "{}"}}{}}}"#,
            keywords.join(", "),
            2000 + n,
            2000 + n,
            if n == 1 { r#", "pmcid": "PMC9200001""# } else { "" },
        )
    };
    (1..=20).map(record).collect::<Vec<_>>().join("\n")
}

fn site(settings: &str) -> Site {
    let site = Site::of(&NOTES)
        .with("content/records/works.jsonl", records().as_bytes())
        .with("litdigest.toml", [settings, SETTINGS].concat().as_bytes());
    site.build(0);
    site
}

/// The part of the page that is one facet.
fn facet<'p>(page: &'p str, id: &str) -> &'p str {
    let begin = format!("id=\"facet-{id}\"");
    let (_, rest) = page.split_once(&begin).unwrap_or_else(|| panic!("no facet {id}: {page}"));
    rest.split("</details>").next().unwrap()
}

#[test]
fn filters_stand_on_the_page_with_their_counts() {
    let site = site("");
    let page = site.page("search.html");
    for (id, slug, label, count) in [
        ("topics", "gait", "Gait", "20"),
        ("topics", "nerve", "Nerve", "10"),
        ("years", "2020", "2020", "1"),
        ("is", "full-text", "Free full text", "1"),
        ("is", "noted", "With our note", "2"),
        ("design", "trial", "Trial", "1"),
    ] {
        let value = format!(
            "name=\"{id}\" value=\"{slug}\"><span dir=\"auto\">{label}</span> <span class=\"num\">{count}</span>"
        );
        assert!(facet(&page, id).contains(&value), "{value}: {}", facet(&page, id));
    }
    // Eight, and the rest behind a button; but no button for two.
    let years = facet(&page, "years");
    assert_eq!(years.matches("type=\"checkbox\"").count(), 8, "{years}");
    assert!(years.contains("data-dated") && !years.contains("value=\"2001\""), "{years}");
    assert!(!years.contains("data-do=\"more\" hidden"), "{years}");
    assert!(facet(&page, "is").contains("data-do=\"more\" hidden"), "{page}");
    // The latest year, and the most frequent topic, stand first.
    assert!(facet(&page, "years").find("2020").unwrap() < years.find("2019").unwrap());
    assert!(!page.contains("<b>thing</b>"), "{page}");
}

#[test]
fn the_page_is_for_its_readers_alone_and_says_what_to_do_without_a_script() {
    let site = site("base_url = \"https://a.example/\"\n");
    let page = site.page("search.html");
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{page}");
    assert!(!page.contains("rel=\"canonical\""), "{page}");
    assert!(!site.page("sitemap.xml").contains("search.html"));
    let without = page.split("<noscript>").nth(1).unwrap().split("</noscript>").next().unwrap();
    for way in ["articles/index.html", "topics/index.html", "years/index.html", "https://pubmed"] {
        assert!(without.contains(&format!("href=\"{way}")), "{way}: {without}");
    }
    let id = page.split("data-index=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(!id.is_empty() && site.page("search/root.js").contains(id), "{id}");
    let scripts: Vec<&str> =
        page.split("<script src=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let place = |name: &str| scripts.iter().position(|script| *script == name);
    assert!(place("search-engine.js") < place("search.js"), "{scripts:?}");
    assert!(place("search-engine.js").is_some() && place("keys.js").is_some(), "{scripts:?}");
}

#[test]
fn every_page_leads_to_the_search() {
    let site = site("");
    for (route, root) in
        [("articles/92000001.html", "../"), ("about.html", ""), ("topics/index.html", "../")]
    {
        let page = site.page(route);
        let form = format!("role=\"search\" action=\"{root}search.html\"");
        assert_eq!(page.matches(&form).count(), 1, "{route}");
        assert!(page.contains(&format!("<script src=\"{root}keys.js\" defer>")), "{route}");
        assert!(page.contains("<dialog class=\"keys\""), "{route}");
    }
    // The home page has its own box, and no second one above it.
    let home = site.page("index.html");
    assert_eq!(home.matches("role=\"search\"").count(), 1, "{home}");
    assert!(home.find("role=\"search\"") > home.find("<h1"), "{home}");
    assert_eq!(site.page("search.html").matches("role=\"search\"").count(), 1);
    // The error page stands at any address and alone.
    let error = site.page("404.html");
    assert!(error.contains("action=\"/search.html\""), "{error}");
    assert!(!error.contains("<script") && !error.contains("<dialog"), "{error}");
}

#[test]
fn a_group_is_a_filter() {
    let site = site("");
    assert!(site.page("topics/nerve.html").contains("href=\"../search.html?topics=nerve\""));
    // One article is not searched, but taken along.
    let one = site.page("years/2020.html");
    let link = "<a href=\"../search.html?years=2020\">Export these articles</a>";
    assert!(one.contains(link) && one.matches("search.html?").count() == 1, "{one}");
    let index = site.page("topics/index.html");
    assert!(index.contains("href=\"../search.html#facet-topics\""), "{index}");
}

#[test]
fn a_site_can_do_without() {
    let site = site("[search]\nenabled = false\n");
    assert!(!site.path("public/search.html").exists() && !site.path("public/search").exists());
    for script in ["search.js", "search-engine.js", "keys.js"] {
        assert!(!site.path("public").join(script).exists(), "{script}");
    }
    for (route, page) in site.tree() {
        if route.ends_with(".html") {
            let page = String::from_utf8(page).unwrap();
            assert!(!page.contains("search.html") && !page.contains("keys.js"), "{route}");
            assert!(!page.contains("<dialog"), "{route}");
        }
    }
}
