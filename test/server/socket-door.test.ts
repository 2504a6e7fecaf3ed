/** The socket door: who may listen where, who may connect, and what is left behind. In this process, without a sidecar. */
import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { type Limits, resolveLimits } from '../../protocol/limits.ts';
import { type Log, SILENT_LOG } from '../../sidecar/log/log.ts';
import { SocketDoor } from '../../sidecar/server/doors/socket.ts';
import { Server } from '../../sidecar/server/server.ts';
import { FakeDispatcher } from './fake-dispatcher.ts';
import { privateFolder } from './private-folder.ts';
import { type Heard, SPEAKERS, type Speaker } from './speaker.ts';

interface Opened extends Disposable {
  door: SocketDoor;
  server: Server;
  dispatcher: FakeDispatcher;
}

async function open(path: string, limits: Partial<Limits> = {}, log: Log = SILENT_LOG): Promise<Opened> {
  const dispatcher = new FakeDispatcher();
  const server = new Server({ dispatcher, limits: resolveLimits(limits), log });
  const door = await SocketDoor.open(server, path, log);
  if (door.kind === 'served') throw new Error('served already');
  return {
    door,
    server,
    dispatcher,
    [Symbol.dispose]: () => {
      door.close();
      server.destroy();
    },
  };
}

/** Everything that comes until the server ends its side. */
async function readAll(socket: Socket): Promise<Buffer> {
  return Buffer.concat((await socket.toArray()) as Buffer[]);
}

/** Everything that a server says, as it comes. */
function collect(socket: Socket, speaker: Speaker): { heard: Heard[] } {
  const collected = { heard: [] as Heard[] };
  let rest = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    const told = speaker.hear(Buffer.concat([rest, chunk]));
    collected.heard.push(...(told.heard as Heard[]));
    rest = Buffer.from(told.rest);
  });
  return collected;
}

describe('an endpoint', () => {
  it('is a socket of mode 0600, in a directory of mode 0700 that is made where it is missing', async () => {
    using folder = privateFolder();
    const path = folder.at('deep/er/v1.sock');
    using _ = await open(path);
    expect(lstatSync(path).isSocket()).toBe(true);
    expect(lstatSync(path).mode & 0o777).toBe(0o600);
    expect(lstatSync(folder.at('deep/er')).mode & 0o777).toBe(0o700);
  });

  it.each([0o755, 0o770, 0o777, 0o500, 0o1700])(
    'is refused in a directory of mode %o only if others may enter it or we may not',
    async (mode) => {
      using folder = privateFolder();
      mkdirSync(folder.at('d'));
      chmodSync(folder.at('d'), mode);
      const opening = open(folder.at('d/v1.sock'));
      if ((mode & 0o777) === 0o700) (await opening)[Symbol.dispose]();
      else await expect(opening).rejects.toThrow(`has mode 0${mode.toString(8)}, not 0700`);
    },
  );

  it('is refused in a directory that is a file', async () => {
    using folder = privateFolder();
    writeFileSync(folder.at('d'), '');
    await expect(open(folder.at('d/v1.sock'))).rejects.toThrow('is not a directory');
  });

  it.runIf(process.getuid?.() === 0)(
    "is refused in another user's directory, also behind a link of one's own",
    async () => {
      using folder = privateFolder();
      const { chownSync } = await import('node:fs');
      mkdirSync(folder.at('theirs'), { mode: 0o700 });
      chownSync(folder.at('theirs'), 12345, 12345);
      symlinkSync(folder.at('theirs'), folder.at('link'));
      await expect(open(folder.at('theirs/v1.sock'))).rejects.toThrow('belongs to another user (uid 12345)');
      await expect(open(folder.at('link/v1.sock'))).rejects.toThrow('belongs to another user (uid 12345)');
    },
  );

  it.each([107, 108])('has a path of 107 bytes at most: %d', async (bytes) => {
    using folder = privateFolder();
    const path = folder.at(
      'é'.repeat(Math.floor((bytes - folder.path.length - 1) / 2)) + 'x'.repeat((bytes - folder.path.length - 1) % 2),
    );
    expect(Buffer.byteLength(path)).toBe(bytes);
    const opening = open(path);
    if (bytes <= 107) (await opening)[Symbol.dispose]();
    else await expect(opening).rejects.toThrow('108 bytes long');
  });

  it.each(['file', 'directory', 'dangling link'])(
    'is refused where there is a %s, which is left alone',
    async (what) => {
      using folder = privateFolder();
      const path = folder.at('v1.sock');
      if (what === 'file') writeFileSync(path, 'precious');
      else if (what === 'directory') mkdirSync(path);
      else symlinkSync('nowhere', path);
      await expect(open(path)).rejects.toThrow('is not a socket; it is left alone');
      if (what === 'file') expect(readFileSync(path, 'utf8')).toBe('precious');
      expect(lstatSync(path).isSocket()).toBe(false);
    },
  );

  it('that somebody serves is told, and not touched', async () => {
    using folder = privateFolder();
    const path = folder.at('v1.sock');
    using first = await open(path);
    const before = lstatSync(path).ino;
    const server = new Server({ dispatcher: new FakeDispatcher(), limits: resolveLimits(), log: SILENT_LOG });
    // the fake answers no status, so neither pid nor version is known
    expect(await SocketDoor.open(server, path, SILENT_LOG)).toEqual({
      kind: 'served',
      path,
      pid: undefined,
      version: undefined,
    });
    expect(lstatSync(path).ino).toBe(before);
    expect(first.door.path).toBe(path);
  });

  it('tells pid and version of who serves it', async () => {
    using folder = privateFolder();
    const path = folder.at('v1.sock');
    const other = createServer((socket) =>
      socket.end('{"jsonrpc":"2.0","id":1,"result":{"pid":42,"version":"1.2.3"}}\n'),
    );
    await once(other.listen(path), 'listening');
    const server = new Server({ dispatcher: new FakeDispatcher(), limits: resolveLimits(), log: SILENT_LOG });
    expect(await SocketDoor.open(server, path, SILENT_LOG)).toEqual({
      kind: 'served',
      path,
      pid: 42,
      version: '1.2.3',
    });
    other.close();
  });

  it('is removed at the end, and free for the next', async () => {
    using folder = privateFolder();
    const path = folder.at('v1.sock');
    (await open(path))[Symbol.dispose]();
    expect(existsSync(path)).toBe(false);
    using _ = await open(path);
    expect(existsSync(path)).toBe(true);
  });

  it("is left alone at the end if it isn't ours any more", async () => {
    using folder = privateFolder();
    const path = folder.at('v1.sock');
    const opened = await open(path);
    renameSync(path, folder.at('moved'));
    writeFileSync(path, "another's");
    opened[Symbol.dispose]();
    expect(readFileSync(path, 'utf8')).toBe("another's");
  });
});

