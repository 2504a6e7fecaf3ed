/**
 * The token vocabularies: read and expanded by a worker on the first request that needs one, then one flat table in the
 * arena that all workers read. A table is never written or given back once it is built.
 */
import { readFile } from 'node:fs/promises';
import { ProtocolError } from '../../protocol/errors.ts';
import type { TokenEncoding } from '../../protocol/methods/text.ts';
import type { Arena } from '../arena/arena.ts';
import { sharedNow } from './clock.ts';
import type { Operation } from './operation.ts';
import { buildVocabulary } from './operations/text/vocabulary.ts';
import type { Scheduler } from './scheduler.ts';

export interface VocabularyTable {
  readonly table: number;
  readonly tableBytes: number;
}

/** Jobs of the sidecar itself belong to no connection. */
const NO_CONNECTION = 0;

export class Vocabularies {
  private readonly arena: Arena;
  private readonly scheduler: Scheduler;
  private readonly ready = new Map<TokenEncoding, VocabularyTable>();
  private readonly building = new Map<TokenEncoding, Promise<VocabularyTable>>();

  constructor(arena: Arena, scheduler: Scheduler) {
    this.arena = arena;
    this.scheduler = scheduler;
  }

  /** The table of an encoding: at once when it is there. A build that fails is tried again by the next request. */
  table(encoding: TokenEncoding): VocabularyTable | Promise<VocabularyTable> {
    const known = this.ready.get(encoding) ?? this.building.get(encoding);
    if (known !== undefined) return known;
    const building = this.build(encoding).finally(() => this.building.delete(encoding));
    // told to whoever waits for it; that may be nobody any more
    building.catch(() => undefined);
    this.building.set(encoding, building);
    return building;
  }

  private async build(encoding: TokenEncoding): Promise<VocabularyTable> {
    const compact = await readFile(new URL(`../kernel/vocabulary/${encoding}.bin`, import.meta.url));
    const input = this.arena.allocate(compact.length + 64);
    try {
      this.arena.bytes.set(compact, input.address);
      const size = input.address + Math.ceil(compact.length / 8) * 8;
      const args = { compact: input.address, compactBytes: compact.length, table: 0, tableBytes: 0, size };
      await this.run(args);
      const tableBytes = new Uint32Array(this.arena.buffer, size, 1)[0] ?? 0;
      const range = this.arena.allocate(tableBytes);
      try {
        await this.run({ ...args, table: range.address, tableBytes });
      } catch (error) {
        this.arena.release(range);
        throw error;
      }
      const built = { table: range.address, tableBytes };
      this.ready.set(encoding, built);
      return built;
    } finally {
      this.arena.release(input);
    }
  }

  private run(args: Parameters<typeof buildVocabulary.run>[0]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.scheduler.submit(
        {
          method: 'text/tokens',
          operation: buildVocabulary as Operation,
          args,
          shards: 1,
          priority: 'interactive',
          owner: NO_CONNECTION,
          receivedAt: sharedNow(),
          deadlineAt: undefined,
          bytes: 0,
          inlineMicros: undefined,
        },
        (end) => {
          if (end.ok) resolve();
          else reject(new ProtocolError(end.error.name, 'the vocabulary could not be built', end.error.data));
        },
      );
    });
  }
}
