//! Tells values that stand where a secret would stand (`your_api_key`, `<TOKEN>`, `${VAR}`, `xxxx`) from secrets.
//!
//! Errs to the side of silence only for what a person would know at a glance; it never looks beyond the value.

use super::vocabulary::Vocabulary;

/// Words that no real secret is expected to hold. Compared without case.
static WORDS: Vocabulary<40> = Vocabulary::new([
    b"example",
    b"placeholder",
    b"changeme",
    b"change_me",
    b"change-me",
    b"change_this",
    b"change-this",
    b"changethis",
    b"replace",
    b"redacted",
    b"dummy",
    b"your_",
    b"your-",
    b"yourpass",
    b"yourtoken",
    b"yourapi",
    b"yoursecret",
    b"yourkey",
    b"insert",
    b"sample",
    b"fakekey",
    b"fake_",
    b"fake-",
    b"todo",
    b"xxxxx",
    b"foobar",
    b"lorem",
    b"notreal",
    b"not_real",
    b"enter_",
    b"enter-",
    b"put_your",
    b"put-your",
    b"goes_here",
    b"goes-here",
    b"goeshere",
    b"<secret",
    b"hidden",
    b"somefake",
    b"not-a-real",
]);

/// The value holds a word that says it is none, or a run that hides one.
pub(crate) fn is_named_or_hidden(value: &[u8]) -> bool {
    has_hiding_run(value, 6) || WORDS.is_in(value)
}

/// `word` (lower case) anywhere in `value`, without regard to case.
pub(crate) fn contains(value: &[u8], word: &[u8]) -> bool {
    value.windows(word.len()).any(|w| w.eq_ignore_ascii_case(word))
}

/// A run of at least `least` of one of the characters that people blot secrets out with.
pub(crate) fn has_hiding_run(value: &[u8], least: usize) -> bool {
    value
        .chunk_by(|a, b| a == b)
        .any(|run| run.len() >= least && matches!(run[0], b'x' | b'X' | b'*' | b'.' | b'#' | b'?' | b'_' | b'-' | b'0'))
}

/// How values begin that are looked up elsewhere.
const REFERENCES: [&[u8]; 27] = [
    b"process.env",
    b"os.environ",
    b"os.getenv",
    b"getenv",
    b"System.getenv",
    b"ENV[",
    b"env.",
    b"env(",
    b"secrets.",
    b"vault:",
    b"ssm:",
    b"arn:aws:",
    b"op://",
    b"file:",
    b"self.",
    b"this.",
    b"config.",
    b"settings.",
    b"props.",
    b"args.",
    b"options.",
    b"params.",
    b"!vault",
    b"!!null",
    b"!Ref",
    b"ref+",
    b"data.",
];

/// The whole value is a reference to something else: a variable, a template, a call, a path.
pub(crate) fn is_reference(value: &[u8]) -> bool {
    let starts = |prefix: &[u8]| value.starts_with(prefix);
    let wrapped =
        |open: &[u8], close: &[u8]| value.len() >= open.len() + close.len() && starts(open) && value.ends_with(close);
    let one_brace =
        |open: &[u8], close: u8| wrapped(open, &[close]) && value.iter().filter(|&&b| b == close).count() == 1;
    if one_brace(b"${", b'}')
        || one_brace(b"#{", b'}')
        || one_brace(b"$(", b')')
        || one_brace(b"<", b'>')
        || one_brace(b"%(", b's')
    {
        return true;
    }
    if value.windows(2).any(|w| w == b"${")
        && value.ends_with(b"}")
        && value.len() < 40
        && !value.iter().any(|b| b"()[]<>".contains(b))
    {
        return true;
    }
    // `{{ name }}` is a template; `{{h}o)p${e]x}}` is a password.
    let nested = value.iter().skip(2).take(value.len().saturating_sub(4)).any(|b| matches!(b, b'{' | b'}'));
    if (wrapped(b"{{", b"}}") || wrapped(b"{", b"}")) && !nested
        || wrapped(b"%", b"%")
        || wrapped(b"@", b"@")
        || wrapped(b"__", b"__")
        || wrapped(b"[", b"]")
        || wrapped(b"<%", b"%>")
    {
        return true;
    }
    // `$serviceSecret`, but not `$ecret9`.
    if starts(b"$") && value.len() > 6 && value[1..].iter().all(|b| b.is_ascii_alphabetic() || *b == b'_') {
        return true;
    }
    if starts(b"$")
        && value[1..].iter().all(|b| {
            b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'{' | b'}' | b':' | b'>' | b'-' | b'[' | b']')
        })
        && !value[1..].iter().any(|b| b.is_ascii_lowercase())
    {
        return true;
    }
    REFERENCES.iter().any(|r| starts(r))
}

