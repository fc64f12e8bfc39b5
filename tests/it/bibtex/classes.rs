//! The classes of differences between BibTeX and other exports: what two programs do differently on purpose.

use super::agreement::Class;

/// All classes; one that explains nothing fails the test.
pub(super) static CLASSES: &[Class] = &[
    Class {
        name: "BibTeX parts keywords by commas, so a comma inside one parts it",
        fields: &["keywords"],
        fits: |ours, theirs| {
            let letters = |text: &str| {
                let mut letters: Vec<char> = text.chars().filter(|c| *c != ' ').collect();
                letters.sort_unstable();
                letters
            };
            letters(ours) == letters(theirs)
        },
    },
    Class {
        name: "the Web of Science leaves the last page open in BibTeX: 141+",
        fields: &["pages"],
        fits: |ours, theirs| {
            ours.strip_suffix("open").is_some_and(|first| theirs.starts_with(first))
        },
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
