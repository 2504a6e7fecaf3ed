/**
 * How many descriptors segments may take in all, so that connections and files still find one: a client that opened
 * segments until accept() fails would harm every other. Each mapped segment costs the kernel a mapping, too.
 */
import { readFileSync } from 'node:fs';
/** A quarter of Linux's default vm.max_map_count (65,530): beyond it even the allocator gets no memory. */
const MAPPINGS_MAX = 16_384;
const ASSUMED_FILES = 1024;
/** Half of the files that this process may open (Node raises its own limit to the hard one at its start). */
export function descriptorShare() {
    let limits;
    try {
        limits = readFileSync('/proc/self/limits', 'latin1');
    }
    catch {
        limits = '';
    }
    const files = Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? ASSUMED_FILES);
    return Math.min(MAPPINGS_MAX, Math.floor(files / 2));
}
