//! `[citations]`: the style in which texts cite, and the language of its words.
//!
//! In: what was typed, and the names that there are. Out: [`CitationOptions`]. Never: reading of styles; that a file of a
//! style is one is found out where it is used.

use super::fields::{Checks, Typed, shown};
use super::{Names, safe};
use crate::diag::Place;
use crate::text::nearest::nearest;

/// The style without a setting.
pub const DEFAULT_STYLE: &str = "vancouver";

/// The locale without a setting.
pub(super) const DEFAULT_LOCALE: &str = "en-US";

/// How texts cite.
#[derive(Clone, Debug, PartialEq)]
pub struct CitationOptions {
    /// The style.
    pub style: CitationStyle,
    /// The language tag of its words: `en-US`.
    pub locale: String,
}

/// Where the style comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum CitationStyle {
    /// One that the program brings, by its name.
    Named(String),
    /// A `.csl` file: its path, relative to the site's folder, and where the setting stands.
    File(String, Place),
}

impl Default for CitationOptions {
    fn default() -> Self {
        CitationOptions {
            style: CitationStyle::Named(DEFAULT_STYLE.to_owned()),
            locale: DEFAULT_LOCALE.to_owned(),
        }
    }
}

/// Checks the two keys.
pub(super) fn resolve(
    style: Option<Typed<String>>,
    locale: Option<Typed<String>>,
    names: &Names,
    checks: &mut Checks<'_>,
) -> CitationOptions {
    let default = CitationOptions::default();
    CitationOptions {
        style: style.and_then(|typed| self::style(&typed, names, checks)).unwrap_or(default.style),
        locale: locale
            .and_then(|typed| self::locale(&typed, names, checks))
            .unwrap_or(default.locale),
    }
}

fn style(typed: &Typed<String>, names: &Names, checks: &mut Checks<'_>) -> Option<CitationStyle> {
    let name = typed.value.trim();
    if name.to_ascii_lowercase().ends_with(".csl") {
        return match safe::folder(name) {
            Ok(path) => Some(CitationStyle::File(path, checks.place(&typed.span))),
            Err(problem) => {
                checks.wrong(
                    &typed.span,
                    format!("`style` is not a file of the site: {problem}"),
                    "write a path below the site's folder, such as \"journal.csl\"",
                );
                None
            }
        };
    }
    if names.styles.contains(&name) {
        return Some(CitationStyle::Named(name.to_owned()));
    }
    let near = nearest(name, names.styles.iter().copied());
    let near = near.map(|near| format!("did you mean \"{near}\"? ")).unwrap_or_default();
    let help = format!(
        "{near}write \"vancouver\", \"apa\", \"ama\", \"harvard\", \"chicago\" or another name that README.md tells of, or the path of \
         a .csl file"
    );
    checks.wrong(&typed.span, format!("there is no style `{}`", shown(name)), help);
    None
}

fn locale(typed: &Typed<String>, names: &Names, checks: &mut Checks<'_>) -> Option<String> {
    let tag = typed.value.trim();
    if names.locales.contains(&tag) {
        return Some(tag.to_owned());
    }
    let longer = || {
        let is_longer = |known: &&&str| known.split('-').next() == Some(tag);
        let mut longer = names.locales.iter().filter(is_longer).copied();
        let first = longer.clone().next();
        // The country that the language is named after, else the default.
        let named = format!("{tag}-{tag}");
        let usual = |known: &&str| known.eq_ignore_ascii_case(&named) || *known == DEFAULT_LOCALE;
        longer.find(usual).or(first)
    };
    let help = match longer().or_else(|| nearest(tag, names.locales.iter().copied())) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => format!("write one of {}", names.locales.join(", ")),
    };
    checks.wrong(&typed.span, format!("there is no locale `{}` for citations", shown(tag)), help);
    None
}
