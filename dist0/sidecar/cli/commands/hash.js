/**
 * `outrigger hash`: digests of files, printed and checked as `sha256sum` prints and checks them, to the byte, by the
 * workers of the sidecar. Only joins: what is said stands in `sums/`, how a call travels in the client.
 */
import { readFileSync } from 'node:fs';
import { EXIT, flag, jsonOption, UsageError, value, } from '../command.js';
import { encodeName, jsonName } from '../names.js';
import { bytesInWords, plural } from '../quantities.js';
import { reachOptions, withSidecar } from '../reach.js';
import { checkList } from '../sums/check.js';
import { digestsInOrder } from '../sums/digests.js';
import { formatLine } from '../sums/line.js';
import { localeIsUtf8, quoted } from '../sums/quoting.js';
import { errnoWords, failureReason } from '../sums/reasons.js';
import { SidecarSource } from '../sums/sidecar-source.js';
/** What makes sense only with `-c`, as sha256sum says. */
const CHECK_ONLY = ['ignore-missing', 'quiet', 'status', 'strict', 'warn'];
/** What makes none with it. */
const PRINT_ONLY = ['binary', 'text', 'tag', 'zero'];
function refuseMixtures(options) {
    const given = (names) => names.find((name) => options[name] === true);
    const stray = given(options.check === true ? PRINT_ONLY : CHECK_ONLY);
    if (stray !== undefined) {
        const when = options.check === true ? 'is meaningless' : 'is meaningful only';
        throw new UsageError(`the --${stray} option ${when} when verifying checksums`);
    }
    if (options.tag === true && options.text === true)
        throw new UsageError('--tag does not support --text mode');
}
/** Of `--status`, `--quiet` and `--warn` the last one given holds, as in sha256sum. */
export function lastVerbosity(raw) {
    let last;
    for (const argument of raw) {
        if (argument === '--')
            break;
        if (argument === '--status' || argument === '--quiet' || argument === '--warn') {
            last = argument.slice(2);
        }
        else if (/^-[a-zA-Z]*w/.test(argument))
            last = 'warn';
    }
    return last;
}
function checkStyle({ options, raw }, tagName) {
    const verbosity = lastVerbosity(raw);
    return {
        tagName,
        quiet: verbosity === 'quiet',
        status: verbosity === 'status',
        warn: verbosity === 'warn',
        strict: options.strict === true,
        ignoreMissing: options['ignore-missing'] === true,
    };
}
function voiceOf(terminal, silent) {
    const utf8 = localeIsUtf8();
    return {
        say: (text) => {
            if (!silent)
                terminal.print(text);
        },
        complain: (text) => terminal.complain(`outrigger: ${text}`),
        quoted: (name) => quoted(name, utf8),
    };
}
/** Where the last '-' of the lists or names was read, there is nothing more: as with sha256sum, the rest is empty. */
function readList(name) {
    return readFileSync(name === '-' ? 0 : encodeName(name));
}
async function check(invocation, tagName, source) {
    const { operands, options, terminal } = invocation;
    const style = checkStyle(invocation, tagName);
    const voice = voiceOf(terminal, options.json === true);
    const reports = [];
    let passed = true;
    for (const name of operands) {
        try {
            const report = await checkList(name, readList(name), style, source, voice);
            reports.push(report);
            passed &&= report.passed;
        }
        catch (error) {
            const { code = '', syscall } = error;
            if (syscall === undefined)
                throw error;
            passed = false;
            const reason = code === 'EISDIR' ? 'read error' : (errnoWords(code) ?? code);
            voice.complain(`${quoted(name, localeIsUtf8())}: ${reason}`);
        }
    }
    if (options.json === true) {
        const files = reports.flatMap((report) => report.files);
        const malformed = reports.reduce((sum, report) => sum + report.malformed, 0);
        terminal.json({ files: files.map(({ name, outcome }) => ({ path: jsonName(name), outcome })), malformed, passed });
    }
    return passed ? EXIT.ok : EXIT.failed;
}
async function print({ operands, options, terminal }, tagName, source) {
    const voice = voiceOf(terminal, false);
    const style = {
        tagName,
        tag: options.tag === true,
        binary: options.binary === true && options.text !== true,
        zero: options.zero === true,
    };
    const told = [];
    let status = EXIT.ok;
    const items = operands.map((name) => ({ name }));
    for await (const [{ name }, digested] of digestsInOrder(items, source)) {
        if (digested === undefined)
            continue;
        if (options.json === true)
            told.push({ path: jsonName(name), ...digested });
        if ('error' in digested) {
            status = EXIT.failed;
            voice.complain(`${voice.quoted(name)}: ${failureReason(digested.error)}`);
        }
        else if (options.json !== true)
            terminal.write(formatLine(digested.digest, name, style));
    }
    if (options.json === true)
        terminal.json({ files: told });
    return status;
}
export const hashCommand = {
    name: 'hash',
    operands: '[FILE...]',
    maxOperands: Number.POSITIVE_INFINITY,
    describe: 'Print or check digests of files, as sha256sum does',
    options: {
        algorithm: value('the algorithm', { alias: 'a', choices: ['sha256', 'blake3'], default: 'sha256' }),
        check: flag('read digests from the FILEs and check them', { alias: 'c' }),
        tag: flag('print lines in the BSD style'),
        binary: flag("print '*' before each name", { alias: 'b' }),
        text: flag("print ' ' before each name (default)", { alias: 't' }),
        zero: flag('end each line with NUL, and escape no names', { alias: 'z' }),
        'ignore-missing': flag("with -c: don't fail for files that are missing"),
        quiet: flag('with -c: print no OK'),
        status: flag('with -c: print nothing, the exit code tells'),
        strict: flag('with -c: fail for improperly formatted lines'),
        warn: flag('with -c: warn about improperly formatted lines', { alias: 'w' }),
        engine: value('what computes', { choices: ['auto', 'wasm', 'openssl'], default: 'auto' }),
        ...reachOptions,
        json: jsonOption,
    },
    examples: [
        ['$0 hash *.iso > SHA256SUMS', 'over all cores; the lines are those of sha256sum'],
        ['$0 hash -c SHA256SUMS', 'check them'],
        ['tar c src | $0 hash', 'standard input (also -)'],
        ['$0 hash --algorithm blake3 --tag big.bin', 'BLAKE3, with the name of the algorithm in the line'],
    ],
    epilogue: 'Without FILE, or where FILE is -, standard input is read. What is no regular file is refused with its reason. ' +
        'The exit code is 1 if a file could not be read or a digest does not match.',
    async run(invocation) {
        const { options, terminal } = invocation;
        refuseMixtures(options);
        const algorithm = options.algorithm;
        const operands = invocation.operands.length === 0 ? ['-'] : invocation.operands;
        const work = options.check === true ? check : print;
        return withSidecar(options, async ({ rig }) => {
            const source = new SidecarSource(rig, {
                algorithm,
                engine: options.engine,
                onProgress: (bytes, files) => tellProgress(bytes, files),
            });
            // Sizes cost a stat each: asked for only where somebody watches. What lists will name isn't known yet.
            const watched = process.stderr.isTTY && options.check !== true;
            const total = watched ? operands.reduce((sum, name) => sum + source.sizeOf(name), 0) : 0;
            const tellProgress = (bytes, files) => {
                const text = `${plural(files, 'file')}, ${bytesInWords(bytes)}`;
                terminal.progress(total === 0 ? undefined : bytes / total, text);
            };
            const status = await work({ ...invocation, operands }, algorithm.toUpperCase(), source);
            terminal.endProgress();
            return status;
        });
    },
};
