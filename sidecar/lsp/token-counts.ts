/** Token counts of open files, counted once a version, and which files they are wanted for. Shows nothing itself. */
import ignore from 'ignore';
import type { OpenDocument } from './document.ts';
import type { Session } from './session.ts';

interface Counted {
  version: number;
  encoding: 'o200k_base' | 'cl100k_base';
  tokens: number;
}

export class TokenCounts {
  readonly #session: Session;
  readonly #known = new WeakMap<OpenDocument, Counted>();
  readonly #running = new WeakMap<OpenDocument, Promise<number>>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** Whether the file's count is shown: the settings name it, or it has a budget. */
  wanted(document: OpenDocument): boolean {
    const { tokens } = this.#session.workspace.folderOf(document.uri).configuration;
    return this.#matches(tokens.files, document) || this.budget(document) !== undefined;
  }

  /** The most tokens that the file may have: the least of the budgets whose pattern matches. */
  budget(document: OpenDocument): number | undefined {
    const { budgets } = this.#session.workspace.folderOf(document.uri).configuration;
    const own = Object.entries(budgets).filter(([pattern]) => this.#matches([pattern], document));
    return own.length === 0 ? undefined : Math.min(...own.map(([, most]) => most));
  }

  /** The count of its newest version. Edits that come meanwhile are counted once, when the running count ends. @throws OutriggerError */
  count(document: OpenDocument): Promise<number> {
    let running = this.#running.get(document);
    if (running === undefined) {
      running = this.#count(document).finally(() => this.#running.delete(document));
      this.#running.set(document, running);
    }
    return running;
  }

  async #count(document: OpenDocument): Promise<number> {
    for (;;) {
      const { version } = document;
      const encoding = this.#encoding(document);
      const known = this.#known.get(document);
      if (known?.version === version && known.encoding === encoding) return known.tokens;
      const tokens = await this.countText(document, document.text);
      this.#known.set(document, { version, encoding, tokens });
    }
  }

  /** The last count, perhaps of an older version. */
  last(document: OpenDocument): number | undefined {
    return this.#known.get(document)?.tokens;
  }

  /** Tokens of a stretch of a file, counted alone, in the encoding that the file is counted in. */
  async countText(document: OpenDocument, stretch: string): Promise<number> {
    const encoding = this.#encoding(document);
    const text = Buffer.from(stretch, 'utf8');
    const { counts } = await this.#session.link.call('text/tokens', { text, encoding });
    return counts[0] as number;
  }

  #encoding({ uri }: OpenDocument): Counted['encoding'] {
    return this.#session.workspace.folderOf(uri).configuration.tokens.encoding;
  }

  #matches(patterns: readonly string[], { uri }: OpenDocument): boolean {
    const { workspace } = this.#session;
    const path = workspace.relativePath(uri) ?? uri.slice(uri.lastIndexOf('/') + 1);
    return (
      ignore.isPathValid(path) &&
      ignore()
        .add([...patterns])
        .ignores(path)
    );
  }
}
