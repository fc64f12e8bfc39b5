//! Templates are written for people, indented, broken into lines and with the names of words; pages are not to pay for that.
//!
//! In: a template's text, and the words of the interface. Out: the text without the breaks between tags and with plain
//! words in the place of their names, and the way back from its offsets to the original's, for messages. The rule for
//! breaks is the one that JSX has made known: a run of blanks with a line break in it disappears between two tags, and is
//! one line break elsewhere. Runs without a line break are never touched. A word is filled in where a template prints it
//! and nothing else: `{{ words.home.newest }}`; every other use stays for the engine.

use super::edited::Edited;

/// How a template prints a word.
const PRINTED: &str = "{{ words.";
const END: &str = " }}";

/// A template as the engine gets it.
#[derive(Debug)]
pub(super) struct Compact {
    /// As written.
    pub(super) original: String,
    /// Without needless blanks.
    unbroken: Edited,
    /// With words filled in, of the one before.
    filled: Edited,
}

impl Compact {
    /// `word` knows the HTML of a word by section, key and, of a text with placeholders, the number of its part, with
    /// full stops between them.
    pub(super) fn new(original: &str, word: &dyn Fn(&str) -> Option<String>) -> Self {
        let unbroken = unbroken(original);
        let filled = filled(unbroken.text(), word);
        Compact { original: original.to_owned(), unbroken, filled }
    }

    /// The text for the engine.
    pub(super) fn text(&self) -> &str {
        self.filled.text()
    }

    /// The offset in the original of an offset in the text for the engine.
    pub(super) fn back(&self, offset: usize) -> usize {
        self.unbroken.back(self.filled.back(offset)).min(self.original.len())
    }
}

fn unbroken(original: &str) -> Edited {
    let mut out = Edited::default();
    let mut rest = original;
    while let Some(first) = rest.chars().next() {
        let blanks = rest.len() - rest.trim_start().len();
        let (run, after) = rest.split_at_checked(blanks).unwrap_or(("", rest));
        if run.is_empty() {
            let until = after.find(char::is_whitespace).unwrap_or(after.len());
            let (word, next) =
                after.split_at_checked(until.max(first.len_utf8())).unwrap_or((after, ""));
            out.keep(word);
            rest = next;
            continue;
        }
        if run.contains('\n') {
            let open = out.text().is_empty() || out.text().ends_with(['>', '}']);
            let close = after.is_empty() || after.starts_with(['<', '{']);
            out.replace(run, if open && close { "" } else { "\n" });
        } else {
            out.keep(run);
        }
        rest = after;
    }
    out
}

fn filled(text: &str, word: &dyn Fn(&str) -> Option<String>) -> Edited {
    let mut out = Edited::default();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(PRINTED) {
        out.keep(before);
        let known = after.split_once(END).and_then(|(name, next)| {
            let path = name.replace('[', ".").replace(']', "");
            Some((name, next, word(&path)?))
        });
        if let Some((name, next, word)) = known {
            out.replace(&format!("{PRINTED}{name}{END}"), &word);
            rest = next;
        } else {
            out.keep(PRINTED);
            rest = after;
        }
    }
    out.keep(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::Compact;

    #[test]
    fn breaks_and_names_of_words_go_and_offsets_come_back() {
        let source = "<ul>\n  {{ words.a.long_name }}\n  {% for x in y %}\n    <li>{{ x }} a\n      b</li>\n  {% endfor %}{{ words.a.parts[0] }}{{ words.none }}<b></b>\n</ul>\n";
        let word = |path: &str| match path {
            "a.long_name" => Some("X".to_owned()),
            "a.parts.0" => Some("much longer than its name".to_owned()),
            _ => None,
        };
        let compact = Compact::new(source, &word);
        assert_eq!(
            compact.text(),
            "<ul>X{% for x in y %}<li>{{ x }} a\nb</li>{% endfor %}much longer than its name{{ words.none }}<b></b></ul>"
        );
        for needle in ["{% for", "<li>", "{{ x", "b</li>", "{{ words.none", "<b>", "</ul>"] {
            let (from, to) = (compact.text().find(needle), source.find(needle));
            assert_eq!(compact.back(from.unwrap()), to.unwrap(), "{needle}");
        }
    }
}
