//! People with one article, and what stands at the address of a name: built sites.

use crate::support::Site;

/// A record of MEDLINE by its PMID, title and authors; an author is `Family, Given` and perhaps `@ place` or `# ORCID`.
fn record(pmid: u32, authors: &[&str]) -> String {
    let mut text = format!("PMID- {pmid}\nOWN - NLM\nDP  - 2021 Jan\nTI  - Title {pmid}.\n");
    for author in authors {
        let (author, orcid) = author.split_once(" # ").unwrap_or((author, ""));
        let (name, place) = author.split_once(" @ ").unwrap_or((author, ""));
        let (family, given) = name.split_once(", ").unwrap();
        let initials: String = given.split(' ').filter_map(|word| word.chars().next()).collect();
        text.push_str(&format!("FAU - {name}\nAU  - {family} {initials}\n"));
        if !orcid.is_empty() {
            text.push_str(&format!("AUID- ORCID: {orcid}\n"));
        }
        if !place.is_empty() {
            text.push_str(&format!("AD  - {place}, Mudville, Peru.\n"));
        }
    }
    text.push_str(
        "LA  - eng\nPT  - Journal Article\nTA  - J Mud\nSO  - J Mud. 2021 Jan;1(1):1-2.\n\n",
    );
    text
}

fn site(records: &[(u32, &[&str])]) -> Site {
    let text: String = records.iter().map(|(pmid, authors)| record(*pmid, authors)).collect();
    Site::of(&[("content/records/a.nbib", &text)])
}

/// The files of `authors/` without the index.
fn people(site: &Site) -> Vec<String> {
    let own = |route: &String| route.starts_with("authors/") && !route.contains("/index");
    site.tree().into_keys().filter(own).collect()
}

#[test]
fn who_has_one_article_is_named_in_the_index_and_leads_to_it() {
    let authors: &[&str] = &["Wombat, Paula # 0000-0002-1825-0097", "Numbat, Q"];
    let site = site(&[(90_000_001, authors), (90_000_002, &["Numbat, Q @ Quux University"])])
        .with("content/authors/quoll.md", b"+++\nname = \"Quoll A\"\n+++\nAlone.\n");
    let site = site.with("content/records/b.nbib", record(90_000_003, &["Quoll, A"]).as_bytes());
    site.build(0);
    // Two people of one article each are called Numbat Q.
    assert_eq!(people(&site), ["authors/numbat-q.html", "authors/quoll-a.html"]);
    assert!(site.page("authors/numbat-q.html").contains("2 people of this name"));
    let index = site.page("authors/index.html");
    for words in [
        "4 people",
        "3 of them with one article",
        "<a href=\"../authors/quoll-a.html\">Quoll A</a>",
        "<a href=\"../articles/90000001.html\">Wombat P</a>",
        "<a href=\"../articles/90000002.html\">Numbat Q</a> <small>Quux University</small>",
    ] {
        assert!(index.contains(words), "{words} in {index}");
    }
    let article = site.page("articles/90000001.html");
    let byline = article.split_once("class=\"authors\"").unwrap().1;
    let byline = byline.split_once("</p>").unwrap().0;
    assert!(byline.contains("dir=\"auto\">Wombat P <a class=\"orcid\""), "{byline}");
    let site = site.with("litdigest.toml", b"[groupings.authors]\nmin = 1\n");
    site.build(0);
    assert!(people(&site).iter().any(|route| route == "authors/wombat-p.html"));
    assert!(!site.page("authors/index.html").contains("with one article"));
}

#[test]
fn the_address_of_a_name_stays_whoever_else_bears_it() {
    let two: &[(u32, &[&str])] =
        &[(90_000_001, &["Zak, B", "Tide, A"]), (90_000_002, &["Zak, B", "Tide, A"])];
    let site = site(two);
    site.build(0);
    assert!(site.page("authors/zak-b.html").contains("2 articles"));
    // Another of the name with one article: the first keeps the address.
    let one = record(90_000_003, &["Żak, B"]);
    let site = site.with("content/records/b.nbib", one.as_bytes());
    site.build(0);
    let page = site.page("authors/zak-b.html");
    assert!(page.contains("2 articles"));
    // Who has no page is named there too, and leads to the article.
    assert!(page.contains("<a href=\"../articles/90000003.html\" dir=\"auto\">Żak B"), "{page}");
    // With two as well: the address names both.
    let more = [
        one,
        record(90_000_004, &["Żak, B", "Quay, C"]),
        record(90_000_005, &["Żak, B", "Quay, C"]),
    ];
    let site = site.with("content/records/b.nbib", more.concat().as_bytes());
    site.build(0);
    let page = site.page("authors/zak-b.html");
    let own: Vec<String> =
        people(&site).into_iter().filter(|route| route.starts_with("authors/zak-b-")).collect();
    assert_eq!(own.len(), 2, "{own:?}");
    assert!(page.contains("3 people of this name"), "{page}");
    for route in own {
        assert!(page.contains(&format!("href=\"../{route}\"")), "{route}");
    }
    assert!(page.contains("Title 90000003"), "who has no page is named with the article");
    assert_eq!(site.run(&["check", "--strict"]).code, 0);
}

#[test]
fn another_spelling_leads_to_the_person() {
    let site = site(&[
        (90_000_001, &["Zak, Bea C", "Tide, A"]),
        (90_000_002, &["Zak, Bea", "Tide, A"]),
        (90_000_003, &["Zak, Bea C", "Tide, A"]),
    ]);
    site.build(0);
    assert!(site.page("authors/zak-bc.html").contains("3 articles"));
    assert!(site.page("authors/zak-b.html").contains("url=../authors/zak-bc.html"));
}

#[test]
fn four_unrelated_people_of_a_common_name_are_four() {
    let places = ["Quux University", "Elbo University", "Zorro University", "Mudville College"];
    let authors: Vec<Vec<String>> = (0..)
        .zip(places)
        .map(|(n, place)| vec![format!("Wang, Wei @ {place}"), format!("Other{n}, Q @ {place}")])
        .collect();
    let authors: Vec<Vec<&str>> =
        authors.iter().map(|names| names.iter().map(String::as_str).collect()).collect();
    let records: Vec<(u32, &[&str])> =
        (90_000_001..).zip(authors.iter().map(Vec::as_slice)).collect();
    let four = site(&records);
    four.build(0);
    assert_eq!(people(&four), ["authors/wang-w.html"]);
    let page = four.page("authors/wang-w.html");
    assert!(page.contains("4 people of this name"), "{page}");
    for place in places {
        assert!(page.contains(&format!("<small>{place}</small>")), "{place}");
    }
    // A profile can be about any of them, by what tells them apart.
    let site = four
        .with(
            "content/authors/one.md",
            b"+++\nname = \"Wang Wei\"\nnot = [\"pmid:90000004\"]\n+++\nThe first.\n",
        )
        .with(
            "content/authors/two.md",
            b"+++\nname = \"Wang Wei (Mudville College)\"\n+++\nThe second.\n",
        );
    let run = site.build(0);
    assert!(!run.stderr.contains("empty-profile"), "{}", run.stderr);
    let second = site.page("authors/wang-wei-mudville-college.html");
    assert!(second.contains("The second.") && second.contains("Title 90000004"), "{second}");
    assert!(site.page("authors/wang-wei.html").contains("3 articles"));
}
