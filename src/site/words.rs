//! Words for readers: dates, counts, languages, kinds of publications.
//!
//! In: parts of records. Out: short English phrases. The tables hold general facts only.

use crate::record::{PartialDate, Record, Season, Status};
use crate::text::number::thousands;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// MEDLINE language codes with the tag that browsers know and the English name.
const LANGUAGES: &[(&str, &str, &str)] = &[
    ("afr", "af", "Afrikaans"),
    ("alb", "sq", "Albanian"),
    ("amh", "am", "Amharic"),
    ("ara", "ar", "Arabic"),
    ("arm", "hy", "Armenian"),
    ("aze", "az", "Azerbaijani"),
    ("ben", "bn", "Bengali"),
    ("bos", "bs", "Bosnian"),
    ("bul", "bg", "Bulgarian"),
    ("cat", "ca", "Catalan"),
    ("chi", "zh", "Chinese"),
    ("cze", "cs", "Czech"),
    ("dan", "da", "Danish"),
    ("dut", "nl", "Dutch"),
    ("eng", "en", "English"),
    ("epo", "eo", "Esperanto"),
    ("est", "et", "Estonian"),
    ("fin", "fi", "Finnish"),
    ("fre", "fr", "French"),
    ("geo", "ka", "Georgian"),
    ("ger", "de", "German"),
    ("gla", "gd", "Scottish Gaelic"),
    ("gre", "el", "Greek"),
    ("heb", "he", "Hebrew"),
    ("hin", "hi", "Hindi"),
    ("hrv", "hr", "Croatian"),
    ("hun", "hu", "Hungarian"),
    ("ice", "is", "Icelandic"),
    ("ind", "id", "Indonesian"),
    ("ita", "it", "Italian"),
    ("jpn", "ja", "Japanese"),
    ("kor", "ko", "Korean"),
    ("lat", "la", "Latin"),
    ("lav", "lv", "Latvian"),
    ("lit", "lt", "Lithuanian"),
    ("mac", "mk", "Macedonian"),
    ("mal", "ml", "Malayalam"),
    ("may", "ms", "Malay"),
    ("nor", "no", "Norwegian"),
    ("per", "fa", "Persian"),
    ("pol", "pl", "Polish"),
    ("por", "pt", "Portuguese"),
    ("rum", "ro", "Romanian"),
    ("rus", "ru", "Russian"),
    ("scc", "sr", "Serbian"),
    ("scr", "hr", "Croatian"),
    ("slo", "sk", "Slovak"),
    ("slv", "sl", "Slovenian"),
    ("spa", "es", "Spanish"),
    ("srp", "sr", "Serbian"),
    ("swe", "sv", "Swedish"),
    ("tha", "th", "Thai"),
    ("tur", "tr", "Turkish"),
    ("ukr", "uk", "Ukrainian"),
    ("urd", "ur", "Urdu"),
    ("vie", "vi", "Vietnamese"),
    ("wel", "cy", "Welsh"),
];

/// Publication types that say nothing to a reader about what the article is.
const DULL_TYPES: &[&str] = &["journal article", "english abstract", "book chapter"];

/// The browser's tag and the English name of a MEDLINE language code.
pub(super) fn language(code: &str) -> Option<(&'static str, &'static str)> {
    LANGUAGES.iter().find(|(known, _, _)| *known == code).map(|(_, tag, name)| (*tag, *name))
}

/// The article's own language, when it is one and not English.
pub(super) fn foreign_language(record: &Record) -> Option<(&'static str, &'static str)> {
    let foreign = record.language.iter().find(|code| *code != "eng" && *code != "und")?;
    language(foreign)
}

/// `16 Jul 2021`, `Nov–Dec 2018`, `Winter 2019`, `1993–2025`.
pub(super) fn date(date: &PartialDate) -> String {
    let start = parts(date.day, date.month, date.season);
    let Some(end) = &date.end else { return joined(&start, date.year) };
    let last = parts(end.day, end.month, end.season);
    if end.year != date.year {
        return format!("{}–{}", joined(&start, date.year), joined(&last, end.year));
    }
    if date.month == end.month && date.season == end.season {
        return match (date.day, end.day) {
            (Some(from), Some(to)) if from != to => joined(&format!("{from}–{last}"), date.year),
            _ => joined(&start, date.year),
        };
    }
    joined(&format!("{start}–{last}"), date.year)
}

fn parts(day: Option<u8>, month: Option<u8>, season: Option<Season>) -> String {
    let month = month.and_then(|m| MONTHS.get(usize::from(m).checked_sub(1)?)).copied();
    match (day, month, season) {
        (Some(day), Some(month), _) => format!("{day} {month}"),
        (None, Some(month), _) => month.to_owned(),
        (_, None, Some(season)) => match season {
            Season::Spring => "Spring",
            Season::Summer => "Summer",
            Season::Autumn => "Autumn",
            Season::Winter => "Winter",
        }
        .to_owned(),
        _ => String::new(),
    }
}

