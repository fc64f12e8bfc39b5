//! The number of an edition: `2nd`, `2nd ed.` and `2` are one, which each style says in its way.
//!
//! In: an edition as printed. Out: its number, or that with its ending. Never: `Revised ed.`, which stays text.

/// The digits, when there is nothing else but their ending and the word for an edition.
pub(super) fn number(edition: &str) -> Option<&str> {
    let digits = edition.find(|c: char| !c.is_ascii_digit()).unwrap_or(edition.len());
    let (number, rest) = edition.split_at_checked(digits)?;
    let is_ending = ["", "st", "nd", "rd", "th"].iter().any(|end| {
        let rest = rest.strip_prefix(end).map(|rest| rest.trim_matches([' ', '.']).to_lowercase());
        matches!(rest.as_deref(), Some("" | "ed" | "edition"))
    });
    (is_ending && !number.is_empty()).then_some(number)
}

/// `2nd`, `11th`.
pub(super) fn ordinal(edition: &str) -> Option<String> {
    let number = number(edition)?;
    let teens = ["11", "12", "13"].iter().any(|teen| number.ends_with(teen));
    let end = match number.chars().next_back() {
        Some('1') if !teens => "st",
        Some('2') if !teens => "nd",
        Some('3') if !teens => "rd",
        _ => "th",
    };
    Some(format!("{number}{end}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_that_have_a_number() {
        for (edition, expected) in [
            ("2", Some("2nd")),
            ("2nd", Some("2nd")),
            ("3rd ed.", Some("3rd")),
            ("11 Edition", Some("11th")),
            ("21", Some("21st")),
            ("Revised ed.", None),
            ("2nd revised ed.", None),
            ("", None),
        ] {
            assert_eq!(ordinal(edition).as_deref(), expected, "{edition}");
        }
    }
}
