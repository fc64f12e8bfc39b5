//! Escaping for HTML text and attributes, for the few places outside templates that make markup; and the four inline tags
//! that a title may have.

/// Escapes `& < > " '` so that the text can stand in an element or in a quoted attribute.
pub fn escape_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// The tags that a title may have.
const TAGS: &[&str] = &["<i>", "</i>", "<b>", "</b>", "<sub>", "</sub>", "<sup>", "</sup>"];

/// A piece of a text with inline markup: one of the tags `<i> <b> <sub> <sup>`, or what stands between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkupPart<'a> {
    /// As written.
    pub text: &'a str,
    /// Whether it is a tag.
    pub is_tag: bool,
}

/// The tags and the texts between them, in order.
pub fn markup_parts(text: &str) -> impl Iterator<Item = MarkupPart<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let tag = |at: usize| {
            let here = rest.get(at..)?;
            TAGS.iter().find(|tag| here.starts_with(**tag)).map(|tag| tag.len())
        };
        let is_tag = tag(0);
        let end = is_tag.unwrap_or_else(|| {
            let ends = rest.match_indices('<').map(|(at, _)| at);
            ends.into_iter().find(|at| tag(*at).is_some()).unwrap_or(rest.len())
        });
        let (part, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        rest = after;
        Some(MarkupPart { text: part, is_tag: is_tag.is_some() })
    })
}

/// The text of inline markup: without its tags, and with the characters that [`escape_html`] escapes as they are.
pub fn plain_of_markup(html: &str) -> String {
    let text: String =
        markup_parts(html).filter(|part| !part.is_tag).map(|part| part.text).collect();
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    entities.iter().fold(text, |text, (entity, plain)| text.replace(entity, plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_taken_apart() {
        for (html, plain, tags) in [
            ("CO<sub>2</sub> in <i>E. coli</i>", "CO2 in E. coli", 4),
            ("a < b &lt; c &amp;lt; d", "a < b < c &lt; d", 0),
            ("<script>x</script>", "<script>x</script>", 0),
            ("", "", 0),
        ] {
            assert_eq!(plain_of_markup(html), plain, "{html}");
            assert_eq!(markup_parts(html).filter(|part| part.is_tag).count(), tags, "{html}");
            assert_eq!(markup_parts(html).map(|part| part.text).collect::<String>(), html);
        }
    }
}
