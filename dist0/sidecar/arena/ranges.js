/**
 * Free address ranges of the arena: first fit from the low end, so that pages which were touched once are used again,
 * and neighbours are joined when they are given back. Pure bookkeeping; touches no memory.
 */
export class RangeAllocator {
    /** Sorted by address; no two touch. */
    free;
    usedBytes = 0;
    constructor(address, end) {
        this.free = [{ address, bytes: end - address }];
    }
    get used() {
        return this.usedBytes;
    }
    /** Bytes of the largest range that could be had with this alignment. */
    largestFree(alignment) {
        let largest = 0;
        for (const hole of this.free) {
            const address = Math.ceil(hole.address / alignment) * alignment;
            const room = Math.floor((hole.address + hole.bytes - address) / alignment) * alignment;
            largest = Math.max(largest, room);
        }
        return largest;
    }
    /** A range of `bytes` (rounded up to `alignment`) that begins at a multiple of it, the lowest there is, or undefined. */
    allocate(bytes, alignment) {
        const size = sizeOf(bytes, alignment);
        for (let i = 0; i < this.free.length; i++) {
            const range = this.carve(i, size, (hole) => Math.ceil(hole.address / alignment) * alignment);
            if (range !== undefined)
                return range;
        }
        return undefined;
    }
    /**
     * As `allocate`, but the highest there is: what lives long keeps away from what comes and goes, so that the space
     * between them stays whole.
     */
    allocateLast(bytes, alignment) {
        const size = sizeOf(bytes, alignment);
        for (let i = this.free.length - 1; i >= 0; i--) {
            const range = this.carve(i, size, (hole) => Math.floor((hole.address + hole.bytes - size) / alignment) * alignment);
            if (range !== undefined)
                return range;
        }
        return undefined;
    }
    /** Takes `size` bytes of a hole, from the address that `place` says, if they fit there. */
    carve(index, size, place) {
        const hole = this.free[index];
        if (hole === undefined)
            return undefined;
        const address = place(hole);
        const before = address - hole.address;
        const after = hole.bytes - before - size;
        if (before < 0 || after < 0)
            return undefined;
        const rest = [
            { address: hole.address, bytes: before },
            { address: address + size, bytes: after },
        ].filter((piece) => piece.bytes > 0);
        this.free.splice(index, 1, ...rest);
        this.usedBytes += size;
        return { address, bytes: size };
    }
    /** Gives a range back. Giving back what is free is a fault of ours and throws. */
    release(range) {
        let low = 0;
        let high = this.free.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            if ((this.free[middle]?.address ?? 0) < range.address)
                low = middle + 1;
            else
                high = middle;
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
            if (joinsAfter)
                this.free.splice(low, 1);
        }
        else if (joinsAfter) {
            after.address = range.address;
            after.bytes += range.bytes;
        }
        else {
            this.free.splice(low, 0, { address: range.address, bytes: range.bytes });
        }
    }
}
/** At least one unit: an empty range has an address of its own too. */
function sizeOf(bytes, alignment) {
    return Math.max(1, Math.ceil(bytes / alignment)) * alignment;
}
