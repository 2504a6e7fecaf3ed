/**
 * A file descriptor on its way to a client: of an open file description of its own, so that the kernel counts whoever
 * receives it apart from us. It is closed here once it was sent or can't be; never the segment's own.
 */
import { closeSync } from 'node:fs';
import { reopen, sendWithDescriptor } from './native.ts';

export class DescriptorParcel {
  private readonly fd: number;
  private open = true;

  /** Throws what the system says if the file can't be opened anew. */
  constructor(fd: number) {
    this.fd = reopen(fd);
  }

  /**
   * Sends bytes on a connected Unix socket, the descriptor with the first of them, and never waits.
   * Returns how many bytes the kernel took: 0 when it takes none now, and then the descriptor isn't sent either.
   */
  send(socket: number, bytes: Uint8Array): number {
    if (!this.open) throw new Error('the descriptor was closed');
    return sendWithDescriptor(socket, bytes, this.fd);
  }

  close(): void {
    if (!this.open) return;
    this.open = false;
    closeSync(this.fd);
  }
}
