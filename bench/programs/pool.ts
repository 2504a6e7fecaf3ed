/**
 * outrigger's own pool in this process, driven through its dispatcher as a session would: no transport, no serializer. What
 * RPC and a process of its own cost is measured against it.
 */
import type { SegmentRange, Timing } from '../../protocol/index.ts';
import { builtSidecar } from './built.ts';

type Sidecar = Awaited<ReturnType<typeof import('../../sidecar/sidecar.ts').createSidecar>>;

const NO_FRAME = { bytes: new Uint8Array(), retainable: true, retain() {}, release() {} };
const STEP_BYTES = 1024 * 1024;
const CONNECTION = { id: 1, door: 'bench', unreadBytes: 0 };

export interface Ran {
  readonly timing: Timing;
}

export class Pool {
  readonly #sidecar: Sidecar;

  private constructor(sidecar: Sidecar) {
    this.#sidecar = sidecar;
  }

  /** Workers run and have compiled their kernel when it resolves. */
  static async open(workers: number): Promise<Pool> {
    const { createSidecar } = await builtSidecar();
    const pool = new Pool(await createSidecar({ workers }));
    pool.#sidecar.dispatcher.opened(CONNECTION);
    await pool.call('hash/records', { algorithm: 'sha256', data: new Uint8Array(STEP_BYTES) });
    return pool;
  }

  /** A request's result, or its error thrown. Bytes are copied: they are given back when it has settled. */
  call<T = Ran>(method: string, params: object): Promise<T> {
    return new Promise((resolve, reject) => {
      const request = {
        method,
        params,
        receivedAt: performance.now(),
        frame: NO_FRAME,
        codec: 'msgpack',
        onProgress() {},
      } as const;
      this.#sidecar.dispatcher.start(CONNECTION, request, (outcome) => {
        if ('error' in outcome) reject(outcome.error);
        else resolve(ownBytes(outcome.result) as T);
      });
    });
  }

  async lease(length: number): Promise<SegmentRange> {
    const { segment } = await this.call<{ segment: string }>('segment/open', { bytes: length });
    return { segment, offset: 0, length };
  }

  /** The bytes in a segment of their own. */
  async put(bytes: Uint8Array): Promise<SegmentRange> {
    const range = await this.lease(bytes.length);
    for (let offset = 0; offset < bytes.length; offset += STEP_BYTES) {
      const data = bytes.subarray(offset, offset + STEP_BYTES);
      await this.call('segment/write', { segment: range.segment, offset, data });
    }
    return range;
  }

  async read(range: SegmentRange): Promise<Uint8Array> {
    return (await this.call<{ data: Uint8Array }>('segment/read', range)).data;
  }

  close(): Promise<void> {
    return this.#sidecar.close();
  }
}

function ownBytes(result: unknown): unknown {
  const { data } = (result ?? {}) as { data?: unknown };
  return data instanceof Uint8Array ? { data: data.slice() } : result;
}
