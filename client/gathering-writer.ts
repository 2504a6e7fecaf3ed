/**
 * Writes frames to a stream so that all of one turn of the event loop leave in one system call (writev): pipelined calls
 * cost one write, and a large byte array goes out from where it lies. Never copies.
 */
import type { Writable } from 'node:stream';

export class GatheringWriter {
  readonly #stream: Writable;
  #corked = false;

  constructor(stream: Writable) {
    this.#stream = stream;
  }

  write(parts: readonly Uint8Array[]): void {
    if (!this.#stream.writable) return;
    if (!this.#corked) {
      this.#corked = true;
      this.#stream.cork();
      process.nextTick(() => {
        this.#corked = false;
        this.#stream.uncork();
      });
    }
    for (const part of parts) this.#stream.write(part);
  }
}
