/** `text/normalize`: most text is normal already, and then comes back as it is. */
import { whenReady } from '../dispatch/eventual.js';
import { oneText, readTexts } from '../dispatch/texts.js';
import { FORM_IDS, normalizeTexts } from '../pool/operations/text/normalize.js';
import { INLINE_MICROS_MAX } from '../pool/scheduler.js';
import { resultText, runPoolJob, textTable } from './text-job.js';
/** A slow text runs at some 100 bytes a microsecond. */
const BYTES_PER_MICRO = 100;
/** No code point grows by more: U+FDFA is 3 bytes and 33 in NFKC (UAX #15, section 1.1). */
const GROWTH_MAX = 11;
export const normalizeHandler = ({ text, form, packed }, scope) => {
    const { call, inputs } = scope;
    const field = () => 'text';
    const micros = text.kind === 'file' ? Number.POSITIVE_INFINITY : inputs.memoryBytes(text, 'text') / BYTES_PER_MICRO;
    const atOnce = micros <= INLINE_MICROS_MAX;
    return whenReady(readTexts(oneText(text), scope, atOnce), (texts) => {
        const [input] = texts.inputs;
        if (input === undefined || input.length === 0) {
            const timing = call.idleTiming();
            return packed ? { changed: false, timing } : { text: '', timing };
        }
        const { shards, ...table } = textTable(texts, scope);
        const job = {
            count: 1,
            likelyBytes: texts.bytes + (texts.bytes >> 1),
            mostBytes: texts.bytes * GROWTH_MAX,
            wording: { field },
            work: (target) => ({
                operation: normalizeTexts,
                args: { ...table, ...target, form: FORM_IDS[form] },
                shards,
                bytes: texts.bytes,
                inlineMicros: atOnce ? micros : undefined,
            }),
        };
        return runPoolJob(job, scope, ([result], timing) => {
            const normal = result?.values[0] === 1 ? result : undefined;
            if (normal !== undefined) {
                const { address, length } = normal;
                if (packed)
                    return { changed: true, text: scope.arena.view(address, length), timing };
                return { text: resultText(normal, length, scope), timing };
            }
            if (packed)
                return { changed: false, timing };
            return { text: resultText({ ...input, values: [0, 0, 0, 0] }, input.length, scope), timing };
        });
    });
};
