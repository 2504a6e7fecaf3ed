/** Findings as SARIF 2.1.0 (OASIS), for code hosts and editors that read it. Pure. It must never hold the matched text. */
import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
function location({ path, line, column, endLine, endColumn }) {
    const uri = path.startsWith('/') ? pathToFileURL(path).href : encodeURI(path);
    return {
        physicalLocation: {
            artifactLocation: { uri },
            region: { startLine: line, startColumn: column, endLine, endColumn },
        },
    };
}
export function sarifLog(findings, version) {
    const rules = [...new Set(findings.map(({ rule }) => rule))].sort();
    return {
        $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
        version: '2.1.0',
        runs: [
            {
                tool: { driver: { name: 'outrigger', version, rules: rules.map((id) => ({ id, name: id })) } },
                columnKind: 'unicodeCodePoints',
                results: findings.map((finding) => ({
                    ruleId: finding.rule,
                    ruleIndex: rules.indexOf(finding.rule),
                    level: 'error',
                    message: { text: `${finding.rule} found` },
                    locations: [location(finding)],
                    partialFingerprints: { 'textHash/v1': createHash('sha256').update(finding.text).digest('hex') },
                })),
            },
        ],
    };
}
