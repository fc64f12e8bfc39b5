//! Keys with one value: which source's is taken.
//!
//! In: the records at merge. Out: the key set in the merged record, its source noted, and what says something else
//! noted as a difference.

use super::Merging;
use crate::library::alike::{self, letters, words};
use crate::record::{AbstractSection, Book, Journal, OtherId, PartialDate, Record};

/// How the values of a key are compared.
struct Rule<T> {
    /// Whether the second is to be taken before the first, which has more trust.
    better: fn(&T, &T) -> bool,
    /// Whether they say the same.
    same: fn(&T, &T) -> bool,
    /// For messages.
    show: fn(&T) -> String,
}

impl<T> Clone for Rule<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Rule<T> {}

/// Takes the best value of all sources. Gives the places of the sources that say something else, with their values.
fn choose<T>(m: &mut Merging, take: fn(&mut Record) -> Option<T>, rule: Rule<T>) -> Option<T> {
    let values: Vec<(usize, T)> = m
        .from
        .iter_mut()
        .enumerate()
        .filter_map(|(at, record)| Some((at, take(record)?)))
        .collect();
    let mut best: Option<(usize, &T)> = None;
    for (at, value) in &values {
        match best {
            Some((_, known)) if !(rule.better)(known, value) => {}
            _ => best = Some((*at, value)),
        }
    }
    let (by, kept) = best?;
    let mut others: Vec<(usize, String)> = Vec::new();
    for (at, value) in &values {
        if *at != by && !(rule.same)(kept, value) {
            others.push((*at, (rule.show)(value)));
        }
    }
    let shown = (rule.show)(kept);
    m.give(by);
    for (at, other) in others {
        m.differs(at, by, shown.clone(), other);
    }
    values.into_iter().find(|(at, _)| *at == by).map(|(_, value)| value)
}

/// Equal but for spelling.
#[allow(clippy::ptr_arg, reason = "one signature for values of every type")]
fn same_text(a: &String, b: &String) -> bool {
    a == b || letters(a) == letters(b) || is_cut(a, b) || is_cut(b, a)
}

/// Whether the second text is better than the first: the same with its own letters or in mixed case, or the whole of
/// what the first cuts short.
#[allow(clippy::ptr_arg, reason = "one signature for values of every type")]
fn better_text(a: &String, b: &String) -> bool {
    if a == b {
        return false;
    }
    if letters(a) == letters(b) {
        let (one, two) = (own_letters(a), own_letters(b));
        return two > one || (two == one && is_shouted(a) && !is_shouted(b));
    }
    is_cut(a, b)
}

/// Letters beyond ASCII; those of a text read in the wrong encoding count for nothing.
pub(super) fn own_letters(text: &str) -> usize {
    if text.contains(['\u{fffd}', '\u{c3}']) {
        return 0;
    }
    text.chars().filter(|c| !c.is_ascii()).count()
}

