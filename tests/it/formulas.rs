//! Formulas from a record or a note to the page and the exports, and bad Markdown that still makes a page.

use crate::support::Site;

const MML: &str = "xmlns:mml=\"http://www.w3.org/1998/Math/MathML\"";

/// A record of PubMed's XML with formulas in its title and its abstract.
fn xml() -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<PubmedArticleSet><PubmedArticle><MedlineCitation Status=\"MEDLINE\" Owner=\"NLM\"><PMID Version=\"1\">900501</PMID>\
<Article PubModel=\"Print\"><Journal><JournalIssue CitedMedium=\"Print\"><PubDate><Year>2021</Year></PubDate></JournalIssue><Title>Tea</Title></Journal>\
<ArticleTitle><mml:math {MML}><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math> against \
<mml:math {MML}><mml:mfrac><mml:mn>2</mml:mn><mml:mn>3</mml:mn></mml:mfrac></mml:math> of <i>leaves</i></ArticleTitle>\
<Abstract><AbstractText>We saw <mml:math {MML}><mml:mover accent=\"true\"><mml:mi mathcolor=\"red\" onclick=\"alert(1)\">V</mml:mi><mml:mo>˙</mml:mo></mml:mover><mml:msub><mml:mi>O</mml:mi><mml:mn>2</mml:mn></mml:msub></mml:math> &lt; 5 ml<sup>-1</sup>.</AbstractText></Abstract>\
<AuthorList><Author><LastName>Leaf</LastName><ForeName>Ann</ForeName></Author></AuthorList><Language>eng</Language></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"
    )
}

const SQUARED: &str = "<math><msup><mi>x</mi><mn>2</mn></msup></math>";

#[test]
fn formulas_of_records_are_markup_on_pages_and_text_elsewhere() {
    let site = Site::of(&[("content/records/a.xml", &xml())]);
    site.build(0);
    let page = site.page("articles/900501.html");
    let title = format!(
        "{SQUARED} against <math><mfrac><mn>2</mn><mn>3</mn></mfrac></math> of <i>leaves</i>"
    );
    assert!(
        page.contains(&format!("<h1 dir=\"auto\"><span id=\"title\">{title}</span></h1>")),
        "{page}"
    );
    assert!(page.contains("<title>x^2 against 2/3 of leaves"), "{page}");
    assert!(
        page.contains("We saw <math><mover accent=\"true\"><mi>V</mi><mo>˙</mo></mover><msub><mi>O</mi><mn>2</mn></msub></math> &lt; 5 ml<sup>-1</sup>."),
        "{page}"
    );
    assert!(!page.contains("mml:") && !page.contains("onclick"), "{page}");
    assert!(site.page("articles/index.html").contains(&title));
    for (format, said) in [
        ("ris", "TI  - x^2 against 2/3 of <i>leaves</i>"),
        ("csl-json", "x^2 against 2/3 of <i>leaves</i>"),
        ("nbib", "V̇O2 < 5 ml-1."),
        ("bibtex", "against 2/3 of"),
        ("jsonl", "\"text_html\":\"We saw <math><mover accent"),
    ] {
        let run = site.run(&["convert", "content/records/a.xml", "--to", format]);
        assert!(run.stdout.contains(said), "{format}: {}", run.stdout);
        // CSL-JSON keeps the whole record beside what its own keys can say.
        let whole = matches!(format, "jsonl" | "csl-json");
        assert_eq!(run.stdout.contains("<m"), whole, "{format}: {}", run.stdout);
    }
}

