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
            .flat_map(|address| address.organizations.iter().map(|part| part.text.as_str()))
            .collect();
        assert_eq!(&found, organizations, "organisations of {raw:?}: {parsed:#?}");
        let first = parsed.addresses.first();
        let found = first.and_then(|address| address.city.as_ref());
        let found = found.map(|city| city.text.as_str()).unwrap_or_default();
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
fn two_words_for_one_kind_and_what_stands_around_a_name() {
    check(&[
        (
            "Universidad Politécnica de Quux, Quux, Spain",
            &["Universidad Politécnica de Quux"],
            "Quux",
            "ES",
        ),
        (
            "School of Materials at Quux Elbo University, Mudville, China",
            &["Quux Elbo University"],
            "Mudville",
            "CN",
        ),
        ("kd Quux University, Mudville, Peru", &["Quux University"], "Mudville", "PE"),
        ("st Quux University, Mudville, Peru", &["Quux University"], "Mudville", "PE"),
        ("de Quux Institute, Mudville, Belgium", &["de Quux Institute"], "Mudville", "BE"),
        ("Department of Physics, Lima, Peru", &[], "Lima", "PE"),
        ("Is a student at the University of Quux, Peru", &["University of Quux"], "", "PE"),
        ("Zzyx Pharma S.r.l. Plant, Mudville, Italy", &["Zzyx Pharma S.r.l"], "Mudville", "IT"),
        (
            "Quux Lab, National Spleen, Ear, and Nose Institute, Mudville, USA",
            &["National Spleen, Ear, and Nose Institute"],
            "Mudville",
            "US",
        ),
        (
            "Elbo Hospital, 8888 University Drive, Mudville, Canada",
            &["Elbo Hospital"],
            "Mudville",
            "CA",
        ),
        ("Elbo Hospital, University Campus, Mudville, India", &["Elbo Hospital"], "Mudville", "IN"),
        (
            "Department of Physics, University Children's Hospital, Mudville, Serbia",
            &["University Children's Hospital"],
            "Mudville",
            "RS",
        ),
        ("Department of Neurology, Zzyxziekenhuis, and", &["Zzyxziekenhuis"], "", ""),
        (
            "Afdeling Neurologie, St.-Quuxziekenhuis, Mudville, Belgium",
            &["St.-Quuxziekenhuis"],
            "Mudville",
            "BE",
        ),
        (
            "Quux Inst. of Petrochem. Technol., Mudville, China",
            &["Quux Inst. of Petrochem. Technol"],
            "Mudville",
            "CN",
        ),
    ]);
}

#[test]
fn the_country_comes_from_the_words_and_never_from_a_domain() {
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
        ("Quux University, Tbilisi, Georgia", "GE"),
        ("Quux University, Mudville, Georgia", ""),
        ("Quux University, Mudville, The Netherlands. a@b.fr", "NL"),
        ("Quux University, Mudville. a@quux.ac.jp", ""),
        ("Quux University, Mudville. a@quux.com; http://quux.com", ""),
        // A code of two states, of a state and of the country itself, a degree, a legal form.
        ("Quux Clinic, Seattle, WA", "US"),
        ("Quux Clinic, Perth, WA", "AU"),
        ("Quux Clinic, Leiden, NL", "NL"),
        ("Quux Clinic, Mudville, NL, Canada", "CA"),
        ("J. Quux, MD, PhD, Elbo Clinic", ""),
        ("Zzyx Holding, S.A.", ""),
        // Names of countries that other places have.
        ("Elbo Clinic, Lebanon, NH", "US"),
        ("Elbo Clinic, Kinshasa, Congo", "CD"),
        ("Elbo Clinic, Brazzaville, Congo", "CG"),
        ("Elbo Clinic, Kinshasa, Democratic Republic of Congo", "CD"),
        ("Elbo Clinic, Granada, Spain", "ES"),
        ("Elbo Clinic, Granada", ""),
        // In a name: of the place's own, of a person's, of one that many bear.
        ("University of Copenhagen", "DK"),
        ("George Quux University", ""),
        ("Santa Fe Quux Institute", ""),
        ("Chung Shan Elbo University", ""),
        ("University of Copenhagen and University of Oslo", ""),
        ("Quux University, Mudville", ""),
    ] {
        assert_eq!(country(raw), code, "{raw:?}");
    }
}

