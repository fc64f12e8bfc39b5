//! MeSH as two tab-separated tables with a head line: `ui name tree_numbers` (joined by `|`) and `ui term permuted`.
//!
//! In: the two tables. Out: descriptors. The terms lie beside the descriptors, in a file whose name has `terms` for
//! `descriptors`.

use super::Descriptor;
use std::collections::HashMap;
use std::io::BufRead;

/// Brings the names of a newer year, a table `ui name`, into descriptors.
pub(super) fn rename(descriptors: &mut Vec<Descriptor>, names: impl BufRead) -> Result<(), String> {
    let mut by_ui: HashMap<Box<str>, usize> = HashMap::new();
    for (place, descriptor) in descriptors.iter().enumerate() {
        by_ui.insert(descriptor.ui.clone(), place);
    }
    rows(names, |row| {
        let [ui, name] = row else { return Err("a heading has not two columns") };
        let known = by_ui.get(*ui).and_then(|place| descriptors.get_mut(*place));
        let Some(descriptor) = known else {
            let (ui, name) = ((*ui).into(), (*name).into());
            descriptors.push(Descriptor { ui, name, ..Descriptor::default() });
            return Ok(());
        };
        if *descriptor.name != **name {
            let before = std::mem::replace(&mut descriptor.name, (*name).into());
            descriptor.terms.push(before);
        }
        Ok(())
    })
}

/// Whether a file begins as the table of descriptors does.
pub(super) fn is_descriptors(head: &str) -> bool {
    head.lines().next().is_some_and(|line| line.trim_end() == "ui\tname\ttree_numbers")
}

/// The name of the table of terms.
pub(super) fn terms_beside(descriptors: &str) -> String {
    match descriptors.rsplit_once("descriptors") {
        Some((before, after)) => format!("{before}terms{after}"),
        None => format!("{descriptors}.terms"),
    }
}

pub(super) fn read(
    descriptors: impl BufRead,
    terms: impl BufRead,
) -> Result<Vec<Descriptor>, String> {
    let mut found: Vec<Descriptor> = Vec::new();
    let mut by_ui: HashMap<Box<str>, usize> = HashMap::new();
    rows(descriptors, |row| {
        let [ui, name, trees] = row else { return Err("a descriptor has not three columns") };
        by_ui.insert((*ui).into(), found.len());
        let trees = trees.split('|').filter(|tree| !tree.is_empty()).map(Into::into).collect();
        found.push(Descriptor { ui: (*ui).into(), name: (*name).into(), trees, terms: Vec::new() });
        Ok(())
    })?;
    rows(terms, |row| {
        let [ui, term, _] = row else { return Err("a term has not three columns") };
        let descriptor = by_ui.get(*ui).and_then(|place| found.get_mut(*place));
        let descriptor = descriptor.ok_or("a term belongs to no descriptor")?;
        descriptor.terms.push((*term).into());
        Ok(())
    })?;
    Ok(found)
}

/// The rows below the head line, cell by cell.
fn rows(
    reader: impl BufRead,
    mut each: impl FnMut(&[&str]) -> Result<(), &'static str>,
) -> Result<(), String> {
    let mut number = 0_usize;
    super::lines(reader, |line| {
        number += 1;
        if number == 1 || line.is_empty() {
            return Ok(());
        }
        let cells: Vec<&str> = line.split('\t').collect();
        each(&cells).map_err(|why| format!("{why} (line {number})"))
    })
}
