/**
 * Writes docs/outrigger.schema.json, which editors complete and check outrigger.json by, from the schema that the language server
 * reads it with. `--check` writes nothing and fails where the file is old. It must never say what that schema doesn't.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import { configurationSchema } from '../sidecar/findings/configuration.ts';

const FILE = join(import.meta.dirname, '..', 'docs', 'outrigger.schema.json');

/** The schema's text. */
export function schemaText(): string {
  const schema = toJsonSchema(configurationSchema, { errorMode: 'throw' });
  const titled = { ...schema, title: 'outrigger.json: what outrigger looks for in a workspace' };
  return `${JSON.stringify(titled, undefined, 2)}\n`;
}

if (import.meta.main) {
  const text = schemaText();
  if (!process.argv.includes('--check')) writeFileSync(FILE, text);
  // compared by value: the formatter of the repository breaks lines its own way
  else if (JSON.stringify(JSON.parse(readFileSync(FILE, 'utf8'))) !== JSON.stringify(JSON.parse(text))) {
    console.error('docs/outrigger.schema.json is old: run node scripts/build-schema.ts');
    process.exitCode = 1;
  }
}
