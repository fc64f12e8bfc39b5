//! The site's design tokens as CSS.
//!
//! In: the `[theme]` settings, already checked to be harmless. Out: rules that follow the theme's own. A plain colour
//! holds in the light scheme only, so that one changed colour cannot make the dark scheme unreadable; a colour
//! written as `light-dark(…, …)` holds in both, and so does everything that is no colour.

use crate::config::is_colour;
use indexmap::IndexMap;

/// The rules; empty without tokens.
pub(super) fn css(tokens: &IndexMap<String, String>) -> String {
    let mut both = String::new();
    let mut light = String::new();
    for (name, value) in tokens {
        let plain = is_colour(name) && !value.contains("light-dark(");
        let rules = if plain { &mut light } else { &mut both };
        rules.push_str(&format!("--{name}:{value};"));
    }
    let mut out = String::new();
    if !both.is_empty() {
        out.push_str(&format!("\n:root{{{both}}}\n"));
    }
    if !light.is_empty() {
        out.push_str(&format!("\n@media not (prefers-color-scheme:dark){{:root{{{light}}}}}\n"));
    }
    out
}
