//! Finds e-mail addresses in text. In: text. Out: the addresses in order. Never: whether one may stand there.

use memchr::memchr_iter;

/// All addresses in a text.
pub(super) fn addresses(text: &str) -> Vec<&str> {
    memchr_iter(b'@', text.as_bytes()).filter_map(|at| address(text, at)).collect()
}

/// The address around the `@` at the given byte, if it is one: a local part, and a domain whose last label is a word.
fn address(text: &str, at: usize) -> Option<&str> {
    let before = text.get(..at)?;
    let after = text.get(at + 1..)?;
    let local = before.len() - before.trim_end_matches(is_local).len();
    let start = at - local;
    let start =
        start + before.get(start..)?.chars().take_while(|c| matches!(c, '.' | '\'')).count();
    let end = after.find(|c| !is_domain(c)).unwrap_or(after.len());
    let domain = after.get(..end)?.trim_end_matches(['.', '-']);
    let (name, last) = domain.rsplit_once('.')?;
    let plausible = start < at
        && !name.is_empty()
        && !domain.starts_with(['.', '-'])
        && !domain.contains("..")
        && last.len() >= 2
        && last.chars().all(|c| c.is_ascii_alphabetic());
    if plausible { text.get(start..=at + domain.len()) } else { None }
}

fn is_local(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-' | '\'')
}

fn is_domain(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_what_only_looks_like_one() {
        for (text, wanted) in [
            ("Electronic address: a.b-c@dept.example.org.", &["a.b-c@dept.example.org"][..]),
            ("x@y.org; z@y.co.uk", &["x@y.org", "z@y.co.uk"]),
            ("'o@y.org'", &["o@y.org"]),
            ("{\"@context\": 1, \"@type\": 2}", &[]),
            ("see https://example.org/@name/1 and pkg@1.2.3", &[]),
            ("a @ b.org, a@b, @b.org, a@.org, a@b..org", &[]),
        ] {
            assert_eq!(addresses(text), wanted, "{text}");
        }
    }
}