/// Words, paths and code that stand where a value would but can't be a random one.
pub(crate) fn is_word_like(value: &[u8]) -> bool {
    let letters = value.iter().filter(|b| b.is_ascii_alphabetic()).count();
    let digits = value.iter().filter(|b| b.is_ascii_digit()).count();
    digits == 0
        && letters > 0
        && value
            .iter()
            .all(|b| b.is_ascii_alphabetic() || matches!(b, b'_' | b'-' | b'.' | b'/' | b' ' | b':' | b',' | b'|'))
        && !has_odd_case(value)
}

/// For each letter the letters that often follow it in words: the 230 commonest pairs of code and prose in English, which are
/// nine of ten pairs there, and a third of those of random letters.
const PAIRS: [u32; 26] = [
    0x13eb94e, 0x0164911, 0x01e4d95, 0x0164919, 0x0afb97d, 0x0164939, 0x0066110, 0x0004111, 0x22ef87f, 0x0000000,
    0x0040110, 0x11c4919, 0x014d113, 0x03c6d7d, 0x07ef96e, 0x01ec991, 0x0100000, 0x11e797d, 0x11cc995, 0x11ed9b5,
    0x00eb917, 0x0000111, 0x0000111, 0x0088000, 0x0048000, 0x0000010,
];

/// Pairs of letters that stand side by side, and how many of them words often have.
fn pairs_of_letters(value: &[u8]) -> (usize, u32) {
    let letter = |b: u8| (b.to_ascii_lowercase() - b'a') as usize;
    let pairs = value.windows(2).filter(|w| w[0].is_ascii_alphabetic() && w[1].is_ascii_alphabetic());
    pairs.fold((0, 0), |(pairs, common), w| (pairs + 1, common + (PAIRS[letter(w[0])] >> letter(w[1]) & 1)))
}

/// Letters without a mark that are no words (`mrwuczhxiavggupf`, `zfDoiqhvlGKq`): at most half of their pairs are as words have them,
/// which nine of ten are there.
pub(crate) fn is_random_letters(value: &[u8]) -> bool {
    let (pairs, common) = pairs_of_letters(value);
    let changes = value.windows(2).filter(|w| w[0].is_ascii_lowercase() != w[1].is_ascii_lowercase()).count();
    let least = if changes == 0 { 14 } else { 12 };
    value.len() >= least
        && value.iter().all(u8::is_ascii_alphabetic)
        && (changes > 2 || changes == 0 && value[0].is_ascii_lowercase())
        && common as usize * 2 <= pairs
}

