//! Scans files and folders with the packs and prints every match: for tuning rules on real text. `scan_files PACK PATH…`.

use std::io::Write;
use std::path::{Path, PathBuf};

use outrigger_kernel::Unwatched;
use outrigger_kernel::text::packs::Pack;
use outrigger_kernel::text::rules::{Cache, Ruleset};
use outrigger_kernel::text::scan::scan;

fn files(path: &Path, out: &mut Vec<PathBuf>) {
    if path.is_dir() {
        let mut entries: Vec<PathBuf> =
            std::fs::read_dir(path).into_iter().flatten().flatten().map(|e| e.path()).collect();
        entries.sort();
        entries.iter().filter(|p| !p.is_symlink()).for_each(|p| files(p, out));
    } else {
        out.push(path.to_path_buf());
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let packs: Vec<Pack> =
        arguments.next().iter().flat_map(|names| names.split(',')).filter_map(Pack::by_name).collect();
    let rules = Ruleset::build(&packs, &[]).unwrap();
    let mut cache = Cache::new(&rules);
    let mut paths = Vec::new();
    arguments.for_each(|path| files(Path::new(&path), &mut paths));
    let (mut bytes, mut flagged) = (0, 0);
    let started = std::time::Instant::now();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in &paths {
        let Ok(text) = std::fs::read(path) else { continue };
        if text.len() > 20 << 20 || text[..text.len().min(8000)].contains(&0) {
            continue;
        }
        bytes += text.len();
        let found = scan(&rules, &mut cache, &text, 1 << 20, &mut Unwatched).unwrap();
        flagged += usize::from(!found.is_empty());
        for m in found {
            let from = text[..m.start as usize]
                .iter()
                .rposition(|&b| b == b'\n')
                .map_or(0, |i| i + 1)
                .max((m.start as usize).saturating_sub(60));
            let to = text[m.end as usize..]
                .iter()
                .position(|&b| b == b'\n')
                .map_or(text.len(), |i| i + m.end as usize)
                .min(m.end as usize + 30);
            let cut = |a: usize, b: usize| String::from_utf8_lossy(&text[a..b]).replace('\n', "⏎");
            let _ = writeln!(
                out,
                "{}\t{}\t{}«{}»{}",
                rules.id(m.rule),
                path.display(),
                cut(from, m.start as usize),
                cut(m.start as usize, m.end as usize),
                cut(m.end as usize, to)
            );
        }
    }
    let _ = out.flush();
    eprintln!("{} files, {} MB, {flagged} flagged, {:.1} s", paths.len(), bytes >> 20, started.elapsed().as_secs_f64());
}
