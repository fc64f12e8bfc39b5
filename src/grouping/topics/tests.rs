//! Folding of words, definitions of abbreviations, headings and labels, as data.

use super::phrases::{Candidate, Words, candidates};
use super::*;
use crate::grouping::Why;
use crate::text::terms::tokens;
use crate::text::terms::tokens::Tokenizer;

#[test]
fn spellings_of_one_word_fold_together() {
    for (a, b) in [
        ("Skeletal muscles", "skeletal-muscle"),
        ("tumour", "Tumors"),
        ("oedema", "edema"),
        ("haemoglobins", "hemoglobin"),
        ("Alzheimer's disease", "alzheimer’s diseases"),
        ("localisation", "localization"),
        ("therapies", "therapy"),
        ("mice", "mouse"),
        ("fistulae", "fistula"),
        ("metastases", "metastasis"),
        ("naïve", "naive"),
    ] {
        assert_eq!(tokens::key(a), tokens::key(b), "{a:?} and {b:?}");
        assert_eq!(tokens::phrase_hash(a), tokens::phrase_hash(b), "{a:?} and {b:?}");
    }
}

#[test]
fn different_words_stay_apart() {
    for (a, b) in [
        ("hour", "hor"),
        ("sources", "sorce"),
        ("virus", "viru"),
        ("loss", "los"),
        ("sclerosis", "sclerosi"),
        ("muscle", "muscular"),
    ] {
        assert_ne!(tokens::key(a), tokens::key(b), "{a:?} and {b:?}");
    }
}

/// The best phrases of a text by themselves, best first, with their reasons.
fn phrases_of(title: &str, text: &str) -> Vec<(String, Why)> {
    let words = Words::of(title, text, &mut Tokenizer::default());
    let mut found = candidates(&words, &|_| false);
    found.retain(Candidate::stands_alone);
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.hash.cmp(&b.hash)));
    let spelled = |phrase: &Candidate| {
        let place = if phrase.spelled_in_title { title } else { text };
        place.get(phrase.start as usize..phrase.end as usize).unwrap_or_default().to_owned()
    };
    found.iter().map(|phrase| (spelled(phrase), phrase.why())).collect()
}

#[test]
fn an_abbreviation_counts_for_its_long_form() {
    let found = phrases_of(
        "Purple wombat fever in the young",
        "Purple wombat fever (PWF) is rare. PWF spreads. We treated PWF in 20 people with PWF.",
    );
    let first = found.first().cloned().unwrap_or_default();
    assert_eq!(first, ("Purple wombat fever".to_owned(), Why::Text { title: true, r#abstract: 5 }));
    assert!(!found.iter().any(|(name, _)| name == "PWF"), "{found:?}");
}

#[test]
fn the_beginning_of_a_longer_name_is_no_topic() {
    for (text, found) in [
        ("High-burrow images and high-burrow images.", vec![]),
        ("The high-burrow and the high-burrow.", vec!["high-burrow"]),
        ("COVID-19 burrows, COVID-19 wombats", vec!["COVID-19"]),
        ("vitamin D and vitamin D", vec!["vitamin D"]),
        (
            "wet stone wombat burrow door, wet stone wombat burrow door",
            vec!["stone wombat burrow door"],
        ),
    ] {
        let names: Vec<String> = phrases_of(text, text).into_iter().map(|one| one.0).collect();
        for name in &found {
            assert!(names.iter().any(|one| one == name), "{text:?}: {names:?}");
        }
        for cut in ["high-burrow", "wet stone wombat burrow", "vitamin", "D"] {
            assert!(found.contains(&cut) || !names.iter().any(|one| one == cut), "{text:?}: {cut}");
        }
    }
}

#[test]
fn academic_wording_is_no_topic() {
    let found = phrases_of(
        "A new study of important risk factors",
        "The present study shows important risk factors. Important risk factors were significant. The present study \
         had limitations. Present study, risk factors, and important results.",
    );
    assert_eq!(found, Vec::new());
}

#[test]
fn headings_turn_into_natural_order_and_check_tags_go() {
    for (heading, natural) in [
        ("Muscle, Skeletal", "Skeletal Muscle"),
        ("Diabetes Mellitus, Type 2", "Type 2 Diabetes Mellitus"),
        ("Wounds and Injuries", "Wounds and Injuries"),
        ("Cuts, Burns, and Sores", "Cuts, Burns, and Sores"),
        ("Leukemia, Myeloid, Acute", "Acute Myeloid Leukemia"),
        ("Tomography, X-Ray Computed", "X-Ray Computed Tomography"),
        ("Health Knowledge, Attitudes, Practice", "Health Knowledge, Attitudes, Practice"),
        ("Albuterol, Ipratropium Drug Combination", "Albuterol, Ipratropium Drug Combination"),
        ("Chromosomes, Human, Pair 21", "Chromosomes, Human, Pair 21"),
        ("Catalogs, Drug as Topic", "Catalogs, Drug as Topic"),
        ("Enteritis, Transmissible, of Turkeys", "Enteritis, Transmissible, of Turkeys"),
        ("Chromosomes, Human, 1-3", "Chromosomes, Human, 1-3"),
        ("Wombat,", "Wombat,"),
        ("", ""),
    ] {
        assert_eq!(mesh::natural_order(heading), natural);
    }
    assert!(mesh::is_check_tag("Humans") && mesh::is_check_tag("Mice, Inbred C57BL"));
    assert!(mesh::is_check_tag("History, 19th Century"));
    for topic in ["Muscle, Skeletal", "Nurses", "Mice", "History of Medicine"] {
        assert_eq!(mesh::is_check_tag(topic), topic == "Mice", "{topic}");
    }
}

#[test]
fn labels_are_in_sentence_case() {
    for (spelling, label) in [
        ("skeletal muscle", "Skeletal muscle"),
        ("mRNA decay", "mRNA decay"),
        ("interleukin-10", "Interleukin-10"),
        ("HIV", "HIV"),
    ] {
        assert_eq!(label::sentence_case(spelling), label, "{spelling:?}");
    }
}

#[test]
fn the_smallest_topic_grows_slowly_with_the_library() {
    let sizes: Vec<usize> = [1, 7, 8, 99, 1_000, 10_000, 100_000].map(smallest).to_vec();
    assert_eq!(sizes, [1, 1, 2, 2, 4, 13, 40]);
}
