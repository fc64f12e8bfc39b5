//! JSON as it is written: every value with the place where it stands, numbers in their own digits, keys in order and
//! twice where they stand twice.
//!
//! In: a text that holds one value. Out: its tree, or where and why it stops being JSON. A comma before a closing
//! bracket is forgiven and said; half a surrogate pair becomes the replacement character. Never: what a key means.

use crate::text::blanks::fold_blanks;
use std::borrow::Cow;

/// Values are nested no deeper than this; nothing that a bibliography says needs a tenth of it.
pub(super) const DEEPEST: usize = 40;

/// A value and where it begins.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node<'a> {
    /// Offset in the text that was read.
    pub(super) at: usize,
    pub(super) value: Value<'a>,
}

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'a> {
    Null,
    Bool(bool),
    /// As written.
    Number(&'a str),
    Text(Cow<'a, str>),
    List(Vec<Node<'a>>),
    Map(Vec<(Cow<'a, str>, Node<'a>)>),
}

/// Where a text stops being JSON, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) why: &'static str,
}

/// Reads the one value of a text, and says where a comma too many stands.
pub(super) fn parse(text: &str) -> Result<(Node<'_>, Option<usize>), Fault> {
    let mut parser = Parser { text, at: 0, depth: 0, forgiven: None };
    let node = parser.value()?;
    parser.blanks();
    match parser.peek() {
        None => Ok((node, parser.forgiven)),
        Some(_) => Err(parser.fault("something stands behind the value")),
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    forgiven: Option<usize>,
}

impl<'a> Parser<'a> {
    fn fault(&self, why: &'static str) -> Fault {
        Fault { at: self.at, why }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\t' | b'\r')) {
            self.at += 1;
        }
    }

    fn value(&mut self) -> Result<Node<'a>, Fault> {
        self.blanks();
        let at = self.at;
        let value = match self.peek() {
            None => return Err(self.fault("the text ends where a value must stand")),
            Some(b'"') => Value::Text(self.string()?),
            Some(b'{') => self.nested(Self::map)?,
            Some(b'[') => self.nested(Self::list)?,
            Some(_) => self.word()?,
        };
        Ok(Node { at, value })
    }

    fn nested(
        &mut self,
        read: fn(&mut Self) -> Result<Value<'a>, Fault>,
    ) -> Result<Value<'a>, Fault> {
        if self.depth == DEEPEST {
            return Err(self.fault("values are nested deeper than any bibliography's"));
        }
        self.depth += 1;
        self.at += 1;
        let value = read(self)?;
        self.depth -= 1;
        Ok(value)
    }

    /// A comma or the closing sign; `true` when the list goes on.
    fn goes_on(&mut self, close: u8) -> Result<bool, Fault> {
        self.blanks();
        match self.peek() {
            Some(b',') => {
                let comma = self.at;
                self.at += 1;
                self.blanks();
                if self.peek() == Some(close) {
                    self.forgiven.get_or_insert(comma);
                    self.at += 1;
                    return Ok(false);
                }
                Ok(true)
            }
            Some(sign) if sign == close => {
                self.at += 1;
                Ok(false)
            }
            None => Err(self.fault("the text ends inside a value")),
            Some(_) => Err(self.fault("a comma or a closing bracket must stand here")),
        }
    }

    fn list(&mut self) -> Result<Value<'a>, Fault> {
        let mut list = Vec::new();
        self.blanks();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Value::List(list));
        }
        loop {
            list.push(self.value()?);
            if !self.goes_on(b']')? {
                return Ok(Value::List(list));
            }
        }
    }

    fn map(&mut self) -> Result<Value<'a>, Fault> {
        let mut map = Vec::new();
        self.blanks();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(Value::Map(map));
        }
        loop {
            self.blanks();
            if self.peek() != Some(b'"') {
                return Err(self.fault("a key in quotation marks must stand here"));
            }
            let key = self.string()?;
            self.blanks();
            if self.peek() != Some(b':') {
                return Err(self.fault("a colon must stand behind a key"));
            }
            self.at += 1;
            map.push((key, self.value()?));
            if !self.goes_on(b'}')? {
                return Ok(Value::Map(map));
            }
        }
    }

    /// `true`, `false`, `null` or a number.
    fn word(&mut self) -> Result<Value<'a>, Fault> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = rest
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
            .count();
        let word = rest.get(..length).unwrap_or_default();
        let value = match word {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            number
                if number.starts_with(|c: char| c == '-' || c.is_ascii_digit())
                    && number.parse::<f64>().is_ok_and(f64::is_finite) =>
            {
                Value::Number(number)
            }
            _ => return Err(self.fault("this is no JSON value")),
        };
        self.at += length;
        Ok(value)
    }

    fn string(&mut self) -> Result<Cow<'a, str>, Fault> {
        self.at += 1;
        let start = self.at;
        let rest = self.text.get(start..).unwrap_or_default();
        let end = memchr::memchr3(b'"', b'\\', b'\n', rest.as_bytes());
        if let Some(end) = end
            && rest.as_bytes().get(end) == Some(&b'"')
        {
            self.at = start + end + 1;
            return Ok(Cow::Borrowed(rest.get(..end).unwrap_or_default()));
        }
        self.escaped().map(Cow::Owned)
    }

    /// A string with escapes, from behind its opening mark.
    fn escaped(&mut self) -> Result<String, Fault> {
        let mut out = String::new();
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let Some(end) = memchr::memchr3(b'"', b'\\', b'\n', rest.as_bytes()) else {
                self.at = self.text.len();
                return Err(self.fault("the text ends inside a string"));
            };
            out.push_str(rest.get(..end).unwrap_or_default());
            self.at += end;
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => self.escape(&mut out)?,
                _ => return Err(self.fault("a line ends inside a string")),
            }
        }
    }

    fn escape(&mut self, out: &mut String) -> Result<(), Fault> {
        let sign = self.text.as_bytes().get(self.at + 1).copied();
        let c = match sign {
            Some(sign @ (b'"' | b'\\' | b'/')) => char::from(sign),
            Some(b'n' | b'r' | b'v') => '\n',
            Some(b't' | b'b' | b'f') => '\t',
            Some(b'u') => {
                out.push(self.unicode()?);
                return Ok(());
            }
            _ => return Err(self.fault("no character has this escape")),
        };
        out.push(c);
        self.at += 2;
        Ok(())
    }

    /// `\u00e9`, or two halves of a pair.
    fn unicode(&mut self) -> Result<char, Fault> {
        let first =
            self.unit(self.at).ok_or(self.fault("four hexadecimal digits must stand here"))?;
        self.at += 6;
        if (0xd800..0xdc00).contains(&first)
            && let Some(second) = self.unit(self.at).filter(|unit| (0xdc00..0xe000).contains(unit))
        {
            self.at += 6;
            let code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
            return Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        let c = char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER);
        // A page may hold no control characters; a blank stands for them as in every other format.
        Ok(if c.is_control() { ' ' } else { c })
    }

    fn unit(&self, at: usize) -> Option<u32> {
        let digits = self.text.get(at..at + 6)?.strip_prefix("\\u")?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        u32::from_str_radix(digits, 16).ok()
    }
}

