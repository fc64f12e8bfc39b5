//! What tells a preprint: the prefixes and suffixes under which preprint servers register DOIs, and their names.
//!
//! In: a DOI or the name of a periodical. Out: yes or no. Never: whether a preprint has been published since.

/// How the DOIs of preprint servers begin, from the servers' own documentation. A `#` stands for a digit: bioRxiv
/// shares its prefix with journals whose suffixes begin with a letter.
const DOIS: &[&str] = &[
    "10.1101/#",               // bioRxiv, medRxiv
    "10.64898/#",              // bioRxiv, medRxiv from 2025
    "10.48550/arxiv.",         // arXiv
    "10.21203/rs.",            // Research Square
    "10.2139/ssrn.",           // SSRN
    "10.20944/preprints",      // Preprints.org
    "10.26434/chemrxiv",       // ChemRxiv
    "10.31234/osf.io",         // PsyArXiv
    "10.31219/osf.io",         // OSF Preprints
    "10.31235/osf.io",         // SocArXiv
    "10.31222/osf.io",         // MetaArXiv
    "10.31236/osf.io",         // SportRxiv
    "10.35542/osf.io",         // EdArXiv
    "10.32942/osf.io",         // EcoEvoRxiv
    "10.22541/au.",            // Authorea
    "10.36227/techrxiv",       // TechRxiv
    "10.7287/peerj.preprints", // PeerJ Preprints
    "10.1590/scielopreprints", // SciELO Preprints
    "10.2196/preprints.",      // JMIR Preprints
    "10.21467/preprints.",     // AIJR Preprints
];

/// Names of preprint servers, folded, as databases give them in the place of a journal's.
const SERVERS: &[&str] = &[
    "biorxiv",
    "biorxiv the preprint server for biology",
    "medrxiv",
    "medrxiv the preprint server for health sciences",
    "arxiv",
    "chemrxiv",
    "res sq",
    "research square",
    "ssrn",
    "ssrn electronic journal",
    "psyarxiv",
    "preprints",
    "preprints org",
    "authorea preprints",
    "techrxiv",
];

/// Whether a DOI in normal form is a preprint's.
pub(super) fn is_preprint_doi(doi: &str) -> bool {
    DOIS.iter().any(|start| match start.strip_suffix('#') {
        Some(start) => doi
            .strip_prefix(start)
            .is_some_and(|suffix| suffix.starts_with(|c: char| c.is_ascii_digit())),
        None => doi.starts_with(start),
    })
}

/// Whether a periodical's name is a preprint server's.
pub(super) fn is_server(name: &str) -> bool {
    let folded = crate::text::fold::fold_name(name);
    SERVERS.contains(&folded.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_are_known_by_their_dois_and_names() {
        for (doi, expected) in [
            ("10.1101/2020.01.02.123456", true),
            ("10.1101/123456", true),
            ("10.1101/gr.123456.111", false),
            ("10.48550/arxiv.2101.00001", true),
            ("10.21203/rs.3.rs-1/v1", true),
            ("10.1000/a", false),
        ] {
            assert_eq!(is_preprint_doi(doi), expected, "{doi}");
        }
        for (name, expected) in [("medRxiv.", true), ("Res Sq", true), ("J Pers Med", false)] {
            assert_eq!(is_server(name), expected, "{name}");
        }
    }
}
