//! The head of a Markdown file: TOML between two lines of `+++`, or YAML between two lines of `---`.
//!
//! In: the file's text. Out: the typed entries and where the body begins. A file without front matter has no entries.
//! Never: meaning of keys.

use super::yaml;
use crate::config::node::{Entry, SyntaxError, read_toml};

/// What stands before the body.
pub(super) struct FrontMatter {
    /// The entries, or everything that makes them unreadable.
    pub(super) entries: Result<Vec<Entry>, Vec<SyntaxError>>,
    /// Whether they are YAML, where text needs no quotes.
    pub(super) yaml: bool,
    /// The byte at which the front matter's opening line begins.
    pub(super) start: usize,
    /// The byte at which the body begins.
    pub(super) body: usize,
}

/// Finds and reads the front matter. `Err` is the byte range of an opening line that nothing closes.
pub(super) fn read(text: &str) -> Result<FrontMatter, std::ops::Range<usize>> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = Lines { text, at: start };
    let mark = match lines.next() {
        Some((_, _, line)) if line == "+++" || line == "---" => line,
        _ => {
            let none = FrontMatter { entries: Ok(Vec::new()), yaml: false, start, body: start };
            return Ok(none);
        }
    };
    let inner = lines.at;
    let Some((end, body, _)) = lines.find(|(_, _, line)| *line == mark) else {
        return Err(start..start + mark.len());
    };
    let typed = text.get(inner..end).unwrap_or_default();
    let yaml = mark == "---";
    let entries = match yaml {
        true => yaml::read_yaml(typed, inner).map_err(|error| vec![error]),
        false => read_toml(typed, inner),
    };
    Ok(FrontMatter { entries, yaml, start, body })
}

/// The lines of a text: where each begins, where the next begins, and its text without blanks at the end.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = (usize, usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..)?;
        let line = rest.split_inclusive('\n').next()?;
        let from = self.at;
        self.at += line.len();
        Some((from, self.at, line.trim_end()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys, whether it is YAML, and the body.
    fn parts(text: &str) -> Option<(Vec<String>, bool, &str)> {
        let front = read(text).ok()?;
        let keys = front.entries.ok()?.into_iter().map(|entry| entry.key).collect();
        Some((keys, front.yaml, text.get(front.body..).unwrap()))
    }

    #[test]
    fn front_matter_is_toml_or_yaml() {
        let a = || vec!["a".to_owned()];
        for (text, expected) in [
            ("+++\na = 1\n+++\nbody", Some((a(), false, "body"))),
            ("---\na: 1\n---\nbody", Some((a(), true, "body"))),
            ("\u{feff}---\r\na: 1\r\n---  \r\nbody", Some((a(), true, "body"))),
            ("+++\n+++\n", Some((vec![], false, ""))),
            ("---\n---", Some((vec![], true, ""))),
            ("+++\na = 1\n+++", Some((a(), false, ""))),
            ("body\n---\n", Some((vec![], false, "body\n---\n"))),
            ("\u{feff}body", Some((vec![], false, "body"))),
            ("", Some((vec![], false, ""))),
            ("----\na: 1\n----\n", Some((vec![], false, "----\na: 1\n----\n"))),
            ("---\na: 1\n", None),
            ("+++\na = 1\n---\n", None),
            ("+++\na = \n+++\n", None),
        ] {
            assert_eq!(parts(text), expected, "{text:?}");
        }
    }
}
