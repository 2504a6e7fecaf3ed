//! Scan speed on seeded mixed-script chat and code, printed as ratios against crate `regex`: run with `--release`.
//!
//! Times mean little on a shared machine; both sides run in turn and the medians are compared.

use outrigger_kernel::Unwatched;
use outrigger_kernel::text::packs::Pack;
use outrigger_kernel::text::rules::{Cache, RuleSource, Ruleset};
use outrigger_kernel::text::scan::scan;
use std::time::Instant;

/// Patterns as prompt pipelines use them.
const PATTERNS: [&str; 26] = [
    r"\b[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}\b",
    r"\b\d{3}-\d{2}-\d{4}\b",
    r"\b(?:\d[ -]*?){13,16}\b",
    r"\b(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\b",
    r"\b(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}\b",
    r"\+?\d{1,3}[ .-]?\(?\d{2,4}\)?[ .-]?\d{3,4}[ .-]?\d{3,4}",
    r#"https?://[^\s"'<>]+"#,
    r"\bAKIA[0-9A-Z]{16}\b",
    r"\bgh[pousr]_[A-Za-z0-9]{36}\b",
    r"\bxox[abps]-[A-Za-z0-9-]{10,48}\b",
    r"\bsk-[A-Za-z0-9]{20,48}\b",
    r"\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\b",
    r"-----BEGIN [A-Z ]+PRIVATE KEY-----",
    r#"(?i)(?:password|passwd|pwd)\s*[:=]\s*['"]?[^\s'"]{4,}"#,
    r#"(?i)(?:api[_-]?key|secret|token)\s*[:=]\s*['"]?[A-Za-z0-9_\-]{16,}"#,
    r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b",
    r"\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b",
    r"\b\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?\b",
    r"\b\d{1,2}/\d{1,2}/\d{2,4}\b",
    r"(?i)ignore (?:all )?(?:previous|prior) instructions",
    r"(?i)system prompt",
    r"<\|[a-z_]+\|>",
    r"\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b",
    r"\b0x[0-9a-fA-F]{40}\b",
    r"\$\d+(?:,\d{3})*(?:\.\d\d)?",
    r"#[A-Za-z_]\w{2,}",
];

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn rate(bytes: usize, seconds: f64) -> f64 {
    bytes as f64 / seconds / 1e6
}

fn main() {
    let text = corpus::text(10 << 20);
    let bytes = text.as_bytes();
    let ids: Vec<String> = (0..PATTERNS.len()).map(|i| format!("rule-{i}")).collect();
    let sources: Vec<RuleSource> =
        PATTERNS.iter().zip(&ids).map(|(pattern, id)| RuleSource { id, pattern, flags: "" }).collect();
    let started = Instant::now();
    let rules = Ruleset::build(&[], &sources).unwrap();
    println!(
        "26 custom rules: compiled in {:.1} ms, {} KiB",
        (started.elapsed().as_secs_f64()) * 1e3,
        rules.memory_usage() >> 10
    );

    let (mut cold, mut warm, mut rival) = (vec![], vec![], vec![]);
    let alternation = PATTERNS.iter().map(|p| format!("(?:{p})")).collect::<Vec<_>>().join("|");
    let alternation = regex::bytes::RegexBuilder::new(&alternation).unicode(false).build().unwrap();
    let mut count = 0;
    for _ in 0..3 {
        let mut cache = Cache::new(&rules);
        for times in [&mut cold, &mut warm] {
            let started = Instant::now();
            count = scan(&rules, &mut cache, bytes, usize::MAX, &mut Unwatched).unwrap().len();
            times.push(started.elapsed().as_secs_f64());
        }
        println!("cache {} KiB", cache.memory_usage() >> 10);
        let started = Instant::now();
        std::hint::black_box(alternation.find_iter(bytes).count());
        rival.push(started.elapsed().as_secs_f64());
    }
    let (cold, warm, rival) = (median(cold), median(warm), median(rival));
    println!(
        "26 custom rules, {count} matches: cold {:.0} MB/s, warm {:.0} MB/s; crate regex, one alternation {:.0} MB/s: {:.1}x",
        rate(bytes.len(), cold),
        rate(bytes.len(), warm),
        rate(bytes.len(), rival),
        rival / warm
    );
    packs(bytes);
}

fn packs(bytes: &[u8]) {
    for packs in [&[Pack::Secrets][..], &[Pack::Pii], &[Pack::Secrets, Pack::Pii]] {
        let rules = Ruleset::build(packs, &[]).unwrap();
        let mut cache = Cache::new(&rules);
        let mut count = 0;
        let times = (0..5).map(|_| {
            let started = Instant::now();
            count = scan(&rules, &mut cache, bytes, usize::MAX, &mut Unwatched).unwrap().len();
            started.elapsed().as_secs_f64()
        });
        let time = median(times.collect());
        println!(
            "{packs:?}: {count} matches, {:.0} MB/s, cache {} KiB",
            rate(bytes.len(), time),
            cache.memory_usage() >> 10
        );
    }
}

