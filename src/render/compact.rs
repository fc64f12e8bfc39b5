//! Templates are written for people, indented and broken into lines; pages are not to carry that.
//!
//! In: a template's text. Out: the text without the breaks between tags, and the way back from its offsets to the
//! original's, for messages. The rule is the one that JSX has made known: a run of blanks with a line break in it
//! disappears between two tags, and is one line break elsewhere. Runs without a line break are never touched.

/// A template without needless blanks.
#[derive(Debug)]
pub(super) struct Compact {
    /// As written.
    pub(super) original: String,
    /// As given to the engine.
    pub(super) text: String,
    /// Offsets in `text` from which on this many bytes of the original are missing.
    missing: Vec<(usize, usize)>,
}

impl Compact {
    pub(super) fn new(original: &str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut missing = Vec::new();
        let mut removed = 0;
        let mut rest = original;
        while let Some(first) = rest.chars().next() {
            let blanks = rest.len() - rest.trim_start().len();
            let (run, after) = rest.split_at_checked(blanks).unwrap_or(("", rest));
            if run.is_empty() {
                let until = after.find(char::is_whitespace).unwrap_or(after.len());
                let (word, next) =
                    after.split_at_checked(until.max(first.len_utf8())).unwrap_or((after, ""));
                text.push_str(word);
                rest = next;
                continue;
            }
            if run.contains('\n') {
                let open = text.is_empty() || text.ends_with(['>', '}']);
                let close = after.is_empty() || after.starts_with(['<', '{']);
                let kept = if open && close { "" } else { "\n" };
                text.push_str(kept);
                removed += run.len() - kept.len();
                missing.push((text.len(), removed));
            } else {
                text.push_str(run);
            }
            rest = after;
        }
        Compact { original: original.to_owned(), text, missing }
    }

    /// The offset in the original of an offset in the compact text.
    pub(super) fn back(&self, offset: usize) -> usize {
        let at = self.missing.partition_point(|(start, _)| *start <= offset);
        let removed = at.checked_sub(1).and_then(|at| self.missing.get(at)).map_or(0, |(_, n)| *n);
        (offset + removed).min(self.original.len())
    }
}

#[cfg(test)]
mod tests {
    use super::Compact;

    #[test]
    fn breaks_between_tags_go_and_offsets_come_back() {
        let source =
            "<ul>\n  {% for x in y %}\n    <li>{{ x }} a\n      b</li>\n  {% endfor %}\n</ul>\n";
        let compact = Compact::new(source);
        assert_eq!(compact.text, "<ul>{% for x in y %}<li>{{ x }} a\nb</li>{% endfor %}</ul>");
        for needle in ["{% for", "<li>", "{{ x", "b</li>", "</ul>"] {
            let (from, to) = (compact.text.find(needle), source.find(needle));
            assert_eq!(compact.back(from.unwrap()), to.unwrap(), "{needle}");
        }
    }
}
