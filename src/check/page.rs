//! Lints of one page on its own.
//!
//! In: a page and its route. Out: its findings, the ids that others may link to, and the links into other pages, for the second
//! pass. Never: the content of another page.

use std::collections::BTreeSet;

use super::email;
use super::finding::{Finding, Problem};
use super::html::{Scanner, Tag, Token, decode};
use super::links::{Lead, lead, shown};

/// What one page holds that matters to the lints.
#[derive(Default)]
pub(super) struct Page {
    /// What is wrong with it.
    pub(super) findings: Vec<Finding>,
    /// The places that a fragment can name.
    pub(super) ids: BTreeSet<Box<str>>,
    /// Links into the site: line, target, fragment.
    pub(super) links: Vec<(usize, String, Option<String>)>,
    /// Those of them into a place of a page that exists: line, number of the page, its route, place.
    pub(super) places: Vec<(usize, usize, String, String)>,
}

/// Attributes whose value is the address of something, with whether a browser fetches it unasked.
const ADDRESSES: &[(&str, bool)] = &[
    ("href", false),
    ("xlink:href", false),
    ("action", false),
    ("formaction", false),
    ("cite", false),
    ("src", true),
    ("poster", true),
    ("data", true),
    ("background", true),
];

/// Kinds of `<link>` that a browser follows unasked.
const FETCHED: &[&str] = &[
    "stylesheet",
    "icon",
    "apple-touch-icon",
    "mask-icon",
    "manifest",
    "preload",
    "prefetch",
    "modulepreload",
    "preconnect",
    "dns-prefetch",
    "prerender",
];

/// SVG elements whose address is part of the picture.
const FETCHED_ELEMENTS: &[&str] = &["use", "image", "feimage"];

/// Whether a page has the parts that every page must have.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools, reason = "a list of things that were seen, not a state")]
struct Frame {
    any_tag: bool,
    redirect: bool,
    language: bool,
    title: bool,
    heading: bool,
    /// The page says against which address its relative links are meant.
    base: bool,
}

struct Reader<'a> {
    route: &'a str,
    page: Page,
    frame: Frame,
    /// Addresses found in the text with their lines.
    addresses: Vec<(usize, String)>,
    /// Addresses that the page offers as `mailto:` links, which only a curator writes.
    offered: BTreeSet<String>,
    in_title: bool,
    in_style: bool,
}

/// Reads an HTML page.
pub(super) fn read(route: &str, html: &str) -> Page {
    let mut reader = Reader {
        route,
        page: Page::default(),
        frame: Frame::default(),
        addresses: Vec::new(),
        offered: BTreeSet::new(),
        in_title: false,
        in_style: false,
    };
    for (line, token) in Scanner::new(html) {
        match token {
            Token::Open(tag) => reader.open(line, &tag),
            Token::Close(_) => (reader.in_title, reader.in_style) = (false, false),
            Token::Text(text) => reader.text(line, text),
        }
    }
    reader.finish()
}

/// Reads a file that is published as text: feeds, exports.
pub(super) fn read_text(text: &str) -> Page {
    let mut page = Page::default();
    for (line, text) in text.lines().enumerate() {
        for address in email::addresses(text) {
            page.findings.push(Finding::new(line + 1, Problem::Email(address.to_owned())));
        }
    }
    page
}

/// Reads a style sheet.
pub(super) fn read_style(text: &str) -> Page {
    let mut page = Page::default();
    for (line, text) in text.lines().enumerate() {
        page.findings.extend(
            foreign_in_style(text).map(|url| Finding::new(line + 1, Problem::ThirdParty(url))),
        );
    }
    page
}

/// The first address of another site that a style would load.
fn foreign_in_style(style: &str) -> Option<String> {
    let starts = style.match_indices("url(").chain(style.match_indices("@import"));
    starts.into_iter().find_map(|(at, word)| {
        let rest = style.get(at + word.len()..)?;
        let rest =
            rest.trim_start().trim_start_matches("url(").trim_start_matches(['"', '\'', ' ']);
        let url = rest.split(['"', '\'', ')', ';', ' ']).next()?;
        (lead(url, "") == Lead::Elsewhere).then(|| shown(url))
    })
}

