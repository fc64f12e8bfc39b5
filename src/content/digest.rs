//! The keys of a digest: which articles it lists.
//!
//! In: the typed keys of a file in `digests/`. Out: a [`Digest`]. Groups are asked for by the names of the groupings, each a
//! list. Never: whether there are such groups and articles, which the site finds out.

use super::document::FileReader;
use super::model::{Digest, Placed, ProfileKind};
use super::values;
use crate::config::fields::{Checks, Fields, Typed};
use crate::record::PartialDate;

impl FileReader<'_> {
    pub(super) fn digest(
        &mut self,
        kinds: &[ProfileKind],
        fields: &mut Fields,
        draft: bool,
    ) -> Digest {
        let checks = &mut self.checks;
        let mut digest = Digest::default();
        for kind in kinds {
            // Years are numbers, which need no quotes.
            let names = placed(kind.grouping, fields.ids(kind.grouping, checks), checks);
            if !names.is_empty() {
                digest.groups.insert(kind.grouping, names);
            }
        }
        digest.ids = placed("ids", fields.ids("ids", checks), checks);
        digest.added_since = day("added_since", fields, checks);
        let until = fields.date("added_until", checks);
        let span = until.as_ref().map(|typed| typed.span.clone());
        let until = values::date("added_until", until, checks);
        digest.added_until = until.as_deref().and_then(PartialDate::parse_iso);
        if let (Some(since), Some(until), Some(span)) =
            (&digest.added_since, &digest.added_until, span)
            && since.first_day() > until.last_day()
        {
            let help = "write the earlier day as added_since, the later one as added_until";
            checks.wrong(&span, "`added_until` is before `added_since`", help);
            digest.added_until = None;
        }
        let changes = fields.flag("changes", checks).filter(|changes| changes.value);
        digest.changes = changes.map(|changes| checks.place(&changes.span));
        digest.document = self.page(fields, draft);
        digest
    }
}

fn day(key: &'static str, fields: &mut Fields, checks: &mut Checks<'_>) -> Option<PartialDate> {
    let typed = values::date(key, fields.date(key, checks), checks)?;
    PartialDate::parse_iso(&typed)
}

/// Texts in normal form with their places.
fn placed(
    key: &'static str,
    typed: Option<Vec<Typed<String>>>,
    checks: &mut Checks<'_>,
) -> Vec<Placed> {
    let typed = typed.unwrap_or_default().into_iter();
    let read = typed.filter_map(|typed| {
        let place = checks.place(&typed.span);
        Some((values::filled(key, Some(typed), checks)?, place))
    });
    read.collect()
}
