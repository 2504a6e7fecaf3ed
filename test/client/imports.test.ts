/** What a program loads with the client: not the command line, the logger, the validator or the editor's protocol. */
import { expect, test } from 'vitest';
import { FakeSidecar } from './fake-sidecar.ts';
import { clientUrl, runScript } from './run-script.ts';

/** The packages that a program loads besides what is its own. */
async function packagesLoadedBy(program: string): Promise<string[]> {
  const ran = await runScript(
    `import { registerHooks } from 'node:module';
     const urls = [];
     registerHooks({ load: (url, context, next) => (urls.push(url), next(url, context)) });
     ${program}
     console.log(JSON.stringify(urls));`,
  );
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  const urls = JSON.parse(ran.stdout) as string[];
  const names = urls.map((url) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(url)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

test('importing outrigger loads no package at all', async () => {
  expect(await packagesLoadedBy(`await import('${clientUrl()}');`)).toEqual([]);
});

test('a call loads msgpackr and nothing heavy', async () => {
  await using fake = await FakeSidecar.listen((message, connection) => connection.reply(message.id, {}));
  const packages = await packagesLoadedBy(
    `const { connect } = await import('${clientUrl()}');
     const rig = await connect({ path: ${JSON.stringify(fake.path)} });
     await rig.server.status();`,
  );
  expect(packages).toEqual(['msgpackr']);
});

test('the same look at outrigger/vscode does find vscode-jsonrpc', async () => {
  const vscode = clientUrl().replace('index.ts', 'vscode.ts');
  const packages = await packagesLoadedBy(`await import('${vscode}');`);
  expect(packages).toContain('vscode-jsonrpc');
  expect(packages.filter((name) => ['yargs', 'pino', 'pino-pretty'].includes(name))).toEqual([]);
});
