// Seeded text of every kind that a tokenizer meets, for comparisons with other implementations: chat in sixteen scripts and
// languages, code in a dozen languages, emoji, runs of white space, contractions in all cases, combining marks, and random
// bytes made valid UTF-8. The same seed gives the same text everywhere; must never depend on time or platform.

/** Numbers in [0, 1) from a 32-bit seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const PROSE: readonly string[] = [
  'Could you tell me why the build takes longer on Mondays? I have looked at the logs, but nothing obvious stands out to me. The tests pass locally, they pass in the container, and then the pipeline stops half way through without a word of explanation. We measured it again yesterday evening: forty-two minutes, where last month it was eleven. Perhaps somebody has changed the machine underneath; that would explain the memory warnings as well. Let us ask the people who run the servers before we rewrite anything important.',
  'Wir haben gestern lange über die Geschwindigkeitsbegrenzung gesprochen, und am Ende waren sich alle einig. Natürlich müssen größere Änderungen zuerst überprüft werden. Der Straßenbahnfahrer erzählte, dass die Überführung frühestens im März fertiggestellt wird. Können Sie mir bitte die Rechnung schicken? Falls etwas unklar bleibt, rufen Sie mich einfach an.',
  'Où avez-vous trouvé cette définition ? Elle n’est plus à jour depuis l’été dernier, et personne ne l’a remarqué. Nous préférons dîner à l’extérieur lorsqu’il fait beau. Le garçon a dû répéter sa réponse trois fois avant d’être entendu. C’est peut-être la façon la plus simple de résoudre ce problème.',
  '¿Quién dejó la ventana abierta anoche? Hacía muchísimo frío y el niño se despertó temprano. Mañana llegarán los ingenieros españoles con los nuevos diseños. La situación económica mejoró rápidamente después del otoño. Me gustaría saber cuántas páginas tiene ese libro.',
  'Вчера вечером мы долго обсуждали, почему сервер перестал отвечать на запросы. Оказалось, что закончилось место на диске, а предупреждение никто не прочитал. Пожалуйста, проверьте настройки и перезапустите службу. Завтра утром приедет новый сотрудник, которому понадобится доступ ко всем документам. Это, конечно, не самое удачное решение, но другого у нас пока нет.',
  'Η θάλασσα ήταν ήρεμη και ο ουρανός γεμάτος αστέρια. Κανείς δεν περίμενε ότι το πλοίο θα καθυστερούσε τόσο πολύ. Μπορείτε να μου εξηγήσετε πώς λειτουργεί αυτό το πρόγραμμα; Η απάντηση βρίσκεται στην τρίτη σελίδα του εγχειριδίου. Χρειαζόμαστε περισσότερο χρόνο για να ολοκληρώσουμε την έρευνα.',
  'لماذا لم يصل القطار في موعده هذا الصباح؟ انتظر المسافرون أكثر من ساعة تحت المطر. أعلنت الشركة أنها ستعوض جميع الركاب خلال أسبوع. كتب المهندس تقريرًا مفصلًا عن الأعطال الأخيرة. نحتاج إلى وقت إضافي حتى نفهم المشكلة جيدًا. شكرًا جزيلًا على مساعدتكم الكريمة.',
  'הרכבת איחרה הבוקר בשעה שלמה ואיש לא הסביר מדוע. הילדים שיחקו בחצר עד שירד הגשם. אפשר לקבל בבקשה את החשבון? המהנדסת כתבה דוח מפורט על התקלות האחרונות. אנחנו צריכים עוד זמן כדי להבין את הבעיה.',
  'आज सुबह रेलगाड़ी एक घंटे की देरी से पहुँची और किसी ने कारण नहीं बताया। बच्चे बारिश होने तक आँगन में खेलते रहे। क्या आप मुझे इस कार्यक्रम के बारे में बता सकते हैं? इंजीनियर ने हाल की गड़बड़ियों पर विस्तृत रिपोर्ट लिखी। हमें समस्या समझने के लिए और समय चाहिए।',
  'আজ সকালে ট্রেনটি এক ঘণ্টা দেরিতে পৌঁছেছে এবং কেউ কারণ জানায়নি। বৃষ্টি না নামা পর্যন্ত শিশুরা উঠানে খেলছিল। আপনি কি আমাকে এই বইটির কথা বলতে পারেন? আমাদের আরও কিছু সময় দরকার।',
  'இன்று காலை ரயில் ஒரு மணி நேரம் தாமதமாக வந்தது. மழை பெய்யும் வரை குழந்தைகள் முற்றத்தில் விளையாடினார்கள். இந்த நிகழ்ச்சியைப் பற்றி எனக்குச் சொல்ல முடியுமா? எங்களுக்கு இன்னும் சிறிது நேரம் தேவை.',
  'เช้าวันนี้รถไฟมาช้าไปหนึ่งชั่วโมงและไม่มีใครบอกเหตุผล เด็กๆ เล่นอยู่ในสนามจนกระทั่งฝนตก คุณช่วยอธิบายโปรแกรมนี้ให้ฉันฟังได้ไหม วิศวกรเขียนรายงานอย่างละเอียดเกี่ยวกับปัญหาล่าสุด เราต้องการเวลาเพิ่มอีกเล็กน้อย',
  '今天早上火车晚点了一个小时，没有人说明原因。孩子们一直在院子里玩，直到下雨才回家。你能告诉我这个程序是怎么工作的吗？工程师写了一份关于最近故障的详细报告。我们还需要一些时间来理解这个问题，请大家耐心等待。數據庫的備份已經完成，謝謝您的幫助！',
  '今朝の電車は一時間遅れで到着しましたが、理由は誰も教えてくれませんでした。雨が降り始めるまで、子どもたちは庭で遊んでいました。このプログラムがどのように動くのか説明していただけますか？エンジニアは最近の障害について詳しい報告書を書きました。問題を理解するにはもう少し時間が必要です。',
  '오늘 아침 기차가 한 시간 늦게 도착했는데 아무도 이유를 설명하지 않았습니다. 비가 내릴 때까지 아이들은 마당에서 놀았습니다. 이 프로그램이 어떻게 동작하는지 알려 주실 수 있나요? 기술자는 최근 장애에 대한 자세한 보고서를 작성했습니다. 문제를 이해하려면 시간이 조금 더 필요합니다.',
  'Sáng nay tàu đến trễ một tiếng đồng hồ mà không ai giải thích lý do. Bọn trẻ chơi ngoài sân cho đến khi trời đổ mưa. Bạn có thể cho tôi biết chương trình này hoạt động như thế nào không? Chúng tôi cần thêm thời gian để hiểu rõ vấn đề.',
  'დღეს დილით მატარებელი ერთი საათით დააგვიანდა და მიზეზი არავის უთქვამს. ბავშვები ეზოში თამაშობდნენ, სანამ წვიმა დაიწყებოდა. შეგიძლიათ ამიხსნათ, როგორ მუშაობს ეს პროგრამა?',
  'Այս առավոտ գնացքը մեկ ժամ ուշացավ, և ոչ ոք պատճառը չասաց։ Երեխաները բակում խաղում էին, մինչև անձրև սկսվեց։ Կարո՞ղ եք ինձ բացատրել այս ծրագիրը։',
  'ዛሬ ጠዋት ባቡሩ በአንድ ሰዓት ዘግይቶ ደረሰ፤ ምክንያቱንም ማንም አልተናገረም። ዝናብ እስኪዘንብ ድረስ ልጆቹ በግቢው ውስጥ ተጫወቱ።',
];

const CODE: readonly string[] = [
  "export async function readAll(stream: ReadableStream<Uint8Array>, limit = 65_536): Promise<Uint8Array> {\n  const parts: Uint8Array[] = [];\n  let total = 0;\n  for await (const part of stream) {\n    total += part.byteLength;\n    if (total > limit) throw new RangeError(`more than ${limit} bytes`);\n    parts.push(part);\n  }\n  return Buffer.concat(parts, total);\n}\n",
  'class Queue:\n    """A bounded queue; the oldest item goes first."""\n\n    def __init__(self, maxsize: int = 0) -> None:\n        self._items: list[int] = []\n        self.maxsize = maxsize\n\n    def put(self, item, *, block=True, timeout=None):\n        if self.maxsize and len(self._items) >= self.maxsize:\n            raise Full(f"{self!r} is full: {len(self._items)}")\n        self._items.append(item)\n',
  'impl<T: Clone> Iterator for Windows<\'_, T> {\n    type Item = Vec<T>;\n\n    fn next(&mut self) -> Option<Self::Item> {\n        let end = self.at.checked_add(self.size)?;\n        let window = self.items.get(self.at..end)?.to_vec();\n        self.at += 1; // never past the end\n        Some(window)\n    }\n}\n',
  'func (s *Server) handle(w http.ResponseWriter, r *http.Request) {\n\tctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)\n\tdefer cancel()\n\tif err := s.store.Get(ctx, r.PathValue("id")); err != nil {\n\t\thttp.Error(w, err.Error(), http.StatusInternalServerError)\n\t\treturn\n\t}\n\tfmt.Fprintf(w, "%d items\\n", s.count.Load())\n}\n',
  '#include <stdint.h>\n#define ROTR(x, n) (((x) >> (n)) | ((x) << (32 - (n))))\nstatic inline uint32_t ch(uint32_t x, uint32_t y, uint32_t z) { return (x & y) ^ (~x & z); }\n\nint main(int argc, char **argv)\n{\n\tfor (int i = 0; i < argc; i++)\n\t\tprintf("%08x\\n", ch(0x6a09e667, 0xbb67ae85, i));\n\treturn 0;\n}\n',
  'SELECT u.id, u.name, COUNT(o.id) AS orders\nFROM users u\nLEFT JOIN orders o ON o.user_id = u.id AND o.created_at >= \'2024-01-01\'\nWHERE u.email LIKE \'%@example.com\'\nGROUP BY u.id, u.name\nHAVING COUNT(o.id) > 3\nORDER BY orders DESC LIMIT 100;\n',
  '{"id": 1024, "name": "outrigger", "tags": ["fast", "small"], "nested": {"null": null, "pi": 3.14159265, "neg": -1e-9}, "empty": {}, "unicode": "\\u00e9\\ud83d\\ude00"}\n',
  '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Report &amp; data</title></head>\n<body>\n  <ul class="items">\n    <li id="a1"><a href="https://example.com/?q=1&amp;r=2#top">First</a></li>\n  </ul>\n</body>\n</html>\n',
  '#!/bin/sh\nset -eu\nfor file in "$HOME"/*.log; do\n  [ -f "$file" ] || continue\n  gzip -9 -- "$file" && echo "done: ${file##*/}" >> /dev/null 2>&1\ndone\n',
  'services:\n  web:\n    image: "registry.example.com/web:1.2.3"\n    ports: ["8080:80"]\n    environment:\n      - LOG_LEVEL=debug\n      - DATABASE_URL=postgres://user@db:5432/app\n    restart: unless-stopped\n',
  'public final class Point implements Comparable<Point> {\n    private final double x, y;\n\n    @Override\n    public int compareTo(Point other) {\n        return Double.compare(Math.hypot(x, y), Math.hypot(other.x, other.y));\n    }\n}\n',
  '.card > .title:not(:first-child)::after { content: "\\201C"; margin: 0 auto 1.5rem; color: #ff8800; transform: translate(-50%, 10px); }\n@media (max-width: 640px) { .card { display: none !important; } }\n',
];

