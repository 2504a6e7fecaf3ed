/** Calls `use` with the value: at once if it is there, else when it comes. */
export function whenReady(value, use) {
    return value instanceof Promise ? value.then(use) : use(value);
}
