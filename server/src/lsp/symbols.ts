/** The outline of a document and the search for symbols, as an editor asks for them. */
import type { DocumentSymbol, ServerCapabilities } from 'vscode-languageserver'
import type { ConfigFile } from '../config/config-file'
import { createOutlineMemory, flatOutline, outlineOf } from '../language/symbols/outline'
import { search } from '../language/symbols/search'
import type { SearchMemory } from '../language/symbols/search'
import type { Session } from './session'

export function symbolCapabilities(): ServerCapabilities {
  return { documentSymbolProvider: true, workspaceSymbolProvider: true }
}

export function answerSymbols({ connection, client, documents, wholes }: Session): void {
  const outlines = new WeakMap<ConfigFile, Map<string, DocumentSymbol[]>>()
  const ofMaps = createOutlineMemory()
  const memory: SearchMemory = new WeakMap()

  function outline(uri: string): DocumentSymbol[] {
    const [file] = wholes(uri)
    if (!file) return []
    const known = outlines.get(file) ?? new Map<string, DocumentSymbol[]>()
    outlines.set(file, known)
    let made = known.get(uri)
    if (!made) known.set(uri, (made = outlineOf(file, uri, ofMaps)))
    return made
  }

  connection.onDocumentSymbol(({ textDocument: { uri } }) =>
    client().textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true ? outline(uri) : flatOutline(outline(uri), uri),
  )
  connection.onWorkspaceSymbol(({ query }) => search(query, documents.files(), memory))
}
