//! The code as data: every file of `src/`, what it defines, what it imports, and how long its functions are.
//!
//! A file is taken apart by hand, which is enough for code that rustfmt has laid out: comments and texts are blanked, so
//! that braces and words are the code's own. Tests inside the files are left out.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A file of `src/`.
pub(super) struct Source {
    /// Its path below `src/`.
    pub(super) path: PathBuf,
    pub(super) text: String,
}

/// Every file of `src/` that is not there for tests alone, in the order of their paths.
pub(super) fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let for_tests = path.file_stem().is_some_and(|stem| stem == "tests");
            if path.is_dir() && !for_tests {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") && !for_tests {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push(Source { path: path.strip_prefix(&root).unwrap().to_owned(), text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// One name that a `use` brings into a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Import {
    /// The whole path, as it is written: `super`, `shared`, `Shared`. A glob ends with `*`.
    pub(super) path: Vec<String>,
    /// The name in the file.
    pub(super) name: String,
    /// Whether the file hands it on.
    pub(super) public: bool,
}

/// A function and how many lines it has from its signature to its last brace.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Function {
    pub(super) name: String,
    pub(super) lines: usize,
}

/// What stands in a file.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// Names of the items that the file defines.
    pub(super) items: BTreeSet<String>,
    pub(super) imports: Vec<Import>,
    pub(super) functions: Vec<Function>,
}

/// Words before the word that says what an item is.
const BEFORE: [&str; 5] = ["async", "const", "default", "extern", "unsafe"];

/// Words that begin an item with a name.
const ITEMS: [&str; 9] =
    ["const", "enum", "fn", "macro_rules!", "static", "struct", "trait", "type", "union"];

impl Contents {
    pub(super) fn of(text: &str) -> Contents {
        let code = without_tests(&blanked(text));
        let mut contents = Contents::default();
        let mut rest = code.as_str();
        while let Some(line) = rest.lines().next() {
            let (public, item) = visibility(line.trim_start());
            if let Some(tree) = item.strip_prefix("use ") {
                let after = &rest[line.len() - tree.len()..];
                let tree = after.split(';').next().unwrap_or_default();
                contents.import(tree, &[], public);
            } else if let Some((kind, name)) = named(item) {
                if kind == "fn" {
                    contents.functions.extend(function(rest, name));
                }
                // Methods are no items that a path could name.
                if !line.starts_with(' ') {
                    contents.items.insert(name.to_owned());
                }
            }
            rest = rest[line.len()..].strip_prefix('\n').unwrap_or_default();
        }
        contents
    }

    /// Adds what a tree of names brings in: `a::{b, c as d, e::*}`.
    fn import(&mut self, tree: &str, before: &[String], public: bool) {
        let tree = tree.trim();
        let head = tree.find('{').unwrap_or(tree.len());
        let (path, name) = tree[..head].split_once(" as ").unwrap_or((&tree[..head], ""));
        let parts = path.split("::").map(str::trim).filter(|part| !part.is_empty());
        let mut path = before.to_vec();
        path.extend(parts.map(str::to_owned));
        if let Some(list) = tree[head..].strip_prefix('{') {
            let list = list.trim_end().strip_suffix('}').unwrap_or(list);
            for tree in parted(list) {
                self.import(tree, &path, public);
            }
            return;
        }
        if path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        let last = path.last().cloned().unwrap_or_default();
        let name = if name.is_empty() { last } else { name.trim().to_owned() };
        self.imports.push(Import { path, name, public });
    }
}

/// A line without its visibility, and whether it has one.
fn visibility(line: &str) -> (bool, &str) {
    let Some(rest) = line.strip_prefix("pub") else { return (false, line) };
    let rest = match rest.strip_prefix('(') {
        Some(inside) => inside.split_once(") ").map_or("", |(_, rest)| rest),
        None => rest,
    };
    (true, rest.trim_start())
}

/// The kind and the name of the item that a line begins.
fn named(line: &str) -> Option<(&str, &str)> {
    let mut words = line.split_whitespace();
    let mut kind = words.next()?;
    let mut name = words.next()?;
    while BEFORE.contains(&kind) && (ITEMS.contains(&name) || BEFORE.contains(&name)) {
        (kind, name) = (name, words.next()?);
    }
    let name = name.split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
    (ITEMS.contains(&kind) && !name.is_empty()).then_some((kind, name))
}

