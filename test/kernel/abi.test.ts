/** The C ABI as docs/KERNEL-ABI.md promises it: statuses, ranges, jobs, streams, slabs; for any arguments whatever. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Algorithm, compile, instantiate, Place, SHIPPED, Status, TestSlab } from './slab.ts';

const { free, heap, heapEnd, stackTop, staticsEnd, tls } = Place;
const BOTH = [Algorithm.sha256, Algorithm.blake3];

describe('a slab', () => {
  test('speaks version 1 and has had no panic', () => {
    const { kernel } = new TestSlab();
    expect(kernel.__heap_base.value).toBeLessThanOrEqual(staticsEnd);
    expect(kernel.outrigger_abi_version()).toBe(1);
    expect(new TestSlab().panicMessage()).toBe('');
  });

  test('is made anew on the same memory after streams were left in it', () => {
    const slab = new TestSlab();
    for (let round = 0; round < 3; round++) {
      const kernel = instantiate(compile(SHIPPED), slab.memory);
      const states = takeAllStreams(() => kernel.hash_stream_begin(Algorithm.blake3));
      expect(states.length).toBeGreaterThan(50);
      expect(states.every((state) => state >= heap && state < heapEnd)).toBe(true);
    }
  });

  test('has room again once its streams are finished or aborted', () => {
    const { kernel } = new TestSlab();
    const begin = () => kernel.hash_stream_begin(Algorithm.blake3);
    const first = takeAllStreams(begin);
    first.forEach((state, i) => {
      if (i % 2 === 0) kernel.hash_stream_abort(state);
      else expect(kernel.hash_stream_finish(state, free)).toBe(Status.ok);
    });
    expect(takeAllStreams(begin)).toHaveLength(first.length);
  });

  test('needs less than 16 KiB of stack for anything', () => {
    const slab = new TestSlab();
    slab.bytes.fill(0xa5, Place.stackLow, stackTop);
    const lengths = Array.from({ length: 600 }, (_, i) => (i * 37) % (i % 50 === 0 ? 200_000 : 3000));
    const messages = lengths.map((length) => new Uint8Array(length));
    for (const algorithm of BOTH) {
      slab.hashMessages(algorithm, messages);
      slab.hashStream(algorithm, messages);
      slab.hashRecords(algorithm, new Uint8Array(1_000_000), 200_000);
    }
    const untouched = slab.bytes.subarray(Place.stackLow, stackTop).findIndex((byte) => byte !== 0xa5);
    const used = stackTop - Place.stackLow - untouched;
    expect(used).toBeGreaterThan(1024);
    expect(used).toBeLessThan(16 * 1024);
  });

  test('shares nothing with another slab on the same memory', () => {
    const slab = new TestSlab();
    const other = new WebAssembly.Instance(compile(SHIPPED), { env: { memory: slab.memory } });
    const kernel = other.exports as unknown as TestSlab['kernel'];
    const top = free + 1024 * 1024;
    kernel.__stack_pointer.value = top;
    kernel.__wasm_init_tls(top);
    kernel.outrigger_slab_init(top + 65536, top + 1024 * 1024);
    const [ours, theirs] = [slab.kernel.hash_stream_begin(1), kernel.hash_stream_begin(1)];
    expect(kernel.hash_stream_update(0, ours, free, 5)).toBe(Status.badRange);
    expect(kernel.hash_stream_finish(theirs, free)).toBe(Status.ok);
    expect(slab.kernel.hash_stream_finish(ours, free)).toBe(Status.ok);
  });
});

describe('arguments', () => {
  const { kernel, memory } = new TestSlab();
  const end = memory.buffer.byteLength;
  const records = (over: Partial<Record<'job' | 'algorithm' | 'data' | 'length' | 'size' | 'out', number>>) => {
    const all = { job: 0, algorithm: 1, data: free, length: 128, size: 64, out: free + 4096, ...over };
    return kernel.hash_records(all.job, all.algorithm, all.data, all.length, all.size, all.out);
  };

  test.each([
    ['an unknown algorithm', { algorithm: 3 }],
    ['algorithm 0', { algorithm: 0 }],
    ['record size 0', { size: 0 }],
    ['a length that is no multiple', { length: 127 }],
  ])('%s: BAD_ARGUMENT', (_, over) => expect(records(over)).toBe(Status.badArgument));

  test.each([
    ['null data', { data: 0 }],
    ['null out', { out: 0 }],
    ['data that ends past the memory', { data: end - 127 }],
    ['out that ends past the memory', { out: end - 63 }],
    ['data past 4 GiB', { data: 0xffff_ffff, length: 64 }],
    ['2^31 bytes of data', { length: 0x8000_0000 }],
    ['digests that would pass 4 GiB', { length: 0x4000_0000, size: 1, data: free }],
    ['out over the data', { out: free + 127 }],
    ['out under the data', { out: free - 63 }],
    ['out in the statics', { out: 1024 }],
    ['out over the end of the stack', { out: stackTop - 64 }],
    ['out in the thread-local block', { out: tls }],
    ['out in the heap', { out: heap + 1024 }],
    ['data in the heap', { data: heapEnd - 64 }],
    ['a job past the memory', { job: end - 8 }],
    ['a job that is not aligned', { job: free + 8196 }],
    ['a job under the digests', { job: free + 4096 }],
    ['a job in the heap', { job: heap }],
  ])('%s: BAD_RANGE', (_, over) => expect(records(over)).toBe(Status.badRange));

  test("the thread-local block is the instance's own up to its last byte", () => {
    const last = tls + kernel.__tls_size.value - 1;
    expect(records({ out: last })).toBe(Status.badRange);
    expect(records({ out: last + 1 })).toBe(Status.ok);
  });

  test('ranges may touch each other, and an empty one may lie anywhere', () => {
    expect(records({ out: free + 128 })).toBe(Status.ok);
    expect(records({ data: end - 128, out: end - 192 })).toBe(Status.ok);
    expect(records({ data: heapEnd, out: heapEnd + 128 })).toBe(Status.ok);
    expect(records({ length: 0, data: 0, out: 0 })).toBe(Status.ok);
    expect(kernel.hash_messages(0, 1, 0, 0, 0)).toBe(Status.ok);
  });

  test('a text is copied to the byte, wherever it begins, and only from and to where it may be', () => {
    const slab = new TestSlab();
    const text = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);
    for (let shift = 0; shift < 17; shift++) {
      slab.bytes.fill(0, free, free + 8192);
      slab.bytes.set(text, free + shift);
      expect(slab.kernel.text_copy(free + shift, 1000, free + 4096)).toBe(Status.ok);
      expect(slab.bytes.slice(free + 4096, free + 5096)).toEqual(text);
      expect(slab.bytes[free + 4095] || slab.bytes[free + 5096]).toBe(0);
    }
    for (const bad of [0, 1024, heap, stackTop - 64, end - 63, 0xffff_fff0]) {
      expect(kernel.text_copy(bad, 64, free)).toBe(Status.badRange);
      expect(kernel.text_copy(free, 64, bad)).toBe(Status.badRange);
    }
    expect(kernel.text_copy(free, 64, free + 63)).toBe(Status.badRange);
    expect(kernel.text_copy(0, 0, 0)).toBe(Status.ok);
  });

  test('a table: every entry is checked, and an empty message has no address', () => {
    const table = new Uint32Array(memory.buffer, free, 4);
    const messages = () => kernel.hash_messages(0, 1, free, 2, free + 4096);
    table.set([free + 100, 50, 0, 0]);
    expect(messages()).toBe(Status.ok);
    for (const bad of [0, end - 9, free + 4096 + 63, heap, 0xffff_fff0]) {
      table.set([bad, 10], 2);
      expect(messages()).toBe(Status.badRange);
    }
    expect(kernel.hash_messages(0, 1, free + 2, 1, free + 4096)).toBe(Status.badRange);
    expect(kernel.hash_messages(0, 1, free, 1, free + 4)).toBe(Status.badRange);
    expect(kernel.hash_messages(0, 1, free, 0x2000_0000, free + 4096)).toBe(Status.badRange);
    expect(kernel.hash_messages(0, 7, free, 1, free + 4096)).toBe(Status.badArgument);
  });
});

describe('a job', () => {
  const slab = new TestSlab();
  const job = free;
  const cancelWord = new Int32Array(slab.memory.buffer, job, 1);
  const done = new BigUint64Array(slab.memory.buffer, job + 8, 1);
  const begin = (cancel: number) => {
    cancelWord[0] = cancel;
    done[0] = 0n;
  };

  test('counts every byte, on top of what was counted before', () => {
    for (const algorithm of BOTH) {
      begin(0);
      expect(slab.kernel.hash_records(job, algorithm, free + 64, 70_000, 7, free + 131_072)).toBe(Status.ok);
      expect(done[0]).toBe(70_000n);
      expect(slab.kernel.hash_records(job, algorithm, free + 64, 1_000, 1_000, free + 131_072)).toBe(Status.ok);
      const state = slab.kernel.hash_stream_begin(algorithm);
      expect(slab.kernel.hash_stream_update(job, state, free + 64, 300_000)).toBe(Status.ok);
      slab.kernel.hash_stream_abort(state);
      expect(done[0]).toBe(371_000n);
    }
  });

  test('that is cancelled beforehand does nothing', () => {
    begin(1);
    slab.bytes.fill(0xee, free + 4096, free + 4096 + 64);
    expect(slab.kernel.hash_records(job, 1, free + 64, 128, 64, free + 4096)).toBe(Status.cancelled);
    new Uint32Array(slab.memory.buffer, free + 64, 2).set([free + 64, 8]);
    expect(slab.kernel.hash_messages(job, 1, free + 64, 1, free + 4096)).toBe(Status.cancelled);
    expect(slab.bytes.subarray(free + 4096, free + 4096 + 64).every((byte) => byte === 0xee)).toBe(true);
    expect(done[0]).toBe(0n);
  });
});

describe('a stream', () => {
  const slab = new TestSlab();
  const { kernel } = slab;

  test('lives on after an out of range, and is gone once finished', () => {
    slab.bytes.set(Buffer.from('abc'), free);
    const state = kernel.hash_stream_begin(Algorithm.sha256);
    expect(kernel.hash_stream_update(0, state, free, 3)).toBe(Status.ok);
    expect(kernel.hash_stream_finish(state, 0)).toBe(Status.badRange);
    expect(kernel.hash_stream_finish(state, free + 64)).toBe(Status.ok);
    expect(slab.digests(free + 64, 1)).toEqual([createHash('sha256').update('abc').digest('hex')]);
    expect(kernel.hash_stream_finish(state, free + 64)).toBe(Status.badArgument);
    expect(kernel.hash_stream_update(0, state, free, 3)).toBe(Status.badArgument);
    kernel.hash_stream_abort(state);
  });

  test('that was cancelled gives no digest', () => {
    const job = free + 1024;
    new Int32Array(slab.memory.buffer, job, 1)[0] = 1;
    const state = kernel.hash_stream_begin(Algorithm.blake3);
    expect(kernel.hash_stream_update(job, state, free, 512)).toBe(Status.cancelled);
    expect(kernel.hash_stream_update(0, state, free, 512)).toBe(Status.badArgument);
    expect(kernel.hash_stream_finish(state, free)).toBe(Status.badArgument);
    kernel.hash_stream_abort(state);
  });

  test('is never taken from an address that is none', () => {
    expect(kernel.hash_stream_begin(0)).toBe(0);
    const state = kernel.hash_stream_begin(Algorithm.sha256);
    for (const none of [0, 4, state + 1, heapEnd - 8, free, 0xffff_ffff]) {
      expect(kernel.hash_stream_update(0, none, free, 3)).toBe(Status.badRange);
    }
    expect(kernel.hash_stream_update(0, state + 16, free, 3)).toBe(Status.badArgument);
    kernel.hash_stream_abort(state + 16);
    expect(kernel.hash_stream_finish(state, free)).toBe(Status.ok);
  });
});

describe('whatever the arguments', () => {
  const slab = new TestSlab(2);
  const end = slab.memory.buffer.byteLength;
  const edges = [
    0,
    1,
    1024,
    staticsEnd,
    stackTop,
    tls,
    heap,
    heapEnd,
    free,
    free + 64,
    free + 4096,
    end,
    2 ** 31,
    2 ** 32,
  ];
  const address = fc
    .tuple(fc.constantFrom(...edges), fc.integer({ min: -70, max: 70 }))
    .map(([edge, off]) => Math.min(Math.max(edge + off, 0), 2 ** 32 - 1));
  const size = fc.oneof(address, fc.constantFrom(0, 1, 2, 31, 32, 33, 63, 64, 65, 128, 1000, 4096, 2 ** 31 - 1));
  const call = fc.tuple(
    fc.integer({ min: 0, max: 3 }),
    address,
    fc.integer({ min: 0, max: 3 }),
    address,
    size,
    size,
    address,
  );

  test('a call returns a status, traps never, and writes only its out and its job', () => {
    fc.assert(
      fc.property(fc.array(call, { maxLength: 12 }), (calls) => {
        // A stranger's table: what the free space holds is read as addresses and lengths too.
        new Uint32Array(slab.memory.buffer, free, 64).forEach((_, i, table) => {
          table[i] = (i % 2 === 0 ? free + i * 3 : i * 5) + (i > 40 ? end : 0);
        });
        const shadow = new Shadow(slab);
        for (const [entry, job, algorithm, at, length, recordSize, out] of calls) {
          const { status, may } = invoke(slab, entry, job, algorithm, at, length, recordSize, out);
          expect([0, 1, 2, 3, 4]).toContain(status);
          shadow.expectOnly(may);
        }
        expect(slab.panicMessage()).toBe('');
      }),
      { numRuns: 300 },
    );
  });
});

/** Calls the entry with these numbers; `may` are the ranges (start, length) that it may write with this status. */
function invoke(
  { kernel, bytes }: TestSlab,
  entry: number,
  ...numbers: [number, number, number, number, number, number]
) {
  const [job, algorithm, at, length, recordSize, out] = numbers;
  const progress = job === 0 ? [] : [[job + 8, 8]];
  if (entry === 0) {
    const status = kernel.hash_records(job, algorithm, at, length, recordSize, out);
    const refused = status === Status.badArgument || status === Status.badRange;
    return { status, may: refused ? [] : [[out, (length / recordSize) * 32], ...progress] };
  }
  if (entry === 1) {
    const status = kernel.hash_messages(job, algorithm, at, length, out);
    // An entry of the table may turn out bad after others were hashed, but not before the digests' range was found good.
    const untouched = status === Status.badArgument || out === 0 || out + length * 32 > bytes.length;
    return { status, may: untouched ? [] : [[out, length * 32], ...progress] };
  }
  const state = entry === 2 ? kernel.hash_stream_begin(algorithm) : at;
  kernel.hash_stream_update(job, state, at, length);
  const status = kernel.hash_stream_finish(state, out);
  kernel.hash_stream_abort(state);
  return { status, may: status === Status.ok ? [[out, 32], ...progress] : progress };
}

/** What the memory held, kept beside it: a call may change only what it is allowed to. */
class Shadow {
  private readonly live: Buffer;
  private readonly shadow: Buffer;

  constructor({ memory }: TestSlab) {
    this.live = Buffer.from(memory.buffer);
    this.shadow = Buffer.from(new Uint8Array(memory.buffer));
  }

  /** Takes over the ranges (start, length) that may have changed, and what the instance owns; nothing else may differ. */
  expectOnly(changed: number[][]): void {
    const own = [
      [0, staticsEnd],
      [Place.stackLow, heapEnd - Place.stackLow],
    ];
    for (const [at = 0, length = 0] of [...own, ...changed]) {
      const start = Math.min(at, this.live.length);
      this.live.copy(this.shadow, start, start, Math.min(at + length, this.live.length));
    }
    expect(this.live.equals(this.shadow)).toBe(true);
  }
}

/** Begins streams until the heap is used up. */
function takeAllStreams(begin: () => number): number[] {
  const states: number[] = [];
  for (let state = begin(); state !== 0; state = begin()) states.push(state);
  return states;
}
