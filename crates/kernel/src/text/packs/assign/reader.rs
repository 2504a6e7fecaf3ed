//! Steps over the marks of an assignment one by one: blanks, quotes, brackets, operators.

use super::is_name_byte;

pub(super) struct Reader<'t> {
    pub(super) text: &'t [u8],
    pub(super) at: usize,
}

impl Reader<'_> {
    pub(super) fn peek(&self) -> u8 {
        self.text.get(self.at).copied().unwrap_or(0)
    }

    pub(super) fn rest(&self) -> &[u8] {
        &self.text[self.at.min(self.text.len())..]
    }

    pub(super) fn blanks(&mut self) -> usize {
        let from = self.at;
        while self.at - from < 32 && matches!(self.peek(), b' ' | b'\t') {
            self.at += 1;
        }
        self.at - from
    }

    /// White space, over lines.
    pub(super) fn white(&mut self) {
        self.at += self.rest().iter().take(40).take_while(|b| b.is_ascii_whitespace()).count();
    }

    /// `bytes`, if they stand here.
    pub(super) fn skip(&mut self, bytes: &[u8]) -> bool {
        let there = self.rest().starts_with(bytes);
        self.at += if there { bytes.len() } else { 0 };
        there
    }

    /// `||`, `??` or `or`, and a quote behind it.
    pub(super) fn alternative(&mut self) -> bool {
        if !(self.skip(b"||") || self.skip(b"??") || self.skip(b"or ")) {
            return false;
        }
        self.blanks();
        matches!(self.peek(), b'"' | b'\'' | b'`')
    }

    /// A quote, escaped or not; answers with it.
    pub(super) fn quote(&mut self) -> Option<u8> {
        let escaped = self.rest().iter().take_while(|&&b| b == b'\\').count().min(3);
        let quote = *self.rest().get(escaped)?;
        if !matches!(quote, b'"' | b'\'' | b'`') {
            return None;
        }
        self.at += escaped + 1;
        Some(quote)
    }

    pub(super) fn word(&mut self, words: &[&str]) -> bool {
        let rest = self.rest();
        for word in words {
            let Some(there) = rest.get(..word.len()) else { continue };
            if there.eq_ignore_ascii_case(word.as_bytes()) && !rest.get(word.len()).is_some_and(|&b| is_name_byte(b)) {
                self.at += word.len();
                return true;
            }
        }
        false
    }

    /// What closes the name that starts at `start`: quotes, an index, a bracket, the end of a lookup that has an alternative.
    pub(super) fn closers(&mut self, start: usize) -> bool {
        let keyed = self.is_key(start);
        let mut quoted = false;
        for _ in 0..4 {
            if self.quote().is_some() {
                quoted = true;
            } else if quoted && (self.skip(b".to_string()") || self.skip(b".into()") || self.skip(b".to_owned()")) {
                // Rust: `insert("name".into(), "value".into())`
            } else if self.peek() == b']' || self.peek() == b'}' && keyed || quoted && self.ends_lookup() {
                self.at += 1;
            } else if self.peek() == b'[' {
                let digits = self.rest()[1..].iter().take_while(|b| b.is_ascii_digit()).count();
                if digits > 6 || self.rest().get(digits + 1) != Some(&b']') {
                    break;
                }
                self.at += digits + 2;
            } else {
                break;
            }
        }
        quoted
    }

    /// Perl: the name at `start` is a key of `$config{name}` or `$config->{'name'}`.
    fn is_key(&self, start: usize) -> bool {
        let before = &self.text[..start];
        let before = before.strip_suffix(b"'").or(before.strip_suffix(b"\"")).unwrap_or(before);
        before.strip_suffix(b"{").is_some_and(|b| b.last().is_some_and(|b| is_name_byte(*b) || *b == b'>'))
    }

    /// `) ?: `, `) || `, `) ?? `: the end of a call that looks the name up, and what stands in for its result.
    fn ends_lookup(&self) -> bool {
        let Some(rest) = self.rest().strip_prefix(b")") else { return false };
        let blanks = rest.iter().take(4).take_while(|&&b| b == b' ').count();
        [&b"?:"[..], b"||", b"??"].iter().any(|mark| rest[blanks..].starts_with(mark))
    }

    /// YAML: `name: |`, then the value on the next line.
    pub(super) fn block_scalar(&mut self) {
        self.blanks();
        let rest = self.rest();
        if !matches!(rest.first(), Some(b'|' | b'>')) && !(self.at > 0 && matches!(self.text[self.at - 1], b'|' | b'>'))
        {
            return;
        }
        let mark = usize::from(matches!(rest.first(), Some(b'|' | b'>')));
        let chomp = mark + usize::from(matches!(rest.get(mark), Some(b'-' | b'+')));
        let space = rest[chomp.min(rest.len())..].iter().take(40).take_while(|b| b.is_ascii_whitespace()).count();
        if rest[chomp.min(rest.len())..][..space].contains(&b'\n') {
            self.at += chomp + space;
        }
    }

    /// `=`, `:`, `=>`, `:=`, `==`, `!=`, `||=`, `<-`, `->`.
    pub(super) fn operator(&mut self) -> bool {
        if self.skip("：".as_bytes()) {
            return true;
        }
        let rest = self.rest();
        let length = rest
            .iter()
            .take(4)
            .take_while(|b| matches!(b, b'=' | b':' | b'>' | b'|' | b'?' | b'!' | b'+' | b'<' | b'-' | b'.'))
            .count();
        let operator = &rest[..length];
        let good = operator.iter().any(|b| matches!(b, b'=' | b':'))
            || operator == b"<-"
            || operator == b"->"
            || operator == b"||"
            || operator == b"??";
        // `::` is a path, a `-` after `:` or `=` belongs to the value.
        if !good || operator.starts_with(b"::") && !operator.contains(&b'=') {
            return false;
        }
        let tail = operator.iter().rev().take_while(|b| matches!(b, b'-' | b'+' | b'!' | b'<' | b'?' | b'.')).count();
        self.at += if matches!(operator, b"<-" | b"??") { 2 } else { length - tail };
        true
    }
}
