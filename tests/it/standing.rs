//! Retracted and preprint, said in the words of every format that can say it: the status in the record's JSON and what
//! the record decides are the same whatever the format.

use crate::places::read;
use crate::support::Site;
use litdigest::formats::FORMATS;
use litdigest::record::Status;

/// How a format says a fact.
struct Saying {
    format: &'static str,
    /// What says it, for the message.
    by: &'static str,
    text: String,
    status: &'static [Status],
    retracted: bool,
    preprint: bool,
}

const RETRACTED: &[Status] = &[Status::Retracted];
const PREPRINT: &[Status] = &[Status::Preprint];

fn saying(
    format: &'static str,
    by: &'static str,
    text: String,
    status: &'static [Status],
) -> Saying {
    let has = |wanted| status.contains(&wanted);
    let (retracted, preprint) = (has(Status::Retracted), has(Status::Preprint));
    Saying { format, by, text, status, retracted, preprint }
}

/// A file of a format with one record, which has the publication type and the title.
fn typed(format: &str, kind: &str, title: &str) -> Option<String> {
    Some(match format {
        "medline" => format!("PMID- 90000001\nTI  - {title}.\nPT  - {kind}\nDP  - 2019\n"),
        "pubmed-xml" => format!(
            "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>90000001</PMID><Article><ArticleTitle>{title}.\
             </ArticleTitle><PublicationTypeList><PublicationType>{kind}</PublicationType></PublicationTypeList>\
             </Article></MedlineCitation></PubmedArticle></PubmedArticleSet>\n"
        ),
        "ris" => format!("TY  - JOUR\nTI  - {title}\nM3  - {kind}\nER  - \n"),
        "bibtex" => format!("@article{{a, title = {{{title}}}, type = {{{kind}}}}}\n"),
        "jsonl" => format!("{{\"title\":\"{title}\",\"publication_types\":[\"{kind}\"]}}\n"),
        "csv" => format!("title,pmid,doi,publication_types\n{title},90000001,,{kind}\n"),
        "wos-plaintext" => {
            format!(
                "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nTI {title}\nDT {kind}\nER\n\nEF\n"
            )
        }
        _ => return None,
    })
}

/// A file of a format with one record of this title and no type.
fn titled(format: &str, title: &str) -> Option<String> {
    Some(match format {
        "pubmed-text" => {
            format!("1. J Invent Tea. 2019;1:1.\n\n{title}.\n\nDoe J.\n\nPMID: 90000001\n")
        }
        "pubmed-csv" => format!(
            "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,NIHMS ID,DOI\n\
             \"90000001\",\"{title}\",\"Doe J.\",\"J Tea. 2021;1:2.\",\"Doe J\",\"J Tea\",\"2021\",\"2021/06/02\",\"\",\"\",\"\"\n"
        ),
        "pubmed-summary" => {
            format!(
                "1: Doe J. {title}. J Tea. 2021;1:2. PMID: 90000001.\n\n2: Doe J. Tea. J Tea. 2021;1:3. PMID: 90000002.\n"
            )
        }
        "csl-json" => {
            format!(
                "[{{\"id\":\"a\",\"type\":\"article-journal\",\"title\":\"{title}\",\"PMID\":\"90000001\"}}]\n"
            )
        }
        _ => return typed(format, "Journal Article", title),
    })
}

fn sayings() -> Vec<Saying> {
    let mut all = Vec::new();
    let readable = || FORMATS.iter().filter(|format| format.reader.is_some());
    for format in readable().map(|format| format.id) {
        let titles = [
            ("A cup", &[][..]),
            ("RETRACTED: A cup", RETRACTED),
            ("[Retracted] A cup", RETRACTED),
            ("RETRACTED ARTICLE: A cup", RETRACTED),
            ("Retraction: A cup", &[]),
        ];
        for (title, status) in titles {
            let text = titled(format, title).unwrap_or_else(|| panic!("{format} has no case here"));
            all.push(saying(format, title, text, status));
        }
        let types = [
            ("Retracted Publication", "A cup", RETRACTED),
            ("Preprint", "A cup", PREPRINT),
            ("Retraction of Publication", "A cup", &[]),
            // Some publishers set the mark before the titles of their notices.
            ("Retraction of Publication", "Retracted: A cup", &[]),
        ];
        for (kind, title, status) in types {
            all.extend(typed(format, kind, title).map(|text| saying(format, kind, text, status)));
        }
    }
    all.extend(own_words());
    all.extend(links());
    all
}

