//! Text on its way to a terminal, a log or an editor, with every character that would act there written out.
//!
//! In: any text. Out: the same text where nothing in it acts, else one in which each such character is an escape such as
//! `\n` or `\u{1b}`. Ordinary letters of every script stay. Never: cutting, or a decision what is shown.

use std::borrow::Cow;

/// Whether a character moves the cursor, ends the line, begins a terminal's command or turns the direction of what
/// follows, instead of being seen.
pub fn acts(c: char) -> bool {
    c.is_control()
        // The line and paragraph separators, and what embeds, overrides or isolates a direction.
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// One line of text without characters that act.
pub fn visible(text: &str) -> Cow<'_, str> {
    written_out(text, acts)
}

/// As [`visible`] for text of several lines: line feeds stay.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    written_out(text, |c| c != '\n' && acts(c))
}

/// JSON in which the strings hold no character that acts; it says the same. Outside its strings JSON has no such character
/// but the blanks of its layout.
pub fn visible_json(json: String) -> String {
    if !json.contains(|c: char| !c.is_ascii() && acts(c) || c == '\u{7f}') {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        match c {
            '\t' | '\n' | '\r' => out.push(c),
            c if acts(c) => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

fn written_out(text: &str, is_escaped: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_escaped) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_escaped(c) {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_is_written_out_and_letters_stay() {
        for (text, expected) in [
            ("naïve Zoë 漢字 שלום 👩‍🔬 e\u{301}", "naïve Zoë 漢字 שלום 👩‍🔬 e\u{301}"),
            ("a\u{1b}[31mb", "a\\u{1b}[31mb"),
            ("a\nb\rc\td", "a\\nb\\rc\\td"),
            ("\u{9b}2J\u{7f}\0", "\\u{9b}2J\\u{7f}\\u{0}"),
            ("a\u{202e}b\u{2066}c\u{2028}d\u{feff}", "a\\u{202e}b\\u{2066}c\\u{2028}d\\u{feff}"),
        ] {
            assert_eq!(visible(text), expected, "{text:?}");
        }
        assert_eq!(visible_lines("a\n\u{1b}b\n"), "a\n\\u{1b}b\n");
    }

    #[test]
    fn json_says_the_same() {
        let text = "a\u{1b}\n\u{9b}\u{7f}\u{202e}é漢";
        let json = serde_json::to_string_pretty(&[text]).unwrap();
        let shown = visible_json(json);
        assert!(!shown.contains(|c| c != '\n' && acts(c)), "{shown:?}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&shown).unwrap(), [text]);
    }
}
