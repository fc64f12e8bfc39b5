//! Reasons and facts of groups in words for the reader: the one place that words them.
//!
//! In: the groupings' [`Why`] and [`FactKind`]. Out: short English phrases. Never: a decision.

use crate::grouping::why::{Field, Keyword, Rule, Spelling, Suggested, Through, Why};
use crate::grouping::{Fact, FactKind};

/// The reason for a membership or a spelling; empty where it goes without saying.
pub fn reason(why: &Why) -> String {
    match why {
        Why::Evident => String::new(),
        Why::Named => "named by the curator".to_owned(),
        Why::Rule(rule) => format!("rule: {}", of_rule(rule)),
        Why::Heading { major: true } => "MeSH major heading".to_owned(),
        Why::Heading { major: false } => "MeSH heading".to_owned(),
        Why::Keyword(keyword) => of_keyword(*keyword).to_owned(),
        Why::Suggested(suggested) => format!("suggested: {}", of_suggestion(suggested)),
        Why::Text { title, r#abstract } => of_text(*title, *r#abstract),
        Why::Abbreviation(through) => of_abbreviation(through),
        Why::Narrower(through) => {
            format!("from the narrower “{}” ({})", through.name, reason(&through.why))
        }
        Why::Child(label) => format!("includes “{label}”"),
        Why::Spelled(name, spelling) => of_spelling(name, *spelling),
        Why::Ror(names) => {
            let [name, known] = &**names;
            format!("named “{name}”: a name of {known} in ROR")
        }
        Why::Known(names) => {
            let (name, known) = &**names;
            format!("named “{name}”: known as {known}")
        }
        Why::Words(words) => words.to_string(),
    }
}

fn of_rule(rule: &Rule) -> String {
    match rule {
        Rule::Phrases(phrases) => {
            let quoted = phrases.iter().map(|(text, field)| format!("“{text}” {}", place(*field)));
            quoted.collect::<Vec<_>>().join(", ")
        }
        Rule::Heading(name) => format!("MeSH heading “{name}”"),
        Rule::HeadingBelow { heading, above } => {
            format!("MeSH heading “{heading}”, below “{above}”")
        }
        Rule::Keyword(name) => format!("keyword “{name}”"),
        Rule::Journal(name) => format!("journal “{name}”"),
    }
}

fn place(field: Field) -> &'static str {
    match field {
        Field::Title => "in the title",
        Field::Abstract => "in the abstract",
        Field::Keyword => "in a keyword",
    }
}

fn of_keyword(keyword: Keyword) -> &'static str {
    match keyword {
        Keyword::Plain => "keyword",
        Keyword::Heading { major: true } => "main heading among the keywords",
        Keyword::Heading { major: false } => "heading among the keywords",
        Keyword::KeywordsPlus => "keyword of the Web of Science",
    }
}

fn of_suggestion(suggested: &Suggested) -> String {
    let mut parts: Vec<String> = Vec::new();
    if suggested.keyword {
        parts.push("keyword".to_owned());
    }
    if let Some((written, field)) = &suggested.written {
        parts.push(format!("“{written}” {}", place(*field)));
    }
    match suggested.voters {
        0 => {}
        1 => parts.push("heading of a similar article".to_owned()),
        voters => parts.push(format!("heading of {voters} similar articles")),
    }
    if parts.is_empty() {
        parts.push("its words are in the text".to_owned());
    }
    parts.join(", ")
}

fn of_text(title: bool, times: u16) -> String {
    let times = match times {
        0 => String::new(),
        1 => "once in the abstract".to_owned(),
        2 => "twice in the abstract".to_owned(),
        times => format!("{times} times in the abstract"),
    };
    match (title, times.is_empty()) {
        (true, true) => "in the title".to_owned(),
        (true, false) => format!("in the title, {times}"),
        (false, _) => times,
    }
}

/// Of a text the abbreviation is what stands there; of a keyword or heading it is what that says.
fn of_abbreviation(through: &Through) -> String {
    let why = reason(&through.why);
    match through.why {
        Why::Text { .. } => format!("“{}” {why}", through.name),
        _ => format!("{why} “{}”", through.name),
    }
}

fn of_spelling(name: &str, spelling: Spelling) -> String {
    let how = match spelling {
        Spelling::Name => return format!("named “{name}”"),
        Spelling::Alias => return format!("alias “{name}”"),
        Spelling::Acronym => "an acronym that another record explains",
        Spelling::WithCity => "the name with its city",
        Spelling::Order => "the same words in another order",
    };
    format!("named “{name}”: {how}")
}

/// The label before a fact.
pub(super) fn label(fact: &Fact) -> &'static str {
    match fact.kind {
        FactKind::Ror => "ROR",
        FactKind::Orcid => "ORCID",
        FactKind::Country => "Country",
        FactKind::City => "City",
        FactKind::Issn => "ISSN",
        FactKind::Website => "Website",
        FactKind::PartOf => "Part of",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_read_as_phrases() {
        let text = |title, r#abstract| Why::Text { title, r#abstract };
        let through = |name: &str, why| Box::new(Through { name: name.into(), why });
        let suggested = |keyword, written: Option<(&str, Field)>, voters| {
            let written = written.map(|(words, field)| (words.into(), field));
            Why::Suggested(Box::new(Suggested { keyword, written, voters }))
        };
        let rule = |rule| Why::Rule(Box::new(rule));
        for (why, words) in [
            (Why::Evident, ""),
            (Why::Heading { major: true }, "MeSH major heading"),
            (text(true, 0), "in the title"),
            (text(false, 1), "once in the abstract"),
            (text(true, 2), "in the title, twice in the abstract"),
            (text(false, 5), "5 times in the abstract"),
            (suggested(false, None, 0), "suggested: its words are in the text"),
            (
                suggested(true, Some(("mud", Field::Abstract)), 2),
                "suggested: keyword, “mud” in the abstract, heading of 2 similar articles",
            ),
            (Why::Abbreviation(through("PWF", text(true, 0))), "“PWF” in the title"),
            (Why::Abbreviation(through("PWF", Why::Keyword(Keyword::Plain))), "keyword “PWF”"),
            (
                Why::Narrower(through("Mud", Why::Heading { major: false })),
                "from the narrower “Mud” (MeSH heading)",
            ),
            (
                rule(Rule::Phrases(vec![
                    ("mud".into(), Field::Title),
                    ("tide*".into(), Field::Keyword),
                ])),
                "rule: “mud” in the title, “tide*” in a keyword",
            ),
            (
                rule(Rule::HeadingBelow { heading: "Mud".into(), above: "Soil".into() }),
                "rule: MeSH heading “Mud”, below “Soil”",
            ),
            (Why::Child("Mud".into()), "includes “Mud”"),
            (Why::Spelled("Mud Inst".into(), Spelling::Name), "named “Mud Inst”"),
            (
                Why::Spelled("MI".into(), Spelling::Acronym),
                "named “MI”: an acronym that another record explains",
            ),
            (
                Why::Ror(Box::new(["MI".into(), "Mud Institute".into()])),
                "named “MI”: a name of Mud Institute in ROR",
            ),
        ] {
            assert_eq!(reason(&why), words);
        }
    }
}
