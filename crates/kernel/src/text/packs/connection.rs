//! Passwords of connection strings, where the syntax says what the value is. Reads one line and at most 80 bytes back.

use super::assign::Assignment;
use super::placeholders::contains;

/// `…;User Id=sa;Password=word;`: whatever stands there is a password, unless it is called so.
pub(super) fn is_in_connection_string(text: &[u8], a: &Assignment, end: usize) -> bool {
    const USERS: [&[u8]; 5] = [b"uid=", b"user id=", b"userid=", b"user=", b"username="];
    const CALLED: [&[u8]; 7] =
        [b"password", b"passwd", b"mypassword", b"yourpassword", b"your_password", b"pass", b"pwd"];
    let before = &text[a.name.start.saturating_sub(80)..a.name.start];
    let line = before.iter().rposition(|&b| b == b'\n').map_or(0, |i| i + 1);
    let value = &text[a.value.start..end];
    let plain = value.iter().all(|b| {
        b.is_ascii_graphic()
            && !matches!(b, b'"' | b'\'' | b'{' | b'}' | b'<' | b'>' | b'(' | b')' | b'[' | b']' | b'%')
    });
    !a.quoted
        && plain
        && text[..a.value.start].ends_with(b"=")
        && before.trim_ascii_end().ends_with(b";")
        && USERS.iter().any(|user| contains(&before[line..], user))
        && !CALLED.iter().any(|word| value.eq_ignore_ascii_case(word))
        && !value.starts_with(b"$")
        && (text.get(end).is_none_or(|b| matches!(b, b';' | b'"' | b'\'' | b'\n' | b'\r')))
}
