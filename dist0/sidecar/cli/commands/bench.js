/**
 * `outrigger bench`: is it worth it on this machine? Digests of random records by a loop on the main thread and by the
 * workers, interleaved, the same digests from both. A first impression: `bench/` in the repository measures with care.
 */
import { createHash, hash, randomFillSync } from 'node:crypto';
import { CommandFailure, count, EXIT, jsonOption, value } from '../command.js';
import { columns, countInWords, plural } from '../quantities.js';
import { withSidecar } from '../reach.js';
const RECORD = 64;
const DIGEST = 32;
function createHashLoop(data) {
    const digests = Buffer.allocUnsafe((data.length / RECORD) * DIGEST);
    for (let i = 0; i * RECORD < data.length; i++) {
        const record = data.subarray(i * RECORD, (i + 1) * RECORD);
        createHash('sha256')
            .update(record)
            .digest()
            .copy(digests, i * DIGEST);
    }
    return digests;
}
function oneShotLoop(data) {
    const digests = Buffer.allocUnsafe((data.length / RECORD) * DIGEST);
    for (let i = 0; i * RECORD < data.length; i++) {
        const record = data.subarray(i * RECORD, (i + 1) * RECORD);
        // The fastest of its encodings here: as a Buffer it costs twice as much.
        digests.write(hash('sha256', record, 'latin1'), i * DIGEST, 'latin1');
    }
    return digests;
}
async function sentAlong(rig, data) {
    return (await rig.hash.records(data, { recordSize: RECORD })).digests;
}
/** The data lies in a segment, as a program's would that reads its input there; the digests are fetched from it. */
async function inSegment(rig, segment, data) {
    const into = segment.range(data.length);
    await rig.hash.records(segment.range(0, data.length), { recordSize: RECORD, into });
    return segment.read(data.length);
}
function median(times) {
    return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
}
/** Runs the contenders in turns, so that a busy moment of the machine hits all of them. */
async function race(contenders, data, runs) {
    const times = contenders.map(() => []);
    const [first] = contenders;
    const expected = await first[1](data);
    for (let run = 0; run <= runs; run++) {
        for (const [i, [name, compute]] of contenders.entries()) {
            const start = performance.now();
            const digests = await compute(data);
            const elapsed = performance.now() - start;
            if (Buffer.compare(digests, expected) !== 0)
                throw new CommandFailure(`${name}: the digests differ`);
            if (run > 0)
                times[i]?.push(elapsed); // the first run warms up
        }
    }
    return contenders.map(([name], i) => ({
        name,
        megabytesPerSecond: data.length / 1000 / median(times[i]),
    }));
}
/** What fits a frame of the default size is also sent along with the call. */
const SENT_BYTES_MAX = 15 * 1024 * 1024;
async function measure(rig, data, runs) {
    const { workers } = await rig.server.status();
    const crew = plural(workers.length, 'worker');
    const segment = await rig.segment(data.length + (data.length / RECORD) * DIGEST);
    await segment.write(0, data);
    const sent = [`${crew}, records sent along`, (input) => sentAlong(rig, input)];
    const place = segment.mapped ? 'a mapped segment' : 'a segment';
    const contenders = [
        ['main thread, createHash for each record', createHashLoop],
        ['main thread, crypto.hash for each record', oneShotLoop],
        ...(data.length > SENT_BYTES_MAX ? [] : [sent]),
        [`${crew}, records in ${place}`, (input) => inSegment(rig, segment, input)],
    ];
    const rows = await race(contenders, data, runs);
    const { mapped } = segment;
    await segment.dispose();
    return { rows, mapped };
}
const rate = ({ megabytesPerSecond }) => megabytesPerSecond;
export const benchCommand = {
    name: 'bench',
    describe: 'Compare the main thread with the workers on this machine',
    options: {
        bytes: value('how much data', { default: '10m' }),
        runs: value('how many runs; the median counts', { default: '5' }),
        workers: value('how many workers'),
        json: jsonOption,
    },
    examples: [
        ['$0 bench', '10 MiB of random 64-byte records'],
        ['$0 bench --bytes 100m --runs 3', 'more data, fewer runs'],
    ],
    async run({ options, terminal }) {
        const bytes = count(options, 'bytes', RECORD);
        const runs = count(options, 'runs', 1);
        const wanted = count(options, 'workers', 1);
        const data = randomFillSync(new Uint8Array(bytes - (bytes % RECORD)));
        const args = wanted === undefined ? [] : ['--workers', String(wanted)];
        const { rows, mapped } = await withSidecar({ private: true }, ({ rig }) => measure(rig, data, runs), args);
        const speedUp = Math.max(...rows.map(rate)) / rate(rows[0]);
        if (options.json === true) {
            terminal.json({ bytes: data.length, recordSize: RECORD, runs, rows, mapped, speedUp, digestsAgree: true });
            return EXIT.ok;
        }
        terminal.print(`SHA-256 of ${countInWords(data.length / RECORD)} random records of ${RECORD} bytes`);
        for (const line of columns(rows.map((row) => [row.name, `${rate(row).toFixed(1)} MB/s`])))
            terminal.print(line);
        terminal.print(`All digests agree. The fastest is ${speedUp.toFixed(1)} times as fast as createHash.`);
        return EXIT.ok;
    },
};
