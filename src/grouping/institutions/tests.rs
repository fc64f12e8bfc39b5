//! What affiliations say, as data. The institutions are invented; the rules that they show are general.

use super::*;

/// Affiliation, organisations of all its addresses, city and country code of the first.
type Case = (&'static str, &'static [&'static str], &'static str, &'static str);

fn check(cases: &[Case]) {
    for (raw, organizations, city, country) in cases {
        let parsed = parse(raw);
        let found: Vec<&str> = parsed
            .addresses
            .iter()
            .flat_map(|address| address.organizations.iter().map(String::as_str))
            .collect();
        assert_eq!(&found, organizations, "organisations of {raw:?}: {parsed:#?}");
        let first = parsed.addresses.first();
        let found = first.and_then(|address| address.city.as_deref()).unwrap_or_default();
        assert_eq!(&found, city, "city of {raw:?}");
        let found = first.and_then(Address::country_code).unwrap_or_default();
        assert_eq!(&found, country, "country of {raw:?}");
    }
}

#[test]
fn the_organisation_is_the_segment_of_highest_rank() {
    check(&[
        (
            "Department of Physiology, Faculty of Medicine, University of Elbonia, 48940 Mudville, Spain.",
            &["University of Elbonia"],
            "Mudville",
            "ES",
        ),
        (
            "Nerve Group, Brain Area, Quux Health Research Institute, 20014 Mudville, Spain.",
            &["Quux Health Research Institute"],
            "Mudville",
            "ES",
        ),
        (
            "Department of Neurology, Quux Integrated Health Organization, Elbo Regional Health Service, Mudville, Spain",
            &["Elbo Regional Health Service"],
            "Mudville",
            "ES",
        ),
        (
            "QUUXNED, Second Institute, Elbonian Ministry of Research, 28031 Madrid, Spain",
            &["QUUXNED"],
            "Madrid",
            "ES",
        ),
        (
            "Quux University School of Medicine, Mudville, MA 02115, USA",
            &["Quux University"],
            "Mudville",
            "US",
        ),
        (
            "Klinik für Neurologie, Universitätsklinikum Quux, 12345 Quux, Germany",
            &["Universitätsklinikum Quux"],
            "Quux",
            "DE",
        ),
    ]);
}

#[test]
fn several_addresses_and_marks_do_not_confuse() {
    check(&[
        (
            "1 Quux Hospital, Mudville, Peru; Elbo Institute, Lima, Peru. Electronic address: a@quux.pe.",
            &["Quux Hospital", "Elbo Institute"],
            "Mudville",
            "PE",
        ),
        (
            "From the Quux University, Mudville, Canada (A.B., C.-D.E.)",
            &["Quux University"],
            "Mudville",
            "CA",
        ),
        (
            "aDepartment of Physics, Quux University, Mudville, France",
            &["Quux University"],
            "Mudville",
            "FR",
        ),
        (
            "Quux Medical College and Elbo Hospital, Mudville, India",
            &["Elbo Hospital", "Quux Medical College"],
            "Mudville",
            "IN",
        ),
    ]);
}

#[test]
fn names_without_commas_are_cut_where_an_organisation_begins() {
    check(&[
        ("Department of Chemistry Quux University Germany", &["Quux University"], "", "DE"),
        ("Department of Physics University of Quux Norway", &["University of Quux"], "", "NO"),
    ]);
}

#[test]
fn the_country_comes_from_the_words_before_the_mail_domain() {
    let country = |raw: &str| {
        let parsed = parse(raw);
        parsed.addresses.first().and_then(Address::country_code).unwrap_or_default()
    };
    for (raw, code) in [
        ("Quux University, Mudville, P.R. China", "CN"),
        ("Quux University, Mudville, España", "ES"),
        ("Quux University, Mudville, NY 10027", "US"),
        ("Quux University, Mudville, Ontario K1N 6N5", "CA"),
        ("Quux University, Mudville, Scotland", "GB"),
        ("Quux University, Atlanta, Georgia", "US"),
        ("Quux University, Mudville, Georgia", "GE"),
        ("Quux University, Mudville, The Netherlands. a@b.fr", "NL"),
        ("Quux University, Mudville. a@quux.ac.jp", "JP"),
        ("Quux University, Mudville", ""),
    ] {
        assert_eq!(country(raw), code, "{raw:?}");
    }
}

#[test]
fn nothing_makes_the_parser_panic() {
    for raw in [
        "",
        ";",
        ",,,",
        "(",
        "()",
        "@",
        "1",
        "a",
        "é",
        "[]",
        "University",
        " of ",
        "😀, 😀",
        ". . .",
        "(A.B.",
    ] {
        let parsed = parse(raw);
        assert!(parsed.addresses.len() <= 1, "{raw:?}");
    }
}

/// Whether two strings share a page.
fn same(a: &str, b: &str) -> bool {
    let raw = [a, b];
    let parsed: Vec<Parsed> = raw.iter().map(|raw| parse(raw)).collect();
    let keys = cluster_keys(&raw, &parsed);
    keys[0].is_some() && keys[0] == keys[1]
}

#[test]
fn spellings_of_one_institution_share_a_page() {
    for (a, b) in [
        ("University of Quux, Mudville, Spain", "Univ. of Quux, Mudville, Spain"),
        ("University of Quux, Mudville, Spain", "UNIVERSITY OF QUUX, Mudville, Spain"),
        ("University of Quux UQ-QU, Mudville, Spain", "The University of Quux (UQ), Elbo, Spain"),
        ("Université de Quux, Mudville, France", "Universite Quux, Mudville, France"),
        ("Quux University, Mudville, Norway", "University of Quux, Mudville, Norway"),
        ("Quux Medical Centre, Mudville", "Quux Medical Center, Mudville, Peru"),
    ] {
        assert!(same(a, b), "{a:?} and {b:?}");
    }
}

#[test]
fn different_institutions_stay_apart() {
    for (a, b) in [
        ("Quux University, Mudville, USA", "University of Quux, Elbo, USA"),
        ("National Quux Institute, Mudville, Peru", "National Quux Institute, Elbo, Japan"),
        ("University of California, Quux, CA, USA", "University of California, Mudville, CA, USA"),
        ("University of Quux, Mudville, Spain", "University of Quux Hospital, Mudville, Spain"),
        ("Quux State University, Mudville, USA", "Quux University, Mudville, USA"),
    ] {
        assert!(!same(a, b), "{a:?} and {b:?}");
    }
}
