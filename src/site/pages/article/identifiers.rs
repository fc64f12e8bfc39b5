//! The identifiers below an article's title, each as a link to what it names wherever its registry has a page for it.
//!
//! In: a record. Out: its identifiers: DOI, PMC and PubMed first, web addresses last; those that nobody looks an article up by
//! are given apart. What claims to be a DOI and has not its form is text.

use crate::record::{Doi, OtherId, Record};
use crate::site::external::{self, Address};
use crate::site::shown::Shown;
use crate::site::words::{Identifiers, Words};
use serde::Serialize;

/// Characters of a web address beyond its host that are shown where the host alone does not tell two apart.
const PATH: usize = 32;

#[derive(Debug, Serialize)]
pub(super) struct Identifier {
    /// What readers call it.
    scheme: Shown<'static>,
    text: Shown<'static>,
    href: Option<Address>,
    remark: Option<Shown<'static>>,
    /// What the button says that copies it, of the identifiers that other programs ask for.
    copy: Option<Shown<'static>>,
}

pub(super) fn of(words: &'static Words, record: &Record) -> Vec<Identifier> {
    let mut out = registered(words, record);
    let isbns = record.book.iter().flat_map(|book| &book.isbn);
    out.extend(isbns.map(|isbn| plain(Shown::new("ISBN"), isbn, None)));
    out.extend(record.ids.iter().filter_map(|id| other(&words.identifier, id)));
    out.extend(addresses(&words.identifier, record));
    out.extend(own_address(&words.identifier, record));
    out.retain(|identifier| !identifier.text.is_empty());
    out
}

/// Identifiers that no reader looks an article up by: the publisher's item number, a reference manager's key, numbers of
/// institutions. Each with what it is.
pub(super) fn further<'a>(
    words: &'static Words,
    record: &'a Record,
) -> impl Iterator<Item = (Shown<'static>, &'a str)> {
    record.ids.iter().filter_map(|id| {
        let label = match id.scheme.as_str() {
            "pii" => words.further.pii(),
            "citation_key" => words.further.citation_key(),
            "doi" if has_digit(&id.value) => return None,
            "doi" | "grid" | "isni" | "ror" => Shown::new(id.scheme.to_uppercase()),
            _ => return None,
        };
        Some((label, id.value.as_str()))
    })
}

fn has_digit(value: &str) -> bool {
    value.bytes().any(|byte| byte.is_ascii_digit())
}

/// DOI, PMC and PubMed.
fn registered(words: &'static Words, record: &Record) -> Vec<Identifier> {
    let doi = record.doi.as_ref().map(|doi| Identifier {
        scheme: Shown::new("DOI"),
        text: Shown::new(external::doi_text(doi)),
        href: Some(external::doi(doi)),
        remark: None,
        copy: Some(words.citation.copy_one(Shown::new("DOI"))),
    });
    let pmcid = record.pmcid.as_ref().map(|pmcid| Identifier {
        scheme: Shown::new("PMC"),
        text: Shown::new(pmcid.to_string()),
        href: Some(external::pmc(pmcid)),
        remark: Some(match &record.pmc_available {
            Some(date) => words.identifier.free_from(words.iso_date(date)),
            None => words.identifier.free(),
        }),
        copy: Some(words.citation.copy_one(Shown::new("PMCID"))),
    });
    let pmid = record.pmid.as_ref().map(|pmid| Identifier {
        scheme: Shown::new("PubMed"),
        text: Shown::new(pmid.to_string()),
        href: Some(external::pubmed(pmid)),
        remark: None,
        copy: Some(words.citation.copy_one(Shown::new("PMID"))),
    });
    [doi, pmcid, pmid].into_iter().flatten().collect()
}

fn plain(scheme: Shown<'static>, text: &str, href: Option<Address>) -> Identifier {
    Identifier { scheme, text: Shown::new(text.to_owned()), href, remark: None, copy: None }
}

/// One of `ids`; none for what is not the article's own, and for web addresses.
fn other(words: &'static Identifiers, id: &OtherId) -> Option<Identifier> {
    let value = id.value.trim();
    let (label, href) = match id.scheme.as_str() {
        "url" | "pii" | "citation_key" | "grid" | "isni" | "ror" => return None,
        // "none", "in press": what people write where they have no DOI.
        "doi" if !has_digit(value) => return None,
        "doi" => (Shown::new("DOI"), Doi::new(value).ok().map(|doi| external::doi(&doi))),
        "wos" => (Shown::new("Web of Science"), external::web_of_science(value)),
        "arxiv" => (Shown::new("arXiv"), external::arxiv(value)),
        "bookaccession" => (Shown::new("Bookshelf"), external::bookshelf(value)),
        "mid" if value.starts_with("NIHMS") => (words.nih_manuscript(), None),
        "mid" => (words.manuscript(), None),
        "embase" => (Shown::new("Embase"), None),
        "accession" => (words.accession(), None),
        "book-doi" => (words.book_doi(), None),
        scheme => (Shown::new(scheme.to_uppercase()), external::web(value)),
    };
    Some(plain(label, value, href))
}

/// The web addresses that lead to something that no other identifier leads to, named by their hosts.
fn addresses(words: &'static Identifiers, record: &Record) -> Vec<Identifier> {
    let urls = record.ids.iter().filter(|id| id.scheme == "url" && !is_known(record, &id.value));
    let links: Vec<(Address, &str)> =
        urls.filter_map(|id| Some((external::web(&id.value)?, id.value.trim()))).collect();
    let mut out: Vec<Identifier> = Vec::new();
    for (href, address) in &links {
        let alike = links.iter().filter(|(_, other)| host(other) == host(address)).count();
        let text = if alike == 1 { host(address).to_owned() } else { short(address) };
        out.push(plain(words.web(), &text, Some(href.clone())));
    }
    let unlinked = record.ids.iter().filter(|id| id.scheme == "url");
    let unlinked = unlinked.filter(|id| external::web(&id.value).is_none());
    out.extend(unlinked.map(|id| plain(words.web(), &id.value, None)));
    out
}

