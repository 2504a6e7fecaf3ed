/**
 * Free address ranges of the arena: first fit from the low end, so that pages which were touched once are used again,
 * and neighbours are joined when they are given back. Pure bookkeeping; touches no memory.
 */

export interface Range {
  readonly address: number;
  readonly bytes: number;
}

export class RangeAllocator {
  /** Sorted by address; no two touch. */
  private readonly free: { address: number; bytes: number }[];
  private usedBytes = 0;

  constructor(address: number, end: number) {
    this.free = [{ address, bytes: end - address }];
  }

  get used(): number {
    return this.usedBytes;
  }

  get largestFree(): number {
    return this.free.reduce((most, hole) => Math.max(most, hole.bytes), 0);
  }

  /** A range of `bytes` (rounded up to `alignment`, a power of two) that begins at a multiple of it, or undefined. */
  allocate(bytes: number, alignment: number): Range | undefined {
    const size = Math.max(1, Math.ceil(bytes / alignment)) * alignment;
    for (let i = 0; i < this.free.length; i++) {
      const hole = this.free[i];
      if (hole === undefined) break;
      const address = Math.ceil(hole.address / alignment) * alignment;
      const before = address - hole.address;
      const after = hole.bytes - before - size;
      if (after < 0) continue;
      const rest = [
        { address: hole.address, bytes: before },
        { address: address + size, bytes: after },
      ].filter((piece) => piece.bytes > 0);
      this.free.splice(i, 1, ...rest);
      this.usedBytes += size;
      return { address, bytes: size };
    }
    return undefined;
  }

  /** Gives a range back. Giving back what is free is a fault of ours and throws. */
  release(range: Range): void {
    let low = 0;
    let high = this.free.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.free[middle]?.address ?? 0) < range.address) low = middle + 1;
      else high = middle;
    }
    const before = this.free[low - 1];
    const after = this.free[low];
    const end = range.address + range.bytes;
    if ((before && before.address + before.bytes > range.address) || (after && end > after.address)) {
      throw new Error(`range ${range.address}+${range.bytes} was already free`);
    }
    this.usedBytes -= range.bytes;
    const joinsBefore = before !== undefined && before.address + before.bytes === range.address;
    const joinsAfter = after !== undefined && end === after.address;
    if (joinsBefore) {
      before.bytes += range.bytes + (joinsAfter ? after.bytes : 0);
      if (joinsAfter) this.free.splice(low, 1);
    } else if (joinsAfter) {
      after.address = range.address;
      after.bytes += range.bytes;
    } else {
      this.free.splice(low, 0, { address: range.address, bytes: range.bytes });
    }
  }
}