/// The function that begins in the first line; one without a body is none.
fn function(code: &str, name: &str) -> Option<Function> {
    let (mut depth, mut round) = (0_usize, 0_usize);
    for (at, c) in code.char_indices() {
        match c {
            ';' if depth == 0 && round == 0 => return None,
            '(' | '[' if depth == 0 => round += 1,
            ')' | ']' if depth == 0 => round -= 1,
            '{' => depth += 1,
            '}' => {
                depth -= 1;
                if depth == 0 {
                    let lines = code[..at].matches('\n').count() + 1;
                    return Some(Function { name: name.to_owned(), lines });
                }
            }
            _ => {}
        }
    }
    None
}

/// The trees of a list, commas inside braces left alone.
fn parted(list: &str) -> Vec<&str> {
    let (mut depth, mut begin, mut out) = (0_usize, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                out.push(&list[begin..at]);
                begin = at + 1;
            }
            _ => {}
        }
    }
    out.push(&list[begin..]);
    out.retain(|tree| !tree.trim().is_empty());
    out
}

/// Code without its modules of tests.
fn without_tests(code: &str) -> String {
    let mut out = String::new();
    let mut rest = code;
    while let Some((before, after)) = rest.split_once("#[cfg(test)]\nmod ") {
        out.push_str(before);
        let end = match after.find(['{', ';']) {
            Some(at) if after[at..].starts_with('{') => {
                after.find("\n}").map_or(after.len(), |at| at + 2)
            }
            Some(at) => at + 1,
            None => after.len(),
        };
        rest = &after[end..];
    }
    out + rest
}

/// Code whose comments, texts and characters are blank. Line breaks stay, so that lines can be counted.
fn blanked(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let end = opaque(rest, &out).unwrap_or_default();
        if end == 0 {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            out.extend(rest[..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
            rest = &rest[end..];
        }
    }
    out
}

/// How many bytes of a comment, a text or a character stand here.
fn opaque(rest: &str, before: &str) -> Option<usize> {
    let inside_word = before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return rest.find("*/").map(|at| at + 2);
    }
    let raw = rest.trim_start_matches('b').strip_prefix('r').filter(|_| !inside_word);
    if let Some(raw) = raw {
        let marks = raw.len() - raw.trim_start_matches('#').len();
        if raw[marks..].starts_with('"') {
            let close = format!("\"{}", "#".repeat(marks));
            let begin = rest.len() - raw.len() + marks + 1;
            return rest[begin..].find(&close).map(|at| begin + at + close.len());
        }
    }
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let mut chars = rest[1..].char_indices();
    let mut length = 0;
    while let Some((at, c)) = chars.next() {
        length += 1;
        if c == '\\' {
            chars.next();
        } else if c == quote {
            return Some(at + 2);
        } else if quote == '\'' && length > 1 {
            return None; // a lifetime
        }
    }
    None
}

#[test]
fn a_file_is_taken_apart() {
    let text = r##"//! use crate::no::No;
use super::shared::{self, Inputs, deep::{A, B as C}};
pub(crate) use crate::text::fold::*;
pub const fn short<'a>(quote: char, name: &'a str, four: [u8; FOUR]) -> bool {
    quote == '{' && name != "}" && name != r#""{"# // {
}
trait Kind {
    fn without_a_body(&self) -> [u8; FOUR];
}
#[cfg(test)]
mod tests {
    use crate::nothing::Nothing;
}
"##;
    let contents = Contents::of(text);
    let imports: Vec<String> = contents
        .imports
        .iter()
        .map(|one| format!("{} {} {}", one.path.join("::"), one.name, one.public))
        .collect();
    let expected = [
        "super::shared shared false",
        "super::shared::Inputs Inputs false",
        "super::shared::deep::A A false",
        "super::shared::deep::B C false",
        "crate::text::fold::* * true",
    ];
    assert_eq!(imports, expected);
    assert_eq!(contents.functions, [Function { name: "short".to_owned(), lines: 3 }]);
    assert_eq!(contents.items, BTreeSet::from(["Kind".to_owned(), "short".to_owned()]));
}
