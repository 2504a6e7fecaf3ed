import { hashFileMessages, hashSources } from './operations/hash-file-messages.js';
import { hashFiles } from './operations/hash-files.js';
import { hashMessages } from './operations/hash-messages.js';
import { hashRecords } from './operations/hash-records.js';
import { groupTexts, shingleTexts } from './operations/text/dedupe.js';
import { normalizeTexts } from './operations/text/normalize.js';
import { prepareTexts } from './operations/text/prepare.js';
import { cutTexts, nameRules, redactTexts, scanTexts, scanWindows, stitchWindows } from './operations/text/scan.js';
import { chunkTexts, countTokens } from './operations/text/tokens.js';
import { buildVocabulary } from './operations/text/vocabulary.js';
const table = [
    hashRecords,
    hashMessages,
    hashFileMessages,
    hashSources,
    hashFiles,
    normalizeTexts,
    buildVocabulary,
    countTokens,
    chunkTexts,
    nameRules,
    scanTexts,
    cutTexts,
    scanWindows,
    stitchWindows,
    redactTexts,
    shingleTexts,
    groupTexts,
    prepareTexts,
];
export function operationId(operation) {
    const id = table.indexOf(operation);
    if (id < 0)
        throw new Error('an operation that no worker knows');
    return id;
}
export function operationById(id) {
    const operation = table[id];
    if (operation === undefined)
        throw new Error(`operation ${id}`);
    return operation;
}
