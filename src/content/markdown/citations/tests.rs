//! What is a citation and what is not, and where it stands.

use super::*;
use crate::content::Markdown;
use proptest::prelude::*;
use std::sync::Arc;

const KNOWN: &[&str] = &[
    "34357138",
    "smith2020",
    "O'Neil:2",
    "10.1000/a_b-c(1)<2::x>3.co;2-2",
    "doi:10.1000/a.b",
    "key+x",
];

fn found(text: &str) -> Found {
    let known = |id: &str| KNOWN.contains(&id.to_lowercase().as_str()) || KNOWN.contains(&id);
    Markdown { text: Arc::from(text), ..Markdown::default() }.citations(&known)
}

/// Citations as `typed=prefix|id|term:locator|suffix`, with `@` before a narrative one and `-` before an id without author.
fn told(text: &str) -> Vec<String> {
    let spans = |spans: &[Span]| {
        let span = |span: &Span| match (span.italic, span.bold) {
            (true, _) => format!("/{}/", span.text),
            (_, true) => format!("*{}*", span.text),
            _ => span.text.clone(),
        };
        spans.iter().map(span).collect::<String>()
    };
    let item = |item: &Cited| {
        assert_eq!(text.get(item.range.clone()), Some(item.id.as_str()), "{text}");
        let bare = if item.bare { "-" } else { "" };
        let locator = item.locator.as_ref().map(|l| format!("{}:{}", l.term, l.value));
        let locator = locator.unwrap_or_default();
        format!("{}|{bare}{}|{locator}|{}", spans(&item.prefix), item.id, spans(&item.suffix))
    };
    let citation = |citation: &Citation| {
        let typed = text.get(citation.range.clone()).unwrap();
        let items: Vec<String> = citation.items.iter().map(item).collect();
        format!("{}{typed}={}", if citation.narrative { "@" } else { "" }, items.join(" "))
    };
    found(text).citations.iter().map(citation).collect()
}

#[test]
fn brackets_cite_what_pandoc_cites() {
    for (text, expected) in [
        ("a [@34357138].", &["[@34357138]=|34357138||"][..]),
        ("[@x; @y]", &["[@x; @y]=|x|| |y||"]),
        (
            "[see @x, p. 3; also @y, chap. 2 and on]",
            &["[see @x, p. 3; also @y, chap. 2 and on]=see|x|page:3| also|y|chapter:2|and on"],
        ),
        ("[-@x]", &["[-@x]=|-x||"]),
        ("[e.g. -@x, 33]", &["[e.g. -@x, 33]=e.g.|-x|page:33|"]),
        ("[see *the* @x **too**]", &["[see *the* @x **too**]=see /the/|x||*too*"]),
        ("[@x\n@y]", &["[@x\n@y]=|x|| |y||"]),
        ("[@x, @y]", &["[@x, @y]=|x||, |y||"]),
        ("[@{a b; c}, p. 4]", &["[@{a b; c}, p. 4]=|a b; c|page:4|"]),
        (
            "[@10.1000/a_b-c(1)<2::X>3.co;2-2]",
            &["[@10.1000/a_b-c(1)<2::X>3.co;2-2]=|10.1000/a_b-c(1)<2::X>3.co;2-2||"],
        ),
        ("[@doi:10.1000/a.b.]", &["[@doi:10.1000/a.b.]=|doi:10.1000/a.b||."]),
        ("[@doi:10.9/none; @x]", &["[@doi:10.9/none; @x]=|doi:10.9/none|| |x||"]),
        ("[@O'Neil:2]", &["[@O'Neil:2]=|O'Neil:2||"]),
        ("[@smith2020's]", &["[@smith2020's]=|smith2020||'s"]),
        ("[see [@x]]", &["[@x]=|x||"]),
        ("*a [@x] b*", &["[@x]=|x||"]),
        ("- [@x]\n- b", &["[@x]=|x||"]),
        ("| a |\n|---|\n| [@x] |", &["[@x]=|x||"]),
        ("# A [@x]", &["[@x]=|x||"]),
        ("![alt](a.png)[@x]", &["[@x]=|x||"]),
        ("[@x](y)", &[]),
        ("a [@ b] [@] [@-]", &[]),
        ("[mail a@b.example]", &[]),
        ("`[@x]` and\n\n    [@x]\n\n<b title=\"[@x]\">", &[]),
        ("\\[@x] \\[@x\\] [\\@x]", &[]),
        ("[@x]: /url\n\n[@x]", &[]),
        ("![[@x]](a.png)", &[]),
        ("*[a* @x]", &[]),
    ] {
        assert_eq!(told(text), expected, "{text}");
    }
}

