//! Headings, substances, grants and data banks.
//!
//! In: a value. Out: the record's part, and the same part as a value again. Never: diagnostics.

use crate::record::{Databank, Grant, MeshHeading, MeshQualifier, Substance};

/// `Anxiety Disorders/*therapy/psychology`, `*Family Health`.
pub(in crate::formats) fn heading(text: &str) -> MeshHeading {
    let mut parts = text.split('/');
    let (descriptor, major) = starred(parts.next().unwrap_or_default());
    let qualifiers = parts.filter(|part| !part.is_empty()).map(|part| {
        let (name, major) = starred(part);
        MeshQualifier { name, ui: None, major }
    });
    MeshHeading { descriptor, ui: None, major, qualifiers: qualifiers.collect() }
}

fn starred(text: &str) -> (String, bool) {
    match text.strip_prefix('*') {
        Some(name) => (name.to_owned(), true),
        None => (text.to_owned(), false),
    }
}

/// The heading as MEDLINE writes it.
pub(in crate::formats) fn written_heading(heading: &MeshHeading) -> String {
    let star = |major: bool| if major { "*" } else { "" };
    let mut out = format!("{}{}", star(heading.major), heading.descriptor);
    for qualifier in &heading.qualifiers {
        out.push_str(&format!("/{}{}", star(qualifier.major), qualifier.name));
    }
    out
}

/// `EC 3.4.21.5 (Thrombin)`; the number 0 means that there is none.
pub(in crate::formats) fn substance(text: &str) -> Substance {
    if let Some(inner) = text.strip_suffix(')')
        && let Some((number, name)) = inner.split_once(" (")
        && !name.is_empty()
    {
        let registry_number = Some(number.to_owned()).filter(|number| number != "0");
        return Substance { name: name.to_owned(), registry_number, ui: None };
    }
    Substance { name: text.to_owned(), ..Substance::default() }
}

/// What a registry number's field holds.
pub(super) enum Chemical {
    Substance(Substance),
    /// The name of a supplementary concept that is no substance.
    Concept(String),
}

/// PubMed prints a supplementary concept that is no substance (`Usutu virus`) among the substances, without a number
/// and brackets. A number alone is a substance without its name.
pub(super) fn chemical(text: &str) -> Chemical {
    let bracketed = text.ends_with(')') && text.contains(" (");
    let number = text.starts_with("EC ")
        || text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-')
            && text.bytes().any(|b| b.is_ascii_digit());
    if bracketed || number {
        Chemical::Substance(substance(text))
    } else {
        Chemical::Concept(text.to_owned())
    }
}

/// The substance as MEDLINE writes it.
pub(in crate::formats) fn written_substance(substance: &Substance) -> String {
    let number = substance.registry_number.as_deref().unwrap_or("0");
    format!("{number} ({})", substance.name)
}

/// `ClinicalTrials.gov/NCT00000001`.
pub(in crate::formats) fn databank(text: &str) -> Databank {
    match text.split_once('/') {
        Some((name, number)) if !name.is_empty() && !number.is_empty() => {
            Databank { name: name.to_owned(), accession: Some(number.to_owned()) }
        }
        _ => Databank { name: text.to_owned(), accession: None },
    }
}

/// Countries of the agencies whose grants MEDLINE records.
const COUNTRIES: [&str; 42] = [
    "Argentina",
    "Australia",
    "Austria",
    "Belgium",
    "Brazil",
    "Canada",
    "Chile",
    "China",
    "Croatia",
    "Czech Republic",
    "Denmark",
    "Estonia",
    "Finland",
    "France",
    "Germany",
    "Greece",
    "Hungary",
    "India",
    "International",
    "Ireland",
    "Israel",
    "Italy",
    "Japan",
    "Korea",
    "Luxembourg",
    "Mexico",
    "Netherlands",
    "New Zealand",
    "Norway",
    "Poland",
    "Portugal",
    "Romania",
    "Russia",
    "Singapore",
    "Slovenia",
    "South Africa",
    "Spain",
    "Sweden",
    "Switzerland",
    "Turkey",
    "United Kingdom",
    "United States",
];

