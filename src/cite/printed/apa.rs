//! A reference in the style of the American Psychological Association.
//!
//! In: a record. Out: the reference: author, date, title, source, address, and the retraction. Source: Publication Manual,
//! 7th edition, chapters 9 and 10. Titles keep the capitals that they have. Never: the meaning of a key, which
//! [`facts`](super::facts) reads.

use super::facts::{Facts, Kind};
use super::line::Line;
use super::pages::{is_article_number, spread};
use super::people::{Clean, of_apa};
use super::{dates, journals};
use crate::cite::edition;
use crate::cite::runs::Run;
use crate::record::{Person, Record, Related};

/// Authors that are named; of more, the first nineteen and the last (section 9.8).
const MOST: usize = 20;

/// The reference.
pub(super) fn reference(record: &Record, clean: Clean<'_>) -> Vec<Run> {
    let facts = Facts::of(record, clean);
    let mut line = Line::default();
    let people = people(&facts, clean);
    let date = format!("({})", date(&facts));
    if people.is_empty() {
        title(&mut line, &facts);
        line.sentence(&date);
    } else {
        line.sentence(&people);
        line.sentence(&date);
        title(&mut line, &facts);
    }
    match facts.kind {
        Kind::Article | Kind::News => article(&mut line, &facts),
        Kind::Chapter | Kind::Conference => part(&mut line, &facts, clean),
        _ => published(&mut line, &facts, &people),
    }
    address(&mut line, &facts);
    retraction(&mut line, &facts);
    line.end()
}

/// `Quay, M., Reed, J., & Mud Study Group`, or editors.
fn people(facts: &Facts<'_>, clean: Clean<'_>) -> String {
    let record = facts.record;
    let names = |people: &[Person]| -> Vec<String> {
        let first = people.iter().take(MOST + 1).chain(people.iter().skip(MOST + 1).last());
        first.map(|one| of_apa(one, true, clean)).filter(|name| !name.is_empty()).collect()
    };
    let authors = listed(names(&record.authors), facts.names_few());
    if !authors.is_empty() {
        return authors;
    }
    let editors = listed(names(&record.editors), facts.names_few());
    match record.editors.as_slice() {
        _ if editors.is_empty() => editors,
        [_] => format!("{editors} (Ed.)"),
        _ => format!("{editors} (Eds.)"),
    }
}

fn listed(mut names: Vec<String>, few: bool) -> String {
    if few && !names.is_empty() {
        return format!("{}, et al.", names.join(", "));
    }
    match names.len() {
        0 | 1 => names.pop().unwrap_or_default(),
        count => {
            let last = names.pop().unwrap_or_default();
            let cut = count > MOST;
            names.truncate(MOST - 1);
            let before = if cut { ", . . . " } else { ", & " };
            format!("{}{before}{last}", names.join(", "))
        }
    }
}

fn date(facts: &Facts<'_>) -> String {
    let Some(date) = facts.record.date() else {
        let ahead = facts.is_ahead_of_print();
        return if ahead { "in press".to_owned() } else { "n.d.".to_owned() };
    };
    match facts.kind {
        Kind::News | Kind::WebPage => dates::of_apa(date),
        _ => dates::year(date),
    }
}

fn title(line: &mut Line, facts: &Facts<'_>) {
    let title = facts.title();
    if title.main.is_empty() {
        return;
    }
    // What stands alone is in italics; a part is not.
    let whole = match facts.kind {
        Kind::Article | Kind::News | Kind::Chapter => false,
        Kind::Conference => facts.whole().is_none(),
        _ => true,
    };
    line.blank();
    match &title.vernacular {
        Some(vernacular) => {
            line.title(&[Run::plain(vernacular.as_str())], whole);
            line.text(" [");
            line.title(&title.main, false);
            line.text("]");
        }
        None if title.translated => {
            line.text("[");
            line.title(&title.main, false);
            line.text("]");
        }
        None => line.title(&title.main, whole),
    }
    line.text(&remark(facts));
    line.stop();
}