#[test]
fn running_text_cites_identifiers_and_known_keys_alone() {
    for (text, expected) in [
        ("@smith2020 says", &["@@smith2020=|smith2020||"][..]),
        ("(@smith2020)", &["@@smith2020=|smith2020||"]),
        ("@smith2020's view", &["@@smith2020=|smith2020||"]),
        ("@smith2020 [p. 3] says", &["@@smith2020 [p. 3]=|smith2020|page:3|"]),
        ("@smith2020 [33, and on]", &["@@smith2020 [33, and on]=|smith2020|page:33|, and on"]),
        ("-@smith2020 and", &["@-@smith2020=|-smith2020||"]),
        ("see @34357138.", &["@@34357138=|34357138||"]),
        ("see @pmid:99", &["@@pmid:99=|pmid:99||"]),
        ("see @doi:10.5/x.", &["@@doi:10.5/x=|doi:10.5/x||"]),
        ("see @PMC7654321,", &["@@PMC7654321=|PMC7654321||"]),
        ("see @{smith2020}x", &["@@{smith2020}=|smith2020||"]),
        ("@smith2020 [@x]", &["@@smith2020=|smith2020||", "[@x]=|x||"]),
        ("@nobody and @12 and @handle", &[]),
        ("a@smith2020 a@34357138", &[]),
        ("https://example.org/@smith2020", &[]),
        ("\\@smith2020 and \\\\@nobody", &[]),
        ("<me@example.org>", &[]),
        ("@x &#64;smith2020", &[]),
    ] {
        assert_eq!(told(text), expected, "{text}");
    }
}

#[test]
fn in_the_words_of_a_link_nothing_is_cited() {
    let text = "[on @34357138 and [@x]](y)";
    let found = found(text);
    assert!(found.citations.is_empty());
    let ids: Vec<&str> =
        found.in_links.iter().map(|range| text.get(range.clone()).unwrap()).collect();
    assert_eq!(ids, ["34357138", "x"]);
}

#[test]
fn sentences_stand_around_their_citations() {
    let text = "First one. It is so [@x], says A. Smith. Then *more*.\nAnd so. [@y] Last `c` [@z] here\n\n- item [@x]";
    let shown = |number: usize| format!("({})", number + 1);
    assert_eq!(
        found(text).sentences(&shown, 200),
        ["It is so (1), says A. Smith.", "And so. (2)", "Last c (3) here", "item (4)"]
    );
    let long = format!("{} [@x] {}", "word ".repeat(100), "word ".repeat(100));
    let sentence = found(&long).sentences(&shown, 80).remove(0);
    assert!(
        sentence.starts_with("…word") && sentence.ends_with("word…") && sentence.contains("(1)")
    );
    assert!(sentence.len() < 100, "{sentence}");
}

fn html(text: &str) -> String {
    let markdown = Markdown { text: Arc::from(text), ..Markdown::default() };
    let found = markdown.citations(&|_| true);
    let mark =
        |citation: Citation| Mark { range: citation.range, html: "<m>".to_owned(), raised: false };
    let marks: Vec<Mark> = found.citations.into_iter().map(mark).collect();
    let resolve = |_: &str| crate::content::LinkTarget::Unchanged;
    let file = Arc::from("a.md");
    let (html, _) =
        markdown.to_html_within(&file, &resolve, Default::default(), Default::default(), &marks);
    html.trim_end().to_owned()
}

#[test]
fn marks_take_the_place_of_what_was_typed() {
    for (text, expected) in [
        ("a [@x] b", "<p>a <m> b</p>"),
        ("[@x]", "<p><m></p>"),
        ("[@x][@y] @z.", "<p><m><m> <m>.</p>"),
        ("*[see *a* @x]* b", "<p><em><m></em> b</p>"),
        ("[@x,\n*p*] &amp; [@y]", "<p><m> &amp; <m></p>"),
        (
            "# A [@x] b\n[c](#a--b)",
            "<div class=\"heading\"><h2 id=\"a--b\">A <m> b</h2><a class=\"anchor\" href=\"#a--b\" aria-label=\"A b\">#</a></div>\n<p><a href=\"#a--b\">c</a></p>",
        ),
        ("> [@x]\n> b", "<blockquote>\n<p><m>\nb</p>\n</blockquote>"),
    ] {
        assert_eq!(html(text), expected, "{text}");
    }
}

#[test]
fn long_runs_end() {
    for piece in [
        "[@x] ", "[@x", "[", "@x ", "[@", "@{", "]", "[@x;", "*[@x]* ", "[@x]\n\n", "-@",
        "@10.1/a(",
    ] {
        drop(html(&piece.repeat(20_000)));
    }
}

proptest! {
    #[test]
    fn no_text_panics_and_places_are_in_the_text(
        text in "(\\PC|[\n@\\[\\]{};,. *_`\\\\-]|\\[@|@x|@\\{|10\\.1/|pp?\\. |&amp;|ä|\\[\\^a\\]|\n\\[\\^a\\]: ){0,40}",
    ) {
        let found = found(&text);
        let mut end = 0;
        for citation in &found.citations {
            prop_assert!(text.get(citation.range.clone()).is_some(), "{text:?} {citation:?}");
            prop_assert!(citation.range.start >= end && !citation.items.is_empty(), "{text:?} {citation:?}");
            end = citation.range.end;
            for item in &citation.items {
                prop_assert!(text.get(item.range.clone()).is_some(), "{text:?} {item:?}");
            }
        }
        drop(found.sentences(&|_| "(1)".to_owned(), 20));
        drop(html(&text));
    }
}