impl Reader<'_> {
    fn found(&mut self, line: usize, problem: Problem) {
        self.page.findings.push(Finding::new(line, problem));
    }

    fn open(&mut self, line: usize, tag: &Tag) {
        self.frame.any_tag = true;
        self.in_title = tag.is("title");
        self.in_style = tag.is("style");
        self.frame.language |=
            tag.is("html") && tag.get("lang").is_some_and(|l| !l.trim().is_empty());
        self.frame.heading |= tag.is("h1");
        self.frame.base |= tag.is("base") && tag.get("href").is_some();
        self.frame.redirect |= tag.is("meta")
            && tag.get("http-equiv").is_some_and(|kind| kind.eq_ignore_ascii_case("refresh"));
        for (name, raw) in &tag.attributes {
            let value = decode(raw);
            if name.eq_ignore_ascii_case("id") {
                self.id(line, &value);
            } else if name.eq_ignore_ascii_case("name") && tag.is("a") {
                self.page.ids.insert(value.as_ref().into());
            } else if name.eq_ignore_ascii_case("srcset")
                || name.eq_ignore_ascii_case("imagesrcset")
            {
                for candidate in value.split(',').filter_map(|part| part.split_whitespace().next())
                {
                    self.address(line, candidate, true);
                }
            } else if let Some((_, unasked)) =
                ADDRESSES.iter().find(|(own, _)| name.eq_ignore_ascii_case(own))
            {
                self.address(line, &value, *unasked || is_fetched(tag));
            } else {
                self.mail(line, &value);
            }
            if name.eq_ignore_ascii_case("style") {
                self.style(line, &value);
            }
        }
    }

    fn id(&mut self, line: usize, id: &str) {
        if !self.page.ids.insert(id.into()) {
            self.found(line, Problem::DuplicateId(shown(id)));
        }
    }

    fn text(&mut self, line: usize, text: &str) {
        self.frame.title |= self.in_title && !text.trim().is_empty();
        if self.in_style {
            self.style(line, text);
        }
        self.mail(line, &decode(text));
    }

    fn style(&mut self, line: usize, text: &str) {
        if let Some(url) = foreign_in_style(text) {
            self.found(line, Problem::ThirdParty(url));
        }
    }

    fn mail(&mut self, line: usize, text: &str) {
        for address in email::addresses(text) {
            self.addresses.push((line, address.to_owned()));
        }
    }

    fn address(&mut self, line: usize, url: &str, unasked: bool) {
        match lead(url, self.route) {
            Lead::Script => self.found(line, Problem::ScriptUrl(shown(url))),
            Lead::Data if !unasked => self.found(line, Problem::ScriptUrl(shown(url))),
            Lead::Elsewhere if unasked => self.found(line, Problem::ThirdParty(shown(url))),
            Lead::Above => self.found(line, Problem::Above(shown(url))),
            // The error page is served under any address, so it alone has to link from the root, where the folder of the site is not known.
            Lead::FromRoot(_) if self.route == "404.html" || self.frame.base => {}
            Lead::FromRoot(_) => self.found(line, Problem::FromRoot(shown(url))),
            Lead::Inside { route, fragment } if !self.frame.base => {
                self.page.links.push((line, route, fragment));
            }
            Lead::Other => self.offer(url),
            Lead::Inside { .. } | Lead::Data | Lead::Elsewhere => {}
        }
    }

    fn offer(&mut self, url: &str) {
        if url.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:")) {
            let offered = email::addresses(url).into_iter().map(str::to_ascii_lowercase);
            self.offered.extend(offered);
        }
    }

    fn finish(mut self) -> Page {
        for (line, address) in std::mem::take(&mut self.addresses) {
            if !self.offered.contains(&address.to_ascii_lowercase()) {
                self.found(line, Problem::Email(address));
            }
        }
        let frame = &self.frame;
        let missing: Vec<&'static str> = [
            (frame.language, "language (lang on <html>)"),
            (frame.title, "title"),
            (frame.heading || frame.redirect, "main heading (h1)"),
        ]
        .into_iter()
        .filter(|(there, _)| frame.any_tag && !there)
        .map(|(_, part)| part)
        .collect();
        for part in missing {
            self.found(1, Problem::Missing(part));
        }
        self.page
    }
}

fn is_fetched(tag: &Tag) -> bool {
    if tag.is("link") {
        let kinds = tag.get("rel").unwrap_or_default().to_ascii_lowercase();
        return kinds.split_whitespace().any(|kind| FETCHED.contains(&kind));
    }
    FETCHED_ELEMENTS.iter().any(|name| tag.is(name))
}
