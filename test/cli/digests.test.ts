/** Order and batches of many files, against a source whose calls answer in any order. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Digested, type DigestSource, digestsInOrder } from '../../sidecar/cli/sums/digests.ts';
import { locate } from '../../sidecar/cli/sums/locate.ts';

class FakeSource implements DigestSource {
  readonly calls: string[][] = [];
  inFlight = 0;
  mostInFlight = 0;
  readonly #turns: (count: number) => number;
  readonly #sizes: Record<string, number>;

  /** `turns`: how many turns of the event loop each call takes. */
  constructor(turns: (count: number) => number, sizes: Record<string, number> = {}) {
    this.#turns = turns;
    this.#sizes = sizes;
  }

  locate(name: string): string {
    return name;
  }

  sizeOf(name: string): number {
    return this.#sizes[name] ?? 0;
  }

  async files(paths: string[]): Promise<Digested[]> {
    this.calls.push(paths);
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    for (let turns = this.#turns(this.calls.length); turns > 0; turns--) await new Promise(setImmediate);
    this.inFlight -= 1;
    return paths.map((path) => ({ digest: `of ${path}`, bytes: 0 }));
  }

  async stdin(): Promise<Digested> {
    return { digest: 'of standard input', bytes: 0 };
  }
}

type Told = [{ name: string | undefined }, Digested | undefined];

async function digestAll(names: (string | undefined)[], source: DigestSource): Promise<Told[]> {
  const told: Told[] = [];
  const items = names.map((name) => ({ name }));
  for await (const each of digestsInOrder(items, source)) told.push(each);
  return told;
}

test('digests come in the order of the names, in whatever order the calls are answered', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('-', undefined)), { maxLength: 1500 }),
      fc.array(fc.nat(5), { minLength: 6, maxLength: 6 }),
      async (names, turns) => {
        const told = await digestAll(names, new FakeSource((count) => turns[count % 6] as number));
        const expected = names.map((name) => {
          if (name === undefined) return undefined;
          return { digest: name === '-' ? 'of standard input' : `of ${name}`, bytes: 0 };
        });
        expect(told.map(([, digested]) => digested)).toEqual(expected);
      },
    ),
    { numRuns: 50 },
  );
});

test('thousands of files are a few calls, of which only a few are in flight', async () => {
  const source = new FakeSource(() => 3);
  await digestAll(
    Array.from({ length: 5000 }, (_, i) => `f${i}`),
    source,
  );
  expect(source.calls.length).toBe(Math.ceil(5000 / 256));
  expect(source.mostInFlight).toBe(3);
});

test('big files are told one by one, not all at the end', async () => {
  const gigabyte = 1024 ** 3;
  const source = new FakeSource(() => 1, { a: gigabyte, b: gigabyte });
  await digestAll(['a', 'b', 'small', 'smaller'], source);
  expect(source.calls).toEqual([['a'], ['b'], ['small', 'smaller']]);
});

test('an empty name is no file, and asks nobody', async () => {
  const source = new FakeSource(() => 1);
  const [told] = await digestAll([''], source);
  expect(told?.[1]).toMatchObject({ error: { data: { code: 'ENOENT' } } });
  expect(source.calls).toEqual([]);
});

test('a call that fails ends it, and is not left unhandled', async () => {
  const source = new FakeSource(() => 1);
  source.files = () => Promise.reject(new Error('the sidecar is gone'));
  await expect(digestAll(Array(2000).fill('f'), source)).rejects.toThrow('the sidecar is gone');
});

test.each([
  ['x', '/d', '/d/x'],
  ['./x', '/', '/./x'],
  ['a/../b', '/d', '/d/a/../b'],
  ['/x', '/d', '/x'],
  ['/dev/stdin', '/d', '/proc/7/fd/0'],
  ['/dev/fd/63', '/d', '/proc/7/fd/63'],
  ['/proc/self/maps', '/d', '/proc/7/maps'],
  ['self/maps', '/proc', '/proc/7/maps'],
  ['/proc/selfish', '/d', '/proc/selfish'],
])('%s in %s is what the sidecar opens as %s', (name, directory, path) => {
  expect(locate(name, { directory, pid: 7 })).toBe(path);
});
