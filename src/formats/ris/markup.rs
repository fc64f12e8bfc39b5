//! HTML that web databases and reference managers leave in titles, abstracts and notes.
//!
//! In: a value. Out: its plain text, and for titles the same with `<i> <b> <sub> <sup>` where it has them. A formula is
//! left in both as MathML that the gate has let through; `Record::set_formulas` parts the two. Only tags that such values
//! hold are taken for tags, so "p < 0.05 and q > 2" stays text. Never: any other markup in the result.

use crate::math;
use crate::text::blanks::fold_blanks;
use crate::text::inline::escape_html;

/// A value without markup.
pub(in crate::formats) fn plain(text: &str) -> String {
    if memchr::memchr2(b'<', b'&', text.as_bytes()).is_none() {
        return fold_blanks(text);
    }
    fold_blanks(&walk(text, false).0)
}

/// A title without markup, and with the markup that a title may have.
pub(in crate::formats) fn title(text: &str) -> (String, Option<String>) {
    if memchr::memchr2(b'<', b'&', text.as_bytes()).is_none() {
        return (fold_blanks(text), None);
    }
    let (plain, html, marked) = walk(text, true);
    // A title that is a tag and no more, such as "<i>", is that word: without it the record would have no title.
    if plain.trim().is_empty() {
        return (fold_blanks(text), None);
    }
    (fold_blanks(&plain), marked.then(|| fold_blanks(&html)))
}

/// Plain text, the text with allowed tags when it is wanted, and whether there are any.
fn walk(text: &str, rich: bool) -> (String, String, bool) {
    let push = |plain: &mut String, html: &mut String, text: &str| {
        plain.push_str(text);
        if rich {
            html.push_str(&escape_html(text));
        }
    };
    let mut plain = String::with_capacity(text.len());
    let mut html = String::new();
    let mut open: Vec<&'static str> = Vec::new();
    let mut marked = false;
    let mut rest = text;
    while let Some(at) = memchr::memchr2(b'<', b'&', rest.as_bytes()) {
        let (before, after) = rest.split_at(at);
        push(&mut plain, &mut html, before);
        if let Some((decoded, width)) = reference(after) {
            push(&mut plain, &mut html, &decoded.to_string());
            rest = after.get(width..).unwrap_or_default();
        } else if let Some((formula, width)) = math::leading(after) {
            let mathml = formula.mathml();
            plain.push_str(&mathml);
            html.push_str(&mathml);
            marked = true;
            rest = after.get(width..).unwrap_or_default();
        } else if let Some((tag, width)) = tag(after) {
            match tag {
                Tag::Open(name) => {
                    html.push_str(&format!("<{name}>"));
                    open.push(name);
                    marked = true;
                }
                Tag::Close(name) if open.last() == Some(&name) => {
                    html.push_str(&format!("</{name}>"));
                    open.pop();
                }
                Tag::Close(_) | Tag::Nothing => {}
                Tag::Break => push(&mut plain, &mut html, " "),
            }
            rest = after.get(width..).unwrap_or_default();
        } else {
            push(&mut plain, &mut html, after.get(..1).unwrap_or_default());
            rest = after.get(1..).unwrap_or_default();
        }
    }
    push(&mut plain, &mut html, rest);
    while let Some(name) = open.pop() {
        html.push_str(&format!("</{name}>"));
    }
    (plain, html, marked)
}

enum Tag {
    Open(&'static str),
    Close(&'static str),
    /// A paragraph's end or a line break: a blank.
    Break,
    Nothing,
}

/// A known tag at the start of the text, and its length.
fn tag(text: &str) -> Option<(Tag, usize)> {
    let window = text.as_bytes().get(1..text.len().min(80))?;
    let end = memchr::memchr(b'>', window)?;
    let inner = text.get(1..=end)?;
    let (name, closing) = match inner.strip_prefix('/') {
        Some(name) => (name, true),
        None => (inner.trim_end_matches('/'), false),
    };
    let word = name.split([' ', '\n']).next().unwrap_or_default().to_ascii_lowercase();
    let allowed = match word.strip_prefix("jats:").unwrap_or(&word) {
        "i" | "em" | "italic" => "i",
        "b" | "strong" | "bold" => "b",
        "sub" | "inf" => "sub",
        "sup" => "sup",
        "p" | "br" | "div" | "li" | "ul" | "ol" | "title" | "sec" => {
            return Some((Tag::Break, end + 2));
        }
        "span" | "u" | "a" | "font" | "sc" => return Some((Tag::Nothing, end + 2)),
        _ => return None,
    };
    Some((if closing { Tag::Close(allowed) } else { Tag::Open(allowed) }, end + 2))
}

/// A character reference at the start of the text, and its length.
fn reference(text: &str) -> Option<(char, usize)> {
    let inner = text.strip_prefix('&')?;
    let window = inner.as_bytes().get(..inner.len().min(12))?;
    let end = memchr::memchr(b';', window)?;
    let name = inner.get(..end)?;
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let digits = name.strip_prefix('#')?;
            let number = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(number).filter(|c| !c.is_control())?
        }
    };
    Some((c, end + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_of_titles() {
        let cases = [
            ("Tea", "Tea", None),
            ("p < 0.05 & q > 2", "p < 0.05 & q > 2", None),
            ("<i>Camellia</i> tea", "Camellia tea", Some("<i>Camellia</i> tea")),
            ("H<SUB>2</SUB>O &amp; tea", "H2O & tea", Some("H<sub>2</sub>O &amp; tea")),
            ("D&#039;Anta &lt;x&gt;", "D'Anta <x>", None),
            ("<p>One<br/>two</p>", "One two", None),
            ("<i>never closed", "never closed", Some("<i>never closed</i>")),
            ("<script>x</script>", "<script>x</script>", None),
            (
                "On <mml:math><mml:mi>x</mml:mi><mml:mo>&lt;</mml:mo></mml:math> & y",
                "On <math><mi>x</mi><mo>&lt;</mo></math> & y",
                Some("On <math><mi>x</mi><mo>&lt;</mo></math> &amp; y"),
            ),
            ("<i>", "<i>", None),
            ("", "", None),
        ];
        for (text, expected, html) in cases {
            assert_eq!(title(text), (expected.to_owned(), html.map(str::to_owned)), "{text}");
        }
    }
}
