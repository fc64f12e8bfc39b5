//! A second reader of XML that shares no code with the library: text and attributes with their element and line.
//!
//! It expects well-formed text, knows the five entities of XML and numbers, and passes over comments, instructions and
//! the document type.

use unicode_normalization::UnicodeNormalization;

/// A stretch of text or an attribute's value.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    /// The elements around it, outermost first.
    pub(crate) path: Vec<String>,
    /// The attribute's name, for an attribute.
    pub(crate) attribute: Option<String>,
    pub(crate) text: String,
    pub(crate) line: usize,
}

impl Said {
    /// The element that it stands in.
    pub(crate) fn element(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }
}

/// Everything that a text says, in order.
pub(crate) fn walk(text: &str) -> Vec<Said> {
    let mut out = Vec::new();
    let mut path: Vec<String> = Vec::new();
    let mut rest = text;
    let line = |rest: &str| 1 + text[..text.len() - rest.len()].matches('\n').count();
    while !rest.is_empty() {
        if let Some(found) = skipped(rest) {
            rest = found;
        } else if let Some(data) = rest.strip_prefix("<![CDATA[") {
            let end = data.find("]]>").unwrap();
            let said = Said {
                path: path.clone(),
                attribute: None,
                text: data[..end].to_owned(),
                line: line(rest),
            };
            out.push(said);
            rest = &data[end + 3..];
        } else if let Some(tag) = rest.strip_prefix("</") {
            assert_eq!(path.pop().as_deref(), Some(tag[..tag.find('>').unwrap()].trim()));
            rest = &tag[tag.find('>').unwrap() + 1..];
        } else if let Some(tag) = rest.strip_prefix('<') {
            let end = tag_end(tag);
            let inside = tag[..end].trim_end_matches('/');
            let name = inside.split_whitespace().next().unwrap().to_owned();
            path.push(name.clone());
            for (name, value) in attributes(&inside[name.len()..]) {
                let attribute = Some(name);
                out.push(Said { path: path.clone(), attribute, text: value, line: line(rest) });
            }
            if tag[..end].ends_with('/') {
                path.pop();
            }
            rest = &tag[end + 1..];
        } else {
            let end = rest.find('<').unwrap_or(rest.len());
            if !rest[..end].trim().is_empty() {
                let text = decoded(&rest[..end]);
                out.push(Said { path: path.clone(), attribute: None, text, line: line(rest) });
            }
            rest = &rest[end..];
        }
    }
    out
}

/// Where a tag ends; a `>` in quotes does not end it.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    let ends = |(_, c): &(usize, char)| {
        match (quote, c) {
            (None, '>') => return true,
            (None, '"' | '\'') => quote = Some(*c),
            (Some(open), c) if open == *c => quote = None,
            _ => {}
        }
        false
    };
    tag.char_indices().find(ends).unwrap().0
}

fn skipped(rest: &str) -> Option<&str> {
    let end = if rest.starts_with("<!--") {
        rest.find("-->")? + 3
    } else if rest.starts_with("<?") {
        rest.find("?>")? + 2
    } else if rest.starts_with("<!DOCTYPE") {
        rest.find('>')? + 1
    } else {
        return None;
    };
    Some(&rest[end..])
}

fn attributes(text: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut rest = text.trim();
    while let Some((name, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let quote = after.chars().next().unwrap();
        let (value, next) = after[1..].split_once(quote).unwrap();
        out.push((name.trim().to_owned(), decoded(value)));
        rest = next.trim();
    }
    out
}

fn decoded(text: &str) -> String {
    let mut out = String::new();
    let mut parts = text.split('&');
    out.push_str(parts.next().unwrap());
    for part in parts {
        let Some((name, rest)) = part.split_once(';') else { panic!("&{part} in {text}") };
        let character = match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            hex if hex.starts_with("#x") => {
                char::from_u32(u32::from_str_radix(&hex[2..], 16).unwrap()).unwrap()
            }
            number => char::from_u32(number[1..].parse().unwrap()).unwrap(),
        };
        out.push(character);
        out.push_str(rest);
    }
    out
}

/// A text without blanks, composed, lower case: what is compared.
pub(crate) fn packed(text: &str) -> String {
    text.nfc()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .flat_map(char::to_lowercase)
        .collect()
}
