//! Links that leave the site, in the one form that each registry asks for.
//!
//! In: identifiers in normal form. Out: absolute `https` addresses, percent-encoded. Never: an address made of free
//! text of a record.

use crate::record::{Databank, Doi, Orcid, Pmcid, Pmid};
use serde::Serialize;
use std::ops::Deref;
use tera::Value;

/// An address outside of the site, which cannot be made but here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(super) struct Address(String);

impl Address {
    pub(super) fn value(self) -> Value {
        Value::from(self.0)
    }
}

impl Deref for Address {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// `https://doi.org/…`.
pub(super) fn doi(doi: &Doi) -> Address {
    Address(format!("https://doi.org/{}", encoded(doi.as_str())))
}

/// A DOI as readers see it; an `@` inside is written as in the address, so that no page seems to hold a mailbox.
pub(super) fn doi_text(doi: &Doi) -> String {
    doi.as_str().replace('@', "%40")
}

/// `https://pubmed.ncbi.nlm.nih.gov/…/`.
pub(super) fn pubmed(pmid: &Pmid) -> Address {
    Address(format!("https://pubmed.ncbi.nlm.nih.gov/{pmid}/"))
}

/// Longest address that every browser, server and mail program takes.
const LONGEST: usize = 2_000;

/// A search of PubMed for these articles: numbers with blanks between them, which it takes as any of them. None where the
/// address would be too long.
pub(super) fn pubmed_search(pmids: &[&Pmid]) -> Option<Address> {
    let mut address = "https://pubmed.ncbi.nlm.nih.gov/?term=".to_owned();
    for (at, pmid) in pmids.iter().enumerate() {
        address.push_str(if at == 0 { "" } else { "+" });
        address.push_str(pmid.as_str());
        if address.len() >= LONGEST {
            return None;
        }
    }
    Some(Address(address))
}

/// `https://pmc.ncbi.nlm.nih.gov/articles/PMC…/`.
pub(super) fn pmc(pmcid: &Pmcid) -> Address {
    Address(format!("https://pmc.ncbi.nlm.nih.gov/articles/{pmcid}/"))
}

/// `https://orcid.org/…`.
pub(super) fn orcid(orcid: &Orcid) -> Address {
    Address(format!("https://orcid.org/{orcid}"))
}

/// The page of a descriptor in the MeSH browser; only where the source gives its number.
pub(super) fn mesh(ui: &str) -> Option<Address> {
    let fits = ui.len() >= 7 && ui.bytes().all(|b| b.is_ascii_alphanumeric());
    fits.then(|| Address(format!("https://meshb.nlm.nih.gov/record/ui?ui={ui}")))
}

/// The page of an institution in the Research Organization Registry, by its address or the end of it.
pub(super) fn ror(value: &str) -> Option<Address> {
    let id = value.rsplit('/').next().unwrap_or_default();
    let fits = id.len() == 9 && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    fits.then(|| Address(format!("https://ror.org/{}", id.to_ascii_lowercase())))
}

/// The page of a trial, where its registry's numbers have a form that can be known.
pub(super) fn databank(bank: &Databank) -> Option<Address> {
    let accession = bank.accession.as_deref()?;
    let digits = accession.strip_prefix("NCT")?;
    let fits = digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| Address(format!("https://clinicaltrials.gov/study/{accession}")))
}

/// The record of the Web of Science's core collection, where the number is one of its own (`WOS:` and digits or capitals).
pub(super) fn web_of_science(number: &str) -> Option<Address> {
    let own = number.strip_prefix("WOS:")?;
    let fits = !own.is_empty() && own.bytes().all(|b| b.is_ascii_alphanumeric());
    fits.then(|| Address(format!("https://www.webofscience.com/wos/woscc/full-record/{number}")))
}

/// `https://arxiv.org/abs/…`, for numbers of either form: `2101.00001v2`, `math/0309136`.
pub(super) fn arxiv(number: &str) -> Option<Address> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let bare = match number.rsplit_once('v') {
        Some((bare, version)) if digits(version) => bare,
        _ => number,
    };
    let fits = match (bare.split_once('.'), bare.split_once('/')) {
        (_, Some((archive, number))) => {
            digits(number)
                && archive.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b'-' | b'.'))
        }
        (Some((month, number)), None) => digits(month) && digits(number),
        (None, None) => false,
    };
    fits.then(|| Address(format!("https://arxiv.org/abs/{number}")))
}

/// `https://www.ncbi.nlm.nih.gov/books/NBK…/`.
pub(super) fn bookshelf(number: &str) -> Option<Address> {
    let digits = number.strip_prefix("NBK")?;
    let fits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| Address(format!("https://www.ncbi.nlm.nih.gov/books/{number}/")))
}

/// A web address as a link, when its scheme is http or https and nothing in it can leave an attribute.
pub(super) fn web(address: &str) -> Option<Address> {
    let address = address.trim();
    let lower = address.to_ascii_lowercase();
    let known = lower.starts_with("https://") || lower.starts_with("http://");
    (known && !address.contains(char::is_whitespace) && !address.contains('@'))
        .then(|| Address(encoded(address)))
}

/// Encodes what may not stand in a URL, and what would break a DOI resolver; leaves existing escapes alone.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        let plain = byte.is_ascii_alphanumeric()
            || matches!(
                byte,
                b'-' | b'.'
                    | b'_'
                    | b'~'
                    | b'/'
                    | b':'
                    | b';'
                    | b'('
                    | b')'
                    | b'+'
                    | b','
                    | b'='
                    | b'&'
                    | b'!'
                    | b'*'
                    | b'$'
            );
        // A question mark or a hash begins another part of an address; inside a DOI they are its own.
        let web = matches!(byte, b'?' | b'#' | b'%') && text.starts_with("http");
        if plain || web {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dois_are_encoded() {
        let odd = Doi::new("10.1000/a<b>#1?x[2]%41;2-e").unwrap();
        assert_eq!(&*doi(&odd), "https://doi.org/10.1000/a%3Cb%3E%231%3Fx%5B2%5D%2541;2-e");
    }

    #[test]
    fn only_the_web_is_linked() {
        assert_eq!(web("javascript:alert(1)"), None);
        assert_eq!(
            web("https://a.example/b?c=\"d\"").as_deref(),
            Some("https://a.example/b?c=%22d%22")
        );
    }
}
