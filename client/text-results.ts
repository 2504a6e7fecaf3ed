/**
 * Results of work on many texts, from how they travel (as bytes, `packed`) to what the caller is promised, and from those of
 * parts of a batch to that of the whole. Pure.
 */
import type {
  DedupeResult,
  Match,
  PackedDedupeResult,
  PackedRedactResult,
  PackedScanResult,
  Packing,
  RedactResult,
  ScanResult,
  Timing,
  TokensResult,
} from '../protocol/index.ts';

/** A result of one of these methods, of one request or of all. */
export type Result = { timing: Timing };

/** How a method's results are read and joined. */
export interface Shape<R extends Result, P extends Result = R> {
  /** Results hold the texts, or about as much: a reply holds those of fewer texts. */
  readonly echoes?: true;
  /** How a result is asked for, for `unpack` to read. */
  readonly packed?: Packing;
  /** The result that was asked for as bytes; the call's texts are those from `from`, or a single one if that is undefined. */
  unpack?(packed: P, from: number | undefined): R;
  /** The results of a batch's parts, in order; absent where no part can be answered alone. */
  join?(parts: readonly R[]): Omit<R, 'timing'>;
}

const scan: Shape<ScanResult, PackedScanResult> = {
  packed: true,
  unpack({ rules, matches: bytes, timing }, from) {
    const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const matches: Match[] = [];
    for (let at = 0; at < bytes.byteLength; at += 16) {
      const rule = rules[words.getUint32(at, true)] ?? '';
      const [start, end] = [words.getUint32(at + 4, true), words.getUint32(at + 8, true)];
      // made with all of its fields: one that is added later makes each match twice as expensive
      if (from === undefined) matches.push({ rule, start, end });
      else matches.push({ rule, start, end, text: from + words.getUint32(at + 12, true) });
    }
    return { matches, timing };
  },
  join: (parts) => ({ matches: joined(parts.map(({ matches }) => matches)) }),
};

/** For strings these are given, and those in which nothing is replaced stay where they are. */
export function redactShape(given?: readonly string[]): Shape<RedactResult, PackedRedactResult> {
  return {
    echoes: true,
    packed: given === undefined ? true : 'changed',
    unpack({ text, lengths, counts, timing }, from) {
      const texts = cutTexts(text, lengths, given, from);
      return from === undefined ? { text: texts[0] ?? '', counts, timing } : { texts, counts, timing };
    },
    join(parts) {
      const counts: Record<string, number> = {};
      for (const part of parts) {
        for (const [rule, count] of Object.entries(part.counts)) counts[rule] = (counts[rule] ?? 0) + count;
      }
      return { texts: joined(parts.map(({ texts = [] }) => texts)), counts };
    },
  };
}

const tokens: Shape<TokensResult> = {
  join(parts) {
    const counts = joined(parts.map((part) => part.counts));
    return parts[0]?.ids === undefined ? { counts } : { counts, ids: joined(parts.map(({ ids = [] }) => ids)) };
  },
};

const dedupe: Shape<DedupeResult, PackedDedupeResult> = {
  packed: true,
  unpack({ firsts: bytes, timing }) {
    const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const members = new Map<number, number[]>();
    const unique: number[] = [];
    for (let at = 0; at < bytes.byteLength; at += 4) {
      const [index, first] = [at / 4, words.getUint32(at, true)];
      if (first === index) {
        unique.push(index);
        continue;
      }
      const group = members.get(first);
      if (group === undefined) members.set(first, [first, index]);
      else group.push(index);
    }
    const groups = [...members.values()].sort(([a = 0], [b = 0]) => a - b);
    return { groups, unique, timing };
  },
};

const shapes: Record<string, Shape<Result, Result>> = {
  'text/scan': scan as Shape<Result, Result>,
  'text/tokens': tokens as Shape<Result, Result>,
  'text/dedupe': dedupe as Shape<Result, Result>,
};

/** Lists as one: `concat` copies their memory, where `flatMap` takes them item by item. */
export function joined<T>(lists: readonly T[][]): T[] {
  return lists.length === 1 ? (lists[0] ?? []) : ([] as T[]).concat(...lists);
}

/** The texts whose UTF-8 lies one after another; one without a length is the given one in its place, counted from `from`. */
function cutTexts(
  bytes: Uint8Array,
  lengths: readonly (number | null)[],
  given: readonly string[] = [],
  from = 0,
): string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  return lengths.map((length, i) => {
    if (length === null) return given[from + i] ?? '';
    at += length;
    return buffer.toString('utf8', at - length, at);
  });
}

/** How the results of a method are read that come the same way whatever the texts are; undefined for others. */
export function shapeOf(method: string): Shape<Result, Result> | undefined {
  return shapes[method];
}

/** The answers to the parts as the answer to the whole, which took `elapsedMs`: parts run side by side, so that theirs don't add up. */
export function joinResults(shape: Shape<Result, Result>, parts: readonly Result[], elapsedMs: number): Result {
  const queueMs = parts[0]?.timing.queueMs ?? 0;
  const workers = Math.max(...parts.map(({ timing }) => timing.workers));
  const timing = { queueMs, runMs: Math.max(0, elapsedMs - queueMs), workers };
  return { ...shape.join?.(parts), timing };
}
