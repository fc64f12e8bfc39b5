//! The words of an affiliation that can name something: e-mails, labels, initials and greetings set aside.
//!
//! In: the string as written. Out: [`Cleaned`]: one list of [`AddressWord`]s per address. Never: a change to words that name an
//! organisation, nor a choice among them.

use super::lexicon::{Class, Word, pair, word};
use super::places::places;
use super::places::tokens::{CUTS, Marks, Token, tokens};
use super::words::{AddressWord, country_at};
use std::ops::Range;

/// An affiliation without what is not part of an address.
pub(super) struct Cleaned {
    /// The addresses in order, none of them empty.
    pub(super) addresses: Vec<Vec<AddressWord>>,
    /// Where e-mail addresses stand.
    pub(super) emails: Vec<Range<usize>>,
}

/// Cleans one affiliation.
pub(super) fn clean(raw: &str) -> Cleaned {
    let mut all = tokens(raw);
    let emails = all.iter().filter(|token| token.email && token.folded.contains('@'));
    let emails = emails.map(|token| token.span.clone()).collect();
    drop_mail(&mut all);
    drop_initials(raw, &mut all);
    // Where all letters are capitals, capitals tell nothing of acronyms.
    let shouted = !raw.chars().any(char::is_lowercase) && all.len() > 3;
    let mut items: Vec<AddressWord> = all.into_iter().map(|token| item(token, shouted)).collect();
    codes(&mut items);
    pair_up(&mut items);
    letter_u(raw, &mut items);
    let mut addresses = split(items);
    for address in &mut addresses {
        drop_label(address);
        mark_asides(address);
    }
    addresses.retain(|address| address.iter().any(|item| !item.is_number()));
    Cleaned { addresses, emails }
}

fn item(mut token: Token, shouted: bool) -> AddressWord {
    if shouted && token.folded.len() > 3 {
        token.upper = false;
    }
    let ends = places().ends(&token.folded);
    AddressWord { word: word(&token.folded), ends, token, aside: false }
}

/// "London ON Canada", "Gary, IN 46402": the code of a state is no preposition.
fn codes(items: &mut [AddressWord]) {
    for at in 1..items.len() {
        if !items.get(at).is_some_and(|item| item.links() && item.token.upper) {
            continue;
        }
        let last = items.get(at + 1).is_none_or(|next| {
            next.token.before.has(CUTS)
                || next.token.digits > 0
                || places().country(&next.token.folded).is_some()
        });
        let before = items.get(at - 1).is_some_and(|before| before.token.upper);
        let Some(item) = items.get_mut(at).filter(|item| item.links() && item.token.upper) else {
            continue;
        };
        if last
            && !before
            && places().region_by_code(&item.token.folded.to_ascii_uppercase()).is_some()
        {
            item.word = Word::default();
        }
    }
}

/// The pair's class stands on its second word, and the first one's own class is gone.
fn pair_up(items: &mut [AddressWord]) {
    for at in 1..items.len() {
        let Some([first, second]) = items.get_mut(at - 1..=at) else { continue };
        if second.token.before.has(CUTS) {
            continue;
        }
        if let Some(class) = pair(&first.token.folded, &second.token.folded, second.word) {
            first.word.class = None;
            second.word.class = Some(class);
        }
    }
}

/// "Quux U.", "U. of Quux", "TU Quux", "Uni Quux".
fn letter_u(raw: &str, items: &mut [AddressWord]) {
    for at in 0..items.len() {
        if items.get(at).is_none_or(|item| item.token.folded.len() > 3) {
            continue;
        }
        let next = items.get(at + 1).filter(|next| !next.token.before.has(CUTS));
        let next_of = next.is_some_and(|next| next.token.folded == "of");
        let next_name = next.is_some_and(|next| {
            next.token.capital && next.word.class.is_none() && !next.token.upper
        });
        let ends = next.is_none();
        let before = at
            .checked_sub(1)
            .and_then(|before| items.get(before))
            .is_some_and(|before| before.token.capital);
        let Some(item) = items.get_mut(at) else { continue };
        let own = before && !item.token.before.has(CUTS);
        let university = match item.token.folded.as_str() {
            "u" if item.token.upper => {
                next_of || (ends && own && !item.token.before.has(Marks::GLUED))
            }
            "tu" | "fu" | "ku" | "vu" | "uc" | "ut" | "hu" | "lmu" => {
                raw.get(item.token.span.clone()).is_some_and(|text| text.len() <= 3)
                    && item.token.upper
                    && next_name
            }
            "uni" => next_name && !own,
            _ => false,
        };
        if university {
            item.word.class = Some(Class::University);
            item.word.leads = true;
        }
    }
}