/// All in capitals, as some databases print titles.
fn is_shouted(text: &str) -> bool {
    text.len() > 6 && text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// Letters below which only whole words are taken for a cut text: "1" is not the beginning of "12".
const LONG: usize = 30;

fn is_cut(short: &str, long: &str) -> bool {
    let bare = short.trim_end_matches(['…', '.', ' ']);
    let (a, b) = (letters(bare), letters(long));
    if a.len() >= LONG {
        return alike::is_cut_of(&a, &b);
    }
    let (a, b) = (words(bare), words(long));
    !a.is_empty() && b.strip_prefix(a.as_str()).is_some_and(|rest| rest.starts_with(' '))
}

const TEXT: Rule<String> = Rule { better: better_text, same: same_text, show: String::clone };

/// What no comparison of spellings helps with.
const PLAIN: Rule<String> = Rule { better: |_, _| false, same: |a, b| a == b, show: String::clone };

/// Takes the first identifier and keeps the others among `ids`.
fn identifier<T: Clone + PartialEq + std::fmt::Display>(
    m: &mut Merging,
    scheme: &str,
    of: fn(&mut Record) -> &mut Option<T>,
) {
    let mut kept: Option<(usize, T)> = None;
    for at in 0..m.from.len() {
        let Some(value) = m.from.get_mut(at).and_then(|record| of(record).take()) else { continue };
        match &kept {
            None => {
                m.give(at);
                kept = Some((at, value));
            }
            Some((by, first)) if *first != value => {
                let other = OtherId { scheme: scheme.to_owned(), value: value.to_string() };
                if !m.into.ids.contains(&other) {
                    m.into.ids.push(other);
                }
                let (by, first) = (*by, first.to_string());
                m.differs(at, by, first, value.to_string());
            }
            Some(_) => {}
        }
    }
    *of(&mut m.into) = kept.map(|(_, value)| value);
}

pub(super) fn pmid(m: &mut Merging) {
    identifier(m, "pmid", |record| &mut record.pmid);
}

pub(super) fn pmcid(m: &mut Merging) {
    identifier(m, "pmcid", |record| &mut record.pmcid);
}

pub(super) fn doi(m: &mut Merging) {
    identifier(m, "doi", |record| &mut record.doi);
}

pub(super) fn pmc_available(m: &mut Merging) {
    m.into.pmc_available = choose(m, |r| r.pmc_available.take(), PLAIN);
}

/// A title with what belongs to it.
struct Title {
    text: String,
    html: Option<String>,
    translated: bool,
    vernacular: Option<String>,
}

pub(super) fn title(m: &mut Merging) {
    let take = |r: &mut Record| {
        let text = std::mem::take(&mut r.title);
        (!text.is_empty()).then(|| Title {
            text,
            html: r.title_html.take(),
            translated: std::mem::take(&mut r.title_translated),
            vernacular: r.vernacular_title.clone(),
        })
    };
    let rule = Rule {
        better: |a: &Title, b: &Title| {
            let (one, two) = (bare(&a.text), bare(&b.text));
            match alike::title_letters(&one) == alike::title_letters(&two) {
                // The mark of a retraction is a status, not a part of the title.
                true => match (one.len() < a.text.len(), two.len() < b.text.len()) {
                    (true, false) => true,
                    (false, true) => false,
                    _ => {
                        better_text(&one, &two)
                            || (one == two && a.html.is_none() && b.html.is_some())
                    }
                },
                false => better_text(&one, &two),
            }
        },
        same: |a, b| {
            let of = |t: &Title| {
                let vernacular = t.vernacular.as_deref().map(letters);
                (alike::title_letters(&t.text), vernacular)
            };
            let ((one, own), (two, other)) = (of(a), of(b));
            one == two
                || own.as_ref() == Some(&two)
                || other.as_ref() == Some(&one)
                || same_text(&bare(&a.text), &bare(&b.text))
        },
        show: |t| t.text.clone(),
    };
    if let Some(title) = choose(m, take, rule) {
        m.into.title = title.text;
        m.into.title_html = title.html;
        m.into.title_translated = title.translated;
    }
}

/// A title without the mark of its retraction.
fn bare(title: &str) -> String {
    alike::bare_title(title).to_owned()
}

pub(super) fn vernacular_title(m: &mut Merging) {
    m.into.vernacular_title = choose(m, |r| r.vernacular_title.take(), TEXT);
}

pub(super) fn copyright(m: &mut Merging) {
    m.into.copyright = choose(m, |r| r.copyright.take(), TEXT);
}

pub(super) fn conflict_of_interest(m: &mut Merging) {
    m.into.conflict_of_interest = choose(m, |r| r.conflict_of_interest.take(), TEXT);
}

/// The main abstract of one source, and the further ones of all.
pub(super) fn sections(m: &mut Merging) {
    let take = |r: &mut Record| -> Option<Vec<AbstractSection>> {
        let (main, other): (Vec<_>, Vec<_>) =
            std::mem::take(&mut r.sections).into_iter().partition(|s| s.kind.is_none());
        r.sections = other;
        (!main.is_empty()).then_some(main)
    };
    let rule = Rule {
        better: |a: &Vec<AbstractSection>, b: &Vec<AbstractSection>| {
            let labelled = |s: &[AbstractSection]| s.iter().any(|s| s.label.is_some());
            let (one, two) = (flat(a), flat(b));
            let (short, long) = (letters(&one).len(), letters(&two).len());
            match (labelled(a), labelled(b)) {
                (false, true) => long * 5 >= short * 4,
                (true, false) => long * 4 > short * 5,
                _ => better_text(&one, &two) || (one == two && !has_markup(a) && has_markup(b)),
            }
        },
        same: |a, b| same_text(&flat(a), &flat(b)) || contains(&flat(a), &flat(b)),
        show: |s| flat(s),
    };
    let main = choose(m, take, rule).unwrap_or_default();
    let mut all = main;
    for at in 0..m.from.len() {
        let others =
            m.from.get_mut(at).map(|r| std::mem::take(&mut r.sections)).unwrap_or_default();
        for other in others {
            let said = |s: &AbstractSection| {
                let label = s.label.as_deref().map(letters);
                (s.kind, s.language.clone(), label, letters(&s.text))
            };
            if at == 0 || !all.iter().any(|s| said(s) == said(&other)) {
                all.push(other);
                m.give(at);
            }
        }
    }
    m.into.sections = all;
}

fn has_markup(sections: &[AbstractSection]) -> bool {
    sections.iter().any(|section| section.text_html.is_some())
}

fn flat(sections: &[AbstractSection]) -> String {
    let mut out = String::new();
    for section in sections {
        if let Some(label) = &section.label {
            out.push_str(label);
            out.push(' ');
        }
        out.push_str(&section.text);
        out.push(' ');
    }
    out.trim_end().to_owned()
}

/// Whether the text of `other` stands in `kept`, labels apart: what a flat abstract says of a labelled one.
fn contains(kept: &str, other: &str) -> bool {
    let words_of =
        |text: &str| -> Vec<String> { words(text).split(' ').map(str::to_owned).collect() };
    let (kept, other) = (words_of(kept), words_of(other));
    let mut rest = kept.iter();
    other.iter().all(|word| rest.any(|there| there == word))
}

/// Merges one part of a journal or book.
fn part(
    m: &mut Merging,
    take: fn(&mut Record) -> Option<String>,
    same: fn(&String, &String) -> bool,
) -> Option<String> {
    choose(m, take, Rule { same, ..TEXT })
}

/// Numbers of periodicals and books of all sources, each once.
fn numbers(m: &mut Merging, of: fn(&mut Record) -> Option<&mut Vec<String>>) -> Vec<String> {
    let plain =
        |text: &str| -> String { text.chars().filter(char::is_ascii_alphanumeric).collect() };
    let mut all: Vec<String> = Vec::new();
    for at in 0..m.from.len() {
        let numbers = m.from.get_mut(at).and_then(of).map(std::mem::take).unwrap_or_default();
        let known: Vec<String> = all.iter().map(|number| plain(number)).collect();
        for number in numbers {
            if !known.contains(&plain(&number)) {
                all.push(number);
                m.give(at);
            }
        }
    }
    all
}

pub(super) fn journal(m: &mut Merging) {
    if m.from.iter().all(|record| record.journal.is_none()) {
        return;
    }
    let same = |a: &String, b: &String| same_text(a, b) || alike::same_journal(a, b);
    let merged = Journal {
        abbreviation: part(m, |r| r.journal.as_mut()?.abbreviation.take(), same),
        title: part(m, |r| r.journal.as_mut()?.title.take(), same),
        issn: numbers(m, |r| Some(&mut r.journal.as_mut()?.issn)),
        nlm_id: part(m, |r| r.journal.as_mut()?.nlm_id.take(), same_text),
        country: part(m, |r| r.journal.as_mut()?.country.take(), same_text),
    };
    m.into.journal = Some(merged);
}

pub(super) fn book(m: &mut Merging) {
    if m.from.iter().all(|record| record.book.is_none()) {
        return;
    }
    let merged = Book {
        title: part(m, |r| r.book.as_mut()?.title.take(), same_text),
        place: part(m, |r| r.book.as_mut()?.place.take(), same_text),
        publisher: part(m, |r| r.book.as_mut()?.publisher.take(), same_text),
        published: choose(m, |r| r.book.as_mut()?.published.take(), DATE),
        edition: part(m, |r| r.book.as_mut()?.edition.take(), same_text),
        isbn: numbers(m, |r| Some(&mut r.book.as_mut()?.isbn)),
        url: part(m, |r| r.book.as_mut()?.url.take(), |a, b| a == b),
    };
    m.into.book = Some(merged);
}

const DATE: Rule<PartialDate> =
    Rule { better: refines, same: |a, b| agree(a, b), show: PartialDate::iso };

/// Whether the second date says all that the first says and more.
fn refines(a: &PartialDate, b: &PartialDate) -> bool {
    let fits = a.year == b.year && (a.month.is_none() || a.month == b.month);
    let fits = fits && (a.season.is_none() || b.month.is_some()) && a.end.is_none();
    let more = (b.month.is_some() && a.month.is_none())
        || (b.day.is_some() && a.day.is_none())
        || (b.season.is_some() && a.season.is_none() && a.month.is_none());
    fits && more && (a.day.is_none() || a.day == b.day)
}

/// Whether two dates contradict each other in nothing. A range that begins like the other date agrees with it.
fn agree(a: &PartialDate, b: &PartialDate) -> bool {
    fn fits<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
        a.is_none() || b.is_none() || a == b
    }
    a.year == b.year && fits(a.month, b.month) && fits(a.day, b.day)
}

