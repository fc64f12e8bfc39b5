//! Checks of single values: addresses, folders, language tags, CSS.
//!
//! In: text as typed. Out: its normal form, or what is wrong with it in words. Never: IO; whether an address answers.

/// The functions that a design token may use; none of them fetches anything.
const CSS_FUNCTIONS: &[&str] = &[
    "calc",
    "clamp",
    "color",
    "color-mix",
    "hsl",
    "hsla",
    "hwb",
    "lab",
    "lch",
    "light-dark",
    "max",
    "min",
    "oklab",
    "oklch",
    "rgb",
    "rgba",
    "var",
];

/// An absolute web address of a folder, with its final slash.
pub(super) fn base_url(typed: &str) -> Result<String, &'static str> {
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| {
            let (head, rest) = typed.split_at_checked(scheme.len())?;
            head.eq_ignore_ascii_case(scheme).then_some(rest)
        })
        .ok_or("it does not begin with https:// or http://")?;
    let host = rest.split('/').next().unwrap_or_default();
    if host.is_empty() || host.starts_with(':') {
        return Err("it names no host");
    }
    if host.contains('@') {
        return Err("it holds a user name");
    }
    if rest.contains(['?', '#']) {
        return Err("it holds a query or a fragment, and pages are added behind it");
    }
    let harmless = |c: char| !c.is_whitespace() && !c.is_control() && !"\"'<>\\^`{|}".contains(c);
    if !rest.chars().all(harmless) {
        return Err("it holds a character that no address has");
    }
    Ok(if typed.ends_with('/') { typed.to_owned() } else { format!("{typed}/") })
}

/// A folder below the site's folder, with forward slashes and without `.` parts.
pub(super) fn folder(typed: &str) -> Result<String, &'static str> {
    let parts: Vec<&str> =
        typed.split(['/', '\\']).filter(|part| !part.is_empty() && *part != ".").collect();
    if typed.starts_with(['/', '\\', '~']) || parts.first().is_some_and(|part| part.contains(':')) {
        return Err("it is not relative to the site's folder");
    }
    if parts.contains(&"..") {
        return Err("it leads out of the site's folder");
    }
    if parts.is_empty() {
        return Err("it is the site's folder itself");
    }
    if parts.iter().any(|part| part.chars().any(char::is_control)) {
        return Err("it holds a control character");
    }
    Ok(parts.join("/"))
}

/// Whether one folder is the other or lies in it.
pub(super) fn within(folder: &str, outer: &str) -> bool {
    folder == outer || folder.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'))
}

/// Whether a tag has the shape of BCP 47: a language of two to eight letters, then parts of up to eight letters or digits.
pub(super) fn language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let private = language == "x" && tag.len() > 2;
    let plausible = (2..=8).contains(&language.len())
        && language.len() != 4
        && language.bytes().all(|byte| byte.is_ascii_alphabetic());
    (plausible || private)
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// What could do harm in a CSS value, or change more than the value; `None` when nothing can.
pub(super) fn css_problem(value: &str) -> Option<String> {
    if value.trim().is_empty() {
        return Some("it is empty".to_owned());
    }
    if value.chars().count() > 300 {
        return Some("it is longer than 300 characters".to_owned());
    }
    if let Some(bad) = value.chars().find(|&c| c.is_control() || ";{}<>\\@!:=&`$".contains(c)) {
        return Some(match bad.is_control() {
            true => "it holds a control character".to_owned(),
            false => format!("it holds `{bad}`"),
        });
    }
    if value.contains("/*") || value.contains("*/") {
        return Some("it holds a comment".to_owned());
    }
    css_structure_problem(value)
}

