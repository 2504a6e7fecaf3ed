/**
 * The rulesets that this thread's kernel has compiled, by digest: compiling 26 patterns takes 70–114 ms, so each is done
 * once a worker. The most recent few are kept, within a bound on their memory; a rebuilt kernel has none.
 */
import { Failure } from '../../../arena/job-table.js';
import { ShardFailure } from '../../operation.js';
export const RULE_FIELDS = [
    /** Arena address of the specification that `rules_build` reads, behind its digest of 32 bytes. */
    'rules',
    'rulesBytes',
];
export const RULES_DIGEST_BYTES = 32;
/** What a worker's rulesets may hold beside the one in use. */
const MEMORY_MAX = 24 * 1024 * 1024;
const KEPT_MAX = 16;
const shelves = new WeakMap();
function shelfOf(kernel) {
    let shelf = shelves.get(kernel);
    if (shelf === undefined || shelf.generation !== kernel.generation) {
        shelf = { generation: kernel.generation, handles: new Map() };
        shelves.set(kernel, shelf);
    }
    return shelf;
}
/** The handle of the job's ruleset in this thread's kernel. */
export function compiledRules({ rules, rulesBytes }, bench) {
    const { kernel, bytes } = bench;
    const { handles } = shelfOf(kernel);
    const digest = Buffer.from(bytes.slice(rules, rules + RULES_DIGEST_BYTES)).toString('latin1');
    const known = handles.get(digest);
    if (known !== undefined) {
        handles.delete(digest);
        handles.set(digest, known);
        return known;
    }
    makeRoom(handles, kernel);
    const handle = kernel.entries.rules_build(rules + RULES_DIGEST_BYTES, rulesBytes - RULES_DIGEST_BYTES);
    if (handle === 0)
        refuse(bench);
    handles.set(digest, handle);
    return handle;
}
function makeRoom(handles, kernel) {
    const { rules_free, rules_memory } = kernel.entries;
    const memory = () => [...handles.values()].reduce((sum, handle) => sum + rules_memory(handle), 0);
    for (const [digest, handle] of handles) {
        if (handles.size < KEPT_MAX && memory() <= MEMORY_MAX)
            return;
        rules_free(handle);
        handles.delete(digest);
    }
}
function refuse({ kernel, bytes }) {
    const { address, length } = kernel.answer();
    const why = Buffer.from(bytes.slice(address, address + length)).toString();
    kernel.entries.outrigger_answer_free();
    if (why === '')
        throw new ShardFailure(Failure.internal, 'the kernel refused a ruleset specification');
    throw new ShardFailure(Failure.badRules, why);
}
