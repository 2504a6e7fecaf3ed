/** Files a call: enough that a call's cost is nothing beside them (some 30 µs against 256 opens), small enough to show progress. */
const BATCH_FILES = 256;
/** …or so many bytes: big files are told one by one as they end, not all at the end. */
const BATCH_BYTES = 64 * 1024 * 1024;
/** Calls in flight: while one is answered and printed, the workers have the next. */
const CALLS_IN_FLIGHT = 3;
const NO_SUCH_FILE = {
    error: { code: 8, message: 'no such file', data: { name: 'FileError', code: 'ENOENT', path: '' } },
};
function isFile({ name }) {
    return name !== undefined && name !== '-' && name !== '';
}
function* batches(items, source) {
    let batch = [];
    let bytes = 0;
    for (const item of items) {
        batch.push(item);
        if (isFile(item))
            bytes += source.sizeOf(item.name);
        if (batch.length < BATCH_FILES && bytes < BATCH_BYTES)
            continue;
        yield batch;
        batch = [];
        bytes = 0;
    }
    if (batch.length > 0)
        yield batch;
}
/** The digests of one batch, with `undefined` for items that have no name. */
async function digestBatch(batch, source) {
    const files = batch.filter(isFile);
    const digested = files.length === 0 ? [] : source.files(files.map(({ name }) => source.locate(name)));
    // Standard input is read while the files are hashed, but by one reader at a time, in the order given.
    const stdin = new Map();
    const [found] = await Promise.all([digested, readStdin(batch, source, stdin)]);
    let at = 0;
    return batch.map((item) => {
        if (item.name === undefined)
            return [item, undefined];
        if (item.name === '')
            return [item, NO_SUCH_FILE];
        return [item, item.name === '-' ? stdin.get(item) : found[at++]];
    });
}
async function readStdin(batch, source, into) {
    for (const item of batch)
        if (item.name === '-')
            into.set(item, await source.stdin());
}
/** Each item with what became of it, in order; items without a name come with `undefined`. */
export async function* digestsInOrder(items, source) {
    const running = [];
    for (const batch of batches(items, source)) {
        const call = digestBatch(batch, source);
        // A call that fails while an earlier one is awaited is reported when its turn comes, not as unhandled.
        call.catch(() => { });
        running.push(call);
        if (running.length >= CALLS_IN_FLIGHT)
            yield* await running.shift();
    }
    for (const call of running)
        yield* await call;
}
