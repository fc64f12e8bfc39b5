//! Collections of whole exports, and the proofs that run on them.
//!
//! Each row of [`PROOFS`] is one check with two inputs: the invented exports of `tests/fixtures/invented`, where it is a
//! test of this binary, and real exports, where `tests/corpus` runs it. Real exports are not the project's to pass on;
//! they lie in `corpus/` of the folder that `LITDIGEST_SHARED` names, else of `../shared`. Where they are absent,
//! `tests/corpus` reports its proofs as skipped.

use crate::places::{files, fixtures, name, read};
use crate::{
    agreement, bibtex, conservation, csl, flow, library, medline, pairs, printed, pubmed_text,
    pubmed_xml, ris, tables, writers,
};
use litdigest::formats::{self, Reading};
use std::path::{Path, PathBuf};

/// A folder with one folder of exports for each format.
pub(crate) struct Corpus {
    root: PathBuf,
    real: bool,
}

/// One search as three formats give it.
pub(crate) struct Search {
    /// How many articles it found.
    pub(crate) articles: usize,
    pub(crate) abstract_text: PathBuf,
    pub(crate) medline: PathBuf,
    pub(crate) csv: PathBuf,
}

/// The folders of a corpus, and the format of their files.
pub(crate) const FOLDERS: [(&str, &str); 11] = [
    ("abstract-text", "pubmed-text"),
    ("medline", "medline"),
    ("pubmed-xml", "pubmed-xml"),
    ("ris", "ris"),
    ("bibtex", "bibtex"),
    ("csl-json", "csl-json"),
    ("pubmed-csv", "pubmed-csv"),
    ("summary-text", "pubmed-summary"),
    ("wos-plaintext", "wos-plaintext"),
    ("jsonl", "jsonl"),
    ("csv", "csv"),
];

/// The folder beside the checkout, or where `LITDIGEST_SHARED` says, that holds what is not the project's to pass on.
#[allow(dead_code, reason = "tests/corpus asks")]
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let root = std::env::var_os("LITDIGEST_SHARED").map_or(beside, PathBuf::from);
    Some(root.join(path)).filter(|path| path.exists())
}

impl Corpus {
    /// The exports of the project, every word of them invented.
    pub(crate) fn invented() -> Corpus {
        Corpus { root: fixtures("invented"), real: false }
    }

    /// Real exports, where there are any.
    #[allow(dead_code, reason = "tests/corpus asks")]
    pub(crate) fn real() -> Option<Corpus> {
        Some(Corpus { root: shared("corpus")?, real: true })
    }

    /// Whether the exports are as the world has them: large, and with faults that the proofs know.
    pub(crate) fn is_real(&self) -> bool {
        self.real
    }

    /// The files of a format's folder. A format without a folder has none.
    pub(crate) fn files(&self, folder: &str) -> Vec<PathBuf> {
        let folder = self.root.join(folder);
        if folder.exists() { files(&folder) } else { Vec::new() }
    }

    /// The one file of a folder whose name has a part.
    pub(crate) fn file(&self, folder: &str, part: &str) -> PathBuf {
        let found = self.files(folder).into_iter().find(|path| name(path).contains(part));
        found.unwrap_or_else(|| panic!("no {part} in {folder}"))
    }

    /// The search that stands here in three formats.
    pub(crate) fn search(&self) -> Search {
        let (articles, names) = match self.real {
            true => (200, ["pubmed200Abstract", "BharatBlade__AIML__pubmed200", "33634751"]),
            false => (5, ["abstracts", "search", "search"]),
        };
        Search {
            articles,
            abstract_text: self.file("abstract-text", names[0]),
            medline: self.file("medline", names[1]),
            csv: self.file("pubmed-csv", names[2]),
        }
    }
}

/// A check of a corpus, by its name.
pub(crate) type Proof = (&'static str, fn(&Corpus));

macro_rules! proofs {
    ($($name:ident: $check:path,)*) => {
        /// Every proof that runs on a corpus.
        #[allow(dead_code, reason = "tests/corpus reads it")]
        pub(crate) const PROOFS: &[Proof] = &[$((stringify!($name), $check)),*];

        $(#[test]
        fn $name() {
            $check(&Corpus::invented());
        })*
    };
}

proofs! {
    every_file_is_named_for_what_it_is: every_file_is_named,
    abstract_text_is_read: pubmed_text::check_records,
    abstract_text_is_accounted_for_to_the_character: conservation::check_characters,
    abstract_text_agrees_with_medline_and_csv: agreement::check_agreement,
    medline_is_read: medline::check_records,
    medline_loses_no_word: medline::check_words,
    medline_is_written_and_read_again: medline::check_writing,
    medline_agrees_with_abstract_text: medline::check_agreement,
    pubmed_xml_loses_no_word: pubmed_xml::conservation::check_words,
    pubmed_xml_agrees_with_medline: pubmed_xml::agreement::check_agreement,
    ris_is_read: ris::check_records,
    ris_loses_no_word: ris::check_words,
    ris_is_written_and_read_again: ris::check_writing,
    web_of_science_is_read: ris::check_web_of_science,
    bibtex_is_read: bibtex::check_records,
    bibtex_loses_no_word: bibtex::conservation::check_words,
    bibtex_is_written_and_read_again: bibtex::round_trip::check_writing,
    bibtex_agrees_with_other_exports: bibtex::agreement::check_agreement,
    csl_json_is_read: csl::check_records,
    csl_json_loses_no_word: conservation::items::check_csl_words,
    pubmed_csv_is_read: tables::check_csv,
    pubmed_csv_loses_no_word: conservation::items::check_csv_words,
    pubmed_csv_agrees_with_medline_and_abstract_text: pairs::check_agreement,
    summaries_are_read: tables::check_summaries,
    summaries_lose_no_word: conservation::items::check_summary_words,
    vancouver_is_what_medline_prints: printed::check_source_lines,
    vancouver_is_what_summaries_print: printed::check_summaries,
    printed_articles_agree_with_the_engine: printed::check_engine,
    every_writer_names_what_it_cannot_say: writers::check_writing,
    two_exports_of_one_search_merge: library::check_merging,
    the_flow_adds_up_by_file_and_in_all: flow::check_sums,
}

/// Every export is detected by its content, and what no reader takes is said.
fn every_file_is_named(corpus: &Corpus) {
    for (folder, format) in FOLDERS {
        let files = corpus.files(folder);
        // A program's own formats are not among what others have exported.
        assert!(corpus.is_real() || !files.is_empty(), "nothing in {folder}");
        for path in files {
            if path.extension().is_some_and(|extension| extension == "gz") {
                continue; // unpacked before the formats see it
            }
            let reading: Reading = read("x", std::fs::read(&path).unwrap());
            assert_eq!(reading.coverage.format, format, "{}", path.display());
            let known = formats::FORMATS.iter().find(|known| known.id == format);
            if known.is_none_or(|known| known.reader.is_none()) {
                assert!(reading.records.is_empty());
                assert_eq!(reading.coverage.lines_in_fields, 0);
                assert!(reading.diagnostics.iter().any(|d| d.code.id == "unsupported-format"));
            }
        }
    }
}

#[test]
fn every_format_has_invented_exports() {
    for format in formats::FORMATS.iter().filter(|format| format.reader.is_some()) {
        let folder = FOLDERS.iter().find(|(_, id)| *id == format.id);
        let (folder, _) = folder.unwrap_or_else(|| panic!("{} has no row in FOLDERS", format.id));
        let files = Corpus::invented().files(folder);
        assert!(!files.is_empty(), "nothing in tests/fixtures/invented/{folder}");
    }
}
