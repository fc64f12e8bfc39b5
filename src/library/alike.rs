//! When two values say the same thing in different spelling.
//!
//! In: values of two records. Out: yes or no, or a folded form to compare. One export prints "Müller" and "β", another
//! "Mueller" and "beta"; one prints "CO2", another "CO(2)"; one cuts a title that another has in full. Never: deciding
//! which of them is better, or whether two records are one work.

use crate::record::{Record, without_retraction_mark};
use crate::text::fold::fold_name;

/// Greek letters by the names that transliterating exports write.
const GREEK: [(char, &str); 24] = [
    ('α', "alpha"),
    ('β', "beta"),
    ('γ', "gamma"),
    ('δ', "delta"),
    ('ε', "epsilon"),
    ('ζ', "zeta"),
    ('η', "eta"),
    ('θ', "theta"),
    ('ι', "iota"),
    ('κ', "kappa"),
    ('λ', "lambda"),
    ('μ', "mu"),
    ('ν', "nu"),
    ('ξ', "xi"),
    ('ο', "omicron"),
    ('π', "pi"),
    ('ρ', "rho"),
    ('σ', "sigma"),
    ('τ', "tau"),
    ('υ', "upsilon"),
    ('φ', "phi"),
    ('χ', "chi"),
    ('ψ', "psi"),
    ('ω', "omega"),
];

/// Folded words: lower case, no accents or marks, Greek letters by name.
pub(super) fn words(text: &str) -> String {
    let odd = |c: char| !c.is_ascii() || c == '(';
    if !text.contains(odd) {
        return fold_name(text);
    }
    let mut spelled = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            // The sign and the letter are one to every export.
            '\u{b5}' => spelled.push_str("mu"),
            'ς' => spelled.push_str("sigma"),
            '×' => spelled.push('x'),
            '†' => spelled.push_str(" dagger "),
            '‡' => spelled.push_str(" double dagger "),
            '°' => spelled.push_str(" degrees "),
            _ => match lower_greek(c) {
                Some(name) => spelled.push_str(name),
                None => spelled.push(c),
            },
        }
    }
    for sign in ["(R)", "(TM)", "(C)", "(r)", "(tm)", "(c)"] {
        if spelled.contains(sign) {
            spelled = spelled.replace(sign, " ");
        }
    }
    fold_name(&spelled)
}

fn lower_greek(c: char) -> Option<&'static str> {
    if !('\u{370}'..='\u{3ff}').contains(&c) {
        return None;
    }
    let lower = c.to_lowercase().next().unwrap_or(c);
    GREEK.iter().find(|(letter, _)| *letter == lower).map(|(_, name)| *name)
}

/// The letters and digits alone, umlauts and their transliteration as one: equal when two texts differ in marks,
/// blanks, case, accents or transliteration only.
pub(super) fn letters(text: &str) -> String {
    without_umlauts(&words(text).replace(' ', ""))
}

/// "mueller" and "muller" as one: both lose the "e" that stands for an umlaut. What this makes equal by chance in other
/// words does no harm where the records are known to be alike in more than this.
fn without_umlauts(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        if c != 'e' || !out.ends_with(['a', 'o', 'u']) {
            out.push(c);
        }
    }
    out
}

/// A title's letters, without the mark of a retraction and what one database adds behind a retracted title.
pub(super) fn title_letters(title: &str) -> String {
    letters(bare_title(title))
}

/// A title without marks of a retraction before or behind it.
pub(super) fn bare_title(title: &str) -> &str {
    let title = without_retraction_mark(title);
    let lower = title.to_ascii_lowercase();
    let behind = [" (retracted article", " (retracted paper", " [retracted"];
    match behind.iter().find_map(|mark| lower.find(mark)) {
        Some(at) if at > 0 => title.get(..at).unwrap_or(title),
        _ => title,
    }
}

/// Whether one text is the other cut short; both in [`letters`].
pub(super) fn is_cut_of(short: &str, long: &str) -> bool {
    !short.is_empty() && short.len() < long.len() && long.starts_with(short)
}

