//! Styles and locales: which there are, and what is mended in a style before it is used.
//!
//! In: a name of the archive that comes with the engine, or the text of a `.csl` file. Out: a [`Style`]. Only the style and the
//! locales that are asked for are decoded. Never: IO.

use hayagriva::archive::{ArchivedStyle, LOCALES};
use hayagriva::citationberg as csl;
use hayagriva::citationberg::taxonomy::{NumberVariable, Variable};
use std::ops::Range;

/// Short names that people use, with those of the archive.
const ALIASES: &[(&str, &str)] = &[
    ("ama", "american-medical-association"),
    ("chicago", "chicago-author-date"),
    ("harvard", "harvard-cite-them-right"),
    ("nlm", "nlm-citation-sequence"),
];

/// The locale that stands in for what another one lacks.
const ENGLISH: &str = "en-US";

/// All names of styles, in order.
pub fn names() -> Vec<&'static str> {
    let archived = ArchivedStyle::all().iter().flat_map(|style| style.names());
    let mut names: Vec<&str> =
        archived.copied().chain(ALIASES.iter().map(|(short, _)| *short)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Whether there is a style of this name.
pub fn has_style(name: &str) -> bool {
    archived(name).is_some()
}

fn archived(name: &str) -> Option<ArchivedStyle> {
    let long = ALIASES.iter().find(|(short, _)| *short == name).map_or(name, |(_, long)| *long);
    ArchivedStyle::by_name(long)
}

/// All locales by their language tags, in order.
pub fn locales() -> Vec<&'static str> {
    let mut tags: Vec<&str> = LOCALES.iter().filter_map(|bytes| tag_of(bytes)).collect();
    tags.sort_unstable();
    tags
}

/// Whether there is a locale of this tag.
pub fn has_locale(tag: &str) -> bool {
    locale_bytes(tag).is_some()
}

fn locale_bytes(tag: &str) -> Option<&'static [u8]> {
    LOCALES.iter().find(|bytes| tag_of(bytes) == Some(tag)).copied()
}

/// The language tag of an archived locale, which stands at its beginning: a text behind the key `@xml:lang`.
fn tag_of(bytes: &'static [u8]) -> Option<&'static str> {
    const KEY: &[u8] = b"@xml:lang";
    let head = bytes.get(..64)?;
    let at = head.windows(KEY.len()).position(|window| window == KEY)? + KEY.len();
    // A short text of CBOR: its length in the low bits, then its bytes.
    let length = usize::from(*bytes.get(at)? & 0x1f);
    std::str::from_utf8(bytes.get(at + 1..at + 1 + length)?).ok()
}

fn locale(tag: &str) -> Option<csl::Locale> {
    ciborium::de::from_reader(locale_bytes(tag)?).ok()
}

/// What a style's citations are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Numbers or labels that stand for references.
    Numbers,
    /// Authors, and years mostly.
    Authors,
    /// Footnotes, for which a page has numbers of its own.
    Notes,
}

/// A style with its locale, ready to set citations. It may be used by several threads.
#[derive(Debug)]
pub struct Style {
    pub(super) csl: csl::IndependentStyle,
    pub(super) locales: Vec<csl::Locale>,
    pub(super) locale: csl::LocaleCode,
    pub(super) look: Look,
    /// Whether its citations have a place for pages and the like.
    pub(super) shows_locators: bool,
}

/// Why a text is no style.
#[derive(Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is not a style: why, and the bytes where.
    Broken(String, Range<usize>),
    /// It says only that it is like another one, whose name this is.
    Dependent(String),
}

impl Style {
    /// A style of the archive. `None` when there is none of this name.
    pub fn named(name: &str, locale: &str) -> Option<Self> {
        match archived(name)?.get() {
            csl::Style::Independent(style) => Some(Style::ready(style, locale)),
            csl::Style::Dependent(_) => None,
        }
    }

    /// The style that the text of a `.csl` file is.
    ///
    /// # Errors
    /// When it is none that can be used by itself.
    pub fn read(xml: &str, locale: &str) -> Result<Self, Fault> {
        // What is well-formed is found out first, because that fault has a place.
        well_formed(xml)?;
        match csl::Style::from_xml(xml) {
            Ok(csl::Style::Independent(style)) => Ok(Style::ready(style, locale)),
            Ok(csl::Style::Dependent(style)) => {
                let parent = style.parent_link.href.as_str();
                Err(Fault::Dependent(parent.rsplit('/').next().unwrap_or(parent).to_owned()))
            }
            Err(error) => {
                let start = xml.find("<style").unwrap_or(0);
                let end = xml
                    .get(start..)
                    .and_then(|rest| rest.find('>'))
                    .map_or(start, |at| start + at + 1);
                Err(Fault::Broken(error.source.to_string(), start..end))
            }
        }
    }

