/** The table of operations: a job names one by its index, which is the same on the main thread and in every worker. */
import type { Operation } from './operation.ts';
import { hashFileMessages, hashSources } from './operations/hash-file-messages.ts';
import { hashFiles } from './operations/hash-files.ts';
import { hashMessages } from './operations/hash-messages.ts';
import { hashRecords } from './operations/hash-records.ts';
import { dedupeTexts, groupTexts } from './operations/text/dedupe.ts';
import { normalizeTexts } from './operations/text/normalize.ts';
import { prepareTexts } from './operations/text/prepare.ts';
import {
  cutTexts,
  nameRules,
  redactTexts,
  replaceFound,
  scanTexts,
  scanWindows,
  stitchWindows,
} from './operations/text/scan.ts';
import { chunkTexts, countTokens } from './operations/text/tokens.ts';
import { buildVocabulary } from './operations/text/vocabulary.ts';

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
  replaceFound,
  dedupeTexts,
  groupTexts,
  prepareTexts,
] as readonly Operation[];

export function operationId(operation: Operation): number {
  const id = table.indexOf(operation);
  if (id < 0) throw new Error('an operation that no worker knows');
  return id;
}

export function operationById(id: number): Operation {
  const operation = table[id];
  if (operation === undefined) throw new Error(`operation ${id}`);
  return operation;
}
