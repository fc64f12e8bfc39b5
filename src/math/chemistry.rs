//! `\ce{…}` for chemistry, in the spelling of the package mhchem as far as biomedical notes use it.
//!
//! In: TeX. Out: TeX without `\ce`: letters upright, numbers behind them below the line, charges above it, arrows, states
//! of matter, the dot of hydrates. Source: the manual of mhchem 4. Never: bonds drawn at an angle, physical units.

use super::Refused;
use std::borrow::Cow;

const COMMAND: &str = "\\ce";

/// Writes every `\ce{…}` as plain TeX.
pub(super) fn expand(tex: &str) -> Result<Cow<'_, str>, Refused> {
    let mut out = String::new();
    let mut done = 0;
    for (at, _) in tex.match_indices(COMMAND) {
        let rest = tex.get(at + COMMAND.len()..).unwrap_or_default();
        // `\cell` and the like are other commands.
        if at < done || rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let refused =
            |message: &str| Refused { message: message.to_owned(), range: at..at + COMMAND.len() };
        let inner = rest.trim_start().strip_prefix('{');
        let inner =
            inner.ok_or_else(|| refused("\\ce needs its formula in braces, as in \\ce{H2O}"))?;
        let end = closing(inner, '}').ok_or_else(|| refused("the brace of \\ce is not closed"))?;
        out.push_str(tex.get(done..at).unwrap_or_default());
        out.push('{');
        push_chemistry(inner.get(..end).unwrap_or_default(), &mut out);
        out.push('}');
        done = tex.len() - inner.len() + end + 1;
    }
    match done {
        0 => Ok(Cow::Borrowed(tex)),
        done => {
            out.push_str(tex.get(done..).unwrap_or_default());
            Ok(Cow::Owned(out))
        }
    }
}

/// Where the bracket closes in which a text begins.
fn closing(text: &str, close: char) -> Option<usize> {
    let open = if close == '}' { '{' } else { '[' };
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return Some(at),
            }
        }
    }
    None
}

/// Arrows, the longer ones first.
const ARROWS: &[(&str, &str)] = &[
    ("<=>", "\\rightleftharpoons "),
    ("<->", "\\leftrightarrow "),
    ("->", "\\rightarrow "),
    ("<-", "\\leftarrow "),
];

fn push_chemistry(typed: &str, out: &mut String) {
    let mut rest = typed;
    // Whether a number here stands behind a letter or a bracket.
    let mut behind = false;
    while let Some(c) = rest.chars().next() {
        if let Some((sign, arrow)) = ARROWS.iter().find(|(sign, _)| rest.starts_with(sign)) {
            rest = push_arrow(rest.get(sign.len()..).unwrap_or_default(), arrow, out);
            behind = false;
            continue;
        }
        let digits = leading(rest, |c| c.is_ascii_digit() || c == '.');
        let letters = leading(rest, char::is_alphabetic);
        if !digits.is_empty() && c != '.' {
            let number = digits.trim_end_matches('.');
            match behind {
                true => out.push_str(&format!("_{{{number}}}")),
                false => out.push_str(&format!("{number}\\,")),
            }
            rest = rest.get(number.len()..).unwrap_or_default();
        } else if !letters.is_empty() {
            out.push_str(&format!("\\mathrm{{{letters}}}"));
            behind = true;
            rest = rest.get(letters.len()..).unwrap_or_default();
        } else if c == '^' || c == '_' {
            rest = push_script(c, rest.get(1..).unwrap_or_default(), behind, out);
        } else {
            push_sign(c, rest.get(c.len_utf8()..).unwrap_or_default(), behind, out);
            behind = matches!(c, ')' | ']' | '}') || (behind && matches!(c, '+' | '-'));
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
    }
}

fn leading(text: &str, of: impl Fn(char) -> bool) -> &str {
    let end = text.find(|c| !of(c)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// An arrow, with what stands above it in brackets.
fn push_arrow<'a>(rest: &'a str, arrow: &str, out: &mut String) -> &'a str {
    let above = rest.strip_prefix('[').and_then(|inner| Some((inner, closing(inner, ']')?)));
    let Some((inner, end)) = above else {
        out.push_str(arrow);
        return rest;
    };
    out.push_str(&format!(
        "\\overset{{\\text{{{}}}}}{{{}}}",
        text_of(inner.get(..end).unwrap_or_default()),
        arrow.trim_end()
    ));
    inner.get(end + 1..).unwrap_or_default()
}

/// What stands above or below the line by `^` or `_`: a group, or signs up to a blank.
fn push_script<'a>(mark: char, rest: &'a str, behind: bool, out: &mut String) -> &'a str {
    let group = rest.strip_prefix('{').and_then(|inner| Some((inner, closing(inner, '}')?)));
    let (script, after) = if let Some((inner, end)) = group {
        (inner.get(..end).unwrap_or_default(), inner.get(end + 1..).unwrap_or_default())
    } else {
        let script = leading(rest, |c| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'));
        (script, rest.get(script.len()..).unwrap_or_default())
    };
    if script.is_empty() {
        return after;
    }
    // A number before the sign of an element has nothing to stand on.
    if !behind && !out.ends_with('}') {
        out.push_str("{}");
    }
    out.push_str(&format!("{mark}{{\\mathrm{{{}}}}}", plus_minus(script)));
    after
}

/// A sign that is no letter, number or arrow.
fn push_sign(c: char, next: &str, behind: bool, out: &mut String) {
    let ends = next.is_empty() || next.starts_with([' ', ')', ']', '}', '^']);
    match c {
        '+' | '-' if behind && ends => out.push_str(&format!("^{{{c}}}")),
        '-' if behind => out.push_str("{-}"),
        '*' | '.' | '·' => out.push_str("\\cdot "),
        '(' | ')' | '[' | ']' | '+' | '-' | '=' | ',' | '{' | '}' | '/' => out.push(c),
        '#' => out.push_str("\\equiv "),
        ' ' => out.push(' '),
        // Anything else stands as the sign that it is, so that no command of TeX is made here.
        c => out.push_str(&format!("\\text{{{}}}", text_of(&c.to_string()))),
    }
}

/// A text without what TeX would take for something else.
fn text_of(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\\' | '{' | '}' | '$' | '%' | '#' | '&' | '~' | '^' | '_'))
        .collect()
}

fn plus_minus(script: &str) -> String {
    text_of(script).replace('-', "{-}")
}
