//! What becomes of Markdown: the HTML, and what is said with which place.

use super::*;
use crate::diag::codes;
use proptest::prelude::*;

/// A site with a few pages.
fn resolve(address: &str) -> LinkTarget {
    match address {
        "../topics/muscle.md" => LinkTarget::Href("../topics/muscle.html".to_owned()),
        "pmid:1" => LinkTarget::Href("../articles/1.html".to_owned()),
        "evil" => LinkTarget::Href("javascript:alert(1)".to_owned()),
        "fig.png" => LinkTarget::Href("../fig.png".to_owned()),
        "../topics/muscel.md" => {
            LinkTarget::Broken { nearest: Some("../topics/muscle.md".to_owned()) }
        }
        address if address.starts_with("kept") => LinkTarget::Unchanged,
        address if address.contains(':') || address.starts_with("//") => LinkTarget::Unchanged,
        _ => LinkTarget::Broken { nearest: None },
    }
}

/// As the site gives them.
const WORDS: Words<'static> = Words {
    admonitions: ["Note", "Tip", "Important", "Warning", "Caution"],
    contents: "Contents",
    anchor: "Link to",
    footnotes: "Footnotes",
    back: "Back",
    done: "Done:",
    open: "To do:",
};
const FRAME: Frame<'static> = Frame { words: WORDS, ..Frame::PAGE };

/// A heading as it is written.
fn heading(level: u8, id: &str, html: &str, text: &str) -> String {
    format!(
        "<div class=\"heading\"><h{level} id=\"{id}\">{html}</h{level}><a class=\"anchor\" href=\"#{id}\" aria-label=\"Link to {text}\">#</a></div>"
    )
}

fn rendered(text: &str, options: MarkdownOptions, frame: Frame<'_>) -> (String, Vec<Diagnostic>) {
    let markdown = Markdown { text: Arc::from(text), ..Markdown::default() };
    markdown.to_html_within(&Arc::from("content/a.md"), &resolve, options, frame, &[])
}

/// Checks the HTML, and that nothing is said.
fn check(text: &str, expected: &str) {
    let (html, diagnostics) = rendered(text, MarkdownOptions::default(), FRAME);
    assert_eq!(html.trim_end(), expected, "{text}");
    assert!(diagnostics.is_empty(), "{text}: {diagnostics:?}");
}

/// Checks the HTML and what is said, as `line:column-end code`.
fn check_told(text: &str, expected: &str, told: &[&str]) {
    let (html, diagnostics) = rendered(text, MarkdownOptions::default(), FRAME);
    assert_eq!(html.trim_end(), expected, "{text}");
    let said: Vec<String> = diagnostics
        .iter()
        .map(|d| {
            let place = d.place.as_ref().unwrap();
            format!("{}:{}-{} {}", place.line, place.column, place.end_column, d.code.id)
        })
        .collect();
    assert_eq!(said, told, "{text}");
}

