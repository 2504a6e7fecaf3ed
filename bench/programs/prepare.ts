/** Prompt preprocessing as the article has it: a regex a rule, one after another, and a hash, in JavaScript. */
import { createHash } from 'node:crypto';
import { PROMPT_PATTERNS } from './prompts.ts';

export interface Prepared {
  readonly text: string;
  readonly sha256: string;
}

const RULES = PROMPT_PATTERNS.map(([id, pattern]) => ({ id, pattern: new RegExp(pattern, 'g') }));

export function prepareInJavaScript(texts: readonly string[]): Prepared[] {
  return texts.map((original) => {
    let text = original;
    for (const { id, pattern } of RULES) text = text.replace(pattern, `[${id}]`);
    return { text, sha256: createHash('sha256').update(text).digest('hex') };
  });
}
