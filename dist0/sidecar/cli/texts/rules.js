/** The `--rules` of scan and redact: names of packs and files with rules of the user's own. */
import { readFileSync } from 'node:fs';
import { text, UsageError, value } from '../command.js';
const PACKS = ['secrets', 'pii'];
export const rulesOption = value('rule packs (secrets, pii) and JSON files with {"rules": [{"id", "pattern", "flags"}]}, separated by commas', { alias: 'r', default: 'secrets' });
function ownRules(path) {
    let content;
    try {
        content = JSON.parse(readFileSync(path, 'utf8'));
    }
    catch (error) {
        throw new UsageError(`--rules: '${path}' is neither a pack (${PACKS.join(', ')}) nor a JSON file: ${error.message}`);
    }
    const rules = Array.isArray(content) ? content : content?.rules;
    if (!Array.isArray(rules))
        throw new UsageError(`--rules: '${path}' holds no list of rules`);
    const known = ({ id, pattern, flags }) => ({ id, pattern, flags });
    // Editors' settings beside a rule (message, level) are none of the sidecar's business.
    return { rules: rules.map(known) };
}
/** The ruleset that was asked for. The sidecar judges the rules themselves. */
export function rulesetOf(options) {
    const names = (text(options, 'rules') ?? 'secrets').split(',').map((name) => name.trim());
    return names.map((name) => PACKS.find((pack) => pack === name) ?? ownRules(name));
}
