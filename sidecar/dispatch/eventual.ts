/**
 * A value now or later. Tiny requests are answered in the tick that brought them: a promise would cost them more than
 * their hash does.
 */
export type Eventual<T> = T | Promise<T>;

/** Calls `use` with the value: at once if it is there, else when it comes. */
export function whenReady<T, R>(value: Eventual<T>, use: (value: T) => Eventual<R>): Eventual<R> {
  return value instanceof Promise ? value.then(use) : use(value);
}

/**
 * Two values, when both are there. `second` is started at once, and neither is left alone: a failure is told once both
 * have settled (the first's before the second's). A promise that nobody waits for would end the process when it fails, and
 * a file that is still being read writes to memory that the call's end gives back.
 */
export function bothReady<A, B>(first: Eventual<A>, second: () => Eventual<B>): Eventual<readonly [A, B]> {
  if (!(first instanceof Promise)) return whenReady(second(), (b) => [first, b] as const);
  let other: Eventual<B>;
  try {
    other = second();
  } catch (error) {
    other = Promise.reject(error);
  }
  return Promise.allSettled([first, other]).then(([a, b]) => {
    if (a.status === 'rejected') throw a.reason;
    if (b.status === 'rejected') throw b.reason;
    return [a.value, b.value] as const;
  });
}
