/**
 * What only a running sidecar can tell: one is started, asked for a digest that is known, and asked what of the machine
 * it could use. And whether this user has one running already.
 */
import { connect } from '../../../client/connect.js';
import { spawn } from '../../../client/spawn.js';
import { sockname } from '../../../protocol/endpoint.js';
import { bytesInWords, plural } from '../quantities.js';
/** SHA-256 of "abc" (FIPS 180-4's first example). */
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
/** What it says of each part: what there is, or by the part's name in `unavailable`, why not and what follows. */
async function ask(rig) {
    const { capabilities, limits } = await rig.server.info();
    const unavailable = (capabilities.unavailable ?? {});
    const part = (id, name, title, there, consequence) => {
        const why = unavailable[name];
        const detail = why === undefined ? there : `${why}${consequence === undefined ? '' : `; ${consequence}`}`;
        return { id, title, ok: why === undefined, required: false, detail };
    };
    const arena = `${bytesInWords(limits.arenaBytes)} of address space`;
    const workers = plural(Number(capabilities.workers), 'thread');
    const mapped = 'a client can map the memory that the kernel works on';
    const inline = 'bytes travel through the socket instead';
    return [
        part('arena', 'arenaBytes', 'its arena', arena),
        part('workers', 'workers', 'its workers', workers),
        part('mapped-segments', 'mappedSegments', 'mapped segments', mapped, inline),
        part('guard-pages', 'guardPages', 'guard pages', 'a stack overflow of the kernel is a clean trap', 'a canary is checked after each job instead'),
    ];
}
/** Starts a sidecar and looks at what it makes of this machine. */
export async function lookAtSidecar() {
    const look = { id: 'sidecar', title: 'a sidecar', required: true };
    try {
        const rig = await spawn();
        try {
            const { digests } = await rig.hash.messages(['abc'], { engine: 'wasm' });
            const digest = Buffer.from(digests).toString('hex');
            if (digest !== ABC)
                return [{ ...look, ok: false, detail: `it computes a wrong digest: ${digest}` }];
            return [{ ...look, ok: true, detail: 'starts, and its kernel computes a known digest' }, ...(await ask(rig))];
        }
        finally {
            await rig.dispose();
        }
    }
    catch (error) {
        return [{ ...look, ok: false, detail: error.message }];
    }
}
export async function lookAtSocket() {
    const look = { id: 'socket', title: 'the socket', ok: true, required: false };
    const path = sockname();
    try {
        const rig = await connect();
        try {
            const { version, pid } = await rig.server.status();
            return { ...look, detail: `outrigger ${version} (pid ${pid}) serves ${path}` };
        }
        finally {
            await rig.dispose();
        }
    }
    catch {
        return { ...look, detail: `nobody serves ${path}; commands start a sidecar for themselves` };
    }
}
