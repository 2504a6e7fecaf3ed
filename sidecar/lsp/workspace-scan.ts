/**
 * The command that scans all folders, with progress and a cancel. What it finds in files that aren't open is shown as pushed
 * diagnostics, or pulled by an editor that asks for the workspace's; open files are shown by their checks.
 */
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { PublishDiagnosticsNotification } from 'vscode-languageserver-protocol';
import { cancelled } from './cancellation.ts';
import type { Commands } from './commands.ts';
import { FolderScan, type ScanTotals } from './folder-scan.ts';
import type { Reports } from './reports.ts';
import type { Session } from './session.ts';
import { beginProgress, type WorkProgress } from './work-progress.ts';

export const SCAN_WORKSPACE = 'outrigger.scanWorkspace';

export class WorkspaceScan {
  readonly #session: Session;
  /** Diagnostics of the last scan, by URI. */
  #shown = new Map<string, Diagnostic[]>();
  /** The editor asks for the workspace's diagnostics: pushed ones would be shown beside them. */
  #pulled = false;

  constructor(session: Session, commands: Commands, reports: Reports) {
    this.#session = session;
    commands.add(SCAN_WORKSPACE, async (_, token, params) => {
      using progress = await beginProgress(session, 'Scanning for secrets', params, token);
      const totals = await this.#scan(progress);
      progress.end(`${totals.findings} findings in ${totals.files} files`);
      if (this.#pulled) {
        session.filesChanged();
        reports.refresh();
      }
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

  /** The editor asked for the workspace's diagnostics: takes back what was pushed, and pushes no more. */
  pulled(): void {
    if (this.#pulled) return;
    this.#pulled = true;
    for (const uri of this.#shown.keys()) this.#publish(uri, []);
    this.#shown.clear();
  }

  async #scan(progress: WorkProgress): Promise<ScanTotals> {
    const totals = { files: 0, findings: 0, skipped: 0 };
    const before = this.#shown;
    this.#shown = new Map();
    const { workspace, documents } = this.#session;
    for (const folder of workspace.folders) {
      const scan = new FolderScan(this.#session, folder, {
        signal: progress.signal,
        totals,
        tell: (uri, diagnostics) => {
          if (diagnostics.length === 0 || this.#pulled) return;
          this.#shown.set(uri, diagnostics);
          if (!documents.has(uri)) this.#publish(uri, diagnostics);
        },
        progress: (done, all) => progress.report(done, all, `${totals.files} files, ${totals.findings} findings`),
      });
      try {
        await scan.run();
      } catch (error) {
        throw progress.signal.aborted ? cancelled() : error;
      }
    }
    for (const uri of before.keys()) {
      if (!this.#shown.has(uri)) this.#publish(uri, []);
    }
    return totals;
  }

  #publish(uri: string, diagnostics: Diagnostic[]): void {
    void this.#session.connection.sendNotification(PublishDiagnosticsNotification.type, { uri, diagnostics });
  }
}
