/** The language server from outside, by an unmodified LSP client: diagnostics, actions, settings, tokens, and what editors get wrong. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-protocol/node';
import { Editor, type EditorOptions } from './editor.ts';
import { PLACES, PLANTED, SECRETS } from './planted.ts';

const PULL = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };
const places = (diagnostics: Diagnostic[]) =>
  diagnostics.map(({ code, range: { start, end } }) => ({
    rule: code,
    line: start.line,
    start: start.character,
    end: end.character,
  }));
const logged = (editor: Editor) =>
  editor.told.filter(({ method }) => method === 'window/logMessage').map(({ params }) => JSON.stringify(params));

async function withEditor<T>(options: EditorOptions, use: (editor: Editor) => Promise<T>): Promise<T> {
  await using editor = await Editor.open(options);
  return await use(editor);
}

describe('diagnostics', () => {
  it('are pushed with rule, severity and version to an editor that does not ask', () =>
    withEditor(
      {
        capabilities: { textDocument: { publishDiagnostics: { versionSupport: true, codeDescriptionSupport: true } } },
      },
      async (editor) => {
        await editor.show('a.txt', PLANTED);
        const diagnostics = await editor.diagnostics('a.txt');
        expect(places(diagnostics)).toEqual(PLACES);
        expect(editor.published.get(editor.uri('a.txt'))?.version).toBe(1);
        for (const { severity, source, message, codeDescription, code } of diagnostics) {
          expect({ severity, source }).toEqual({ severity: 1, source: 'outrigger' });
          expect(message).not.toMatch(/ghp_|npm_|sk_/);
          const [file, line] = String(codeDescription?.href).split('#L');
          const row = readFileSync(new URL(file as string), 'utf8').split('\n')[Number(line) - 1];
          expect(row).toContain(`\`${code}\``);
        }
        expect(await editor.quit()).toBe(0);
      },
    ));

  it.each(['utf-8', 'utf-16', 'utf-32'] as const)('have exact ranges in %s, through edits', (encoding) =>
    withEditor({ capabilities: { general: { positionEncodings: [encoding] } } }, async (editor) => {
      expect(editor.initialized.capabilities.positionEncoding).toBe(encoding);
      const count = {
        'utf-8': Buffer.byteLength,
        'utf-16': (s: string) => s.length,
        'utf-32': (s: string) => [...s].length,
      };
      const before = '漢😀\t';
      await editor.show('a.txt', `first\r\n${before}${SECRETS['npm-token']}\r\n`);
      const [first] = places(await editor.diagnostics('a.txt'));
      const start = count[encoding](before);
      expect(first).toEqual({ rule: 'npm-token', line: 1, start, end: start + 40 });
      // an emoji is put behind the first one: the column moves by its units
      const at = { line: 1, character: count[encoding]('漢😀') };
      await editor.change('a.txt', { range: { start: at, end: at }, text: '😀' });
      const moved = start + count[encoding]('😀');
      await editor.diagnostics('a.txt', (seen) => seen[0]?.range.start.character === moved);
    }),
  );

  it('are answered to an editor that asks, and cost nothing while nothing changes', () =>
    withEditor({ capabilities: PULL }, async (editor) => {
      await editor.show('a.txt', PLANTED);
      const first = await editor.pull('a.txt');
      expect(places(first.items ?? [])).toEqual(PLACES);
      expect(await editor.pull('a.txt', first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
      await editor.change('a.txt', { text: 'nothing' });
      const second = await editor.pull('a.txt', first.resultId);
      expect(second).toMatchObject({ kind: 'full', items: [] });
      expect(second.resultId).not.toBe(first.resultId);
      expect(editor.published.size).toBe(0);
    }));

  it('of one line are all shown, and overlapping ones too', () =>
    withEditor(
      { files: { 'outrigger.json': '{"rules":[{"id":"own-rule","pattern":"npm_\\\\w+","level":"hint"}]}' } },
      async (editor) => {
        await editor.show('a.txt', `${SECRETS['npm-token']} ${SECRETS['github-pat']}`);
        const diagnostics = await editor.diagnostics('a.txt');
        expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
          ['npm-token', 1],
          ['own-rule', 4],
          ['github-pat', 1],
        ]);
      },
    ));

  it('are taken away when a file is closed, and when it is empty', () =>
    withEditor({}, async (editor) => {
      await editor.show('a.txt', PLANTED);
      await editor.diagnostics('a.txt', (seen) => seen.length === 3);
      await editor.change('a.txt', { text: '' });
      await editor.diagnostics('a.txt', (seen) => seen.length === 0);
      await editor.change('a.txt', { text: PLANTED });
      await editor.diagnostics('a.txt', (seen) => seen.length === 3);
      await editor.connection.sendNotification('textDocument/didClose', { textDocument: { uri: editor.uri('a.txt') } });
      await editor.diagnostics('a.txt', (seen) => seen.length === 0);
    }));
});

describe('actions', () => {
  const lazy = {
    textDocument: { codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } } },
    workspace: { workspaceEdit: { documentChanges: true } },
  };

  it('make their edits only when asked, for the version they were offered for', () =>
    withEditor({ capabilities: lazy }, async (editor) => {
      await editor.show('a.py', PLANTED, 'python');
      const [first] = (await editor.diagnostics('a.py')) as [Diagnostic];
      const actions = await editor.actions('a.py', first);
      expect(actions.map(({ title, edit }) => [title, edit])).toEqual([
        ['Redact this github-pat', undefined],
        ['Ignore this github-pat here', undefined],
        ['Add this github-pat to the baseline', undefined],
        ['Redact all 3 findings in this file', undefined],
      ]);
      expect(actions[0]?.diagnostics).toEqual([first]);
      const ignored = await editor.connection.sendRequest('codeAction/resolve', actions[1]);
      expect(ignored).toMatchObject({
        edit: {
          documentChanges: [
            { textDocument: { version: 1 }, edits: [{ newText: '\t# outrigger:ignore github-pat\n' }] },
          ],
        },
      });
      await editor.change('a.py', { text: 'other' });
      await expect(editor.connection.sendRequest('codeAction/resolve', actions[0])).rejects.toMatchObject({
        code: -32801,
      });
    }));

  it('redact all at once, as text/redact does', () =>
    withEditor({}, async (editor) => {
      await editor.show('a.txt', PLANTED);
      const [first] = (await editor.diagnostics('a.txt')) as [Diagnostic];
      const action = (await editor.actions('a.txt', first)).find(({ title }) => title.startsWith('Redact all'));
      const edits = action?.edit?.changes?.[editor.uri('a.txt')] ?? [];
      expect(edits.map(({ newText, range }) => [newText, range.start.line])).toEqual([
        ['[github-pat]', 1],
        ['[npm-token]', 2],
        ['[stripe-secret-key]', 4],
      ]);
    }));

  it('offer no comment where the language has none', () =>
    withEditor({}, async (editor) => {
      await editor.show('a.json', JSON.stringify({ key: SECRETS['npm-token'] }), 'json');
      const [first] = (await editor.diagnostics('a.json')) as [Diagnostic];
      const titles = (await editor.actions('a.json', first)).map(({ title }) => title);
      expect(titles).toEqual(['Redact this npm-token', 'Add this npm-token to the baseline']);
    }));

  it('write the baseline, which then keeps the finding quiet', () =>
    withEditor({}, async (editor) => {
      await editor.show('sub/a.txt', PLANTED);
      const [first] = (await editor.diagnostics('sub/a.txt')) as [Diagnostic];
      const action = (await editor.actions('sub/a.txt', first)).find(({ command }) => command !== undefined);
      await editor.connection.sendRequest('workspace/executeCommand', action?.command);
      expect(places(await editor.diagnostics('sub/a.txt', (seen) => seen.length === 2))).toEqual(PLACES.slice(1));
      const baseline = readFileSync(join(editor.workspace, '.outrigger-baseline.json'), 'utf8');
      expect(JSON.parse(baseline).findings).toMatchObject([{ rule: 'github-pat', path: 'sub/a.txt' }]);
      expect(baseline).not.toContain(SECRETS['github-pat']);
    }));
});

describe('settings', () => {
  it('that are malformed are shown in outrigger.json at their place, and the sound ones count', () =>
    withEditor(
      { files: { 'outrigger.json': '{\n  "packs": ["secrets", "nonsense"],\n  "levels": {"npm-token": "hint"}\n}' } },
      async (editor) => {
        const [problem] = (await editor.diagnostics('outrigger.json')) as [Diagnostic];
        expect(problem).toMatchObject({
          severity: 1,
          code: 'configuration',
          range: { start: { line: 1, character: 23 } },
        });
        expect(problem.message).toMatch(/^packs\.1: /);
        await editor.show('a.txt', SECRETS['npm-token']);
        expect((await editor.diagnostics('a.txt')).map(({ severity }) => severity)).toEqual([4]);
      },
    ));

  it.each([
    ['no JSON', '{"packs": [', 0],
    ['a list', '[]', 0],
    ['a rule that does not compile', '{"rules":[{"id":"good","pattern":"abc"},\n{"id":"bad","pattern":"("}]}', 1],
  ])('with %s are an error and no crash', (_, text, line) =>
    withEditor({ files: { 'outrigger.json': text } }, async (editor) => {
      const [problem] = (await editor.diagnostics('outrigger.json')) as [Diagnostic];
      expect(problem.range.start.line).toBe(line);
      await editor.show('a.txt', PLANTED);
      expect(await editor.diagnostics('a.txt')).toHaveLength(3);
      if (line === 0) return;
      await editor.show('b.txt', 'abc');
      expect((await editor.diagnostics('b.txt')).map(({ code }) => code)).toEqual(['good']);
    }),
  );

  it('are followed when the file changes', () =>
    withEditor({}, async (editor) => {
      await editor.show('a.txt', PLANTED);
      await editor.diagnostics('a.txt', (seen) => seen.length === 3);
      editor.write('outrigger.json', '{"levels": {"npm-token": "off"}}');
      const changes = [{ uri: editor.uri('outrigger.json'), type: 1 }];
      await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
      await editor.diagnostics('a.txt', (seen) => seen.length === 2);
      editor.write('outrigger.json', '{"exclude": ["*.txt"]}');
      await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
      await editor.diagnostics('a.txt', (seen) => seen.length === 0);
    }));

  it('come from the editor where the workspace has none, asked for and followed', () =>
    withEditor(
      {
        settings: { levels: { 'npm-token': 'off' } },
        capabilities: { workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } } },
      },
      async (editor) => {
        await editor.show('a.txt', PLANTED);
        await editor.diagnostics('a.txt', (seen) => seen.length === 2);
        editor.settings = { packs: [] };
        await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
        await editor.diagnostics('a.txt', (seen) => seen.length === 0);
        expect(editor.told.filter(({ method }) => method === 'client/registerCapability')).toHaveLength(1);
      },
    ));

  it('are registered for only where the editor can', () =>
    withEditor({}, async (editor) => {
      await editor.show('a.txt', PLANTED);
      await editor.diagnostics('a.txt');
      expect(editor.told.map(({ method }) => method)).not.toContain('client/registerCapability');
    }));
});

describe('tokens', () => {
  const files = { 'outrigger.json': '{"budgets": {"prompts/**/*.md": 3}, "tokens": {"chunk": 2}}' };
  let editor: Editor;
  beforeAll(async () => {
    editor = await Editor.open({ files });
    await editor.show('prompts/deep/a.md', 'hello world\nhello world\nhello', 'markdown');
  });
  afterAll(() => editor[Symbol.asyncDispose]());
  const textDocument = () => ({ uri: editor.uri('prompts/deep/a.md') });

  it('past the budget are a warning, which goes when the file fits', async () => {
    const [warning] = (await editor.diagnostics('prompts/deep/a.md', (seen) => seen.length === 1)) as [Diagnostic];
    expect(warning).toMatchObject({ severity: 2, code: 'token-budget' });
    expect(warning.message).toMatch(/^7 tokens, 4 over the budget of 3$/);
    await editor.change('prompts/deep/a.md', { text: 'hello' });
    await editor.diagnostics('prompts/deep/a.md', (seen) => seen.length === 0);
    await editor.change('prompts/deep/a.md', { text: 'hello world\nhello world\nhello' });
    await editor.diagnostics('prompts/deep/a.md', (seen) => seen.length === 1);
  });

  it('are told by a lens, and by a hover on a line', async () => {
    const lenses = await editor.connection.sendRequest('textDocument/codeLens', { textDocument: textDocument() });
    expect(lenses).toMatchObject([{ command: { title: '7 of 3 tokens (o200k_base)' } }]);
    const position = { line: 0, character: 3 };
    const hover = await editor.connection.sendRequest('textDocument/hover', { textDocument: textDocument(), position });
    expect(hover).toMatchObject({
      contents: { value: expect.stringMatching(/^2 tokens in this line; the file has 7/) },
    });
  });

  it('are not told of files that nobody asks about', async () => {
    await editor.show('a.rs', 'fn main() {}', 'rust');
    const about = { textDocument: { uri: editor.uri('a.rs') } };
    expect(await editor.connection.sendRequest('textDocument/codeLens', about)).toEqual([]);
    expect(
      await editor.connection.sendRequest('textDocument/hover', { ...about, position: { line: 0, character: 0 } }),
    ).toBeNull();
  });

  it('bound the chunks that are shown as folding ranges', async () => {
    const folds: { startLine: number; endLine: number }[] = await editor.connection.sendRequest(
      'textDocument/foldingRange',
      {
        textDocument: textDocument(),
      },
    );
    expect(folds[0]?.startLine).toBe(0);
    expect(folds.at(-1)?.endLine).toBe(2);
    expect(folds.length).toBeGreaterThanOrEqual(4);
  });
});