/// What stands behind a title in parentheses or brackets.
fn remark(facts: &Facts<'_>) -> String {
    let of = |kind: &str| match facts.publisher() {
        Some(school) => format!(" [{kind}, {school}]"),
        None => format!(" [{kind}]"),
    };
    match facts.kind {
        Kind::Thesis("doctoral") => of("Doctoral dissertation"),
        Kind::Thesis("master's") => of("Master’s thesis"),
        Kind::Thesis(_) => of("Thesis"),
        Kind::Dataset => " [Data set]".to_owned(),
        Kind::Software => " [Computer software]".to_owned(),
        Kind::Conference if facts.whole().is_none() => " [Conference paper]".to_owned(),
        Kind::Preprint => {
            let number = facts.record.ids.iter().find(|id| id.scheme == "arxiv");
            let number = facts.text(number.map(|id| id.value.as_str()));
            number.map(|number| format!(" (arXiv:{number})")).unwrap_or_default()
        }
        Kind::Book => {
            let parts = volume_of_book(facts);
            if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
        }
        _ => String::new(),
    }
}

/// `2nd ed.` and `Vol. 3`.
fn volume_of_book(facts: &Facts<'_>) -> Vec<String> {
    let edition = facts.text(facts.book().and_then(|book| book.edition.as_deref()));
    let edition = edition.map(|edition| match edition::ordinal(&edition) {
        Some(ordinal) => format!("{ordinal} ed."),
        None => edition,
    });
    let volume = facts.text(facts.record.volume.as_deref());
    edition.into_iter().chain(volume.map(|volume| format!("Vol. {volume}"))).collect()
}

/// *Journal of Mud*, *12*(3), 132–142.
fn article(line: &mut Line, facts: &Facts<'_>) {
    let record = facts.record;
    let journal = facts.journal(true).map(|name| journals::title(&name, record));
    let (volume, issue) = volume_and_issue(facts);
    let pages = facts.text(record.pages.as_deref());
    if let Some(journal) = &journal {
        line.blank();
        line.italic(journal.trim_end_matches('.'));
    }
    if volume.is_none() && issue.is_none() && facts.is_ahead_of_print() {
        line.stop();
        line.sentence("Advance online publication");
        return;
    }
    let comma = |line: &mut Line| line.text(if line.is_empty() { "" } else { ", " });
    if volume.is_some() || issue.is_some() {
        comma(line);
        line.italic(volume.as_deref().unwrap_or_default());
        line.text(&issue.map(|issue| format!("({issue})")).unwrap_or_default());
    }
    if let Some(pages) = pages {
        comma(line);
        line.text(if is_article_number(&pages) { "Article " } else { "" });
        line.text(&spread(&pages));
    }
    line.stop();
}

/// Volume and issue; a supplement is a part of the issue: `54 Suppl 1` is volume 54, issue `Suppl. 1`.
fn volume_and_issue(facts: &Facts<'_>) -> (Option<String>, Option<String>) {
    let volume = facts.text(facts.record.volume.as_deref());
    let issue = facts.text(facts.record.issue.as_deref());
    let (volume, part) = match volume.as_deref().and_then(|text| text.split_once(' ')) {
        Some((volume, part)) if part.starts_with("Suppl") || part.starts_with("Pt") => {
            (Some(volume.to_owned()), Some(part.to_owned()))
        }
        _ => (volume, None),
    };
    let issue: Vec<String> = issue.into_iter().chain(part).map(|part| abbreviated(&part)).collect();
    (volume, Some(issue.join(" ")).filter(|issue| !issue.is_empty()))
}

