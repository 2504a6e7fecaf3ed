/**
 * What is found in each open file, kept up with its edits: one scan of a file at a time, of its newest version, an older one
 * cancelled. Holds the results; it must never send anything to the editor.
 */
import { setImmediate } from 'node:timers/promises';
import { isOutriggerError } from '../../client/errors.ts';
import { rulesetOf } from '../findings/configuration.ts';
import { type Finding, findingsOf } from '../findings/findings.ts';
import type { OpenDocument } from './document.ts';
import type { SidecarLink } from './sidecar-link.ts';
import type { Workspace } from './workspace.ts';

/** The findings of one version under one state of the settings. */
export interface Check {
  version: number;
  epoch: number;
  findings: Finding[];
  /** Why the file could not be looked at, where it couldn't. */
  failure?: string;
}

export interface ChecksOptions {
  link: SidecarLink;
  workspace: Workspace;
  log(message: string): void;
}

export class Checks {
  /** A file's findings are those of its newest version now. */
  onFresh: (document: OpenDocument) => void = () => {};
  readonly #options: ChecksOptions;
  readonly #files = new Map<string, FileCheck>();

  constructor(options: ChecksOptions) {
    this.#options = options;
  }

  /** The document was opened, edited, or the settings changed. */
  touch(document: OpenDocument): void {
    let file = this.#files.get(document.uri);
    if (file === undefined || file.document !== document) {
      file?.close();
      file = new FileCheck(document, this.#options, (of) => this.onFresh(of));
      this.#files.set(document.uri, file);
    }
    file.touch();
  }

  forget(uri: string): void {
    this.#files.get(uri)?.close();
    this.#files.delete(uri);
  }

  /** The last check that ended, perhaps of an older version. */
  latest(uri: string): Check | undefined {
    return this.#files.get(uri)?.latest;
  }

  /** The check of the newest version, once it is there; undefined if the file is closed meanwhile. */
  async current(uri: string): Promise<Check | undefined> {
    return this.#files.get(uri)?.current();
  }
}

class FileCheck {
  readonly document: OpenDocument;
  readonly #options: ChecksOptions;
  readonly #fresh: (document: OpenDocument) => void;
  #latest: Check | undefined;
  #running: AbortController | undefined;
  #looping = false;
  #stale = false;
  #closed = false;
  #waiting: ((check: Check | undefined) => void)[] = [];

  constructor(document: OpenDocument, options: ChecksOptions, fresh: (document: OpenDocument) => void) {
    this.document = document;
    this.#options = options;
    this.#fresh = fresh;
  }

  get latest(): Check | undefined {
    return this.#latest;
  }

  touch(): void {
    this.#stale = true;
    this.#running?.abort();
    if (!this.#looping) void this.#loop();
  }

  close(): void {
    this.#closed = true;
    this.#running?.abort();
    this.#settle(undefined);
  }

  current(): Promise<Check | undefined> {
    if (this.#closed || (!this.#looping && !this.#stale)) return Promise.resolve(this.#latest);
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  #settle(check: Check | undefined): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve(check);
  }

  async #loop(): Promise<void> {
    this.#looping = true;
    while (this.#stale && !this.#closed) {
      // edits that have come in one read are one change: without this, 200 of them are 200 scans begun in vain
      await setImmediate();
      this.#stale = false;
      const check = await this.#check();
      if (check === undefined || this.#stale || this.#closed) continue;
      this.#latest = check;
      this.#fresh(this.document);
    }
    this.#looping = false;
    this.#settle(this.#latest);
  }

  /** Undefined if a newer version came, or the file was closed. */
  async #check(): Promise<Check | undefined> {
    const { document } = this;
    const { workspace, log } = this.#options;
    const { version, lines } = document;
    const { epoch } = workspace;
    const folder = workspace.folderOf(document.uri);
    const rules = rulesetOf(folder.configuration);
    if (rules === undefined || workspace.isExcluded(document.uri)) return { version, epoch, findings: [] };
    const running = new AbortController();
    this.#running = running;
    try {
      // a lone surrogate becomes U+FFFD here: one UTF-16 unit for another, so that offsets stay
      const text = Buffer.from(lines.text, 'utf8');
      const params = { text, rules, encoding: 'utf-16' } as const;
      const { matches } = await this.#options.link.call('text/scan', params, { signal: running.signal });
      const path = workspace.baselinePath(document.uri);
      const findings = findingsOf(lines.text, matches, { baseline: folder.baseline, path }, lines);
      return { version, epoch, findings };
    } catch (error) {
      if (running.signal.aborted) return undefined;
      const failure = isOutriggerError(error) ? `${error.code}: ${error.message}` : String(error);
      log(`${document.uri} could not be checked: ${failure}`);
      return { version, epoch, findings: [], failure };
    } finally {
      this.#running = undefined;
    }
  }
}
