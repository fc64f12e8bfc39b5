//! Dates in the forms of CSL: `date-parts` as numbers or strings, ranges, seasons, `circa`, `literal`, `raw`.
//!
//! In: the value of a date variable. Out: a [`PartialDate`], or that it is none; and what it says besides. And back.
//! Never: diagnostics.

use super::json::{Node, Value};
use crate::formats::ris::dates;
use crate::record::{DateEnd, PartialDate, Season};
use serde_json::{Map, Value as Json, json};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// What a date variable says.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Read {
    pub(super) date: Option<PartialDate>,
    /// Keys and values that the date does not hold.
    pub(super) rest: Vec<(String, String)>,
    /// It says something, and no date.
    pub(super) odd: bool,
}

/// Reads a date variable.
pub(super) fn read(node: &Node<'_>) -> Read {
    let mut read = Read::default();
    let Some(map) = node.map() else {
        read.date = node.scalar().and_then(|text| raw(&text));
        read.odd = read.date.is_none();
        return read;
    };
    let parts = node.get("date-parts").and_then(Node::list).and_then(from_parts);
    let season = node.get("season").and_then(Node::scalar).and_then(|text| season(&text));
    let circa = node.get("circa").and_then(Node::scalar).is_some_and(|text| is_true(&text));
    let mut used: Vec<&str> = Vec::new();
    if let Some(mut date) = parts {
        used.push("date-parts");
        if let Some(season) = season.filter(|_| date.month.is_none()) {
            used.push("season");
            date.season = Some(season);
            date.text = text_of(&date);
        }
        read.date = Some(date);
    }
    for key in ["raw", "literal", "date-time", "timestamp"] {
        let Some(text) = node.get(key).and_then(Node::scalar) else { continue };
        match &read.date {
            None => {
                read.date = if key == "timestamp" { None } else { raw(&text) };
                if read.date.is_some() {
                    used.push(key);
                }
            }
            // The same day once more.
            Some(known) if key != "timestamp" && same_day(known, &text) => used.push(key),
            Some(_) => {}
        }
    }
    if let Some(date) = read.date.as_mut().filter(|_| circa) {
        used.push("circa");
        date.text = format!("circa {}", date.text);
    }
    for (key, value) in map {
        if !value.is_empty() && !used.contains(&key.as_ref()) {
            read.rest.push((key.to_string(), value.shown()));
        }
    }
    read.odd = read.date.is_none() && !read.rest.is_empty();
    read
}

/// A date as CSL says it.
pub(super) fn write(date: &PartialDate) -> Json {
    let one = |year: i32, month: Option<u8>, day: Option<u8>| -> Vec<i32> {
        let day = day.filter(|_| month.is_some());
        [Some(year), month.map(i32::from), day.map(i32::from)].into_iter().flatten().collect()
    };
    let mut parts = vec![one(date.year, date.month, date.day)];
    if let Some(end) = date.end {
        parts.push(one(end.year, end.month, end.day));
    }
    let mut map = Map::new();
    map.insert("date-parts".to_owned(), json!(parts));
    if let Some(season) = date.season {
        let number = match season {
            Season::Spring => 1,
            Season::Summer => 2,
            Season::Autumn => 3,
            Season::Winter => 4,
        };
        map.insert("season".to_owned(), json!(number));
    }
    if date.text.starts_with("circa ") {
        map.insert("circa".to_owned(), json!(true));
    }
    Json::Object(map)
}

fn is_true(text: &str) -> bool {
    !matches!(text, "false" | "0" | "")
}

fn season(text: &str) -> Option<Season> {
    match text.to_ascii_lowercase().as_str() {
        // CSL's own numbers, the older ones of citeproc-js, and those of EDTF.
        "1" | "13" | "21" | "spring" | "season-01" => Some(Season::Spring),
        "2" | "14" | "22" | "summer" | "season-02" => Some(Season::Summer),
        "3" | "15" | "23" | "autumn" | "fall" | "season-03" => Some(Season::Autumn),
        "4" | "16" | "24" | "winter" | "season-04" => Some(Season::Winter),
        _ => None,
    }
}

