//! The identifiers of the registry as numbers.
//!
//! In: identifiers as the registry writes them: 0, six digits of Crockford's base 32, and two check digits. Out: [`Ids`],
//! which gives each back. Never: a loss: what is no identifier of that form is kept as it is.

/// The digits of base 32, without i, l, o and u.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The identifiers of all organisations.
#[derive(Debug, Default)]
pub(super) struct Ids(Vec<Id>);

#[derive(Debug)]
enum Id {
    None,
    Number(u32),
    Odd(Box<str>),
}

impl<'i> FromIterator<&'i str> for Ids {
    fn from_iter<T: IntoIterator<Item = &'i str>>(ids: T) -> Self {
        let id = |id: &str| match (id, number(id)) {
            ("", _) => Id::None,
            (_, Some(number)) => Id::Number(number),
            (odd, None) => Id::Odd(odd.into()),
        };
        Ids(ids.into_iter().map(id).collect())
    }
}

impl Ids {
    /// One identifier; empty where there is none.
    pub(super) fn get(&self, place: u32) -> String {
        match self.0.get(place as usize) {
            Some(Id::Number(number)) => written(*number),
            Some(Id::Odd(odd)) => odd.to_string(),
            Some(Id::None) | None => String::new(),
        }
    }

    /// The numbers of all that have one, which stand first.
    pub(super) fn numbers(&self) -> Vec<u32> {
        let number = |id: &Id| match id {
            Id::Number(number) => Some(*number),
            Id::None | Id::Odd(_) => None,
        };
        self.0.iter().map_while(number).collect()
    }

    /// So many identifiers, the first of which have these numbers.
    pub(super) fn of_numbers(numbers: &[u32], count: usize) -> Self {
        let first = numbers.iter().map(|number| Id::Number(*number));
        Ids(first.chain(std::iter::repeat_with(|| Id::None)).take(count).collect())
    }
}

/// The number of an identifier, check digits left out; none where it is not as the registry would write it.
fn number(id: &str) -> Option<u32> {
    let digits = id.as_bytes().get(1..7)?;
    let digit = |byte: &u8| DIGITS.iter().position(|digit| digit == byte);
    let number = digits
        .iter()
        .try_fold(0_u32, |number, byte| Some(number * 32 + u32::try_from(digit(byte)?).ok()?))?;
    (written(number) == id).then_some(number)
}

fn written(number: u32) -> String {
    let mut out = String::from("0");
    for shift in (0..6).rev() {
        let digit = DIGITS.get((number >> (shift * 5)) as usize & 31).copied().unwrap_or(b'0');
        out.push(char::from(digit));
    }
    let check = 98 - u64::from(number) * 100 % 97;
    out.push_str(&format!("{check:02}"));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_come_back() {
        // The first is the registry's own.
        let all = ["04fa4r544", "012345654", "0quuxaa01", "", "x"];
        let ids: Ids = all.into_iter().collect();
        assert_eq!([0, 1, 2, 3, 4].map(|place| ids.get(place)), all);
        assert_eq!(ids.numbers().len(), 2, "those that stand first");
        let read = Ids::of_numbers(&ids.numbers(), 3);
        assert_eq!([0, 1, 2, 3].map(|place| read.get(place)), [all[0], all[1], "", ""]);
    }
}
