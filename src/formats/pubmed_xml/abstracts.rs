//! `Abstract` and `OtherAbstract`.
//!
//! In: a draft and the element. Out: sections in order, with label, kind and language, and the copyright line.

use super::record::Draft;
use crate::record::{AbstractKind, AbstractSection};

/// Reads the article's own abstract.
pub(super) fn main(draft: &mut Draft<'_, '_>, id: usize) {
    sections(draft, id, None, None);
}

/// Reads a further abstract.
pub(super) fn other(draft: &mut Draft<'_, '_>, id: usize) {
    let lay = |kind: &&str| kind.eq_ignore_ascii_case("plain-language-summary");
    let kind = match draft.tree.look(id, "Type").map(|kind| kind.value.trim()).filter(lay) {
        Some(_) => {
            draft.tree.attribute(id, "Type");
            AbstractKind::PlainLanguage
        }
        None => AbstractKind::Other,
    };
    let language = draft.tree.attribute(id, "Language").map(str::to_owned);
    let language = language.filter(|code| !draft.record.language.contains(code));
    sections(draft, id, Some(kind), language.as_deref());
}

fn sections(
    draft: &mut Draft<'_, '_>,
    id: usize,
    kind: Option<AbstractKind>,
    language: Option<&str>,
) {
    for part in draft.tree.children(id) {
        match draft.tree.name(part) {
            "AbstractText" => {
                let Some(text) = draft.text(part) else { continue };
                let label = draft.tree.attribute(part, "Label").filter(|label| !label.is_empty());
                let label = label.map(crate::text::blanks::fold_blanks);
                category(draft, part, label.as_deref());
                let language = language.map(str::to_owned);
                let text_html = super::rich::html(draft.tree, part);
                let section = AbstractSection { label, text, text_html, kind, language };
                draft.record.sections.push(section);
            }
            "CopyrightInformation" if draft.record.copyright.is_none() => {
                draft.record.copyright = draft.text(part);
            }
            _ => {}
        }
    }
}

/// NLM's category of a section says nothing new where it repeats the label.
fn category(draft: &Draft<'_, '_>, id: usize, label: Option<&str>) {
    if let Some(category) = draft.tree.look(id, "NlmCategory")
        && label.is_some_and(|label| label.eq_ignore_ascii_case(&category.value))
    {
        category.taken.set(true);
    }
}
