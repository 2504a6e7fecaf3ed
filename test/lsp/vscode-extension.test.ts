/**
 * The VS Code extension's own code, with stand-ins for `vscode` and the language client's package, which only an editor has: its
 * commands call a real sidecar by `outrigger/vscode`. The language server that it starts is tested by itself.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entry } from '../entry.ts';
import { SECRETS } from './planted.ts';

interface Extension {
  activate(context: { asAbsolutePath(path: string): string; subscriptions: object[] }): Promise<void>;
  deactivate(): Promise<void>;
}

/** What stands for the editor: records what it is told. */
const editor = {
  commands: new Map<string, () => Promise<unknown>>(),
  shown: [] as string[],
  errors: [] as string[],
  replaced: [] as string[],
  requests: [] as unknown[],
  servers: [] as { module: string }[],
  running: 0,
  active: undefined as object | undefined,
};

const vscode = {
  commands: {
    registerCommand(name: string, run: () => Promise<unknown>) {
      editor.commands.set(name, run);
      return { dispose() {} };
    },
  },
  window: {
    get activeTextEditor() {
      return editor.active;
    },
    showInformationMessage: (message: string) => editor.shown.push(message),
    showErrorMessage: (message: string) => editor.errors.push(message),
  },
  workspace: { createFileSystemWatcher: (pattern: string) => ({ pattern }) },
};

const languageClient = {
  TransportKind: { stdio: 0 },
  ExecuteCommandRequest: { type: 'workspace/executeCommand' },
  LanguageClient: class {
    constructor(_id: string, _name: string, server: { module: string }) {
      editor.servers.push(server);
    }
    async start() {
      editor.running++;
    }
    async stop() {
      editor.running--;
    }
    async sendRequest(...request: unknown[]) {
      editor.requests.push(request);
    }
  },
};

const STAND_INS: Record<string, object> = { vscode, 'vscode-languageclient/node': languageClient };
const PLACE = 'outriggerTestStandIns';

function show(path: string, text: string, selected: [number, number] | undefined): void {
  const [from, to] = selected ?? [0, 0];
  const selection = { isEmpty: selected === undefined };
  const document = {
    uri: { fsPath: path },
    getText: (part?: object) => (part === undefined ? text : text.slice(from, to)),
  };
  const edit = async (make: (change: { replace(where: object, put: string): void }) => void) =>
    make({ replace: (_, put) => editor.replaced.push(put) });
  editor.active = { document, selection, edit };
}

describe('the extension', () => {
  const folder = mkdtempSync(join(tmpdir(), 'outrigger-extension-'));
  const file = join(folder, 'a.txt');
  let extension: Extension;

  beforeAll(async () => {
    Object.assign(globalThis, { [PLACE]: STAND_INS });
    const built = await rolldown({
      input: join(import.meta.dirname, '..', '..', 'editors', 'vscode', 'src', 'extension.ts'),
      platform: 'node',
      plugins: [
        {
          name: 'stand-ins',
          resolveId: (id) => {
            if (id in STAND_INS) return `\0${id}`;
            return id === 'outrigger/vscode'
              ? { id: pathToFileURL(entry('client/vscode')).href, external: true }
              : undefined;
          },
          load: (id) => {
            const standIn = STAND_INS[id.slice(1)];
            if (!id.startsWith('\0') || standIn === undefined) return undefined;
            const names = Object.keys(standIn).join(', ');
            return `export const { ${names} } = globalThis.${PLACE}[${JSON.stringify(id.slice(1))}];`;
          },
        },
      ],
    });
    await built.write({ file: join(folder, 'extension.cjs'), format: 'cjs' });
    await built.close();
    extension = createRequire(import.meta.url)(join(folder, 'extension.cjs')) as Extension;
    writeFileSync(file, 'the bytes of a file');
    await extension.activate({ asAbsolutePath: (path) => join(folder, path), subscriptions: [] });
  });
  afterAll(async () => {
    await extension.deactivate();
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (name: string) => editor.commands.get(`outrigger.${name}`)?.();

  it('starts the language server that it ships, and has it scan', async () => {
    expect(editor.servers).toMatchObject([{ module: join(folder, 'out', 'server.js') }]);
    expect(editor.running).toBe(1);
    await run('scan');
    expect(editor.requests).toEqual([['workspace/executeCommand', { command: 'outrigger.scanWorkspace' }]]);
  });

  it('hashes a file, counts tokens and redacts by a sidecar of its own', async () => {
    show(file, 'hello world, hello', undefined);
    await run('hashFile');
    await run('countTokens');
    show(file, `key ${SECRETS['npm-token']} end`, [4, 44]);
    await run('redactSelection');
    expect(editor.errors).toEqual([]);
    const digest = createHash('sha256').update('the bytes of a file').digest('hex');
    expect(editor.shown).toEqual([`sha256 ${digest}`, '4 tokens in the file']);
    expect(editor.replaced).toEqual(['[npm-token]']);
  });

  it('shows what goes wrong, and does nothing where no file is open', async () => {
    show(join(folder, 'missing'), '', undefined);
    await run('hashFile');
    expect(editor.errors).toEqual([expect.stringMatching(/^outrigger: .+/)]);
    editor.active = undefined;
    const before = editor.shown.length;
    await run('countTokens');
    expect(editor.shown).toHaveLength(before);
  });

  it('ends both when it is deactivated', async () => {
    await extension.deactivate();
    expect(editor.running).toBe(0);
    // its sidecar is gone: the next call starts another
    show(file, 'hello', undefined);
    await run('countTokens');
    expect(editor.shown.at(-1)).toBe('1 token in the file');
  });
});
