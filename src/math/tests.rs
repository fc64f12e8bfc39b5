//! Formulas: what they become, and that nothing leaves them.

use super::*;
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proptest::prelude::*;

/// Checks with a browser's parser that a formula between two words stays one element `math` with elements and attributes of
/// MathML Core.
fn check_contained(mathml: &str, typed: &str) {
    let page = format!("<p>before{mathml}after</p>");
    let dom = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default())
        .one(page.as_str());
    let body = child(&child(&dom.document, "html"), "body");
    let paragraph = child(&body, "p");
    let parts = paragraph.children.borrow();
    assert_eq!(parts.len(), 3, "{typed}: {mathml}");
    assert!(
        matches!(&parts[2].data, NodeData::Text { contents } if &**contents.borrow() == "after"),
        "{typed}"
    );
    assert_eq!(body.children.borrow().len(), 1, "{typed}: {mathml}");
    check_element(&parts[1], typed);
}

fn child(of: &Handle, name: &str) -> Handle {
    let children = of.children.borrow();
    let named = |node: &&Handle| matches!(&node.data, NodeData::Element { name: found, .. } if &*found.local == name);
    children.iter().find(named).unwrap_or_else(|| panic!("no <{name}>")).clone()
}

fn check_element(node: &Handle, typed: &str) {
    let NodeData::Element { name, attrs, .. } = &node.data else { return };
    assert_eq!(&*name.ns, "http://www.w3.org/1998/Math/MathML", "{typed}");
    assert!(elements::find(&name.local).is_some(), "{typed}: <{}>", name.local);
    for attribute in attrs.borrow().iter() {
        let name = &*attribute.name.local;
        assert!(!matches!(name, "style" | "id" | "href" | "xlink:href"), "{typed}: {name}");
        assert!(!name.starts_with("on"), "{typed}: {name}");
        if name == "class" {
            assert!(attribute.value.split(' ').all(|class| class.starts_with("math-")), "{typed}");
        }
    }
    for inner in node.children.borrow().iter() {
        check_element(inner, typed);
    }
}

fn plain(typed: &str) -> String {
    match from_tex(typed, false) {
        Ok(formula) => {
            check_contained(&formula.mathml(), typed);
            formula.plain()
        }
        Err(refused) => format!("! {}", refused.message),
    }
}

#[test]
fn tex_becomes_mathml_and_plain_text() {
    for (typed, expected) in [
        ("x^2", "x^2"),
        ("\\frac{a + b}{2}", "(a + b)/2"),
        ("\\sqrt{x}", "√x"),
        ("\\bar{x} \\pm s", "x̄ ± s"),
        ("p < 0.05", "p < 0.05"),
        ("\\dot{V}O_2", "V̇O2"),
        ("10^{-3}", "10^−3"),
        ("\\sum_{i=1}^n x_i", "∑_(i = 1)^n xi"),
        ("\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}", "((a, b; c, d))"),
        ("\\ce{H2O}", "H2O"),
        ("\\ce{Ca^2+}", "Ca^2+"),
        ("\\ce{^{13}C}", "13C"),
        ("\\ce{2H2 + O2 -> 2H2O}", "2H2 + O2 → 2H2O"),
        ("\\ce{HCO3-}", "HCO3^−"),
        ("\\ce{CO2 + H2O <=> H2CO3}", "CO2 + H2O ⇌ H2CO3"),
        ("\\ce{CuSO4*5H2O}", "CuSO4 ⋅ 5H2O"),
        ("\\ce{Fe(OH)2}", "Fe(OH)2"),
    ] {
        assert_eq!(plain(typed), expected, "{typed}");
    }
}

#[test]
fn no_text_leaves_its_element_through_tex() {
    let payloads = [
        "</math><script>alert(1)</script>",
        "</mi></math><img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        "<mi>x</mi>",
        "<!--",
        "]]>",
        "<![CDATA[<script>]]>",
        "&lt;script&gt;",
        "&#60;script&#62;",
        "\" onload=\"alert(1)",
        "<mtext><p><style><!--</style><img title=\"--><img src onerror=alert(1)>\">",
        "<annotation-xml encoding=\"text/html\"><script>alert(1)</script></annotation-xml>",
        "<?xml-stylesheet href=\"javascript:alert(1)\"?>",
    ];
    let frames = [
        "\\operatorname{@}",
        "\\operatorname*{@}",
        "\\text{@}",
        "\\mathrm{@}",
        "\\textbf{@}",
        "\\texttt{@}",
        "\\mbox{@}",
        "\\tag{@} x",
        "\\label{@} x",
        "\\href{@}{x}",
        "\\href{javascript:alert(1)}{@}",
        "\\url{@}",
        "\\color{@} x",
        "\\textcolor{@}{x}",
        "\\class{@}{x}",
        "\\style{@}{x}",
        "\\begin{@} x \\end{@}",
        "\\@",
        "@",
        "\\ce{@}",
        "\\ce{A ->[@] B}",
        "\\unicode{@}",
        "\\left@ x \\right@",
        "\\hspace{@}",
        "\\eqref{@}",
        "\\xrightarrow{@}",
        "\\begin{array}{@} x \\end{array}",
        "\\mathop{@}",
        "\\genfrac{@}{@}{0pt}{}{a}{b}",
        "\\def\\a{@}\\a",
        "\\newcommand{\\a}{@}\\a",
    ];
    let mut shown = 0;
    for frame in frames {
        for payload in payloads {
            let typed = frame.replace('@', payload);
            for block in [false, true] {
                if let Ok(formula) = from_tex(&typed, block) {
                    shown += 1;
                    check_contained(&formula.mathml(), &typed);
                }
            }
        }
    }
    assert!(shown > 20, "some of them are only text");
    // What the converter passes on as it is typed.
    assert!(plain("\\operatorname{</math><script>alert(1)</script>}").starts_with("! "));
    assert!(plain("\\operatorname{<script>alert(1)</script>}").starts_with("! "));
}

