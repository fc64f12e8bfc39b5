//! The words of an address, folded for the tables, each with its place in the text.
//!
//! In: a text as written. Out: [`Token`]s in order. Never: meaning; a token does not know what it names.

use std::ops::Range;

/// What stands between a word and the one before it: a set of marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks(u16);

impl Marks {
    /// Nothing but a hyphen or an apostrophe: the two are one written word.
    pub(crate) const GLUED: Marks = Marks(1);
    /// A comma, a bar or a bullet.
    pub(crate) const COMMA: Marks = Marks(1 << 1);
    /// A semicolon or the end of a line.
    pub(crate) const SEMICOLON: Marks = Marks(1 << 2);
    /// An opening bracket.
    pub(crate) const OPEN: Marks = Marks(1 << 3);
    /// A closing bracket.
    pub(crate) const CLOSE: Marks = Marks(1 << 4);
    /// A dash between blanks, or a long one.
    pub(crate) const DASH: Marks = Marks(1 << 5);
    /// A slash.
    pub(crate) const SLASH: Marks = Marks(1 << 6);
    /// A full stop after the word before.
    pub(crate) const STOP: Marks = Marks(1 << 7);
    /// A colon.
    pub(crate) const COLON: Marks = Marks(1 << 8);
    /// A footnote mark, a quotation mark or another sign.
    pub(crate) const SIGN: Marks = Marks(1 << 9);

    /// Whether any of `other` is in the set.
    #[inline]
    pub(crate) fn has(self, other: Marks) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets.
    pub(crate) const fn with(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }

    fn add(&mut self, other: Marks) {
        self.0 |= other.0;
    }
}

/// Marks between which the parts of an address stand.
pub(crate) const CUTS: Marks = Marks::COMMA
    .with(Marks::SEMICOLON)
    .with(Marks::OPEN)
    .with(Marks::CLOSE)
    .with(Marks::DASH)
    .with(Marks::COLON);

/// One word.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    /// Bytes in the text.
    pub(crate) span: Range<usize>,
    /// Lower case, ASCII, without apostrophes and dots.
    pub(crate) folded: String,
    /// What stands before it.
    pub(crate) before: Marks,
    /// Begins with a capital.
    pub(crate) capital: bool,
    /// All its letters are capitals.
    pub(crate) upper: bool,
    /// Number of digits in it.
    pub(crate) digits: usize,
    /// An e-mail address, or the address of a page.
    pub(crate) email: bool,
}

/// The folded words of a name, joined by blanks: how the tables are keyed.
pub(crate) fn fold_words(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for token in tokens(name) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&token.folded);
    }
    out
}

/// Cuts a text into its words.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut cutter = Cutter::new(text);
    let mut emails = emails(text);
    add_web(text, &mut emails);
    let mut emails = emails.iter().peekable();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if let Some(email) = emails.peek().filter(|email| email.start == at) {
            cutter.email((*email).clone());
            while chars.next_if(|(next, _)| *next < email.end).is_some() {}
            emails.next();
            continue;
        }
        let next = chars.peek().map(|(_, c)| *c);
        cutter.char(at, c, next);
    }
    cutter.end(text.len());
    cutter.out
}

/// Where e-mail addresses stand.
fn emails(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let part = |c: char| {
        !c.is_whitespace()
            && !matches!(c, ';' | ',' | '<' | '>' | '(' | ')' | '[' | ']' | '"' | ':')
    };
    for (at, _) in text.match_indices('@') {
        if found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        let (head, tail) = text.split_at_checked(at).unwrap_or_default();
        let start = head.rfind(|c: char| !part(c)).map_or(0, |before| {
            before
                + head.get(before..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
        });
        let end = at + tail.find(|c: char| !part(c)).unwrap_or(tail.len());
        let whole = text.get(start..end).unwrap_or_default();
        let end = start + whole.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '@').len();
        // A lonely sign for a footnote is no address.
        if start < at && at + 1 < end {
            found.push(start..end);
        }
    }
    found
}

