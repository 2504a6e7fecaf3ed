/**
 * Reads file bytes through a worker's window. Files are read, never mapped: a mapped file that someone truncates kills
 * the process by SIGBUS. A file that ends before its range does is a failure, never a short digest.
 */
import { readSync } from 'node:fs';
import { Failure } from '../../arena/control.ts';
import { WINDOW_BYTES } from '../../arena/layout.ts';
import { ShardFailure, type Workbench } from '../operation.ts';

/** The code of a file that got shorter while it was read. */
export const TRUNCATED = 'ETRUNCATED';

/** Fills the window from `offset` with up to `length` bytes: how many were read, 0 at the end. */
export function readWindow(bench: Workbench, fd: number, offset: number | null, length: number): number {
  const size = Math.min(length, WINDOW_BYTES);
  try {
    return readSync(fd, bench.bytes, bench.window, size, offset);
  } catch (error) {
    throw new ShardFailure(Failure.file, (error as NodeJS.ErrnoException).code ?? 'EIO');
  }
}

/** Fills the window with exactly `length` bytes (at most WINDOW_BYTES). */
export function readExactly(bench: Workbench, fd: number, offset: number, length: number): void {
  let done = 0;
  while (done < length) {
    let read: number;
    try {
      read = readSync(fd, bench.bytes, bench.window + done, length - done, offset + done);
    } catch (error) {
      throw new ShardFailure(Failure.file, (error as NodeJS.ErrnoException).code ?? 'EIO');
    }
    if (read === 0) throw new ShardFailure(Failure.file, TRUNCATED);
    done += read;
  }
}

/** Calls `use` for each piece of the range, in order; each lies in the window until the next. */
export function streamRange(
  bench: Workbench,
  fd: number,
  offset: number,
  length: number,
  use: (address: number, length: number) => void,
): void {
  for (let done = 0; done < length; ) {
    const piece = Math.min(WINDOW_BYTES, length - done);
    readExactly(bench, fd, offset + done, piece);
    use(bench.window, piece);
    done += piece;
    bench.checkCancelled();
  }
}
