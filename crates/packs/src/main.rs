//! `build-packs [ROOT]`: builds the packs of the project at ROOT (here by default). `--check` writes nothing and fails when what is
//! committed differs from what would be written.

use std::path::{Path, PathBuf};

use outrigger_packs::{rule, write};

const PACKS: [(&str, &str); 2] = [
    ("secrets", "Keys, tokens and passwords."),
    ("pii", "Personal data. Checksums, ranges and context are part of a rule."),
];

fn main() -> Result<(), String> {
    let mut root = PathBuf::from(".");
    let mut check = false;
    for argument in std::env::args().skip(1) {
        if argument == "--check" { check = true } else { root = PathBuf::from(argument) }
    }
    let generated = root.join("crates/kernel/src/text/packs/generated");
    let mut all = Vec::new();
    for (name, about) in PACKS {
        let rules = rule::load(&root.join("rules"), name)?;
        let built = write::build(name, &rules)?;
        println!("{name}: {} rules, {} bytes of tables", rules.len(), built.tables.len());
        put(&generated.join(format!("{name}.rs")), built.source.as_bytes(), check)?;
        put(&generated.join(format!("{name}.bin")), &built.tables, check)?;
        all.push((name, about, rules));
    }
    let packs: Vec<_> = all.iter().map(|(name, about, rules)| (*name, *about, rules.as_slice())).collect();
    put(&root.join("docs/RULES.md"), write::document(&packs).as_bytes(), check)
}

fn put(path: &Path, bytes: &[u8], check: bool) -> Result<(), String> {
    let named = |e: std::io::Error| format!("{}: {e}", path.display());
    let there = std::fs::read(path).unwrap_or_default();
    if there == bytes {
        return Ok(());
    }
    if check {
        return Err(format!("{} is not what rules/ gives: run `npm run build:packs`", path.display()));
    }
    std::fs::write(path, bytes).map_err(named)
}
