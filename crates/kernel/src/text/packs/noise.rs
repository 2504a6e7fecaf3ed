//! Keys of line noise: every kind of character, none of code, patterns, markup or formats. Looks at the value alone.

use super::assign::Assignment;
use super::entropy::entropy;
use super::placeholders::contains;

/// A key of every kind of character, as frameworks make them for signing: too mixed for prose, code, patterns and formats.
pub(super) fn is_noise(a: &Assignment, value: &[u8]) -> bool {
    const CODE: [&[u8]; 24] = [
        b"()", b"->", b"=>", b"::", b"</", b"/>", b"#{", b"%s", b"%d", b"%(", b"(?", b".*", b".+", b"[^", b").", b")[",
        b"](", b"))", b"a-z", b"A-Z", b"0-9", b"\\", b"&&", b"||",
    ];
    let is_symbol = |b: &&u8| {
        !b.is_ascii_alphanumeric() && !matches!(b, b' ' | b'_' | b'-' | b'.' | b'/' | b':' | b',' | b'"' | b'\'')
    };
    let symbols = value.iter().filter(is_symbol).count();
    let spaces = value.iter().filter(|&&b| b == b' ').count();
    let open = |open: u8, close: u8| {
        value.iter().filter(|&&b| b == open).count() != value.iter().filter(|&&b| b == close).count()
    };
    let unbalanced = open(b'(', b')') || open(b'[', b']') || open(b'{', b'}') || open(b'<', b'>');
    let strange =
        if a.quoted { symbols >= 3 && symbols * 12 >= value.len() } else { a.leads_line && symbols >= 6 && unbalanced };
    // Line noise that people type has no digit; then brackets that don't match tell it from code.
    let mixed = value.iter().any(u8::is_ascii_digit) || unbalanced;
    value.is_ascii()
        && value.len() >= 12
        && strange
        && mixed
        && (spaces == 0 || spaces == 1 && a.quoted && value.len() >= 48 && symbols >= 10)
        && !CODE.iter().any(|c| contains(value, c))
        && (!begins_with_call(value) || value.len() == 64 && symbols >= 10)
        && !holds_field(value)
        && entropy(value) >= 3200
}

/// `{name}` within a format.
fn holds_field(value: &[u8]) -> bool {
    value.split(|&b| b == b'{').skip(1).any(|part| {
        let word = part.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.')).count();
        word >= 2 && part.get(word) == Some(&b'}')
    })
}

/// `list(x`, `rows[0`, `a.b(`.
fn begins_with_call(value: &[u8]) -> bool {
    let word = value.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.')).count();
    word >= 2 && matches!(value.get(word), Some(b'(' | b'[' | b'<'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::packs::assign::Link;

    fn noise(value: &str) -> bool {
        is_noise(
            &Assignment { name: 0..0, value: 0..0, link: Link::Assigned, quoted: true, leads_line: true },
            value.as_bytes(),
        )
    }

    #[test]
    fn line_noise_is_told_from_code_patterns_and_formats() {
        for value in ["a$k9y^with&w3ird#ch4rs!and(m0re)77", "{{h}o)r${s]e1b(att[ery>-_$#st4ple}}"] {
            assert!(noise(value), "{value}");
        }
        for value in [
            "(?:{hex}:{hex}|{ipv4})",
            "list(self.clauses.values())[0]",
            "^[a-z0-9]{8,}$(x",
            "{name}@{host}#{port1}<",
            "\\x9b\\xbe\\x43#$%(k",
        ] {
            assert!(!noise(value), "{value}");
        }
    }
}
