//! From text to TeX: the signs that TeX would take for its own are escaped; all else stays UTF-8.
//!
//! In: plain text, or one with `<i> <b> <sub> <sup>`. Out: what BibTeX and BibLaTeX read as that text. Never: a
//! brace that has no partner.

/// Plain text.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    push(&mut out, text);
    out
}

/// A title with the markup that titles have, and its character references. A tag that has no partner is text.
pub(super) fn title(html: &str) -> String {
    with_markup(html, protected)
}

/// Running text with the same markup.
pub(super) fn marked(html: &str) -> String {
    with_markup(html, push)
}

fn with_markup(html: &str, words: fn(&mut String, &str)) -> String {
    let mut out = String::with_capacity(html.len() + 16);
    let mut rest = html;
    let mut open: Vec<&str> = Vec::new();
    while let Some(at) = memchr::memchr2(b'<', b'&', rest.as_bytes()) {
        let (before, after) = rest.split_at(at);
        words(&mut out, before);
        let known = TAGS.iter().chain(REFERENCES).find(|(tag, _)| after.starts_with(tag));
        let known = known.filter(|(tag, _)| match tag.strip_prefix("</") {
            Some(name) => open.pop_if(|last| *last == name).is_some(),
            None => true,
        });
        if let Some((tag, _)) = known
            && let Some(name) = tag.strip_prefix('<').filter(|name| !name.starts_with('/'))
        {
            open.push(name);
        }
        let (piece, width) = match known {
            Some((tag, piece)) => (*piece, tag.len()),
            None if after.starts_with('&') => ("\\&", 1),
            None => ("<", 1),
        };
        out.push_str(piece);
        rest = after.get(width..).unwrap_or_default();
    }
    words(&mut out, rest);
    out.push_str(&"}".repeat(open.len()));
    out
}

/// A plain title.
pub(super) fn plain_title(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    protected(&mut out, text);
    out
}

/// Words with capitals inside stand in braces, for many styles put titles into small letters.
fn protected(out: &mut String, text: &str) {
    for (at, word) in text.split(' ').enumerate() {
        if at > 0 {
            out.push(' ');
        }
        let capital = word.chars().skip(1).any(char::is_uppercase);
        if capital {
            out.push('{');
            push(out, word);
            out.push('}');
        } else {
            push(out, word);
        }
    }
}

/// A value that is no prose: no sign is changed, but a brace must have its partner.
pub(super) fn verbatim(text: &str) -> String {
    let mut depth = 0_i64;
    let open = text.bytes().all(|byte| {
        depth += i64::from(byte == b'{') - i64::from(byte == b'}');
        depth >= 0
    });
    if open && depth == 0 && !text.ends_with('\\') { text.to_owned() } else { self::text(text) }
}

const TAGS: &[(&str, &str)] = &[
    ("<i>", "\\textit{"),
    ("</i>", "}"),
    ("<b>", "\\textbf{"),
    ("</b>", "}"),
    ("<sub>", "\\textsubscript{"),
    ("</sub>", "}"),
    ("<sup>", "\\textsuperscript{"),
    ("</sup>", "}"),
];

const REFERENCES: &[(&str, &str)] =
    &[("&amp;", "\\&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")];

fn push(out: &mut String, text: &str) {
    let mut before = b' ';
    let mut from = 0;
    // Every sign that is changed is one byte.
    for (at, byte) in text.bytes().enumerate() {
        let sign = match byte {
            b'&' => "\\&",
            b'%' => "\\%",
            b'#' => "\\#",
            b'_' => "\\_",
            b'$' => "\\$",
            // An escaped brace is counted by BibTeX all the same, so it cannot stand alone.
            b'{' => "\\textbraceleft{}",
            b'}' => "\\textbraceright{}",
            b'\\' => "\\textbackslash{}",
            b'~' => "\\textasciitilde{}",
            b'^' => "\\textasciicircum{}",
            // Two of these are one sign in TeX.
            b'-' if before == byte => "{}-",
            b'`' if before == byte => "{}`",
            b'\'' if before == byte => "{}'",
            _ => "",
        };
        if !sign.is_empty() {
            out.push_str(text.get(from..at).unwrap_or_default());
            out.push_str(sign);
            from = at + 1;
        }
        before = byte;
    }
    out.push_str(text.get(from..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::bibtex::tex;

    #[test]
    fn what_is_written_is_read_back() {
        for plain in [
            "Tea & Cups: 50% of #1_a, $5 {x} \\y ~z ^w",
            "1--2 --- ''x'' ``y`` `z'",
            "é 漢 – “q” ½",
            "\\alpha $x_2$ \\'e",
            "a{b",
        ] {
            assert_eq!(tex::text(&text(plain)), plain, "{}", text(plain));
        }
        let html = "<i>Tea</i> &amp; H<sub>2</sub>O <b>x<sup>2</sup></b> 5 &lt; 6";
        let back = tex::text(&title(html)).replace(" & ", " &amp; ").replace(" < ", " &lt; ");
        assert_eq!(back, html);
        let plain = "Tea in ALS-1: mRNA & Co";
        assert_eq!(tex::text(&plain_title(plain)), plain);
        assert_eq!(verbatim("10.5555/a_b~c%20"), "10.5555/a_b~c%20");
        assert_eq!(verbatim("a}b"), "a\\textbraceright{}b");
    }
}
