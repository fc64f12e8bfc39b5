//! MEDLINE / .nbib: tagged lines, a continuation is indented by six, a record begins with `PMID-`.

use super::tidy;

/// A record as its tagged values, in the order of the file.
#[derive(Debug, Default)]
pub(crate) struct Medline {
    fields: Vec<(String, String)>,
}

/// A person or group, with the affiliations printed below it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) tag: String,
    pub(crate) printed: String,
    pub(crate) affiliations: Vec<String>,
}

impl Medline {
    /// Every tag with its value, in the order of the file.
    pub(crate) fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    /// The first value of a tag.
    pub(crate) fn one(&self, tag: &str) -> Option<&str> {
        self.all(tag).first().copied()
    }

    /// Every value of a tag.
    pub(crate) fn all(&self, tag: &str) -> Vec<&str> {
        let ours = self.fields.iter().filter(|(t, _)| t == tag);
        ours.map(|(_, value)| value.as_str()).collect()
    }

    /// The value of an identifier field (`AID`, `LID`) of one kind, such as `doi`.
    pub(crate) fn id(&self, kind: &str) -> Option<&str> {
        let end = format!(" [{kind}]");
        let mut values = self.all("LID");
        values.extend(self.all("AID"));
        values.into_iter().find_map(|value| value.strip_suffix(&*end))
    }

    /// The names under some tags in order, each with its `AD` lines.
    pub(crate) fn names(&self, tags: &[&str]) -> Vec<Name> {
        const PEOPLE: [&str; 8] = ["AU", "FAU", "CN", "ED", "FED", "IR", "FIR", "FPS"];
        let mut out: Vec<Name> = Vec::new();
        let mut ours = false;
        for (tag, value) in &self.fields {
            if tags.contains(&tag.as_str()) {
                out.push(Name {
                    tag: tag.clone(),
                    printed: value.clone(),
                    affiliations: Vec::new(),
                });
                ours = true;
            } else if PEOPLE.contains(&tag.as_str()) {
                ours = false;
            } else if (tag == "AD" || tag == "IRAD")
                && let Some(last) = out.last_mut().filter(|_| ours)
            {
                last.affiliations.push(value.clone());
            }
        }
        out
    }
}

/// Every record of a file.
pub(crate) fn read(text: &str) -> Vec<Medline> {
    let mut out: Vec<Medline> = Vec::new();
    for line in text.split('\n') {
        let line = line.trim_end();
        let tag = line.get(..4).map(str::trim_end).unwrap_or_default();
        let tagged = line.get(4..5) == Some("-")
            && !tag.is_empty()
            && tag.bytes().all(|b| b.is_ascii_uppercase());
        if tagged {
            if tag == "PMID" || out.is_empty() {
                out.push(Medline::default());
            }
            let value = tidy(line.get(5..).unwrap_or_default());
            out.last_mut().unwrap().fields.push((tag.to_owned(), value));
        } else if line.starts_with("      ")
            && let Some((_, value)) = out.last_mut().and_then(|record| record.fields.last_mut())
        {
            value.push(' ');
            value.push_str(&tidy(line));
        }
    }
    out
}

#[test]
fn reads_tags_continuations_and_the_affiliations_of_each_author() {
    let text = "PMID- 11\nTI  - A title of\n      two lines.\nFAU - Moss, Ada\nAU  - Moss A\nAD  - Here.\nAD  - There,\n      too.\n\
                CN  - A Group\nFAU - Reed, Bo\nAU  - Reed B\nLID - 10.1/x [doi]\n\nPMID- 12\n";
    let records = read(text);
    assert_eq!(records.len(), 2);
    assert_eq!(records[0].one("TI"), Some("A title of two lines."));
    assert_eq!(records[0].id("doi"), Some("10.1/x"));
    let names = records[0].names(&["AU", "CN"]);
    let seen: Vec<_> = names.iter().map(|n| (n.printed.as_str(), n.affiliations.len())).collect();
    assert_eq!(seen, [("Moss A", 2), ("A Group", 0), ("Reed B", 0)]);
    assert_eq!(names[0].affiliations[1], "There, too.");
}