describe('what editors get wrong', () => {
  it('versions out of order, edits outside, changes of unopened files are logged, and the server goes on', () =>
    withEditor({}, async (editor) => {
      await editor.show('a.txt', 'short');
      await editor.diagnostics('a.txt');
      const uri = editor.uri('a.txt');
      const far = { start: { line: 90, character: 9 }, end: { line: 91, character: 0 } };
      const change = (version: number, text: string) =>
        editor.connection.sendNotification('textDocument/didChange', {
          textDocument: { uri, version },
          contentChanges: [{ range: far, text }],
        });
      await change(7, ' ');
      await change(3, SECRETS['npm-token']);
      await editor.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: editor.uri('unknown.txt'), version: 2 },
        contentChanges: [{ text: 'x' }],
      });
      expect(places(await editor.diagnostics('a.txt', (seen) => seen.length === 1))).toEqual([
        { rule: 'npm-token', line: 0, start: 6, end: 46 },
      ]);
      const log = logged(editor).join('\n');
      for (const part of ['outside of the text', 'version 3 came after version 7', 'unknown.txt was changed']) {
        expect(log).toContain(part);
      }
    }));

  it('requests before initialize, twice, after shutdown and unknown ones are errors with LSP codes', async () => {
    await using editor = await Editor.open({ mute: true });
    const hover = { textDocument: { uri: 'file:///a' }, position: { line: 0, character: 0 } };
    await expect(editor.connection.sendRequest('textDocument/hover', hover)).rejects.toMatchObject({ code: -32002 });
    const params = { processId: null, rootUri: null, capabilities: {} };
    await editor.connection.sendRequest('initialize', params);
    await expect(editor.connection.sendRequest('initialize', params)).rejects.toMatchObject({ code: -32600 });
    await expect(editor.connection.sendRequest('no/such')).rejects.toMatchObject({ code: -32601 });
    await expect(
      editor.connection.sendRequest('workspace/executeCommand', { command: 'no.such' }),
    ).rejects.toMatchObject({ code: -32602 });
    await editor.connection.sendRequest('shutdown');
    await expect(editor.connection.sendRequest('textDocument/hover', hover)).rejects.toMatchObject({ code: -32600 });
    await editor.connection.sendNotification('exit');
    expect(await editor.exit).toBe(0);
  });

  it('untitled files and odd URIs are checked like any other', () =>
    withEditor({}, async (editor) => {
      for (const uri of ['untitled:Untitled-1', 'file:///%ff%zz', 'git:/a?b']) {
        const textDocument = { uri, languageId: 'plaintext', version: 1, text: PLANTED };
        await editor.connection.sendNotification('textDocument/didOpen', { textDocument });
        const seen = await editor.until(() => editor.published.get(uri));
        expect(places(seen.diagnostics)).toEqual(PLACES);
      }
      expect(existsSync(editor.workspace)).toBe(true);
    }));
});
