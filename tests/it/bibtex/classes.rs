//! The classes of differences between BibTeX and other exports: what two programs do differently on purpose.

use super::agreement::Class;

/// All classes; one that explains nothing fails the test.
pub(super) static CLASSES: &[Class] = &[
    Class {
        name: "Zotero puts a conference's name into RIS and the title of the proceedings into BibTeX",
        fields: &["journal"],
        fits: |_, theirs| theirs.starts_with("proceedingsofthe"),
    },
    Class {
        name: "RefWorks takes a particle away from a family name",
        fields: &["authors"],
        fits: |ours, theirs| ours.strip_prefix("van") == Some(theirs),
    },
    Class {
        name: "RIS repeats a single page as the last one, BibTeX prints it",
        fields: &["pages"],
        fits: |ours, theirs| ours == theirs.repeat(2),
    },
    Class {
        name: "Scopus puts the title in the other language behind the title, and in RIS into a tag of its own",
        fields: &["title"],
        fits: |ours, theirs| ours.starts_with(theirs),
    },
    Class {
        name: "a Greek letter is spelled out",
        fields: &["title"],
        fits: |ours, theirs| ours.replace("beta", "v") == theirs,
    },
    Class {
        name: "Scopus leaves names of one word out of RIS, or gives the particle alone",
        fields: &["authors"],
        fits: |ours, theirs| {
            let whole: Vec<&str> = ours.split(' ').filter(|name| !name.ends_with('-')).collect();
            whole.join(" ") == theirs
        },
    },
    Class {
        name: "RefWorks lists the editors and the book's authors behind the authors",
        fields: &["authors"],
        fits: |ours, theirs| theirs.starts_with(ours),
    },
    Class {
        name: "an export with electronic ISSNs beside one without",
        fields: &["issn"],
        fits: |ours, theirs| {
            let other: Vec<&str> = theirs.split(' ').collect();
            ours.split(' ').all(|issn| other.contains(&issn))
        },
    },
];