/// The same formula in every format whose exports hold MathML as text.
#[test]
fn formulas_are_read_in_every_format() {
    let formula = "<mml:math><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math>";
    let quoted = formula.replace('"', "\\\"");
    let nbib = format!(
        "PMID- 900502\nTI  - Tea {formula}\n      and H2O.\nAB  - We saw {formula} < 5.\nFAU - Leaf, Ann\nAU  - Leaf A\nDP  - 2021\nTA  - Tea\n"
    );
    let ris = format!(
        "TY  - JOUR\nTI  - Tea {formula} and H2O.\nAB  - We saw {formula} < 5.\nAU  - Leaf, Ann\nPY  - 2021\nDO  - 10.5555/a\nER  - \n"
    );
    let csl = format!(
        "[{{\"id\":\"a\",\"type\":\"article-journal\",\"title\":\"Tea {quoted} and H2O.\",\"abstract\":\"We saw {quoted} &lt; 5.\",\"DOI\":\"10.5555/a\",\"author\":[{{\"family\":\"Leaf\",\"given\":\"Ann\"}}]}}]"
    );
    let bibtex = format!(
        "@article{{a,\n title = {{Tea {formula} and H2O.}},\n abstract = {{We saw {formula} < 5.}},\n author = {{Leaf, Ann}},\n year = 2021,\n doi = {{10.5555/a}}\n}}\n"
    );
    for (name, text) in [("a.nbib", nbib), ("a.ris", ris), ("a.json", csl), ("a.bib", bibtex)] {
        let site = Site::of(&[(name, &text)]);
        let run = site.run(&["inspect", name, "--format", "jsonl"]);
        let record: serde_json::Value =
            serde_json::from_str(run.stdout.lines().next().unwrap_or_default()).unwrap();
        assert_eq!(record["title"], "Tea x^2 and H2O.", "{name}: {}", run.stdout);
        assert_eq!(record["title_html"], format!("Tea {SQUARED} and H2O."), "{name}");
        assert_eq!(record["abstract"][0]["text"], "We saw x^2 < 5.", "{name}: {}", run.stdout);
        assert_eq!(
            record["abstract"][0]["text_html"],
            format!("We saw {SQUARED} &lt; 5."),
            "{name}"
        );
    }
    let broken = "PMID- 900502\nTI  - Tea <math><mi>x</math> and H2O.\nFAU - Leaf, Ann\nAU  - Leaf A\nDP  - 2021\nTA  - Tea\n";
    let run =
        Site::of(&[("a.nbib", broken)]).run(&["inspect", "a.nbib", "--message-format", "short"]);
    assert!(
        run.stderr.contains("a.nbib:1") && run.stderr.contains("bad-formula"),
        "{}",
        run.stderr
    );
}

#[test]
fn bad_markdown_is_told_with_its_place_and_its_page_is_built() {
    let site = Site::seed()
        .with("content/open.md", b"+++\ntitle = \"x\"\n\nwords\n")
        .with(
            "content/page.md",
            b"+++\ntitle = \"Page\"\n+++\n\nA $x \\nosuch$ and $\\operatorname{</math><script>alert(1)</script>}$.\n\n![A plot](none.png)\n\nb[^no] and [TOC]\n\n[^lost]: c\n\n> [!NOTICE]\n> d\n",
        );
    let run = site.run(&["build", "--message-format", "short"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    for said in [
        "content/open.md:1:1: error[bad-front-matter]",
        "content/page.md:5:6: warning[bad-formula]",
        "content/page.md:5:20: warning[bad-formula]",
        "content/page.md:7:11: error[broken-link]",
        "content/page.md:9:2: warning[undefined-footnote]",
        "content/page.md:11:1: warning[unused-footnote]",
        "content/page.md:13:3: warning[unknown-admonition]",
    ] {
        assert!(run.stderr.contains(said), "{said}\n{}", run.stderr);
    }
    let page = site.page("page.html");
    assert!(page.contains("<code>$x \\nosuch$</code>") && page.contains("<p>A plot</p>"), "{page}");
    assert!(!page.contains("<script>alert"), "{page}");
}

#[test]
fn several_notes_of_one_page_do_not_disturb_each_other() {
    let note = |title: &str| {
        format!(
            "+++\narticle = \"pmid:34357138\"\ntitle = \"{title}\"\n+++\n\n[TOC]\n\n# One\n\na[^x]\n\n# Two\n\n[^x]: of {title}\n"
        )
    };
    let site = Site::seed()
        .with("content/notes/a.md", note("First").as_bytes())
        .with("content/notes/b.md", note("Second").as_bytes());
    site.build(0);
    let page = site.page("articles/34357138.html");
    let mut ids: Vec<&str> =
        page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "{ids:?}");
    for link in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(
            link.is_empty() || ids.binary_search(&link).is_ok(),
            "#{link} leads nowhere: {ids:?}"
        );
    }
}
