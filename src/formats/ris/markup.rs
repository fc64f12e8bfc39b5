//! HTML that web databases and reference managers leave in titles, abstracts and notes.
//!
//! In: a value. Out: its plain text, and for titles and abstracts the same with `<i> <b> <sub> <sup>` where it has them. A formula is
//! left in both as MathML that the gate has let through; `Record::set_formulas` parts the two. Only tags that such values
//! hold are taken for tags, so "p < 0.05 and q > 2" stays text. Never: any other markup in the result.

use crate::math;
use crate::record::AbstractSection;
use crate::text::blanks::fold_blanks;
use crate::text::inline::{MarkupPart, escape_html, markup_parts, plain_of_markup};
use std::borrow::Cow;

/// A value without markup.
pub(in crate::formats) fn plain(text: &str) -> String {
    if memchr::memchr2(b'<', b'&', text.as_bytes()).is_none() {
        return fold_blanks(text);
    }
    fold_blanks(&walk(text, false).0)
}

/// A title without markup, and with the markup that a title may have.
pub(in crate::formats) fn title(text: &str) -> (String, Option<String>) {
    let (plain, html) = rich(text);
    // A title that is a tag and no more, such as "<i>", is that word: without it the record would have no title.
    if plain.is_empty() { (fold_blanks(text), None) } else { (plain, html) }
}

/// Running text without markup, and with its markup where it has any.
pub(in crate::formats) fn rich(text: &str) -> (String, Option<String>) {
    if memchr::memchr2(b'<', b'&', text.as_bytes()).is_none() {
        return (fold_blanks(text), None);
    }
    let (plain, html, marked) = walk(text, true);
    (fold_blanks(&plain), marked.then(|| fold_blanks(&html)))
}

/// Markup as programs take it that know tags and no character references: every sign as it is. Where that would be read as
/// other markup, such as a tag that the text only speaks of, the references stay.
pub(in crate::formats) fn typed(html: &str) -> Cow<'_, str> {
    if !html.contains('&') {
        return Cow::Borrowed(html);
    }
    let part = |part: MarkupPart<'_>| match part.is_tag {
        true => part.text.to_owned(),
        false => plain_of_markup(part.text),
    };
    let typed: String = markup_parts(html).map(part).collect();
    match rich(&typed).1.as_deref() == Some(html) {
        true => Cow::Owned(typed),
        false => Cow::Borrowed(html),
    }
}

/// Gives sections that were cut out of a plain text, in its order, the markup that the text has beside it in `html`.
pub(in crate::formats) fn mark(sections: &mut [AbstractSection], plain: &str, html: &str) {
    let (mut from, mut rest) = (0, Marked { html, open: Vec::new() });
    for section in sections {
        let Some(at) = plain.get(from..).and_then(|plain| plain.find(&section.text)) else {
            return;
        };
        let (start, end) = (from + at, from + at + section.text.len());
        rest.take(letters(plain.get(from..start)));
        let part = rest.take(letters(plain.get(start..end)));
        let is_marked = markup_parts(&part).any(|piece| piece.is_tag) || part.contains("<math");
        section.text_html = is_marked.then_some(part);
        from = end;
    }
}

/// How many signs a text has, blanks apart: the same in a plain text and in the texts of its markup.
fn letters(text: Option<&str>) -> usize {
    text.unwrap_or_default().chars().filter(|c| !c.is_whitespace()).count()
}

/// What is left of a text with markup.
struct Marked<'h> {
    html: &'h str,
    /// The tags that are open where it begins.
    open: Vec<&'h str>,
}

