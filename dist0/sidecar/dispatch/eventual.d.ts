/**
 * A value now or later. Tiny requests are answered in the tick that brought them: a promise would cost them more than
 * their hash does.
 */
export type Eventual<T> = T | Promise<T>;
/** Calls `use` with the value: at once if it is there, else when it comes. */
export declare function whenReady<T, R>(value: Eventual<T>, use: (value: T) => Eventual<R>): Eventual<R>;
