/** The folder that scanners of secrets are raced on: the same everywhere, and its secrets where it says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { plantSourceTree, type SourceTree } from '../../bench/programs/source-tree.ts';

const SECRET =
  /AKIA[A-Z2-7]{16}|ghp_\w{36}|glpat-\w{20}|npm_\w{36}|SG\.\w{22}\.\w{43}|xoxb-\d{12}-\d{12}-\w{24}|sk_live_\w{24}/;

function contents({ folder, paths }: SourceTree): string[] {
  return paths.map((path) => readFileSync(join(folder, path), 'utf8'));
}

it('plants a secret in each line that it names, and no other', () => {
  const tree = plantSourceTree(400_000);
  try {
    const found = tree.paths.flatMap((path) =>
      readFileSync(join(tree.folder, path), 'utf8')
        .split('\n')
        .flatMap((line, i) => (SECRET.test(line.replace('AKIAIOSFODNN7EXAMPLE', '')) ? [`${path}:${i + 1}`] : [])),
    );
    expect(found.toSorted()).toEqual(tree.planted.map(({ path, line }) => `${path}:${line}`).toSorted());
    expect(tree.planted.length).toBeGreaterThan(1);
    expect(tree.bytes).toBe(contents(tree).reduce((sum, text) => sum + Buffer.byteLength(text), 0));
  } finally {
    tree.remove();
  }
});

it('is the same whenever it is made', () => {
  const [one, two] = [plantSourceTree(100_000), plantSourceTree(100_000)];
  try {
    expect(two.paths).toEqual(one.paths);
    expect(contents(two)).toEqual(contents(one));
  } finally {
    one.remove();
    two.remove();
  }
});