/// Adds where web addresses and identifiers with a full stop in them stand: they are no words of a name either.
fn add_web(text: &str, found: &mut Vec<Range<usize>>) {
    const GRID: &str = "grid.";
    let marks = ["http://", "https://", "www.", GRID];
    let may = text.bytes().any(|byte| matches!(byte, b'.' | b':'));
    if !may || !text.contains("://") && !text.contains("www.") && !text.contains(GRID) {
        return;
    }
    for (at, mark) in marks.iter().flat_map(|mark| text.match_indices(mark)) {
        let inside = |other: &Range<usize>| other.start <= at && at < other.end;
        let letter = text.get(..at).and_then(|before| before.chars().next_back());
        let digit = text
            .get(at + mark.len()..)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        // An identifier of an organisation may grow out of its name.
        let own = if mark == GRID { digit } else { !letter.is_some_and(char::is_alphanumeric) };
        if found.iter().any(inside) || !own {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, ';' | ',' | '<' | '>' | ')' | ']'));
        let whole = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        let length = whole.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '/').len();
        found.push(at..at + length);
    }
    found.sort_by_key(|range| range.start);
}

struct Cutter<'a> {
    text: &'a str,
    out: Vec<Token>,
    pending: Marks,
    start: Option<usize>,
    folded: String,
    capital: bool,
    letters: usize,
    lower: usize,
    digits: usize,
    since_stop: usize,
}

impl<'a> Cutter<'a> {
    fn new(text: &'a str) -> Self {
        Cutter {
            text,
            out: Vec::with_capacity(text.len() / 6),
            pending: Marks::default(),
            start: None,
            folded: String::new(),
            capital: false,
            letters: 0,
            lower: 0,
            digits: 0,
            since_stop: 0,
        }
    }

    fn char(&mut self, at: usize, c: char, next: Option<char>) {
        if c.is_ascii_alphanumeric() {
            return self.letter(at, c, next);
        }
        let next_word = next.is_some_and(char::is_alphanumeric);
        match c {
            _ if !c.is_ascii() && is_letter(c) => {
                self.letter(at, c, next);
            }
            '.' | '\u{2024}' => self.stop(at, next),
            '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}' | '`' | '\u{b4}' => {
                self.apostrophe(at, next_word);
            }
            '&' if self.start.is_none() || !next_word => {
                self.end(at);
                self.begin(at);
                self.folded.push_str("and");
                self.end(at + 1);
            }
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' | '&' => {}
            '-' | '\u{2010}'..='\u{2013}' if next_word && self.in_word(at) => {
                self.end(at);
                self.pending.add(Marks::GLUED);
            }
            // A footnote's sign that a word follows begins an address.
            '\u{2020}' | '\u{2021}' | '\u{a7}' | '\u{b6}'
                if next.is_some_and(char::is_uppercase) =>
            {
                self.end(at);
                self.pending.add(Marks::SEMICOLON);
            }
            _ => {
                self.end(at);
                self.pending.add(mark(c));
            }
        }
    }

    /// Whether a word stands right before, or the full stop of a short one: "St.-Quux".
    fn in_word(&self, at: usize) -> bool {
        self.start.is_some()
            || self.pending.has(Marks::STOP)
                && self.out.last().is_some_and(|last| last.folded.len() <= 2)
                && self.text.get(..at).is_some_and(|before| before.ends_with('.'))
    }

    fn letter(&mut self, at: usize, c: char, next: Option<char>) {
        if self.start.is_some() && self.parts_from(c, next) {
            self.end(at);
        }
        self.begin(at);
        if c.is_ascii_lowercase() {
            // Nearly all letters.
            self.folded.push(c);
            self.letters += 1;
            self.lower += 1;
            self.since_stop += 1;
            return;
        }
        if c.is_ascii() {
            self.folded.push(c.to_ascii_lowercase());
        } else {
            for c in any_ascii::any_ascii_char(c).chars().filter(char::is_ascii_alphanumeric) {
                self.folded.push(c.to_ascii_lowercase());
            }
        }
        if self.letters + self.digits == 0 {
            self.capital = c.is_uppercase();
        }
        if c.is_numeric() {
            self.digits += 1;
        } else if c.is_alphabetic() {
            self.letters += 1;
            self.lower += usize::from(c.is_lowercase());
        }
        self.since_stop += 1;
    }

