//! What can be wrong in a file of the site, and how it is said.
//!
//! In: what a lint has found. Out: the code, the sentence and the help of a diagnostic. Never: a look at the page.

use crate::diag::{Code, codes};

/// Something wrong in one file.
pub(super) struct Finding {
    pub(super) line: usize,
    pub(super) problem: Problem,
}

impl Finding {
    pub(super) fn new(line: usize, problem: Problem) -> Self {
        Finding { line, problem }
    }
}

/// What can be wrong. Equal problems of several pages are told once.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Problem {
    DuplicateId(String),
    DeadPage(String),
    DeadPlace(String, String),
    Above(String),
    FromRoot(String),
    ScriptUrl(String),
    ThirdParty(String),
    Email(String),
    Missing(&'static str),
}

impl Problem {
    pub(super) fn code(&self) -> &'static Code {
        match self {
            Problem::DuplicateId(_) => &codes::DUPLICATE_ID,
            Problem::DeadPage(_)
            | Problem::DeadPlace(..)
            | Problem::Above(_)
            | Problem::FromRoot(_) => &codes::DEAD_HREF,
            Problem::ScriptUrl(_) => &codes::SCRIPT_URL,
            Problem::ThirdParty(_) => &codes::THIRD_PARTY_REQUEST,
            Problem::Email(_) => &codes::LEAKED_EMAIL,
            Problem::Missing(_) => &codes::INCOMPLETE_PAGE,
        }
    }

    /// What happened, after the name of the file.
    pub(super) fn sentence(&self) -> String {
        match self {
            Problem::DuplicateId(id) => format!("has the id \"{id}\" more than once"),
            Problem::DeadPage(route) => format!("links to {route}, which is no file of the site"),
            Problem::DeadPlace(route, place) => {
                format!("links to {route}#{place}, but that page has no such place")
            }
            Problem::Above(url) => format!("links to \"{url}\", which leads out of the site"),
            Problem::FromRoot(url) => {
                format!(
                    "links to \"{url}\" from the root, which fails under a sub-path and on disk"
                )
            }
            Problem::ScriptUrl(url) => format!("has a link that would run script: \"{url}\""),
            Problem::ThirdParty(url) => format!("would load \"{url}\" from another site"),
            Problem::Email(address) => format!("holds the e-mail address {address}"),
            Problem::Missing(part) => format!("has no {part}"),
        }
    }

    pub(super) fn help(&self) -> &'static str {
        match self {
            Problem::DuplicateId(_) => "make the ids of its template or text differ",
            Problem::DeadPage(_) | Problem::DeadPlace(..) | Problem::Above(_) => {
                "correct the link, or add what it leads to"
            }
            Problem::FromRoot(_) => "link relative to the page",
            Problem::ScriptUrl(_) => "link to an address that begins with https: or mailto:",
            Problem::ThirdParty(_) => "put a copy into static/ and link to that",
            Problem::Email(_) => {
                "take it out; to offer an address on purpose, link to it with mailto:"
            }
            Problem::Missing(_) => "add it to the template of this page",
        }
    }
}
