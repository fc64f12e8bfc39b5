//! Which routes can be files below the output folder.
//!
//! In: routes. Out: what is wrong with them, in words. Never: IO.

/// Names at the top of the output folder that begin like this are the machinery's own.
pub(super) const OWN: &str = ".litdigest";

/// The longest name of a file that common file systems take, in bytes.
const LONGEST_NAME: usize = 255;

/// Why a route cannot be a file below the output folder, if it cannot.
pub(super) fn fault(route: &str) -> Option<&'static str> {
    if route.is_empty() {
        return Some("it is empty");
    }
    if route.starts_with(OWN) {
        return Some("names that begin with .litdigest are kept for litdigest itself");
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

/// The folders that a route stands in, outermost first: `a/b/c.html` stands in `a` and `a/b`.
pub(super) fn folders(route: &str) -> impl Iterator<Item = &str> {
    route.match_indices('/').filter_map(|(at, _)| route.get(..at))
}

/// Whether any of the sorted routes stands below the folder.
pub(super) fn any_below<T>(sorted: &[T], folder: &str, route_of: impl Fn(&T) -> &str) -> bool {
    let prefix = format!("{folder}/");
    let first = sorted.partition_point(|entry| route_of(entry) < prefix.as_str());
    sorted.get(first).is_some_and(|entry| route_of(entry).starts_with(&prefix))
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
    fn folders_of_a_route() {
        assert_eq!(folders("a/b/c.html").collect::<Vec<_>>(), ["a", "a/b"]);
        assert_eq!(folders("c.html").count(), 0);
    }

    #[test]
    fn below_is_not_a_matter_of_prefix_alone() {
        let routes = ["a-b", "a.html", "ab/c"];
        assert!(!any_below(&routes, "a", |route| route));
        assert!(any_below(&routes, "ab", |route| route));
    }
}
