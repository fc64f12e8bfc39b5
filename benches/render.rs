//! How long pages take: ten thousand invented articles with groupings of the usual size, one thread.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    missing_docs,
    reason = "a benchmark measures time, prints, and may fail loudly"
)]

use criterion::measurement::{Measurement, ValueFormatter, WallTime};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use litdigest::grouping::why::{Keyword, Why};
use litdigest::grouping::{GROUPINGS, Group, Grouping, GroupingKind, Membership};
use litdigest::library::Library;
use litdigest::record::Record;
use litdigest::render::{Rendered, Renderer};
use litdigest::site::{Plan, Snapshot, plan};
use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::Arc;

/// The program's own allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ARTICLES: usize = 10_000;

/// Small numbers in a fixed, uneven order.
fn dice(seed: usize, sides: usize) -> usize {
    let mixed = (seed as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0xbf58_476d_1ce4_e5b9;
    usize::try_from((mixed ^ (mixed >> 29)).wrapping_mul(0x94d0_49bb_1331_11eb) >> 33).unwrap()
        % sides
}

fn record(n: usize) -> Record {
    let sentence = "The water rose and fell at all of the quays and was written down by hand. ";
    let authors: Vec<_> = (0..6)
        .map(|at| {
            serde_json::json!({
                "family": format!("Quay{}", dice(n * 7 + at, 12_000)), "initials": "AB",
                "affiliations": [at % 3]
            })
        })
        .collect();
    let places: Vec<_> = (0..3)
        .map(|at| {
            let place = dice(n * 5 + at, 2_000);
            format!(
                "Department of Tides, University {place}, {place} Quay Road, Anyport, Land{}.",
                place % 60
            )
        })
        .collect();
    let keywords: Vec<_> = (0..5)
        .map(|at| serde_json::json!({"text": format!("topic {}", dice(n * 11 + at, 600))}))
        .collect();
    let section = |label: &str| serde_json::json!({"label": label, "text": sentence.repeat(5)});
    serde_json::from_value(serde_json::json!({
        "key": format!("{}", 80_000_000 + n), "pmid": format!("{}", 80_000_000 + n),
        "doi": format!("10.5555/tide.{n}"),
        "title": format!("Harbour observations, part {n}: ropes, cranes and the water beneath them."),
        "authors": authors, "affiliations": places, "keywords": keywords,
        "abstract": [section("BACKGROUND"), section("METHODS"), section("RESULTS"), section("CONCLUSIONS")],
        "journal": {"abbreviation": format!("J Tides {}", dice(n, 700))},
        "published": {"year": 1990 + dice(n, 36), "month": 1 + n % 12, "text": ""},
        "volume": "11", "issue": "7", "pages": "671-83",
        "conflict_of_interest": "The authors declare no conflict of interest.",
        "source": [{"file": "harbour.txt", "line": n * 30 + 1, "end_line": n * 30 + 28, "format": "pubmed-text"}]
    }))
    .unwrap()
}

fn names(kind: &str, record: &Record) -> Vec<(String, Vec<u32>)> {
    let places = || (0u32..).zip(&record.affiliations);
    match kind {
        "topics" => record.keywords.iter().map(|k| (k.text.clone(), vec![])).collect(),
        "institutions" => places()
            .map(|(at, text)| (text.split(", ").nth(1).unwrap().to_owned(), vec![at]))
            .collect(),
        "countries" => places()
            .map(|(at, text)| (text.rsplit(", ").next().unwrap().to_owned(), vec![at]))
            .collect(),
        "authors" => (0u32..).zip(&record.authors).map(|(at, p)| (p.display(), vec![at])).collect(),
        "journals" => vec![(record.journal.as_ref().unwrap().name().unwrap().to_owned(), vec![])],
        _ => vec![(record.year().unwrap().to_string(), vec![])],
    }
}

fn grouping(kind: &'static GroupingKind, library: &Library) -> Grouping {
    let mut groups: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (id, article) in (0u32..).zip(library.articles()) {
        for (label, _) in names(kind.id, &article.record) {
            let members = groups.entry(label).or_default();
            if members.last() != Some(&id) {
                members.push(id);
            }
        }
    }
    let numbers: BTreeMap<String, u32> = groups.keys().cloned().zip(0u32..).collect();
    let of_article = library.articles().iter().map(|article| {
        let mut found: Vec<Membership> = Vec::new();
        for (label, at) in names(kind.id, &article.record) {
            let group = numbers[&label];
            match found.iter_mut().find(|known| known.group == group) {
                Some(known) => known.at.extend(at),
                None => found.push(Membership { group, why: Why::Keyword(Keyword::Plain), at }),
            }
        }
        found
    });
    Grouping {
        kind,
        shared: Vec::new(),
        hidden: Vec::new(),
        of_article: of_article.collect(),
        groups: groups
            .into_iter()
            .map(|(label, members)| Group {
                key: label.clone(),
                slug: litdigest::text::slug::slug(&label),
                variants: vec![(label.clone(), 1)],
                label,
                members,
                ..Group::default()
            })
            .collect(),
    }
}

/// Time on a processor, so that what else the machine does is not counted. Linux tells it per thread; elsewhere it is
/// the time on the wall.
struct ProcessorTime;

impl ProcessorTime {
    fn now() -> u64 {
        let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
        let first = told.as_deref().and_then(|text| text.split(' ').next()?.parse().ok());
        first.unwrap_or_else(|| u64::try_from(START.elapsed().as_nanos()).unwrap_or(u64::MAX))
    }
}

static START: std::sync::LazyLock<std::time::Instant> =
    std::sync::LazyLock::new(std::time::Instant::now);

impl Measurement for ProcessorTime {
    type Intermediate = u64;
    type Value = u64;
    fn start(&self) -> u64 {
        ProcessorTime::now()
    }
    fn end(&self, start: u64) -> u64 {
        ProcessorTime::now() - start
    }
    fn add(&self, one: &u64, other: &u64) -> u64 {
        one + other
    }
    fn zero(&self) -> u64 {
        0
    }
    #[allow(clippy::cast_precision_loss, reason = "nanoseconds of a benchmark")]
    fn to_f64(&self, value: &u64) -> f64 {
        *value as f64
    }
    fn formatter(&self) -> &dyn ValueFormatter {
        Measurement::formatter(&WallTime)
    }
}

fn pages(criterion: &mut Criterion<ProcessorTime>) {
    let library = Library::from_records((0..ARTICLES).map(record).collect());
    let groupings: Vec<Grouping> = GROUPINGS.iter().map(|kind| grouping(kind, &library)).collect();
    let snapshot = Arc::new(Snapshot { library, groupings, ..Snapshot::default() });
    let plan = || plan(Arc::clone(&snapshot)).0;
    let renderer = Renderer::new("en", &[]).unwrap();
    let mut group = criterion.benchmark_group("render");
    group.sample_size(10);
    group.bench_function("plan", |bencher| {
        bencher.iter(|| black_box(plan().pages().len()));
    });
    let whole = plan();
    let size = |plan: &Plan, at: usize| match renderer.render(plan, at).unwrap() {
        Rendered::Bytes(bytes) => bytes.len(),
        Rendered::Copy(_) => 0,
    };
    let mut bytes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (at, page) in whole.pages().iter().enumerate() {
        let size = size(&whole, at);
        let sum = bytes.entry(whole.kind(page).id).or_default();
        *sum = (sum.0 + 1, sum.1 + size);
    }
    println!("pages and bytes: {bytes:?}");
    for kind in ["article", "group", "groups", "articles"] {
        let mine: Vec<usize> = (0..whole.pages().len())
            .filter(|at| whole.kind(&whole.pages()[*at]).id == kind)
            .step_by(if kind == "article" || kind == "group" { 7 } else { 1 })
            .collect();
        group.throughput(Throughput::Elements(mine.len() as u64));
        group.bench_function(kind, |bencher| {
            bencher.iter(|| mine.iter().map(|at| size(&whole, *at)).sum::<usize>());
        });
    }
    group.throughput(Throughput::Elements(whole.pages().len() as u64));
    group.bench_function("all with cold entries", |bencher| {
        bencher.iter(|| {
            let cold = plan();
            (0..cold.pages().len()).map(|at| size(&cold, at)).sum::<usize>()
        });
    });
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().with_measurement(ProcessorTime);
    targets = pages
}
criterion_main!(benches);
