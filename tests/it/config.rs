//! Settings: what a `litdigest.toml` means, and what is said about one that is wrong.

use litdigest::config::{self, AbstractPolicy, Config, DEFAULTS, Vocabulary};
use litdigest::diag::{MessageFormat, Severity, render};
use litdigest::session;
use litdigest::text::file::TextFile;
use proptest::prelude::*;

fn settings(text: &str) -> TextFile {
    TextFile { path: "litdigest.toml".into(), file: "litdigest.toml".into(), text: text.into() }
}

fn load(text: &str) -> Config {
    match config::load(Some(&settings(text)), &session::names()) {
        Ok((config, diagnostics)) => {
            assert!(diagnostics.is_empty(), "{diagnostics:?}");
            config
        }
        Err(diagnostics) => panic!("{text}\n{diagnostics:#?}"),
    }
}

/// Every message of wrong settings, as `line:column: code: message; help`.
fn complaints(text: &str) -> Vec<String> {
    let diagnostics = config::load(Some(&settings(text)), &session::names()).expect_err(text);
    let one = |d: &litdigest::diag::Diagnostic| {
        let place = d.place.as_ref().expect("every error of the settings has a place");
        assert_eq!(&*place.file, "litdigest.toml");
        assert!(place.line <= text.lines().count().max(1));
        let help = d.help.as_deref().expect("every error of the settings says what to do");
        format!("{}:{}: {}: {}; {help}", place.line, place.column, d.code.id, d.message)
    };
    diagnostics.iter().map(one).collect()
}

fn check_complaint(text: &str, expected: &str) {
    assert_eq!(complaints(text), [expected], "{text}");
}

#[test]
fn nothing_typed_means_the_defaults() {
    let defaults = Config::default();
    assert_eq!(load(""), defaults);
    assert_eq!(config::load(None, &session::names()).unwrap().0, defaults);
    assert_eq!(defaults.site.title, "Reading room");
    assert_eq!(defaults.paths.output, "public");
    assert_eq!(defaults.paths.records, "content/records");
    assert_eq!(defaults.groupings.topics_max, Some(6));
}

#[test]
fn the_defaults_file_says_what_the_code_does() {
    assert_eq!(load(DEFAULTS), Config::default(), "the file as it is written by init");
    let mut shown = 0;
    let all_defaults: Vec<&str> = DEFAULTS
        .lines()
        .map(|line| match line.strip_prefix('#') {
            Some(rest) if rest.starts_with(|c: char| c.is_ascii_lowercase()) => {
                shown += 1;
                rest
            }
            _ => line,
        })
        .collect();
    assert!(shown >= 10, "{shown} defaults shown");
    assert_eq!(load(&all_defaults.join("\n")), Config::default(), "with every default typed");
}

#[test]
fn the_examples_of_the_defaults_file_work() {
    let text: Vec<&str> =
        DEFAULTS.lines().map(|line| line.strip_prefix("# e.g. ").unwrap_or(line)).collect();
    let config = load(&text.join("\n"));
    assert_eq!(config.site.maps.show.map(|show| show.len()), Some(2));
    assert_eq!(config.site.base_url.as_deref(), Some("https://example.org/reading/"));
    assert_eq!(config.jobs, Some(2));
    assert_eq!(config.site.nav.len(), 3);
    assert_eq!(config.site.theme.len(), 2);
    assert_eq!(config.library.exclude.len(), 1);
    assert_eq!(config.fields.len(), 2);
    assert_eq!(config.library.correct.len(), 1);
    assert_eq!(config.groupings.by_id.len(), 2);
    assert_eq!(config.groupings.institution_aliases.len(), 1);
}

#[test]
fn a_map_that_does_not_exist_is_told_with_those_that_do() {
    let maps: Vec<String> =
        session::names().maps.iter().map(|name| format!("\"{name}\"")).collect();
    let told = format!(
        "2:9: bad-config: `show` cannot be \"topics-year\"; did you mean \"topics-years\"? write one of {}",
        maps.join(", ")
    );
    assert_eq!(complaints("[maps]\nshow = [\"topics-year\"]"), [told]);
}

#[test]
fn fields_stand_in_the_order_of_their_columns() {
    let config = load(
        "[[fields]]\nname = \"arms\"\ntype = \"list\"\n[[fields]]\nname = \"risk_of_bias\"\nvalues = [\"Low\", \"High\"]\norder = 1\n\
         [[fields]]\nname = \"n\"\nlabel = \"Size\"\ntype = \"number\"\nunit = \"people\"\norder = \"descending\"\n",
    );
    let lines: Vec<String> = config.fields.iter().map(config::Field::as_comment).collect();
    assert_eq!(
        lines,
        [
            "#risk_of_bias = \"Low\"  # Risk of bias, one of \"Low\", \"High\"",
            "#arms = []  # Arms",
            "#n = 0  # Size, in people",
        ]
    );
}

