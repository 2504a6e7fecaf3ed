/** Unicode's NormalizationTest.txt through the shipped module, whose vectors are not those that the crate's own tests run on. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Place, Status, TestSlab } from './slab.ts';

const FORMS = { NFC: 1, NFD: 2, NFKC: 3, NFKD: 4 } as const;
const FILE = join(import.meta.dirname, '../vectors/unicode/NormalizationTest.txt');

/** Source, NFC, NFD, NFKC, NFKD; an empty column repeats the one before it. */
function columns(line: string): string[] {
  let last = '';
  return line.split(';').map((column) => {
    if (column !== '') last = String.fromCodePoint(...column.split(' ').map((hex) => Number.parseInt(hex, 16)));
    return last;
  });
}

const lines = readFileSync(FILE, 'utf8')
  .split('\n')
  .filter((line) => /^[0-9A-F]/.test(line))
  .map((line) => columns(line));

/** What stands before and after each column, so that blocks of several scripts and all alignments are met. */
const around = ['x', ' слово ', ' हिन्दी ', ' 漢字かな ', ' ไทยที่ ', ' ἄνδρα λέγω ', ' 한국 ', ' 🙏🏽 '];

function joined(column: number, form: keyof typeof FORMS): string {
  return lines.map((line, i) => `${(around[i % around.length] ?? '').normalize(form)}\n${line[column]}\n`).join('');
}

function normalize(slab: TestSlab, text: string, form: keyof typeof FORMS): string {
  const bytes = Buffer.from(text);
  slab.bytes.set(bytes, Place.free);
  expect(slab.kernel.text_normalize(0, FORMS[form], Place.free, bytes.length)).toBe(Status.ok);
  const [address = 0, length = 0, changed] = new Uint32Array(slab.memory.buffer, slab.kernel.outrigger_answer_ptr(), 3);
  const normal = changed === 1 ? Buffer.from(slab.bytes.slice(address, address + length)).toString() : text;
  slab.kernel.outrigger_answer_free();
  return normal;
}

test('every line of NormalizationTest holds at every place of a vector', () => {
  expect(lines.length).toBeGreaterThan(20_000);
  const slab = new TestSlab(6);
  for (const [form, column, from] of [
    ['NFC', 1, [0, 1, 2]],
    ['NFD', 2, [0, 1, 2]],
    ['NFKC', 3, [0, 1, 2, 3, 4]],
    ['NFKD', 4, [0, 1, 2, 3, 4]],
  ] as const) {
    const expected = joined(column, form).split('\n');
    for (const source of from) {
      const text = joined(source, form).split('\n');
      // the slab's heap is small: some lines at a time, each time a place further on
      for (let at = 0; at < text.length; at += 4001) {
        const lead = 'y'.repeat(at % 67);
        const want = lead + expected.slice(at, at + 4001).join('\n');
        const normal = normalize(slab, lead + text.slice(at, at + 4001).join('\n'), form);
        if (normal !== want) expect(normal.split('\n')).toEqual(want.split('\n'));
      }
    }
  }
});
