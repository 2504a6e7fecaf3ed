/**
 * What the client spawns, by way of spawned.cjs (scripts/package/bundle.ts makes one file of this and all it loads). It serves,
 * and nothing else; importing it does so.
 */
import { serveAsScript } from './serve.js';
void serveAsScript();
