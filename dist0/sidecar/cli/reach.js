/**
 * How a command reaches a sidecar: the one of this user that runs, else one that is started for the call and ends with it.
 * Through the client, as everyone else does.
 */
import { connect } from '../../client/connect.js';
import { OutriggerError } from '../../client/errors.js';
import { spawn } from '../../client/spawn.js';
import { CommandFailure, flag, text, value } from './command.js';
export const reachOptions = {
    socket: value('use the sidecar that listens on PATH, and no other', { alias: 'pipe' }),
    private: flag('start a sidecar for this call, even if one is running'),
};
async function connectOrNothing(path) {
    try {
        return await connect(path === undefined ? {} : { path });
    }
    catch (error) {
        if (!(error instanceof OutriggerError) || error.code !== 'ConnectFailed')
            throw error;
        if (path === undefined)
            return undefined;
        throw new CommandFailure(error.message, { cause: error });
    }
}
/** Runs `use` with a sidecar, and lets go of it afterwards. `args` are flags of one that is started. */
export async function withSidecar(options, use, args = []) {
    const running = options.private === true ? undefined : await connectOrNothing(text(options, 'socket'));
    const rig = running ?? (await spawn({ args }));
    try {
        return await use({ rig, started: running === undefined });
    }
    finally {
        await rig.dispose();
    }
}
