//! A record as it may be published: the only form in which a file for other programs takes one.
//!
//! In: a record of the library, and how much of the abstracts the settings show. Out: a [`ShownRecord`] without e-mail
//! addresses, without the places of files on its owner's disk, and without the abstract where pages do not show all of it; and
//! its text in a format. Never: a change of what is left.

use super::mail::{without_addresses, without_mail};
use crate::config::AbstractPolicy;
use crate::formats::Writer;
use crate::math::without_markup;
use crate::record::{OtherId, Record};
use crate::site::external;
use crate::text::inline::plain_of_markup;
use std::borrow::Cow;

/// A record as it may be published.
#[derive(Debug)]
pub(in crate::site) struct ShownRecord<'r>(Cow<'r, Record>);

/// Whether a record may be published as it is, which nobody can say but [`ShownRecord::of`].
#[derive(Clone, Copy, Debug)]
pub(in crate::site) struct AsItIs(bool);

/// Names of fields in which reference managers keep where the full text lies: those of BibTeX, and of RIS.
const FILES: &[&str] = &["file", "pdf", "local-url", "L1", "L2", "L3", "L4"];

impl<'r> ShownRecord<'r> {
    /// The record as it may be published, and whether that is as it is.
    pub(in crate::site) fn of(record: &'r Record, abstracts: AbstractPolicy) -> (Self, AsItIs) {
        let shown = publishable(record.clone(), abstracts);
        match shown == *record {
            true => (ShownRecord(Cow::Borrowed(record)), AsItIs(true)),
            false => (ShownRecord(Cow::Owned(shown)), AsItIs(false)),
        }
    }

    /// The same once more, of a record of which it is known whether it may be published as it is.
    pub(in crate::site) fn again(
        record: &'r Record,
        abstracts: AbstractPolicy,
        known: AsItIs,
    ) -> Self {
        ShownRecord(match known {
            AsItIs(true) => Cow::Borrowed(record),
            AsItIs(false) => Cow::Owned(publishable(record.clone(), abstracts)),
        })
    }

    /// Its text in a format, as it stands in a file; `key` is the one by which texts cite it.
    pub(in crate::site) fn text(&self, writer: &Writer, key: &str) -> String {
        without_addresses(writer.text(&self.0, key))
    }

    /// Its text as it stands alone on a page, in a format that has such a form.
    pub(in crate::site) fn alone(&self, writer: &Writer, key: &str) -> Option<String> {
        Some(without_addresses((writer.alone?)(&self.0, key)))
    }
}

fn publishable(mut record: Record, abstracts: AbstractPolicy) -> Record {
    // What comes from a file is clean already; a caller of the library may hand over anything.
    record.clean();
    if abstracts != AbstractPolicy::Full {
        record.sections.clear();
        record.copyright = None;
    }
    record.extra.retain(|extra| !is_file(&extra.tag) || is_web(&extra.value));
    for section in &mut record.sections {
        without_mailing_markup(&mut section.text_html);
    }
    without_mailing_markup(&mut record.title_html);
    record.change_texts(&mut |_, text| match without_mail(text) {
        Cow::Owned(without) => Some(without),
        Cow::Borrowed(_) => None,
    });
    // An at sign in a DOI is written as in its address, so that no file seems to hold a mailbox.
    if let Some(doi) = record.doi.take_if(|doi| doi.as_str().contains('@')) {
        let value = external::doi(&doi).replace('@', "%40");
        record.ids.push(OtherId { scheme: "url".to_owned(), value });
    }
    record
}

/// Markup is taken away where an address stands in it, also one that elements part; its text is beside it.
fn without_mailing_markup(html: &mut Option<String>) {
    let mails = |html: &mut String| {
        let owned = |text: &str| matches!(without_mail(text), Cow::Owned(_));
        owned(html) || owned(&plain_of_markup(&without_markup(html)))
    };
    html.take_if(mails);
}

fn is_file(tag: &str) -> bool {
    FILES.iter().any(|known| tag.eq_ignore_ascii_case(known))
        || tag.to_ascii_lowercase().starts_with("bdsk-file-")
}

fn is_web(value: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| value.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::WRITERS;
    use crate::record::{Doi, Extra};

    #[test]
    fn what_is_not_to_be_published_is_not() {
        let json = serde_json::json!({
            "title": "Mud", "title_html": "<i>Mud</i> of zq7.x<b>@leak.example</b>", "doi": "10.1000/reed@quay.example",
            "affiliations": ["Quay. Electronic address: zq7.x@leak.example."],
            "abstract": [{"text": "Tides rise."}], "copyright": "Copyright Reed.",
            // Neither is an address; in some formats they come to stand together.
            "keywords": [{"text": "@leaks.example", "major": true}],
            "extra": [{"tag": "file", "value": "/home/reed/mud.pdf"}, {"tag": "L1", "value": "https://a.example/mud.pdf"}],
        });
        let record: Record = serde_json::from_value(json).unwrap();
        let (full, _) = ShownRecord::of(&record, AbstractPolicy::Full);
        assert_eq!((full.0.title_html.as_deref(), full.0.title.as_str()), (None, "Mud"));
        assert_eq!(full.0.affiliations, ["Quay."]);
        assert_eq!(
            full.0.extra,
            [Extra { tag: "L1".into(), value: "https://a.example/mud.pdf".into() }]
        );
        assert_eq!((full.0.doi.as_ref().map(Doi::as_str), full.0.sections.len()), (None, 1));
        for policy in [AbstractPolicy::Excerpt, AbstractPolicy::None] {
            let (bare, _) = ShownRecord::of(&record, policy);
            assert!(bare.0.sections.is_empty() && bare.0.copyright.is_none());
        }
        let twice = ShownRecord::of(&full.0, AbstractPolicy::Full);
        assert!(matches!(twice, (ShownRecord(Cow::Borrowed(_)), AsItIs(true))));
        for writer in WRITERS {
            let text = full.text(writer, "mud");
            let whole = without_addresses(text.clone());
            assert!(whole == text && !text.contains("/home/"), "{text}");
        }
    }
}
