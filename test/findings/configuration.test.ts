/** outrigger.json: what it may hold, how it is judged, and that what is published about it is true. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configurationFrom, parseConfiguration, rulesetOf } from '../../sidecar/findings/configuration.ts';
import { locateJson } from '../../sidecar/findings/json-location.ts';
import { catalogueFile, parseCatalogue } from '../../sidecar/findings/rule-catalogue.ts';

const ROOT = join(import.meta.dirname, '..', '..');

describe('the configuration', () => {
  it('of docs/EDITORS.md is sound', () => {
    const [, example] = /```json\n(.*?)```/s.exec(readFileSync(join(ROOT, 'docs/EDITORS.md'), 'utf8')) ?? [];
    const { configuration, problems } = parseConfiguration(example as string);
    expect(problems).toEqual([]);
    expect(rulesetOf(configurationFrom(configuration))).toEqual([
      'secrets',
      'pii',
      { rules: [{ id: 'staging-host', pattern: '[a-z]+\\.staging\\.internal', flags: '' }] },
    ]);
  });

  it('has the schema that is published', () => {
    const run = () =>
      execFileSync(process.execPath, ['--no-warnings', 'scripts/build-schema.ts', '--check'], { cwd: ROOT });
    expect(run).not.toThrow();
  });

  it('keeps what is sound beside what is not', () => {
    const { configuration, problems } = parseConfiguration('{"packs": 7, "exclude": ["a"], "colour": 1}');
    expect(configuration).toEqual({ exclude: ['a'] });
    expect(problems.map(({ path }) => path)).toEqual([['packs'], ['colour']]);
  });

  it('takes each key from the file before the editor', () => {
    const merged = configurationFrom({ tokens: { chunk: 7 } }, { packs: ['pii'], tokens: { chunk: 9, show: 'hint' } });
    expect(merged.packs).toEqual(['pii']);
    expect(merged.tokens).toEqual({
      encoding: 'o200k_base',
      show: 'hint',
      files: ['*.md', '*.txt', '*.prompt'],
      chunk: 7,
    });
  });

  it.each(['', 'null', '7', '[]', '{', '"a"', '{"budgets": {"a": -1}}', '{"levels": {"X": "error"}}'])(
    '%j is a problem and no exception',
    (text) => expect(parseConfiguration(text).problems.length).toBeGreaterThan(0),
  );
});

describe('a place in JSON', () => {
  const text = '{"a": [1, {"b": "x, ]"}], "c": {"d": null}}';
  it.each([
    [['a', 0], '1'],
    [['a', 1, 'b'], '"x, ]"'],
    [['c', 'd'], 'null'],
    [['c'], '{'],
    [['a', 1, 'missing'], '{'],
  ])('%j is %s', (path, wanted) => {
    const [start, end] = locateJson(text, path);
    expect(text.slice(start, end)).toBe(wanted);
  });
});

describe('the catalogue of rules', () => {
  it('has every row of docs/RULES.md', () => {
    const document = readFileSync(catalogueFile(), 'utf8');
    const rules = parseCatalogue(document);
    expect(rules.size).toBe(document.split('\n').filter((line) => line.startsWith('| `')).length);
    expect(rules.get('npm-token')).toMatchObject({ pack: 'secrets' });
    expect(rules.get('email')).toMatchObject({ pack: 'pii' });
  });
});