/// Quotes and brackets must close, and only harmless functions may be called.
fn css_structure_problem(value: &str) -> Option<String> {
    let mut quote = None;
    let mut depth = 0_usize;
    let mut word = String::new();
    for c in value.chars() {
        match (quote, c) {
            (Some(open), _) => {
                if c == open {
                    quote = None;
                }
                continue;
            }
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => {
                let function = word.to_ascii_lowercase();
                if !function.is_empty() && !CSS_FUNCTIONS.contains(&function.as_str()) {
                    return Some(format!("it calls `{word}()`"));
                }
                depth += 1;
            }
            (None, ')') => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return Some("a bracket closes that was not opened".to_owned()),
            },
            (None, '[' | ']') => return Some(format!("it holds `{c}`")),
            _ => {}
        }
        if c.is_alphanumeric() || c == '-' || c == '_' {
            word.push(c);
        } else {
            word.clear();
        }
    }
    if quote.is_some() {
        return Some("a quotation mark is not closed".to_owned());
    }
    (depth > 0).then(|| "a bracket is not closed".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_absolute_and_end_in_a_slash() {
        for (typed, expected) in [
            ("https://example.org", Ok("https://example.org/")),
            ("https://example.org/reading/", Ok("https://example.org/reading/")),
            ("HTTP://example.org:8080/a", Ok("HTTP://example.org:8080/a/")),
            ("http://[::1]:3000", Ok("http://[::1]:3000/")),
            ("example.org", Err("it does not begin with https:// or http://")),
            ("//example.org/", Err("it does not begin with https:// or http://")),
            ("javascript:alert(1)", Err("it does not begin with https:// or http://")),
            ("https:///a", Err("it names no host")),
            ("https://a@example.org/", Err("it holds a user name")),
            (
                "https://example.org/?a",
                Err("it holds a query or a fragment, and pages are added behind it"),
            ),
            ("https://example.org/a b", Err("it holds a character that no address has")),
            ("https://example.org/\"x", Err("it holds a character that no address has")),
        ] {
            assert_eq!(base_url(typed).as_deref().map_err(|e| *e), expected, "{typed}");
        }
    }

    #[test]
    fn folders_stay_below_the_site() {
        for (typed, expected) in [
            ("public", Ok("public")),
            ("./build/site/", Ok("build/site")),
            ("build\\site", Ok("build/site")),
            ("..", Err("it leads out of the site's folder")),
            ("a/../../b", Err("it leads out of the site's folder")),
            ("/srv/www", Err("it is not relative to the site's folder")),
            ("C:\\www", Err("it is not relative to the site's folder")),
            ("", Err("it is the site's folder itself")),
            ("./", Err("it is the site's folder itself")),
            ("a\u{0}b", Err("it holds a control character")),
        ] {
            assert_eq!(folder(typed).as_deref().map_err(|e| *e), expected, "{typed}");
        }
        assert!(within("content/out", "content"));
        assert!(within("content", "content"));
        assert!(!within("contents", "content"));
    }

    #[test]
    fn language_tags_have_the_shape_of_bcp_47() {
        for tag in ["en", "de-CH", "zh-Hant-TW", "sl-rozaj-biske", "de-1996", "haw", "x-own"] {
            assert!(language_tag(tag), "{tag}");
        }
        for tag in
            ["", "e", "english language", "en_GB", "en-", "-en", "1a", "toolonglanguage", "é"]
        {
            assert!(!language_tag(tag), "{tag}");
        }
    }

    #[test]
    fn css_values_cannot_do_more_than_a_value() {
        for value in [
            "#0b5a5e",
            "68ch",
            "clamp(1rem, 2.5vw, 2rem)",
            "\"Iowan Old Style\", Charter, serif",
            "rgb(10 20 30 / 50%)",
            "color-mix(in oklab, var(--ink) 20%, white)",
            "calc(1rem + (2px * 3))",
        ] {
            assert_eq!(css_problem(value), None, "{value}");
        }
        for (value, problem) in [
            ("red; } body { display: none", "it holds `;`"),
            ("url(https://example.org/x.png)", "it holds `:`"),
            ("url(x.png)", "it calls `url()`"),
            ("URL(x.png)", "it calls `URL()`"),
            ("image-set('x.png' 1x)", "it calls `image-set()`"),
            ("expression(1)", "it calls `expression()`"),
            ("\\75rl(x)", "it holds `\\`"),
            ("red /* x", "it holds a comment"),
            ("\"open", "a quotation mark is not closed"),
            ("rgb(1", "a bracket is not closed"),
            ("1)", "a bracket closes that was not opened"),
            ("</style>", "it holds `<`"),
            ("a\nb", "it holds a control character"),
            ("", "it is empty"),
        ] {
            assert_eq!(css_problem(value).as_deref(), Some(problem), "{value}");
        }
    }
}
