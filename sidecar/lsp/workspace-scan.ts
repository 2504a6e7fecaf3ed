/**
 * The command that scans all folders: what .gitignore and `exclude` leave, texts only, in batches over all workers, with progress
 * and a cancel that is heard at once. Findings of files that aren't open are shown as pushed diagnostics, of open ones by checks.
 */
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { PublishDiagnosticsNotification } from 'vscode-languageserver-protocol';
import type { Match } from '../../protocol/methods/text.ts';
import { rulesetOf } from '../findings/configuration.ts';
import { findingsOf } from '../findings/findings.ts';
import { readTextFile } from '../findings/text-file.ts';
import { walkFiles } from '../findings/walk.ts';
import { cancelled } from './cancellation.ts';
import type { Commands } from './commands.ts';
import { diagnosticOf } from './diagnostics.ts';
import { OpenDocument } from './document.ts';
import type { Session } from './session.ts';
import { beginProgress, type WorkProgress } from './work-progress.ts';
import { type Folder, uriOf } from './workspace.ts';

export const SCAN_WORKSPACE = 'outrigger.scanWorkspace';

/** Of a request: small enough that a cancel is heard soon and the workers share them, large enough to be worth one. */
const BATCH_CHARACTERS = 1024 * 1024;
const BATCH_TEXTS = 256;
const IN_FLIGHT = 3;

interface Input {
  uri: string;
  text: string;
}

export interface ScanTotals {
  files: number;
  findings: number;
  skipped: number;
}

export class WorkspaceScan {
  readonly #session: Session;
  /** Diagnostics of the last scan, by URI. */
  #shown = new Map<string, Diagnostic[]>();

  constructor(session: Session, commands: Commands) {
    this.#session = session;
    commands.add(SCAN_WORKSPACE, async (_, token, params) => {
      using progress = await beginProgress(session, 'Scanning for secrets', params, token);
      const totals = await this.#scan(progress);
      progress.end(`${totals.findings} findings in ${totals.files} files`);
      return totals;
    });
  }

  /** A file was opened: from here on its own checks are shown, which a pulling editor lists beside what was pushed. */
  opened(uri: string): void {
    if (this.#session.features.pullsDiagnostics && this.#shown.has(uri)) this.#publish(uri, []);
  }

  /** A file was closed: what the last scan found in it is shown again. */
  closed(uri: string): Diagnostic[] {
    return this.#shown.get(uri) ?? [];
  }

  async #scan(progress: WorkProgress): Promise<ScanTotals> {
    const totals = { files: 0, findings: 0, skipped: 0 };
    const before = this.#shown;
    this.#shown = new Map();
    for (const folder of this.#session.workspace.folders) {
      const flying = new Set<Promise<void>>();
      try {
        const files = await this.#list(folder, progress.signal);
        for await (const batch of this.#batches(folder, files, totals, progress.signal)) {
          const work = this.#scanBatch(batch, folder, totals, progress.signal).finally(() => flying.delete(work));
          flying.add(work);
          progress.report(
            totals.files + totals.skipped,
            files.length,
            `${totals.files} files, ${totals.findings} findings`,
          );
          if (flying.size >= IN_FLIGHT) await Promise.race(flying);
        }
        await Promise.all(flying);
      } catch (error) {
        await Promise.allSettled(flying);
        throw progress.signal.aborted ? cancelled() : error;
      }
    }
    for (const uri of before.keys()) {
      if (!this.#shown.has(uri)) this.#publish(uri, []);
    }
    return totals;
  }

  async #list({ path, configuration }: Folder, signal: AbortSignal): Promise<string[]> {
    const paths: string[] = [];
    const onError = (at: string, error: unknown) => this.#session.log(`${at}: ${(error as Error).message}`);
    for await (const file of walkFiles(path as string, { exclude: configuration.exclude, onError })) {
      signal.throwIfAborted();
      paths.push(file.path);
    }
    return paths;
  }

  async *#batches(folder: Folder, paths: string[], totals: ScanTotals, signal: AbortSignal): AsyncGenerator<Input[]> {
    let batch: Input[] = [];
    let size = 0;
    for (const path of paths) {
      signal.throwIfAborted();
      const uri = uriOf(path);
      // a file of a folder within this one is that folder's, which may have other settings
      if (this.#session.workspace.folderOf(uri) !== folder) continue;
      const text = this.#session.documents.get(uri)?.text ?? (await this.#read(path, totals));
      if (text === undefined) continue;
      totals.files++;
      batch.push({ uri, text });
      size += text.length;
      if (size < BATCH_CHARACTERS && batch.length < BATCH_TEXTS) continue;
      yield batch;
      batch = [];
      size = 0;
    }
    if (batch.length > 0) yield batch;
  }

  /** Undefined for what is no text, or is gone by now. */
  async #read(path: string, totals: ScanTotals): Promise<string | undefined> {
    try {
      const file = await readTextFile(path);
      if ('text' in file) return file.text;
    } catch (error) {
      this.#session.log(`${path}: ${(error as Error).message}`);
    }
    totals.skipped++;
    return undefined;
  }

  async #scanBatch(batch: Input[], folder: Folder, totals: ScanTotals, signal: AbortSignal): Promise<void> {
    const rules = rulesetOf(folder.configuration);
    if (rules === undefined) return;
    const { workspace, features, link, documents } = this.#session;
    const texts = batch.map(({ text }) => Buffer.from(text, 'utf8'));
    const params = { texts, rules, encoding: 'utf-16', priority: 'bulk' } as const;
    const { matches } = await link.call('text/scan', params, { signal });
    for (const [index, own] of byText(matches)) {
      const { uri, text } = batch[index] as Input;
      const document = new OpenDocument(uri, '', 0, text, features.encoding);
      const quiet = { baseline: folder.baseline, path: workspace.baselinePath(uri) };
      const found = findingsOf(text, own, quiet, document.lines);
      const diagnostics = found
        .map((each) => diagnosticOf(each, document, folder.configuration, features.linksCodes))
        .filter((each) => each !== undefined);
      totals.findings += diagnostics.length;
      if (diagnostics.length === 0) continue;
      this.#shown.set(uri, diagnostics);
      if (!documents.has(uri)) this.#publish(uri, diagnostics);
    }
  }

  #publish(uri: string, diagnostics: Diagnostic[]): void {
    void this.#session.connection.sendNotification(PublishDiagnosticsNotification.type, { uri, diagnostics });
  }
}

/** Map.groupBy, which Node 20 has not. */
function byText(matches: readonly Match[]): Map<number, Match[]> {
  const groups = new Map<number, Match[]>();
  for (const match of matches) {
    const index = match.text ?? 0;
    const group = groups.get(index);
    if (group === undefined) groups.set(index, [match]);
    else group.push(match);
  }
  return groups;
}
