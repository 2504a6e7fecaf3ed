/** `outrigger status`: what the sidecar is doing now, from `server/status`. Only asks; changes nothing. */
import { sockname } from '../../../protocol/endpoint.js';
import { EXIT, jsonOption, text } from '../command.js';
import { bytesInWords, columns, durationInWords, plural } from '../quantities.js';
import { reachOptions, withSidecar } from '../reach.js';
function workerInWords({ id, state, method, jobs, restarts }) {
    const doing = method === undefined ? state : `${state} with ${method}`;
    const again = restarts === 0 ? '' : `, restarted ${plural(restarts, 'time')}`;
    return [`worker ${id}`, `${doing}, ${plural(jobs, 'job')} so far${again}`];
}
/** The status as lines for people. Pure. */
export function statusInWords(status, where) {
    const { arena, queue } = status;
    return columns([
        ['outrigger', `${status.version}, pid ${status.pid}, up ${durationInWords(status.uptimeMs)}`],
        ['listening', where],
        ['connections', String(status.connections)],
        ['queue', `${plural(queue.length, 'job')}, ${bytesInWords(queue.bytes)}`],
        ['arena', `${bytesInWords(arena.used)} of ${bytesInWords(arena.bytes)} used, ${plural(arena.segments, 'segment')}`],
        ...status.workers.map(workerInWords),
    ]);
}
export const statusCommand = {
    name: 'status',
    describe: 'Show what the sidecar is doing',
    options: { ...reachOptions, json: jsonOption },
    examples: [
        ['$0 status', "this user's running sidecar: workers, queue, arena"],
        ['$0 status --json', 'the answer of server/status as it came'],
    ],
    epilogue: 'Where none is running, one is started for the call, and this is said on stderr.',
    async run({ options, terminal }) {
        return withSidecar(options, async ({ rig, started }) => {
            const status = await rig.call('server/status', {});
            const path = text(options, 'socket') ?? sockname();
            if (started && options.private !== true) {
                terminal.complain(`outrigger: no sidecar is running at ${path}; this is one that was started for the call`);
            }
            if (options.json === true)
                terminal.json(status);
            else
                for (const line of statusInWords(status, started ? 'stdio, for this call only' : path))
                    terminal.print(line);
            return EXIT.ok;
        });
    },
};
