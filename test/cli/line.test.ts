/** Lines of checksum files: written as the real sha256sum writes them, read as its `-c` reads them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checksumLines, formatLine, LineReader } from '../../sidecar/cli/sums/line.ts';
import { sha256sum, temporaryFolder } from './sha256sum.ts';

const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const NAMES = ['a', 'b c', ' d', '*e', 'f)g', 'h\\i', 'j\nk', 'l\rm', '(n) = o', 'é'];
const plain = { tagName: 'SHA256', tag: false, binary: false, zero: false };

describe('a line', () => {
  test.each([
    ['', plain],
    ['-b', { ...plain, binary: true }],
    ['-z', { ...plain, zero: true }],
    ['--tag', { ...plain, tag: true }],
  ])('is what sha256sum %s writes, for odd names too', (option, style) => {
    using folder = temporaryFolder();
    for (const name of NAMES) writeFileSync(join(folder.path, name), '');
    const options = option === '' ? [] : [option];
    const theirs = sha256sum([...options, '--', ...NAMES], { cwd: folder.path }).stdout;
    expect(Buffer.concat(NAMES.map((name) => formatLine(EMPTY, name, style))).equals(theirs)).toBe(true);
  });

  test.each([plain, { ...plain, binary: true }, { ...plain, tag: true }])('is read back as it was written', (style) => {
    const aName = fc.string({ minLength: 1, unit: 'grapheme' }).filter((name) => !name.includes('\0'));
    fc.assert(
      fc.property(aName, (name) => {
        const [line] = checksumLines(formatLine(EMPTY, name, style));
        expect(new LineReader('SHA256').parse(line?.text ?? '')).toEqual({ digest: EMPTY, name });
      }),
    );
  });
});

/** Lines that are nearly right in every way that the format knows. */
const names = fc.constantFrom(...NAMES, 'h\\\\i', 'j\\nk', 'l\\rm', 'missing', '');
const digests = fc.constantFrom(EMPTY, EMPTY.toUpperCase(), EMPTY.slice(2), `${EMPTY}0`, `${EMPTY} `);
const standard = fc.tuple(
  fc.constantFrom('', '\\', ' ', '\t \\'),
  digests,
  fc.constantFrom('  ', ' *', ' ', '\t', '\t '),
  names,
);
const tagged = fc.tuple(
  fc.constantFrom('', '\\', ' '),
  fc.constantFrom('SHA256 (', 'SHA256(', 'SHA256  (', 'SHA256', 'SHA1 (', 'sha256 ('),
  names,
  fc.constantFrom(') = ', ')=', ') =', ')= ', ')\t=\t', ')', ' = '),
  digests,
);
const other = fc.tuple(fc.constantFrom('', '#', '# comment', '\r', ' ', EMPTY, `${EMPTY} `));
const line = fc.oneof(standard, tagged, other).map((parts: string[]) => parts.join(''));

test('what sha256sum -c calls improperly formatted is what we do, in files that mix every form', () => {
  using folder = temporaryFolder();
  for (const name of NAMES) writeFileSync(join(folder.path, name), '');
  const lists = fc.sample(fc.array(line, { minLength: 1, maxLength: 12 }), 150).map((lines) => lines.join('\n'));
  for (const list of lists) {
    const { stderr } = sha256sum(['-w', '-c'], { cwd: folder.path, input: Buffer.from(list) });
    const theirs = Array.from(stderr.matchAll(/: (\d+): improperly/g), ([, number]) => Number(number));
    const reader = new LineReader('SHA256');
    const ours = [...checksumLines(Buffer.from(list))].filter(({ text }) => reader.parse(text) === undefined);
    expect({ list, malformed: ours.map(({ number }) => number) }).toEqual({ list, malformed: theirs });
  }
});
