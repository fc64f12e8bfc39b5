//! From TeX to text: accents, signs, Greek letters, the little markup that titles have.
//!
//! In: a value as it is written. Out: text in which the markup that litdigest keeps stands as `<i> <b> <sub> <sup>`, as
//! in the other formats' values. A command that is not known stays as it is written, so nothing is lost. The text is
//! walked once, with a stack of open groups. Never: running TeX, expanding macros.

use super::signs;
use std::borrow::Cow;

/// Groups with more bytes than this are no letter that an accent stands on.
const LETTER: usize = 24;

/// A value of running text.
pub(super) fn text(raw: &str) -> Cow<'_, str> {
    // Many programs put a second pair of braces around a whole value.
    let inner = raw.strip_prefix('{').and_then(|inner| inner.strip_suffix('}')).unwrap_or(raw);
    if is_bare(inner) {
        return Cow::Borrowed(inner);
    }
    let mut walk = Walk::new(raw);
    walk.run();
    Cow::Owned(walk.finish())
}

/// Whether a value holds nothing that TeX reads as anything but itself. Written without branches inside a block, so that
/// it is done many bytes at a time.
fn is_bare(text: &str) -> bool {
    const BLOCK: usize = 64;
    let special = |block: &[u8]| {
        block.iter().fold(false, |found, byte| {
            found | matches!(byte, b'\\' | b'{' | b'}' | b'$' | b'~' | b'`')
        })
    };
    let bytes = text.as_bytes();
    !bytes.chunks(BLOCK).any(special)
        && !memchr::memchr_iter(b'-', bytes).any(|at| bytes.get(at + 1) == Some(&b'-'))
}

/// Whether a run of letters ends at a byte.
fn is_stop(byte: u8) -> bool {
    matches!(byte, b'\\' | b'{' | b'}' | b'$' | b'~' | b'-' | b'`' | b'\'' | b'_' | b'^')
}

