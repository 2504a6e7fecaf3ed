/** The shared judgement of findings: lines and columns, ignore comments, and the baseline. */
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Baseline,
  BaselineError,
  fingerprint,
  parseBaseline,
  readBaseline,
  writeBaseline,
} from '../../sidecar/findings/baseline.ts';
import { findingsOf } from '../../sidecar/findings/findings.ts';
import { IgnoreComments } from '../../sidecar/findings/ignore-comment.ts';
import { Lines } from '../../sidecar/findings/lines.ts';

const SHA_OF_ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe('lines', () => {
  it('end at LF, CRLF and a lone CR', () => {
    const lines = new Lines('a\r\nb\rc\nd');
    expect([0, 1, 2, 3].map((line) => lines.textOf(line))).toEqual(['a', 'b', 'c', 'd']);
    expect(lines.count).toBe(4);
  });

  it('give an offset back for every position', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '\t', '\r', '\n', '😀', 'é')), fc.nat(), (parts, seed) => {
        const lines = new Lines(parts.join(''));
        const offset = seed % (lines.text.length + 1);
        const { line, character } = lines.positionAt(offset);
        expect(lines.startOf(line) + character).toBe(offset);
        expect(line).toBe(
          [...lines.text.slice(0, offset).matchAll(/\r\n|\r(?!\n)|\n/g)].length - cutPair(lines.text, offset),
        );
      }),
    );
  });

  it('stay those of the text through any edits', () => {
    const piece = fc
      .array(fc.constantFrom('a', '\r', '\n', '\r\n', '😀'), { maxLength: 8 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(piece, fc.array(fc.tuple(fc.nat(), fc.nat(), piece)), (first, edits) => {
        let lines = new Lines(first);
        for (const [a, b, text] of edits) {
          const ends = [a, b].map((each) => each % (lines.text.length + 1)).sort((x, y) => x - y) as [number, number];
          lines = lines.replaced(...ends, text);
          const fresh = new Lines(lines.text);
          const starts = (each: Lines) => Array.from({ length: each.count }, (_, line) => each.startOf(line));
          expect(starts(lines)).toEqual(starts(fresh));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('count an emoji as one column for people and as two units for editors', () => {
    const lines = new Lines('x\n😀 key');
    expect(lines.forPeople(5)).toEqual({ line: 2, column: 3 });
    expect(lines.positionAt(5)).toEqual({ line: 1, character: 3 });
  });
});

/** A CR is seen as a line's end by the naive count when the LF behind it is cut off; the LF then ends the line. */
function cutPair(text: string, offset: number): number {
  return text[offset - 1] === '\r' && text[offset] === '\n' ? 1 : 0;
}

describe('an ignore comment', () => {
  const covers = (text: string, rule: string, line: number) => new IgnoreComments(new Lines(text)).covers(rule, line);

  it('behind something covers its own line and no other', () => {
    const text = 'a\nkey = 1 # outrigger:ignore\nb';
    expect([0, 1, 2].map((line) => covers(text, 'any', line))).toEqual([false, true, false]);
  });

  it.each(['# ', '// ', '/* ', '<!-- ', '  ; ', '-- ', 'REM ', '" ', '% '])(
    'alone behind %j covers the next line',
    (sign) => {
      expect(covers(`${sign}outrigger:ignore\nkey`, 'any', 1)).toBe(true);
      expect(covers(`${sign}outrigger:ignore\nkey\nkey`, 'any', 2)).toBe(false);
    },
  );

  it('that names rules covers those alone', () => {
    const text = 'key // outrigger:ignore aws-key, email -- for the test';
    expect(['aws-key', 'email', 'for', 'other'].map((rule) => covers(text, rule, 0))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('followed by prose quiets nothing, so that the mistake shows', () => {
    expect(covers('key // outrigger:ignore this one', 'aws-key', 0)).toBe(false);
  });

  it('is not another word that begins alike', () => {
    expect(covers('key // outrigger:ignored', 'a', 0)).toBe(false);
    expect(covers('key // outrigger:ignore-file', 'a', 0)).toBe(false);
  });

  it('closed by the sign of a block comment still covers all rules', () => {
    expect(covers('key /* outrigger:ignore */', 'a', 0)).toBe(true);
    expect(covers('<!-- outrigger:ignore -->\nkey', 'a', 1)).toBe(true);
  });
});

describe('a finding', () => {
  const text = '# outrigger:ignore npm-token\nkey = abcdef';
  const match = (rule: string, start: number, end: number) => ({ rule, start, end });

  it('in the very characters of one that a comment keeps quiet is quiet, too: the name in the comment may have made it', () => {
    expect(findingsOf(text, [match('npm-auth-token', 35, 41), match('npm-token', 35, 41)])).toEqual([]);
    const other = [match('npm-token', 35, 41), match('own-rule', 35, 40), match('own-rule', 36, 41)];
    expect(findingsOf(text, other).map(({ rule, start }) => [rule, start])).toEqual([
      ['own-rule', 35],
      ['own-rule', 36],
    ]);
  });
});

describe('the baseline', () => {
  it('holds the hash of the matched text, and not the text', () => {
    const baseline = new Baseline().with([{ rule: 'r', text: 'abc', path: './x/../a.txt' }]);
    expect(JSON.parse(`${baseline}`)).toEqual({
      version: 1,
      findings: [{ rule: 'r', sha256: SHA_OF_ABC, path: 'a.txt' }],
    });
  });

  it('knows a finding by rule, text and path together', () => {
    const baseline = new Baseline([fingerprint({ rule: 'r', text: 'abc', path: 'a' })]);
    expect(baseline.has('r', 'abc', 'a')).toBe(true);
    expect([baseline.has('s', 'abc', 'a'), baseline.has('r', 'abd', 'a'), baseline.has('r', 'abc', 'b')]).not.toContain(
      true,
    );
  });

  it('reads back what it writes, whatever the findings', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'outrigger-baseline-'));
    const known = fc.record({ rule: fc.string(), text: fc.string(), path: fc.string({ minLength: 1 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(known), async (findings) => {
        const file = join(folder, 'baseline.json');
        const baseline = new Baseline().with(findings);
        await writeBaseline(file, baseline);
        expect(`${await readBaseline(file)}`).toBe(`${baseline}`);
      }),
      { numRuns: 30 },
    );
    expect(await readdir(folder)).toEqual(['baseline.json']);
  });

  it('is the same file whatever the order of what was added', () => {
    const known = ['b', 'a', 'c'].map((path) => ({ rule: 'r', text: 't', path }));
    expect(`${new Baseline().with(known)}`).toBe(`${new Baseline().with(known.toReversed())}`);
  });

  it('that is not there is empty, and one that is broken is an error that names the place', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'outrigger-baseline-'));
    expect((await readBaseline(join(folder, 'none.json'))).size).toBe(0);
    await writeFile(join(folder, 'bad.json'), '{"version":1,"findings":[{"rule":"r","sha256":"no","path":"p"}]}');
    await expect(readBaseline(join(folder, 'bad.json'))).rejects.toThrow('findings[0].sha256');
    for (const text of ['', 'null', '[]', '{"version":2,"findings":[]}', '{"version":1}']) {
      expect(() => parseBaseline(text)).toThrow(BaselineError);
    }
    expect(await readFile(join(folder, 'bad.json'), 'utf8')).toContain('"no"');
  });
});

describe('findings', () => {
  const text = 'one abc\ntwo abc # outrigger:ignore\nthree xyz';
  const matches = [
    { rule: 'r', start: 4, end: 7 },
    { rule: 'r', start: 12, end: 15 },
    { rule: 'r', start: text.indexOf('xyz'), end: text.length },
  ];

  it('leave out what a comment covers', () => {
    expect(findingsOf(text, matches).map(({ text: matched, line }) => [matched, line])).toEqual([
      ['abc', 0],
      ['xyz', 2],
    ]);
  });

  it('leave out what the baseline knows', () => {
    const baseline = new Baseline().with([{ rule: 'r', text: 'abc', path: 'a' }]);
    expect(findingsOf(text, matches, { baseline, path: 'a' }).map((each) => each.text)).toEqual(['xyz']);
    expect(findingsOf(text, matches, { baseline, path: 'b' })).toHaveLength(2);
  });
});
