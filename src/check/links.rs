//! Where a link of a page leads.
//!
//! In: a URL as it stands in a page, and the page's route. Out: a [`Lead`]. Never: whether the target exists.

/// Where a URL leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// A file of the site, and a place in it.
    Inside {
        /// The file's route.
        route: String,
        /// The decoded fragment, if it names a place.
        fragment: Option<String>,
    },
    /// The same from the root of the host, which only the error page may do.
    FromRoot(String),
    /// Out of the site's folder.
    Above,
    /// Another site.
    Elsewhere,
    /// A scheme that runs script in the reader's browser.
    Script,
    /// Data within the URL itself.
    Data,
    /// Mail, telephone, and what else leads to no page.
    Other,
}

/// Resolves a decoded URL against the route of its page.
pub(super) fn lead(url: &str, page: &str) -> Lead {
    // Browsers drop these before they look for the scheme.
    let url: String = url.trim_matches(|c: char| c <= ' ').replace(['\t', '\n', '\r'], "");
    if let Some(scheme) = scheme(&url) {
        return match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => Lead::Elsewhere,
            "javascript" | "vbscript" => Lead::Script,
            "data" => Lead::Data,
            _ => Lead::Other,
        };
    }
    if url.starts_with("//") {
        return Lead::Elsewhere;
    }
    let (path, fragment) = match url.split_once('#') {
        Some((path, fragment)) => (path, place(fragment)),
        None => (url.as_str(), None),
    };
    let has_query = path.contains('?');
    let path = percent_decode(path.split('?').next().unwrap_or(""));
    if let Some(path) = path.strip_prefix('/') {
        return Lead::FromRoot(path.to_owned());
    }
    if path.is_empty() {
        // Only a query: the same page, whatever the query says.
        let fragment = if has_query { None } else { fragment };
        return Lead::Inside { route: page.to_owned(), fragment };
    }
    match join(page, &path) {
        Some(route) => Lead::Inside { route, fragment },
        None => Lead::Above,
    }
}

fn scheme(url: &str) -> Option<&str> {
    let (scheme, _) = url.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    valid.then_some(scheme)
}

/// The place that a fragment names; an empty one and "top" are the head of the page.
fn place(fragment: &str) -> Option<String> {
    let fragment = fragment.split(":~:").next().unwrap_or("");
    let fragment = percent_decode(fragment);
    (!fragment.is_empty() && !fragment.eq_ignore_ascii_case("top")).then_some(fragment)
}

/// A relative path below the folder of a page; a folder stands for its index page.
fn join(page: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    let last = path.rsplit('/').next().unwrap_or("");
    if matches!(last, "" | "." | "..") {
        parts.push("index.html");
    }
    Some(parts.join("/"))
}

fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let code = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let code = code.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        if let Some(byte) = code.filter(|_| first == b'%') {
            bytes.push(byte);
            rest = tail.get(2..).unwrap_or_default();
        } else {
            bytes.push(first);
            rest = tail;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A URL for a message, without control characters and not endless.
pub(super) fn shown(url: &str) -> String {
    let mut shown = String::new();
    for c in url.chars().take(80) {
        match c.is_control() {
            true => shown.extend(c.escape_default()),
            false => shown.push(c),
        }
    }
    if url.chars().nth(80).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_resolved_against_their_page() {
        let inside = |route: &str, fragment: Option<&str>| Lead::Inside {
            route: route.to_owned(),
            fragment: fragment.map(str::to_owned),
        };
        for (url, wanted) in [
            ("b.html", inside("a/b.html", None)),
            ("../index.html#x%20y", inside("index.html", Some("x y"))),
            ("#", inside("a/p.html", None)),
            ("#top", inside("a/p.html", None)),
            ("#n:~:text=x", inside("a/p.html", Some("n"))),
            ("", inside("a/p.html", None)),
            ("../t/", inside("t/index.html", None)),
            ("./b.html?q=1#k", inside("a/b.html", Some("k"))),
            ("caf%C3%A9.html", inside("a/café.html", None)),
            ("../../x", Lead::Above),
            ("/x.html", Lead::FromRoot("x.html".to_owned())),
            ("//host/x", Lead::Elsewhere),
            ("HTTPS://host/", Lead::Elsewhere),
            (" java\nscript:alert(1)", Lead::Script),
            ("\u{1}javascript:x", Lead::Script),
            ("data:text/html,x", Lead::Data),
            ("mailto:a@b.org", Lead::Other),
            ("a/b:c", inside("a/a/b:c", None)),
        ] {
            assert_eq!(lead(url, "a/p.html"), wanted, "{url}");
        }
    }
}
