/** What a look at the machine finds: a thing, whether it is there, and if not, why not. */
export interface Finding {
    /** kebab-case, stable: what `--json` names it. */
    id: string;
    title: string;
    ok: boolean;
    /** Without it outrigger can't work; the others only make it faster. */
    required: boolean;
    /** What was found, or why it isn't there and what follows from that. */
    detail: string;
}
/** A finding from a probe: `look` returns what was found, and throws why nothing was. */
export declare function finding(id: string, title: string, required: boolean, look: () => string, consequence?: string): Finding;
