//! What a curator types and what becomes of it.

use super::*;

fn before() -> Record {
    serde_json::from_value(json!({
        "title": "Old <i>.", "title_html": "<b>Old</b>", "volume": "1",
        "affiliations": ["A", "B"],
        "authors": [
            {"family": "Quollheart", "initials": "A", "affiliations": [0]},
            {"family": "Ebtide", "initials": "B", "affiliations": [1], "orcid": "0000-0002-1825-0097"},
        ],
    }))
    .unwrap()
}

#[test]
fn plain_forms_are_understood() {
    for (key, typed, expected) in [
        (
            "published",
            json!("2021-07-16"),
            json!({"year": 2021, "month": 7, "day": 16, "text": "2021 Jul 16"}),
        ),
        (
            "published",
            json!("2021-07-16T10:00:00Z"),
            json!({"year": 2021, "month": 7, "day": 16, "text": "2021 Jul 16"}),
        ),
        ("published", json!("2021-07"), json!({"year": 2021, "month": 7, "text": "2021 Jul"})),
        ("published", json!(2021), json!({"year": 2021, "text": "2021"})),
        (
            "published",
            json!("2021 Summer"),
            json!({"year": 2021, "season": "summer", "text": "2021 Summer"}),
        ),
        ("volume", json!(12), json!("12")),
        ("language", json!("ger"), json!(["ger"])),
        (
            "keywords",
            json!(["gait", {"text": "falls", "major": true}]),
            json!([{"text": "gait"}, {"text": "falls", "major": true}]),
        ),
        ("journal", json!("J Tides"), json!({"title": "J Tides"})),
        ("abstract", json!("One."), json!([{"text": "One."}])),
        (
            "mesh",
            json!(["*Gait/physiology"]),
            json!([{"descriptor": "Gait", "major": true, "qualifiers": [{"name": "physiology"}]}]),
        ),
        ("ids", json!(["isbn: 978"]), json!([{"type": "isbn", "value": "978"}])),
        ("title_translated", json!(true), json!(true)),
        (
            "authors",
            json!("Zeta, Eta"),
            json!([{"family": "Zeta", "given": "Eta", "initials": "E"}]),
        ),
    ] {
        let record = before().with_key(key, &typed).unwrap();
        assert_eq!(serde_json::to_value(&record).unwrap()[key], expected, "{key} = {typed}");
    }
}

#[test]
fn a_corrected_name_keeps_what_belongs_to_the_person() {
    let authors = |typed: Value| {
        let record = before().with_key("authors", &typed).unwrap();
        let show =
            |p: &Person| format!("{} {:?} {}", p.display(), p.affiliations, p.orcid.is_some());
        record.authors.iter().map(show).collect::<Vec<_>>()
    };
    let both = ["Quollheart A [0] false", "Ebbtide B [1] true"];
    assert_eq!(authors(json!(["Quollheart, Ada", "Ebbtide, Bo"])), both);
    let turned = ["Ebbtide B [] false", "Quollheart A [0] false"];
    assert_eq!(authors(json!(["Ebbtide, Bo", "Quollheart A"])), turned);
    assert_eq!(authors(json!(["Ebtide, B. C., Jr"])), ["Ebtide BC Jr [1] true"]);
    let group = json!([{"collective": "The Group"}, "Quollheart, A"]);
    assert_eq!(authors(group), ["The Group [] false", "Quollheart A [0] false"]);
}

#[test]
fn both_forms_of_a_title_say_the_same() {
    for (key, typed, title, html) in [
        ("title", "New", "New", None),
        ("title", "CO<sub>2</sub> & <x>", "CO2 & <x>", Some("CO<sub>2</sub> &amp; &lt;x&gt;")),
        ("title_html", "<i>E.</i> &amp; b", "E. & b", Some("<i>E.</i> &amp; b")),
        ("title", "", "", None),
    ] {
        let record = before().with_key(key, &json!(typed)).unwrap();
        assert_eq!((record.title.as_str(), record.title_html.as_deref()), (title, html), "{typed}");
    }
}

#[test]
fn what_is_wrong_is_said_in_a_curators_words() {
    for (key, typed, message) in [
        ("published", json!("16.07.2021"), "“16.07.2021” is no date"),
        ("published", json!([1]), "it takes a date, and here stands a list"),
        (
            "authors",
            json!(["Ada Quollheart"]),
            "“Ada Quollheart” does not say which is the family name; did you mean \"Quollheart, Ada\"?",
        ),
        (
            "authors",
            json!([{"famly": "A"}]),
            "nothing in it is called `famly`; did you mean `family`?",
        ),
        ("authors", json!([7]), "a person is a text or a table, and here stands the number 7"),
        ("volume", json!(["1"]), "it takes text between quotes, and here stands a list"),
        ("title", json!(7), "it takes text between quotes, and here stands the number 7"),
        ("status", json!(["retrcted"]), "“retrcted” is not known; did you mean `retracted`?"),
        ("doi", json!("abc"), "a DOI begins with 10., a registrant's number and a slash"),
        ("ids", json!(["978"]), "“978” does not say what kind of identifier it is"),
        ("related", json!([{"pmid": "1"}]), "`kind` is missing"),
    ] {
        let misfit = before().with_key(key, &typed).unwrap_err();
        assert_eq!(misfit.message, format!("`{key}` cannot be set: {message}"), "{typed}");
        assert!(misfit.help.starts_with(&format!("write {key} = ")), "{}", misfit.help);
    }
}
