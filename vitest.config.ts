/** How the tests run: real processes and sockets, so files run side by side but each has time on a busy machine. */
import { defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => ({
  test: {
    include: ['test/**/*.test.ts'],
    // `--mode dist`: start the built program (test/entry.ts).
    env: { OUTRIGGER_TEST_ENTRY: mode === 'dist' ? 'dist' : 'source' },
    // Tests start sidecars of their own; the bound is for a hang, and no test asserts a time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Two sidecars' workers on two cores are enough: more files at once only wait for each other.
    maxWorkers: 2,
  },
}));
