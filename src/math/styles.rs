//! Styles of a formula as classes: a page's policy allows no inline style, and the theme draws what is meant.
//!
//! In: the value of `style` that the converter gives, or of `notation` that MathML Core does not have. Out: classes whose
//! names begin with `math-`. Never: a colour or a size.

use super::{Element, lengths};

/// What is drawn around or through a part, as a class of the theme's.
pub(super) fn push_enclosure(notation: &str, element: &mut Element) {
    let class = match notation {
        typed if typed.contains("strike") => "math-struck",
        typed if typed.contains("box") || typed.contains("circle") => "math-boxed",
        _ => return,
    };
    element.attributes.push(("class", class.to_owned()));
}

/// Styles of the converter, as classes of the theme's: a page's policy allows no inline style.
const STYLES: &[(&str, &str, &str)] = &[
    ("text-align", "left", "math-left"),
    ("text-align", "right", "math-right"),
    ("border-right", "solid", "math-line-right"),
    ("border-right", "dashed", "math-line-right"),
    ("border-left", "solid", "math-line-left"),
    ("border-left", "dashed", "math-line-left"),
    ("border-top", "solid", "math-line-above"),
    ("border-top", "dashed", "math-line-above"),
    ("padding-left", "0", "math-close-left"),
    ("padding-right", "0", "math-close-right"),
    ("width", "100%", "math-wide"),
    ("width", "50%", "math-margin"),
    ("width", "7.5%", "math-margin"),
];

/// Says the same as a `style` in classes. Colours and sizes of the curator's are refused rather than lost.
pub(super) fn push(style: &str, element: &mut Element) -> Result<(), String> {
    let mut classes: Vec<&str> = Vec::new();
    for declaration in style.split(';').map(str::trim).filter(|typed| !typed.is_empty()) {
        let (name, value) = declaration.split_once(':').unwrap_or((declaration, ""));
        let (name, value) = (name.trim(), value.trim());
        match name {
            "justify-items" | "math-shift" => continue,
            "padding-top" | "padding-bottom" => {
                classes.push("math-close");
                continue;
            }
            "color" => return Err("colours are not kept in formulas".to_owned()),
            "font-size" => return Err("sizes of words are not kept in formulas".to_owned()),
            // A step back is a space of a negative width.
            "margin-left" if element.name == "mspace" => {
                classes.push("math-back");
                continue;
            }
            "width" if element.name == "mspace" && lengths::fits(value) => continue,
            _ => {}
        }
        let same = |(known, words, _): &&(&str, &str, &str)| {
            *known == name && (value == *words || value.split(' ').any(|word| word == *words))
        };
        if let Some((_, _, class)) = STYLES.iter().find(same) {
            classes.push(class);
        }
    }
    classes.dedup();
    if !classes.is_empty() {
        element.attributes.push(("class", classes.join(" ")));
    }
    Ok(())
}