fn joined(part: &str, year: i32) -> String {
    if part.is_empty() { year.to_string() } else { format!("{part} {year}") }
}

/// The value of a `datetime` attribute; none for what is a range or a season.
pub(super) fn datetime(date: &PartialDate) -> Option<String> {
    let exact = date.end.is_none() && date.season.is_none() && (1000..=9999).contains(&date.year);
    exact.then(|| date.iso())
}

/// An ISO date as readers write it; anything else as it is.
pub(super) fn iso_date(text: &str) -> String {
    let mut numbers = text.split('-').map(str::parse::<i32>);
    let (year, month, day) = (numbers.next(), numbers.next(), numbers.next());
    let small =
        |n: Option<Result<i32, _>>| n.and_then(Result::ok).and_then(|n| u8::try_from(n).ok());
    match year {
        Some(Ok(year)) if year > 999 => joined(&parts(small(day), small(month), None), year),
        _ => text.to_owned(),
    }
}

/// `1 article`, `1,204 articles`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", thousands(number), if number == 1 { one } else { many })
}

/// `2009–2024`, or one year.
pub(super) fn span(first: i32, last: i32) -> String {
    if first == last { first.to_string() } else { format!("{first}–{last}") }
}

/// What the article is, for the line above its title: "Review · free full text".
pub(super) fn kinds(record: &Record) -> Vec<String> {
    let mut kinds: Vec<String> = record
        .publication_types
        .iter()
        .filter(|kind| {
            let lower = kind.to_lowercase();
            !DULL_TYPES.contains(&lower.as_str()) && !lower.starts_with("research support")
        })
        .take(3)
        .cloned()
        .collect();
    if record.is_preprint() && !kinds.iter().any(|kind| kind == "Preprint") {
        kinds.insert(0, "Preprint".to_owned());
    }
    if kinds.is_empty() {
        kinds.push(plain_kind(record).to_owned());
    }
    if record.status.contains(&Status::AheadOfPrint) {
        kinds.push("ahead of print".to_owned());
    }
    kinds
}

fn plain_kind(record: &Record) -> &'static str {
    match &record.book {
        None => "Article",
        Some(book) if book.title.as_deref().is_none_or(|title| title == record.title) => "Book",
        Some(_) => "Book chapter",
    }
}

/// `11(7):671`, with what there is of it; digits on both sides of a hyphen get an en dash.
pub(super) fn locator(record: &Record) -> Option<String> {
    let mut out = record.volume.clone().unwrap_or_default();
    if let Some(issue) = &record.issue {
        out.push_str(&format!("({issue})"));
    }
    if let Some(pages) = &record.pages {
        if !out.is_empty() {
            out.push(':');
        }
        out.push_str(&dashed(pages));
    }
    (!out.is_empty()).then_some(out)
}

fn dashed(pages: &str) -> String {
    let chars: Vec<char> = pages.chars().collect();
    let digit =
        |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    let one = |(at, c): (usize, &char)| match c {
        '-' if digit(at.checked_sub(1)) && digit(Some(at + 1)) => '–',
        c => *c,
    };
    chars.iter().enumerate().map(one).collect()
}

/// The beginning of a text, cut at a word, with an ellipsis when something is left out.
pub(super) fn beginning(text: &str, longest: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(longest) else { return text.to_owned() };
    let head = text.get(..end).unwrap_or_default();
    let cut = head.rsplit_once(' ').map_or(head, |(head, _)| head);
    format!("{}…", cut.trim_end_matches([',', ';', ':', '.', ' ', '–', '-']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_well() {
        for (printed, words, machine) in [
            ("2021 Jul 16", "16 Jul 2021", Some("2021-07-16")),
            ("2018 Nov-Dec", "Nov–Dec 2018", None),
            ("2019 Winter", "Winter 2019", None),
            ("1993–2025", "1993–2025", None),
            ("2020 Jan 3-9", "3–9 Jan 2020", None),
            ("2020", "2020", Some("2020")),
        ] {
            let read = PartialDate::parse_pubmed(printed).unwrap();
            assert_eq!(date(&read), words);
            assert_eq!(datetime(&read).as_deref(), machine);
        }
        assert_eq!(iso_date("2026-03-12"), "12 Mar 2026");
        assert_eq!(iso_date("spring"), "spring");
    }

    #[test]
    fn numbers_and_places() {
        assert_eq!(count(1, "article", "articles"), "1 article");
        assert_eq!(count(1_204_000, "article", "articles"), "1,204,000 articles");
        let record =
            Record { issue: Some("7".into()), pages: Some("103-14".into()), ..Record::default() };
        assert_eq!(locator(&record).as_deref(), Some("(7):103–14"));
        assert_eq!(locator(&Record::default()), None);
        assert_eq!(beginning("one two three", 9), "one two…");
    }
}
