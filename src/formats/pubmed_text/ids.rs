//! Reads the identifier lines that close a record: `DOI:`, `PMCID:`, `PMID:`.
//!
//! In: lines. Out: [`Ids`], as printed and unchecked. Never: diagnostics.

/// What an identifier paragraph says.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Ids<'a> {
    pub(super) doi: Option<&'a str>,
    pub(super) pmcid: Option<&'a str>,
    /// In `[Available on …]`.
    pub(super) available: Option<&'a str>,
    pub(super) pmid: Option<&'a str>,
    /// In the brackets behind the PMID.
    pub(super) status: Option<&'a str>,
}

impl<'a> Ids<'a> {
    /// Takes a line; `false` when it is no identifier line or its identifier was given before.
    pub(super) fn take(&mut self, line: &'a str) -> bool {
        let line = line.trim();
        if let Some(value) = line.strip_prefix("DOI:") {
            return put(&mut self.doi, value);
        }
        if let Some(value) = line.strip_prefix("PMCID:") {
            let (value, note) = bracket(value);
            let free = put(&mut self.pmcid, value);
            if free {
                self.available = note;
            }
            return free;
        }
        if let Some(value) = line.strip_prefix("PMID:") {
            let (value, note) = bracket(value);
            let free = put(&mut self.pmid, value);
            if free {
                self.status = note;
            }
            return free;
        }
        false
    }
}

fn put<'a>(slot: &mut Option<&'a str>, value: &'a str) -> bool {
    let value = value.trim();
    let free = slot.is_none() && !value.is_empty();
    if free {
        *slot = Some(value);
    }
    free
}

/// `PMC1 [Available on 2020-02-01]` gives `PMC1` and the words in brackets.
fn bracket(text: &str) -> (&str, Option<&str>) {
    match text.split_once('[') {
        Some((value, note)) => (value, Some(note.trim().trim_end_matches(']').trim())),
        None => (text, None),
    }
}

/// `2020-02-01` or `2014/12/1`, perhaps with words before it, as an ISO date.
pub(super) fn iso_date(text: &str) -> Option<String> {
    let date = text.rsplit(' ').next()?;
    let mut parts = date.split(['-', '/']);
    let year: u16 = parts.next()?.parse().ok().filter(|year| (1900..2200).contains(year))?;
    let month: u8 = parts.next()?.parse().ok().filter(|month| (1..=12).contains(month))?;
    let day: u8 = parts.next()?.parse().ok().filter(|day| (1..=31).contains(day))?;
    parts.next().is_none().then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_all_eras() {
        let mut ids = Ids::default();
        assert!(ids.take("DOI: 10.1/X "));
        assert!(ids.take("PMCID: PMC12 [Available on 2014/12/1]"));
        assert!(ids.take("PMID: 27  [PubMed - indexed for MEDLINE]"));
        assert!(!ids.take("PMID: 28"));
        assert!(!ids.take("other"));
        assert_eq!((ids.doi, ids.pmcid, ids.pmid), (Some("10.1/X"), Some("PMC12"), Some("27")));
        assert_eq!(ids.status, Some("PubMed - indexed for MEDLINE"));
        assert_eq!(iso_date(ids.available.expect("a date")), Some("2014-12-01".into()));
        assert_eq!(iso_date("Available on 2020-02-01"), Some("2020-02-01".into()));
        assert_eq!(iso_date("Available on 2020-13-01"), None);
    }
}
