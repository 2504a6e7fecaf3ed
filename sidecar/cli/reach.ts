/**
 * How a command reaches a sidecar: the one of this user that runs, else one that is started for the call and ends with it.
 * Through the client, as everyone else does.
 */

import type { Options } from 'yargs';
import { connect } from '../../client/connect.ts';
import { OutriggerError } from '../../client/errors.ts';
import type { Outrigger } from '../../client/outrigger.ts';
import { spawn } from '../../client/spawn.ts';
import { CommandFailure, flag, type Parsed, text, value } from './command.ts';

export const reachOptions: Record<string, Options> = {
  socket: value('use the sidecar that listens on PATH, and no other', { alias: 'pipe' }),
  private: flag('start a sidecar for this call, even if one is running'),
};

export interface Reached {
  rig: Outrigger;
  /** Whether it was started for this call. */
  started: boolean;
}

async function connectOrNothing(path: string | undefined): Promise<Outrigger | undefined> {
  try {
    return await connect(path === undefined ? {} : { path });
  } catch (error) {
    if (!(error instanceof OutriggerError) || error.code !== 'ConnectFailed') throw error;
    if (path === undefined) return undefined;
    throw new CommandFailure(error.message, { cause: error });
  }
}

/** Runs `use` with a sidecar, and lets go of it afterwards. `args` are flags of one that is started. */
export async function withSidecar<T>(
  options: Parsed,
  use: (reached: Reached) => Promise<T>,
  args: readonly string[] = [],
): Promise<T> {
  const running = options.private === true ? undefined : await connectOrNothing(text(options, 'socket'));
  const rig = running ?? (await spawn({ args }));
  try {
    return await use({ rig, started: running === undefined });
  } finally {
    await rig.dispose();
  }
}
