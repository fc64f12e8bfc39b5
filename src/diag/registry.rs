//! The registry of diagnostic kinds: one line each, with its severity and its meaning for a curator.

use super::Severity;

/// A kind of diagnostic. Its identifier is stable: people search for it and silence it by name.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Lower-case words joined by hyphens.
    pub id: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What it means, one sentence for a curator.
    pub meaning: &'static str,
}

macro_rules! codes {
    ($($name:ident $severity:ident $id:literal $meaning:literal;)*) => {
        /// Every kind of diagnostic as a constant.
        pub mod codes {
            use super::{Code, Severity};
            $(#[doc = $meaning] pub static $name: Code = Code { id: $id, severity: Severity::$severity, meaning: $meaning };)*
        }
        /// Every kind of diagnostic, for the tests and the documentation that walk them.
        pub static CODES: &[&Code] = &[$(&codes::$name),*];
    };
}

codes! {
    // Reading files.
    UNREADABLE_FILE Error "unreadable-file" "A file could not be opened or read.";
    SKIPPED_FILE Note "skipped-file" "A file in the site's folders was passed over because it is nothing that litdigest reads there.";
    DAMAGED_GZIP Error "damaged-gzip" "A compressed file is cut short or damaged; what came before the damage is read.";
    OVERSIZED_GZIP Error "oversized-gzip" "A compressed file inflates to far more than any export does; only its beginning is read.";
    EMPTY_FILE Warning "empty-file" "A file in the records folder holds nothing.";
    BINARY_FILE Error "binary-file" "A file in the records folder is not text.";
    UNKNOWN_FORMAT Error "unknown-format" "A file in the records folder is none of the formats that litdigest knows.";
    UNSUPPORTED_FORMAT Error "unsupported-format" "The format is recognised, but this version cannot read it yet.";
    GUESSED_ENCODING Note "guessed-encoding" "Bytes that are not UTF-8 were read in another encoding, such as Windows-1252, Mac OS Roman or UTF-16.";
    TWICE_ENCODED Note "twice-encoded" "Letters look as if they had been encoded twice, such as Ã© for é; they are kept as they are.";
    CONTROL_CHARACTER Warning "control-character" "A character that no page may hold was replaced by a blank.";
    ADDRESS_WITH_USER Warning "address-with-user" "A web address held a user name or a password, which was taken off it.";
    MIXED_FORMATS Warning "mixed-formats" "A file goes on in another format than it begins in; each part was read as what it is.";
    // Reading records.
    PARTIAL_FORMAT Note "partial-format" "The format carries only part of what other exports of the same articles have.";
    STRAY_LINE Note "stray-line" "Lines outside any record, such as a download script's banner.";
    UNPLACED_LINE Warning "unplaced-line" "Lines inside a record that fit no field of the format.";
    TRUNCATED_RECORD Warning "truncated-record" "A record ends before the parts that every record of its format has.";
    REJECTED_RECORD Error "rejected-record" "A piece of the file looks like a record but has too little to make an article.";
    MISSING_PMID Warning "missing-pmid" "A record of a PubMed format has no PMID.";
    MISSING_AUTHORS Warning "missing-authors" "The author line is missing.";
    BAD_IDENTIFIER Warning "bad-identifier" "A PMID, PMCID, DOI, ORCID or ISSN does not have the form that it must have.";
    DIFFERING_IDENTIFIER Warning "differing-identifier" "A record gives two different values for one identifier.";
    BAD_DATE Warning "bad-date" "A date could not be understood; its text is kept.";
    MALFORMED_XML Warning "malformed-xml" "Part of a record is not well-formed XML; it was read in the way that was most likely meant.";
    MALFORMED_JSON Warning "malformed-json" "Part of a file is not well-formed JSON; it was read in the way that was most likely meant.";
    ODD_FRAME Note "odd-frame" "The items of a JSON file are not in a list of their own; they are read all the same.";
    MALFORMED_CSV Warning "malformed-csv" "A row of a table has fewer cells than its header, a quotation mark out of place, or a cell without its column's form.";
    UNKNOWN_ENTITY Warning "unknown-entity" "An XML reference that is not predefined, or that names no allowed character, is kept as it is written.";
    DOCUMENT_TYPE Warning "document-type" "A document type declares entities or more; nothing that a file declares is expanded, and nothing is fetched.";
    DELETED_CITATION Note "deleted-citation" "An update file of PubMed lists citations that were deleted; litdigest deletes nothing.";
    BAD_CITATION Warning "bad-citation" "The citation line does not have the form of its format.";
    MALFORMED_ENTRY Warning "malformed-entry" "A comma or a brace of a BibTeX entry is missing or one too many; it was read in the way that was most likely meant.";
    UNDEFINED_STRING Warning "undefined-string" "A value of a BibTeX entry names a string that the file does not define; the name is kept.";
    DUPLICATE_KEY Note "duplicate-key" "Two BibTeX entries of a file have one key; both are kept.";
    UNKNOWN_ENTRY Note "unknown-entry" "A BibTeX entry takes fields from an entry that the file does not have.";
    UNKNOWN_AFFILIATION_NUMBER Warning "unknown-affiliation-number" "An author carries the number of an affiliation that the record does not list.";
    UNSAID_FIELD Note "unsaid-field" "The format that is written has no place for a field of the records.";
    // What stands beside exports.
    BAD_SEARCH Error "bad-search" "The TOML file beside an export could not be read or holds a wrong value.";
    BAD_CHANGE Error "bad-change" "A line of changes.jsonl could not be read.";
    // Library.
    MERGED_CONFLICT Warning "merged-conflict" "Two sources of one work differ in a field where one value must be chosen.";
    CONFLICTING_IDENTIFIERS Warning "conflicting-identifiers" "Two records share one identifier, and another one, or the titles and more, say that they are two works.";
    MERGED_DIFFERENCE Note "merged-difference" "Two sources of one work give different values for lesser fields; one value was chosen.";
    MATCHED_BY_PII Note "matched-by-pii" "Two records were taken for one work by the publisher's item number together with title, or journal and year.";
    EXCLUDED_RECORD Note "excluded-record" "A record was left out because the settings say so.";
    TWO_VALUES Warning "two-values" "Two notes of one article give a field of theirs different values.";
    UNUSED_SETTING Warning "unused-setting" "A setting names a record, group or file that does not exist.";
    CONTRADICTORY_SETTING Warning "contradictory-setting" "Two tables of the settings say the opposite of each other.";
    IDLE_SETTING Note "idle-setting" "A setting says what litdigest would do without it.";
    BAD_CORRECTION Error "bad-correction" "A correction names a key or a value that a record cannot have.";
    NO_RECORDS Warning "no-records" "The site has no records yet.";
    // Content.
    BAD_FRONT_MATTER Error "bad-front-matter" "The front matter of a Markdown file could not be read.";
    UNKNOWN_KEY Error "unknown-key" "A key is not one that litdigest knows.";
    DUPLICATE_PROFILE Error "duplicate-profile" "Two profiles describe the same group.";
    EMPTY_PROFILE Warning "empty-profile" "No article meets a profile.";
    DUPLICATE_ALIAS Error "duplicate-alias" "A profile takes in a name that is another profile's, or that another takes in too.";
    BAD_PATTERN Error "bad-pattern" "An alias has a star where none may stand, or one that would meet names that have nothing in common.";
    UNKNOWN_GROUP Error "unknown-group" "A profile or a digest names a group that does not exist or has no page.";
    PARENT_CYCLE Error "parent-cycle" "Groups name each other as parent.";
    UNKNOWN_ARTICLE Warning "unknown-article" "A note is about an article that is not in the records.";
    DUPLICATE_NOTE Error "duplicate-note" "Two notes of one article and one author say the same.";
    UNDATED_DIGEST Warning "undated-digest" "A digest has no date, so nobody knows where it stands among the others.";
    EMPTY_DIGEST Warning "empty-digest" "A digest asks for articles, and no article meets what it asks.";
    BROKEN_LINK Error "broken-link" "A link in a Markdown file leads to no page of the site.";
    UNKNOWN_CITATION Error "unknown-citation" "A citation in Markdown names no article of the records, or a key that several have.";
    MISPLACED_CITATION Warning "misplaced-citation" "A citation stands in a title or in the words of a link, where none can be.";
    RETRACTED_CITATION Warning "retracted-citation" "A text cites an article that is retracted.";
    UNSAFE_LINK Error "unsafe-link" "A link in a Markdown file uses a scheme other than http, https or mailto.";
    EXTERNAL_IMAGE Warning "external-image" "A picture on another host became a link, because pages ask nothing of other hosts.";
    MISSING_DESCRIPTION Note "missing-description" "A picture in a Markdown file has no description for readers who cannot see it.";
    UNDEFINED_FOOTNOTE Warning "undefined-footnote" "A Markdown file refers to a footnote that it does not have.";
    UNUSED_FOOTNOTE Warning "unused-footnote" "Nothing in a Markdown file refers to one of its footnotes.";
    DUPLICATE_FOOTNOTE Warning "duplicate-footnote" "Two footnotes of a Markdown file have one name.";
    UNKNOWN_ADMONITION Warning "unknown-admonition" "A quotation begins like an admonition, and is of no kind that there is.";
    EMPTY_CONTENTS Warning "empty-contents" "A table of contents is asked for where there are no two headings.";
    BAD_FORMULA Warning "bad-formula" "A formula cannot be set; it is shown as it is typed, or its letters are.";
    RAW_HTML Warning "raw-html" "Raw HTML in Markdown is shown as text unless the settings allow it.";
    // Settings and templates.
    NOT_A_SITE Error "not-a-site" "The folder has neither settings nor content, so it is no site.";
    BAD_CONFIG Error "bad-config" "The settings file could not be read or holds a wrong value.";
    BAD_REGISTRY Error "bad-registry" "A registry file that the settings name is not what it should be.";
    BAD_STYLE Error "bad-style" "The citation style that the settings name could not be read, or is none.";
    BAD_TEMPLATE Error "bad-template" "A template could not be read or rendered.";
    NO_BASE_URL Note "no-base-url" "The settings do not say where the site is published, so what must be absolute is left out.";
    SAME_ROUTE Error "same-route" "Two pages would be written to the same file.";
    // Output and checks.
    OUTPUT_FAILED Error "output-failed" "The output folder, or the stream that results go to, could not be written.";
    EXISTING_FILE Error "existing-file" "A command would have written a file that is there already.";
    UNKNOWN_ID Error "unknown-id" "A command was given an identifier that no record has.";
    FOREIGN_FILE Error "foreign-file" "A file in the output folder is not litdigest's and stands where a page would go, so the page is not written.";
    BAD_ROUTE Error "bad-route" "A page or a static file has a name that no file of the site can have.";
    UNFINISHED_BUILD Note "unfinished-build" "An earlier build was stopped and has now been finished or cleared away.";
    LEAKED_EMAIL Error "leaked-email" "A page would have published an e-mail address.";
    DUPLICATE_ID Warning "duplicate-id" "A page has one id more than once, so links to it are ambiguous.";
    DEAD_HREF Error "dead-href" "A page links to a page or to a place in a page that the site does not have.";
    SCRIPT_URL Error "script-url" "A page has a link that would run script in the reader's browser.";
    THIRD_PARTY_REQUEST Error "third-party-request" "A page would load something from another site, which tells that site who reads it.";
    INCOMPLETE_PAGE Warning "incomplete-page" "A page has no language, title or main heading.";
}