impl Marked<'_> {
    /// Takes so many signs from its beginning, with every tag that is open there opened and closed.
    fn take(&mut self, mut signs: usize) -> String {
        let mut begun = false;
        let mut out = String::new();
        self.open.iter().for_each(|tag| out.push_str(&format!("<{tag}>")));
        while let Some(part) = markup_parts(self.html).next() {
            if part.is_tag {
                match part.text.strip_prefix("</") {
                    Some(_) => drop(self.open.pop()),
                    // What opens behind the last sign belongs to what follows.
                    None if signs == 0 => break,
                    None => self.open.push(part.text.trim_matches(['<', '>'])),
                }
                out.push_str(part.text);
                self.html = self.html.get(part.text.len()..).unwrap_or_default();
                continue;
            }
            // Blanks before the first sign belong to what stood before it.
            let blanks = if begun { 0 } else { part.text.len() - part.text.trim_start().len() };
            begun |= blanks < part.text.len();
            let mut end = blanks;
            while signs > 0 && end < part.text.len() {
                let (width, of_plain) = sign(part.text.get(end..).unwrap_or_default());
                signs = signs.saturating_sub(of_plain);
                end += width;
            }
            out.push_str(part.text.get(blanks..end).unwrap_or_default());
            self.html = self.html.get(end..).unwrap_or_default();
            if end < part.text.len() {
                break;
            }
        }
        self.open.iter().rev().for_each(|tag| out.push_str(&format!("</{tag}>")));
        fold_blanks(&out)
    }
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

/// The bytes of the sign that a text of markup begins with, and how many signs it is in the plain text: a reference is one, a
/// formula is as many as it has there, where it stands as it is written.
fn sign(text: &str) -> (usize, usize) {
    if text.starts_with("<math")
        && let Some(end) = text.find("</math>").map(|at| at + "</math>".len())
    {
        return (end, letters(text.get(..end)));
    }
    let width = match reference(text) {
        Some((_, width)) => width,
        None => text.chars().next().map_or(1, char::len_utf8),
    };
    (width, letters(text.get(..width)).min(1))
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
    fn markup_of_the_sections_of_an_abstract() {
        type Case = (&'static str, &'static [&'static str], &'static [Option<&'static str>]);
        let cases: &[Case] = &[
            (
                "AIM: To see 10<sup>-3</sup> &lt; 1. RESULTS: <i>E. coli</i> &amp; H<sub>2</sub>O.",
                &["To see 10-3 < 1.", "E. coli & H2O."],
                &[
                    Some("To see 10<sup>-3</sup> &lt; 1."),
                    Some("<i>E. coli</i> &amp; H<sub>2</sub>O."),
                ],
            ),
            // A tag that goes over the border is opened on both sides of it.
            (
                "AIM: <i>a. RESULTS: b</i> c.",
                &["a.", "b c."],
                &[Some("<i>a.</i>"), Some("<i>b</i> c.")],
            ),
            (
                "AIM: a &amp; b. RESULTS: 2<b>3</b>.",
                &["a & b.", "23."],
                &[None, Some("2<b>3</b>.")],
            ),
            (
                "AIM: <math><mi>x</mi><mo>&lt;</mo></math> a. RESULTS: b<sup>2</sup>.",
                &["<math><mi>x</mi><mo>&lt;</mo></math> a.", "b2."],
                &[Some("<math><mi>x</mi><mo>&lt;</mo></math> a."), Some("b<sup>2</sup>.")],
            ),
            ("AIM: a. RESULTS: b.", &["a.", "b."], &[None, None]),
        ];
        for (text, texts, html) in cases {
            let (plain, marked) = rich(text);
            let section = |text: &&str| AbstractSection {
                text: (*text).to_owned(),
                ..AbstractSection::default()
            };
            let mut sections: Vec<AbstractSection> = texts.iter().map(section).collect();
            mark(&mut sections, &plain, marked.as_deref().unwrap_or_default());
            let found: Vec<Option<&str>> =
                sections.iter().map(|section| section.text_html.as_deref()).collect();
            assert_eq!(found, *html, "{text}");
        }
    }

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

    #[test]
    fn what_is_typed_is_read_as_it_was() {
        for (html, out) in [
            ("A &amp; B <i>x</i> &quot;q&quot; it&#39;s", "A & B <i>x</i> \"q\" it's"),
            ("<b>p</b> &lt; 0.05", "<b>p</b> < 0.05"),
            // What only speaks of markup would become some.
            ("&lt;i&gt; and <i>x</i>", "&lt;i&gt; and <i>x</i>"),
            ("&amp;lt; and <i>x</i>", "&amp;lt; and <i>x</i>"),
        ] {
            assert_eq!(typed(html), out);
            assert_eq!(rich(&typed(html)).1.as_deref(), Some(html));
        }
    }
}
