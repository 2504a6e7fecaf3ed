/** Open documents: positions in every encoding, edits in any order, and what editors get wrong. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OpenDocument } from '../../sidecar/lsp/document.ts';
import { agreeOn, type PositionEncoding } from '../../sidecar/lsp/position-encoding.ts';

const encodings: PositionEncoding[] = ['utf-8', 'utf-16', 'utf-32'];
const text = fc.array(fc.constantFrom('a', 'é', '漢', '😀', '\t', '\n', '\r\n', '\r')).map((parts) => parts.join(''));

/** Units of a line's beginning by the platform's own encoders. */
const measure: Record<PositionEncoding, (text: string) => number> = {
  'utf-8': Buffer.byteLength,
  'utf-16': (part) => part.length,
  'utf-32': (part) => [...part].length,
};

describe('positions', () => {
  it.each(encodings)('in %s are what the platform counts, and lead back', (encoding) => {
    fc.assert(
      fc.property(text, fc.nat(), (content, seed) => {
        const document = new OpenDocument('file:///a', '', 1, content, encoding);
        const bounds = [0, ...[...content.matchAll(/./gsu)].map(({ 0: each, index }) => index + each.length)];
        const offset = bounds[seed % bounds.length] as number;
        const { line, character } = document.positionAt(offset);
        expect(character).toBe(measure[encoding](content.slice(document.lines.startOf(line), offset)));
        // between CR and LF there is no position: it is taken for the line's end
        const isSplit = content[offset - 1] === '\r' && content[offset] === '\n';
        expect(document.offsetAt({ line, character })).toBe(isSplit ? offset - 1 : offset);
      }),
    );
  });

  it('outside of the text are taken to its nearest place', () => {
    const document = new OpenDocument('file:///a', '', 1, 'ab\r\ncd', 'utf-16');
    expect(document.offsetAt({ line: 0, character: 99 })).toBe(2);
    expect(document.offsetAt({ line: 9, character: 0 })).toBe(6);
  });

  it('inside a character mean its start', () => {
    const document = new OpenDocument('file:///a', '', 1, 'é😀', 'utf-8');
    expect([1, 2, 3, 5, 6].map((character) => document.offsetAt({ line: 0, character }))).toEqual([0, 1, 1, 1, 3]);
  });
});

describe('edits', () => {
  it('give the text that the editor has, in every encoding', () => {
    const steps = fc.array(fc.tuple(fc.nat(), fc.nat(), text), { maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...encodings), text, steps, (encoding, first, edits) => {
        const document = new OpenDocument('file:///a', '', 0, first, encoding);
        let wanted = first;
        for (const [index, [a, b, put]] of edits.entries()) {
          const characters = [...wanted];
          const [from, to] = [a, b].map((each) => each % (characters.length + 1)).sort((x, y) => x - y) as [
            number,
            number,
          ];
          const start = characters.slice(0, from).join('').length;
          const end = characters.slice(0, to).join('').length;
          if ([start, end].some((at) => wanted[at - 1] === '\r' && wanted[at] === '\n')) continue;
          document.apply(index + 1, [{ range: document.rangeOf(start, end), text: put }]);
          wanted = wanted.slice(0, start) + put + wanted.slice(end);
          expect(document.text).toBe(wanted);
        }
      }),
    );
  });

  it('that are strange are made all the same, and told', () => {
    const document = new OpenDocument('file:///a', '', 5, 'ab', 'utf-16');
    const far = { start: { line: 7, character: 0 }, end: { line: 8, character: 3 } };
    const { strange } = document.apply(4, [{ range: far, text: 'c' }]);
    expect(document.text).toBe('abc');
    expect(strange).toEqual([expect.stringContaining('version 4'), expect.stringContaining('7:0-8:3')]);
  });

  it('without a range replace everything', () => {
    const document = new OpenDocument('file:///a', '', 1, 'ab', 'utf-16');
    expect(document.apply(2, [{ text: 'x\ny' }])).toEqual({ edits: [{ start: 0, oldEnd: 2, newEnd: 3 }], strange: [] });
    expect(document.lines.count).toBe(2);
  });
});

describe('the position encoding', () => {
  it('is the first of the editor that is known, else UTF-16', () => {
    expect(agreeOn(undefined)).toBe('utf-16');
    expect(agreeOn([])).toBe('utf-16');
    expect(agreeOn(['utf-7', 'ebcdic'])).toBe('utf-16');
    expect(agreeOn(['utf-7', 'utf-32', 'utf-8'])).toBe('utf-32');
  });
});
