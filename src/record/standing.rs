//! Where an article stands: retracted, or a preprint. Decided here for all formats, groupings and pages.
//!
//! In: a record. Out: yes or no, and what its publication types and title say as [`Status`]. Never: a look at the
//! format that a record came from; anything about other records.

use super::{Doi, Key, Record, RelatedKind, Status, preprint};

/// Publication types that say a status by themselves, in lower case: MEDLINE's, and those of Web of Science and Scopus.
const TYPES: &[(&str, Status)] = &[
    ("retracted publication", Status::Retracted),
    ("retracted article", Status::Retracted),
    ("retracted", Status::Retracted),
    ("preprint", Status::Preprint),
    ("article in press", Status::AheadOfPrint),
    ("early access", Status::AheadOfPrint),
];

/// Types of the notices that retract another article.
const NOTICES: &[&str] =
    &["retraction of publication", "retraction notice", "retraction", "notice of retraction"];

/// The status that a publication type says by itself.
pub fn status_of_type(name: &str) -> Option<Status> {
    let name = name.trim();
    TYPES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, status)| *status)
}

impl Record {
    /// Ends the reading of a record: sets what follows from its other keys, which are its `key` and those of its states
    /// that its publication types and its title say. Every reader ends with it.
    pub fn finish(&mut self) {
        let typed = self.publication_types.iter().filter_map(|name| status_of_type(name));
        self.status.extend(typed);
        if self.title_is_marked() {
            self.status.push(Status::Retracted);
        }
        self.status.sort_unstable();
        self.status.dedup();
        self.key = Key::of(self);
    }

    /// Whether the article is retracted: its source says so in its head, its type or the mark that publishers set before
    /// a title, or a notice retracts it. A notice that retracts another article is not retracted itself.
    pub fn is_retracted(&self) -> bool {
        self.states(Status::Retracted)
            || self.related.iter().any(|related| related.kind == RelatedKind::RetractionIn)
            || self.title_is_marked()
    }

    /// Whether it is a preprint: by the source's word, its type, its DOI or the server that stands for a journal.
    pub fn is_preprint(&self) -> bool {
        self.states(Status::Preprint)
            || self.doi.as_ref().is_some_and(Doi::is_preprint)
            || self.journal.as_ref().is_some_and(|journal| {
                [&journal.abbreviation, &journal.title]
                    .into_iter()
                    .flatten()
                    .any(|name| preprint::is_server(name))
            })
    }

    /// Whether the source says a status, in so many words or by a type that a correction may have brought.
    fn states(&self, status: Status) -> bool {
        self.status.contains(&status)
            || self.publication_types.iter().any(|name| status_of_type(name) == Some(status))
    }

    /// Whether it retracts another article.
    fn is_retraction_notice(&self) -> bool {
        let typed =
            |name: &String| NOTICES.iter().any(|known| known.eq_ignore_ascii_case(name.trim()));
        self.publication_types.iter().any(typed)
            || self.related.iter().any(|related| related.kind == RelatedKind::RetractionOf)
    }

    /// Whether a publisher's mark stands before the title. Some publishers set it before the titles of their notices.
    fn title_is_marked(&self) -> bool {
        without_retraction_mark(&self.title).len() < self.title.len()
            && !self.is_retraction_notice()
    }
}

/// A title without the mark of its retraction, such as `RETRACTED:` or `[Retracted]` before it. The title of a notice
/// ("Retraction: …") and a title that merely begins with the word have no such mark.
pub fn without_retraction_mark(title: &str) -> &str {
    let head = title.trim_start_matches('[');
    let Some(word) = head.get(.."retracted".len()) else { return title };
    if !word.eq_ignore_ascii_case("retracted") {
        return title;
    }
    let rest = head.get(word.len()..).unwrap_or_default();
    let noun = [" article", " paper", " chapter", " publication"]
        .into_iter()
        .find(|noun| rest.get(..noun.len()).is_some_and(|start| start.eq_ignore_ascii_case(noun)));
    let rest = rest.get(noun.map_or(0, str::len)..).unwrap_or_default();
    let bracketed = title.starts_with('[') && rest.starts_with(']');
    let marked = bracketed || rest.trim_start().starts_with(':');
    if marked { rest.trim_start_matches([']', ':', ' ']) } else { title }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Related;

    /// A title, types and a relation; then what is in `status`, and whether it is retracted and a preprint.
    type Case =
        (&'static str, &'static [&'static str], Option<RelatedKind>, &'static [Status], bool, bool);

    #[test]
    fn what_is_retracted_and_what_is_a_preprint() {
        use RelatedKind::{CommentIn, PartialRetractionIn, RetractionIn, RetractionOf};
        use Status::{Preprint, Retracted};
        let cases: &[Case] = &[
            ("Tea", &["Journal Article"], None, &[], false, false),
            ("Tea", &["Retracted Publication"], None, &[Retracted], true, false),
            ("Tea", &["retracted"], None, &[Retracted], true, false),
            ("RETRACTED: Tea", &[], None, &[Retracted], true, false),
            ("[Retracted] Tea", &[], None, &[Retracted], true, false),
            ("Retracted articles", &[], None, &[], false, false),
            // A link makes it retracted; only the source's own word is a status.
            ("Tea", &[], Some(RetractionIn), &[], true, false),
            ("Tea", &[], Some(PartialRetractionIn), &[], false, false),
            ("Tea", &[], Some(CommentIn), &[], false, false),
            // Notices, also those that bear the mark.
            ("Retraction: Tea", &["Retraction of Publication"], None, &[], false, false),
            ("Retracted: Tea", &["Retraction of Publication"], None, &[], false, false),
            ("Retracted: Tea", &["Retraction Notice"], None, &[], false, false),
            ("Retracted: Tea", &[], Some(RetractionOf), &[], false, false),
            ("Tea", &["Retracted Publication"], Some(RetractionOf), &[Retracted], true, false),
            ("Tea", &["Preprint"], None, &[Preprint], false, true),
            ("Tea", &["PREPRINT", "Retracted"], None, &[Preprint, Retracted], true, true),
        ];
        for (title, types, kind, status, retracted, preprint) in cases {
            let related = kind.map(|kind| Related {
                kind,
                citation: None,
                pmid: None,
                doi: None,
                note: None,
            });
            let mut record = Record {
                title: (*title).to_owned(),
                publication_types: types.iter().map(|name| (*name).to_owned()).collect(),
                related: related.into_iter().collect(),
                ..Record::default()
            };
            let before = (record.is_retracted(), record.is_preprint());
            record.finish();
            let case = format!("{title} {types:?} {kind:?}");
            assert_eq!(record.status, *status, "{case}");
            assert_eq!(
                (record.is_retracted(), record.is_preprint()),
                (*retracted, *preprint),
                "{case}"
            );
            assert_eq!(before, (*retracted, *preprint), "{case}, before it is finished");
        }
    }
}