/// The folded family name of the first author, or a group's name.
pub(super) fn first_author(record: &Record) -> Option<String> {
    let author = record.authors.first()?;
    let name = author.family.as_deref().or(author.collective.as_deref())?;
    Some(letters(name)).filter(|name| !name.is_empty())
}

/// Whether two family names can be one: equal, or one with a particle or a second name that the other lacks.
pub(super) fn same_family(a: &str, b: &str) -> bool {
    a == b
        || (a.len().min(b.len()) >= 4
            && (a.ends_with(b) || b.ends_with(a) || a.starts_with(b) || b.starts_with(a)))
}

/// Whether two titles of one work can be told apart by more than spelling: shares most words, or one is the other cut
/// short. A vernacular title counts as a title.
pub(super) fn titles_agree(a: &Record, b: &Record) -> bool {
    let of = |record: &Record| -> Vec<String> {
        [Some(record.title.as_str()), record.vernacular_title.as_deref()]
            .into_iter()
            .flatten()
            .map(|title| words(bare_title(title)))
            .filter(|title| !title.is_empty())
            .collect()
    };
    let (a, b) = (of(a), of(b));
    a.iter().any(|a| {
        b.iter().any(|b| {
            overlap(a, b) >= 0.5
                || is_cut_of(&letters(a), &letters(b))
                || is_cut_of(&letters(b), &letters(a))
        })
    })
}

/// The share of words that two folded titles have in common, of the shorter one's words; words of one or two letters
/// count little and are left out unless there are no others.
fn overlap(a: &str, b: &str) -> f64 {
    let split = |text: &str| -> Vec<String> {
        let all: Vec<String> = text.split(' ').map(str::to_owned).collect();
        let long: Vec<String> = all.iter().filter(|word| word.len() > 2).cloned().collect();
        let mut words = if long.is_empty() { all } else { long };
        words.sort();
        words.dedup();
        words
    };
    let (a, b) = (split(a), split(b));
    let shared = a.iter().filter(|word| b.binary_search(word).is_ok()).count();
    let fewer = a.len().min(b.len()).max(1);
    #[allow(clippy::cast_precision_loss, reason = "a title has few words")]
    let share = shared as f64 / fewer as f64;
    share
}

/// The first page or article number, folded.
pub(super) fn first_page(pages: &str) -> String {
    fold_name(pages.split(['-', '–', ',', ';', ' ']).next().unwrap_or_default())
}

/// Whether two records stand at one place of their journals: volume and first page.
pub(super) fn same_locator(a: &Record, b: &Record) -> bool {
    let of = |record: &Record| -> Option<(String, String)> {
        Some((fold_name(record.volume.as_deref()?), first_page(record.pages.as_deref()?)))
    };
    let (a, b) = (of(a), of(b));
    a.is_some() && a == b
}

/// Whether both records have volume and first page, and both differ.
pub(super) fn locators_differ(a: &Record, b: &Record) -> bool {
    let differ = |a: Option<String>, b: Option<String>| a.is_some() && b.is_some() && a != b;
    let volume = |record: &Record| record.volume.as_deref().map(fold_name);
    let page =
        |record: &Record| record.pages.as_deref().map(first_page).filter(|page| !page.is_empty());
    differ(page(a), page(b)) && (differ(volume(a), volume(b)) || volume(a) == volume(b))
}

/// Whether two ranges of pages are one: "2591-600" is "2591-2600".
pub(super) fn same_pages(a: &str, b: &str) -> bool {
    fn full(pages: &str) -> String {
        let pages = pages.trim().trim_start_matches("pp.").trim_start_matches("p.").trim();
        let (first, last) = pages.split_once(['-', '–']).unwrap_or((pages, ""));
        let (first, last) = (first.trim(), last.trim());
        let missing = first.len().saturating_sub(last.len());
        match first.get(..missing) {
            Some(head) if !last.is_empty() => fold_name(&format!("{first} {head}{last}")),
            _ => fold_name(&format!("{first} {last}")),
        }
    }
    let (a, b) = (full(a), full(b));
    // A single page is a range that ends where it begins.
    let one = |pages: &str| match pages.split_once(' ') {
        Some((first, last)) if first == last => first.to_owned(),
        _ => pages.to_owned(),
    };
    one(&a) == one(&b)
}