#[test]
fn styles_become_classes() {
    let aligned = from_tex("\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}", true).unwrap();
    let html = aligned.mathml();
    assert!(html.contains("class=\"math-right") && html.contains("math-left"), "{html}");
    assert!(html.starts_with("<math display=\"block\">"), "{html}");
    assert!(plain("\\color{red} x").starts_with("! colours"), "{}", plain("\\color{red} x"));
    assert!(from_tex("\\cancel{x}", false).unwrap().mathml().contains("math-struck"));
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    for (typed, expected, range) in [
        ("a + \\nosuch{b}", "nosuch", Some(4..11)),
        ("\\frac{a", "", None),
        ("a}", "", Some(1..2)),
        ("\\ce H2O", "\\ce needs", Some(0..3)),
        ("\\ce{H2O", "not closed", Some(0..3)),
    ] {
        let refused = from_tex(typed, false).unwrap_err();
        assert!(refused.message.contains(expected), "{typed}: {refused:?}");
        if let Some(range) = range {
            assert_eq!(refused.range, range, "{typed}: {refused:?}");
        }
        assert!(!refused.message.ends_with('.') && !refused.message.is_empty());
    }
}

#[test]
fn endless_formulas_are_refused() {
    for piece in [
        "{",
        "\\sqrt",
        "\\left(",
        "\\frac",
        "a^",
        "\\begin{array}{l}",
        "\\text{",
        "\\ce{",
        "x",
        "\\overline{",
        "'",
        "\\bar",
    ] {
        for times in [50, 190, 390, 900, 200_000] {
            drop(from_tex(&piece.repeat(times), true));
        }
    }
    let deep = format!("{}x{}", "{".repeat(300), "}".repeat(300));
    assert!(from_tex(&deep, false).is_err() || plain(&deep) == "x");
}

#[test]
fn mathml_of_records_is_kept_as_far_as_it_can_be() {
    for (source, mathml, plain) in [
        (
            "<mml:math xmlns:mml=\"http://www.w3.org/1998/Math/MathML\"><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math>",
            "<math><msup><mi>x</mi><mn>2</mn></msup></math>",
            "x^2",
        ),
        (
            "<math><mfenced open=\"[\" close=\"]\" separators=\";\"><mi>a</mi><mi>b</mi></mfenced></math>",
            "<math><mrow><mo fence=\"true\">[</mo><mi>a</mi><mo separator=\"true\">;</mo><mi>b</mi><mo fence=\"true\">]</mo></mrow></math>",
            "[a; b]",
        ),
        (
            "<math><semantics><mi>y</mi><annotation encoding=\"TeX\">y</annotation></semantics></math>",
            "<math><mi>y</mi></math>",
            "y",
        ),
        (
            "<math display=\"block\" overflow=\"scroll\"><mi mathcolor=\"red\" mathvariant=\"bold\">z</mi></math>",
            "<math display=\"block\"><mi>z</mi></math>",
            "z",
        ),
        (
            "<math><mfrac><mn>2</mn></mfrac><mspace width=\"9999em\"/><mo lspace=\"1em\">=</mo></math>",
            "<math><mrow><mn>2</mn></mrow><mspace></mspace><mo lspace=\"1em\">=</mo></math>",
            "2 =",
        ),
        (
            "<math><mi onclick=\"alert(1)\" style=\"color:red\" href=\"javascript:x\">a<script>alert(1)</script></mi><style>*{}</style></math>",
            "<math><mi>a</mi></math>",
            "a",
        ),
        (
            "<math><mtext>&lt;script&gt;&nosuch;</mtext>loose</math>",
            "<math><mtext>&lt;script&gt;&amp;nosuch;</mtext><mtext>loose</mtext></math>",
            "<script>&nosuch;loose",
        ),
        (
            "<math><mmultiscripts><mi>Xe</mi><mprescripts/><none/><mn>129</mn></mmultiscripts></math>",
            "<math><mmultiscripts><mi>Xe</mi><mprescripts></mprescripts><mrow></mrow><mn>129</mn></mmultiscripts></math>",
            "129Xe",
        ),
        (
            "<math><msup><mrow/><mn>3</mn></msup><mi>He</mi></math>",
            "<math><msup><mrow></mrow><mn>3</mn></msup><mi>He</mi></math>",
            "3He",
        ),
        (
            "<math><mover><mi>x</mi><mo>¯</mo></mover></math>",
            "<math><mover><mi>x</mi><mo>¯</mo></mover></math>",
            "x̄",
        ),
        (
            "<math><msubsup><mi>η</mi><mi>p</mi><mn>2</mn></msubsup></math>",
            "<math><msubsup><mi>η</mi><mi>p</mi><mn>2</mn></msubsup></math>",
            "ηp^2",
        ),
    ] {
        let formula = Formula::from_mathml(source).unwrap_or_else(|| panic!("{source}"));
        assert_eq!(formula.mathml(), mathml, "{source}");
        assert_eq!(formula.plain(), plain, "{source}");
        check_contained(&formula.mathml(), source);
        // What was let through once is let through again, unchanged.
        assert_eq!(Formula::from_mathml(mathml), Some(formula), "{source}");
    }
    for refused in [
        "<math><mi>x</math>",
        "<math>",
        "<p>x</p>",
        "<math></math>",
        "",
        "<!DOCTYPE x [<!ENTITY a \"b\">]><math><mi>&a;</mi></math>",
    ] {
        assert_eq!(Formula::from_mathml(refused), None, "{refused}");
    }
    let deep = format!("<math>{}x{}</math>", "<mrow>".repeat(5_000), "</mrow>".repeat(5_000));
    assert_eq!(Formula::from_mathml(&deep), None);
}