mod corpus {
    //! Seeded text: chat in several scripts, code, logs, and now and then something to find.

    const CHAT: [&str; 14] = [
        "Could you please explain how the scheduler decides which worker takes the next shard of a large request? ",
        "Das hängt davon ab, wie groß die Nachricht ist und ob gerade noch Arbeiter frei sind. ",
        "Пожалуйста, проверьте журнал ещё раз: вчера вечером сервер перезапускался дважды. ",
        "明日の会議は午後三時からに変更されました。資料を事前に確認してください。",
        "请把这份报告翻译成英文，并在周五之前发给我。",
        "يرجى إرسال التقرير قبل نهاية اليوم حتى نتمكن من مراجعته معًا. ",
        "कृपया इस संदेश का उत्तर जल्द से जल्द दें ताकि हम आगे बढ़ सकें। ",
        "Η συνάντηση μεταφέρθηκε για την επόμενη εβδομάδα λόγω αργίας. ",
        "안녕하세요, 요청하신 자료를 첨부하여 보내드립니다. 감사합니다! ",
        "C'est déjà réglé 😀 — merci à tous pour votre aide 🎉🚀 ",
        "The total came to $1,249.99 on 2024-03-17 at 10:42, order #A1042-77 (see ticket PROJ-1123). ",
        "Kontakt: anna.schmidt@example.org oder +49 30 1234567, wenn es eilt. ",
        "I think the answer is 42, but let me double check the numbers in table 3.1.4 first. ",
        "ขอบคุณสำหรับความช่วยเหลือ ระบบทำงานได้ดีแล้วตอนนี้ ",
    ];
    const CODE: [&str; 10] = [
        "export async function loadUser(id: string): Promise<User | undefined> {\n  const row = await db.get('select * from users where id = ?', [id]);\n  return row === undefined ? undefined : toUser(row);\n}\n",
        "fn main() {\n    let values: Vec<u32> = (0..1024).map(|i| i * 3 + 1).collect();\n    println!(\"{:?}\", &values[..8]);\n}\n",
        "def parse(line):\n    key, _, value = line.partition('=')\n    return key.strip(), value.strip()\n",
        "  \"node_modules/left-pad\": {\n    \"version\": \"1.3.0\",\n    \"integrity\": \"sha512-XI5MPzVNApjAyhQzphX8BkmKsKUxD4LdyK24iZeQGinBN9yTQT3bFlCBy/aVx2HrNcqQGsdot8ghrjyrvMCoEA==\"\n  },\n",
        "for (const [index, item] of list.entries()) {\n  if (item.kind === 'token' && item.value.length > 16) tokens.push({ index, item });\n}\n",
        "2024-05-01T12:00:31.442Z INFO  http request_id=5f1d7a1e-9c1b-4f6e-8a77-0c5a3f0b2f11 path=/v1/items status=200 took=12ms\n",
        "commit 3f786850e387550fdab836ed7e6dc881de23001b\nAuthor: dev <dev@example.com>\nDate:   Mon Mar 4 10:12:09 2024 +0100\n",
        "#include <stdio.h>\nint main(void) {\n  for (int i = 0; i < 10; i++) printf(\"%d\\n\", i);\n  return 0;\n}\n",
        "SELECT u.id, u.email, count(*) FROM users u JOIN orders o ON o.user_id = u.id GROUP BY 1, 2 HAVING count(*) > 3;\n",
        "| column | type | default |\n|---|---|---|\n| id | bigint | nextval('seq') |\n| created_at | timestamptz | now() |\n",
    ];

    pub fn text(bytes: usize) -> String {
        let mut seed = 0x9e37_79b9_7f4a_7c15u64;
        let mut next = |n: usize| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            (seed % n as u64) as usize
        };
        let mut text = String::with_capacity(bytes + 1024);
        while text.len() < bytes {
            match next(24) {
                0 => {
                    let words = 4 + next(12);
                    for _ in 0..words {
                        (0..2 + next(9)).for_each(|_| text.push(char::from(b'a' + next(26) as u8)));
                        text.push(' ');
                    }
                }
                1 => text.push_str(&format!("10.{}.{}.{} ", next(256), next(256), next(256))),
                2 => text.push_str(&format!("const id{} = {}; // {:x}\n", next(100), next(1 << 30), next(1 << 60))),
                n if n < 14 => text.push_str(CHAT[next(CHAT.len())]),
                _ => text.push_str(CODE[next(CODE.len())]),
            }
        }
        text
    }
}
