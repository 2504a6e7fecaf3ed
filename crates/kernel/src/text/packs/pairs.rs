//! Calls that take a user and a password, or a text and a key, as strings: which of them is the secret. Reads a bounded part of the
//! call's arguments.

use core::ops::Range;

use super::credentials::is_typed;

/// Which argument of a call holds the secret, if it is a string.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The only or first one, and a key: long.
    First,
    /// The only or first one, and a password.
    Word,
    /// The one after the user.
    Second,
    /// The one after another argument and the user.
    Third,
    /// A key, after what it signs.
    Signs,
    /// After the realm, the host and the user.
    Realm,
}

/// The beginnings of what is called otherwise than with a user and a password.
const PLACES: [(&[u8], Place); 21] = [
    (b"+= credentials", Place::Realm),
    (b"jwt.", Place::Signs),
    (b"createhmac", Place::Signs),
    (b"createcipheriv", Place::Signs),
    (b"createdecipheriv", Place::Signs),
    (b".signwith", Place::Signs),
    (b"symmetricsecuritykey", Place::First),
    (b"azurekeycredential", Place::First),
    (b"getconnection", Place::Third),
    (b"mysqli", Place::Third),
    (b"new mysqli", Place::Third),
    (b"new pdo", Place::Third),
    (b"new sequelize", Place::Third),
    (b"dbi->connect", Place::Third),
    (b"clientsecretcredential", Place::Third),
    (b"provider :", Place::Third),
    (b"hmacshakeyfor", Place::First),
    (b"secretkeyspec", Place::First),
    (b"aes.new", Place::First),
    (b"fernet", Place::First),
    (b"ssh.password", Place::Word),
];

/// The secret among the strings given to what takes a user and a password: `auth=("user", "password")`, or to what takes a text
/// and a key: `jwt.sign(claims, "key")`; `part` ends at the call.
pub(crate) fn pair(text: &[u8], part: Range<usize>) -> Option<Range<usize>> {
    let name = &text[part.clone()];
    let starts = |start: &[u8]| name.len() >= start.len() && name[..start.len()].eq_ignore_ascii_case(start);
    let place = PLACES.iter().find(|(start, _)| starts(start)).map_or(Place::Second, |(_, place)| *place);
    // Ruby and PHP call without parentheses, and name a pair: `basic_auth "user", "password"`, `'auth' => ['user', 'password']`.
    let marks = text[part.end..].iter().take(8).take_while(|b| b"(['\"=> ".contains(b)).count();
    let between = &text[part.end..part.end + marks];
    let opens = between.iter().take(3).take_while(|b| b"( ".contains(b)).count();
    let mut at = part.end + opens;
    if !text[..at].ends_with(b"(") {
        let called =
            between.len() == 2 && between[0] == b' ' && (name.ends_with(b"_auth") || name.ends_with(b"addlogin"));
        let listed = between.windows(2).any(|w| w == b"=>") && between.iter().any(|b| matches!(b, b'[' | b'('));
        let symbol = name.ends_with(b":");
        at = match () {
            () if called => part.end + 1,
            () if listed => part.end + between.iter().rposition(|b| matches!(b, b'[' | b'('))? + 1,
            () if symbol => part.end,
            () => return None,
        };
    }
    let before = match place {
        Place::First | Place::Word => 0,
        Place::Second | Place::Signs => 1,
        Place::Third => 2,
        Place::Realm => 3,
    };
    for i in 0..before {
        // The user, next to the password, must be written out: else the strings are something else.
        let user = i + 1 == before && place != Place::Signs;
        if user && string_at(text, at)?.1.is_empty() {
            return None;
        }
        at = after_argument(text, at)?;
    }
    let (_, value) = string_at(text, at)?;
    let bytes = &text[value.clone()];
    let least = if matches!(place, Place::Signs | Place::First) { 12 } else { 0 };
    (is_typed(bytes) && bytes.len() >= least).then_some(value)
}

/// Where the argument after the one at `at` begins: a string, or names and what they index.
fn after_argument(text: &[u8], at: usize) -> Option<usize> {
    let end = match string_at(text, at) {
        Some((end, _)) => {
            // Rust: `"user".into(),`
            const SUFFIXES: [&[u8]; 2] = [b".into()", b".to_string()"];
            end + SUFFIXES.iter().find(|s| text[end..].starts_with(s)).map_or(0, |s| s.len())
        }
        None => {
            at + text[at..].iter().take(60).take_while(|b| b.is_ascii_alphanumeric() || b"_.$@:-> ".contains(b)).count()
        }
    };
    after_comma(text, end)
}

fn after_comma(text: &[u8], at: usize) -> Option<usize> {
    let between = text[at..].iter().take(8).take_while(|b| b", \n\t".contains(b)).count();
    text[at..at + between].contains(&b',').then_some(at + between)
}

/// The end of a string in quotes that starts at `at`, maybe as bytes or wrapped in `Some(`, and what is in it.
fn string_at(text: &[u8], at: usize) -> Option<(usize, Range<usize>)> {
    const WRAPPERS: [&[u8]; 7] =
        [b"Some(", b"Encoding.UTF8.GetBytes(", b"Encoding.ASCII.GetBytes(", b"Buffer.from(", b"[]byte(", b"b", b"@"];
    let wrapper = WRAPPERS.iter().find(|w| text[at.min(text.len())..].starts_with(w)).map_or(0, |w| w.len());
    let start = at + wrapper;
    let quote = *text.get(start).filter(|b| matches!(b, b'"' | b'\''))?;
    let length = text[start + 1..].iter().take(100).position(|&b| b == quote)?;
    Some((start + length + 2, start + 1..start + 1 + length))
}
