/**
 * A child process that behaves badly on its stdio, by the mode in its first argument. For tests of spawn(): it stands
 * in for a sidecar that crashes, hangs or says nonsense.
 */
import { closeSync } from 'node:fs';
import { answerLife, FakeConnection, type Received, readMessages } from './fake-sidecar.ts';

const [mode, argument] = process.argv.slice(2);
const connection = new FakeConnection((bytes) => process.stdout.write(bytes));

function crash(): void {
  for (let line = 1; line <= 30; line += 1) process.stderr.write(`line ${line}\n`);
  process.stderr.write('the last word', () => process.exit(7));
}

const modes: Record<string, (message: Received) => void> = {
  /** Answers every call with its environment and arguments. */
  tell: (message) => {
    const { env, argv, execArgv } = process;
    if (message.kind === 'request')
      connection.reply(message.id, { env: { ...env }, argv, execArgv, cwd: process.cwd() });
  },
  /** Dies at the first call, with much on stderr. */
  crash: () => crash(),
  /** Answers a call only after the next one came, or the end of stdin. */
  slow: (message) => {
    if (message.kind === 'request') setTimeout(() => connection.reply(message.id, { count: 1 }), Number(argument));
  },
  /** Never answers. */
  mute: () => {},
  /** Closes its stdout and lives on. */
  shut: () => closeSync(1),
  /** Says what no sidecar says. */
  garbage: () => connection.raw(Buffer.from('hello')),
};

if (mode === 'stillborn') crash();
else {
  const handle = modes[mode ?? ''] ?? (() => {});
  const lives = !['stubborn'].includes(mode ?? '');
  const read = readMessages((message) => {
    if (!lives || !answerLife(connection, message)) handle(message);
  });
  process.stdin.on('data', read);
  if (mode === 'stubborn') {
    // stays whatever happens: only a kill ends it
    process.on('SIGTERM', () => {});
    setInterval(() => {}, 1000);
  }
}
