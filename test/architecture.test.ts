/** The lines of docs/ARCHITECTURE.md, held by a test; each rule is proven able to fail on a planted violation. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ERRORS, type ErrorName } from '../protocol/errors.ts';
import { LIMITS, type LimitName, limitFlag } from '../protocol/limits.ts';
import { METHOD_NAMES } from '../protocol/methods.ts';
import { brokenLinks, undocumented } from './architecture/documents.ts';
import { abiViolations, layerViolations } from './architecture/layers.ts';
import {
  deadFiles,
  dependencyViolations,
  emptyNames,
  longFiles,
  machinePaths,
  unexplainedFiles,
} from './architecture/tidiness.ts';
import { ROOT, readTree, type SourceFile } from './architecture/tree.ts';

const tree = readTree();
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as object;
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const tables = {
  methods: [...METHOD_NAMES],
  errors: (Object.keys(ERRORS) as ErrorName[]).map((name) => ({ name, code: ERRORS[name].code })),
  limits: (Object.keys(LIMITS) as LimitName[]).map((name) => ({ name, flag: `--${limitFlag(name)}` })),
};

const planted = (path: string, text: string): SourceFile[] => [...tree, { path, text: `/** Planted. */\n${text}` }];

describe('who imports whom', () => {
  test('nobody imports across the lines', () => {
    expect(layerViolations(tree)).toEqual([]);
  });

  test('only the kernel folder makes instances of the kernel', () => {
    expect(abiViolations(tree)).toEqual([]);
    const instance = planted('sidecar/pool/planted.ts', 'new WebAssembly.Instance(module);');
    expect(abiViolations(instance)).toMatchObject([{ path: 'sidecar/pool/planted.ts' }]);
  });

  test.each([
    ['protocol/planted.ts', "import { connect } from '../client/connect.ts';"],
    ['protocol/planted.ts', "import { readFileSync } from 'node:fs';"],
    ['protocol/planted.ts', "export type { Rig } from '../client/index.ts';"],
    ['client/planted.ts', "import { serve } from '../sidecar/serve.ts';"],
    ['client/planted.ts', "const yargs = await import('yargs');"],
    ['client/planted.ts', "const pino = require('pino');"],
    ['sidecar/pool/planted.ts', "import { spawn } from '../../client/spawn.ts';"],
    ['sidecar/pool/planted.ts', "import '../server/session.ts';"],
    ['sidecar/pool/planted.ts', "process.getBuiltinModule('node:ffi');"],
    ['sidecar/methods/planted.ts', "import { Session } from '../server/session.ts';"],
    ['sidecar/methods/planted.ts', "import { createServer } from 'node:net';"],
    ['sidecar/server/planted.ts', "import type { Pool } from '../pool/scheduler.ts';"],
    ['sidecar/server/planted.ts', "import { Arena } from '../arena/arena.ts';"],
    ['sidecar/cli/planted.ts', "import { Scheduler } from '../pool/scheduler.ts';"],
    ['sidecar/dispatch/planted.ts', "import { main } from '../cli/main.ts';"],
    ['sidecar/dispatch/planted.ts', "import {\n  createMessageConnection,\n} from 'vscode-jsonrpc/node';"],
  ])('a planted import in %s is found: %s', (path, text) => {
    const before = layerViolations(tree);
    const after = layerViolations(planted(path, text));
    expect(after.slice(before.length)).toMatchObject([{ path }]);
  });
});

describe('a tidy tree', () => {
  test('every source file is reached from an entry', () => {
    expect(deadFiles(tree)).toEqual([]);
    const planting = planted('client/planted.ts', 'export {};');
    expect(deadFiles(planting)).toContainEqual(expect.objectContaining({ path: 'client/planted.ts' }));
  });

  test('no file is over 400 lines', () => {
    expect(longFiles(tree)).toEqual([]);
    const long = planted('crates/kernel/src/planted.rs', '\n'.repeat(400));
    expect(longFiles(long)).toMatchObject([{ path: 'crates/kernel/src/planted.rs' }]);
  });

  test.each(['client/utils.ts', 'sidecar/helpers/x.ts', 'protocol/common.ts', 'sidecar/pool/helper-threads.ts'])(
    'no file has a name that says nothing, such as %s',
    (path) => {
      expect(emptyNames(tree)).toEqual([]);
      expect(emptyNames([{ path, text: '' }])).toMatchObject([{ path }]);
    },
  );

  test('every file says first what it is for', () => {
    expect(unexplainedFiles(tree)).toEqual([]);
    const silent = [{ path: 'client/planted.ts', text: "import 'node:fs';\n" }];
    expect(unexplainedFiles(silent)).toMatchObject([{ path: 'client/planted.ts' }]);
  });

  test('no file names a place of one machine', () => {
    expect(machinePaths(tree)).toEqual([]);
    const place = ['', 'root', 'x'].join('/');
    expect(machinePaths([{ path: 'README.md', text: `cd ${place}` }])).toMatchObject([{ path: 'README.md' }]);
  });

  test('every dependency is used, and every package that is imported is a dependency', () => {
    expect(dependencyViolations(manifest, tree)).toEqual([]);
    const more = { ...manifest, dependencies: { yargs: '*', 'left-pad': '*' } };
    const problems = dependencyViolations(more, tree).map(({ problem }) => problem);
    expect(problems).toContain('left-pad is not used');
    expect(problems).toContain('msgpackr is imported, but no dependency');
  });
});

describe('documents that are true', () => {
  const path = 'docs/PROTOCOL.md';

  test('docs/PROTOCOL.md lists every method, error and limit', () => {
    expect(undocumented(path, read(path), tables)).toEqual([]);
  });

  test.each([
    ['method', { ...tables, methods: ['text/planted'] }],
    ['error', { ...tables, errors: [{ name: 'Busy', code: 99 }] }],
    ['limit', { ...tables, limits: [{ name: 'planted', flag: '--planted' }] }],
  ])('a planted %s that no document lists is found', (kind, more) => {
    const found = undocumented(path, read(path), more).filter(({ problem }) => /planted|\(99\)/.test(problem));
    expect(found).toMatchObject([{ problem: expect.stringContaining(kind) }]);
  });

  test('no document links to a file that is missing', () => {
    const exists = (target: string) => existsSync(join(ROOT, target));
    const documents = tree.filter((file) => /^(?:docs\/)?[\w-]+\.md$/.test(file.path));
    expect(documents.flatMap((file) => brokenLinks(file.path, file.text, exists))).toEqual([]);
    expect(brokenLinks('docs/X.md', '[y](Y.md)', exists)).toMatchObject([{ path: 'docs/X.md' }]);
  });
});
