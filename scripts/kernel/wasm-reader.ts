/**
 * Reads a Wasm binary into facts: imports, exports, limits, and where the instructions lie that a kernel must or must
 * not hold. Walks every instruction, so that no constant is taken for an opcode. Must never compile or run the module.
 */

export interface ModuleFacts {
  readonly imports: readonly { module: string; name: string; kind: ExternalKind }[];
  readonly exports: readonly { name: string; kind: ExternalKind }[];
  /** Limits in pages of 64 KiB, of imported and own memories. */
  readonly memories: readonly { imported: boolean; shared: boolean; initial: number; maximum: number | undefined }[];
  /** Index of the function that instantiation runs. */
  readonly start: number | undefined;
  readonly functions: readonly FunctionFacts[];
}

export interface FunctionFacts {
  /** In the module's index space, imported functions first. */
  readonly index: number;
  /** From the name section, empty without one. */
  readonly name: string;
  /** How many instructions begin with 0xfd (vectors) and 0xfe (atomics). */
  readonly vectors: number;
  readonly atomics: number;
  readonly memoryGrows: number;
  /** `memory.atomic.wait32` and `wait64`. */
  readonly waits: number;
}

const KINDS = ['function', 'table', 'memory', 'global', 'tag'] as const;
export type ExternalKind = (typeof KINDS)[number];

const Section = { custom: 0, import: 2, function: 3, memory: 5, export: 7, start: 8, code: 10 } as const;

/** A cursor over a module's bytes. */
export class WasmReader {
  readonly bytes: Uint8Array;
  position: number;
  readonly end: number;

  constructor(bytes: Uint8Array, position = 0, end = bytes.length) {
    this.bytes = bytes;
    this.position = position;
    this.end = end;
  }

  get done(): boolean {
    return this.position >= this.end;
  }

  byte(): number {
    const value = this.bytes[this.position];
    if (value === undefined || this.done) throw new RangeError(`the module ends in the middle of something`);
    this.position++;
    return value;
  }

  skip(count: number): void {
    if (count > this.end - this.position) throw new RangeError('the module ends in the middle of something');
    this.position += count;
  }

  /** LEB128, unsigned, up to 2^53-1. */
  number(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      if (factor > 2 ** 56) throw new RangeError('a number of more than ten bytes');
    }
  }

  /** LEB128 whose value doesn't matter. */
  skipNumber(): void {
    while (this.byte() >= 0x80);
  }

  name(): string {
    const length = this.number();
    const start = this.position;
    this.skip(length);
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + start, length).toString();
  }

  /** The next `length` bytes as a reader of their own. */
  part(length: number): WasmReader {
    const part = new WasmReader(this.bytes, this.position, this.position + length);
    this.skip(length);
    return part;
  }

  /** A vector: its count, then its elements. */
  list<T>(element: () => T): T[] {
    return Array.from({ length: this.number() }, element);
  }
}

/** Reads a module. Throws a RangeError when the bytes are no Wasm or hold an instruction this reader doesn't know. */
export function readModule(bytes: Uint8Array): ModuleFacts {
  const reader = new WasmReader(bytes);
  const header = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
  if (header.some((byte) => reader.byte() !== byte)) throw new RangeError('no Wasm module of version 1');
  const facts = new ModuleReading();
  while (!reader.done) {
    const id = reader.byte();
    facts.section(id, reader.part(reader.number()));
  }
  return facts.finish();
}

class ModuleReading {
  private imports: ModuleFacts['imports'] = [];
  private exports: ModuleFacts['exports'] = [];
  private memories: ModuleFacts['memories'][number][] = [];
  private start: number | undefined;
  private bodies: Omit<FunctionFacts, 'index' | 'name'>[] = [];
  private names = new Map<number, string>();

  section(id: number, reader: WasmReader): void {
    if (id === Section.import) this.imports = reader.list(() => this.import(reader));
    else if (id === Section.memory) reader.list(() => this.memory(reader, false));
    else if (id === Section.export) this.exports = reader.list(() => readExport(reader));
    else if (id === Section.start) this.start = reader.number();
    else if (id === Section.code) this.bodies = reader.list(() => readBody(reader.part(reader.number())));
    else if (id === Section.custom && reader.name() === 'name') this.readNames(reader);
  }

  finish(): ModuleFacts {
    const imported = this.imports.filter(({ kind }) => kind === 'function').length;
    const functions = this.bodies.map((body, i) => {
      const index = imported + i;
      return { index, name: this.names.get(index) ?? '', ...body };
    });
    return { imports: this.imports, exports: this.exports, memories: this.memories, start: this.start, functions };
  }