#[test]
fn a_field_that_makes_no_sense_is_told() {
    for (lines, expected) in [
        (
            "label = \"x\"",
            "1:1: bad-config: `[[fields]]` does not say which key of notes it is about; give the key, such as name = \"design\"",
        ),
        (
            "name = \"risk of bias\"",
            "2:8: bad-config: `risk of bias` cannot be the key of a field; write letters, digits and underscores, such as \"risk_of_bias\"; what readers see is the `label`",
        ),
        (
            "name = \"title\"",
            "2:8: bad-config: `title` is a key that every note may have; choose another name for the field, such as one with its subject before it",
        ),
        (
            "name = \"sort\"",
            "2:8: bad-config: `sort` means something else in the address of a search; choose another name for the field, such as one with its subject before it",
        ),
        (
            "name = \"journals\"",
            "2:8: bad-config: `journals` means something else in the address of a search; choose another name for the field, such as one with its subject before it",
        ),
        (
            "name = \"a\"\ntype = \"txt\"",
            "3:8: bad-config: `type` cannot be \"txt\"; did you mean \"text\"? write one of \"text\", \"number\", \"year\", \"date\", \"choice\", \"list\", \"yes/no\"",
        ),
        (
            "name = \"a\"\ntype = \"number\"\nvalues = [\"x\"]",
            "3:8: bad-config: `values` are for a choice or a list, not for \"number\"; write type = \"choice\" or type = \"list\"",
        ),
        (
            "name = \"a\"\nvalues = [\"x\", \"x\"]",
            "3:16: bad-config: `x` stands twice in `values`; name each value once",
        ),
        (
            "name = \"a\"\norder = \"down\"",
            "3:9: bad-config: `order` is neither the number of a column nor a way to sort rows; write a number, such as 1 for the first column, or \"ascending\" or \"descending\" to sort the rows by this field",
        ),
    ] {
        check_complaint(&format!("[[fields]]\n{lines}\n"), expected);
    }
}

#[test]
fn what_is_typed_is_what_is_meant() {
    let config = load(
        r##"
title = "Muscle club"
language = "de-CH"
base_url = "https://example.org/club"
author = "The club"
output = "./build/site/"
per_page = 20
jobs = 3
exclude = [{ id = 34357138 }]

[nav]
topics = "Themen"
institutions = "Häuser"
about = "Über uns"

[theme]
accent = "#123456"

[groupings.years]
enabled = false

[groupings.topics]
min = 2
label = "Themes"

[topics]
max = 3
from = ["keywords", "rules"]
mesh = false

[institutions]
ror = "ror-data.zip"
aliases = { "University of Somewhere" = ["Somewhere Univ"] }

[[correct]]
id = "doi:10.1000/x"
volume = "12"
published = { year = 2020, month = 4, text = "2020 Apr" }
reason = "Misprint"

[abstracts]
show = "excerpt"

[markdown]
raw_html = true
"##,
    );
    assert_eq!(config.site.base_url.as_deref(), Some("https://example.org/club/"));
    assert_eq!(config.paths.output, "build/site");
    assert_eq!((config.site.per_page, config.jobs), (20, Some(3)));
    assert_eq!(config.library.exclude[0].id, "34357138");
    assert_eq!(config.library.exclude[0].place.line, 9);
    let labels: Vec<&str> = config.site.nav.keys().map(String::as_str).collect();
    assert_eq!(labels, ["topics", "institutions", "about"], "in the order written");
    assert_eq!(config.site.theme["accent"], "#123456");
    assert_eq!(config.groupings.by_id["years"].enabled, Some(false));
    assert_eq!(config.groupings.by_id["topics"].min, Some(2));
    assert_eq!(config.groupings.topics_from.unwrap(), ["keywords", "rules"]);
    assert_eq!(config.groupings.institution_aliases["University of Somewhere"], ["Somewhere Univ"]);
    assert_eq!(config.groupings.ror, Vocabulary::File("ror-data.zip".to_owned()));
    assert_eq!(config.groupings.topics_mesh, Vocabulary::Off);
    assert_eq!(config.site.abstracts, AbstractPolicy::Excerpt);
    assert!(config.markdown.raw_html);
    let correction = &config.library.correct[0];
    assert_eq!((correction.id.as_str(), correction.place.line), ("doi:10.1000/x", 36));
    let keys: Vec<&str> = correction.values.keys().map(String::as_str).collect();
    assert_eq!(keys, ["volume", "published"], "in the order written");
}

