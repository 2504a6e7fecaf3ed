/**
 * An editor for tests: the language server as a process of its own, spoken to by an unmodified LSP client library, in a workspace
 * and a runtime folder that nobody else uses. Records what it is told; judges nothing.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  type CodeAction,
  createProtocolConnection,
  type Diagnostic,
  type InitializeParams,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol/node';
import { entry } from '../entry.ts';

export interface EditorOptions {
  /** Files of the workspace by relative path. */
  files?: Record<string, string | Uint8Array>;
  capabilities?: ClientCapabilities;
  initialize?: Partial<InitializeParams>;
  flags?: string[];
  /** Answer to `workspace/configuration`. */
  settings?: unknown;
  /** Don't say hello. */
  mute?: boolean;
}

type Told = { method: string; params: unknown };

export class Editor implements AsyncDisposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'outrigger-lsp-'));
  readonly workspace = join(this.folder, 'workspace');
  readonly child: ChildProcess;
  readonly exit: Promise<number | string>;
  readonly connection: ProtocolConnection;
  readonly told: Told[] = [];
  stderr = '';
  initialized!: InitializeResult;
  readonly published = new Map<string, PublishDiagnosticsParams>();
  settings: unknown;
  #waiting: (() => void)[] = [];
  readonly #versions = new Map<string, number>();

  private constructor(options: EditorOptions) {
    mkdirSync(this.workspace);
    for (const [path, content] of Object.entries(options.files ?? {})) this.write(path, content);
    this.settings = options.settings ?? null;
    const args = ['--no-warnings', entry('sidecar/cli/main'), 'lsp', '--stdio', ...(options.flags ?? [])];
    const env = { ...process.env, XDG_RUNTIME_DIR: this.folder };
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'], env });
    this.child = child;
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    this.exit = once(child, 'exit').then(([code, signal]: unknown[]) => (code ?? signal) as number | string);
    this.connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    this.connection.onUnhandledNotification((message) => this.#hear(message.method, message.params));
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.set(params.uri, params);
      this.#hear('textDocument/publishDiagnostics', params);
    });
    this.connection.onNotification('$/progress', (params: unknown) => this.#hear('$/progress', params));
    for (const method of [
      'client/registerCapability',
      'window/workDoneProgress/create',
      'workspace/diagnostic/refresh',
      'workspace/codeLens/refresh',
      'workspace/inlayHint/refresh',
    ]) {
      this.connection.onRequest(method, (params: unknown) => {
        this.#hear(method, params);
        return null;
      });
    }
    this.connection.onRequest('workspace/configuration', () => [this.settings]);
    this.connection.onRequest('workspace/applyEdit', (params: unknown) => {
      this.#hear('workspace/applyEdit', params);
      return { applied: true };
    });
    this.connection.listen();
  }

  static async open(options: EditorOptions = {}): Promise<Editor> {
    const editor = new Editor(options);
    if (options.mute) return editor;
    const uri = pathToFileURL(editor.workspace).href;
    editor.initialized = await editor.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'workspace' }],
      capabilities: options.capabilities ?? {},
      ...options.initialize,
    });
    await editor.connection.sendNotification('initialized', {});
    return editor;
  }

  #hear(method: string, params: unknown): void {
    this.told.push({ method, params });
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  /** Resolves with the first truthy answer, asked again whenever the server says something. */
  async until<T>(ask: () => T | undefined | false): Promise<T> {
    for (;;) {
      const answer = ask();
      if (answer) return answer;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  write(path: string, content: string | Uint8Array): void {
    const file = join(this.workspace, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  uri(path: string): string {
    return pathToFileURL(join(this.workspace, path)).href;
  }

  async show(path: string, text: string, languageId = 'plaintext'): Promise<void> {
    this.#versions.set(path, 1);
    const textDocument = { uri: this.uri(path), languageId, version: 1, text };
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  async change(path: string, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<number> {
    const version = (this.#versions.get(path) ?? 0) + 1;
    this.#versions.set(path, version);
    const textDocument = { uri: this.uri(path), version };
    await this.connection.sendNotification('textDocument/didChange', { textDocument, contentChanges });
    return version;
  }

  /** What was pushed for a file, once it is for `version` (where the client has versions) or fits `wanted`. */
  diagnostics(path: string, wanted: (diagnostics: Diagnostic[]) => boolean = () => true): Promise<Diagnostic[]> {
    return this.until(() => {
      const told = this.published.get(this.uri(path));
      return told !== undefined && wanted(told.diagnostics) ? told.diagnostics : undefined;
    });
  }

  async pull(
    path: string,
    previousResultId?: string,
  ): Promise<{ kind: string; resultId?: string; items?: Diagnostic[] }> {
    const textDocument = { uri: this.uri(path) };
    return this.connection.sendRequest('textDocument/diagnostic', { textDocument, previousResultId });
  }

  async actions(path: string, diagnostic: Diagnostic): Promise<CodeAction[]> {
    const params = {
      textDocument: { uri: this.uri(path) },
      range: diagnostic.range,
      context: { diagnostics: [diagnostic] },
    };
    return this.connection.sendRequest('textDocument/codeAction', params);
  }

  /** Says goodbye as editors do; the exit code. */
  async quit(): Promise<number | string> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    return this.exit;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.connection.dispose();
    this.child.stdin?.end();
    await this.exit;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
