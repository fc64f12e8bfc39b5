//! The references that are resolved: the five of XML, numbers, and the few names that old exports borrow from HTML.
//!
//! In: what stands between `&` and `;`. Out: its text. Never: anything that a file declares itself.

use std::borrow::Cow;

/// Why a reference is not resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unresolved {
    /// No name that every reader of XML knows.
    Unknown,
    /// A number that is no character, or one that no page may hold.
    Forbidden,
}

/// The text of a reference.
pub(super) fn resolve(name: &str) -> Result<Cow<'static, str>, Unresolved> {
    if let Some(number) = name.strip_prefix('#') {
        return number_of(number).map(|c| Cow::Owned(c.to_string())).ok_or(Unresolved::Forbidden);
    }
    NAMES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, text)| Cow::Borrowed(*text))
        .ok_or(Unresolved::Unknown)
}

fn number_of(number: &str) -> Option<char> {
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let c = char::from_u32(u32::from_str_radix(digits, radix).ok()?)?;
    let blank = matches!(c, '\t' | '\n' | '\r' | '\u{85}');
    let forbidden = (c.is_control() && !blank) || matches!(c, '\u{fffe}' | '\u{ffff}');
    (!forbidden).then_some(c)
}

/// Resolves the references of an attribute's value; `unresolved` is told of each that stays as written.
pub(super) fn unescape(
    value: Cow<'_, str>,
    mut unresolved: impl FnMut(&str, Unresolved),
) -> Cow<'_, str> {
    if !value.contains('&') {
        return value;
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value.as_ref();
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        rest = after;
        let name = after.split(';').next().unwrap_or_default();
        let closed = name.len() < after.len() && name.len() <= LONGEST;
        match resolve(name) {
            Ok(text) if closed => {
                out.push_str(&text);
                rest = after.get(name.len() + 1..).unwrap_or_default();
            }
            Ok(_) => out.push('&'),
            Err(why) => {
                unresolved(if closed { name } else { "" }, why);
                out.push('&');
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// No name of a reference is longer.
const LONGEST: usize = 32;

const NAMES: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("hellip", "…"),
    ("bull", "•"),
    ("middot", "·"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("deg", "°"),
    ("plusmn", "±"),
    ("times", "×"),
    ("le", "≤"),
    ("ge", "≥"),
    ("micro", "µ"),
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("kappa", "κ"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("omega", "ω"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_and_numbers_resolve_and_nothing_else() {
        let resolved = |name| resolve(name).ok().map(Cow::into_owned);
        assert_eq!(resolved("amp").as_deref(), Some("&"));
        assert_eq!(resolved("#xe9").as_deref(), Some("é"));
        assert_eq!(resolved("#233").as_deref(), Some("é"));
        assert_eq!(resolve("lol9"), Err(Unresolved::Unknown));
        for number in ["#0", "#x1b", "#xd800", "#x110000", "#", "#+1", "#x", "#99999999999"] {
            assert_eq!(resolve(number), Err(Unresolved::Forbidden), "{number}");
        }
    }

    #[test]
    fn attributes_keep_what_does_not_resolve() {
        let mut said = Vec::new();
        let out = unescape("a &lt; &x; & b&".into(), |name, _| said.push(name.to_owned()));
        assert_eq!(
            (out.as_ref(), said),
            ("a < &x; & b&", vec!["x".into(), String::new(), String::new()])
        );
    }
}
