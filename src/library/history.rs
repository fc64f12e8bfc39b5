//! When each article came into the records, and when it was retracted or corrected.
//!
//! In: the library, the searches beside the exports, and the lines of `changes.jsonl`. Out: a [`History`]. An article came
//! on its day in `changes.jsonl`, else on its `entered` date, else on the earliest day of an export that holds it (of the
//! search beside it, else in the file's name), else on its electronic or issue date. It was retracted or corrected on its
//! day in `changes.jsonl`, else on the date of the notice. Never: the clock.

use super::{ArticleId, Change, ChangeKind, Library, Search};
use crate::record::{PartialDate, Record, Related, RelatedKind};
use std::collections::{BTreeMap, HashMap};

/// A day as year, month and day. What is known less exactly stands for its first day.
pub type Date = (i32, u8, u8);

/// From one day to another, both of them in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The first day; none for no beginning.
    pub since: Option<Date>,
    /// The last day; none for no end.
    pub until: Option<Date>,
}

impl Span {
    /// Whether a day lies in it.
    pub fn holds(&self, day: Date) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// What happened when.
#[derive(Debug, Default)]
pub struct History {
    /// The day on which each article came into the records, by its place in the library.
    added: Vec<Option<Date>>,
    /// What happened to articles afterwards.
    events: BTreeMap<ChangeKind, Vec<(Date, ArticleId)>>,
}

impl History {
    /// The history of a library.
    pub fn of(library: &Library, searches: &[Search], changes: &[Change]) -> Self {
        let mut changed: HashMap<(ArticleId, ChangeKind), Vec<Date>> = HashMap::new();
        for change in changes {
            if let Some(id) = library.find(&change.id) {
                changed.entry((id, change.kind)).or_default().push(change.date.first_day());
            }
        }
        let days = Days { exports: export_days(searches) };
        let mut history = History::default();
        for (id, article) in (0..).zip(library.articles()) {
            let record = &article.record;
            let known = changed.get(&(id, ChangeKind::Added));
            let known = known.and_then(|days| days.iter().min().copied());
            history.added.push(known.or_else(|| days.of(record)));
            for (kind, relations) in NOTICES {
                let dates = changed.get(&(id, *kind)).cloned().unwrap_or_else(|| {
                    let notices = record.related.iter().filter(|one| relations.contains(&one.kind));
                    notices.filter_map(|notice| notice_day(library, notice)).collect()
                });
                let events = history.events.entry(*kind).or_default();
                events.extend(dates.into_iter().map(|date| (date, id)));
            }
        }
        history
    }

    /// The day on which an article came into the records, where anything tells it.
    pub fn added(&self, id: ArticleId) -> Option<Date> {
        self.added.get(id as usize).copied().flatten()
    }

    /// All articles, those added last first; of one day in the order of the library, of an unknown day last.
    pub fn newest(&self) -> Vec<ArticleId> {
        let mut newest: Vec<ArticleId> = (0..).zip(&self.added).map(|(id, _)| id).collect();
        newest.sort_by_key(|id| std::cmp::Reverse(self.added(*id)));
        newest
    }

