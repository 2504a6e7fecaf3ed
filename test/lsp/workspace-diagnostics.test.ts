/** What an editor is answered that asks for the diagnostics of the whole workspace, and of workspaces with several folders. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  CancellationTokenSource,
  type ClientCapabilities,
  type Diagnostic,
  type WorkspaceDiagnosticReport,
} from 'vscode-languageserver-protocol/node';
import { Editor } from './editor.ts';
import { PLANTED, SECRETS } from './planted.ts';

const PULL: ClientCapabilities = {
  textDocument: { diagnostic: {} },
  workspace: { diagnostics: { refreshSupport: true }, workspaceFolders: true },
};
const WATCH: ClientCapabilities = {
  ...PULL,
  workspace: { ...PULL.workspace, didChangeWatchedFiles: { dynamicRegistration: true } },
};
const FILES = {
  '.gitignore': 'ignored/\n',
  'a.txt': PLANTED,
  'deep/b.txt': SECRETS['npm-token'],
  'clean.txt': 'nothing',
  'ignored/c.txt': PLANTED,
  'binary.bin': Buffer.concat([Buffer.from([0]), Buffer.from(PLANTED)]),
};

type Item = { uri: string; version: number | null; kind: string; resultId: string; items?: Diagnostic[] };

async function ask(editor: Editor, had: Item[] = [], more: object = {}): Promise<Item[]> {
  const previousResultIds = had.map(({ uri, resultId }) => ({ uri, value: resultId }));
  const params = { previousResultIds, ...more };
  const report: WorkspaceDiagnosticReport = await editor.connection.sendRequest('workspace/diagnostic', params);
  return (report.items as Item[]).sort((a, b) => (a.uri < b.uri ? -1 : 1));
}

/** Paths with the number of their diagnostics, or `unchanged`. */
function brief(editor: Editor, items: Item[]): Record<string, number | string> {
  const root = editor.uri('');
  return Object.fromEntries(
    items.map(({ uri, kind, items: own }) => [uri.slice(root.length + 1), own?.length ?? kind]),
  );
}

const progressOf = (editor: Editor, token: string) =>
  editor.told
    .filter(({ method }) => method === '$/progress')
    .map(({ params }) => params as { token: string; value: Record<string, unknown> })
    .filter((each) => each.token === token)
    .map(({ value }) => value);

