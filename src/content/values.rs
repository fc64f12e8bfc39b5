//! Single values of front matter: dates, identifiers, names of files.
//!
//! In: a typed value. Out: its normal form; `None`, and a diagnostic, when it is not what its key needs.

use crate::config::fields::{Checks, Typed, shown};
use crate::diag::Place;
use crate::record::Orcid;
use crate::text::blanks::fold_blanks;
use crate::text::slug::slug;

/// Text in normal form; empty text is told.
pub(super) fn filled(
    key: &str,
    typed: Option<Typed<String>>,
    checks: &mut Checks<'_>,
) -> Option<String> {
    let typed = typed?;
    let text = fold_blanks(&typed.value);
    if text.is_empty() {
        checks.wrong(&typed.span, format!("`{key}` is empty"), "leave the key out, or fill it");
        return None;
    }
    Some(text)
}

pub(super) fn fact(
    key: &str,
    typed: Option<Typed<String>>,
    checks: &mut Checks<'_>,
) -> Option<String> {
    let span = typed.as_ref()?.span.clone();
    let value = filled(key, typed, checks)?;
    let (checked, help) = match key {
        "orcid" => (
            Orcid::new(&value).ok().map(|orcid| orcid.as_str().to_owned()),
            "copy it from orcid.org: four groups of four digits",
        ),
        "ror" => (ror(&value), "copy it from ror.org: nine letters and digits that begin with 0"),
        _ => (Some(value.clone()), ""),
    };
    if checked.is_none() {
        checks.wrong(
            &span,
            {
                let what = if key == "orcid" { "an ORCID" } else { "a ROR identifier" };
                format!("`{}` is not {what}", shown(&value))
            },
            help,
        );
    }
    checked
}

/// The nine characters of a ROR identifier, with or without its address.
fn ror(text: &str) -> Option<String> {
    let id = text.rsplit_once("ror.org/").map_or(text, |(_, id)| id).to_ascii_lowercase();
    let shape = |(at, byte): (usize, u8)| match at {
        0 => byte == b'0',
        7 | 8 => byte.is_ascii_digit(),
        _ => byte.is_ascii_alphanumeric() && !b"ilou".contains(&byte),
    };
    (id.len() == 9 && id.bytes().enumerate().all(shape)).then_some(id)
}

pub(super) fn own_slug(typed: Option<Typed<String>>, checks: &mut Checks<'_>) -> Option<String> {
    let typed = typed?;
    let right = slug(&typed.value);
    if right == typed.value {
        return Some(right);
    }
    let message = format!("`{}` cannot be the name of a file", shown(&typed.value));
    checks.wrong(&typed.span, message, format!("did you mean \"{right}\"?"));
    None
}

/// A template is named by its file below `templates/`.
pub(super) fn template(
    typed: Option<Typed<String>>,
    checks: &mut Checks<'_>,
) -> Option<(String, Place)> {
    let typed = typed?;
    let name = typed.value.trim();
    let leads_out =
        name.starts_with('/') || name.contains('\\') || name.split('/').any(|p| p == "..");
    if name.is_empty() || leads_out {
        let message = format!("`{}` is not the name of a template", shown(name));
        checks.wrong(&typed.span, message, "name a file in templates/, such as \"digest.html\"");
        return None;
    }
    Some((name.to_owned(), checks.place(&typed.span)))
}

/// A date as written, when it is one: a year, then month, then day; a time of day behind it is left off.
pub(super) fn date(
    key: &str,
    typed: Option<Typed<String>>,
    checks: &mut Checks<'_>,
) -> Option<String> {
    let typed = typed?;
    let day = typed.value.trim().split(['T', ' ', 't']).next().unwrap_or_default();
    if is_date(day) {
        return Some(day.to_owned());
    }
    let message = format!("`{key}` is not a date: {}", shown(&typed.value));
    checks.wrong(&typed.span, message, "write it as 2026-03-12, 2026-03 or 2026");
    None
}

fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let mut number = |digits: usize| {
        let part = parts.next()?;
        let plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        // A part that is there and wrong is no number and no month either.
        Some(if plain { part.parse::<u32>().unwrap_or(0) } else { 0 })
    };
    let (year, month, day) = (number(4), number(2), number(2));
    let last = match month {
        Some(2) => {
            let year = year.unwrap_or(0);
            let leap =
                year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
            if leap { 29 } else { 28 }
        }
        Some(4 | 6 | 9 | 11) => 30,
        _ => 31,
    };
    year.is_some_and(|year| year > 0)
        && month.is_none_or(|month| (1..=12).contains(&month))
        && day.is_none_or(|day| (1..=last).contains(&day))
        && parts.next().is_none()
}

/// A path without the ending of its file's name.
pub(super) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rfind('.') {
        Some(at) => path.get(..path.len() - name.len() + at).unwrap_or(path),
        None => path,
    }
}

/// The file's name without extension, as words: `als-and-muscle.md` gives "Als and muscle".
pub(super) fn stem_as_words(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let words = fold_blanks(&stem.replace(['-', '_'], " "));
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_a_year_then_a_month_then_a_day() {
        for right in ["2026", "2026-03", "2026-03-12", "2024-02-29"] {
            assert!(is_date(right), "{right}");
        }
        for wrong in [
            "",
            "26",
            "2026-13",
            "2026-3",
            "2026-02-29",
            "2026-04-31",
            "12.03.2026",
            "2026-03-12-1",
            "0000",
        ] {
            assert!(!is_date(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_ror_identifier_has_nine_characters() {
        for (typed, expected) in [
            ("00f54p054", Some("00f54p054")),
            ("https://ror.org/00F54P054", Some("00f54p054")),
            ("10f54p054", None),
            ("00f54p05x", None),
            ("00f54p0544", None),
            ("0oil4p054", None),
        ] {
            assert_eq!(ror(typed).as_deref(), expected, "{typed}");
        }
    }

    #[test]
    fn a_stem_is_read_as_words() {
        for (path, expected) in [
            ("topics/als-and_muscle.md", "Als and muscle"),
            ("about.md", "About"),
            ("élan.md", "Élan"),
            ("--.md", "--.md"),
        ] {
            assert_eq!(stem_as_words(path), expected);
        }
    }
}
