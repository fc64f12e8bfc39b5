//! What stands on the pages: citations, references, and where an article is discussed.

use super::*;

#[test]
fn a_citation_leads_to_the_article_and_back() {
    let site = site(&[(
        "content/p.md",
        "Flurbs [@91000001] and, as @quay2019zorbles [p. 3] says, [see @PMC9100001, chap. 2; -@pmid:91000002].\n\n## Of [@91000001]\n\nx\n",
    )]);
    site.build(0);
    let page = site.page("p.html");
    for part in [
        "Flurbs <span class=\"cite\">(<a href=\"articles/91000001.html\" id=\"cite.1\" data-reference=\"ref.1\">1</a>)</span> and",
        "as <span class=\"cite\"><a href=\"articles/91000002.html\" id=\"cite.2\" data-reference=\"ref.2\">Quay (2, p. 3)</a></span> says",
        "(see <a href=\"articles/91000001.html\" id=\"cite.3\" data-reference=\"ref.1\">1, chap. 2</a>,<a href=\"articles/91000002.html\" id=\"cite.4\" data-reference=\"ref.2\">2</a>)",
        "<h2 id=\"of\">Of <span",
        "<h2 id=\"references\">References</h2>",
        "<li id=\"ref.1\">",
        "<a href=\"articles/91000001.html\">On flurbs</a>",
        "href=\"#cite.1\" aria-label=\"Back to place 1 in the text\"",
        "href=\"#cite.5\"",
        "<template>",
        "<script src=\"citations.js\" defer></script>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(site.has("citations.js"));
    // Who cites nothing runs no script.
    assert!(!site.page("articles/index.html").contains("citations.js"));
    assert!(!site.page("articles/91000004.html").contains("citations.js"));
    assert_eq!(site.run(&["check", "--message-format", "short"]).code, 0);
}

#[test]
fn notes_profiles_and_indexes_cite_too() {
    let site = site(&[
        ("content/notes/a.md", "+++\narticle = \"pmid:91000001\"\n+++\nSee [@91000002].\n"),
        ("content/notes/b.md", "+++\narticle = \"pmid:91000001\"\n+++\nSee [@91000002] too.\n"),
        (
            "content/topics/z.md",
            "+++\nname = \"Zorbles\"\nany = [\"zorbles\"]\n+++\nSee [@91000001].\n",
        ),
        ("content/topics/index.md", "All of them [@91000001].\n"),
        ("content/notes/index.md", "Our notes [@91000001].\n"),
        ("content/digests/index.md", "Our digests [@91000001].\n"),
        ("content/digests/d.md", "+++\ntitle = \"D\"\n+++\nOf [@91000001].\n"),
        ("content/index.md", "Home [@91000001].\n"),
        ("content/404.md", "Gone [@91000001].\n"),
    ]);
    site.build(0);
    for (route, ids) in [
        (
            "articles/91000001.html",
            &["note-cite.1", "note-ref.1", "note-2-cite.1", "note-2-references"][..],
        ),
        ("topics/zorbles.html", &["about-cite.1", "about-ref.1", "about-references"]),
        ("topics/index.html", &["cite.1", "references"]),
        ("notes/index.html", &["cite.1", "references"]),
        ("digests/index.html", &["cite.1", "references"]),
        ("digests/d.html", &["about-cite.1", "about-references"]),
        ("index.html", &["cite.1", "references"]),
        ("404.html", &["cite.1", "references"]),
    ] {
        let page = site.page(route);
        for id in ids {
            assert!(page.contains(&format!("id=\"{id}\"")), "{route} {id}: {page}");
        }
    }
    assert_eq!(site.run(&["check", "--message-format", "short"]).code, 0);
}

#[test]
fn an_article_says_where_it_is_discussed() {
    let site = site(&[
        (
            "content/p.md",
            "+++\ntitle = \"A page\"\n+++\nMud is old. Nobody, says Quay, has seen zorbles [@91000002], or *very* few did. And so on.\n",
        ),
        ("content/draft.md", "+++\ntitle = \"Secret\"\ndraft = true\n+++\nZorbles [@91000002].\n"),
        (
            "content/topics/h.md",
            "+++\nname = \"Hidden\"\nany = [\"zorbles\"]\nhidden = true\n+++\nZorbles [@91000002].\n",
        ),
        (
            "content/notes/a.md",
            "+++\narticle = \"pmid:91000001\"\n+++\nOn itself [@91000001] and on zorbles [@91000002].\n",
        ),
    ]);
    site.build(0);
    let page = site.page("articles/91000002.html");
    for part in [
        "<h2 id=\"discussed\">Discussed in</h2>",
        "<a href=\"../p.html#cite.1\" dir=\"auto\">A page</a>",
        "Nobody, says Quay, has seen zorbles (1), or very few did. <a",
        "<a href=\"../articles/91000001.html#note-cite.2\" dir=\"auto\">Our note on On flurbs</a>",
        "On itself (1) and on zorbles (2).",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("Secret") && !page.contains("Hidden"), "{page}");
    // A note on an article is no news to it, and who is cited nowhere has no such part.
    assert!(!site.page("articles/91000001.html").contains("id=\"discussed\""));
    assert!(!site.page("articles/91000003.html").contains("id=\"discussed\""));
}

#[test]
fn footnotes_are_numbered_behind_the_text() {
    let site = site(&[(
        "content/p.md",
        "A[^n] [@91000002].\n\n[^n]: Note [@91000001].\n\nB [@91000001].\n",
    )]);
    site.build(0);
    let text = plain(&site.page("p.html"));
    assert!(
        text.contains("(1).") && text.contains("B (2).") && text.contains("Note (2)."),
        "{text}"
    );
}
