export type RuleSeverity = 'critical' | 'high' | 'medium' | 'low';
export interface DescribedRule {
    id: string;
    pack: string;
    /** `OpenAI API key`. */
    finds: string;
    severity: RuleSeverity;
    /** One-based line in docs/RULES.md. */
    line: number;
}
/** Rows of the tables, by rule id. Pure. */
export declare function parseCatalogue(document: string): Map<string, DescribedRule>;
/** docs/RULES.md of this package; the sources lie one folder less deep than dist. */
export declare function catalogueFile(): string;
/** The rule of that id; undefined for a rule of the user's own. The file is read once, at the first question. */
export declare function describedRule(id: string): DescribedRule | undefined;
/** A link to the rule's row that editors can open. */
export declare function ruleLink(rule: DescribedRule): string;