pub(super) fn electronic(m: &mut Merging) {
    m.into.electronic = choose(m, |r| r.electronic.take(), DATE);
}

pub(super) fn print(m: &mut Merging) {
    m.into.print = choose(m, |r| r.print.take(), DATE);
}

pub(super) fn collection(m: &mut Merging) {
    m.into.collection = choose(m, |r| r.collection.take(), DATE);
}

pub(super) fn entered(m: &mut Merging) {
    m.into.entered = choose(m, |r| r.entered.take(), DATE);
}

pub(super) fn revised(m: &mut Merging) {
    m.into.revised = choose(m, |r| r.revised.take(), DATE);
}

pub(super) fn record_revised(m: &mut Merging) {
    m.into.record_revised = choose(m, |r| r.record_revised.take(), DATE);
}

/// Citations print the date of electronic publication where MEDLINE has the issue's: a date that another key of the
/// merged record has contradicts nothing, and is not the more precise date of the issue.
pub(super) fn published(m: &mut Merging) {
    let start = |date: &PartialDate| (date.year, date.month, date.day, date.season);
    let starts = |dates: &[&Option<PartialDate>]| -> Vec<_> {
        let dates = dates.iter().filter_map(|date| date.as_ref());
        dates.filter(|date| date.month.is_some()).map(start).collect()
    };
    let electronic = starts(&[&m.into.electronic]);
    let others = starts(&[&m.into.electronic, &m.into.print, &m.into.collection]);
    let is_electronic = |date: &PartialDate| electronic.contains(&start(date));
    let mut dates = m.from.iter().filter_map(|record| record.published.as_ref());
    // Where every source says the electronic date, it is the issue's too.
    let issue = dates.any(|date| !is_electronic(date));
    let mut first = true;
    for date in m.from.iter_mut().map(|record| &mut record.published) {
        let Some(there) = date else { continue };
        let known =
            if first { issue && is_electronic(there) } else { others.contains(&start(there)) };
        if known && (issue || !first) {
            *date = None;
        } else {
            first = false;
        }
    }
    m.into.published = choose(m, |r| r.published.take(), DATE);
}

const NUMBER: Rule<String> =
    Rule { better: |a, b| is_cut(a, b), same: same_text, show: String::clone };

pub(super) fn volume(m: &mut Merging) {
    m.into.volume = choose(m, |r| r.volume.take(), NUMBER);
}

pub(super) fn issue(m: &mut Merging) {
    m.into.issue = choose(m, |r| r.issue.take(), NUMBER);
}

pub(super) fn pages(m: &mut Merging) {
    let rule = Rule { same: |a, b| same_text(a, b) || alike::same_pages(a, b), ..NUMBER };
    m.into.pages = choose(m, |r| r.pages.take(), rule);
}
