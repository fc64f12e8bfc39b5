//! A small scanner for the HTML that this project writes: tags, attributes, text.
//!
//! In: a page. Out: its [`Token`]s in order, each with its line. It follows the parts of the HTML standard's tokenizer that matter for
//! lints: comments, raw text elements, all three ways to quote an attribute. Any input is scanned to its end. Never: a tree, a judgement.

use memchr::memchr_iter;
use std::borrow::Cow;

/// A piece of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A start tag.
    Open(Tag<'a>),
    /// An end tag's name.
    Close(&'a str),
    /// Text between tags, or inside a raw text element, not decoded.
    Text(&'a str),
}

/// A start tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Its name as written.
    pub(super) name: &'a str,
    /// Its attributes: names as written, values not decoded.
    pub(super) attributes: Vec<(&'a str, &'a str)>,
}

impl Tag<'_> {
    /// Whether this is the tag of the given lower-case name.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The decoded value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        let found = self.attributes.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
        found.map(|(_, value)| decode(value))
    }
}

/// Elements whose content is text up to their own end tag.
const RAW_TEXT: &[&str] = &["script", "style", "title", "textarea", "iframe"];

/// The tokens of a page.
pub(super) struct Scanner<'a> {
    rest: &'a str,
    line: usize,
    /// The raw text element that was just opened.
    raw: Option<&'a str>,
}

impl<'a> Scanner<'a> {
    /// Starts at the first line.
    pub(super) fn new(page: &'a str) -> Self {
        Scanner { rest: page, line: 1, raw: None }
    }

    /// Cuts off what comes before the given byte and counts its lines.
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.line += memchr_iter(b'\n', taken.as_bytes()).count();
        self.rest = rest;
        taken
    }

    /// Cuts off the text up to and with the given end, or all that is left.
    fn take_through(&mut self, end: &str) -> &'a str {
        let length = self.rest.find(end).map_or(self.rest.len(), |at| at + end.len());
        self.take(length)
    }

    fn raw_text(&mut self, name: &str) -> &'a str {
        let mut from = 0;
        while let Some(at) = self.rest.get(from..).and_then(|rest| rest.find("</")) {
            let start = from + at + 2;
            let after = self.rest.get(start..).unwrap_or("");
            if after.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
                return self.take(start - 2);
            }
            from = start;
        }
        self.take(self.rest.len())
    }

    fn tag(&mut self) -> Tag<'a> {
        self.take(1);
        let name = self.take_while(|c| !c.is_ascii_whitespace() && !matches!(c, '/' | '>'));
        let mut attributes = Vec::new();
        loop {
            self.take_while(|c| c.is_ascii_whitespace() || c == '/');
            if self.rest.is_empty() || self.rest.starts_with('>') {
                self.take(1);
                return Tag { name, attributes };
            }
            attributes.push(self.attribute());
        }
    }

    fn attribute(&mut self) -> (&'a str, &'a str) {
        let start = self.rest;
        // A name may begin with "=", which is what the standard makes of a stray one.
        let first = usize::from(start.starts_with('='));
        let length = start
            .char_indices()
            .skip(first)
            .find(|(_, c)| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '='))
            .map_or(start.len(), |(at, _)| at);
        let name = self.take(length);
        self.take_while(|c| c.is_ascii_whitespace());
        if !self.rest.starts_with('=') {
            return (name, "");
        }
        self.take(1);
        self.take_while(|c| c.is_ascii_whitespace());
        let value = match self.rest.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                self.take(1);
                let value = self.take_while(|c| c != quote);
                self.take(1);
                value
            }
            _ => self.take_while(|c| !c.is_ascii_whitespace() && c != '>'),
        };
        (name, value)
    }

    fn take_while(&mut self, fits: impl Fn(char) -> bool) -> &'a str {
        let length = self.rest.find(|c| !fits(c)).unwrap_or(self.rest.len());
        self.take(length)
    }
}