    /// The articles to which something happened within a span, each once, in the order of the library.
    pub fn within(&self, kind: ChangeKind, span: Span) -> Vec<ArticleId> {
        if kind == ChangeKind::Added {
            let all = (0..).zip(&self.added);
            let held = |added: &Option<Date>| added.is_some_and(|day| span.holds(day));
            return all.filter(|(_, added)| held(added)).map(|(id, _)| id).collect();
        }
        let events = self.events.get(&kind).map_or(&[][..], Vec::as_slice);
        let held = events.iter().filter(|(day, _)| span.holds(*day));
        let mut ids: Vec<ArticleId> = held.map(|(_, id)| *id).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

/// The relations from which it follows what happened to an article.
const NOTICES: &[(ChangeKind, &[RelatedKind])] = &[
    (ChangeKind::Retracted, &[RelatedKind::RetractionIn]),
    (ChangeKind::Concern, &[RelatedKind::ConcernIn, RelatedKind::PartialRetractionIn]),
    (ChangeKind::Corrected, &[RelatedKind::ErratumIn]),
];

/// The day of a notice: of its record where the library has it, else of its citation.
fn notice_day(library: &Library, notice: &Related) -> Option<Date> {
    let pmid = notice.pmid.as_ref().and_then(|pmid| library.find(pmid.as_str()));
    let found = pmid.or_else(|| notice.doi.as_ref().and_then(|doi| library.find(doi.as_str())));
    let own = found.and_then(|id| publication(&library.article(id)?.record));
    own.or_else(|| cited_day(notice.citation.as_deref()?))
}

/// The date in a citation such as "J Tides. 2024 Mar 4;3(1):5."
fn cited_day(citation: &str) -> Option<Date> {
    citation.match_indices(". ").find_map(|(at, stop)| {
        let rest = citation.get(at + stop.len()..)?;
        let date = rest.split([';', ':', '.']).next()?;
        Some(PartialDate::parse_pubmed(date)?.first_day())
    })
}

/// The electronic date, else that of the issue.
fn publication(record: &Record) -> Option<Date> {
    let date = record.electronic.as_ref().or_else(|| record.date());
    date.map(PartialDate::first_day)
}

/// What the exports say of the day on which their records came.
struct Days<'s> {
    /// By the names of exports, of the searches beside them.
    exports: HashMap<&'s str, Date>,
}

fn export_days(searches: &[Search]) -> HashMap<&str, Date> {
    let mut days: HashMap<&str, Date> = HashMap::new();
    for search in searches {
        let Some(date) = &search.date else { continue };
        for export in &search.exports {
            let day = days.entry(export).or_insert_with(|| date.first_day());
            *day = (*day).min(date.first_day());
        }
    }
    days
}

impl Days<'_> {
    fn of(&self, record: &Record) -> Option<Date> {
        if let Some(entered) = &record.entered {
            return Some(entered.first_day());
        }
        let of_export = |file: &str| self.exports.get(file).copied().or_else(|| day_in_name(file));
        let exports = record.source.iter().filter_map(|origin| of_export(&origin.file));
        exports.min().or_else(|| publication(record))
    }
}

/// The first eight digits of a file's name that look like a date: `pubmed-20260312.nbib`, `2026-03-12 als.ris`. A longer
/// number is none, unless it goes on as a time of day.
fn day_in_name(path: &str) -> Option<Date> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut before = None;
    for (at, c) in name.char_indices() {
        let begins = c.is_ascii_digit() && !before.is_some_and(|c: char| c.is_ascii_digit());
        before = Some(c);
        if let Some(day) = name.get(at..).filter(|_| begins).and_then(day_at) {
            return Some(day);
        }
    }
    None
}

