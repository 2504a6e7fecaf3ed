/**
 * `text/scan` and `text/redact`. A text of up to a window is scanned whole, in one shard with others. A longer one is cut
 * where no match can lie across, its windows are scanned by many workers, and the results joined.
 */
import type { Operation } from '../../operation.ts';
import { compiledRules, RULE_FIELDS } from './compiled-rules.ts';
import { RESULT_FIELDS, storeAnswer } from './results.ts';
import { checkText, eachText, TEXT_FIELDS } from './texts.ts';

const NAME_FIELDS = [...RULE_FIELDS, ...RESULT_FIELDS] as const;

/** The names of a ruleset's rules: also how a ruleset is found to be bad before anything else is done with it. */
export const nameRules: Operation<(typeof NAME_FIELDS)[number]> = {
  fields: NAME_FIELDS,
  run(args, _shard, bench) {
    checkText(bench.kernel.entries.rules_names(compiledRules(args, bench)), 0);
    storeAnswer(args, 0, bench);
    return undefined;
  },
};

const SCAN_FIELDS = [...TEXT_FIELDS, ...RESULT_FIELDS, ...RULE_FIELDS, 'limit', 'utf16'] as const;

export const scanTexts: Operation<(typeof SCAN_FIELDS)[number]> = {
  fields: SCAN_FIELDS,
  run: (args, shard, bench) =>
    eachText(args, shard, bench, () => {
      const rules = compiledRules(args, bench);
      const { text_scan } = bench.kernel.entries;
      return (address, length, index) => {
        checkText(text_scan(bench.job, rules, address, length, 0, length, args.limit, args.utf16), index);
        storeAnswer(args, index, bench);
      };
    }),
};

const CUT_FIELDS = [...TEXT_FIELDS, ...RESULT_FIELDS, ...RULE_FIELDS, 'target'] as const;

export const cutTexts: Operation<(typeof CUT_FIELDS)[number]> = {
  fields: CUT_FIELDS,
  run: (args, shard, bench) =>
    eachText(args, shard, bench, () => (address, length, index) => {
      const rules = compiledRules(args, bench);
      checkText(bench.kernel.entries.text_cuts(bench.job, rules, address, length, args.target), index);
      storeAnswer(args, index, bench);
    }),
};

const WINDOW_FIELDS = [
  ...RESULT_FIELDS,
  ...RULE_FIELDS,
  'text',
  'length',
  /** Arena address of u32s: where each window ends; one shard a window. */
  'ends',
  'limit',
] as const;

export const scanWindows: Operation<(typeof WINDOW_FIELDS)[number]> = {
  fields: WINDOW_FIELDS,
  run(args, shard, bench) {
    const { text, length, limit } = args;
    const ends = new Uint32Array(bench.bytes.buffer, args.ends, shard + 1);
    const start = shard === 0 ? 0 : (ends[shard - 1] ?? 0);
    const rules = compiledRules(args, bench);
    const { text_scan } = bench.kernel.entries;
    checkText(text_scan(bench.job, rules, text, length, start, ends[shard] ?? 0, limit, 0), 0);
    storeAnswer(args, shard, bench);
    return undefined;
  },
};

const STITCH_FIELDS = [
  ...RESULT_FIELDS,
  ...RULE_FIELDS,
  'text',
  'length',
  /** Arena address of triples of u32: a window's end, and address and length of its matches. */
  'windows',
  'count',
  'limit',
  'utf16',
] as const;

export const stitchWindows: Operation<(typeof STITCH_FIELDS)[number]> = {
  fields: STITCH_FIELDS,
  run(args, _shard, bench) {
    const { text, length, windows, count, limit, utf16 } = args;
    const rules = compiledRules(args, bench);
    const { text_stitch } = bench.kernel.entries;
    checkText(text_stitch(bench.job, rules, text, length, windows, count, limit, utf16), 0);
    storeAnswer(args, 0, bench);
    return undefined;
  },
};

const REDACT_FIELDS = [
  ...TEXT_FIELDS,
  ...RESULT_FIELDS,
  ...RULE_FIELDS,
  'replacement',
  'replacementBytes',
  'limit',
  /** 1: of a text in which nothing is found only that is told. */
  'changed',
] as const;

export const redactTexts: Operation<(typeof REDACT_FIELDS)[number]> = {
  fields: REDACT_FIELDS,
  run: (args, shard, bench) =>
    eachText(args, shard, bench, () => {
      const { replacement, replacementBytes, limit, changed } = args;
      const rules = compiledRules(args, bench);
      const { text_redact } = bench.kernel.entries;
      return (address, length, index) => {
        const status = text_redact(bench.job, rules, address, length, replacement, replacementBytes, limit, changed);
        checkText(status, index);
        storeAnswer(args, index, bench);
      };
    }),
};

const REPLACE_FIELDS = [
  ...RESULT_FIELDS,
  ...RULE_FIELDS,
  'text',
  'length',
  /** What was found in the whole text: address and bytes. */
  'found',
  'foundBytes',
  'replacement',
  'replacementBytes',
  'changed',
] as const;

export const replaceFound: Operation<(typeof REPLACE_FIELDS)[number]> = {
  fields: REPLACE_FIELDS,
  run(args, _shard, bench) {
    const { text, length, found, foundBytes, replacement, replacementBytes, changed } = args;
    const rules = compiledRules(args, bench);
    const { text_replace } = bench.kernel.entries;
    checkText(
      text_replace(bench.job, rules, text, length, found, foundBytes, replacement, replacementBytes, changed),
      0,
    );
    storeAnswer(args, 0, bench);
    return undefined;
  },
};
