//! The languages of `[Article in …]` as MEDLINE's codes.
//!
//! In: the bracketed line. Out: codes and what could not be turned into one. The table is the National Library of
//! Medicine's (ISO 639-2/B). Never: guessing a language from text.

/// What an `[Article in …]` line says.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Languages<'a> {
    /// Of the article.
    pub(super) article: Vec<&'static str>,
    /// Of the abstracts that the publisher has.
    pub(super) abstracts: Vec<&'static str>,
    /// The same as printed.
    pub(super) abstracts_printed: &'a str,
    /// Names and words that are not in the table.
    pub(super) unknown: Vec<&'a str>,
}

/// Whether a paragraph is such a line.
pub(super) fn is_line(text: &str) -> bool {
    let head = text.starts_with("[Article in") || text.starts_with("[Abstract available in");
    head && text.trim_end_matches('.').ends_with(']')
}

/// Reads `[Article in German]`, `[Article in Chinese; Abstract available in Chinese from the publisher]`.
pub(super) fn parse(text: &str) -> Languages<'_> {
    let mut languages = Languages::default();
    let inner = text.trim_end_matches('.').trim_start_matches('[').trim_end_matches(']');
    for part in inner.split(';').map(str::trim) {
        if let Some(names) = part.strip_prefix("Article in ") {
            codes(names, &mut languages.article, &mut languages.unknown);
        } else if let Some(names) = part.strip_prefix("Abstract available in ") {
            let names = names.trim_end_matches(" from the publisher");
            languages.abstracts_printed = names;
            codes(names, &mut languages.abstracts, &mut languages.unknown);
        } else if !part.is_empty() {
            languages.unknown.push(part);
        }
    }
    languages
}

fn codes<'a>(names: &'a str, out: &mut Vec<&'static str>, unknown: &mut Vec<&'a str>) {
    // One name of the table has a comma in it.
    let names = match names.strip_prefix("Greek, Modern") {
        Some(rest) => {
            out.push("gre");
            rest.trim_start_matches(", ")
        }
        None => names,
    };
    for name in names.split([',', '/']).flat_map(|name| name.split(" and ")).map(str::trim) {
        match LANGUAGES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
            Some((_, code)) => out.push(code),
            None if name.is_empty() || name == "Modern" => {}
            None => unknown.push(name),
        }
    }
}

/// The code of a language's name, or of a code in any case.
pub(in crate::formats) fn code(text: &str) -> Option<&'static str> {
    let known = |entry: &&(&str, &'static str)| {
        entry.0.eq_ignore_ascii_case(text) || entry.1.eq_ignore_ascii_case(text)
    };
    LANGUAGES.iter().find(known).map(|(_, code)| *code)
}

/// The name in English of a language's code, in lower case.
pub fn language_name(code: &str) -> Option<&'static str> {
    LANGUAGES.iter().find(|(_, known)| *known == code).map(|(name, _)| *name)
}

const LANGUAGES: [(&str, &str); 92] = [
    ("Afrikaans", "afr"),
    ("Albanian", "alb"),
    ("Amharic", "amh"),
    ("Arabic", "ara"),
    ("Armenian", "arm"),
    ("Assamese", "asm"),
    ("Azerbaijani", "aze"),
    ("Basque", "baq"),
    ("Belarusian", "bel"),
    ("Bengali", "ben"),
    ("Bosnian", "bos"),
    ("Breton", "bre"),
    ("Bulgarian", "bul"),
    ("Burmese", "bur"),
    ("Catalan", "cat"),
    ("Chinese", "chi"),
    ("Croatian", "hrv"),
    ("Czech", "cze"),
    ("Danish", "dan"),
    ("Dutch", "dut"),
    ("English", "eng"),
    ("Esperanto", "epo"),
    ("Estonian", "est"),
    ("Faroese", "fao"),
    ("Finnish", "fin"),
    ("French", "fre"),
    ("Galician", "glg"),
    ("Georgian", "geo"),
    ("German", "ger"),
    ("Greek", "gre"),
    ("Gujarati", "guj"),
    ("Hausa", "hau"),
    ("Hebrew", "heb"),
    ("Hindi", "hin"),
    ("Hungarian", "hun"),
    ("Icelandic", "ice"),
    ("Igbo", "ibo"),
    ("Indonesian", "ind"),
    ("Interlingua", "ina"),
    ("Irish", "gle"),
    ("Italian", "ita"),
    ("Japanese", "jpn"),
    ("Kannada", "kan"),
    ("Kazakh", "kaz"),
    ("Khmer", "khm"),
    ("Kinyarwanda", "kin"),
    ("Korean", "kor"),
    ("Kurdish", "kur"),
    ("Kyrgyz", "kir"),
    ("Lao", "lao"),
    ("Latin", "lat"),
    ("Latvian", "lav"),
    ("Lithuanian", "lit"),
    ("Luxembourgish", "ltz"),
    ("Macedonian", "mac"),
    ("Malagasy", "mlg"),
    ("Malay", "may"),
    ("Malayalam", "mal"),
    ("Maltese", "mlt"),
    ("Maori", "mao"),
    ("Marathi", "mar"),
    ("Moldavian", "rum"),
    ("Mongolian", "mon"),
    ("Multiple Languages", "mul"),
    ("Nepali", "nep"),
    ("Norwegian", "nor"),
    ("Persian", "per"),
    ("Polish", "pol"),
    ("Portuguese", "por"),
    ("Pushto", "pus"),
    ("Romanian", "rum"),
    ("Russian", "rus"),
    ("Sanskrit", "san"),
    ("Scottish Gaelic", "gla"),
    ("Serbian", "srp"),
    ("Sinhala", "sin"),
    ("Slovak", "slo"),
    ("Slovenian", "slv"),
    ("Somali", "som"),
    ("Spanish", "spa"),
    ("Swahili", "swa"),
    ("Swedish", "swe"),
    ("Tamil", "tam"),
    ("Telugu", "tel"),
    ("Thai", "tha"),
    ("Tibetan", "tib"),
    ("Turkish", "tur"),
    ("Ukrainian", "ukr"),
    ("Undetermined", "und"),
    ("Urdu", "urd"),
    ("Vietnamese", "vie"),
    ("Welsh", "wel"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_codes() {
        let l = parse("[Article in English, Spanish]");
        assert_eq!(l.article, ["eng", "spa"]);
        let l = parse("[Article in Chinese; Abstract available in Chinese from the publisher]");
        assert_eq!((l.article, l.abstracts), (vec!["chi"], vec!["chi"]));
        assert_eq!(parse("[Article in Greek, Modern]").article, ["gre"]);
        assert_eq!(parse("[Article in Klingon]").unknown, ["Klingon"]);
    }

    #[test]
    fn the_table_is_sorted_and_has_three_letter_codes() {
        assert!(LANGUAGES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(LANGUAGES.iter().all(|(_, code)| code.len() == 3));
    }
}
