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

fn rendered(text: &str, options: MarkdownOptions, frame: Frame<'_>) -> (String, Vec<Diagnostic>) {
    let markdown = Markdown { text: Arc::from(text), ..Markdown::default() };
    markdown.to_html_within(&Arc::from("content/a.md"), &resolve, options, frame, &[])
}

/// Checks the HTML, and that nothing is said.
fn check(text: &str, expected: &str) {
    let (html, diagnostics) = rendered(text, MarkdownOptions::default(), Frame::default());
    assert_eq!(html.trim_end(), expected, "{text}");
    assert!(diagnostics.is_empty(), "{text}: {diagnostics:?}");
}

/// Checks the HTML and what is said, as `line:column-end code`.
fn check_told(text: &str, expected: &str, told: &[&str]) {
    let (html, diagnostics) = rendered(text, MarkdownOptions::default(), Frame::default());
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
        ("- [x] a\n- [ ] b", "<ul>\n<li>\u{2611}\u{fe0e} a</li>\n<li>\u{2610} b</li>\n</ul>"),
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
fn headings_get_levels_without_gaps_and_ids_without_repeats() {
    check(
        "# A b\n### C\n## D\n# What it can't do!\n# A b",
        "<h2 id=\"a-b\">A b</h2>\n<h3 id=\"c\">C</h3>\n<h3 id=\"d\">D</h3>\n<h2 id=\"what-it-cant-do\">What it can't do!</h2>\n<h2 id=\"a-b-1\">A b</h2>",
    );
    check(
        "### *Über* `x`\n# ?",
        "<h2 id=\"über-x\"><em>Über</em> <code>x</code></h2>\n<h2 id=\"section\">?</h2>",
    );
    let frame = Frame { id_prefix: "note-", base_level: 5, title_id: "note" };
    let (html, _) = rendered("# A\n## B\n### C\n[to](#b)", MarkdownOptions::default(), frame);
    assert_eq!(
        html,
        "<h5 id=\"note-a\">A</h5>\n<h6 id=\"note-b\">B</h6>\n<h6 id=\"note-c\">C</h6>\n<p><a href=\"#note-b\">to</a></p>\n"
    );
}

#[test]
fn footnotes_lead_there_and_back() {
    check(
        "a[^x] b[^y] c[^x]\n\n[^y]: second\n\n[^x]: first",
        "<p>a<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\">1</a></sup> \
b<sup class=\"footnote-ref\"><a href=\"#fn-2\" id=\"fnref-2\" role=\"doc-noteref\">2</a></sup> \
c<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1-1\" role=\"doc-noteref\">1</a></sup></p>\n\
<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n\
<li id=\"fn-1\"><p>first <a href=\"#fnref-1\" class=\"footnote-back\" role=\"doc-backlink\">\u{21a9}\u{fe0e}</a> <a href=\"#fnref-1-1\" class=\"footnote-back\" role=\"doc-backlink\">\u{21a9}\u{fe0e}<sup>2</sup></a></p></li>\n\
<li id=\"fn-2\"><p>second <a href=\"#fnref-2\" class=\"footnote-back\" role=\"doc-backlink\">\u{21a9}\u{fe0e}</a></p></li>\n\
</ol>\n</section>",
    );
    check("a[^nobody]", "<p>a[^nobody]</p>");
    check(
        "[^x]: nothing refers to this",
        "<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n<li id=\"fn-1\"><p>nothing refers to this</p></li>\n</ol>\n</section>",
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
    check("# Ü x\n[a](#%C3%BC-x)", "<h2 id=\"ü-x\">Ü x</h2>\n<p><a href=\"#ü-x\">a</a></p>");
    check_told(
        "x\n\nä [a](../topics/muscel.md) b",
        "<p>x</p>\n<p>ä a b</p>",
        &["3:7-26 broken-link"],
    );
    check_told(
        "# Methods\n[a](#method)",
        "<h2 id=\"methods\">Methods</h2>\n<p>a</p>",
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
            rendered(&format!("[a](<{address}>)"), MarkdownOptions::default(), Frame::default());
        assert_eq!(html, "<p>a</p>\n", "{address}");
        assert_eq!(diagnostics.len(), 1, "{address}");
        assert_eq!(diagnostics[0].code, &codes::UNSAFE_LINK, "{address}");
        let (html, _) =
            rendered(&format!("![a](<{address}>)"), MarkdownOptions::default(), Frame::default());
        assert_eq!(html, "<p>a</p>\n", "{address}");
    }
}

#[test]
fn pictures_come_from_the_site() {
    check(
        "![a *b* \"c\"](fig.png \"t\")",
        "<p><img src=\"../fig.png\" alt=\"a b &quot;c&quot;\" title=\"t\" loading=\"lazy\"></p>",
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
    let (html, said) = rendered("a <b>c</b>", MarkdownOptions { raw_html: true }, Frame::default());
    assert_eq!((html.as_str(), said.len()), ("<p>a <b>c</b></p>\n", 0));
}

#[test]
fn places_count_from_the_beginning_of_the_file() {
    let text = "+++\ntitle = \"x\"\n+++\r\n\r\n[a](nowhere.md)\r\n";
    let start = text.find("\r\n\r\n").unwrap() + 2;
    let markdown = Markdown { text: Arc::from(text), start, title_id: None };
    let file = Arc::from("content/a.md");
    let (_, said) = markdown.to_html(&file, &resolve, MarkdownOptions::default());
    let place = said[0].place.as_ref().unwrap();
    assert_eq!((place.line, place.column, place.excerpt.as_str()), (5, 5, "[a](nowhere.md)"));
}

#[test]
fn deep_nesting_and_long_runs_end() {
    for piece in ["> ", "- ", "[", "![", "*", "[a](", "<b>", "`", "1. ", "[^a]", "\n#", "|", "\\"] {
        let text = piece.repeat(20_000);
        drop(rendered(&text, MarkdownOptions::default(), Frame::default()));
    }
    let (html, _) =
        rendered(&"word ".repeat(2_000_000), MarkdownOptions::default(), Frame::default());
    assert!(html.len() > 9_000_000);
}

proptest! {
    #[test]
    fn no_text_panics_and_none_gets_markup_through(
        text in "(\\PC|[\n#>*_`~|\\[\\]()!^:<&;\" -]|<script>|</p>|\\[\\^a\\]|\n\\[\\^a\\]: |\n\\| a \\|\n\\|--\\|\n|\n# |\n- |!\\[a\\]\\(fig.png\\)|javascript:){0,40}",
        start in 0_usize..10,
    ) {
        let markdown = Markdown { text: Arc::from(text.as_str()), start, title_id: None };
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
