//! The coding, the words and a small index.

use super::document::{Document, Field, Source};
use super::words::{Form, words};
use super::{Facet, Index, Name, Value, build, pack};
use proptest::prelude::*;
use std::borrow::Cow;

/// Reads a list as the engine in the browser does.
fn unpack(bytes: &[u8], count: usize, low: u32) -> Vec<u32> {
    let (mut out, mut at, mut next) = (Vec::new(), 0, 0u64);
    while out.len() < count {
        let width = u32::from(bytes[at]);
        at += 1;
        let (mut held, mut bits) = (0u64, 0);
        for _ in 0..128.min(count - out.len()) {
            while bits < width {
                held |= u64::from(bytes[at]) << bits;
                at += 1;
                bits += 8;
            }
            let value = held & ((1 << width) - 1);
            held >>= width;
            bits -= width;
            let found = next + (value >> low);
            out.push(u32::try_from(found << low | value & ((1 << low) - 1)).unwrap());
            next = found + 1;
        }
    }
    assert_eq!(at, bytes.len());
    out
}

proptest! {
    #[test]
    fn a_list_is_read_as_it_was_written(
        documents in proptest::collection::btree_map(0u32..1_000_000, 0u32..4, 0..700),
        low in prop_oneof![Just(0u32), Just(2)],
    ) {
        let entries: Vec<u32> = documents.iter().map(|(at, weight)| if low == 0 { *at } else { at << 2 | weight }).collect();
        let mut bytes = Vec::new();
        pack::list(&entries, low, &mut bytes);
        prop_assert_eq!(unpack(&bytes, entries.len(), low), entries);
    }

    #[test]
    fn front_coded_strings_are_read_as_they_were_written(strings in proptest::collection::btree_set("[a-dé日]{0,9}( [a-c]{1,3})?", 0..60)) {
        let coded = pack::front(strings.iter().map(String::as_str));
        let mut last = String::new();
        let read: Vec<String> = coded.split(' ').filter(|part| !part.is_empty()).map(|part| {
            let shared = part.chars().next().and_then(|c| c.to_digit(36)).unwrap() as usize;
            last = last.chars().take(shared).chain(part.chars().skip(1)).collect::<String>().replace('_', " ");
            last.clone()
        }).collect();
        prop_assert_eq!(read, strings.into_iter().collect::<Vec<_>>());
    }

    /// No text stops the cutting into words, and what it gives is folded already.
    #[test]
    fn words_of_words_are_themselves(text in "\\PC{0,40}") {
        words(&text, &mut |word, _| assert!(!word.is_empty() && !word.contains(' '), "{word}"));
        let folded = super::fold(&text);
        prop_assert_eq!(super::fold(&folded), folded);
    }
}

