//! The name of a journal as its title page has it.
//!
//! In: a full title, perhaps as the catalogue of the National Library of Medicine writes it: `Journal of mud (Port, Me. :
//! 1950)`, `BJOM : an international journal of mud`. Out: `Journal of Mud`, `BJOM: An International Journal of Mud`. Never:
//! capitals for a title that is not English, or in a record that is not PubMed's: there they are as printed.

use crate::record::Record;

/// Words that a title in English keeps small within it.
const SMALL: [&str; 34] = [
    "a", "an", "and", "as", "at", "by", "d", "da", "das", "de", "del", "der", "des", "di", "do",
    "du", "e", "et", "for", "from", "für", "in", "into", "la", "le", "of", "on", "or", "the", "to",
    "und", "with", "y", "zur",
];

/// The title of a record's journal.
pub(super) fn title(name: &str, record: &Record) -> String {
    if record.pmid.is_none() {
        return name.to_owned();
    }
    let name = name.split(" = ").next().unwrap_or(name);
    let name = without_place(name);
    let (main, more) =
        name.split_once(" : ").map_or((name, None), |(main, more)| (main, Some(more)));
    // "… : official journal of the Mud Society" is a statement beside the title.
    let more = more.filter(|more| !more.to_lowercase().contains("official"));
    let english = record.language.iter().any(|code| code == "eng");
    let cased = |text: &str| if english { in_capitals(text) } else { text.to_owned() };
    match more {
        Some(more) => format!("{}: {}", cased(main), cased(more)),
        None => cased(main),
    }
}

/// Without the place, perhaps with years, by which the catalogue tells journals of one name apart: `(Baltimore, Md.)`.
fn without_place(name: &str) -> &str {
    let Some((title, place)) = name.strip_suffix(')').and_then(|name| name.rsplit_once(" ("))
    else {
        return name;
    };
    let place = place.split(" : ").next().unwrap_or(place);
    let capitals = |word: &str| word.starts_with(char::is_uppercase);
    let is_place = place.contains(", ") && place.split(' ').all(capitals);
    let is_years = place.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if is_place || is_years { title } else { name }
}

fn in_capitals(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut begins = true;
    for word in text.split(' ') {
        if !out.is_empty() {
            out.push(' ');
        }
        let small = word.chars().all(|c| !c.is_uppercase());
        // "npj" is printed so everywhere.
        let stays = !small || (!begins && SMALL.contains(&word)) || word == "npj";
        begins = word.ends_with(['.', ':']);
        match word.chars().next().filter(|_| !stays) {
            Some(first) => {
                out.extend(first.to_uppercase());
                out.push_str(word.get(first.len_utf8()..).unwrap_or_default());
            }
            None => out.push_str(word),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Pmid;

    #[test]
    fn names_of_the_catalogue() {
        for (name, language, expected) in [
            ("The Journal of clinical mud", "eng", "The Journal of Clinical Mud"),
            ("Journal of mud (Port, Me. : 1950)", "eng", "Journal of Mud"),
            ("Silt (Baltimore, Md.)", "eng", "Silt"),
            (
                "Proceedings (Mud University. Medical Center)",
                "eng",
                "Proceedings (Mud University. Medical Center)",
            ),
            (
                "BJOM : an international journal of mud",
                "eng",
                "BJOM: An International Journal of Mud",
            ),
            ("Mud : official journal of the Mud Society", "eng", "Mud"),
            ("Mud. Part B, Silt and clay", "eng", "Mud. Part B, Silt and Clay"),
            ("Revista de barro", "spa", "Revista de barro"),
            ("Barro = Mud", "spa", "Barro"),
            ("eMud", "eng", "eMud"),
            ("npj digital mud", "eng", "npj Digital Mud"),
        ] {
            let record = Record {
                pmid: Pmid::new("90000001").ok(),
                language: vec![language.to_owned()],
                ..Record::default()
            };
            assert_eq!(title(name, &record), expected, "{name}");
        }
        assert_eq!(title("Journal of mud", &Record::default()), "Journal of mud");
    }
}
