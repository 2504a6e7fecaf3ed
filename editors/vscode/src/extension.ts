/**
 * The VS Code extension: starts the language server, and adds commands that call the sidecar by themselves. Nothing that a
 * language server can do is done here.
 */
import { commands, type ExtensionContext, type TextEditor, window, workspace } from 'vscode';
import { ExecuteCommandRequest, LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { countTokens, endSidecar, hashFile, redact } from './sidecar.ts';

let client: LanguageClient | undefined;

/** A command on the active editor; what it throws is shown. */
function onEditor(run: (editor: TextEditor) => Promise<void>): () => Promise<void> {
  return async () => {
    const editor = window.activeTextEditor;
    if (editor === undefined) return;
    try {
      await run(editor);
    } catch (error) {
      void window.showErrorMessage(`outrigger: ${(error as Error).message}`);
    }
  };
}

const tell = (message: string) => void window.showInformationMessage(message);

async function hash({ document }: TextEditor): Promise<void> {
  tell(`sha256 ${await hashFile(document.uri.fsPath)}`);
}

/** Of the selection, or of the file where nothing is selected. */
async function count({ document, selection }: TextEditor): Promise<void> {
  const tokens = await countTokens(document.getText(selection.isEmpty ? undefined : selection));
  const unit = tokens === 1 ? 'token' : 'tokens';
  tell(`${tokens.toLocaleString('en-US')} ${unit} in the ${selection.isEmpty ? 'file' : 'selection'}`);
}

async function redactSelection(editor: TextEditor): Promise<void> {
  const { document, selection } = editor;
  const text = document.getText(selection);
  const redacted = await redact(text);
  if (redacted !== text) await editor.edit((edit) => edit.replace(selection, redacted));
}

export async function activate(context: ExtensionContext): Promise<void> {
  client = new LanguageClient(
    'outrigger',
    'outrigger',
    { module: context.asAbsolutePath('out/server.js'), transport: TransportKind.stdio },
    {
      documentSelector: [{ scheme: 'file' }, { scheme: 'untitled' }],
      synchronize: { fileEvents: workspace.createFileSystemWatcher('**/{outrigger.json,.outrigger-baseline.json}') },
    },
  );
  context.subscriptions.push(
    commands.registerCommand('outrigger.scan', () =>
      client?.sendRequest(ExecuteCommandRequest.type, { command: 'outrigger.scanWorkspace' }),
    ),
    commands.registerCommand('outrigger.hashFile', onEditor(hash)),
    commands.registerCommand('outrigger.countTokens', onEditor(count)),
    commands.registerCommand('outrigger.redactSelection', onEditor(redactSelection)),
  );
  await client.start();
}

export async function deactivate(): Promise<void> {
  await endSidecar();
  await client?.stop();
}
