//! What makes lists usable: ways to years, the whole list on one page, sorting and sifting, indexes with their names.

use crate::support::Site;

/// Invented articles, the newest first: three a year, all in one journal.
fn articles(number: usize) -> String {
    let record = |n: usize| {
        let year = 2020 - n / 3;
        format!(
            r#"{{"key": "", "pmid": "9200{n:04}", "title": "Tide {n:04} of the harbour.", "authors": [{{"family": "Quay{n}", "initials": "A"}}], "journal": {{"abbreviation": "J Tides"}}, "published": {{"year": {year}, "text": "{year}"}}}}"#
        )
    };
    (0..number).map(record).collect::<Vec<_>>().join("\n")
}

fn site(settings: &str, number: usize) -> Site {
    let site = Site::of(&[
        ("litdigest.toml", settings),
        ("content/records/works.jsonl", &articles(number)),
        ("content/topics/tides.md", "+++\nname = \"Tides\"\nany = [\"tide\"]\n+++\n"),
    ]);
    site.build(0);
    site
}

#[test]
fn a_list_leads_to_its_years_on_whichever_page_they_begin() {
    let site = site("per_page = 4\n", 39);
    for route in ["topics/tides.html", "topics/tides/2.html"] {
        let page = site.page(route);
        let up = if route.ends_with("2.html") { "../../" } else { "../" };
        for (label, to) in [
            ("2020", "topics/tides.html#y-2020"),
            ("2019", "topics/tides.html#y-2019"),
            ("2018", "topics/tides/2.html#y-2018"),
            ("2010", "topics/tides/8.html#y-2010"),
            // What is long ago is by the decade: the thirteen years end in 2008.
            ("2000s", "topics/tides/9.html#y-2009"),
        ] {
            assert!(page.contains(&format!("<a href=\"{up}{to}\">{label}</a>")), "{label}: {page}");
        }
        assert!(!page.contains(">2009</a>"), "{page}");
    }
    assert!(site.page("topics/tides/9.html").contains("id=\"y-2009\""));
    // A year has no other years, and three articles are seen at a glance.
    assert!(!site.page("years/2020.html").contains("class=\"tools"));
}

#[test]
fn a_list_of_several_pages_is_on_one_page_too() {
    let site = site("per_page = 4\nbase_url = \"https://tides.example/\"\n", 9);
    let page = site.page("topics/tides.html");
    assert!(
        page.contains("<a href=\"../topics/tides/all.html\">All 9 articles in one list</a>"),
        "{page}"
    );
    assert!(page.contains("action=\"../topics/tides/all.html\""), "{page}");
    let whole = site.page("topics/tides/all.html");
    assert_eq!(whole.matches("<li><span class=\"by\"").count(), 9, "{whole}");
    for expected in [
        "<meta name=\"robots\" content=\"noindex\">",
        "<title>Tides – Topics: the whole list",
        "<a href=\"../../topics/tides.html\"",
        "href=\"../../topics/tides/all.html#y-2018\"",
        "data-words=\"# of 9 articles\"",
        "src=\"../../lists.js\"",
    ] {
        assert!(whole.contains(expected), "{expected}: {whole}");
    }
    assert!(!whole.contains("action="), "{whole}");
    let index = site.page("articles/index/all.html");
    assert!(index.contains("<title>Articles: the whole list"), "{index}");
    // The one journal is no order of its own articles.
    let journal = site.page("journals/j-tides.html");
    assert!(page.contains("value=\"journal\"") && !journal.contains("value=\"journal\""));
    assert!(!site.page("sitemap.xml").contains("all.html"));
    assert!(!site.has("years/2020/all.html"), "a list of one page is whole");
}

#[test]
fn a_list_of_thousands_is_whole_in_parts() {
    let site = site("[groupings.authors]\nenabled = false\n", 1_002);
    assert!(site.page("articles/index/all.html").contains("page 1 of 2"));
    let second = site.page("articles/index/all-2.html");
    assert_eq!(second.matches("<li><span class=\"by\"").count(), 2, "{second}");
    // What is not on one page is not sorted on one page.
    let first = site.page("articles/index.html");
    assert!(
        first.contains("articles/index/all.html\">All 1,002 articles")
            && !first.contains("class=\"sift\"")
    );
}
