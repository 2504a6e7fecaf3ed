/** Pipelining: calls that are kept under way, the next begun as soon as one is answered. */

/** Makes `calls` calls, `atOnce` of them under way until the last ones. */
export async function flow(calls: number, atOnce: number, one: () => Promise<unknown>): Promise<void> {
  let left = calls;
  const line = async () => {
    while (left > 0) {
      left -= 1;
      await one();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, line));
}
