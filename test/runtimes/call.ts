/**
 * What a program on Deno or Bun does with the built package: connects to a socket, calls, cancels, uses a segment, and hashes by
 * itself. Prints one line of JSON. Usage: call.ts SOCKET
 */
const [path] = process.argv.slice(2) as [string];
const dist = new URL('../../dist/client/', import.meta.url);

const { connect, OutriggerError } = (await import(
  new URL('index.js', dist).href
)) as typeof import('../../client/index.ts');
const { local } = (await import(new URL('local.js', dist).href)) as typeof import('../../client/local.ts');

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const rig = await connect({ path });
const records = new Uint8Array(640).fill(7);
const small = await rig.hash.records(records, { recordSize: 64 });
const large = await rig.hash.messages([new Uint8Array(3_000_000).fill(9)], { algorithm: 'blake3' });
const many = await Promise.all(Array.from({ length: 100 }, (_, i) => rig.hash.messages([String(i)])));

const segment = await rig.segment(6400);
await segment.write(0, new Uint8Array(6400).fill(3));
const there = await rig.hash.records(segment.range(), { recordSize: 64 });
const back = await segment.read(6399, 1);

const refused: unknown = await rig.hash.records(records, { recordSize: 63 }).catch((error: unknown) => error);
const aborted: unknown = await rig.hash
  .records({ path: process.execPath }, { recordSize: 1, engine: 'wasm', signal: AbortSignal.timeout(1) })
  .catch((error: unknown) => error);
const inProcess = await local.hash.records(records, { recordSize: 64 });
await rig.dispose();

console.log(
  JSON.stringify({
    small: hex(small.digests),
    large: hex(large.digests),
    many: hex(many[99]?.digests ?? new Uint8Array()),
    there: hex(there.digests.subarray(0, 32)),
    back: back[0],
    refused: refused instanceof OutriggerError && refused.code,
    aborted: aborted instanceof OutriggerError && aborted.code,
    local: hex(inProcess.digests),
  }),
);
