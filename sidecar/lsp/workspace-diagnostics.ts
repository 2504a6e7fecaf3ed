/**
 * `workspace/diagnostic`: what is found in all files of all folders, for an editor that asks, by the files and as they come.
 * Editors ask again every few seconds: a file that hasn't changed since is neither read nor scanned, and where the editor tells of
 * changed files it isn't even looked for. A file without findings is told of only where it had some.
 */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import {
  type Diagnostic,
  DidChangeWatchedFilesNotification,
  RegistrationRequest,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  WorkspaceDiagnosticRequest,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver-protocol';
import { cancelled } from './cancellation.ts';
import { FolderScan } from './folder-scan.ts';
import type { Reports } from './reports.ts';
import type { Session } from './session.ts';
import { beginProgress, type WorkProgress } from './work-progress.ts';
import { type Folder, uriOf } from './workspace.ts';
import type { WorkspaceScan } from './workspace-scan.ts';

/** A file that isn't open, as it was scanned. */
interface KnownFile {
  /** Of its last change, and its size: what differs when it is another text. */
  stamp: string;
  epoch: number;
  diagnostics: Diagnostic[];
}

/** One request: what the editor has, and what it was told. */
class Answer {
  readonly #previous: ReadonlyMap<string, string>;
  readonly #told = new Set<string>();
  #items: WorkspaceDocumentDiagnosticReport[] = [];

  constructor({ previousResultIds = [] }: Partial<WorkspaceDiagnosticParams>) {
    this.#previous = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
  }

  tell(uri: string, items: Diagnostic[], version: number | null): void {
    const previous = this.#previous.get(uri);
    if (this.#told.has(uri) || (items.length === 0 && previous === undefined)) return;
    this.#told.add(uri);
    // by what it says, not by when: the same after a file was saved unchanged, and after the server was started again
    const resultId = createHash('sha256').update(JSON.stringify(items)).digest('base64url');
    this.#items.push(
      previous === resultId
        ? { kind: 'unchanged', uri, version, resultId }
        : { kind: 'full', uri, version, resultId, items },
    );
  }

  /** What the editor has and nothing was told of: files that are gone, or left out by now. */
  tellGone(): void {
    for (const uri of this.#previous.keys()) this.tell(uri, [], null);
  }

  /** What was told since the last time. */
  take(): WorkspaceDocumentDiagnosticReport[] {
    const items = this.#items;
    this.#items = [];
    return items;
  }
}

export class WorkspaceDiagnostics {
  readonly #session: Session;
  readonly #reports: Reports;
  readonly #scan: WorkspaceScan;
  readonly #files = new Map<string, KnownFile>();
  /** The editor tells of files that change. */
  #watched: Promise<boolean> | undefined;
  /** The state of the settings for which all files are known; none where some may have changed. */
  #complete: number | undefined;

  constructor(session: Session, reports: Reports, scan: WorkspaceScan) {
    this.#session = session;
    this.#reports = reports;
    this.#scan = scan;
    if (!session.features.pullsDiagnostics) return;
    session.handlers.push(
      session.connection.onRequest(WorkspaceDiagnosticRequest.type, async (params, token) => {
        using progress = await beginProgress(session, 'Scanning for secrets', params, token, false);
        try {
          return await this.#answer(params, progress);
        } catch (error) {
          throw progress.signal.aborted ? cancelled() : error;
        }
      }),
    );
  }

  /** Files changed, were closed, or may have: they are looked for at the next question. */
  changed(): void {
    this.#complete = undefined;
  }

  async #answer(params: WorkspaceDiagnosticParams, progress: WorkProgress): Promise<WorkspaceDiagnosticReport> {
    const { connection, workspace, documents } = this.#session;
    this.#scan.pulled();
    this.#watched ??= this.#watch();
    const isWatched = await this.#watched;
    const answer = new Answer(params);
    const token = params.partialResultToken;
    const flush = () => {
      if (token === undefined) return;
      const items = answer.take();
      if (items.length > 0) void connection.sendNotification('$/progress', { token, value: { items } });
    };
    if (!isWatched || this.#complete !== workspace.epoch) {
      await this.#look(progress, (uri, diagnostics) => {
        answer.tell(uri, diagnostics, null);
        flush();
      });
    }
    await this.#tellOpen(answer, progress.signal);
    for (const [path, { diagnostics }] of this.#files) {
      const uri = uriOf(path);
      if (!documents.has(uri)) answer.tell(uri, diagnostics, null);
    }
    answer.tellGone();
    flush();
    return { items: answer.take() };
  }

  /** Looks for files that have changed, and scans them. */
  async #look(progress: WorkProgress, tell: (uri: string, diagnostics: Diagnostic[]) => void): Promise<void> {
    const { epoch, folders } = this.#session.workspace;
    this.#complete = epoch;
    const seen = new Set<string>();
    try {
      for (const folder of folders) {
        if (folder.configuration.scan === 'workspace') await this.#lookIn(folder, epoch, seen, progress, tell);
      }
    } catch (error) {
      this.changed();
      throw error;
    }
    for (const path of this.#files.keys()) if (!seen.has(path)) this.#files.delete(path);
  }

  async #lookIn(
    folder: Folder,
    epoch: number,
    seen: Set<string>,
    { signal, report }: WorkProgress,
    tell: (uri: string, diagnostics: Diagnostic[]) => void,
  ): Promise<void> {
    const totals = { files: 0, findings: 0, skipped: 0 };
    const stamps = new Map<string, string>();
    const { documents } = this.#session;
    await new FolderScan(this.#session, folder, {
      signal,
      totals,
      skips: async (path, uri) => {
        if (documents.has(uri)) return true;
        seen.add(path);
        // before it is read: a change between the two is seen the next time
        const stamp = await stampOf(path);
        stamps.set(path, stamp);
        const known = this.#files.get(path);
        return known?.stamp === stamp && known.epoch === epoch;
      },
      tell: (uri, diagnostics, path) => {
        this.#files.set(path, { stamp: stamps.get(path) ?? '', epoch, diagnostics });
        if (!documents.has(uri)) tell(uri, diagnostics);
      },
      progress: (done, all) => report(done, all, `${totals.files} files, ${totals.findings} findings`),
    }).run();
  }

  /** Open files are told of as they are in the editor. */
  async #tellOpen(answer: Answer, signal: AbortSignal): Promise<void> {
    const { documents, checks, workspace } = this.#session;
    for (const document of documents.values()) {
      if (workspace.folderOf(document.uri).path === undefined) continue;
      const check = await checks.current(document.uri);
      signal.throwIfAborted();
      if (check !== undefined && check.version === document.version) {
        answer.tell(document.uri, this.#reports.diagnosticsOf(document, check), document.version);
      }
    }
  }

  /** Asks to be told of every file that changes. Asked only now: other editors need not send what nobody listens to. */
  async #watch(): Promise<boolean> {
    const { connection, features } = this.#session;
    if (!features.registersWatchers) return false;
    const { method } = DidChangeWatchedFilesNotification.type;
    const registerOptions = { watchers: [{ globPattern: '**/*' }] };
    const registrations = [{ id: 'all-files', method, registerOptions }];
    try {
      await connection.sendRequest(RegistrationRequest.type, { registrations });
      return true;
    } catch {
      return false;
    }
  }
}

async function stampOf(path: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(path);
    return `${mtimeMs}.${size}.${ino}`;
  } catch {
    // gone by now, which reading it will tell
    return '';
  }
}
