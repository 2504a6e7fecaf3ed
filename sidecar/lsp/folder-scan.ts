/**
 * Scans the files of a workspace folder: what .gitignore and `exclude` leave, texts only, in batches over all workers, with a
 * cancel that is heard at once. Tells of each file as its batch is done; what is made of that is the caller's.
 */
import type { Diagnostic } from 'vscode-languageserver-protocol';
import type { Match } from '../../protocol/methods/text.ts';
import { rulesetOf } from '../findings/configuration.ts';
import { findingsOf } from '../findings/findings.ts';
import { readTextFile } from '../findings/text-file.ts';
import { walkFiles } from '../findings/walk.ts';
import { diagnosticOf } from './diagnostics.ts';
import { OpenDocument } from './document.ts';
import type { Session } from './session.ts';
import { type Folder, uriOf } from './workspace.ts';

/** Of a request: small enough that a cancel is heard soon and the workers share them, large enough to be worth one. */
const BATCH_CHARACTERS = 1024 * 1024;
const BATCH_TEXTS = 256;
const IN_FLIGHT = 3;

interface Input {
  uri: string;
  path: string;
  text: string;
}

export interface ScanTotals {
  files: number;
  findings: number;
  /** Binary, too large, or gone by the time they were read. */
  skipped: number;
}

export interface FolderScanOptions {
  signal: AbortSignal;
  /** Added to. */
  totals: ScanTotals;
  /** Asked before a file is read: whether it is left out. */
  skips?: (path: string, uri: string) => Promise<boolean>;
  /** A file was scanned; also where nothing was found. */
  tell(uri: string, diagnostics: Diagnostic[], path: string): void;
  /** Some files more are done. */
  progress(done: number, all: number): void;
}

export class FolderScan {
  readonly #session: Session;
  readonly #folder: Folder;
  readonly #options: FolderScanOptions;
  #done = 0;

  constructor(session: Session, folder: Folder, options: FolderScanOptions) {
    this.#session = session;
    this.#folder = folder;
    this.#options = options;
  }

  /** Rejects with the signal's reason, or with what a scan failed with, once nothing of it runs any more. */
  async run(): Promise<void> {
    const { progress } = this.#options;
    const flying = new Set<Promise<void>>();
    try {
      const paths = await this.#list();
      for await (const batch of this.#batches(paths)) {
        const work = this.#scan(batch).finally(() => flying.delete(work));
        flying.add(work);
        progress(this.#done, paths.length);
        if (flying.size >= IN_FLIGHT) await Promise.race(flying);
      }
      await Promise.all(flying);
      progress(paths.length, paths.length);
    } catch (error) {
      await Promise.allSettled(flying);
      throw error;
    }
  }

  async #list(): Promise<string[]> {
    const { path, configuration } = this.#folder;
    const paths: string[] = [];
    const onError = (at: string, error: unknown) => this.#session.log(`${at}: ${(error as Error).message}`);
    for await (const file of walkFiles(path as string, { exclude: configuration.exclude, onError })) {
      this.#options.signal.throwIfAborted();
      paths.push(file.path);
    }
    return paths;
  }

  async *#batches(paths: string[]): AsyncGenerator<Input[]> {
    const { signal, skips, totals } = this.#options;
    const { workspace, documents } = this.#session;
    let batch: Input[] = [];
    let size = 0;
    for (const path of paths) {
      signal.throwIfAborted();
      this.#done++;
      const uri = uriOf(path);
      // a file of a folder within this one is that folder's, which may have other settings
      if (workspace.folderOf(uri).path !== this.#folder.path) continue;
      if (await skips?.(path, uri)) continue;
      const text = documents.get(uri)?.text ?? (await this.#read(path));
      if (text === undefined) {
        this.#options.tell(uri, [], path);
        continue;
      }
      totals.files++;
      batch.push({ uri, path, text });
      size += text.length;
      if (size < BATCH_CHARACTERS && batch.length < BATCH_TEXTS) continue;
      yield batch;
      batch = [];
      size = 0;
    }
    if (batch.length > 0) yield batch;
  }

  /** Undefined for what is no text, or is gone by now. */
  async #read(path: string): Promise<string | undefined> {
    try {
      const file = await readTextFile(path);
      if ('text' in file) return file.text;
    } catch (error) {
      this.#session.log(`${path}: ${(error as Error).message}`);
    }
    this.#options.totals.skipped++;
    return undefined;
  }

  async #scan(batch: Input[]): Promise<void> {
    const { signal, totals, tell } = this.#options;
    const { workspace, features, link } = this.#session;
    const { configuration, baseline } = this.#folder;
    const rules = rulesetOf(configuration);
    const found = new Map<number, Match[]>();
    if (rules !== undefined) {
      const texts = batch.map(({ text }) => Buffer.from(text, 'utf8'));
      const params = { texts, rules, encoding: 'utf-16', priority: 'bulk' } as const;
      const { matches } = await link.call('text/scan', params, { signal });
      for (const match of matches) {
        const index = match.text ?? 0;
        const own = found.get(index);
        if (own === undefined) found.set(index, [match]);
        else own.push(match);
      }
    }
    for (const [index, { uri, path, text }] of batch.entries()) {
      const own = found.get(index) ?? [];
      const document = own.length === 0 ? undefined : new OpenDocument(uri, '', 0, text, features.encoding);
      const findings =
        document && findingsOf(text, own, { baseline, path: workspace.baselinePath(uri) }, document.lines);
      const diagnostics = (findings ?? [])
        .map((each) => diagnosticOf(each, document as OpenDocument, configuration, features.linksCodes))
        .filter((each) => each !== undefined);
      totals.findings += diagnostics.length;
      tell(uri, diagnostics, path);
    }
  }
}
