//! Addresses in Markdown: which are kept, which the site resolves, and what is said of the others.

use super::headings::Headings;
use super::told::Told;
use super::{Frame, LinkTarget};
use crate::config::fields::shown;
use crate::diag::{Code, Diagnostic, codes};
use crate::text::clean::{Found, without_credentials};
use crate::text::nearest::Known;
use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;

/// Schemes that lead out of the site and can do no harm.
const OUTSIDE: &[&str] = &["http", "https", "mailto"];

/// The addresses of one body.
pub(super) struct Links<'a> {
    pub(super) told: Told<'a>,
    resolve: &'a dyn Fn(&str) -> LinkTarget,
    frame: Frame<'a>,
    /// The id of the heading that became the title.
    title: Option<&'a str>,
    ids: HashSet<&'a str>,
    /// The same, for what a broken link was probably meant to be; made for the first broken one.
    near: OnceCell<Known<'a>>,
}

/// Where a picture comes from.
pub(super) enum Picture {
    /// A file of the site.
    Here(String),
    /// Another host's; pages ask nothing of other hosts.
    Elsewhere(String),
    /// Nowhere.
    Missing,
}

impl<'a> Links<'a> {
    pub(super) fn new(
        told: Told<'a>,
        resolve: &'a dyn Fn(&str) -> LinkTarget,
        (frame, title): (Frame<'a>, Option<&'a str>),
        headings: &'a Headings,
    ) -> Self {
        let ids = headings.planned.iter().map(|heading| heading.id.as_str()).collect();
        Links { told, resolve, frame, title, ids, near: OnceCell::new() }
    }

    /// The href for an address as typed; `None`, and a diagnostic, when there can be none.
    pub(super) fn href(&mut self, typed: &str, range: &Range<usize>) -> Option<String> {
        let address = self.without_user(without_controls(typed), typed, range);
        let scheme = scheme(&address);
        if scheme.as_deref().is_some_and(|scheme| OUTSIDE.contains(&scheme)) {
            return Some(address);
        }
        if address.is_empty() {
            self.broken("this link leads nowhere".to_owned(), None, typed, range);
            return None;
        }
        if let Some(heading) = self.own_heading(&address) {
            return Some(heading);
        }
        let harmless = |href: &str| {
            self::scheme(href).is_none_or(|scheme| OUTSIDE.contains(&scheme.as_str()))
                && !without_controls(href).starts_with("//")
        };
        match (self.resolve)(&address) {
            LinkTarget::Href(href) if harmless(&href) => Some(href),
            LinkTarget::Unchanged if harmless(&address) => Some(address),
            LinkTarget::Missing { message, help } => {
                self.dropped(&codes::BROKEN_LINK, message, help, typed, range);
                None
            }
            LinkTarget::Broken { nearest } if scheme.is_none() || nearest.is_some() => {
                let kept = self.told.keeps(&codes::BROKEN_LINK);
                let near = || kept.then(|| self.nearest_heading(&address)).flatten();
                let nearest = nearest.or_else(near);
                let message = match address.strip_prefix('#') {
                    Some(id) => format!("no heading of this file has the id `{}`", shown(id)),
                    None => format!("`{}` leads to no page of the site", shown(&address)),
                };
                self.broken(message, nearest, typed, range);
                None
            }
            _ => {
                self.unsafe_scheme(typed, scheme.as_deref(), range);
                None
            }
        }
    }

    /// Where a picture is.
    pub(super) fn picture(&mut self, typed: &str, range: &Range<usize>) -> Picture {
        let address = without_controls(typed);
        let outside = scheme(&address).is_some_and(|s| s == "http" || s == "https");
        if !outside {
            return self.href(typed, range).map_or(Picture::Missing, Picture::Here);
        }
        let said = Diagnostic::new(&codes::EXTERNAL_IMAGE, "this picture lies on another host")
            .done("made a link of it, because pages ask nothing of other hosts")
            .help("put the picture into static/ and name it from there");
        self.told.say(&self.place_of(typed, range), said);
        Picture::Elsewhere(self.without_user(address, typed, range))
    }

