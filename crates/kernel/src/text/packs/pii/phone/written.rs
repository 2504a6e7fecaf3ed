//! The digits of a number as they are written: in groups, with marks between them.

/// The digits of a number and how they stand in groups.
pub(super) struct Written {
    pub(super) digits: [u8; 20],
    pub(super) count: usize,
    pub(super) groups: [u8; 10],
    pub(super) parts: usize,
    /// What stands between groups; 0 where different marks do.
    pub(super) separator: u8,
    pub(super) parens: bool,
    pub(super) plus: bool,
    pub(super) end: usize,
}

impl Written {
    pub(super) fn read(text: &[u8], at: usize) -> Option<Self> {
        let mut w = Self {
            digits: [0; 20],
            count: 0,
            groups: [0; 10],
            parts: 0,
            separator: b' ',
            parens: false,
            plus: false,
            end: at,
        };
        let (mut i, mut fresh, mut marks) = (at, true, 0);
        // (+49) 30 1234567
        if text[i] == b'(' && text.get(i + 1) == Some(&b'+') {
            w.parens = true;
            i += 1;
        }
        if text[i] == b'+' {
            w.plus = true;
            i += 1;
        }
        while let Some(&b) = text.get(i) {
            match b {
                b'0'..=b'9' => {
                    if w.count == 20 || fresh && w.parts == 10 {
                        return None;
                    }
                    w.parts += usize::from(fresh);
                    fresh = false;
                    w.digits[w.count] = b - b'0';
                    w.count += 1;
                    w.groups[w.parts - 1] += 1;
                    w.end = i + 1;
                }
                b'(' if !w.parens && closes(text, i) => w.parens = true,
                b')' if w.parens && !fresh => fresh = true,
                b' ' | b'-' | b'.' | b'/' if w.count > 0 && follows(text, i) => {
                    if !(b == b' ' && matches!(text[i - 1], b')' | b'-' | b'/')) {
                        w.separator = if marks == 0 || w.separator == b { b } else { 0 };
                        marks += 1;
                    }
                    fresh = true;
                }
                0xc2 if text.get(i + 1) == Some(&0xa0) && follows(text, i + 1) => {
                    i += 1;
                    fresh = true;
                }
                0xe2 if matches!(text.get(i + 1..i + 3), Some([0x80, 0x91 | 0x93])) && follows(text, i + 2) => {
                    i += 2;
                    fresh = true;
                }
                _ => break,
            }
            i += 1;
        }
        (w.count > 0).then_some(w)
    }

    pub(super) fn number(&self) -> &[u8] {
        &self.digits[..self.count]
    }

    pub(super) fn parts(&self) -> &[u8] {
        &self.groups[..self.parts]
    }
}

/// A parenthesis with one to five digits in it, maybe the trunk prefix apart: `(06 1)`, `(0-312)`.
pub(super) fn closes(text: &[u8], at: usize) -> bool {
    let run = |from: usize| text[from..].iter().take(6).take_while(|b| b.is_ascii_digit()).count();
    let first = run(at + 1);
    let apart = text[at + 1] == b'0' && first <= 2 && matches!(text.get(at + 1 + first), Some(b' ' | b'-'));
    let digits = if apart { first + 1 + run(at + 2 + first) } else { first };
    (1..=5).contains(&digits) && text.get(at + 1 + digits) == Some(&b')') && text[at + digits].is_ascii_digit()
}

/// A digit, or a parenthesis that belongs to the number, stands after the mark at `at`, maybe after one more mark.
pub(super) fn follows(text: &[u8], at: usize) -> bool {
    match text.get(at + 1) {
        Some(b'0'..=b'9') => true,
        Some(b'(') => closes(text, at + 1),
        Some(b' ' | b'-') => text[at] != text[at + 1] && text.get(at + 2).is_some_and(u8::is_ascii_digit),
        _ => false,
    }
}