impl<'a> Node<'a> {
    /// Whether it says nothing: null, an empty string, list or object, or a list of such.
    pub(super) fn is_empty(&self) -> bool {
        match &self.value {
            Value::Null => true,
            Value::Text(text) => text.trim().is_empty(),
            Value::List(list) => list.iter().all(Node::is_empty),
            Value::Map(map) => map.is_empty(),
            Value::Bool(_) | Value::Number(_) => false,
        }
    }

    /// The text as written, when it is a string.
    pub(super) fn string(&self) -> Option<&str> {
        if let Value::Text(text) = &self.value { Some(text) } else { None }
    }

    /// A string, a number or a truth as one line.
    pub(super) fn scalar(&self) -> Option<String> {
        match &self.value {
            Value::Text(text) => Some(fold_blanks(text)).filter(|text| !text.is_empty()),
            Value::Number(number) => Some((*number).to_owned()),
            Value::Bool(truth) => Some(truth.to_string()),
            Value::Null | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// A scalar, or a list of nothing but scalars; those that say nothing are left out.
    pub(super) fn scalars(&self) -> Option<Vec<String>> {
        match &self.value {
            Value::List(list) => {
                let full = list.iter().filter(|node| !node.is_empty());
                full.map(Node::scalar).collect()
            }
            _ => self.scalar().map(|text| vec![text]),
        }
    }

    pub(super) fn list(&self) -> Option<&[Node<'a>]> {
        if let Value::List(list) = &self.value { Some(list) } else { None }
    }

    pub(super) fn map(&self) -> Option<&[(Cow<'a, str>, Node<'a>)]> {
        if let Value::Map(map) = &self.value { Some(map) } else { None }
    }

    /// The first value of a key that says something.
    pub(super) fn get(&self, key: &str) -> Option<&Node<'a>> {
        let found = self.map()?.iter().find(|(name, node)| name == key && !node.is_empty());
        found.map(|(_, node)| node)
    }

    /// The value on one line: text as it is, anything else as JSON.
    pub(super) fn shown(&self) -> String {
        self.scalar().unwrap_or_else(|| fold_blanks(&self.json()))
    }

    /// The value as JSON.
    pub(super) fn json(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        match &self.value {
            Value::Null => out.push_str("null"),
            Value::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
            Value::Number(number) => out.push_str(number),
            Value::Text(text) => quote(text, out),
            Value::List(list) => {
                out.push('[');
                for (at, node) in list.iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    node.write(out);
                }
                out.push(']');
            }
            Value::Map(map) => {
                out.push('{');
                for (at, (key, node)) in map.iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    quote(key, out);
                    out.push(':');
                    node.write(out);
                }
                out.push('}');
            }
        }
    }
}

