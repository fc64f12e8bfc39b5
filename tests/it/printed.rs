//! References in the two printed styles: the invented works of every kind against the golden file beside them, the engine for
//! all styles as a second opinion, and PubMed's own citations of the same articles.
//!
//! What PubMed's citations lack or have otherwise is listed where they are compared; nothing else may differ.

use crate::corpus::Corpus;
use crate::{golden, places};
use litdigest::cite::printed::{self, VANCOUVER_AUTHORS};
use litdigest::cite::{Item, Request, Run, Style, Work};
use litdigest::record::{PartialDate, Record};
use std::fmt::Write as _;

fn same(text: &str) -> String {
    text.to_owned()
}

/// Runs as text, with stars around what is in italics.
fn starred(runs: &[Run]) -> String {
    let star = |run: &Run| match run.italic {
        true => format!("*{}*", run.text),
        false => run.text.clone(),
    };
    runs.iter().map(star).collect()
}

fn plain(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

fn invented() -> Vec<Record> {
    let path = places::fixtures("printed").join("records.jsonl");
    places::read("records.jsonl", places::bytes(&path)).records
}

#[test]
fn works_of_every_kind_are_printed_as_the_golden_file_says() {
    let mut text = String::new();
    for record in invented() {
        let about = record.labels.get("about").map(String::as_str).unwrap_or_default();
        let vancouver = printed::vancouver(&record, VANCOUVER_AUTHORS, &same);
        let apa = printed::apa(&record, &same);
        writeln!(text, "# {about}\n{}\n{}\n", starred(&vancouver), starred(&apa)).unwrap();
    }
    golden::check(&places::fixtures("printed").join("references.txt"), &text);
}

#[test]
fn no_text_is_printed_that_was_not_made_fit_to_be_shown() {
    for mut record in invented() {
        // What is no text of a source: numbers, and the words of a language.
        (record.pmid, record.pmcid, record.language) = (None, None, Vec::new());
        for date in [&mut record.published, &mut record.electronic, &mut record.collection] {
            *date = None;
        }
        record.revised = None;
        if let Some(book) = &mut record.book {
            book.published = None;
        }
        let hide = |text: &str| "x".repeat(text.len().min(1));
        for runs in [printed::vancouver(&record, 9, &hide), printed::apa(&record, &hide)] {
            let text = plain(&runs);
            for word in ["mud", "Quay", "Reed", "Port", "Society", "10.5555"] {
                assert!(!text.contains(word), "{word} in {text}");
            }
        }
    }
}

/// What both the engine and the printed styles can say: an article with people, a date, a volume and pages.
fn simple(record: &Record) -> Option<Record> {
    let alone = record.journal.is_some() && record.book.is_none() && !record.is_preprint();
    // The engine makes no initial of a small letter behind a hyphen, and reads "AU" where the full name has one name less.
    let plain = |given: &String| {
        let mut parts = given.split(['-', ' ']);
        parts.all(|part| {
            part.starts_with(char::is_uppercase) && part.chars().skip(1).all(char::is_lowercase)
        })
    };
    let people = record.authors.iter().all(|one| {
        one.collective.is_none() && one.suffix.is_none() && one.given.as_ref().is_none_or(plain)
    });
    let number = |text: &Option<String>| {
        text.as_deref().is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let pages = record.pages.as_deref().unwrap_or_default();
    let ranged = pages.split('-').all(|page| page.bytes().all(|byte| byte.is_ascii_digit()));
    let date = record.published.as_ref()?;
    let fits = alone
        && people
        && !record.authors.is_empty()
        && number(&record.volume)
        && record.issue.as_ref().is_none_or(|_| number(&record.issue))
        && ranged
        && !pages.is_empty()
        && date.end.is_none()
        && !record.is_retracted();
    let mut authors = record.authors.clone();
    for author in authors.iter_mut().filter(|author| author.given.is_some()) {
        author.initials = None;
    }
    // The catalogue's additions to a title stay in the engine's.
    let mut journal = record.journal.clone()?;
    journal.title = None;
    fits.then(|| Record {
        authors,
        journal: Some(journal),
        pages: Some(shortened(pages)),
        title_html: None,
        title_translated: false,
        vernacular_title: None,
        language: vec!["eng".to_owned()],
        publication_types: Vec::new(),
        status: Vec::new(),
        related: Vec::new(),
        ids: Vec::new(),
        extra: Vec::new(),
        electronic: None,
        collection: None,
        print: None,
        ..record.clone()
    })
}

/// Pages as the engine prints them in this style: `552-579` as `552-79`.
fn shortened(pages: &str) -> String {
    let Some((first, last)) = pages.split_once('-').filter(|(a, b)| a.len() == b.len()) else {
        return pages.to_owned();
    };
    let same = first.bytes().zip(last.bytes()).take_while(|(a, b)| a == b).count();
    format!("{first}-{}", &last[same.min(last.len() - 1)..])
}

/// What the engine makes of a record.
fn by_engine(style: &Style, record: &Record) -> String {
    let items = vec![Item { work: 0, ..Item::default() }];
    let request = Request { items, narrative: false };
    let set = style.set(&[Work::of(record, "x", &same)], &[request]);
    set.references.iter().map(|reference| plain(&reference.runs)).collect()
}

/// Without what the two say otherwise: the engine's style has other words for identifiers, and en dashes; it knows no number of
/// an article; it has its own rule for capitals in the names of journals; it takes a stop off names of one letter.
fn alike(text: &str) -> String {
    let text = text.replace('–', "-").replace("PubMed Central ", "").replace("PubMed ", "");
    let text =
        text.replace("doi: ", "doi:").replace(". PMID", " PMID").replace(". PMCID", " PMCID");
    let text = text.replace("Article ", "").replace(". . .", "…");
    text.trim_end_matches('.').to_lowercase()
}

/// How many references were compared, and those that differ.
fn compared(records: &[Record]) -> (usize, Vec<String>) {
    let vancouver = Style::named("vancouver", "en-US").unwrap();
    let apa = Style::named("apa", "en-US").unwrap();
    let (mut count, mut other) = (0, Vec::new());
    for record in records.iter().filter_map(simple) {
        count += 1;
        let own = plain(&printed::vancouver(&record, VANCOUVER_AUTHORS, &same));
        let engine = by_engine(&vancouver, &record);
        if alike(&own) != alike(&engine) {
            other.push(format!("own:    {own}\nengine: {engine}"));
        }
        let own = plain(&printed::apa(&record, &same));
        let engine = by_engine(&apa, &record);
        if alike(&own) != alike(&engine) {
            other.push(format!("own:    {own}\nengine: {engine}"));
        }
    }
    (count, other)
}

#[test]
fn the_printed_styles_agree_with_the_engine() {
    let (count, other) = compared(&invented());
    assert!(count >= 8, "{count} compared");
    assert!(other.is_empty(), "{}", other.join("\n"));
}

/// The same for real articles, of which each tenth is enough: the engine takes its time.
pub(crate) fn check_engine(corpus: &Corpus) {
    let step = if corpus.is_real() { 10 } else { 1 };
    let mut records = Vec::new();
    for path in corpus.files("medline") {
        records.extend(places::read("x", places::bytes(&path)).records);
    }
    let records: Vec<Record> = records.into_iter().step_by(step).collect();
    let (count, other) = compared(&records);
    // Titles in which the engine puts a sign right.
    let few = count / 100;
    assert!(count > 0 && other.len() <= few, "{} of {count}:\n{}", other.len(), other.join("\n"));
}

/// A reference with the DOI in lower case, as records hold it, and without what stands between words.
fn lower_doi(text: &str) -> String {
    let mut words = text.split_whitespace();
    let mut out = String::new();
    while let Some(word) = words.next() {
        out.push_str(word);
        out.push(' ');
        if matches!(word, "doi:" | "pii:") {
            out.push_str(&words.next().unwrap_or_default().to_lowercase());
            out.push(' ');
        }
    }
    out.trim_end().to_owned()
}

/// A record with nothing but what the source line of MEDLINE says.
fn source_alone(record: &Record) -> Record {
    Record {
        authors: Vec::new(),
        editors: Vec::new(),
        title: String::new(),
        title_html: None,
        vernacular_title: None,
        language: Vec::new(),
        related: Vec::new(),
        pmid: None,
        pmcid: None,
        status: Vec::new(),
        publication_types: Vec::new(),
        ..record.clone()
    }
}

/// The source lines of a MEDLINE file with their PMIDs, unfolded.
fn source_lines(text: &str) -> Vec<(String, String)> {
    let (mut out, mut pmid, mut open): (Vec<(String, String)>, String, bool) =
        (Vec::new(), String::new(), false);
    for line in text.lines() {
        if let Some(value) = line.strip_prefix("PMID- ") {
            value.trim().clone_into(&mut pmid);
        }
        if let Some(value) = line.strip_prefix("SO  - ") {
            out.push((pmid.clone(), value.to_owned()));
            open = true;
        } else if let Some((_, last)) =
            out.last_mut().filter(|_| open && line.starts_with("      "))
        {
            last.push_str(line);
        } else {
            open = false;
        }
    }
    out
}

/// What a source line has otherwise: why, and whether these two differ in nothing else. `own` is ours, `line` theirs.
fn explained(record: &Record, own: &str, line: &str) -> Option<&'static str> {
    let without = |text: &str, word: &str| {
        let Some((before, after)) = text.split_once(word) else { return text.to_owned() };
        let after = after.trim_start().split_once(' ').map_or("", |(_, after)| after);
        format!("{before}{after}").trim_end().to_owned()
    };
    if own == line {
        return Some("equal");
    }
    let no_doi = !line.contains("doi:");
    let own = if no_doi { without(own, "doi:") } else { own.to_owned() };
    if own == line {
        return Some("old lines lack the DOI");
    }
    if !line.contains("pii:") && without(&own, "pii:") == line {
        return Some("lines that lack the publisher's number");
    }
    if without(line, "pii:") == own && record.ids.iter().any(|id| id.value.starts_with("10.")) {
        return Some("the DOI in the place of the publisher's number is not printed twice");
    }
    if line.ends_with("Preprint.")
        && own.replace(" [Preprint]", "") == line.replace(" Preprint.", "")
    {
        return Some("a preprint is marked behind the server");
    }
    let epub = |text: &str| text.split(" Epub ").next().unwrap_or_default().to_owned();
    if epub(line) == epub(&own) {
        return Some("Epub on the day of the issue, or without a day");
    }
    let electronic = record.electronic.as_ref().is_some_and(|date| line.contains(&date.text));
    let day = |date: &Option<PartialDate>| {
        date.as_ref().map(|date| date.text.clone()).unwrap_or_default()
    };
    if electronic
        && epub(&own).replacen(&day(&record.published), &day(&record.electronic), 1) == line
    {
        return Some(
            "old lines of journals without print name the day of publication in the place of the issue's",
        );
    }
    None
}

/// The source part of our reference against the source line of the same article.
pub(crate) fn check_source_lines(corpus: &Corpus) {
    let mut count = std::collections::BTreeMap::new();
    let mut other = Vec::new();
    for path in corpus.files("medline") {
        let bytes = places::bytes(&path);
        let text = String::from_utf8_lossy(&bytes).replace('\0', "");
        let lines = source_lines(&text);
        for record in places::read("x", bytes).records {
            let pmid = record.pmid.as_ref().map(ToString::to_string).unwrap_or_default();
            let Some((_, line)) = lines.iter().find(|(known, _)| *known == pmid) else { continue };
            let own = plain(&printed::vancouver(&source_alone(&record), 1, &same));
            let (own, line) = (lower_doi(&own), lower_doi(line));
            match explained(&record, &own, &line) {
                Some(why) => *count.entry(why).or_insert(0usize) += 1,
                None => other.push(format!("own:  {own}\nline: {line}")),
            }
        }
    }
    let equal = count.get("equal").copied().unwrap_or(0);
    let all: usize = count.values().sum::<usize>() + other.len();
    // One in a thousand has a slip of its source: "2018 Jul-Ago", "310-5.ilo".
    assert!(other.len() * 1000 <= all, "{} of {all}:\n{}", other.len(), other.join("\n"));
    let old = count.get("old lines lack the DOI").copied().unwrap_or(0);
    assert!((equal + old) * 100 >= all * 98, "{count:?} of {all}");
}

/// The entries of a summary file with their PMIDs, their lines joined.
fn entries(text: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for entry in text.split("\n\n") {
        let mut joined = String::new();
        for line in entry.lines().map(str::trim) {
            if !joined.is_empty() && !joined.ends_with('-') {
                joined.push(' ');
            }
            joined.push_str(line);
        }
        let body = joined.split_once(": ").map_or("", |(_, body)| body);
        if let Some((_, tail)) = body.split_once("PMID: ") {
            let pmid = tail.chars().take_while(char::is_ascii_digit).collect();
            out.push((pmid, body.to_owned()));
        }
    }
    out
}

/// Blanks of all kinds and the breaks behind hyphens, which the folding of lines leaves open.
fn folded(text: &str) -> String {
    let text = lower_doi(&text.replace(['\u{feff}', '\u{200b}'], " "));
    let mut text = text.replace("- ", "-");
    while let Some(at) = text.find("  ") {
        text.replace_range(at..=at, "");
    }
    text
}

/// Our whole reference, with all authors, against PubMed's summary of the same article.
pub(crate) fn check_summaries(corpus: &Corpus) {
    let (mut all, mut equal, mut other) = (0usize, 0usize, Vec::new());
    for path in corpus.files("summary-text") {
        let bytes = places::bytes(&path);
        let text = String::from_utf8_lossy(&bytes).replace('\r', "");
        let entries = entries(&text);
        for record in places::read("x", bytes).records {
            let pmid = record.pmid.as_ref().map(ToString::to_string).unwrap_or_default();
            let Some((_, entry)) = entries.iter().find(|(known, _)| *known == pmid) else {
                continue;
            };
            all += 1;
            let own = folded(&plain(&printed::vancouver(&record, usize::MAX, &same)));
            let entry = folded(entry);
            // A notice without pages, "English" alone, the day of the issue again, and marks of footnotes behind a group.
            let soft = entry
                .replace(";: PMID", ". PMID")
                .replace("): PMID", "). PMID")
                .replace(" English. ", " ")
                .replace('*', "");
            let epub = |text: &str| {
                text.replace(" Epub ", "\u{1}").split('\u{1}').next().unwrap_or_default().to_owned()
            };
            if own == entry {
                equal += 1;
            } else if own != soft && epub(&entry) != epub(&own.replace(" PMID", " Epub  PMID")) {
                other.push(format!("own:   {own}\nentry: {entry}"));
            }
        }
    }
    assert!(all > 0 && other.len() * 500 <= all, "{} of {all}:\n{}", other.len(), other.join("\n"));
    assert!(equal * 100 >= all * 98, "{equal} of {all}");
}
