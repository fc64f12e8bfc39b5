//! A tiny reader of well-formed BibTeX for the tests, which shares no code with the library: entries, fields, and the
//! words of a value without its TeX.

use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// An entry: its first line, and its fields in lower case with their values as written.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) line: usize,
    pub(super) end_line: usize,
    pub(super) fields: Vec<(String, String)>,
}

impl Entry {
    /// The decoded value of the first field of a name.
    pub(super) fn one(&self, name: &str) -> String {
        let field = self.fields.iter().find(|(known, _)| known == name);
        field.map(|(_, value)| text(value)).unwrap_or_default()
    }
}

/// The entries of a text in which all braces match.
pub(super) fn read(text: &str) -> Vec<Entry> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    let (mut at, mut line) = (0, 1);
    let mut open: Option<(usize, Entry)> = None;
    let mut depth = 0_usize;
    let mut piece = String::new();
    let mut pieces = Vec::new();
    while at < chars.len() {
        let c = chars[at];
        line += usize::from(c == '\n');
        match (c, &mut open) {
            ('@', None) if chars[at + 1..].iter().take(30).any(|c| *c == '{') => {
                open = Some((line, Entry { line, ..Entry::default() }));
            }
            ('{', Some(_)) => {
                if depth > 0 {
                    piece.push(c);
                }
                depth += 1;
            }
            ('}', Some((_, entry))) => {
                depth -= 1;
                if depth == 0 {
                    pieces.push(std::mem::take(&mut piece));
                    entry.end_line = line;
                    entry.fields = pieces.drain(..).filter_map(|piece| field(&piece)).collect();
                    out.extend(open.take().map(|(_, entry)| entry));
                } else {
                    piece.push(c);
                }
            }
            (',', Some(_)) if depth == 1 => pieces.push(std::mem::take(&mut piece)),
            (c, Some(_)) if depth > 0 => piece.push(c),
            _ => {}
        }
        at += 1;
    }
    out
}

fn field(piece: &str) -> Option<(String, String)> {
    let (name, value) = piece.split_once('=')?;
    let name = name.trim().to_lowercase().replace(' ', "-");
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    plain.then(|| (name, value.trim().to_owned()))
}

const SIGNS: [(&str, &str); 58] = [
    ("textless", "<"),
    ("textgreater", ">"),
    ("textendash", "–"),
    ("textemdash", "—"),
    ("textbackslash", "\\"),
    ("beta", "β"),
    ("alpha", "α"),
    ("Delta", "Δ"),
    ("zeta", "ζ"),
    ("gamma", "γ"),
    ("mu", "μ"),
    ("kappa", "κ"),
    ("epsilon", "ε"),
    ("Psi", "Ψ"),
    ("phi", "φ"),
    ("omega", "ω"),
    ("textcopyright", "©"),
    ("texttimes", "×"),
    ("textasciitilde", "~"),
    ("textasciicircum", "^"),
    ("sim", "∼"),
    ("pm", "±"),
    ("AA", "Å"),
    ("aa", "å"),
    ("o", "ø"),
    ("O", "Ø"),
    ("ss", "ß"),
    ("l", "ł"),
    ("L", "Ł"),
    ("i", "i"),
    ("ae", "æ"),
    ("DJ", "Đ"),
    ("DH", "Ð"),
    ("S", "§"),
    ("textbullet", "•"),
    ("geq", "≥"),
    ("leq", "≤"),
    ("approx", "≈"),
    ("textregistered", "®"),
    ("textbar", "|"),
    ("ldots", "…"),
    ("textdegree", "°"),
    ("textit", ""),
    ("emph", ""),
    ("textsc", ""),
    ("url", ""),
    ("textsubscript", ""),
    ("textsuperscript", ""),
    ("textasciidieresis", "¨"),
    ("textasciiacute", "´"),
    ("textunderscore", "_"),
    ("textbraceleft", "{"),
    ("textbraceright", "}"),
    ("it", ""),
    ("em", ""),
    ("times", "×"),
    ("textbf", ""),
    ("c", "\u{327}"),
];

/// A value without TeX, composed. Commands that are not in the list stay.
pub(super) fn text(value: &str) -> String {
    let marks: BTreeMap<char, char> = [
        ('\'', '\u{301}'),
        ('`', '\u{300}'),
        ('^', '\u{302}'),
        ('"', '\u{308}'),
        ('~', '\u{303}'),
        ('=', '\u{304}'),
        ('.', '\u{307}'),
        ('v', '\u{30c}'),
        ('H', '\u{30b}'),
        ('c', '\u{327}'),
        ('u', '\u{306}'),
        ('r', '\u{30a}'),
    ]
    .into();
    let chars: Vec<char> = value.chars().collect();
    let mut out = String::new();
    let mut mark = None;
    let mut math = false;
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        at += 1;
        match c {
            '$' => math = !math,
            '^' | '_' if math => {}
            '{' | '}' => {}
            '\\' => {
                let name: String =
                    chars[at..].iter().take_while(|c| c.is_ascii_alphabetic()).collect();
                let next = chars.get(at).copied().unwrap_or(' ');
                let behind = chars.get(at + 1).copied().unwrap_or(' ');
                let accent =
                    !next.is_ascii_alphabetic() || name.len() == 1 && "{ ".contains(behind);
                if let Some(found) = marks.get(&next).filter(|_| accent && name != "i") {
                    mark = Some(*found);
                    at += 1 + usize::from(behind == ' ');
                } else if let Some((_, sign)) = SIGNS.iter().find(|(known, _)| *known == name) {
                    out.push_str(sign);
                    out.extend(mark.take());
                    at += name.len();
                } else if name.is_empty() {
                    out.push(next);
                    at += 1;
                } else {
                    out.push(c);
                }
            }
            c => {
                out.push(c);
                out.extend(mark.take());
            }
        }
    }
    out.nfc().collect()
}

#[test]
fn the_tests_own_reader_reads() {
    let entries = read(
        "x\n@a{k, T = {A {B}, c},\n year = 2001, e f = {Jos{\\'e} \\v{c} \\& $\\beta$ \\AA{} {\\o}x},\n}\n@b{l}",
    );
    assert_eq!(entries.len(), 2);
    assert_eq!((entries[0].line, entries[0].end_line), (2, 4));
    assert_eq!(entries[0].one("t"), "A B, c");
    assert_eq!(entries[0].one("year"), "2001");
    assert_eq!(entries[0].one("e-f"), "José č & β Å øx");
}
