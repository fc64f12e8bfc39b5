//! Identifiers of organisations in an affiliation.
//!
//! In: the string as written. Out: ROR, GRID and ISNI ids with their places. Never: a look into a registry.

use super::parse::{IdKind, Part};
use super::reason::Reason;
use regex::Regex;
use std::sync::LazyLock;

/// The identifiers in a string.
pub(super) fn identifiers(raw: &str) -> Vec<(IdKind, Part)> {
    static PATTERN: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"(?i)ror\.org/(?<ror>0[a-hj-km-np-tv-z0-9]{6}[0-9]{2})\b|\b(?<grid>grid\.[0-9]{3,8}\.[0-9a-f]{1,3})\b|\bisni[: /.a-z]{0,12}(?<isni>[0-9]{4} ?[0-9]{4} ?[0-9]{4} ?[0-9]{3}[0-9x])\b",
        )
        .ok()
    });
    // Most strings hold none of the three words.
    let hint = raw.contains("ror.org") || raw.contains("ROR") || raw.contains("grid.") || raw.contains("GRID") || raw.contains("isni") || raw.contains("ISNI");
    let Some(pattern) = PATTERN.as_ref().filter(|_| hint) else { return Vec::new() };
    let mut out = Vec::new();
    for found in pattern.captures_iter(raw) {
        for (name, kind) in [("ror", IdKind::Ror), ("grid", IdKind::Grid), ("isni", IdKind::Isni)] {
            if let Some(id) = found.name(name) {
                let text = id.as_str().replace(' ', "").to_lowercase();
                out.push((kind, Part { text, span: id.range(), reason: Reason::Identifier }));
            }
        }
    }
    out
}
