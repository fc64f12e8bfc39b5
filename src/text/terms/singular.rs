//! The singular of a plural.
//!
//! In: a folded word. Out: its singular; a word that is none stays. Never: a table of all nouns.

/// The singular of a regular plural, and of a few irregular ones that papers are full of.
pub(crate) fn singular(word: &mut Vec<u8>) {
    if let Some(one) = irregular(word) {
        word.clear();
        word.extend_from_slice(one);
        return;
    }
    if word.len() > 6 && word.ends_with(b"ae") {
        word.pop();
    }
    if word.len() < 4 || !word.ends_with(b"s") {
        return;
    }
    let swap = |word: &mut Vec<u8>, cut: usize, add: &[u8]| {
        word.truncate(word.len() - cut);
        word.extend_from_slice(add);
    };
    let long = word.len() > 6;
    if word.ends_with(b"ss") || word.ends_with(b"us") || word.ends_with(b"is") {
        // "Loss", "virus", "sclerosis" are singular.
    } else if word.ends_with(b"ies") && word.len() > 4 {
        swap(word, 3, b"y");
    } else if long
        && (word.ends_with(b"yses")
            || word.ends_with(b"oses")
            || word.ends_with(b"ases") && word.ends_with(b"stases")
            || word.ends_with(b"eses")
            || word.ends_with(b"axes"))
        && !word.ends_with(b"doses")
    {
        swap(word, 2, b"is");
    } else if [&b"sses"[..], b"xes", b"ches", b"shes", b"zes"].iter().any(|end| word.ends_with(end))
    {
        swap(word, 2, b"");
    } else {
        swap(word, 1, b"");
    }
}

/// A few plurals that papers are full of and no rule gives, and singulars that look like plurals.
#[rustfmt::skip]
fn irregular(word: &[u8]) -> Option<&'static [u8]> {
    Some(match word {
        b"mice" => b"mouse",
        b"children" => b"child",
        b"women" => b"woman",
        b"men" => b"man",
        b"feet" => b"foot",
        b"teeth" => b"tooth",
        b"people" => b"person",
        b"criteria" => b"criterion",
        b"phenomena" => b"phenomenon",
        b"bacteria" => b"bacterium",
        b"mitochondria" => b"mitochondrion",
        b"nuclei" => b"nucleus",
        b"stimuli" => b"stimulus",
        b"fungi" => b"fungus",
        b"loci" => b"locus",
        b"foci" => b"focus",
        b"vertebrae" => b"vertebra",
        b"indices" => b"index",
        b"data" => b"datum",
        b"lives" => b"life",
        b"diabetes" => b"diabetes",
        b"series" => b"series",
        b"species" => b"species",
        b"rabies" => b"rabies",
        b"herpes" => b"herpes",
        b"lens" => b"lens",
        _ => return None,
    })
}
