/** What the language server offers, each as an editor uses it: comments, hints, settings in every way that they come, ends. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CodeAction, Diagnostic, TextEdit } from 'vscode-languageserver-protocol/node';
import { Editor } from './editor.ts';
import { PLANTED, SECRETS } from './planted.ts';

const TOKEN = SECRETS['npm-token'];

/** A text with an editor's edits made, which don't overlap. */
function edited(text: string, edits: readonly TextEdit[]): string {
  const lines = text.split('\n');
  const offset = ({ line, character }: { line: number; character: number }) =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
  return [...edits]
    .sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce(
      (now, { range, newText }) => now.slice(0, offset(range.start)) + newText + now.slice(offset(range.end)),
      text,
    );
}

const title = (actions: CodeAction[], start: string) => actions.find((each) => each.title.startsWith(start));

describe('ignore here', () => {
  it.each([
    ['a.py', 'python', '# outrigger:ignore npm-token'],
    ['a.ts', 'typescript', '// outrigger:ignore npm-token'],
    ['a.html', 'html', '<!-- outrigger:ignore npm-token -->'],
    ['a.css', 'css', '/* outrigger:ignore npm-token */'],
    ['a.lua', 'lua', '-- outrigger:ignore npm-token'],
    ['a.tex', 'latex', '% outrigger:ignore npm-token'],
    ['a.el', 'emacs-lisp', '; outrigger:ignore npm-token'],
    ['a.vim', 'vim', '" outrigger:ignore npm-token'],
    ['a.sh', 'plaintext', '# outrigger:ignore npm-token'],
  ])('writes, in %s, the comment of its language, which quiets the finding', async (path, language, comment) => {
    await using editor = await Editor.open({});
    const text = `first\n  x = ${TOKEN}\n`;
    await editor.show(path, text, language);
    const [found] = (await editor.diagnostics(path)) as [Diagnostic];
    const ignore = title(await editor.actions(path, found), 'Ignore');
    const after = edited(text, ignore?.edit?.changes?.[editor.uri(path)] ?? []);
    expect(after).toBe(`first\n  ${comment}\n  x = ${TOKEN}\n`);
    await editor.change(path, { text: after });
    expect(await editor.diagnostics(path, (seen) => seen.length === 0)).toEqual([]);
  });
});

describe('actions', () => {
  it('that are asked for by kind are of that kind', async () => {
    await using editor = await Editor.open({});
    await editor.show('a.txt', PLANTED);
    const diagnostics = await editor.diagnostics('a.txt');
    const ask = (only: string[]): Promise<CodeAction[]> =>
      editor.connection.sendRequest('textDocument/codeAction', {
        textDocument: { uri: editor.uri('a.txt') },
        range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
        context: { diagnostics, only },
      });
    expect((await ask(['source'])).map(({ kind }) => kind)).toEqual(['source.redactAll.outrigger']);
    expect(new Set((await ask(['quickfix'])).map(({ kind }) => kind))).toEqual(new Set(['quickfix']));
    expect(await ask(['refactor'])).toEqual([]);
    const [all] = await ask(['source.redactAll']);
    const after = edited(PLANTED, all?.edit?.changes?.[editor.uri('a.txt')] ?? []);
    for (const secret of Object.values(SECRETS)) expect(after).not.toContain(secret);
  });
});

describe('the token count', () => {
  it('is a hint at the end of the first line where the settings say so, and then no lens', async () => {
    const files = { 'outrigger.json': '{"tokens": {"show": "hint", "encoding": "cl100k_base"}}' };
    const refresh = { inlayHint: { refreshSupport: true }, codeLens: { refreshSupport: true } };
    await using editor = await Editor.open({ files, capabilities: { workspace: refresh } });
    await editor.show('a.md', 'hello world\nhello', 'markdown');
    const textDocument = { uri: editor.uri('a.md') };
    const range = { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } };
    const hints = () => editor.connection.sendRequest('textDocument/inlayHint', { textDocument, range });
    expect(await hints()).toMatchObject([{ label: '4 tokens (cl100k_base)', position: { line: 0, character: 11 } }]);
    const below = { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } };
    expect(await editor.connection.sendRequest('textDocument/inlayHint', { textDocument, range: below })).toEqual([]);
    expect(await editor.connection.sendRequest('textDocument/codeLens', { textDocument })).toEqual([]);
    await editor.change('a.md', { text: 'hello' });
    expect(await hints()).toMatchObject([{ label: '1 tokens (cl100k_base)', position: { character: 5 } }]);
    editor.write('outrigger.json', '{"tokens": {"show": "off"}}');
    const changes = [{ uri: editor.uri('outrigger.json'), type: 2 }];
    const before = editor.told.length;
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    await editor.until(() => editor.told.slice(before).some(({ method }) => method === 'workspace/inlayHint/refresh'));
    expect(await hints()).toEqual([]);
  });

  it('of a selection is told where the editor sends one with its hover', async () => {
    await using editor = await Editor.open({});
    await editor.show('a.md', 'hello world\nhello', 'markdown');
    const hover = await editor.connection.sendRequest('textDocument/hover', {
      textDocument: { uri: editor.uri('a.md') },
      position: { line: 0, character: 2 },
      range: { start: { line: 0, character: 0 }, end: { line: 1, character: 5 } },
    });
    expect(hover).toMatchObject({ contents: { value: expect.stringMatching(/^4 tokens in this selection/) } });
  });

  it('past the budget is among the diagnostics that are pulled, with each edit anew', async () => {
    const files = { 'outrigger.json': '{"budgets": {"*.md": 3, "a.*": 2}}' };
    await using editor = await Editor.open({ files, capabilities: { textDocument: { diagnostic: {} } } });
    await editor.show('a.md', 'hello world hello', 'markdown');
    const first = await editor.pull('a.md');
    // the least of the budgets that fit
    expect(first.items).toMatchObject([{ code: 'token-budget', message: '3 tokens, 1 over the budget of 2' }]);
    for (let length = 3; length < 40; length++) {
      await editor.change('a.md', { text: 'hello '.repeat(length).trimEnd() });
    }
    const last = await editor.pull('a.md', first.resultId);
    expect(last.items).toMatchObject([{ message: '39 tokens, 37 over the budget of 2' }]);
  });
});

