/** `hash/records`: records of one size, in memory or in a file that the main thread opened. A shard is a run of them. */
import { WINDOW_BYTES } from '../../arena/layout.ts';
import type { Arguments, Operation, Workbench } from '../operation.ts';
import { checkStatus, digestPieces, OpenSslMessages, usesOpenSsl } from './digest.ts';
import { readExactly, streamRange } from './file-window.ts';

const DIGEST = 32;

const FIELDS = [
  'algorithm',
  'engine',
  'recordSize',
  'count',
  'shardRecords',
  'out',
  /** Arena address of the data, when `fd` is -1. */
  'data',
  'fd',
  'fileOffset',
] as const;
type Field = (typeof FIELDS)[number];

function hashInMemory(args: Arguments<Field>, data: number, count: number, out: number, bench: Workbench): void {
  const { algorithm, engine, recordSize } = args;
  if (!usesOpenSsl(algorithm, engine, recordSize)) {
    const length = count * recordSize;
    checkStatus(bench.kernel.entries.hash_records(bench.job, algorithm, data, length, recordSize, out));
    return;
  }
  const messages = new OpenSslMessages(bench);
  for (let i = 0; i < count; i++) messages.hash(data + i * recordSize, recordSize, out + i * DIGEST);
  messages.flush();
}

/** Records that fit the window are read and hashed many at a time; larger ones are streamed one by one. */
function hashFromFile(args: Arguments<Field>, first: number, count: number, out: number, bench: Workbench): void {
  const { fd, recordSize, fileOffset, algorithm, engine } = args;
  const fitting = Math.floor(WINDOW_BYTES / recordSize);
  if (fitting === 0) {
    for (let i = 0; i < count; i++) {
      const openSsl = usesOpenSsl(algorithm, engine, recordSize);
      const offset = fileOffset + (first + i) * recordSize;
      digestPieces(bench, algorithm, openSsl, out + i * DIGEST, (update) => {
        streamRange(bench, fd, offset, recordSize, update);
      });
    }
    return;
  }
  for (let done = 0; done < count; done += fitting) {
    const records = Math.min(fitting, count - done);
    readExactly(bench, fd, fileOffset + (first + done) * recordSize, records * recordSize);
    hashInMemory(args, bench.window, records, out + done * DIGEST, bench);
    bench.checkCancelled();
  }
}

export const hashRecords: Operation<Field> = {
  fields: FIELDS,
  run(args, shard, bench) {
    const first = shard * args.shardRecords;
    const count = Math.min(args.shardRecords, args.count - first);
    const out = args.out + first * DIGEST;
    if (args.fd >= 0) hashFromFile(args, first, count, out, bench);
    else hashInMemory(args, args.data + first * args.recordSize, count, out, bench);
  },
};
