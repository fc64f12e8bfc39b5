//! Keywords as topics: what authors, indexers and databases put into that field.
//!
//! In: the keywords of a record. Out: [`Keyword`]s: names that could be a topic, with their reasons. Never: the record; a
//! keyword that is no topic still stands on its article's page and is found by search.
//!
//! Reference managers export the headings of a database in the field of keywords ("Brain/*metabolism", "Humans"), and the
//! Web of Science adds words in capitals that it took from the titles of references.

use super::mesh;
use super::vague::is_vague;
use crate::grouping::why::Keyword as Kind;
use crate::record::Record;
use crate::text::fold::is_shouting;
use crate::text::terms::stop::Weight;
use crate::text::terms::tokens::{self, Token, Tokenizer};

/// A keyword that could be a topic.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Keyword {
    pub(super) name: String,
    pub(super) kind: Kind,
    /// Taken by a machine from elsewhere: weaker, and its capitals mean nothing.
    pub(super) made: bool,
    /// A heading that is not a main one.
    pub(super) minor: bool,
}

/// The longest name of a topic, in words.
const LONGEST: usize = 9;

/// The keywords of a record that could be topics, those that a machine made last. `wanted` are names of the curator's.
pub(super) fn keywords(record: &Record, wanted: &dyn Fn(&str) -> bool) -> Vec<Keyword> {
    let texts = || record.keywords.iter().map(|keyword| keyword.text.as_str());
    let headings = texts().any(|text| heading(text).is_some() || is_tag(text, ALWAYS));
    let small = texts().filter(|text| text.chars().any(char::is_lowercase)).count();
    let mut found: Vec<Keyword> = Vec::new();
    for keyword in &record.keywords {
        let text = keyword
            .text
            .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '•' | ';' | ','))
            .trim_end_matches(|c: char| {
                c.is_whitespace() || matches!(c, '*' | '•' | '.' | ';' | ',')
            });
        let text = if is_name_with_dot(text) { text } else { text.trim_start_matches('.') };
        let given = keyword.owner.as_deref() == Some(KEYWORDS_PLUS);
        let made = given || (small > 0 && is_shouting(text) && is_no_acronym(text));
        let (text, kind, minor) = match heading(text) {
            Some((name, true)) => (name, Kind::Heading { major: true }, false),
            Some((name, false)) => (name, Kind::Heading { major: false }, true),
            None if given => (text, Kind::KeywordsPlus, true),
            None => (text, Kind::Plain, false),
        };
        let name = mesh::natural_order(without_archive(without_abbreviation(text).as_str()));
        let tag = is_tag(text, ALWAYS)
            || is_tag(text, DATABASE_TAGS)
            || (headings && mesh::is_check_tag_in_any_case(text));
        let vague = is_vague(tokens::phrase_hash(&name)) && kind != (Kind::Heading { major: true });
        if wanted(&name) || (!tag && !vague && says(&name, made)) {
            found.push(Keyword { name, kind, made, minor: minor || made });
        }
    }
    found
}

