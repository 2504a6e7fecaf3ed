/** Segments as a program of another language finds them: Python with its standard library against a real sidecar. */
import { expect, test } from 'vitest';
import { hostOnSocket } from '../server/sidecar-process.ts';
import { observe } from './python.ts';

test('10 MiB of records are hashed where they lie, and only small frames cross the socket', async () => {
  await using host = await hostOnSocket();
  const { sent, received, ...rest } = await observe('round_trip.py', [host.path]);
  expect(rest).toEqual({ count: 163_840, agree: true });
  expect(sent).toBeLessThan(1000);
  expect(received).toBeLessThan(1000);
});

test("a descriptor comes with its reply's first byte, maps the segment's pages, and is refused where there is none", async () => {
  await using host = await hostOnSocket();
  expect(await observe('pass_descriptor.py', [host.path])).toEqual({
    withItsFirstByte: true,
    ids: true,
    path: true,
    digest: true,
    inBatch: 'passDescriptor',
  });
});
