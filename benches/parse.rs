//! How fast each format becomes records: `cargo bench --bench parse`, with `RAYON_NUM_THREADS=1` for one core; a format's
//! identifier behind `--` takes that one alone.
//!
//! The input is made here, about 20 MB a format: one invented record, repeated with varied numbers, written in every
//! format that litdigest writes; of the other formats, the fixtures of the tests, repeated. `pubmed-xml-control` has
//! control characters in every record.

#![allow(
    missing_docs,
    clippy::disallowed_methods,
    reason = "criterion's macros make undocumented items, and a bench reads its fixtures"
)]

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use litdigest::formats::{self, FORMATS, Format};
use litdigest::record::Record;
use litdigest::workspace::Input;
use std::path::Path;

/// The program's own allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const RECORD: &str = "\
{n}. J Invent Med. 2021 Jul 16;{v}(7):{p}-{q}. doi: 10.5555/jim{n}. Epub 2021 
Jun 3.

The colour of tea as a measure of patience in {n} readers of long reports: a 
study of cups.

Doe JA(1)(2), van der Roe K(2), Poe-Low L(1), López de Nada A(1)(2)(3), Coe M(3), 
Petrie WA Jr(2); Tea Study Group.

Author information:
(1)Department of Invented Studies, University of Nowhere, Port Fable, Utopia.
(2)Institute of Imaginary Medicine, Fable Hospital, 12345 Port Fable, Utopia; and 
Museum of Cups, Port Fable, Utopia.
(3)School of Small Things, Port Fable, Utopia. Electronic address: 
a.nada@cups.example.

BACKGROUND: Tea is drunk by many readers and by some writers, and its colour is 
said to tell how long they waited (p < 0.05). It was not known in {v} of {p} cases 
whether this holds for readers who had not slept well, or at 5 °C.
METHODS: Leaves were steeped for three minutes in water of five temperatures and 
the colour of each cup was judged by twelve readers. Cups were judged twice by 
each of them, in an order that was drawn by lot, and the two were compared.
RESULTS: Cups from the hottest water were darker than the others, and the readers 
agreed in nine of ten cases. The two judgements of one reader differed in {v} of 
{p} cups, most of them from water that was neither hot nor cold, and none of the 
readers saw a difference between the first and the last cup of a morning.
CONCLUSION: Hot water makes dark tea, and readers see it. This was known, and it 
is still so; whether it holds for writers is left to those who write.

© 2021. The Author(s).

DOI: 10.5555/jim{n}
PMCID: PMC{n}
PMID: {n} [Indexed for MEDLINE]

Conflict of interest statement: The authors own a teapot.


";

fn sample() -> String {
    let mut text = String::new();
    for n in 1..=9_000_u32 {
        let number = (30_000_000 + n * 7).to_string();
        let (volume, page) = ((n % 90 + 1).to_string(), (n % 900 + 1).to_string());
        let record = RECORD
            .replacen("{n}", &n.to_string(), 1)
            .replace("{n}", &number)
            .replace("{v}", &volume)
            .replace("{p}", &page)
            .replace("{q}", &(n % 900 + 9).to_string());
        text.push_str(&record);
    }
    text
}

/// The tests' fixtures of a format, those with good records only, repeated to the size of the other inputs.
fn fixtures(format: &'static Format) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(format.id);
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension != "json"))
        .collect();
    files.sort();
    let mut once = Vec::new();
    for bytes in files.iter().filter_map(|path| std::fs::read(path).ok()) {
        let input = Input { file: "fixture".into(), bytes: bytes.clone() };
        if formats::read_as(input, format).coverage.reported.is_empty() {
            once.extend_from_slice(&bytes);
            once.push(b'\n');
        }
    }
    once.repeat(20_000_000 / once.len().max(1))
}

fn parse(criterion: &mut Criterion) {
    let text = sample();
    let input = |bytes: &[u8]| Input { file: "bench".into(), bytes: bytes.to_vec() };
    let records = formats::read(input(text.as_bytes())).records;
    assert_eq!(records.len(), 9_000);
    let all: Vec<&Record> = records.iter().collect();
    let mut inputs: Vec<(String, &'static Format, Vec<u8>)> = Vec::new();
    for format in FORMATS.iter().filter(|format| format.reader.is_some()) {
        let bytes = match formats::write(format.id, &all) {
            _ if format.id == "pubmed-text" => text.clone().into_bytes(),
            Some((written, _)) => written.into_bytes(),
            None => fixtures(format),
        };
        if format.id == "pubmed-xml" {
            let text = String::from_utf8_lossy(&bytes);
            let marked = text.replace("<AbstractText", "\u{b}<AbstractText").into_bytes();
            inputs.push(("pubmed-xml-control".to_owned(), format, marked));
        }
        inputs.push((format.id.to_owned(), format, bytes));
    }
    let mut group = criterion.benchmark_group("parse");
    group.sample_size(20);
    for (name, format, bytes) in &inputs {
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(name, |bencher| {
            let make = || input(bytes);
            bencher.iter_batched(
                make,
                |input| formats::read_as(input, format),
                BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, parse);
criterion_main!(benches);
