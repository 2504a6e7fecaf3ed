/** Keeps the open files as the editor has them, and has them checked. It must never answer a request. */
import { DidChangeTextDocumentNotification, DidCloseTextDocumentNotification, DidOpenTextDocumentNotification, } from 'vscode-languageserver-protocol';
import { OpenDocument } from './document.js';
export function synchronise(session, { opened, closed }) {
    const { connection, documents, checks, features, log } = session;
    session.handlers.push(connection.onNotification(DidOpenTextDocumentNotification.type, ({ textDocument }) => {
        const { uri, languageId, version, text } = textDocument;
        if (documents.has(uri))
            log(`${uri} was opened twice: the newer text counts`);
        const document = new OpenDocument(uri, languageId, version, text, features.encoding);
        documents.set(uri, document);
        opened(uri);
        checks.touch(document);
    }), connection.onNotification(DidChangeTextDocumentNotification.type, ({ textDocument, contentChanges }) => {
        const document = documents.get(textDocument.uri);
        if (document === undefined) {
            log(`${textDocument.uri} was changed, but is not open: the change is dropped`);
            return;
        }
        const { edits, strange } = document.apply(textDocument.version, contentChanges);
        for (const what of strange)
            log(`${textDocument.uri}: ${what}`);
        checks.touch(document, edits);
    }), connection.onNotification(DidCloseTextDocumentNotification.type, ({ textDocument: { uri } }) => {
        documents.delete(uri);
        checks.forget(uri);
        closed(uri);
    }));
}
