//! Lengths in formulas: a number with a unit, none of them so long that it would push the page apart.

/// Units, and how many of each are enough for any formula.
const UNITS: &[(&str, f64)] = &[
    ("em", 20.0),
    ("ex", 40.0),
    ("rem", 20.0),
    ("px", 300.0),
    ("pt", 200.0),
    ("cm", 8.0),
    ("mm", 80.0),
    ("in", 3.0),
    ("%", 300.0),
    ("", 0.0),
];

/// Whether a length may be written.
pub(super) fn fits(length: &str) -> bool {
    let end = length.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-')));
    let (number, unit) = length.split_at_checked(end.unwrap_or(length.len())).unwrap_or_default();
    let Ok(number) = number.parse::<f64>() else { return false };
    UNITS.iter().any(|(known, most)| *known == unit && number.abs() <= *most)
}
