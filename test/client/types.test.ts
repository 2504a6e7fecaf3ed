/** The client's types, judged by the compiler: `npm test` runs tsc first, so a wrong type fails it. */
import { expect, expectTypeOf, test } from 'vitest';
import type { Digests, DigestsWritten, FileDigest, Outrigger, Segment, ServerStatus } from '../../client/index.ts';
import type { MethodName, Methods } from '../../protocol/index.ts';

/** Never called: its types are what is tested. */
async function typed(rig: Outrigger, segment: Segment, bytes: Uint8Array): Promise<void> {
  expectTypeOf(await rig.hash.records(bytes)).toEqualTypeOf<Digests>();
  expectTypeOf((await rig.hash.records(bytes, { recordSize: 128 })).digests).toEqualTypeOf<Uint8Array>();
  const written = await rig.hash.records(segment.range(0, 64), { into: segment.range(64, 32) });
  expectTypeOf(written).toEqualTypeOf<DigestsWritten>();
  // @ts-expect-error what was written to `into` is not returned
  written.digests;
  // @ts-expect-error no such algorithm
  rig.hash.records(bytes, { algorithm: 'md5' });
  // @ts-expect-error a misspelt option
  rig.hash.records(bytes, { recordsize: 64 });
  // @ts-expect-error numbers are no source
  rig.hash.records(64);

  rig.hash.records('text', { engine: 'wasm', signal: AbortSignal.timeout(1), deadlineMs: 5, priority: 'bulk' });
  rig.hash.records({ path: '/a', offset: 1 }, { onProgress: ({ done, total, unit }) => `${done}/${total} ${unit}` });
  expectTypeOf(await rig.hash.messages(['a', bytes, { base64: '' }])).toEqualTypeOf<Digests>();
  expectTypeOf(await rig.hash.messages(bytes, { lengths: [1, 2] })).toEqualTypeOf<Digests>();
  // @ts-expect-error one source needs lengths
  rig.hash.messages(bytes);
  const { files } = await rig.hash.files(['/a', bytes]);
  expectTypeOf(files).toEqualTypeOf<FileDigest[]>();
  for (const file of files)
    expectTypeOf('error' in file ? file.error.code : file.digest).toEqualTypeOf<number | string>();

  expectTypeOf(await rig.server.status()).toEqualTypeOf<ServerStatus>();
  expectTypeOf(await rig.call('server/status', {})).toEqualTypeOf<ServerStatus>();
  expectTypeOf(rig.call<MethodName>).returns.resolves.toEqualTypeOf<Methods[MethodName]['result']>();
  // @ts-expect-error no such method
  rig.call('hash/record', {});
  // @ts-expect-error a parameter is missing
  rig.call('segment/close', {});
  expectTypeOf(segment.bytes).toEqualTypeOf<Uint8Array>();
  expectTypeOf(rig).toExtend<AsyncDisposable>();
  expectTypeOf(segment).toExtend<AsyncDisposable>();
}

test('hash.records, call and the segments are typed well', () => {
  expect(typed).toBeInstanceOf(Function);
});
