//! What no page, table or export may hold, whatever it came from: control characters, noncharacters, byte order marks inside
//! a text, and the user name and password of a web address.
//!
//! In: text. Out: the same text where it is clean, else a clean one with what was found. Never: blanks that fold, or NFC,
//! see [`super::blanks`]; what a text means.

use crate::diag::{Diagnostic, codes};
use std::borrow::Cow;

/// Whether a character may stand in no text. Tabs and the breaks of lines and pages may: they are blanks.
pub fn is_forbidden(c: char) -> bool {
    let code = u32::from(c);
    let control = c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{85}');
    control || is_noncharacter(c) || code == 0xfeff
}

/// Whether Unicode sets a code point aside for no character.
pub fn is_noncharacter(c: char) -> bool {
    let code = u32::from(c);
    code & 0xfffe == 0xfffe || (0xfdd0..=0xfdef).contains(&code)
}

/// What was taken out of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The first forbidden character.
    pub first: Option<char>,
    /// How many forbidden characters there were.
    pub count: usize,
    /// How many web addresses held a user name or password.
    pub credentials: usize,
}

impl Found {
    /// Whether there was anything.
    pub fn is_something(self) -> bool {
        self.count + self.credentials > 0
    }

    /// Adds what was found in a further text.
    pub fn add(&mut self, more: Found) {
        self.first = self.first.or(more.first);
        self.count += more.count;
        self.credentials += more.credentials;
    }

    /// What is said of it, a diagnostic for each kind of thing; `owner` is what it stood in.
    pub fn said(self, owner: &str) -> Vec<Diagnostic> {
        let characters = self.characters().map(|what| {
            Diagnostic::new(&codes::CONTROL_CHARACTER, format!("{what}, in {owner}"))
                .done("read a blank instead")
        });
        let credentials = (self.credentials > 0).then(|| {
            let what = format!("a web address in {owner} holds a user name or a password");
            Diagnostic::new(&codes::ADDRESS_WITH_USER, what)
                .done("took it off the address")
                .help("change that password: whoever got this file can read it")
        });
        characters.into_iter().chain(credentials).collect()
    }

    /// What is said of the forbidden characters, if there were any.
    pub fn characters(self) -> Option<String> {
        let first = self.first?;
        let code = format!("U+{:04X}", u32::from(first));
        Some(match (first, self.count) {
            ('\u{feff}', 1) => "a byte order mark stands inside the text".to_owned(),
            (_, 1) => format!("the character {code} may not stand in a text"),
            (_, count) => {
                format!("{count} characters may not stand in a text, the first is {code}")
            }
        })
    }
}

/// The text with a blank for each forbidden character and without the user names and passwords of its web addresses.
pub fn cleaned(text: &str) -> (Cow<'_, str>, Found) {
    let mut found = Found::default();
    let mut text = Cow::Borrowed(text);
    if !is_plain(&text) && text.contains(is_forbidden) {
        let forbidden = text.chars().filter(|c| is_forbidden(*c));
        found.first = forbidden.clone().next();
        found.count = forbidden.count();
        text = Cow::Owned(text.chars().map(|c| if is_forbidden(c) { ' ' } else { c }).collect());
    }
    if let Some((bare, credentials)) = without_credentials(&text) {
        found.credentials = credentials;
        text = Cow::Owned(bare);
    }
    (text, found)
}

/// Whether all bytes are letters, digits and signs of ASCII. Nearly all texts end here, so the look has no branch in it.
fn is_plain(text: &str) -> bool {
    text.bytes().fold(true, |plain, byte| plain & (b' '..0x7f).contains(&byte))
}

/// A text without the `user:password@` of its web addresses, and how many there were; nothing where there are none. A text
/// that is an address may begin with its two slashes.
pub fn without_credentials(text: &str) -> Option<(String, usize)> {
    const BEGINS: &str = "//";
    if !text.contains('@') || !text.contains(BEGINS) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut count) = (text, 0);
    while let Some(at) = rest.find(BEGINS) {
        let (before, after) = rest.split_at(at + BEGINS.len());
        let begins = out.is_empty() && at == 0 || rest.get(..at).is_some_and(|b| b.ends_with(':'));
        out.push_str(before);
        rest = after;
        let authority = after.split(ends_authority).next().unwrap_or(after);
        let user = authority.rsplit_once('@').filter(|(user, _)| begins && is_user(user));
        if let Some((user, _)) = user {
            rest = after.get(user.len() + 1..).unwrap_or_default();
            count += 1;
        }
    }
    out.push_str(rest);
    (count > 0).then_some((out, count))
}

fn ends_authority(c: char) -> bool {
    c.is_whitespace() || matches!(c, '/' | '?' | '#' | '\\' | '<' | '>' | '"')
}

/// Whether what stands before an at sign is a user's name and password. Behind a comma or a semicolon a mailbox begins:
/// people write `https://a.example,mail@a.example`. Where a name is a host's, two sentences ran together:
/// `https://a.example.org.Contact:mail@a.example`.
fn is_user(text: &str) -> bool {
    /// The endings of names of hosts that stand in articles most.
    const HOSTS: &[&str] = &["com", "edu", "gov", "int", "mil", "net", "org"];
    let name = text.split(':').next().unwrap_or(text);
    let labels = || name.split('.').skip(1);
    let is_host = labels().any(|label| HOSTS.iter().any(|host| label.eq_ignore_ascii_case(host)));
    !text.contains([',', ';']) && !is_host
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_not_stand_in_a_text_becomes_a_blank() {
        for (text, expected, count) in [
            ("tea\tand\ncups é 漢 \u{202e}\u{200f}", "tea\tand\ncups é 漢 \u{202e}\u{200f}", 0),
            ("a\0b\u{1}c\u{1b}d", "a b c d", 3),
            ("\u{9b}\u{7f}\u{feff}\u{fffe}\u{fdd0}", "     ", 5),
        ] {
            let (clean, found) = cleaned(text);
            assert_eq!((&*clean, found.count), (expected, count), "{text:?}");
        }
    }

    #[test]
    fn addresses_lose_their_users() {
        for (text, expected) in [
            ("https://user:secret@host.example/a", Some("https://host.example/a")),
            (
                "see HTTP://u@h.example, ftp://a:b@c.example.",
                Some("see HTTP://h.example, ftp://c.example."),
            ),
            ("https://a:b@c@h.example/@x", Some("https://h.example/@x")),
            ("https://user:@h.example?q=a@b", Some("https://h.example?q=a@b")),
            ("//user:secret@h.example/", Some("//h.example/")),
            ("/a//mail@h.example", None),
            ("https://medium.example/@x", None),
            ("https://h.example?mail=a@b.example", None),
            ("https://h.example,mail@h.example", None),
            ("from http://tool.h.org.Contact:first.last@h.example", None),
            ("https://first.last:secret@h.example", Some("https://h.example")),
            ("a@b.example and https://h.example", None),
            ("mailto:a@b.example", None),
            ("://", None),
        ] {
            assert_eq!(
                without_credentials(text).map(|(text, _)| text).as_deref(),
                expected,
                "{text}"
            );
        }
    }
}
