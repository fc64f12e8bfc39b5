//! Scripts are written for people, with their types in comments; browsers are not to load those.
//!
//! In: a script of the theme. Out: the same without comments of the form `/** … */`, without lines that are a comment, and without
//! blanks that tell nothing. Never: a name, an order, a line break between two statements: what runs is what was written.
//! The theme's scripts have no text over several lines and no `/**` in a text, which a test holds.

/// The script as it is served.
pub(super) fn compact(script: &str) -> String {
    let mut code = String::with_capacity(script.len());
    let mut rest = script;
    while let Some((before, comment)) = rest.split_once("/**") {
        code.push_str(before);
        let behind = comment.split_once("*/").map_or("", |(_, behind)| behind);
        rest = behind.strip_prefix(' ').unwrap_or(behind);
    }
    code.push_str(rest);
    let lines = code.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.map(|line| tight(line) + "\n").collect()
}

/// A line without the blanks that tell nothing: those not between two words, and in no text.
fn tight(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        let next = rest.clone().next().unwrap_or('\n');
        match c {
            ' ' if !parts(&out, next) => {}
            '"' | '\'' | '`' => {
                out.push(c);
                text(&mut rest, &mut out, |inner| inner == c);
            }
            '/' if begins_pattern(&out) => {
                out.push(c);
                let mut class = false;
                text(&mut rest, &mut out, |inner| {
                    class = (class || inner == '[') && inner != ']';
                    inner == '/' && !class
                });
            }
            _ => out.push(c),
        }
    }
    out
}

/// Whether a blank between what was written and the next character parts two words or two signs.
fn parts(before: &str, next: char) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
    let last = before.chars().next_back().unwrap_or('\n');
    (is_word(last) && is_word(next))
        || (last == next && matches!(next, '+' | '-'))
        || [last, next].contains(&'/')
}

/// Whether a slash behind this begins a pattern, and is no division.
fn begins_pattern(before: &str) -> bool {
    let before = before.trim_end();
    before.is_empty()
        || before.ends_with("return")
        || before.ends_with(['(', ',', '=', ':', '[', '!', '&', '|', '?', '{', '}', ';', '>'])
}

/// Takes over a text or a pattern up to its end.
fn text(rest: &mut std::str::Chars<'_>, out: &mut String, mut ends: impl FnMut(char) -> bool) {
    while let Some(c) = rest.next() {
        out.push(c);
        if c == '\\' {
            out.extend(rest.next());
        } else if ends(c) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::compact;
    use crate::render::theme;

    #[test]
    fn comments_and_needless_blanks_go_and_nothing_else() {
        for (script, served) in [
            ("// A\n/** @type {X} */\nlet a;\n\n  b( 1 ); // c\n", "let a;\nb(1); // c\n"),
            ("x = /** @type {Y} */ (y) + \"a  b\" + 'it\\'s  ';", "x=(y)+\"a  b\"+'it\\'s  ';\n"),
            ("(/** @type {Z} */ z) => /[/ ] \\/ /u.test(z)", "(z)=> /[/ ] \\/ /u.test(z)\n"),
            ("a + +b - -c in `x  ${ d }`", "a+ +b- -c in`x  ${ d }`\n"),
            ("return / +/.test(e) ? f / g : typeof h;", "return / +/.test(e)?f / g:typeof h;\n"),
            ("/**\n * a\n * b */\nc", "c\n"),
        ] {
            assert_eq!(compact(script), served);
        }
    }

    /// What [`compact`] takes for granted.
    #[test]
    fn no_script_has_a_text_over_several_lines_or_with_a_comment() {
        for file in theme::assets().filter(|file| file.name.ends_with(".js")) {
            for line in file.text.lines() {
                assert_eq!(line.matches('`').count() % 2, 0, "{}: {line}", file.name);
                let before = line.split("/**").next().unwrap_or_default();
                let quotes = before.matches(['"', '\'']).count();
                assert!(!line.contains("/**") || quotes % 2 == 0, "{}: {line}", file.name);
            }
            let [open, close] = ["/**", "*/"].map(|sign| file.text.matches(sign).count());
            assert_eq!(open, close, "{}", file.name);
        }
    }
}
