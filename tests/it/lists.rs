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
    assert!(whole.contains("<form class=\"sift\" hidden><p>"), "{whole}");
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

#[test]
fn lists_of_the_curator_can_be_read_with_abstracts() {
    let text = r#"{"key": "", "pmid": "93000001", "title": "Tide of two.", "abstract": [{"label": "METHODS", "text": "We waited <b>."}], "published": {"year": 2020, "text": "2020"}}
{"key": "", "pmid": "93000002", "title": "Tide of one.", "published": {"year": 2019, "text": "2019"}}"#;
    let files = [
        ("content/records/works.jsonl", text),
        ("content/topics/tides.md", "+++\nname = \"Tides\"\nany = [\"tide\"]\n+++\n"),
        ("content/digests/may.md", "+++\ntopics = [\"Tides\"]\n+++\n# May\n"),
    ];
    let site = Site::of(&files);
    site.build(0);
    for (route, title) in [("topics/tides", "Tides – Topics"), ("digests/may", "May")] {
        let list = site.page(&format!("{route}.html"));
        assert!(
            list.contains(&format!("<a href=\"../{route}/abstracts.html\">With abstracts</a>")),
            "{list}"
        );
        let page = site.page(&format!("{route}/abstracts.html"));
        for expected in [
            format!("<title>{title}, with abstracts"),
            "<b>Methods.</b> We waited &lt;b&gt;.".to_owned(),
            "The source has no abstract for this article.".to_owned(),
            "content=\"noindex\"".to_owned(),
        ] {
            assert!(page.contains(&expected), "{expected}: {page}");
        }
    }
    assert!(!site.has("years/2020/abstracts.html"), "no list of the curator's");
    let site = Site::of(&files).with("litdigest.toml", b"[abstracts]\nshow = \"none\"\n");
    site.build(0);
    assert!(!site.has("topics/tides/abstracts.html"));
}

#[test]
fn an_index_gives_its_names_to_the_field_that_finds_them() {
    let people: Vec<String> =
        (0..60).map(|n| format!(r#"{{"family": "Quay{n} Østby", "initials": "A"}}"#)).collect();
    let people = people.join(", ");
    let record = |n: usize| {
        format!(
            r#"{{"key": "", "pmid": "9400{n:04}", "title": "Paper {n:04}.", "authors": [{people}, {{"family": "</script>{n}", "initials": "B"}}], "journal": {{"abbreviation": "J{n} Tides"}}, "published": {{"year": {}, "text": ""}}}}"#,
            2020 - 3 * (n % 2)
        )
    };
    let records: Vec<String> = (0..1_050).map(record).collect();
    let site = Site::of(&[("content/records/works.jsonl", &records.join("\n"))]);
    site.build(0);
    let index = site.page("authors/index.html");
    for expected in [
        "data-root=\"../\"",
        "data-names=\"authors/\"",
        "data-words=\"# of 1,110 people\"",
        "src=\"../lists.js\"",
    ] {
        assert!(index.contains(expected), "{expected}: {index}");
    }
    let names = site.page("authors/names/o.js");
    assert!(names.starts_with("((window.litdigest ??= {}).names ??= {})[\"o\"] = ["), "{names}");
    assert!(names.contains(r#"["Quay7 Østby A","1,050","quay7-ostby-a"]"#), "{names}");
    let ones = site.page("authors/names/s.js");
    assert!(ones.contains(r#"["</script>9 B","","articles/94000009.html"]"#), "{ones}");
    // A journal has no page in an index of one page: its names are all there.
    let years = site.page("years/index.html");
    assert!(years.contains("<span>2018–2019</span> <span>none</span>"), "{years}");
    assert!(!years.contains("class=\"sift\""), "{years}");
    let journals = site.page("journals/index.html");
    assert!(journals.contains("class=\"dense wide axis\" data-sift"), "{journals}");
}

#[test]
fn what_meets_in_a_group_leads_to_all_of_it() {
    let of = |number: usize| {
        let people: Vec<String> = (0..number)
            .map(|n| format!(r#"{{"family": "Quay{n}", "initials": "A", "affiliations": [{n}]}}"#))
            .collect();
        let places: Vec<String> =
            (0..number).map(|n| format!("\"University of Quay{n}, Manytown, Peru.\"")).collect();
        let record = |n: usize| {
            format!(
                r#"{{"key": "", "pmid": "9500000{n}", "title": "Tide {n}.", "authors": [{}], "affiliations": [{}], "published": {{"year": 2020, "text": "2020"}}}}"#,
                people.join(", "),
                places.join(", ")
            )
        };
        let records: Vec<String> = (0..3).map(record).collect();
        let site = Site::of(&[("content/records/works.jsonl", &records.join("\n"))]);
        site.build(0);
        site.page("years/2020.html")
    };
    let link = "<a href=\"../search.html?years=2020#facet-institutions\">All 20 institutions</a>";
    let many = of(20);
    assert!(many.contains(link) && !many.contains("University of Quay19<"), "{many}");
    // Three more than a ranking has are shown as well.
    let few = of(8);
    assert!(few.contains("University of Quay7<") && !few.contains("#facet-institutions"), "{few}");
}
