//! Scripts are written for people, indented, with comments and types; pages are not to pay for that either.
//!
//! In: the text of a script of the theme. Out: the text without comments and without the blanks that no statement needs. A line
//! break stays where a statement may end with it. Never: a script of a site's own, which is written as it is; new names or
//! a new order.

/// Signs beside which a blank means nothing.
const SIGNS: &str = "=*{}()[],;:?<>&|!\"";
/// Signs beside which it means nothing unless the same sign stands on its other side: `+ +` is not `++`.
const DOUBLED: &str = "+-/";
/// Signs behind which no statement ends.
const OPEN: &str = ";{,([=&|?:";
/// Signs before which a line need not break: they end a statement, or go on with it.
const CLOSING: &str = "})],.?:";
/// Signs and words behind which a slash begins a pattern, and not a division.
const BEFORE_PATTERN: &str = "=({[,;:?&|!>";
const WORDS_BEFORE_PATTERN: [&str; 3] = ["return", "typeof", "case"];

/// The script as pages load it.
pub(super) fn compact(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(first) = rest.chars().next() {
        let piece = Piece::of(rest, first, &out);
        let (text, after) = rest.split_at_checked(piece.length).unwrap_or((rest, ""));
        match piece.kind {
            Kind::Code => {
                // A comment may have stood between the blank and the sign.
                let needless = out.ends_with(' ') && is_needless(&out, first);
                if needless || out.ends_with('\n') && CLOSING.contains(first) {
                    out.pop();
                }
                out.push_str(text);
            }
            Kind::Comment | Kind::Blank if text.contains('\n') => break_line(&mut out),
            Kind::Comment => {}
            Kind::Blank => blank(&mut out, after),
        }
        rest = after;
    }
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Ends a line, unless nothing stands in it.
fn break_line(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
    if !out.is_empty() && !out.ends_with('\n') && !out.ends_with(|c| OPEN.contains(c)) {
        out.push('\n');
    }
}

/// Keeps a blank between two words or signs that would be another without it.
fn blank(out: &mut String, after: &str) {
    // What stands behind the comment decides.
    if after.starts_with("/*") || after.starts_with("//") {
        out.push_str(if out.ends_with(' ') { "" } else { " " });
        return;
    }
    let needless = after.chars().next().is_none_or(|after| is_needless(out, after));
    if !needless && !out.ends_with(char::is_whitespace) {
        out.push(' ');
    }
}

/// Whether this code and a sign behind it need no blank between them.
fn is_needless(out: &str, after: char) -> bool {
    let Some(before) = out.trim_end_matches(' ').chars().next_back() else { return true };
    let sign = |c: char| SIGNS.contains(c) || DOUBLED.contains(c) && before != after;
    before.is_whitespace() || sign(before) || sign(after)
}

enum Kind {
    Code,
    Comment,
    Blank,
}

/// What a script begins with: blanks, a comment, a text or pattern as a whole, or one more sign of code.
struct Piece {
    kind: Kind,
    /// In bytes.
    length: usize,
}

impl Piece {
    fn of(rest: &str, first: char, before: &str) -> Self {
        let until = |end: &str| rest.get(2..).and_then(|rest| rest.find(end)).map(|at| at + 2);
        let (kind, length) = match first {
            _ if first.is_whitespace() => {
                (Kind::Blank, rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len()))
            }
            '"' | '\'' | '`' => (Kind::Code, quoted(rest, first)),
            '/' if rest.starts_with("//") => (Kind::Comment, until("\n").unwrap_or(rest.len())),
            '/' if rest.starts_with("/*") => {
                (Kind::Comment, until("*/").map_or(rest.len(), |at| at + 2))
            }
            '/' if begins_pattern(before) => (Kind::Code, quoted(rest, '/')),
            _ => (Kind::Code, first.len_utf8()),
        };
        Piece { kind, length }
    }
}

/// The bytes of a text from its quotation mark to the other one. In a pattern a class may hold the mark; a text in a text,
/// as `${…}` may have, is not known.
fn quoted(rest: &str, mark: char) -> usize {
    let (mut escaped, mut in_class) = (false, false);
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' if mark == '/' => in_class = true,
            ']' if mark == '/' => in_class = false,
            _ if c == mark && !in_class => return at + c.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

/// Whether a slash behind this code begins a pattern.
fn begins_pattern(before: &str) -> bool {
    let before = before.trim_end();
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    before.is_empty()
        || before.ends_with(|c| BEFORE_PATTERN.contains(c))
        || WORDS_BEFORE_PATTERN.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::compact;
    use crate::render::theme;

    #[test]
    fn what_is_for_people_alone_is_left_out() {
        for (written, loaded) in [
            (
                "// What.\n(() => {\n  \"use strict\";\n\n  f(); // why\n})();\n",
                "(()=>{\"use strict\";f();})();\n",
            ),
            ("/** @param {any} a */\nconst f = (a) => a;\n", "const f=(a)=>a;\n"),
            ("const x = /** @type {any} */ (window).x;", "const x=(window).x;\n"),
            (
                "/**\n * @typedef {A} B\n */\nlet b = \"// no /* comment\";",
                "let b=\"// no /* comment\";\n",
            ),
            ("a = b + +c - -d / e", "a=b+ +c- -d/e\n"),
            ("a.replace(/ \\/ [/ ] /g, \" \") / 2 // x", "a.replace(/ \\/ [/ ] /g,\" \")/2\n"),
            ("return / +/.test(a)", "return/ +/.test(a)\n"),
            ("f(`a  ${b} \\` c`)\nlet  d", "f(`a  ${b} \\` c`)\nlet d\n"),
            ("return\na", "return\na\n"),
            ("return \"a\" + b", "return\"a\"+b\n"),
            ("if (a) {\n  b()\n}\nc\n  .d()", "if(a){b()}\nc.d()\n"),
            ("a /* b */c", "a c\n"),
            ("a(b) /* c */ + d", "a(b)+d\n"),
            ("a /* b\n c */ d", "a\nd\n"),
            ("\"a", "\"a\n"),
            ("/* a", ""),
            ("", ""),
        ] {
            assert_eq!(compact(written), loaded, "{written}");
        }
    }

    #[test]
    fn scripts_of_the_theme_hold_nothing_that_is_not_known() {
        for file in theme::assets().filter(|file| file.name.ends_with(".js")) {
            for (number, line) in (1..).zip(file.text.lines()) {
                let place = format!("{}:{number}", file.name);
                assert!(line.matches('`').count() % 2 == 0, "{place}: a text over several lines");
                let nested = line
                    .split("${")
                    .skip(1)
                    .any(|rest| rest.split('}').next().is_some_and(|inside| inside.contains('`')));
                assert!(!nested, "{place}: a text in a text");
            }
            let loaded = compact(file.text);
            assert_eq!(compact(&loaded), loaded, "{}", file.name);
            let html = ["<!--", "-->"].iter().any(|sign| loaded.contains(sign));
            assert!(!html, "{}: a comment of HTML", file.name);
        }
    }
}
