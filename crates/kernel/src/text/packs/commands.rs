//! Passwords given to commands: by `-u user:password`, by an option, as the only word. Each reads one line, and a bounded part of it.

use core::ops::Range;

use super::credentials::{is_secret_password, is_typed};

/// The password of `-u user:password`, of lftp's `-u user,password`, after a command's name; `part` is the command.
pub(crate) fn user_option(text: &[u8], part: Range<usize>) -> Option<Range<usize>> {
    let line = &text[part.end..text.len().min(part.end + 300)];
    let line = &line[..line.iter().position(|&b| b == b'\n').unwrap_or(line.len())];
    let option = |name: &[u8]| line.windows(name.len()).position(|w| w == name).map(|i| i + name.len());
    let from = option(b" -u").or_else(|| option(b" --user")).or_else(|| option(b"\"-u\""))?;
    let gap = line[from..].iter().take_while(|b| b" =\"'\\,".contains(b)).count();
    let rest = &line[from + gap..];
    let between = if text[part.clone()].eq_ignore_ascii_case(b"lftp") { b',' } else { b':' };
    let colon = rest.iter().take(100).position(|&b| b == between)?;
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
    const OPTIONS: [(&[u8], &[u8]); 20] = [
        (b"redis-cli ", b" -a"),
        (b"sqlcmd ", b" -P"),
        (b"ipmitool ", b" -P"),
        (b"unzip ", b" -P"),
        (b"zip ", b" -P"),
        (b"mosquitto_", b" -P"),
        (b"ldap", b" -w"),
        (b"keytool ", b" -storepass "),
        (b"jarsigner ", b" -storepass "),
        (b"openssl enc ", b" -k "),
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
    let start = part.end - 1;
    let held = if starts_any(&text[part.clone()], &ORACLE) {
        Some(oracle_login(line))
    } else if starts_any(&text[part.clone()], &SAMBA) {
        Some(after_percent(line))
    } else if starts_any(&text[part.clone()], &[b"net use "]) {
        Some(share_password(line))
    } else if starts_any(&text[part.clone()], &[b"net user "]) {
        Some(account_password(line))
    } else if starts_any(&text[part.clone()], &[b"htpasswd "]) {
        Some(file_password(line))
    } else {
        None
    };
    if let Some(found) = held {
        return found.map(|r| start + r.start..start + r.end);
    }
    let option = password_option(&text[part.clone()]);
    // Some take it as their only word.
    let from = line.windows(option.len().max(1)).position(|w| w == option || option.is_empty())? + option.len();
    let gap = line[from..].iter().take_while(|b| b" =\"'".contains(b)).count();
    let value = &line[from + gap..];
    let value = &value[..value.iter().position(|b| b" \"'`)".contains(b)).unwrap_or(value.len())];
    let start = part.end - 1 + from + gap;
    (is_typed(value) && !value.starts_with(b"-") && !value.contains(&b'=')).then_some(start..start + value.len())
}

/// Clients of Oracle's, which take `user/password@database`; so do its JDBC addresses.
const ORACLE: [&[u8]; 9] = [
    b"sqlplus ",
    b"expdp ",
    b"impdp ",
    b"sqlldr ",
    b"rman target",
    b"jdbc:oracle:",
    b"oracle.connect(",
    b"oracledb.connect(",
    b"sqlcl ",
];

/// Clients of Windows shares, which take `-U user%password`.
const SAMBA: [&[u8]; 6] = [b"smbclient", b"rpcclient", b"smbget", b"winexe", b"smbcacls", b"net rpc"];

fn starts_any(command: &[u8], names: &[&[u8]]) -> bool {
    names.iter().any(|n| command.len() >= n.len() && command[..n.len()].eq_ignore_ascii_case(n))
}

/// The words of a line, without the quotes around them, and where each stands.
fn words(line: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    core::iter::from_fn(move || {
        at += line[at..].iter().take_while(|b| b" \t\"'`,()".contains(b)).count();
        let length = line[at..].iter().take_while(|b| !b" \t\"'`,()".contains(b)).count();
        let word = at..at + length;
        at += length;
        (length > 0).then_some(word)
    })
}

/// The password of `[-s] user/password@database`; the user comes first but for options.
fn oracle_login(line: &[u8]) -> Option<Range<usize>> {
    let word = words(line).take(4).find(|w| !line[w.clone()].starts_with(b"-") && line[w.clone()].contains(&b'/'))?;
    let login = &line[word.clone()];
    let slash = login.iter().position(|&b| b == b'/')?;
    let user = login[..slash].rsplit(|b| matches!(b, b':' | b'=')).next()?;
    let after = &login[slash + 1..];
    let length = after.iter().rposition(|&b| b == b'@').unwrap_or(after.len());
    let named = !user.is_empty() && user.iter().all(|b| b.is_ascii_alphanumeric() || b"_$#-.".contains(b));
    let start = word.start + slash + 1;
    let addressed = !line.starts_with(b":") || after.contains(&b'@');
    let plain = addressed && !after[..length].iter().any(|b| matches!(b, b'/' | b'\\'));
    (named && plain && !user.starts_with(b"$") && is_typed(&after[..length])).then_some(start..start + length)
}

/// The password of `-U user%password`, `--user=domain\\user%password`.
fn after_percent(line: &[u8]) -> Option<Range<usize>> {
    let option = |name: &[u8]| line.windows(name.len()).position(|w| w == name).map(|i| i + name.len());
    let from = option(b" -U").or_else(|| option(b" --user"))?;
    let gap = line[from..].iter().take_while(|b| b" =\"'".contains(b)).count();
    let login = &line[from + gap..];
    let login = &login[..login.iter().position(|b| b" \"'".contains(b)).unwrap_or(login.len())];
    let percent = login.iter().position(|&b| b == b'%')?;
    let start = from + gap + percent + 1;
    (percent > 0 && !login.starts_with(b"$") && is_typed(&login[percent + 1..]))
        .then_some(start..from + gap + login.len())
}

/// The password of `net use X: \\\\host\\share password /user:name`, or of `… /user:name password`.
fn share_password(line: &[u8]) -> Option<Range<usize>> {
    let starts =
        |w: &Range<usize>, mark: &[u8]| line[w.clone()].get(..mark.len()).is_some_and(|s| s.eq_ignore_ascii_case(mark));
    words(line).any(|w| starts(&w, b"/user:")).then_some(())?;
    let found = words(line)
        .zip(words(line).skip(1))
        .find(|(w, next)| (starts(w, b"\\\\") || starts(w, b"/user:")) && !starts(next, b"/"))?;
    is_typed(&line[found.1.clone()]).then_some(found.1)
}

/// The password of `net user name password [/add]`.
fn account_password(line: &[u8]) -> Option<Range<usize>> {
    let value = words(line).nth(1)?;
    let option = |w: &Range<usize>| line[w.clone()].starts_with(b"/");
    let plain = !option(&value) && words(line).skip(2).all(|w| option(&w));
    (plain && is_typed(&line[value.clone()])).then_some(value)
}

/// The password of `htpasswd -b file user password`, the last word.
fn file_password(line: &[u8]) -> Option<Range<usize>> {
    let batch = |w: &Range<usize>| line[w.clone()].starts_with(b"-") && line[w.clone()].contains(&b'b');
    words(line).next().filter(batch)?;
    let last = words(line).take(8).last()?;
    (words(line).take(8).count() > 2 && is_typed(&line[last.clone()])).then_some(last)
}

/// How far before the command that it is piped to a password may stand.
const PIPED_WITHIN: usize = 150;

/// The password of `echo 'user:password' | chpasswd`, `echo password | sudo -S …`, `… | passwd --stdin`; `part` is what it is piped to.
pub(crate) fn piped_password(text: &[u8], part: Range<usize>) -> Option<Range<usize>> {
    let from = part.start.saturating_sub(PIPED_WITHIN);
    let line = &text[from..part.start];
    let line_start = line.iter().rposition(|&b| b == b'\n').map_or(0, |i| i + 1);
    let line = &line[line_start..];
    let pipe = line.iter().rposition(|&b| b == b'|')?;
    let after = line[pipe + 1..].iter().all(|b| b.is_ascii_alphanumeric() || b" -/_.".contains(b));
    let echo = line[..pipe].windows(5).rposition(|w| w == b"echo ").map(|i| i + 5);
    let echo = echo.or_else(|| line[..pipe].windows(7).rposition(|w| w == b"printf ").map(|i| i + 7))?;
    let mut said = words(&line[..pipe]).filter(|w| w.start >= echo && !line[w.clone()].starts_with(b"-"));
    let (word, only) = (said.next()?, said.next().is_none());
    let users = text[part.clone()].eq_ignore_ascii_case(b"chpasswd");
    let user = if users { line[word.clone()].iter().position(|&b| b == b':')? + 1 } else { 0 };
    let start = from + line_start;
    let value = &line[word.start + user..word.end];
    let value = value.strip_suffix(b"\\n").unwrap_or(value);
    (after && only && is_typed(value)).then_some(start + word.start + user..start + word.start + user + value.len())
}
