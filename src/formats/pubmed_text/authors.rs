//! Reads the author paragraph, or finds that there is none.
//!
//! In: the draft at the paragraph behind the title. Out: authors, or a diagnostic when the paragraph is something else.
//! Position decides; only a paragraph with a mark of its own, or running prose, is not taken for authors.

use super::people;
use super::record::Draft;
use crate::diag::{Diagnostic, codes};
use crate::record::AuthorsListed;

/// Reads the next paragraph as authors.
pub(super) fn read(draft: &mut Draft<'_>) {
    let Some(lines) = draft.upcoming() else { return };
    let text = draft.joined(&lines);
    if draft.is_marked(&lines) || is_prose(&text) {
        let said = Diagnostic::new(&codes::MISSING_AUTHORS, "the author line is missing")
            .at(draft.sheet.place(lines.start..lines.start + 1))
            .done("read what stands in its place as the next part of the record");
        draft.diagnostics.push(said);
        return;
    }
    draft.author_lines = lines.clone();
    if text.trim_end_matches('.') == "[No authors listed]" {
        draft.record.authors_listed = Some(AuthorsListed::None);
        return draft.accept(lines);
    }
    let list = text.trim_end_matches('.');
    let editors = list.strip_suffix(", editors").or_else(|| list.strip_suffix(", editor"));
    let people = people::parse(editors.unwrap_or(&text));
    draft.and_others(&people, "authors");
    match editors {
        Some(_) => draft.record.editors = people.list,
        None => draft.record.authors = people.list,
    }
    draft.accept(lines);
}

/// Whether a text is a list of people beyond doubt: its first items are all persons with initials.
pub(super) fn surely_people(text: &str) -> bool {
    let head = super::shape::floor(text, 300);
    let people = people::parse(head);
    let persons = people.list.iter().take(3);
    !people.list.is_empty() && persons.clone().all(|person| person.initials.is_some())
}

/// Running text: many words, most of them lower case, or a label of an abstract before them.
fn is_prose(text: &str) -> bool {
    let head = super::shape::floor(text, 600);
    let words = head.split(' ').take(60);
    let (mut all, mut lower) = (0, 0);
    for word in words {
        all += 1;
        lower += usize::from(word.starts_with(|c: char| c.is_lowercase()));
    }
    let labelled = head
        .split_once(": ")
        .is_some_and(|(label, _)| label.len() < 40 && !label.contains([',', ';', '(']) && all > 8);
    all >= 8 && (lower * 2 > all || labelled && lower * 4 > all) && !surely_people(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_no_author_list() {
        assert!(is_prose("The study was done in a small town and it showed that tea is good."));
        assert!(is_prose("BACKGROUND: The study was done in Small Town and it was good."));
        assert!(!is_prose("van der Berg A, de la Cruz B, von Ohne C, van den Boom D."));
        assert!(!is_prose("International Group for the Study of Tea in the Afternoon."));
        assert!(!is_prose("Doe J."));
    }
}
