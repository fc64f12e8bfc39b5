//! Single honest differences between PubMed's formats, each with its reason.

/// One field of one article that may differ.
pub(crate) struct Exception {
    pub(crate) pmid: &'static str,
    pub(crate) field: &'static str,
    /// Why, in words.
    #[allow(dead_code, reason = "read by people")]
    pub(crate) reason: &'static str,
}

/// Every single difference; one that is not needed fails the test.
pub(crate) const EXCEPTIONS: &[Exception] = &[
    Exception {
        pmid: "26799652",
        field: "affiliations",
        reason: "the abstract text, exported years before, prints no affiliations for this article",
    },
    Exception {
        pmid: "28723019",
        field: "copyright",
        reason: "the chapter was revised between the two exports: 2023 became 2024",
    },
    Exception {
        pmid: "28723019",
        field: "book date",
        reason: "the chapter was revised between the two exports: 2023 Jan became 2024 Jan",
    },
    Exception {
        pmid: "28723019",
        field: "first author",
        reason: "the CSV runs the names of this chapter's two authors together",
    },
];
