//! Passwords given to commands: by `-u user:password`, by an option, as the only word. Each reads one line, and a bounded part of it.

use core::ops::Range;

use super::credentials::{is_secret_password, is_typed};

/// The password of `-u user:password` after a command's name; `part` is the command.
pub(crate) fn user_option(text: &[u8], part: Range<usize>) -> Option<Range<usize>> {
    let line = &text[part.end..text.len().min(part.end + 300)];
    let line = &line[..line.iter().position(|&b| b == b'\n').unwrap_or(line.len())];
    let option = |name: &[u8]| line.windows(name.len()).position(|w| w == name).map(|i| i + name.len());
    let from = option(b" -u").or_else(|| option(b" --user")).or_else(|| option(b"\"-u\""))?;
    let gap = line[from..].iter().take_while(|b| b" =\"'\\,".contains(b)).count();
    let rest = &line[from + gap..];
    let colon = rest.iter().take(100).position(|&b| b == b':')?;
    let user = &rest[..colon];
    if user.iter().any(|b| b" \"'".contains(b)) {
        return None;
    }
    let password = &rest[colon + 1..];
    let length = password.iter().take(200).take_while(|b| b.is_ascii_graphic() && !b"\"'`".contains(b)).count();
    let start = part.end + from + gap + colon + 1;
    (length >= 3 && is_secret_password(&password[..length])).then_some(start..start + length)
}

/// By which option a command takes its password; any other takes `-p`.
fn password_option(command: &[u8]) -> &'static [u8] {
    const OPTIONS: [(&[u8], &[u8]); 17] = [
        (b"redis-cli ", b" -a"),
        (b"sqlcmd ", b" -P"),
        (b"unzip ", b" -P"),
        (b"mosquitto_", b" -P"),
        (b"ldap", b" -w"),
        (b"keytool ", b" -storepass "),
        (b"jarsigner ", b" -storepass "),
        (b"openssl ", b" pass:"),
        (b"xfreerdp ", b" /p:"),
        (b"cmdkey ", b" /pass:"),
        (b"plink ", b" -pw "),
        (b"codecov ", b" -t "),
        (b"doctl ", b" -t "),
        (b"nuget push ", b" -k "),
        (b"cargo login ", b""),
        (b"vault login ", b""),
        (b"snyk auth ", b""),
    ];
    let takes = |name: &[u8]| command.len() >= name.len() && command[..name.len()].eq_ignore_ascii_case(name);
    OPTIONS.iter().find(|(name, _)| takes(name)).map_or(b" -p", |(_, option)| option)
}

/// The password of `docker login -p password`, `mysql -ppassword`, `sshpass -p password`; `part` is the command.
pub(crate) fn command_password(text: &[u8], part: Range<usize>) -> Option<Range<usize>> {
    let line = &text[part.end - 1..text.len().min(part.end + 300)];
    let line = &line[..line.iter().position(|b| matches!(b, b'\n' | b'|' | b';')).unwrap_or(line.len())];
    let option = password_option(&text[part.clone()]);
    // Some take it as their only word.
    let from = line.windows(option.len().max(1)).position(|w| w == option || option.is_empty())? + option.len();
    let gap = line[from..].iter().take_while(|b| b" =\"'".contains(b)).count();
    let value = &line[from + gap..];
    let value = &value[..value.iter().position(|b| b" \"'`)".contains(b)).unwrap_or(value.len())];
    let start = part.end - 1 + from + gap;
    (is_typed(value) && !value.starts_with(b"-") && !value.contains(&b'=')).then_some(start..start + value.len())
}