#[test]
fn a_country_reaches_what_it_stands_with() {
    let countries = |raw: &str| -> Vec<String> {
        let addresses = parse(raw).addresses;
        let each = addresses.iter().map(|of| {
            let name = of.organizations.first().map_or("", |part| part.text.as_str());
            format!("{name} {}", of.country_code().unwrap_or("-"))
        });
        each.collect()
    };
    for (raw, expected) in [
        (
            "Quux Hospital; Elbo University, Oslo, Norway",
            &["Quux Hospital -", "Elbo University NO"][..],
        ),
        (
            "Quux University, Mudville, USA. Elbo Clinic, Oslo, Norway.",
            &["Quux University US", "Elbo Clinic NO"],
        ),
        (
            "Quux University, Mudville, USA. a@quux.edu. Elbo Clinic, Oslo, Norway. b@elbo.no.",
            &["Quux University US", "Elbo Clinic NO"],
        ),
        (
            "Quux University, Mudville, USA; Zzyx, Oslo, Norway; Elbo Clinic, Lima, Peru",
            &["Quux University US", "Zzyx NO", "Elbo Clinic PE"],
        ),
        (
            "Quux University, Austria and Elbo Clinic, Oslo, Norway",
            &["Quux University AT", "Elbo Clinic NO"],
        ),
        (
            "Quux University, Oslo, Norway Elbo Clinic, Lima, Peru",
            &["Quux University NO", "Elbo Clinic PE"],
        ),
        ("Quux Laboratory, Oslo, Norway. Elbo Clinic, Lima, Peru", &[" NO", "Elbo Clinic PE"]),
        // A place in a name divides nothing.
        ("U.S. Quux Survey, Mudville, OH, USA", &["U.S. Quux Survey US"]),
        ("Elbo Clinic, Japan Quux Institute, Tokyo, Japan", &["Elbo Clinic JP"]),
    ] {
        assert_eq!(countries(raw), expected, "{raw:?}");
    }
}