const EMOJI = ['😀', '👩‍💻', '🏳️‍🌈', '👍🏽', '🇩🇪', '❤️', '1️⃣', '👨‍👩‍👧‍👦', '✨', '🧵', '🤷🏿‍♀️', '☕'];
const WHITE = [' ', '  ', '    ', '\t', '\t\t', '\n', '\n\n', '\r\n', '\r\n\r\n', ' \n', '\n  ', '\u00a0', '\u3000', '\u2028', '\u0085', '\v', '\f'];
const ENDINGS = ["'s", "'S", "'t", "'re", "'RE", "'Ve", "'m", "'ll", "'LL", "'d", "'D", '’s', "'ſ", "'x", "''s"];
const PUNCTUATION = ['...', '!?', '—', '://', '/**/', '//', '=>', '**', '```\n', '", "', '});', '¿', '…\n', '%', '$9.99', '#1', '@', '&&', '//\n/'];
const MARKS = ['\u0301', '\u0308', '\u0327', '\u093f', '\u064e', '\u0e34', '\u20dd', '\u200d', '\ufe0f', '\u3099'];

type Pick = <T>(list: readonly T[]) => T;

interface Source {
  readonly random: () => number;
  readonly pick: Pick;
  readonly words: readonly (readonly string[])[];
}

