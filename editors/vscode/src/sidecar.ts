/**
 * Calls of the extension's own to a sidecar, typed, on a `MessageConnection` of its own: an example of `outrigger/vscode`. It
 * must never know of documents or windows.
 */
import type { MessageConnection } from 'vscode-jsonrpc';

/** An ES module, which a CommonJS extension imports when it is needed. */
const outrigger = () => import('outrigger/vscode');

let opened: Promise<MessageConnection> | undefined;

/** Opened at the first call, and again after the sidecar went away. */
function connection(): Promise<MessageConnection> {
  if (opened !== undefined) return opened;
  const opening = outrigger().then(({ spawnMessage }) => spawnMessage());
  opened = opening;
  const forget = () => {
    if (opened === opening) opened = undefined;
  };
  opening.then((made) => made.onDispose(forget), forget);
  return opening;
}

/** Lower-case hex SHA-256 of a file's bytes. @throws Error with the reason if it can't be read. */
export async function hashFile(path: string): Promise<string> {
  const { requests } = await outrigger();
  const sidecar = await connection();
  const { files } = await sidecar.sendRequest(requests['hash/files'], { algorithm: 'sha256', paths: [path] });
  const [file] = files;
  if (file === undefined || !('digest' in file)) throw new Error(file?.error.message ?? 'no digest');
  return file.digest;
}

/** Tokens of a text in the encoding of current models. */
export async function countTokens(text: string): Promise<number> {
  const { requests } = await outrigger();
  const sidecar = await connection();
  const { counts } = await sidecar.sendRequest(requests['text/tokens'], { text, encoding: 'o200k_base' });
  return counts[0] as number;
}

/** The text with secrets and personal data replaced by the names of their rules. */
export async function redact(text: string): Promise<string> {
  const { requests } = await outrigger();
  const sidecar = await connection();
  const redacted = await sidecar.sendRequest(requests['text/redact'], { text, rules: ['secrets', 'pii'] });
  return redacted.text as string;
}

/** Ends the sidecar, if one was started. */
export async function endSidecar(): Promise<void> {
  (await opened?.catch(() => undefined))?.dispose();
}