  private import(reader: WasmReader): ModuleFacts['imports'][number] {
    const [module, name] = [reader.name(), reader.name()];
    const kind = readKind(reader);
    if (kind === 'memory') this.memory(reader, true);
    else if (kind === 'function') reader.skipNumber();
    else if (kind === 'global') reader.skip(2);
    else if (kind === 'table') {
      reader.skip(1);
      readLimits(reader);
    } else {
      reader.skip(1);
      reader.skipNumber();
    }
    return { module, name, kind };
  }

  private memory(reader: WasmReader, imported: boolean): void {
    this.memories.push({ imported, ...readLimits(reader) });
  }

  /** Subsection 1 of the name section: names of functions. */
  private readNames(reader: WasmReader): void {
    while (!reader.done) {
      const id = reader.byte();
      const part = reader.part(reader.number());
      if (id === 1) this.names = new Map(part.list(() => [part.number(), part.name()]));
    }
  }
}

function readKind(reader: WasmReader): ExternalKind {
  const kind = KINDS[reader.byte()];
  if (kind === undefined) throw new RangeError('an import or export of an unknown kind');
  return kind;
}

function readExport(reader: WasmReader): ModuleFacts['exports'][number] {
  const name = reader.name();
  const kind = readKind(reader);
  reader.skipNumber();
  return { name, kind };
}

function readLimits(reader: WasmReader): { shared: boolean; initial: number; maximum: number | undefined } {
  const flags = reader.byte();
  const initial = reader.number();
  return { shared: (flags & 2) !== 0, initial, maximum: (flags & 1) !== 0 ? reader.number() : undefined };
}

function readBody(reader: WasmReader): Omit<FunctionFacts, 'index' | 'name'> {
  const facts = { vectors: 0, atomics: 0, memoryGrows: 0, waits: 0 };
  reader.list(() => {
    reader.skipNumber();
    reader.skip(1);
  });
  while (!reader.done) {
    const opcode = reader.byte();
    const sub = opcode >= 0xfc && opcode <= 0xfe ? reader.number() : 0;
    if (opcode === 0xfd) facts.vectors++;
    if (opcode === 0xfe) facts.atomics++;
    if (opcode === 0x40) facts.memoryGrows++;
    if (opcode === 0xfe && (sub === 1 || sub === 2)) facts.waits++;
    skipImmediates(reader, opcode, sub);
  }
  return facts;
}

/** Opcodes without a prefix by how many numbers follow them: ranges of first and last. */
const PLAIN: readonly (readonly [first: number, last: number, numbers: number])[] = [
  [0x00, 0x01, 0],
  [0x02, 0x04, 1],
  [0x05, 0x05, 0],
  [0x0b, 0x0b, 0],
  [0x0c, 0x0d, 1],
  [0x0f, 0x0f, 0],
  [0x10, 0x10, 1],
  [0x11, 0x11, 2],
  [0x1a, 0x1b, 0],
  [0x20, 0x26, 1],
  [0x28, 0x3e, 2],
  [0x3f, 0x42, 1],
  [0x45, 0xc4, 0],
  [0xd0, 0xd0, 1],
  [0xd1, 0xd1, 0],
  [0xd2, 0xd2, 1],
];

function skipImmediates(reader: WasmReader, opcode: number, sub: number): void {
  if (opcode === 0xfc) skipNumbers(reader, bulkOperands(sub));
  else if (opcode === 0xfd) skipVector(reader, sub);
  else if (opcode === 0xfe) skipNumbers(reader, sub === 3 ? 1 : 2);
  else if (opcode === 0x0e) skipNumbers(reader, reader.number() + 1);
  else if (opcode === 0x1c) reader.skip(reader.number());
  else if (opcode === 0x43) reader.skip(4);
  else if (opcode === 0x44) reader.skip(8);
  else {
    const row = PLAIN.find(([first, last]) => opcode >= first && opcode <= last);
    if (row === undefined) throw new RangeError(`an instruction that is not known: 0x${opcode.toString(16)}`);
    skipNumbers(reader, row[2]);
  }
}

function skipNumbers(reader: WasmReader, count: number): void {
  for (let i = 0; i < count; i++) reader.skipNumber();
}

/** 0–7 truncate; of the bulk operations 8–17, data.drop, memory.fill, elem.drop and three of tables have one index. */
function bulkOperands(sub: number): number {
  if (sub < 8) return 0;
  if (sub > 17) throw new RangeError(`an instruction that is not known: 0xfc ${sub}`);
  return [9, 11, 13, 15, 16, 17].includes(sub) ? 1 : 2;
}

/** Vector instructions: loads and stores, a constant or a shuffle, lanes, and plain arithmetic. */
function skipVector(reader: WasmReader, sub: number): void {
  if (sub <= 11 || (sub >= 84 && sub <= 93)) skipNumbers(reader, 2);
  if (sub === 12 || sub === 13) reader.skip(16);
  if ((sub >= 21 && sub <= 34) || (sub >= 84 && sub <= 91)) reader.skip(1);
}
