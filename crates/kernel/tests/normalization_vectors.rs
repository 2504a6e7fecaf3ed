//! Unicode's own NormalizationTest.txt (test/vectors/unicode), whose five columns state what each form of each other is; and
//! its rule that every character not named in part 1 is left alone. Must be of the version that the tables are of.
use outrigger_kernel::Unwatched;
use outrigger_kernel::text::normalize::{Form, normalize};

fn normalized(text: &str, form: Form) -> String {
    match normalize(text, form, &mut Unwatched).expect("nobody cancels") {
        None => text.to_string(),
        Some(bytes) => String::from_utf8(bytes.to_vec()).expect("UTF-8"),
    }
}

fn text_of(column: &str) -> String {
    let point = |hex| char::from_u32(u32::from_str_radix(hex, 16).expect("hexadecimal")).expect("a character");
    column.split(' ').map(point).collect()
}

/// The five columns of a line, where an empty one repeats the one before it.
fn columns(line: &str) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    for column in line.split(';') {
        let text = if column.is_empty() { columns.last().expect("a first column").clone() } else { text_of(column) };
        columns.push(text);
    }
    columns
}

fn file() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../test/vectors/unicode/NormalizationTest.txt");
    std::fs::read_to_string(path).expect("the committed vectors")
}

#[test]
fn the_vectors_are_of_the_version_of_the_tables() {
    let (major, minor, update) = unicode_normalization::UNICODE_VERSION;
    assert!(file().starts_with(&format!("# NormalizationTest-{major}.{minor}.{update}.txt")));
}

#[test]
fn every_line_of_normalization_test_holds() {
    let file = file();
    let lines: Vec<&str> = file.lines().filter(|line| !line.starts_with(['#', '@'])).collect();
    assert!(lines.len() > 20_000, "{} lines", lines.len());
    for line in lines {
        let columns = columns(line);
        let [source, nfc, nfd, nfkc, nfkd] = columns.as_slice() else { panic!("five columns: {line}") };
        for text in [source, nfc, nfd] {
            assert_eq!(&normalized(text, Form::Nfc), nfc, "NFC: {line}");
            assert_eq!(&normalized(text, Form::Nfd), nfd, "NFD: {line}");
        }
        for text in [nfkc, nfkd] {
            assert_eq!(&normalized(text, Form::Nfc), nfkc, "NFC of a compatibility form: {line}");
            assert_eq!(&normalized(text, Form::Nfd), nfkd, "NFD of a compatibility form: {line}");
        }
        for text in &columns {
            assert_eq!(&normalized(text, Form::Nfkc), nfkc, "NFKC: {line}");
            assert_eq!(&normalized(text, Form::Nfkd), nfkd, "NFKD: {line}");
        }
    }
}

#[test]
fn characters_that_part_one_does_not_name_are_left_alone() {
    let file = file();
    let part = file.split("@Part1").nth(1).and_then(|rest| rest.split("@Part2").next()).expect("part 1");
    let named: std::collections::HashSet<String> =
        part.lines().filter(|line| line.contains(';')).map(|line| columns(line).swap_remove(0)).collect();
    assert!(named.len() > 10_000, "{} characters", named.len());
    for text in (0..=0x10_ffff).filter_map(char::from_u32).map(String::from).filter(|text| !named.contains(text)) {
        for form in [Form::Nfc, Form::Nfd, Form::Nfkc, Form::Nfkd] {
            assert_eq!(normalized(&text, form), text, "{form:?}");
        }
    }
}
