//! The commands of TeX that stand for a sign, an accent or the markup of a title. Tables alone: LaTeX's own, those of
//! `textcomp` and `amsmath`, and the ones that reference managers write for characters outside of ASCII.

/// The combining mark of an accent.
pub(super) fn accent(name: &str) -> Option<char> {
    ACCENTS.iter().find(|(known, ..)| *known == name).map(|(_, mark, _)| *mark)
}

/// The sign of an accent that stands on nothing.
pub(super) fn alone(mark: char) -> &'static str {
    ACCENTS.iter().find(|(_, known, _)| *known == mark).map_or("", |(.., sign)| sign)
}

/// The text of a command that takes no argument.
pub(super) fn sign(name: &str) -> Option<&'static str> {
    let at = SIGNS.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
    SIGNS.get(at).map(|(_, sign)| *sign)
}

/// Whether a sign is a word, so that the blank behind its command is one.
pub(super) fn is_word(sign: &str) -> bool {
    sign.len() > 4 && sign.is_ascii()
}

/// The tags of a command that marks text up; empty where its text stays and the markup goes.
pub(super) fn tag(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "emph" | "textit" | "textsl" | "mkbibemph" | "mathit" | "it" | "em" | "sl" | "itshape" => {
            ("<i>", "</i>")
        }
        "textbf" | "mathbf" | "bf" | "bfseries" | "boldsymbol" => ("<b>", "</b>"),
        "textsubscript" => ("<sub>", "</sub>"),
        "textsuperscript" | "mkbibsuperscript" => ("<sup>", "</sup>"),
        "textsc" | "textrm" | "textsf" | "texttt" | "textnormal" | "text" | "textup" | "textmd"
        | "mbox" | "hbox" | "uppercase" | "lowercase" | "MakeUppercase" | "MakeLowercase"
        | "mathrm" | "mathsf" | "mathtt" | "mathcal" | "mathbb" | "mathnormal" | "operatorname"
        | "ensuremath" | "url" | "path" | "nolinkurl" | "underline" | "NoCaseChange" | "rm"
        | "sf" | "tt" | "sc" | "rmfamily" | "scshape" | "normalfont" | "upshape" => ("", ""),
        _ => return None,
    })
}

/// Whether such a command holds up to the end of its group instead of taking an argument.
pub(super) fn is_declaration(name: &str) -> bool {
    matches!(
        name,
        "it" | "em"
            | "sl"
            | "bf"
            | "rm"
            | "sf"
            | "tt"
            | "sc"
            | "itshape"
            | "bfseries"
            | "rmfamily"
            | "scshape"
            | "normalfont"
            | "upshape"
    )
}

/// Commands that say nothing to a reader.
pub(super) fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "relax"
            | "displaystyle"
            | "textstyle"
            | "scriptstyle"
            | "left"
            | "right"
            | "nobreak"
            | "allowbreak"
            | "protect"
            | "noindent"
            | "limits"
            | "bibstring"
    )
}

/// Name, combining mark, and the sign alone.
static ACCENTS: &[(&str, char, &str)] = &[
    ("`", '\u{300}', "`"),
    ("'", '\u{301}', "\u{b4}"),
    ("^", '\u{302}', "^"),
    ("~", '\u{303}', "~"),
    ("=", '\u{304}', "\u{af}"),
    ("u", '\u{306}', "\u{2d8}"),
    (".", '\u{307}', "\u{2d9}"),
    ("\"", '\u{308}', "\u{a8}"),
    ("r", '\u{30a}', "\u{2da}"),
    ("H", '\u{30b}', "\u{2dd}"),
    ("v", '\u{30c}', "\u{2c7}"),
    ("G", '\u{30f}', "\u{2f5}"),
    ("U", '\u{30e}', "\u{30e}"),
    ("d", '\u{323}', "\u{323}"),
    ("c", '\u{327}', "\u{b8}"),
    ("k", '\u{328}', "\u{2db}"),
    ("b", '\u{331}', "\u{331}"),
    ("t", '\u{361}', "\u{361}"),
    ("acute", '\u{301}', "\u{b4}"),
    ("bar", '\u{304}', "\u{af}"),
    ("breve", '\u{306}', "\u{2d8}"),
    ("check", '\u{30c}', "\u{2c7}"),
    ("ddot", '\u{308}', "\u{a8}"),
    ("dot", '\u{307}', "\u{2d9}"),
    ("grave", '\u{300}', "`"),
    ("hat", '\u{302}', "^"),
    ("overline", '\u{305}', "\u{203e}"),
    ("tilde", '\u{303}', "~"),
    ("vec", '\u{20d7}', "\u{20d7}"),
];

