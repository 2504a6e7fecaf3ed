/**
 * The kernel's `text_normalize` against `String.prototype.normalize`, side by side on one thread: text of eighteen kinds in each form that it is
 * normal in already, and in those that change it. Must compare the results too: a fast wrong answer is no figure.
 * Usage: node bench/native/normal-forms.ts [ROUNDS]
 */
import { check, openKernel } from './kernel-instance.ts';

const MIB = 1024 * 1024;
const FORMS = ['NFC', 'NFD', 'NFKC', 'NFKD'] as const;
const CHARACTERS = 200_000;
const ROUNDS = 21;
const WARM_UP_MS = 400;
/** Where the text lies, behind the kernel's heap. */
const TEXT = 110 * MIB;
const HEAP_END = 100 * MIB;

type Form = (typeof FORMS)[number];

interface Exports {
  text_normalize(job: number, form: number, text: number, length: number): number;
}

const SAMPLES: Readonly<Record<string, string>> = {
  Vietnamese:
    'Tôi yêu tiếng nước tôi từ khi mới ra đời, người ơi. Mẹ hiền ru những câu xa vời, à à ơi! Tiếng ru muôn đời. Được rồi, chúng ta hãy bắt đầu. ',
  French:
    'Le cœur a ses raisons que la raison ne connaît point; à l’été, nous étions déjà là où les élèves étaient allés. ',
  German: 'Über allen Gipfeln ist Ruh, in allen Wipfeln spürest du kaum einen Hauch; die Vögelein schweigen im Walde. ',
  'polytonic Greek': 'Ὁ βίος βραχύς, ἡ δὲ τέχνη μακρή, ὁ δὲ καιρὸς ὀξύς, ἡ δὲ πεῖρα σφαλερή, ἡ δὲ κρίσις χαλεπή. ',
  Greek: 'Η γλώσσα είναι το σπίτι του ανθρώπου· όποιος μιλάει καλά, ζει καλά και έτσι είναι. ',
  Russian: 'Ещё мой дядя самых честных правил, когда не в шутку занемог, йод ёлка зелёный край. ',
  Chinese: '人人生而自由,在尊严和权利上一律平等。他们赋有理性和良心,并应以兄弟关系的精神相对待。第一条你好!',
  'Chinese, full width':
    '人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。（第一条）你好！',
  Japanese:
    'すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。プログラムが動く（はず）！ガーデンでコーヒーを飲む。',
  Korean: '모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다. ',
  Arabic:
    'يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق. وقد وهبوا عقلًا وضميرًا، وعليهم أن يعامل بعضهم بعضًا بروح الإخاء. ',
  Hindi:
    'सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतंत्रता और समानता प्राप्त है। उन्हें बुद्धि और अन्तरात्मा की देन प्राप्त है ज़रा। ',
  Thai: 'มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ ต่างมีเหตุผลและมโนธรรม และควรปฏิบัติต่อกันด้วยเจตนารมณ์แห่งภราดรภาพ ',
  Hebrew:
    'כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם. כולם חוננו בתבונה ובמצפון, לפיכך חובה עליהם לנהוג איש ברעהו ברוח של אחווה. ',
  'pointed Hebrew': 'בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ. ',
  chat: 'Hey! Can you help me with this? Sure — here’s what I’d do: “först”, then… ¿qué tal? Привет, как дела? 👍🏽 日本語もOKです。Danke schön! naïve café 🎉🎉 lol ok see you at 5. Let me know if anything’s unclear, I can go over the details again tomorrow morning. ',
  code: 'export function sum(values: readonly number[]): number {\n  return values.reduce((a, b) => a + b, 0); // → total\n}\n\nconst x = { a: 1, b: "two" };\n',
  emoji: '👍🏽🎉😂❤️👩‍👩‍👧‍👦🇩🇪 ok 🙏🏽😍🔥 ',
};

const { kernel, bytes } = openKernel<Exports>(HEAP_END);

/** Milliseconds of the kernel's normal form of the text that lies there. */
function byKernel(form: Form, length: number): number {
  const start = performance.now();
  check(kernel.text_normalize(0, FORMS.indexOf(form) + 1, TEXT, length));
  const taken = performance.now() - start;
  kernel.outrigger_answer_free();
  return taken;
}

function byJavaScript(form: Form, text: string): number {
  const start = performance.now();
  text.normalize(form);
  return performance.now() - start;
}

/** Throws when the kernel's normal form of the text that lies there isn't JavaScript's. */
function compare(form: Form, text: string, length: number): void {
  check(kernel.text_normalize(0, FORMS.indexOf(form) + 1, TEXT, length));
  const [address = 0, found = 0] = new Uint32Array(bytes.buffer, kernel.outrigger_answer_ptr() >>> 0, 2);
  const mine = found === 0 ? text : Buffer.from(bytes.subarray(address, address + found)).toString();
  if (mine !== text.normalize(form)) throw new Error(`${form}: kernel and JavaScript disagree`);
  kernel.outrigger_answer_free();
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}

function warmUp(): void {
  const end = performance.now() + WARM_UP_MS;
  const text = Buffer.from(Object.values(SAMPLES).join('').repeat(50));
  bytes.set(text, TEXT);
  while (performance.now() < end) for (const form of FORMS) byKernel(form, text.length);
}

/** JavaScript's time over the kernel's, medians of rounds in turns, and both speeds. */
function measure(name: string, from: Form, to: Form, text: string, rounds: number): string {
  const encoded = Buffer.from(text);
  bytes.set(encoded, TEXT);
  compare(to, text, encoded.length);
  const times = Array.from({ length: rounds }, () => [byJavaScript(to, text), byKernel(to, encoded.length)] as const);
  const [js, own] = [median(times.map((pair) => pair[0])), median(times.map((pair) => pair[1]))];
  const speed = (ms: number) => `${(encoded.length / 1000 / ms).toFixed(0)} MB/s`.padStart(11);
  const kind = text.normalize(to) === text ? 'normal ' : 'changes';
  return `${name.padEnd(20)} ${from.padEnd(3)} to ${to.padEnd(4)} ${kind}${speed(js)}${speed(own)}  ${(js / own).toFixed(2)}x`;
}

const rounds = Number(process.argv[2] ?? ROUNDS);
warmUp();
console.log('text                 from to         JavaScript     kernel');
for (const [name, sample] of Object.entries(SAMPLES)) {
  const composed = sample.repeat(Math.ceil(CHARACTERS / sample.length)).normalize('NFC');
  for (const to of FORMS) {
    console.log(measure(name, 'NFC', to, composed, rounds));
    const decomposed = composed.normalize('NFD');
    if (decomposed !== composed) console.log(measure(name, 'NFD', to, decomposed, rounds));
  }
}
