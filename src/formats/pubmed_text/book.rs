//! Reads what names the book of a chapter, or a whole book's imprint.
//!
//! In: the paragraph as one line of text: `In: … editors. Book [Internet]. City: Publisher; 1993–2025. 2006 Apr 18
//! [updated 2025 Aug 14].` Out: [`Source`]. Never: diagnostics.

use super::shape::begins_with_year;
use crate::record::PartialDate;

/// The parts of the paragraph, as slices of it.
#[derive(Debug, Default, PartialEq)]
pub(in crate::formats) struct Source<'a> {
    pub(in crate::formats) editors: Option<&'a str>,
    pub(in crate::formats) title: Option<&'a str>,
    pub(in crate::formats) edition: Option<&'a str>,
    pub(in crate::formats) place: Option<&'a str>,
    pub(in crate::formats) publisher: Option<&'a str>,
    pub(in crate::formats) years: Option<&'a str>,
    pub(in crate::formats) date: Option<&'a str>,
    pub(in crate::formats) updated: Option<&'a str>,
    /// What fits none of these.
    pub(in crate::formats) rest: Option<&'a str>,
}

/// Takes the paragraph apart.
pub(in crate::formats) fn parse(text: &str) -> Source<'_> {
    let mut source = Source::default();
    let mut text = text.strip_prefix("In:").unwrap_or(text).trim();
    for ending in [", editors. ", ", editor. "] {
        if let Some((editors, rest)) = text.split_once(ending) {
            source.editors = Some(editors);
            text = rest;
            break;
        }
    }
    let imprint = years_start(text);
    let Some(years) = imprint else {
        source.title = filled(text.trim_end_matches('.'));
        return source;
    };
    let (head, tail) = text.split_at(years);
    let tail = tail.trim_start_matches("; ");
    let (years, rest) = tail.split_once(". ").unwrap_or((tail.trim_end_matches('.'), ""));
    source.years = filled(years);
    read_dates(&mut source, rest.trim());
    read_head(&mut source, head);
    source
}

/// `Title [Internet]. 2nd edition. City (ST): Publisher`.
fn read_head<'a>(source: &mut Source<'a>, head: &'a str) {
    let internet = head.find("[Internet]").map(|at| at + "[Internet]".len());
    let (title, imprint) = head.split_at(internet.unwrap_or_else(|| title_end(source, head)));
    let (title, edition) = split_edition(title.trim());
    source.title = filled(title);
    source.edition = edition;
    let mut imprint = imprint.trim_start_matches(['.', ' ']);
    if let Some((first, rest)) = imprint.split_once(". ").filter(|(first, _)| is_edition(first)) {
        source.edition = Some(first);
        imprint = rest;
    }
    match imprint.split_once(": ") {
        Some((place, publisher)) => {
            source.place = filled(place);
            source.publisher = filled(publisher);
        }
        None => source.publisher = filled(imprint.trim_end_matches('.')),
    }
}

/// Where the title ends without “Internet” in brackets: at the last stop before the place, or there is none.
fn title_end(source: &Source<'_>, head: &str) -> usize {
    let colon = head.rfind(": ").unwrap_or(head.len());
    let before = head.get(..colon).unwrap_or(head);
    let imprint_alone = source.editors.is_none() && colon < head.len();
    before.rfind(". ").unwrap_or(if imprint_alone { 0 } else { head.len() })
}

/// `Title. 2nd edition` gives both.
fn split_edition(title: &str) -> (&str, Option<&str>) {
    match title.rsplit_once(". ") {
        Some((head, last)) if is_edition(last) => (head, Some(last)),
        _ => (title, None),
    }
}

fn is_edition(text: &str) -> bool {
    text.len() < 40 && (text.ends_with("edition") || text.ends_with(" ed"))
}

/// Where `; 1993–2025.` begins: the last semicolon that a year follows.
fn years_start(text: &str) -> Option<usize> {
    let semicolons: Vec<usize> = text.match_indices("; ").map(|(at, _)| at).collect();
    semicolons.into_iter().rev().find(|at| text.get(at + 2..).is_some_and(begins_with_year))
}

/// `2006 Apr 18 [updated 2025 Aug 14].`
fn read_dates<'a>(source: &mut Source<'a>, text: &'a str) {
    let text = text.trim_end_matches('.');
    let (date, updated) = match text.split_once(" [updated ") {
        Some((date, rest)) => (date, Some(rest)),
        None => (text, None),
    };
    if PartialDate::parse_pubmed(date).is_none() {
        source.rest = filled(text);
        return;
    }
    source.date = filled(date);
    if let Some(updated) = updated {
        let (updated, rest) = updated.split_once(']').unwrap_or((updated, ""));
        source.updated = filled(updated);
        source.rest = filled(rest.trim_start_matches(['.', ' ']));
    }
}

/// A book's years: `1993–2025`, or open at the end as in `2000–` and `2023 Jan–`.
pub(in crate::formats) fn years(text: &str) -> Option<PartialDate> {
    let open = text.trim_end_matches(['–', '-']);
    let date = PartialDate::parse_pubmed(open)?;
    Some(PartialDate { text: text.to_owned(), ..date })
}

fn filled(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_with_and_without_editors() {
        let text = "In: Doe MP(2), Roe J, editors. GeneTales(®) [Internet]. Seattle (WA): University of Tea, Seattle; 1993–2025. 2006 Apr 18 [updated 2025 Aug 14].";
        let s = parse(text);
        assert_eq!(s.editors, Some("Doe MP(2), Roe J"));
        assert_eq!((s.title, s.place), (Some("GeneTales(®) [Internet]"), Some("Seattle (WA)")));
        assert_eq!((s.publisher, s.years), (Some("University of Tea, Seattle"), Some("1993–2025")));
        assert_eq!((s.date, s.updated, s.rest), (Some("2006 Apr 18"), Some("2025 Aug 14"), None));
        let s = parse(
            "In: StatTales [Internet]. Treasure City (FL): StatTales Publishing; 2023 Jan–. 2023 Aug 7.",
        );
        assert_eq!((s.editors, s.years, s.date), (None, Some("2023 Jan–"), Some("2023 Aug 7")));
        let years = years("2023 Jan–").expect("a date");
        assert_eq!((years.year, years.month, years.text.as_str()), (2023, Some(1), "2023 Jan–"));
    }

    #[test]
    fn editions_and_whole_books() {
        let s = parse("In: Doe J, editor. Tea: A Book. 2nd edition. City (ST): Press; 2019.");
        assert_eq!(
            (s.title, s.edition, s.place),
            (Some("Tea: A Book"), Some("2nd edition"), Some("City (ST)"))
        );
        let s = parse("City (ST): Press of Tea (US); 2019 Mar 1.");
        assert_eq!(
            (s.title, s.place, s.publisher),
            (None, Some("City (ST)"), Some("Press of Tea (US)"))
        );
        assert_eq!(s.years, Some("2019 Mar 1"));
    }
}
