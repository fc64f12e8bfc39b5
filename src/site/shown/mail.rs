//! E-mail addresses never reach a page: the one place that takes them out of a text.
//!
//! In: any text of a record. Out: the same text without addresses and without the words that announced them
//! ("Electronic address:", "E-mail:"), its punctuation tidied. Never: any other change; a text without an address is
//! returned as it came.

use memchr::memmem::Finder;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

/// What stands in for `@` where people hide an address, and `@` itself in its two widths.
const AT_SIGNS: &[&str] = &["@", "\u{ff20}", "[at]", "(at)", "{at}", "[AT]", "(AT)"];

/// Words that announce an address, lower case, longest first.
const ANNOUNCEMENTS: &[&str] = &[
    "electronic mail address",
    "electronic addresses",
    "electronic address",
    "e-mail addresses",
    "e-mail address",
    "email addresses",
    "email address",
    "e-mails",
    "emails",
    "e-mail",
    "email",
    "mailto",
];

/// What is left of an announcement whose address is lost.
static ORPHAN: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("lectronic address"));
/// What hides an address; brackets alone are in most abstracts.
static HIDDEN: LazyLock<[Finder<'static>; 5]> =
    LazyLock::new(|| ["[at]", "(at)", "{at}", "[AT]", "(AT)"].map(Finder::new));

/// The text without e-mail addresses and what announced them.
pub(super) fn without_mail(text: &str) -> Cow<'_, str> {
    if !is_suspicious(text) {
        return Cow::Borrowed(text);
    }
    let mut cuts: Vec<Range<usize>> = addresses(text);
    for cut in &mut cuts {
        cut.start = announced_from(text, cut.start);
    }
    cuts.extend(orphan(text));
    if cuts.is_empty() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(tidy(&without(text, &cuts)))
}

/// A file's name as pages show it: of a name with an at sign what stands after it. None when that is nothing.
pub(super) fn file_name(file: &str) -> Option<Cow<'_, str>> {
    match (without_mail(file), file.rsplit_once('@')) {
        (Cow::Borrowed(file), _) => Some(Cow::Borrowed(file)),
        (Cow::Owned(_), Some((_, tail))) if !tail.is_empty() => Some(format!("…{tail}").into()),
        (Cow::Owned(rest), _) => Some(rest).filter(|rest| !rest.is_empty()).map(Cow::Owned),
    }
}

/// Whether there can be anything to take out. Nearly all texts end here, so the look is one pass over the bytes without a
/// branch in it.
fn is_suspicious(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (windows, rest) = bytes.as_chunks::<WINDOW>();
    let mut last = [0; WINDOW];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    let seen = windows.iter().fold(marks(&last), |seen, window| seen | marks(window));
    seen & SIGN != 0
        || (seen & BRACKET != 0 && HIDDEN.iter().any(|finder| finder.find(bytes).is_some()))
        || (bytes.len() > 16 && ORPHAN.find(bytes).is_some())
}

/// So many bytes are looked at together; a length that the compiler knows makes the look a few instructions.
const WINDOW: usize = 32;
const SIGN: u8 = 1;
const BRACKET: u8 = 2;

/// Whether an at sign, or the first byte of a wide one, and whether a bracket is among the bytes.
fn marks(bytes: &[u8; WINDOW]) -> u8 {
    bytes.iter().fold(0, |seen, byte| {
        let sign = u8::from(*byte == b'@') | u8::from(*byte == 0xef);
        let round = u8::from(*byte == b'(');
        let bracket = round | u8::from(*byte == b'[') | u8::from(*byte == b'{');
        seen | (sign * SIGN) | (bracket * BRACKET)
    })
}

/// A text of a whole record without the addresses in it, whose values had lost theirs one by one: two of them, or one and a
/// sign of a format, can make an address together. Nothing around is tidied, since a format's own signs stand there.
pub(super) fn without_addresses(text: String) -> String {
    let bytes = text.as_bytes();
    // The sign with which an entry of BibTeX begins has nothing before it.
    let signs = memchr::memchr2_iter(b'@', 0xef, bytes);
    let has_sign = signs.into_iter().any(|at| at > 0);
    if !has_sign && HIDDEN.iter().all(|finder| finder.find(bytes).is_none()) {
        return text;
    }
    let cuts = addresses(&text);
    if cuts.is_empty() {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for cut in cuts {
        out.push_str(text.get(from..cut.start).unwrap_or_default());
        from = cut.end;
    }
    out + text.get(from..).unwrap_or_default()
}

/// The byte ranges of all addresses.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    while let Some((at, sign)) = next_sign(text, from) {
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(at + sign.len()..).unwrap_or_default();
        from = at + sign.len();
        let local = before.trim_end_matches(' ');
        let domain = after.trim_start_matches(' ');
        // A blank beside the sign is allowed on either side, a line of prose ("@ 37 degrees") is not an address.
        let spaced = local.len() != before.len() || domain.len() != after.len();
        let local_start = local
            .char_indices()
            .rev()
            .take_while(|(_, c)| is_local(*c))
            .last()
            .map_or(local.len(), |(start, _)| start);
        let domain_len: usize =
            domain.chars().take_while(|c| is_domain(*c)).map(char::len_utf8).sum();
        let host = domain.get(..domain_len).unwrap_or_default().trim_end_matches(['.', '-']);
        let dotted = host.rsplit_once('.').is_some_and(|(_, top)| {
            top.chars().count() >= 2 && top.chars().all(|c| c.is_alphanumeric() && !c.is_numeric())
        });
        if local_start == local.len() || host.is_empty() || ((spaced || sign != "@") && !dotted) {
            continue;
        }
        let end = from + (after.len() - domain.len()) + host.len();
        found.push(local_start..end);
        from = end;
    }
    found
}

