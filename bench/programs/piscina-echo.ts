/** What piscina's thread runs: nothing, so that a `run` is measured. */
export default function echo(message: unknown): unknown {
  return message;
}
