/** Names without loss: bytes to strings and back. */
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastArguments } from '../../sidecar/cli/arguments.ts';
import { decodeName, encodeName, jsonName, wireName } from '../../sidecar/cli/names.ts';

/** Bytes that are often UTF-8 and often nearly so. */
const anyName = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 4 }),
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
    ),
  )
  .map((parts) => Buffer.concat(parts));

describe('names', () => {
  test('any bytes survive the way through a string', () => {
    fc.assert(
      fc.property(anyName, (bytes) => {
        expect(encodeName(decodeName(bytes)).equals(bytes)).toBe(true);
      }),
    );
  });

  test('a name that is UTF-8 is its text', () => {
    expect(decodeName(Buffer.from('naïve 😀'))).toBe('naïve 😀');
    expect(wireName('naïve 😀')).toBe('naïve 😀');
    expect(jsonName('naïve 😀')).toBe('naïve 😀');
  });

  test.each([
    ['a stray continuation', [0x61, 0x80]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['an encoded surrogate', [0xed, 0xa0, 0x80]],
    ['a cut-off sequence', [0xf0, 0x9f, 0x98]],
    ['beyond U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
  ])('%s travels as bytes', (_, bytes) => {
    const name = decodeName(Uint8Array.from(bytes));
    expect(name.isWellFormed()).toBe(false);
    expect([...(wireName(name) as Uint8Array)]).toEqual(bytes);
    expect(jsonName(name)).toEqual({ base64: Buffer.from(bytes).toString('base64') });
  });

  test('the arguments are the last of a command line, whatever runs the script', () => {
    const cmdline = Buffer.concat([Buffer.from('node\0--flag\0main.js\0hash\0'), Buffer.of(0xff, 0), Buffer.of(0)]);
    expect(lastArguments(cmdline, 3)).toEqual(['hash', '\udcff', '']);
    expect(lastArguments(cmdline, 0)).toEqual([]);
  });
});
