/** Changes of several files as the editor takes them: for the versions that it has open, where it can hold them to that. */
import type { TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver'
import type { TextEdit } from '../config/rewrite'
import { editsByFile } from '../language/range'
import type { Session } from './session'

export function workspaceEdit(session: Session, edits: readonly TextEdit[]): WorkspaceEdit {
  return takesVersions(session) ? { documentChanges: documentChanges(session, edits) } : { changes: editsByFile(edits) }
}

export function documentChanges({ documents }: Session, edits: readonly TextEdit[]): TextDocumentEdit[] {
  return Object.entries(editsByFile(edits)).map(([uri, list]) => ({ textDocument: { uri, version: documents.version(uri) ?? null }, edits: list }))
}

export function takesVersions({ client }: Session): boolean {
  return client().workspace?.workspaceEdit?.documentChanges === true
}
