//! PubMed's CSV: eleven columns, authors and citation as printed strings.

use serde::Deserialize;

/// One line.
#[derive(Debug, Deserialize)]
pub(crate) struct Row {
    #[serde(rename = "PMID")]
    pub(crate) pmid: String,
    #[serde(rename = "Title")]
    pub(crate) title: String,
    #[serde(rename = "Authors")]
    pub(crate) authors: String,
    #[serde(rename = "Citation")]
    pub(crate) citation: String,
    #[serde(rename = "First Author")]
    pub(crate) first_author: String,
    #[serde(rename = "Journal/Book")]
    pub(crate) journal: String,
    #[serde(rename = "Publication Year")]
    pub(crate) year: String,
    #[serde(rename = "PMCID")]
    pub(crate) pmcid: String,
    #[serde(rename = "DOI")]
    pub(crate) doi: String,
}

/// Every line of a file without its byte order mark.
pub(crate) fn read(text: &str) -> Vec<Row> {
    let mut reader = ::csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.expect("a row of PubMed's CSV")).collect()
}

#[test]
fn reads_quotes_and_empty_columns() {
    let text = "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,NIHMS ID,DOI\n\
                \"7\",\"A \"\"quoted\"\" title, with comma\",\"Moss A.\",\"J. 2020.\",\"Moss A\",\"J\",\"2020\",\"2020/01/02\",\"\",\"\",\"10.1/x\"\n";
    let rows = read(text);
    assert_eq!(rows[0].title, "A \"quoted\" title, with comma");
    assert_eq!((rows[0].pmcid.as_str(), rows[0].doi.as_str()), ("", "10.1/x"));
}
