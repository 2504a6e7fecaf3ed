/**
 * The language server as the extension ships it: what `outrigger lsp --stdio` starts, without a command line's parser. The
 * editor's process is watched by the id that `initialize` brings.
 */
import { serveEditor } from '../node_modules/outrigger/dist/sidecar/lsp/server.js';

void serveEditor({ transport: { kind: 'stdio' }, private: false }).then((code) => process.exit(code));