/// The address of a book whose title is the record's own, and so no link in the line of the source.
fn own_address(words: &'static Identifiers, record: &Record) -> Option<Identifier> {
    let book = record.book.as_ref().filter(|book| book.title.as_deref() == Some(&record.title));
    let address = book?.url.as_deref().filter(|address| !is_known(record, address))?;
    let known = record.ids.iter().any(|id| id.scheme == "url" && id.value.trim() == address.trim());
    (!known).then(|| plain(words.web(), host(address), external::web(address)))
}

/// Whether an address is another form of the DOI, PMID or PMCID.
fn is_known(record: &Record, address: &str) -> bool {
    let lower = address.to_lowercase();
    let last = lower.trim_end_matches('/').rsplit(['/', '=']).next().unwrap_or_default();
    let of_ncbi = host(&lower).ends_with("ncbi.nlm.nih.gov");
    record.doi.as_ref().is_some_and(|doi| {
        host(&lower).ends_with("doi.org") && lower.ends_with(&doi.as_str().to_lowercase())
    }) || (of_ncbi && record.pmid.as_ref().is_some_and(|pmid| pmid.to_string() == last))
        || (of_ncbi
            && record.pmcid.as_ref().is_some_and(|pmcid| pmcid.to_string().to_lowercase() == last))
}

/// The host of a web address, without `www.`; the whole when it has none.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

/// A web address without its scheme and query, cut after [`PATH`] characters beyond the host.
fn short(address: &str) -> String {
    let host = host(address);
    let after = address.split_once(host).map_or("", |(_, after)| after);
    let mut path = after.chars();
    let shown: String = path.by_ref().take(PATH).collect();
    let cut = if path.next().is_some() { "…" } else { "" };
    format!("{host}{shown}{cut}")
}

#[cfg(test)]
mod tests {
    use super::{Words, of};
    use crate::record::{Doi, OtherId, Pmcid, Pmid, Record};

    /// The identifiers of a record with these `ids`, each as `scheme text -> address`.
    fn shown(ids: &[(&str, &str)]) -> Vec<String> {
        let id = |(scheme, value): &(&str, &str)| OtherId {
            scheme: (*scheme).to_owned(),
            value: (*value).to_owned(),
        };
        let record = Record {
            doi: Doi::new("10.1234/Reeds.7").ok(),
            pmid: Pmid::new("90000001").ok(),
            pmcid: Pmcid::new("PMC9000001").ok(),
            ids: ids.iter().map(id).collect(),
            ..Record::default()
        };
        let all = of(Words::of("en"), &record).into_iter().skip(3);
        all.map(|id| {
            format!("{} {} -> {}", id.scheme, id.text, id.href.as_deref().unwrap_or_default())
        })
        .collect()
    }

    #[test]
    fn each_scheme_has_its_name_and_page() {
        for (scheme, value, expected) in [
            (
                "wos",
                "WOS:000504267700001",
                "Web of Science WOS:000504267700001 -> https://www.webofscience.com/wos/woscc/full-record/WOS:000504267700001",
            ),
            ("wos", "BIOSIS 12", "Web of Science BIOSIS 12 -> "),
            ("arxiv", "2101.00001v2", "arXiv 2101.00001v2 -> https://arxiv.org/abs/2101.00001v2"),
            ("arxiv", "math/0309136", "arXiv math/0309136 -> https://arxiv.org/abs/math/0309136"),
            ("arxiv", "see the web", "arXiv see the web -> "),
            (
                "bookaccession",
                "NBK430685",
                "Bookshelf NBK430685 -> https://www.ncbi.nlm.nih.gov/books/NBK430685/",
            ),
            ("mid", "NIHMS12", "NIH manuscript NIHMS12 -> "),
            ("mid", "EMS12", "Manuscript EMS12 -> "),
            ("embase", "L12", "Embase L12 -> "),
            ("doi", "0.5555/reeds", "DOI 0.5555/reeds -> "),
            ("doi", "10.5555/reeds", "DOI 10.5555/reeds -> https://doi.org/10.5555/reeds"),
            (
                "url",
                "https://www.reeds.example/a/b?c=d",
                "Web reeds.example -> https://www.reeds.example/a/b?c=d",
            ),
            ("url", "ask the library", "Web ask the library -> "),
        ] {
            assert_eq!(shown(&[(scheme, value)]), [expected], "{scheme} {value}");
        }
    }

    #[test]
    fn nothing_is_said_twice() {
        for value in [
            "https://doi.org/10.1234/reeds.7",
            "http://dx.doi.org/10.1234/REEDS.7",
            "https://pubmed.ncbi.nlm.nih.gov/90000001/",
            "https://www.ncbi.nlm.nih.gov/pubmed/90000001",
            "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC9000001/",
        ] {
            assert!(shown(&[("url", value)]).is_empty(), "{value}");
        }
        assert!(
            shown(&[
                ("citation_key", "Mud2020"),
                ("pii", "S1"),
                ("grid", "grid.1.2"),
                ("doi", "soon")
            ])
            .is_empty()
        );
    }

    #[test]
    fn two_addresses_of_one_host_are_told_apart() {
        let both = shown(&[("url", "https://a.example/one"), ("url", "https://a.example/two")]);
        let expected = [
            "Web a.example/one -> https://a.example/one",
            "Web a.example/two -> https://a.example/two",
        ];
        assert_eq!(both, expected);
    }
}
