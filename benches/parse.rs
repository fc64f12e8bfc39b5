//! How fast PubMed abstract text becomes records: `cargo bench --bench parse`, with `RAYON_NUM_THREADS=1` for one core.
//!
//! The input is made here: one invented record, repeated with varied numbers, about 20 MB.

#![allow(missing_docs, reason = "criterion's macros make undocumented items")]

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use litdigest::formats;
use litdigest::workspace::Input;

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

fn parse(criterion: &mut Criterion) {
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
    let input = Input { file: "bench.txt".into(), bytes: text.into_bytes() };
    assert_eq!(formats::read(&input).records.len(), 9_000);
    let mut group = criterion.benchmark_group("parse");
    group.throughput(Throughput::Bytes(input.bytes.len() as u64));
    group.sample_size(20);
    group.bench_function("pubmed-text", |bencher| {
        bencher.iter_batched(|| (), |()| formats::read(&input), BatchSize::PerIteration);
    });
    group.finish();
}

criterion_group!(benches, parse);
criterion_main!(benches);
