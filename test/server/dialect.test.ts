/** What is one dialect's alone: how the first byte tells it, and the errors that MessagePack-RPC may ask for. */
import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { type Heard, SPEAKERS } from './speaker.ts';
import { WireTap } from './wire-tap.ts';

describe('structured errors', () => {
  it('come to a MessagePack-RPC client once it has asked for them', async () => {
    const speaker = SPEAKERS.find(({ name }) => name === 'msgpack-rpc') as (typeof SPEAKERS)[number];
    const tap = new WireTap(speaker).say(
      speaker.request(1, 'fail'),
      speaker.request(2, 'initialize', { capabilities: { structuredErrors: true } }),
      speaker.request(3, 'fail'),
    );
    const [first, , third] = (await tap.heard()) as Heard[];
    expect(first?.error).toEqual({ message: 'not now', data: { name: 'Busy' } });
    expect(third?.error).toEqual({
      code: 1,
      message: 'not now',
      data: { name: 'Busy', retryable: true, retryAfterMs: 5 },
    });
  });
});

describe('the first byte', () => {
  const speaker = SPEAKERS[0] as (typeof SPEAKERS)[number];
  it.each(['GET / HTTP/1.1\r\n', '\x00', '\xc1', '\x80', '  Content-Length: 2\r\n\r\n{}', '"x"', ' \n7'])(
    'of no dialect closes the connection after a line in the log: %j',
    async (bytes) => {
      const tap = new WireTap(speaker).say(Buffer.from(bytes, 'latin1'));
      expect(await tap.heard()).toEqual([]);
      expect([tap.finished, tap.logged.length]).toEqual([true, 1]);
    },
  );

  it('may come after white space in the newline dialect', async () => {
    const tap = new WireTap(speaker).say(' \r\n').say('\n\t').say(speaker.request(1, 'echo'));
    expect(await tap.heard()).toMatchObject([{ id: 1 }]);
  });

  it('may never come', async () => {
    const tap = new WireTap(speaker).endInput();
    expect(await tap.heard()).toEqual([]);
    expect(tap.finished).toBe(true);
  });
});
