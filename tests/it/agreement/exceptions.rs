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
pub(crate) const EXCEPTIONS: &[Exception] = &[];