/// Whether two names can be of one journal: equal, one the abbreviation of the other word by word ("J Pers Med",
/// "Journal of Personalized Medicine"), or a name with an addition in brackets.
pub(super) fn same_journal(a: &str, b: &str) -> bool {
    let plain = |name: &str| words(name.split(['(', ':', '=']).next().unwrap_or(name));
    let (a, b) = (plain(a), plain(b));
    if a.is_empty() || b.is_empty() || a == b {
        return true;
    }
    let skipped =
        ["of", "the", "and", "for", "in", "de", "la", "der", "fur", "und", "et", "di", "on"];
    let split = |name: &str| -> Vec<String> {
        name.split(' ').filter(|word| !skipped.contains(word)).map(str::to_owned).collect()
    };
    let (a, b) = (split(&a), split(&b));
    let pairs = || a.iter().zip(&b);
    a.len() == b.len()
        && pairs().all(|(a, b)| {
            a.starts_with(b.as_str())
                || b.starts_with(a.as_str())
                || abbreviates(a, b)
                || abbreviates(b, a)
        })
}

/// Whether the letters of one word stand in the other in this order, with the same first one: "natl", "national".
fn abbreviates(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.len() >= 2
        && short.chars().next() == long.chars().next()
        && short.chars().all(|c| rest.any(|d| c == d))
}

/// Whether the journals of two records, where both have one, can be one.
pub(super) fn journals_agree(a: &Record, b: &Record) -> bool {
    let names = |record: &Record| -> Vec<String> {
        record
            .journal
            .iter()
            .flat_map(|journal| [journal.abbreviation.clone(), journal.title.clone()])
            .flatten()
            .collect()
    };
    let issns = |record: &Record| -> Vec<String> {
        record.journal.iter().flat_map(|journal| journal.issn.clone()).collect()
    };
    let (one, two) = (names(a), names(b));
    let shared = issns(a).iter().any(|issn| issns(b).contains(issn));
    one.is_empty()
        || two.is_empty()
        || shared
        || one.iter().any(|one| two.iter().any(|two| same_journal(one, two)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_text_have_one_fold() {
        for (a, b, same) in [
            ("Müller", "Mueller", true),
            ("Müller", "Muller", true),
            ("β-Crystallins", "beta-crystallins", true),
            ("βH", "beta H", true),
            ("5 µm", "5 mum", true),
            ("CO(2) in air.", "CO2 in Air", true),
            ("Choosing Wisely®", "Choosing Wisely(R)", true),
            ("Søren", "Soren", true),
            ("alpha", "beta", false),
            ("Part I", "Part II", false),
        ] {
            assert_eq!(letters(a) == letters(b), same, "{a} {b}");
        }
        for (a, b) in [
            ("RETRACTED: Tea.", "Tea."),
            ("RETRACTED ARTICLE: Tea", "Tea"),
            ("[Retracted] Tea", "Tea"),
            ("Tea (Retracted article. See vol. 3, pg. 4, 2012)", "Tea"),
        ] {
            assert_eq!(title_letters(a), title_letters(b), "{a}");
        }
        for title in ["Retraction: Tea", "Retracted articles in tea research", "Retractedly"] {
            assert_eq!(bare_title(title), title);
        }
    }

    #[test]
    fn pages_and_journals_in_two_styles() {
        for (a, b, same) in [
            ("2591-600", "2591-2600", true),
            ("12", "12-12", true),
            ("e5", "e5", true),
            ("12-9", "12-19", true),
            ("12-19", "12-18", false),
        ] {
            assert_eq!(same_pages(a, b), same, "{a} {b}");
        }
        for (a, b, same) in [
            ("J Pers Med", "Journal of Personalized Medicine", true),
            ("Proc Natl Acad Sci U S A", "Proc. Natl. Acad. Sci. U.S.A.", true),
            ("Tea (London, England)", "TEA", true),
            ("J Tea", "J Coffee", false),
        ] {
            assert_eq!(same_journal(a, b), same, "{a} {b}");
        }
    }
}
