//! What indexers and authors say of an article's subject and funding: MeSH, substances, keywords, data banks, grants.
//!
//! In: a draft and a list's element. Out: the record's lists, in order.

use super::record::Draft;
use crate::record::{
    Databank, Grant, Keyword, MeshHeading, MeshQualifier, Substance, Supplementary,
};
use std::collections::HashMap;

/// Reads a `MeshHeadingList`.
pub(super) fn headings(draft: &mut Draft<'_, '_>, id: usize) {
    for heading in draft.tree.children(id) {
        if draft.tree.name(heading) == "MeshHeading" {
            let heading = self::heading(draft, heading);
            draft.record.mesh.extend(heading);
        }
    }
}

fn heading(draft: &Draft<'_, '_>, id: usize) -> Option<MeshHeading> {
    let tree = draft.tree;
    let mut heading: Option<MeshHeading> = None;
    for part in tree.children(id) {
        match (tree.name(part), &mut heading) {
            ("DescriptorName" | "Descriptor", None) => {
                let Some(descriptor) = draft.text(part) else { continue };
                let (ui, major) = (ui(draft, part), tree.yes(part, "MajorTopicYN"));
                heading = Some(MeshHeading { descriptor, ui, major, qualifiers: Vec::new() });
            }
            ("QualifierName" | "SubHeading", Some(heading)) => {
                let Some(name) = draft.text(part) else { continue };
                let (ui, major) = (ui(draft, part), tree.yes(part, "MajorTopicYN"));
                heading.qualifiers.push(MeshQualifier { name, ui, major });
            }
            _ => {}
        }
    }
    heading
}

fn ui(draft: &Draft<'_, '_>, id: usize) -> Option<String> {
    draft.tree.attribute(id, "UI").filter(|ui| !ui.is_empty()).map(str::to_owned)
}

/// Reads a `SupplMeshList`: concepts (diseases, protocols, organisms) that are no headings of the MeSH tree.
pub(super) fn supplementary(draft: &mut Draft<'_, '_>, id: usize) {
    for name in draft.tree.children(id) {
        if draft.tree.name(name) != "SupplMeshName" {
            continue;
        }
        let Some(text) = draft.text(name) else { continue };
        let (ui, kind) = (ui(draft, name), draft.tree.attribute(name, "Type"));
        let kind = kind.filter(|kind| !kind.is_empty()).map(str::to_owned);
        if kind.as_deref() == Some("Chemical") {
            draft.chemical_concepts.push(Substance { name: text, registry_number: None, ui });
        } else {
            draft.record.supplementary.push(Supplementary { name: text, ui, kind });
        }
    }
}

/// Concepts that are substances and that the list of substances does not have.
pub(super) fn settle_chemicals(draft: &mut Draft<'_, '_>) {
    let concepts = std::mem::take(&mut draft.chemical_concepts);
    if concepts.is_empty() {
        return;
    }
    let substances = &mut draft.record.substances;
    let names = substances.iter().enumerate().map(|(at, one)| (one.name.clone(), at));
    let mut places: HashMap<String, usize> = names.collect();
    for concept in concepts {
        let place = places.get(&concept.name).and_then(|at| substances.get_mut(*at));
        if let Some(known) = place {
            known.ui = known.ui.take().or(concept.ui);
        } else {
            places.insert(concept.name.clone(), substances.len());
            substances.push(concept);
        }
    }
}

/// Reads a `ChemicalList`. The registry number 0 means that there is none.
pub(super) fn chemicals(draft: &mut Draft<'_, '_>, id: usize) {
    for chemical in draft.tree.children(id) {
        if draft.tree.name(chemical) != "Chemical" {
            continue;
        }
        let mut substance = Substance::default();
        for part in draft.tree.children(chemical) {
            match draft.tree.name(part) {
                "NameOfSubstance" if substance.name.is_empty() => {
                    substance.name = draft.text(part).unwrap_or_default();
                    substance.ui = ui(draft, part);
                }
                "RegistryNumber" => draft.fill(&mut substance.registry_number, part),
                _ => {}
            }
        }
        substance.registry_number = substance.registry_number.filter(|number| number != "0");
        if substance != Substance::default() {
            draft.record.substances.push(substance);
        }
    }
}

/// Reads a `KeywordList`.
pub(super) fn keywords(draft: &mut Draft<'_, '_>, id: usize) {
    let owner = draft.tree.attribute(id, "Owner").map(str::to_owned);
    for keyword in draft.tree.children(id) {
        if draft.tree.name(keyword) == "Keyword"
            && let Some(text) = draft.text(keyword)
        {
            let major = draft.tree.yes(keyword, "MajorTopicYN");
            draft.record.keywords.push(Keyword { text, major, owner: owner.clone() });
        }
    }
}

/// Reads a `DataBankList`: one entry for each accession.
pub(super) fn databanks(draft: &mut Draft<'_, '_>, id: usize) {
    for bank in draft.tree.children(id) {
        if draft.tree.name(bank) != "DataBank" {
            continue;
        }
        let name = draft.tree.child(bank, "DataBankName").and_then(|name| draft.text(name));
        let name = name.unwrap_or_default();
        let before = draft.record.databanks.len();
        if let Some(list) = draft.tree.child(bank, "AccessionNumberList") {
            for number in draft.tree.children(list) {
                if draft.tree.name(number) == "AccessionNumber"
                    && let accession @ Some(_) = draft.text(number)
                {
                    draft.record.databanks.push(Databank { name: name.clone(), accession });
                }
            }
        }
        if draft.record.databanks.len() == before && !name.is_empty() {
            draft.record.databanks.push(Databank { name, accession: None });
        }
    }
}

/// Reads a `GrantList`.
pub(super) fn grants(draft: &mut Draft<'_, '_>, id: usize) {
    for entry in draft.tree.children(id) {
        if draft.tree.name(entry) != "Grant" {
            continue;
        }
        let mut grant = Grant::default();
        for part in draft.tree.children(entry) {
            match draft.tree.name(part) {
                "GrantID" => draft.fill(&mut grant.id, part),
                "Acronym" => draft.fill(&mut grant.acronym, part),
                "Agency" => draft.fill(&mut grant.agency, part),
                "Country" => draft.fill(&mut grant.country, part),
                _ => {}
            }
        }
        if grant != Grant::default() {
            draft.record.grants.push(grant);
        }
    }
}
