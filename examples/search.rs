//! What the search index costs: time by article, files and bytes, on invented articles.
//!
//!     RAYON_NUM_THREADS=1 cargo run --release --example search -- 100000 [FOLDER]
//!
//! The articles have words by Zipf's law, as texts have: twelve in a title, 220 in an abstract, six authors, eight topics of two
//! thousand. With a folder the index is written into it, for `tests/browser/search.mjs` to measure what queries load.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a tool for measuring, which no site is made with"
)]

use litdigest::search::{Document, Facet, Field, Name, Source, Value, build};
use std::borrow::Cow;
use std::path::Path;
use std::time::Instant;

struct Invented {
    articles: usize,
    vocabulary: Vec<String>,
}

/// Numbers that are always the same.
struct Dice(u64);

impl Dice {
    fn throw(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A rank below `most` by Zipf's law.
    fn zipf(&mut self, most: usize) -> usize {
        ((most as f64).powf(self.throw()) - 1.0) as usize
    }
}

const SYLLABLES: [&str; 24] = [
    "car", "di", "neu", "ro", "gas", "tri", "he", "pa", "os", "te", "im", "mu", "no", "cy", "to",
    "vi", "ral", "glu", "co", "pep", "ti", "de", "sis", "al",
];

fn word(mut rank: usize) -> String {
    let mut word = String::new();
    loop {
        word.push_str(SYLLABLES[rank % SYLLABLES.len()]);
        rank /= SYLLABLES.len();
        if rank == 0 {
            return word;
        }
    }
}

impl Invented {
    fn words(&self, dice: &mut Dice, number: usize) -> String {
        let words = (0..number).map(|_| self.vocabulary[dice.zipf(self.vocabulary.len())].as_str());
        words.collect::<Vec<_>>().join(" ")
    }
}

fn dice(at: usize) -> Dice {
    Dice(at as u64 * 7_919 + 1)
}

fn topics(at: usize) -> Vec<usize> {
    let mut dice = dice(at + 1_000_003);
    (0..8).map(|_| dice.zipf(2_000)).collect()
}

impl Source for Invented {
    fn documents(&self) -> usize {
        self.articles
    }

    fn articles(&self) -> usize {
        self.articles
    }

    fn document(&self, at: usize) -> Document<'_> {
        let mut dice = dice(at);
        let title = self.words(&mut dice, 12);
        let people: Vec<[String; 3]> = (0..6)
            .map(|_| [word(dice.zipf(60_000) + 30), word(dice.zipf(2_000)), "AB".to_owned()])
            .collect();
        let mut texts = vec![(Field::Title, Cow::Owned(title))];
        texts.extend(people.iter().map(|names| (Field::People, Cow::Owned(names.join(" ")))));
        let labels: Vec<String> = topics(at).into_iter().map(|topic| word(topic + 50)).collect();
        texts.push((Field::Topics, Cow::Owned(labels.join("; "))));
        texts.push((Field::Date, Cow::Owned((2025 - at * 40 / self.articles).to_string())));
        texts.push((Field::Text, Cow::Owned(self.words(&mut dice, 220))));
        Document {
            texts,
            people: people.into_iter().map(|names| names.map(Cow::Owned)).collect(),
            identifiers: vec![(30_000_000 + at).to_string().into(), format!("10.5555/{at}").into()],
            ..Document::default()
        }
    }

    fn row(&self, at: usize) -> String {
        let mut dice = dice(at);
        let title = self.words(&mut dice, 12);
        let text = self.words(&mut dice, 220);
        let byline = "Quay A, Pier B, Mole C, … Jetty D";
        format!(
            "[\"article\",\"articles/{at}.html\",\"{title}\",null,\"{byline}\",\"J Tides · 4 May 2021\",0,[[\"abstract\",\"{text}\"]]]"
        )
    }

    fn by_title(&self) -> Vec<u32> {
        (0..self.articles as u32).rev().collect()
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let articles: usize = arguments.get(1).map_or(10_000, |number| number.parse().unwrap());
    let source = Invented { articles, vocabulary: (0..200_000).map(word).collect() };
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); 2_000];
    for at in 0..articles {
        for topic in topics(at) {
            if members[topic].last() != Some(&(at as u32)) {
                members[topic].push(at as u32);
            }
        }
    }
    let values = members.into_iter().enumerate().map(|(topic, members)| {
        let label = word(topic + 50);
        Value { slug: label.clone().into(), label: label.into(), members: members.into() }
    });
    let facets = [Facet { name: "topics", pages: true, values: values.collect() }];
    let name = |topic: usize| Name {
        text: format!("{} disease", word(topic + 50)).into(),
        of: (0, topic),
        finds: true,
    };
    let names: Vec<Name<'_>> = (0..2_000).map(name).collect();
    // What the making of the articles themselves costs is no part of it.
    let begin = Instant::now();
    let made: usize =
        (0..articles).map(|at| source.document(at).texts.len() + source.row(at).len()).sum();
    let making = begin.elapsed();
    let begin = Instant::now();
    let index = build(&source, &facets, &names);
    let took = begin.elapsed().saturating_sub(making);
    let sizes: Vec<(String, usize)> =
        (0..index.len()).map(|at| (index.name(at), index.bytes(at, &source).len())).collect();
    println!("{articles} articles, {made} bytes of rows and texts");
    println!(
        "{:.2} s, {:.1} µs an article",
        took.as_secs_f64(),
        took.as_secs_f64() * 1e6 / articles as f64
    );
    for kind in ["root", "w", "p", "s", "n", "f", "titles", "r"] {
        let of = |name: &str| {
            if kind == "r" {
                name.starts_with('r') && name != "root.js"
            } else {
                name.starts_with(kind)
            }
        };
        let these: Vec<usize> =
            sizes.iter().filter(|(name, _)| of(name)).map(|(_, size)| *size).collect();
        let (all, most) = (these.iter().sum::<usize>(), these.iter().max().copied().unwrap_or(0));
        println!("{kind}: {} files, {all} bytes, the largest {most}", these.len());
    }
    if let Some(folder) = arguments.get(2) {
        let folder = Path::new(folder).join("search");
        std::fs::create_dir_all(&folder).unwrap();
        for at in 0..index.len() {
            std::fs::write(folder.join(index.name(at)), index.bytes(at, &source)).unwrap();
        }
    }
}
