/** How errors name a field of the params: `messages[3].base64`. */
/** Keys joined by dots, indexes in brackets; '' for the params themselves. */
export function formatPath(path) {
    let text = '';
    for (const key of path) {
        if (typeof key === 'number')
            text += `[${key}]`;
        else
            text += text === '' ? key : `.${key}`;
    }
    return text;
}