    fn ready(mut csl: csl::IndependentStyle, tag: &str) -> Self {
        mend(&mut csl);
        let look = look(&csl);
        let mut tags = vec![tag];
        if tag != ENGLISH {
            tags.push(ENGLISH);
        }
        let locales = tags.into_iter().filter_map(locale).collect();
        let locator = Variable::Number(NumberVariable::Locator);
        let shows_locators =
            csl.citation.layout.find_variable_element(locator, &csl.macros).is_some();
        Style { shows_locators, csl, locales, locale: csl::LocaleCode(tag.to_owned()), look }
    }
}

/// Tells the place at which a text stops being XML.
fn well_formed(xml: &str) -> Result<(), Fault> {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => {
                let at = usize::try_from(reader.error_position()).unwrap_or(0).min(xml.len());
                return Err(Fault::Broken(error.to_string(), at..at));
            }
        }
    }
}

fn look(csl: &csl::IndependentStyle) -> Look {
    if csl.settings.class == csl::StyleClass::Note {
        return Look::Notes;
    }
    let formats = csl.info.category.iter().filter_map(|category| match category {
        csl::StyleCategory::CitationFormat { format } => Some(*format),
        csl::StyleCategory::Field { .. } => None,
    });
    let numbers =
        |format| matches!(format, csl::CitationFormat::Numeric | csl::CitationFormat::Label);
    if formats.into_iter().any(numbers) { Look::Numbers } else { Look::Authors }
}

/// Mends a style. The engine names nobody where a style has a list of names without the element for one name, as that of the
/// National Library of Medicine has: such an element without attributes says the same. Numbers in a row are not joined to a
/// range, because on a page each of them is a link. Works that would look alike in the text are told apart by a letter behind
/// the year and not by more names: for those the engine would name fewer people in the list.
fn mend(csl: &mut csl::IndependentStyle) {
    if csl.citation.collapse == Some(csl::Collapse::CitationNumber) {
        csl.citation.collapse = None;
    }
    csl.citation.disambiguate_add_names = false;
    csl.citation.disambiguate_add_givenname = false;
    mend_all(&mut csl.citation.layout.elements);
    if let Some(bibliography) = &mut csl.bibliography {
        mend_all(&mut bibliography.layout.elements);
    }
    for part in &mut csl.macros {
        mend_all(&mut part.children);
    }
}

fn mend_all(elements: &mut [csl::LayoutRenderingElement]) {
    use csl::LayoutRenderingElement as Element;
    for element in elements {
        match element {
            Element::Names(names) => mend_names(names),
            Element::Group(group) => mend_all(&mut group.children),
            Element::Choose(choose) => {
                for branch in std::iter::once(&mut choose.if_).chain(&mut choose.else_if) {
                    mend_all(&mut branch.children);
                }
                if let Some(otherwise) = &mut choose.otherwise {
                    mend_all(&mut otherwise.children);
                }
            }
            Element::Text(_) | Element::Date(_) | Element::Number(_) | Element::Label(_) => {}
        }
    }
}

fn mend_names(names: &mut csl::Names) {
    let has_name = names.children.iter().any(|child| matches!(child, csl::NamesChild::Name(_)));
    for child in &mut names.children {
        if let csl::NamesChild::Substitute(substitute) = child {
            // What stands in for names takes its form from the list around it, so it stays as it is.
            for element in &mut substitute.children {
                if !matches!(element, csl::LayoutRenderingElement::Names(_)) {
                    mend_all(std::slice::from_mut(element));
                }
            }
        }
    }
    if !has_name && !names.children.is_empty() {
        names.children.insert(0, csl::NamesChild::Name(csl::Name::default()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_locales_are_found_by_their_tags() {
        assert_eq!(locales().len(), LOCALES.len());
        for tag in ["en-US", "de-DE", "eu", "sr-Cyrl-RS"] {
            assert!(
                locale(tag).is_some_and(|locale| locale.lang.is_some_and(|lang| lang.0 == tag)),
                "{tag}"
            );
        }
    }

    #[test]
    fn every_archived_style_can_be_used() {
        for name in names() {
            assert!(Style::named(name, "en-US").is_some(), "{name}");
        }
    }

    #[test]
    fn what_is_no_style_says_why_and_where() {
        let dependent = "<style xmlns=\"http://purl.org/net/xbiblio/csl\" version=\"1.0\"><info><title>A</title><id>a</id>\
             <link href=\"http://www.zotero.org/styles/the-lancet\" rel=\"independent-parent\"/><updated>2020-01-01T00:00:00+00:00</updated></info></style>";
        assert_eq!(
            Style::read(dependent, "en-US").err(),
            Some(Fault::Dependent("the-lancet".to_owned()))
        );
        for (xml, place) in [
            ("<style>\n<info></wrong></style>", 14..14),
            ("<style a=\"b\"><info/></style>", 0..13),
            ("no style", 0..0),
            ("", 0..0),
        ] {
            match Style::read(xml, "en-US") {
                Err(Fault::Broken(why, range)) => {
                    assert_eq!((range, why.is_empty()), (place, false), "{xml}");
                }
                other => panic!("{xml}: {other:?}"),
            }
        }
    }
}
