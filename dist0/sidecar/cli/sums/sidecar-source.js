/** Digests from the sidecar: the calls behind `outrigger hash`, and the progress they tell. Prints nothing itself. */
import { statSync } from 'node:fs';
import { workingDirectory } from '../arguments.js';
import { encodeName, wireName } from '../names.js';
import { locate } from './locate.js';
import { digestStdin } from './stdin.js';
function digested(file) {
    return 'error' in file ? { error: file.error } : { digest: file.digest, bytes: file.bytes };
}
export class SidecarSource {
    #rig;
    #options;
    #place = { directory: workingDirectory(), pid: process.pid };
    /** Standard input has one reader at a time. */
    #stdin = Promise.resolve();
    #bytes = 0;
    #files = 0;
    constructor(rig, options) {
        this.#rig = rig;
        this.#options = options;
    }
    locate(name) {
        return locate(name, this.#place);
    }
    sizeOf(name) {
        try {
            return statSync(encodeName(name)).size;
        }
        catch {
            return 0; // why it can't be read is for the sidecar to say
        }
    }
    async files(paths) {
        let told = 0;
        const { algorithm, engine } = this.#options;
        const result = await this.#rig.call('hash/files', { algorithm, paths: paths.map(wireName), ...(engine === undefined ? {} : { engine }) }, {
            onProgress: ({ done, unit }) => {
                if (unit === 'bytes')
                    this.#advance(done - told, 0);
                if (unit === 'bytes')
                    told = done;
            },
        });
        const files = result.files.map(digested);
        const bytes = files.reduce((sum, file) => sum + ('bytes' in file ? file.bytes : 0), 0);
        this.#advance(bytes - told, files.length);
        return files;
    }
    stdin() {
        const turn = this.#stdin.then(() => digestStdin(this.#options.algorithm, {
            message: (bytes) => this.#message(bytes),
            file: async (path) => (await this.files([path]))[0],
        }));
        this.#stdin = turn.catch(() => { });
        return turn;
    }
    async #message(bytes) {
        const { algorithm } = this.#options;
        const { digests } = await this.#rig.call('hash/messages', { algorithm, data: bytes, lengths: [bytes.length] });
        return { digest: Buffer.from(digests).toString('hex'), bytes: bytes.length };
    }
    #advance(bytes, files) {
        this.#bytes += bytes;
        this.#files += files;
        this.#options.onProgress(this.#bytes, this.#files);
    }
}