function prose({ random, pick, words }: Source): string {
  const list = pick(words);
  const parts: string[] = [];
  for (let count = 5 + random() * 60; count > 0; count--) {
    // Low indices come more often, as frequent words do.
    const word = list[Math.floor(random() * random() * list.length)] ?? '';
    parts.push(random() < 0.02 ? word.toUpperCase() : word);
    if (random() < 0.03) parts.push(pick(EMOJI));
    if (random() < 0.04) parts.push(`${Math.floor(random() ** 4 * 1e9)}`);
  }
  return parts.join(pick([' ', ' ', ' ', ' ', '']));
}

function code({ random, pick, words }: Source): string {
  const lines = pick(CODE).split('\n');
  const from = Math.floor(random() * lines.length * 0.5);
  const name = (list: readonly string[]): string => pick(list).replace(/[^a-zA-Z]/g, '') || 'x';
  const english = words[0] ?? [];
  const camel = name(english) + name(english).replace(/^./, (first) => first.toUpperCase());
  const renamed = random() < 0.5 ? lines : lines.map((line) => line.replaceAll(/\b(item|self|name|total|count|id)\b/g, camel));
  return renamed.slice(from).join(random() < 0.1 ? '\r\n' : '\n');
}

function odd({ random, pick, words }: Source): string {
  const parts: string[] = [];
  for (let count = 3 + random() * 40; count > 0; count--) {
    const kind = random();
    if (kind < 0.25) parts.push(pick(WHITE).repeat(1 + Math.floor(random() ** 6 * 200)));
    else if (kind < 0.4) parts.push(pick(pick(words)) + pick(ENDINGS));
    else if (kind < 0.55) parts.push(pick(PUNCTUATION).repeat(1 + Math.floor(random() ** 4 * 30)));
    else if (kind < 0.65) parts.push(pick(MARKS) + pick(pick(words)) + pick(MARKS));
    else if (kind < 0.75) parts.push(pick(EMOJI).repeat(1 + Math.floor(random() * 4)));
    else if (kind < 0.85) parts.push(pick(pick(words)).slice(0, 3).repeat(1 + Math.floor(random() ** 5 * 60)));
    else parts.push(pick(pick(words)).toUpperCase(), pick(pick(words)));
  }
  return parts.join('');
}

