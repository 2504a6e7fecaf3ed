/**
 * What each rule of the packs finds and how grave that is, for people: read from docs/RULES.md, which is generated from the
 * packs and shipped. The kernel knows rules by id alone; this must never be needed to scan, so a missing file is no error.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
const ROW = /^\| `([a-z0-9-]+)` \| (.+) \| (critical|high|medium|low) \|$/;
const HEADING = /^## (\S+)$/;
/** Rows of the tables, by rule id. Pure. */
export function parseCatalogue(document) {
    const rules = new Map();
    let pack = '';
    for (const [index, text] of document.split('\n').entries()) {
        pack = HEADING.exec(text)?.[1] ?? pack;
        const [, id, finds, severity] = ROW.exec(text) ?? [];
        if (id === undefined || finds === undefined)
            continue;
        rules.set(id, { id, pack, finds, severity: severity, line: index + 1 });
    }
    return rules;
}
/** docs/RULES.md of this package; the sources lie one folder less deep than dist. */
export function catalogueFile() {
    const up = import.meta.url.endsWith('.ts') ? '../..' : '../../..';
    return fileURLToPath(new URL(`${up}/docs/RULES.md`, import.meta.url));
}
let known;
/** The rule of that id; undefined for a rule of the user's own. The file is read once, at the first question. */
export function describedRule(id) {
    known ??= readCatalogue();
    return known.get(id);
}
/** A link to the rule's row that editors can open. */
export function ruleLink(rule) {
    return `${pathToFileURL(catalogueFile())}#L${rule.line}`;
}
function readCatalogue() {
    try {
        return parseCatalogue(readFileSync(catalogueFile(), 'utf8'));
    }
    catch {
        return new Map();
    }
}