/// One date or two, each of one to three numbers; Crossref writes `[[null]]` for none.
fn from_parts(list: &[Node<'_>]) -> Option<PartialDate> {
    let flat = list.iter().all(|node| !matches!(node.value, Value::List(_)));
    let mut dates: Vec<PartialDate> = Vec::new();
    if flat {
        dates.push(one(list)?);
    } else {
        for node in list.iter().filter(|node| !node.is_empty()) {
            dates.push(one(node.list()?)?);
        }
    }
    let mut dates = dates.into_iter();
    let mut date = dates.next()?;
    if let Some(end) = dates.next() {
        let (year, month, day, season) = (end.year, end.month, end.day, end.season);
        date.end = Some(DateEnd { year, month, day, season });
    }
    if dates.next().is_some() {
        return None;
    }
    date.text = text_of(&date);
    Some(date)
}

fn one(list: &[Node<'_>]) -> Option<PartialDate> {
    let mut numbers = Vec::with_capacity(3);
    for node in list {
        let number = match node.scalar() {
            None => 0,
            Some(text) => text.strip_suffix(".0").unwrap_or(&text).parse::<i32>().ok()?,
        };
        numbers.push(number);
    }
    let [year, rest @ ..] = numbers.as_slice() else { return None };
    let [month, day] = match *rest {
        [] => [0, 0],
        [month] => [month, 0],
        [month, day] => [month, day],
        _ => return None,
    };
    if !(1..=9999).contains(year) || !(0..=24).contains(&month) || !(0..=31).contains(&day) {
        return None;
    }
    let number = |number: i32| u8::try_from(number).ok().filter(|number| *number > 0);
    let mut date = PartialDate { year: *year, ..PartialDate::default() };
    match month {
        13.. if day > 0 => return None,
        13.. => date.season = Some(season(&month.to_string())?),
        _ => {
            date.month = number(month);
            date.day = number(day).filter(|_| date.month.is_some());
            if day > 0 && date.day.is_none() {
                return None;
            }
        }
    }
    Some(date)
}

/// A date as PubMed prints it.
fn text_of(date: &PartialDate) -> String {
    let month = |month: Option<u8>| month.and_then(|m| MONTHS.get(usize::from(m).wrapping_sub(1)));
    let unit = |m: Option<u8>, season: Option<Season>| match (month(m), season) {
        (Some(name), _) => format!(" {name}"),
        (None, Some(season)) => format!(" {season:?}"),
        (None, None) => String::new(),
    };
    let day = |day: Option<u8>| day.map_or(String::new(), |day| format!(" {day}"));
    let own = unit(date.month, date.season);
    let mut text = format!("{}{own}{}", date.year, day(date.day));
    if let Some(end) = date.end {
        let other = unit(end.month, end.season);
        let last = match (end.year == date.year, other == own) {
            (true, true) => day(end.day).trim_start().to_owned(),
            (true, false) => format!("{}{}", other.trim_start(), day(end.day)),
            (false, _) => format!("{}{other}{}", end.year, day(end.day)),
        };
        if !last.is_empty() {
            text.push_str(&format!("-{last}"));
        }
    }
    text
}

/// "2019-03-05T10:00:00Z", "2019-03/2019-05", "2019~", "2019-21", "5 March 2019", "2019".
fn raw(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    let approximate =
        text.ends_with(['~', '?']) || text.starts_with("circa ") || text.starts_with("ca. ");
    let bare = text.trim_end_matches(['~', '?', '%']);
    let bare = bare.strip_prefix("circa ").or(bare.strip_prefix("ca. ")).unwrap_or(bare);
    let mut date = interval(bare).or_else(|| edtf(bare)).or_else(|| {
        let read = dates::read(bare, None)?;
        let mut date = read.date;
        // What was read is as printed only where it is PubMed's form; a long form stays the reader's own.
        if date.text.is_empty() {
            date.text = text_of(&date);
        }
        Some(date)
    })?;
    if approximate {
        date.text = format!("circa {}", date.text);
    }
    Some(date)
}

fn interval(text: &str) -> Option<PartialDate> {
    let (first, last) = text.split_once('/')?;
    let (mut date, end) = (edtf(first)?, edtf(last)?);
    date.end = Some(DateEnd { year: end.year, month: end.month, day: end.day, season: end.season });
    date.text = text_of(&date);
    Some(date)
}

/// Year, year and month or season, or a day, with hyphens; a clock behind it is cut.
fn edtf(text: &str) -> Option<PartialDate> {
    let day = match text.split_once('T') {
        Some((day, clock)) if clock.contains(':') => day,
        _ => text,
    };
    let mut numbers = Vec::with_capacity(3);
    for (at, part) in day.split('-').enumerate() {
        let width = if at == 0 { part.len() == 4 } else { (1..=2).contains(&part.len()) };
        if !width || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        numbers.push(Node { at: 0, value: Value::Number(part) });
    }
    let mut date = one(&numbers)?;
    date.text = text_of(&date);
    Some(date)
}

fn same_day(known: &PartialDate, text: &str) -> bool {
    raw(text).is_some_and(|date| {
        (date.year, date.month, date.day, date.season, date.end)
            == (known.year, known.month, known.day, known.season, known.end)
    })
}

#[cfg(test)]
mod tests {
    use super::super::json::parse;
    use super::*;

    #[test]
    fn dates_in_every_form() {
        let cases = [
            (r#"{"date-parts":[[2019,3,5]]}"#, "2019 Mar 5"),
            (r#"{"date-parts":[["2019","03","05"]]}"#, "2019 Mar 5"),
            (r#"{"date-parts":[2019,3]}"#, "2019 Mar"),
            (r#"{"date-parts":[[2019,0,0]]}"#, "2019"),
            (r#"{"date-parts":[[2019,4],[2019,6]]}"#, "2019 Apr-Jun"),
            (r#"{"date-parts":[[2019,6,25],[2019,6,30]]}"#, "2019 Jun 25-30"),
            (r#"{"date-parts":[["2019"],["2021"]]}"#, "2019-2021"),
            (r#"{"date-parts":[[2019,12],[2020,1]]}"#, "2019 Dec-2020 Jan"),
            (r#"{"date-parts":[[2019,21]]}"#, "2019 Spring"),
            (r#"{"date-parts":[[2019]],"season":"4"}"#, "2019 Winter"),
            (r#"{"date-parts":[[1850]],"circa":1}"#, "circa 1850"),
            (r#"{"literal":"Spring 2019"}"#, "2019 Spring"),
            (r#"{"literal":"2019-21"}"#, "2019 Spring"),
            (r#"{"raw":"2019-03/2019-05"}"#, "2019 Mar-May"),
            (r#"{"raw":"2019-03-05T10:00:00Z"}"#, "2019 Mar 5"),
            (r#"{"raw":"March 5, 2019"}"#, "2019 Mar 5"),
            (r#""1850~""#, "circa 1850"),
            ("2019", "2019"),
        ];
        for (text, expected) in cases {
            let (node, _) = parse(text).unwrap();
            let found = read(&node);
            assert_eq!(found.date.map(|date| date.text).as_deref(), Some(expected), "{text}");
            assert_eq!((found.rest, found.odd), (Vec::new(), false), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_kept() {
        for text in [
            r#"{"literal":"n.d."}"#,
            r#"{"date-parts":[[1539600425]]}"#,
            r#"{"date-parts":[[2019,0,7]]}"#,
            r#"{"date-parts":[[2019,1],[2019,2],[2019,3]]}"#,
            r#"{"date-parts":"x"}"#,
            "true",
        ] {
            let (node, _) = parse(text).unwrap();
            assert!(read(&node).odd, "{text}");
        }
        let (node, _) = parse(r#"{"date-parts":[[null]]}"#).unwrap();
        assert_eq!(read(&node), Read::default());
    }

    #[test]
    fn dates_are_written_so_that_they_read_the_same() {
        for text in
            ["2019", "2019 Mar", "2019 Mar 5", "2018 Apr-Jun", "2003 Spring", "2018 Dec-2019 Jan"]
        {
            let date = PartialDate::parse_pubmed(text).unwrap();
            let json = write(&date).to_string();
            let (node, _) = parse(&json).unwrap();
            assert_eq!(read(&node).date, Some(date), "{text}");
        }
    }
}
