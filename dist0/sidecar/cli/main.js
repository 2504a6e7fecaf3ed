#!/usr/bin/env node
/**
 * The `outrigger` program: gives the command line to yargs, runs one command, and turns what it returned or threw into an
 * exit code. The only file that exits the process. It must stay cheap: what only one command needs, that command imports.
 */
import yargs, {} from 'yargs';
import { isOutriggerError } from '../../client/errors.js';
import { packageVersion } from '../version.js';
import { rawArguments } from './arguments.js';
import { CommandFailure, EXIT, UsageError } from './command.js';
import { benchCommand } from './commands/bench.js';
import { callCommand } from './commands/call.js';
import { doctorCommand } from './commands/doctor.js';
import { hashCommand } from './commands/hash.js';
import { lspCommand } from './commands/lsp.js';
import { redactCommand } from './commands/redact.js';
import { scanCommand } from './commands/scan.js';
import { serveCommand } from './commands/serve.js';
import { socknameCommand } from './commands/sockname.js';
import { statusCommand } from './commands/status.js';
import { tokensCommand } from './commands/tokens.js';
import { OutputClosed, Terminal } from './terminal.js';
const COMMANDS = [
    serveCommand,
    callCommand,
    hashCommand,
    scanCommand,
    redactCommand,
    tokensCommand,
    statusCommand,
    socknameCommand,
    doctorCommand,
    benchCommand,
    lspCommand,
];
/** Behind the command's name; what precedes it are options of all commands. */
function behind(name, args) {
    return args.slice(args.indexOf(name) + 1);
}
function describe(cli, command) {
    const usage = `$0 ${command.name} [options]${command.operands === undefined ? '' : ` ${command.operands}`}`;
    cli.usage(`${usage}\n\n${command.describe}`).options(command.options);
    for (const [line, what] of command.examples)
        cli.example(line, what);
    return command.epilogue === undefined ? cli : cli.epilogue(command.epilogue);
}
/** Adds a command. Operands aren't declared to yargs: it would parse them once more, and strip quotes from names. */
function add(cli, command, terminal, args, done) {
    cli.command({
        command: command.name,
        describe: command.describe,
        builder: (own) => describe(own, command),
        handler: async (options) => {
            const operands = options._.slice(1).map(String);
            const extra = operands[command.maxOperands ?? 0];
            if (extra !== undefined)
                throw new UsageError(`unexpected operand '${extra}'`);
            done(await command.run({ options, operands, raw: behind(command.name, args), terminal }));
        },
    });
}
function build(args, terminal, done) {
    const cli = yargs(args)
        .scriptName('outrigger')
        .locale('en') // the other words of the program are English, whatever the user's locale
        .parserConfiguration({
        'parse-numbers': false,
        'parse-positional-numbers': false,
        'dot-notation': false,
        'boolean-negation': false,
        'duplicate-arguments-array': false,
    })
        .usage('$0 COMMAND [options]\n\nA sidecar for CPU-bound work: hashing and text on every core, off your event loop.')
        .wrap(Math.min(110, process.stdout.columns ?? 100))
        .version(packageVersion())
        .help()
        .alias('help', 'h')
        .completion('completion', 'Print a completion script: source it in ~/.bashrc or ~/.zshrc')
        .example('$0 serve', "listen on this user's socket")
        .example('$0 hash *', 'what sha256sum prints, from all cores')
        .example('$0 COMMAND --help', 'the options and examples of a command')
        .strictOptions()
        .recommendCommands()
        .demandCommand(1, 'name a command')
        .exitProcess(false)
        .fail((message, error) => {
        throw error === undefined || error.name === 'YError' ? new UsageError(message) : error;
    });
    for (const command of COMMANDS)
        add(cli, command, terminal, args, done);
    return cli;
}
/** Tells what went wrong on stderr; the exit code. */
function explain(error, terminal) {
    if (error instanceof OutputClosed)
        return EXIT.failed;
    if (error instanceof UsageError) {
        terminal.complain(`outrigger: ${error.message}\nTry 'outrigger --help', or '--help' behind a command.`);
        return EXIT.usage;
    }
    if (isOutriggerError(error))
        terminal.complain(`outrigger: ${error.code}: ${error.message}`);
    else if (error instanceof CommandFailure)
        terminal.complain(`outrigger: ${error.message}`);
    else
        terminal.complain(`outrigger: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return EXIT.failed;
}
/** Not left to yargs: where it is strict about commands, it takes the operands of a command for commands too. */
function refuseUnknown(name, helped) {
    const known = [...COMMANDS.map((command) => command.name), 'completion'];
    if (name !== undefined && !helped && !known.includes(String(name)))
        throw new UsageError(`unknown command '${name}'`);
}
async function main() {
    // Node would print that node:ffi is experimental; stderr is for what the user asked for. `serve` logs warnings.
    process.removeAllListeners('warning');
    const terminal = new Terminal();
    const args = rawArguments();
    let status = EXIT.ok;
    try {
        const { _: operands, help } = await build(args, terminal, (code) => {
            status = code;
        }).parseAsync();
        refuseUnknown(operands[0], help === true);
        terminal.flush();
    }
    catch (error) {
        terminal.endProgress();
        status = explain(error, terminal);
    }
    return status;
}
// What is printed is written by then; a stderr that nobody reads, or a handle left open, must not hold the process.
process.exit(await main());