/// A value that is no prose: an address, an identifier. Signs behind a backslash are themselves, braces fall away.
pub(super) fn verbatim(raw: &str) -> Cow<'_, str> {
    if memchr::memchr3(b'\\', b'{', b'$', raw.as_bytes()).is_none() {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    let next =
        |text: &str| text.bytes().position(|byte| matches!(byte, b'\\' | b'{' | b'}' | b'$'));
    while let Some(at) = next(rest) {
        out.push_str(rest.get(..at).unwrap_or_default());
        let sign = rest.get(at..).unwrap_or_default();
        let (piece, width) = verbatim_sign(sign);
        out.push_str(piece);
        rest = sign.get(width..).unwrap_or_default();
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What stands for a sign at the start of a text, and how many bytes it takes.
fn verbatim_sign(text: &str) -> (&str, usize) {
    const SIGNS: [&str; 12] =
        ["\\_", "\\&", "\\%", "\\#", "\\$", "\\{", "\\}", "\\~", "\\:", "\\;", "\\/", "\\-"];
    if let Some(sign) = SIGNS.iter().find(|sign| text.starts_with(**sign)) {
        return (sign.get(1..).unwrap_or_default(), 2);
    }
    match text.as_bytes().first() {
        Some(b'{' | b'}') => ("", 1),
        Some(b'$') => match text.get(1..).unwrap_or_default().find('$').filter(|end| *end < 24) {
            Some(end) => {
                let inner = text.get(1..=end).unwrap_or_default().trim();
                match inner.strip_prefix('\\').and_then(signs::sign).or(plain_sign(inner)) {
                    Some(sign) => (sign, end + 2),
                    None => ("$", 1),
                }
            }
            None => ("$", 1),
        },
        _ => {
            let name = name_of(text.get(1..).unwrap_or_default());
            let width = 1 + name.len();
            let blank = usize::from(text.get(width..).is_some_and(|rest| rest.starts_with(' ')));
            match signs::sign(name) {
                Some(sign) => (sign, width + blank),
                None => ("\\", 1),
            }
        }
    }
}

fn plain_sign(text: &str) -> Option<&'static str> {
    ["<", ">", "-", "_", "~", "^"].into_iter().find(|sign| *sign == text)
}

/// The letters of a command's name.
fn name_of(text: &str) -> &str {
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    text.get(..length).unwrap_or_default()
}

/// What an open brace closes with.
#[derive(Debug)]
enum Group {
    /// Tags of declarations inside it, the last one first.
    Plain(Vec<&'static str>),
    /// One tag.
    Tag(&'static str),
    /// An accent on what stands since this offset of the output.
    Accent(char, usize),
    /// Text that stands behind the group.
    Behind(&'static str),
    /// The braces belong to a command that is kept.
    Kept,
    /// The address of a link, whose text follows.
    Address(usize),
}

struct Walk<'a> {
    raw: &'a str,
    at: usize,
    out: String,
    groups: Vec<Group>,
    /// Accents that wait for their letter.
    waiting: Vec<char>,
    /// Inside dollars, up to this offset.
    math: Option<usize>,
    /// Opening double quotes that are not closed yet.
    quotes: usize,
    /// No dollar ends a formula behind this offset.
    dollars: bool,
}

impl<'a> Walk<'a> {
    fn new(raw: &'a str) -> Self {
        Walk {
            raw,
            at: 0,
            out: String::with_capacity(raw.len()),
            groups: Vec::new(),
            waiting: Vec::new(),
            math: None,
            quotes: 0,
            dollars: true,
        }
    }

    fn rest(&self) -> &'a str {
        self.raw.get(self.at..).unwrap_or_default()
    }

    fn run(&mut self) {
        while let Some(c) = self.rest().chars().next() {
            if self.math == Some(self.at) {
                self.math = None;
                self.at += 1;
                continue;
            }
            match c {
                '\\' => self.command(),
                '{' => {
                    self.at += 1;
                    self.open();
                }
                '}' => {
                    self.at += 1;
                    self.close();
                }
                '$' if self.math.is_none() => self.dollar(),
                '_' | '^' if self.math.is_some() => self.script(c),
                '~' => self.sign("\u{a0}", 1),
                '-' if self.math.is_none() => self.dash(),
                '`' if self.rest().starts_with("``") => {
                    self.quotes += 1;
                    self.sign("\u{201c}", 2);
                }
                '\'' if self.quotes > 0 && self.rest().starts_with("''") => {
                    self.quotes -= 1;
                    self.sign("\u{201d}", 2);
                }
                _ => self.letters(c),
            }
        }
    }

    /// Text up to the next character that means something.
    fn letters(&mut self, first: char) {
        if !self.waiting.is_empty() {
            self.at += first.len_utf8();
            return self.letter(first);
        }
        let rest = self.rest();
        let end = self.math.map_or(rest.len(), |end| end - self.at);
        let bytes = rest.as_bytes().get(..end).unwrap_or_default();
        let length = bytes
            .iter()
            .position(|byte| is_stop(*byte))
            .unwrap_or(bytes.len())
            .max(first.len_utf8());
        self.out.push_str(rest.get(..length).unwrap_or_default());
        self.at += length;
    }

    fn sign(&mut self, sign: &str, width: usize) {
        self.at += width;
        self.push(sign);
    }

    /// Adds text; its first letter takes the accents that wait.
    fn push(&mut self, text: &str) {
        let mut chars = text.chars();
        if !self.waiting.is_empty()
            && let Some(first) = chars.next()
        {
            self.letter(first);
        }
        self.out.push_str(chars.as_str());
    }

    fn letter(&mut self, c: char) {
        // An accent takes the dot of these letters away.
        let c = match c {
            '\u{131}' => 'i',
            '\u{237}' => 'j',
            c => c,
        };
        self.out.push(c);
        while let Some(mark) = self.waiting.pop() {
            self.out.push(mark);
        }
    }

    fn dash(&mut self) {
        match self.rest().bytes().take_while(|byte| *byte == b'-').count() {
            2 => self.sign("\u{2013}", 2),
            3 => self.sign("\u{2014}", 3),
            count => {
                let dashes = self.rest().get(..count).unwrap_or_default();
                self.sign(dashes, count);
            }
        }
    }

    /// An open brace; behind an accent it holds the letter.
    fn open(&mut self) {
        let group = match self.waiting.pop() {
            Some(mark) => Group::Accent(mark, self.out.len()),
            None => Group::Plain(Vec::new()),
        };
        self.groups.push(group);
    }

    fn close(&mut self) {
        match self.groups.pop() {
            None => self.push("}"),
            Some(Group::Plain(tags)) => tags.iter().rev().for_each(|tag| self.out.push_str(tag)),
            Some(Group::Tag(tag)) => self.out.push_str(tag),
            Some(Group::Behind(sign)) => self.push(sign),
            Some(Group::Kept) => self.out.push('}'),
            Some(Group::Accent(mark, from)) => self.accent(mark, from),
            Some(Group::Address(from)) => self.address(from),
        }
    }

    /// Puts a mark on the first letter of a group, behind the marks that it has.
    fn accent(&mut self, mark: char, from: usize) {
        let group = self.out.get(from..).unwrap_or_default();
        if group.len() > LETTER {
            return self.out.push(mark);
        }
        let group = group.to_owned();
        self.out.truncate(from);
        let mut chars = group.chars();
        let first = match chars.next() {
            None => return self.out.push_str(signs::alone(mark)),
            Some('\u{131}') => 'i',
            Some('\u{237}') => 'j',
            Some(first) => first,
        };
        self.out.push(first);
        let tail = chars.as_str();
        let marks = tail.trim_start_matches(|c| matches!(c, '\u{300}'..='\u{36f}'));
        self.out.push_str(tail.get(..tail.len() - marks.len()).unwrap_or_default());
        self.out.push(mark);
        self.out.push_str(marks);
    }

    /// The text of a link is followed by its address.
    fn address(&mut self, from: usize) {
        if self.rest().starts_with('{') {
            self.out.push(' ');
            self.at += 1;
            self.groups.push(Group::Plain(Vec::new()));
        } else {
            let _ = from;
        }
    }

    /// A formula, if these dollars hold one.
    fn dollar(&mut self) {
        let inner = self.rest().get(1..).unwrap_or_default();
        let end = self.dollars.then(|| formula_end(inner)).flatten();
        self.dollars &= end.is_some() || memchr::memchr(b'$', inner.as_bytes()).is_some();
        match end {
            Some(end) if is_formula(inner.get(..end).unwrap_or_default(), inner.get(end + 1..)) => {
                let formula = inner.get(..end).unwrap_or_default();
                if is_sayable(formula) {
                    self.math = Some(self.at + 1 + end);
                    self.at += 1;
                } else {
                    let whole = self.rest().get(..end + 2).unwrap_or_default();
                    self.sign(whole, end + 2);
                }
            }
            _ => self.sign("$", 1),
        }
    }

    /// `_2` and `^{13}` of a formula.
    fn script(&mut self, sign: char) {
        let (open, close) = if sign == '_' { ("<sub>", "</sub>") } else { ("<sup>", "</sup>") };
        self.at += 1;
        self.out.push_str(open);
        let rest = self.rest();
        if rest.starts_with('{') {
            self.at += 1;
            self.groups.push(Group::Tag(close));
        } else if rest.starts_with('\\') {
            self.command();
            self.out.push_str(close);
        } else {
            let c = rest.chars().next().filter(|_| self.math != Some(self.at));
            if let Some(c) = c {
                self.at += c.len_utf8();
                self.push(c.encode_utf8(&mut [0; 4]));
            }
            self.out.push_str(close);
        }
    }

    /// A backslash and what it means.
    fn command(&mut self) {
        let rest = self.rest().get(1..).unwrap_or_default();
        let name = name_of(rest);
        if name.is_empty() {
            return self.symbol(rest);
        }
        let behind = rest.get(name.len()..).unwrap_or_default();
        let braced = behind.trim_start_matches(' ').starts_with('{');
        let width = 1 + name.len();
        let blanks = behind.len() - behind.trim_start_matches([' ', '\n']).len();
        if let Some(mark) = signs::accent(name).filter(|_| braced || blanks > 0) {
            self.at += width + blanks;
            self.waiting.push(mark);
            return self.placeless();
        }
        if let Some((open, close)) = signs::tag(name) {
            let declared = signs::is_declaration(name);
            self.at += width + if declared || braced { blanks } else { 0 };
            return self.tagged(open, close, declared, braced);
        }
        if let Some(sign) = signs::sign(name) {
            // Blanks behind a command end its name and no more; `{}` does the same.
            self.at += width + blanks;
            if self.rest().starts_with("{}") {
                self.at += 2;
            } else if blanks > 0 && signs::is_word(sign) {
                self.push(sign);
                return self.out.push(' ');
            }
            return self.push(sign);
        }
        if signs::is_silent(name) {
            self.at += width + blanks;
            return;
        }
        match (name, braced) {
            ("href", true) => {
                self.at += width + blanks + 1;
                self.groups.push(Group::Address(self.out.len()));
            }
            ("enquote" | "mkbibquote", true) => {
                self.at += width + blanks + 1;
                self.push("\u{201c}");
                self.groups.push(Group::Behind("\u{201d}"));
            }
            _ => {
                let whole = self.rest().get(..width).unwrap_or_default();
                self.sign(whole, width);
                if self.rest().starts_with('{') {
                    self.sign("{", 1);
                    self.groups.push(Group::Kept);
                }
            }
        }
    }

    /// An accent at the end of the value has no letter.
    fn placeless(&mut self) {
        if self.rest().is_empty() || self.rest().starts_with('}') {
            while let Some(mark) = self.waiting.pop() {
                self.out.push_str(signs::alone(mark));
            }
        }
    }

    fn tagged(&mut self, open: &'static str, close: &'static str, declared: bool, braced: bool) {
        if declared {
            if let Some(Group::Plain(tags)) = self.groups.last_mut() {
                self.out.push_str(open);
                tags.push(close);
            }
        } else if braced {
            self.at += 1;
            self.out.push_str(open);
            self.groups.push(Group::Tag(close));
        }
    }

    /// A backslash and a sign.
    fn symbol(&mut self, rest: &str) {
        let Some(c) = rest.chars().next() else { return self.sign("\\", 1) };
        if let Some(mark) = signs::accent(rest.get(..c.len_utf8()).unwrap_or_default()) {
            let behind = rest.get(c.len_utf8()..).unwrap_or_default();
            let blanks = behind.len() - behind.trim_start_matches(' ').len();
            self.at += 1 + c.len_utf8() + blanks;
            self.waiting.push(mark);
            return self.placeless();
        }
        let sign = match c {
            '&' | '%' | '#' | '_' | '$' | '{' | '}' | ';' | ':' | '@' | '<' | '>' => {
                rest.get(..1).unwrap_or_default()
            }
            '\\' | ' ' | '\n' | ',' => " ",
            '/' | '-' | '!' | '*' | '(' | ')' | '[' | ']'
                if self.math.is_some() || c == '/' || c == '-' =>
            {
                ""
            }
            _ => return self.sign("\\", 1),
        };
        self.sign(sign, 1 + c.len_utf8());
    }

    fn finish(mut self) -> String {
        while let Some(mark) = self.waiting.pop() {
            self.out.push_str(signs::alone(mark));
        }
        while !self.groups.is_empty() {
            self.close();
        }
        self.out
    }
}

/// Where the formula that begins here ends: at a dollar without a backslash, not further than formulas go.
fn formula_end(inner: &str) -> Option<usize> {
    const LONGEST: usize = 400;
    let window = inner.as_bytes().get(..inner.len().min(LONGEST)).unwrap_or_default();
    let ends = memchr::memchr_iter(b'$', window);
    let escaped = |at: &usize| at.checked_sub(1).and_then(|at| window.get(at)) == Some(&b'\\');
    ends.into_iter().find(|at| !escaped(at))
}

/// Whether dollars hold a formula and no amount of money.
fn is_formula(inner: &str, behind: Option<&str>) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    let formula = inner.contains(['\\', '_', '^', '{', '<', '>', '=', '+']);
    let sign = !inner.is_empty() && !inner.contains(char::is_alphanumeric);
    let short =
        !inner.is_empty() && !inner.contains(' ') && !behind.unwrap_or_default().starts_with(digit);
    formula || sign || short
}

/// Whether all commands of a formula can be said in text.
fn is_sayable(formula: &str) -> bool {
    let mut depth = 0_i32;
    for c in formula.chars() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if depth < 0 {
            return false;
        }
    }
    let mut rest = formula;
    while let Some(at) = rest.find('\\') {
        rest = rest.get(at + 1..).unwrap_or_default();
        let name = name_of(rest);
        let known = signs::sign(name).is_some()
            || signs::tag(name).is_some()
            || signs::is_silent(name)
            || signs::accent(name).is_some();
        if !name.is_empty() && !known {
            return false;
        }
        rest = match name.is_empty() {
            true => rest.char_indices().nth(1).map_or("", |(at, _)| rest.get(at..).unwrap_or("")),
            false => rest.get(name.len()..).unwrap_or_default(),
        };
    }
    depth == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::blanks::fold_blanks;

    #[test]
    fn tex_as_text() {
        let cases = [
            ("plain", "plain"),
            ("{Tea and cups}", "Tea and cups"),
            ("{1--2}", "1–2"),
            ("{Tea} and {{T}ea}", "Tea and Tea"),
            (r"{\'e} \'{e} \'e {\'{e}} {\'\i} \'{\i} \^{\i}", "é é é é í í î"),
            (r#"\"u {\"u} \"{u} \"{\i}"#, "ü ü ü ï"),
            (
                r"\v{c} \v c {\v c} \c{c} \H{o} \k{a} \u{g} \.{z} \r{a} \=a \b{d}",
                "č č č ç ő ą ğ ż å ā ḏ",
            ),
            (r"{\o} \O{} \ss{} {\ae} \AA{} \l{}odz \L odz \i{} {\j}", "ø Ø ß æ Å łodz Łodz ı ȷ"),
            (r"\'{\^e} {\'\^e}", "ế ế"),
            (r"Vo\ss en Stra{\ss}e Stra\ss{}e", "Voßen Straße Straße"),
            (r"\& \% \# \_ \$ \{ \}", "& % # _ $ { }"),
            (r"$\alpha$-tea ${\beta}$ $\Delta$T {$\gamma$}", "α-tea β ΔT γ"),
            (
                r"CO$_2$ and $^{13}$C, 10$^{-3}$",
                "CO<sub>2</sub> and <sup>13</sup>C, 10<sup>-3</sup>",
            ),
            (r"H\textsubscript{2}O x\textsuperscript{2}", "H<sub>2</sub>O x<sup>2</sup>"),
            (
                r"\emph{Camellia} \textit{a {B}} {\it c} {\em d} \textbf{e}",
                "<i>Camellia</i> <i>a B</i> <i>c</i> <i>d</i> <b>e</b>",
            ),
            (r"\textsc{abc} \mbox{x} \uppercase{y}", "abc x y"),
            (r"p $<$ 0.05, $>$, $\leq$ 3, $\sim$4, $\pm$ 5", "p < 0.05, >, ≤ 3, ∼4, ± 5"),
            (r"{\textless}b{\textgreater} \textasciitilde{} \textdegree C", "<b> ~ °C"),
            ("1--2 and 3---4 - -", "1–2 and 3—4 - -"),
            ("``tea'' and ''cup'' 5'", "“tea” and ''cup'' 5'"),
            ("a~b", "a b"),
            (r"costs $100 to $200", "costs $100 to $200"),
            (r"US\$5", "US$5"),
            (r"$n$ = 5, $x_i^2$", "n = 5, x<sub>i</sub><sup>2</sup>"),
            (r"$\frac{a}{b}$ \foo{bar} \foo", r"$\frac{a}{b}$ \foo{bar} \foo"),
            (r"\href{https://example.org}{Tea}", "https://example.org Tea"),
            (r"\url{https://example.org/a_b}", "https://example.org/a_b"),
            (r"\enquote{Tea}", "“Tea”"),
            (r"never closed {\em x", "never closed <i>x</i>"),
            (r"too many } here", "too many } here"),
            (r"end \'", "end ´"),
            (r"{\textendash} a\textemdash{}b {\textregistered}", "– a—b ®"),
            (r"{[}OR] {*}", "[OR] *"),
            (r"\ensuremath{\mu}g", "μg"),
            (r"C:\temp\file", r"C:\temp\file"),
        ];
        let wrong: Vec<_> = cases
            .iter()
            .map(|(raw, expected)| (fold_blanks(&text(raw)), *expected, *raw))
            .filter(|(found, expected, _)| found != expected)
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn values_that_are_no_prose() {
        let cases = [
            (r"10.5555/a\_b", "10.5555/a_b"),
            (r"10.5555/a{\_}b", "10.5555/a_b"),
            (r"10.5555/$<$a$>$", "10.5555/<a>"),
            (r"https://example.org/~a--b%20c", "https://example.org/~a--b%20c"),
            (r"https://example.org/{\textasciitilde}a", "https://example.org/~a"),
            (r"a$\sim$b\textunderscore c", "a∼b_c"),
            (r"C\:\\a", r"C:\\a"),
        ];
        for (raw, expected) in cases {
            assert_eq!(verbatim(raw), expected, "{raw}");
        }
    }
}