/// ".NET" and its like.
fn is_name_with_dot(text: &str) -> bool {
    text.strip_prefix('.').is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// What the Web of Science calls them; the readers name them as the owner.
const KEYWORDS_PLUS: &str = "Keywords Plus";

/// Longer than an acronym may be, or a common word.
fn is_no_acronym(text: &str) -> bool {
    let mut tokens = Vec::new();
    tokens::tokenize(text, &mut tokens);
    let common = tokens.first().is_some_and(|token| token.weight != Weight::Content);
    text.contains([' ', '-']) || text.chars().count() > 7 || common
}

/// Whether a name says anything by itself. Of one word more is asked, and more of what a machine made.
fn says(name: &str, made: bool) -> bool {
    let mut tokens = Vec::new();
    tokens::tokenize(name, &mut tokens);
    if tokens.len() > LONGEST || !name.chars().any(char::is_alphabetic) {
        return false;
    }
    // "II MALFORMATION": the rest of a name that was cut.
    if let [first, _, ..] = tokens.as_slice()
        && matches!(first.text(name), "I" | "II" | "III" | "IV")
    {
        return false;
    }
    let empty =
        |weight: Weight| matches!(weight, Weight::Function | Weight::Generic | Weight::Number);
    match tokens.as_slice() {
        [] => false,
        [one] if made => !empty(one.weight) && one.weight != Weight::Broad,
        // A symbol of a letter or a number says nothing; "R&D" and "pH" do.
        [one] => {
            let signs = |c: &char| c.is_alphanumeric() || matches!(c, '+' | '#');
            !empty(one.weight) && name.chars().filter(signs).count() > 1
        }
        [first, ..] if made => {
            // "2 dogs", "1st report", "in vitro".
            let counted = first.text(name).starts_with(|c: char| c.is_ascii_digit());
            !counted
                && first.weight != Weight::Function
                && tokens.iter().any(|token| !empty(token.weight))
        }
        all => {
            let symbol = is_shouting(name) && !name.contains(' ');
            let worded = |token: &Token| !matches!(token.weight, Weight::Function | Weight::Number);
            symbol
                || all.iter().filter(|token| worded(token)).any(|token| token.end - token.start > 2)
        }
    }
}

/// The heading of "Heading/*qualifier/qualifier", and whether it is marked as a main one.
fn heading(text: &str) -> Option<(&str, bool)> {
    let (name, qualifiers) = text.split_once('/')?;
    let known = |part: &str| {
        let part = part.trim().trim_start_matches('*').to_lowercase().replace(" & ", " and ");
        QUALIFIERS.contains(&part.as_str())
    };
    let all = qualifiers.split('/').all(known);
    all.then_some((name.trim_start_matches('*').trim(), text.contains('*')))
}

/// "Magnetic resonance imaging (MRI)" without its abbreviation.
fn without_abbreviation(text: &str) -> String {
    let mut words = Vec::new();
    Tokenizer::default().read(text, &mut words);
    match super::definitions::abbreviated(text, &words) {
        Some(long) => long.to_owned(),
        None => text.to_owned(),
    }
}

/// "Computer Science - Machine Learning", as the arXiv names its classes.
fn without_archive(text: &str) -> &str {
    match text.split_once(" - ") {
        Some((archive, class))
            if ARCHIVES.iter().any(|known| archive.eq_ignore_ascii_case(known)) =>
        {
            class
        }
        _ => text,
    }
}

const ARCHIVES: &[&str] = &[
    "Computer Science",
    "Mathematics",
    "Physics",
    "Statistics",
    "Economics",
    "Quantitative Biology",
    "Quantitative Finance",
    "Electrical Engineering and Systems Science",
    "Condensed Matter",
    "Astrophysics",
    "Nonlinear Sciences",
    "High Energy Physics",
];

fn is_tag(text: &str, tags: &[&str]) -> bool {
    tags.iter().any(|tag| tag.eq_ignore_ascii_case(text))
}

/// Check tags that no author takes for a keyword.
const ALWAYS: &[&str] = &[
    "Humans",
    "Human",
    "Animals",
    "Male",
    "Female",
    "Middle Aged",
    "Aged, 80 and over",
    "Nonhuman",
];

/// What Embase and Scopus put among their index terms: the type of the paper and of the study.
const DATABASE_TAGS: &[&str] = &[
    "article",
    "review",
    "letter",
    "note",
    "editorial",
    "short survey",
    "conference paper",
    "erratum",
    "priority journal",
    "controlled study",
    "major clinical study",
    "clinical article",
    "human experiment",
    "normal human",
    "human tissue",
    "human cell",
    "animal experiment",
    "animal tissue",
    "animal cell",
    "unclassified drug",
    "in vitro study",
    "in vivo study",
    "very elderly",
    "journal article",
];

/// The qualifiers of MeSH headings.
const QUALIFIERS: &[&str] = &[
    "abnormalities",
    "administration and dosage",
    "adverse effects",
    "agonists",
    "analogs and derivatives",
    "analysis",
    "anatomy and histology",
    "antagonists and inhibitors",
    "biosynthesis",
    "blood",
    "blood supply",
    "cerebrospinal fluid",
    "chemical synthesis",
    "chemically induced",
    "chemistry",
    "classification",
    "complications",
    "congenital",
    "cytology",
    "deficiency",
    "diagnosis",
    "diagnostic imaging",
    "diet therapy",
    "drug effects",
    "drug therapy",
    "economics",
    "education",
    "embryology",
    "enzymology",
    "epidemiology",
    "ethics",
    "ethnology",
    "etiology",
    "genetics",
    "growth and development",
    "history",
    "immunology",
    "injuries",
    "innervation",
    "instrumentation",
    "isolation and purification",
    "legislation and jurisprudence",
    "metabolism",
    "methods",
    "microbiology",
    "mortality",
    "nursing",
    "organization and administration",
    "parasitology",
    "pathogenicity",
    "pathology",
    "pharmacokinetics",
    "pharmacology",
    "physiology",
    "physiopathology",
    "poisoning",
    "prevention and control",
    "psychology",
    "radiation effects",
    "radiography",
    "radionuclide imaging",
    "radiotherapy",
    "rehabilitation",
    "secondary",
    "standards",
    "statistics and numerical data",
    "supply and distribution",
    "surgery",
    "therapeutic use",
    "therapy",
    "toxicity",
    "transmission",
    "transplantation",
    "trends",
    "ultrasonography",
    "ultrastructure",
    "urine",
    "utilization",
    "veterinary",
    "virology",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn of(texts: &[&str], owner: Option<&str>) -> Vec<(String, Kind)> {
        let keyword = |text: &&str| crate::record::Keyword {
            text: (*text).to_owned(),
            owner: owner.map(str::to_owned),
            ..Default::default()
        };
        let record = Record { keywords: texts.iter().map(keyword).collect(), ..Record::default() };
        let found = keywords(&record, &|name| name == "Prognosis");
        found.into_iter().map(|keyword| (keyword.name, keyword.kind)).collect()
    }

    #[test]
    fn only_what_says_something_is_a_topic() {
        for (text, name) in [
            ("burrow repair", Some("burrow repair")),
            ("Burrows, Flooded", Some("Flooded Burrows")),
            ("magnetic burrow imaging (MBI)", Some("magnetic burrow imaging")),
            ("antimicrobial paste (cheap)", Some("antimicrobial paste (cheap)")),
            ("Computer Science - Burrow Learning", Some("Burrow Learning")),
            ("*Burrows.", Some("Burrows")),
            ("R&D", Some("R&D")),
            ("1", None),
            ("no", None),
            ("95% CI", None),
            ("Article", None),
            ("K", None),
            ("C++", Some("C++")),
            (".NET burrows.", Some(".NET burrows")),
            ("I MALFORMATION", None),
            ("T CELLS", Some("T CELLS")),
            ("healthy controls", None),
            ("association", None),
            ("nonhuman", None),
            ("priority journal", None),
            ("Prognosis", Some("Prognosis")),
            ("Prevalence", None),
            ("a very long keyword that is a sentence and no name of anything", None),
        ] {
            let names: Vec<String> = of(&[text], None).into_iter().map(|one| one.0).collect();
            assert_eq!(names, name.into_iter().collect::<Vec<_>>(), "{text:?}");
        }
    }

    #[test]
    fn headings_among_keywords_lose_their_qualifiers_and_their_check_tags() {
        let found =
            of(&["Burrows/*ultrastructure", "Wet and/or dry", "Soil/blood supply", "Sheep"], None);
        assert_eq!(
            found,
            [
                ("Burrows".to_owned(), Kind::Heading { major: true }),
                ("Wet and/or dry".to_owned(), Kind::Plain),
                ("Soil".to_owned(), Kind::Heading { major: false }),
            ]
        );
        let sheep = |texts: &[&str]| of(texts, None).iter().any(|found| found.0 == "Sheep");
        assert!(sheep(&["Sheep", "Soil"]) && !sheep(&["Sheep", "Humans"]));
    }

    #[test]
    fn more_is_asked_of_what_a_machine_made() {
        let given = of(
            &["2 BURROWS", "MODEL", "DISEASE", "RISK-FACTORS", "WET-BURROWS"],
            Some(KEYWORDS_PLUS),
        );
        assert_eq!(given, [("WET-BURROWS".to_owned(), Kind::KeywordsPlus)]);
        let found = of(&["soil", "WET-BURROWS", "HIV", "1ST REPORTS"], None);
        let names: Vec<String> = found.into_iter().map(|one| one.0).collect();
        assert_eq!(names, ["soil", "WET-BURROWS", "HIV"]);
    }
}