/// `Suppl 1` with its stop.
fn abbreviated(part: &str) -> String {
    let words = part.split(' ').map(|word| match word {
        "Suppl" => "Suppl.",
        "Pt" => "Pt.",
        word => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

/// In M. Quay & J. Reed (Eds.), *Mud* (2nd ed., Vol. 3, pp. 132–142). Port Press.
fn part(line: &mut Line, facts: &Facts<'_>, clean: Clean<'_>) {
    let record = facts.record;
    if let Some(whole) = facts.whole() {
        line.blank();
        line.text("In ");
        if !record.authors.is_empty() {
            line.text(&editors(&record.editors, clean));
        }
        line.italic(whole.trim_end_matches('.').trim_end_matches(" [Internet]"));
        let mut remark = volume_of_book(facts);
        remark.extend(facts.text(record.pages.as_deref()).map(|pages| {
            let pages = spread(&pages);
            let sign = if pages.contains(['–', ',']) { "pp." } else { "p." };
            if is_article_number(&pages) {
                format!("Article {pages}")
            } else {
                format!("{sign} {pages}")
            }
        }));
        if !remark.is_empty() {
            line.text(&format!(" ({})", remark.join(", ")));
        }
        line.stop();
    }
    line.sentence(&facts.publisher().unwrap_or_default());
}

/// `M. Quay & J. Reed (Eds.), `
fn editors(editors: &[Person], clean: Clean<'_>) -> String {
    let names = editors.iter().take(MOST + 1).map(|one| of_apa(one, false, clean));
    let mut names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
    let count = names.len();
    let Some(last) = names.pop() else { return String::new() };
    let before = match count {
        1 => return format!("{last} (Ed.), "),
        2 => " & ",
        _ if count > MOST => return format!("{}, . . . {last} (Eds.), ", names.join(", ")),
        _ => ", & ",
    };
    format!("{}{before}{last} (Eds.), ", names.join(", "))
}

/// The publisher, the server or the site, unless it is the author.
fn published(line: &mut Line, facts: &Facts<'_>, author: &str) {
    let place = match facts.kind {
        Kind::Thesis(_) => None,
        Kind::Preprint => facts.journal(true).map(|name| {
            // "bioRxiv : the preprint server for biology"
            let name = name.split(" : ").next().unwrap_or_default();
            journals::title(name, facts.record)
        }),
        _ => facts.publisher().or_else(|| facts.journal(true)),
    };
    line.sentence(&place.filter(|place| place != author).unwrap_or_default());
}

/// The DOI as an address, else where a work that is in no journal can be read.
fn address(line: &mut Line, facts: &Facts<'_>) {
    let address = match &facts.record.doi {
        Some(doi) => Some(format!("https://doi.org/{doi}")),
        None => facts.address().filter(|_| facts.kind != Kind::Article),
    };
    if let Some(address) = facts.text(address.as_deref()) {
        line.blank();
        line.text(&address);
    }
}

/// `(Retraction published 2021, J Mud, 14[2], 90)`, the journal and its volume in italics.
fn retraction(line: &mut Line, facts: &Facts<'_>) {
    if !facts.record.is_retracted() {
        return;
    }
    line.blank();
    match facts.retraction() {
        Some(notice) => {
            line.text("(Retraction published");
            notice_of(line, facts, notice);
            line.text(")");
        }
        None => line.text("(Retracted)"),
    }
}

/// A notice as PubMed cites it, `J Mud. 2021 Mar;14(2):90`, in the form of this style; any other citation as it is.
fn notice_of(line: &mut Line, facts: &Facts<'_>, notice: &Related) {
    let Some(place) = facts.place_of(notice) else { return };
    let cut = place.match_indices(". ").map(|(at, _)| at).find(|at| {
        let year = place.get(at + 2..at + 6);
        year.is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
    });
    let Some((journal, rest)) = cut.and_then(|at| Some((place.get(..at)?, place.get(at + 2..)?)))
    else {
        return line.text(&format!(": {place}"));
    };
    let (date, numbers) = rest.split_once([';', ':']).unwrap_or((rest, ""));
    line.text(&format!(" {}, ", date.get(..4).unwrap_or(date)));
    line.italic(journal);
    let (volume, pages) = match rest.contains(';') {
        true => numbers.split_once(':').unwrap_or((numbers, "")),
        false => ("", numbers),
    };
    let (volume, issue) = volume.split_once('(').unwrap_or((volume, ""));
    let issue = issue.trim_end_matches(')');
    if !volume.is_empty() {
        line.text(", ");
        line.italic(volume);
    }
    if !issue.is_empty() {
        line.text(&format!("[{}]", abbreviated(issue)));
    }
    let pages = pages.split(['.', ' ']).next().unwrap_or_default();
    if !pages.is_empty() {
        line.text(", ");
        line.text(if is_article_number(pages) { "Article " } else { "" });
        line.text(&spread(pages));
    }
}