#[test]
fn formulas_are_found_between_words() {
    use embedded::Piece::{Math, Words};
    use embedded::pieces;
    for (text, expected) in [
        ("a < b", vec![Words("a < b")]),
        (
            "a <math><mi>x</mi></math> b",
            vec![Words("a "), Math("<math><mi>x</mi></math>"), Words(" b")],
        ),
        (
            "<mml:math\nxmlns:mml=\"y\"><mml:mi/></mml:math>",
            vec![Math("<mml:math\nxmlns:mml=\"y\"><mml:mi/></mml:math>")],
        ),
        ("<math>never closed", vec![Words("<math>never closed")]),
        ("<mathematics></mathematics>", vec![Words("<mathematics></mathematics>")]),
        ("", vec![]),
    ] {
        assert_eq!(pieces(text), expected, "{text}");
    }
    assert_eq!(pieces(&"<math>".repeat(20_000)).len(), 1);
}

#[test]
fn a_text_with_formulas_has_two_forms() {
    let squared = "<mml:math><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math>";
    let found = rich(&format!("a < b & {squared} c")).unwrap();
    assert_eq!(found.plain, "a < b & x^2 c");
    assert_eq!(found.html, "a &lt; b &amp; <math><msup><mi>x</mi><mn>2</mn></msup></math> c");
    assert_eq!(without_markup(&found.html), "a &lt; b &amp; x^2 c");
    let broken = rich("a <math><mi>x</math> b").unwrap();
    assert_eq!((broken.plain.as_str(), broken.refused), ("a x b", 1));
    assert_eq!(rich("mathematics < statistics"), None);
    let (formula, length) = leading("<math><mi>x</mi></math> y").unwrap();
    assert_eq!((formula.plain().as_str(), length), ("x", 23));
    assert_eq!(leading("<math><script></math>"), None);
}

proptest! {
    #[test]
    fn no_tex_panics_or_leaves_its_element(typed in "(\\PC|[{}^_&$\\\\ <>a1]|\\\\(frac|sqrt|operatorname|text|left|right|ce|begin\\{array\\}\\{l\\}|end\\{array\\}|tag|bar|sum|limits)|</math>|<script>|\\\\\\\\){0,12}", block in any::<bool>()) {
        if let Ok(formula) = from_tex(&typed, block) {
            check_contained(&formula.mathml(), &typed);
            drop(formula.plain());
        }
    }

    #[test]
    fn no_mathml_leaves_its_element(inner in "(<(m:)?(mi|mo|mrow|mfrac|mtext|script|style|p|annotation-xml|mfenced|semantics|mglyph)( (href|onload|style|class|width)=\"[a-z:9]{0,9}\")?/?>|</(m:)?(mi|mo|mrow|mfrac|mtext|script|p|math)>|[a-z&;<]|&#60;|<!--|-->|<!\\[CDATA\\[|\\]\\]>){0,12}") {
        let source = format!("<math>{inner}</math>");
        if let Some(formula) = Formula::from_mathml(&source) {
            check_contained(&formula.mathml(), &source);
            let again = Formula::from_mathml(&formula.mathml());
            prop_assert_eq!(again.map(|f| f.mathml()), Some(formula.mathml()));
        }
    }
}