/// Without e-mails and the words that announce them; their marks go to the word after.
fn drop_mail(all: &mut Vec<Token>) {
    const ANNOUNCING: &[&str] = &[
        "electronic",
        "address",
        "email",
        "e",
        "mail",
        "addresses",
        "emails",
        "correspondence",
        "corresponding",
        "author",
        "and",
        "tel",
        "fax",
        "phone",
        "to",
        "at",
        "contact",
        "correo",
        "electronico",
    ];
    let mailed = all.iter().any(|token| token.email);
    if !mailed && !is_announcement(all) {
        return;
    }
    let mut keep = vec![true; all.len()];
    end_at_mail(all);
    for (at, token) in all.iter().enumerate() {
        let orphan = at + 1 == all.len() && !mailed && is_announcement(all);
        if !token.email && !orphan {
            continue;
        }
        let end = if token.email { at } else { at + 1 };
        if let Some(slot) = keep.get_mut(at).filter(|_| token.email) {
            *slot = false;
        }
        for before in (0..end).rev() {
            let announces = all
                .get(before)
                .is_some_and(|token| token.email || ANNOUNCING.contains(&token.folded.as_str()));
            let Some(slot) = keep.get_mut(before).filter(|_| announces) else { break };
            *slot = false;
        }
    }
    retain(all, &keep);
}

/// "…, Peru. a@quux.pe. Quux University, …": a sentence of an e-mail address ends the address before it.
fn end_at_mail(all: &mut [Token]) {
    for at in 1..all.len() {
        let Some([mail, next]) = all.get_mut(at - 1..=at) else { continue };
        let sentence = mail.before.has(Marks::STOP) && next.before.has(Marks::SIGN);
        if mail.email && !next.email && sentence && next.capital {
            next.before = next.before.with(Marks::SEMICOLON);
        }
    }
}

/// "… Electronic address:" without one, at the end.
fn is_announcement(all: &[Token]) -> bool {
    let Some(last) = all.last() else { return false };
    let before =
        all.len().checked_sub(2).and_then(|at| all.get(at)).map(|token| token.folded.as_str());
    matches!(
        (before, last.folded.as_str()),
        (Some("electronic" | "email" | "mail"), "address") | (Some("e"), "mail") | (_, "email")
    )
}

/// Without what `keep` does not keep; the marks before a word that goes stand before the next one.
fn retain(all: &mut Vec<Token>, keep: &[bool]) {
    let mut carried = Marks::default();
    let mut kept = keep.iter();
    all.retain_mut(|token| {
        let keeps = kept.next().copied().unwrap_or(true);
        if keeps {
            token.before = token.before.with(carried);
            carried = Marks::default();
        } else {
            carried = carried.with(token.before);
        }
        keeps
    });
}

/// Author initials in brackets: "(D.Z., S.C.)".
fn drop_initials(raw: &str, all: &mut Vec<Token>) {
    if !all.iter().any(|token| token.before.has(Marks::OPEN)) {
        return;
    }
    let mut keep = vec![true; all.len()];
    let mut open: Option<usize> = None;
    for at in 0..=all.len() {
        let before = all.get(at).map(|token| token.before);
        if let Some(start) = open
            && before.is_none_or(|before| before.has(Marks::CLOSE))
        {
            let inside = all.get(start..at).unwrap_or_default();
            if are_initials(raw, inside) {
                keep.iter_mut().take(at).skip(start).for_each(|slot| *slot = false);
            }
            open = None;
        }
        if before.is_some_and(|before| before.has(Marks::OPEN)) {
            open = Some(at);
        }
    }
    retain(all, &keep);
}

fn are_initials(raw: &str, inside: &[Token]) -> bool {
    let (Some(first), Some(last)) = (inside.first(), inside.last()) else { return false };
    let dotted =
        raw.get(first.span.start..last.span.end + 1).is_some_and(|text| text.contains('.'));
    dotted
        && inside
            .iter()
            .all(|token| token.folded == "and" || token.upper && token.folded.len() <= 4)
}

