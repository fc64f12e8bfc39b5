//! Identifiers in normal form. Each constructor takes any form that people write and refuses what cannot be one.

use super::forms;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a text is not the identifier that it claims to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// A PMID is 1 to 9 digits, not all zero.
    #[error("a PMID is a number of at most nine digits")]
    Pmid,
    /// A PMCID is `PMC` and digits.
    #[error("a PMCID is PMC and a number")]
    Pmcid,
    /// A DOI is `10.`, a registrant, a slash and a suffix.
    #[error("a DOI begins with 10., a registrant's number and a slash")]
    Doi,
    /// An ORCID is 16 characters of which the last is a check digit (ISO 7064 MOD 11-2).
    #[error("an ORCID is sixteen digits whose last one is a check digit")]
    Orcid,
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(#[schemars(with = "String")] Box<str>);

        impl $name {
            /// The normal form.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                $name::new(&text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0.into()
            }
        }
    };
}

identifier! {
    /// A PubMed number: digits without leading zeros.
    Pmid
}
identifier! {
    /// A PubMed Central number: `PMC` and digits, without a version.
    Pmcid
}
identifier! {
    /// A DOI: lower case, no resolver, no `doi:` prefix.
    Doi
}
identifier! {
    /// An ORCID with hyphens, its check digit verified.
    Orcid
}

impl Pmid {
    /// Accepts digits, with or without `PMID:` before or `[pmid]` behind them, or an address at PubMed or Europe PMC.
    ///
    /// # Errors
    /// [`IdError::Pmid`] when no number of one to nine digits remains.
    pub fn new(text: &str) -> Result<Self, IdError> {
        let text = forms::bare(text, "[pmid]");
        let digits = match forms::address(text) {
            Some(address) => forms::registry_number(address, |part| {
                part.bytes().all(|byte| byte.is_ascii_digit()).then_some(part)
            }),
            None => Some(forms::unlabelled(text, "pmid")),
        };
        let digits = digits.unwrap_or_default().trim_start_matches('0');
        let fits = (1..=9).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        if fits { Ok(Pmid(digits.into())) } else { Err(IdError::Pmid) }
    }
}

impl Pmcid {
    /// Accepts `PMC` and digits in any case, with or without `PMCID:`, a version suffix or an address around them.
    ///
    /// # Errors
    /// [`IdError::Pmcid`] when no `PMC` and number remain.
    pub fn new(text: &str) -> Result<Self, IdError> {
        let text = forms::bare(text, "[pmcid]");
        let found = match forms::address(text) {
            Some(address) => forms::registry_number(address, forms::pmc_digits),
            None => forms::pmc_digits(forms::unlabelled(text, "pmcid")),
        };
        let digits = found.unwrap_or_default().trim_start_matches('0');
        let fits = (1..=10).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        if fits { Ok(Pmcid(format!("PMC{digits}").into())) } else { Err(IdError::Pmcid) }
    }
}

impl Doi {
    /// Accepts a bare DOI, one with a label such as `doi:` before it, and addresses of resolvers (also through a
    /// library's proxy) and of publishers that have `/doi/` in them; undoes percent escapes of addresses, HTML
    /// entities and typographic hyphens; compares and stores lower case.
    ///
    /// # Errors
    /// [`IdError::Doi`] when there is no `10.`, registrant, slash and suffix, or when a blank stands inside.
    pub fn new(text: &str) -> Result<Self, IdError> {
        forms::doi(text).map(|doi| Doi(doi.into())).ok_or(IdError::Doi)
    }

    /// Whether a preprint server registered it.
    pub fn is_preprint(&self) -> bool {
        super::preprint::is_preprint_doi(&self.0)
    }
}

impl Orcid {
    /// Accepts sixteen characters with or without hyphens or the address around them.
    ///
    /// # Errors
    /// [`IdError::Orcid`] when the length or the check digit is wrong.
    pub fn new(text: &str) -> Result<Self, IdError> {
        let bare = text.trim().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let digits: Vec<u32> = bare
            .chars()
            .filter(|c| *c != '-')
            .map(|c| if matches!(c, 'X' | 'x') { Some(10) } else { c.to_digit(10) })
            .collect::<Option<_>>()
            .ok_or(IdError::Orcid)?;
        let (check, body) = digits.split_last().ok_or(IdError::Orcid)?;
        let total = body.iter().fold(0u32, |sum, digit| (sum + digit) * 2 % 11);
        if body.len() != 15 || body.contains(&10) || (12 - total) % 11 != *check {
            return Err(IdError::Orcid);
        }
        let mut out = String::with_capacity(19);
        for (at, digit) in digits.iter().enumerate() {
            if at > 0 && at % 4 == 0 {
                out.push('-');
            }
            out.push(char::from_digit(*digit, 10).unwrap_or('X'));
        }
        Ok(Orcid(out.into()))
    }
}
