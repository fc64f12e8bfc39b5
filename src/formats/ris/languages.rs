//! Languages as exports name them: "English", "eng", "en", "en-US", several in one line.
//!
//! In: the value of a language field. Out: MEDLINE's codes, or nothing when one of its words is no language.

use crate::formats::pubmed_text::languages;

/// The codes of all languages that a value names.
pub(in crate::formats) fn codes(text: &str) -> Option<Vec<&'static str>> {
    parted(text, &[';', ',', '/', '|']).or_else(|| parted(text, &[' ']))
}

fn parted(text: &str, signs: &[char]) -> Option<Vec<&'static str>> {
    let mut out: Vec<&'static str> = Vec::new();
    for name in text.split(signs).map(str::trim).filter(|name| !name.is_empty()) {
        let code = code(name)?;
        if !out.contains(&code) {
            out.push(code);
        }
    }
    (!out.is_empty()).then_some(out)
}

fn code(name: &str) -> Option<&'static str> {
    let region = name.split_once(['-', '_']).filter(|(head, _)| head.len() == 2);
    let short = region.map_or(name, |(head, _)| head);
    let two = TWO.iter().find(|(two, _)| two.eq_ignore_ascii_case(short)).map(|(_, code)| *code);
    let three = THREE.iter().find(|(three, _)| three.eq_ignore_ascii_case(name));
    two.or(three.map(|(_, code)| *code)).or_else(|| languages::code(name))
}

/// ISO 639-1 to MEDLINE's codes.
const TWO: [(&str, &str); 40] = [
    ("af", "afr"),
    ("ar", "ara"),
    ("bg", "bul"),
    ("bs", "bos"),
    ("ca", "cat"),
    ("cs", "cze"),
    ("da", "dan"),
    ("de", "ger"),
    ("el", "gre"),
    ("en", "eng"),
    ("es", "spa"),
    ("et", "est"),
    ("eu", "baq"),
    ("fa", "per"),
    ("fi", "fin"),
    ("fr", "fre"),
    ("gl", "glg"),
    ("he", "heb"),
    ("hi", "hin"),
    ("hr", "hrv"),
    ("hu", "hun"),
    ("id", "ind"),
    ("is", "ice"),
    ("it", "ita"),
    ("ja", "jpn"),
    ("ko", "kor"),
    ("lt", "lit"),
    ("lv", "lav"),
    ("nl", "dut"),
    ("no", "nor"),
    ("pl", "pol"),
    ("pt", "por"),
    ("ro", "rum"),
    ("ru", "rus"),
    ("sk", "slo"),
    ("sl", "slv"),
    ("sv", "swe"),
    ("tr", "tur"),
    ("uk", "ukr"),
    ("zh", "chi"),
];

/// Terminological codes of ISO 639-2 that MEDLINE does not use, and names that its table lacks.
const THREE: [(&str, &str); 14] = [
    ("ces", "cze"),
    ("deu", "ger"),
    ("ell", "gre"),
    ("eus", "baq"),
    ("fas", "per"),
    ("fra", "fre"),
    ("isl", "ice"),
    ("nld", "dut"),
    ("ron", "rum"),
    ("slk", "slo"),
    ("zho", "chi"),
    ("Mandarin", "chi"),
    ("Castilian", "spa"),
    ("Farsi", "per"),
];

#[cfg(test)]
mod tests {
    use super::codes;

    #[test]
    fn names_and_codes() {
        assert_eq!(codes("English"), Some(vec!["eng"]));
        assert_eq!(codes("eng; GER"), Some(vec!["eng", "ger"]));
        assert_eq!(codes("en-US"), Some(vec!["eng"]));
        assert_eq!(codes("deu"), Some(vec!["ger"]));
        assert_eq!(codes("English, Spanish"), Some(vec!["eng", "spa"]));
        assert_eq!(codes("Klingon"), None);
        assert_eq!(codes(""), None);
    }
}