#[test]
fn wrong_settings_are_told_with_their_place_and_a_way_out() {
    for (text, expected) in [
        (
            "titel = \"x\"",
            "1:1: unknown-key: litdigest.toml has no key `titel`; did you mean `title`?",
        ),
        (
            "title = \"x\"\n\n[markdown]\nraw-html = true",
            "4:1: unknown-key: `[markdown]` has no key `raw-html`; did you mean `raw_html`?",
        ),
        (
            "[topics]\nmesh = true",
            "2:8: bad-config: `mesh` takes a file or false, and here stands true or false; name a file between quotes, write false to do without, or take the line out for what is built in",
        ),
        (
            "[institutions]\nror = 7",
            "2:7: bad-config: `ror` takes text, and here stands a whole number; write the value between quotes",
        ),
        (
            "[abstracts]\ncolour = 1",
            "2:1: unknown-key: `[abstracts]` has no key `colour`; the keys of `[abstracts]` are show",
        ),
        (
            "[exports]\ngroups = [\"topcs\"]",
            "2:11: bad-config: `groups` cannot be \"topcs\"; did you mean \"topics\"? write one of \"topics\", \"institutions\", \"countries\", \"authors\", \"journals\", \"years\", \"types\", \"funders\", \"digests\"",
        ),
        ("[maps]\nrows = 0", "2:8: bad-config: `rows` is 0; write a number from 1 to 200"),
        (
            "[maps.topics-years]\nrow = []",
            "2:1: unknown-key: `[maps.topics-years]` has no key `row`; did you mean `rows`?",
        ),
        (
            "[groupings.topic]\nmin = 1",
            "1:12: unknown-key: `[groupings]` has no key `topic`; did you mean `topics`?",
        ),
        (
            "[groupings.topics]\nmim = 1",
            "2:1: unknown-key: `[groupings.topics]` has no key `mim`; did you mean `min`?",
        ),
        (
            "[theme]\naccnt = \"red\"",
            "2:1: unknown-key: `[theme]` has no key `accnt`; did you mean `accent`?",
        ),
        (
            "[[correct]]\nid = 1\ntilte = \"x\"",
            "3:1: unknown-key: a record has no key `tilte`; did you mean `title`?",
        ),
        (
            "title = 5",
            "1:9: bad-config: `title` takes text, and here stands a whole number; write the value between quotes",
        ),
        (
            "per_page = \"50\"",
            "1:12: bad-config: `per_page` takes a whole number, and here stands text; write a whole number, without quotes",
        ),
        ("per_page = 0", "1:12: bad-config: `per_page` is 0; write a number from 1 to 1000"),
        ("jobs = -1", "1:8: bad-config: `jobs` is -1; write a number from 1 to 1024"),
        (
            "[markdown]\nraw_html = \"yes\"",
            "2:12: bad-config: `raw_html` takes true or false, and here stands text; write true or false, without quotes",
        ),
        (
            "nav = \"topics\"",
            "1:7: bad-config: `nav` takes a table, and here stands text; write it as [nav] on its own line",
        ),
        (
            "[abstracts]\nshow = \"ful\"",
            "2:8: bad-config: `show` cannot be \"ful\"; did you mean \"full\"? write one of \"full\", \"excerpt\", \"none\"",
        ),
        (
            "[topics]\nfrom = [\"rules\", \"rules\"]",
            "2:18: bad-config: `rules` stands twice in `from`; name each source once",
        ),
        (
            "language = \"en_GB\"",
            "1:12: bad-config: `en_GB` is not a language tag; write a tag such as \"en\", \"de-CH\" or \"pt-BR\"",
        ),
        (
            "base_url = \"example.org\"",
            "1:12: bad-config: `base_url` is not the address of a site: it does not begin with https:// or http://; write the whole address, such as \"https://example.org/reading/\"",
        ),
        (
            "output = \"../www\"",
            "1:10: bad-config: `output` is not a folder of the site: it leads out of the site's folder; write a path below the site's folder, such as \"public\"",
        ),
        (
            "output = \"content/out\"",
            "1:10: bad-config: the site cannot be written to `content/out`, because `content` is kept there; choose a folder of its own, such as \"public\"",
        ),
        (
            "records = \"exports\"\noutput = \"exports/html\"",
            "2:10: bad-config: the site cannot be written to `exports/html`, because `exports` is kept there; choose a folder of its own, such as \"public\"",
        ),
        (
            "[theme]\naccent = \"red; } *{}\"",
            "2:10: bad-config: `accent` is not a value for a style sheet: it holds `;`; write a plain CSS value such as \"#0b5a5e\", \"68ch\" or \"Georgia, serif\"",
        ),
        (
            "[[exclude]]\nreason = \"x\"",
            "1:1: bad-config: `[[exclude]]` does not say which record it is about; give its identifier, such as id = \"pmid:12345678\"",
        ),
        (
            "[[correct]]\nid = 1",
            "1:1: bad-config: this correction changes nothing; give a key of the record with its right value, such as title = \"…\"",
        ),
        (
            "[[correct]]\nid = 1\nkey = \"x\"",
            "3:1: bad-config: `key` cannot be corrected; correct the identifiers instead; the key follows from them",
        ),
        (
            "[[correct]]\nid = 1\nvolume = [12]",
            "3:10: bad-config: `volume` cannot be set: it takes text between quotes, and here stands a list; write volume = \"12\"",
        ),
        (
            "[[correct]]\nid = 1\npublished = \"16.07.2021\"",
            "3:13: bad-config: `published` cannot be set: “16.07.2021” is no date; write published = 2021-07-16, \"2021-07\", \"2021 Summer\" or 2021",
        ),
        (
            "[[correct]]\nid = 1\nschema = 1",
            "3:1: bad-config: `schema` cannot be corrected; leave it out; it says where the record came from, not what it is about",
        ),
        ("title = \"\"", "1:9: bad-config: `title` is empty; leave the key out, or fill it"),
    ] {
        check_complaint(text, expected);
    }
}

