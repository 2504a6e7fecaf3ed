/**
 * `hash/files`: a shard is one file, opened, read to its end and digested by the worker. What is wrong with one file
 * stands in its result; it fails no other.
 */
import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { WINDOW_BYTES } from '../../arena/layout.ts';
import type { Arguments, Operation, Workbench } from '../operation.ts';
import { digestPieces, usesOpenSsl } from './digest.ts';

const FIELDS = [
  'algorithm',
  'engine',
  /** Arena address of pairs of u32: address and length of each path's bytes. */
  'table',
  /** Arena address of the results, FILE_RESULT_BYTES each. */
  'out',
  /** The limit `fileBytes`. */
  'fileBytes',
] as const;
type Field = (typeof FIELDS)[number];

/** A result: u32 state, 4 bytes unused, f64 size, then the digest or the error's code in ASCII, up to 32 bytes. */
export const FILE_RESULT_BYTES = 48;
const SIZE_AT = 8;
const DIGEST_AT = 16;
const DIGEST_BYTES = 32;

export const FileState = { digested: 1, failed: 2, tooLarge: 3 } as const;

/** A file that is no regular file (FIFO, device, socket), where no errno says so. */
export const NOT_REGULAR = 'ENOTREG';

class FileFault extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export interface FileOutcome {
  state: number;
  size: number;
  digest: Uint8Array;
  code: string;
}

/** Reads a result that a worker left. */
export function readFileResult(bytes: Uint8Array, address: number): FileOutcome {
  const view = new DataView(bytes.buffer, bytes.byteOffset + address, FILE_RESULT_BYTES);
  const digest = bytes.slice(address + DIGEST_AT, address + FILE_RESULT_BYTES);
  const text = Buffer.from(digest).toString('latin1');
  return {
    state: view.getUint32(0, true),
    size: view.getFloat64(SIZE_AT, true),
    digest,
    code: text.replace(/\0+$/, ''),
  };
}

function writeResult(bench: Workbench, address: number, state: number, size: number, code = ''): void {
  const view = new DataView(bench.bytes.buffer, address, FILE_RESULT_BYTES);
  view.setFloat64(SIZE_AT, size, true);
  if (state !== FileState.digested) {
    bench.bytes.fill(0, address + DIGEST_AT, address + FILE_RESULT_BYTES);
    bench.bytes.set(Buffer.from(code.slice(0, DIGEST_BYTES), 'latin1'), address + DIGEST_AT);
  }
  view.setUint32(0, state, true);
}

/** Only a regular file may be read: a directory says EISDIR, whatever else NOT_REGULAR. */
export function refuseOddFile(stats: Stats): void {
  if (stats.isDirectory()) throw new FileFault('EISDIR');
  if (!stats.isFile()) throw new FileFault(NOT_REGULAR);
}

/** Looked at before it is opened (opening a device can do things), and again after (it may have been replaced). */
export function openRegularFile(path: string | Uint8Array): { fd: number; stats: Stats } {
  const name = typeof path === 'string' ? path : Buffer.from(path);
  refuseOddFile(statSync(name));
  const fd = openSync(name, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  try {
    const stats = fstatSync(fd);
    refuseOddFile(stats);
    return { fd, stats };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/** Digests to the end of the file, as sha256sum does: a /proc file has size 0, and a growing one grows. */
function digestFile(args: Arguments<Field>, fd: number, size: number, out: number, bench: Workbench): number {
  let total = 0;
  const openSsl = usesOpenSsl(args.algorithm, args.engine, size);
  digestPieces(bench, args.algorithm, openSsl, out, (update) => {
    for (;;) {
      const read = readSync(fd, bench.bytes, bench.window, WINDOW_BYTES, null);
      if (read === 0) return;
      total += read;
      if (total > args.fileBytes) throw new FileFault('EFBIG');
      update(bench.window, read);
      bench.checkCancelled();
    }
  });
  return total;
}

export const hashFiles: Operation<Field> = {
  fields: FIELDS,
  run(args, shard, bench) {
    const [at = 0, length = 0] = new Uint32Array(bench.bytes.buffer, args.table + shard * 8, 2);
    const path = bench.bytes.slice(at, at + length);
    const out = args.out + shard * FILE_RESULT_BYTES;
    let fd: number | undefined;
    try {
      const file = openRegularFile(path);
      fd = file.fd;
      if (file.stats.size > args.fileBytes) {
        writeResult(bench, out, FileState.tooLarge, file.stats.size);
        return;
      }
      const size = digestFile(args, fd, file.stats.size, out + DIGEST_AT, bench);
      writeResult(bench, out, FileState.digested, size);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (typeof code !== 'string' || !/^E[A-Z0-9]+$/.test(code)) throw error;
      writeResult(bench, out, code === 'EFBIG' ? FileState.tooLarge : FileState.failed, args.fileBytes + 1, code);
    } finally {
      if (fd !== undefined) closeSync(fd);
    }
  },
};
