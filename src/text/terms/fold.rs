//! One form for the spellings of a word.
//!
//! In: a word. Out: its letters in lower case and ASCII, without a possessive, in American spelling. Never: a change that
//! makes two words one; the plural stays.

/// Lower case, ASCII, American spelling, without a possessive.
pub(crate) fn fold_word(word: &str, out: &mut Vec<u8>) {
    out.clear();
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        // Nearly all words.
        out.extend(word.bytes().map(|byte| byte.to_ascii_lowercase()));
    } else if let Some(name) = greek_name(word) {
        out.extend_from_slice(name.as_bytes());
        return;
    } else {
        fold_marks(word, out);
    }
    american(out);
}

/// The same of a word with accents, an apostrophe or a sign.
fn fold_marks(word: &str, out: &mut Vec<u8>) {
    for c in word.chars() {
        match c {
            '\'' | '\u{2019}' => out.push(b'\''),
            // Of signs the brackets go: "CD4(+)" is "CD4+".
            '(' | ')' => {}
            '\u{2212}' => out.push(b'-'),
            c if c.is_ascii() => out.push(c.to_ascii_lowercase() as u8),
            c => out.extend(
                any_ascii::any_ascii_char(c)
                    .bytes()
                    .filter(u8::is_ascii_alphanumeric)
                    .map(|b| b.to_ascii_lowercase()),
            ),
        }
    }
    if out.ends_with(b"'s") {
        out.truncate(out.len() - 2);
    }
    out.retain(|b| *b != b'\'');
}

/// Greek letters by their names, which vocabularies write: "β-catenin" is "beta catenin".
const GREEK: &[(char, &str)] = &[
    ('α', "alpha"),
    ('β', "beta"),
    ('γ', "gamma"),
    ('δ', "delta"),
    ('ε', "epsilon"),
    ('ζ', "zeta"),
    ('η', "eta"),
    ('θ', "theta"),
    ('κ', "kappa"),
    ('λ', "lambda"),
    ('μ', "mu"),
    ('π', "pi"),
    ('σ', "sigma"),
    ('τ', "tau"),
    ('φ', "phi"),
    ('χ', "chi"),
    ('ψ', "psi"),
    ('ω', "omega"),
];

/// Whether a word is one Greek letter.
pub(crate) fn is_greek_letter(word: &str) -> bool {
    greek_name(word).is_some()
}

/// The name of a Greek letter that is a word by itself.
pub(crate) fn greek_name(word: &str) -> Option<&'static str> {
    let mut chars = word.chars();
    let first = chars.next().filter(|c| !c.is_ascii())?;
    let lower = first.to_lowercase().next()?;
    let found = GREEK.iter().find(|(letter, _)| *letter == lower)?;
    chars.next().is_none().then_some(found.1)
}

/// British spellings to American ones: "tumour", "oedema", "haemoglobin", "fibre", "localisation".
fn american(word: &mut Vec<u8>) {
    type Ending = (&'static [u8], &'static [u8]);
    if word.len() < 4 {
        return;
    }
    // Nearly no word has one of these; the last letter alone tells.
    let endings: &[Ending] = match word.last() {
        Some(b'n') => &[(b"isation", b"ization")],
        Some(b's') => &[
            (b"isations", b"izations"),
            (b"fibres", b"fibers"),
            (b"centres", b"centers"),
            (b"programmes", b"programs"),
        ],
        Some(b'g') => &[(b"ising", b"izing"), (b"ysing", b"yzing"), (b"ageing", b"aging")],
        Some(b'd') => &[(b"ised", b"ized"), (b"ysed", b"yzed")],
        Some(b'e') => &[
            (b"ise", b"ize"),
            (b"fibre", b"fiber"),
            (b"centre", b"center"),
            (b"litre", b"liter"),
            (b"metre", b"meter"),
            (b"programme", b"program"),
        ],
        Some(b'y') => &[(b"grey", b"gray")],
        Some(b'a') => &[(b"leukaemia", b"leukemia")],
        Some(b'h') => &[(b"sulph", b"sulf")],
        _ => &[],
    };
    if let Some((from, to)) = endings.iter().find(|(from, _)| word.ends_with(from)) {
        word.truncate(word.len() - from.len());
        word.extend_from_slice(to);
    }
    let pairs = word.iter().zip(word.iter().skip(1));
    let mut pairs = pairs.filter(|pair| matches!(pair, (b'a' | b'o', b'e') | (b'o', b'u')));
    if pairs.next().is_none() {
        return;
    }
    if word.len() >= 6 {
        replace(word, b"our", b"or");
    }
    for from in [b"ae", b"oe"] {
        if word.len() >= 5 {
            replace(word, from, b"e");
        }
    }
}

/// Where a part of two or more letters begins. Words are short: a plain look at each letter is quicker than a search that is
/// made ready for longer texts.
fn find(word: &[u8], part: &[u8]) -> Option<usize> {
    let first = part.first()?;
    let mut from = 0;
    while let Some(at) = word.get(from..)?.iter().position(|letter| letter == first) {
        if word.get(from + at..)?.starts_with(part) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

/// Replaces the first occurrence that is not at the very end. "Our" stays in "hour", "four" and "source", whose words
/// are short, and in any word where a consonant group shows that it is no ending of a noun.
fn replace(word: &mut Vec<u8>, from: &[u8], to: &[u8]) {
    let Some(at) = find(word, from) else { return };
    let end = at + from.len();
    let follows = word.get(end).copied();
    let fits = match from {
        b"our" => {
            at > 1
                && matches!(follows, None | Some(b's' | b'a' | b'e' | b'i'))
                && !word.ends_with(b"source")
                && !word.ends_with(b"sources")
                && !word.ends_with(b"course")
                && !word.ends_with(b"courses")
        }
        _ => follows.is_some_and(|b| b != b's' || word.len() > end + 1),
    };
    if fits {
        word.splice(at..end, to.iter().copied());
    }
}
