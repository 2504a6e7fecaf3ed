/**
 * Memory that texts are encoded into, kept from request to request: fresh pages cost 1.2 ms a megabyte, more than the
 * encoding, and collecting them as much again. Weakly held, so that a garbage collection takes what nobody uses.
 */

/** What a part of a large batch needs (text-parts.ts); other sizes are left to Node. */
const BLOCK_BYTES = 1024 * 1024;
const LEAST_BYTES = BLOCK_BYTES / 8;
/** As many as there are parts in flight. */
const MOST_BLOCKS = 8;

const blocks = new WeakSet<ArrayBufferLike>();
const spare: WeakRef<ArrayBufferLike>[] = [];

/** So many bytes, of any content. */
export function takeMemory(bytes: number): Buffer {
  if (bytes < LEAST_BYTES || bytes > BLOCK_BYTES) return Buffer.allocUnsafe(bytes);
  let block: ArrayBufferLike | undefined;
  while (block === undefined && spare.length > 0) block = spare.pop()?.deref();
  if (block === undefined) {
    block = Buffer.allocUnsafeSlow(BLOCK_BYTES).buffer;
    blocks.add(block);
  }
  return Buffer.from(block, 0, bytes);
}

/** Takes back what `takeMemory` gave of these; nobody may read it any more. */
export function giveMemoryBack(parts: readonly Uint8Array[]): void {
  for (const { buffer } of parts) {
    if (blocks.has(buffer) && spare.length < MOST_BLOCKS) spare.push(new WeakRef(buffer));
  }
}
