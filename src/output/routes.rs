//! How routes stand in one another's folders.
//!
//! In: sorted routes. Out: folders, and what stands below them. Which routes can be files at all says
//! [`crate::text::route`]. Never: IO.

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
