//! Keys with many values: all of all sources.
//!
//! In: the records at merge. Out: the list of the first source, with what the others have more; an entry that says the
//! same as one that is there fills its missing parts. Never: a list shortened, even if it says one thing twice.

use super::Merging;
use super::values::own_letters;
use crate::library::alike::letters;
use crate::record::{
    Databank, Extra, Grant, Keyword, MeshHeading, OtherId, Record, Related, Status, Substance,
    Supplementary,
};

/// Unites the lists of all sources. `same` says whether two entries are of one thing; `fill` gives what the second has
/// more to the first, and says whether that was something.
fn unite<T: PartialEq>(
    m: &mut Merging,
    of: fn(&mut Record) -> &mut Vec<T>,
    same: fn(&T, &T) -> bool,
    fill: fn(&mut T, T) -> bool,
) {
    let mut all = std::mem::take(of(&mut m.into));
    for at in 0..m.from.len() {
        let entries = m.from.get_mut(at).map(|r| std::mem::take(of(r))).unwrap_or_default();
        let known = all.len();
        let mut gave = false;
        for entry in entries {
            let there = all.get_mut(..known).unwrap_or_default();
            if there.contains(&entry) {
                continue;
            }
            if let Some(there) = there.iter_mut().find(|there| same(there, &entry)) {
                gave |= fill(there, entry);
            } else {
                all.push(entry);
                gave = true;
            }
        }
        if gave {
            m.give(at);
        }
    }
    *of(&mut m.into) = all;
}

/// Fills a missing part.
fn keep<T>(into: &mut Option<T>, from: Option<T>) -> bool {
    let fills = into.is_none() && from.is_some();
    if fills {
        *into = from;
    }
    fills
}

/// Takes a spelling with its own letters over a transliterated one.
fn spelling(into: &mut String, from: String) -> bool {
    let better = own_letters(&from) > own_letters(into);
    if better {
        *into = from;
    }
    better
}

/// Whether two values are equal or one is missing.
fn fits<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
    a.is_none() || b.is_none() || a == b
}

fn same_letters(a: Option<&String>, b: Option<&String>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a == b || letters(a) == letters(b),
        _ => true,
    }
}

