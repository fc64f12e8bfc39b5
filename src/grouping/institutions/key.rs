//! The key under which the spellings of one institution meet.
//!
//! In: a name as written. Out: folded words without articles, abbreviations written out, words for the kind of
//! organisation in one language. Never: names of institutions; two names with the same key differ in spelling alone.

use crate::text::fold::fold_name;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The word that stands for all, and the words that it stands for.
const SAME: &[(&str, &str)] = &[
    (
        "university",
        "univ univers unversity univeristy universty universidad universidade universita universitat universitaet universite universiteit \
      universitet universitetet universiteti universitesi uniwersytet universitas universiti univerzita univerzitet univerza yliopisto egyetem",
    ),
    (
        "institute",
        "inst institut instituto istituto instituut instytut institutet institutt instituts institutes intitute insitute enstitusu",
    ),
    (
        "hospital",
        "hosp hospitals hopital hopitaux ospedale ospedali sjukhus sjukhuset sykehus sygehus ziekenhuis krankenhaus hastanesi szpital spital",
    ),
    ("center", "centre ctr centro centrum zentrum cent centers centres"),
    ("college", "coll colegio collegio"),
    ("academy", "acad academia academie akademie akademia accademia"),
    ("school", "sch"),
    ("national", "natl nat nacional nazionale nationale"),
    ("technology", "technol tech technologies tecnologia technologie"),
    ("science", "sci sciences scis ciencias ciencia sciences scienze"),
    ("medical", "med medica medico"),
    ("medicine", "medicina"),
    ("research", "res ricerca recherche investigacion investigaciones pesquisa forschung"),
    ("health", "hlth salud saude sante"),
    ("clinic", "clin clinics clinica clinique klinik klinika"),
    ("foundation", "fdn found fondazione fundacion fundacao fondation stiftung"),
    ("laboratory", "lab labs laboratories"),
    ("general", "gen"),
    ("federal", "fed"),
    ("international", "int intl"),
    ("engineering", "engn eng"),
    ("agricultural", "agr agric"),
    ("technical", "tecnica technische technique tekniska"),
    ("polytechnic", "politecnica politecnico polytechnique polytechnical"),
    ("autonomous", "autonoma"),
    ("catholic", "catolica cattolica catholique"),
    ("saint", "st ste"),
    ("mount", "mt"),
    ("children", "childrens"),
    ("women", "womens"),
];

/// Articles and prepositions that spellings add and leave out.
fn is_small(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "and"
            | "for"
            | "at"
            | "in"
            | "de"
            | "del"
            | "della"
            | "di"
            | "da"
            | "do"
            | "dos"
            | "das"
            | "du"
            | "des"
            | "der"
            | "die"
            | "fur"
            | "und"
            | "et"
            | "y"
            | "e"
            | "la"
            | "le"
            | "les"
            | "el"
            | "los"
            | "las"
            | "degli"
            | "dei"
            | "delle"
            | "studi"
            | "zu"
            | "von"
            | "van"
            | "a"
    )
}

/// The key of a name.
pub(super) fn key(name: &str) -> String {
    static CANONICAL: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
        SAME.iter().flat_map(|(to, from)| from.split_whitespace().map(move |w| (w, *to))).collect()
    });
    let folded = fold_name(name);
    let mut out = String::with_capacity(folded.len());
    for word in folded.split(' ').filter(|word| !is_small(word)) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(CANONICAL.get(word).unwrap_or(&word));
    }
    if out.is_empty() { folded } else { out }
}

/// The key with its words in order of the alphabet: the same for "University of X" and "X University".
pub(super) fn unordered(key: &str) -> String {
    let mut words: Vec<&str> = key.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}
