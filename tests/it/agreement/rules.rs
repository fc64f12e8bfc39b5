//! Classes of honest differences between PubMed's formats.

use super::Pair;

/// A class: which fields it may explain, and exactly when it does.
pub(crate) struct Rule {
    pub(crate) name: &'static str,
    pub(crate) fields: &'static [&'static str],
    pub(crate) fits: fn(&Pair) -> bool,
}

/// Every class; one that explains nothing fails the test.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        name: "MEDLINE sets superscripts and subscripts in parentheses, the abstract text prints them flat: R(2) and R2",
        fields: &["abstract", "other abstract"],
        fits: |pair| {
            let marked = pair.theirs.matches('(').count() > pair.ours.matches('(').count();
            marked && without_parentheses(&pair.ours) == without_parentheses(&pair.theirs)
        },
    },
    Rule {
        name: "DP is the issue's date; where the article has a date of its own, citations print that, MEDLINE's SO too",
        fields: &["date"],
        fits: |pair| {
            let begins = |end: &str| pair.citation.contains(&format!(". {}{end}", pair.ours));
            !pair.ours.is_empty() && [";", ":", "."].iter().any(|end| begins(end))
        },
    },
    Rule {
        name: "MEDLINE gives an article number as LID and leaves PG out; citations print it in the place of pages, SO too",
        fields: &["pages"],
        fits: |pair| {
            let printed = format!(":{}.", pair.ours);
            !pair.ours.is_empty() && pair.theirs.is_empty() && pair.citation.contains(&printed)
        },
    },
    Rule {
        name: "an affiliation whose number is printed twice behind one author counts once",
        fields: &["affiliations"],
        fits: |pair| {
            let once = |author: &str| {
                let mut kept: Vec<&str> = Vec::new();
                for place in author.split(" || ") {
                    if !kept.contains(&place) {
                        kept.push(place);
                    }
                }
                kept.join(" || ")
            };
            pair.ours == pair.theirs.split(" | ").map(once).collect::<Vec<_>>().join(" | ")
        },
    },
    Rule {
        name: "MEDLINE and CSV leave [Internet] off a book's title",
        fields: &["book title", "journal or book"],
        fits: |pair| pair.ours.strip_suffix(" [Internet]") == Some(&*pair.theirs),
    },
    Rule {
        name: "DP has the first year of a book that still grows, the abstract text prints the open range: 2000–",
        fields: &["book date"],
        fits: |pair| pair.ours.strip_suffix('–') == Some(&*pair.theirs),
    },
];

fn without_parentheses(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !"()".contains(*c)).collect()
}