describe('connections', () => {
  it('over the limit are accepted, logged and closed, and there is room again after one ends', async () => {
    using folder = privateFolder();
    const warned: string[] = [];
    const log: Log = { ...SILENT_LOG, warn: (message) => warned.push(message) };
    using opened = await open(folder.at('v1.sock'), { connections: 2 }, log);
    const speaker = SPEAKERS[0] as (typeof SPEAKERS)[number];
    const ask = async () => {
      const socket = connect(opened.door.path).on('error', () => {});
      socket.write(speaker.request(1, 'echo'));
      const answered = await new Promise<boolean>((resolve) => {
        socket.once('data', () => resolve(true)).once('close', () => resolve(false));
      });
      return { socket, answered };
    };
    const first = await ask();
    const second = await ask();
    const third = await ask();
    expect([first.answered, second.answered, third.answered]).toEqual([true, true, false]);
    expect(warned).toEqual(['refused a connection']);
    first.socket.destroy();
    await once(first.socket, 'close');
    for (;;) {
      const again = await ask();
      if (!again.answered) continue;
      again.socket.destroy();
      break;
    }
    second.socket.destroy();
  });

  it.each(SPEAKERS.map((speaker) => [speaker.name, speaker] as const))(
    'share one read buffer without mixing their bytes: %s',
    async (_, speaker) => {
      using folder = privateFolder();
      using opened = await open(folder.at('v1.sock'));
      const clients = Array.from({ length: 6 }, async (_unused, who) => {
        const socket = connect(opened.door.path);
        const collected = collect(socket, speaker);
        const text = String.fromCharCode(0x61 + who).repeat(200_000);
        const sizes = [3, 900, 70_000, 150_000];
        for (const [id, size] of sizes.entries()) {
          const frame = speaker.request(id, 'echo', { text: text.slice(0, size) });
          for (let at = 0; at < frame.length; at += 30_000) {
            socket.write(frame.subarray(at, at + 30_000));
            await new Promise((resolve) => setImmediate(resolve));
          }
        }
        while (collected.heard.length < sizes.length) await once(socket, 'data');
        socket.destroy();
        for (const { id, result } of collected.heard) {
          expect((result as { text: string }).text === text.slice(0, sizes[id as number])).toBe(true);
        }
      });
      await Promise.all(clients);
      expect(opened.dispatcher.heldBytes).toBe(0);
    },
  );

  it('that end at once leave nothing behind', async () => {
    using folder = privateFolder();
    using opened = await open(folder.at('v1.sock'));
    for (let i = 0; i < 20; i += 1) {
      const socket = connect(opened.door.path);
      await once(socket, 'connect');
      socket.write('Content-Length: 900000\r\n\r\n{'.slice(0, i * 2));
      socket.destroy();
    }
    while (opened.dispatcher.connections.size > 0) await new Promise((resolve) => setImmediate(resolve));
    expect(opened.dispatcher.heldBytes).toBe(0);
  });

  it('that half-close are answered in the newline dialect', async () => {
    using folder = privateFolder();
    using opened = await open(folder.at('v1.sock'));
    const socket = connect({ path: opened.door.path, allowHalfOpen: true });
    socket.end('{"jsonrpc":"2.0","id":1,"method":"later"}\n{"jsonrpc":"2.0","id":2,"method":"echo"}');
    const lines = (await readAll(socket)).toString().trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as Heard).id).sort()).toEqual([1, 2]);
  });

  it('are drained: what is in flight is answered, then they end', async () => {
    using folder = privateFolder();
    using opened = await open(folder.at('v1.sock'));
    const socket = connect(opened.door.path);
    socket.write('{"jsonrpc":"2.0","id":1,"method":"wait"}\n');
    while (opened.dispatcher.waiting.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const drained = opened.server.drain(10_000);
    opened.dispatcher.release('answered');
    expect((await readAll(socket)).toString()).toContain('"result":"answered"');
    await drained;
    expect(opened.dispatcher.connections.size).toBe(0);
  });

  it('that do not end are cut at the end of the drain, and their work cancelled', async () => {
    using folder = privateFolder();
    using opened = await open(folder.at('v1.sock'));
    const socket = connect(opened.door.path);
    socket.write('{"jsonrpc":"2.0","id":1,"method":"wait"}\n');
    while (opened.dispatcher.waiting.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await opened.server.drain(1);
    expect(await readAll(socket)).toHaveLength(0);
    expect(opened.dispatcher.waiting).toEqual([]);
  });
});