/// Semicolons divide addresses; but some exports divide the parts of one address by them. A piece without any
/// organisation word goes to the piece before it.
fn split(items: Vec<AddressWord>) -> Vec<Vec<AddressWord>> {
    if !items.iter().skip(1).any(|item| item.token.before.has(Marks::SEMICOLON)) {
        return if items.is_empty() { Vec::new() } else { vec![items] };
    }
    let mut addresses: Vec<Vec<AddressWord>> = Vec::new();
    let mut open_ended = false;
    let mut pieces: Vec<Vec<AddressWord>> = Vec::new();
    for item in items {
        match pieces.last_mut() {
            Some(piece) if !item.token.before.has(Marks::SEMICOLON) => piece.push(item),
            _ => pieces.push(vec![item]),
        }
    }
    for piece in pieces {
        let own =
            piece.iter().any(|item| item.word.class.is_some_and(|class| class != Class::Part));
        let comma = piece.iter().skip(1).any(|item| item.token.before.has(Marks::COMMA));
        // Two that end in a country are two, whatever the second is called; and so are two organisations of which the second
        // has commas of its own.
        let closed = comma
            && addresses.last().is_some_and(|last| {
                ends_in_place(&piece) && ends_in_place(last) || own && is_whole(last)
            });
        match addresses.last_mut() {
            Some(last) if (!own || open_ended) && !closed => last.extend(piece),
            _ => addresses.push(piece),
        }
        // "Department of Physics; University of Somewhere; City": the first piece has no comma and only a part.
        open_ended = !comma && addresses.last().is_some_and(|last| !ends_in_place(last));
    }
    addresses
}

/// Whether words name an organisation that is no part of another.
fn is_whole(words: &[AddressWord]) -> bool {
    words.iter().any(|item| {
        matches!(item.word.class, Some(Class::University | Class::Hospital | Class::Company))
    })
}

fn ends_in_place(address: &[AddressWord]) -> bool {
    let from = address.iter().rposition(|item| item.token.before.has(CUTS)).unwrap_or(0);
    country_at(address.get(from..).unwrap_or_default()).is_some()
}

/// Takes away a leading number, letter or "From the".
fn drop_label(address: &mut Vec<AddressWord>) {
    loop {
        let (Some(first), second) = (address.first(), address.get(1)) else { return };
        let own = second.is_some_and(|second| {
            !second.token.before.has(Marks::GLUED) || second.token.before.has(Marks::STOP)
        });
        let text = first.token.folded.as_str();
        let greeting = matches!(text, "from" | "at" | "the" | "and" | "aus" | "dem") && own;
        let number = first.is_number()
            && text.len() <= 5
            && own
            && second.is_some_and(|second| {
                second.token.capital || second.token.folded == "from" || second.is_number()
            })
            && (!second.is_some_and(|second| second.word.is(Word::STREET))
                // "2 St. Quux's Hospital": a saint's street would have its word behind the name.
                || second.is_some_and(|second| second.token.folded == "st") && text.len() == 1);
        let letter = text.len() == 1
            && !first.token.upper
            && first.token.digits == 0
            && second.is_some_and(|second| second.token.capital);
        let standing = matches!(text, "present" | "current" | "permanent")
            && second.is_some_and(|second| {
                matches!(second.token.folded.as_str(), "address" | "affiliation")
            });
        if !(greeting || number || letter || standing || is_note(first, second)) {
            break;
        }
        if standing {
            address.remove(0);
        }
        address.remove(0);
    }
    glued_letter(address);
    if let Some(first) = address.first_mut() {
        first.token.before = Marks::default();
    }
}

/// "kd Quux University": after the letters of the alphabet, footnotes go on with two and three of them.
fn is_note(first: &AddressWord, second: Option<&AddressWord>) -> bool {
    // What a family's name begins with.
    const NAMES: &[&str] = &[
        "ibn", "bin", "ben", "abu", "bar", "dr", "ter", "ten", "san", "mac", "de", "der", "den",
        "del", "di", "da", "do", "dos", "du", "van", "von", "la", "le", "el", "al",
    ];
    let text = first.token.folded.as_str();
    (2..=3).contains(&text.len())
        && !first.token.capital
        && !first.token.upper
        && first.token.digits == 0
        && first.word.class.is_none()
        && !NAMES.contains(&text)
        && second.is_some_and(|second| {
            second.token.capital && !second.token.before.has(Marks::GLUED.with(CUTS))
        })
}

/// "aDepartment": a label that grew into the first word.
fn glued_letter(address: &mut [AddressWord]) {
    let Some(first) = address.first_mut() else { return };
    let Some(rest) = first.token.folded.get(1..) else { return };
    let known = word(rest);
    let named = known.class.is_some() || matches!(rest, "national" | "royal" | "the" | "central");
    if !first.token.capital && first.word.class.is_none() && named && first.token.folded.is_ascii()
    {
        first.token.folded.remove(0);
        first.token.span.start += 1;
        first.token.capital = true;
        first.word = known;
        first.ends = places().ends(&first.token.folded);
    }
}

fn mark_asides(address: &mut [AddressWord]) {
    let mut depth = 0_u32;
    for item in address {
        if item.token.before.has(Marks::CLOSE) {
            depth = 0;
        }
        if item.token.before.has(Marks::OPEN) {
            depth += 1;
        }
        item.aside = depth > 0;
    }
}
