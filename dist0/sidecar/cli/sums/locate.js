const STANDARD = { '/dev/stdin': 0, '/dev/stdout': 1, '/dev/stderr': 2 };
/** `name` is not empty. */
export function locate(name, { directory, pid }) {
    const path = name.startsWith('/') ? name : `${directory === '/' ? '' : directory}/${name}`;
    const standard = STANDARD[path];
    if (standard !== undefined)
        return `/proc/${pid}/fd/${standard}`;
    return path
        .replace(/^\/proc\/(?:self|thread-self)(?=\/|$)/, `/proc/${pid}`)
        .replace(/^\/dev\/fd(?=\/|$)/, `/proc/${pid}/fd`);
}