    /// An address without the user name and password that no page may hold.
    fn without_user(&mut self, address: String, typed: &str, range: &Range<usize>) -> String {
        let Some((bare, credentials)) = without_credentials(&address) else { return address };
        let found = Found { credentials, ..Found::default() };
        let place = self.place_of(typed, range);
        for said in found.said("this link") {
            self.told.say(&place, said);
        }
        bare
    }

    /// `#heading` of this body.
    fn own_heading(&self, address: &str) -> Option<String> {
        let wanted = decoded(address.strip_prefix('#')?);
        if self.title == Some(wanted.as_str()) {
            return Some(format!("#{}", self.frame.title_id));
        }
        let id = self.ids.get(wanted.as_str())?;
        Some(format!("#{}{id}", self.frame.id_prefix))
    }

    fn nearest_heading(&self, address: &str) -> Option<String> {
        let wanted = decoded(address.strip_prefix('#')?);
        let near = self.near.get_or_init(|| {
            let mut ids: Vec<&str> = self.ids.iter().copied().collect();
            ids.sort_unstable();
            Known::new(ids)
        });
        near.nearest(&wanted).map(|id| format!("#{id}"))
    }

    fn broken(
        &mut self,
        message: String,
        nearest: Option<String>,
        typed: &str,
        range: &Range<usize>,
    ) {
        let help = match nearest {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "correct the address, or leave the link out".to_owned(),
        };
        self.dropped(&codes::BROKEN_LINK, message, help, typed, range);
    }

    fn unsafe_scheme(&mut self, typed: &str, scheme: Option<&str>, range: &Range<usize>) {
        let message = match scheme {
            Some(scheme) => format!("a link may not use `{}:`", shown(scheme)),
            None => "a link to another host must say https:".to_owned(),
        };
        let help = "use an http, https or mailto address, or the path of a file of the site";
        self.dropped(&codes::UNSAFE_LINK, message, help.to_owned(), typed, range);
    }

    fn dropped(
        &mut self,
        code: &'static Code,
        message: String,
        help: String,
        typed: &str,
        range: &Range<usize>,
    ) {
        let dropped = Diagnostic::new(code, message);
        let dropped = dropped.done("kept the words without the link").help(help);
        self.told.say(&self.place_of(typed, range), dropped);
    }

    /// Where an address stands in the link that it belongs to; the whole link where it stands elsewhere.
    fn place_of(&self, address: &str, range: &Range<usize>) -> Range<usize> {
        match self.told.typed(range).rfind(address) {
            Some(at) if !address.is_empty() => {
                let from = range.start + at;
                from..from + address.len()
            }
            _ => range.clone(),
        }
    }
}

/// Browsers pass over control characters in an address, so `java&#10;script:` must be seen for what it is.
fn without_controls(address: &str) -> String {
    let plain: String = address.chars().filter(|c| !c.is_control()).collect();
    plain.trim().to_owned()
}

/// The scheme in lower case, when the address has one.
fn scheme(address: &str) -> Option<String> {
    let plain = without_controls(address);
    let (scheme, _) = plain.split_once(':')?;
    let mut bytes = scheme.bytes();
    let well_formed = bytes.next().is_some_and(|first| first.is_ascii_alphabetic())
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    well_formed.then(|| scheme.to_ascii_lowercase())
}

/// Percent-encoded bytes as the characters that they stand for.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let hex = |at: usize| tail.get(at).and_then(|digit| char::from(*digit).to_digit(16));
        if first == b'%'
            && let (Some(high), Some(low)) = (hex(0), hex(1))
        {
            bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'%'));
            rest = tail.get(2..).unwrap_or_default();
        } else {
            bytes.push(first);
            rest = tail;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
