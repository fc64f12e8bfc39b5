//! How long functions are. Lines are counted from the signature to the last brace; tests are left out.

use super::source::{Contents, sources};

/// The most lines of a function.
const LONGEST: usize = 80;

/// The most lines of the function in the middle.
const MEDIAN: usize = 10;

/// Every function's length and name, the longest first.
fn lengths() -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for source in sources() {
        for function in Contents::of(&source.text).functions {
            let name = format!("{} {}", source.path.display(), function.name);
            found.push((function.lines, name));
        }
    }
    found.sort_by(|a, b| b.cmp(a));
    found
}

#[test]
fn functions_are_short() {
    let lengths = lengths();
    let long: Vec<_> = lengths.iter().take_while(|(lines, _)| *lines > LONGEST).collect();
    assert!(long.is_empty(), "more than {LONGEST} lines, part them by meaning: {long:#?}");
    let median = lengths[lengths.len() / 2].0;
    assert!(median <= MEDIAN, "the function in the middle has {median} lines");
}