/// `R01 XX000001/XX/Agency/United States`: number, acronym, agency and country, of which any may be missing. Numbers may
/// hold strokes, so the parts are told from the end; a stroke at the end stands for a country that is not given.
pub(in crate::formats) fn grant(text: &str) -> Grant {
    let mut grant = Grant::default();
    let mut rest = text;
    let mut ended = false;
    if let Some((head, last)) = rest.rsplit_once('/')
        && (last.is_empty() || COUNTRIES.contains(&last))
    {
        grant.country = Some(last.to_owned()).filter(|last| !last.is_empty());
        (rest, ended) = (head, true);
    }
    let Some((head, agency)) = rest.rsplit_once('/') else {
        // One name alone is an agency unless it looks like a number.
        let number = !ended && rest.bytes().any(|byte| byte.is_ascii_digit());
        let slot = if number { &mut grant.id } else { &mut grant.agency };
        *slot = Some(rest.to_owned()).filter(|rest| !rest.is_empty());
        return grant;
    };
    grant.agency = Some(agency.to_owned()).filter(|agency| !agency.is_empty());
    rest = head;
    let (number, last) = rest.rsplit_once('/').map_or(("", rest), |(number, last)| (number, last));
    if is_acronym(last) {
        grant.acronym = Some(last.to_owned());
        rest = number;
    }
    grant.id = Some(rest.to_owned()).filter(|rest| !rest.is_empty());
    grant
}

/// Two to four capitals, perhaps padded with an underscore: `HL`, `MRC_`, `WT_`.
fn is_acronym(text: &str) -> bool {
    let name = text.strip_suffix('_').unwrap_or(text);
    (2..=4).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The grant as MEDLINE writes it.
pub(in crate::formats) fn written_grant(grant: &Grant) -> String {
    let parts = [&grant.id, &grant.acronym, &grant.agency, &grant.country];
    let mut out = parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join("/");
    if grant.agency.is_some() && grant.country.is_none() {
        out.push('/');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grants_are_told_from_their_end() {
        let cases = [
            (
                "R01 XX000001/XX/NIXX NIH HHS/United States",
                "R01 XX000001|XX|NIXX NIH HHS|United States",
            ),
            (
                "012345/Z/04/Z/WT_/Invented Trust/United Kingdom",
                "012345/Z/04/Z|WT_|Invented Trust|United Kingdom",
            ),
            (
                "BB/F00/1/Invented Council/United Kingdom",
                "BB/F00/1||Invented Council|United Kingdom",
            ),
            ("2018-1/Invented Foundation/", "2018-1||Invented Foundation|"),
            ("HHMI/Invented Institute/United States", "|HHMI|Invented Institute|United States"),
            ("Invented Council/International", "||Invented Council|International"),
            ("Invented Council/", "||Invented Council|"),
            ("Council 2/", "||Council 2|"),
            ("12-34", "12-34|||"),
            ("", "|||"),
        ];
        for (text, expected) in cases {
            let g = grant(text);
            let parts = [&g.id, &g.acronym, &g.agency, &g.country];
            let shown = parts.map(|part| part.clone().unwrap_or_default()).join("|");
            assert_eq!(shown, expected);
            assert_eq!(written_grant(&g), text);
        }
    }

    #[test]
    fn headings_and_substances_are_written_as_they_were() {
        for text in ["Tea/*pharmacology/adverse effects", "*Tea", "Tea, Green"] {
            assert_eq!(written_heading(&heading(text)), text);
        }
        let s = substance("0 (2-(1,2-dioxy (x))tea)");
        assert_eq!((s.name.as_str(), s.registry_number.as_ref()), ("2-(1,2-dioxy (x))tea", None));
        assert_eq!(written_substance(&substance("EC 1.2.3 (Tease)")), "EC 1.2.3 (Tease)");
        assert_eq!(databank("A/1/2").accession.as_deref(), Some("1/2"));
    }
}
