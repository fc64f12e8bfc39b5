//! The data from which a page makes files of any choice of articles: blocks of articles, each with its texts in the formats
//! that are made in the browser, as the writers of these formats wrote them. A block is a classic script, since a page that is
//! opened from a disk can load nothing else.
//!
//! A block hands to `litdigest.exports.add` the state of the library, its own number and its content: base64 of the zlib
//! form, whose sum tells a broken one, of JSON with `formats`, each its name and its frame (before the first record, between
//! two, behind the last, a file without any), and `texts`, for each article its texts in the order of these formats.

use crate::diag::Diagnostic;
use crate::formats::{WRITERS, Writer};
use crate::library::Article;
use crate::site::kind::{Listing, PageKind, Product, Request};
use crate::site::page::Subject;
use crate::site::shared::Shared;
use crate::text::base64::base64;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde_json::json;
use std::io::Write;

pub(super) static KIND: PageKind =
    PageKind { id: "export-blocks", canonical: false, list, make, ..PageKind::USUAL };

/// Articles of a block; `templates/export.js` knows it too. Of many, a choice of a few would load much that it does not need;
/// of few, there would be many files.
const BLOCK: usize = 16;

/// How hard a block is pressed, of 9: above this the time grows faster than the gain.
const PRESSED: u32 = 4;

fn list(listing: &mut Listing<'_>) {
    if !listing.inputs.config.site.search {
        return;
    }
    let blocks = listing.inputs.library.articles().len().div_ceil(BLOCK);
    for block in (0u32..).take(blocks) {
        listing.add(format!("search/export/{block}.js"), Subject::Part(block));
    }
}

fn make(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let Subject::Part(block) = request.page.subject else { return request.misplaced() };
    let shared = request.shared;
    let articles = shared.articles().chunks(BLOCK).nth(block as usize).unwrap_or_default();
    let first = (0u32..).nth(block as usize * BLOCK).unwrap_or_default();
    let formats = || WRITERS.iter().filter(|writer| writer.in_browser);
    let framed = |writer: &Writer| {
        let frame = writer.frame();
        json!([writer.id, frame.open, frame.between, frame.close, frame.empty])
    };
    let texts = (first..).zip(articles).map(|(id, article)| texts(shared, id, article, formats()));
    let content = json!({
        "formats": formats().map(framed).collect::<Vec<_>>(),
        "texts": texts.collect::<Vec<_>>(),
    });
    let id = &shared.exports.id;
    let data = base64(&pressed(content.to_string().as_bytes()));
    Ok(Product::Bytes(
        format!("litdigest.exports.add(\"{id}\",{block},\"{data}\");\n").into_bytes(),
    ))
}

/// An article in each format.
fn texts<'w>(
    shared: &Shared,
    id: u32,
    article: &Article,
    formats: impl Iterator<Item = &'w Writer>,
) -> Vec<String> {
    let record = shared.exports.shown(id, article);
    formats.map(|writer| record.text(writer, shared.exports.key(id))).collect()
}

fn pressed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(PRESSED));
    // Memory takes everything, so neither can fail.
    encoder.write_all(bytes).unwrap_or_default();
    encoder.finish().unwrap_or_default()
}
