//! NLM's descriptor file in XML: `DescriptorRecordSet` of `DescriptorRecord`.
//!
//! In: the file as a stream. Out: descriptors. Only four elements are read, each at its own place: a descriptor record
//! names other descriptors and qualifiers too.

use super::Descriptor;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::BufRead;

/// What the text of an element is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Ui,
    Name,
    Tree,
    Term,
}

/// What an element is at its place below `DescriptorRecord`; depth 1 are the record's own children.
fn wanted(depth: usize, above: &[Tag], element: Tag) -> Option<Wanted> {
    let parent = above.last().copied().unwrap_or(Tag::Other);
    match (depth, element) {
        (1, Tag::DescriptorUi) => Some(Wanted::Ui),
        (2, Tag::String) if parent == Tag::DescriptorName => Some(Wanted::Name),
        (2, Tag::TreeNumber) => Some(Wanted::Tree),
        (_, Tag::String) if parent == Tag::Term => Some(Wanted::Term),
        _ => None,
    }
}

/// The elements that matter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tag {
    Record,
    DescriptorUi,
    DescriptorName,
    String,
    TreeNumber,
    Term,
    Other,
}

fn tag(name: &str) -> Tag {
    match name {
        "DescriptorRecord" => Tag::Record,
        "DescriptorUI" => Tag::DescriptorUi,
        "DescriptorName" => Tag::DescriptorName,
        "String" => Tag::String,
        "TreeNumber" => Tag::TreeNumber,
        "Term" => Tag::Term,
        _ => Tag::Other,
    }
}

pub(super) fn read(reader: impl BufRead) -> Result<Vec<Descriptor>, String> {
    let mut xml = Reader::from_reader(reader);
    let mut buffer = Vec::new();
    let mut found = Vec::new();
    let mut open: Option<Descriptor> = None;
    let mut above: Vec<Tag> = Vec::new();
    let mut text: Option<(Wanted, String)> = None;
    loop {
        buffer.clear();
        let event = xml.read_event_into(&mut buffer);
        match event.map_err(|error| format!("{error} (byte {})", xml.error_position()))? {
            Event::Start(start) => {
                let element = tag(start.name().as_ref());
                if open.is_some() {
                    let wanted = wanted(above.len() + 1, &above, element);
                    text = wanted.map(|wanted| (wanted, String::new()));
                    above.push(element);
                } else if element == Tag::Record {
                    open = Some(Descriptor::default());
                }
            }
            Event::Text(part) => {
                if let Some((_, text)) = &mut text {
                    text.push_str(&part);
                }
            }
            Event::GeneralRef(part) => {
                if let Some((_, text)) = &mut text {
                    text.push_str(&reference(&part));
                }
            }
            Event::End(_) => {
                if let (Some((wanted, text)), Some(record)) = (text.take(), &mut open) {
                    keep(record, wanted, text.trim());
                }
                if open.is_some() && above.pop().is_none() {
                    found.extend(open.take());
                }
            }
            Event::Eof if open.is_some() => {
                return Err("it ends inside a descriptor".to_owned());
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

fn keep(record: &mut Descriptor, wanted: Wanted, text: &str) {
    match wanted {
        Wanted::Ui => record.ui = text.into(),
        Wanted::Name => record.name = text.into(),
        Wanted::Tree => record.trees.push(text.into()),
        Wanted::Term => record.terms.push(text.into()),
    }
}

/// A predefined or numbered reference; another one stays as it is written.
fn reference(part: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(c)) = part.resolve_char_ref() {
        return c.to_string();
    }
    match &**part {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        name => format!("&{name};"),
    }
}