/// Sorted by name.
static SIGNS: &[(&str, &str)] = &[
    ("AA", "Å"),
    ("AE", "Æ"),
    ("BibTeX", "BibTeX"),
    ("DH", "Ð"),
    ("DJ", "Đ"),
    ("Delta", "Δ"),
    ("EUR", "€"),
    ("Gamma", "Γ"),
    ("Im", "ℑ"),
    ("L", "Ł"),
    ("LaTeX", "LaTeX"),
    ("Lambda", "Λ"),
    ("Leftarrow", "⇐"),
    ("Leftrightarrow", "⇔"),
    ("NG", "Ŋ"),
    ("O", "Ø"),
    ("OE", "Œ"),
    ("Omega", "Ω"),
    ("P", "¶"),
    ("Phi", "Φ"),
    ("Pi", "Π"),
    ("Pr", "Pr"),
    ("Psi", "Ψ"),
    ("Re", "ℜ"),
    ("Rightarrow", "⇒"),
    ("S", "§"),
    ("SS", "ẞ"),
    ("Sigma", "Σ"),
    ("TH", "Þ"),
    ("TeX", "TeX"),
    ("Theta", "Θ"),
    ("Upsilon", "Υ"),
    ("Vert", "‖"),
    ("Xi", "Ξ"),
    ("aa", "å"),
    ("ae", "æ"),
    ("aleph", "ℵ"),
    ("alpha", "α"),
    ("angle", "∠"),
    ("approx", "≈"),
    ("ast", "∗"),
    ("backslash", "\\"),
    ("beta", "β"),
    ("bibrangedash", "–"),
    ("blackpointerright", "►"),
    ("bullet", "•"),
    ("cap", "∩"),
    ("cdot", "·"),
    ("cdots", "⋯"),
    ("celsius", "℃"),
    ("checkmark", "✓"),
    ("chi", "χ"),
    ("circ", "°"),
    ("colon", ":"),
    ("cong", "≅"),
    ("copyright", "©"),
    ("cos", "cos"),
    ("cup", "∪"),
    ("dag", "†"),
    ("dagger", "†"),
    ("ddag", "‡"),
    ("ddagger", "‡"),
    ("deg", "deg"),
    ("degree", "°"),
    ("degreesymbol", "°"),
    ("delta", "δ"),
    ("det", "det"),
    ("dh", "ð"),
    ("div", "÷"),
    ("dj", "đ"),
    ("dots", "…"),
    ("downarrow", "↓"),
    ("ell", "ℓ"),
    ("emptyset", "∅"),
    ("emspace", " "),
    ("enspace", " "),
    ("epsilon", "ε"),
    ("equiv", "≡"),
    ("eta", "η"),
    ("euro", "€"),
    ("exists", "∃"),
    ("exp", "exp"),
    ("female", "♀"),
    ("forall", "∀"),
    ("gamma", "γ"),
    ("ge", "≥"),
    ("geq", "≥"),
    ("geqslant", "≥"),
    ("gg", "≫"),
    ("greater", ">"),
    ("gt", ">"),
    ("gtrsim", "≳"),
    ("guillemotleft", "«"),
    ("guillemotright", "»"),
    ("guilsinglleft", "‹"),
    ("guilsinglright", "›"),
    ("hbar", "ℏ"),
    ("hyphen", "-"),
    ("i", "ı"),
    ("in", "∈"),
    ("infty", "∞"),
    ("int", "∫"),
    ("iota", "ι"),
    ("j", "ȷ"),
    ("kappa", "κ"),
    ("l", "ł"),
    ("lambda", "λ"),
    ("land", "∧"),
    ("langle", "⟨"),
    ("lbrace", "{"),
    ("lbrack", "["),
    ("lceil", "⌈"),
    ("ldots", "…"),
    ("le", "≤"),
    ("leftarrow", "←"),
    ("leftrightarrow", "↔"),
    ("leq", "≤"),
    ("leqslant", "≤"),
    ("less", "<"),
    ("lesssim", "≲"),
    ("lfloor", "⌊"),
    ("lim", "lim"),
    ("linebreak", " "),
    ("ll", "≪"),
    ("ln", "ln"),
    ("lnot", "¬"),
    ("log", "log"),
    ("longrightarrow", "⟶"),
    ("lor", "∨"),
    ("lt", "<"),
    ("male", "♂"),
    ("mars", "♂"),
    ("mathcomma", ","),
    ("mathdollar", "$"),
    ("mathminus", "−"),
    ("mathplus", "+"),
    ("mathring", "°"),
    ("mathsemicolon", ";"),
    ("max", "max"),
    ("mid", "∣"),
    ("min", "min"),
    ("mp", "∓"),
    ("mu", "μ"),
    ("nabla", "∇"),
    ("ne", "≠"),
    ("neg", "¬"),
    ("neq", "≠"),
    ("newline", " "),
    ("ng", "ŋ"),
    ("nobreakspace", " "),
    ("notin", "∉"),
    ("nu", "ν"),
    ("o", "ø"),
    ("oe", "œ"),
    ("omega", "ω"),
    ("omicron", "ο"),
    ("oplus", "⊕"),
    ("otimes", "⊗"),
    ("par", " "),
    ("parallel", "∥"),
    ("partial", "∂"),
    ("perp", "⊥"),
    ("phi", "φ"),
    ("pi", "π"),
    ("pm", "±"),
    ("pounds", "£"),
    ("prime", "′"),
    ("prod", "∏"),
    ("propto", "∝"),
    ("psi", "ψ"),
    ("qquad", " "),
    ("quad", " "),
    ("quotedblbase", "„"),
    ("quotesinglbase", "‚"),
    ("rangle", "⟩"),
    ("rbrace", "}"),
    ("rbrack", "]"),
    ("rceil", "⌉"),
    ("rfloor", "⌋"),
    ("rho", "ρ"),
    ("rightarrow", "→"),
    ("sigma", "σ"),
    ("sim", "∼"),
    ("simeq", "≃"),
    ("sin", "sin"),
    ("slash", "/"),
    ("space", " "),
    ("sqrt", "√"),
    ("square", "□"),
    ("ss", "ß"),
    ("star", "⋆"),
    ("subset", "⊂"),
    ("subseteq", "⊆"),
    ("sum", "∑"),
    ("supset", "⊃"),
    ("supseteq", "⊇"),
    ("surd", "√"),
    ("tan", "tan"),
    ("tau", "τ"),
    ("textDelta", "Δ"),
    ("textGamma", "Γ"),
    ("textOmega", "Ω"),
    ("textSigma", "Σ"),
    ("textalpha", "α"),
    ("textasciiacute", "´"),
    ("textasciicircum", "^"),
    ("textasciidieresis", "¨"),
    ("textasciigrave", "`"),
    ("textasciimacron", "¯"),
    ("textasciitilde", "~"),
    ("textasteriskcentered", "*"),
    ("textbackslash", "\\"),
    ("textbar", "|"),
    ("textbardbl", "‖"),
    ("textbeta", "β"),
    ("textbraceleft", "{"),
    ("textbraceright", "}"),
    ("textbrokenbar", "¦"),
    ("textbullet", "•"),
    ("textcelsius", "℃"),
    ("textcent", "¢"),
    ("textchi", "χ"),
    ("textcopyright", "©"),
    ("textcurrency", "¤"),
    ("textdagger", "†"),
    ("textdaggerdbl", "‡"),
    ("textdegree", "°"),
    ("textdelta", "δ"),
    ("textdiv", "÷"),
    ("textdollar", "$"),
    ("textdownarrow", "↓"),
    ("textellipsis", "…"),
    ("textemdash", "—"),
    ("textendash", "–"),
    ("textepsilon", "ε"),
    ("texteta", "η"),
    ("texteuro", "€"),
    ("textexclamdown", "¡"),
    ("textgamma", "γ"),
    ("textgreater", ">"),
    ("textiota", "ι"),
    ("textkappa", "κ"),
    ("textlambda", "λ"),
    ("textleftarrow", "←"),
    ("textless", "<"),
    ("textlnot", "¬"),
    ("textminus", "−"),
    ("textmu", "µ"),
    ("textnu", "ν"),
    ("textnumero", "№"),
    ("textohm", "Ω"),
    ("textomega", "ω"),
    ("textonehalf", "½"),
    ("textonequarter", "¼"),
    ("textonesuperior", "¹"),
    ("textordfeminine", "ª"),
    ("textordmasculine", "º"),
    ("textparagraph", "¶"),
    ("textperiodcentered", "·"),
    ("textphi", "φ"),
    ("textpi", "π"),
    ("textpm", "±"),
    ("textpsi", "ψ"),
    ("textquestiondown", "¿"),
    ("textquotedbl", "\""),
    ("textquotedblleft", "“"),
    ("textquotedblright", "”"),
    ("textquoteleft", "‘"),
    ("textquoteright", "’"),
    ("textquotesinglbase", "‚"),
    ("textquotesingle", "'"),
    ("textquotestraightbase", "‚"),
    ("textquotestraightdblbase", "„"),
    ("textregistered", "®"),
    ("textrho", "ρ"),
    ("textrightarrow", "→"),
    ("textsection", "§"),
    ("textsigma", "σ"),
    ("textsterling", "£"),
    ("texttau", "τ"),
    ("texttheta", "θ"),
    ("textthinspace", " "),
    ("textthreequarters", "¾"),
    ("textthreesuperior", "³"),
    ("texttimes", "×"),
    ("texttrademark", "™"),
    ("texttwosuperior", "²"),
    ("textunderscore", "_"),
    ("textuparrow", "↑"),
    ("textvisiblespace", "␣"),
    ("textxi", "ξ"),
    ("textyen", "¥"),
    ("textzeta", "ζ"),
    ("th", "þ"),
    ("theta", "θ"),
    ("thinspace", " "),
    ("times", "×"),
    ("to", "→"),
    ("triangle", "△"),
    ("uparrow", "↑"),
    ("upsilon", "υ"),
    ("varepsilon", "ε"),
    ("varphi", "ϕ"),
    ("varpi", "ϖ"),
    ("varrho", "ϱ"),
    ("varsigma", "ς"),
    ("vartheta", "ϑ"),
    ("vee", "∨"),
    ("venus", "♀"),
    ("vert", "|"),
    ("wedge", "∧"),
    ("xi", "ξ"),
    ("yen", "¥"),
    ("zeta", "ζ"),
];

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_sorted() {
        assert!(super::SIGNS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
