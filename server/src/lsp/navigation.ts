/** Definition, references, highlights and renaming, as an editor asks for them. */
import type { ServerCapabilities } from 'vscode-languageserver'
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver'
import type { Position } from 'vscode-languageserver'
import { Source } from '../config/source'
import { definitionsAt, highlightsAt, referencesAt } from '../language/navigate'
import { siteOf } from '../language/names/site'
import { createNameMemory } from '../language/names/things'
import type { Names } from '../language/names/things'
import { rename, renamedAt } from '../language/rename'
import { Text } from '../text/text'
import type { Session } from './session'
import { workspaceEdit } from './workspace-edit'

export function navigationCapabilities({ client }: Session): ServerCapabilities {
  const canPrepare = client().textDocument?.rename?.prepareSupport === true
  return { definitionProvider: true, referencesProvider: true, documentHighlightProvider: true, renameProvider: canPrepare ? { prepareProvider: true } : true }
}

export function answerNavigation(session: Session): void {
  const { connection, client, documents, translate, wholes } = session
  const memory = createNameMemory()
  const names = (uri: string): Names => ({ release: session.release(uri), memory, wholes, site: siteOf(session.checked()?.grouping, (uri) => documents.file(uri)) })

  connection.onDefinition(({ textDocument: { uri }, position }) => {
    const links = definitionsAt(uri, offsetAt(session, uri, position), names(uri))
    if (client().textDocument?.definition?.linkSupport === true) return links
    return links.map((one) => ({ uri: one.targetUri, range: one.targetSelectionRange }))
  })
  connection.onReferences(({ textDocument: { uri }, position, context }) => referencesAt(uri, offsetAt(session, uri, position), context.includeDeclaration, names(uri)))
  connection.onDocumentHighlight(({ textDocument: { uri }, position }) => highlightsAt(uri, offsetAt(session, uri, position), names(uri)))
  connection.onPrepareRename(({ textDocument: { uri }, position }) => {
    const found = renamedAt(uri, offsetAt(session, uri, position), names(uri))
    return found instanceof Text ? refusal(translate(found)) : found
  })
  connection.onRenameRequest(({ textDocument: { uri }, position, newName }) => {
    const edits = rename(uri, offsetAt(session, uri, position), newName, names(uri))
    return edits instanceof Text ? refusal(translate(edits)) : edits && workspaceEdit(session, edits)
  })
}

function refusal(message: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, message)
}

/** A part that other files include has no tree of its own: its text tells where the position is. */
function offsetAt({ wholes, readFile }: Session, uri: string, position: Position): number {
  const own = wholes(uri).find((file) => file.uri === uri)
  return (own?.source ?? new Source(uri, readFile(uri) ?? '')).offsetAt(position)
}
