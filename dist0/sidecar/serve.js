/**
 * The serving process, without a command line parser: what the client's `spawn` starts, and what `outrigger serve` calls. It
 * loads neither yargs nor vscode-jsonrpc, and stdout belongs to the protocol from its first line on.
 * As a script: `node serve.js --stdio [--workers N] [--client-pid N] [--log-level LEVEL] [--frame-bytes N …]`.
 */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ProtocolError } from '../protocol/errors.js';
import { EndpointRefused } from './server/doors/refused.js';
import { readServeArguments, WrongUsage } from './server/serve-arguments.js';
import { serve } from './server/service.js';
export { serve } from './server/service.js';
export { EndpointRefused, readServeArguments };
/** The exit code, once the process may end. */
async function main() {
    const serving = await serve(readServeArguments(process.argv.slice(2), process.env));
    if (serving.kind !== 'served')
        return serving.ended;
    process.stderr.write(`outrigger: ${serving.path} is served already, by pid ${serving.pid ?? 'unknown'}\n`);
    return 0;
}
/** Usage is the caller's fault, and 2; anything else that stops it is 1. */
function explain(error) {
    // a ProtocolError is a limit out of its range
    const usage = error instanceof WrongUsage || error instanceof ProtocolError;
    const told = usage || error instanceof EndpointRefused;
    const text = told ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`outrigger: ${text}\n`);
    return usage ? 2 : 1;
}
function isScript() {
    const script = process.argv[1];
    if (script === undefined)
        return false;
    try {
        return realpathSync(script) === realpathSync(fileURLToPath(import.meta.url));
    }
    catch {
        return false;
    }
}
/** Serves as the arguments of this process say, and ends it. */
export async function serveAsScript() {
    // exits by name: bytes that stderr doesn't take must not hold the process
    process.exit(await main().catch(explain));
}
if (isScript())
    void serveAsScript();
