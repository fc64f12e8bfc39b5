//! Medical Subject Headings as topics.
//!
//! In: a descriptor as printed. Out: its name in natural order, or nothing for the check tags, which say what was studied
//! and never what about. Never: the tree.

/// Descriptors that indexers tick off for every article; NLM calls them check tags. Age groups and the strains of
/// laboratory animals belong to them.
const CHECK_TAGS: &[&str] = &[
    "Humans",
    "Animals",
    "Male",
    "Female",
    "Adult",
    "Middle Aged",
    "Aged",
    "Aged, 80 and over",
    "Adolescent",
    "Child",
    "Child, Preschool",
    "Infant",
    "Infant, Newborn",
    "Young Adult",
    "Pregnancy",
    "Mice",
    "Rats",
    "Rabbits",
    "Cats",
    "Dogs",
    "Cattle",
    "Guinea Pigs",
    "Hamsters",
    "Cricetinae",
    "Chick Embryo",
    "Swine",
    "Sheep",
    "Horses",
    "Bees",
    "Nurses",
    "Comparative Study",
    "In Vitro Techniques",
    "Time Factors",
    "Treatment Outcome",
    "Retrospective Studies",
    "Prospective Studies",
    "Follow-Up Studies",
    "Reproducibility of Results",
    "History, 15th Century",
    "History, 16th Century",
    "History, 17th Century",
    "History, 18th Century",
    "History, 19th Century",
    "History, 20th Century",
    "History, 21st Century",
    "History, Ancient",
    "History, Medieval",
];

/// The beginnings of strains.
const STRAINS: &[&str] = &["Mice, ", "Rats, "];

/// Whether a descriptor says only what was studied.
pub(super) fn is_check_tag(descriptor: &str) -> bool {
    CHECK_TAGS.contains(&descriptor) || STRAINS.iter().any(|strain| descriptor.starts_with(strain))
}

/// "Muscle, Skeletal" is "Skeletal Muscle"; a list such as "Wounds, Cuts, and Sores" stays as it is.
pub(super) fn natural_order(name: &str) -> String {
    let parts: Vec<&str> = name.split(", ").collect();
    let list = parts.iter().any(|part| part.split(' ').any(|word| word == "and" || word == "or"));
    match parts.as_slice() {
        [head, modifier] if !list => format!("{modifier} {head}"),
        [head, first, second] if !list => format!("{second} {first} {head}"),
        _ => name.to_owned(),
    }
}