describe('the diagnostics of the workspace', () => {
  it('are those of every file that .gitignore leaves, and cost nothing while nothing changes', async () => {
    await using editor = await Editor.open({ files: FILES, capabilities: PULL });
    expect(editor.initialized.capabilities.diagnosticProvider).toMatchObject({ workspaceDiagnostics: true });
    const first = await ask(editor);
    expect(brief(editor, first)).toEqual({ 'a.txt': 3, 'deep/b.txt': 1 });
    expect(first.map(({ version, kind }) => [version, kind])).toEqual([
      [null, 'full'],
      [null, 'full'],
    ]);
    const second = await ask(editor, first);
    expect(brief(editor, second)).toEqual({ 'a.txt': 'unchanged', 'deep/b.txt': 'unchanged' });
    expect(second.map(({ resultId }) => resultId)).toEqual(first.map(({ resultId }) => resultId));
    editor.write('a.txt', `${SECRETS['npm-token']}\n`);
    editor.write('clean.txt', SECRETS['github-pat']);
    rmSync(join(editor.workspace, 'deep'), { recursive: true });
    expect(brief(editor, await ask(editor, second))).toEqual({ 'a.txt': 1, 'clean.txt': 1, 'deep/b.txt': 0 });
    expect(editor.published.size).toBe(0);
  });

  it('are, of an open file, those of what the editor has', async () => {
    await using editor = await Editor.open({ files: FILES, capabilities: PULL });
    await editor.show('a.txt', SECRETS['npm-token']);
    const first = await ask(editor);
    expect(brief(editor, first)).toEqual({ 'a.txt': 1, 'deep/b.txt': 1 });
    expect(first[0]?.version).toBe(1);
    await editor.change('a.txt', { text: 'nothing' });
    const second = await ask(editor, first);
    expect(brief(editor, second)).toEqual({ 'a.txt': 0, 'deep/b.txt': 'unchanged' });
    expect(second[0]?.version).toBe(2);
    await editor.connection.sendNotification('textDocument/didClose', { textDocument: { uri: editor.uri('a.txt') } });
    expect(brief(editor, await ask(editor, second))).toMatchObject({ 'a.txt': 3 });
  });

  it('come in parts to an editor that takes parts, with progress', async () => {
    const many = Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`many/${index}.txt`, PLANTED]));
    await using editor = await Editor.open({ files: { ...FILES, ...many }, capabilities: PULL });
    const rest = await ask(editor, [], { partialResultToken: 'parts', workDoneToken: 'work' });
    expect(rest).toEqual([]);
    const parts = progressOf(editor, 'parts').map(({ items }) => items as Item[]);
    expect(parts.length).toBeGreaterThan(1);
    expect(new Set(parts.flat().map(({ uri }) => uri)).size).toBe(602);
    expect(parts.flat()).toHaveLength(602);
    const work = progressOf(editor, 'work').map(({ kind }) => kind);
    expect([work[0], work.at(-1)]).toEqual(['begin', 'end']);
  });

  it('are not looked for again where the editor tells of changed files', async () => {
    await using editor = await Editor.open({ files: FILES, capabilities: WATCH });
    // the settings are read a second time once the editor has begun
    await editor.until(() => editor.told.some(({ method }) => method === 'workspace/diagnostic/refresh'));
    const first = await ask(editor);
    expect(JSON.stringify(editor.told)).toContain('"globPattern":"**/*"');
    editor.write('clean.txt', SECRETS['github-pat']);
    expect(brief(editor, await ask(editor, first))).toEqual({ 'a.txt': 'unchanged', 'deep/b.txt': 'unchanged' });
    const changes = [{ uri: editor.uri('clean.txt'), type: 2 }];
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    expect(brief(editor, await ask(editor, first))).toMatchObject({ 'clean.txt': 1 });
  });

  it('follow the settings, which can leave out files that are not open', async () => {
    await using editor = await Editor.open({ files: FILES, capabilities: PULL });
    const first = await ask(editor);
    const settle = async (text: string) => {
      editor.write('outrigger.json', text);
      const changes = [{ uri: editor.uri('outrigger.json'), type: 2 }];
      const before = editor.told.length;
      await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
      await editor.until(() =>
        editor.told.slice(before).some(({ method }) => method === 'workspace/diagnostic/refresh'),
      );
    };
    await settle('{"levels": {"npm-token": "off"}}');
    expect(brief(editor, await ask(editor, first))).toEqual({ 'a.txt': 2, 'deep/b.txt': 0 });
    await settle('{"scan": "open"}');
    expect(brief(editor, await ask(editor, first))).toEqual({ 'a.txt': 0, 'deep/b.txt': 0 });
  });

  it('can be cancelled, and are answered the next time', async () => {
    const many = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`many/${index}.txt`, PLANTED]));
    await using editor = await Editor.open({ files: many, capabilities: PULL });
    const source = new CancellationTokenSource();
    const params = { previousResultIds: [], partialResultToken: 'parts' };
    const asked = editor.connection.sendRequest('workspace/diagnostic', params, source.token);
    await editor.until(() => progressOf(editor, 'parts').length > 0);
    source.cancel();
    await expect(asked).rejects.toMatchObject({ code: -32800 });
    // by the button that the editor shows for its own token
    const before = editor.told.length;
    const again = editor.connection.sendRequest('workspace/diagnostic', {
      previousResultIds: [],
      workDoneToken: 'work',
    });
    await editor.until(() => editor.told.slice(before).some(({ method }) => method === '$/progress'));
    await editor.connection.sendNotification('window/workDoneProgress/cancel', { token: 'work' });
    await expect(again).rejects.toMatchObject({ code: -32800 });
    expect(await ask(editor)).toHaveLength(2000);
  });

  it('are not pushed beside by the command that scans', async () => {
    await using editor = await Editor.open({ files: FILES, capabilities: PULL });
    const scan = { command: 'outrigger.scanWorkspace' };
    await editor.connection.sendRequest('workspace/executeCommand', scan);
    expect(editor.published.get(editor.uri('a.txt'))?.diagnostics).toHaveLength(3);
    await ask(editor);
    expect(editor.published.get(editor.uri('a.txt'))?.diagnostics).toEqual([]);
    expect(await editor.connection.sendRequest('workspace/executeCommand', scan)).toMatchObject({ findings: 4 });
    expect([...editor.published.values()].flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
  });
});

describe('several folders', () => {
  const files = {
    'one/a.txt': PLANTED,
    'one/outrigger.json': '{"levels": {"npm-token": "off"}}',
    'two/a.txt': PLANTED,
    'two/inner/a.txt': PLANTED,
    'two/inner/outrigger.json': '{"packs": []}',
    'three/a.txt': PLANTED,
  };
  const folder = (editor: Editor, name: string) => ({ uri: editor.uri(name), name });

  async function withFolders(...names: string[]): Promise<Editor> {
    const editor = await Editor.open({ files, mute: true });
    await editor.connection.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      capabilities: PULL,
      workspaceFolders: names.map((name) => folder(editor, name)),
    });
    await editor.connection.sendNotification('initialized', {});
    return editor;
  }

  it('have settings each, the innermost first', async () => {
    await using editor = await withFolders('one', 'two', 'two/inner');
    expect(brief(editor, await ask(editor))).toEqual({ 'one/a.txt': 2, 'two/a.txt': 3 });
    for (const [path, wanted] of Object.entries({ 'one/a.txt': 2, 'two/a.txt': 3, 'two/inner/a.txt': 0 })) {
      await editor.show(path, PLANTED);
      expect((await editor.pull(path)).items).toHaveLength(wanted);
    }
  });

  it('come and go while the editor runs', async () => {
    await using editor = await withFolders('one');
    const first = await ask(editor);
    expect(brief(editor, first)).toEqual({ 'one/a.txt': 2 });
    await editor.show('one/a.txt', PLANTED);
    const event = { added: [folder(editor, 'three')], removed: [folder(editor, 'one')] };
    const before = editor.told.length;
    await editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
    await editor.until(() => editor.told.slice(before).some(({ method }) => method === 'workspace/diagnostic/refresh'));
    expect(brief(editor, await ask(editor, first))).toEqual({ 'one/a.txt': 0, 'three/a.txt': 3 });
    // it is open, and in no folder now: no settings hold for it
    expect((await editor.pull('one/a.txt')).items).toHaveLength(3);
  });
});
