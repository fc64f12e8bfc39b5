//! Numbers for readers.
//!
//! In: a count. Out: its digits in groups of three. Never: a number in a form for programs.

/// A number with commas between its thousands: `1,204`.
pub fn thousands(number: usize) -> String {
    grouped(number, ',')
}

/// A number with a sign of the language's between its thousands.
pub fn grouped(number: usize, sign: char) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 * sign.len_utf8());
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(sign);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn commas_stand_between_thousands() {
        for (number, expected) in
            [(0, "0"), (999, "999"), (1000, "1,000"), (71157, "71,157"), (1_000_000, "1,000,000")]
        {
            assert_eq!(thousands(number), expected);
        }
    }
}