describe('settings', () => {
  const off = { levels: { 'npm-token': 'off' } };
  const rules = (diagnostics: Diagnostic[]) => diagnostics.map(({ code }) => code);

  it('come with initialize, and with didChangeConfiguration to an editor that is not asked', async () => {
    await using editor = await Editor.open({ initialize: { initializationOptions: off } });
    await editor.show('a.txt', PLANTED);
    expect(rules(await editor.diagnostics('a.txt'))).not.toContain('npm-token');
    const settings = { outrigger: { levels: { 'github-pat': 'hint' } } };
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings });
    const seen = await editor.diagnostics('a.txt', (now) => now.length === 3);
    expect(seen.find(({ code }) => code === 'github-pat')?.severity).toBe(4);
  });

  it('of an unknown encoding are told in their file, and counting goes on', async () => {
    await using editor = await Editor.open({ files: { 'outrigger.json': '{"tokens": {"encoding": "gpt-2"}}' } });
    const [problem] = (await editor.diagnostics('outrigger.json')) as [Diagnostic];
    expect(problem.message).toMatch(/^tokens\.encoding: /);
    await editor.show('a.md', 'hello', 'markdown');
    const textDocument = { uri: editor.uri('a.md') };
    const lenses = await editor.connection.sendRequest('textDocument/codeLens', { textDocument });
    expect(lenses).toMatchObject([{ command: { title: '1 tokens (o200k_base)' } }]);
  });

  it('are judged as they are typed', async () => {
    await using editor = await Editor.open({ files: { 'outrigger.json': '{}' } });
    await editor.show('outrigger.json', '{}', 'json');
    await editor.diagnostics('outrigger.json', (seen) => seen.length === 0);
    await editor.change('outrigger.json', { text: '{"packs": ["none"]}' });
    await editor.diagnostics('outrigger.json', (seen) => seen.length === 1);
    await editor.change('outrigger.json', { text: '{"packs": []}' });
    await editor.diagnostics('outrigger.json', (seen) => seen.length === 0);
  });
});

describe('edits of a large file', () => {
  it('leave the diagnostics that the file has when it is opened anew', async () => {
    const capabilities = { textDocument: { publishDiagnostics: { versionSupport: true } } };
    await using editor = await Editor.open({ capabilities });
    const filler = '  const value = compute(1, "text é"); // as people write it\n';
    const first = `${filler.repeat(900)}${PLANTED}${filler.repeat(900)}${PLANTED}${filler.repeat(900)}`;
    await editor.show('large.txt', first);
    await editor.diagnostics('large.txt');
    let opened = 0;
    let text = first;
    const at = fc.nat(999_999).map((part) => part / 1_000_000);
    const put = fc.constantFrom('x', '\n', `"${TOKEN}"\n`, '-----BEGIN RSA PRIVATE KEY-----\n', filler, '');
    const step = fc.record({ at, gone: fc.constantFrom(0, 0, 1, 40, 400), put, waits: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        let version = 0;
        for (const { at: part, gone, put: newText, waits } of steps) {
          const start = Math.floor(text.length * part);
          const end = Math.min(text.length, start + gone);
          const lines = (until: number) => text.slice(0, until).split('\n');
          const place = (until: number) => ({
            line: lines(until).length - 1,
            character: (lines(until).at(-1) as string).length,
          });
          version = await editor.change('large.txt', {
            range: { start: place(start), end: place(end) },
            text: newText,
          });
          text = text.slice(0, start) + newText + text.slice(end);
          if (waits) await editor.until(() => editor.published.get(editor.uri('large.txt'))?.version === version);
        }
        await editor.until(() => editor.published.get(editor.uri('large.txt'))?.version === version);
        const fresh = `fresh-${opened++}.txt`;
        await editor.show(fresh, text);
        const wanted = await editor.diagnostics(fresh);
        expect(await editor.diagnostics('large.txt')).toEqual(wanted);
        expect(wanted.length).toBeGreaterThan(0);
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });
});

describe('the end', () => {
  it('without shutdown is told by the exit code', async () => {
    await using editor = await Editor.open({});
    await editor.connection.sendNotification('exit');
    expect(await editor.exit).toBe(1);
  });

  it('comes with the process that --clientProcessId names', async () => {
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    await once(stranger, 'spawn');
    await using editor = await Editor.open({
      flags: [`--clientProcessId=${stranger.pid}`],
      initialize: { processId: null },
    });
    stranger.kill('SIGKILL');
    expect(await editor.exit).toBe(1);
  });
});