#[test]
fn bytes_are_letters() {
    for (bytes, letters) in
        [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")]
    {
        assert_eq!(crate::text::base64::base64(bytes.as_bytes()), letters);
    }
}

/// The words of a text, `+` before those that are another form of what follows.
fn cut(text: &str) -> String {
    let mut out = Vec::new();
    words(text, &mut |word, form| {
        out.push(if form == Form::Also { format!("+{word}") } else { word.to_owned() });
    });
    out.join(" ")
}

#[test]
fn texts_are_cut_into_folded_words() {
    for (text, expected) in [
        ("Ménière’s disease", "meniere disease"),
        ("O’Brien’s and l'eau", "obrien and l eau"),
        ("IL-10, type-2, COVID-19", "+il10 il 10 type 2 +covid19 covid 19"),
        ("β-catenin, TNFα, Aβ42", "beta catenin tnf alpha a beta42"),
        ("ἀλήθεια", "αληθεια"),
        ("Straße, Ægir, Łódź", "strasse aegir lodz"),
        ("肌萎縮", "+肌 肌萎 +萎 萎縮 +縮"),
        ("TDP-43陽性", "tdp 43 +陽 陽性 +性"),
        ("ﬁbre ＡＢＣ", "fibre abc"),
    ] {
        assert_eq!(cut(text), expected, "{text}");
    }
}

/// Titles of articles, each with an author and an identifier.
struct Few(Vec<&'static str>);

impl Source for Few {
    fn documents(&self) -> usize {
        self.0.len()
    }

    fn articles(&self) -> usize {
        self.0.len()
    }

    fn document(&self, at: usize) -> Document<'_> {
        Document {
            texts: vec![(Field::Title, Cow::Borrowed(self.0[at]))],
            hidden: vec![(Field::Text, Cow::Borrowed("harbour"))],
            people: vec![["Keeper".into(), "Ada".into(), "A".into()]],
            identifiers: vec![format!("10.5555/a_{at}").into()],
        }
    }

    fn row(&self, at: usize) -> String {
        format!("[{:?}]", self.0[at])
    }

    fn by_title(&self) -> Vec<u32> {
        let mut all: Vec<u32> = (0..).take(self.0.len()).collect();
        all.sort_by_key(|at| self.0[*at as usize]);
        all
    }
}

fn index(titles: &[&'static str]) -> (Few, Index) {
    let source = Few(titles.to_vec());
    let value = Value { slug: "tides".into(), label: "Tides".into(), members: vec![0, 2].into() };
    let facets = [Facet { name: "topics", pages: true, values: vec![value] }];
    let names = [Name { text: "High Water".into(), of: (0, 0), finds: true }];
    let index = build(&source, &facets, &names);
    (source, index)
}

const TITLES: [&str; 3] = ["Tumours of the tide", "A tidal tumor", "Tides"];

fn file(source: &Few, index: &Index, name: &str) -> String {
    let at = (0..index.len()).find(|at| index.name(*at) == format!("{name}.js")).unwrap();
    String::from_utf8(index.bytes(at, source)).unwrap()
}

#[test]
fn a_small_index_is_as_the_format_says() {
    let (source, index) = index(&TITLES);
    let names: Vec<String> = (0..index.len()).map(|at| index.name(at)).collect();
    assert_eq!(
        names,
        ["root.js", "w0.js", "p0.js", "s0.js", "n0.js", "f0-0.js", "titles.js", "r0.js"]
    );
    let start = |name: &str| format!("litdigest.shard(\"{name}\",\"{}\",", index.id);
    let words = file(&source, &index, "w0");
    assert!(words.starts_with(&start("w0")), "{words}");
    let dictionary = words.split('"').nth(5).unwrap();
    // Blanks are `_`; an identifier's own is taken for one. A title has its hash.
    assert!(dictionary.starts_with("0=10.5555/a_0 b1 b2 1t"), "{dictionary}");
    assert!(dictionary.contains("1igh_water= 0keeper:a 8da "), "{dictionary}");
    assert!(dictionary.ends_with(" 0the 1idal 3e 4s 1umor 4urs"), "{dictionary}");
    assert_eq!(
        file(&source, &index, "f0-0"),
        format!("{}[\"tides\",\"Tides\",2],\"AQI=\")\n", start("f0-0"))
    );
    assert_eq!(
        file(&source, &index, "n0"),
        format!("{}[\"0high_water\",[0,\"tides\",\"Tides\",2]],\"\")\n", start("n0"))
    );
    assert_eq!(
        file(&source, &index, "r0"),
        format!(
            "{}[[\"Tumours of the tide\"],\n[\"A tidal tumor\"],\n[\"Tides\"]],\"\")\n",
            start("r0")
        )
    );
}

#[test]
fn the_id_names_the_content() {
    let id = |titles: &[&'static str]| index(titles).1.id;
    assert_eq!(id(&TITLES), id(&TITLES));
    // What no word tells, a row does.
    assert_ne!(id(&TITLES), id(&["Tumours of the tide", "A tidal tumor!", "Tides"]));
}

#[test]
fn an_index_of_nothing_is_one() {
    let (_, index) = index(&[]);
    assert_eq!(index.name(0), "root.js");
}
