//! Reasons and facts of groups in words for the reader: the one place that words them.
//!
//! In: the groupings' [`Why`] and [`FactKind`], and the words of a language. Out: short phrases. Never: a decision.

use super::shown::Shown;
use super::words::{Reasons, Words};
use crate::grouping::why::{Field, Keyword, Rule, Spelling, Suggested, Through, Why};
use crate::grouping::{Fact, FactKind};

/// The reason for a membership or a spelling in English; empty where it goes without saying.
pub fn reason(why: &Why) -> String {
    said(Words::of("en"), why).to_string()
}

/// The reason in the words of a site; empty where it goes without saying.
pub(super) fn said(words: &'static Words, why: &Why) -> Shown<'static> {
    let says = &words.why;
    match why {
        Why::Evident => Shown::EMPTY,
        Why::Named => says.named(),
        Why::Rule(rule) => says.rule(of_rule(words, rule)),
        Why::Heading { major: true } => says.major_heading(),
        Why::Heading { major: false } => says.heading(),
        Why::Keyword(keyword) => of_keyword(says, *keyword),
        Why::Suggested(suggested) => says.suggested(of_suggestion(words, suggested)),
        Why::Text { title, r#abstract } => of_text(says, *title, *r#abstract),
        Why::Abbreviation(through) | Why::Alias(through) => of_abbreviation(words, through),
        Why::Narrower(through) => {
            says.narrower(Shown::new(&*through.name), said(words, &through.why))
        }
        Why::About => says.about(),
        Why::Child(label) => says.child(Shown::new(&**label)),
        Why::Spelled(name, spelling) => of_spelling(says, Shown::new(&**name), *spelling),
        Why::Ror(names) => {
            let [name, known] = &**names;
            says.spelled_how(Shown::new(&**name), says.ror(Shown::new(&**known)))
        }
        Why::Known(names) => {
            let (name, known) = &**names;
            says.spelled_how(Shown::new(&**name), says.known(Shown::new(*known)))
        }
        Why::Words(written) => Shown::new(written.to_string()),
    }
}

fn of_rule(words: &'static Words, rule: &Rule) -> Shown<'static> {
    let says = &words.why;
    match rule {
        Rule::Phrases(phrases) => {
            let quoted = phrases.iter();
            words.joined(
                quoted.map(|(text, field)| says.quoted(Shown::new(&**text), place(says, *field))),
            )
        }
        Rule::Heading(name) => says.rule_heading(Shown::new(&**name)),
        Rule::HeadingBelow { heading, above } => {
            says.rule_heading_below(Shown::new(&**heading), Shown::new(&**above))
        }
        Rule::Keyword(name) => says.rule_keyword(Shown::new(&**name)),
        Rule::Journal(name) => says.rule_journal(Shown::new(&**name)),
    }
}

fn place(says: &'static Reasons, field: Field) -> Shown<'static> {
    match field {
        Field::Title => says.in_title(),
        Field::Abstract => says.in_abstract(),
        Field::Keyword => says.in_keyword(),
    }
}

fn of_keyword(says: &'static Reasons, keyword: Keyword) -> Shown<'static> {
    match keyword {
        Keyword::Plain => says.keyword(),
        Keyword::Heading { major: true } => says.keyword_main_heading(),
        Keyword::Heading { major: false } => says.keyword_heading(),
        Keyword::KeywordsPlus => says.keywords_plus(),
    }
}

fn of_suggestion(words: &'static Words, suggested: &Suggested) -> Shown<'static> {
    let says = &words.why;
    let mut parts: Vec<Shown<'static>> = Vec::new();
    if suggested.keyword {
        parts.push(says.keyword());
    }
    if let Some((written, field)) = &suggested.written {
        parts.push(says.quoted(Shown::new(&**written), place(says, *field)));
    }
    if parts.is_empty() {
        parts.push(says.words_in_text());
    }
    if suggested.voters > 0 {
        parts.push(says.similar(suggested.voters as usize));
    }
    words.joined(parts)
}

fn of_text(says: &'static Reasons, title: bool, times: u16) -> Shown<'static> {
    let times = match times {
        0 => None,
        2 => Some(says.twice()),
        times => Some(says.times(usize::from(times))),
    };
    match (title, times) {
        (true, None) => says.in_title(),
        (true, Some(times)) => says.title_and(times),
        (false, times) => times.unwrap_or_default(),
    }
}

/// Of a text the abbreviation is what stands there; of a keyword or heading it is what that says.
fn of_abbreviation(words: &'static Words, through: &Through) -> Shown<'static> {
    let (name, why) = (Shown::new(&*through.name), said(words, &through.why));
    match through.why {
        Why::Text { .. } => words.why.quoted(name, why),
        _ => words.why.abbreviation(why, name),
    }
}

fn of_spelling(says: &'static Reasons, name: Shown<'_>, spelling: Spelling) -> Shown<'static> {
    let how = match spelling {
        Spelling::Name => return says.spelled(name),
        Spelling::Alias => return says.alias(name),
        Spelling::Acronym => says.acronym(),
        Spelling::WithCity => says.with_city(),
        Spelling::Order => says.order(),
    };
    says.spelled_how(name, how)
}

/// The label before a fact.
pub(super) fn label(words: &'static Words, fact: &Fact) -> Shown<'static> {
    let says = &words.fact;
    match fact.kind {
        FactKind::Ror => says.ror(),
        FactKind::Orcid => says.orcid(),
        FactKind::Country => says.country(),
        FactKind::City => says.city(),
        FactKind::Issn => says.issn(),
        FactKind::Website => says.website(),
        FactKind::PartOf => says.part_of(),
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