/// The date with which a text begins.
fn day_at(text: &str) -> Option<Date> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = match digits(text) {
        // Hours and minutes, and seconds, may follow.
        8 | 12 | 14 => [text.get(..4)?, text.get(4..6)?, text.get(6..8)?],
        4 => {
            let parted = text.get(4..5).filter(|c| matches!(*c, "-" | "_" | "."))?;
            let rest = text.get(5..)?;
            let (month, day) = rest.get(..5)?.split_once(parted)?;
            (digits(rest) == 2 && digits(day) == 2 && digits(rest.get(3..)?) == 2).then_some(())?;
            [text.get(..4)?, month, day]
        }
        _ => return None,
    };
    let date = PartialDate::parse_iso(&whole.join("-"))?;
    // No export is older than the databases.
    (date.year >= 1960).then(|| date.first_day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::sync::Arc;

    #[test]
    fn a_date_in_a_files_name_is_found() {
        for (name, expected) in [
            ("pubmed-20260312.nbib", Some((2026, 3, 12))),
            ("als/2026-03-12 als.ris", Some((2026, 3, 12))),
            ("csv_2026_03_12.csv", Some((2026, 3, 12))),
            ("export20260312T101500.txt", Some((2026, 3, 12))),
            ("20260312101500.txt", Some((2026, 3, 12))),
            ("v2-34357138-20210716.txt", Some((2021, 7, 16))),
            ("seed-pmid-34357138.txt", None),
            ("202603121.txt", None),
            ("2026-03-1234.txt", None),
            ("2026-03.txt", None),
            ("20260312/als.ris", None),
            ("19000101.ris", None),
            ("é2026-13-01.ris", None),
        ] {
            assert_eq!(day_in_name(name), expected, "{name}");
        }
    }

    #[test]
    fn the_day_of_a_notice_stands_in_its_citation() {
        for (citation, expected) in [
            ("J Tides. 2024 Mar 4;3(1):5.", Some((2024, 3, 4))),
            ("Ann. Mud. 2024 Mar:5.", Some((2024, 3, 1))),
            ("Another. J Tides. 2023;3:5", Some((2023, 1, 1))),
            ("J Tides 2024", None),
        ] {
            assert_eq!(cited_day(citation), expected, "{citation}");
        }
    }

    fn history(changes: &[Change], searches: &[Search]) -> (Library, History) {
        let origin =
            |file: &str| json!([{"file": file, "line": 1, "end_line": 1, "format": "ris"}]);
        let date = |year: i32, month: u8| json!({"year": year, "month": month, "text": ""});
        let records = [
            json!({"pmid": "90000001", "title": "Logged", "entered": date(2020, 1)}),
            json!({"pmid": "90000002", "title": "Entered", "entered": date(2021, 2), "source": origin("20220101.ris")}),
            json!({"pmid": "90000003", "title": "Searched", "source": origin("20220101.ris"), "published": date(2019, 1)}),
            json!({"pmid": "90000004", "title": "Named", "source": origin("20230405.ris"), "published": date(2019, 1)}),
            json!({"pmid": "90000005", "title": "Dated", "source": origin("a.ris"), "published": date(2018, 3), "electronic": date(2017, 12),
                "related": [{"kind": "retraction-in", "pmid": "90000006"}, {"kind": "erratum-in", "citation": "J. 2018 May 6;1:2"}]}),
            json!({"pmid": "90000006", "title": "Notice", "published": date(2019, 7)}),
            json!({"pmid": "90000007", "title": "Unknown"}),
        ];
        let read =
            |json: &serde_json::Value| serde_json::from_value::<Record>(json.clone()).unwrap();
        let library = Library::from_records(records.iter().map(read).collect());
        let history = History::of(&library, searches, changes);
        (library, history)
    }

    #[test]
    fn the_day_an_article_came_follows_the_order_of_sources() {
        let change = |date: &str, id: &str, kind| Change {
            date: PartialDate::parse_iso(date).unwrap(),
            id: id.to_owned(),
            kind,
        };
        let search = Search {
            exports: vec![Arc::from("20220101.ris")],
            date: PartialDate::parse_iso("2022-06-07"),
            ..Search::default()
        };
        let changes = [
            change("2024-03-05", "pmid:90000001", ChangeKind::Added),
            change("2024-03-04", "90000001", ChangeKind::Added),
            change("2024-03-06", "90000099", ChangeKind::Added),
            change("2025-01-01", "90000002", ChangeKind::Retracted),
        ];
        let (library, history) = history(&changes, &[search]);
        let id = |pmid: &str| library.find(pmid).unwrap();
        for (pmid, expected) in [
            ("90000001", Some((2024, 3, 4))),
            ("90000002", Some((2021, 2, 1))),
            ("90000003", Some((2022, 6, 7))),
            ("90000004", Some((2023, 4, 5))),
            ("90000005", Some((2017, 12, 1))),
            ("90000007", None),
        ] {
            assert_eq!(history.added(id(pmid)), expected, "{pmid}");
        }
        let newest = history.newest();
        assert_eq!(newest.first(), Some(&id("90000001")));
        assert_eq!(newest.last(), Some(&id("90000007")));
        let span = |since, until| Span { since: Some(since), until: Some(until) };
        let all = Span::default();
        assert_eq!(history.within(ChangeKind::Added, all).len(), 6);
        let retracted = history.within(ChangeKind::Retracted, all);
        // In the order of the library: what was published comes before what has no date.
        assert_eq!(retracted, [id("90000005"), id("90000002")]);
        let july = span((2019, 7, 1), (2019, 7, 31));
        assert_eq!(history.within(ChangeKind::Retracted, july), [id("90000005")]);
        let day = span((2018, 5, 6), (2018, 5, 6));
        assert_eq!(history.within(ChangeKind::Corrected, day), [id("90000005")]);
    }
}
