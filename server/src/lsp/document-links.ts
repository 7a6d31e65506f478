/** Links to other files, as an editor asks for them. */
import type { ServerCapabilities } from 'vscode-languageserver'
import { linksIn } from '../language/document-links'
import type { Session } from './session'

export function documentLinkCapabilities(): ServerCapabilities {
  return { documentLinkProvider: {} }
}

export function answerDocumentLinks({ connection, settings, wholes, isFile }: Session): void {
  connection.onDocumentLinks(({ textDocument: { uri } }) => linksIn(uri, wholes(uri), settings(uri).fileLinks ? isFile : undefined))
}
