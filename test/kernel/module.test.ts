/** What the committed modules are: the rules that every build is held to, and that each of those rules can fail. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { documentedFunctions, moduleFaults } from '../../scripts/kernel/module-rules.ts';
import { readModule } from '../../scripts/kernel/wasm-reader.ts';
import { compile, FAULTY, SHIPPED } from './slab.ts';

const committed = [SHIPPED, FAULTY].map((file) => ({
  name: file.slice(file.lastIndexOf('/') + 1),
  file,
  bytes: readFileSync(file),
}));

describe.each(committed)('$name', ({ file, bytes }) => {
  test('imports, exports and holds what a kernel may, and nothing else', () => {
    expect(moduleFaults(bytes)).toEqual([]);
  });

  test('is the module that its provenance describes', () => {
    const provenance = JSON.parse(readFileSync(file.replace(/wasm$/, 'provenance.json'), 'utf8'));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(provenance.module).toEqual({ sha256, bytes: bytes.length });
    expect(provenance.rustFlags.join(' ')).toContain('+atomics,+bulk-memory,+mutable-globals,+simd128');
    expect(JSON.stringify(provenance)).not.toMatch(/"\/|\\\\|file:/);
  });

  test('is read as the engine reads it', () => {
    const facts = readModule(bytes);
    const module = compile(file);
    expect(facts.imports).toEqual(WebAssembly.Module.imports(module).map((each) => expect.objectContaining(each)));
    expect(facts.exports).toEqual(WebAssembly.Module.exports(module).map((each) => expect.objectContaining(each)));
    const [initialiser] = facts.functions.filter(({ waits }) => waits > 0);
    expect(initialiser).toMatchObject({ name: '__wasm_init_memory', index: facts.start });
  });
});

test('only the faulty kernel fails on request', () => {
  const holds = (bytes: Uint8Array) => Buffer.from(bytes).includes('a panic was asked for');
  expect(committed.map(({ bytes }) => holds(bytes))).toEqual([false, true]);
});

describe('the rules can fail', () => {
  const { bytes } = committed[0] as (typeof committed)[number];

  test('on a function that grows the memory, waits, or is of an unknown kind', () => {
    const grow = [0x41, 0x01, 0x40, 0x00, 0x1a];
    expect(moduleFaults(moduleOf(grow))).toContain('it grows the memory in function 0');
    const wait = [0x41, 0, 0x41, 0, 0x42, 0, 0xfe, 0x01, 2, 0, 0x1a];
    expect(moduleFaults(moduleOf(wait))).toContain('it waits in function 0');
    expect(() => moduleFaults(moduleOf([0xff]))).toThrow(/not known: 0xff/);
  });

  test('but not on a constant that looks like a forbidden instruction', () => {
    const constant = [0x41, 0x40, 0x1a, 0x44, 0x40, 0, 0x40, 0, 0xfe, 0x01, 2, 0, 0x1a];
    expect(moduleFaults(moduleOf(constant)).filter((fault) => /grows|waits/.test(fault))).toEqual([]);
  });

  test('on another memory, a missing or an extra export', () => {
    const faults = moduleFaults(moduleOf([]));
    expect(faults).toContain('it must import the memory env.memory alone, not: ');
    expect(faults).toContain('it lacks the export function hash_records');
    expect(faults).toContain('it holds no vector instruction');
    const renamed = Buffer.from(bytes);
    renamed.write('hash_recorps', renamed.indexOf('hash_records'));
    expect(moduleFaults(renamed)).toContain('it exports what is not in the ABI: function hash_recorps');
  });

  test('on a function that the ABI document lost or made up', () => {
    const functions = documentedFunctions();
    expect(functions).toContain('hash_stream_abort');
    expect(moduleFaults(bytes, functions.slice(1))).toEqual([
      `it exports what is not in the ABI: function ${functions[0]}`,
    ]);
    expect(moduleFaults(bytes, [...functions, 'hash_dreams'])).toEqual(['it lacks the export function hash_dreams']);
  });

  test('on a path of the building machine', () => {
    const place = ['', 'home', 'someone', 'crates'].join('/');
    const named = Buffer.from(bytes);
    named.write(place, named.indexOf('kernel/src/'));
    expect(moduleFaults(named).join()).toMatch(/it holds a path/);
  });

  test('on a module that is cut short', () => {
    expect(() => readModule(bytes.subarray(0, bytes.length - 100))).toThrow(RangeError);
    expect(() => readModule(Buffer.from('no module'))).toThrow(RangeError);
  });
});

/** A module of one function without parameters, with a shared memory of its own. */
function moduleOf(instructions: number[]): Uint8Array {
  const body = [0, ...instructions, 0x0b];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...[1, 4, 1, 0x60, 0, 0],
    ...[3, 2, 1, 0],
    ...[5, 4, 1, 3, 1, 2],
    ...[10, body.length + 2, 1, body.length, ...body],
  ]);
}
