//! From a raw affiliation to addresses: e-mails, labels and marks taken away, several addresses taken apart.
//!
//! In: the string as written. Out: one string per address, and the domain of the first e-mail. Never: a change to words
//! that name an organisation.

use super::words::{Class, class};
use crate::text::fold::fold_name;

/// A raw string without what is not part of an address.
pub(super) struct Cleaned {
    /// The addresses in order, none of them empty.
    pub(super) addresses: Vec<String>,
    /// The part after the last dot of the first e-mail address.
    pub(super) domain: Option<String>,
}

/// Cleans one affiliation.
pub(super) fn clean(raw: &str) -> Cleaned {
    let (text, domain) = without_emails(raw);
    let mut addresses = Vec::new();
    for piece in split_addresses(&text) {
        let piece = without_initials(&piece);
        let piece = strip_label(trimmed(&piece));
        if piece.chars().any(char::is_alphabetic) {
            addresses.push(piece.to_owned());
        }
    }
    Cleaned { addresses, domain }
}

/// Takes out e-mail addresses and the words that announce them.
fn without_emails(raw: &str) -> (String, Option<String>) {
    if !raw.contains('@') {
        let lower = raw.to_ascii_lowercase();
        let cut = ANNOUNCEMENTS.iter().filter_map(|words| lower.rfind(words)).min();
        let text = match cut {
            // Nothing but punctuation may follow an announcement whose address is gone.
            Some(at) if raw.get(at..).is_some_and(|tail| tail.len() < 24) => raw.get(..at),
            _ => None,
        };
        return (text.unwrap_or(raw).to_owned(), None);
    }
    let mut domain = None;
    let mut kept: Vec<&str> = Vec::new();
    for word in raw.split_whitespace() {
        if let Some((_, host)) = word.split_once('@') {
            let host = host.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
            domain = domain.or_else(|| host.rsplit_once('.').map(|(_, end)| end.to_uppercase()));
            while kept.last().is_some_and(|word| announces(word)) {
                kept.pop();
            }
            if word.ends_with(';') {
                kept.push(";");
            }
        } else {
            kept.push(word);
        }
    }
    (kept.join(" "), domain)
}

const ANNOUNCEMENTS: &[&str] = &["electronic address", "e-mail:", "email:", "email address"];

fn announces(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase();
    matches!(
        bare.as_str(),
        "electronic"
            | "address"
            | "email"
            | "e-mail"
            | "mail"
            | "addresses"
            | "emails"
            | "correspondence"
            | ""
    )
}

/// Author initials in brackets: "(D.Z., S.C.)".
fn without_initials(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('(') {
        let (before, from) = rest.split_at(open);
        let Some(close) = from.find(')') else { break };
        let (bracket, after) = from.split_at(close + 1);
        out.push_str(before);
        if !initials(bracket.trim_matches(['(', ')'])) {
            out.push_str(bracket);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

fn initials(text: &str) -> bool {
    let mut dotted = 0;
    let fit = text.split([',', ' ', ';', '&']).filter(|part| !part.is_empty()).all(|part| {
        let letters = part.chars().filter(|c| c.is_alphabetic()).count();
        dotted += usize::from(part.contains('.'));
        (1..=4).contains(&letters)
            && part.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-'))
            || part == "and"
    });
    fit && dotted > 0
}

/// Addresses are divided by semicolons; but some exports divide the parts of one address by them. A piece without any
/// organisation word goes to the piece before it.
fn split_addresses(text: &str) -> Vec<String> {
    let mut addresses: Vec<String> = Vec::new();
    let mut open_ended = false;
    for piece in text.split(';') {
        let piece = trimmed(piece);
        if piece.is_empty() {
            continue;
        }
        let own = names_organization(piece);
        match addresses.last_mut() {
            Some(last) if !own || open_ended => {
                last.push_str(", ");
                last.push_str(piece);
            }
            _ => addresses.push(piece.to_owned()),
        }
        // "Department of Physics; University of Somewhere; City": the first piece has no comma and only a part.
        open_ended =
            !piece.contains(',') && addresses.last().is_some_and(|last| !ends_in_place(last));
    }
    addresses
}

fn names_organization(piece: &str) -> bool {
    let folded = fold_name(piece);
    folded.split(' ').any(|word| class(word).is_some_and(|class| class != Class::Part))
}

fn ends_in_place(address: &str) -> bool {
    let last = address.rsplit(',').next().unwrap_or_default();
    let places = super::super::places::places();
    places.country(&fold_name(last)).is_some()
}

/// Without blanks and marks at the ends.
pub(super) fn trimmed(text: &str) -> &str {
    let text = text.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '.' | ','
                    | ';'
                    | ':'
                    | '*'
                    | '†'
                    | '‡'
                    | '§'
                    | '¶'
                    | '‖'
                    | '∥'
                    | '#'
                    | '"'
                    | '“'
                    | '”'
                    | '>'
                    | '<'
                    | '-'
                    | '–'
                    | '|'
                    | '_'
            )
            || ('\u{2070}'..='\u{209f}').contains(&c)
            || matches!(c, '¹' | '²' | '³')
    });
    let inner = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    inner.unwrap_or(text)
}

/// Takes away a leading number, letter or "From the".
fn strip_label(text: &str) -> &str {
    let mut text = text;
    for lead in ["From the ", "from the ", "FROM THE ", "From ", "the "] {
        if let Some(rest) = text.strip_prefix(lead) {
            text = rest;
            break;
        }
    }
    let bare = text.trim_start_matches(['(', '[']);
    let label = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    if label.len() < bare.len() && bare.len() - label.len() <= 3 {
        let rest = label.trim_start_matches([')', ']', '.', ':', ',']).trim_start();
        // "3M Company" and "2nd Hospital" begin with a number that belongs to the name.
        let glued = label.starts_with(|c: char| c.is_alphabetic());
        let part = label.split(' ').next().and_then(|word| class(&fold_name(word))).is_some();
        if (!glued || part) && rest.starts_with(char::is_uppercase) {
            return rest;
        }
    }
    let mut chars = bare.chars();
    let first = chars.next().unwrap_or_default();
    let second = chars.next().unwrap_or_default();
    let lettered = first.is_ascii_lowercase()
        && (second == ' ' || second == ')' || second == '.' || second.is_uppercase());
    if lettered {
        let rest = bare.get(1..).unwrap_or_default().trim_start_matches([')', '.', ' ']);
        if rest.starts_with(char::is_uppercase) {
            return rest;
        }
    }
    text
}
