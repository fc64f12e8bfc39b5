//! One form for the spellings of a word.
//!
//! In: a word. Out: its letters in lower case and ASCII, without a possessive, in American spelling. Never: a change that
//! makes two words one; the plural stays.

/// Lower case, ASCII, American spelling, without a possessive.
pub(crate) fn fold_word(word: &str, out: &mut Vec<u8>) {
    out.clear();
    if let Some(name) = greek_name(word) {
        out.extend_from_slice(name.as_bytes());
        return;
    }
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
    american(out);
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

fn greek_name(word: &str) -> Option<&'static str> {
    let mut chars = word.chars();
    let first = chars.next().filter(|c| !c.is_ascii())?;
    let lower = first.to_lowercase().next()?;
    let found = GREEK.iter().find(|(letter, _)| *letter == lower)?;
    chars.next().is_none().then_some(found.1)
}

/// British spellings to American ones: "tumour", "oedema", "haemoglobin", "fibre", "localisation".
fn american(word: &mut Vec<u8>) {
    const ENDINGS: &[(&[u8], &[u8])] = &[
        (b"isation", b"ization"),
        (b"isations", b"izations"),
        (b"ising", b"izing"),
        (b"ised", b"ized"),
        (b"ise", b"ize"),
        (b"ysed", b"yzed"),
        (b"ysing", b"yzing"),
        (b"fibre", b"fiber"),
        (b"fibres", b"fibers"),
        (b"centre", b"center"),
        (b"centres", b"centers"),
        (b"litre", b"liter"),
        (b"metre", b"meter"),
        (b"programme", b"program"),
        (b"programmes", b"programs"),
        (b"ageing", b"aging"),
        (b"grey", b"gray"),
        (b"leukaemia", b"leukemia"),
        (b"sulph", b"sulf"),
    ];
    if word.len() < 4 {
        return;
    }
    // Nearly no word has one of these; the last letter alone tells.
    let last = word.last().copied();
    let ends = |(from, _): &&(&[u8], &[u8])| from.last().copied() == last && word.ends_with(from);
    if let Some((from, to)) = ENDINGS.iter().find(ends) {
        word.truncate(word.len() - from.len());
        word.extend_from_slice(to);
    }
    for (from, to, shortest) in [(&b"our"[..], &b"or"[..], 6), (b"ae", b"e", 5), (b"oe", b"e", 5)] {
        if word.len() >= shortest {
            replace(word, from, to);
        }
    }
}

/// Where a part of two or more letters begins. Words are short: the look at pairs is quicker than a search that is made
/// ready for longer texts.
fn find(word: &[u8], part: &[u8]) -> Option<usize> {
    let [first, second, rest @ ..] = part else { return None };
    let pairs = word.iter().zip(word.iter().skip(1));
    let begins = |(at, (one, next)): (usize, (&u8, &u8))| {
        let fits = one == first && next == second;
        (fits && word.get(at + 2..).is_some_and(|after| after.starts_with(rest))).then_some(at)
    };
    pairs.enumerate().find_map(begins)
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
