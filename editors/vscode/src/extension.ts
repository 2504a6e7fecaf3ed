/**
 * The VS Code extension: starts the language server, and calls the sidecar typed by a connection of its own. Nothing that a
 * language server can do is done here.
 */
import { commands, type ExtensionContext, window, workspace } from 'vscode';
import { ExecuteCommandRequest, LanguageClient, TransportKind } from 'vscode-languageclient/node';

let client: LanguageClient | undefined;
/** `outrigger/vscode`: an ES module, which a CommonJS extension imports when it is needed. */
const outrigger = () => import('outrigger/vscode');
type Connection = Awaited<ReturnType<Awaited<ReturnType<typeof outrigger>>['spawnMessage']>>;
let sidecar: Promise<Connection> | undefined;

/** Opened at the first call, and again after the sidecar went away. */
function connection(): Promise<Connection> {
  if (sidecar !== undefined) return sidecar;
  const opening = outrigger().then(({ spawnMessage }) => spawnMessage());
  sidecar = opening;
  const forget = () => {
    if (sidecar === opening) sidecar = undefined;
  };
  opening.then((opened) => opened.onDispose(forget), forget);
  return opening;
}

async function hashFile(): Promise<void> {
  const path = window.activeTextEditor?.document.uri.fsPath;
  if (path === undefined) return;
  const { requests } = await outrigger();
  const opened = await connection();
  const { files } = await opened.sendRequest(requests['hash/files'], { algorithm: 'sha256', paths: [path] });
  const [file] = files;
  if (file === undefined) return;
  void window.showInformationMessage('digest' in file ? `sha256 ${file.digest}` : file.error.message);
}

export async function activate(context: ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath('node_modules/outrigger/dist/sidecar/cli/main.js');
  client = new LanguageClient(
    'outrigger',
    'outrigger',
    { module, args: ['lsp'], transport: TransportKind.stdio },
    {
      documentSelector: [{ scheme: 'file' }, { scheme: 'untitled' }],
      synchronize: { fileEvents: workspace.createFileSystemWatcher('**/{outrigger.json,.outrigger-baseline.json}') },
    },
  );
  context.subscriptions.push(
    commands.registerCommand('outrigger.scan', () =>
      client?.sendRequest(ExecuteCommandRequest.type, { command: 'outrigger.scanWorkspace' }),
    ),
    commands.registerCommand('outrigger.hashFile', hashFile),
  );
  await client.start();
}

export async function deactivate(): Promise<void> {
  (await sidecar?.catch(() => undefined))?.dispose();
  await client?.stop();
}
