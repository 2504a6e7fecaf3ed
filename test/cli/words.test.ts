/** Words and figures for people: pure functions of the CLI. */
import { describe, expect, test } from 'vitest';
import { count, UsageError } from '../../sidecar/cli/command.ts';
import { bytesAsBase64 } from '../../sidecar/cli/commands/call.ts';
import { lastVerbosity } from '../../sidecar/cli/commands/hash.ts';
import { bytesInWords, columns, durationInWords, plural } from '../../sidecar/cli/quantities.ts';
import { coloured, drawBar, painter } from '../../sidecar/cli/terminal.ts';

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [1023, '1023 bytes'],
  [1024, '1 KiB'],
  [1536, '1.5 KiB'],
  [16 * 1024 ** 2, '16 MiB'],
  [1024 ** 4, '1 TiB'],
])('%d bytes are %s', (bytes, words) => expect(bytesInWords(bytes)).toBe(words));

test.each([
  [215, '215 ms'],
  [59_999, '59 s'],
  [61_000, '1 min 1 s'],
  [3_723_000, '1 h 2 min'],
  [200_000_000, '2 d 7 h'],
])('%d ms are %s', (ms, words) => expect(durationInWords(ms)).toBe(words));

test('one is singular, and thousands have commas', () => {
  expect([plural(1, 'worker'), plural(2, 'worker'), plural(163_840, 'record')]).toEqual([
    '1 worker',
    '2 workers',
    '163,840 records',
  ]);
});

test('columns line up, and no line ends in spaces', () => {
  expect(
    columns([
      ['a', 'b'],
      ['long', 'c'],
    ]),
  ).toEqual(['a     b', 'long  c']);
});

describe('a count', () => {
  test.each([
    ['7', 7],
    ['16k', 16_384],
    ['1MiB', 1_048_576],
    ['2g', 2_147_483_648],
    ['1 ', 1],
  ])('%s is %d', (given, expected) => expect(count({ n: given }, 'n')).toBe(expected));

  test.each(['', '-1', '1.5', '1e9', 'k', '9007199254740993', '10x'])('%j is wrong usage', (given) => {
    expect(() => count({ n: given }, 'n')).toThrow(UsageError);
  });
});

describe('a progress bar', () => {
  test('fills from nothing to everything, and fits the line', () => {
    expect(drawBar(0, 'x', 80)).toBe(`[${'░'.repeat(30)}]   0 %  x`);
    expect(drawBar(0.5, 'x', 80)).toBe(`[${'█'.repeat(15)}${'░'.repeat(15)}]  50 %  x`);
    expect(drawBar(2, 'x', 80)).toBe(`[${'█'.repeat(30)}] 100 %  x`);
    for (const width of [0, 5, 13, 20, 40, 200])
      expect(drawBar(0.3, 'some text', width).length).toBeLessThan(width || 1);
  });

  test('is the text alone where the whole is unknown', () => {
    expect(drawBar(undefined, '12 files', 80)).toBe('12 files');
  });
});

test('colours need a terminal that takes them, and no NO_COLOR', () => {
  const terminal = { isTTY: true };
  expect(coloured(terminal, {})).toBe(true);
  expect(coloured(terminal, { NO_COLOR: '' })).toBe(true);
  expect(coloured(terminal, { NO_COLOR: '1' })).toBe(false);
  expect(coloured(terminal, { TERM: 'dumb' })).toBe(false);
  expect(coloured({}, {})).toBe(false);
  expect(painter(false)('red', 'x')).toBe('x');
});

test('bytes in a result are base64 in JSON, Buffers too', () => {
  const result = { a: Uint8Array.of(0, 255), b: [Buffer.from('abc')], c: 1n };
  expect(JSON.parse(JSON.stringify(result, bytesAsBase64))).toEqual({
    a: { base64: 'AP8=' },
    b: [{ base64: 'YWJj' }],
    c: 1,
  });
});

test.each([
  [['-c', '--quiet', '-w'], 'warn'],
  [['-cw', '--status'], 'status'],
  [['--warn', '--', '--status'], 'warn'],
  [['-c', 'file'], undefined],
])('of %j the last verbosity counts: %s', (raw, expected) => expect(lastVerbosity(raw)).toBe(expected));
