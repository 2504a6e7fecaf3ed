/** The version of this package, for `--version`, `initialize` and `server/status`. Read once, from package.json. */
import { readFileSync } from 'node:fs';
// dist/ lies one folder deeper than the sources.
const manifest = new URL(import.meta.url.endsWith('.ts') ? '../package.json' : '../../package.json', import.meta.url);
let version;
export function packageVersion() {
    version ??= JSON.parse(readFileSync(manifest, 'utf8')).version;
    return version;
}
