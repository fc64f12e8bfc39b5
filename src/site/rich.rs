//! Titles and abstracts for display: titles without brackets and final stop, both with the four inline tags and the formulas
//! that a source may give.
//!
//! In: strings of records. Out: plain text, and HTML in which only `<i> <b> <sub> <sup>` and formulas that the gate of
//! [`crate::math`] lets through are markup, always balanced. Never: any other markup.

use super::shown::Shown;
use crate::math;
use tera::Value;

const TAGS: &[&str] = &["i", "b", "sub", "sup"];

/// A title as a heading shows it: no brackets of translation, no final stop, no e-mail address.
pub(super) fn title(printed: &str, translated: bool) -> Shown<'_> {
    let mut title = printed.trim();
    if translated {
        let bare = title.strip_suffix('.').unwrap_or(title);
        if let Some(inner) = bare.strip_prefix('[').and_then(|t| t.strip_suffix(']')) {
            title = inner.trim();
        }
    }
    Shown::new(without_stop(title))
}

/// Drops one final stop, unless it belongs to an ellipsis or to an abbreviation of single letters.
fn without_stop(title: &str) -> &str {
    let Some(bare) = title.strip_suffix('.') else { return title };
    let mut last = bare.chars().rev();
    let (end, before) = (last.next(), last.next());
    let initial =
        end.is_some_and(char::is_uppercase) && before.is_none_or(|c| c == '.' || c == ' ');
    if bare.ends_with('.') || initial { title } else { bare }
}

/// The title's HTML; none when it has no markup and the plain text serves, or when tags stand inside an e-mail address,
/// which readers would see whole.
pub(super) fn title_html(source: Option<&str>, translated: bool) -> Option<Value> {
    html(&title(source?, translated))
}

/// The HTML of running text; none when tags stand inside an e-mail address.
pub(super) fn text_html(source: &str) -> Option<Value> {
    html(&Shown::new(source))
}

fn html(shown: &Shown<'_>) -> Option<Value> {
    let plain = without_tags(shown);
    let whole = *Shown::new(plain.as_str()) == plain;
    whole.then(|| Value::safe_string(&inline_html(shown)))
}

/// The text between the inline tags.
fn without_tags(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find('<') {
        let (text, markup) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(text);
        let formula = math::leading(markup);
        let length = match &formula {
            Some((_, length)) => *length,
            None => tag(markup).map_or(0, |(_, _, length)| length),
        };
        match formula {
            Some((formula, _)) => out.push_str(&formula.plain()),
            None if length == 0 => out.push('<'),
            None => {}
        }
        rest = markup.get(length.max(1)..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// Keeps the four inline tags where they are balanced, escapes everything else.
fn inline_html(source: &str) -> String {
    let mut out = String::with_capacity(source.len() + 16);
    let mut open: Vec<&str> = Vec::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        if let Some((tag, closing, length)) = tag(rest) {
            let known = if closing { open.last() == Some(&tag) } else { true };
            if known {
                if closing {
                    open.pop();
                    out.push_str(&format!("</{tag}>"));
                } else {
                    open.push(tag);
                    out.push_str(&format!("<{tag}>"));
                }
            }
            rest = rest.get(length..).unwrap_or_default();
            continue;
        }
        if let Some((formula, length)) = math::leading(rest) {
            out.push_str(&formula.mathml());
            rest = rest.get(length..).unwrap_or_default();
            continue;
        }
        let entity = ["&amp;", "&lt;", "&gt;", "&quot;"].iter().find(|e| rest.starts_with(**e));
        let length = entity.map_or(c.len_utf8(), |entity| entity.len());
        match (entity, c) {
            (Some(entity), _) => out.push_str(entity),
            (None, '&') => out.push_str("&amp;"),
            (None, '<') => out.push_str("&lt;"),
            (None, '>') => out.push_str("&gt;"),
            (None, '"') => out.push_str("&quot;"),
            // A control character may stand in no page, and one of them marks the way to the root.
            (None, c) => out.push(if c.is_control() { '\u{fffd}' } else { c }),
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    for tag in open.iter().rev() {
        out.push_str(&format!("</{tag}>"));
    }
    out
}

fn tag(rest: &str) -> Option<(&'static str, bool, usize)> {
    let inner = rest.strip_prefix('<')?;
    let closing = inner.starts_with('/');
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let found = TAGS
        .iter()
        .find(|tag| name.strip_prefix(**tag).is_some_and(|after| after.starts_with('>')))?;
    Some((found, closing, found.len() + 2 + usize::from(closing)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_brackets_and_stop() {
        for (printed, translated, shown) in [
            ("[On tides.].", true, "On tides"),
            ("[On tides].", true, "On tides"),
            ("[On tides].", false, "[On tides]"),
            ("On tides...", false, "On tides..."),
            ("Tides of the U.S.", false, "Tides of the U.S."),
            ("Vitamin D.", false, "Vitamin D."),
            ("On tides?", false, "On tides?"),
        ] {
            assert_eq!(&*title(printed, translated), shown, "{printed}");
        }
    }

    #[test]
    fn tags_do_not_hide_an_address() {
        for (source, shown) in [
            ("<i>E. coli</i>", true),
            ("2 <b>&lt;</b> 3 < 4", true),
            ("by a<i>@b.example</i>", false),
            ("by a<math><mtext>@b.example</mtext></math>", false),
            ("by a.b<sub></sub>@<b>b.example</b>", false),
        ] {
            assert_eq!(title_html(Some(source), false).is_some(), shown, "{source}");
        }
    }

    #[test]
    fn only_balanced_inline_tags_survive() {
        for (source, html) in [
            ("CO<sub>2</sub> & <i>E. coli</i>", "CO<sub>2</sub> &amp; <i>E. coli</i>"),
            ("<i>open <b>both", "<i>open <b>both</b></i>"),
            ("</i>x<script>alert(1)</script>", "x&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("<i onclick=x>y</i>", "&lt;i onclick=x&gt;y"),
            ("a &lt; b", "a &lt; b"),
            (
                "<i>a <math><mi onclick=\"x\">x</mi><mtext><b>y</b></mtext></math></i>",
                "<i>a <math><mi>x</mi><mtext>y</mtext></math></i>",
            ),
            (
                "<math><script>x</script></math>",
                "&lt;math&gt;&lt;script&gt;x&lt;/script&gt;&lt;/math&gt;",
            ),
        ] {
            assert_eq!(inline_html(source), html, "{source}");
        }
    }
}
