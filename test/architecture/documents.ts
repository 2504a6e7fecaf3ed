/** Whether the documents say all that the tables hold: every method, error and limit, with its figure. Pure. */
import type { Violation } from './layers.ts';

export interface Tables {
  methods: string[];
  errors: { name: string; code: number }[];
  limits: { name: string; flag: string }[];
}

/** A row of a Markdown table whose first cells hold each of `cells` as code. */
function hasRow(document: string, cells: string[]): boolean {
  return document
    .split('\n')
    .some((line) => line.startsWith('|') && cells.every((cell) => line.includes(`\`${cell}\``)));
}

export function undocumented(path: string, document: string, tables: Tables): Violation[] {
  const missing = [
    ...tables.methods.filter((name) => !hasRow(document, [name])).map((name) => `method ${name}`),
    ...tables.errors
      .filter(({ name, code }) => !hasRow(document, [name, String(code)]))
      .map(({ name, code }) => `error ${name} (${code})`),
    ...tables.limits.filter(({ name, flag }) => !hasRow(document, [name, flag])).map(({ name }) => `limit ${name}`),
  ];
  return missing.map((what) => ({ path, problem: `has no row for the ${what}` }));
}

/** Links from one document to a file that isn't there. */
export function brokenLinks(path: string, document: string, exists: (path: string) => boolean): Violation[] {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
  return [...document.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
    .map(([, target]) => new URL(target as string, `file:///${folder}`).pathname.slice(1))
    .filter((target) => !exists(target))
    .map((target) => ({ path, problem: `links to ${target}, which isn't there` }));
}