function noise({ random }: Source): string {
  const bytes = Uint8Array.from({ length: 1 + Math.floor(random() * 200) }, () => random() * 256);
  const points = Array.from({ length: 1 + Math.floor(random() * 40) }, () => {
    const point = Math.floor(random() ** 3 * 0x110000);
    return point >= 0xd800 && point < 0xe000 ? 0x41 : point;
  });
  return random() < 0.5 ? Buffer.from(bytes).toString('utf8') : String.fromCodePoint(...points);
}

/**
 * Messages of mixed text, `bytes` bytes of UTF-8 or a little more in all, 1 to about 4,000 characters each.
 *
 * @param share how much of it is odd text and noise, 0 to 1; the rest is prose and code, half and half by count
 */
export function mixedMessages(seed: number, bytes: number, share = 0.2): string[] {
  const random = randomNumbers(seed);
  const pick: Pick = (list) => {
    const found = list[Math.floor(random() * list.length)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  };
  const words = PROSE.map((text) => text.match(/\S{1,12}/gu) ?? []);
  const source: Source = { random, pick, words };
  const messages: string[] = [];
  for (let total = 0; total < bytes; ) {
    const parts: string[] = [];
    for (let count = 1 + random() * 4; count > 0; count--) {
      const kind = random();
      if (kind < share / 2) parts.push(odd(source));
      else if (kind < share) parts.push(noise(source));
      else parts.push(random() < 0.5 ? prose(source) : code(source));
    }
    const message = parts.join(pick(['\n\n', '\n', ' ']));
    total += Buffer.byteLength(message);
    messages.push(message);
  }
  return messages;
}
