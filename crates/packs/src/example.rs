//! Examples are templates, so that no file of ours holds anything that looks like a live secret: `{hex:32}` stands for 32 random
//! hex digits, seeded. Braces of any other form stand for themselves.

/// A small seeded generator (xorshift64*).
pub struct Random(u64);

impl Random {
    /// Seeds by a number and a text, so that each example gets its own stream.
    pub fn new(seed: u64, text: &str) -> Self {
        let mixed = text
            .bytes()
            .fold(seed.wrapping_add(0x9e37_79b9_7f4a_7c15), |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
        Self(mixed | 1)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % n
    }
}

fn alphabet(class: &str) -> Option<&'static str> {
    Some(match class {
        "hex" => "0123456789abcdef",
        "HEX" => "0123456789ABCDEF",
        "an" => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
        "AN" => "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
        "al" => "abcdefghijklmnopqrstuvwxyz0123456789",
        "az" => "abcdefghijklmnopqrstuvwxyz",
        "AZ" => "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "d" => "0123456789",
        "b32" => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
        "b64" => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
        "b64u" => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-",
        _ => return None,
    })
}

/// Fills in a template's placeholders.
pub fn expand(template: &str, seed: u64) -> String {
    let mut random = Random::new(seed, template);
    let mut out = String::new();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let close = rest[open..].find('}').map(|i| open + i);
        match close.and_then(|close| fill(&rest[open + 1..close], &mut random).map(|text| (text, close))) {
            Some((text, close)) => {
                out.push_str(&text);
                rest = &rest[close + 1..];
            }
            None => {
                out.push('{');
                rest = &rest[open + 1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn fill(placeholder: &str, random: &mut Random) -> Option<String> {
    if placeholder == "uuid" {
        let part = |n, random: &mut Random| characters("hex", n, random);
        let parts = [8, 4, 4, 4, 12].map(|n| part(n, random).unwrap_or_default());
        return Some(parts.join("-"));
    }
    let (class, count) = placeholder.split_once(':')?;
    characters(class, count.parse().ok()?, random)
}

/// Random characters that hold a digit and, where the class has them, letters of each case: as a real token of any length does.
fn characters(class: &str, count: usize, random: &mut Random) -> Option<String> {
    let alphabet: Vec<char> = alphabet(class)?.chars().collect();
    loop {
        let text: String = (0..count).map(|_| alphabet[random.below(alphabet.len())]).collect();
        let lacks = |kind: fn(&char) -> bool| alphabet.iter().any(kind) && !text.chars().any(|c| kind(&c));
        // Long ones begin and end with a letter or digit, so that word boundaries stand where the token ends.
        let edges = text.starts_with(|c: char| c.is_ascii_alphanumeric())
            && text.ends_with(|c: char| c.is_ascii_alphanumeric());
        if count < 8 || !lacks(char::is_ascii_digit) && !lacks(|c| c.is_ascii_alphabetic()) && edges {
            return Some(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_filled_in_and_other_braces_stay() {
        let text = expand("{\"key\": \"{hex:8}\", \"id\": \"{uuid}\"}", 1);
        assert_eq!(text.len(), "{\"key\": \"".len() + 8 + "\", \"id\": \"".len() + 36 + 2);
        assert!(text.starts_with("{\"key\": \"") && text.ends_with("\"}"));
        assert_ne!(expand("{an:20}", 1), expand("{an:20}", 2));
        assert_eq!(expand("${VAR} {{x}}", 1), "${VAR} {{x}}");
    }
}
