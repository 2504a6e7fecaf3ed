// Written by scripts/package/bundle.ts: keeps compiled code between starts, then serves.
'use strict';
require('node:module').enableCompileCache?.();
require('./spawned-bundle.cjs');