fn next_sign(text: &str, from: usize) -> Option<(usize, &'static str)> {
    let rest = text.get(from..)?;
    AT_SIGNS
        .iter()
        .filter_map(|sign| rest.find(sign).map(|at| (from + at, *sign)))
        .min_by_key(|(at, _)| *at)
}

fn is_local(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(
            c,
            '.' | '_'
                | '%'
                | '+'
                | '-'
                | '\''
                | '!'
                | '#'
                | '$'
                | '&'
                | '*'
                | '/'
                | '='
                | '?'
                | '^'
                | '`'
                | '|'
                | '~'
        )
}

fn is_domain(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '-' | '_')
}

/// Moves the start of a cut back over an announcement, and over the separators between two addresses.
fn announced_from(text: &str, start: usize) -> usize {
    let before = text.get(..start).unwrap_or_default();
    let bare = before.trim_end_matches([' ', ':', '<', '.', '=']);
    let lower = bare.to_ascii_lowercase();
    for words in ANNOUNCEMENTS {
        if let Some(head) = lower.strip_suffix(words)
            && !head.ends_with(|c: char| c.is_alphanumeric())
        {
            return head.len();
        }
    }
    start
}

/// An announcement at the very end whose address was lost before it came here.
fn orphan(text: &str) -> Option<Range<usize>> {
    let end = text.trim_end_matches([' ', ':', '.', ';', ',']).len();
    let start = announced_from(text, end);
    let bare = text.get(end..).unwrap_or_default();
    let announced =
        start < end && (bare.contains(':') || lower_tail(text, start).starts_with("electronic"));
    announced.then_some(start..text.len())
}

fn lower_tail(text: &str, start: usize) -> String {
    text.get(start..).unwrap_or_default().to_ascii_lowercase()
}

fn without(text: &str, cuts: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for cut in cuts {
        out.push_str(text.get(at..cut.start.max(at)).unwrap_or_default());
        // What stood on both sides must not grow together.
        out.push(' ');
        at = cut.end.max(at);
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// Removes what an address leaves behind: empty brackets, doubled separators, blanks before punctuation.
fn tidy(text: &str) -> String {
    let text = without_hollow_brackets(text);
    let mut out = String::with_capacity(text.len());
    for bare in text.split_whitespace() {
        let only_marks = bare.chars().all(|c| matches!(c, '.' | ',' | ';' | ':'));
        if only_marks {
            let ended = out.ends_with(['.', ',', ';', ':']) || out.is_empty();
            let stop = bare.contains('.');
            if stop {
                let kept = out.trim_end_matches([' ', ',', ';', ':']).len();
                out.truncate(kept);
                if !out.is_empty() && !out.ends_with('.') {
                    out.push('.');
                }
            } else if !ended && let Some(mark) = bare.chars().next() {
                out.push(mark);
            }
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(bare);
    }
    let kept = out.trim_end_matches([' ', ',', ';', ':', '(', '<']).len();
    out.truncate(kept);
    out
}

/// Takes out brackets with nothing but blanks and punctuation between them.
fn without_hollow_brackets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let close = match c {
            '(' => Some(')'),
            '[' => Some(']'),
            '<' => Some('>'),
            _ => None,
        };
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        let hollow = close.and_then(|close| {
            let end = after.find(|c: char| !c.is_whitespace() && !",;:.".contains(c))?;
            after.get(end..)?.strip_prefix(close)
        });
        rest = if let Some(behind) = hollow {
            behind
        } else {
            out.push(c);
            after
        };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{file_name, without_mail};

    #[test]
    fn a_file_with_an_at_sign_has_a_name() {
        for (file, shown) in [
            ("tides/2021.nbib", Some("tides/2021.nbib")),
            ("tides/pubmed@19db51.txt", Some("…19db51.txt")),
            ("a@b.org/c@d.org.ris", Some("…d.org.ris")),
            ("a [at] b.org", None),
        ] {
            let name = file_name(file);
            assert_eq!(name.as_deref(), shown, "{file}");
            assert_eq!(name.as_deref().map(without_mail).as_deref(), shown, "{file}");
        }
    }

    #[test]
    fn addresses_go_and_the_rest_stays() {
        for (input, expected) in [
            ("Department of Tides, Anyport.", "Department of Tides, Anyport."),
            ("Dept of Tides, Anyport. a.b@tides.example.org.", "Dept of Tides, Anyport."),
            (
                "Dept of Tides, Anyport. Electronic address: a.b@tides.example.org.",
                "Dept of Tides, Anyport.",
            ),
            ("Anyport; E-mail: x@y.org; z_1@y.co.uk", "Anyport"),
            ("Anyport (x@y.org), Land.", "Anyport, Land."),
            ("Anyport. Electronic address:", "Anyport."),
            ("Anyport. x [at] y.org", "Anyport."),
            ("Anyport. x @ y.org.", "Anyport."),
            ("measured @ 37 degrees", "measured @ 37 degrees"),
            ("a b@localhost c", "a c"),
            ("见 wang@例子.com 中", "见 中"),
            ("<x@y.org>", ""),
            ("Anyport, Land, x@y.org, and Otherport", "Anyport, Land, and Otherport"),
            ("[Electronic address: x@y.org]", ""),
            ("Anyport (x@y.org; z@y.org), Land.", "Anyport, Land."),
            ("Anyport <x@y.org>.", "Anyport."),
        ] {
            let got = without_mail(input);
            assert_eq!(got, expected, "{input}");
        }
    }
}