    /// "66878Government", "University223", "EngineeringQuux": two words without a blank between them.
    fn parts_from(&self, c: char, next: Option<char>) -> bool {
        if c.is_ascii_lowercase() {
            return false;
        }
        let number = self.letters == 0 && self.digits > 0;
        number && c.is_uppercase() && next.is_some_and(char::is_lowercase)
            || c.is_ascii_digit() && self.digits == 0 && self.letters >= 7 && self.lower > 4
            || c.is_uppercase()
                && self.digits == 0
                && self.letters >= 8
                && self.lower + 1 == self.letters
    }

    /// "U.S.A." is one word, "Univ.of" is two.
    fn stop(&mut self, at: usize, next: Option<char>) {
        if self.start.is_none() {
            self.pending.add(Marks::SIGN);
            return;
        }
        let digits = self.letters == 0 && next.is_some_and(|c| c.is_ascii_digit());
        let letter = next.is_some_and(char::is_alphabetic);
        let initial =
            self.since_stop == 1 && self.letters > 0 && letter && self.initial_follows(at);
        if digits || initial {
            self.since_stop = 0;
            return;
        }
        self.end(at);
        self.pending.add(Marks::STOP);
    }

    fn initial_follows(&self, at: usize) -> bool {
        let mut rest = self.text.get(at + 1..).unwrap_or_default().chars();
        let _ = rest.next();
        rest.next().is_none_or(|c| !c.is_alphanumeric())
    }

    fn apostrophe(&mut self, at: usize, next_word: bool) {
        const ELIDED: &[&str] = &["d", "l", "dell", "all", "nell", "dall", "sull", "qu"];
        if self.start.is_none() {
            self.pending.add(Marks::SIGN);
        } else if !next_word {
            self.end(at);
        } else if ELIDED.contains(&self.folded.as_str()) {
            self.end(at);
            self.pending.add(Marks::GLUED);
        }
    }

    fn begin(&mut self, at: usize) {
        if self.start.is_none() {
            self.start = Some(at);
            // Room for most words at once.
            self.folded.reserve(16);
        }
    }

    fn end(&mut self, at: usize) {
        let Some(start) = self.start.take() else { return };
        let folded = std::mem::take(&mut self.folded);
        if !folded.is_empty() {
            self.out.push(Token {
                span: start..at,
                folded,
                before: std::mem::take(&mut self.pending),
                capital: self.capital,
                upper: self.lower == 0 && self.letters > 0,
                digits: self.digits,
                email: false,
            });
        }
        (self.capital, self.letters, self.lower, self.digits, self.since_stop) =
            (false, 0, 0, 0, 0);
    }

    fn email(&mut self, span: Range<usize>) {
        self.end(span.start);
        self.out.push(Token {
            folded: self.text.get(span.clone()).unwrap_or_default().to_ascii_lowercase(),
            span,
            before: std::mem::take(&mut self.pending),
            capital: false,
            upper: false,
            digits: 0,
            email: true,
        });
    }
}

fn is_letter(c: char) -> bool {
    let superscript =
        matches!(c, '\u{aa}' | '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{ba}' | '\u{2070}'..='\u{209f}');
    !superscript
        && (c.is_alphanumeric()
            || matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}'))
}

fn mark(c: char) -> Marks {
    match c {
        ',' | '\u{ff0c}' | '\u{3001}' | '|' | '\u{2022}' | '\u{b7}' => Marks::COMMA,
        ';' | '\u{ff1b}' | '\n' | '\r' => Marks::SEMICOLON,
        '(' | '[' | '{' | '\u{ff08}' => Marks::OPEN,
        ')' | ']' | '}' | '\u{ff09}' => Marks::CLOSE,
        '-' | '\u{2010}'..='\u{2015}' => Marks::DASH,
        '/' => Marks::SLASH,
        ':' => Marks::COLON,
        _ if c.is_whitespace() => Marks::default(),
        _ => Marks::SIGN,
    }
}
