/** docs/CLIENT.md is true: its examples run as they stand, and its tables are complete. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CLIENT_ERRORS } from '../../client/errors.ts';
import { clientUrl, runScript } from './run-script.ts';

const text = readFileSync(new URL('../../docs/CLIENT.md', import.meta.url), 'utf8');
const examples = [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code as string);

test.each(examples.map((code, i) => [i + 1, code] as const))('example %i runs as it stands', async (_number, code) => {
  const program = code
    .replaceAll("'outrigger'", `'${clientUrl()}'`)
    .replaceAll("'outrigger/vscode'", `'${clientUrl().replace('index.ts', 'vscode.ts')}'`);
  const ran = await runScript(program, { flags: ['--disable-warning=ExperimentalWarning'] });
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(ran.stdout).not.toBe('');
});

test('every code of the client has its row', () => {
  expect(examples.length).toBeGreaterThan(3);
  for (const code of Object.keys(CLIENT_ERRORS)) expect(text).toContain(`\n| \`${code}\` |`);
});
