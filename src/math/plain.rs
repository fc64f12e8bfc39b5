//! A formula in one line, for where no markup can stand: slugs, exports, titles of windows, search.
//!
//! In: a tree that the gate has let through. Out: text as one would type it in a message: `x^2`, `2/3`, `√(a + b)`, `VO2max`.
//! A letter or number below the line follows as it is, as the tags `<sub>` of titles do. Never: a formula that is shown
//! where MathML can be.

use super::{Element, Node};
use crate::text::blanks::fold_blanks;
use unicode_normalization::UnicodeNormalization;

/// The text of a formula.
pub(super) fn text(root: &Element) -> String {
    let mut out = String::new();
    for child in &root.children {
        push(child, &mut out);
    }
    let shown: String = out.trim_end().nfc().filter(|c| !is_invisible(*c)).collect();
    fold_blanks(&shown)
}

/// Signs that say how letters belong together and are not seen.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{2061}'..='\u{2064}' | '\u{200b}' | '\u{feff}' | '\u{fe0e}' | '\u{fe0f}')
}

fn of(node: Option<&Node>) -> String {
    let mut out = String::new();
    if let Some(node) = node {
        push(node, &mut out);
    }
    out.trim().to_owned()
}

fn push(node: &Node, out: &mut String) {
    let element = match node {
        Node::Text(text) => return out.push_str(text),
        Node::Element(element) => element,
    };
    let part = |at: usize| of(element.children.get(at));
    match element.name {
        "mo" => push_operator(element, out),
        "mspace" => push_space(element, out),
        "mphantom" => {}
        "mfrac" => {
            out.push_str(&format!("{}/{}", grouped(&part(0)), grouped(&part(1))));
        }
        "msqrt" => out.push_str(&format!("√{}", grouped(&row(element)))),
        "mroot" => out.push_str(&format!("{}√{}", part(1), grouped(&part(0)))),
        "msub" | "munder" => push_scripts(&part(0), &part(1), "", out),
        "msup" => push_scripts(&part(0), "", &part(1), out),
        "mover" => match accent(&part(1)) {
            Some(mark) => push_accented(&part(0), mark, out),
            None => push_scripts(&part(0), "", &part(1), out),
        },
        "msubsup" | "munderover" => push_scripts(&part(0), &part(1), &part(2), out),
        "mmultiscripts" => push_multiscripts(element, out),
        "mtable" => out.push_str(&format!("({})", joined(element, "; "))),
        "mtr" => out.push_str(&joined(element, ", ")),
        _ => element.children.iter().for_each(|child| push(child, out)),
    }
}

fn row(element: &Element) -> String {
    let mut out = String::new();
    element.children.iter().for_each(|child| push(child, &mut out));
    out.trim().to_owned()
}

fn joined(element: &Element, between: &str) -> String {
    let parts: Vec<String> = element.children.iter().map(|child| of(Some(child))).collect();
    parts.join(between)
}

/// Signs between two terms have blanks around them.
fn push_operator(element: &Element, out: &mut String) {
    let sign = row(element);
    let spaced = sign.chars().all(|c| {
        matches!(
            c,
            '=' | '<'
                | '>'
                | '≤'
                | '≥'
                | '≠'
                | '≈'
                | '≃'
                | '∼'
                | '±'
                | '×'
                | '·'
                | '⋅'
                | '→'
                | '←'
                | '↔'
                | '⇌'
                | '∈'
        )
    });
    // A sign at the beginning belongs to what follows.
    let term = !out.is_empty() && !out.ends_with(['(', '[', '{', ' ', '/', '^']);
    let sum = matches!(sign.as_str(), "+" | "-" | "−") && term;
    match sign.as_str() {
        "," | ";" => out.push_str(&format!("{sign} ")),
        _ if (spaced || sum) && !sign.is_empty() => out.push_str(&format!(" {sign} ")),
        _ => out.push_str(&sign),
    }
}

fn push_space(element: &Element, out: &mut String) {
    let width = element.attributes.iter().find(|(name, _)| *name == "width");
    if width.is_some_and(|(_, width)| !width.starts_with(['0', '-'])) {
        out.push(' ');
    }
}

/// Whether a text reads as one thing.
fn is_one(text: &str) -> bool {
    text.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '%' | '\'' | '′'))
        || (text.starts_with('(')
            && text.ends_with(')')
            && !text.trim_matches(['(', ')']).contains(['(', ')']))
        || text.chars().count() == 1
}

fn grouped(text: &str) -> String {
    if is_one(text) { text.to_owned() } else { format!("({text})") }
}

fn push_scripts(base: &str, below: &str, above: &str, out: &mut String) {
    out.push_str(base);
    let last = base.chars().last();
    let letter = |c: char| c.is_alphanumeric() || matches!(c, ')' | ']') || is_mark(c);
    let joins = last.is_none_or(letter);
    match joins && below.chars().all(char::is_alphanumeric) {
        true => out.push_str(below),
        false if below.is_empty() => {}
        false => out.push_str(&format!("_{}", grouped(below))),
    }
    push_above(base, above, out);
    // A sum or an integral is followed by its terms.
    if !joins {
        out.push(' ');
    }
}

/// Signs such as degrees and primes stand above the line by themselves; a number before an element's sign does too.
fn push_above(base: &str, above: &str, out: &mut String) {
    let sign = |c: char| matches!(c, '°' | '∘' | '′' | '″' | '*' | '†' | '‡');
    if base.is_empty() || above.chars().all(sign) {
        return out.push_str(above);
    }
    let number = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let signs = ['+', '-', '−'];
    let charge = above.trim_end_matches(signs).trim_end();
    let above = match number(charge) {
        true => above.replace(' ', ""),
        false => above.to_owned(),
    };
    let one = is_one(&above) || number(charge) || number(above.trim_start_matches(signs));
    out.push('^');
    out.push_str(&if one { above } else { format!("({above})") });
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The combining mark for an accent that stands above.
fn accent(text: &str) -> Option<char> {
    Some(match text {
        "¯" | "‾" | "\u{305}" | "_" | "-" | "−" | "ˉ" | "―" | "\u{304}" => '\u{304}',
        "^" | "ˆ" | "\u{302}" => '\u{302}',
        "~" | "˜" | "∼" | "\u{303}" => '\u{303}',
        "." | "˙" | "\u{307}" | "·" | "⋅" | "∙" => '\u{307}',
        ".." | "¨" | "\u{308}" => '\u{308}',
        "→" | "\u{20d7}" => '\u{20d7}',
        _ => return None,
    })
}

/// A mark over one letter joins it; over more it stands over the first, as in V̇O2.
fn push_accented(base: &str, mark: char, out: &mut String) {
    let mut letters = base.chars();
    out.extend(letters.next());
    out.push(mark);
    out.push_str(letters.as_str());
}

/// A base with numbers around it: of isotopes they stand before the sign.
fn push_multiscripts(element: &Element, out: &mut String) {
    let is = |node: &&Node| matches!(node, Node::Element(inner) if inner.name == "mprescripts");
    let at = element.children.iter().position(|node| is(&node)).unwrap_or(element.children.len());
    let (post, pre) = element.children.split_at_checked(at).unwrap_or_default();
    for pair in pre.get(1..).unwrap_or_default().chunks(2) {
        push_scripts("", &of(pair.first()), &of(pair.get(1)), out);
    }
    let mut base = of(post.first());
    for pair in post.get(1..).unwrap_or_default().chunks(2) {
        let mut next = String::new();
        push_scripts(&base, &of(pair.first()), &of(pair.get(1)), &mut next);
        base = next;
    }
    out.push_str(&base);
}
