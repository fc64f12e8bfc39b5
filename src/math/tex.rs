//! TeX of notes as a formula.
//!
//! In: what stands between the dollar signs. Out: a [`Formula`], or what is wrong with it and where. The converter writes
//! some arguments as they are typed, so what it gives goes through the [`gate`] like anything else. Never: a formula of a
//! length or depth that no reader could follow and that a parser could fall over.

use super::{Formula, Refused, chemistry, gate};
use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};
use std::borrow::Cow;
use std::sync::LazyLock;

/// Bytes of one formula.
const LONGEST: usize = 4_000;
/// Groups, brackets and commands inside each other; the converter calls itself for each.
const DEEPEST: usize = 400;

static CONVERTER: LazyLock<Option<LatexToMathML>> =
    LazyLock::new(|| LatexToMathML::new(MathCoreConfig::default()).ok());

/// The formula that TeX stands for; `block` when it stands in a line of its own.
pub fn from_tex(tex: &str, block: bool) -> Result<Formula, Refused> {
    let whole = |message: &str| Refused { message: message.to_owned(), range: 0..tex.len() };
    if tex.len() > LONGEST {
        return Err(whole("it is too long for one formula"));
    }
    if depth(tex) > DEEPEST {
        return Err(whole("its parts stand too deep inside each other"));
    }
    let expanded = chemistry::expand(tex)?;
    let display = if block { MathDisplay::Block } else { MathDisplay::Inline };
    let Some(converter) = CONVERTER.as_ref() else {
        return Err(whole("the converter of formulas cannot be started"));
    };
    let converted = converter.convert_with_local_state(&expanded, display).map_err(|error| {
        let message = without_stop(&error.error_message());
        // Of a formula that was written anew, only the whole has a place.
        match expanded {
            Cow::Borrowed(_) => Refused { message, range: error.0.clone() },
            Cow::Owned(_) => whole(&message),
        }
    })?;
    gate::pass(&converted.mathml, gate::Manner::Strict).map_err(|message| whole(&message))
}

fn without_stop(message: &str) -> String {
    message.trim_end().trim_end_matches('.').to_owned()
}

/// A bound for how deep the parts of a formula can stand inside each other: every group and every command may hold the
/// next one.
fn depth(tex: &str) -> usize {
    tex.bytes().filter(|byte| matches!(byte, b'\\' | b'{')).count()
}