#[test]
fn streets_codes_and_phrases_are_no_organisations() {
    for (raw, organizations) in [
        ("Quux Clinic, 1056 AB Mudville, The Netherlands", &["Quux Clinic"][..]),
        ("Quux Clinic, Elbo Straat 2, 1056 AB, Mudville", &["Quux Clinic"]),
        ("Quux Clinic, 3187 University Way, Mudville", &["Quux Clinic"]),
        ("Quux Clinic, University Road, Mudville", &["Quux Clinic"]),
        ("Quux Clinic, 12 boul. de l’Université, Mudville", &["Quux Clinic"]),
        ("Quux Clinic, a Elbo Sinai venture, Mudville", &["Quux Clinic"]),
        ("Quux Clinic, A Joint Initiative of the Elbo University", &["Quux Clinic"]),
        ("Quux Clinic, member of the Elbo University, Lima", &["Quux Clinic"]),
        ("B.S. in Botany from QXU, Quux Clinic, Lima", &["Quux Clinic"]),
        ("Quux Clinic, www.quux-university.org, Lima", &["Quux Clinic"]),
        ("Quux Universitygrid.1234.5a, Lima, Peru", &["Quux University"]),
        ("Present address: Quux University, Lima, Peru", &["Quux University"]),
        ("Quux University and Professor of Botany, Lima, Peru", &["Quux University"]),
        (
            "*Quux University, Lima, Peru †Elbo Clinic, Lima, Peru",
            &["Quux University", "Elbo Clinic"],
        ),
        ("Quux University, Lima, Peru; Zzyx", &["Quux University"]),
        ("Molecular Biology, Lima, Peru", &[]),
        ("2 St. Quux's Hospital, Lima, Peru", &["St. Quux's Hospital"]),
        ("Quux Clinic, 200 University Avenue West, Mudville", &["Quux Clinic"]),
        ("Quux Clinic, 60 University, Mudville", &["Quux Clinic"]),
        ("Quux Clinic, 6 College St, Mudville", &["Quux Clinic"]),
        ("Quux Clinic, 47-83 boulevard de l’Hôpital, Mudville", &["Quux Clinic"]),
        ("Quux Clinic, College Station, TX, USA", &["Quux Clinic"]),
        ("Optics Lab, 30076Quux Medical College, Mudville, India", &["Quux Medical College"]),
        ("Departments of Chemistry and Quuxology, Lima, Peru", &[]),
        ("Clinic of Internal Medicine, Elbo Hospital, Lima, Peru", &["Elbo Hospital"]),
        ("Elbo Clinic, Quux Hospital, Lima, Peru", &["Quux Hospital", "Elbo Clinic"]),
        ("he studies at Lima, Quux Clinic, Lima, Peru", &["Quux Clinic"]),
        (
            "Università di Quux \"Federico II\", Mudville, Italy",
            &["Università di Quux \"Federico II\""],
        ),
        ("Ospedale \"Quux\" Hospital, Mudville", &["Ospedale \"Quux\" Hospital"]),
        ("\"Quux University, Lima, Peru", &["Quux University"]),
    ] {
        let parsed = parse(raw);
        let found: Vec<&str> = parsed
            .addresses
            .iter()
            .flat_map(|address| address.organizations.iter().map(|part| part.text.as_str()))
            .collect();
        assert_eq!(found, organizations, "{raw:?}: {parsed:#?}");
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

#[test]
fn every_part_has_its_place_and_its_reason() {
    let raw = "1 Department of Botany, Quux University (QU), 12 Elm Street, Mudville, NY 10027, USA. E-mail: a.b@quux.edu; https://ror.org/012ab3456";
    let parsed = parse(raw);
    let address = &parsed.addresses[0];
    let said = |part: &Part| {
        format!(
            "{} | {} | {}",
            raw.get(part.span.clone()).unwrap_or_default(),
            part.text,
            part.reason
        )
    };
    assert_eq!(
        said(&address.organizations[0]),
        "Quux University | Quux University | the word “university”"
    );
    assert_eq!(
        said(&address.departments[0]),
        "Department of Botany | Department of Botany | the word “department”"
    );
    assert_eq!(address.acronyms, [(0, "qu".to_owned())]);
    assert_eq!(
        said(address.city.as_ref().unwrap()),
        "Mudville | Mudville | stands where cities stand"
    );
    assert_eq!(said(address.region.as_ref().unwrap()), "NY | NY | a state or province");
    assert_eq!(said(address.postal_code.as_ref().unwrap()), "10027 | 10027 | a postal code");
    assert_eq!(said(&address.country.as_ref().unwrap().1), "USA | USA | the name of a country");
    assert_eq!(said(&parsed.emails[0]), "a.b@quux.edu | a.b@quux.edu | an e-mail address");
    let (kind, id) = &parsed.ids[0];
    assert_eq!(
        (*kind, said(id).as_str()),
        (IdKind::Ror, "012ab3456 | 012ab3456 | the form of an identifier")
    );
}

#[test]
fn identifiers_are_known_by_their_form() {
    for (raw, expected) in [
        ("Quux, grid.1234.5a", Some((IdKind::Grid, "grid.1234.5a"))),
        ("Quux, ISNI: 0000 0001 2345 678X", Some((IdKind::Isni, "000000012345678x"))),
        ("Quux (https://ror.org/0abcdef12)", Some((IdKind::Ror, "0abcdef12"))),
        ("Quux, ror.org/short", None),
        ("The grid. It is", None),
        ("ISNI 12", None),
    ] {
        let parsed = parse(raw);
        let found = parsed.ids.first().map(|(kind, part)| (*kind, part.text.as_str()));
        assert_eq!(found, expected, "{raw:?}");
    }
}

#[test]
fn names_in_many_languages_and_forms() {
    let first = |raw: &str| {
        let parsed = parse(raw);
        let part =
            parsed.addresses.iter().find_map(|address| address.organizations.first().cloned());
        part.map(|part| part.text).unwrap_or_default()
    };
    for (raw, organization) in [
        ("Departamento de Física, Universidad de Quux, Lima, Perú", "Universidad de Quux"),
        (
            "Dipartimento di Fisica, Università degli Studi di Quux, Italia",
            "Università degli Studi di Quux",
        ),
        ("Katedra Fizyki, Uniwersytet Quuxowy, Polska", "Uniwersytet Quuxowy"),
        ("Quux Üniversitesi Tıp Fakültesi, Ankara, Türkiye", "Quux Üniversitesi"),
        ("Fysiikan laitos, Quuxin yliopisto, Suomi", "Quuxin yliopisto"),
        ("QUUX STATE UNIVERSITY, DEPARTMENT OF BOTANY, MUDVILLE, TX, USA", "QUUX STATE UNIVERSITY"),
        ("66878Quux Government College, India", "Quux Government College"),
        ("From the Quux Clinic, Mudville, Canada", "Quux Clinic"),
        ("Quux Pharma, Inc., Mudville, NJ, USA", "Quux Pharma, Inc"),
        ("University of California, Los Angeles, CA, USA", "University of California, Los Angeles"),
        ("Quux Institute of Botany, 12 Elm Street, Mudville", "Quux Institute of Botany"),
        ("Department of Botany, U. of Quux, Norway", "U. of Quux"),
        (
            "Ministry of Land, Infrastructure and Transport, Lima, Peru",
            "Ministry of Land, Infrastructure and Transport",
        ),
        ("Institut für Physik der Universität Quux, Germany", "Universität Quux"),
    ] {
        assert_eq!(first(raw), organization, "{raw:?}");
    }
}

/// Pieces of affiliations, put together at random.
pub(crate) fn any_affiliation() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    let word = proptest::sample::select(vec![
        "University",
        "of",
        "Quux",
        "Dept.",
        "Hospital",
        "and",
        "München",
        "(QU)",
        "[",
        ")",
        ",",
        ";",
        "–",
        "UK",
        "NY",
        "12345",
        "a@b.c",
        "école",
        "d’",
        "U.S.A.",
        "1",
        "the",
        "Ⅷ",
        "大学",
        "\u{301}",
        "İ",
        "ß",
        "/",
        "&",
        "Inc.",
        "e-mail:",
        "Brasil",
        "\n",
        "ror.org/",
        "grid.",
        "isni",
        "•",
    ]);
    prop_oneof![
        proptest::collection::vec(word, 0..16).prop_map(|words| words.join(" ")),
        proptest::collection::vec(any::<char>(), 0..40)
            .prop_map(|chars| chars.into_iter().collect::<String>()),
        "\\PC{0,40}",
    ]
}

/// Every part of a parsed string.
fn parts(parsed: &Parsed) -> Vec<&Part> {
    let addresses = parsed.addresses.iter().flat_map(|address| {
        let singles = [&address.city, &address.region, &address.postal_code].into_iter().flatten();
        let country = address.country.iter().map(|(_, part)| part);
        address.organizations.iter().chain(&address.departments).chain(singles).chain(country)
    });
    addresses.chain(&parsed.emails).chain(parsed.ids.iter().map(|(_, part)| part)).collect()
}

proptest::proptest! {
    #[test]
    fn spans_lie_in_the_string_on_whole_characters(raw in any_affiliation()) {
        let parsed = parse(&raw);
        for part in parts(&parsed) {
            let text = raw.get(part.span.clone());
            proptest::prop_assert!(text.is_some_and(|text| !text.is_empty()), "{:?} of {:?}", part, raw);
        }
    }
}
