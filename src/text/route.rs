//! The names of files of the site: which routes can be files below the output folder, on every system that a site may be
//! built or served on.
//!
//! In: routes, with forward slashes. Out: what is wrong with them, in words. Never: IO.

/// Names at the top of the output folder that begin like this are the machinery's own.
pub const OWN: &str = ".litdigest";

/// The longest name of a file that common file systems take, in bytes.
const LONGEST_NAME: usize = 255;

/// The longest route, in bytes; with the folders above it a path must stay below what systems take.
const LONGEST: usize = 1_000;

/// Why a route cannot be a file below the output folder, if it cannot.
pub fn fault(route: &str) -> Option<&'static str> {
    if route.is_empty() {
        return Some("it is empty");
    }
    if route.starts_with(OWN) {
        return Some("names that begin with .litdigest are kept for litdigest itself");
    }
    if route.len() > LONGEST {
        return Some("it is longer than 1,000 bytes");
    }
    if route.chars().any(char::is_control) {
        return Some("it holds a control character");
    }
    for name in route.split('/') {
        match name {
            "" => return Some("it begins or ends with a slash or holds two in a row"),
            "." | ".." => return Some("it would lead out of its folder"),
            _ if name.len() > LONGEST_NAME => return Some("a name in it is longer than 255 bytes"),
            _ => {}
        }
    }
    None
}

/// Why an old address cannot be a route, if it cannot: beside [`fault`], it must have the form of the routes that are made
/// here, so that it is one file on every system and in every browser.
pub fn address_fault(route: &str) -> Option<&'static str> {
    if let Some(fault) = fault(route) {
        return Some(fault);
    }
    for name in route.split('/') {
        let plain = |byte: u8| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_' | b'.')
        };
        if !name.bytes().all(plain) {
            return Some("it holds other signs than small letters, digits, hyphens and dots");
        }
        if name.len() > LONGEST_ADDRESS_NAME {
            return Some("a name in it is longer than 100 letters");
        }
        if name.starts_with('.') || name.ends_with('.') {
            return Some("a name in it begins or ends with a dot");
        }
        if name.split('.').next().is_some_and(is_device) {
            return Some("a name in it is one that Windows keeps for a device");
        }
    }
    None
}

/// The longest name in an old address; slugs are shorter.
const LONGEST_ADDRESS_NAME: usize = 100;

/// Whether Windows keeps a name, in small letters and without an ending, for a device.
pub fn is_device(name: &str) -> bool {
    let numbered = |kind: &str| {
        name.strip_prefix(kind)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    matches!(name, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// Whether a path is what a pattern says, in which `*` stands for anything.
pub fn matches_stars(pattern: &str, path: &str) -> bool {
    let Some((first, mut rest)) = pattern.split_once('*') else { return pattern == path };
    let Some(mut left) = path.strip_prefix(first) else { return false };
    while let Some((piece, after)) = rest.split_once('*') {
        let Some((_, behind)) = left.split_once(piece) else { return false };
        (left, rest) = (behind, after);
    }
    left.ends_with(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_relative_routes_pass() {
        for good in ["index.html", "a/b/c.html", "a b/é.html", ".nojekyll", ".well-known/x"] {
            assert_eq!(fault(good), None, "{good}");
        }
        let long = "x".repeat(256);
        for bad in ["", "/a", "a/", "a//b", "../a", "a/./b", "a\nb", ".litdigest-manifest", &long] {
            assert!(fault(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn old_addresses_have_the_form_of_routes() {
        for good in ["old/page.html", "2019/05/my_post/index.html", "feed.xml", "a.b.html"] {
            assert_eq!(address_fault(good), None, "{good}");
        }
        let long = format!("{}.html", "x".repeat(100));
        for bad in [
            "../a.html",
            "a/../b.html",
            "a//b.html",
            "/etc/x.html",
            "Old.html",
            "\u{fc}ber.html",
            "a b.html",
            "con.html",
            "aux/a.html",
            "a/lpt1.txt",
            "com0.html",
            ".hidden",
            "a./b.html",
            "a\u{1b}.html",
            "c:/a.html",
            "a\\b.html",
            "a%2f..html",
            "a?b.html",
            "a#b.html",
            ".litdigest-manifest",
            &long,
        ] {
            assert!(address_fault(bad).is_some(), "{bad}");
        }
    }
}