#[test]
fn every_error_of_a_file_is_told() {
    let text = "titel = 1\nper_page = 0\nlanguage = \"?\"\n[markdown]\nraw_html = 1\n[nope]\n";
    let lines: Vec<String> = complaints(text)
        .iter()
        .map(|one| one.split(' ').take(2).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(
        lines,
        [
            "1:1: unknown-key:",
            "2:12: bad-config:",
            "3:12: bad-config:",
            "5:12: bad-config:",
            "6:2: unknown-key:"
        ]
    );
}

#[test]
fn text_that_is_not_toml_is_told_with_every_place() {
    let told = complaints("title = Reading room\nper_page = 5\nauthor = \"open\n");
    assert!(told.len() >= 2, "{told:#?}");
    assert!(told[0].starts_with("1:"), "{told:#?}");
    assert!(told.iter().any(|one| one.starts_with("3:")), "{told:#?}");
    let twice = complaints("title = \"a\"\ntitle = \"b\"\n");
    assert!(twice[0].starts_with("2:1: bad-config: this is not TOML: duplicate key"), "{twice:#?}");
}

#[test]
fn a_wrong_setting_is_shown_with_its_line() {
    let text = "title = \"x\"\nper_page = 5000 # many\n";
    let diagnostics = config::load(Some(&settings(text)), &session::names()).unwrap_err();
    insta::assert_snapshot!(render(&diagnostics[0], MessageFormat::Human, false), @r"
    error[bad-config]: `per_page` is 5000
     --> litdigest.toml:2:12
      |
    2 | per_page = 5000 # many
      |            ^^^^
      |
      = help: write a number from 1 to 1000
    ");
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_do_no_harm() {
    let config = load("\u{feff}title = \"x\"\r\n[markdown]\r\nraw_html = true\r\n");
    assert_eq!(config.site.title, "x");
    assert!(config.markdown.raw_html);
    check_complaint(
        "\u{feff}title = \"x\"\r\njob = 1\r\n",
        "2:1: unknown-key: litdigest.toml has no key `job`; did you mean `jobs`?",
    );
}

#[test]
fn deep_nesting_is_refused() {
    let dotted = "a.".repeat(100_000);
    for text in [
        format!("a = {}", "[".repeat(100_000)),
        format!("a = {}", "{ a = ".repeat(100_000)),
        format!("{dotted}a = 1"),
        format!("[{dotted}a]"),
        format!("a = {{ {dotted}a = 1 }}"),
    ] {
        assert!(config::load(Some(&settings(&text)), &session::names()).is_err());
    }
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC*|[a-z_ =\"\\[\\]{}\n.,0-9#]{0,200}") {
        drop(config::load(Some(&settings(&text)), &session::names()));
    }

    #[test]
    fn no_damage_to_the_defaults_panics(at in 0_usize..4000, with in "\\PC{0,4}|\n") {
        let mut text: Vec<char> = DEFAULTS.lines().map(|l| l.strip_prefix("# e.g. ").or(l.strip_prefix('#')).unwrap_or(l)).collect::<Vec<_>>().join("\n").chars().collect();
        let at = at % text.len();
        text.splice(at..=at, with.chars());
        let text: String = text.into_iter().collect();
        if let Err(diagnostics) = config::load(Some(&settings(&text)), &session::names()) {
            prop_assert!(diagnostics.iter().any(|d| d.severity() == Severity::Error));
            prop_assert!(diagnostics.iter().all(|d| d.place.is_some()));
        }
    }
}