#[test]
fn blocks_and_words() {
    for (text, expected) in [
        (
            "a *b* **c** ~~d~~ `<e>`",
            "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>&lt;e&gt;</code></p>",
        ),
        ("a & b \"c\" < d", "<p>a &amp; b &quot;c&quot; &lt; d</p>"),
        ("a\nb\\\nc", "<p>a\nb<br>\nc</p>"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>"),
        (
            "- [x] a\n- [ ] b",
            "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"Done:\"> a</li>\n<li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"To do:\"> b</li>\n</ul>",
        ),
        (
            "- [x] a\n\n  b",
            "<ul>\n<li class=\"task\"><p><input type=\"checkbox\" disabled checked aria-label=\"Done:\"> a</p>\n<p>b</p>\n</li>\n</ul>",
        ),
        ("H~2~O, m^2^ and 10^9^/L", "<p>H<sub>2</sub>O, m<sup>2</sup> and 10<sup>9</sup>/L</p>"),
        ("^13^C, 2\\^3^, a~b c~, x^2^^3^", "<p><sup>13</sup>C, 2^3^, a~b c~, x^2^^3^</p>"),
        ("`m^2^` ~~a^2^~~ ~b~", "<p><code>m^2^</code> <del>a<sup>2</sup></del> <del>b</del></p>"),
        ("10^3-10^5, x^2 or y^2", "<p>10^3-10^5, x^2 or y^2</p>"),
        ("~5 or ~6, 5' and 3' -- \"x\"", "<p>~5 or ~6, 5' and 3' -- &quot;x&quot;</p>"),
        (
            "a\n: b\n\n  c\n: d",
            "<dl>\n<dt>a</dt>\n<dd><p>b</p>\n<p>c</p>\n</dd>\n<dd><p>d</p>\n</dd>\n</dl>",
        ),
        ("a\n: b\n: c", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n<dd>c</dd>\n</dl>"),
        ("a\n\nb", "<p>a</p>\n<p>b</p>"),
        (
            "```rust\nfn <a>\n```",
            "<pre tabindex=\"0\"><code class=\"language-rust\">fn &lt;a&gt;\n</code></pre>",
        ),
        ("    a\n", "<pre tabindex=\"0\"><code>a\n</code></pre>"),
        ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
        (
            "> [!WARNING]\n> a",
            "<div class=\"admonition warning\" role=\"note\">\n<p class=\"admonition-title\">Warning</p>\n<p>a</p>\n</div>",
        ),
        ("a\0b\u{8}", "<p>a\u{fffd}b\u{fffd}</p>"),
        ("a<!-- for me -->b", "<p>ab</p>"),
        ("<!-- for\nme -->\n\na", "<p>a</p>"),
        ("", ""),
    ] {
        check(text, expected);
    }
}

#[test]
fn tables_have_no_inline_style() {
    check(
        "| a | b |\n|---|--:|\n| 1 | 2 |",
        "<div class=\"table\" tabindex=\"0\">\n<table>\n<thead>\n<tr><th scope=\"col\">a</th><th scope=\"col\" class=\"right\">b</th></tr>\n</thead>\n<tbody>\n<tr><td>1</td><td class=\"right\">2</td></tr>\n</tbody>\n</table>\n</div>",
    );
}

#[test]
fn captions_stand_in_their_tables() {
    let table = |caption: &str| {
        format!(
            "<div class=\"table\" tabindex=\"0\">\n<table>\n{caption}<thead>\n<tr><th scope=\"col\">a</th></tr>\n</thead>\n<tbody>\n<tr><td>1</td></tr>\n</tbody>\n</table>\n</div>"
        )
    };
    let rows = "| a |\n|---|\n| 1 |";
    let captioned = table("<caption>What <em>we</em> saw</caption>\n");
    check(&format!("Table: What *we* saw\n\n{rows}"), &captioned);
    check(&format!("{rows}\n\nTable: What *we* saw"), &captioned);
    check(&format!("x\n\n{rows}\n\ny"), &format!("<p>x</p>\n{}\n<p>y</p>", table("")));
    // Of two tables each has the caption that stands above it.
    check(
        &format!("Table: One\n\n{rows}\n\nTable: Two\n\n{rows}\n\nTable: no more"),
        &format!(
            "{}\n{}\n<p>Table: no more</p>",
            table("<caption>One</caption>\n"),
            table("<caption>Two</caption>\n")
        ),
    );
    check("Table: of nothing", "<p>Table: of nothing</p>");
    check(
        &format!("Table: a\n\nb\n\n{rows}"),
        &format!("<p>Table: a</p>\n<p>b</p>\n{}", table("")),
    );
}

#[test]
fn headings_get_levels_without_gaps_ids_without_repeats_and_links() {
    check(
        "# A b\n### C\n## D\n# What it can't do!\n# A b",
        &[
            heading(2, "a-b", "A b", "A b"),
            heading(3, "c", "C", "C"),
            heading(3, "d", "D", "D"),
            heading(2, "what-it-cant-do", "What it can't do!", "What it can't do!"),
            heading(2, "a-b-1", "A b", "A b"),
        ]
        .join("\n"),
    );
    check(
        "### *Über* `x`\n# ?\n# $x^2$",
        &[
            heading(2, "über-x", "<em>Über</em> <code>x</code>", "Über x"),
            heading(2, "section", "?", "?"),
            heading(2, "x2", "<math><msup><mi>x</mi><mn>2</mn></msup></math>", "x^2"),
        ]
        .join("\n"),
    );
    let frame = Frame { id_prefix: "note-", base_level: 5, title_id: "note", words: WORDS };
    let (html, _) = rendered("# A\n## B\n### C\n[to](#b)", MarkdownOptions::default(), frame);
    assert_eq!(
        html,
        format!(
            "{}\n{}\n{}\n<p><a href=\"#note-b\">to</a></p>\n",
            heading(5, "note-a", "A", "A"),
            heading(6, "note-b", "B", "B"),
            heading(6, "note-c", "C", "C")
        )
    );
}

#[test]
fn a_table_of_contents_stands_where_it_is_asked_for() {
    let toc = "<nav class=\"toc\" aria-labelledby=\"contents\">\n<p class=\"toc-title\" id=\"contents\">Contents</p>\n<ul>\n<li><a href=\"#a\">A</a><ul>\n<li><a href=\"#b\">B &amp; b</a></li>\n</ul>\n</li>\n<li><a href=\"#c\">C</a></li>\n</ul>\n</nav>";
    let toc = toc.replace("#b\"", "#b--b\"");
    let headings = [
        heading(2, "a", "A", "A"),
        heading(3, "b--b", "B &amp; b", "B &amp; b"),
        heading(2, "c", "C", "C"),
    ]
    .join("\n");
    for line in ["[TOC]", "[toc]", "[[_TOC_]]"] {
        check(
            &format!("x\n\n{line}\n\n# A\n## B & b\n# C"),
            &format!("<p>x</p>\n{toc}\n{headings}"),
        );
    }
    let markdown = |contents, text: &str| {
        let markdown = Markdown { text: Arc::from(text), contents, ..Markdown::default() };
        let said = markdown.to_html_within(
            &Arc::from("a.md"),
            &resolve,
            MarkdownOptions::default(),
            FRAME,
            &[],
        );
        said.0
    };
    assert_eq!(
        markdown(true, "x\n# A\n## B & b\n# C").trim(),
        format!("{toc}\n<p>x</p>\n{headings}")
    );
    assert_eq!(markdown(true, "x").trim(), "<p>x</p>");
    // Among other texts of a page it is no landmark.
    let frame = Frame { id_prefix: "note-", ..FRAME };
    let (html, _) = rendered("[TOC]\n# A\n# B", MarkdownOptions::default(), frame);
    assert!(html.starts_with("<div class=\"toc\" aria-labelledby=\"note-contents\">"), "{html}");
    check_told("[TOC]\n\n# A", &heading(2, "a", "A", "A"), &["1:1-6 empty-contents"]);
    check(
        "[toc]\n\n[toc]: https://example.org/",
        "<p><a href=\"https://example.org/\">toc</a></p>",
    );
    check("a [TOC]", "<p>a [TOC]</p>");
}

#[test]
fn formulas_are_set_and_money_is_text() {
    check("a $x^2$ b", "<p>a <math><msup><mi>x</mi><mn>2</mn></msup></math> b</p>");
    check(
        "$$\nx\n$$",
        "<p><span class=\"formula\" tabindex=\"0\"><math display=\"block\"><mi>x</mi></math></span></p>",
    );
    for money in ["$5 and $10", "$5-$10", "US$5, US$10", "\\$x$ y", "a$ b$", "$ x$"] {
        check(money, &format!("<p>{}</p>", money.replace('\\', "")));
    }
    check("$5 to *all*$10", "<p>$5 to <em>all</em>$10</p>");
    check_told(
        "a\nb $x + \\nosuch$ c",
        "<p>a\nb <code>$x + \\nosuch$</code> c</p>",
        &["2:8-15 bad-formula"],
    );
    for attack in [
        "\\operatorname{</math><script>alert(1)</script>}",
        "\\operatorname{<img src=x onerror=alert(1)>}",
    ] {
        let (html, said) = rendered(&format!("a ${attack}$ b"), MarkdownOptions::default(), FRAME);
        assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
        assert!(html.starts_with("<p>a <code>$") && html.ends_with("</code> b</p>\n"), "{html}");
        assert_eq!(said[0].code, &codes::BAD_FORMULA);
    }
    // Where HTML is allowed, a formula is one all the same.
    let (html, _) = rendered("$\\operatorname{<b>}$", MarkdownOptions { raw_html: true }, FRAME);
    assert!(html.contains("&lt;b&gt;"), "{html}");
}

#[test]
fn admonitions_have_five_kinds() {
    check_told(
        "> [!NOTES]\n> a",
        "<blockquote>\n<p>[!NOTES]\na</p>\n</blockquote>",
        &["1:3-11 unknown-admonition"],
    );
    check_told(
        "> [!TIP] Rest\n> a",
        "<blockquote>\n<p>[!TIP] Rest\na</p>\n</blockquote>",
        &["1:3-9 unknown-admonition"],
    );
    check(
        "> [!TIP](pmid:1)",
        "<blockquote>\n<p><a href=\"../articles/1.html\">!TIP</a></p>\n</blockquote>",
    );
}

#[test]
fn a_picture_alone_in_its_paragraph_is_a_figure() {
    check(
        "![What we *saw*](fig.png)",
        "<figure>\n<img src=\"../fig.png\" alt=\"What we saw\" loading=\"lazy\">\n<figcaption aria-hidden=\"true\">What we <em>saw</em></figcaption>\n</figure>",
    );
    check(
        "![A plot](fig.png \"Strength & age\")",
        "<figure>\n<img src=\"../fig.png\" alt=\"A plot\" loading=\"lazy\">\n<figcaption>Strength &amp; age</figcaption>\n</figure>",
    );
    check(
        "![After [Muscle](pmid:1)](fig.png)",
        "<figure>\n<img src=\"../fig.png\" alt=\"After Muscle\" loading=\"lazy\">\n<figcaption>After <a href=\"../articles/1.html\">Muscle</a></figcaption>\n</figure>",
    );
    check_told("![a](none.png)", "<p>a</p>", &["1:6-14 broken-link"]);
    check_told(
        "![](fig.png \"t\")",
        "<figure>\n<img src=\"../fig.png\" alt=\"\" loading=\"lazy\">\n<figcaption>t</figcaption>\n</figure>",
        &["1:1-17 missing-description"],
    );
}

#[test]
fn footnotes_lead_there_and_back() {
    check(
        "a[^x] b[^y] c[^x]\n\n[^y]: second\n\n[^x]: first",
        "<p>a<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\">1</a></sup> \
b<sup class=\"footnote-ref\"><a href=\"#fn-2\" id=\"fnref-2\" role=\"doc-noteref\">2</a></sup> \
c<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1-1\" role=\"doc-noteref\">1</a></sup></p>\n\
<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Footnotes\">\n<ol>\n\
<li id=\"fn-1\"><p>first <a href=\"#fnref-1\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"Back\">\u{21a9}\u{fe0e}</a> <a href=\"#fnref-1-1\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"Back 2\">\u{21a9}\u{fe0e}<sup>2</sup></a></p></li>\n\
<li id=\"fn-2\"><p>second <a href=\"#fnref-2\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"Back\">\u{21a9}\u{fe0e}</a></p></li>\n\
</ol>\n</section>",
    );
    check_told("a[^nobody] b", "<p>a[^nobody] b</p>", &["1:2-11 undefined-footnote"]);
    check_told(
        "a[^b][^c]",
        "<p>a[^b][^c]</p>",
        &["1:2-6 undefined-footnote", "1:6-10 undefined-footnote"],
    );
    check("`[^a]` \\[^b] [^] [^ c]", "<p><code>[^a]</code> [^b] [^] [^ c]</p>");
    check_told(
        "a[^x]\n\n[^x]: b\n\n[^x]: c",
        "<p>a<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\">1</a></sup></p>\n\
<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Footnotes\">\n<ol>\n<li id=\"fn-1\"><p>b</p>\n<p>c \
<a href=\"#fnref-1\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"Back\">\u{21a9}\u{fe0e}</a></p></li>\n</ol>\n</section>",
        &["5:1-5 duplicate-footnote"],
    );
    // Two texts of one page have numbers of their own.
    let frame = Frame { id_prefix: "note-2-", ..FRAME };
    let (html, _) = rendered("a[^x]\n\n[^x]: b", MarkdownOptions::default(), frame);
    assert!(
        html.contains("href=\"#note-2-fn-1\" id=\"note-2-fnref-1\"")
            && html.contains("<li id=\"note-2-fn-1\">"),
        "{html}"
    );
    assert!(html.contains("<div class=\"footnotes\">"), "{html}");
    check_told(
        "[^x]: nothing refers to this",
        "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Footnotes\">\n<ol>\n<li id=\"fn-1\"><p>nothing refers to this</p></li>\n</ol>\n</section>",
        &["1:1-5 unused-footnote"],
    );
}

#[test]
fn links_are_resolved_or_told() {
    check(
        "[a](../topics/muscle.md \"t\")",
        "<p><a href=\"../topics/muscle.html\" title=\"t\">a</a></p>",
    );
    check("[a](pmid:1)", "<p><a href=\"../articles/1.html\">a</a></p>");
    check(
        "<https://example.org/?a=1&b=2>",
        "<p><a href=\"https://example.org/?a=1&amp;b=2\">https://example.org/?a=1&amp;b=2</a></p>",
    );
    check("<a@example.org>", "<p><a href=\"mailto:a@example.org\">a@example.org</a></p>");
    check(
        "[](HTTPS://example.org/)",
        "<p><a href=\"HTTPS://example.org/\">HTTPS://example.org/</a></p>",
    );
    check("[a](<kept b\"c>)", "<p><a href=\"kept%20b%22c\">a</a></p>");
    check(
        "# Ü x\n[a](#%C3%BC-x)",
        &format!("{}\n<p><a href=\"#ü-x\">a</a></p>", heading(2, "ü-x", "Ü x", "Ü x")),
    );
    check_told(
        "x\n\nä [a](../topics/muscel.md) b",
        "<p>x</p>\n<p>ä a b</p>",
        &["3:7-26 broken-link"],
    );
    check_told(
        "# Methods\n[a](#method)",
        &format!("{}\n<p>a</p>", heading(2, "methods", "Methods", "Methods")),
        &["2:5-12 broken-link"],
    );
    check_told("[a]()", "<p>a</p>", &["1:1-6 broken-link"]);
    check_told("[a][b]\n\n[b]: nowhere.md", "<p>a</p>", &["1:1-7 broken-link"]);
}

#[test]
fn no_scheme_does_harm() {
    for address in [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java&#10;script:alert(1)",
        "&#1;javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "evil",
        "//example.org/x",
    ] {
        let (html, diagnostics) =
            rendered(&format!("[a](<{address}>)"), MarkdownOptions::default(), FRAME);
        assert_eq!(html, "<p>a</p>\n", "{address}");
        assert_eq!(diagnostics.len(), 1, "{address}");
        assert_eq!(diagnostics[0].code, &codes::UNSAFE_LINK, "{address}");
        let (html, _) = rendered(&format!("![a](<{address}>)"), MarkdownOptions::default(), FRAME);
        assert_eq!(html, "<p>a</p>\n", "{address}");
    }
}

#[test]
fn pictures_come_from_the_site() {
    check(
        "x ![a *b* \"c\"](fig.png \"t\")",
        "<p>x <img src=\"../fig.png\" alt=\"a b &quot;c&quot;\" title=\"t\" loading=\"lazy\"></p>",
    );
    check_told(
        "![](fig.png)",
        "<p><img src=\"../fig.png\" alt=\"\" loading=\"lazy\"></p>",
        &["1:1-13 missing-description"],
    );
    check_told("![a](none.png)", "<p>a</p>", &["1:6-14 broken-link"]);
    check_told(
        "![a](https://example.org/x.png)",
        "<p><a href=\"https://example.org/x.png\">a</a></p>",
        &["1:6-31 external-image"],
    );
    check_told(
        "[![a](https://example.org/x.png)](https://example.org/)",
        "<p><a href=\"https://example.org/\">a</a></p>",
        &["1:7-32 external-image"],
    );
}

#[test]
fn raw_html_is_text_unless_it_is_allowed() {
    check_told("a <b>c</b>", "<p>a &lt;b&gt;c&lt;/b&gt;</p>", &["1:3-6 raw-html"]);
    check_told(
        "x\n\n<script>\nalert(1)\n</script>\n\ny",
        "<p>x</p>\n<p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;</p>\n<p>y</p>",
        &["3:1-10 raw-html"],
    );
    check_told(
        "<i>a</i> <b>c</b>\n<b>",
        "<p>&lt;i&gt;a&lt;/i&gt; &lt;b&gt;c&lt;/b&gt;\n&lt;b&gt;</p>",
        &["1:1-4 raw-html", "2:1-4 raw-html"],
    );
    check_told("<!-- a --><b>", "<p>&lt;!-- a --&gt;&lt;b&gt;</p>", &["1:1-14 raw-html"]);
    let (html, said) = rendered("a <b>c</b>", MarkdownOptions { raw_html: true }, FRAME);
    assert_eq!((html.as_str(), said.len()), ("<p>a <b>c</b></p>\n", 0));
}

#[test]
fn places_count_from_the_beginning_of_the_file() {
    let text = "+++\ntitle = \"x\"\n+++\r\n\r\n[a](nowhere.md)\r\n";
    let start = text.find("\r\n\r\n").unwrap() + 2;
    let markdown = Markdown { text: Arc::from(text), start, ..Markdown::default() };
    let file = Arc::from("content/a.md");
    let (_, said) = markdown.to_html(&file, &resolve, MarkdownOptions::default());
    let place = said[0].place.as_ref().unwrap();
    assert_eq!((place.line, place.column, place.excerpt.as_str()), (5, 5, "[a](nowhere.md)"));
}

#[test]
fn deep_nesting_and_long_runs_end() {
    let pieces = [
        "> ",
        "- ",
        "[",
        "![",
        "*",
        "[a](",
        "<b>",
        "`",
        "1. ",
        "[^a]",
        "\n#",
        "|",
        "\\",
        "$",
        "$$",
        "$x$ ",
        "^",
        "a~",
        "x^2^",
        "> [!NOTE]\n",
        "a\n: b\n\n",
        "\n# a\n[x](#a)",
        "![a](b)\n\n",
        "[^a]: b\n\n",
        "<b>\n",
        "[TOC]\n\n",
        "| a |\n|---|\n\nTable: b\n\n",
        "[a](c.md) ",
        "_a ",
        "**a *b",
        "&amp;",
        "$\\nosuch$ ",
        "$5 to $1",
    ];
    for piece in pieces {
        let text = piece.repeat(20_000);
        let (_, said) = rendered(&text, MarkdownOptions::default(), FRAME);
        assert!(said.len() <= 500, "{piece}: {}", said.len());
    }
    let (html, _) = rendered(&"word ".repeat(2_000_000), MarkdownOptions::default(), FRAME);
    assert!(html.len() > 9_000_000);
}

#[test]
fn what_is_said_of_one_file_is_bounded_and_counted() {
    let (_, said) = rendered(&"[a](nowhere.md)\n".repeat(1_000), MarkdownOptions::default(), FRAME);
    assert_eq!(said.len(), 201);
    assert_eq!(said[199].place.as_ref().unwrap().line, 200);
    assert_eq!(said[200].message, "800 more of these follow in this file");
}

proptest! {
    #[test]
    fn no_text_panics_and_none_gets_markup_through(
        text in "(\\PC|[\n#>*_`~|\\[\\]()!^:<&;\" -]|<script>|</p>|\\[\\^a\\]|\n\\[\\^a\\]: |\n\\| a \\|\n\\|--\\|\n|\n# |\n- |!\\[a\\]\\(fig.png\\)|javascript:|\\$|\\$\\$|\\\\operatorname\\{|\\}|</math>|\n\nTable: |\n: |\\[TOC\\]|> \\[!NOTE\\]\n|~){0,40}",
        start in 0_usize..10,
    ) {
        let markdown = Markdown { text: Arc::from(text.as_str()), start, ..Markdown::default() };
        let (html, said) = markdown.to_html(&Arc::from("a.md"), &resolve, MarkdownOptions::default());
        prop_assert!(!html.contains("<script") && !html.contains("href=\"javascript"), "{html}");
        let opened = html.matches("<p>").count() + html.matches("<p ").count();
        prop_assert_eq!(opened, html.matches("</p>").count());
        for one in said {
            let place = one.place.unwrap();
            prop_assert!(place.line <= text.split('\n').count().max(1));
        }
        drop(first_heading(&markdown));
    }
}
