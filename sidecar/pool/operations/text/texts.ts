/**
 * Many texts over many shards: a shard is a run of texts, one step a text. A text lies in memory that no client maps,
 * since what is validated as UTF-8 is then used as such.
 */
import { Failure } from '../../../arena/job-table.ts';
import { KernelStatus } from '../../../kernel/instance.ts';
import { ShardFailure, STEP_BYTES, type Steps, type Workbench } from '../../operation.ts';
import { checkStatus } from '../digest.ts';

export const TEXT_FIELDS = [
  /** Arena address of a pair of u32 a text: address and length. */
  'texts',
  /** Arena address of u32s: the index of each shard's first text, and one more for the end. */
  'bounds',
] as const;
export type TextArguments = Record<(typeof TEXT_FIELDS)[number], number>;

/** Called for each text of a shard; yields between two when enough was worked on. */
export function* eachText(
  args: TextArguments,
  shard: number,
  bench: Workbench,
  work: (address: number, length: number, index: number) => void,
): Steps {
  const { buffer } = bench.bytes;
  const bounds = new Uint32Array(buffer, args.bounds, shard + 2);
  const end = bounds[shard + 1] ?? 0;
  const pairs = new Uint32Array(buffer, args.texts, end * 2);
  let worked = 0;
  for (let index = bounds[shard] ?? 0; index < end; index++) {
    const length = pairs[index * 2 + 1] ?? 0;
    if (worked > 0 && worked + length > STEP_BYTES) {
      yield;
      worked = 0;
    }
    bench.checkCancelled();
    work(pairs[index * 2] ?? 0, length, index);
    worked += length;
  }
}

/** A kernel's status for one text: what is no UTF-8, or matches too often, names the text by its index. */
export function checkText(status: number, index: number): void {
  if (status === KernelStatus.notText) throw new ShardFailure(Failure.notText, String(index));
  if (status === KernelStatus.tooMany) throw new ShardFailure(Failure.tooMany, String(index));
  if (status === KernelStatus.tooSmall) throw new ShardFailure(Failure.tooSmall, String(index));
  checkStatus(status);
}
