//! What affiliations say, as data. The addresses are invented; the rules that they show are general.

use super::*;

/// Affiliation, organisations, city, country code.
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
fn organisations_are_found() {
    check(&[(
        "Department of Physiology, University of Elbonia UE-EU, 48940 Mudville, Spain.",
        &["University of Elbonia"],
        "Mudville",
        "ES",
    )]);
}
