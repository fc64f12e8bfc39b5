//! Abstracts with the tags of JATS, as Crossref has them.
//!
//! In: the text. Out: labelled sections where titles part them, else nothing, and the text is one for the common
//! reader. Never: markup in the plain text.

use crate::formats::ris::markup::{plain, rich};
use crate::record::AbstractSection;

/// The word above an abstract says nothing of its content.
const HEADINGS: [&str; 2] = ["abstract", "summary"];

/// The sections of an abstract whose titles are tagged.
pub(super) fn tagged(text: &str) -> Option<Vec<AbstractSection>> {
    let mut sections: Vec<AbstractSection> = Vec::new();
    let mut rest = text;
    let mut titled = false;
    while let Some((before, label, after)) = next_title(rest) {
        push(&mut sections, before);
        let label = plain(label);
        let label = label.trim_end_matches([':', '.']).trim();
        if !HEADINGS.contains(&label.to_lowercase().as_str()) && !label.is_empty() {
            titled = true;
            let label = Some(label.to_owned());
            sections.push(AbstractSection { label, ..AbstractSection::default() });
        }
        rest = after;
    }
    if rest.len() == text.len() {
        return None;
    }
    push(&mut sections, rest);
    let full = |section: &AbstractSection| !section.text.is_empty() || section.label.is_some();
    sections.retain(full);
    // With its heading taken off, an abstract without labels is one for the common reader.
    (titled || sections.len() == 1).then_some(sections)
}

/// Text goes to the section that its title opened, or to one without a label.
fn push(sections: &mut Vec<AbstractSection>, text: &str) {
    let (text, text_html) = rich(text);
    if text.is_empty() {
        return;
    }
    match sections.last_mut() {
        Some(open) if open.text.is_empty() => (open.text, open.text_html) = (text, text_html),
        _ => sections.push(AbstractSection { text, text_html, ..AbstractSection::default() }),
    }
}

/// What stands before a tagged title, the title, and what stands behind it.
fn next_title(text: &str) -> Option<(&str, &str, &str)> {
    for (open, close) in [("<jats:title>", "</jats:title>"), ("<title>", "</title>")] {
        if let Some((before, rest)) = text.split_once(open)
            && let Some((title, after)) = rest.split_once(close)
        {
            return Some((before, title, after));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_part_sections() {
        let shown = |text: &str| {
            tagged(text).map(|sections| {
                let one = |s: &AbstractSection| {
                    format!("{}|{}", s.label.clone().unwrap_or_default(), s.text)
                };
                sections.iter().map(one).collect::<Vec<_>>().join(" # ")
            })
        };
        let text = "<jats:title>Abstract</jats:title><jats:sec><jats:title>Aim</jats:title><jats:p>Tea &amp; H<jats:sub>2</jats:sub>O.</jats:p></jats:sec>\
            <jats:sec><jats:title>Results:</jats:title><jats:p>Fine.</jats:p><jats:p>Very.</jats:p></jats:sec>";
        assert_eq!(shown(text).as_deref(), Some("Aim|Tea & H2O. # Results|Fine. Very."));
        assert_eq!(shown("<title>Abstract</title><p>Tea.</p>").as_deref(), Some("|Tea."));
        assert_eq!(shown("<jats:p>Tea.</jats:p>"), None);
    }
}
