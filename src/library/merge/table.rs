//! The stated order: for every key of a record, which value a merged record takes.
//!
//! In: nothing. Out: [`TABLE`], which is both what the code does and what README.md says; a test compares the two.

use super::{Merging, lists, people, values};

/// How one key is merged.
#[derive(Debug)]
pub struct Row {
    /// The key of the record's JSON form.
    pub key: &'static str,
    /// Which value is taken, in words for the README.
    pub rule: &'static str,
    pub(super) merge: fn(&mut Merging),
}

const TRUST: &str = "the first that has it, in the order of trust";
const TEXT: &str = "the one with its own letters before a transliterated one, the whole before a cut one, mixed case \
                    before capitals, else in the order of trust";
const NUMBER: &str = "the fuller (`12 Suppl 1` before `12`), else in the order of trust";
const PRECISE: &str = "the more precise of two that agree, else in the order of trust";
const UNITED: &str = "all of all sources; two that say the same become one with the parts of both";
const KEPT: &str = "in the order of trust; another one is kept among `ids`";

/// Every key of a record but `key` and `source`, in the order in which they are merged. Dates that others look at come
/// before `published`.
pub static TABLE: &[Row] = &[
    Row { key: "pmid", rule: KEPT, merge: values::pmid },
    Row { key: "pmcid", rule: KEPT, merge: values::pmcid },
    Row { key: "doi", rule: KEPT, merge: values::doi },
    Row { key: "pmc_available", rule: TRUST, merge: values::pmc_available },
    Row { key: "ids", rule: UNITED, merge: lists::ids },
    Row { key: "title", rule: TEXT, merge: values::title },
    Row { key: "vernacular_title", rule: TEXT, merge: values::vernacular_title },
    Row {
        key: "abstract",
        rule: "labelled before flat, unless the flat one says a quarter more; then as for `title`; further abstracts \
               of all sources",
        merge: values::sections,
    },
    Row { key: "copyright", rule: TEXT, merge: values::copyright },
    Row {
        key: "authors",
        rule: "the longest list, else the one with most affiliations, else in the order of trust; full given names, \
               ORCID and missing affiliations of the same person from the others",
        merge: people::people,
    },
    Row { key: "affiliations", rule: "with the authors", merge: people::affiliations },
    Row { key: "investigators", rule: "as for `authors`", merge: people::investigators },
    Row { key: "editors", rule: "as for `authors`", merge: people::editors },
    Row {
        key: "authors_listed",
        rule: "only where no source has authors",
        merge: people::authors_listed,
    },
    Row { key: "journal", rule: "each part as for `title`; all ISSNs", merge: values::journal },
    Row { key: "book", rule: "each part as for `title`; all ISBNs", merge: values::book },
    Row { key: "electronic", rule: PRECISE, merge: values::electronic },
    Row { key: "print", rule: PRECISE, merge: values::print },
    Row { key: "collection", rule: PRECISE, merge: values::collection },
    Row { key: "entered", rule: PRECISE, merge: values::entered },
    Row { key: "revised", rule: PRECISE, merge: values::revised },
    Row { key: "record_revised", rule: PRECISE, merge: values::record_revised },
    Row {
        key: "published",
        rule: "the more precise of two that agree, unless it is the electronic date of another source; else in the \
               order of trust",
        merge: values::published,
    },
    Row { key: "volume", rule: NUMBER, merge: values::volume },
    Row { key: "issue", rule: NUMBER, merge: values::issue },
    Row { key: "pages", rule: NUMBER, merge: values::pages },
    Row { key: "language", rule: UNITED, merge: lists::language },
    Row { key: "publication_types", rule: UNITED, merge: lists::publication_types },
    Row { key: "mesh", rule: UNITED, merge: lists::mesh },
    Row { key: "keywords", rule: UNITED, merge: lists::keywords },
    Row { key: "substances", rule: UNITED, merge: lists::substances },
    Row { key: "supplementary", rule: UNITED, merge: lists::supplementary },
    Row { key: "grants", rule: UNITED, merge: lists::grants },
    Row { key: "databanks", rule: UNITED, merge: lists::databanks },
    Row { key: "conflict_of_interest", rule: TEXT, merge: values::conflict_of_interest },
    Row { key: "related", rule: UNITED, merge: lists::related },
    Row {
        key: "status",
        rule: "of the first source; retracted, preprint and indexed of any",
        merge: lists::status,
    },
    Row {
        key: "labels",
        rule: "all of all sources; of one name in the order of trust",
        merge: lists::labels,
    },
    Row { key: "extra", rule: "all of all sources", merge: lists::extra },
];
