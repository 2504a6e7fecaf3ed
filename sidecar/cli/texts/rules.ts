/** The `--rules` of scan and redact: names of packs and files with rules of the user's own. */
import { readFileSync } from 'node:fs';
import type { Options } from 'yargs';
import type { CustomRule, RulesetPart } from '../../../protocol/methods/text.ts';
import { type Parsed, text, UsageError, value } from '../command.ts';

const PACKS = ['secrets', 'pii'] as const;

export const rulesOption: Options = value(
  'rule packs (secrets, pii) and JSON files with {"rules": [{"id", "pattern", "flags"}]}, separated by commas',
  { alias: 'r', default: 'secrets' },
);

function ownRules(path: string): { rules: CustomRule[] } {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UsageError(
      `--rules: '${path}' is neither a pack (${PACKS.join(', ')}) nor a JSON file: ${(error as Error).message}`,
    );
  }
  const rules = Array.isArray(content) ? content : (content as { rules?: unknown } | null)?.rules;
  if (!Array.isArray(rules)) throw new UsageError(`--rules: '${path}' holds no list of rules`);
  const known = ({ id, pattern, flags }: CustomRule) => ({ id, pattern, flags });
  // Editors' settings beside a rule (message, level) are none of the sidecar's business.
  return { rules: (rules as CustomRule[]).map(known) };
}

/** The ruleset that was asked for. The sidecar judges the rules themselves. */
export function rulesetOf(options: Parsed): RulesetPart[] {
  const names = (text(options, 'rules') ?? 'secrets').split(',').map((name) => name.trim());
  return names.map((name) => PACKS.find((pack) => pack === name) ?? ownRules(name));
}
