/**
 * What stands beside a goal, so that a reader sees how near it is and what keeps it: facts of the same suite, measured in the same
 * run, told in the goal's own unit. Never a reason in words alone.
 */

/** By `suite.fact` of the goal: other facts of that suite, and what each is. */
export const LIMITS: Readonly<Record<string, readonly [fact: string, what: string][]>> = {
  'kernel.kernelOverCryptoHash': [['cOverCryptoHash', 'C with the same vectors']],
  'kernel.twoWorkersOverCreateHash': [['cOverCreateHash', 'C with the same vectors, one core']],
  'zero-copy.mappedOverKernelPercent': [
    ['mappedOverKernelPercentInRow', '5 in a row'],
    ['inCOverKernelPercent', 'the least in C'],
  ],
  'rpc.roundTripOverEcho': [
    ['coreEachOverEcho', 'client and server on a core each'],
    ['oneCoreOverEcho', 'both on one core'],
  ],
  'text.scanOverRegExp': [
    ['scanApartOverRegExp', "each right after another's run"],
    ['laidScanOverRegExp', 'texts in a segment'],
  ],
  'text.tokensOverGptTokenizer': [
    ['tokensApartOverGptTokenizer', "each right after another's run"],
    ['laidTokensOverGptTokenizer', 'texts in a segment'],
  ],
  'secrets.secretsOverGitleaks': [['workerOverGitleaks', "the worker's own time"]],
  'dedupe.nearOverMinhash': [['workerOverMinhash', "the worker's own time"]],
};