impl<'a> Iterator for Scanner<'a> {
    /// A token and the line on which it starts.
    type Item = (usize, Token<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let line = self.line;
            if let Some(name) = self.raw.take() {
                let text = self.raw_text(name);
                if !text.is_empty() {
                    return Some((line, Token::Text(text)));
                }
                continue;
            }
            if self.rest.is_empty() {
                return None;
            }
            let Some(after) = self.rest.strip_prefix('<') else {
                let length = self.rest.find('<').unwrap_or(self.rest.len());
                return Some((line, Token::Text(self.take(length))));
            };
            if after.starts_with("!--") {
                self.take_through("-->");
            } else if let Some(end) = after.strip_prefix('/') {
                let name = end.split(|c: char| c.is_ascii_whitespace() || c == '>').next();
                self.take_through(">");
                return Some((line, Token::Close(name.unwrap_or(""))));
            } else if after.starts_with(|c: char| c.is_ascii_alphabetic()) {
                let tag = self.tag();
                self.raw = RAW_TEXT.iter().any(|raw| tag.is(raw)).then_some(tag.name);
                return Some((line, Token::Open(tag)));
            } else if after.starts_with(['!', '?']) {
                self.take_through(">");
            } else {
                return Some((line, Token::Text(self.take(1))));
            }
        }
    }
}

/// Character references that hide a letter of a URL or of an e-mail address.
const NAMED: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("commat", "@"),
    ("period", "."),
    ("colon", ":"),
    ("Tab", "\t"),
    ("NewLine", "\n"),
    ("nbsp", "\u{a0}"),
    ("sol", "/"),
    ("num", "#"),
];

/// Replaces numeric and the most common named character references.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut parts = text.split('&');
    let mut decoded = parts.next().unwrap_or("").to_owned();
    for part in parts {
        if let Some((found, rest)) = reference(part) {
            decoded.push_str(&found);
            decoded.push_str(rest);
        } else {
            decoded.push('&');
            decoded.push_str(part);
        }
    }
    Cow::Owned(decoded)
}

fn reference(part: &str) -> Option<(String, &str)> {
    if let Some(number) = part.strip_prefix('#') {
        let (digits, radix) = match number.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16),
            None => (number, 10),
        };
        let end = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
        let (digits, rest) = digits.split_at_checked(end)?;
        let found = char::from_u32(u32::from_str_radix(digits, radix).ok()?)?;
        return Some((found.to_string(), rest.strip_prefix(';').unwrap_or(rest)));
    }
    let (name, rest) = part.split_once(';')?;
    let (_, found) = NAMED.iter().find(|(own, _)| *own == name)?;
    Some(((*found).to_owned(), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(page: &str) -> Vec<(usize, Token<'_>)> {
        Scanner::new(page).collect()
    }

    #[test]
    fn tags_attributes_and_text() {
        let page = "<!doctype html>\n<a href='x y' id=k hidden data-n = \"1>2\"/>t</A >";
        let tag = Tag {
            name: "a",
            attributes: vec![("href", "x y"), ("id", "k"), ("hidden", ""), ("data-n", "1>2")],
        };
        assert_eq!(
            tokens(page),
            [
                (1, Token::Text("\n")),
                (2, Token::Open(tag)),
                (2, Token::Text("t")),
                (2, Token::Close("A"))
            ]
        );
    }

    #[test]
    fn comments_and_raw_text_hide_tags() {
        let page = "<!-- <a id=x> --><script>if (a</b>c) '<p>'</script><p>";
        let names: Vec<String> = tokens(page).into_iter().map(|(_, t)| format!("{t:?}")).collect();
        assert_eq!(names.len(), 4, "{names:?}");
        assert_eq!(names[1], "Text(\"if (a</b>c) '<p>'\")");
    }

    #[test]
    fn a_page_cut_anywhere_is_scanned_to_its_end() {
        let page = "<html lang=en><p title='é'>é &lt; 3 < 4<!-- c --><script>x</script></p></html>";
        for cut in (0..page.len()).filter(|cut| page.is_char_boundary(*cut)) {
            let count = tokens(page.get(..cut).unwrap()).len();
            assert!(count <= 12, "cut at {cut}");
        }
    }

    #[test]
    fn references_are_decoded() {
        assert_eq!(decode("a&#64;b&#x2e;c &amp; &unknown; &"), "a@b.c & &unknown; &");
        assert_eq!(decode("java&Tab;script&colon;x"), "java\tscript:x");
    }
}