/// What single formats have words of their own for.
fn own_words() -> Vec<Saying> {
    let owned = str::to_owned;
    vec![
        saying(
            "pubmed-text",
            "the banner",
            owned(
                "1. RETRACTED ARTICLE\n\nJ Invent Tea. 2019;1:1.\n\nA cup.\n\nDoe J.\n\nPMID: 90000001\n",
            ),
            RETRACTED,
        ),
        saying(
            "pubmed-text",
            "[Preprint]",
            owned(
                "1. bioTea [Preprint]. 2019 May 20:2019.05.19.6.\n\nA cup.\n\nDoe J.\n\nPMID: 90000001\n",
            ),
            PREPRINT,
        ),
        saying(
            "bibtex",
            "note",
            owned("@article{a, title = {A cup}, note = {Retracted}}\n"),
            RETRACTED,
        ),
        saying(
            "bibtex",
            "pubstate",
            owned("@article{a, title = {A cup}, pubstate = {prepublished}}\n"),
            PREPRINT,
        ),
        saying(
            "csl-json",
            "status",
            owned(
                "[{\"id\":\"a\",\"type\":\"article-journal\",\"title\":\"A cup\",\"status\":\"retracted\"}]\n",
            ),
            RETRACTED,
        ),
        saying(
            "csl-json",
            "genre",
            owned(
                "[{\"id\":\"a\",\"type\":\"article\",\"title\":\"A cup\",\"genre\":\"preprint\"}]\n",
            ),
            PREPRINT,
        ),
        saying(
            "jsonl",
            "status",
            owned("{\"title\":\"A cup\",\"status\":[\"retracted\"]}\n"),
            RETRACTED,
        ),
        saying(
            "csv",
            "status",
            owned("title,pmid,doi,status\nA cup,90000001,,retracted\n"),
            RETRACTED,
        ),
    ]
}

/// A link to the notice makes an article retracted; it is no status of the record's own.
fn links() -> Vec<Saying> {
    let notice = "J Invent Tea. 2020;1:9.";
    let texts = [
        ("medline", format!("PMID- 90000001\nTI  - A cup.\nRIN - {notice} PMID: 90000002\nDP  - 2019\n")),
        (
            "pubmed-text",
            format!("1. J Invent Tea. 2019;1:1.\n\nA cup.\n\nDoe J.\n\nRetraction in\n    {notice}\n\nPMID: 90000001\n"),
        ),
        (
            "csl-json",
            "[{\"id\":\"a\",\"type\":\"article-journal\",\"title\":\"A cup\",\"updated-by\":[{\"type\":\"retraction\",\"DOI\":\"10.5555/b\"}]}]\n"
                .to_owned(),
        ),
        (
            "jsonl",
            format!("{{\"title\":\"A cup\",\"related\":[{{\"kind\":\"retraction-in\",\"citation\":\"{notice}\"}}]}}\n"),
        ),
    ];
    let one = |(format, text)| Saying { retracted: true, ..saying(format, "a link", text, &[]) };
    texts.into_iter().map(one).collect()
}

#[test]
fn every_format_says_retracted_and_preprint_alike() {
    for Saying { format, by, text, status, retracted, preprint } in sayings() {
        let reading = read("input", text.clone().into_bytes());
        let case = format!("{format}, {by}:\n{text}");
        assert_eq!(reading.coverage.format, format, "{case}");
        let record = reading.records.first().unwrap_or_else(|| panic!("no record in {case}"));
        let said: Vec<Status> = record
            .status
            .iter()
            .filter(|status| matches!(status, Status::Retracted | Status::Preprint))
            .copied()
            .collect();
        assert_eq!(said, status, "{case}");
        assert_eq!((record.is_retracted(), record.is_preprint()), (retracted, preprint), "{case}");
    }
}

/// A type alone puts the banner on the page and the article into the list of `status`.
#[test]
fn a_type_alone_is_shown_on_the_page_and_in_status() {
    let nbib = "PMID- 90000001\nTI  - A cup.\nPT  - Retracted Publication\nDP  - 2019\nSO  - J. 2019.\n\n\
                PMID- 90000002\nTI  - Retracted: A cup.\nPT  - Retraction of Publication\nDP  - 2020\nSO  - J. 2020.\n";
    let site = Site::of(&[("content/records/a.nbib", nbib)]);
    assert_eq!(site.run(&["build"]).code, 0);
    let page = |key: &str| {
        std::fs::read_to_string(site.path(&format!("public/articles/{key}.html"))).unwrap()
    };
    assert!(page("90000001").contains("<strong>Retracted.</strong>"));
    let notice = page("90000002");
    assert!(
        notice.contains("<h1 dir=\"auto\"><span id=\"title\">Retracted: A cup</span></h1>"),
        "{notice}"
    );
    assert!(!notice.contains("<strong>Retracted.</strong>"), "{notice}");
    let status = site.run(&["status", "--format", "json"]).stdout;
    let status: serde_json::Value = serde_json::from_str(&status).unwrap();
    let retracted = status["retracted"].as_array().unwrap();
    let keys: Vec<&str> = retracted.iter().filter_map(|one| one["key"].as_str()).collect();
    assert_eq!(keys, ["90000001"]);
}
