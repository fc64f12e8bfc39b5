//! Which names are one institution, as data. The institutions are invented; the rules that they show are general.

use super::*;
use crate::affiliations::tests::any_affiliation;
use crate::vocabularies::ror::RorOrganization;

/// Whether two strings share a page in a library of all of them.
fn same_among(strings: &[&str]) -> bool {
    let measured = measure(strings, None);
    let first = measured.first().and_then(|(_, measured)| measured.cluster.clone());
    first.is_some() && measured.get(1).map(|(_, measured)| measured.cluster.clone()) == Some(first)
}

/// Whether two strings share a page.
fn same(a: &str, b: &str) -> bool {
    same_among(&[a, b])
}

#[test]
fn spellings_of_one_institution_share_a_page() {
    for (a, b) in [
        ("University of Quux, Mudville, Spain", "Univ. of Quux, Mudville, Spain"),
        ("University of Quux, Mudville, Spain", "UNIVERSITY OF QUUX, Mudville, Spain"),
        ("University of Quux UQ-QU, Mudville, Spain", "The University of Quux (UQ), Elbo, Spain"),
        ("Université de Quux, Mudville, France", "Universite Quux, Mudville, France"),
        ("Quux University, Mudville, Norway", "University of Quux, Mudville, Norway"),
        ("National Cancer Institute, Mudville, Peru", "National Cancer Institute, Elbo, Peru"),
        ("Quux Medical Centre, Mudville", "Quux Medical Center, Mudville, Peru"),
        ("Hospital Carlos Quux, Mudville, Peru", "Carlos Quux Hospital, Mudville, Peru"),
        ("Elbo Institute for Quux, Mudville, USA", "Quux Elbo Institute, Mudville, USA"),
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
        // Nothing but words that many share: each city has its own.
        ("University Hospital, Mudville, France", "University Hospital, Elbo, France"),
        ("Quux State University, Mudville, USA", "Quux University, Mudville, USA"),
    ] {
        assert!(!same(a, b), "{a:?} and {b:?}");
    }
}

#[test]
fn a_library_teaches_its_acronyms_and_cities() {
    let explained = "Quux Oceanic Institute (QOI), Mudville, Peru";
    assert!(same_among(&["QOI, Mudville, Peru", explained]));
    // Two names with one acronym: it stays by itself.
    assert!(!same_among(&[
        "QOI, Lima, Peru",
        explained,
        "Quito Ornithology Institute (QOI), Lima, Peru"
    ]));
    assert!(!same_among(&["QOI, Oslo, Norway", explained]));
    assert!(same("Quux University Trondheim, Norway", "Quux University, Trondheim, Norway"));
    // In two cities the bare name may mean either.
    let elsewhere = "Quux University, Oslo, Norway";
    assert!(!same_among(&["Quux University Trondheim, Trondheim, Norway", elsewhere]));
}

#[test]
fn blanks_and_transliterations_make_no_other_institution() {
    for (a, b) in [
        ("Quux Town University, Lima, Peru", "Quuxtown University, Lima, Peru"),
        ("Hospital of Muenster, Germany", "Hospital of Münster, Germany"),
    ] {
        assert!(same(a, b), "{a:?} and {b:?}");
    }
    assert!(!same("Quux Town University, Lima, Peru", "Quuxtown University, Oslo, Norway"));
}

proptest::proptest! {
    #[test]
    fn clusters_do_not_depend_on_order(mut strings in proptest::collection::vec(any_affiliation(), 0..8)) {
        strings.push("Quux Oceanic Institute (QOI), Mudville, Peru".to_owned());
        strings.push("QOI, Peru".to_owned());
        let by_string = |strings: &[String]| {
            let raw: Vec<&str> = strings.iter().map(String::as_str).collect();
            let keys = measure(&raw, None).into_iter().map(|(_, measured)| measured.cluster);
            raw.iter().map(|raw| (*raw).to_owned()).zip(keys).collect::<BTreeMap<_, _>>()
        };
        let forward = by_string(&strings);
        strings.reverse();
        proptest::prop_assert_eq!(forward, by_string(&strings));
    }
}

/// The registry of a few invented organisations.
fn registry() -> Ror {
    let organization =
        |id: &str, name: &str, alias: &str, acronym: &str, city: &str, country: &str| {
            RorOrganization {
                id: id.to_owned(),
                name: name.to_owned(),
                aliases: vec![alias.to_owned()],
                acronyms: vec![acronym.to_owned()],
                city: city.to_owned(),
                country: country.to_owned(),
                ..Default::default()
            }
        };
    Ror::of(vec![
        organization(
            "0aaaaaa01",
            "Quux University",
            "Irgendwo-Universität",
            "QXU",
            "Mudville",
            "DE",
        ),
        organization("0aaaaaa02", "Quux University", "", "QXU", "Elbo", "US"),
        organization("0aaaaaa03", "Elbo Oceanic Laboratory", "", "EOL", "Lima", "PE"),
        organization("0aaaaaa06", "Carlos Elbo", "", "", "Mudville", "DE"),
        organization("0aaaaaa07", "Elbo Naval Museum", "", "", "Lima", "PE"),
        RorOrganization {
            successor: Some("0aaaaaa01".to_owned()),
            ..organization("0aaaaaa04", "Old Mud Academy", "", "", "Mudville", "DE")
        },
        RorOrganization {
            successor: Some("0aaaaaa01".to_owned()),
            ..organization("0aaaaaa05", "Mudville Law School", "", "", "Mudville", "DE")
        },
    ])
}

