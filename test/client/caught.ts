/** The error that a promise rejects with, as the client's one class; a promise that resolves fails the test. */
import { expect } from 'vitest';
import { OutriggerError } from '../../client/index.ts';

export async function caught(work: Promise<unknown>): Promise<OutriggerError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(OutriggerError);
  return error as OutriggerError;
}
