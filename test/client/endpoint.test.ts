/** The rule for the default socket: one path a user, the same for client, server and `outrigger sockname`. */
import { expect, test } from 'vitest';
import { sockname, thisHost } from '../../protocol/endpoint.ts';

const host = { platform: 'linux', env: {}, uid: 1000, user: 'ada', tmpdir: '/tmp' };

test.each([
  [
    'the runtime directory comes first',
    { env: { XDG_RUNTIME_DIR: '/run/user/1000' } },
    '/run/user/1000/outrigger/v1.sock',
  ],
  [
    'a slash at its end changes nothing',
    { env: { XDG_RUNTIME_DIR: '/run/user/1000/' } },
    '/run/user/1000/outrigger/v1.sock',
  ],
  ['one that is not absolute is ignored', { env: { XDG_RUNTIME_DIR: 'run' } }, '/tmp/outrigger-1000/v1.sock'],
  ['one that is empty is ignored', { env: { XDG_RUNTIME_DIR: '' } }, '/tmp/outrigger-1000/v1.sock'],
  ['without one the temporary directory holds one a user', {}, '/tmp/outrigger-1000/v1.sock'],
  [
    'macOS follows the same rule',
    { platform: 'darwin', tmpdir: '/var/folders/x/T/' },
    '/var/folders/x/T/outrigger-1000/v1.sock',
  ],
  [
    'Windows has a named pipe a user',
    { platform: 'win32', uid: undefined, user: 'Ada L' },
    '\\\\.\\pipe\\outrigger-Ada%20L-v1',
  ],
] as const)('%s', (_title, of, path) => {
  expect(sockname({ ...host, ...of })).toBe(path);
});

test('this process has a path of its user', () => {
  expect(sockname()).toBe(sockname(thisHost()));
  expect(sockname()).toMatch(/v1/);
});