/// A string in quotation marks.
fn quote(text: &str, out: &mut String) {
    // Strings always serialise.
    out.push_str(&serde_json::to_string(text).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_every_kind() {
        let cases = [
            (r#" {"a":[1,2.50,-3e2,true,null,"x"]} "#, r#"{"a":[1,2.50,-3e2,true,null,"x"]}"#),
            (r#"{"a":1,"a":2}"#, r#"{"a":1,"a":2}"#),
            (r#"{"a":"\u00e9\n\"\ud83c\udf75\ud800x"}"#, "{\"a\":\"é\\n\\\"🍵\u{fffd}x\"}"),
            (r"[1,]", "[1]"),
            (r#"{"a":{},"b":[],}"#, r#"{"a":{},"b":[]}"#),
        ];
        for (text, expected) in cases {
            let (node, _) = parse(text).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
            assert_eq!(node.shown(), expected, "{text}");
        }
    }

    #[test]
    fn where_a_text_stops_being_json() {
        let cases = [
            ("", 0),
            ("{", 1),
            ("[1 2]", 3),
            ("{\"a\" 1}", 5),
            ("{a:1}", 1),
            ("[\"a\nb\"]", 3),
            ("[\"a", 3),
            ("[\"\\x\"]", 2),
            ("[\"\\u12g4\"]", 2),
            ("[NaN]", 1),
            ("[] []", 3),
        ];
        for (text, at) in cases {
            assert_eq!(parse(text).map_err(|fault| fault.at), Err(at), "{text}");
        }
        assert!(parse(&"[".repeat(1_000_000)).is_err());
        assert_eq!(
            parse(&format!("{}{}", "[".repeat(DEEPEST), "]".repeat(DEEPEST))).map(|_| ()),
            Ok(())
        );
    }
}
