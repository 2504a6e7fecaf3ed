/** How errors name a field of the params: `messages[3].base64`. */
/** Keys joined by dots, indexes in brackets; '' for the params themselves. */
export declare function formatPath(path: readonly (string | number)[]): string;
