//! The same input gives the same bytes, in whatever order the files come and on however many threads.

use crate::places::{files, fixtures};
use litdigest::config::Config;
use litdigest::content::Content;
use litdigest::formats::{self, Reading};
use litdigest::render::Renderer;
use litdigest::site::Snapshot;
use litdigest::workspace::Input;
use litdigest::{grouping, library, site};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// All fixtures, read as the files of one site.
fn readings() -> Vec<Reading> {
    files(&fixtures("pubmed-text"))
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .map(|path| {
            let file = Arc::from(path.file_name().unwrap().to_string_lossy());
            formats::read(Input { file, bytes: std::fs::read(path).unwrap() })
        })
        .collect()
}

/// A site's files by their routes, and what was said, sorted.
type Made = (BTreeMap<String, Vec<u8>>, Vec<String>);

/// Every file of the site that the readings make, and what was said about them.
fn pages(readings: Vec<Reading>) -> Made {
    let config = Config::default();
    let coverage: Vec<_> = readings.iter().map(|reading| reading.coverage.clone()).collect();
    let (library, ledger, mut said) = library::build(readings, &config.library);
    let content = Content::default();
    let (groupings, more) = grouping::build(&library, &content, &config.groupings);
    said.extend(more);
    let (plan, more) = site::plan(Arc::new(Snapshot {
        config,
        library,
        groupings,
        content,
        ledger,
        coverage,
        ..Snapshot::default()
    }));
    said.extend(more);
    let renderer = Renderer::new("en", &[]).unwrap();
    let pages = (0..)
        .zip(plan.routes())
        .filter(|(_, route)| route != "about.html")
        .map(|(at, route)| {
            let file = renderer.render(&plan, at).unwrap();
            (route, file.bytes(|path| std::fs::read(path)).unwrap())
        })
        .collect();
    let mut said: Vec<String> = said.iter().map(|d| format!("{d:?}")).collect();
    said.sort();
    (pages, said)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    /// The about page lists the files in their order and is left out; the workspace sorts them.
    #[test]
    fn the_order_of_the_files_does_not_matter(seed in prop::collection::vec(any::<u64>(), 200)) {
        // The same for every order, so it is made once.
        static STRAIGHT: OnceLock<Made> = OnceLock::new();
        let straight = STRAIGHT.get_or_init(|| pages(readings()));
        let mut shuffled: Vec<(u64, Reading)> = seed.into_iter().cycle().zip(readings()).collect();
        shuffled.sort_by_key(|(order, _)| *order);
        let shuffled = pages(shuffled.into_iter().map(|(_, reading)| reading).collect());
        prop_assert_eq!(&straight.1, &shuffled.1);
        for (route, bytes) in &straight.0 {
            prop_assert_eq!(Some(bytes), shuffled.0.get(route), "{}", route);
        }
        prop_assert_eq!(straight.0.len(), shuffled.0.len());
    }
}

#[test]
fn the_number_of_threads_does_not_matter() {
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| pages(readings()))
    };
    assert_eq!(on(1), on(5));
}