#[test]
fn the_registry_counts_where_the_place_fits() {
    let registry = registry();
    for (raw, key) in [
        ("Quux University, Mudville, Germany", "ror 0aaaaaa01"),
        ("Quux University, Elbo, USA", "ror 0aaaaaa02"),
        ("Irgendwo Universität, 12345 Mudville", "ror 0aaaaaa01"),
        ("Institut für Physik, QXU, Mudville, Germany", "ror 0aaaaaa01"),
        ("Deep Sea Project, Elbo Oceanic Laboratory, Lima, Peru", "ror 0aaaaaa03"),
        // A department named after the letters, and words cut short.
        ("QXU Computer Science Department, 12345 Mudville, Germany", "ror 0aaaaaa01"),
        ("Elbo Oceanogr. Lab., Lima, Peru", ""),
        ("Elbo Ocean. Lab., Lima, Peru", "ror 0aaaaaa03"),
        // What took its place.
        ("Old Mud Academy, Mudville, Germany", "ror 0aaaaaa01"),
        // Another country, and a name of two without a place.
        ("Quux University, Mudville, France", ""),
        ("Quux University", ""),
        // What the name has besides tells it apart.
        ("Quux University Hospital, Mudville, Germany", ""),
    ] {
        let measured = measure(&[raw], Some(&registry));
        let found = measured[0].1.cluster.as_deref().filter(|key| key.starts_with("ror "));
        assert_eq!(found.unwrap_or_default(), key, "{raw:?}: {measured:#?}");
    }
}

/// Countries of one string, with the registry.
fn countries(raw: &str) -> Vec<&'static str> {
    let parsed = vec![parse(raw)];
    let of = Organizations::of(&[raw], &parsed, Some(&registry()));
    let first = of.countries.first().cloned().unwrap_or_default();
    first.into_iter().map(|(id, _)| places().code(id)).collect()
}

#[test]
fn the_registry_says_where_its_organisations_lie() {
    for (raw, codes) in [
        ("Elbo Oceanic Laboratory", &["PE"][..]),
        ("Elbo Oceanic Laboratory, Lima; Zzyx University, Oslo, Norway", &["PE", "NO"]),
        ("Elbo Oceanic Laboratory, Lima, Peru. a@elbo.com", &["PE"]),
        // A place in a name gives way to what the registry knows.
        ("Norwegian Centre, Elbo Oceanic Laboratory", &["PE"]),
        // Named with others of another country, its own city in the string.
        (
            "Elbo Naval Museum and Zzyx University, Oslo, Norway; Mud Clinic, Lima, Peru",
            &["NO", "PE"],
        ),
    ] {
        assert_eq!(countries(raw), codes, "{raw:?}");
    }
}

#[test]
fn what_the_registry_knows_in_one_string_it_is_in_others() {
    let registry = registry();
    let strings = [
        "Quux University, Mudville, Germany",
        "Quux University, Germany",
        "Quux University, Zzyx, Germany",
    ];
    let keys: Vec<Option<String>> =
        measure(&strings, Some(&registry)).into_iter().map(|(_, of)| of.cluster).collect();
    assert_eq!(
        keys,
        [
            Some("ror 0aaaaaa01".to_owned()),
            Some("ror 0aaaaaa01".to_owned()),
            Some("ror 0aaaaaa01".to_owned())
        ]
    );
}

#[test]
fn an_older_name_stays_as_written() {
    let registry = registry();
    for (raw, name) in [
        ("Old Mud Academy, Mudville, Germany", "Old Mud Academy"),
        // A school that went into its university is a part of it.
        ("Mudville Law School, Mudville, Germany", "Quux University"),
        ("Quux Univ., Mudville, Germany", "Quux Univ"),
        ("Irgendwi-Universität, Mudville, Germany", "Quux University"),
        ("Irgendwo-Universität, Mudville, Germany", "Irgendwo-Universität"),
        // A street that bears an organisation's name is none.
        ("Quux University, Carlos-Elbo-Straße 3, Mudville, Germany", "Quux University"),
    ] {
        let measured = measure(&[raw], Some(&registry));
        assert_eq!(measured[0].1.organizations, [name], "{raw:?}");
    }
}
