//! Where a name with nothing but a blank before its value has one: options of commands, directives, statements, logins. Prose has
//! the same words; there the looks of the value decide.

use super::assign::Assignment;
use super::placeholders::{contains, has_odd_case};

/// Names that stand at the beginning of a line of configuration, with only a blank before their value.
const DIRECTIVES: [&[u8]; 5] = [b"requirepass", b"masterauth", b"bindpw", b"rootpw", b"rootbindpw"];

/// Whether `name` is such a one.
pub(super) fn is_directive(name: &[u8]) -> bool {
    DIRECTIVES.iter().any(|d| name.eq_ignore_ascii_case(d))
}

/// The configuration of a router: `enable secret 5 value`, `set password value`, `username admin privilege 15 password 0 value`.
fn is_router_line(line: &[u8]) -> bool {
    matches!(line, b"enable " | b"set ") || line.starts_with(b"username ") && line.ends_with(b" ")
}

/// `--password value`, `-p value` is one; `password value` in prose is none.
pub(super) fn is_option(text: &[u8], a: &Assignment) -> bool {
    let (before, name) = (&text[..a.name.start], &text[a.name.clone()]);
    let directive = a.leads_line && is_directive(name);
    // SQL: CREATE USER app PASSWORD 'value', IDENTIFIED BY 'value', IDENTIFIED WITH plugin BY 'value'.
    let string = a.quoted && matches!(text[a.value.start - 1], b'"' | b'\'');
    let typed = text[a.value.clone()].iter().any(|b| !b.is_ascii_alphabetic());
    let by = name.get(name.len().saturating_sub(3)..).is_some_and(|end| end.eq_ignore_ascii_case(b" by"));
    let statement = string && typed && (name == b"PASSWORD" || by);
    // Lisp: `(source :secret "value")`.
    let keyword = string && before.ends_with(b":") && !before.ends_with(b"::");
    let line = line_before(text, a.name.start);
    name.ends_with(b"SecureString") && a.quoted
        || before.ends_with(b"-")
        || before.ends_with(b"ENV ")
        || before.ends_with(b" set ")
        || before.ends_with(b"-gx ")
        || before.ends_with(b"setenv ")
        || before.ends_with(b"SetEnv ")
        || before.ends_with(b"setx ")
        || before.ends_with(b"_header ")
        || is_router_line(line)
        || a.quoted && a.leads_line
        || directive
        || statement
        || keyword
        || is_set(line)
        || is_said(text, a)
        || is_line_of_its_own(text, a)
        || follows_user(text, a, line)
}

/// The line up to `at`, of which it looks at no more than 64 bytes.
fn line_before(text: &[u8], at: usize) -> &[u8] {
    let line = &text[at.saturating_sub(64)..at];
    line.iter().rposition(|&b| b == b'\n').map_or(line, |i| &line[i + 1..]).trim_ascii_start()
}

/// `git config --global user.`, `dotnet user-secrets set "App:`: what stands before the name of what a command sets.
fn is_set(line: &[u8]) -> bool {
    let blank = line.iter().rposition(|&b| b == b' ').unwrap_or(0);
    let mut words = line[..blank].rsplit(|&b| b == b' ').skip_while(|word| word.starts_with(b"--"));
    let last = words.next().unwrap_or_default();
    words.next().is_some() && (last == b"set" || last == b"config")
}

/// Letters, digits and marks of a value; marks of patterns, code and lists count as none can have them.
fn kinds(value: &[u8]) -> Option<(usize, usize, usize)> {
    let count = |kind: fn(&u8) -> bool| value.iter().filter(|b| kind(b)).count();
    let plain = !value.iter().any(|b| !b.is_ascii_graphic() || b"[](){}<>|\\^,;/\"'`".contains(b));
    let (letters, digits) = (count(u8::is_ascii_alphabetic), count(u8::is_ascii_digit));
    plain.then_some((letters, digits, value.len() - letters - digits))
}

/// `… with password 'value'`: a string with every kind of character in it.
fn is_said(text: &[u8], a: &Assignment) -> bool {
    let value = &text[a.value.clone()];
    let mixed = |(letters, digits, marks)| letters >= 4 && digits >= 1 && marks >= 1;
    let odd = value.iter().any(|b| b"!@#$%&*+?".contains(b));
    a.quoted && odd && (8..=40).contains(&value.len()) && kinds(value).is_some_and(mixed)
}

/// `remote_password value`, or `password value` behind a line `user name`: nothing else stands in the line.
fn is_line_of_its_own(text: &[u8], a: &Assignment) -> bool {
    let blank = |b: &&u8| matches!(b, b' ' | b'\t');
    let start = a.name.start - text[..a.name.start].iter().rev().take(32).take_while(blank).count();
    let alone = (start == 0 || text[start - 1] == b'\n')
        && text[a.name.end..a.value.start].iter().all(|b| blank(&b))
        && matches!(text.get(a.value.end), None | Some(b'\n' | b'\r'));
    let joined = text[a.name.clone()].contains(&b'_');
    let user = || is_user(line_before(text, start.saturating_sub(1)).split(|&b| b == b' ').next());
    // What is no password is longer.
    let name = &text[a.name.clone()];
    let long = a.value.len() >= 16 || contains(name, b"pass") || contains(name, b"pw");
    alone && !a.quoted && long && is_numbered(&text[a.value.clone()]) && (joined || user())
}

/// Letters and more than one digit, as words with a number behind them and random characters have them.
fn is_numbered(value: &[u8]) -> bool {
    (8..=80).contains(&value.len())
        && kinds(value)
            .is_some_and(|(letters, digits, _)| letters >= 4 && digits >= 1 && (digits >= 2 || has_odd_case(value)))
        && (value.iter().filter(|b| b.is_ascii_alphabetic()).count() >= 6 || has_odd_case(value))
}

fn is_user(word: Option<&[u8]>) -> bool {
    const USERS: [&[u8]; 5] = [b"user", b"username", b"login", b"account", b"--user"];
    word.is_some_and(|word| USERS.iter().any(|user| word.eq_ignore_ascii_case(user)))
}

/// `user name password value`, `user "name" and password "value"`, SQL's `(user 'name', password 'value')`.
fn follows_user(text: &[u8], a: &Assignment, line: &[u8]) -> bool {
    let word = |b: &u8| matches!(b, b' ' | b'(' | b',');
    let mut words = line.rsplit(word).filter(|word| !word.is_empty() && *word != b"and");
    let spaced = line.ends_with(b" ");
    spaced && words.next().is_some() && is_user(words.next()) && is_numbered(&text[a.value.clone()])
}
