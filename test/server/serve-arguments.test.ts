/** The flags of the serving entry: every limit has one, and what is wrong is said before anything starts. */
import { describe, expect, it } from 'vitest';
import { LIMITS, type LimitName, limitFlag } from '../../protocol/limits.ts';
import { readServeArguments } from '../../sidecar/server/serve-arguments.ts';

describe('serve arguments', () => {
  it('name each limit', () => {
    for (const name of Object.keys(LIMITS) as LimitName[]) {
      expect(readServeArguments([`--${limitFlag(name)}`, '12345'], {}).limits).toEqual({ [name]: 12345 });
    }
    expect(limitFlag('totalInFlightBytes')).toBe('total-in-flight-bytes');
  });

  it('are read as they are meant', () => {
    const args = [
      '--stdio',
      '--workers',
      '3',
      '--client-pid=77',
      '--log-level',
      'debug',
      '--pin',
      '--nice',
      '5',
      '--host-computes',
    ];
    expect(readServeArguments(args, { OUTRIGGER_LOG: 'error' })).toEqual({
      stdio: true,
      socket: undefined,
      workers: 3,
      pin: true,
      nice: 5,
      hostComputes: true,
      clientPid: 77,
      limits: {},
      logLevel: 'debug',
    });
    expect(readServeArguments(['--pipe=/a/b', '--clientProcessId=5'], { OUTRIGGER_LOG: 'error' })).toMatchObject({
      socket: '/a/b',
      clientPid: 5,
      logLevel: 'error',
    });
  });

  it.each([
    [['--nonsense'], '--nonsense'],
    [['operand'], 'operand'],
    [['--workers', 'two'], '--workers takes a whole number'],
    [['--workers', '0'], '--workers takes a whole number of 1 or more'],
    [['--frame-bytes', '1.5'], '--frame-bytes'],
    [['--frame-bytes=-1'], '--frame-bytes'],
    [['--client-pid='], '--client-pid'],
    [['--nice=-5'], '--nice takes a whole number'],
    [['--log-level', 'loud'], '--log-level is one of'],
    [['--stdio', '--socket', 'x'], 'exclude each other'],
  ])('are refused with the reason: %j', (args, reason) => {
    expect(() => readServeArguments(args, {})).toThrow(reason);
  });

  it('tell a wrong OUTRIGGER_LOG by its name', () => {
    expect(() => readServeArguments([], { OUTRIGGER_LOG: 'loud' })).toThrow('OUTRIGGER_LOG is one of');
  });
});