/// Words joined as code joins them (`X509CertificateFlag`, `rsa_sha1_signature`, `x25519.PrivateKey`): few digits, and pairs of letters
/// as words have them.
pub(crate) fn is_identifier(value: &[u8]) -> bool {
    let joint = |b: &u8| matches!(b, b'_' | b'.' | b'-' | b':' | b'/' | b' ' | b'$');
    let digits = value.iter().filter(|b| b.is_ascii_digit()).count();
    if is_constant(value) {
        return true;
    }
    if digits * 5 > value.len() || !value.iter().all(|b| b.is_ascii_alphanumeric() || joint(b)) {
        return false;
    }
    let (pairs, common) = pairs_of_letters(value);
    // Where a word begins or a number: an upper-case letter before a lower-case one is no end.
    let kind = |b: u8| if b.is_ascii_digit() { 2 } else { u8::from(b.is_ascii_uppercase()) };
    let changes = value
        .windows(2)
        .filter(|w| !joint(&w[0]) && !joint(&w[1]) && kind(w[0]) != kind(w[1]) && (kind(w[0]), kind(w[1])) != (1, 0))
        .count();
    let share = if pairs < 12 { 80 } else { 70 };
    pairs >= 4 && changes * 4 <= value.len() && common as usize * 100 >= pairs * share
}

/// `RSA_AES_KEY_WRAP_SHA_256`.
fn is_constant(value: &[u8]) -> bool {
    value.iter().filter(|&&b| b == b'_').count() > 1
        && value.iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || *b == b'_')
}

/// Case changes as no identifier or sentence has them: at least three ups after a lower-case letter in a short word.
pub(crate) fn has_odd_case(value: &[u8]) -> bool {
    let changes = value
        .windows(2)
        .filter(|w| {
            w[0].is_ascii_alphabetic()
                && w[1].is_ascii_alphabetic()
                && w[0].is_ascii_lowercase() != w[1].is_ascii_lowercase()
        })
        .count();
    changes * 3 > value.len()
}

/// A string that counts up (`123456789`, `abcdefgh`), as in made-up examples.
pub(crate) fn has_sequence(value: &[u8], least: usize) -> bool {
    let mut run = 1;
    for pair in value.windows(2) {
        run = if pair[1] == pair[0].wrapping_add(1) && pair[0].is_ascii_alphanumeric() { run + 1 } else { 1 };
        if run >= least {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_and_references_are_known() {
        for value in ["your_api_key", "AKIAXXXXXXXXXXXXXXXX", "changeme", "AKIAIOSFODNN7EXAMPLE", "********"] {
            assert!(is_named_or_hidden(value.as_bytes()), "{value}");
        }
        for value in ["${TOKEN}", "<token>", "{{ token }}", "%TOKEN%", "$TOKEN", "process.env.TOKEN", "@token@"] {
            assert!(is_reference(value.as_bytes()), "{value}");
        }
    }

    #[test]
    fn identifiers_are_told_from_random_text() {
        for value in ["X509CertificateTemplatePrivateKeyFlag", "rsa_sha1_signature", "ChaCha20Poly1305MessageDecrypter"]
        {
            assert!(is_identifier(value.as_bytes()), "{value}");
        }
        for value in ["k3j9xk2m4n8p1q7r5s6t", "aB3dEf9Gh2Jk4Lm6Np8Q", "9f86d081884c7d659a2f", "Zk1pQ9vXw2Lr8Tn5"] {
            assert!(!is_identifier(value.as_bytes()), "{value}");
        }
    }

    #[test]
    fn letters_at_random_are_told_from_words() {
        for value in ["mrwuczhxiavggupf", "rhjzsnwureciwmhz", "qkzvbxwpjgdhfmtc", "zfDoiqhvlGKq"] {
            assert!(is_random_letters(value.as_bytes()), "{value}");
        }
        for value in [
            "internationalization",
            "uwierzytelnianie",
            "selbstverständlich",
            "placeholdertext",
            "qkzvbxwpjg",
            "getXMLHttpRequest",
        ] {
            assert!(!is_random_letters(value.as_bytes()), "{value}");
        }
    }

    #[test]
    fn secrets_are_no_placeholders() {
        for value in
            ["m{{h}o)p${e]nob(ody[finds>-_$#thisone}}", "hunter2", "P@ssw0rd!", "$ecret9", "AKIALALEMEL33243OLIA"]
        {
            assert!(!is_named_or_hidden(value.as_bytes()) && !is_reference(value.as_bytes()), "{value}");
        }
    }
}
