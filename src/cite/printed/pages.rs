//! Pages as the Publication Manual prints them.
//!
//! In: pages as a source prints them. Out: ranges with en dashes and with their ends in full, `132-42` as `132–142`; whether
//! they are the number of an article that has no pages. Never: a change of what is no range, as `neurintsurg-2019-015347`.

/// `132-42, 150` as `132–142, 150`.
pub(super) fn spread(pages: &str) -> String {
    let parts = pages.split(", ").map(|part| range(part).unwrap_or_else(|| part.to_owned()));
    parts.collect::<Vec<_>>().join(", ")
}

/// One range, its end written out.
fn range(text: &str) -> Option<String> {
    let (first, last) = text.split_once(['-', '–'])?;
    let (first, last) = (first.trim(), last.trim());
    let (prefix, from) = number(first)?;
    let (end_prefix, to) = number(last)?;
    if !end_prefix.is_empty() {
        let alike = prefix == end_prefix || from.is_empty() && to.is_empty();
        return alike.then(|| format!("{first}–{last}"));
    }
    let left = from.len().saturating_sub(to.len());
    let whole = format!("{}{to}", from.get(..left)?);
    // A second number that is smaller does not end a range.
    let ordered = whole.len() > from.len() || whole.as_str() >= from;
    (ordered && whole.len() <= 6).then(|| format!("{first}–{prefix}{whole}"))
}

/// What stands before the last digits, and those: `S` and `12` of a supplement, `238.e` and `1`; a Roman number has none.
fn number(text: &str) -> Option<(&str, &str)> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (prefix, digits) = text.split_at_checked(digits)?;
    let short = prefix.len() <= 6 && prefix.chars().all(|c| c.is_ascii_alphanumeric() || c == '.');
    let roman = !prefix.is_empty() && prefix.chars().all(|c| "ivxlcIVXLC".contains(c));
    (short && (!digits.is_empty() || roman)).then_some((prefix, digits))
}

/// Whether it is the number of an article, `e12345`, `CD001871`, `2176694`, and no page. A number of up to four digits may be
/// either, and is taken for a page.
pub(super) fn is_article_number(pages: &str) -> bool {
    let digits = pages.bytes().filter(u8::is_ascii_digit).count();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '(' | ')');
    let electronic = pages.starts_with('e') && digits >= 2;
    range(pages).is_none() && pages.chars().all(plain) && (electronic || digits >= 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_and_numbers() {
        for (pages, printed, article) in [
            ("132-42", "132–142", false),
            ("132-142", "132–142", false),
            ("132", "132", false),
            ("1029-30", "1029–1030", false),
            ("998-1003", "998–1003", false),
            ("S101-9", "S101–S109", false),
            ("s52-66", "s52–s66", false),
            ("e823-e829", "e823–e829", false),
            ("238.e1-238.e8", "238.e1–238.e8", false),
            ("ix-xii", "ix–xii", false),
            ("157-63, 165", "157–163, 165", false),
            ("E174; discussion E174", "E174; discussion E174", false),
            ("e12345", "e12345", true),
            ("e37", "e37", true),
            ("E13", "E13", false),
            ("CD001871", "CD001871", true),
            ("100367", "100367", true),
            ("1619", "1619", false),
            ("S0264-410X(22)00608-9", "S0264-410X(22)00608-9", true),
            ("neurintsurg-2019-015347", "neurintsurg-2019-015347", true),
            ("50-40", "50-40", false),
            ("", "", false),
        ] {
            assert_eq!(spread(pages), printed, "{pages}");
            assert_eq!(is_article_number(pages), article, "{pages}");
        }
    }
}