/// Letters and digits of an identifier, without its hyphens and case.
fn plain(value: &str) -> String {
    value.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

pub(super) fn ids(m: &mut Merging) {
    // An address is not its letters; a number is.
    let same = |a: &OtherId, b: &OtherId| {
        a.scheme == b.scheme && a.scheme != "url" && plain(&a.value) == plain(&b.value)
    };
    unite(m, |r| &mut r.ids, same, |_, _| false);
    // What became the record's own identifier is not another one.
    let own = [
        ("pmid", m.into.pmid.as_ref().map(ToString::to_string)),
        ("pmcid", m.into.pmcid.as_ref().map(ToString::to_string)),
        ("doi", m.into.doi.as_ref().map(ToString::to_string)),
    ];
    m.into.ids.retain(|id| {
        !own.iter().any(|(scheme, value)| {
            id.scheme == *scheme && value.as_deref().is_some_and(|v| plain(v) == plain(&id.value))
        })
    });
}

pub(super) fn language(m: &mut Merging) {
    unite(m, |r| &mut r.language, |a, b| a == b, |_, _| false);
}

pub(super) fn publication_types(m: &mut Merging) {
    unite(m, |r| &mut r.publication_types, |a, b| letters(a) == letters(b), |_, _| false);
}

pub(super) fn mesh(m: &mut Merging) {
    fn same(a: &MeshHeading, b: &MeshHeading) -> bool {
        letters(&a.descriptor) == letters(&b.descriptor) && fits(a.ui.as_ref(), b.ui.as_ref())
    }
    fn fill(a: &mut MeshHeading, b: MeshHeading) -> bool {
        let mut more = keep(&mut a.ui, b.ui);
        more |= b.major && !a.major;
        a.major |= b.major;
        for qualifier in b.qualifiers {
            let known = a.qualifiers.iter_mut();
            let mut known = known.filter(|q| letters(&q.name) == letters(&qualifier.name));
            if let Some(known) = known.next() {
                more |= keep(&mut known.ui, qualifier.ui) || (qualifier.major && !known.major);
                known.major |= qualifier.major;
            } else {
                a.qualifiers.push(qualifier);
                more = true;
            }
        }
        more
    }
    unite(m, |r| &mut r.mesh, same, fill);
}

pub(super) fn keywords(m: &mut Merging) {
    fn fill(a: &mut Keyword, b: Keyword) -> bool {
        let major = b.major && !a.major;
        a.major |= b.major;
        let owner = keep(&mut a.owner, b.owner);
        spelling(&mut a.text, b.text) || major || owner
    }
    unite(
        m,
        |r| &mut r.keywords,
        |a, b| letters(&a.text) == letters(&b.text) && fits(a.owner.as_ref(), b.owner.as_ref()),
        fill,
    );
}

pub(super) fn substances(m: &mut Merging) {
    fn same(a: &Substance, b: &Substance) -> bool {
        letters(&a.name) == letters(&b.name)
            && fits(a.registry_number.as_ref(), b.registry_number.as_ref())
            && fits(a.ui.as_ref(), b.ui.as_ref())
    }
    fn fill(a: &mut Substance, b: Substance) -> bool {
        let number = keep(&mut a.registry_number, b.registry_number);
        let ui = keep(&mut a.ui, b.ui);
        spelling(&mut a.name, b.name) || number || ui
    }
    unite(m, |r| &mut r.substances, same, fill);
}

pub(super) fn supplementary(m: &mut Merging) {
    fn same(a: &Supplementary, b: &Supplementary) -> bool {
        letters(&a.name) == letters(&b.name)
            && fits(a.ui.as_ref(), b.ui.as_ref())
            && fits(a.kind.as_ref(), b.kind.as_ref())
    }
    fn fill(a: &mut Supplementary, b: Supplementary) -> bool {
        let ui = keep(&mut a.ui, b.ui);
        let kind = keep(&mut a.kind, b.kind);
        spelling(&mut a.name, b.name) || ui || kind
    }
    unite(m, |r| &mut r.supplementary, same, fill);
}

pub(super) fn grants(m: &mut Merging) {
    fn same(a: &Grant, b: &Grant) -> bool {
        let agencies = same_letters(a.agency.as_ref(), b.agency.as_ref());
        let ids = a.id.is_some() && same_letters(a.id.as_ref(), b.id.as_ref()) && b.id.is_some();
        let neither = a.id.is_none() && b.id.is_none() && a.agency.is_some() && b.agency.is_some();
        agencies
            && (ids || neither)
            && same_letters(a.country.as_ref(), b.country.as_ref())
            && same_letters(a.acronym.as_ref(), b.acronym.as_ref())
    }
    fn fill(a: &mut Grant, b: Grant) -> bool {
        let parts = [
            keep(&mut a.agency, b.agency),
            keep(&mut a.country, b.country),
            keep(&mut a.acronym, b.acronym),
        ];
        parts.contains(&true)
    }
    unite(m, |r| &mut r.grants, same, fill);
}

pub(super) fn databanks(m: &mut Merging) {
    fn same(a: &Databank, b: &Databank) -> bool {
        letters(&a.name) == letters(&b.name)
            && same_letters(a.accession.as_ref(), b.accession.as_ref())
    }
    unite(m, |r| &mut r.databanks, same, |a, b| keep(&mut a.accession, b.accession));
}

pub(super) fn related(m: &mut Merging) {
    fn same(a: &Related, b: &Related) -> bool {
        let fit = fits(a.pmid.as_ref(), b.pmid.as_ref()) && fits(a.doi.as_ref(), b.doi.as_ref());
        let equal = |a: Option<String>, b: Option<String>| a.is_some() && a == b;
        let text = |r: &Related| r.citation.as_deref().map(letters);
        let pmid = |r: &Related| r.pmid.as_ref().map(ToString::to_string);
        let doi = |r: &Related| r.doi.as_ref().map(ToString::to_string);
        a.kind == b.kind
            && fit
            && (equal(pmid(a), pmid(b)) || equal(doi(a), doi(b)) || equal(text(a), text(b)))
    }
    fn fill(a: &mut Related, b: Related) -> bool {
        let mut more = keep(&mut a.pmid, b.pmid) | keep(&mut a.doi, b.doi);
        more |= keep(&mut a.citation, b.citation);
        match (&mut a.note, b.note) {
            (Some(known), Some(note)) if !known.contains(&note) => {
                known.push(' ');
                known.push_str(&note);
                true
            }
            (known @ None, Some(note)) => {
                *known = Some(note);
                true
            }
            _ => more,
        }
    }
    unite(m, |r| &mut r.related, same, fill);
}

/// The first source knows how far the record has come; what was once said of the article itself stays.
pub(super) fn status(m: &mut Merging) {
    const LASTING: [Status; 3] = [Status::Retracted, Status::Preprint, Status::Indexed];
    for at in 0..m.from.len() {
        let news = m.from.get_mut(at).map(|r| std::mem::take(&mut r.status)).unwrap_or_default();
        for status in news {
            if (at == 0 || LASTING.contains(&status)) && !m.into.status.contains(&status) {
                m.into.status.push(status);
                m.give(at);
            }
        }
    }
    m.into.status.sort_unstable();
}

pub(super) fn labels(m: &mut Merging) {
    for at in 0..m.from.len() {
        let labels = m.from.get_mut(at).map(|r| std::mem::take(&mut r.labels)).unwrap_or_default();
        for (name, value) in labels {
            match m.into.labels.get(&name) {
                None => {
                    m.into.labels.insert(name, value);
                    m.give(at);
                }
                Some(known) if letters(known) != letters(&value) => {
                    let known = format!("{name}: {known}");
                    m.differs(at, 0, known, format!("{name}: {value}"));
                }
                Some(_) => {}
            }
        }
    }
}

pub(super) fn extra(m: &mut Merging) {
    fn same(a: &Extra, b: &Extra) -> bool {
        a == b
    }
    unite(m, |r| &mut r.extra, same, |_, _| false);
}
