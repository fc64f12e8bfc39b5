//! The head of a Markdown file: TOML between two lines of `+++`, or YAML between two lines of `---`.
//!
//! In: the file's text. Out: the typed entries and where the body begins. Blank lines and comments may stand before it. A
//! file without front matter has no entries. Never: meaning of keys.

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
    let first = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let start = behind_comments(text, first);
    let mut lines = Lines { text, at: start };
    let mark = match lines.next().map(|(_, _, line)| line.trim_start()) {
        Some(line) if line == "+++" || (line == "---" && is_front(text, first, start)) => line,
        _ => {
            let (start, body) = (first, first);
            return Ok(FrontMatter { entries: Ok(Vec::new()), yaml: false, start, body });
        }
    };
    let inner = lines.at;
    let Some((end, body, _)) = lines.find(|(_, _, line)| *line == mark) else {
        let opening = lines_before(text, inner, mark);
        return Err(opening..opening + mark.len());
    };
    let typed = text.get(inner..end).unwrap_or_default();
    let yaml = mark == "---";
    let entries = match yaml {
        true => yaml::read_yaml(typed, inner).map_err(|error| vec![error]),
        false => read_toml(typed, inner),
    };
    Ok(FrontMatter { entries, yaml, start, body })
}

/// Where the opening mark stands that ends before byte `inner`.
fn lines_before(text: &str, inner: usize, mark: &str) -> usize {
    text.get(..inner).and_then(|before| before.rfind(mark)).unwrap_or_default()
}

/// The byte behind blank lines and comments of HTML, at the beginning of a line.
fn behind_comments(text: &str, from: usize) -> usize {
    let mut at = from;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let bare = rest.trim_start();
        let begins = at + rest.len() - bare.len();
        let end = bare.strip_prefix("<!--").and_then(|inner| inner.find("-->"));
        if let Some(end) = end {
            at = begins + "<!--".len() + end + "-->".len();
            continue;
        }
        // The mark is looked for at the beginning of its line.
        let line =
            text.get(..begins).and_then(|before| before.rfind('\n')).map_or(from, |at| at + 1);
        return line.max(from);
    }
}

/// Three hyphens behind something else may be a rule between two paragraphs; they open front matter where another such
/// line follows and a key stands between them.
fn is_front(text: &str, first: usize, start: usize) -> bool {
    if start == first {
        return true;
    }
    let mut lines = Lines { text, at: start }.skip(1);
    let between = lines.by_ref().take_while(|(_, _, line)| *line != "---");
    let keys = between.filter(|(_, _, line)| line.contains(':')).count();
    keys > 0
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
            ("\n\n+++\na = 1\n+++\nbody", Some((a(), false, "body"))),
            ("<!-- licence\n of it -->\n\n---\na: 1\n---\nbody", Some((a(), true, "body"))),
            ("<!-- one --> <!-- two -->\n+++\na = 1\n+++\n", Some((a(), false, ""))),
            (" ---\na: 1\n---\nbody", Some((a(), true, "body"))),
            ("\n---\n\nwords\n", Some((vec![], false, "\n---\n\nwords\n"))),
            ("<!-- open\n---\na: 1\n---\n", Some((vec![], false, "<!-- open\n---\na: 1\n---\n"))),
        ] {
            assert_eq!(parts(text), expected, "{text:?}");
        }
    }
}
