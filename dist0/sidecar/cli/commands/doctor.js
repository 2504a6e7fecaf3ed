/**
 * `outrigger doctor`: what this machine can do for outrigger, and for each no, why not. The last look is a real one: a
 * sidecar is started and asked for a digest that is known.
 */
import { EXIT, jsonOption } from '../command.js';
import { lookAtEngine } from '../machine/engine.js';
import { lookAtProcessors } from '../machine/processors.js';
import { lookAtSidecar, lookAtSocket } from '../machine/running.js';
import { columns } from '../quantities.js';
import { coloured, painter } from '../terminal.js';
function mark({ ok, required }, paint) {
    if (ok)
        return paint('green', '✓');
    return required ? paint('red', '✗') : paint('yellow', '–');
}
export const doctorCommand = {
    name: 'doctor',
    describe: 'Tell what this machine can do, and why not',
    options: { json: jsonOption },
    examples: [
        ['$0 doctor', 'a line for each feature'],
        ['$0 doctor --json', 'the same for a program'],
    ],
    epilogue: 'The exit code is 1 only if outrigger cannot work here.',
    async run({ options, terminal }) {
        const found = [...lookAtEngine(), ...lookAtProcessors(), await lookAtSocket(), ...(await lookAtSidecar())];
        const works = found.every(({ ok, required }) => ok || !required);
        if (options.json === true)
            terminal.json({ works, findings: found });
        else {
            const paint = painter(coloured(process.stdout));
            const lines = columns(found.map(({ title, detail }) => [title, detail]));
            lines.forEach((line, i) => {
                terminal.print(`${mark(found[i], paint)} ${line}`);
            });
            if (!works)
                terminal.print('outrigger cannot work here.');
        }
        return works ? EXIT.ok : EXIT.failed;
    },
};
