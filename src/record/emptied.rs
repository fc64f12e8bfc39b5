//! What becomes of a record's values of which cleaning has left nothing.
//!
//! In: a record with empty strings. Out: the same record in which what is empty is absent and lists have no holes. Never: a
//! value that says something changed, but for the numbers of people's affiliations, which follow those that move up.

use super::{Book, Grant, Journal, Person, Record};

/// Takes away what has been emptied: what is absent is absent, and lists have no holes.
pub(super) fn take_away(record: &mut Record) {
    let gone = |text: &mut Option<String>| {
        if text.as_deref() == Some("") {
            *text = None;
        }
    };
    for text in [
        &mut record.pmc_available,
        &mut record.title_html,
        &mut record.vernacular_title,
        &mut record.copyright,
        &mut record.volume,
        &mut record.issue,
        &mut record.pages,
        &mut record.conflict_of_interest,
    ] {
        gone(text);
    }
    for person in
        record.authors.iter_mut().chain(&mut record.investigators).chain(&mut record.editors)
    {
        let Person { family, given, initials, suffix, collective, .. } = person;
        [family, given, initials, suffix, collective].into_iter().for_each(gone);
    }
    for people in [&mut record.authors, &mut record.investigators, &mut record.editors] {
        people.retain(|one| one.orcid.is_some() || !one.display().is_empty());
    }
    without_empty_affiliations(record);
    for section in &mut record.sections {
        gone(&mut section.label);
        gone(&mut section.text_html);
        gone(&mut section.language);
    }
    if let Some(Journal { abbreviation, title, issn, nlm_id, country }) = &mut record.journal {
        issn.retain(|issn| !issn.is_empty());
        [abbreviation, title, nlm_id, country].into_iter().for_each(gone);
    }
    if let Some(Book { title, place, publisher, edition, isbn, url, published: _ }) =
        &mut record.book
    {
        isbn.retain(|isbn| !isbn.is_empty());
        [title, place, publisher, edition, url].into_iter().for_each(gone);
    }
    for heading in &mut record.mesh {
        gone(&mut heading.ui);
        heading.qualifiers.retain(|qualifier| !qualifier.name.is_empty());
        for qualifier in &mut heading.qualifiers {
            gone(&mut qualifier.ui);
        }
    }
    for keyword in &mut record.keywords {
        gone(&mut keyword.owner);
    }
    for substance in &mut record.substances {
        gone(&mut substance.registry_number);
        gone(&mut substance.ui);
    }
    for concept in &mut record.supplementary {
        gone(&mut concept.ui);
        gone(&mut concept.kind);
    }
    for Grant { id, agency, country, acronym } in &mut record.grants {
        [id, agency, country, acronym].into_iter().for_each(gone);
    }
    for bank in &mut record.databanks {
        gone(&mut bank.accession);
    }
    for related in &mut record.related {
        gone(&mut related.citation);
        gone(&mut related.note);
    }
    drop_empty_parts(record);
}

/// Takes away the parts of lists of which nothing is left.
fn drop_empty_parts(record: &mut Record) {
    record.ids.retain(|id| !id.scheme.is_empty() && !id.value.is_empty());
    record.sections.retain(|section| !section.text.is_empty());
    record.language.retain(|code| !code.is_empty());
    record.publication_types.retain(|name| !name.is_empty());
    record.mesh.retain(|heading| !heading.descriptor.is_empty());
    record.keywords.retain(|keyword| !keyword.text.is_empty());
    record.substances.retain(|substance| !substance.name.is_empty());
    record.supplementary.retain(|concept| !concept.name.is_empty());
    record.grants.retain(|grant| *grant != Grant::default());
    record.databanks.retain(|bank| !bank.name.is_empty());
    record.labels.retain(|name, value| !name.is_empty() && !value.is_empty());
    record.extra.retain(|extra| !extra.tag.is_empty() && !extra.value.is_empty());
}

/// Takes away affiliations without a word; those behind them move up, and so do the people's numbers.
fn without_empty_affiliations(record: &mut Record) {
    if !record.affiliations.iter().any(String::is_empty) {
        return;
    }
    let mut next = 0;
    let moved: Vec<Option<usize>> = record
        .affiliations
        .iter()
        .map(|one| {
            let place = (!one.is_empty()).then_some(next);
            next += usize::from(place.is_some());
            place
        })
        .collect();
    record.affiliations.retain(|one| !one.is_empty());
    for person in
        record.authors.iter_mut().chain(&mut record.investigators).chain(&mut record.editors)
    {
        let places = std::mem::take(&mut person.affiliations);
        let kept = places.into_iter().filter_map(|at| moved.get(at).copied().flatten());
        person.affiliations = kept.collect();
    }
}
