//! No text of a record leaves its element through a citation, and no address of mail is shown.

use super::*;

#[test]
fn no_text_of_a_record_is_markup() {
    let evil = [
        "<script>alert(1)</script>",
        "\\\"><img src=x onerror=alert(1)>",
        "</template></li></ol><script>alert(2)</script>",
        "<i onclick=x>",
        "\\u001b[31mred\\u0007",
        "\\u202egnp.exe",
        "\\u0001index.html",
        "javascript:alert(1)",
        "${x} {{ site.title }} {% x %}",
    ];
    let text = evil.join(" ");
    let html = text.replace("<i onclick=x>", "<i>e</i>");
    let record = format!(
        r#"{{"pmid": "91000001", "doi": "10.1000/<img/src=x>onx=javascript:x", "title": "{text}", "title_html": "{html}", "authors": [{{"family": "{text}", "given": "{text}", "suffix": "{text}"}}, {{"collective": "{text}"}}], "journal": {{"title": "{text}", "abbreviation": "{text}"}}, "volume": "{text}", "issue": "{text}", "pages": "{text}", "published": {{"year": 2019, "text": "2019"}}, "ids": [{{"type": "citation_key", "value": "k"}}]}}"#
    );
    let book = format!(
        r#"{{"pmid": "91000002", "title": "{text}", "editors": [{{"family": "{text}"}}], "book": {{"title": "x {text}", "place": "{text}", "publisher": "{text}", "edition": "{text}", "url": "javascript:alert(1)", "isbn": ["{text}"], "published": {{"year": 1993, "end": {{"year": 2025}}, "text": "1993-2025"}}}}}}"#
    );
    let mail = r#"{"pmid": "91000003", "title": "By a.b@mail.example and <i>c@mail</i>.example", "authors": [{"family": "Mail a@mail.example"}], "published": {"year": 2020, "text": "2020"}}"#;
    for style in
        ["vancouver", "apa", "chicago-notes", "harvard", "alphanumeric", "gb-7714-2015-note"]
    {
        let settings = format!("[citations]\nstyle = \"{style}\"\n");
        let site = Site::of(&[
            (
                "content/p.md",
                "a [see *x* <b> @k, p. <i>3</i>; @91000002, {\\<script>}] @91000003 says [-@k].\n",
            ),
            ("litdigest.toml", &settings),
        ])
        .with("content/records/r.jsonl", [record.as_str(), &book, mail].join("\n").as_bytes());
        site.run(&["build"]);
        let page = site.page("p.html");
        let lower = page.to_lowercase();
        for never in [
            "<script>",
            "<img",
            "onclick=x>",
            "href=\"javascript",
            "\u{1b}",
            "\u{1}",
            "\u{7}",
            "mail.example",
            "style=\"",
        ] {
            assert!(!lower.contains(never), "{style} {never}: {page}");
        }
        // The cards are entries as lists have them.
        let outside: String = page
            .split("<template>")
            .map(|part| part.split_once("</template>").map_or(part, |(_, rest)| rest))
            .collect();
        assert!(!outside.contains('\u{202e}'), "{style}");
        assert!(
            page.contains("class=\"references\"") && page.contains("&lt;script&gt;"),
            "{style}: {page}"
        );
        assert_eq!(page.matches("</template>").count(), 3, "{style}: {page}");
        let run = site.run(&["check", "--message-format", "short"]);
        for code in
            ["script-url", "duplicate-id", "dead-href", "leaked-email", "third-party-request"]
        {
            assert!(!run.stderr.contains(code), "{style}: {}", run.stderr);
        }
    }
}
