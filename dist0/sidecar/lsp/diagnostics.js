/** Findings as LSP diagnostics. Pure. A message names the rule and never the text that it matched: logs would keep it. */
import { DiagnosticSeverity } from 'vscode-languageserver-protocol';
import { describedRule, ruleLink } from '../findings/rule-catalogue.js';
export const SOURCE = 'outrigger';
const SEVERITIES = {
    error: DiagnosticSeverity.Error,
    warning: DiagnosticSeverity.Warning,
    information: DiagnosticSeverity.Information,
    hint: DiagnosticSeverity.Hint,
};
const LEVELS = { critical: 'error', high: 'error', medium: 'warning', low: 'information' };
/** The user's word for a rule, else what the rule says of itself. */
export function levelOf(rule, { levels, rules }) {
    const own = rules.find(({ id }) => id === rule)?.level;
    const described = describedRule(rule);
    return levels[rule] ?? own ?? (described === undefined ? 'warning' : LEVELS[described.severity]);
}
function messageOf(rule, { rules }) {
    const own = rules.find(({ id }) => id === rule);
    const finds = own === undefined ? describedRule(rule)?.finds : own.message;
    return finds ?? `matches the rule ${rule}`;
}
export function diagnosticOf(finding, document, configuration, linked) {
    const level = levelOf(finding.rule, configuration);
    if (level === 'off')
        return undefined;
    const described = linked ? describedRule(finding.rule) : undefined;
    return {
        range: document.rangeOf(finding.start, finding.end),
        severity: SEVERITIES[level],
        code: finding.rule,
        source: SOURCE,
        message: messageOf(finding.rule, configuration),
        ...(described === undefined ? {} : { codeDescription: { href: ruleLink(described) } }),
    };
}
